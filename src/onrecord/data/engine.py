"""Asks to answers: every figure of every statement from one tally per dataset.

``Engine.answer`` takes all asks of one dataset at once. What the dataset cannot answer is said before anything is
counted (``onrecord.data.answerable``); the rest shares one tally (``onrecord.data.tally``), or for series the table
itself (``onrecord.data.series``). Ibis is imported when the first event dataset is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.data.answerable import Looked, limited, missing_measure, missing_period
from onrecord.data.classes import Ints
from onrecord.data.connection import identifier
from onrecord.data.counting import Counted, Cut, Tally
from onrecord.data.divisions import spans as division_spans
from onrecord.data.event_rows import COLUMNS
from onrecord.data.lag import marked
from onrecord.data.predicates import Values, is_nobody
from onrecord.data.series import answer_series
from onrecord.data.tally import (
    AREA_COLUMNS,
    SUMS,
    Coding,
    Group,
    Predicates,
    class_tables,
    code,
    keys_of,
    plan,
    resolve,
    tally_expression,
)
from onrecord.data.unseen import unseen
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Answer, Ask, Clock, Figure, Side
from onrecord.model.reading import Dimension, Measure, Quantity, Role
from onrecord.vocabulary import Vocabulary

if TYPE_CHECKING:
    import duckdb

_IBIS = {"VARCHAR": "string", "BIGINT": "int64", "DOUBLE": "float64", "DATE": "date", "BOOLEAN": "boolean"}
EVENTS = {name: _IBIS[kind] for name, kind in COLUMNS}
"""The schema of the normalised events, in Ibis's words."""

_BREAKDOWNS = {
    Quantity.COUNTRIES: Dimension.COUNTRIES,
    Quantity.AREAS: Dimension.AREAS,
    Quantity.ACTORS: Dimension.ACTORS,
}


@dataclass(frozen=True)
class TallyInfo:
    """What one tally cost: its grouped rows, cells and bins, and the SQL it ran. For ``explain`` and benchmarks."""

    dataset: str
    size: int
    cells: int
    bins: int
    sql: str


