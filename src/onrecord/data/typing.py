"""Columns of text that say the same as numbers or days: read as such, at a fraction of the time.

May import: model, sibling modules; duckdb for types only.

Every value of a column is looked at once. Where each is written exactly as DuckDB writes the number or the day that it
reads in it, the column is one of numbers or days, and every check and reading of it comes out the same; a single value
that is padded, blank or written otherwise leaves the column as it is. A text that is neither padded nor blank anywhere
need not be trimmed. Imports: sibling modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.data.parse import Column

if TYPE_CHECKING:
    import duckdb

_ROLES = {
    **dict.fromkeys(("start", "end"), "DATE"),
    **dict.fromkeys(("low", "best", "high", "civilians", "id", "kind", "date_precision", "place_precision"), "BIGINT"),
    **dict.fromkeys(("latitude", "longitude"), "DOUBLE"),
}
"""What a role can be read as. A column of days may be written as numbers (20200131), so by role alone."""


def seen_typed(con: duckdb.DuckDBPyConnection, rows: str, columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns of ``rows`` (what stands after FROM), those of text with what was seen of all their values."""
    asked = [(role, column) for role, column in columns.items() if column.type == "VARCHAR"]
    if not asked:
        return dict(columns)
    tests = [_test(column, _ROLES.get(role, "")) for role, column in asked]
    answer = con.execute(f"SELECT {', '.join(tests)} FROM {rows}").fetchone() or ()
    found = dict(columns)
    for (role, column), true in zip(asked, answer, strict=True):
        if not true:
            continue
        kind = _ROLES.get(role, "")
        if kind:
            found[role] = replace(column, sql=f"CAST({column.sql} AS {kind})", type=kind)
        else:
            found[role] = replace(column, plain=True)
    return found


def _test(column: Column, kind: str) -> str:
    """The SQL of whether every value of a column is as ``kind`` writes it; of a text, neither padded nor blank."""
    if not kind:
        return f"bool_and({column.is_plain()})"
    read = f"TRY_CAST({column.sql} AS {kind})"
    if kind == "DOUBLE":  # 14.50 is the number 14.5 and is written otherwise; but 1_000 and 0x10 are no numbers here
        same = f"isfinite({read}) AND NOT contains({column.sql}, '_') AND NOT contains(lower({column.sql}), 'x')"
    else:
        same = f"CAST({read} AS VARCHAR) = {column.sql}"
    return f"bool_and({column.sql} IS NULL OR coalesce({same}, false))"
