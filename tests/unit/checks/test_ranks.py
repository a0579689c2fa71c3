"""Rank and list of the highest, on breakdowns made up for each case."""

from __future__ import annotations

import pytest
from tests.support.made_up import Facts, Number, dataset, yearly

from onrecord.model.dataset import Family
from onrecord.model.figure import Verdict

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
COUNTRIES: dict[str, Number] = {"SYR": 500, "IRQ": 300, "MLI": 200, "NGA": 200, "NER": 10, "TCD": 0}
NAMES = {"SYR": "Syria", "IRQ": "Iraq", "MLI": "Mali", "NGA": "Nigeria", "NER": "Niger", "TCD": "Chad"}


def world(family: Family = Family.UCDP, **changes: Number) -> Facts:
    numbers = COUNTRIES | changes
    days = {f"deaths in {NAMES[of]}": yearly(y2020=n) for of, n in numbers.items() if n != -1}
    return Facts(dataset(family), days=days, parts={"deaths": numbers, "deaths in Africa": {
        of: numbers[of] for of in ("MLI", "NGA", "NER", "TCD")
    }})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("deaths in Syria in 2020 rank 1st among countries", HOLDS, 500),
        ("deaths in Iraq in 2020 rank 1st among countries", FAILS, 300),
        ("deaths in Iraq in 2020 rank 2nd among countries", HOLDS, 2),
        ("deaths in Iraq in 2020 rank 3rd among countries", FAILS, 2),
        ("deaths in Mali in 2020 rank 3rd among countries", FAILS, 3),  # Nigeria is level
        ("deaths in Mali in 2020 rank 4th among countries", FAILS, 3),
        ("deaths in Mali in 2020 rank in the top 3 among countries", FAILS, 3),
        ("deaths in Mali in 2020 rank in the top 4 among countries", HOLDS, 3),
        ("deaths in Iraq in 2020 rank in the top 3 among countries", HOLDS, 2),
        ("deaths in Niger in 2020 rank 3rd among countries in Africa", HOLDS, 3),
        # event data list only places with events: neither the lowest nor a zero has a place of its own
        ("deaths in Niger in 2020 rank 1st lowest among countries", FAILS, 10),
        ("deaths in Chad in 2020 rank 1st lowest among countries", UNVERIFIABLE, None),
        ("deaths in Niger in 2020 rank 2nd lowest among countries", UNVERIFIABLE, None),
        ("deaths in Chad in 2020 rank 6th among countries", UNVERIFIABLE, None),
        ("deaths in Chad in 2020 rank 3rd among countries", FAILS, 6),
    ],
)
def test_rank(text: str, verdict: Verdict, computed: float | None) -> None:
    found = world().judge(text)
    assert (found.verdict, found.computed) == (verdict, computed), found.why


def test_a_series_lists_every_place() -> None:
    series = world(Family.SERIES)
    assert series.judge("deaths in Chad in 2020 rank 1st lowest among countries").verdict is HOLDS
    assert series.judge("deaths in Niger in 2020 rank 2nd lowest among countries").verdict is HOLDS
    assert series.judge("deaths in Chad in 2020 rank 6th among countries").verdict is HOLDS


def test_a_rank_where_one_place_has_no_figure() -> None:
    assert world(IRQ=-1).judge("deaths in Syria in 2020 rank 1st among countries").verdict is UNVERIFIABLE
    assert world(IRQ=-1).judge("deaths in Mali in 2020 rank 1st among countries").verdict is FAILS


def test_why_a_rank_fails() -> None:
    found = world().judge("deaths in Mali in 2020 rank 2nd among countries")
    assert found.why == "200 is in place 3 of 6, with one other equal, Syria is first with 500"
    assert world().judge("deaths in Iraq in 2020 rank 2nd among countries").why == (
        "300 is in place 2 of 6, Syria stands before it with 500"
    )


def test_rank_per_person() -> None:
    made = Facts(
        dataset(Family.SERIES),
        days={"deaths in Mali": yearly(y2020=20)},
        parts={"deaths": {"MLI": 20, "NGA": 200}},
        people={"deaths in Mali": 1e6, "MLI": 1e6, "NGA": 1e8},
    )
    assert made.judge("deaths per 100,000 people in Mali in 2020 rank 1st among countries").computed == 2
    assert made.judge("deaths in Mali in 2020 rank 1st among countries").verdict is FAILS


