"""A report as an HTML table, for notebooks: claims as headings, a row for each statement, faults above.

Everything a person wrote is escaped. Imports the model and the standard library.
"""

from __future__ import annotations

from html import escape as html_escape

from onrecord.model.dates import day_or_none
from onrecord.model.dossier import Claim, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Severity
from onrecord.model.report import Report
from onrecord.model.visibility import Visibility
from onrecord.render.standings import standing_lines
from onrecord.render.withheld import banner, withheld_text
from onrecord.text.diagnostics import escaped

_COLORS = {
    Verdict.HOLDS: "#1a7f37",
    Verdict.FAILS: "#cf222e",
    Verdict.UNVERIFIABLE: "#9a6700",
    Verdict.SUPPORTED: "#1a7f37",
    Verdict.OVERTAKEN: "#0969da",
    Verdict.CONTESTED: "#9a6700",
    Verdict.NOT_FOUND: "#9a6700",
    Verdict.UNSUPPORTED: "#cf222e",
    Verdict.NOT_RUN: "#8250df",
    Verdict.NOT_CHECKED: "#6e7781",
}
_CELL = "text-align:left;vertical-align:top"
_HEADS = ("verdict", "id", "statement", "why", "holds in")


def escape(text: str) -> str:
    """Text of a person for HTML, control and direction characters as escapes."""
    return html_escape(escaped(text))


def render_notebook(report: Report) -> str:
    """The report as a fragment of HTML."""
    dossier = report.dossier
    faults = [f for f in report.findings if f.severity is Severity.ERROR]
    listed = "".join(f"<li><code>{escape(str(fault))}</code><br>{escape(fault.remedy)}</li>" for fault in faults)
    parts = [
        f"<h4>{escape(dossier.title)}, as of {day_or_none(dossier.as_of)}</h4>" if dossier else "<h4>No dossier</h4>"
    ]
    if report.show is not Visibility.PUBLIC:
        parts.insert(0, f"<p><b>{escape(banner(report.show))}</b></p>")
    if left_out := withheld_text(report.withheld, report.show):
        parts.append(f"<p>{escape(left_out)}</p>")
    if listed:
        parts.append(f"<ul>{listed}</ul>")
    if dossier:
        heads = "".join(f'<th style="{_CELL}">{head}</th>' for head in _HEADS)
        rows = "".join(_claim(claim, statements) for claim, statements in report.by_claim)
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    return "".join(parts)


def _claim(claim: Claim, statements: tuple[tuple[Statement, Outcome], ...]) -> str:
    head = f"<b>{escape(claim.claim)}</b> ({escape(claim.claimant)})"
    rows = [f'<tr><td colspan="{len(_HEADS)}" style="{_CELL};padding-top:1em">{head}</td></tr>']
    rows += [_row(statement, outcome) for statement, outcome in statements]
    return "".join(rows)


def _row(statement: Statement, outcome: Outcome) -> str:
    held = sum(1 for variant in outcome.robustness if variant.verdict is Verdict.HOLDS)
    firm = f"{held} of {len(outcome.robustness)}" if len(outcome.robustness) > 1 else ""
    why = "<br>".join(escape(part.why) for part in outcome.parts) or escape(outcome.why)
    why += "".join(f"<br>{escape(line)}" for line in standing_lines(outcome))
    cells = (
        (f"color:{_COLORS[outcome.verdict]};white-space:nowrap", f"<b>{outcome.verdict.value}</b>"),
        ("white-space:nowrap", f"<code>{escape(outcome.statement)}</code>"),
        ("", escape(statement.text)),
        ("", why),
        ("white-space:nowrap", firm),
    )
    return "<tr>" + "".join(f'<td style="{_CELL};{style}">{cell}</td>' for style, cell in cells) + "</tr>"
