"""One measure over one period, asked straight of the normalised table: no tally, no classes, no bins.

Two uses. The tests hold the tally against it: both must give the same figures. And ``onrecord explain --sql`` prints
it, so that anyone can run it. Imports the model and the vocabulary; Ibis and sqlglot inside functions.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from onrecord.data import event_rows, series_rows
from onrecord.data.predicates import Values, is_nobody
from onrecord.data.tally import AREA_COLUMNS, Predicates, over_against, resolve
from onrecord.model.dataset import Aggregate, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Clock, Figure, Side
from onrecord.model.reading import Quantity, Role

if TYPE_CHECKING:
    import duckdb

_TYPES = {"VARCHAR": "string", "DATE": "date", "BIGINT": "int64", "DOUBLE": "float64", "BOOLEAN": "boolean"}
_COUNTED = {Quantity.COUNTRIES, Quantity.AREAS, Quantity.ACTORS}


def matching(table: Any, ask: Ask, values: Values, resolved: Predicates | None = None) -> Any:
    """The rows of the normalised table that the ask's measure is about, in any period. ``resolved`` stands for the
    measure's own predicates, of events alone."""
    if values.dataset.family is Family.SERIES:
        if not ask.measure.places:
            return table
        return table.filter(table["place"].isin(sorted(values.countries_of(ask.measure.places))))
    wanted = resolved or resolve(ask.measure, values, ask.side)
    tests = []
    if wanted.kind is not None:
        tests.append(_in(table["kind"], wanted.kind))
    if wanted.country is not None:
        tests.append(_in(table["country"], wanted.country))
    if wanted.area is not None:
        tests.append(reduce(lambda x, y: x | y, (_in(table[column], wanted.area) for column in AREA_COLUMNS)))
    tests += _roles(table, wanted.actors, ask.side, values)
    if ask.precise and "precision" in values.dataset.has:
        tests.append(table["precise"].fill_null(False))
    return table.filter(tests) if tests else table


def _in(column: Any, wanted: frozenset[str]) -> Any:
    """Whether a column holds one of the values; never NULL, so that its negation is right too."""
    import ibis

    return column.isin(sorted(wanted)).fill_null(False) if wanted else ibis.literal(False)


def _roles(table: Any, actors: tuple[tuple[Role, frozenset[str]], ...], side: Side, values: Values) -> list[Any]:
    """One test for each actor term.

    ``resolve`` has left only directed kinds where a term says BY. AGAINST is the side over against the actors of
    ``over_against``, all of them on one side, or either side of an undirected kind.
    """
    directed = _in(table["kind"], values.directed)
    terms = [(role, _in(table["side_a"], sides), _in(table["side_b"], sides)) for role, sides in actors]
    opponents = [terms[number] for number in over_against([role for role, _ in actors])]
    tests = []
    for role, first, second in terms:
        if role is Role.AGAINST:
            ahead = reduce(lambda x, y: x & y, (a for _, a, _ in opponents), second)
            turned = reduce(lambda x, y: x & y, (b for _, _, b in opponents), first)
            tests.append(ahead | (turned & ~directed))
        elif role is Role.BY and side is not Side.EITHER:
            tests.append(first)
        elif side is Side.PERPETRATOR:
            tests.append(first & directed)
        else:
            tests.append(first | second)
    return tests


def within(rows: Any, ask: Ask, period: Period, values: Values) -> Any:
    """The rows that belong to a closed period. A row of a series must lie inside it."""
    if values.dataset.family is Family.SERIES:
        return rows.filter(rows["start"] >= period.start, rows["end"] <= period.end, rows["value"].notnull())
    clock = rows["end"] if ask.clock is Clock.END else rows["start"]
    return rows.filter(clock.between(period.start, period.end))


def figure_expression(table: Any, ask: Ask, period: Period, values: Values, resolved: Predicates | None = None) -> Any:
    """One row with the figures of a measure over a period: ``rows`` and ``best``; ``low`` and ``high`` of deaths."""
    rows = within(matching(table, ask, values, resolved), ask, period, values)
    if values.dataset.family is Family.SERIES:
        return _of_series(rows, ask, values)
    quantity = ask.measure.quantity
    if quantity in _COUNTED:
        return _distinct(rows, ask, values)
    if quantity is Quantity.EVENTS:
        return rows.aggregate(rows=rows.count(), best=rows.count())
    if quantity is Quantity.CIVILIAN_DEATHS:
        return rows.aggregate(rows=rows.count(), best=rows["civilians"].sum().fill_null(0))
    sums = {name: rows[name].sum().fill_null(0) for name in ("low", "best", "high")}
    if "estimates" not in values.dataset.has:
        sums = {"best": sums["best"]}
    return rows.aggregate(rows=rows.count(), **sums)


