"""First and last times, and what an actor is not in any more."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

READ = {
    "attacks on civilians by the Lord's Resistance Army in Uganda last occur in 2006": (
        "The Lord's Resistance Army last attacked civilians in Uganda in 2006.",
    ),
    "deaths in attacks on civilians by the Lord's Resistance Army in Uganda last occur in 2006": (
        "The LRA last killed civilians in Uganda in 2006.",
    ),
    "events involving the Shining Path in Peru since 2012 are 0": (
        "Shining Path has not featured in any violent event in Peru since 2011.",
        "The Shining Path does not appear in the data for Peru after 2011.",
    ),
    "events involving the Lord's Resistance Army in the Central African Republic since 2020 are 0": (
        "La LRA n'apparaît plus dans aucun incident en Centrafrique après 2019.",
    ),
    "events involving al-Qaida in the Arabian Peninsula first occur in 2009": (
        "AQAP made its first appearance in the data in 2009.",
        "AQAP first appeared in the data in 2009.",
    ),
    "events involving Boko Haram in Chad first occur in 2015": (
        "Boko Haram's first recorded activity in Chad came in 2015.",
    ),
    "events involving Boko Haram in Chad in 2013 are 0": ("No Boko Haram activity was recorded in Chad in 2013.",),
    "- none": ("No activity was recorded in Chad in 2013.", "Boko Haram activity rose in Niger in 2015."),
    "events involving the March 23 Movement from 2018 to 2019 are 0": (
        "The M23 was not involved in a single event in 2018 or 2019.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("expected", "sentence"), [(one, text) for one, some in READ.items() for text in some])
def test_first_last_and_none(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


def test_since_a_year_may_leave_that_year_out() -> None:
    found = read("Shining Path has not featured in any violent event in Peru since 2011.").readings
    assert len([one for one in found if one.blocks]) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Boko Haram attacked 50 villages in Nigeria in 2014.",
        "The M23 was not involved in many events in 2018.",
        "The M23 last week attacked Goma in 2012.",
        "Events in which a faction of the LRA last featured were in 2006.",
    ],
)
def test_what_is_said_of_other_things_is_not_read(sentence: str) -> None:
    assert not read(sentence).readings
