"""The layouts of data files, and how a file's layout is recognised.

May import: model, standard library. A layout says under which names a file has what onrecord needs (its *roles*);
the reading is done by ``onrecord.data.event_rows`` and ``onrecord.data.series_rows``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model.dataset import Family

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One layout of data files.

    ``roles`` pairs what onrecord needs with the names that files give it, in order of preference; ``required``
    are the roles without which the file is not of this layout. ``names`` are the column names of a file that has
    no header, in its order, else empty. ``blank`` are the counts that may be empty. ``quoted`` is false where a
    quotation mark is an ordinary character. ``title`` is how people call it.
    """

    name: str
    title: str
    family: Family
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    required: frozenset[str]
    separator: str = ", "
    names: tuple[str, ...] = ()
    blank: frozenset[str] = frozenset()
    quoted: bool = True

    def columns(self, names: Sequence[str]) -> dict[str, int]:
        """The position of each role's column among the file's column ``names``."""
        plain = [normal(name) for name in names]
        found: dict[str, int] = {}
        for role, accepted in self.roles:
            for name in accepted:
                if name in plain:
                    found[role] = plain.index(name)
                    break
        return found

    def missing(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns that a file with these column names would need, by their usual names."""
        found = self.columns(names)
        return tuple(accepted[0] for role, accepted in self.roles if role in self.required and role not in found)


def normal(name: str) -> str:
    """A column name without case, spaces and punctuation: "Admin2 Pcode" is ``admin2_pcode``."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def _role(name: str, *accepted: str) -> tuple[str, tuple[str, ...]]:
    return name, accepted


# UCDP GED 1 to 25: releases up to 5.0 end the estimates in ``_est``; shapefiles cut names to ten characters.
UCDP = Layout(
    name="ucdp-ged",
    title="UCDP GED",
    family=Family.UCDP,
    roles=(
        _role("id", "id", "event_id"),
        _role("kind", "type_of_violence", "type_of_vi"),
        _role("start", "date_start"),
        _role("end", "date_end"),
        _role("best", "best", "best_est"),
        _role("low", "low", "low_est"),
        _role("high", "high", "high_est"),
        _role("country", "country"),
        _role("side_a", "side_a"),
        _role("side_b", "side_b"),
        _role("admin1", "adm_1", "adm1"),
        _role("admin2", "adm_2", "adm2"),
        _role("place", "where_coordinates", "where_coor", "location"),
        _role("civilians", "deaths_civilians", "deaths_civ"),
        _role("date_precision", "date_prec"),
        _role("place_precision", "where_prec"),
        _role("latitude", "latitude"),
        _role("longitude", "longitude"),
        _role("title", "dyad_name", "conflict_name", "conflict_n", "source_headline"),
        _role("status", "code_status", "code_statu"),
    ),
    required=frozenset({"id", "kind", "start", "best", "country", "side_a", "side_b"}),
)

_GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
)

# Candidate releases without a header have the 49 columns of GED, or 48 of them. Which one is absent is found by
# what stands in the others.
_SPARED = (
    "relid", "active_year", "code_status", "number_of_sources", "where_description", "geom_wkt", "priogrid_gid",
    "event_clarity", "gwnoa", "gwnob",
)  # fmt: skip
_GED_SHAPES = (
    tuple(_GED.split()),
    *(tuple(name for name in _GED.split() if name != gone) for gone in _SPARED),
)

ACLED = Layout(
    name="acled",
    title="ACLED events",
    family=Family.ACLED,
    separator="; ",
    roles=(
        _role("id", "event_id_cnty", "event_id_country"),
        _role("start", "event_date"),
        _role("event_type", "event_type"),
        _role("sub_event_type", "sub_event_type"),
        _role("targeting", "civilian_targeting"),
        _role("actor1", "actor1", "actor_1"),
        _role("assoc1", "assoc_actor_1", "associated_actor_1", "ally_actor_1"),
        _role("actor2", "actor2", "actor_2"),
        _role("assoc2", "assoc_actor_2", "associated_actor_2", "ally_actor_2"),
        _role("country", "country"),
        _role("admin1", "admin1", "admin_1"),
        _role("admin2", "admin2", "admin_2"),
        _role("place", "location"),
        _role("best", "fatalities"),
        _role("date_precision", "time_precision"),
        _role("place_precision", "geo_precision", "geo_precis"),
        _role("latitude", "latitude"),
        _role("longitude", "longitude"),
        _role("title", "notes"),
        _role("revised", "timestamp"),
    ),
    required=frozenset({"id", "start", "event_type", "actor1", "country", "best"}),
)

