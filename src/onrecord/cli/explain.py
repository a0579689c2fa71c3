"""``onrecord explain``: one statement in full, with the rows and the SQL behind its figures where asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import (
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
    shown,
    width,
)

if TYPE_CHECKING:
    from onrecord.explaining import Unknown

ROWS = 20


class _WithRows(click.Command):
    """Lets ``--rows`` stand without a number, also before an argument: ``explain --rows moura``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare ``--rows`` its usual number."""
        told = []
        for i, word in enumerate(args):
            following = args[i + 1] if i + 1 < len(args) else ""
            bare = word == "--rows" and not (following.isascii() and following.isdigit())
            told.append(f"--rows={ROWS}" if bare and "--" not in args[:i] else word)
        return super().parse_args(ctx, told)


@click.command("explain", cls=_WithRows)
@click.argument("identifier", metavar="ID")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--rows",
    metavar="[N]",
    type=click.IntRange(0),
    help=f"List the rows behind each main figure, N at most ({ROWS} if no number is given).",
)
@click.option("--sql", is_flag=True, help="Print SQL for DuckDB that gives the main figures from the file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or for a program.",
)
@click.option(
    "--show", type=click.Choice(["public", "internal", "confidential"]), default="public", show_default=True,
    help="Show what is marked up to this level too; the output is then not for publication.",
)  # fmt: skip
def command(identifier: str, directory: Path, rows: int | None, sql: bool, form: str, show: str) -> None:
    """Show one statement of the dossier in DIR (here, if none is given) in full.

    ID is the statement's identifier: what stands in braces after it, {#moura}, or the name that `onrecord check`
    shows. You see the sentence with its sources, the verdict and why, every figure used, each variant tried, the
    figures before and after, and the typed blocks.

    \b
    Exit codes
      0  the statement is shown, whatever its verdict
      2  there is no such statement, or no dossier
    """
    refuse_other_than_folder(directory, f"onrecord explain {identifier[:80]}")
    from onrecord.explaining import Unknown, explain
    from onrecord.model.visibility import Visibility
    from onrecord.pipeline import prepare

    with progress(sys.stderr) as say:
        named = identifier.removeprefix("#")
        session = prepare(directory, say, only=named, show=Visibility(show))
        found = explain(session, named, rows=rows, sql=sql, progress=say)
    if session.dossier is None:
        refuse_without_dossier(directory, session.findings)
    if isinstance(found, Unknown):
        refuse(*_unknown(found, directory))
    if found.closed and (rows is not None or sql):
        refuse("the data file is not public, so its rows and the SQL are not shown", "--show confidential shows them.")
    if form == "json":
        from onrecord.render.explain_json import render_explanation_json

        emit(render_explanation_json(found), json=True)
    else:
        from onrecord.render.explain_text import render_explanation

        emit(render_explanation(found, width=width()), color=True)


def _unknown(found: Unknown, directory: Path) -> tuple[str, str]:
    """What to say of an id that is not there, and what to do."""
    near = f"Nearest: {', '.join(found.nearest)}. " if found.nearest else ""
    where = "" if directory == Path() else f" {shown(directory)}"
    count = f"`onrecord check{where}` lists all {found.count}." if found.count else "The dossier has no statement."
    return f'no statement is called "{found.id[:80]}"', near + count
