"""The rows behind a figure, for a person to look at.

Events in order of date and id; of a series, the values in order of place and date. Imports the model and its sibling
modules; Ibis inside functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.data.predicates import Values
from onrecord.data.sql import matching, normalised, run, within
from onrecord.model.dataset import Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, EventRow

if TYPE_CHECKING:
    import duckdb

_COLUMNS = (
    "id", "start", "end", "country", "place", "kind", "side_a", "side_b", "low", "best", "high", "row", "title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The first rows behind a figure, and how many there are in all."""

    rows: tuple[EventRow, ...]
    total: int


def rows_behind(con: duckdb.DuckDBPyConnection, ask: Ask, period: Period, values: Values, limit: int) -> Rows:
    """The rows that make up the figure of a closed period, at most ``limit`` of them."""
    chosen = within(matching(normalised(values), ask, values), ask, period, values)
    total = run(con, chosen.aggregate(total=chosen.count()))[0]["total"]
    if values.dataset.family is Family.SERIES:
        ordered = chosen.order_by("place", "start", "row")
        found = run(con, ordered.limit(limit)) if limit > 0 else []
        return Rows(tuple(_of_series(row) for row in found), int(total))
    # Ids are text; those that are numbers are put in the order of numbers.
    ordered = chosen.order_by(chosen["start"], chosen["id"].try_cast("int64"), chosen["id"], chosen["row"])
    found = run(con, ordered.select(*_COLUMNS).limit(limit)) if limit > 0 else []
    return Rows(tuple(_event(row) for row in found), int(total))


def _event(row: dict[str, Any]) -> EventRow:
    texts = {name: row[name] or "" for name in ("id", "country", "place", "kind", "side_a", "side_b", "title")}
    return EventRow(
        start=row["start"], end=row["end"], low=row["low"], best=row["best"], high=row["high"], row=row["row"], **texts
    )


def _of_series(row: dict[str, Any]) -> EventRow:
    low, best, high = (None if row[name] is None else float(row[name]) for name in ("low", "value", "high"))
    return EventRow(
        f"row {row['row']}", row["start"], row["end"], row["place"] or "", "", "", "", "", low, best, high, row["row"]
    )
