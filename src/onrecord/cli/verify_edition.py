"""``onrecord verify-edition``: a published edition verified offline, with its own files and a public key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import emit, refuse, shown

if TYPE_CHECKING:
    from onrecord.editions.signing import Signer


@click.command("verify-edition")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="The public key that must have signed it.")
@click.option("--signers", type=click.Path(path_type=Path), help="A file of allowed signers, as ssh-keygen has it.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Another copy of the edition: the first byte that differs is named.",
)
def command(path: Path, key: Path | None, signers: Path | None, against: Path | None) -> None:
    """Verify the edition in the folder PATH: its signature, its Merkle root, and every published file.

    Nothing else is needed, no network and no dossier. Where PATH lies in a dossier, the keys that its dossier.toml
    names are used if no other is given, and its other copy of the edition shows which byte differs first.

    \b
    Exit codes
      0  everything is as it was published
      1  something is not: it is named
      2  there is no edition at PATH, or a key cannot be read
    """
    from onrecord.editions.signing import KeyFaultError, signers_in
    from onrecord.editions.verifying import verify
    from onrecord.text.diagnostics import escaped

    allowed: list[Signer] = []
    for file in filter(None, (key, signers)):
        try:
            found = signers_in(file.read_text("utf-8", "replace"))
        except OSError as error:
            refuse(f"{shown(file)} cannot be read: {error.strerror or error}")
        except KeyFaultError as fault:
            refuse(f"{shown(file)}: {fault}")
        if not found:
            refuse(f"{shown(file)} holds no public ed25519 key", "Name the file that ends in .pub.")
        allowed += found
    root = _dossier_of(path)
    if root is not None and not allowed:
        from onrecord.signing_keys import pinned

        allowed += pinned(root)
    try:
        verified = verify(path, allowed, [against] if against is not None else _copies(path, root))
    except OSError as error:
        refuse(
            f"there is no edition.json in {shown(path)} that can be read: {error.strerror or error}",
            "Name the folder that holds edition.json.",
        )
    lines = [*(f"ok     {each}" for each in verified.told), *(f"open   {each}" for each in verified.open)]
    lines += [f"WRONG  {each}" for each in verified.faults]
    emit("".join(f"{escaped(each)}\n" for each in lines))
    sys.exit(1 if verified.faults else 0)


def _dossier_of(path: Path) -> Path | None:
    """The dossier that a folder lies in: an output folder, or one of its editions."""
    here = path.absolute()
    return next((each for each in (here.parent, here.parent.parent) if (each / "dossier.toml").is_file()), None)


def _copies(path: Path, root: Path | None) -> list[Path]:
    """Where the dossier may have another copy of the edition."""
    from onrecord.cli.build import OUTPUT

    if root is None:
        return []
    store, output, here = root / "editions", root / OUTPUT, path.absolute()
    if here.parent == store:
        same = _number_in(output) == here.name.partition("-")[0].lstrip("0")
        return [output / "editions" / here.name, *([output] if same else [])]
    return sorted((each for each in store.glob("[0-9]*-*") if each.is_dir()), reverse=True)


def _number_in(output: Path) -> str:
    """The number of the edition that an output folder has; empty where none can be told."""
    import json

    try:
        return str(json.loads((output / "edition.json").read_bytes())["items"][0]["number"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return ""
