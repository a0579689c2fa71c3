"""A report as text for a terminal: the faults of the files, each claim with its statements, and the sum.

Colours are ANSI codes; the command line drops them where nobody sees them. Imports the model, and the renderer of
single findings from ``onrecord.text.diagnostics``.
"""

from __future__ import annotations

import textwrap

import click

from onrecord.model.dossier import Claim, Statement
from onrecord.model.figure import LabelledFigure, Outcome, Verdict
from onrecord.model.finding import Severity
from onrecord.model.precision import number_text
from onrecord.model.report import Report
from onrecord.text.diagnostics import escaped, render

WIDTH = 100

_MARKS: dict[Verdict, tuple[str, str]] = {
    Verdict.HOLDS: ("holds", "green"),
    Verdict.FAILS: ("FAILS", "red"),
    Verdict.UNVERIFIABLE: ("unverifiable", "yellow"),
    Verdict.NOT_RUN: ("NOT RUN", "magenta"),
    Verdict.NOT_CHECKED: ("not checked", "bright_black"),
}
_COLUMN = 14
_OWN = ("OR203", "OR204", "OR206", "OR901")


def render_text(report: Report, *, everything: bool = False) -> str:
    """The whole report. Notes are counted, and listed with ``everything``."""
    lines: list[str] = []
    for finding in report.findings:
        of_statement = finding.code in _OWN and finding.statement
        if not of_statement and (everything or finding.severity is not Severity.NOTE):
            lines += [_painted(render(finding), finding.severity), ""]
    dossier = report.dossier
    if dossier is None:
        return "\n".join([*lines, _summary(report)]) + "\n"
    lines += [click.style(escaped(dossier.title), bold=True) + f"  as of {dossier.as_of.isoformat()}", ""]
    for claim in dossier.claims:
        lines += _claim(claim, report)
    lines += [_summary(report)]
    return "\n".join(lines) + "\n"


def _painted(text: str, severity: Severity) -> str:
    color = {"error": "red", "failure": "red", "warning": "yellow"}.get(severity.value, "bright_black")
    first, _, rest = text.partition("\n")
    return click.style(first, fg=color) + ("\n" + rest if rest else "")


def _claim(claim: Claim, report: Report) -> list[str]:
    lines = [click.style(escaped(claim.file), fg="cyan")]
    lines += _wrapped(f"Claim: {claim.claim} ({claim.claimant})", "  ", "         ")
    if claim.rating is not None:
        lines.append(f"  Rating: {escaped(claim.rating.value)}")
    for statement in claim.statements:
        outcome = report.outcome(statement.id)
        if outcome is not None:
            lines += statement_lines(statement, outcome)
    return [*lines, ""]


def statement_lines(statement: Statement, outcome: Outcome) -> list[str]:
    """A statement's verdict and short explanation."""
    word, color = _MARKS[outcome.verdict]
    indent = " " * (_COLUMN + 2)
    name = click.style(escaped(statement.id), bold=True)
    kind = "" if outcome.kind == "statistic" else f"  {outcome.kind}"
    lines = ["  " + click.style(f"{word:<{_COLUMN}}", fg=color) + f"{name}{kind}"]
    lines += _wrapped(statement.text, indent, indent)
    for label, text in explanation(outcome):
        lines += _wrapped(f"{label}: {text}" if label else text, indent + "· ", indent + "  ")
    return lines


def explanation(outcome: Outcome) -> list[tuple[str, str]]:
    """The parts of an explanation: what was asserted and computed, tolerance, robustness, reading, snapshot."""
    told = [("", outcome.why)]
    if outcome.asserted is not None and outcome.computed is not None:
        unit = {"percent": " percent", "times": " times"}.get(outcome.unit, "")
        numbers = f"{number_text(outcome.asserted)}{unit}, computed {number_text(outcome.computed)}{unit}"
        true_of = f" (true of {outcome.tolerance})" if outcome.tolerance else ""
        told.append(("asserted", numbers + true_of))
    if len(outcome.robustness) > 1:
        told.append(("robustness", robustness_text(outcome)))
    told += [("note", note) for note in outcome.notes]
    if outcome.reading:
        told.append(("reading", outcome.reading))
    if outcome.needs:
        told.append(("would settle it", outcome.needs))
    if outcome.snapshot:
        told.append(("data", outcome.snapshot))
    return told


def robustness_text(outcome: Outcome) -> str:
    """ "holds in 7 of 8; not with: low estimate"."""
    held = [v for v in outcome.robustness if v.verdict is Verdict.HOLDS]
    total = len(outcome.robustness)
    text = f"holds in {len(held)} of {total}"
    other = [v.name for v in outcome.robustness if v.verdict is not Verdict.HOLDS]
    if held and other:
        text += f"; not with: {', '.join(other)}"
    tried = [v.name for v in outcome.robustness if v.verdict is Verdict.HOLDS] if not other else []
    return text + (f" ({', '.join(tried)})" if tried else "")


def figure_text(labelled: LabelledFigure) -> str:
    """A figure in words: "1,048 (low 1,000, high 1,100; 112 rows)"."""
    figure = labelled.figure
    if figure.missing or figure.best is None:
        return f"no data: {figure.missing}"
    inside = []
    if figure.low is not None and figure.high is not None:
        inside.append(f"low {number_text(figure.low)}, high {number_text(figure.high)}")
    inside.append("1 row" if figure.rows == 1 else f"{figure.rows:,} rows")
    return f"{number_text(figure.best)} ({'; '.join(inside)})"


def _summary(report: Report) -> str:
    errors = sum(1 for f in report.findings if f.severity is Severity.ERROR)
    warnings = sum(1 for f in report.findings if f.severity is Severity.WARNING and f.code not in _OWN)
    notes = sum(1 for f in report.findings if f.severity is Severity.NOTE)
    counted = [(report.count(verdict), _MARKS[verdict]) for verdict in Verdict]
    parts = [click.style(f"{n} {word.lower()}", fg=color) for n, (word, color) in counted if n]
    files = []
    if errors:
        files.append(click.style(_plural(errors, "fault"), fg="red"))
    if warnings:
        files.append(_plural(warnings, "warning"))
    if notes:
        files.append(f"{_plural(notes, 'note')} (--all shows them)")
    told = ", ".join(parts) or "no statement was checked"
    return f"{_plural(len(report.outcomes), 'statement')}: {told}." + (
        f" In the files: {', '.join(files)}." if files else ""
    )


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Text of a person made safe for a terminal and filled to the width."""
    return textwrap.wrap(
        escaped(" ".join(text.split())), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
