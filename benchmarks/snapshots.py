"""What does it cost to keep a release of event data, and to compare two releases?

Makes an event file in UCDP layout and a second one in which 5,000 events were added and 1,000 recoded, both as CSV,
keeps both as snapshots, and compares them.

- ``ingest_ratio``: the time of `onrecord data add` (file hashed, every row checked, rows sorted and hashed, everything
  written and synced) over the time DuckDB takes to parse the same CSV into a table;
- ``diff_s``: the time to compare the two snapshots, from their cards to the difference, libraries imported before;
- ``peak_mb``: the peak memory of the process that keeps and compares.

The best of several runs is taken of the parsing and of the comparison; files are kept once each.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from one_scan import make_events

NOW = datetime(2022, 6, 15, tzinfo=UTC)
RUNS = 3


def best(action: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def make_csvs(folder: Path, rows: int) -> tuple[Path, Path]:
    """The two releases."""
    import duckdb

    made = folder / "made.parquet"
    make_events(made, rows)
    old, new = folder / "old.csv", folder / "new.csv"
    con = duckdb.connect()
    con.execute(f"COPY (SELECT * FROM '{made}' ORDER BY id) TO '{old}' (HEADER)")
    recoded = f"id % {max(1, rows // 1000)} = 0 AND id < {max(1, rows // 1000) * 1000}"
    con.execute(
        f"COPY (SELECT * REPLACE (CASE WHEN {recoded} THEN 1 + type_of_violence % 2 ELSE type_of_violence END AS "
        f"type_of_violence) FROM '{made}' UNION ALL SELECT * REPLACE (id + {rows} AS id) FROM '{made}' WHERE id < 5000 "
        f"ORDER BY id) TO '{new}' (HEADER)"
    )
    con.close()
    made.unlink()
    return old, new


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000, help="events of the older release (%(default)s)")
    rows = parser.parse_args().rows
    import duckdb

    from onrecord.revising import revised
    from onrecord.snapshots import Arrival, add

    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        folder = Path(name)
        old, new = make_csvs(folder, rows)

        def parse() -> None:
            with duckdb.connect() as con:
                con.execute(f"CREATE TABLE raw AS SELECT * FROM read_csv('{old}')")

        parse_s = best(parse)
        kept = []
        for file, day in ((old, date(2022, 1, 15)), (new, date(2022, 6, 15))):
            start = time.perf_counter()
            assert add(folder, None, "ged", Arrival(file, day), NOW, "benchmark").snapshot is not None
            kept.append(time.perf_counter() - start)
            print(f"{file.name}: {file.stat().st_size / 1e6:.0f} MB kept in {kept[-1]:.1f} s")
        found = revised("ged@2022-01-15", "ged@2022-06-15", folder, None, 20).revision
        assert found is not None
        print(f"added {found.added}, removed {found.removed}, changed {found.changed}, the same {found.same}")
        diff_s = best(lambda: revised("ged@2022-01-15", "ged@2022-06-15", folder, None, 20))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"DuckDB parses in {parse_s:.2f} s; the releases are compared in {diff_s:.2f} s")
    print(f"FIGURE ingest_ratio={min(kept) / parse_s:.1f} parse_s={parse_s:.2f} diff_s={diff_s:.2f} peak_mb={peak:.0f}")


if __name__ == "__main__":
    main()
