"""The class tally: events grouped once by (classes of every column, time bin), for all measures together.

``plan`` sorts what is asked into groups that share a tally; ``tally_expression`` is the Ibis expression of one
group's tally; ``Tally`` answers every measure from the grouped rows with one semantics. The size of a tally is
bounded by the events that differ in class or bin, not by the number of measures.

Ibis is used here, in ``engine``, and in ``sql``, ``sql_text`` and ``rows``, which ask the data without a tally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.data.classes import Bins, Bools, Classes, Ints, bins, classify
from onrecord.data.predicates import Values
from onrecord.model.figure import Ask, Clock, Side
from onrecord.model.reading import Dimension, Measure, Quantity, Role

SUMS = ("rows", "low", "best", "high", "civilians")
NEEDED = {
    Quantity.DEATHS: ("rows", "low", "best", "high"),
    Quantity.CIVILIAN_DEATHS: ("rows", "civilians"),
}
"""The sums each quantity needs; all others need the rows."""
Floats = npt.NDArray[np.float64]

# A tally of asks with more periods than this (days, weeks) is kept apart, so that fine bins do not multiply with the
# classes of all other measures.
FINE = 1_000


@dataclass(frozen=True)
class Group:
    """Asks that share a tally. ``identity`` names the columns whose values must stay apart in it."""

    asks: tuple[Ask, ...]
    identity: tuple[str, ...] = ()


def needed(ask: Ask) -> tuple[str, ...]:
    """The sums an ask needs."""
    return NEEDED.get(ask.measure.quantity, ("rows",))


def identity_of(ask: Ask) -> tuple[str, ...]:
    """The columns whose single values an ask needs."""
    by = ask.by or {
        Quantity.COUNTRIES: Dimension.COUNTRIES,
        Quantity.AREAS: Dimension.AREAS,
        Quantity.ACTORS: Dimension.ACTORS,
    }.get(ask.measure.quantity)
    if by is Dimension.AREAS:
        return ("country", "admin1")
    if by is Dimension.ACTORS:
        return ("side_a", "side_b")
    return ("country",) if by is Dimension.COUNTRIES else ()


def plan(asks: Sequence[Ask]) -> tuple[Group, ...]:
    """Sort asks into groups that share a tally: by what must stay apart, fine-grained ones on their own.

    Countries are few, so an ask by country joins the common tally; areas and actors get one of their own.
    """
    groups: dict[tuple[bool, tuple[str, ...]], list[Ask]] = {}
    for ask in asks:
        identity = identity_of(ask)
        key = (len(ask.periods) > FINE, () if identity in ((), ("country",)) else identity)
        groups.setdefault(key, []).append(ask)
    return tuple(
        Group(tuple(members), identity or (("country",) if any(identity_of(a) for a in members) else ()))
        for (_, identity), members in groups.items()
    )


@dataclass(frozen=True)
class Predicates:
    """The value sets a measure asks of each column; ``None`` asks nothing."""

    kind: frozenset[str] | None
    country: frozenset[str] | None
    area: frozenset[str] | None
    actors: tuple[tuple[Role, frozenset[str]], ...]
    any_role: Role | None = None


def resolve(measure: Measure, values: Values, side: Side = Side.STATED) -> Predicates:
    """A measure's references as sets of the dataset's values.

    "By" speaks of directed kinds only, in which the first side is the perpetrator; on either side it speaks of all.
    """
    kinds = values.kinds_of(measure.kinds) if measure.kinds else None
    if side is not Side.EITHER and any(term.role is Role.BY for term in measure.actors):
        kinds = values.directed if kinds is None else kinds & values.directed
    return Predicates(
        kind=kinds,
        country=values.countries_of(measure.places) if measure.places else None,
        area=values.areas_of(measure.areas) if measure.areas else None,
        actors=tuple((term.role, values.sides_of(term.actors)) for term in measure.actors if term.actors),
        any_role=next((term.role for term in measure.actors if not term.actors), None),
    )


@dataclass(frozen=True)
class Coding:
    """How one group's columns are coded: classes for each column that is needed, and the time bins."""

    bins: Bins
    classes: dict[str, Classes] = field(default_factory=dict)
    clocks: tuple[str, ...] = ("start", "end")
    precision: bool = False
    sums: tuple[str, ...] = SUMS


AREA_COLUMNS = ("admin1", "admin2", "place")


