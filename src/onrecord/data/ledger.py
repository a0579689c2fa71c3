"""What each cause changed of a figure, counted in the stages between two releases.

May import: model, sibling modules; Ibis inside functions. The figures are those of the statement itself (best
estimates, events by their first day), over closed periods, whatever the datasets cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.data.predicates import Values
from onrecord.data.sql import direct_figure, matching, normalised, run, within
from onrecord.data.stages import Stages, make_view
from onrecord.model.dataset import Aggregate, Dataset, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask
from onrecord.model.ledger import Cause, Moved, Part
from onrecord.model.reading import Quantity
from onrecord.vocabulary import Vocabulary

if TYPE_CHECKING:
    import duckdb

_SUMMED = {Quantity.DEATHS: "best", Quantity.CIVILIAN_DEATHS: "civilians", Quantity.EVENTS: ""}
"""Quantities that are sums over events, and the column that is added up (none: rows are counted)."""
_NONE = Decimal(0)


def exact(number: float) -> Decimal:
    """A figure as the decimal number that it is written as, so that parts add up to the whole."""
    whole = int(number) if number == int(number) else None
    return Decimal(repr(number)) if whole is None else Decimal(whole)


class Stepper:
    """Counts figures of one dataset in the stages between two releases of it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, stages: Stages, vocabulary: Vocabulary) -> None:
        self._con = con
        self._stages = stages
        self._values = joined_values(con, stages, vocabulary)
        self._views: set[int] = set()

    def parts(self, ask: Ask, period: Period) -> tuple[Part, ...]:
        """The parts that are due to events (of a series: values), in the order of the causes; those of no change are
        left out."""
        steps = self._rows(ask, period)
        summed = self._summed(ask)
        found = []
        for number, cause in enumerate(self._stages.causes, 1):
            before, after = steps.get(number - 1, {}), steps.get(number, {})
            if before == after:
                continue
            ids = sorted({*before, *after}, key=_in_order)
            moved = [one for one in ids if before.get(one) != after.get(one)]
            if summed:
                events = tuple(Moved(one, _sum(after.get(one)) - _sum(before.get(one))) for one in moved)
                events = tuple(one for one in events if one.change)
                change = sum((one.change for one in events if one.change is not None), _NONE)
            else:
                events = tuple(Moved(one, None) for one in moved)
                change = self._whole(ask, period, number) - self._whole(ask, period, number - 1)
            if events or change:
                found.append(Part(cause, change, events))
        return tuple(found)

    def _summed(self, ask: Ask) -> bool:
        if self._stages.new.family is Family.SERIES:
            whole = ask.measure.quantity is not Quantity.COUNTRIES and not ask.people
            return whole and self._stages.new.spec.aggregate is Aggregate.SUM
        return ask.measure.quantity in _SUMMED

    def _rows(self, ask: Ask, period: Period) -> dict[int, dict[str, tuple[object, ...]]]:
        """The rows behind a figure at each stage: by event, what the figure sees of it."""
        import ibis

        table = ibis.table(
            {**dict(normalised(self._values).schema().items()), "stage": "int32"}, name=self._stages.table
        )
        chosen = within(matching(table, ask, self._values), ask, period, self._values)
        if self._stages.new.family is Family.SERIES:
            number = chosen["population"] if ask.people else chosen["value"]
            key = chosen["place"].fill_null("") + " " + chosen["start"].cast("string")
            seen = chosen.select("stage", id=key, number=number)
        else:
            column = _SUMMED.get(ask.measure.quantity)
            if column is None:
                names = ("country", "admin1", "side_a", "side_b")
                seen = chosen.select("stage", "id", *names)
            else:
                number = chosen[column] if column else ibis.literal(1, "int64")
                seen = chosen.select("stage", "id", number=number)
        found: dict[int, dict[str, tuple[object, ...]]] = {}
        for row in run(self._con, seen):
            stage, one = int(row.pop("stage")), str(row.pop("id"))
            at = found.setdefault(stage, {})
            at[one] = (*at.get(one, ()), *row.values())
        return found

    def _whole(self, ask: Ask, period: Period, stage: int) -> Decimal:
        """A figure that is no sum, counted over all rows of a stage."""
        if stage not in self._views:
            make_view(self._con, self._stages, stage)
            self._views.add(stage)
        values = replace(self._values, dataset=self._stages.at(stage))
        return exact(direct_figure(self._con, ask, period, values).best or 0.0)


def _sum(row: tuple[object, ...] | None) -> Decimal:
    return sum((exact(float(str(one))) for one in row or () if one is not None), _NONE)


def _in_order(identity: str) -> tuple[int, str]:
    return (int(identity) if identity.isascii() and identity.isdigit() and len(identity) < 19 else 0, identity)


def figure_of(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, vocabulary: Vocabulary, ask: Ask, period: Period
) -> Decimal:
    """A figure of one release, whatever it covers."""
    return exact(direct_figure(con, ask, period, _distinct(con, dataset, vocabulary, [dataset.table])).best or 0.0)


def joined_values(con: duckdb.DuckDBPyConnection, stages: Stages, vocabulary: Vocabulary) -> Values:
    """The values of the columns of both releases together: what a name means in one, it means in every stage."""
    return _distinct(con, stages.joined, vocabulary, [stages.old.table, stages.new.table])


def _distinct(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, vocabulary: Vocabulary, tables: Sequence[str]
) -> Values:
    values = Values(dataset, vocabulary)
    if dataset.family is Family.SERIES:
        return values

    def of(*columns: str) -> tuple[str, ...]:
        found: set[str] = set()
        for table in tables:
            found.update(_column(con, table, columns))
        return tuple(sorted(found))

    return replace(values, kinds=of("kind"), sides=of("side_a", "side_b"), areas=of("admin1", "admin2", "place"))


def _column(con: duckdb.DuckDBPyConnection, table: str, columns: Iterable[str]) -> set[str]:
    each = " UNION ALL ".join(f"(SELECT DISTINCT {column} FROM {table})" for column in columns)
    return {str(value) for (value,) in con.execute(each).fetchall() if value is not None}


def rest(parts: Sequence[Part], before: Decimal, after: Decimal, cause: Cause = Cause.REST) -> tuple[Part, ...]:
    """Parts that make up the whole: what they leave of the difference is one more."""
    left = after - before - sum((one.change for one in parts), _NONE)
    return (*parts, Part(cause, left)) if left else tuple(parts)
