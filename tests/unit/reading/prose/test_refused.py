"""Sentences that look as if they could be read, and must not be sure of a reading: it would be about something else.

Each was once given one. Sure means: a reading, and none beside it that is as likely and says something else.
"""

from __future__ import annotations

import pytest
from tests.support.prose import read

REFUSED = {
    "signs beside a number": (
        "In 2020, >1,000 people were killed in Mali.",
        "In 2020, <1,000 people were killed in Mali.",
        "In 2020, ≥2,000 people were killed in Mali.",
        "In 2020, -1,167 people were killed in Mali.",
        "In 2020, \N{MINUS SIGN}1,167 people were killed in Mali.",
        "In 2020, $1,167 people were killed in Mali.",
        "In 2020, 1,167+ people were killed in Mali.",
        "In 2020, 1,167\N{SUPERSCRIPT ONE} people were killed in Mali.",
    ),
    "numbers that may be two": (
        "In 2020, 1.167 people were killed in Mali.",
        "In 2020, 11,67 people were killed in Mali.",
        "En 2020, 1,167 personnes ont été tuées au Mali.",
        "Deaths in Mali were 3.5 in 2019.",
        "Deaths in Mali in 2020 were two and a half times those in 2019.",
    ),
    "all the years so far, not the one named": (
        "By 2020, more than 5,000 people had been killed in Mali.",
        "By the end of 2020, more than 100,000 people had been killed in Syria.",
        "By June 2020, more than 5,000 people had been killed in Mali.",
        "As of 2020, 6,500 people had been killed in Mali.",
        "Fin 2020, 1 167 personnes avaient été tuées au Mali.",
    ),
    "people of a country, not people in it": (
        "In 2020, 1,167 people were killed by Mali.",
        "In 2020, 1,167 Malians were killed.",
        "En 2020, 1 167 Maliens ont été tués.",
    ),
    "killings of which the data know a part": (
        "JNIM killed 79 people in Mali in 2020.",
        "Most deaths in Mali in 2020 were caused by JNIM.",
        "The Malian army killed more people than JNIM in Mali in 2020.",
        "Le JNIM a tué 79 personnes au Mali en 2020.",
    ),
    "a war between two, which kills others too": (
        "The war between Boko Haram and the Nigerian army killed 3,881 people in 2014.",
        "Le conflit entre Boko Haram et l'armée nigériane a fait 3 881 morts en 2014.",
    ),
    "people who kill, not people killed": (
        "In 2020, 1,167 people took lives in Mali.",
        "In 2020, 1,167 people have killed in Mali.",
    ),
    "a record, which the number alone does not tell": ("In 2014, a record 247 people were killed in Mali.",),
    "how a rise went": (
        "Deaths in Mali rose dramatically in 2019.",
        "Deaths in Mali rose steadily from 2016 to 2020.",
        "Le nombre de morts a fortement augmenté au Mali en 2019.",
        "Le nombre de morts a augmenté régulièrement au Mali de 2016 à 2020.",
    ),
    "each of several, or their sum": (
        "Deaths rose in Mali, Niger and Burkina Faso in 2020.",
        "Deaths in Mali and Niger fell in 2020.",
        "Les décès ont augmenté au Mali, au Niger et au Burkina Faso en 2020.",
    ),
    "a second place that the reading leaves out": (
        "In Mali, 2020 was the deadliest year in the Sahel.",
        "In Chad, JNIM killed 79 civilians in Mali in 2020.",
        "In Chad, a third of those killed in Mali in 2020 were civilians.",
        "A third of those killed in Mali in 2018 died in Colombia.",
    ),
    "no assertion": (
        "Had deaths in Mali risen by 9 percent in 2020.",
        "If deaths in Mali rose by 9 percent in 2020.",
        "Did deaths in Mali rise by 9 percent in 2020?",
        "Deaths in Mali may have risen by 9 percent in 2020.",
        "Deaths in Mali almost rose by 9 percent in 2020.",
    ),
}


@pytest.mark.parametrize("sentence", [sentence for some in REFUSED.values() for sentence in some])
def test_no_reading_is_sure(sentence: str) -> None:
    found = read(sentence)
    rivals = [one for one in found.readings[1:] if one.blocks]
    assert rivals or not found.readings


def test_those_who_mourn_are_not_those_who_died() -> None:
    test_no_reading_is_sure("In 2020, 1,167 people mourned the dead in Mali.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Syria's civil war claimed more lives in 2014 than any other conflict.",
        "Syria's war claimed more lives in 2014 than any other war.",
        "La guerre civile syrienne a fait plus de morts en 2014 que tout autre conflit.",
    ],
)
def test_more_than_any_other_war_is_no_record_of_years(sentence: str) -> None:
    assert not read(sentence).readings


def test_fewer_in_two_years_may_be_fewer_in_each() -> None:
    found = read("Mali saw fewer than 500 deaths in 2018 and 2019.").readings
    assert len(found[0].reading.parts) == 1
    assert [len(one.reading.parts) for one in found if one.blocks] == [2]


@pytest.mark.parametrize(
    "sentence",
    [
        "Deaths in Mali in 2020 have not been exceeded by those in Niger.",
        "Deaths in Mali in 2018 have not been exceeded since 2019.",
        "The 2014 death toll in Nigeria has not been exceeded.",
    ],
)
def test_not_exceeded_by_whom_or_since_when(sentence: str) -> None:
    assert not read(sentence).readings
