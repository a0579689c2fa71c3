"""Opening a dataset: from a file to one normalised table in the connection, with every fault a finding.

May import: model, standard library; duckdb lazily.

The order of the steps: locate, hash, recognise, load, check every row, normalise, count repeats once, find the
coverage. Where a row has an error no dataset is made: a figure must not be computed over rows silently left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data import event_rows, extent, faults, lag, repeats, seen, series_rows
from onrecord.data.connection import identifier, table_name
from onrecord.data.dates import day_form
from onrecord.data.files import locate, pinned, sha256_of, unreadable
from onrecord.data.formats import Opened, damaged, open_source, rewritten
from onrecord.data.layouts import Layout
from onrecord.data.made import dataset_of, drop, told_by_events
from onrecord.data.parse import Column, DayForm
from onrecord.data.shelf import Shelf
from onrecord.data.snapshots import chosen, file_fault, read_book, stored_name
from onrecord.data.source import Source
from onrecord.data.typing import seen_typed
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.finding import Finding, Severity, Span

if TYPE_CHECKING:
    import duckdb

MOST_VALUES = 4_000_000
"""The rows of a series: each of its values is compared with all others of its place and period, in memory."""

Lookup = seen.Lookup
Result = tuple[Dataset | None, tuple[Finding, ...]]
_RAW = "onrecord_raw"
_ALL = "onrecord_all"


def open_dataset(
    spec: DatasetSpec,
    root: Path,
    con: duckdb.DuckDBPyConnection,
    lookup_country: Lookup,
    known: date | None = None,
    shelf: Shelf | None = None,
) -> Result:
    """Open the file of ``spec``, or the snapshot it means, and make its normalised table in ``con``.

    ``lookup_country`` gives the ISO code for a raw country value and its scheme (``None``, or "fips"). ``known`` is the
    last day on which what is used was retrieved. ``shelf`` has what other dossiers have open in ``con``. Never raises
    for what a file holds.
    """
    import duckdb

    if not spec.path:  # the loader has said so already
        return None, ()
    if stored_name(spec.path):
        return _kept(spec, root, con, lookup_country, known, shelf)
    if known is not None and spec.accessed is not None and spec.accessed > known:
        what = f"dataset {spec.id}: {spec.path} was retrieved on {spec.accessed}, after {known}"
        return None, (finding("OR325", what, spec.span),)
    path = locate(spec, root)
    if isinstance(path, Finding):
        return None, (path,)
    try:
        sha256 = shelf.sha256_of(path) if shelf is not None else sha256_of(path)
        changed = pinned(spec, sha256)
        if changed:
            return None, (changed,)
        there = shelf.find(spec, sha256) if shelf is not None else None
        if there is not None:
            return there
        table = shelf.table(spec) if shelf is not None else table_name(spec.id)
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            made = _open(spec, path, sha256, con, lookup_country, Path(folder), table)
        if shelf is not None:
            shelf.put(spec, sha256, made)
        return made
    except OSError as error:
        return None, (unreadable(spec, error),)
    except duckdb.OutOfMemoryException:
        return None, (_too_large(spec, con),)
    except (duckdb.Error, UnicodeError) as error:
        return None, (damaged(spec, f"cannot be read: {_first_line(error).replace(str(path), spec.path)}"),)
    finally:
        for leftover in (_RAW, _ALL, "onrecord_sheet"):
            con.execute(f"DROP TABLE IF EXISTS {leftover}")


def _kept(
    spec: DatasetSpec,
    root: Path,
    con: duckdb.DuckDBPyConnection,
    lookup: Lookup,
    known: date | None,
    shelf: Shelf | None,
) -> Result:
    """Open the snapshot that a dataset means."""
    import duckdb

    from onrecord.data.ingest import open_snapshot

    book = read_book(root)
    snapshot = chosen(root, spec, known, book)
    if isinstance(snapshot, Finding):
        return None, (snapshot,)
    try:
        fault = file_fault(root, snapshot, snapshot.table)
        if fault is not None:
            return None, (fault,)
        content = f"{snapshot.table.digest} {snapshot.content}"
        there = shelf.find(spec, content) if shelf is not None else None
        if there is None:
            table = shelf.table(spec) if shelf is not None else table_name(spec.id)
            there = open_snapshot(spec, root, snapshot, con, lookup, table)
            if shelf is not None:
                shelf.put(spec, content, there)
        dataset, found = there
        if dataset is not None:
            dataset = replace(dataset, lag=lag.of_snapshot(con, root, spec, snapshot, book))
        return dataset, found
    except (OSError, duckdb.Error) as error:
        return None, (damaged(spec, f"cannot be read: {_first_line(error)}"),)


def _too_long(spec: DatasetSpec, rows: int) -> Finding:
    remedy = "Add up its areas or its days, or leave out places and years that no statement asks for."
    return damaged(spec, f"has {rows:,} rows, where a series has {MOST_VALUES:,} at most", remedy=remedy)


def _too_large(spec: DatasetSpec, con: duckdb.DuckDBPyConnection) -> Finding:
    limit = (con.execute("SELECT current_setting('memory_limit')").fetchone() or ("",))[0]
    remedy = "Save it as Parquet, or leave out the rows of other places and years."
    return damaged(spec, f"takes more memory to read than onrecord allows itself ({limit})", remedy=remedy)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Rows in reach of SQL: what stands after FROM, and each role's column."""

    source: Source
    rows: str
    columns: dict[str, Column]
    at: dict[str, int]


