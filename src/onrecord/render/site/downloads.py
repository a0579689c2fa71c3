"""Every figure for other programs: ``data/figures.csv`` and ``data/figures.json``. Imports the model and
``onrecord.render.publish``.

Numbers are written in full, as JSON writes them, days as ISO 8601 has them. ``value`` is the number that the label is
of, ``count`` what the data hold for it: the same, unless a rate, a change, a share or a projection is asked for. Labels
are in the sheet's language; the names of columns and units are English everywhere, for programs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from onrecord.model.dates import Period
from onrecord.model.edition import Entry, KeyFigure
from onrecord.model.figure import Figure, Projection
from onrecord.model.reading import Occurrence, Per
from onrecord.render.publish.shown import Sheet, ShownStatement, key_of
from onrecord.render.site.cleaning import clean

FIELDS = (
    "statement", "kind", "label", "of", "start", "end", "value", "unit", "low", "count", "high", "rows", "missing",
    "preliminary", "dataset", "snapshot",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a row is (a number that an assertion came to, a figure that it rests on, one of a course or ranking, an
    estimate), its label, and what a rate is taken over."""

    name: str
    label: str
    per: Per | None = None


def figure_rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Every number of every statement, in order: what its assertions came to, the figures they rest on, projections,
    courses, rankings."""
    snapshots = {card.dataset.id: card.dataset.snapshot for card in sheet.datasets}
    for statement in sheet.statements:
        entry = statement.entry
        data = (entry.dataset, snapshots.get(entry.dataset, ""))
        told: list[dict[str, Any]] = []  # assertions may come to the same number: a rank and the level of what ranks
        for one in entry.numbers:
            row = _computed(statement, one, data, sheet)
            told += [row] if row not in told else []
        yield from told
        for used in entry.outcome.figures:
            dataset = used.snapshot.partition("@")[0]
            kind = _Kind("figure", sheet.label(used.label))
            yield _row(statement, kind, used.figure, used.figure.best, (dataset, used.snapshot))
        for projection in entry.outcome.projections:
            yield from _estimates(statement, projection, data, sheet)
        for course in entry.courses:
            kind = _Kind(f"by {course.grain}", sheet.label(course.label), course.amount.per if course.amount else None)
            yield from (_row(statement, kind, point.figure, point.value, data) for point in course.points)
        for ranking in entry.rankings:
            kind = _Kind("ranking", sheet.label(ranking.label), _ranked_by(entry) if ranking.rate else None)
            for _, ranked in ranking.rows:
                value = ranked.value if ranking.rate else ranked.figure.best
                yield _row(statement, kind, ranked.figure, value, data) | {"of": clean(ranked.name)}


def _computed(statement: ShownStatement, key: KeyFigure, data: tuple[str, str], sheet: Sheet) -> dict[str, Any]:
    """A number that an assertion came to: a count, a rate, a change, a multiple, a share or a year."""
    shown = key_of(key, dict(sheet.labels), sheet.locale)
    unit = _over(key.amounts[0].per) if key.unit == "count" else key.unit
    return dict.fromkeys(FIELDS) | {
        "statement": statement.id,
        "kind": "computed",
        "label": clean(shown.label) if shown else "",
        "of": "",
        **_days(key.amounts[0].period),
        "value": key.value,
        "unit": unit,
        "dataset": data[0],
        "snapshot": data[1],
    }


def _estimates(
    statement: ShownStatement, projection: Projection, data: tuple[str, str], sheet: Sheet
) -> Iterator[dict[str, Any]]:
    """A whole year by each method; ``low`` and ``high`` are where 80 percent of the outcomes lie."""
    for one in projection.estimates:
        yield dict.fromkeys(FIELDS) | {
            "statement": statement.id,
            "kind": "projection",
            "label": clean(sheet.label(projection.label)),
            "of": one.method.value,
            **_days(projection.amount.period),
            "value": one.best,
            "unit": "",
            "low": one.low,
            "high": one.high,
            "missing": clean(one.note) if one.best is None else None,
            "dataset": data[0],
            "snapshot": data[1],
        }


def _row(
    statement: ShownStatement, kind: _Kind, figure: Figure, value: float | None, data: tuple[str, str]
) -> dict[str, Any]:
    return dict.fromkeys(FIELDS) | {
        "statement": statement.id,
        "kind": kind.name,
        "label": clean(kind.label),
        "of": clean(figure.of),
        **_days(figure.period),
        "value": None if figure.missing else value,
        "unit": _over(kind.per),
        "low": figure.low,
        "count": figure.best,
        "high": figure.high,
        "rows": None if figure.missing else figure.rows,
        "missing": clean(figure.missing) or None,
        "preliminary": figure.preliminary or None,
        "dataset": data[0],
        "snapshot": data[1],
    }


def _days(period: Period) -> dict[str, str | None]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
    }


def _ranked_by(entry: Entry) -> Per | None:
    """The rate that an entry's reading ranks by."""
    parts = entry.reading.parts if entry.reading else ()
    return next((one.subject.per for one in parts if not isinstance(one, Occurrence) and one.subject.per), None)


def _over(per: Per | None) -> str:
    """What a rate is taken over: "per 100,000 people"; empty for a count."""
    if per is None:
        return ""
    if per.between:
        return f"{per.unit}s between"
    return f"per {per.unit}" if per.count == 1 else f"per {per.count:,} {per.unit}{'' if per.unit == 'people' else 's'}"


def figures_csv(rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula begins with a "'"."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_cell(row[field]) for field in FIELDS])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if value is True:
        return "true"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, float) and value == int(value) and abs(value) < 2**53:
        return int(value)
    return value


def figures_json(sheet: Sheet, rows: list[dict[str, Any]]) -> bytes:
    """The same as JSON, with the edition and the datasets they are from."""
    edition = sheet.edition
    value = {
        "title": clean(sheet.title),
        "language": sheet.locale.language,
        "as_of": edition.as_of.isoformat(),
        "published": edition.published.isoformat(),
        "edition": edition.digest,
        "onrecord": edition.tool,
        "datasets": [
            {
                "id": card.dataset.id,
                "title": clean(card.dataset.spec.title),
                "version": clean(card.dataset.spec.version),
                "licence": clean(card.dataset.spec.licence),
                "sha256": card.dataset.sha256,
                "from": card.dataset.start.isoformat(),
                "to": card.dataset.end.isoformat(),
            }
            for card in sheet.datasets
        ],
        "figures": rows,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
