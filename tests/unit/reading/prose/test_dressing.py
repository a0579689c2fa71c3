"""Ways of saying that dress a sentence up are read as the plain words, and their look-alikes are not."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

PLAINLY = [
    (
        "Boko Haram deliberately killed 4,331 civilians in Nigeria in 2014.",
        "deaths in attacks on civilians by Boko Haram in Nigeria in 2014 are 4,331",
    ),
    (
        "Des attaques délibérées contre des civils ont fait 209 morts au Mali en 2015.",
        "deaths in attacks on civilians in Mali in 2015 are 209",
    ),
    ("Clashes and attacks in Mali rose by 76 percent in 2020.", "events in Mali in 2020 rise by 76 percent from 2019"),
    ("In 2018, attacks, clashes and bombings left 2,005 dead in Somalia.", "deaths in Somalia in 2018 are 2,005"),
    (
        "It was in 2014 that Nigeria recorded the most deaths.",
        "deaths in Nigeria in 2014 are the highest of any year on record",
    ),
    (
        "C'est en 2014 que le Nigeria a connu le plus de morts.",
        "deaths in Nigeria in 2014 are the highest of any year on record",
    ),
    (
        "It was in Nigeria that Boko Haram killed the most civilians in 2014.",
        "deaths in attacks on civilians by Boko Haram in Nigeria in 2014 rank 1st among countries",
    ),
    (
        "August 2017 was the single deadliest month on record in Myanmar.",
        "deaths in Myanmar in August 2017 are the highest of any month on record",
    ),
    ("En 2020, le Mali ne comptait plus que 1 100 morts.", "deaths in Mali in 2020 are 1,100"),
    (
        "Mali's record 1,167 deaths came in 2020.",
        "deaths in Mali in 2020 are the highest of any year on record; and deaths in Mali in 2020 are 1,167",
    ),
    (
        "2014 was the worst year on record for Nigeria in terms of attacks.",
        "attacks on civilians in Nigeria in 2014 are the highest of any year on record",
    ),
    ("Ghana did not record a single death in 2020.", "deaths in Ghana in 2020 are 0"),
    ("Not until 2019 did Benin record a conflict death.", "deaths in Benin first occur in 2019"),
    (
        "Un civil sur deux tué au Mali en 2020 l'a été par l'armée malienne.",
        "deaths in attacks on civilians by the government of Mali in Mali in 2020 make up half of deaths in attacks on "
        "civilians in Mali in 2020",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), PLAINLY)
def test_is_read_plainly(sentence: str, expected: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Deliberate attacks on hospitals killed 50 people in Syria in 2016.",
        "Targeted killings in Pakistan fell by 50 percent in 2016.",
        "The army deliberately killed 167 people in Mali in 2020.",
        "Clashes and attacks on the border killed 50 people in Mali in 2020.",
        "Attacks, clashes and protests in Mali rose by 76 percent in 2020.",
        "Attacks and protests in Mali rose by 76 percent in 2020.",
        "It was in 2020 that deaths in Mali exceeded 1,000.",
        "It was in 2020 that violence in Mali rose.",
        "It was not in 2014 that Nigeria recorded the most deaths.",
        "The single deadliest attack in Nigeria in 2014 killed 300 people.",
        "Pakistan recorded 123 violent events in 2016, 39 of which killed civilians.",
        "Not until 2019 did Mali record fewer than 1,000 deaths.",
        "In 2020, 5,436 people were murdered in Mexico.",
    ],
)
def test_what_looks_alike_has_no_reading(sentence: str) -> None:
    assert read(sentence).readings == ()


def test_deliberate_attacks_may_be_on_others_than_civilians() -> None:
    found = read("Deliberate attacks killed 439 people in Mali in 2019.")
    assert [one.blocks for one in found.readings] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        (
            "August was the deadliest month of 2018 in Afghanistan.",
            "August 2018 was the deadliest month of 2018 in Afghanistan.",
        ),
        (
            "Au Nigeria, le mois le plus meurtrier de 2015 a été février.",
            "Au Nigeria, le mois le plus meurtrier de 2015 a été février 2015.",
        ),
        (
            "The years 2018 to 2020 were deadlier in Mali than in Chad.",
            "2018 to 2020 were deadlier in Mali than in Chad.",
        ),
        (
            "Deaths linked to Colombia's conflict fell by 76 percent in 2003.",
            "Deaths in Colombia fell by 76 percent in 2003.",
        ),
        (
            "Not since 2000 had the Philippines seen as many deaths as in 2017.",
            "Never since 2000 had the Philippines seen as many deaths as in 2017.",
        ),
    ],
)
def test_months_years_and_wars_said_in_other_words(sentence: str, plain: str) -> None:
    assert reading(sentence) == reading(plain)


@pytest.mark.parametrize(
    "sentence",
    ["August was a deadly month in Afghanistan in 2018.", "In 2018 August had 50 deaths in Afghanistan."],
)
def test_a_month_alone_is_of_no_year(sentence: str) -> None:
    assert not read(sentence).readings
