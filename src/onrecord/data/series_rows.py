"""Series files in one form: a value per place and period.

May import: model, standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.data.faults import SHOWN, Check, thousands
from onrecord.data.layouts import DEATHS, EVENTS, VALUES, normal
from onrecord.data.parse import FIRST_YEAR, LAST_YEAR, Column, DayForm
from onrecord.data.source import Place, Source
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb

COLUMNS: tuple[tuple[str, str], ...] = (
    ("place", "VARCHAR"), ("start", "DATE"), ("end", "DATE"), ("value", "DOUBLE"), ("low", "DOUBLE"),
    ("high", "DOUBLE"), ("population", "DOUBLE"), ("row", "BIGINT"),
)  # fmt: skip
"""The columns of the normalised series table, always all of them, in this order."""

PERIODS = ("start", "period", "quarter", "month", "year")
_COUNTED = frozenset((*DEATHS, *EVENTS, "deaths", "events", "civilians", "people", "persons"))
_LONGEST = 60
_SAYING_NOTHING = frozenset(
    {*VALUES, "val", "values", "n", "num", "nb", "no", "nr", "counts", "counted", "totals", "sum", "numbers", "figures"}
    | {"obs", "observed", "data", "x", "y", "how", "many", "much", "of", "the", "quantity", "result", "level", "size"}
    | {"valeur", "valeurs", "nombre", "montant", "effectif", "effectifs", "chiffre", "chiffres", "de", "des"}
    | {"countries", "areas", "actors"}
)
"""Words of a column's name that tell nothing of what is counted; distinct countries, areas and actors do not add up."""
_KEY = ("place", "admin1", "admin2", "start", "end")
_YEARS = f"is {{value}}; expected a year from {FIRST_YEAR} to {LAST_YEAR}"
_EXPECTED = "is {value}; expected YYYY, YYYY-MM, YYYY-Qn or YYYY-MM-DD"


def value_role(quantity: str, found: Mapping[str, int]) -> str | None:
    """The role that holds the value: the one that ``quantity`` names; deaths before events where both are there."""
    plain = normal(quantity)
    if plain in DEATHS and "deaths" in found:
        return "deaths"
    if plain in EVENTS and "events" in found:
        return "events"
    if plain:
        return "value" if "value" in found else None
    return next((role for role in ("deaths", "events", "value") if role in found), None)


def quantity_of(column: str) -> str:
    """What the values of a column count, by its name; empty where the name says nothing of it ("value", "count").

    A number of unknown things is no number of deaths. A name that is no plain words could not stand in a reading.
    """
    plain = normal(column)
    if plain in DEATHS:
        return "deaths"
    if plain in EVENTS:
        return "events"
    words = plain.replace("_", " ").split()
    if not words or len(plain) > _LONGEST or not all(word.isalpha() for word in words) or set(words) <= _SAYING_NOTHING:
        return ""
    return " ".join(words)


def is_count(quantity: str) -> bool:
    """Whether what a series measures is counted, so that it cannot be below zero."""
    return normal(quantity) in _COUNTED


def _dated(column: Column) -> bool:
    return column.type == "DATE" or column.type.startswith("TIMESTAMP")


def _period_text(columns: Mapping[str, Column]) -> Column:
    """One text per row that names its period, put together from year and month where they stand apart."""
    year = columns["year"].code() if "year" in columns else ""
    for role in PERIODS[:-1]:
        if role not in columns:
            continue
        column = columns[role]
        if _dated(column):
            return column
        text = column.code()
        if year and role != "start":
            quarter = normal(column.name) == "quarter" or role == "quarter"
            text = (
                f"CASE WHEN regexp_full_match({text}, '(?i)Q[1-4]') THEN {year} || '-' || upper({text}) "
                + (f"WHEN regexp_full_match({text}, '[1-4]') THEN {year} || '-Q' || {text} " if quarter else "")
                + f"WHEN regexp_full_match({text}, '\\d{{1,2}}') THEN {year} || '-' || {text} "
                f"WHEN regexp_full_match({text}, '[A-Za-z]+\\.?') THEN {text} || ' ' || {year} ELSE {text} END"
            )
        return Column(text, "VARCHAR", column.name)
    return Column(year, "VARCHAR", columns["year"].name)


def period(columns: Mapping[str, Column], form: DayForm) -> tuple[str, str]:
    """The SQL of the first and the last day of a row's period; NULL where it cannot be read."""
    start, end = _ends(_period_text(columns), form)
    if "start" in columns and "end" in columns:
        last = columns["end"]
        end = _ends(last if _dated(last) else Column(last.code()), form)[1]
    return start, end


