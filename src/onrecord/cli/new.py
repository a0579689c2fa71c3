"""``onrecord new``: a small dossier to start from, which checks clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from onrecord.cli.output import emit, refuse, shown


class Day(click.ParamType[date]):
    """A day of the calendar, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day, or say how one is written."""
        if isinstance(value, date):
            return value
        from onrecord.model.dates import PartialDate

        try:
            day = PartialDate.parse(str(value))
            if not day.day:
                raise ValueError
            return day.first
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar; write YYYY-MM-DD, as in 2022-06-30", param, ctx)


@click.command("new")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", default="", help="What the dossier is called; its folder's name if not given.")
@click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    type=Day(),
    help="The day on which its statements are to be judged; today if not given.",
)
def command(directory: Path, title: str, as_of: date | None) -> None:
    """Make a small dossier in DIR, an empty folder or a new one.

    It checks clean, and its comments say what to replace. Its figures are placeholders.

    \b
    Exit codes
      0  the dossier is made
      2  DIR holds something already, or cannot be written
    """
    from onrecord.text import new_dossier

    name = title or shown(Path(directory.absolute().name))
    try:
        # The clock is read here and nowhere else.
        made = new_dossier(directory, name, as_of or date.today())
    except FileExistsError:
        refuse(f"{shown(directory)} holds something already", "Name a new folder, or an empty one.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(f"{shown(directory)} cannot be made: {reason}", "Name a folder that you may write to.")
    where = shown(directory)
    lines = [f"Made a dossier in {where}:", *(f"  {file}" for file in made)]
    emit("\n".join([*lines, f"Check it: onrecord check {_quoted(where)}"]) + "\n")


def _quoted(path: str) -> str:
    """A path as a shell takes it."""
    import shlex

    return shlex.quote(path)
