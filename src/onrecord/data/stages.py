"""From one release to the next, a cause at a time: the tables that the number-change ledger counts in.

May import: model, sibling modules; duckdb lazily (for the connection's type only).

Only rows that differ stand in the table of stages: stage 0 has them as the older release says them, the last stage as
the newer one does, and each stage between differs from the one before by one cause. A figure that is a sum over rows
changes by what its rows of two stages differ in; for any other the rows that are the same in both are joined to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.data import event_rows, series_rows
from onrecord.data.connection import identifier
from onrecord.data.revisions import ADDED, COMMON, REMOVED, compare
from onrecord.data.seen import Lookup
from onrecord.model.dataset import Dataset, Family
from onrecord.model.ledger import Cause
from onrecord.model.revision import Limit

if TYPE_CHECKING:
    import duckdb

_GROUPS: tuple[tuple[Cause, tuple[str, ...], str], ...] = (
    (Cause.REDATED, ("start", "end"), "true"),
    (
        Cause.RELOCATED,
        ("country", "admin1", "admin2", "place", "latitude", "longitude", "place_precision"),
        "true",
    ),
    (Cause.RENAMED, ("side_a", "side_b"), f"t.id IN (SELECT id FROM {COMMON} WHERE renamed AND NOT reattributed)"),
    (Cause.REATTRIBUTED, ("side_a", "side_b"), "true"),
    (Cause.RECODED, ("kind",), "true"),
    (Cause.DEATHS, ("low", "best", "high", "civilians"), "true"),
)
"""Each cause that changes events, the columns it changes, and of which events."""
_SAME = '{0}.place IS NOT DISTINCT FROM {1}.place AND {0}.start = {1}.start AND {0}."end" = {1}."end"'
"""Two rows of a series that are of one place and period."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The way from ``old`` to ``new``. ``table`` has the rows that differ, with their ``stage`` from 0 to the number of
    ``causes``; ``shared`` is the query of those that both releases have. ``limits`` are what is not comparable."""

    old: Dataset
    new: Dataset
    table: str
    shared: str
    causes: tuple[Cause, ...]
    limits: tuple[Limit, ...]

    def at(self, stage: int) -> Dataset:
        """The dataset as it is at a stage: its table is the view that ``make_view`` makes."""
        return replace(self.joined, table=f"{self.table}_{stage}")

    @property
    def joined(self) -> Dataset:
        """The newer dataset with the table of stages as its rows, and with every country of both releases."""
        countries = tuple(dict.fromkeys((*self.new.countries, *self.old.countries)))
        return replace(self.new, table=self.table, countries=countries)


def stages(
    con: duckdb.DuckDBPyConnection,
    old: Dataset,
    new: Dataset,
    lookup: Lookup,
    lineage: Mapping[str, frozenset[str]],
    parts: tuple[str, str] = ("", ""),
) -> Stages:
    """The stages between two opened releases of one dataset. ``parts`` are tables of the rows of each that the other
    does not have as they are, where these are known. Raises ``ValueError`` for two that have no rows in common to
    speak of: a series and events, or two families."""
    if old.family is not new.family:
        raise ValueError(f"{old.family.value.upper()} and {new.family.value.upper()} have no rows in common")
    table = f"{new.table}_stages"
    series = new.family is Family.SERIES
    if series or not all(parts):
        parts = _apart(con, old.table, new.table, table, series)
    columns = ", ".join(identifier(name) for name, _ in _columns(series))
    limits: tuple[Limit, ...] = ()
    if series:
        causes = _of_series(con, table, *parts, old, new)
        shared = f"{new.table} n WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {_SAME.format('n', 't')})"
    else:
        limits = compare(con, old, new, lookup, lineage, 0, parts=parts).limits
        causes = _of_events(con, table, *parts)
        shared = f"{new.table} n WHERE n.id NOT IN (SELECT id FROM {table})"
    return Stages(old, new, table, f"SELECT {columns} FROM {shared}", causes, limits)


def make_view(con: duckdb.DuckDBPyConnection, stages: Stages, stage: int) -> None:
    """Make the view that ``Stages.at`` names: all rows as they are at a stage."""
    columns = ", ".join(identifier(name) for name, _ in _columns(stages.new.family is Family.SERIES))
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW {stages.at(stage).table} AS {stages.shared} "
        f"UNION ALL SELECT {columns} FROM {stages.table} WHERE stage = {stage}"
    )


def _columns(series: bool) -> tuple[tuple[str, str], ...]:
    return series_rows.COLUMNS if series else event_rows.COLUMNS


def _apart(con: duckdb.DuckDBPyConnection, old: str, new: str, table: str, series: bool) -> tuple[str, str]:
    """Tables of the rows of each of two that the other does not have as they are. Of a series all rows of one place and
    period go together: they are told apart by nothing that is kept."""
    told = [identifier(name) for name, _ in _columns(series) if name != "row"]
    names = (f"{table}_old", f"{table}_new")
    for name, own, other in zip(names, (old, new), (new, old), strict=True):
        same = " AND ".join(f"a.{column} IS NOT DISTINCT FROM b.{column}" for column in told)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT a.* FROM {own} a "
            f"WHERE NOT EXISTS (SELECT 1 FROM {other} b WHERE {same})"
        )
    if series:
        apart = " OR ".join(f"EXISTS (SELECT 1 FROM {name} t WHERE {_SAME.format('a', 't')})" for name in names)
        for name, own in zip(names, (old, new), strict=True):
            con.execute(f"CREATE OR REPLACE TEMP TABLE {name}_whole AS SELECT a.* FROM {own} a WHERE {apart}")
        return names[0] + "_whole", names[1] + "_whole"
    return names


def _begin(con: duckdb.DuckDBPyConnection, table: str, first: str) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table}_now AS SELECT * FROM {first}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT *, 0 AS stage FROM {table}_now")


def _of_events(con: duckdb.DuckDBPyConnection, table: str, first: str, last: str) -> tuple[Cause, ...]:
    """Fill the table of stages of events; the causes that there are."""
    now = f"{table}_now"
    _begin(con, table, first)
    causes: list[Cause] = []

    def stage(cause: Cause, changed: int) -> None:
        if changed:
            causes.append(cause)
            con.execute(f"INSERT INTO {table} SELECT *, {len(causes)} FROM {now}")

    stage(Cause.REMOVED, _done(con, f"DELETE FROM {now} WHERE id IN (SELECT id FROM {REMOVED})"))
    stage(Cause.UNCOVERED, _done(con, f"DELETE FROM {now} WHERE id NOT IN (SELECT id FROM {last})"))
    for cause, columns, which in _GROUPS:
        stage(cause, _update(con, now, last, columns, which))
    rest = tuple(name for name, _ in event_rows.COLUMNS if name not in ("id", "row"))
    stage(Cause.OTHER, _update(con, now, last, rest, "true"))
    added = f"(SELECT id FROM {ADDED})"
    fresh = f"SELECT * FROM {last} WHERE id NOT IN (SELECT id FROM {now})"
    stage(Cause.COVERED, _done(con, f"INSERT INTO {now} {fresh} AND id NOT IN {added}"))
    stage(Cause.ADDED, _done(con, f"INSERT INTO {now} {fresh}"))
    return tuple(causes)


def _of_series(
    con: duckdb.DuckDBPyConnection, table: str, first: str, last: str, old: Dataset, new: Dataset
) -> tuple[Cause, ...]:
    """The same of a series. Its values are known by place and days; those of one place and day change together."""
    now = f"{table}_now"
    _begin(con, table, first)
    causes: list[Cause] = []

    def stage(cause: Cause, changed: int) -> None:
        if changed:
            causes.append(cause)
            con.execute(f"INSERT INTO {table} SELECT *, {len(causes)} FROM {now}")

    def in_both(other: str) -> str:
        return f"EXISTS (SELECT 1 FROM {other} o WHERE {_SAME.format('a', 'o')})"

    covered = f"a.start BETWEEN DATE '{new.start}' AND DATE '{new.end}'"
    stage(Cause.REMOVED, _done(con, f"DELETE FROM {now} a WHERE NOT {in_both(last)} AND {covered}"))
    stage(Cause.UNCOVERED, _done(con, f"DELETE FROM {now} a WHERE NOT {in_both(last)}"))
    _done(con, f"DELETE FROM {now}")
    both = f"INSERT INTO {now} SELECT a.* FROM {last} a WHERE {in_both(first)}"
    stage(Cause.REVISED, _done(con, both))
    fresh = f"INSERT INTO {now} SELECT a.* FROM {last} a WHERE NOT {in_both(first)}"
    then = f"a.start BETWEEN DATE '{old.start}' AND DATE '{old.end}'"
    stage(Cause.COVERED, _done(con, f"{fresh} AND NOT ({then})"))
    stage(Cause.ADDED, _done(con, f"{fresh} AND {then}"))
    return tuple(causes)


def _update(con: duckdb.DuckDBPyConnection, now: str, last: str, columns: tuple[str, ...], which: str) -> int:
    """Take some columns of the newer rows over, for the events of ``which`` in which they differ."""
    given = ", ".join(f"{identifier(name)} = n.{identifier(name)}" for name in columns)
    differ = " OR ".join(f"t.{identifier(name)} IS DISTINCT FROM n.{identifier(name)}" for name in columns)
    return _done(con, f"UPDATE {now} t SET {given} FROM {last} n WHERE t.id = n.id AND ({differ}) AND {which}")


def _done(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    """Run a statement that changes rows; how many it changed."""
    return int((con.execute(sql).fetchone() or (0,))[0])
