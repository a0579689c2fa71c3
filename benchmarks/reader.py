"""How far does the free-text reader come, is it ever sure and wrong, and how long does it take?

Each sentence file is read against the data files that it names, through `onrecord.verifying` as `onrecord verify` does
it, and the verdicts are compared with those of the file:

- ``right``: the same verdict; "unverifiable" is right where the file says so;
- ``abstained``: "unverifiable" where the data decide;
- ``wrong``: holds or fails against the file, which is the worst defect;
- ``confident_on_unverifiable``: those of the wrong that nothing in the data decides;
- ``not_run``: computed by nobody, a defect of the program.

``--by-tag`` shows them for each tag and language, ``--show`` each sentence that is not right, with its reading.

What is timed: ``read_ms`` is the median of reading one sentence, everything loaded, over all sentences scored (the 95th
percentile is printed beside it). ``thousand_s`` is `onrecord verify` on 1,000 sentences from standard input as a whole
process, start-up, hashing and figures included: 20 templates with places and years varied.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)
DEVELOPMENT = ROOT.parent / "shared" / "sentences" / "development.yaml"
OWN, TRAPS = (ROOT / "tests" / "sentences" / name for name in ("own.yaml", "traps.yaml"))
EVENTS = "ucdp/ged211-precise.parquet"

KINDS = ("right", "abstained", "wrong", "not_run")

TEMPLATES = (
    "Conflict deaths in {c} rose by {p} percent in {y}.",
    "Fatalities in {c} fell by more than half in {y} compared with the year before.",
    "In {y}, {n} people were killed in {c}.",
    "More than {n} people died in {c} in {y}.",
    "The number of violent incidents in {c} doubled between {x} and {y}.",
    "{y} was the deadliest year in {c} since {x}.",
    "{y} was the deadliest year on record in {c}.",
    "Attacks on civilians killed {m} people in {c} in {y}.",
    "In {y}, more people were killed in {c} than in {d}.",
    "A third of all deaths in {c} in {y} were in attacks on civilians.",
    "Deaths in {c} rose from {m} in {x} to {n} in {y}.",
    "Between {x} and {y}, at least {n} people were killed in {c}.",
    "{c} recorded fewer deaths in {y} than in {x}.",
    "Government forces killed {m} civilians in {c} in {y}.",
    "There were {m} clashes in {c} in the first quarter of {y}.",
    "En {y}, {n} personnes ont été tuées dans les violences : {c}.",
    "According to UCDP data, deaths in {c} in {y} were {p} percent lower than in {x}.",
    "In the first half of {y}, about {n} people were killed in {c}.",
    "On average {m} people were killed a month in {c} in {y}.",
    "No deaths were recorded in {c} in March {y}.",
)
PLACES = (
    "Mali", "Nigeria", "Somalia", "Afghanistan", "Iraq", "Colombia", "Burkina Faso", "Pakistan", "the Philippines",
    "Yemen", "Ethiopia", "South Sudan", "Mozambique", "Libya", "Cameroon", "Niger", "Chad", "India", "Turkey", "Egypt",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """One sentence with its truth and the answer."""

    item: dict[str, Any]
    verdict: str
    reading: str
    why: str
    alternatives: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """One of ``KINDS``."""
        if self.verdict == self.item["verdict"]:
            return "right"
        return {"unverifiable": "abstained", "holds": "wrong", "fails": "wrong"}.get(self.verdict, "not_run")

    @property
    def sure_of_nothing(self) -> bool:
        """Whether it has a verdict where the data decide nothing."""
        return self.kind == "wrong" and self.item["verdict"] == "unverifiable"


def score(path: Path, data: Path) -> tuple[list[Scored], list[float]]:
    """Read and check the sentences of a file; with them, the seconds that reading each one took."""
    from onrecord.reading.prose import items as prose_items
    from onrecord.reading.prose import symbols as prose_symbols
    from onrecord.reading.prose.read import read_sentence
    from onrecord.verifying import open_files, verify

    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        by_file[item["data"]].append(item)
    scored: list[Scored] = []
    times: list[float] = []
    for name, items in by_file.items():
        files = open_files([data / name], AS_OF)
        if not files.datasets:
            raise SystemExit("\n".join(one.message for one in files.findings))
        found = verify([item["sentence"] for item in items], files)
        for item, one in zip(items, found, strict=True):
            outcome = one.outcome
            others = tuple((o.outcome.verdict.value, " ".join(o.outcome.reading.split())) for o in one.alternatives)
            reading = " ".join((outcome.reading or one.partial).split())
            scored.append(Scored(item, outcome.verdict.value, reading, outcome.why, others))
        for item in items:
            for kept in (prose_items._kept_items, prose_symbols._kept):  # it was read a moment ago, and is remembered
                kept.clear()
            start = time.perf_counter()
            read_sentence(item["sentence"], files.context)
            times.append(time.perf_counter() - start)
    return sorted(scored, key=lambda one: str(one.item["id"])), times


def counted(scored: Iterable[Scored]) -> dict[str, float]:
    """How many there are of each kind, and the same in percent."""
    rows = list(scored)
    number = Counter(one.kind for one in rows)
    number["confident_on_unverifiable"] = sum(one.sure_of_nothing for one in rows)
    found: dict[str, float] = {"sentences": len(rows)}
    for kind in (*KINDS, "confident_on_unverifiable"):
        found[kind] = number[kind]
        found[f"{kind}_percent"] = 100 * number[kind] / max(1, len(rows))
    return found


def line(label: str, scored: Iterable[Scored]) -> str:
    """The counts as a row for a person."""
    c = counted(scored)
    return f"{label:34} {c['sentences']:4.0f}  " + "  ".join(
        f"{kind} {c[kind]:.0f} ({c[f'{kind}_percent']:.1f} %)" for kind in (*KINDS, "confident_on_unverifiable")
    )


def show(scored: Iterable[Scored]) -> None:
    """Every sentence that is not right: what was expected, what came, and from which reading."""
    for one in scored:
        if one.kind == "right":
            continue
        item = one.item
        print(f"{one.kind.upper()} {item['id']} {item['tag']}: {item['verdict']} expected, {one.verdict} found")
        print(f"    {item['sentence']}")
        print(f"    reading: {one.reading or 'none'}")
        for verdict, reading in one.alternatives[:2]:
            print(f"    other:   {reading} ({verdict})")
        print(f"    why:     {one.why}")
        print(f"    truth:   {item.get('note')}")


def thousand(count: int = 1000) -> list[str]:
    """Sentences of the templates, no two the same."""
    made: dict[str, None] = {}
    i = 0
    while len(made) < count:
        year = 2012 + (i // 7) % 9
        made[
            TEMPLATES[i % len(TEMPLATES)].format(
                c=PLACES[(i // len(TEMPLATES) + i) % len(PLACES)], d=PLACES[(i * 3 + 1) % len(PLACES)],
                y=year, x=year - 1 - i % 3, n=100 + 7 * i, m=5 + i % 290, p=1 + i % 90,
            )
        ] = None  # fmt: skip
        i += 1
    return list(made)


def whole_process(data: Path, sentences: Sequence[str]) -> tuple[float, Counter[str]]:
    """The seconds of `onrecord verify` as a process, and the verdicts it gave."""
    program = [sys.executable, "-c", "from onrecord.cli import main; main()", "verify", "--format", "json"]
    command = [*program, "--as-of", AS_OF.isoformat(), "--data", str(data / EVENTS), "-"]
    start = time.perf_counter()
    done = subprocess.run(command, input="\n".join(sentences), capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    answers = [json.loads(one) for one in done.stdout.splitlines()]
    if done.returncode not in (0, 1) or len(answers) != len(sentences):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return took, Counter(answer["verdict"] for answer in answers)


def main() -> None:
    """Score the files, time reading and the command, and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the data files")
    parser.add_argument(
        "--sentences", type=Path, action="append", metavar="FILE", help="score this file only (may be given again)"
    )
    parser.add_argument("--by-tag", action="store_true", help="the counts for each tag and language")
    parser.add_argument("--show", action="store_true", help="the sentences that are not right")
    parser.add_argument("--no-process", action="store_true", help="leave out the run on 1,000 sentences")
    options = parser.parse_args()
    if not options.data.is_dir():
        raise SystemExit(f"there is no folder of data {options.data}; name one with --data")

    by_file: dict[Path, list[Scored]] = {}
    times: list[float] = []
    for path in options.sentences or (DEVELOPMENT, OWN, TRAPS):
        scored, took = score(path, options.data)
        by_file[path] = scored
        times += took
        print(line(path.name, scored))
        if options.by_tag:
            for field in ("lang", "tag"):
                for value in sorted({str(one.item.get(field)) for one in scored}):
                    print(line(f"    {field} {value}", [one for one in scored if str(one.item.get(field)) == value]))
        if options.show:
            show(scored)
    times.sort()
    median, late = (1000 * times[int(len(times) * part)] for part in (0.5, 0.95))
    times_told = f"median {median:.1f} ms, 95th percentile {late:.1f} ms, longest {1000 * times[-1]:.1f} ms"
    print(f"reading one sentence: {times_told}")

    first = counted(next(iter(by_file.values())))
    figures = {name: f"{first[f'{name}_percent']:.1f}" for name in ("right", "wrong", "confident_on_unverifiable")}
    for path, prefix, names in ((OWN, "own", ("right", "wrong")), (TRAPS, "traps", ("wrong",))):
        if path in by_file:
            figures |= {f"{prefix}_{name}": f"{counted(by_file[path])[f'{name}_percent']:.1f}" for name in names}
    figures["read_ms"] = f"{median:.1f}"
    if not options.no_process:
        seconds, verdicts = whole_process(options.data, thousand())
        print(f"1,000 sentences through the command: {seconds:.1f} s, {dict(sorted(verdicts.items()))}")
        figures["thousand_s"] = f"{seconds:.1f}"
    print("FIGURE " + " ".join(f"{name}={value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