def code(group: Group, resolved: Sequence[Predicates], values: Values, distinct: Mapping[str, Sequence[str]]) -> Coding:
    """Classes for the columns that a group's measures ask, and bins for their periods."""
    wanted: dict[str, list[frozenset[str]]] = {}
    for one in resolved:
        for column, predicate in (("kind", one.kind), ("country", one.country)):
            if predicate is not None:
                wanted.setdefault(column, []).append(predicate)
        if one.area is not None:
            for column in AREA_COLUMNS:
                wanted.setdefault(column, []).append(one.area)
        for _, sides in one.actors:
            for column in ("side_a", "side_b"):
                wanted.setdefault(column, []).append(sides)
    directed = any(ask.side is Side.PERPETRATOR for ask in group.asks) or any(
        role is Role.AGAINST for one in resolved for role in (one.any_role, *(role for role, _ in one.actors))
    )
    if directed:
        wanted.setdefault("kind", []).append(values.directed)
    columns = [*wanted, *(column for column in group.identity if column not in wanted)]
    classes = {
        column: classify(wanted.get(column, ()), identity=distinct[column] if column in group.identity else ())
        for column in columns
    }
    return Coding(
        bins(period for ask in group.asks for period in ask.periods),
        classes,
        clocks=("start", "end") if "spans" in values.dataset.has else ("start",),
        sums=tuple(name for name in SUMS if any(name in needed(ask) for ask in group.asks)),
        precision="precision" in values.dataset.has and any(ask.precise for ask in group.asks),
    )


def class_tables(coding: Coding, day_range: tuple[int, int]) -> dict[str, Any]:
    """The small tables that are joined to the events, as Arrow tables by column: value to class, day to bin.

    ``day_range`` are the ordinals of the first and last day in the events.
    """
    import pyarrow as pa

    found: dict[str, Any] = {}
    for column, classes in coding.classes.items():
        found[column] = pa.table(
            {
                f"{column}_value": pa.array(list(classes.of_value), pa.string()),
                f"{column}_class": pa.array(list(classes.of_value.values()), pa.int32()),
            }
        )
    days = np.arange(day_range[0], day_range[1] + 1, dtype=np.int64)
    calendar = pa.array((np.datetime64("0001-01-01") + (days - 1)).astype("datetime64[D]"))
    bin_of_day = pa.array(coding.bins.of_days(days).astype(np.int32))
    for clock in coding.clocks:
        found[clock] = pa.table({f"{clock}_day": calendar, f"{clock}_bin": bin_of_day})
    return found


def tally_expression(events: Any, tables: Mapping[str, Any], coding: Coding) -> Any:
    """The tally as an Ibis expression: the class tables joined to the events, which are grouped once.

    ``tables`` are Ibis tables of what ``class_tables`` gives.
    """
    joined = events
    for column in coding.classes:
        joined = joined.left_join(tables[column], [(column, f"{column}_value")])
    for clock in coding.clocks:
        joined = joined.inner_join(tables[clock], [(clock, f"{clock}_day")])
    keys = {f"{column}_class": joined[f"{column}_class"].fill_null(0) for column in coding.classes}
    keys |= {f"{clock}_bin": joined[f"{clock}_bin"] for clock in coding.clocks}
    if coding.precision:
        keys["precise"] = joined["precise"].fill_null(False)
    sums = {name: joined[name].sum() for name in coding.sums if name != "rows"}
    return joined.group_by(**keys).aggregate(rows=joined.count(), **sums)


@dataclass(frozen=True)
class Counted:
    """Sums of one measure over periods: an array per sum, and the straddling part of the best estimate."""

    sums: dict[str, Floats]
    straddling: Floats


