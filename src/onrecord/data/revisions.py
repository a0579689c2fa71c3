"""What changed between two releases of event data, over what both of them cover.

May import: model, standard library; duckdb lazily (for the connection's type only).

Events are matched by their ids. A release that begins later, lacks a country or leaves out events that are located less
exactly has not removed what it never had: such events are counted apart, with the reason. A field that only one of the
two tells is not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.data.renames import found_renames, kinds_of_sides
from onrecord.data.seen import Lookup
from onrecord.model.dataset import Dataset
from onrecord.model.revision import EventChange, Kind, Limit, Rename, Revision, Side, Version

if TYPE_CHECKING:
    import duckdb

_FIELDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.DEATHS, ("best", "low", "high", "civilians")),
    (Kind.REDATED, ("start", "end")),
    (Kind.RELOCATED, ("country", "admin1", "admin2", "place", "latitude", "longitude")),
    (Kind.RECODED, ("kind",)),
)
_SIDES = ("side_a", "side_b")
_MOST, _NEXT_TO_NONE, _ENOUGH = 0.5, 0.05, 20
"""What share of the events of one exactness a release has that holds such events, what share one that leaves them out,
and how many events that needs to be told."""
COMMON, ADDED, REMOVED = "common", "added", "removed"
"""Tables that ``compare`` leaves in the connection: the events of both releases with how each was changed, and those
that one lacks though it covers them."""
_SPECK = 1e-6
"""Degrees by which coordinates may differ: releases round them otherwise."""


def compare(
    con: duckdb.DuckDBPyConnection,
    old: Dataset,
    new: Dataset,
    lookup: Lookup,
    lineage: Mapping[str, frozenset[str]],
    shown: int,
    names: tuple[str, str] = ("", ""),
    parts: tuple[str, str] = ("", ""),
) -> Revision:
    """The difference of two opened releases of one family of event data.

    ``lineage`` gives for a name the numbers of the actors that have had it. At most ``shown`` changes are listed.
    ``parts`` are tables of the rows of each that the other does not have as they are, where these are known: only they
    are then compared, with the same result.
    """
    whole = (old, new)
    if all(parts):
        old, new = replace(old, table=parts[0]), replace(new, table=parts[1])
    compared = _compared(con, *whole)
    _cover(con, "covered_by_old", old, new, lookup)
    _cover(con, "covered_by_new", new, old, lookup)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE common AS SELECT o.id, {_flags(compared)} "
        f"FROM {old.table} o JOIN {new.table} n ON o.id = n.id"
    )
    renames = _sides(con, old, new, lineage, whole[1].table) if "side_a" in compared else ()
    limits = [
        *_alone(con, "added", new, old, "covered_by_old", whole[1].table),
        *_alone(con, "removed", old, new, "covered_by_new", whole[0].table),
    ]
    flags = [name for name, _ in _named(compared)]
    any_flag = " OR ".join(flags)
    counts = con.execute(
        f"SELECT count(*), count(*) FILTER (WHERE {any_flag}), "
        + ", ".join(f"count(*) FILTER (WHERE {flag})" for flag in flags)
        + " FROM common"
    ).fetchone() or (0, 0)
    kinds = tuple((kind, int(n)) for (_, kind), n in zip(_named(compared), counts[2:], strict=True))
    added, removed = (_count(con, name) for name in ("added", "removed"))
    return Revision(
        old=_side(old, names[0]),
        new=_side(new, names[1]),
        added=added,
        removed=removed,
        changed=int(counts[1]),
        same=int(counts[0])
        - int(counts[1])
        + (_count(con, whole[0].table) - _count(con, old.table) if all(parts) else 0),
        kinds=kinds,
        deaths=_deaths(con, old, new) if "best" in compared else (),
        renames=renames,
        limits=(*limits, *_untold(old, new, compared)),
        compared=compared,
        events=_listed(con, old, new, compared, shown),
    )


def _side(dataset: Dataset, name: str) -> Side:
    return Side(name or dataset.snapshot, dataset.rows, dataset.events, dataset.start, dataset.end, dataset.countries)


def _compared(con: duckdb.DuckDBPyConnection, old: Dataset, new: Dataset) -> tuple[str, ...]:
    """The fields that both releases tell. The last day of an event is compared where both have events of several days:
    elsewhere it is the first one over again."""
    fields = [field for _, some in _FIELDS for field in some] + list(_SIDES)
    told = []
    for dataset in (old, new):
        tests = ", ".join(f'bool_or("{field}" IS NOT NULL)' for field in fields)
        answer = con.execute(f"SELECT {tests} FROM {dataset.table}").fetchone() or ()
        told.append({field for field, there in zip(fields, answer, strict=True) if there})
    both = told[0] & told[1]
    if not {"spans"} <= old.has & new.has:
        both.discard("end")
    if not {"estimates"} <= old.has & new.has:
        both -= {"low", "high"}
    return tuple(field for field in fields if field in both)


def _named(compared: Sequence[str]) -> list[tuple[str, Kind]]:
    """The columns of ``common`` that say how an event was changed."""
    found = [(kind.name.lower(), kind) for kind, fields in _FIELDS if set(fields) & set(compared)]
    if "side_a" in compared:
        found += [("renamed", Kind.RENAMED), ("reattributed", Kind.REATTRIBUTED)]
    return found


def _flags(compared: Sequence[str]) -> str:
    parts = []
    for kind, fields in _FIELDS:
        tests = [_differs(field) for field in fields if field in compared]
        if tests:
            parts.append(f"({' OR '.join(tests)}) AS {kind.name.lower()}")
    parts += ["false AS renamed", "false AS reattributed"]
    return ", ".join(parts)


def _differs(field: str) -> str:
    if field in ("latitude", "longitude"):
        return f"abs(coalesce(o.{field}, 999) - coalesce(n.{field}, 999)) > {_SPECK}"
    return f'o."{field}" IS DISTINCT FROM n."{field}"'


def _cover(con: duckdb.DuckDBPyConnection, name: str, dataset: Dataset, other: Dataset, lookup: Lookup) -> None:
    """A table of the raw countries of ``other`` with the days on which ``dataset`` covers them; none where it does not.

    Where neither has countries one row stands for all.
    """
    own = {_place(raw, lookup) for raw in dataset.countries}
    rows: list[tuple[str | None, Any, Any]] = []
    for raw in other.countries or ("",):
        place = _place(raw, lookup) if raw else ""
        if place in own or dataset.worldwide or not dataset.countries or not raw:
            extent = dataset.extent_of(place)
            rows.append((raw or None, extent.start, extent.end))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} (country VARCHAR, first DATE, last DATE)")
    if rows:
        con.executemany(f"INSERT INTO {name} VALUES (?, ?, ?)", rows)


def _place(raw: str, lookup: Lookup) -> str:
    return lookup(raw, None) or raw


def _alone(
    con: duckdb.DuckDBPyConnection, name: str, has: Dataset, lacks: Dataset, covered: str, whole: str
) -> list[Limit]:
    """Make the table ``name`` of the events that ``lacks`` has not though it covers them; the rest, and why."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE alone AS SELECT a.id, a.place_precision, a.start, c.first, c.last, "
        f"a.country IS NOT NULL AND c.first IS NULL AS elsewhere FROM {has.table} a "
        f"LEFT JOIN {covered} c ON a.country IS NOT DISTINCT FROM c.country "
        f"WHERE a.id NOT IN (SELECT id FROM {lacks.table})"
    )
    which = "the older" if name == "added" else "the newer"
    limits = []
    elsewhere = "elsewhere"
    outside = "NOT elsewhere AND (start < first OR start > last)"
    for what, test, why in (
        ("other countries", elsewhere, f"{which} release has no events in their countries"),
        ("other days", outside, f"{which} release covers {lacks.start} to {lacks.end}"),
    ):
        count = _count(con, "alone", test)
        if count:
            limits.append(Limit(what, count, why))
    cut = _exactness(con, whole)
    inexact = "false"
    if cut is not None:
        inexact = f"NOT elsewhere AND NOT (start < first OR start > last) AND place_precision > {cut}"
        count = _count(con, "alone", inexact)
        if count:
            why = f"{which} release has next to no events located less exactly than precision {cut}"
            limits.append(Limit("located less exactly", count, why))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT id FROM alone WHERE NOT coalesce({elsewhere}, false) "
        f"AND NOT coalesce({outside}, false) AND NOT coalesce({inexact}, false)"
    )
    return limits