def _open(
    spec: DatasetSpec,
    path: Path,
    sha256: str,
    con: duckdb.DuckDBPyConnection,
    lookup: Lookup,
    folder: Path,
    table: str,
) -> Result:
    opened = open_source(spec, path, con, folder)
    if not isinstance(opened, Opened):
        return None, opened
    layout, at = opened.layout, dict(opened.at)
    if layout.family is Family.SERIES:
        role = series_rows.value_role(spec.quantity, at)
        if role is None:
            return None, (_no_quantity(spec, opened.source),)
        if not spec.quantity:
            name = opened.source.names[at[role]]
            spec = replace(spec, quantity=role if role != "value" else series_rows.quantity_of(name))
        at = {name: index for name, index in at.items() if name not in ("deaths", "events", "value")} | {
            "value": at[role]
        }
    loaded = _load(spec, opened.source, at, con, folder)
    if isinstance(loaded, Finding):
        return None, (loaded,)
    count = (con.execute(f"SELECT count(*) FROM {loaded.rows}").fetchone() or (0,))[0]
    if not count:
        return None, (finding("OR304", f"{spec.path} has no rows below its header", Span(spec.path)),)
    if layout.family is Family.SERIES and count > MOST_VALUES:
        return None, (_too_long(spec, int(count)),)
    if layout.family is Family.SERIES:
        return _series(spec, sha256, layout, loaded, int(count), con, lookup, table)
    return _events(spec, sha256, layout, loaded, con, lookup, table)


def _no_quantity(spec: DatasetSpec, source: Source) -> Finding:
    return finding(
        "OR311",
        f"dataset {spec.id}: {spec.path} has no column for the quantity {spec.quantity!r}",
        spec.span,
        why=(f"columns of the file: {', '.join(source.names[:60])}",),
        remedy=f"Name the column: value = ... under [datasets.{spec.id}.columns].",
    )


def _load(
    spec: DatasetSpec, source: Source, at: Mapping[str, int], con: duckdb.DuckDBPyConnection, folder: Path
) -> _Loaded | Finding:
    import duckdb

    wanted = sorted(set(at.values()))
    long = at.get("title")
    if long is not None and list(at.values()).count(long) > 1:
        long = None
    try:
        rows = source.load(con, _RAW, wanted, long)
    except duckdb.InvalidInputException:
        if source.path is None:
            raise
        again = rewritten(spec, source, folder)
        if isinstance(again, Finding):
            return again
        source = again
        rows = source.load(con, _RAW, wanted, long)
    columns = {
        role: Column(identifier(source.columns[index]), source.types[index], source.names[index])
        for role, index in at.items()
    }
    return _Loaded(source, rows, columns, dict(at))


def _failed(findings: list[Finding]) -> bool:
    return any(item.severity is Severity.ERROR for item in findings)


def _events(
    spec: DatasetSpec,
    sha256: str,
    layout: Layout,
    loaded: _Loaded,
    con: duckdb.DuckDBPyConnection,
    lookup: Lookup,
    target: str,
) -> Result:
    columns, at, source = seen_typed(con, loaded.rows, loaded.columns), loaded.at, loaded.source
    dated = [columns[role] for role in ("start", "end") if role in columns]
    form, ambiguous = day_form(con, loaded.rows, dated, spec.path)
    if ambiguous:
        return None, (ambiguous,)
    given, checks = event_rows.checks(layout, columns, at, form)
    found = faults.run(con, loaded.rows, checks, source, given)
    if _failed(found):
        return None, tuple(found)
    drop(con, target)
    view = source.lasting and all(columns[r].typed for r in ("start", "end", *event_rows.COUNTS) if r in columns)
    if view:
        columns = _seen_plain(con, loaded.rows, columns)
    made = event_rows.select(layout, columns, form, loaded.rows)
    con.execute(f"CREATE {'VIEW' if view else 'TABLE'} {target} AS {made}")
    found += faults.order_of_estimates(con, target, source, columns, "best")
    per_actor = layout.family is Family.ACLED
    rows, kept = repeats.count(con, target)
    left = rows
    if kept < rows and "revised" in columns:
        older = repeats.newest(con, target, _ALL, loaded.rows, columns["revised"].number(), source)
        if older is not None:
            drop(con, target)
            con.execute(f"ALTER TABLE {_ALL} RENAME TO {target}")
            found.append(older)
            left = repeats.count(con, target)[0]
    if kept < left:
        found += repeats.conflicts(con, target, source, at.get("id"), per_actor)
        if _failed(found):
            drop(con, target)
            return None, tuple(found)
        repeats.once(con, target, _ALL, per_actor)
        drop(con, target)
        con.execute(f"ALTER TABLE {_ALL} RENAME TO {target}")
        found.append(repeats.repeated(source, left, kept, per_actor))
    has, largest = told_by_events(con, target)
    if "targeting" in columns:
        has |= {"targeting"}
    if layout.family is Family.UCDP and extent.is_candidate(con, spec, layout, loaded.rows, columns):
        has |= {lag.PRELIMINARY}
    countries = seen.countries(con, target, "country")
    if "country" in columns:
        found += _unknown(spec, layout, loaded, "country", countries, lookup)
    period = extent.inferred(con, spec, layout, target, loaded.rows, columns)
    dataset = dataset_of(spec, sha256, layout, target, (rows, kept), period, countries, has, lookup)
    if not spec.complete:
        holds, lacks = seen.held(con, target, layout.family)
        dataset = replace(dataset, holds=holds, lacks=lacks)
    return replace(dataset, largest=largest), tuple(found)


