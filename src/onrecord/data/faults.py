"""Faults of rows: counted in one query, and the first of each shown where they stand.

May import: model, standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    the sentence "row 3: best ...", with ``{value}`` for what was found.
    """

    code: str
    where: str
    column: int
    value: str
    says: str


def run(con: duckdb.DuckDBPyConnection, rows: str, checks: Sequence[Check], source: Source) -> list[Finding]:
    """The findings of all ``checks`` over ``rows`` (what stands after FROM)."""
    if not checks:
        return []
    counts = ", ".join(f"count(*) FILTER (WHERE {check.where})" for check in checks)
    totals = con.execute(f"SELECT {counts} FROM {rows}").fetchone() or ()
    found: list[Finding] = []
    for check, total in zip(checks, totals, strict=True):
        if total:
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
        findings.append(finding(check.code, f"row {row}: {name} {said}{more}", span, excerpt=place.excerpt))
    return findings


def _quoted(value: object) -> str:
    if value is None:
        return "nothing"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")
