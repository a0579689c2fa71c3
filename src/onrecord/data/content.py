"""What the rows of a table say, as hashes: of each row, and of all of them whatever their order.

May import: model, standard library; pyarrow lazily.

A row's text is its values in the order of the columns, each as DuckDB writes it, between unit separators (U+001F), a
missing value being a record separator (U+001E). The number that a row had in its file is left out: a file sorted
otherwise says the same. A row's digest is the SHA-256 of its text; the content hash is the SHA-256 of all digests in
their order. The first 64 bits of the digests, sorted, are the sidecar: two of them tell the rows that differ without
reading the rows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from onrecord.data.connection import identifier

if TYPE_CHECKING:
    import duckdb

_PIECE = 100_000


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table with their types, in order, without the row's number."""
    described = con.execute(f"DESCRIBE {table}").fetchall()
    return tuple((str(row[0]), str(row[1])) for row in described if row[0] != "row")


def digest_sql(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """The SQL of a row's digest, a blob of 32 bytes."""
    columns = columns_of(con, table)
    texts = [name for name, kind in columns if kind == "VARCHAR"]
    tests = ", ".join(
        f"bool_or(contains({identifier(name)}, chr(30)) OR contains({identifier(name)}, chr(31)))" for name in texts
    )
    odd = con.execute(f"SELECT {tests} FROM {table}").fetchone() if texts else None
    escaped = {name for name, found in zip(texts, odd or (), strict=bool(odd)) if found}
    # One call for the whole text: a chain of || would make every beginning of it anew.
    return (
        f"unhex(sha256(concat_ws(chr(31), {', '.join(_text(name, kind, name in escaped) for name, kind in columns)})))"
    )


def _text(name: str, kind: str, escaped: bool) -> str:
    value = identifier(name) if kind == "VARCHAR" else f"CAST({identifier(name)} AS VARCHAR)"
    if escaped:  # the separators themselves, so that no two rows have one text
        value = f"replace(replace(replace({value}, '\\', '\\\\'), chr(31), '\\u'), chr(30), '\\r')"
    return f"coalesce({value}, chr(30))"


def content_hash(con: duckdb.DuckDBPyConnection, table: str, digest: str = "digest") -> str:
    """The hash of what a table says ("sha256:..."); its column ``digest`` holds the digests of its rows as blobs."""
    found = hashlib.sha256()
    reader = con.sql(f"SELECT {digest} FROM {table} ORDER BY 1").to_arrow_reader(_PIECE)
    for batch in reader:
        # Blobs of one length stand one behind the other in the buffer of their values.
        column = batch.column(0)
        found.update(memoryview(column.buffers()[2])[column.offset * 32 : (column.offset + len(column)) * 32])
    return f"sha256:{found.hexdigest()}"
