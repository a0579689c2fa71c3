"""Every figure for other programs: ``data/figures.csv`` and ``data/figures.json``. Imports the model and
``onrecord.render.publish``.

Numbers are written in full, as JSON writes them, days as ISO 8601 has them. Labels are in the sheet's language; the
names of columns are English everywhere, for programs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from onrecord.model.figure import Figure
from onrecord.render.publish.shown import Sheet, ShownStatement
from onrecord.render.site.cleaning import clean

FIELDS = (
    "statement", "kind", "label", "of", "start", "end", "low", "best", "high", "rows", "missing", "dataset", "snapshot"
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a row is: a figure the verdict rests on, one of a course, one of a ranking."""

    name: str
    label: str


def figure_rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Every figure of every statement, in order: those of verdicts, then courses, then rankings."""
    snapshots = {card.dataset.id: card.dataset.snapshot for card in sheet.datasets}
    for statement in sheet.statements:
        entry = statement.entry
        for one in entry.outcome.figures:
            dataset = one.snapshot.partition("@")[0]
            yield _row(statement, _Kind("figure", sheet.label(one.label)), one.figure, dataset, one.snapshot)
        snapshot = snapshots.get(entry.dataset, "")
        for course in entry.courses:
            for point in course.points:
                kind = _Kind(f"by {course.grain}", sheet.label(course.label))
                yield _row(statement, kind, point.figure, entry.dataset, snapshot)
        for ranking in entry.rankings:
            for _, ranked in ranking.rows:
                kind = _Kind("ranking", sheet.label(ranking.label))
                yield _row(statement, kind, ranked.figure, entry.dataset, snapshot) | {"of": clean(ranked.name)}


def _row(statement: ShownStatement, kind: _Kind, figure: Figure, dataset: str, snapshot: str) -> dict[str, Any]:
    period = figure.period
    values = (
        statement.id, kind.name, clean(kind.label), clean(figure.of),
        period.start.isoformat() if period.start else None, period.end.isoformat() if period.end else None,
        figure.low, figure.best, figure.high, None if figure.missing else figure.rows, clean(figure.missing) or None,
        dataset, snapshot,
    )  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))


def figures_csv(rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula begins with a "'"."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_cell(row[field]) for field in FIELDS])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
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
