"""Faults of rows: counted in one query, and the first of each shown where they stand.

May import: model, standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.data.parse import Column
from onrecord.data.source import Place, Source
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """A fault that rows can have: ``where`` is true of a row that has it.

    ``column`` is the position of the column in the file, ``value`` the SQL of what is shown, ``says`` the rest of
    the sentence "row 3: best ...", with ``{value}`` for what was found. If a row of the file is as ``unless`` says,
    the fault is none.
    """

    code: str
    where: str
    column: int
    value: str
    says: str
    unless: str = ""
    remedy: str = ""


def _any(con: duckdb.DuckDBPyConnection, rows: str, where: str) -> bool:
    return con.execute(f"SELECT 1 FROM {rows} WHERE {where} LIMIT 1").fetchone() is not None


def thousands(column: Column, at: int) -> list[Check]:
    """A fault where every dot in a column of text may stand for thousands: 1.048 must not become 1."""
    told = column.thousands()
    if told is None:
        return []
    says = "is {value}: that may be a whole number with thousands, or one with three decimals"
    remedy = "Write 1048 or 1,048 as 1048, and a decimal number with more or fewer decimals, as 1.0480."
    return [Check("OR312", told[0], at, column.sql, says, told[1], remedy)]


def run(
    con: duckdb.DuckDBPyConnection,
    rows: str,
    checks: Sequence[Check],
    source: Source,
    given: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings of all ``checks`` over ``rows`` (what stands after FROM).

    ``given`` are columns that the checks speak of besides those of ``rows``, each with its SQL.
    """
    if not checks:
        return []
    if given:
        rows = f"(SELECT *, {', '.join(f'{sql} AS {name}' for name, sql in given.items())} FROM {rows})"
    counts = ", ".join(f"count(*) FILTER (WHERE {check.where})" for check in checks)
    totals = con.execute(f"SELECT {counts} FROM {rows}").fetchone() or ()
    found: list[Finding] = []
    for check, total in zip(checks, totals, strict=True):
        if total and not (check.unless and _any(con, rows, check.unless)):
            found.extend(_shown(con, rows, check, int(total), source))
    return found


def _shown(con: duckdb.DuckDBPyConnection, rows: str, check: Check, total: int, source: Source) -> list[Finding]:
    first = con.execute(
        f"SELECT row, CAST({check.value} AS VARCHAR) FROM {rows} WHERE {check.where} ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    places = source.places([int(row) for row, _ in first], check.column)
    name = source.names[check.column]
    findings = []
    for number, (row, value) in enumerate(first, start=1):
        said = check.says.format(value=_quoted(value))
        more = ""
        if number == len(first) and total > len(first):
            rest = total - len(first)
            more = f" ({rest} more {'row has' if rest == 1 else 'rows have'} the same fault)"
        place = places.get(int(row), Place(1))
        span = Span(source.file, place.line, place.column)
        message = f"row {row}: {name} {said}{more}"
        findings.append(finding(check.code, message, span, remedy=check.remedy, excerpt=place.excerpt))
    return findings


def _quoted(value: object) -> str:
    if value is None:
        return "nothing"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")


def order_of_estimates(
    con: duckdb.DuckDBPyConnection, table: str, source: Source, columns: Mapping[str, Column], best: str
) -> list[Finding]:
    """One warning with the number of rows whose low, best and high are out of order."""
    tests = [
        f"{low} > {high}"
        for low, high in (("low", best), (best, "high"), ("low", "high"))
        if low in columns and high in columns
    ]
    if not tests:
        return []
    where = " OR ".join(tests)
    low = "low" if "low" in columns else "NULL"
    high = "high" if "high" in columns else "NULL"
    total = (con.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone() or (0,))[0]
    if not total:
        return []
    first = con.execute(
        f"SELECT row, {low}, {best}, {high} FROM {table} WHERE {where} ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    place = source.places([int(first[0][0])], None).get(int(first[0][0]))
    shown = tuple(f"row {row}: low {a}, {best} {b}, high {c}" for row, a, b, c in first)
    rest = int(total) - len(first)
    message = f"in {total} {'row' if total == 1 else 'rows'} low, {best} and high are not in that order"
    span = Span(source.file, place.line if place else 1)
    return [finding("OR307", message, span, why=(*shown, f"and {rest} more") if rest else shown)]
