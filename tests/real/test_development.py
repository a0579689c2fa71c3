"""The project's public development sentences, through canonical readings written by hand, on the real files.

``development.yaml`` beside this file holds the readings by id. The sentences, their verdicts and their numbers are in
the shared file, which is not part of the project: without it these tests are skipped.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.asking import ask_all
from tests.support.opening import SHARED

from onrecord.model.figure import Outcome

SENTENCES = SHARED.parent / "sentences" / "development.yaml"
READINGS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("development.yaml").read_text(encoding="utf-8"))
NOT_ABOUT_DATA = {"D63", "D66"}
"""Sentences of opinion and motive: no data can settle them, and no reading is made of them."""

SERIES = ("Russian mercenaries", "displaced people", "closed schools", "wounded people", "recruited child soldiers")


@cache
def sentences() -> dict[str, dict[str, Any]]:
    if not SENTENCES.is_file():
        pytest.skip("the project's shared sentences are not beside the project")
    return {one["id"]: one for one in yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))}


@cache
def outcomes() -> dict[str, Outcome]:
    """The outcomes of all readings, those on one file asked at once."""
    by_file = defaultdict(list)
    for number, reading in READINGS.items():
        by_file[sentences()[number]["data"]].append((number, reading))
    found: dict[str, Outcome] = {}
    for name, members in by_file.items():
        answered = ask_all(name.removeprefix("data/"), [reading for _, reading in members], series=SERIES)
        found |= {number: one for (number, _), one in zip(members, answered, strict=True)}
    return found


@pytest.mark.parametrize("number", READINGS)
def test_verdict_and_number(number: str) -> None:
    truth, found = sentences()[number], outcomes()[number]
    assert str(found.verdict) == truth["verdict"], found.why
    if truth["computed"] is not None:
        assert found.computed is not None, found
        # Truths are rounded to four digits or more; magnitudes are compared, as the file's header says.
        assert abs(found.computed) == pytest.approx(abs(truth["computed"]), rel=1e-3, abs=0.01), found.why


def test_every_sentence_has_a_reading_or_a_reason() -> None:
    assert set(sentences()) == set(READINGS) | NOT_ABOUT_DATA


def test_an_unverifiable_one_says_which_data_would_settle_it() -> None:
    for number, found in outcomes().items():
        if sentences()[number]["verdict"] == "unverifiable":
            assert found.needs and found.why, number