class Tally:
    """The grouped rows of one group, and how they answer.

    Rows with the same classes form a cell; cells are indexed by country class, so that a measure of one country
    looks at that country's cells only.
    """

    def __init__(self, coding: Coding, columns: dict[str, npt.NDArray[Any]]) -> None:
        self.coding = coding
        names = [f"{column}_class" for column in coding.classes] + (["precise"] if coding.precision else [])
        size = len(columns["rows"])
        code, reach = np.zeros(size, dtype=np.int64), 1
        for name in names:
            width = int(columns[name].max()) + 1 if size else 1
            if reach * width >= 2**62:
                code = np.unique(code, return_inverse=True)[1].astype(np.int64)
                reach = size
            code = code * width + columns[name].astype(np.int64)
            reach *= width
        _, first, cell = np.unique(code, return_index=True, return_inverse=True)
        order = np.argsort(cell, kind="stable")
        self.cells: dict[str, Ints] = {name: columns[name].astype(np.int64)[first] for name in names}
        self.cell_count = len(first)
        self.offsets: Ints = np.searchsorted(cell[order], np.arange(self.cell_count + 1)).astype(np.int64)
        self.start: Ints = columns["start_bin"].astype(np.int64)[order]
        self.end: Ints = columns["end_bin"].astype(np.int64)[order] if "end_bin" in columns else self.start
        self.sums: dict[str, Floats] = {name: columns[name].astype(np.float64)[order] for name in coding.sums}
        self._by_country: dict[int, Ints] = {}
        if "country_class" in self.cells:
            countries = self.cells["country_class"]
            rank = np.argsort(countries, kind="stable")
            cuts = np.searchsorted(countries[rank], np.arange(coding.classes["country"].count + 1))
            self._by_country = {c: rank[cuts[c] : cuts[c + 1]] for c in range(coding.classes["country"].count)}

    @property
    def size(self) -> int:
        """Number of grouped rows."""
        return len(self.start)

    def matched(self, predicates: Predicates, ask: Ask, directed: frozenset[str]) -> Ints:
        """The cells whose events an ask is about."""
        classes, cells = self.coding.classes, self.cells
        if predicates.country is not None:
            held = np.flatnonzero(classes["country"].mask(predicates.country))
            chosen = np.concatenate([self._by_country[int(c)] for c in held]) if len(held) else np.empty(0, np.int64)
        else:
            chosen = np.arange(self.cell_count)
        keep = np.ones(len(chosen), dtype=np.bool_)
        if predicates.kind is not None:
            keep &= classes["kind"].mask(predicates.kind)[cells["kind_class"][chosen]]
        if predicates.area is not None:
            inside = np.zeros(len(chosen), dtype=np.bool_)
            for column in AREA_COLUMNS:
                inside |= classes[column].mask(predicates.area)[cells[f"{column}_class"][chosen]]
            keep &= inside
        if predicates.actors:
            keep &= self._roles(predicates, ask.side, directed, chosen)
        if ask.precise and "precise" in cells:
            keep &= cells["precise"][chosen] == 1
        found: Ints = chosen[keep]
        return found

    def _roles(self, predicates: Predicates, side: Side, directed: frozenset[str], chosen: Ints) -> Bools:
        """Which of the chosen cells have the actors in their roles."""
        classes, cells = self.coding.classes, self.cells

        def on(column: str, sides: frozenset[str]) -> Bools:
            found: Bools = classes[column].mask(sides)[cells[f"{column}_class"][chosen]]
            return found

        def is_directed() -> Bools:
            found: Bools = classes["kind"].mask(directed)[cells["kind_class"][chosen]]
            return found

        keep = np.ones(len(chosen), dtype=np.bool_)
        leading: list[tuple[Role, Bools, Bools]] = []
        for role, sides in predicates.actors:
            a, b = on("side_a", sides), on("side_b", sides)
            if role is Role.AGAINST:
                others = [(x, y) for r, x, y in leading if r is not Role.AGAINST]
                if others:
                    x, y = others[-1]
                    keep &= (x & b) | (y & a & ~is_directed())
                else:
                    keep &= b | (a & ~is_directed())
            elif role is Role.BY and side is not Side.EITHER:
                # `resolve` has left only directed kinds, in which the first side is the perpetrator.
                keep &= a
            elif side is Side.PERPETRATOR:
                keep &= a & is_directed()
            else:
                keep &= a | b
            leading.append((role, a, b))
        return keep

    def rows_of(self, cells: Ints) -> Ints:
        """The grouped rows of some cells."""
        if not len(cells):
            return np.empty(0, np.int64)
        starts, stops = self.offsets[cells], self.offsets[cells + 1]
        lengths = stops - starts
        shift = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        found: Ints = np.arange(int(lengths.sum()), dtype=np.int64) + shift
        return found

    def count(self, rows: Ints, ask: Ask, *, straddling: bool = True) -> Counted:
        """The sums of some grouped rows over each period of an ask: those its quantity needs."""
        low, high = self.coding.bins.span(ask.periods)
        at = (self.end if ask.clock is Clock.END else self.start)[rows]
        length = self.coding.bins.count
        sums = {}
        for name in needed(ask):
            weights = self.sums[name][rows]
            if len(low) == 1:
                sums[name] = np.array([weights[(at >= low[0]) & (at < high[0])].sum()])
                continue
            total = np.zeros(length + 1)
            np.cumsum(np.bincount(at, weights=weights, minlength=length), out=total[1:])
            sums[name] = total[high] - total[low]
        weight = {Quantity.DEATHS: "best", Quantity.CIVILIAN_DEATHS: "civilians"}.get(ask.measure.quantity, "rows")
        return Counted(sums, self._straddling(rows, low, high, weight) if straddling else np.zeros(len(low)))

    def _straddling(self, rows: Ints, low: Ints, high: Ints, weight: str) -> Floats:
        """For each period, the weight of rows that have one end inside it and the other outside."""
        found = np.zeros(len(low))
        apart = rows[self.start[rows] != self.end[rows]]
        if not len(apart):
            return found
        start, end, weights = self.start[apart], self.end[apart], self.sums[weight][apart]
        for i, (first, last) in enumerate(zip(low, high, strict=True)):
            begins = (start >= first) & (start < last)
            stops = (end >= first) & (end < last)
            found[i] = weights[begins != stops].sum()
        return found