def _exactness(con: duckdb.DuckDBPyConnection, whole: str) -> int | None:
    """The number of place precision above which a release seems to leave events out, if there is one.

    It is read from the events of the other, whose table is ``whole``, on days and in countries that the release covers:
    it has most of those of each number up to it, and next to none of those above. Those it has not are in ``alone``.
    """
    levels = con.execute(
        "SELECT level, everyone - coalesce(outside, 0), everyone - coalesce(missing, 0) FROM ("
        f"SELECT place_precision AS level, count(*) AS everyone FROM {whole} "
        "WHERE place_precision IS NOT NULL GROUP BY 1) LEFT JOIN ("
        "SELECT place_precision AS level, count(*) AS missing, count(*) FILTER (WHERE coalesce(elsewhere, false) "
        "OR coalesce(start < first OR start > last, true)) AS outside FROM alone GROUP BY 1) USING (level) ORDER BY 1"
    ).fetchall()
    cut = None
    for number, total, there in levels:
        if there < total * _MOST:
            break
        cut = int(number)
    above = [(total, there) for number, total, there in levels if cut is not None and number > cut]
    total, there = sum(one for one, _ in above), sum(one for _, one in above)
    return cut if total >= _ENOUGH and there <= total * _NEXT_TO_NONE else None


def _count(con: duckdb.DuckDBPyConnection, table: str, where: str = "true") -> int:
    return int((con.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone() or (0,))[0])


