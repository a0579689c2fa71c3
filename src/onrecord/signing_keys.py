"""Which key signs an edition: the one given, or one that is found where such keys are kept; and whether it may.

Joins the dossier's settings with the editions' signatures. A key that is not there any more is said plainly: nothing is
published unsigned by oversight after an edition that was signed. The environment comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.editions.signing import (
    KeyFaultError,
    SignatureFaultError,
    Signer,
    fingerprint,
    public_of,
    signer_of,
    signers_in,
)
from onrecord.editions.store import RECORD, SIGNATURE, Kept
from onrecord.text import load_dossier


@dataclass(frozen=True, slots=True)
class Places:
    """Where keys are looked for: ``named`` by the environment (or ``None``), ``own`` to onrecord, and those that are
    taken only where dossier.toml names their public key."""

    named: Path | None = None
    own: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()


NOWHERE = Places()


def places(environment: Mapping[str, str], home: Path) -> Places:
    """The places of this machine: ``ONRECORD_KEY``, the folder of settings, and that of OpenSSH's keys."""
    named = environment.get("ONRECORD_KEY", "")
    settings = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    own = (settings / "onrecord" / "key", home / ".ssh" / "onrecord")
    return Places(Path(named) if named else None, own, (home / ".ssh" / "id_ed25519",))


class NoKeyError(Exception):
    """There is no key to sign with, or it may not sign; ``remedy`` says what to do."""

    def __init__(self, message: str, remedy: str, why: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.why = why


_REMEDY = (
    "Name the key with --key. If it is lost, make another with ssh-keygen -t ed25519, add its public key to `signers` "
    "in dossier.toml and say so to your readers; --unsigned publishes without a signature."
)


def pinned(root: Path) -> tuple[Signer, ...]:
    """The public keys that dossier.toml names. Those that cannot be read are left out: the dossier has a fault then."""
    dossier, _ = load_dossier(root)
    return tuple(signer for line in dossier.signers for signer in signers_in(line)) if dossier is not None else ()


def key_for(root: Path, given: bytes, unsigned: bool, where: Places, last: Kept | None) -> bytes:
    """The private key that signs the next edition of the dossier at ``root``; empty where it is not to be signed.

    Raises ``NoKeyError`` and ``KeyFaultError``.
    """
    if unsigned:
        return b""
    allowed = pinned(root)
    names = {signer.key for signer in allowed}
    if not given and where.named is not None:
        given = _read(where.named)
    if given:
        own = public_of(given)
        if names and own not in names:
            raise NoKeyError(
                f"the key {fingerprint(own)} is not one that dossier.toml names",
                "Sign with one of those named, or add its public key to `signers` under [publish].",
                tuple(f"named: {signer.fingerprint} {signer.name}".rstrip() for signer in allowed),
            )
        return given
    tried = (*where.own, *(where.shared if names else ()))
    for path in tried:
        found = _there(path)
        if found and (not names or public_of(found) in names):
            return found
    looked = tuple(f"looked in {path}" for path in tried)
    if names:
        listed = ", ".join(signer.fingerprint for signer in allowed)
        raise NoKeyError(f"dossier.toml names the key that signs ({listed}), and it is not there", _REMEDY, looked)
    before = _signed_by(last)
    if before:
        raise NoKeyError(
            f"edition {last.number if last else 0} was signed by {before}, and there is no key to sign this one",
            _REMEDY,
            looked,
        )
    return b""


def _signed_by(last: Kept | None) -> str:
    """The fingerprint of the key that signed an edition; empty where none did."""
    if last is None or not (last.folder / SIGNATURE).is_file():
        return ""
    try:
        data = (last.folder / RECORD).read_bytes()
        return fingerprint(signer_of(data, (last.folder / SIGNATURE).read_text("utf-8", "replace")))
    except (OSError, SignatureFaultError):
        return "a key that cannot be told"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or error
        raise KeyFaultError(f"the key that ONRECORD_KEY names, {path}, cannot be read: {why}") from None


def _there(path: Path) -> bytes:
    """A private key that can be used without a passphrase; empty where there is none."""
    try:
        found = path.read_bytes()
        public_of(found)
    except (OSError, KeyFaultError):
        return b""
    return found
