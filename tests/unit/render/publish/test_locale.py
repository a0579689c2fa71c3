"""Numbers, dates, periods, lists and plurals, in English and in French."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.dates import PartialDate, Period
from onrecord.render.french.typography import THIN, WIDE
from onrecord.render.publish.locale import Locale

ENGLISH, FRENCH = Locale("en"), Locale("fr")


def plain(text: str) -> str:
    return text.replace(THIN, " ").replace(WIDE, " ")


@pytest.mark.parametrize(
    ("value", "places", "english", "french"),
    [
        (1752, None, "1,752", f"1{WIDE}752"),
        (68.7, None, "68.7", "68,7"),
        (1234567.5, None, "1,234,567.5", f"1{WIDE}234{WIDE}567,5"),
        (0.126, None, "0.13", "0,13"),
        (5, 1, "5.0", "5,0"),
        (-3, None, "-3", "-3"),
        (0, None, "0", "0"),
    ],
)
def test_numbers(value: float, places: int | None, english: str, french: str) -> None:
    assert ENGLISH.number(value, places) == english
    assert FRENCH.number(value, places) == french


def test_a_percent_sign_stands_apart_in_french() -> None:
    assert FRENCH.text("{n}%", n=FRENCH.number(68.7)) == f"68,7{WIDE}%"


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2022, 1, 1), "1 January 2022", "1er janvier 2022"),
        (date(2022, 8, 11), "11 August 2022", "11 août 2022"),
        (date(2022, 6, 30), "30 June 2022", "30 juin 2022"),
    ],
)
def test_days(day: date, english: str, french: str) -> None:
    assert plain(ENGLISH.day(day)) == english
    assert plain(FRENCH.day(day)) == french
    assert WIDE in FRENCH.day(day)  # the day does not part from its month


def test_days_on_axes() -> None:
    assert FRENCH.styled(date(2022, 1, 1), "d MMM y") == "1er janv. 2022"
    assert FRENCH.styled(date(2022, 1, 1), "MMM y") == "janv. 2022"
    assert FRENCH.styled(date(2022, 1, 1), "QQQ y") == "T1 2022"


def test_months_and_years() -> None:
    assert [FRENCH.partial(PartialDate(2022, 3)), FRENCH.partial(PartialDate(2022))] == ["mars 2022", "2022"]
    assert [ENGLISH.partial(PartialDate(2022, 3)), ENGLISH.partial(PartialDate(2022))] == ["March 2022", "2022"]


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        (Period.of_year(2022), "2022", "2022"),
        (Period.of_month(2022, 3), "March 2022", "mars 2022"),
        (Period(date(2022, 1, 1), date(2022, 6, 30)), "January to June 2022", "janvier à juin 2022"),
        (Period(date(2021, 5, 1), date(2022, 2, 28)), "May 2021 to February 2022", "mai 2021 à février 2022"),
        (Period(date(2015, 1, 1), date(2019, 12, 31)), "2015 to 2019", "2015 à 2019"),
        (Period(date(2022, 3, 5), date(2022, 3, 5)), "5 March 2022", "5 mars 2022"),
        (
            Period(date(2022, 1, 1), date(2022, 3, 5)),
            "1 January 2022 to 5 March 2022",
            "du 1er janvier 2022 au 5 mars 2022",
        ),
        (Period(), "all time", "toute la période"),
    ],
)  # fmt: skip
def test_periods(period: Period, english: str, french: str) -> None:
    assert plain(ENGLISH.period(period)) == english
    assert plain(FRENCH.period(period)) == french


def test_lists() -> None:
    assert FRENCH.listed(("Mali", "Niger", "Tchad")) == "Mali, Niger et Tchad"
    assert ENGLISH.listed(("Mali", "Niger")) == "Mali and Niger"
    assert FRENCH.listed(()) == ""


@pytest.mark.parametrize(("number", "told"), [(0, "0 jour"), (1, "1 jour"), (2, "2 jours"), (1000, "1 000 jours")])
def test_nought_and_one_are_singular_in_french(number: int, told: str) -> None:
    assert plain(FRENCH.plural("{n} day", "{n} days", number)) == told


def test_a_region_takes_the_words_of_its_language() -> None:
    assert Locale("fr-CA").text("Holds") == FRENCH.text("Holds") == "Exact"
    assert Locale("xx").text("Holds") == "Holds"


def test_values_are_not_read_as_fields() -> None:
    assert "{n}" in FRENCH.text("QR code: {address}", address="{n}")


def test_countries_are_named_by_their_number() -> None:
    assert Locale("en").territory("466") == "Mali"
    assert Locale("fr").territory("276") == "Allemagne"
    assert Locale("en").territory("") == Locale("en").territory("999999") == ""