def areas(**changes: Number) -> Facts:
    numbers: dict[str, Number] = {"Kidal (MLI)": 50, "Gao (MLI)": 30, "Mopti (MLI)": 40, "Gao (NER)": 2}
    kidal = yearly(y2020=50)
    days = {'deaths in "Kidal" in Mali': kidal, 'deaths in "kidal" in Mali': kidal,
            'deaths in "Gao" in Mali': yearly(y2020=30),
            'deaths in "Ansongo" in Mali': yearly(y2020=45)}  # fmt: skip
    return Facts(days=days, parts={"deaths in Mali": numbers | changes})


def test_an_area_is_not_its_own_rival() -> None:
    assert areas().judge('deaths in "Kidal" in Mali in 2020 rank 1st among areas').verdict is HOLDS
    assert areas().judge('deaths in "kidal" in Mali in 2020 rank 1st among areas').verdict is HOLDS
    assert areas(**{"Mopti (MLI)": 60}).judge('deaths in "Kidal" in Mali in 2020 rank 1st among areas').verdict is FAILS


def test_an_area_that_is_no_division_or_two_has_no_rank() -> None:
    assert areas().judge('deaths in "Ansongo" in Mali in 2020 rank 2nd among areas').verdict is UNVERIFIABLE
    assert areas().judge('deaths in "Gao" in Mali in 2020 rank 3rd among areas').verdict is UNVERIFIABLE


def test_rank_among_actors() -> None:
    made = Facts(
        days={'deaths involving "A" in Mali': yearly(y2020=50)},
        parts={"deaths in Mali": {"A": 50, "B": 30, "C": 70}},
    )
    assert made.judge('deaths involving "A" in Mali in 2020 rank 2nd among actors').verdict is HOLDS
    assert made.judge('deaths involving "A" in Mali in 2020 rank 1st among actors').verdict is FAILS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("deaths in 2020 are highest in Syria and Iraq", HOLDS),
        ("deaths in 2020 are highest in Iraq and Syria", HOLDS),
        ("deaths in 2020 are highest in Syria and Iraq, in that order", HOLDS),
        ("deaths in 2020 are highest in Iraq and Syria, in that order", FAILS),
        ("deaths in 2020 are highest in Syria and Mali", FAILS),
        ("deaths in 2020 are highest in Syria, Iraq and Mali", FAILS),  # Nigeria is level
        ("deaths in 2020 are highest in Syria, Iraq, Mali and Nigeria", HOLDS),
        ("deaths in 2020 are highest in Syria, Iraq, Mali and Nigeria, in that order", FAILS),  # a tie is no order
        ("deaths in 2020 are highest in Syria, Iraq, Mali, Nigeria, Niger and Chad", FAILS),  # as low as all others
        ("deaths in 2020 are highest in Syria, Iraq, Mali, Nigeria, Niger and Sudan", FAILS),
        ("deaths in 2020 are lowest in Chad", UNVERIFIABLE),
        ("deaths in 2020 are lowest in Niger", FAILS),
        ("deaths in Africa in 2020 are highest in Mali and Nigeria", HOLDS),
    ],
)
def test_top(text: str, verdict: Verdict) -> None:
    found = world().judge(text)
    assert found.verdict is verdict, found.why


def test_the_lowest_of_a_series() -> None:
    series = world(Family.SERIES)
    assert series.judge("deaths in 2020 are lowest in Chad").verdict is HOLDS
    assert series.judge("deaths in 2020 are lowest in Chad and Niger, in that order").verdict is HOLDS
    assert world(Family.SERIES, NER=0).judge("deaths in 2020 are lowest in Chad").verdict is FAILS


def test_a_list_where_one_place_has_no_figure() -> None:
    assert world(NER=-1).judge("deaths in 2020 are highest in Syria").verdict is UNVERIFIABLE
    assert world(NER=-1).judge("deaths in 2020 are highest in Mali").verdict is FAILS


def test_why_a_list_fails() -> None:
    assert world().judge("deaths in 2020 are highest in Syria and Mali").why == (
        "in order: Syria 500, Iraq 300, Mali 200"
    )