class Engine:
    """Answers asks over the datasets of one connection."""

    def __init__(self, con: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
        self.con = con
        self.vocabulary = vocabulary
        self.tallies: list[TallyInfo] = []
        self._values: dict[tuple[str, str], Values] = {}
        self._ahead: dict[tuple[str, str, date | None], dict[Ask, Answer]] = {}

    def answer(self, dataset: Dataset, asks: Sequence[Ask], as_of: date | None = None) -> tuple[Answer, ...]:
        """Answer asks of one dataset, in order. Identical asks are computed once.

        The periods of every ask are closed. ``as_of`` is the last day that may be looked at.
        """
        known = self._ahead.get((dataset.table, dataset.id, as_of), {})
        missing = [ask for ask in asks if ask not in known]
        found = self._answers(dataset, {as_of: missing})[as_of] if missing or not asks else {}
        told = marked(dataset, {ask: known[ask] if ask in known else found[ask] for ask in asks})
        return tuple(told[ask] for ask in asks)

    def answer_ahead(self, dataset: Dataset, wanted: Mapping[date | None, Sequence[Ask]]) -> None:
        """Answer what several dossiers will ask of a dataset, by the day up to which each looks, in one tally."""
        for as_of, answers in self._answers(dataset, wanted).items():
            self._ahead.setdefault((dataset.table, dataset.id, as_of), {}).update(answers)

    def _answers(
        self, dataset: Dataset, wanted: Mapping[date | None, Sequence[Ask]]
    ) -> dict[date | None, dict[Ask, Answer]]:
        """The answers to asks, for each day up to which is looked."""
        asked = {as_of: tuple(dict.fromkeys(asks)) for as_of, asks in wanted.items()}
        distinct = tuple(dict.fromkeys(ask for asks in asked.values() for ask in asks))
        values = self.values(dataset, distinct)
        if dataset.family is Family.SERIES:
            return {as_of: answer_series(self.con, values, asks, as_of) for as_of, asks in asked.items()}
        found: dict[date | None, dict[Ask, Answer]] = {as_of: {} for as_of in asked}
        open_asks: dict[Ask, list[date | None]] = {}
        reasons: dict[Measure, str] = {}
        for as_of, asks in asked.items():
            for ask in asks:
                if ask.measure not in reasons:
                    reasons[ask.measure] = missing_measure(ask.measure, values)
                reason = reasons[ask.measure]
                if ask.people:
                    reason = reason or f"{dataset.id} has no population figures"
                if reason:
                    found[as_of][ask] = Answer(tuple(Figure(p, None, missing=reason) for p in ask.periods))
                else:
                    open_asks.setdefault(ask, []).append(as_of)
        for group in plan(list(open_asks)):
            for as_of, answers in self._answer_group(dataset, values, group, open_asks).items():
                found[as_of].update(answers)
        if dataset.extents or values.spans or self.vocabulary.states(values.family):
            looked: Looked = {}
            found = {
                as_of: {ask: limited(answer, ask, values, looked) for ask, answer in answers.items()}
                for as_of, answers in found.items()
            }
        return found

    # Values -------------------------------------------------------------------------------------------------

    def values(self, dataset: Dataset, asks: Sequence[Ask]) -> Values:
        """The distinct values of the columns that the asks need, read once per dataset."""
        known = self._values.get((dataset.table, dataset.id))
        if known is None or not _alike(known.dataset, dataset):
            known = Values(dataset, self.vocabulary)
        if dataset.family is Family.SERIES:
            return known
        measures = {ask.measure for ask in asks}
        actors = any(m.actors or m.quantity is Quantity.ACTORS for m in measures) or any(
            ask.by is Dimension.ACTORS for ask in asks
        )
        areas = any(m.areas or m.quantity is Quantity.AREAS for m in measures) or any(
            ask.by is Dimension.AREAS for ask in asks
        )
        kinds = actors or any(m.kinds for m in measures)
        if kinds and not known.kinds:
            known = replace(known, kinds=self._distinct(dataset, "kind"))
        if actors and not known.sides:
            known = replace(known, sides=self._distinct(dataset, "side_a", "side_b"))
        if areas and not known.areas:
            known = replace(known, areas=self._distinct(dataset, *AREA_COLUMNS))
        if not known.spans and any(m.areas for m in measures):
            known = replace(known, spans=division_spans(self.con, dataset))
        self._values[dataset.table, dataset.id] = known
        return known

    def _distinct(self, dataset: Dataset, *columns: str) -> tuple[str, ...]:
        """The distinct values of some columns together."""
        table = identifier(dataset.table)
        each = " UNION ALL ".join(f"(SELECT DISTINCT {identifier(column)} FROM {table})" for column in columns)
        return tuple(sorted({value for (value,) in self.con.execute(each).fetchall() if value is not None}))

    # Groups -------------------------------------------------------------------------------------------------

    def _answer_group(
        self, dataset: Dataset, values: Values, group: Group, days: Mapping[Ask, Sequence[date | None]]
    ) -> dict[date | None, dict[Ask, Answer]]:
        """The answers of a group, for each of the days up to which an ask looks, all from one tally."""
        looked = {as_of: _Looked(dataset, as_of) for ask in group.asks for as_of in days[ask]}
        keyed: dict[tuple[Measure, Side, bool], list[Ask]] = {}
        for ask in group.asks:
            for as_of in days[ask]:
                looked[as_of].at(ask)
            keyed.setdefault((ask.measure, ask.side, ask.precise), []).append(ask)
        resolved = {(measure, side): resolve(measure, values, side) for measure, side, _ in keyed}
        distinct = {
            "country": dataset.countries,
            "side_a": values.sides,
            "side_b": values.sides,
            "admin1": values.areas,
        }
        covered = [period for one in looked.values() for period in one.covered]
        coding = code(group, list(resolved.values()), values, distinct, covered)
        tally = self._tally(dataset, coding)
        answers: dict[date | None, dict[Ask, Answer]] = {as_of: {} for as_of in looked}
        for (measure, side, _), asks in keyed.items():
            predicates = resolved[measure, side]
            cells = tally.matched(predicates, asks[0], values.directed)
            whole = tally.select(cells)
            notes = values.area_notes(measure.areas)
            for ask in asks:
                for as_of in days[ask]:
                    cut, missing = looked[as_of].cut(ask, coding), looked[as_of].at(ask)
                    by = ask.by or _BREAKDOWNS.get(measure.quantity)
                    if by is None:
                        as_stated = ask.side is Side.STATED and not ask.precise and ask.clock is Clock.START
                        counted = whole.count(ask, cut, straddling=as_stated)
                        figures = _figures(counted, ask, missing, bounds="estimates" in dataset.has)
                        told = Answer(figures, notes=notes)
                        answers[as_of][ask] = unseen(told, ask, cut, tally, predicates, values)
                        continue
                    left_out = _besides(ask, by, values)
                    parts = {
                        name: tally.select(some).count(ask, cut, straddling=False)
                        for name, some in self._parts(tally, cells, by, values, predicates).items()
                        if name not in left_out
                    }
                    if ask.by is None:
                        matched = whole.count(ask, cut, straddling=False)
                        told = Answer(_distinct_figures(parts, matched, ask, missing), notes=notes)
                    else:
                        told = Answer((), _breakdown(parts, ask, missing, bounds="estimates" in dataset.has), notes)
                    answers[as_of][ask] = told
        return answers

    def _tally(self, dataset: Dataset, coding: Coding) -> Tally:
        import ibis

        # Ibis writes the SQL from the schemas alone; to run it too, it would ask DuckDB for its columns first.
        small = class_tables(coding)
        events = ibis.table(EVENTS, name=dataset.table)
        tables = {column: ibis.table(table.schema, name=f"onrecord_{column}") for column, table in small.items()}
        # float64 holds every sum of such counts exactly, in whatever order they are added.
        floats = dataset.largest * max(dataset.rows, 1) < 2**53
        sql = str(ibis.to_sql(tally_expression(events, tables, coding, floats=floats), dialect="duckdb"))
        try:
            for column, table in small.items():
                # DuckDB knows the extremes and the number of rows of a table of its own, and joins it faster.
                self.con.register("onrecord_given", table)
                self.con.execute(f"CREATE TEMP TABLE onrecord_{column} AS SELECT * FROM onrecord_given")
            found: Any = self.con.sql(sql).to_arrow_table()
        finally:
            self.con.unregister("onrecord_given")
            for column in small:
                self.con.execute(f"DROP TABLE IF EXISTS onrecord_{column}")
        # A sum of BIGINT comes back from DuckDB as a decimal of 38 digits; float64 counts exactly to 9e15.
        columns = {
            name: found[name].cast("double" if name in SUMS else "int64").to_numpy() for name in found.column_names
        }
        for name in coding.sums:
            columns[name] = np.nan_to_num(columns[name])
        for key in keys_of(coding):
            columns |= key.split(columns.pop(key.name))
        tally = Tally(coding, columns)
        self.tallies.append(TallyInfo(dataset.id, tally.size, tally.cell_count, coding.bins.count, sql))
        return tally

    # Breakdowns ---------------------------------------------------------------------------------------------

    def _parts(
        self, tally: Tally, cells: Ints, by: Dimension, values: Values, predicates: Predicates
    ) -> dict[str, Ints]:
        """The cells of each country, area or actor among some cells."""
        if by is Dimension.ACTORS:
            return _actor_parts(tally, cells, values, predicates)
        raw = _names(tally, "country")
        country = [raw[c] for c in tally.cells["country_class"][cells]]
        ids = [values.country_ids.get(name, name) for name in country]
        if by is Dimension.AREAS:
            areas = _names(tally, "admin1")
            named = [(areas[c], i) for c, i in zip(tally.cells["admin1_class"][cells], ids, strict=True)]
            ids = [f"{area} ({place})" if area else "" for area, place in named]
        found: dict[str, list[int]] = {}
        for cell, name in zip(cells.tolist(), ids, strict=True):
            if name:
                found.setdefault(name, []).append(cell)
        return {name: np.array(members, dtype=np.int64) for name, members in found.items()}


def _alike(one: Dataset, other: Dataset) -> bool:
    """Whether two datasets say the same: of two dossiers over one file only what they call it may differ."""
    return one is other or replace(one, spec=other.spec, lag=other.lag) == other


class _Looked:
    """What of the periods of some asks is covered by the dataset, each tuple of periods looked at once.

    The variants of a statement ask for the same tuple, and it is known by its identity: the asks that hold it outlive
    this object, and hashing thousands of periods would cost more than all that is said of them.
    """

    def __init__(self, dataset: Dataset, as_of: date | None) -> None:
        self._dataset = dataset
        self._as_of = as_of
        self._missing: dict[int, list[str]] = {}
        self._cuts: dict[int, Cut] = {}
        self.covered: list[Period] = []

    def at(self, ask: Ask) -> list[str]:
        """For each period of an ask why there are no data, or an empty string."""
        missing = self._missing.get(id(ask.periods))
        if missing is None:
            missing = [missing_period(period, self._dataset, self._as_of) for period in ask.periods]
            self._missing[id(ask.periods)] = missing
            self.covered += [period for period, reason in zip(ask.periods, missing, strict=True) if not reason]
        return missing

    def cut(self, ask: Ask, coding: Coding) -> Cut:
        """Where the periods of an ask lie among the bins; of one that is not covered it says nothing."""
        cut = self._cuts.get(id(ask.periods))
        if cut is None:
            cut = self._cuts[id(ask.periods)] = coding.bins.span(ask.periods)
        return cut


def _names(tally: Tally, column: str) -> dict[int, str]:
    names = {number: value for value, number in tally.coding.classes[column].of_value.items()}
    return {0: "", **names}


def _actor_parts(tally: Tally, cells: Ints, values: Values, predicates: Predicates) -> dict[str, Ints]:
    """The cells in which each single actor stands in the role the measure names, or on either side.

    An actor term of the measure says in which role actors are looked for. Actors against X are those over against X,
    not X and its allies; "Civilians" is nobody's name.
    """
    roles = (predicates.any_role, *(role for role, _ in predicates.actors))
    against = [sides for role, sides in predicates.actors if role is Role.AGAINST]
    numbers = {column: tally.cells[f"{column}_class"][cells].tolist() for column in ("side_a", "side_b")}
    names = {column: _names(tally, column) for column in numbers}
    undirected = [True] * len(cells)
    if Role.AGAINST in roles:
        undirected = (~tally.coding.classes["kind"].mask(values.directed)[tally.cells["kind_class"][cells]]).tolist()
    found: dict[str, dict[int, None]] = {}
    for i, cell in enumerate(cells.tolist()):
        first, second = (names[column][numbers[column][i]] for column in ("side_a", "side_b"))
        for side, other, leads in ((first, second, True), (second, first, False)):
            if Role.BY in roles and not leads:
                continue
            if predicates.any_role is Role.AGAINST and leads and not undirected[i]:
                continue
            if any(other not in sides or not (leads or undirected[i]) for sides in against):
                continue
            for name in values.names.get(side, ()):
                if not is_nobody(name):
                    found.setdefault(name, {})[cell] = None
    return {name: np.array(list(members), dtype=np.int64) for name, members in found.items()}


def _besides(ask: Ask, by: Dimension, values: Values) -> frozenset[str]:
    """The names of parts that an ask leaves out."""
    if by is Dimension.COUNTRIES:
        return frozenset(identifier for ref in ask.besides for identifier in values.country_set(ref))
    if by is Dimension.ACTORS and ask.besides:
        return frozenset(
            name
            for side in values.sides_of(ask.besides)
            for name in values.names[side]
            if values.is_one(name, ask.besides)
        )
    return frozenset(ref.id for ref in ask.besides)


def _figures(counted: Counted, ask: Ask, missing: list[str], *, bounds: bool, of: str = "") -> tuple[Figure, ...]:
    """Sums as figures of the ask's quantity; ``bounds`` says whether the data publish low and high estimates."""
    rows: list[float] = counted.sums["rows"].tolist()
    none: list[float | None] = [None] * len(rows)
    low: Sequence[float | None] = none
    high: Sequence[float | None] = none
    best = rows
    if ask.measure.quantity is Quantity.DEATHS:
        best = counted.sums["best"].tolist()
        if bounds:
            low, high = counted.sums["low"].tolist(), counted.sums["high"].tolist()
    elif ask.measure.quantity is Quantity.CIVILIAN_DEATHS:
        best = counted.sums["civilians"].tolist()
    straddling = counted.straddling.tolist()
    return tuple(
        Figure(period, None, missing=missing[i], of=of)
        if missing[i]
        else Figure(period, best[i], low[i], high[i], int(rows[i]), straddling[i], "", of)
        for i, period in enumerate(ask.periods)
    )


def _breakdown(
    counted: dict[str, Counted], ask: Ask, missing: list[str], *, bounds: bool
) -> tuple[tuple[Figure, ...], ...]:
    """For each period the figures of all parts, in the order of their names."""
    figures = [_figures(counted[name], ask, missing, bounds=bounds, of=name) for name in sorted(counted)]
    return tuple(tuple(one[i] for one in figures) for i in range(len(ask.periods)))


def _distinct_figures(
    counted: dict[str, Counted], matched: Counted, ask: Ask, missing: list[str]
) -> tuple[Figure, ...]:
    """How many of the parts have a row in each period. An event with two actors is one matched row."""
    figures = []
    for i, period in enumerate(ask.periods):
        if missing[i]:
            figures.append(Figure(period, None, missing=missing[i]))
            continue
        held = sum(1 for one in counted.values() if one.sums["rows"][i])
        figures.append(Figure(period, float(held), None, None, int(matched.sums["rows"][i])))
    return tuple(figures)
