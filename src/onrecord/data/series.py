"""Series: figures from a number per place and period, without a tally.

A figure is there only if the rows of every place cover the whole period without a gap or an overlap; otherwise it is
"no data", and says which row is missing. Imports the model, the vocabulary and the standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.data.answerable import Looked, limited, missing_measure, missing_period, ref_text
from onrecord.data.connection import identifier
from onrecord.data.predicates import Values
from onrecord.model.dataset import Aggregate
from onrecord.model.dates import Period, day_text
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.reading import Quantity, Ref

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a series; rows of one place and period are summed."""

    start: date
    end: date
    value: float
    low: float | None
    high: float | None
    population: float | None


def answer_series(
    con: duckdb.DuckDBPyConnection, values: Values, asks: Sequence[Ask], as_of: date | None
) -> dict[Ask, Answer]:
    """Answer asks of a series."""
    rows = _read(con, values, asks)
    answers = {}
    for ask in asks:
        reason = missing_measure(ask.measure, values)
        if not reason and ask.people and "population" not in values.dataset.has:
            reason = f"{values.dataset.id} has no population figures"
        if reason:
            answers[ask] = Answer(tuple(Figure(period, None, missing=reason) for period in ask.periods))
            continue
        wanted = _places(ask, values, rows)
        if ask.by is not None:
            left_out = {identifier for ref in ask.besides for identifier in values.country_set(ref)}
            wanted = [place for place in wanted if place not in left_out]
            answers[ask] = Answer(
                (),
                tuple(
                    tuple(_figure(rows, [place], period, ask, values, as_of, place) for place in wanted)
                    for period in ask.periods
                ),
            )
        else:
            answers[ask] = Answer(
                tuple(_figure(rows, wanted, period, ask, values, as_of, "") for period in ask.periods)
            )
    if values.dataset.extents:
        looked: Looked = {}
        answers = {ask: limited(answer, ask, values, looked) for ask, answer in answers.items()}
    return answers


def _read(con: duckdb.DuckDBPyConnection, values: Values, asks: Sequence[Ask]) -> dict[str, list[Row]]:
    """The rows of the days that are asked by place id, in order of time; of a place without a value, an empty list.

    Where rows of one place and period are summed, one unknown value makes the sum unknown.
    """
    table = identifier(values.dataset.table)
    rows: dict[str, list[Row]] = {identifier: [] for identifier in values.country_ids.values()}
    first = min((p.start for ask in asks for p in ask.periods if p.start), default=date.min)
    last = max((p.end for ask in asks for p in ask.periods if p.end), default=date.max)
    found = con.execute(
        f'SELECT place, start, "end", {", ".join(map(_whole_sum, ("value", "low", "high", "population")))} '
        f'FROM {table} WHERE place IS NOT NULL AND start <= ? AND "end" >= ? GROUP BY 1, 2, 3 ORDER BY 2, 3, 1',
        [last, first],
    ).fetchall()
    for place, *rest in found:
        if rest[2] is not None:
            rows[values.country_ids[place]].append(Row(*rest))
    return rows


def _whole_sum(column: str) -> str:
    return f"CASE WHEN count({column}) = count(*) THEN sum({column}) END"


def _places(ask: Ask, values: Values, rows: dict[str, list[Row]]) -> list[str]:
    if not ask.measure.places:
        return sorted(rows)
    wanted = {identifier for ref in ask.measure.places for identifier in values.country_set(ref)}
    return sorted(wanted & set(rows))


def _figure(
    rows: dict[str, list[Row]], places: list[str], period: Period, ask: Ask, values: Values, as_of: date | None, of: str
) -> Figure:
    missing = missing_period(period, values.dataset, as_of)
    if missing or period.start is None or period.end is None:
        return Figure(period, None, missing=missing or "the period has no end", of=of)
    if ask.measure.quantity is Quantity.COUNTRIES:
        return _countries(rows, places, period, ask, values, as_of, of)
    best, low, high, count = 0.0, 0.0, 0.0, 0
    bounds = True
    for place in places:
        inside = [row for row in rows.get(place, ()) if row.start <= period.end and row.end >= period.start]
        gap = _gap(inside, period)
        if gap:
            name = ref_text(Ref(place), values.vocabulary, "place")
            return Figure(period, None, missing=f"{values.dataset.id} has {gap} for {name}", of=of)
        count += len(inside)
        if ask.people:
            people = [row.population for row in inside if row.population is not None]
            if len(people) != len(inside):
                name = ref_text(Ref(place), values.vocabulary, "place")
                return Figure(period, None, missing=f"{values.dataset.id} lacks population figures for {name}", of=of)
            best += sum(people) / len(people)
            bounds = False
            continue
        best += _aggregate([row.value for row in inside], values)
        lows = [row.low for row in inside if row.low is not None]
        highs = [row.high for row in inside if row.high is not None]
        if len(lows) == len(highs) == len(inside):
            low += _aggregate(lows, values)
            high += _aggregate(highs, values)
        else:
            bounds = False
    return Figure(period, best, low if bounds else None, high if bounds else None, count, of=of)


def _countries(
    rows: dict[str, list[Row]], places: list[str], period: Period, ask: Ask, values: Values, as_of: date | None, of: str
) -> Figure:
    """In how many places anything was counted in a closed period. A place without values may be one of them or not."""
    counted = replace(ask, measure=replace(ask.measure, quantity=Quantity.DEATHS))
    best, count = 0, 0
    for place in places:
        one = _figure(rows, [place], period, counted, values, as_of, of)
        if one.missing:
            return one
        best, count = best + bool(one.best), count + one.rows
    return Figure(period, float(best), None, None, count, of=of)


def _gap(inside: list[Row], period: Period) -> str:
    """Why rows in order of time do not tile a closed period, or nothing."""
    if period.start is None or period.end is None:
        return "an open period"
    at = period.start
    for row in inside:
        if row.start < period.start or row.end > period.end:
            return f"a value for {_span(row.start, row.end)} that cannot be divided"
        if row.start > at:
            return f"no value from {day_text(at)} to {day_text(row.start - timedelta(days=1))}"
        if row.start < at:
            return f"overlapping values at {day_text(row.start)}"
        at = row.end + timedelta(days=1)
    if at <= period.end:
        return f"no value from {day_text(at)} to {day_text(period.end)}"
    return ""


def _span(start: date, end: date) -> str:
    return f"{day_text(start)} to {day_text(end)}"


def _aggregate(numbers: list[float], values: Values) -> float:
    match values.dataset.spec.aggregate:
        case Aggregate.MEAN:
            return sum(numbers) / len(numbers)
        case Aggregate.LAST:
            return numbers[-1]
    return sum(numbers)
