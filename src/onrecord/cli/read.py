"""``onrecord read``: how the sentences of a dossier are read; with ``--write`` the readings under them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.output import complain, emit, progress, refuse_other_than_folder, refuse_without_dossier, width


@click.command("read")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Put each certain reading under its sentence as a reads block.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a person, or for a program.",
)  # fmt: skip
@click.option(
    "--show", type=click.Choice(["public", "internal", "confidential"]), default="public", show_default=True,
    help="Show what is marked up to this level too; the output is then not for publication.",
)  # fmt: skip
def command(directory: Path, write: bool, form: str, show: str) -> None:
    """Show how the sentences of the dossier in DIR (here, if none is given) are read.

    Each statement is shown with its sentence and its reading: whether its reads block says the same, or which words
    were not understood. With --write, a sentence that has no block and only one reading gets that reading as a block;
    nothing else changes. Look at what was written, and commit it: then it is confirmed. Statements that are not public
    are neither shown nor written, but with --show.

    \b
    Exit codes
      0  done
      1  a sentence and its reads block differ
      2  a reads block cannot be read, or a file could not be written
    """
    refuse_other_than_folder(directory, "onrecord read")
    from onrecord import transcribing
    from onrecord.model.visibility import Visibility
    from onrecord.pipeline import prepare

    with progress(sys.stderr) as say:
        session = prepare(directory, say, show=Visibility(show))
        found = transcribing.transcribe(session, say)
    if session.dossier is None:
        refuse_without_dossier(directory, session.findings)
    if write:
        found = transcribing.write(directory, found)
    if form == "json":
        from onrecord.render.transcript_json import render_transcripts_json

        emit(render_transcripts_json(found), json=True)
    else:
        from onrecord.render.transcript_text import render_transcripts_text

        emit(render_transcripts_text(found, width=width()), color=True)
    for file, reason in found.failed:
        complain([f"{file} cannot be written: {reason}", "  help: Correct its permissions."])
    sys.exit(found.exit_code)
