"""What does it cost to check a dossier again of which nothing has changed?

Makes a dossier of 500 statements over 3 million events, kept as a snapshot, and checks it: once with nothing kept, then
again. Each is a whole process, the shortest of five runs.

- ``first_s``: the check with nothing kept;
- ``again_s``: the check of the unchanged dossier;
- ``ratio``: the first over the second;
- ``edited_s``: the check after one sentence was edited, computed anew;
- ``same``: 1 where the output was the same, byte for byte, and another one after the edit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ledger import make_dossier
from one_scan import make_events

NOW = datetime(2022, 6, 15, tzinfo=UTC)


def timed(root: Path, cache: Path, runs: int, *options: str) -> tuple[float, bytes]:
    """The shortest time of some runs of ``onrecord check``, in seconds, and what it wrote."""
    times, output = [], b""
    for _ in range(runs):
        start = time.perf_counter()
        command = [sys.executable, "-m", "onrecord", "check", str(root), *options]
        done = subprocess.run(
            command, capture_output=True, env={**os.environ, "ONRECORD_CACHE": str(cache)}, check=False
        )
        times.append(time.perf_counter() - start)
        output = done.stdout
        if done.returncode not in (0, 1, 2) or not output:
            raise SystemExit(done.stderr.decode())
    return min(times), output


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000, help="events (%(default)s)")
    parser.add_argument("--statements", type=int, default=500, help="statements of the dossier (%(default)s)")
    given = parser.parse_args()

    from onrecord.snapshots import Arrival, add

    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        root, cache = Path(name) / "dossier", Path(name) / "cache"
        make_dossier(root, given.statements)
        events = Path(name) / "events.parquet"
        make_events(events, given.rows)
        assert add(root, None, "ged", Arrival(events, date(2022, 1, 1)), NOW, "benchmark").snapshot is not None
        events.unlink()
        time.sleep(0.2)
        first, told = timed(root, cache, 3, "--fresh")
        again, repeated = timed(root, cache, 5)
        claim = next((root / "claims").glob("*.md"))
        claim.write_text(claim.read_text("utf-8").replace("Statement 0 ", "Statement 1 ", 1), "utf-8")
        edited, other = timed(root, cache, 1)
    print(f"{given.rows:,} events, {given.statements} statements")
    same = int(told == repeated and told != other)
    print(f"FIGURE first_s={first:.2f} again_s={again:.2f} ratio={first / again:.1f} edited_s={edited:.2f} same={same}")


if __name__ == "__main__":
    main()
