"""``onrecord verify``: single sentences against data files, without a dossier."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from onrecord.cli.output import complain, emit, progress, refuse, width
from onrecord.model.dates import PartialDate

_MOST_BYTES = 16 * 1024 * 1024
_REMEDIES = {
    "OR302": "Correct the path given with --data.",
    "OR303": "Give --data a UCDP, ACLED or GDELT file or a series; to map other columns, make a dossier "
    "(`onrecord new`) and name them in its dossier.toml.",
}
"""What helps where there is no dossier.toml, whatever helps in a dossier."""


@click.command("verify")
@click.argument("sentence", metavar="SENTENCE")
@click.option(
    "--data", "paths", metavar="FILE", multiple=True, required=True, type=click.Path(path_type=Path),
    help="A data file; may be given several times. The first that can answer decides.",
)  # fmt: skip
@click.option("--as-of", metavar="DATE", default="", help="The last day that may be looked at (YYYY-MM-DD); today.")
@click.option("--language", type=click.Choice(["en", "fr"]), default=None, help="Of the sentence; else recognised.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a person, or a line of JSON for each sentence.",
)  # fmt: skip
def command(sentence: str, paths: tuple[Path, ...], as_of: str, language: str | None, form: str) -> None:
    """Check SENTENCE, in English or French, against event data.

    The sentence is read, its figures are computed, and the answer says how it was read. With - as SENTENCE one
    sentence is read from each line of standard input. A word that is not understood leaves a sentence unverifiable.

    \b
    Exit codes
      0  no sentence fails
      1  a sentence does not hold
      2  a file cannot be used
    """
    from onrecord.verifying import open_files, verify

    day = _day(as_of)
    sentences = _lines() if sentence == "-" else [sentence]
    with progress(sys.stderr) as say:
        files = open_files(paths, day, say)
        found = verify(sentences, files, language or "", say) if files.datasets else ()
    _complain(files.findings)
    if not files.datasets:
        refuse("none of the data files can be used", "Name a file of events or a series with --data.")
    if form == "json":
        from onrecord.render.sentence_json import render_sentences_json

        emit(render_sentences_json(found), json=True)
    else:
        from onrecord.render.sentence_text import render_sentences_text

        emit(render_sentences_text(found, width=width()), color=True)
    verdicts = {one.outcome.verdict.value for one in found}
    faulty = "not run" in verdicts or any(str(one.severity) == "error" for one in files.findings)
    sys.exit(2 if faulty else 1 if "fails" in verdicts else 0)


def _day(text: str) -> date:
    if not text:
        return date.today()  # the only clock: everything below is given the day
    try:
        return PartialDate.parse(text).last
    except ValueError as error:
        refuse(f"--as-of: {error}", "Write a day, as in --as-of 2022-06-30.")


def _lines() -> list[str]:
    """The sentences of standard input, one a line; empty lines are left out."""
    raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        refuse("standard input has more than 16 MiB", "Give the sentences in smaller parts.")
    text = raw.decode("utf-8-sig", "replace")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _complain(findings: tuple[object, ...]) -> None:
    from onrecord.model.finding import Finding, Severity
    from onrecord.text.diagnostics import render

    for one in findings:
        if isinstance(one, Finding) and one.severity is Severity.ERROR:
            told = replace(one, remedy=_REMEDIES.get(one.code, one.remedy))
            complain(render(told).splitlines())
        elif isinstance(one, Finding) and one.severity is Severity.WARNING:
            complain(render(one).splitlines()[:1])
