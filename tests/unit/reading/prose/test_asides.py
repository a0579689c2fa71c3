"""What only explains a year or a name is an aside, and nothing that asserts is."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        ("In 2017, the year Kabul fell, 50 people were killed in Mali.", "the year Kabul fell"),
        (
            "In 2017, the third full year of its civil war, 50 people were killed in Mali.",
            "the third full year of its civil war",
        ),
        ("En 2017, dernière année du conflit, le Mali a compté 50 morts.", "dernière année du conflit"),
        ("50 people were killed in Mali in 2017, the last year of the war.", "the last year of the war"),
        ("In 2017 (the year of the coup), 50 people were killed in Mali.", "the year of the coup"),
        ("The Lord's Resistance Army (LRA) killed 50 civilians in Uganda in 2004.", "LRA"),
    ],
)
def test_asides(sentence: str, aside: str) -> None:
    found = read(sentence)
    assert found.asides == (aside,)
    assert found.readings


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2017 (1,200 the year before), 50 people were killed in Mali.",
        "In 2017, the year with 300 attacks, 50 people were killed in Mali.",
        "In 2017, the year in which no civilian died, 50 people were killed in Mali.",
        "In 2017, the last year of violence, 50 people were killed in Mali.",
        "In 2017, the bloodiest year of its civil war, 50 people were killed in Mali.",
        "In 2017, the first year with more than 40 deaths, 50 people were killed in Mali.",
        "In Mali (excluding Gao), 50 people were killed in 2017.",
        "In Mali, whose army had left, 50 people were killed in 2017.",
    ],
)
def test_what_asserts_something_is_no_aside(sentence: str) -> None:
    assert read(sentence).asides == ()


def test_the_rest_is_read_as_if_the_aside_were_not_there() -> None:
    assert reading("In 2017, the year Kabul fell, 50 people were killed in Mali.") == reading(
        "In 2017, 50 people were killed in Mali."
    )


def test_a_place_that_an_aside_alone_names_is_not_lost() -> None:
    assert reading("In 2002, the final year of Angola's civil war, 177 people were killed there.") == (
        "deaths in Angola in 2002 are 177"
    )
