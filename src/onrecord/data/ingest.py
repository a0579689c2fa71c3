"""From an opened dataset to the files of a snapshot, and back from a snapshot to a dataset that can be asked.

May import: model, ``onrecord.durable``, standard library; duckdb and pyarrow lazily.

The rows are kept in onrecord's one form, sorted by country and day: figures of a country then read few of them. The
layout of the file they came from decides what they mean, so it is kept with them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data import extent, seen
from onrecord.data.connection import has_pattern, literal, table_name
from onrecord.data.content import content_hash, digest_sql
from onrecord.data.snapshots import file_fault, folder_of
from onrecord.data.source import Source
from onrecord.durable import hash_of
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.finding import Finding, Span
from onrecord.model.snapshot import KeptFile, Received, Release, SeenCountry, Snapshot, Told

if TYPE_CHECKING:
    from datetime import date

    import duckdb

ROWS, SIDECAR = "rows.parquet", "digests.parquet"
_SORTED, _DIGESTS = "onrecord_sorted", "onrecord_digests"
_ROW_GROUP = 122_880
"""DuckDB's own size of a row group, written down so that it stays: it decides the bytes of the file."""


def write_tables(
    con: duckdb.DuckDBPyConnection, table: str, series: bool, folder: Path
) -> tuple[str, tuple[KeptFile, ...]]:
    """Write the rows of ``table`` and their sidecar into ``folder``; the content hash, and the two files.

    The sidecar has the first 64 bits of each row's digest (``digest``) and the row's place in the file of rows
    (``nth``, from 0), by digest. Raises ``OSError`` and ``duckdb.Error``.
    """
    order = 'place, start, "end", row' if series else "country, start, row"
    rows = folder / ROWS
    if has_pattern(rows):  # DuckDB would not read the file again
        con.execute(f"CREATE OR REPLACE TEMP TABLE {_SORTED} AS SELECT * FROM {table} ORDER BY {order}")
        _copy(con, f"SELECT * FROM {_SORTED}", rows, "zstd")
        written = f"(SELECT *, rowid AS file_row_number FROM {_SORTED})"
    else:
        _copy(con, f"SELECT * FROM {table} ORDER BY {order}", rows, "zstd")
        written = f"read_parquet({literal(str(rows))}, file_row_number = true)"
    try:
        digest = f"{digest_sql(con, table)} AS digest, CAST(file_row_number AS UINTEGER) AS nth"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {_DIGESTS} AS SELECT {digest} FROM {written} ORDER BY 1, 2")
        content = content_hash(con, _DIGESTS)
        short = "CAST('0x' || left(hex(digest), 16) AS UBIGINT) AS digest, nth"
        _copy(con, f"SELECT {short} FROM {_DIGESTS}", folder / SIDECAR, "uncompressed")
    finally:
        con.execute(f"DROP TABLE IF EXISTS {_SORTED}")
        con.execute(f"DROP TABLE IF EXISTS {_DIGESTS}")
    return content, tuple(_kept(folder / name) for name in (ROWS, SIDECAR))


def _copy(con: duckdb.DuckDBPyConnection, rows: str, path: Path, compression: str) -> None:
    options = f"FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE {_ROW_GROUP}"
    con.execute(f"COPY ({rows}) TO {literal(str(path))} ({options})")
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kept(path: Path) -> KeptFile:
    with path.open("rb") as stream:
        digest, size = hash_of(stream)
    return KeptFile(path.name, digest, size)


def described(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    days: Period,
    found: Sequence[Finding],
    files: tuple[KeptFile, ...],
    content: str,
    received: Received,
    retrieved: date,
    release: Release,
    tool: str,
) -> Snapshot:
    """The card of the snapshot whose files were written from ``dataset``, which was opened from the received file.

    ``days`` are those that the rows show to be covered, whatever dossier.toml says.
    """
    column = "place" if dataset.family is Family.SERIES else "country"
    countries = tuple(SeenCountry(one.raw, one.rows, one.first) for one in seen.countries(con, dataset.table, column))
    return Snapshot(
        dataset=dataset.id,
        name=f"{retrieved.isoformat()}-{received.sha256[:12]}",
        received=received,
        retrieved=retrieved,
        release=release,
        layout=dataset.layout,
        family=dataset.family,
        separator=dataset.separator,
        quantity=dataset.spec.quantity,
        rows=dataset.rows,
        kept=dataset.events,
        content=content,
        table=files[0],
        sidecar=files[1],
        days=days,
        countries=countries,
        has=dataset.has,
        holds=dataset.holds,
        lacks=dataset.lacks,
        largest=dataset.largest,
        told=tuple(Told(one.code, one.message) for one in found),
        tool=tool,
    )