def _unknown(
    spec: DatasetSpec, layout: Layout, loaded: _Loaded, role: str, countries: tuple[seen.Seen, ...], lookup: Lookup
) -> list[Finding]:
    """The warning of rows that are of no country that is known, and the faults of what ``covers`` names."""
    name = loaded.source.names[loaded.at[role]]
    lost = seen.unknown(spec, extent.scheme_of(layout.family), loaded.source, name, countries, lookup)
    return [*([lost] if lost else []), *seen.unknown_covers(spec, countries, lookup)]


def _seen_plain(con: duckdb.DuckDBPyConnection, rows: str, columns: dict[str, Column]) -> dict[str, Column]:
    """The columns of a view, those marked that need no more care: a view reads every value in every query anew.

    Texts are looked at here; the days of a file were, by the checks of its rows.
    """
    texts = [role for role, column in columns.items() if column.type == "VARCHAR" and not column.plain]
    plain: set[str] = {role for role in ("start", "end") if role in columns and columns[role].typed}
    if texts:
        tests = ", ".join(f"bool_and({columns[role].is_plain()})" for role in texts)
        answer = con.execute(f"SELECT {tests} FROM {rows}").fetchall()[0]
        plain |= {role for role, seen in zip(texts, answer, strict=True) if seen}
    return {role: replace(column, plain=True) if role in plain else column for role, column in columns.items()}


def _series(
    spec: DatasetSpec,
    sha256: str,
    layout: Layout,
    loaded: _Loaded,
    rows: int,
    con: duckdb.DuckDBPyConnection,
    lookup: Lookup,
    target: str,
) -> Result:
    columns, at, source = loaded.columns, loaded.at, loaded.source
    form, ambiguous = _series_form(con, loaded, spec)
    if ambiguous:
        return None, (ambiguous,)
    checks = series_rows.checks(columns, at, form, series_rows.is_count(spec.quantity))
    found = faults.run(con, loaded.rows, checks, source)
    if _failed(found):
        return None, tuple(found)
    drop(con, target)
    only = spec.places[0] if len(spec.places) == 1 else None
    con.execute(f"CREATE TEMP TABLE {_ALL} AS {series_rows.select(columns, form, loaded.rows, only)}")
    found += faults.order_of_estimates(con, _ALL, source, columns, "value")
    found += series_rows.repeats(con, _ALL, source, at["value"])
    if _failed(found):
        return None, tuple(found)
    series_rows.keep(con, _ALL, target)
    first, last = con.execute(f'SELECT min(start), max("end") FROM {target}').fetchone() or (None, None)
    has = {role for role in ("population",) if role in columns}
    if {"low", "high"} <= columns.keys():
        has.add("estimates")
    if columns.keys() & {"admin1", "admin2"}:
        has.add("areas")
    countries = seen.countries(con, target, "place")
    if "place" in columns:
        found += _unknown(spec, layout, loaded, "place", countries, lookup)
    period = Period(first, last)
    dataset = dataset_of(spec, sha256, layout, target, (rows, rows), period, countries, frozenset(has), lookup)
    return dataset, tuple(found)


def _series_form(con: duckdb.DuckDBPyConnection, loaded: _Loaded, spec: DatasetSpec) -> tuple[DayForm, Finding | None]:
    """The form of the days of a series; periods such as 2020-03 are no days and are not asked."""
    dated = [loaded.columns[role] for role in ("start", "period", "end") if role in loaded.columns]
    return day_form(con, loaded.rows, dated, spec.path)
