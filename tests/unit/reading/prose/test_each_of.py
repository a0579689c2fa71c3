"""What is said of both of two years or places is said of each."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

READ = {
    "deaths in Mali in 2020 rise from 2019; and deaths in Niger in 2020 rise from 2019": (
        "Deaths rose in both Mali and Niger in 2020.",
        "Both Mali and Niger saw deaths rise in 2020.",
    ),
    "deaths in Mali in 2019 are more than 1,000; and deaths in Mali in 2020 are more than 1,000": (
        "In both 2019 and 2020, more than 1,000 people were killed in Mali.",
    ),
    "deaths in Pakistan in 2009 exceed those in Afghanistan; and deaths in Pakistan in 2010 exceed those in "
    "Afghanistan": ("Pakistan was deadlier than Afghanistan in both 2009 and 2010.",),
}


@pytest.mark.parametrize(("expected", "sentence"), [(one, text) for one, some in READ.items() for text in some])
def test_both_are_two_assertions(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2020, 500 people were killed in both Mali and Niger.",
        "Both sides killed 50 civilians in Mali in 2020.",
        "Deaths did not rise in both Mali and Niger in 2020.",
        "Both attacks in Mali in 2020 killed 30 people.",
    ],
)
def test_both_of_other_things_are_not_read(sentence: str) -> None:
    assert not read(sentence).readings
