"""What a table of normalised rows comes to as a dataset: what its rows can tell, which days and countries they cover.

May import: model, sibling modules; duckdb lazily (for the connection's type only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.data import extent, lag, seen
from onrecord.data.layouts import Layout
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dates import Period

if TYPE_CHECKING:
    import duckdb


def drop(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Remove a table or a view, whichever it is."""
    import duckdb

    try:
        con.execute(f"DROP TABLE IF EXISTS {name}")
    except duckdb.CatalogException:  # a view; to look for it among a thousand others would take longer
        con.execute(f"DROP VIEW {name}")


def told_by_events(con: duckdb.DuckDBPyConnection, table: str) -> tuple[frozenset[str], float]:
    """What the rows can tell: only what has a value in at least one row; and the largest of their counts."""
    tests = {
        "actors": "side_a IS NOT NULL OR side_b IS NOT NULL",
        "kinds": "kind IS NOT NULL",
        "deaths": "best IS NOT NULL",
        "estimates": "low IS NOT NULL AND high IS NOT NULL",
        "civilians": "civilians IS NOT NULL",
        "areas": "admin1 IS NOT NULL OR admin2 IS NOT NULL OR place IS NOT NULL",
        "spans": '"end" > start',
        "precision": "precise IS NOT NULL",
    }
    asked = [f"bool_or({test})" for test in tests.values()]
    asked += [f"max(abs({name}))" for name in ("low", "best", "high", "civilians")]
    answer = con.execute(f"SELECT {', '.join(asked)} FROM {table}").fetchone() or ()
    has = frozenset(name for name, true in zip(tests, answer, strict=False) if true)
    return has, float(max((count for count in answer[len(tests) :] if count is not None), default=0))


def dataset_of(
    spec: DatasetSpec,
    sha256: str,
    layout: Layout,
    table: str,
    counts: tuple[int, int],
    period: Period,
    countries: tuple[seen.Seen, ...],
    has: frozenset[str],
    lookup: seen.Lookup,
) -> Dataset:
    """The dataset of a table. ``counts`` are the rows of the file and the events left of them, ``period`` the days that
    the rows show to be covered, ``has`` what they can tell."""
    covered = Period(*spec.covers) if spec.covers else period
    extents, whole = extent.extents(spec, layout.family, countries, covered, lookup)
    assert whole.start is not None and whole.end is not None
    names = seen.named(countries)
    return Dataset(
        spec=spec,
        family=layout.family,
        layout=layout.name,
        sha256=sha256,
        table=table,
        rows=counts[0],
        events=counts[1],
        start=whole.start,
        end=whole.end,
        coverage_stated=spec.covers is not None,
        countries=names,
        worldwide=extent.is_worldwide(spec, names, layout.family, lookup),
        has=has,
        separator=layout.separator,
        extents=extents,
        lag=lag.stated(spec, has),
    )