def _of_series(rows: Any, ask: Ask, values: Values) -> Any:
    """Each place's rows in one number, by the series' own way of adding up; then the sum over the places."""
    if ask.measure.quantity is Quantity.COUNTRIES:
        counted = _country(rows["place"], values).nunique(where=rows["value"] > 0)
        return rows.aggregate(rows=rows.count(), best=counted)
    measured = "population" if ask.people else "value"
    if not ask.people and values.dataset.spec.aggregate is Aggregate.SUM:
        return rows.aggregate(rows=rows.count(), best=rows[measured].sum())
    each = rows.group_by("place", "start", "end").aggregate(number=rows[measured].sum())
    if ask.people or values.dataset.spec.aggregate is Aggregate.MEAN:
        places = each.group_by("place").aggregate(rows=each.count(), number=each["number"].mean())
    else:
        places = each.group_by("place").aggregate(rows=each.count(), number=each["number"].argmax(each["start"]))
    return places.aggregate(rows=places["rows"].sum(), best=places["number"].sum())


def _distinct(rows: Any, ask: Ask, values: Values) -> Any:
    """How many different countries, areas or actors the rows name. Two spellings of a country are one."""
    quantity = ask.measure.quantity
    if quantity is Quantity.ACTORS:
        names = _actors(rows, ask, values)
        total = rows.aggregate(rows=rows.count())
        return names.aggregate(rows=total.as_scalar(), best=names["name"].nunique())
    country = _country(rows["country"], values)
    if quantity is Quantity.COUNTRIES:
        return rows.aggregate(rows=rows.count(), best=country.nunique())
    # An event without a division names none; NULL joined to anything is NULL.
    pair = rows["admin1"] + " | " + country.fill_null("")
    return rows.aggregate(rows=rows.count(), best=pair.nunique())


def _country(column: Any, values: Values) -> Any:
    """The country column, with one spelling for each country."""
    first: dict[str, str] = {}
    other = {raw: first[place] for raw, place in values.country_ids.items() if first.setdefault(place, raw) != raw}
    return column.substitute(other) if other else column


def _actors(rows: Any, ask: Ask, values: Values) -> Any:
    """One row for each single actor that stands in the role the measure names."""
    import ibis

    roles = {term.role for term in ask.measure.actors}
    separator = values.dataset.separator.strip() or ","
    against = [sides for role, sides in resolve(ask.measure, values, ask.side).actors if role is Role.AGAINST]
    parts = []
    for column, other in (("side_a", "side_b"), ("side_b", "side_a")):
        if column == "side_b" and Role.BY in roles:
            continue
        # Actors against X are those over against X: X itself and its allies are not.
        tests = [_in(rows[other], sides) for sides in against]
        if tests and column == "side_b":
            tests.append(~_in(rows["kind"], values.directed))
        held = rows.filter(tests) if tests else rows
        parts.append(held.select(name=held[column].split(separator).unnest()))
    both = ibis.union(*parts) if len(parts) > 1 else parts[0]
    names = both.select(name=both["name"].strip())
    nobody = sorted({name for side in values.names.values() for name in side if is_nobody(name)})
    return names.filter(names["name"] != "", names["name"].notin(nobody)) if nobody else names.filter(names.name != "")


def straddling_expression(table: Any, ask: Ask, period: Period, values: Values) -> Any:
    """The part of a figure that comes from events with one end inside the period and the other outside."""
    rows = matching(table, ask, values)
    begins = rows["start"].between(period.start, period.end)
    ends = rows["end"].between(period.start, period.end)
    apart = rows.filter(begins != ends)
    quantity = ask.measure.quantity
    if quantity is Quantity.EVENTS:
        return apart.aggregate(best=apart.count())
    column = "civilians" if quantity is Quantity.CIVILIAN_DEATHS else "best"
    return apart.aggregate(best=apart[column].sum().fill_null(0))


def normalised(values: Values) -> Any:
    """The normalised table of a dataset as an Ibis table, known by its columns alone."""
    import ibis

    series = values.dataset.family is Family.SERIES
    columns = {name: _TYPES[kind] for name, kind in (series_rows.COLUMNS if series else event_rows.COLUMNS)}
    return ibis.table(columns, name=values.dataset.table)


def direct_figure(con: duckdb.DuckDBPyConnection, ask: Ask, period: Period, values: Values) -> Figure:
    """The figure of one period, by one query without a tally. What the dataset covers is not looked at."""
    table = normalised(values)
    (row,) = run(con, figure_expression(table, ask, period, values))
    straddling = 0.0
    if ask.measure.quantity not in _COUNTED and values.dataset.family is not Family.SERIES:
        (part,) = run(con, straddling_expression(table, ask, period, values))
        straddling = float(part["best"])
    low, high = row.get("low"), row.get("high")
    return Figure(
        period,
        float(row["best"] or 0),
        None if low is None else float(low),
        None if high is None else float(high),
        int(row["rows"] or 0),
        straddling,
    )


def run(con: duckdb.DuckDBPyConnection, expression: Any) -> list[dict[str, Any]]:
    """The rows of an expression, by the names of its columns."""
    import ibis

    return rows_of(con, str(ibis.to_sql(expression, dialect="duckdb", pretty=False)))


def rows_of(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, by the names of its columns."""
    found = con.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
