"""Signatures with ed25519 in the form that OpenSSH defines (PROTOCOL.sshsig), for the namespace "onrecord".

What is signed here, ``ssh-keygen -Y verify -n onrecord`` accepts, and the reverse. Imports: the standard library,
and cryptography where it signs or verifies.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMESPACE = b"onrecord"
_MAGIC = b"SSHSIG"
_KIND = b"ssh-ed25519"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
_WIDTH = 70


class KeyFaultError(Exception):
    """A key cannot be used; the text says why and is for the user."""


class SignatureFaultError(Exception):
    """A signature is not good; the text says why and is for the user."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A public key that may sign: ``key`` is its 32 bytes, ``name`` who holds it, as far as the file says."""

    key: bytes
    name: str = ""

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint as ``ssh-keygen -l`` shows it."""
        return fingerprint(self.key)


def fingerprint(key: bytes) -> str:
    """The fingerprint of a public key's 32 bytes, as ``ssh-keygen -l`` shows it."""
    digest = hashlib.sha256(_string(_KIND) + _string(key)).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")


def sign(message: bytes, private: bytes) -> str:
    """The signature of a message with a private key as ``ssh-keygen -t ed25519`` writes it.

    Raises ``KeyFaultError``.
    """
    key, public = _loaded(private), public_of(private)
    made = key.sign(_signed(message, b"sha512"))
    blob = (
        _MAGIC
        + struct.pack(">I", 1)
        + _string(_string(_KIND) + _string(public))
        + _string(NAMESPACE)
        + _string(b"")
        + _string(b"sha512")
        + _string(_string(_KIND) + _string(made))
    )
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""])


def public_of(private: bytes) -> bytes:
    """The 32 bytes of the public key of a private one. Raises ``KeyFaultError``."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return _loaded(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _loaded(private: bytes) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        key = load_ssh_private_key(private, None)
    except TypeError:
        raise KeyFaultError("the key is protected by a passphrase") from None
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFaultError("the file is no private key of OpenSSH") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFaultError("the key is not an ed25519 one")
    return key


def signer_of(message: bytes, signature: str) -> bytes:
    """The public key whose signature of the message this is. Raises ``SignatureFaultError``."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public, namespace, hashed, made = _parts(signature)
    except (ValueError, binascii.Error, struct.error):
        raise SignatureFaultError("the signature is not in the form of OpenSSH, or not of an ed25519 key") from None
    if namespace != NAMESPACE:
        shown = namespace.decode("utf-8", "replace")
        raise SignatureFaultError(f"the signature was made for “{shown}”, not for “onrecord”")
    if hashed not in _HASHES:
        raise SignatureFaultError("the signature uses a hash that OpenSSH does not define")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(made, _signed(message, hashed))
    except InvalidSignature:
        raise SignatureFaultError("the signature does not belong to these bytes: one of them was changed") from None
    return public


def signers_in(text: str) -> tuple[Signer, ...]:
    """The ed25519 keys of a public key's file or of an allowed_signers file, in order.

    Raises ``KeyFaultError`` for a line that cannot be read.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#") or "ssh-ed25519" not in words:
            continue
        at = words.index("ssh-ed25519")
        try:
            key = _key(base64.b64decode(words[at + 1], validate=True))
        except (IndexError, ValueError, struct.error):
            raise KeyFaultError(f"line {number} holds no ed25519 key that can be read") from None
        named = words[0] if at else " ".join(words[at + 2 :])
        found.append(Signer(key, named))
    return tuple(found)


def _signed(message: bytes, hashed: bytes) -> bytes:
    """The bytes that are signed for a message."""
    return _MAGIC + _string(NAMESPACE) + _string(b"") + _string(hashed) + _string(_HASHES[hashed](message).digest())


def _parts(signature: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Public key, namespace, name of the hash, and the 64 bytes of a signature."""
    lines = signature.strip().splitlines()
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise ValueError(signature)
    blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    if blob[:6] != _MAGIC or struct.unpack(">I", blob[6:10]) != (1,):
        raise ValueError(signature)
    key, namespace, _, hashed, made = _strings(blob[10:], 5)
    kind, raw = _strings(made, 2)
    if kind != _KIND or len(raw) != 64:
        raise ValueError(signature)
    return _key(key), namespace, hashed, raw


def _key(blob: bytes) -> bytes:
    kind, raw = _strings(blob, 2)
    if kind != _KIND or len(raw) != 32:
        raise ValueError(blob)
    return raw


def _string(value: bytes) -> bytes:
    """A string as RFC 4251, section 5 has it."""
    return struct.pack(">I", len(value)) + value


def _strings(blob: bytes, count: int) -> list[bytes]:
    """So many strings, which must be the whole of the bytes."""
    found, at = [], 0
    for _ in range(count):
        (size,) = struct.unpack(">I", blob[at : at + 4])
        found.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    if at != len(blob):
        raise ValueError(blob)
    return found
