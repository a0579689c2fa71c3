"""The connection to DuckDB: in memory, without network and without extensions.

May import: standard library; duckdb, lazily.

Nothing but the paths that onrecord itself resolved is read. DuckDB takes ``*``, ``?`` and ``[`` in a path for a
pattern, so a dossier's file called ``a[1].csv`` would make it read ``a1.csv``: see ``has_pattern``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_PATTERN = re.compile(r"[*?\[\]{}]")


def connect(memory_limit: str = "2GB", threads: int = 0) -> duckdb.DuckDBPyConnection:
    """A new in-memory connection that never loads an extension and never asks the network.

    ``memory_limit`` is in DuckDB's words ("2GB"); ``threads`` 0 leaves DuckDB's choice.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory_limit,
        "preserve_insertion_order": "true",
        "temp_directory": "",
    }
    if threads:
        config["threads"] = str(threads)
    con = duckdb.connect(":memory:", config=config)
    con.execute("SET TimeZone='UTC'")
    con.execute("SET enable_progress_bar=false")
    return con


def has_pattern(path: Path) -> bool:
    """Whether DuckDB would take the path for a pattern of several files."""
    return bool(_PATTERN.search(str(path)))


def literal(text: str) -> str:
    """``text`` as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """``name`` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def table_name(dataset: str) -> str:
    """The name of a dataset's normalised table: ``ds_`` and the id, in letters, digits and underscores.

    Every other character, and each capital, since SQL names have no case, becomes its code point in hexadecimal:
    two ids never share a table.
    """
    plain = "abcdefghijklmnopqrstuvwxyz0123456789"
    return "ds_" + "".join(char if char in plain else f"_{ord(char):x}_" for char in dataset)
