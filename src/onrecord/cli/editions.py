"""``onrecord editions``: the editions of a dossier, and whether all of them are still there and unchanged."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.output import (
    complain,
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
    width,
)


@click.command("editions")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--projections", is_flag=True, help="Show what was projected instead, and what came.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="With --projections: for a person, or for a program.",
)  # fmt: skip
def command(directory: Path, projections: bool, form: str) -> None:
    """List the editions of the dossier in DIR, and verify that none was deleted, replaced or changed.

    With --projections you see every projection that an edition has published, held against what came where the data
    cover its period.

    \b
    Exit codes
      0  all are as they were published
      1  one is missing, or is not what was published
    """
    refuse_other_than_folder(directory, "onrecord editions")
    if projections:
        _projections(directory, form)
        return
    if form == "json":
        refuse("--format json goes with --projections")
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


def _projections(directory: Path, form: str) -> None:
    from onrecord import __version__
    from onrecord.pipeline import prepare
    from onrecord.registering import register_of
    from onrecord.render.register_text import register_text, render_register_json

    with progress(sys.stderr) as say:
        session = prepare(directory, say, only="-")
        scores = register_of(session)
    if session.dossier is None:
        refuse_without_dossier(directory, session.findings)
    if form == "json":
        emit(render_register_json(scores, __version__), json=True)
    else:
        emit(register_text(scores, width()))