def open_snapshot(
    spec: DatasetSpec,
    root: Path,
    snapshot: Snapshot,
    con: duckdb.DuckDBPyConnection,
    lookup: seen.Lookup,
    table: str = "",
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    """Open a snapshot as the dataset ``spec``, in the table ``table``. Its rows must have been hashed: what was
    tampered with is not asked.

    Raises ``duckdb.Error`` where the rows cannot be read all the same.
    """
    table = table or table_name(spec.id)
    view(con, table, root, snapshot)
    countries = tuple(seen.Seen(one.raw, one.rows, one.first) for one in snapshot.countries)
    covered = Period(*spec.covers) if spec.covers else snapshot.days
    extents, whole = extent.extents(spec, snapshot.family, countries, covered, lookup)
    assert whole.start is not None and whole.end is not None
    names = seen.named(countries)
    scheme = extent.scheme_of(snapshot.family)
    told = [*seen.unknown_covers(spec, countries, lookup)]
    if names:
        source = Source(file=spec.path, names=(), types=(), columns=(), relation="")
        lost = seen.unknown(spec, scheme, source, "country", countries, lookup)
        told += [lost] if lost else []
    dataset = Dataset(
        spec=_carded(spec, snapshot),
        family=snapshot.family,
        layout=snapshot.layout,
        sha256=snapshot.received.sha256,
        table=table,
        rows=snapshot.rows,
        events=snapshot.kept,
        start=whole.start,
        end=whole.end,
        coverage_stated=spec.covers is not None,
        countries=names,
        worldwide=extent.is_worldwide(spec, names, snapshot.family, lookup),
        has=snapshot.has,
        separator=snapshot.separator,
        extents=extents,
        holds=() if spec.complete else snapshot.holds,
        lacks=() if spec.complete else snapshot.lacks,
        largest=snapshot.largest,
    )
    return dataset, tuple(told)


def _carded(spec: DatasetSpec, snapshot: Snapshot) -> DatasetSpec:
    """The dataset with what its snapshot's card says where dossier.toml says nothing."""
    release = snapshot.release
    return replace(
        spec,
        quantity=spec.quantity or snapshot.quantity,
        version=spec.version or release.name,
        licence=spec.licence or release.licence,
        accessed=snapshot.retrieved,
        sha256=snapshot.received.sha256,
        redistribute=spec.redistribute and release.redistribute,
    )


def content_fault(root: Path, snapshot: Snapshot) -> Finding | None:
    """What is wrong with a snapshot whose files are those of its card: its rows do not say what the card says."""
    from onrecord.data.connection import connect

    con = connect()
    try:
        view(con, "kept", root, snapshot)
        digest = digest_sql(con, "kept")
        con.execute(f"CREATE TEMP TABLE digests AS SELECT {digest} AS digest FROM kept")
        found = content_hash(con, "digests")
    finally:
        con.close()
    if found == snapshot.content:
        return None
    path = f"{folder_of(snapshot.dataset, snapshot.name)}/{ROWS}"
    what = f"snapshot {snapshot.name} of {snapshot.dataset}: its rows are not those that its card speaks of"
    return finding("OR321", what, Span(path), why=(f"card:  {snapshot.content}", f"found: {found}"))


def view(con: duckdb.DuckDBPyConnection, table: str, root: Path, snapshot: Snapshot) -> None:
    """Make the rows of a snapshot the table ``table``: a view of its file wherever its path is no pattern."""
    path = (root / folder_of(snapshot.dataset, snapshot.name) / ROWS).resolve()
    if has_pattern(path):
        import pyarrow.parquet as pq

        con.register("onrecord_kept", pq.read_table(path))
        con.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM onrecord_kept")
        con.unregister("onrecord_kept")
    else:
        con.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM read_parquet({literal(str(path))})")


def differing(
    con: duckdb.DuckDBPyConnection, root: Path, old: Snapshot, new: Snapshot
) -> tuple[tuple[str, str], tuple[Finding, ...]]:
    """Tables of the rows of two snapshots that the other does not have as they are, told by their sidecars.

    No names where a sidecar is not the one that was added; the finding says so. The first 64 bits of the digests of two
    different rows are the same once in more than a million comparisons of releases of three million rows.
    """
    faults = tuple(fault for one in (old, new) if (fault := file_fault(root, one, one.sidecar)))
    paths = [(root / folder_of(one.dataset, one.name)).resolve() for one in (old, new)]
    if faults or any(has_pattern(path) for path in paths):
        return ("", ""), faults
    names = ("only_old", "only_new")
    for name, own, other in zip(names, paths, reversed(paths), strict=True):
        mine, theirs = (f"read_parquet({literal(str(path / SIDECAR))})" for path in (own, other))
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_at AS SELECT a.nth FROM {mine} a "
            f"WHERE NOT EXISTS (SELECT 1 FROM {theirs} b WHERE b.digest = a.digest)"
        )
        rows = f"read_parquet({literal(str(own / ROWS))}, file_row_number = true)"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT r.* EXCLUDE (file_row_number) FROM {rows} r "
            f"WHERE r.file_row_number IN (SELECT CAST(nth AS BIGINT) FROM {name}_at)"
        )
    return names, ()
