"""Variants, several assertions and several datasets put together, and which data an open question needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.asking import parsed, vocabulary
from tests.support.made_up import dataset

from onrecord.checks.amounts import Estimate
from onrecord.checks.judgement import Judgement
from onrecord.checks.statistic import BEST, combine, needed_data, trials
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dossier import Statement
from onrecord.model.figure import Clock, Side, Verdict
from onrecord.model.finding import Span

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
AS_OF = date(2023, 1, 1)
STATEMENT = Statement("s", "A sentence.", "A sentence.", Span("claims/a.md", 3))


def names(text: str, of: Dataset) -> list[str]:
    return [trial.name for trial in trials(parsed(text, ("peacekeepers",)), of, AS_OF, vocabulary())]


ESTIMATES = ["low estimate", "high estimate"]
EVENTS = ["without imprecise events", "events by last day"]


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("deaths in Mali in 2020 are 5", [*ESTIMATES, *EVENTS]),
        ("events in Mali in 2020 are 5", EVENTS),
        ("events in Mali in 2020 are 5; and deaths in Mali in 2020 are 5", [*ESTIMATES, *EVENTS]),
        ("events in Mali in 2020 exceed deaths in Mali in 2019", [*ESTIMATES, *EVENTS]),
        ("deaths by Boko Haram in Mali in 2020 are 5", [*ESTIMATES, "actor on either side", *EVENTS]),
        ("attacks on civilians involving Boko Haram in 2020 are 5", ["perpetrator only", *EVENTS]),
        ("clashes involving Boko Haram in 2020 are 5", EVENTS),
        ("events involving Boko Haram in 2020 are 5", EVENTS),
    ],
)  # fmt: skip
def test_which_variants_are_tried(text: str, variants: list[str]) -> None:
    assert names(text, dataset()) == [BEST, *variants]


def test_variants_that_the_data_cannot_tell_are_not_tried() -> None:
    assert names("deaths in Mali in 2020 are 5", dataset(has=frozenset({"deaths"}))) == [BEST]
    assert names("deaths in Mali in 2020 are 5", dataset(Family.SERIES, has=frozenset({"estimates"}))) == [
        BEST,
        *ESTIMATES,
    ]


def test_a_variant_changes_one_thing() -> None:
    found = {
        t.name: t.scope for t in trials(parsed("deaths by Boko Haram in 2020 are 5"), dataset(), AS_OF, vocabulary())
    }
    main = found[BEST]
    assert found["low estimate"] == replace(main, estimate=Estimate.LOW)
    assert found["high estimate"] == replace(main, estimate=Estimate.HIGH)
    assert found["actor on either side"] == replace(main, side=Side.EITHER)
    assert found["without imprecise events"] == replace(main, precise=True)
    assert found["events by last day"] == replace(main, clock=Clock.END)


# Several assertions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([HOLDS, HOLDS], HOLDS),
        ([HOLDS, FAILS], FAILS),
        ([UNVERIFIABLE, FAILS], FAILS),
        ([FAILS, UNVERIFIABLE], FAILS),
        ([HOLDS, UNVERIFIABLE], UNVERIFIABLE),
        ([UNVERIFIABLE, UNVERIFIABLE], UNVERIFIABLE),
    ],
)
def test_several_assertions(parts: list[Verdict], verdict: Verdict) -> None:
    found = combine([Judgement(one, f"why {i}", float(i)) for i, one in enumerate(parts)])
    assert found.verdict is verdict
    assert found.computed == 0
    assert found.why == "; ".join(f"why {i}" for i, one in enumerate(parts) if one is verdict)


# Needed data --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("deaths in Mali in 2020 are 5", "event data or a series for Mali, P (UCDP GED and ACLED hold such data)"),
        ("deaths in 2020 are 5", "event data or a series for the world, P (UCDP GED and ACLED hold such data)"),
        ("deaths by Boko Haram in Nigeria in 2020 are 5",
         "event data that name actors and kinds of violence for Nigeria, P (UCDP GED and ACLED hold such data)"),
        ('clashes in "Kidal" in Mali in 2020 exceed those in Niger',
         "event data that name kinds of violence and places below the country for Mali, Niger, P "
         "(UCDP GED and ACLED hold such data)"),
        ("actors with events in Mali in 2020 are 5",
         "event data that name actors for Mali, P (UCDP GED and ACLED hold such data)"),
        ("peacekeepers in Mali in 2020 are 5", "a series of peacekeepers, P"),
    ],
)  # fmt: skip
def test_which_data_could_settle_it(text: str, needed: str) -> None:
    assert needed_data(parsed(text, ("peacekeepers",)), vocabulary(), "P") == needed
