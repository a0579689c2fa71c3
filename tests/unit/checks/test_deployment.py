"""Numbers of a force, and whether it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.held import AS_OF, COMMON, D, checked, short, source

from onrecord.checks.deployment import deployment
from onrecord.checks.levels import gives, in_force
from onrecord.model.blocks import Deployment, Level
from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Stated

PLAN = Level(D("2021-09"), 1000, 1000, "times", "diplomats", planned=True)
JANUARY = Level(D("2022-01"), 300, 350, "lemonde", "French sources")
UK = Level(D("2022-04-07"), 1000, 1000, "uk", "United Kingdom")
LATER = Level(D("2022-12"), 2000, 2000, "un", "United Nations")


def of(*levels: Level, **fields: object) -> Deployment:
    return replace(Deployment(COMMON, "Wagner", "Mali", levels), **fields)


CASES = [
    ("There are 1,000 mercenaries in Mali.", of(UK), "supported"),
    ("There are 900 mercenaries in Mali.", of(UK), "unsupported OR435"),
    ("There are about 950 mercenaries in Mali.", of(UK), "supported"),
    ("There are more than 1,000 mercenaries in Mali.", of(UK), "unsupported OR435"),
    ("There are at least 1,000 mercenaries in Mali.", of(UK), "supported"),
    ("There are 320 Russian mercenaries in Mali.", of(JANUARY), "supported"),
    ("There are 400 mercenaries in Mali.", of(JANUARY), "unsupported OR435"),
    ("French sources put the men in Mali at 300 to 350.", of(JANUARY), "supported"),
    ("There are 2,000 mercenaries in Mali.", of(UK, LATER), "unsupported OR435"),
    ("There are 1,000 mercenaries in Mali.", of(PLAN), "unsupported OR436"),
    ("There are 1,000 mercenaries in Mali.", of(PLAN, JANUARY), "unsupported OR436"),
    ("In September 2021 sources spoke of a planned deal for 1,000 men.", of(PLAN), "supported"),
    ("A deal was planned; there are 1,000 mercenaries in Mali.", of(PLAN), "unsupported OR436"),
    ("At least 900 mercenaries are in Mali, although 1,000 were planned.", of(PLAN), "unsupported OR436"),
    ("Instead of the 1,000 planned there are 300 mercenaries in Mali.", of(PLAN, JANUARY), "supported"),
    ("There are 1,000 mercenaries in Mali.", of(JANUARY, UK), "contested OR437"),
    ("According to the United Kingdom there are 1,000 mercenaries in Mali.", of(JANUARY, UK), "contested"),
    ("There are 1,000 mercenaries in Mali.", of(replace(JANUARY, until=D("2022-03")), UK), "supported"),
    ("There are 1,000 mercenaries in Mali.", of(replace(JANUARY, counted="trainers"), UK), "supported"),
    ("There are 1,000 mercenaries in Mali.", of(replace(JANUARY, low=800, high=900), UK), "supported"),
    ("In January 2022 there were 1,000 mercenaries in Mali.", of(JANUARY, UK), "unsupported OR435"),
    ("In January 2022 there were 300 mercenaries in Mali.", of(JANUARY, UK), "supported"),
    ("There are 300 mercenaries in Mali.", of(JANUARY, replace(UK, source="lemonde")), "overtaken"),
    ("There are 1,000 mercenaries in Mali.", of(), "unsupported OR435"),
    ("Mercenaries came to Mali, at 10 million a month.", of(UK), "supported"),
    ("Wagner has left Mali.", of(UK), "not found OR438"),
    ("Wagner has left Mali.", of(UK, left=D("2022-05")), "supported"),
    ("Wagner has left Mali.", of(UK, left=D("2025-06-06")), "unsupported OR438"),
    ("Wagner announced that it would have left Mali by May.", of(UK, left=D("2025-06-06")), "supported"),
    ("Wagner has not left Mali.", of(UK, left=D("2025-06-06")), "supported"),
    ("Wagner remains in Mali.", of(UK, left=D("2022-05")), "overtaken OR438"),
    ("Wagner remains in Mali.", of(UK, left=D("2025-06-06")), "supported"),
    ("Wagner is in Mali.", of(UK, arrived=D("2022-07")), "not found"),
]
# A second round, written after the check: those with a comment were wrong at first.
CASES += [
    ("The mission may have up to 1,000 soldiers.", of(UK), "supported"),
    ("The mission lost 14 peacekeepers in 2021.", of(UK), "supported"),  # unsupported: a part of the force
    ("Egypt withdrew 1,035 soldiers.", of(JANUARY), "supported"),  # unsupported
    ("The peacekeepers left Kidal in May.", of(UK, left=D("2023-12-31")), "supported"),  # unsupported
    ("Two soldiers have left hospital.", of(UK, left=D("2023-12-31")), "supported"),  # unsupported
    ("France left no doubt.", of(UK, left=D("2023-12-31")), "supported"),  # unsupported
    ("Wagner left Kidal.", of(UK, left=D("2023-12-31")), "open OR438"),
    ("The mercenaries left the country.", of(UK, left=D("2023-12-31")), "unsupported OR438"),
    ("Between 300 and 1,000 mercenaries are in Mali.", of(JANUARY, UK), "supported"),
    ("Nearly 1,000 mercenaries are in Mali.", of(UK), "supported"),  # unsupported: the source's number is rounded too
    ("Hundreds of mercenaries are in Mali.", of(JANUARY, UK), "supported"),
]
FRENCH = [
    ("Il y a 1 000 mercenaires au Mali.", of(UK), "supported"),
    ("Il y a 900 mercenaires au Mali.", of(UK), "unsupported OR435"),
    ("Un accord prévoit 1 000 mercenaires.", of(PLAN), "supported"),
    ("Il y a 1 000 mercenaires au Mali.", of(PLAN), "unsupported OR436"),
    ("Wagner a quitté le Mali.", of(UK, left=D("2025-06-06")), "unsupported OR438"),
    ("Wagner n'a pas quitté le Mali.", of(UK, left=D("2025-06-06")), "supported"),
    ("Les mercenaires se sont retirés.", of(UK, left=D("2022-05")), "supported"),
    ("Près de 1 000 mercenaires se trouvent au Mali.", of(UK), "supported"),
    ("Plus de 900 mercenaires se trouvent au Mali.", of(UK), "supported"),
    ("Wagner reste au Mali.", of(UK, left=D("2022-05")), "overtaken OR438"),
]


@pytest.mark.parametrize(("text", "block", "expected"), CASES)
def test_english(text: str, block: Deployment, expected: str) -> None:
    assert short(checked(deployment, text, block)) == expected


@pytest.mark.parametrize(("text", "block", "expected"), FRENCH)
def test_french(text: str, block: Deployment, expected: str) -> None:
    assert short(checked(deployment, text, block, language="fr")) == expected


def test_both_sides_are_named() -> None:
    result = checked(deployment, "There are 1,000 mercenaries in Mali.", of(JANUARY, UK, LATER))
    assert (
        result.why
        == '"1,000": 1,000, by United Kingdom (2022-04-07); otherwise: 300 to 350, by French sources (2022-01)'
    )
    assert result.since == ("2,000, by United Nations, 2022-12",)
    assert result.findings[0].why == (
        "with the sentence: 1,000, by United Kingdom (2022-04-07)",
        "otherwise: 300 to 350, by French sources (2022-01)",
    )


def test_without_a_number_the_levels_are_told() -> None:
    result = checked(deployment, "Wagner came.", of(replace(UK, by="")), sources=(source("uk", author="The UK"),))
    assert result.why == "it gives no number of the force; 1,000, by The UK (2022-04-07)"


def test_of_each_source_the_last_level_is_in_force() -> None:
    levels = (JANUARY, replace(JANUARY, on=D("2022-03"), low=500, high=500), UK, LATER)
    whole = Period(D("2022-01").first, AS_OF)
    assert in_force(levels, Period(AS_OF, AS_OF), AS_OF) == (levels[1], UK)
    assert in_force(levels, Period(D("2022-02").first, D("2022-02").last), AS_OF) == (JANUARY,)
    assert in_force(levels, whole, AS_OF) == levels[:3]


@pytest.mark.parametrize(
    ("low", "high", "stated", "expected"),
    [
        (300, 300, Stated(300), True),
        (300, None, Stated(300), True),
        (300, None, Stated(1000), False),
        (300, None, Stated(300, Comparator.AT_LEAST), True),
        (200, 400, Stated(300, Comparator.AT_LEAST), False),
        (200, 400, Stated(300), True),
        (200, 400, Stated(500), False),
        (200, 400, Stated(400, Comparator.AT_MOST), True),
        (200, None, Stated(400, Comparator.AT_MOST), False),
        (200, 400, Stated(250, Comparator.BETWEEN, upper=300), True),
        (200, 400, Stated(400, Comparator.MORE_THAN), False),
    ],
)
def test_what_a_range_gives(low: int, high: int | None, stated: Stated, expected: bool) -> None:
    assert gives(low, high, stated) is expected
