"""A report as JSON, with a version: fields are added, never changed in meaning, within one version.

Imports the model and the standard library.
"""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.model.dataset import Dataset
from onrecord.model.dates import NO_DAY, Period
from onrecord.model.dossier import Claim, Statement
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Verdict
from onrecord.model.finding import Finding
from onrecord.model.quotation import LookedUp, StatementQuotations
from onrecord.model.report import Report
from onrecord.render.projections import projection_json
from onrecord.render.withheld import withheld_json

VERSION = 1

_ACTING = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def render_json(report: Report) -> str:
    """The report as one JSON object, keys in a fixed order."""
    return dumped(as_json(report))


def safe(text: str) -> str:
    """Text of JSON with escapes for the characters that a terminal or an editor would act on."""
    return text if text.isascii() else _ACTING.sub(_escape, text)


def dumped(value: dict[str, Any]) -> str:
    """A value as JSON. Letters are letters; control characters and those that turn the direction of text, which a
    terminal or an editor would act on, are escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return safe(text) + "\n"


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    dossier = report.dossier
    return {
        "version": VERSION,
        "onrecord": report.version,
        "dossier": dossier.title if dossier else None,
        "as_of": dossier.as_of.isoformat() if dossier and dossier.as_of != NO_DAY else None,
        **({"known": report.known.isoformat()} if report.known else {}),
        "exit_code": report.exit_code,
        **withheld_json(report.withheld, report.show),
        "summary": {verdict.value: report.count(verdict) for verdict in Verdict},
        **_translations(report),
        "datasets": [dataset_json(dataset) for dataset in report.datasets],
        "statements": [
            _statement(claim, statement, outcome)
            for claim, statements in report.by_claim
            for statement, outcome in statements
        ],
        "quotations": [_quotation(group, looked) for group in report.quotations for looked in group.looked],
        "findings": [finding_json(finding) for finding in report.findings],
    }


def _translations(report: Report) -> dict[str, Any]:
    """The languages that the dossier is translated into; nothing where there are none."""
    counts = [
        {"language": one.language, "translated": one.translated, "of": one.statements, "findings": one.findings}
        for one in report.translations
    ]
    return {"translations": counts} if counts else {}


def _quotation(group: StatementQuotations, looked: LookedUp) -> dict[str, Any]:
    """A quotation and what looking it up gave. Offsets count characters of the text that ``part`` names."""
    quotation, lookup = looked.quotation, looked.lookup
    return {
        "claim": group.claim,
        "statement": group.statement or None,
        "file": quotation.span.file,
        "line": quotation.span.line,
        "column": quotation.span.column,
        "source": quotation.source,
        "exact": quotation.selector.exact,
        "prefix": quotation.selector.prefix or None,
        "suffix": quotation.selector.suffix or None,
        "translation": quotation.translation or None,
        "result": lookup.sought.value,
        "capture": lookup.capture or None,
        "captured": lookup.captured or None,
        "gone": lookup.gone or None,
        "part": lookup.part or None,
        "start": lookup.start if lookup.passage else None,
        "end": lookup.end if lookup.passage else None,
        "places": lookup.places,
        "passage": lookup.passage or None,
        "omitted": list(lookup.omitted),
        "differs": list(lookup.differs),
        "why": lookup.why or None,
    }


def dataset_json(dataset: Dataset) -> dict[str, Any]:
    """A dataset as it was opened."""
    return {
        "id": dataset.id,
        "file": dataset.spec.path,
        "layout": dataset.layout,
        "sha256": dataset.sha256,
        "rows": dataset.rows,
        "events": dataset.events,
        "from": dataset.start.isoformat(),
        "to": dataset.end.isoformat(),
        "coverage": "stated" if dataset.coverage_stated else "inferred",
        "preliminary": _lag(dataset),
    }


def _lag(dataset: Dataset) -> dict[str, Any] | None:
    """Which months at the end are preliminary, and how that is known; ``None`` where nothing says so."""
    lag = dataset.lag
    if lag is None:
        return None
    since = lag.since(dataset.end)
    return {
        "from": max(since, dataset.start).isoformat() if since is not None else None,
        "months": lag.months or None,
        "basis": lag.basis.value,
        "comparisons": lag.comparisons or None,
    }


def _statement(claim: Claim, statement: Statement, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": statement.id,
        "claim": claim.id,
        "file": statement.span.file,
        "line": statement.span.line,
        "text": statement.text,
        "kind": outcome.kind,
        **outcome_json(outcome),
        "confirmed": outcome.confirmed if outcome.reading else None,
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome without the statement it is of."""
    return {
        "verdict": outcome.verdict.value,
        "why": outcome.why,
        "reading": outcome.reading or None,
        "asserted": outcome.asserted,
        "computed": outcome.computed,
        "unit": outcome.unit or None,
        "tolerance": outcome.tolerance or None,
        "assertions": [
            {
                "reading": part.reading,
                "verdict": part.verdict.value,
                "why": part.why,
                "asserted": part.asserted,
                "computed": part.computed,
                "unit": part.unit or None,
                "tolerance": part.tolerance or None,
            }
            for part in outcome.parts
        ],
        "figures": [_figure(figure) for figure in outcome.figures],
        "robustness": [
            {"variant": v.name, "dataset": v.dataset, "verdict": v.verdict.value, "computed": v.computed}
            for v in outcome.robustness
        ],
        "dataset": outcome.dataset or None,
        "snapshot": outcome.snapshot or None,
        "needs": outcome.needs or None,
        "notes": list(outcome.notes),
        "projections": [projection_json(one) for one in outcome.projections],
        "standing": outcome.standing.value if outcome.standing else None,
        "standing_why": outcome.standing_why or None,
        "since": list(outcome.since),
        "basis": outcome.basis or None,
        "history": outcome.history or None,
    }


def _figure(labelled: LabelledFigure) -> dict[str, Any]:
    return {"label": labelled.label, **figure_json(labelled.figure)}


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure with its bounds and its period."""
    return {
        "value": figure.best,
        "low": figure.low,
        "high": figure.high,
        "rows": figure.rows,
        "straddling": figure.straddling,
        "preliminary": figure.preliminary,
        "missing": figure.missing or None,
        **period_json(figure.period),
    }


def period_json(period: Period) -> dict[str, Any]:
    """A period's first and last day."""
    return {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.span.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "statement": finding.statement or None,
        "why": list(finding.why),
        "remedy": finding.remedy or None,
    }
