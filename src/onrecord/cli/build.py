"""``onrecord build``: poster, report, site, cards and ClaimReview of a dossier."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import day_given, emit, progress, refuse, refuse_other_than_folder, shown

if TYPE_CHECKING:
    from onrecord.model.report import Report

OUTPUT = "_build"
_PARTS = ("site", "poster", "cards", "report", "claimreview")


@click.command("build")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to.  [default: DIR/_build]")
@click.option("--only", multiple=True, type=click.Choice(_PARTS), help="Build this part only. May be given again.")
@click.option(
    "--date", "day", metavar="DAY",
    help="The day of publication, YYYY-MM-DD.  [default: SOURCE_DATE_EPOCH, or today]",
)  # fmt: skip
@click.option("--watch", is_flag=True, help="Build again when something changes, and show it in a browser.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="With --watch: the port on 127.0.0.1; 0 is any.",
)
def command(
    directory: Path, output: Path | None, only: tuple[str, ...], day: str | None, watch: bool, port: int
) -> None:
    """Check the dossier in DIR (here, if none is given), and build everything that is published of it.

    The same dossier, built for the same day, gives the same bytes. Only what is public is in it. A file in the output
    folder that onrecord did not write, or that was changed since, is never overwritten.

    \b
    Exit codes
      0  built; nothing fails
      1  built; a statement does not hold, and the pages say so
      2  nothing was built: a fault in a file, or a file in the way
    """
    refuse_other_than_folder(directory, "onrecord build")
    published = _published(day)
    target = output if output is not None else directory / OUTPUT
    if watch:
        from onrecord.cli.build_watch import watch_and_build

        watch_and_build(lambda: _build(directory, target, only, published), directory, target, port)
        return
    made = _build(directory, target, only, published)
    if isinstance(made, Stopped):
        for each in made.above:
            click.echo(each, err=True)
        refuse(made.message, made.remedy, made.why)
    emit(made[0])
    sys.exit(made[1])


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why nothing was written, and what to do. ``above`` is shown before it: findings, rendered."""

    message: str
    remedy: str = ""
    why: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def _build(directory: Path, target: Path, only: tuple[str, ...], published: date) -> Stopped | tuple[str, int]:
    """Build once: what is said of it and the exit code, or why nothing was written."""
    from onrecord.building import sheets_of, write
    from onrecord.freezing import freeze
    from onrecord.publishing import with_history
    from onrecord.render.publish.bibliography import style_of
    from onrecord.render.publish.theme import ThemeError, load_theme
    from onrecord.render.publish.typesetting import TypesettingError
    from onrecord.rendering import Team, workers_for

    with Team(workers_for(directory)) as team, progress(sys.stderr) as say:
        frozen = team.frozen(freeze, directory, published, say)
        edition = frozen.edition
        if edition is None:
            return _faults(frozen.report)
        edition = with_history(directory, edition)
        theme = load_theme(directory / "theme")
        try:
            written = write(team.rendered(sheets_of(edition, theme), only, say), target, edition, only)
        except ThemeError as fault:
            return Stopped(f"nothing was built: {fault}", "Mend this file of the theme, or move it away.")
        except TypesettingError as fault:
            return Stopped(f"nothing was built: {fault.message}", fault.remedy)
        except OSError as error:
            return Stopped(f"{shown(target)} could not be written: {error.strerror or error}")
    style = style_of(theme.folder)
    for problem in (*theme.problems, *filter(None, [style.problem])):
        click.echo(f"warning: {problem}", err=True)
    for omitted in written.omitted:
        click.echo(f"warning: {omitted.path} was not made: {omitted.why}", err=True)
    if written.kept:
        return Stopped(
            f"nothing was written: {len(written.kept)} files are in the way in {shown(target)}",
            "onrecord did not write them, or they were changed since. Move them, or give another --output.",
            written.kept[:5],
        )
    changed, removed = len(written.changed), len(written.removed)
    told = f"{shown(target)}: {written.total} files, {changed} new or changed, {removed} removed\n"
    return told, frozen.report.exit_code


def _published(day: str | None) -> date:
    """The day of publication."""
    given = day_given(day or "", "--date")
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() and len(epoch) < 12 else datetime.now(UTC)
    return now.date()


def _faults(report: Report) -> Stopped:
    """Why a dossier cannot be built: its faults, and the checks that could not run."""
    from onrecord.model.figure import Verdict
    from onrecord.model.finding import Severity
    from onrecord.text.diagnostics import escaped, render

    shown = [render(one) for one in report.findings if one.severity is Severity.ERROR]
    shown += [
        f"{escaped(one.statement)}: not run: {escaped(one.why)}"
        for one in report.outcomes
        if one.verdict is Verdict.NOT_RUN
    ]
    return Stopped(
        "nothing was built: the dossier has faults",
        "Mend what stands above; onrecord check shows everything.",
        above=tuple(shown),
    )