_GDELT_1 = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode "
    "Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code "
    "Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode "
    "Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode "
    "EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type "
    "Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID "
    "Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_Lat Actor2Geo_Long "
    "Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_Lat "
    "ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL"
)
_GDELT_2 = [
    column
    for name in _GDELT_1.split()
    for column in ([name, name.replace("ADM1", "ADM2")] if name.endswith("ADM1Code") else [name])
]
_GDELT_SHAPES = (tuple(_GDELT_1.split()), tuple(_GDELT_1.split()[:-1]), tuple(_GDELT_2))

GDELT = Layout(
    name="gdelt",
    title="GDELT events",
    family=Family.GDELT,
    separator="; ",
    roles=(
        _role("id", "globaleventid"),
        _role("start", "sqldate", "day"),
        _role("kind", "eventcode"),
        _role("country", "actiongeo_countrycode"),
        _role("admin1", "actiongeo_adm1code"),
        _role("place", "actiongeo_fullname"),
        _role("name_a", "actor1name"),
        _role("code_a", "actor1code"),
        _role("name_b", "actor2name"),
        _role("code_b", "actor2code"),
        _role("latitude", "actiongeo_lat"),
        _role("longitude", "actiongeo_long"),
        _role("title", "sourceurl"),
        _role("added", "dateadded"),
    ),
    required=frozenset({"id", "start", "kind", "country", "code_a", "code_b"}),
)

_PLACES = ("iso3", "iso_3", "iso_a3", "isoab", "country_iso3", "country", "country_name", "country_code", "iso",
           "place", "location", "admin0", "territory", "area")  # fmt: skip
_AREAS = (
    _role("admin1", "admin1_pcode", "admin1", "adm1", "adm_1", "admin1_name", "region"),
    _role("admin2", "admin2_pcode", "admin2", "adm2", "adm_2", "admin2_name"),
)
DEATHS = ("fatalities", "deaths", "killed", "best", "deaths_total", "total_deaths", "number_of_deaths")
EVENTS = ("events", "incidents", "event_count", "events_count", "number_of_events")
VALUES = ("value", "count", "total", "number", "amount", "figure")
_VALUE_ROLES = (_role("deaths", *DEATHS), _role("events", *EVENTS), _role("value", *VALUES))
_BOUNDS = (
    _role("low", "low", "low_est", "minimum", "lower"),
    _role("high", "high", "high_est", "maximum", "upper"),
    _role("population", "population", "pop", "population_total", "total_population"),
)

# HDX's ACLED files: events and fatalities by area and month; the month is a name in a column of its own.
ACLED_MONTHS = Layout(
    name="acled-months",
    title="ACLED by month (HDX)",
    family=Family.SERIES,
    roles=(_role("place", "iso3", "country"), *_AREAS, _role("month", "month"), _role("year", "year"), *_VALUE_ROLES),
    required=frozenset({"place", "month", "year", "deaths", "events"}),
)

SERIES = Layout(
    name="series",
    title="a series by place and period",
    family=Family.SERIES,
    roles=(
        _role("place", *_PLACES),
        *_AREAS,
        _role("start", "start", "start_date", "from"),
        _role("end", "end", "end_date", "to", "until"),
        _role("month", "month"),
        _role("period", "period", "quarter", "date", "time", "week_start", "day"),
        _role("year", "year"),
        *_VALUE_ROLES,
        *_BOUNDS,
    ),
    required=frozenset({"place"}),
    blank=frozenset({"value", "low", "high", "population"}),
)

LAYOUTS: tuple[Layout, ...] = (UCDP, ACLED, GDELT, ACLED_MONTHS, SERIES)
"""The layouts that are recognised by their column names, the most telling ones first."""

BY_NAME: dict[str, Layout] = {layout.name: layout for layout in LAYOUTS}


def recognise(columns: Sequence[str], sample_rows: Sequence[Row]) -> Layout | None:
    """The layout of a file, or ``None``.

    ``columns`` is the file's first record: its header, or, where the file has none, its first row; ``names`` of
    the layout returned is empty in the first case and holds the column names in the second.
    """
    for layout in LAYOUTS:
        if complete(layout, columns):
            return layout
    return _headerless((tuple(columns), *(tuple(row) for row in sample_rows)))