def _sides(
    con: duckdb.DuckDBPyConnection, old: Dataset, new: Dataset, lineage: Mapping[str, frozenset[str]], whole: str
) -> tuple[Rename, ...]:
    """Mark the events whose sides differ as renamed or re-attributed; the renames. ``whole``: all of ``new``."""
    pairs = con.execute(
        "SELECT o.side_a, o.side_b, n.side_a, n.side_b, count(*) FROM common c "
        f"JOIN {old.table} o ON c.id = o.id JOIN {new.table} n ON c.id = n.id GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    if all((pair[0], pair[1]) == (pair[2], pair[3]) for pair in pairs):
        return ()
    held = con.execute(f"SELECT DISTINCT side_a FROM {whole} UNION SELECT DISTINCT side_b FROM {whole}").fetchall()
    separators = (old.separator, new.separator)
    renames = found_renames(pairs, {side for (side,) in held if side}, separators, lineage)
    meant = {rename.old: rename.new for rename in renames}
    marked = [
        (*sides, *kinds)
        for *sides, _ in pairs
        if any(kinds := kinds_of_sides((sides[0], sides[1]), (sides[2], sides[3]), separators, meant))
    ]
    if marked:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE marked (oa VARCHAR, ob VARCHAR, na VARCHAR, nb VARCHAR, r BOOLEAN, t BOOLEAN)"
        )
        con.executemany("INSERT INTO marked VALUES (?, ?, ?, ?, ?, ?)", marked)
        con.execute(
            "UPDATE common SET renamed = m.r, reattributed = m.t FROM "
            f"(SELECT o.id, k.r, k.t FROM {old.table} o JOIN {new.table} n ON o.id = n.id JOIN marked k "
            "ON o.side_a IS NOT DISTINCT FROM k.oa AND o.side_b IS NOT DISTINCT FROM k.ob "
            "AND n.side_a IS NOT DISTINCT FROM k.na AND n.side_b IS NOT DISTINCT FROM k.nb) m WHERE common.id = m.id"
        )
    return renames


def _deaths(con: duckdb.DuckDBPyConnection, old: Dataset, new: Dataset) -> tuple[tuple[str, int], ...]:
    """The change of the sum of best estimates, by cause."""
    added = f"SELECT coalesce(sum(best), 0) FROM {new.table} WHERE id IN (SELECT id FROM added)"
    removed = f"SELECT coalesce(-sum(best), 0) FROM {old.table} WHERE id IN (SELECT id FROM removed)"
    changed = (
        f"SELECT coalesce(sum(n.best - o.best), 0) FROM {old.table} o JOIN {new.table} n ON o.id = n.id "
        "WHERE o.best IS DISTINCT FROM n.best"
    )
    asked = (("added", added), ("removed", removed), ("changed", changed))
    return tuple((cause, int((con.execute(sql).fetchone() or (0,))[0])) for cause, sql in asked)


def _untold(old: Dataset, new: Dataset, compared: Sequence[str]) -> tuple[Limit, ...]:
    """What only one of the two releases tells."""
    names = (
        ("end", "spans", "the last days of events"),
        ("low", "estimates", "low and high estimates"),
        ("civilians", "civilians", "deaths of civilians"),
        ("place", "areas", "places and districts"),
        ("side_a", "actors", "actors"),
    )
    found = []
    for field, has, what in names:
        if field not in compared and (has in old.has) != (has in new.has):
            lacking = "older" if has in new.has else "newer"
            found.append(Limit(what, 0, f"the {lacking} release does not tell them"))
    return tuple(found)


def _listed(
    con: duckdb.DuckDBPyConnection, old: Dataset, new: Dataset, compared: Sequence[str], shown: int
) -> tuple[EventChange, ...]:
    """The changes, by day and id."""
    flags = _named(compared)
    any_flag = " OR ".join(name for name, _ in flags)
    none = ", ".join("false" for _ in flags)
    fields = tuple(Version.__dataclass_fields__)
    sides = ", ".join(f'{side}."{field}"' for side in "on" for field in fields)
    rows = con.execute(
        f"SELECT l.id, l.flags, o.id IS NOT NULL, n.id IS NOT NULL, {sides} FROM ("
        f"SELECT id, [{', '.join(name for name, _ in flags)}] AS flags FROM common WHERE {any_flag} UNION ALL "
        f"SELECT id, [{none}] FROM added UNION ALL SELECT id, [{none}] FROM removed) l "
        f"LEFT JOIN {old.table} o ON l.id = o.id LEFT JOIN {new.table} n ON l.id = n.id "
        "ORDER BY coalesce(n.start, o.start), try_cast(l.id AS BIGINT), l.id LIMIT ?",
        [shown],
    ).fetchall()
    found = []
    for identity, told, in_old, in_new, *values in rows:
        kinds = tuple(kind for (_, kind), true in zip(flags, told, strict=True) if true)
        before = Version(*values[: len(fields)]) if in_old else None
        after = Version(*values[len(fields) :]) if in_new else None
        found.append(EventChange(str(identity), kinds, before, after))
    return tuple(found)
