"""Projections of a year from its part, as the reports tell them: in a line, in a table, as JSON. Imports the model."""

from __future__ import annotations

from typing import Any

from onrecord.model.figure import Estimate, Method, Projection
from onrecord.model.precision import number_text

HEADER = ("estimate", "80 percent", "by", "")


def projection_text(projection: Projection) -> str:
    """The estimates in a line: "1,460 by days elapsed; 1,477 (916 to 2,549) by the count model"."""
    told = []
    for one in projection.estimates:
        if one.best is not None and (one.method is Method.DAYS or not one.note):
            span = interval_text(one)
            told.append(f"{_whole(one.best)}{f' ({span})' if span else ''} by {method_text(one.method)}")
    spans = any(interval_text(one) for one in projection.estimates)
    came = "" if projection.came is None else f"; the year came to {_whole(projection.came)}"
    return "; ".join(told) + (" (80 percent intervals)" if spans else "") + came


def method_text(method: Method) -> str:
    """A method within a sentence."""
    return "the count model" if method is Method.COUNTS else method.value


def interval_text(estimate: Estimate) -> str:
    """An interval: "916 to 2,549", or nothing."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{_whole(estimate.low)} to {_whole(estimate.high)}"


def projection_rows(projection: Projection) -> tuple[list[tuple[str, ...]], list[str]]:
    """The estimates as rows of cells below ``HEADER``, and beside each why it has no number or no interval."""
    rows = [
        (
            "none" if one.best is None else _whole(one.best),
            interval_text(one),
            one.method.value,
            one.verdict.value if one.verdict else "",
        )
        for one in projection.estimates
    ]
    notes = ["", *(one.note for one in projection.estimates)]
    if projection.came is not None:
        rows.append((_whole(projection.came), "", "what came", ""))
        notes.append("")
    return [HEADER, *rows], notes


def projection_json(projection: Projection) -> dict[str, Any]:
    """A projection as plain values."""
    return {
        "label": projection.label,
        "years": projection.years,
        "weak": projection.weak or None,
        "came": projection.came,
        "estimates": [
            {
                "method": one.method.value,
                "value": one.best,
                "low": one.low,
                "high": one.high,
                "verdict": one.verdict.value if one.verdict else None,
                "note": one.note or None,
            }
            for one in projection.estimates
        ],
    }


def _whole(number: float) -> str:
    """An estimate, of which no decimals are worth telling."""
    return number_text(round(number))
