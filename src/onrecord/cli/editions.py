"""``onrecord editions``: the editions of a dossier, and whether all of them are still there and unchanged."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.output import complain, emit, refuse_other_than_folder


@click.command("editions")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def command(directory: Path) -> None:
    """List the editions of the dossier in DIR, and verify that none was deleted, replaced or changed.

    \b
    Exit codes
      0  all are as they were published
      1  one is missing, or is not what was published
    """
    refuse_other_than_folder(directory, "onrecord editions")
    from onrecord.editions.store import FILES, RECORD, SIGNATURE, read_chain
    from onrecord.editions.verifying import verify
    from onrecord.text.diagnostics import escaped

    chain = read_chain(directory)
    faults = list(chain.faults)
    for one in chain.editions:
        signed = "signed" if (one.folder / SIGNATURE).exists() else "not signed"
        emit(escaped(f"{one.number}  {one.day}  {signed}  {one.items[0].get('reason', '')}") + "\n")
        if (one.folder / FILES).is_dir():
            found = verify(one.folder).faults
            faults += [f"{one.folder.name}/{each}" for each in found if not each.startswith(f"{RECORD}:")]
        else:
            faults.append(f"{one.folder.name}/{FILES}: it is missing")
    if not chain.editions and not faults:
        emit("no edition was published yet\n")
    if faults:
        complain([escaped(each) for each in faults])
    sys.exit(1 if faults else 0)
