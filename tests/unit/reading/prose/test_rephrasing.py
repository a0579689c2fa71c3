"""Attacks said to be on civilians, "set to claim", and what followed an event are read as their plain words are."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "One-sided violence against civilians killed 366 people in Mali in 2020.",
            "deaths in attacks on civilians in Mali in 2020 are 366",
        ),
        (
            "Attacks by Boko Haram against civilians killed 4,331 people in Nigeria in 2014.",
            "deaths in attacks on civilians by Boko Haram in Nigeria in 2014 are 4,331",
        ),
        (
            "La violence unilatérale contre les civils a fait 366 morts au Mali en 2020.",
            "deaths in attacks on civilians in Mali in 2020 are 366",
        ),
        (
            "At the pace of its first three months, 2020 was set to claim 1,800 lives in Burkina Faso.",
            "deaths in Burkina Faso in 2020 projected from January to March 2020 are 1,800",
        ),
        (
            "The coup of 22 March 2012 was followed by twelve months in which 500 people were killed in Mali.",
            "deaths in Mali from 22 March 2012 to 21 March 2013 are 500",
        ),
        (
            "Mali's coup of 22 March 2012 was followed by a year with more deaths than the year before it.",
            "deaths in Mali from 22 March 2012 to 21 March 2013 exceed those from 22 March 2011 to 21 March 2012",
        ),
        (
            "Le coup d'État du 22 mars 2012 a été suivi d'une année avec moins de morts au Mali "
            "que l'année qui l'a précédé.",
            "deaths in Mali from 22 March 2012 to 21 March 2013 are below those from 22 March 2011 to 21 March 2012",
        ),
    ],
)
def test_readings(sentence: str, expected: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "One-sided violence against civilians and soldiers killed 366 people in Mali in 2020.",
        "Attacks by Boko Haram against civilians and soldiers killed 4,331 people in Nigeria in 2014.",
        "Attacks by Boko Haram on the army killed 4,331 people in Nigeria in 2014.",
        "Officials claim 1,167 lives were lost in Mali in 2020.",
        "The coup of 18 August 2020 was followed by a rise in deaths in Mali.",
        "The coup of March 2012 was followed by a year with more deaths in Mali than the year before it.",
        "The coup of 22 March 2012 was followed by the deadliest year on record in Mali.",
        "The coup of 22 March 2012 was followed by years of violence in Mali.",
        "The coup of 22 March 2012 was not followed by a year with fewer deaths in Mali than the year before it.",
    ],
)
def test_what_says_something_else_is_not_read(sentence: str) -> None:
    assert read(sentence).readings == ()
