"""Which days and places a dataset covers, where dossier.toml does not say.

May import: model, standard library.

A day without a row is a day without events only if the data cover it. Where that has to be inferred it is inferred
narrowly, and the dataset says so (``coverage_stated``):

- UCDP GED covers the days from the year of its first event to the month of its last: a release begins in 1989 and
  ends in a December, an extract may have been cut anywhere. A candidate release covers the months of its events. It is
  told by its file name or version ("24.0.3", "24.01.24.06"), by a status other than "Clear", or by having no header.
- A file of GDELT covers the days on which its rows were added: an export holds a few events of past months too.
- Every other event file covers the days from its first to its last event; a series, its periods.

UCDP and GDELT cover all their countries alike. Others began with different countries at different times, so each of
these is covered from its own first event on: in ACLED, which begins with countries in January, from that year on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.data.layouts import Layout
from onrecord.data.parse import FORMS, Column
from onrecord.data.seen import Lookup, Seen
from onrecord.model.dataset import DatasetSpec, Extent, Family
from onrecord.model.dates import Period

if TYPE_CHECKING:
    import duckdb

WORLD = frozenset({"the world", "world", "worldwide"})
MANY_COUNTRIES = {Family.UCDP: 100, Family.GDELT: 60}
"""From how many countries on a file is taken to be of the whole world. UCDP's releases have events in 121, of which 80
are in Africa and Asia; a file of GDELT is never of one region."""

NEARLY_ALL = 150
"""The same for all other files. The United Nations have 193 members; a series of them often lacks the small ones."""
_CANDIDATE = re.compile(r"(?<!\d)\d\d[._](0[._]\d{1,2}|\d\d[._]\d\d[._]\d\d)(?!\d)|candidate", re.IGNORECASE)


def inferred(
    con: duckdb.DuckDBPyConnection, spec: DatasetSpec, layout: Layout, table: str, rows: str, columns: dict[str, Column]
) -> Period:
    """The first and last day that the rows of ``table`` show to be covered."""
    first, last, began, ended = _days(con, f'SELECT min(start), max("end"), max(start), min("end") FROM {table}', 4)
    if layout.family is Family.UCDP:
        if is_candidate(con, spec, layout, rows, columns):
            return Period(ended.replace(day=1), Period.of_month(last.year, last.month).end)
        # No year of a release is without events in its December, worldwide; an extract may be cut inside a year.
        return Period(date(first.year, 1, 1), Period.of_month(began.year, began.month).end)
    if layout.family is Family.GDELT and "added" in columns:
        text = f"left({columns['added'].text()}, 8)"
        packed = next(form for form in FORMS if form.name == "YYYYMMDD")
        day = Column(text).day(packed)
        found = con.execute(f"SELECT min({day}), max({day}) FROM {rows}").fetchone()
        if found and found[0]:
            return Period(found[0], found[1])
    return Period(first, last)


def extents(
    spec: DatasetSpec, family: Family, seen: Sequence[Seen], period: Period, lookup: Lookup
) -> tuple[tuple[Extent, ...], Period]:
    """The days covered of each country that is not covered as the file is, whose days are ``period``; and the days
    on which any country is covered."""
    assert period.start is not None and period.end is not None
    found: dict[str, Extent] = {}
    if spec.covers is None and family in (Family.ACLED, Family.EVENTS):
        firsts: dict[str, date] = {}
        for one in seen:
            if one.raw is not None:
                place = lookup(one.raw, scheme_of(family)) or one.raw
                firsts[place] = min(one.first, firsts.get(place, one.first))
        for place, first in sorted(firsts.items()):
            begin = date(first.year, 1, 1) if family is Family.ACLED else first
            if begin > period.start:
                found[place] = Extent(place, begin, period.end, False)
    for name, (start, end) in spec.covers_of:
        place = lookup(name, None) or name
        found[place] = Extent(place, start, end, True)
    start = min([period.start, *(one.start for one in found.values())])
    end = max([period.end, *(one.end for one in found.values())])
    if (start, end) != (period.start, period.end):
        found[""] = Extent("", period.start, period.end, spec.covers is not None)
    return tuple(found.values()), Period(start, end)


def _days(con: duckdb.DuckDBPyConnection, sql: str, count: int) -> tuple[date, ...]:
    answer = con.execute(sql).fetchone() or (None,) * count
    return tuple(day or date.min for day in answer)


def called_candidate(*names: str) -> bool:
    """Whether a file, a version or a title is called as UCDP calls its candidate releases."""
    return any(_CANDIDATE.search(text) for text in names)


def is_candidate(
    con: duckdb.DuckDBPyConnection, spec: DatasetSpec, layout: Layout, rows: str, columns: dict[str, Column]
) -> bool:
    """Whether a file of UCDP is a candidate release: its events are preliminary."""
    if layout.names or called_candidate(spec.path, spec.version, spec.title):
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
    lookup: Lookup,
) -> bool:
    """Whether a country without rows had no events: as stated, else where the file has very many countries."""
    if spec.places:
        return any(place.strip().casefold() in WORLD for place in spec.places)
    known = {lookup(raw, scheme_of(family)) for raw in countries} - {None}
    return len(known) >= MANY_COUNTRIES.get(family, NEARLY_ALL)


def scheme_of(family: Family) -> str | None:
    """The scheme of a family's country column: GDELT has FIPS 10-4 codes, the others names or ISO codes."""
    return "fips" if family is Family.GDELT else None
