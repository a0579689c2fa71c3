"""Deaths by the event: what averages over events, and what is said of each single one."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

READ = {
    "deaths per event in Iraq in 2015 are 14": (
        "Incidents in Iraq claimed an average of 14 lives each in 2015.",
        "Each incident in Iraq in 2015 killed 14 people on average.",
        "The average violent incident in Iraq in 2015 left 14 people dead.",
        "In 2015 violence in Iraq cost an average of 14 lives per incident.",
        "En 2015, on a compté en moyenne 14 morts par incident en Irak.",
    ),
    "deaths per event in attacks on civilians in Mali in 2018 are 8": (
        "Au Mali, en 2018, chaque attaque contre des civils a fait en moyenne 8 morts.",
        "Attacks on civilians in Mali in 2018 killed an average of 8 people per attack.",
    ),
    "deaths per event in clashes in Nigeria in 2014 are 21": (
        "In 2014, clashes in Nigeria killed on average 21 people per clash.",
    ),
}


@pytest.mark.parametrize(("expected", "sentence"), [(one, text) for one, some in READ.items() for text in some])
def test_averages_over_events(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Each attack in Mali in 2019 killed four people.",
        "In 2019, 30 people were killed in an attack in Mali.",
        "Clashes in Mali killed an average of 8 people per attack in 2019.",
        "Each group killed 4 civilians on average in Mali in 2019.",
        "An average of 3 attacks per group were recorded in Mali in 2019.",
        "Incidents in Iraq killed an average of 14 people each month in 2015.",
    ],
)
def test_what_is_no_average_over_events_is_not_read_as_one(sentence: str) -> None:
    assert not read(sentence).readings
