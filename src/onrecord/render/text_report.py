"""A report as text for a terminal: the faults of the files, the sum, each claim with its statements, the sum again.

Prose that nothing checks takes two lines; with ``everything`` it is told in full and notes are listed. Colours are ANSI
codes; the command line drops them where nobody sees them.
Imports the model, its sibling modules, and the renderer of single findings from ``onrecord.text.diagnostics``.
"""

from __future__ import annotations

import click

from onrecord.model.dataset import Dataset
from onrecord.model.dates import day_or_none
from onrecord.model.dossier import Claim, Statement
from onrecord.model.figure import Outcome, Part, Verdict
from onrecord.model.finding import Severity
from onrecord.model.lag import lag_text
from onrecord.model.report import Report
from onrecord.render.projections import projection_text
from onrecord.render.standings import standing_lines
from onrecord.render.terminal import MARKS, WIDTH, cropped, painted, plural, verdict_mark, wrapped
from onrecord.render.withheld import banner, withheld_text
from onrecord.text.diagnostics import escaped, render

_COLUMN = 14
_INDENT = " " * (_COLUMN + 2)
_NARROW = 70
_OWN = ("OR203", "OR204", "OR206", "OR210", "OR901")
_OF_ROWS = ("OR307", "OR308")
"""Warnings of a data file's rows that ask nothing of a person: one line each, but with ``everything``."""

_NAMED = 8
"""How many statements the sum names of those that fail."""


def render_text(report: Report, *, everything: bool = False, width: int = WIDTH) -> str:
    """The whole report. Notes are counted, and listed with ``everything``."""
    lines: list[str] = [click.style(line, fg="red", bold=True) for line in (banner(report.show),) if line]
    for finding in report.findings:
        of_statement = finding.code in _OWN and finding.statement
        if not of_statement and (everything or finding.severity is not Severity.NOTE):
            told = render(finding)
            if finding.code in _OF_ROWS and not everything:
                told = told.partition("\n")[0] + " (--all shows the rows)"
            lines += [painted(told, finding.severity), ""]
    dossier = report.dossier
    if dossier is not None:
        known = f", by what was known on {report.known}" if report.known else ""
        lines += [click.style(escaped(dossier.title), bold=True) + f"  as of {day_or_none(dossier.as_of)}{known}"]
        lines += [*_summary(report, width), ""]
        for claim, statements in report.by_claim:
            lines += [*_claim(claim, statements, everything, width), ""]
        lines += [line for dataset in report.datasets for line in dataset_lines(dataset, width)]
    return "\n".join([*lines, *_summary(report, width)]) + "\n"


def _claim(claim: Claim, statements: tuple[tuple[Statement, Outcome], ...], everything: bool, width: int) -> list[str]:
    lines = [click.style(escaped(claim.file), fg="cyan")]
    rating = f"; rating: {claim.rating.value}" if claim.rating is not None else ""
    lines += wrapped(f"Claim: {claim.claim} ({claim.claimant}{rating})", width, "  ", "         ")
    for statement, outcome in statements:
        lines += statement_lines(statement, outcome, everything=everything, width=width)
    return lines


def statement_lines(
    statement: Statement, outcome: Outcome, *, everything: bool = False, width: int = WIDTH
) -> list[str]:
    """A statement's verdict, the sentence and a short explanation; of a documentary one how the editors call it."""
    told = outcome.kind if outcome.kind != "statistic" else ""
    if standing := standings(statement):
        told = f"{told} (the editors say: {standing})".lstrip()
    first = "  " + verdict_mark(outcome.verdict, _COLUMN) + click.style(escaped(statement.id), bold=True)
    lines = [first + (f"  {told}" if told else "")]
    indent = _INDENT if width >= _NARROW else "    "
    if outcome.verdict is Verdict.NOT_CHECKED and not everything:
        return [*lines, indent + cropped(statement.text, max(20, width - len(indent)))]
    lines += wrapped(statement.text, width, indent)
    for label, text in explanation(outcome):
        lines += wrapped(f"{label}: {text}" if label else text, width, indent + "· ", indent + "  ")
    return lines


def standings(statement: Statement) -> str:
    """What the editors say of how a statement stands by its sources: "contested"."""
    found = (str(block.common.standing) for block in statement.blocks if block.common.standing is not None)
    return " and ".join(dict.fromkeys(found))


