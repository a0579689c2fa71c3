"""What does it cost to say why the figures of a dossier changed between two releases?

Makes an event file in UCDP layout and a second one in which 5,000 events were added and 1,000 recoded, keeps both as
snapshots of a dossier with 50 statements, and compares the dossier over both.

- ``changes_s``: the time of the whole process `onrecord changes`, the shortest of three;
- ``check_s``: that of `onrecord check` of the same dossier;
- ``ratio``: the first over the second: both states have to be counted, so it cannot be much below 2;
- ``moved``: how many statements have a figure that changed, each of them split.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from one_scan import country_names
from snapshots import make_csvs

NOW = datetime(2022, 6, 15, tzinfo=UTC)


def make_dossier(root: Path, statements: int) -> None:
    """A dossier of levels, changes and records."""
    (root / "claims").mkdir(parents=True)
    settings = 'title = "B"\nsubject = "B"\nas_of = 2022-12-31\n\n[datasets.ged]\npath = "data/snapshots/ged"\n'
    (root / "dossier.toml").write_text(settings, "utf-8")
    lines = ['---\nid: a\nclaim: "A."\nclaimant: "B"\n---\n\n## Record\n']
    countries = country_names()
    for number in range(statements):
        where, year = countries[number % len(countries)], 2000 + number % 20
        said = (
            f"deaths in {where} in {year} are at least {number}",
            f"deaths in {where} in {year} rise by 10 percent from {year - 1}",
            f"events in {where} in {year} are fewer than 900",
        )[number % 3]
        lines.append(f"- Statement {number} is about {where}. {{#s{number}}}\n\n  ```reads\n  {said}\n  ```\n")
    (root / "claims" / "01.md").write_text("\n".join(lines), "utf-8")


def timed(*arguments: str | Path) -> tuple[float, str]:
    """The shortest time of three runs of a command, in seconds, and its output."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", *map(str, arguments)], capture_output=True, text=True, check=False
        )
        times.append(time.perf_counter() - start)
    if done.returncode not in (0, 1, 2) or not done.stdout:
        raise SystemExit(done.stderr)
    return min(times), done.stdout


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000, help="events of the older release (%(default)s)")
    parser.add_argument("--statements", type=int, default=50, help="statements of the dossier (%(default)s)")
    given = parser.parse_args()

    from onrecord.snapshots import Arrival, add

    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name:
        root = Path(name) / "dossier"
        make_dossier(root, given.statements)
        for file, day in zip(make_csvs(Path(name), given.rows), (date(2022, 1, 1), date(2022, 6, 1)), strict=True):
            added = add(root, None, "ged", Arrival(file, day), NOW, "benchmark")
            assert added.snapshot is not None, added.findings
            file.unlink()
        check, _ = timed("check", root, "--format", "json")
        changes, told = timed("changes", root, "--format", "json")
    figures = [figure for one in json.loads(told)["changes"] for figure in one["figures"] if figure["parts"]]
    moved = sum(1 for one in json.loads(told)["changes"] if any(each["parts"] for each in one["figures"]))
    ids = sum(len(part["events"]) for figure in figures for part in figure["parts"])
    print(f"{given.rows:,} events, {given.statements} statements: {len(figures)} figures changed by {ids:,} events")
    told = f"changes_s={changes:.2f} check_s={check:.2f} ratio={changes / check:.2f} moved={moved} events={ids}"
    print(f"FIGURE {told}")


if __name__ == "__main__":
    main()
