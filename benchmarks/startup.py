"""How long a person waits: `onrecord --help`, and `onrecord check` of a dossier, as whole processes.

Each command runs several times; the first run, which may compile modules, is not counted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def best(command: list[str], runs: int, shows: str) -> tuple[float, float]:
    """The shortest and the median time of a command in seconds, after one run that is not counted.

    ``shows`` must stand in its output: a program that stops early is quick.
    """
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        took = time.perf_counter() - start
        if shows not in done.stdout:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        if run:
            times.append(took)
    times.sort()
    return times[0], times[len(times) // 2]


def main() -> None:
    """Time both commands and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", type=Path, default=ROOT / "examples" / "mali-2022")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    program = [sys.executable, "-c", "from onrecord.cli import main; main()"]
    shown = best([*program, "--help"], options.runs, "Commands:")
    checked = best([*program, "check", str(options.dossier)], options.runs, " statements: ")
    print(f"onrecord --help: best {shown[0]:.3f} s, median {shown[1]:.3f} s")
    print(f"onrecord check {options.dossier.name}: best {checked[0]:.3f} s, median {checked[1]:.3f} s")
    print(
        f"FIGURE help_seconds={shown[0]:.3f} check_seconds={checked[0]:.3f} "
        f"help_median={shown[1]:.3f} check_median={checked[1]:.3f}"
    )


if __name__ == "__main__":
    main()
