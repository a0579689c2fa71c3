"""Who kills, who is killed, who is only involved: what an actor does where it stands."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

JNIM = "Jama'at Nusrat al-Islam wal-Muslimin"


@pytest.mark.parametrize(
    "sentence",
    [
        "JNIM killed 50 civilians in Mali in 2020.",
        "50 civilians were killed by JNIM in Mali in 2020.",
        "In 2020, 50 civilians in Mali were killed by JNIM.",
        "Attacks on civilians by JNIM killed 50 people in Mali in 2020.",
        "JNIM's attacks on civilians killed 50 people in Mali in 2020.",
        "Le JNIM a tué 50 civils au Mali en 2020.",
        "50 civils ont été tués par le JNIM au Mali en 2020.",
    ],
)
def test_who_kills(sentence: str) -> None:
    assert reading(sentence) == f"deaths in attacks on civilians by {JNIM} in Mali in 2020 are 50"


@pytest.mark.parametrize(
    "sentence",
    [
        "50 people were killed in clashes involving JNIM in Mali in 2020.",
        "50 personnes ont été tuées dans des affrontements impliquant le JNIM au Mali en 2020.",
    ],
)
def test_who_is_involved(sentence: str) -> None:
    assert reading(sentence) == f"deaths in clashes involving {JNIM} in Mali in 2020 are 50"


@pytest.mark.parametrize(
    "sentence",
    [
        "Government forces killed 50 civilians in Mali in 2020.",
        "The Malian army killed 50 civilians in Mali in 2020.",
        "Les forces gouvernementales ont tué 50 civils au Mali en 2020.",
        "L'armée malienne a tué 50 civils au Mali en 2020.",
    ],
)
def test_the_forces_of_a_country_are_its_government(sentence: str) -> None:
    expected = "deaths in attacks on civilians by the government of Mali in Mali in 2020 are 50"
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Attacks on JNIM killed 50 people in Mali in 2020.",
        "JNIM was killed 50 times in Mali in 2020.",
        "JNIM said 50 civilians were killed in Mali in 2020.",
        "JNIM fighters killed by the army numbered 50 in Mali in 2020.",
        "Of the 50 civilians killed in Mali in 2020, JNIM killed none.",
    ],
)
def test_an_actor_that_only_stands_there_is_not_who_killed(sentence: str) -> None:
    found = [reading(sentence), *(str(one.reading) for one in read(sentence).readings)]
    assert not any(f"deaths in attacks on civilians by {JNIM} in Mali in 2020 are 50" in one for one in found)
