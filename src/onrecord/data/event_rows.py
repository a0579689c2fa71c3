"""Event files in one form: the SELECT that makes it, and the checks of the rows it is made from.

May import: model, standard library.

Precision. ``precise`` is true where an event's day and place are known well enough for a monthly or sub-national
figure. UCDP (codebook): date_prec 1 is the exact day, 2 two to six days, 3 a week, 4 a month, 5 more; where_prec 1
is the exact place, 2 within about 25 km, 3 the second-order division (a district), 4 the first-order division,
5 a line or a fuzzy area, 6 the country, 7 international waters or airspace. Precise is 1-3 of both. ACLED:
time_precision 1 is the day, 2 the week, 3 the month; geo_precision 1 the town, 2 a part of the region, 3 the
region. Precise is 1-2 of both. A file with one of the two columns is judged by that one.
``place_precision`` is kept as the file has it, for maps (``onrecord.data.locations``).
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.data.faults import Check, thousands
from onrecord.data.layouts import Layout
from onrecord.data.parse import Column, DayForm
from onrecord.model.dataset import Family

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "VARCHAR"), ("start", "DATE"), ("end", "DATE"), ("country", "VARCHAR"), ("admin1", "VARCHAR"),
    ("admin2", "VARCHAR"), ("place", "VARCHAR"), ("kind", "VARCHAR"), ("side_a", "VARCHAR"), ("side_b", "VARCHAR"),
    ("low", "BIGINT"), ("best", "BIGINT"), ("high", "BIGINT"), ("civilians", "BIGINT"), ("precise", "BOOLEAN"),
    ("latitude", "DOUBLE"), ("longitude", "DOUBLE"), ("place_precision", "BIGINT"), ("title", "VARCHAR"),
    ("row", "BIGINT"),
)  # fmt: skip
"""The columns of the normalised events table, always all of them, in this order."""

COUNTS = ("low", "best", "high", "civilians")
_PRECISE = {Family.UCDP: 3, Family.ACLED: 2}


def select(layout: Layout, columns: Mapping[str, Column], form: DayForm, rows: str) -> str:
    """The SELECT that turns ``rows`` into normalised events."""
    made: dict[str, str] = {}
    for role in ("country", "admin1", "admin2", "place", "side_a", "side_b"):
        if role in columns:
            made[role] = columns[role].text()
    if "id" in columns:
        identity = columns["id"]
        made["id"] = f"CASE WHEN {identity.missing()} THEN 'row ' || row ELSE {identity.code()} END"
    else:
        made["id"] = "'row ' || row"
    made["start"] = columns["start"].day(form)
    made["end"] = f"coalesce({columns['end'].day(form)}, {made['start']})" if "end" in columns else made["start"]
    for role in COUNTS:
        if role in columns:
            made[role] = columns[role].count()
    for role in ("low", "high"):
        if role in made and "best" in made:
            # A bound left blank is that of an event nobody gave bounds for.
            made[role] = f"coalesce({made[role]}, {made['best']})"
    for role in ("latitude", "longitude"):
        if role in columns:
            made[role] = columns[role].number()
    if "place_precision" in columns:
        made["place_precision"] = columns["place_precision"].count()
    if "title" in columns:
        made["title"] = f"left({columns['title'].text()}, 200)"
    if "kind" in columns:
        ucdp = layout.family is Family.UCDP
        made["kind"] = columns["kind"].code() if ucdp else columns["kind"].text()
    made |= _acled(columns) | _gdelt(columns)
    precise = _precise(layout, columns)
    if precise:
        made["precise"] = precise
    made["row"] = "row"
    parts = ", ".join(f'CAST({made.get(name, "NULL")} AS {kind}) AS "{name}"' for name, kind in COLUMNS)
    return f"SELECT {parts} FROM {rows}"


def _acled(columns: Mapping[str, Column]) -> dict[str, str]:
    if "event_type" not in columns:
        return {}
    made = {
        "kind": " || '/' || ".join(
            f"coalesce({columns[role].text()}, '')" if role in columns else "''"
            for role in ("event_type", "sub_event_type", "targeting")
        )
    }
    for side, actor, associates in (("side_a", "actor1", "assoc1"), ("side_b", "actor2", "assoc2")):
        names = [columns[role].text() for role in (actor, associates) if role in columns]
        if names:
            made[side] = f"nullif(concat_ws('; ', {', '.join(names)}), '')"
    return made


def _gdelt(columns: Mapping[str, Column]) -> dict[str, str]:
    made = {}
    for side in "ab":
        names = [columns[f"{what}_{side}"].text() for what in ("name", "code") if f"{what}_{side}" in columns]
        if names:
            made[f"side_{side}"] = f"coalesce({', '.join(names)})"
    return made


def _precise(layout: Layout, columns: Mapping[str, Column]) -> str:
    limit = _PRECISE.get(layout.family)
    if limit is None:
        return ""
    tests = [columns[role].at_most(limit) for role in ("date_precision", "place_precision") if role in columns]
    return " AND ".join(tests)


def checks(
    layout: Layout, columns: Mapping[str, Column], at: Mapping[str, int], form: DayForm
) -> tuple[dict[str, str], list[Check]]:
    """What must be true of the rows, given the position ``at`` of each role's column in the file.

    With the checks come the columns that they speak of besides the file's own, each with its SQL: a day or a count is
    read once however many checks look at it.
    """
    start = columns["start"]
    first, last = '"onrecord start"', '"onrecord end"'
    written = f"is {{value}}; expected a day of the calendar, written {form.name}"
    given = {first: start.day(form)}
    found = [Check("OR305", f"{first} IS NULL", at["start"], start.sql, written)]
    if "end" in columns:
        end = columns["end"]
        given[last] = end.day(form)
        found.append(Check("OR305", f"NOT {end.missing()} AND {last} IS NULL", at["end"], end.sql, written))
        found.append(Check("OR305", f"{last} < {first}", at["end"], end.sql, "is {value}, before the event starts"))
    for role in COUNTS:
        if role in columns:
            name = f'"onrecord {role}"'
            given[name] = columns[role].count()
            # A death toll left blank is unknown, and a sum over it would pass it off as none.
            found += _count_checks(columns[role], name, at[role], role in layout.blank and role != "best")
    return given, found


def _count_checks(column: Column, count: str, at: int, may_be_blank: bool) -> list[Check]:
    """A count is a whole number of 0 or more. ``count`` is the name of the column as such."""
    is_number = column.typed and column.type not in ("DATE",) and not column.type.startswith("TIMESTAMP")
    value = column.number() if is_number else count
    found = [
        Check(
            "OR312",
            f"NOT {column.missing()} AND {count} IS NULL",
            at,
            column.sql,
            "is {value}; expected a whole number of 0 or more",
        ),
        Check("OR306", f"({value}) < 0", at, column.sql, "is {value}; a count cannot be below 0"),
    ]
    found += thousands(column, at)
    if not may_be_blank:
        found.append(Check("OR312", column.missing(), at, column.sql, "is empty; expected a whole number of 0 or more"))
    return found
