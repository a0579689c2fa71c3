"""What `onrecord build` costs: the example, and a made-up dossier of 40 claims and 500 statements.

Each build is a whole process that starts from nothing and writes into an empty folder. Python may keep what it
compiled, as on most machines (PYTHONDONTWRITEBYTECODE is taken out of the environment), so one build is made first that
is not counted. ``example_seconds`` is the shortest of three builds during which nothing looks at memory. Peak memory is
that of the process and its workers together, as looked at twenty times a second (pages that they share count once), in
a build of its own of the example and in both of the made-up dossier, whose seconds are those of the quicker one. Both
must give the same bytes.

    uv run python benchmarks/build.py [--claims 40 --statements 500 --rows 100000]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = 120

DOCUMENTARY = (
    """- The army was accused by observers of killing {n} civilians in {name}. [@s{a}; @s{b}] {{#s{k}}}
  ~~~ incident
  what: Civilians killed
  where: {name}
  from: 2021-05-01
  counts:
    - {{exact: {n}, counted: civilians killed, by: observers, source: s{a}}}
    - {{at_least: {m}, counted: civilians killed, by: the prosecutor, source: s{b}}}
  responsibility:
    - {{who: the army, step: accused, by: observers, source: s{a}}}
  ~~~""",
    """- The ministry promised to open school {k} by the end of 2021; it has not. [@s{a}; @s{b}] {{#s{k}}}
  ~~~ pledge
  what: Open school {k}
  by: The ministry
  made: 2020-03-01
  due: 2021-12-31
  baseline: The school opens by the end of 2021
  official: delayed
  evidence: "overdue: no school was opened"
  ~~~""",
    """- Party {k} holds that the vote should wait. [@s{a}; @s{b}] {{#s{k}}}
  ~~~ position
  who: Party {k}
  view: The vote should wait.
  since: 2021-02-01
  source: s{a}
  ~~~""",
)


def place_name(number: int) -> str:
    """A made-up name without a digit: a number in a sentence is one that has to be checked."""
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in str(number)).capitalize() + "ville"


def make_dossier(folder: Path, claims: int, statements: int, rows: int) -> None:
    """Write a dossier: seven of ten statements are statistics over made-up events, three have typed blocks."""
    import one_scan

    (folder / "claims").mkdir(parents=True)
    (folder / "data").mkdir()
    one_scan.make_events(folder / "data" / "events.parquet", rows)
    (folder / "dossier.toml").write_text(
        'title = "A made-up record"\nas_of = 2022-12-31\nlanguages = ["en"]\n\n'
        '[publisher]\nname = "A desk"\nurl = "https://desk.example"\n\n'
        '[publish]\naddress = "https://desk.example/record/"\n\n'
        '[rating]\nscale = ["moves forward", "unmoved", "moves backward", "unrated"]\n\n'
        '[datasets.events]\npath = "data/events.parquet"\ntitle = "Made-up events"\nplaces = ["the world"]\n'
        'covers = [1993-01-01, 2022-12-31]\nsource = "s0"\n',
        "utf-8",
    )
    sources = [
        {
            "id": f"s{i}", "type": "report", "title": f"Report {i} on what happened", "publisher": f"Observer {i}",
            "URL": f"https://observer{i}.example/report", "issued": {"date-parts": [[2021, 1 + i % 12, 1 + i % 28]]},
        }
        for i in range(SOURCES)
    ]  # fmt: skip
    (folder / "sources.json").write_text(json.dumps(sources, indent=1), "utf-8")
    readings = iter(one_scan.statements(statements))
    number = 0
    for claim in range(claims):
        parts = [
            f'---\nclaim: "Claim {claim}: everything in province {claim} goes better than ever before."\n'
            f"claimant: Minister {claim}\nappearances:\n  - {{on: 2021-03-01, source: s{claim % SOURCES}}}\n"
            "rating: {value: moves backward, by: An editor, on: 2022-12-31, because: The record says so.}\n---\n\n"
            f"What is said of province {claim}.\n"
        ]
        for _ in range(statements // claims + (claim < statements % claims)):
            a, b = number % SOURCES, (number * 7 + 1) % SOURCES
            if number % 10 < 7:
                reading = next(readings)
                parts.append(
                    f"- Statement {number}: {reading}. [@s{a}] {{#s{number}}}\n  ~~~ reads\n  {reading}\n  ~~~"
                )
            else:
                form = DOCUMENTARY[number % len(DOCUMENTARY)]
                parts.append(
                    form.format(k=number, name=place_name(number), n=20 + number % 50, m=30 + number % 90, a=a, b=b)
                )
            number += 1
        (folder / "claims" / f"claim-{claim:02d}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def build(dossier: Path, output: Path, *, look: bool = True) -> tuple[float, float, str]:
    """Build once: seconds, peak memory in MB (0 where nobody is to ``look``), and the hash of all that was written."""
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", "build", str(dossier), "--output"]
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen([*command, str(output), "--date", "2022-12-31"], stdout=subprocess.DEVNULL, env=env)
    peak = 0.0
    while look and process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(0.05)
    process.wait()
    took = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise SystemExit(f"the build of {dossier} ended with {process.returncode}")
    digest = hashlib.sha256()
    files = sorted(path for path in output.rglob("*") if path.is_file())
    for path in files:
        digest.update(path.relative_to(output).as_posix().encode() + b"\0" + path.read_bytes())
    size = sum(path.stat().st_size for path in files)
    print(f"{dossier.name}: {took:.2f} s, {peak:.0f} MB, {len(files)} files, {size / 1e6:.1f} MB")
    return took, peak, digest.hexdigest()


def memory(pid: int) -> float:
    """The memory of a process and all that it started, in MB; shared pages in equal parts (Linux: smaps_rollup)."""
    total = 0.0
    for each in family(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text("utf-8").splitlines()
        except OSError:  # it has ended meanwhile
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def family(pid: int) -> list[int]:
    """A process and those it started, and those they started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text("utf-8").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in sorted(set(map(int, children))) for one in family(child))]


def main() -> None:
    """Build both dossiers and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=40)
    parser.add_argument("--statements", type=int, default=500)
    parser.add_argument("--rows", type=int, default=100_000, help="events in the made-up dossier's data")
    parser.add_argument("--keep", type=Path, help="make the dossier in this folder, which must not exist, and keep it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-benchmark-") as name:
        folder = Path(name)
        mali = ROOT / "examples" / "mali-2022"
        _, small, _ = build(mali, folder / "example")
        example = min(build(mali, folder / f"again-{number}", look=False)[0] for number in range(3))
        dossier = options.keep or folder / "made-up"
        make_dossier(dossier, options.claims, options.statements, options.rows)
        large, peak, first = build(dossier, folder / "one")
        later, more, second = build(dossier, folder / "two")
    print(
        f"FIGURE example_seconds={example:.2f} example_peak_mb={small:.0f} large_seconds={min(large, later):.2f} "
        f"large_peak_mb={max(peak, more):.0f} same_bytes={int(first == second)}"
    )


if __name__ == "__main__":
    main()