def explanation(outcome: Outcome) -> list[tuple[str, str]]:
    """What is told of an outcome, as labels and texts: each assertion, how firm it is, its reading and data."""
    told = [part_text(part, outcome.verdict) for part in outcome.parts] or [("", outcome.why)]
    if outcome.parts and outcome.verdict is Verdict.UNVERIFIABLE:
        told = list(dict.fromkeys(told))
    tolerance = outcome.tolerance if not outcome.parts else ""
    if tolerance and tolerance not in outcome.why:
        told.append(("true of", tolerance))
    if len(outcome.robustness) > 1:
        fragile = next((f" ({found.code})" for found in outcome.findings if found.code == "OR206"), "")
        told.append(("", robustness_text(outcome) + fragile))
    for one in outcome.projections:
        told.append(("projected" if len(outcome.projections) == 1 else one.label, projection_text(one)))
    told += [("", line) for line in standing_lines(outcome)]
    warned = {found.message for found in outcome.findings if found.code == "OR210"}
    told += [("warning (OR210)" if note in warned else "note", note) for note in outcome.notes]
    if outcome.reading:
        told.append(("reading" if outcome.confirmed else "reading, not confirmed", outcome.reading))
    if outcome.needs:
        told.append(("would settle it", outcome.needs))
    if outcome.snapshot:
        told.append(("data", outcome.snapshot))
    return told


def part_text(part: Part, whole: Verdict) -> tuple[str, str]:
    """One assertion's verdict, if it is not the statement's own, why, and which values make it true."""
    label = "" if part.verdict is whole else MARKS[part.verdict][0]
    untold = part.tolerance and part.tolerance not in part.why
    if part.verdict is Verdict.HOLDS and part.tolerance.startswith("exactly"):
        untold = ""
    return label, part.why + (f" (true of {part.tolerance})" if untold else "")


def robustness_text(outcome: Outcome) -> str:
    """ "holds in 7 of 8 variants; not with: low estimate"."""
    held = [v for v in outcome.robustness if v.verdict is Verdict.HOLDS]
    other = [v.name for v in outcome.robustness if v.verdict is not Verdict.HOLDS]
    total = len(outcome.robustness)
    if not other:
        return f"holds in all {total} variants tried"
    if not held:
        return f"holds in none of {total} variants tried"
    if len(held) < len(other):
        return f"holds in {len(held)} of {total} variants tried, only with: {', '.join(v.name for v in held)}"
    return f"holds in {len(held)} of {total} variants tried; not with: {', '.join(other)}"


def dataset_lines(dataset: Dataset, width: int = WIDTH) -> list[str]:
    """A dataset in one sentence: snapshot, file, rows, days covered."""
    inferred = "" if dataset.coverage_stated else " (inferred)"
    text = (
        f"Data: {dataset.snapshot}, {dataset.spec.path}, {plural(dataset.rows, 'row')}, "
        f"{dataset.start.isoformat()} to {dataset.end.isoformat()}{inferred}"
    )
    if dataset.lag is not None:
        text += f"; {lag_text(dataset.lag)}"
    return wrapped(text, width, "", "      ")


def _summary(report: Report, width: int) -> list[str]:
    errors = sum(1 for f in report.findings if f.severity is Severity.ERROR)
    warnings = sum(1 for f in report.findings if f.severity is Severity.WARNING and f.code not in _OWN)
    notes = sum(1 for f in report.findings if f.severity is Severity.NOTE)
    parts = [part for verdict in Verdict if (part := _counted(report, verdict))]
    files = []
    if errors:
        files.append(plural(errors, "fault"))
    if warnings:
        files.append(plural(warnings, "warning"))
    if notes:
        files.append(f"{plural(notes, 'note')} (--all shows them)")
    text = f"{plural(len(report.outcomes), 'statement')}: {', '.join(parts) or 'none was checked'}."
    text += f" In the files: {', '.join(files)}." if files else ""
    color = {0: "green", 1: "red"}.get(report.exit_code, "red") if report.outcomes or errors else "yellow"
    told = [click.style(line, fg=color) for line in wrapped(text, width)]
    if report.translations:
        told += wrapped(_translations(report), width)
    left_out = withheld_text(report.withheld, report.show)
    return told + (wrapped(left_out, width) if left_out else [])


def _translations(report: Report) -> str:
    """ "Translations: fr 87 of 87 statements, 0 findings." """
    counts = (
        f"{one.language} {one.translated:,} of {plural(one.statements, 'statement')}, {plural(one.findings, 'finding')}"
        for one in report.translations
    )
    return f"Translations: {'; '.join(counts)}." + (f" Their age: {report.ages}." if report.ages else "")


def _counted(report: Report, verdict: Verdict) -> str:
    """ "14 hold", "2 fail (first-quarter, moura)"."""
    judged = (pair for _, pairs in report.by_claim for pair in pairs)
    ids = [statement.id for statement, outcome in judged if outcome.verdict is verdict]
    if not ids:
        return ""
    word = {Verdict.HOLDS: "hold", Verdict.FAILS: "fail"}.get(verdict, verdict.value)
    if len(ids) == 1:
        word = verdict.value
    named = ""
    if verdict in (Verdict.FAILS, Verdict.UNSUPPORTED, Verdict.NOT_RUN):
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        named = f" ({', '.join(ids[:_NAMED])}{more})"
    return f"{len(ids)} {word}{named}"
