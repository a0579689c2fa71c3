"""``onrecord check``: the report of a dossier; the exit code says how it went."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from onrecord.cli.output import (
    day_given,
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
    shown,
    width,
)
from onrecord.remembered import Said, recalled, remember, watching

if TYPE_CHECKING:
    from datetime import date

    from onrecord.model.report import Report
    from onrecord.model.visibility import Visibility


@click.command("check")
@click.argument("directories", metavar="[DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For a person, for a program, or as annotations of a pull request on GitHub.",
)
@click.option("--all", "everything", is_flag=True, help="Show notes too, and documentary statements in full.")
@click.option(
    "--standards", is_flag=True,
    help="Instead of the report, a self-audit against the IFCN's and EFCSN's principles and ClaimReview's rules.",
)  # fmt: skip
@click.option(
    "--show", type=click.Choice(["public", "internal", "confidential"]), default="public", show_default=True,
    help="Show what is marked up to this level too; the output is then not for publication.",
)  # fmt: skip
@click.option(
    "--as-of", "known", metavar="DATE", default="",
    help="Judge by what could be known on that day: by data retrieved by then, and as of then at the latest.",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="Compute everything, even if nothing has changed since the last run.")
def command(
    directories: tuple[Path, ...], form: str, everything: bool, standards: bool, show: str, known: str, fresh: bool
) -> None:
    """Check the dossier in DIR (here, if none is given), or several: a DIR that is no dossier stands for those in it.

    Every statement that has a reading, in a reads block or from its sentence, is recomputed from the data, in all
    variants that make sense; every fault of every file is listed. Nothing in the dossier is changed. What is marked as
    internal or confidential is not shown, and counts for the exit code. Where not one byte of the dossier has changed,
    the report of the last run is shown again. Dossiers that are checked together share what their data cost.

    \b
    Exit codes
      0  nothing fails; with --standards, nothing falls short
      1  a statement does not hold; with --standards, something falls short
      2  a file has a fault, or a check could not run
    """
    day = day_given(known, "--as-of")
    if standards and day:
        refuse("--standards has no other day than the dossier's own", "Leave --as-of out.")
    asked = Asked(form, everything, show, day)
    several = _several(directories)
    if several:
        if standards:
            refuse("--standards is of one dossier", "Name one DIR.")
        _together(several, asked, fresh)
    directory = directories[0] if directories else Path()
    if form == "text":
        refuse_other_than_folder(directory, "onrecord check")
    if standards:
        _audit(directory, form, everything, show)
    said = None if fresh else recalled(directory, asked.options)
    if said is None:
        from onrecord.pipeline import check

        with watching(directory) as watched, progress(sys.stderr) as say:
            report = check(directory, say, asked.visibility, day)
        said = asked.said(report)
        if asked.lasting(report):
            remember(directory, asked.options, watched, said)
    emit(said.output, color=form == "text", json=form == "json")
    sys.exit(said.exit_code)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report: its form, how much of it, up to which mark, and by which day's knowledge."""

    form: str
    everything: bool
    show: str
    day: date | None

    @property
    def options(self) -> tuple[str, ...]:
        """All that decides what is said of a dossier."""
        return (self.form, str(self.everything), self.show, str(self.day or ""), str(width()))

    @property
    def visibility(self) -> Visibility:
        """Up to which mark is shown."""
        from onrecord.model.visibility import Visibility

        return Visibility(self.show)

    def said(self, report: Report) -> Said:
        """A report as text."""
        if self.form == "json":
            from onrecord.render.json_report import render_json as render
        elif self.form == "github":
            from onrecord.render.github_report import render_github as render
        else:
            from onrecord.render.text_report import render_text

            render = partial(render_text, everything=self.everything, width=width())
        return Said(render(report), report.exit_code)

    def lasting(self, report: Report) -> bool:
        """Whether it may be kept: not where something is hidden, or a check could not run."""
        open_to_all = self.show == "public" and report.whole_exit_code is None
        ran = all(one.verdict != "not run" for one in report.outcomes)
        return open_to_all and ran and all(one.code != "OR901" for one in report.findings)


def _several(directories: tuple[Path, ...]) -> tuple[Path, ...]:
    """The dossiers that several folders, or a folder of dossiers, stand for; none where one dossier is meant."""
    if not directories or (len(directories) == 1 and not _holds_dossiers(directories[0])):
        return ()
    from onrecord.together import dossiers_in

    found: dict[Path, None] = {}
    for each in directories:
        try:
            inside = dossiers_in(each)
        except OSError as error:
            refuse(f"{shown(each)} cannot be read: {error.strerror or error}")
        if not inside:
            refuse(f"there is no dossier in {shown(each)}", "A dossier is a folder with dossier.toml.")
        found |= dict.fromkeys(inside)
    return tuple(found)


def _holds_dossiers(directory: Path) -> bool:
    """Whether a folder is no dossier, and dossiers lie in it."""
    try:
        return not (directory / "dossier.toml").exists() and any(directory.glob("*/dossier.toml"))
    except OSError:
        return False


def _together(roots: tuple[Path, ...], asked: Asked, fresh: bool) -> NoReturn:
    """Check several dossiers, and end with the gravest of their exit codes."""
    said = {} if fresh else {root: one for root in roots if (one := recalled(root, asked.options)) is not None}
    missing = [root for root in roots if root not in said]
    if missing:
        from onrecord.together import checked_together

        with ExitStack() as stack, progress(sys.stderr) as say:
            watched = {root: stack.enter_context(watching(root)) for root in missing}
            for root, report in checked_together(missing, say, asked.visibility, asked.day):
                said[root] = asked.said(report)
                if asked.lasting(report):
                    remember(root, asked.options, watched[root], said[root])
    told = [(shown(root), said[root]) for root in roots]
    if asked.form == "json":
        reports = [
            {"directory": name, "exit_code": one.exit_code, "report": json.loads(one.output)} for name, one in told
        ]
        from onrecord.render.json_report import dumped

        emit(dumped({"version": 1, "dossiers": reports}), json=True)
    elif asked.form == "github":
        emit("".join(one.output for _, one in told))
    else:
        emit(_listed(told), color=True)
    sys.exit(max(one.exit_code for _, one in told))


_ENDED = {0: "nothing fails", 1: "a statement fails", 2: "a fault, or a check that could not run"}


def _listed(told: list[tuple[str, Said]]) -> str:
    """The reports one after the other, each below its folder, and at the end a line for each."""
    from onrecord.text.diagnostics import escaped

    parts = [f"{click.style(f'== {escaped(name)}', bold=True)}\n\n{one.output}\n" for name, one in told]
    lines = [f"{escaped(name)}: {_ENDED.get(one.exit_code, '')}\n" for name, one in told]
    return "".join([*parts, *lines, f"{len(told):,} dossiers.\n"])


def _audit(directory: Path, form: str, everything: bool, show: str) -> NoReturn:
    from onrecord.auditing import audited
    from onrecord.model.audit import Mark
    from onrecord.model.visibility import Visibility
    from onrecord.render.audit_text import render_audit_json, render_audit_text

    if form == "github":
        refuse("--standards has no annotations for GitHub", "Use --format text or --format json.")
    with progress(sys.stderr) as say:
        report, audit = audited(directory, say, Visibility(show))
    if report.dossier is None:
        refuse_without_dossier(directory, report.findings)
    if form == "json":
        emit(render_audit_json(report, audit), json=True)
    else:
        emit(render_audit_text(report, audit, everything=everything, width=width()), color=True)
    sys.exit(2 if report.exit_code == 2 else 1 if audit.count(Mark.SHORT) else 0)
