"""Where the events behind a figure were, as exactly as the data say, for maps.

UCDP's where_prec (GED codebook) is 1 for the exact place, 2 for within about 25 km of it, 3 for the second-order
division (a district), 4 for the first-order one, 5 for a line or an area without clear bounds, 6 for the country, 7
for international waters or airspace. ACLED's geo_precision (codebook) is 1 for the town, 2 for a part of a region that
a town near by stands for, 3 for a region that its capital stands for. Coordinates without a precision are left out, and
so are other files: they may be a country's middle, and a map would make a place of it. Imports the model and its
siblings; Ibis inside functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from onrecord.data.predicates import Values
from onrecord.data.shapes import query_tree
from onrecord.data.sql import matching, rows_of, within
from onrecord.data.tally import Predicates
from onrecord.model.dataset import Family
from onrecord.model.dates import Period
from onrecord.model.edition import Exactness, Location
from onrecord.model.figure import Ask

if TYPE_CHECKING:
    import duckdb

EXACTNESS = {
    Family.UCDP: {
        1: Exactness.PLACE, 2: Exactness.NEAR, 3: Exactness.DISTRICT, 4: Exactness.REGION, 5: Exactness.REGION,
        6: Exactness.COUNTRY, 7: Exactness.COUNTRY,
    },
    Family.ACLED: {1: Exactness.PLACE, 2: Exactness.NEAR, 3: Exactness.REGION},
}  # fmt: skip
"""How exactly each code of a family's precision of places knows them."""

MOST = 400
"""Positions kept of one figure. Where there are more, near ones are put together in steps."""

_GRID = 0.1
"""Events of one precision within so many degrees are one position, at their mean: no map of a country shows less."""


def locations(con: duckdb.DuckDBPyConnection, ask: Ask, period: Period, values: Values) -> tuple[Location, ...]:
    """The positions of the events of a closed period, most deaths first; none where the data do not tell them."""
    codes = EXACTNESS.get(values.dataset.family)
    if codes is None:
        return ()
    found = rows_of(con, query_tree(_positions, ask, period, values).sql(dialect="duckdb"))
    placed = [_location(row, codes[row["place_precision"]]) for row in found if row["place_precision"] in codes]
    placed.sort(key=_order)  # the rows of a grouping come in any order
    degrees = _GRID
    while len(placed) > MOST:
        degrees *= 2
        placed = list(_merged(placed, degrees))
    return tuple(sorted(placed, key=_order))


def _positions(table: Any, ask: Ask, period: Period, values: Values, resolved: Predicates | None) -> Any:
    rows = within(matching(table, ask, values, resolved), ask, period, values)
    return _grouped(rows, "deaths" in values.dataset.has)


def _grouped(rows: Any, deaths: bool) -> Any:
    """One row for each cell of the grid and precision. Of country-level events the place is the country."""
    import ibis

    known = rows.filter(
        rows["latitude"].between(-90, 90), rows["longitude"].between(-180, 180), rows["place_precision"].notnull()
    )
    place = ibis.coalesce(known["place"], known["admin2"], known["admin1"], known["country"])
    keyed = known.mutate(
        cell_y=(known["latitude"] / _GRID).round(), cell_x=(known["longitude"] / _GRID).round(), place=place
    )
    grouped = keyed.group_by("cell_y", "cell_x", "place_precision")
    # Sums of degrees in another order differ in their last bits; a ten-thousandth of a degree is ten metres.
    return grouped.aggregate(
        latitude=keyed["latitude"].mean().round(4),
        longitude=keyed["longitude"].mean().round(4),
        place=keyed["place"].min(),
        events=keyed.count(),
        deaths=keyed["best"].sum() if deaths else ibis.null("int64"),
    )


def _location(row: dict[str, Any], exactness: Exactness) -> Location:
    deaths = None if row["deaths"] is None else float(row["deaths"])
    latitude, longitude = (float(row[name]) for name in ("latitude", "longitude"))
    return Location(latitude, longitude, exactness, row["place"] or "", int(row["events"]), deaths)


def _order(one: Location) -> tuple[float, int, str, float, float, str]:
    return (-(one.deaths or 0.0), -one.events, one.place, one.latitude, one.longitude, one.exactness.value)


def _merged(placed: Iterable[Location], degrees: float) -> Iterable[Location]:
    """Positions of one precision in the same cell of a coarser grid as one, called after the heaviest of them."""
    cells: dict[tuple[int, int, Exactness], list[Location]] = {}
    for one in placed:
        key = (round(one.latitude / degrees), round(one.longitude / degrees), one.exactness)
        cells.setdefault(key, []).append(one)
    for (_, _, exactness), members in cells.items():
        events = sum(one.events for one in members)
        yield Location(
            round(sum(one.latitude * one.events for one in members) / events, 4),
            round(sum(one.longitude * one.events for one in members) / events, 4),
            exactness,
            min(members, key=_order).place,
            events,
            None if members[0].deaths is None else sum(one.deaths or 0.0 for one in members),
        )
