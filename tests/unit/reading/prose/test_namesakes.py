"""A name that several groups have means the one active in the country that the sentence names."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The UPC killed 284 civilians in the Central African Republic in 2016.", "Union for Peace in the Central"),
        ("The UPC killed 358 civilians in the DRC in 2003.", "Union of Congolese Patriots"),
        ("Maoist rebels killed 209 civilians in India in 2010.", "Maoists in India"),
        ("Les rebelles maoïstes ont tué 28 civils au Pérou en 1989.", "Shining Path"),
    ],
)
def test_the_country_tells_which_is_meant(sentence: str, actor: str) -> None:
    assert f"by the {actor}" in reading(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The UPC killed 284 civilians in 2016.",
        "The UPC killed 284 civilians in Africa in 2016.",
        "The UPC killed 284 civilians in the DRC and the Central African Republic in 2016.",
        "The UPC killed 284 civilians in Mali in 2016.",
    ],
)
def test_without_one_country_it_stays_unread(sentence: str) -> None:
    assert "The UPC" in read(sentence).unread


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Maoist rebels of the CPI-Maoist killed 209 civilians in India in 2010.", "the Maoists in India"),
        ("The Islamist group Boko Haram killed 4,331 civilians in Nigeria in 2014.", "Boko Haram"),
        ("Les insurgés islamistes de Boko Haram ont tué 4 331 civils au Nigeria en 2014.", "Boko Haram"),
    ],
)
def test_what_a_group_is_called_before_its_name_says_the_same(sentence: str, actor: str) -> None:
    assert f"by {actor} in" in reading(sentence)


def test_a_class_that_the_group_is_not_in_is_unread() -> None:
    assert read("The jihadist group M23 killed 300 civilians in the DRC in 2012.").unread == ("The jihadist group",)
