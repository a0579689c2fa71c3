"""A sentence of several readings: the first decides unless one as likely disagrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.asking import parsed

from onrecord.model.figure import Outcome, Verdict
from onrecord.reading.prose.read import ReadSentence, SentenceReading
from onrecord.settling import settled

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
ONE = parsed("deaths in Mali in 2020 are 5")


def settle(*verdicts: Verdict, rivals: tuple[int, ...] = ()) -> Outcome:
    readings = tuple(SentenceReading(ONE, blocks=number in rivals) for number in range(len(verdicts)))
    read = ReadSentence("Five people died.", "en", readings)
    return settled(read, [Outcome("", verdict, f"why {n}", reading="r") for n, verdict in enumerate(verdicts)])


def test_one_reading_decides() -> None:
    assert settle(HOLDS).verdict is HOLDS


@pytest.mark.parametrize("other", [HOLDS, FAILS, UNVERIFIABLE])
def test_a_reading_less_likely_changes_nothing(other: Verdict) -> None:
    found = settle(FAILS, other)
    assert (found.verdict, found.why) == (FAILS, "why 0")


@pytest.mark.parametrize("main", [HOLDS, FAILS])
def test_a_rival_that_agrees_changes_nothing(main: Verdict) -> None:
    found = settle(main, main, rivals=(1,))
    assert (found.verdict, found.why) == (main, "why 0")


@pytest.mark.parametrize(("main", "rival"), [(HOLDS, FAILS), (FAILS, HOLDS), (HOLDS, UNVERIFIABLE)])
def test_a_rival_that_disagrees_leaves_no_verdict(main: Verdict, rival: Verdict) -> None:
    found = settle(main, main, rival, rivals=(2,))
    assert found.verdict is UNVERIFIABLE
    assert found.why != "why 0"


def test_what_is_unverifiable_stays_so_with_its_own_reason() -> None:
    found = settle(UNVERIFIABLE, HOLDS, rivals=(1,))
    assert (found.verdict, found.why) == (UNVERIFIABLE, "why 0")


def test_the_rest_of_the_outcome_is_kept() -> None:
    found = settle(HOLDS, FAILS, rivals=(1,))
    assert replace(found, verdict=HOLDS, why="why 0") == Outcome("", HOLDS, "why 0", reading="r")


def test_two_that_fail_on_either_side_of_the_number_decide_nothing() -> None:
    """79 people were killed in attacks by an actor, and 821 in all that it took part in: 500 may be right."""
    read = ReadSentence("They killed 500.", "en", (SentenceReading(ONE), SentenceReading(ONE, blocks=True)))
    low, high = (Outcome("", FAILS, "why", reading="r", asserted=500.0, computed=c) for c in (79.0, 821.0))
    found = settled(read, [low, high])
    assert found.verdict is UNVERIFIABLE
    assert "79" in found.why
    assert "821" in found.why
    assert settled(read, [low, replace(low, computed=90.0)]).verdict is FAILS
