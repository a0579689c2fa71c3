"""The class tally: events grouped once by (classes of every column, time bin), for all measures together.

``plan`` sorts what is asked into groups that share a tally; ``tally_expression`` is the Ibis expression of one
group's tally; ``onrecord.data.counting`` answers every measure from its rows. The size of a tally is
bounded by the events that differ in class or bin, not by the number of measures.

Ibis is used here, in ``engine``, and in ``sql``, ``sql_text`` and ``rows``, which ask the data without a tally.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.data.classes import Bins, Classes, bins, classify, day
from onrecord.data.parse import FIRST_YEAR, LAST_YEAR
from onrecord.data.predicates import Values
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Side
from onrecord.model.reading import Dimension, Measure, Quantity, Role

SUMS = ("rows", "low", "best", "high", "civilians")
NEEDED = {
    Quantity.DEATHS: ("rows", "low", "best", "high"),
    Quantity.CIVILIAN_DEATHS: ("rows", "civilians"),
}
"""The sums each quantity needs; all others need the rows."""
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


def over_against(roles: Sequence[Role]) -> tuple[int, ...]:
    """The numbers of the terms over against whom an AGAINST term stands, in whatever order the terms are written:
    those of the perpetrators, or, where none is named, those of all who are involved."""
    for wanted in (Role.BY, Role.INVOLVING):
        if wanted in roles:
            return tuple(number for number, role in enumerate(roles) if role is wanted)
    return ()


@dataclass(frozen=True)
class Coding:
    """How one group's columns are coded: classes for each column that is needed, and the time bins."""

    bins: Bins
    classes: dict[str, Classes] = field(default_factory=dict)
    clocks: tuple[str, ...] = ("start", "end")
    precision: bool = False
    sums: tuple[str, ...] = SUMS

    @property
    def calendar(self) -> tuple[date, date]:
        """The first and last day of the table of days. Every earlier day is in the bin of the first, every later one
        in that of the last; no event is before ``FIRST_YEAR`` or after ``LAST_YEAR``."""
        edges = self.bins.edges
        if not len(edges):
            return date(FIRST_YEAR, 1, 1), date(FIRST_YEAR, 1, 1)
        first = max(day(int(edges[0]) - 1), date(FIRST_YEAR, 1, 1))
        last = min(day(int(edges[-1])), date(LAST_YEAR, 12, 31))
        return min(first, last), last


AREA_COLUMNS = ("admin1", "admin2", "place")


def code(
    group: Group,
    resolved: Sequence[Predicates],
    values: Values,
    distinct: Mapping[str, Sequence[str]],
    periods: Iterable[Period],
) -> Coding:
    """Classes for the columns that a group's measures ask, and bins for those of its periods that are looked at."""
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
        bins(periods),
        classes,
        clocks=("start", "end") if "spans" in values.dataset.has else ("start",),
        sums=tuple(name for name in SUMS if any(name in needed(ask) for ask in group.asks)),
        precision="precision" in values.dataset.has and any(ask.precise for ask in group.asks),
    )


@dataclass(frozen=True)
class Field:
    """Where a number stands in a key: its first bit and how many it has."""

    name: str
    shift: int
    bits: int


@dataclass(frozen=True)
class Key:
    """An integer of 64 bits that is made of several small numbers: DuckDB groups by one integer in less than half the
    time that the numbers would take."""

    name: str
    fields: tuple[Field, ...]

    def split(self, keys: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.int64]]:
        """The numbers that each key is made of, by name."""
        return {field.name: (keys >> field.shift) & ((1 << field.bits) - 1) for field in self.fields}


BITS = 62
"""How many bits of an integer are used; the sign is not."""


def keys_of(coding: Coding) -> tuple[Key, ...]:
    """What a tally is grouped by, in as few integers as hold it: nearly always one."""
    counts = [(f"{column}_class", classes.count) for column, classes in coding.classes.items()]
    counts += [("precise", 2)] if coding.precision else []
    counts += [(f"{clock}_bin", coding.bins.count) for clock in coding.clocks]
    keys: list[list[Field]] = [[]]
    shift = 0
    for name, count in counts:
        bits = max(1, (count - 1).bit_length())
        if keys[-1] and shift + bits > BITS:
            keys.append([])
            shift = 0
        keys[-1].append(Field(name, shift, bits))
        shift += bits
    return tuple(Key(f"key_{number}", tuple(fields)) for number, fields in enumerate(keys, 1))


def class_tables(coding: Coding) -> dict[str, Any]:
    """The small tables that are joined to the events, as Arrow tables by column: value to class, day to bin. Classes
    and bins stand at their place in the key, so that nothing need be moved there for each event."""
    import pyarrow as pa

    shifts = {field.name: field.shift for key in keys_of(coding) for field in key.fields}
    found: dict[str, Any] = {}
    for column, classes in coding.classes.items():
        numbers = np.array(list(classes.of_value.values()), dtype=np.int64)
        found[column] = pa.table(
            {
                f"{column}_value": pa.array(list(classes.of_value), pa.string()),
                f"{column}_class": pa.array(numbers << shifts[f"{column}_class"]),
            }
        )
    first, last = coding.calendar
    days = np.arange(first.toordinal(), last.toordinal() + 1, dtype=np.int64)
    calendar = pa.array((np.datetime64("0001-01-01") + (days - 1)).astype("datetime64[D]"))
    bin_of_day = coding.bins.of_days(days)
    for clock in coding.clocks:
        shifted = pa.array(bin_of_day << shifts[f"{clock}_bin"])
        found[clock] = pa.table({f"{clock}_day": calendar, f"{clock}_bin": shifted})
    return found


def tally_expression(events: Any, tables: Mapping[str, Any], coding: Coding, *, floats: bool = False) -> Any:
    """The tally as an Ibis expression: the class tables joined to the events, which are grouped once, by ``keys_of``.

    ``tables`` are Ibis tables of what ``class_tables`` gives. With ``floats`` the counts are summed as float64, which
    DuckDB does in half the time: for counts whose sums float64 holds exactly.
    """
    import ibis

    first, last = coding.calendar
    joined = events
    for column in coding.classes:
        joined = joined.left_join(tables[column], [(column, f"{column}_value")])
    for clock in coding.clocks:
        # Days beyond the table of days; LEAST and GREATEST would make a day of one that is missing.
        inside = ibis.cases((events[clock] < first, first), (events[clock] > last, last), else_=events[clock])
        joined = joined.inner_join(tables[clock], [inside == tables[clock][f"{clock}_day"]])

    def part(field: Field) -> Any:
        if field.name == "precise":
            return joined["precise"].fill_null(False).ifelse(1 << field.shift, 0).cast("int64")
        return joined[field.name] if field.name.endswith("_bin") else joined[field.name].fill_null(0)

    keys = {key.name: reduce(lambda x, y: x | y, map(part, key.fields)) for key in keys_of(coding)}
    counts = {name: joined[name].cast("float64") if floats else joined[name] for name in coding.sums if name != "rows"}
    sums = {name: count.sum() for name, count in counts.items()}
    return joined.group_by(**keys).aggregate(rows=joined.count(), **sums)
