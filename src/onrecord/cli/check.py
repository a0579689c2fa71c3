"""``onrecord check``: the report of a dossier; the exit code says how it went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from onrecord.cli.output import (
    day_given,
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
    width,
)


@click.command("check")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
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
def command(directory: Path, form: str, everything: bool, standards: bool, show: str, known: str) -> None:
    """Check the dossier in DIR (here, if none is given).

    Every statement that has a reading, in a reads block or from its sentence, is recomputed from the data, in all
    variants that make sense; every fault of every file is listed. Nothing in the dossier is changed. What is marked as
    internal or confidential is not shown, and counts for the exit code.

    \b
    Exit codes
      0  nothing fails; with --standards, nothing falls short
      1  a statement does not hold; with --standards, something falls short
      2  a file has a fault, or a check could not run
    """
    if form == "text":
        refuse_other_than_folder(directory, "onrecord check")
    day = day_given(known, "--as-of")
    if standards and day:
        refuse("--standards has no other day than the dossier's own", "Leave --as-of out.")
    if standards:
        _audit(directory, form, everything, show)
    from onrecord.model.visibility import Visibility
    from onrecord.pipeline import check

    with progress(sys.stderr) as say:
        report = check(directory, say, Visibility(show), day)
    if form == "json":
        from onrecord.render.json_report import render_json

        emit(render_json(report), json=True)
    elif form == "github":
        from onrecord.render.github_report import render_github

        emit(render_github(report))
    else:
        from onrecord.render.text_report import render_text

        emit(render_text(report, everything=everything, width=width()), color=True)
    sys.exit(report.exit_code)


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
