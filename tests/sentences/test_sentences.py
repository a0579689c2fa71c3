"""The suites of sentences: how often the reader is right, that it is never sure and wrong, and what it reads.

The verdicts need the shared data files and are skipped without them. The readings do not: ``readings.txt`` holds what
each sentence of ``own.yaml`` and ``traps.yaml`` is read as without any data, so that a change of the reader shows in
review. ``ONRECORD_GOLDEN=write uv run pytest tests/sentences`` writes it again.
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from tests.support.opening import SHARED, shared

from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import ReadSentence, read_sentence
from onrecord.verifying import Files, open_files, verify
from onrecord.vocabulary import load_builtin

HERE = Path(__file__).parent
OWN, TRAPS = HERE / "own.yaml", HERE / "traps.yaml"
DEVELOPMENT = SHARED.parent / "sentences" / "development.yaml"
READINGS = HERE / "readings.txt"
AS_OF = date(2026, 11, 23)
VOCABULARY = load_builtin()


class Scored(NamedTuple):
    item: dict[str, Any]
    verdict: str
    reading: str

    @property
    def right(self) -> bool:
        return self.verdict == self.item["verdict"]

    @property
    def sure_and_wrong(self) -> bool:
        return self.verdict in ("holds", "fails") and not self.right

    def __str__(self) -> str:
        return f"{self.item['id']} {self.verdict}, not {self.item['verdict']}: {self.item['sentence']} [{self.reading}]"


def items(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        pytest.skip(f"the shared sentences {path.name} are not beside the project")
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def data(name: str) -> Files:
    return open_files([shared(name)], AS_OF)


@cache
def scored(path: Path) -> tuple[Scored, ...]:
    """The sentences of a file with their verdicts, those on one data file asked at once."""
    by_file = defaultdict(list)
    for item in items(path):
        by_file[item["data"]].append(item)
    found = []
    for name, some in by_file.items():
        answers = verify([item["sentence"] for item in some], data(name))
        for item, one in zip(some, answers, strict=True):
            found.append(Scored(item, one.outcome.verdict.value, " ".join(one.outcome.reading.split())))
    return tuple(found)


def rate(some: list[Scored]) -> float:
    return sum(one.right for one in some) / len(some)


SUITES = pytest.mark.parametrize("path", [DEVELOPMENT, OWN, TRAPS], ids=["development", "own", "traps"])


@SUITES
def test_no_sentence_is_given_a_verdict_against_the_data(path: Path) -> None:
    assert [str(one) for one in scored(path) if one.sure_and_wrong] == []


@SUITES
def test_no_sentence_is_left_uncomputed(path: Path) -> None:
    assert [str(one) for one in scored(path) if one.verdict == "not run"] == []


def test_development_sentences_that_the_data_decide_are_right() -> None:
    decided = [one for one in scored(DEVELOPMENT) if one.item["verdict"] != "unverifiable"]
    assert rate(decided) >= 0.95, [str(one) for one in decided if not one.right]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_most_of_the_own_sentences_are_right(language: str) -> None:
    some = [one for one in scored(OWN) if one.item["lang"] == language]
    assert rate(some) >= 0.85, [str(one) for one in some if not one.right]


@pytest.mark.parametrize("path", [OWN, TRAPS], ids=["own", "traps"])
def test_identifiers_and_sentences_are_used_once(path: Path) -> None:
    for field in ("id", "sentence"):
        values = [item[field] for item in items(path)]
        assert len(values) == len(set(values))


# What is read ------------------------------------------------------------------------------------------------------


def told(read: ReadSentence) -> list[str]:
    """The reading and those as likely, else the words that are unread or the problem."""
    first = [one for number, one in enumerate(read.readings) if not number or one.blocks]
    lines = [f"{'or' if number else '='} {print_reading(one.reading, VOCABULARY)}" for number, one in enumerate(first)]
    if read.unread:
        lines.append("? " + " | ".join(read.unread))
    lines += [f"aside: {aside}" for aside in read.asides]
    return [" ".join(line.split()) for line in lines] or [f"- {read.problem}"]


def test_readings() -> None:
    context = Context(VOCABULARY)
    lines = [
        "# What own.yaml and traps.yaml are read as without any data: = the reading, or one as likely, ? words unread.",
        "# ONRECORD_GOLDEN=write uv run pytest tests/sentences writes it again.",
    ]  # fmt: skip
    for item in (*items(OWN), *items(TRAPS)):
        read = read_sentence(item["sentence"], context)
        lines += ["", f"{item['id']} {item['sentence']}", *(f"    {line}" for line in told(read))]
    text = "\n".join(lines) + "\n"
    if os.environ.get("ONRECORD_GOLDEN") == "write":
        READINGS.write_bytes(text.encode())
        return
    kept = READINGS.read_bytes().decode().split("\n\n")
    changed = [(now, then) for now, then in zip(text.split("\n\n"), kept, strict=False) if now.strip() != then.strip()]
    assert not changed, "\n\n".join(f"now:  {now}\nthen: {then}" for now, then in changed[:10])
    assert len(kept) == len(text.split("\n\n"))
