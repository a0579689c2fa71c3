"""Which months at the end of a dataset are preliminary: declared, of a candidate release, or learned from snapshots.

May import: model, standard library, siblings; duckdb lazily (for the connection's type only).

How a lag is learned. Each earlier snapshot of a dataset, up to the last five that say something else, is compared with
the one that is used: of every calendar month at the end of the earlier one, over the days and countries that both
cover, the number of events and the sum of deaths (of a series, the sum of its values). A month grew if one of them is
more than 5 percent higher now. The lag is the number of months, counted from the end without a gap, that grew in more
than half of the comparisons that tell of them. A comparison in which most of the months older than a year grew, too,
tells nothing: one of the two releases leaves something out. Later snapshots than the one that is used are not looked
at: what was retrieved later was not known then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data import extent
from onrecord.data.connection import literal
from onrecord.data.snapshots import Book, folder_of, read_snapshot
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dates import Period, add_months
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.lag import GROWTH, MOST_MONTHS, Basis, Lag
from onrecord.model.snapshot import Snapshot

if TYPE_CHECKING:
    import duckdb

PRELIMINARY = "preliminary"
"""In ``Dataset.has``: the rows are those of a candidate release."""

_MOST_COMPARED = 5
_SETTLED = 12
"""Months from the end on which nothing should grow any more. Where most of those do, the older snapshot left out what
the newer one has (events that are placed less exactly, say), and tells nothing of a lag."""
_Sums = dict[date, tuple[float, float]]
"""Events and deaths of each month, by its first day."""


def stated(spec: DatasetSpec, has: frozenset[str]) -> Lag | None:
    """The lag that dossier.toml declares, else that of a candidate release; ``None`` where nothing says one."""
    if spec.lag is not None:
        return Lag(Basis.DECLARED, spec.lag)
    return Lag(Basis.CANDIDATE) if PRELIMINARY in has else None


def of_snapshot(
    con: duckdb.DuckDBPyConnection, root: Path, spec: DatasetSpec, snapshot: Snapshot, book: Book
) -> Lag | None:
    """The lag of a snapshot: what dossier.toml declares, else that of a candidate release, else what the snapshots
    before it teach; ``None`` where there is none to compare it with. Raises ``duckdb.Error``."""
    has = snapshot.has
    if snapshot.family is Family.UCDP and extent.called_candidate(snapshot.received.file, snapshot.release.name):
        has |= {PRELIMINARY}
    found = stated(spec, has)
    return found if found is not None else _learned(con, root, snapshot, book)


def _learned(con: duckdb.DuckDBPyConnection, root: Path, snapshot: Snapshot, book: Book) -> Lag | None:
    grown: dict[int, list[bool]] = {}
    compared = 0
    for older in _earlier(root, snapshot, book):
        told = _grown(con, root, older, snapshot)
        compared += bool(told)
        for months_back, grew in told.items():
            grown.setdefault(months_back, []).append(grew)
    if not compared:
        return None
    months = 0
    while 2 * sum(grown.get(months, ())) > len(grown.get(months, ())):
        months += 1
    return Lag(Basis.LEARNED, months, compared)


def _earlier(root: Path, snapshot: Snapshot, book: Book) -> tuple[Snapshot, ...]:
    """The snapshots retrieved before one, whose rows say something else: the newest of them, the oldest first."""
    found: dict[str, Snapshot] = {}
    entries = sorted(book.of(snapshot.dataset), key=lambda one: (one.snapshot[:10], one.n), reverse=True)
    place = next((at for at, one in enumerate(entries) if one.snapshot == snapshot.name), len(entries))
    for entry in entries[place + 1 :]:
        one = read_snapshot(root, entry)
        if not isinstance(one, Snapshot) or not _is_there(root, one):
            continue  # `onrecord data verify` names what is wrong with it
        alike = (one.family, one.holds, one.lacks) == (snapshot.family, snapshot.holds, snapshot.lacks)
        if alike and one.content != snapshot.content:
            found.setdefault(one.content, one)
        if len(found) == _MOST_COMPARED:
            break
    return tuple(reversed(found.values()))


def _is_there(root: Path, snapshot: Snapshot) -> bool:
    """Whether the rows of a snapshot are there in full. They are not hashed: that would take longer than all else."""
    path = _rows(root, snapshot)
    return path.is_file() and path.stat().st_size == snapshot.table.bytes


def _rows(root: Path, snapshot: Snapshot) -> Path:
    return (root / folder_of(snapshot.dataset, snapshot.name) / snapshot.table.name).resolve()


def _grown(con: duckdb.DuckDBPyConnection, root: Path, old: Snapshot, new: Snapshot) -> dict[int, bool]:
    """Of each month at the end of an older snapshot, counted back from 0, whether it has grown since; of those months
    that both cover."""
    days, now = old.days, new.days
    if days.start is None or days.end is None or now.start is None or now.end is None:
        return {}
    last = days.end.replace(day=1)
    back = min(MOST_MONTHS - 1, (last.year - 1) * 12 + last.month - 1)
    limit = max(add_months(last, -back), days.start, now.start)
    if limit > days.end or now.end < days.end:
        return {}
    countries = {one.raw for one in old.countries} & {one.raw for one in new.countries}
    period = Period(limit, days.end)
    before, after = (_sums(con, root, one, period, countries) for one in (old, new))
    told = {}
    for months_back in range(back + 1):
        month = add_months(last, -months_back)
        if month < limit.replace(day=1) or (month < limit and months_back):
            break
        was, is_now = (each.get(month, (0.0, 0.0)) for each in (before, after))
        told[months_back] = any(b > a * (1 + GROWTH) for a, b in zip(was, is_now, strict=True))
    settled = [grew for months_back, grew in told.items() if months_back >= _SETTLED]
    return {} if 2 * sum(settled) > len(settled) else told


def _sums(
    con: duckdb.DuckDBPyConnection, root: Path, snapshot: Snapshot, period: Period, countries: Iterable[str | None]
) -> _Sums:
    """Events and deaths (of a series, its values twice) by month, of some countries, in a period."""
    series = snapshot.family is Family.SERIES
    place = "place" if series else "country"
    count = "sum(value)" if series else "count(*)"
    deaths = "sum(value)" if series else "sum(best)"
    path = _rows(root, snapshot)
    named = [one for one in countries if one is not None]
    rows = con.execute(
        f"SELECT date_trunc('month', start)::DATE, {count}, {deaths} FROM read_parquet({literal(str(path))}) "
        f"WHERE start BETWEEN ? AND ? AND ({place} IS NULL OR {place} IN (SELECT unnest(?::VARCHAR[]))) GROUP BY 1",
        [period.start, period.end, named],
    ).fetchall()
    return {month: (float(events or 0), float(dead or 0)) for month, events, dead in rows}


# Figures --------------------------------------------------------------------------------------------------------


def marked(dataset: Dataset, answers: Mapping[Ask, Answer]) -> Mapping[Ask, Answer]:
    """Answers with the figures marked whose periods touch preliminary months."""
    lag = dataset.lag
    if lag is None or lag.since(dataset.end) is None:
        return answers

    def told(ask: Ask, figures: tuple[Figure, ...], end: date) -> tuple[Figure, ...]:
        if ask.people:
            return figures
        return tuple(
            replace(one, preliminary=True) if not one.missing and lag.months_in(one.period, end) else one
            for one in figures
        )

    found = {}
    for ask, answer in answers.items():
        # Where countries end on different days, the last months of each are the ones that grow.
        end = min([dataset.extent_of(ref.id).end for ref in ask.measure.places] or [dataset.end])
        found[ask] = replace(
            answer,
            figures=told(ask, answer.figures, end),
            breakdown=tuple(told(ask, each, end) for each in answer.breakdown),
        )
    return found