def complete(layout: Layout, columns: Sequence[str]) -> bool:
    """Whether the column names have all that the layout needs."""
    found = layout.columns(columns)
    if not layout.required <= found.keys():
        return False
    if layout is SERIES:
        dated = found.keys() & {"start", "month", "period", "year"}
        return bool(dated) and bool(found.keys() & {"deaths", "events", "value"})
    return True


def nearest(columns: Sequence[str]) -> tuple[tuple[Layout, tuple[str, ...]], ...]:
    """The layouts that come nearest to these column names, each with the columns it lacks."""
    scored = []
    for order, layout in enumerate(LAYOUTS):
        missing = layout.missing(columns)
        have = len(layout.required) - len(missing)
        if layout is SERIES:
            found = layout.columns(columns)
            missing = ("place",) if missing else ()
            if not found.keys() & {"start", "month", "period", "year"}:
                missing = (*missing, "period")
            if not found.keys() & {"deaths", "events", "value"}:
                missing = (*missing, "value")
            have = 3 - len(missing)
        if have:
            scored.append((-have / (have + len(missing)), order, layout, missing))
    return tuple((layout, missing) for _, _, layout, missing in sorted(scored, key=lambda s: s[:2])[:2])


_INTEGER = re.compile(r"-?\d+(\.0*)?\Z")
_DECIMAL = re.compile(r"-?\d+(\.\d*)?([eE]-?\d+)?\Z")
_SHAPES: dict[str, re.Pattern[str]] = {
    "id": re.compile(r"\d+\Z"),
    "year": re.compile(r"(19|20)\d\d\Z"),
    "type_of_violence": re.compile(r"[123](\.0)?\Z"),
    "active_year": re.compile(r"([01](\.0)?|true|false)?\Z", re.IGNORECASE),
    "code_status": re.compile(r"((?!true\Z|false\Z)[A-Za-z].*)?\Z", re.IGNORECASE),
    "where_prec": re.compile(r"[1-7](\.0)?\Z"),
    "date_prec": re.compile(r"[0-5](\.0)?\Z"),
    "event_clarity": re.compile(r"[12](\.0)?\Z"),
    "latitude": _DECIMAL,
    "longitude": _DECIMAL,
    "date_start": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?\Z"),
    "date_end": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?\Z"),
    "deaths_a": _INTEGER,
    "deaths_b": _INTEGER,
    "deaths_civilians": _INTEGER,
    "deaths_unknown": _INTEGER,
    "best": _INTEGER,
    "high": _INTEGER,
    "low": _INTEGER,
    "country": re.compile(r"[^\d]+\Z"),
    "side_a": re.compile(r"[^\d].*\Z"),
    "side_b": re.compile(r"[^\d].*\Z"),
}


def _headerless(rows: Sequence[Row]) -> Layout | None:
    width = len(rows[0])
    same = [row for row in rows if len(row) == width]
    if 2 * len(same) <= len(rows):
        return None
    if width in (48, 49):
        fitting = {shape for shape in _GED_SHAPES if len(shape) == width and _is_ged(same, shape)}
        places = {tuple(sorted(UCDP.columns(shape).items())) for shape in fitting}
        if len(places) == 1:
            return replace(UCDP, name="ucdp-ged-headerless", names=min(fitting))
    if width in (57, 58, 61) and _is_gdelt(same):
        names = next(shape for shape in _GDELT_SHAPES if len(shape) == width)
        return replace(GDELT, name="gdelt-headerless", names=names, quoted=False)
    return None


def _is_ged(rows: Sequence[Row], shape: tuple[str, ...]) -> bool:
    """Whether every row has in its places what GED has there. Both kinds of place, text and number, must fit."""
    checks = [(index, _SHAPES[name]) for index, name in enumerate(shape) if name in _SHAPES]
    return all(pattern.match(row[index].strip()) for row in rows for index, pattern in checks)


def _is_gdelt(rows: Sequence[Row]) -> bool:
    def fits(row: Row) -> bool:
        return bool(
            re.match(r"\d+\Z", row[0])
            and re.match(r"\d{8}\Z", row[1])
            and row[2] == row[1][:6]
            and row[3] == row[1][:4]
        )

    return sum(map(fits, rows)) * 2 > len(rows)
