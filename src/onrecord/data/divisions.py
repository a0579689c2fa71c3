"""The divisions below the country that a dataset names: what a sentence can call by name.

Imports the model and its sibling modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.data.connection import identifier
from onrecord.data.predicates import Span
from onrecord.model.dataset import Dataset, Family

if TYPE_CHECKING:
    import duckdb

Division = tuple[str, str, int]
"""A name as the data write it, the country it lies in, and its level (1 or 2)."""

_MOST = 50_000


def divisions(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[Division, ...]:
    """The first- and second-level divisions of a dataset's rows, sorted; none of a series or a file without them."""
    if dataset.family is Family.SERIES or "areas" not in dataset.has:
        return ()
    table = identifier(dataset.table)
    found = con.execute(
        f"SELECT DISTINCT admin1, country, 1 FROM {table} WHERE admin1 IS NOT NULL "
        f"UNION SELECT DISTINCT admin2, country, 2 FROM {table} WHERE admin2 IS NOT NULL ORDER BY ALL LIMIT {_MOST}"
    ).fetchall()
    return tuple((name, country or "", level) for name, country, level in found if name.strip())


def spans(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[Span, ...]:
    """The first and last year in which each division of each country is named, sorted."""
    table = identifier(dataset.table)
    parts = [
        f"SELECT {level}, coalesce(country, ''), admin{level}, min(year(start)), max(year(\"end\")) "
        f"FROM {table} WHERE admin{level} IS NOT NULL GROUP BY ALL"
        for level in (1, 2)
    ]
    found = con.execute(f"{' UNION ALL '.join(parts)} ORDER BY ALL").fetchall()
    return tuple(Span(*row) for row in found)
