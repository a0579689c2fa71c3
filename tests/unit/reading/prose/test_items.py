"""Symbols to items: lists of names, rates, owners, and the order of what may be several things."""

from __future__ import annotations

import pytest
from tests.support.prose import items

from onrecord.model.reading import Per, RateUnit
from onrecord.reading.prose.item import Item


def of(sort: str, text: str, language: str = "en") -> list[Item]:
    return [item for item in items(text, language) if item.sort == sort]


def ids(item: Item) -> list[str]:
    return [ref.id for ref in item.refs]


@pytest.mark.parametrize(
    ("text", "language", "places", "joined"),
    [
        ("in Mali, Niger and Burkina Faso", "en", ["MLI", "NER", "BFA"], "and"),
        ("in Mali, Niger, and Burkina Faso", "en", ["MLI", "NER", "BFA"], "and"),
        ("in Mali or Niger", "en", ["MLI", "NER"], "or"),
        ("au Mali, au Niger et au Burkina Faso", "fr", ["MLI", "NER", "BFA"], "and"),
        ("le Mali, le Niger et le Burkina Faso", "fr", ["MLI", "NER", "BFA"], "and"),
    ],
)
def test_names_in_a_row_are_one_list(text: str, language: str, places: list[str], joined: str) -> None:
    (found,) = of("place", text, language)
    assert (ids(found), found.joined) == (places, joined)


@pytest.mark.parametrize("text", ["in Mali, Niger", "in Mali. Niger", "in Mali while in Niger"])
def test_names_that_come_to_no_and_are_apart(text: str) -> None:
    assert [ids(one) for one in of("place", text)] == [["MLI"], ["NER"]]


def test_a_list_ends_at_an_owner() -> None:
    assert [ids(one) for one in of("actor", "Boko Haram's and JNIM")] == [["boko-haram"], ["jnim"]]


def test_the_same_name_twice_stands_once() -> None:
    assert [ids(one) for one in of("place", "in Mali and Mali")] == [["MLI"]]


@pytest.mark.parametrize(
    ("text", "language", "rate"),
    [
        ("five people a day", "en", Per(RateUnit.DAY)),
        ("per month", "en", Per(RateUnit.MONTH)),
        ("monthly", "en", Per(RateUnit.MONTH)),
        ("every 21 hours", "en", Per(RateUnit.HOUR, 21, between=True)),
        ("per 100,000 people", "en", Per(RateUnit.PEOPLE, 100_000)),
        ("per capita", "en", Per(RateUnit.PEOPLE, 100_000)),
        ("cinq personnes par jour", "fr", Per(RateUnit.DAY)),
        ("pour 100 000 habitants", "fr", Per(RateUnit.PEOPLE, 100_000)),
    ],
)
def test_rates(text: str, language: str, rate: Per) -> None:
    assert [item.rate for item in of("rate", text, language)] == [rate]


@pytest.mark.parametrize("text", ["120 a year earlier", "a year after the coup", "a day of violence"])
def test_a_year_before_another_is_no_rate(text: str) -> None:
    assert not of("rate", text)


def test_who_owns_what_follows() -> None:
    assert [item.owner for item in of("place", "Mali's deaths")] == [True]
    assert [item.owner for item in of("place", "deaths in Mali")] == [False]


def test_adjectives_of_places() -> None:
    assert [item.adjective for item in of("place", "Malian deaths")] == [True]
    assert [item.adjective for item in of("place", "deaths in Mali")] == [False]


def test_an_army_of_a_country_is_its_government() -> None:
    assert [ids(item) for item in of("actor", "the Malian army killed")] == [["government-of-mali"]]


def test_a_third_year_is_a_place_in_an_order_and_no_part() -> None:
    assert [item.nth for item in of("ordinal", "for a third straight year")] == [3]
    assert not of("number", "for a third straight year")
    assert of("number", "a third of the deaths")


def test_a_date_goes_before_a_number_and_the_longer_before_the_shorter() -> None:
    assert [item.sort for item in items("5 March 2019")] == ["when"]
    assert [item.sort for item in items("5 deaths")] == ["number", "word"]
