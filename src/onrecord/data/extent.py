"""Which days and places a dataset covers, where dossier.toml does not say.

May import: model, standard library.

A day without a row is a day without events only if the data cover it. Where that has to be inferred it is inferred
narrowly, and the dataset says so (``coverage_stated``):

- A release of UCDP GED covers whole years, from 1989 to the last year in the file. A candidate release covers the
  months of its events. It is told by its file name or version ("24.0.3", "24.01.24.06"), by a status other than
  "Clear", or by having no header.
- A file of GDELT covers the days on which its rows were added: an export holds a few events of past months too.
- Every other event file covers the days from its first to its last event; a series, its periods.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from onrecord.data.layouts import Layout
from onrecord.data.parse import FORMS, Column
from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.dates import Period

if TYPE_CHECKING:
    import duckdb

FIRST_OF_UCDP = date(1989, 1, 1)
WORLD = frozenset({"the world", "world", "worldwide"})
MANY_COUNTRIES = 60
_CANDIDATE = re.compile(r"(?<!\d)\d\d[._](0[._]\d{1,2}|\d\d[._]\d\d[._]\d\d)(?!\d)|candidate", re.IGNORECASE)


def inferred(
    con: duckdb.DuckDBPyConnection, spec: DatasetSpec, layout: Layout, table: str, rows: str, columns: dict[str, Column]
) -> Period:
    """The first and last day that the rows of ``table`` show to be covered."""
    first, last, year, ends = _days(con, f'SELECT min(start), max("end"), max(start), min("end") FROM {table}', 4)
    if layout.family is Family.UCDP:
        if _is_candidate(con, spec, layout, rows, columns):
            return Period(ends.replace(day=1), Period.of_month(last.year, last.month).end)
        # A release begins in 1989; an extract may begin where its reader chose, and no row before that is no zero.
        begin = min(FIRST_OF_UCDP, first) if _is_whole(con, table) else date(first.year, 1, 1)
        return Period(begin, max(date(year.year, 12, 31), FIRST_OF_UCDP))
    if layout.family is Family.GDELT and "added" in columns:
        text = f"left({columns['added'].text()}, 8)"
        packed = next(form for form in FORMS if form.name == "YYYYMMDD")
        day = Column(text).day(packed)
        found = con.execute(f"SELECT min({day}), max({day}) FROM {rows}").fetchone()
        if found and found[0]:
            return Period(found[0], found[1])
    return Period(first, last)


def _is_whole(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the rows are of so many countries that they are a release and no extract."""
    count = con.execute(f"SELECT count(DISTINCT country) FROM {table}").fetchall()[0][0]
    return bool(count >= MANY_COUNTRIES)


def _days(con: duckdb.DuckDBPyConnection, sql: str, count: int) -> tuple[date, ...]:
    answer = con.execute(sql).fetchone() or (None,) * count
    return tuple(day or date.min for day in answer)


def _is_candidate(
    con: duckdb.DuckDBPyConnection, spec: DatasetSpec, layout: Layout, rows: str, columns: dict[str, Column]
) -> bool:
    if layout.names or any(_CANDIDATE.search(text) for text in (spec.path, spec.version, spec.title)):
        return True
    if "status" not in columns:
        return False
    status = columns["status"].text()
    answer = con.execute(f"SELECT count(*) FILTER (WHERE lower({status}) <> 'clear') FROM {rows}").fetchone()
    return bool(answer and answer[0])


def is_worldwide(
    spec: DatasetSpec,
    countries: tuple[str, ...],
    family: Family,
    lookup: Callable[[str, str | None], str | None],
) -> bool:
    """Whether a country without rows had no events: as stated, else where the file has very many countries."""
    if spec.places:
        return any(place.strip().casefold() in WORLD for place in spec.places)
    return len({lookup(raw, scheme_of(family)) or raw for raw in countries}) >= MANY_COUNTRIES


def scheme_of(family: Family) -> str | None:
    """The scheme of a family's country column: GDELT has FIPS 10-4 codes, the others names or ISO codes."""
    return "fips" if family is Family.GDELT else None