def _ends(column: Column, form: DayForm) -> tuple[str, str]:
    """The first and the last day of the period that one value names."""
    if _dated(column):
        return column.day(form), column.day(form)
    text = f"({column.sql})"
    year = f"TRY_CAST(regexp_extract({text}, '\\d{{4}}') AS INTEGER)"
    quarter = f"TRY_CAST(regexp_extract({text}, '(?i)Q([1-4])', 1) AS INTEGER)"
    numbered = f"CAST(try_strptime(replace(replace({text}, '/', '-'), 'M', '-') || '-1', '%Y-%m-%d') AS DATE)"
    packed = f"CAST(try_strptime({text} || '01', '%Y%m%d') AS DATE)"
    named = f"CAST(try_strptime('1 ' || replace({text}, '.', ''), ['%d %B %Y', '%d %b %Y']) AS DATE)"
    cases = (
        (r"[1-9]\d{3}", f"make_date({year}, 1, 1)", f"make_date({year}, 12, 31)"),
        (r"[1-9]\d{3}[-/M]\d{1,2}", numbered, f"last_day({numbered})"),
        (r"[1-9]\d{3}(0[1-9]|1[0-2])", packed, f"last_day({packed})"),
        (
            r"(?i)([1-9]\d{3}[- ]?Q[1-4]|Q[1-4][- /][1-9]\d{3})",
            f"make_date({year}, {quarter} * 3 - 2, 1)",
            f"last_day(make_date({year}, {quarter} * 3, 1))",
        ),
        (r"[A-Za-z]+\.? [1-9]\d{3}", named, f"last_day({named})"),
    )
    day = Column(text).day(form)
    first = "".join(f"WHEN regexp_full_match({text}, '{pattern}') THEN {begin} " for pattern, begin, _ in cases)
    last = "".join(f"WHEN regexp_full_match({text}, '{pattern}') THEN {end} " for pattern, _, end in cases)
    return f"CASE {first}ELSE {day} END", f"CASE {last}ELSE {day} END"


def select(columns: Mapping[str, Column], form: DayForm, rows: str, only_place: str | None) -> str:
    """The SELECT that turns ``rows`` into normalised series rows, with the areas that tell rows apart."""
    start, end = period(columns, form)
    made = {"start": start, "end": end, "value": columns["value"].number(), "row": "row"}
    if "place" in columns:
        made["place"] = columns["place"].text()
    elif only_place:
        made["place"] = "'" + only_place.replace("'", "''") + "'"
    for role in ("low", "high", "population"):
        if role in columns:
            made[role] = columns[role].number()
    parts = [f'CAST({made.get(name, "NULL")} AS {kind}) AS "{name}"' for name, kind in COLUMNS]
    parts += [
        f'{columns[role].text() if role in columns else "CAST(NULL AS VARCHAR)"} AS "{role}"'
        for role in ("admin1", "admin2")
    ]
    return f"SELECT {', '.join(parts)} FROM {rows}"


def checks(columns: Mapping[str, Column], at: Mapping[str, int], form: DayForm, counted: bool) -> list[Check]:
    """What must be true of the rows."""
    start, end = period(columns, form)
    role = next(role for role in PERIODS if role in columns)
    period_text = _period_text(columns).sql
    found = [
        Check("OR305", f"({start}) IS NULL", at[role], period_text, _EXPECTED),
        Check("OR305", f"year({start}) NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", at[role], period_text, _YEARS),
    ]
    if "end" in columns and "start" in columns:
        last = columns["end"]
        found.append(Check("OR305", f"({end}) IS NULL", at["end"], last.sql, _EXPECTED))
        found.append(Check("OR305", f"({end}) < ({start})", at["end"], last.sql, "is {value}, before the start"))
    if "place" in columns:
        place = columns["place"]
        remedy = "Write the place in every row; where cells are merged, only the first has it."
        found.append(Check("OR309", f"{place.text()} IS NULL", at["place"], place.sql, "is empty", remedy=remedy))
    for name in ("value", "low", "high", "population"):
        if name not in columns:
            continue
        column = columns[name]
        found += thousands(column, at[name])
        wrong = f"NOT {column.missing()} AND ({column.number()}) IS NULL"
        found.append(Check("OR312", wrong, at[name], column.sql, "is {value}; expected a number"))
        if counted or name == "population":
            below = f"({column.number()}) < 0"
            found.append(Check("OR306", below, at[name], column.sql, "is {value}; a count cannot be below 0"))
    return found


def repeats(con: duckdb.DuckDBPyConnection, table: str, source: Source, column: int) -> list[Finding]:
    """The rows that give a place and a period a second value.

    The same value twice is a fault too: it may be two rows that something else in the file tells apart, so that
    neither adding them up nor leaving one out is safe.
    """
    key = ", ".join(f'"{name}"' for name in _KEY)
    repeated = f"FROM {table} GROUP BY {key} HAVING count(*) > 1"
    total = int((con.execute(f"SELECT count(*) FROM (SELECT 1 {repeated})").fetchone() or (0,))[0])
    if not total:
        return []
    shown = con.execute(
        f"SELECT place, CAST(min(start) AS VARCHAR), list(row ORDER BY row), list(value ORDER BY row) {repeated} "
        f"ORDER BY min(row) LIMIT {SHOWN}"
    ).fetchall()
    places = source.places([int(numbers[1]) for _, _, numbers, _ in shown], column)
    findings = []
    for number, (place, start, numbers, values) in enumerate(shown, start=1):
        rest = total - len(shown)
        more = f" ({rest} more like this)" if rest and number == len(shown) else ""
        at = places.get(int(numbers[1]), Place(1))
        findings.append(
            finding(
                "OR313",
                f"row {numbers[1]}: {place or 'the place'} has a value for the period from {start} in row "
                f"{numbers[0]} too ({_plain(values[0])} there, {_plain(values[1])} here){more}",
                Span(source.file, at.line, at.column),
                remedy="Keep one row per place and period: add up, or leave out, what else tells the rows apart.",
                excerpt=at.excerpt,
            )
        )
    return findings


def _plain(value: object) -> str:
    if value is None:
        return "nothing"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def keep(con: duckdb.DuckDBPyConnection, table: str, target: str) -> None:
    """Make ``target`` from ``table`` without the areas, which only tell rows apart."""
    names = ", ".join(f'"{name}"' for name, _ in COLUMNS)
    con.execute(f"CREATE OR REPLACE TABLE {target} AS SELECT {names} FROM {table} ORDER BY row")
