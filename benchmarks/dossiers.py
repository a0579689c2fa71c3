"""What do many dossiers over the same data cost, checked together?

Makes 54 dossiers with 50 statements each over one file of 3 million events, each with its own copy of the file (a hard
link), and checks one of them and all of them, each as a whole process, the shortest of three runs, nothing kept.

- ``one_s``: `onrecord check` of one dossier;
- ``all_s``: `onrecord check` of the folder;
- ``ratio``: the second over the first;
- ``same``: 1 where every report is that of the dossier checked alone, for three of them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ledger import make_dossier
from one_scan import make_events


def make(folder: Path, rows: int, dossiers: int, statements: int) -> list[Path]:
    """The dossiers: each speaks of other years."""
    events = folder / "events.parquet"
    make_events(events, rows)
    roots = []
    for number in range(dossiers):
        root = folder / "dossiers" / f"d{number:02d}"
        make_dossier(root, statements)
        claim = root / "claims" / "01.md"
        text = claim.read_text("utf-8")
        moved = re.sub(r"in (20\d\d)", partial(_later, number), text)
        claim.write_text(moved, "utf-8")
        settings = root / "dossier.toml"
        settings.write_text(settings.read_text("utf-8").replace("data/snapshots/ged", "data/events.parquet"), "utf-8")
        (root / "data").mkdir()
        os.link(events, root / "data" / "events.parquet")
        roots.append(root)
    return roots


def _later(years: int, found: re.Match[str]) -> str:
    return f"in {2000 + (int(found[1]) + years) % 20}"


def checked(*arguments: str | Path, runs: int = 3) -> tuple[float, str]:
    """The shortest time of some runs of ``onrecord check``, in seconds, and its output."""
    # As on a machine where Python may keep what it compiled, after the first run.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["ONRECORD_CACHE"] = "off"
    times, output = [], ""
    for _ in range(runs + 1):
        start = time.perf_counter()
        command = [sys.executable, "-m", "onrecord", "check", *map(str, arguments), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        times.append(time.perf_counter() - start)
        output = done.stdout
        if done.returncode not in (0, 1, 2) or not output:
            raise SystemExit(done.stderr)
    return min(times[1:] or times), output


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000, help="events (%(default)s)")
    parser.add_argument("--dossiers", type=int, default=54, help="dossiers (%(default)s)")
    parser.add_argument("--statements", type=int, default=50, help="statements of each (%(default)s)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        roots = make(Path(name), given.rows, given.dossiers, given.statements)
        one, _ = checked(roots[-1])
        every, told = checked(roots[0].parent)
        reports = {each["directory"]: each["report"] for each in json.loads(told)["dossiers"]}
        some = (roots[0], roots[len(roots) // 2], roots[-1])
        alone = {str(root): json.loads(checked(root, runs=0)[1]) for root in some}
    same = int(len(reports) == given.dossiers and all(reports[root] == report for root, report in alone.items()))
    print(f"{given.dossiers} dossiers of {given.statements} statements over {given.rows:,} events")
    print(f"FIGURE one_s={one:.2f} all_s={every:.2f} ratio={every / one:.2f} same={same}")


if __name__ == "__main__":
    main()
