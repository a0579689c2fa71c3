"""Periods and dates in sentences, by their dates and by another period, in English and French."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.prose import items, when

from onrecord.model.dates import Period
from onrecord.reading.prose.dates import stretch
from onrecord.reading.prose.whens import resolve


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


CLOSED = {
    "en": {
        "2019-01-01 2019-12-31": (
            "in 2019", "2019", "during 2019", "throughout 2019", "in the year 2019",
            "in the whole of 2019", "2019 as a whole", "in 2019 alone", "over the course of 2019",
        ),
        "2019-03-01 2019-03-31": ("in March 2019", "March 2019", "the month of March 2019"),
        "2020-02-01 2020-02-29": ("in February 2020",),
        "2019-03-05 2019-03-05": ("on 5 March 2019", "March 5, 2019", "on the 5th of March 2019"),
        "2019-01-01 2019-03-31": (
            "in the first quarter of 2019", "Q1 2019", "2019 Q1", "the first three months of 2019",
            "from January to March 2019", "January to March 2019", "from January through March 2019",
        ),
        "2021-10-01 2021-12-31": ("the last quarter of 2021", "the last three months of 2021", "in Q4 2021"),
        "2020-07-01 2020-12-31": ("the second half of 2020", "H2 2020"),
        "2021-01-01 2021-08-31": ("in the first eight months of 2021",),
        "2015-01-01 2019-12-31": ("from 2015 to 2019", "between 2015 and 2019", "2015-2019", "2015–19"),
        "2015-03-01 2016-06-30": ("from March 2015 to June 2016",),
        "2019-03-05 2019-04-07": ("from 5 March to 7 April 2019",),
        "2019-12-01 2020-01-31": ("from December 2019 to January 2020",),
        "2010-01-01 2019-12-31": ("in the 2010s", "the decade to 2019"),
    },
    "fr": {
        "2019-01-01 2019-12-31": (
            "en 2019", "2019", "durant l'année 2019", "au cours de l'année 2019", "sur l'ensemble de 2019",
        ),
        "2019-03-01 2019-03-31": ("en mars 2019", "au mois de mars 2019"),
        "2020-02-01 2020-02-29": ("en février 2020",),
        "2019-03-01 2019-03-01": ("le 1er mars 2019", "1er mars 2019"),
        "2019-03-05 2019-03-05": ("le 5 mars 2019",),
        "2019-01-01 2019-03-31": ("au premier trimestre 2019", "au premier trimestre de 2019", "T1 2019"),
        "2021-10-01 2021-12-31": ("les trois derniers mois de 2021",),
        "2020-07-01 2020-12-31": ("au second semestre 2020",),
        "2021-01-01 2021-08-31": ("au cours des huit premiers mois de 2021",),
        "2015-01-01 2019-12-31": ("de 2015 à 2019", "entre 2015 et 2019"),
        "2015-03-01 2016-06-30": ("de mars 2015 à juin 2016",),
        "2019-03-05 2019-04-07": ("du 5 mars au 7 avril 2019",),
        "2019-12-01 2020-01-31": ("de décembre 2019 à janvier 2020",),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "days", "text"),
    [(lang, days, text) for lang, some in CLOSED.items() for days, texts in some.items() for text in texts],
)
def test_periods_with_two_ends(language: str, days: str, text: str) -> None:
    found = when(text, language)
    assert found is not None
    assert found.period == Period(*map(day, days.split(" ")))


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("since 2015", "en", "2015-01-01", ""), ("since March 2015", "en", "2015-03-01", ""),
        ("since 5 March 2015", "en", "2015-03-05", ""), ("after 2015", "en", "2016-01-01", ""),
        ("before 2015", "en", "", "2014-12-31"), ("until June 2015", "en", "", "2015-06-30"),
        ("2015 onwards", "en", "2015-01-01", ""), ("since the coup of 1 February 2021", "en", "2021-02-01", ""),
        ("depuis 2015", "fr", "2015-01-01", ""), ("depuis le 5 mars 2015", "fr", "2015-03-05", ""),
        ("après 2015", "fr", "2016-01-01", ""), ("avant 2015", "fr", "", "2014-12-31"),
        ("jusqu'en 2015", "fr", "", "2015-12-31"), ("depuis le coup d'État du 18 août 2020", "fr", "2020-08-18", ""),
    ],
)  # fmt: skip
def test_periods_with_one_end(text: str, language: str, start: str, end: str) -> None:
    found = when(text, language)
    assert found is not None
    assert found.period == Period(day(start), day(end))


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("in the 12 months after 1 February 2021", "en", "2021-02-01", "2022-01-31"),
        ("in the five years to 2020", "en", "2016-01-01", "2020-12-31"),
        ("in the six months to September 2020", "en", "2020-04-01", "2020-09-30"),
        ("in the six months from April 2023", "en", "2023-04-01", "2023-09-30"),
        ("within 100 days of the coup of 1 February 2021", "en", "2021-02-01", "2021-05-11"),
        ("in the year before the coup of 18 August 2020", "en", "2019-08-18", "2020-08-17"),
        ("dans les douze mois qui ont suivi le coup d'État du 1er février 2021", "fr", "2021-02-01", "2022-01-31"),
    ],
)
def test_windows_about_a_date(text: str, language: str, start: str, end: str) -> None:
    found = when(text, language)
    assert found is not None
    assert found.period == Period(day(start), day(end))


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2019",
        "31 April 2019",
        "in May",
        "on March 5",
        "in mid-2020",
        "in early 2020",
        "last year",
        "to date",
    ],
)
def test_no_such_day_or_no_year_is_no_period(text: str) -> None:
    assert when(text) is None


YEAR, QUARTER = Period.of_year(2020), Period.of_quarter(2020, 2)


@pytest.mark.parametrize(
    ("text", "language", "beside", "start", "end"),
    [
        ("a year earlier", "en", YEAR, "2019-01-01", "2019-12-31"),
        ("a year earlier", "en", QUARTER, "2019-04-01", "2019-06-30"),
        ("the following year", "en", YEAR, "2021-01-01", "2021-12-31"),
        ("six months earlier", "en", QUARTER, "2019-10-01", "2020-03-31"),
        ("the same period of 2018", "en", QUARTER, "2018-04-01", "2018-06-30"),
        ("the same period a year earlier", "en", QUARTER, "2019-04-01", "2019-06-30"),
        ("year on year", "en", QUARTER, "2019-04-01", "2019-06-30"),
        ("in the second quarter", "en", YEAR, "2020-04-01", "2020-06-30"),
        ("un an plus tôt", "fr", YEAR, "2019-01-01", "2019-12-31"),
        ("l'année suivante", "fr", YEAR, "2021-01-01", "2021-12-31"),
        ("la même période de 2018", "fr", QUARTER, "2018-04-01", "2018-06-30"),
        ("d'une année sur l'autre", "fr", YEAR, "2019-01-01", "2019-12-31"),
    ],
)
def test_periods_by_another(text: str, language: str, beside: Period, start: str, end: str) -> None:
    found = when(text, language)
    assert found is not None
    assert found.period is None
    assert resolve(found, beside, "year")[0] == Period(day(start), day(end))


def test_the_previous_year_of_a_quarter_may_be_two_things() -> None:
    found = when("the previous year")
    assert found is not None
    assert set(resolve(found, QUARTER, "quarter")) == {Period.of_year(2019), Period.of_quarter(2019, 2)}
    assert resolve(found, YEAR, "year") == (Period.of_year(2019),)


def test_nothing_is_relative_to_an_open_period() -> None:
    found = when("a year earlier")
    assert found is not None
    assert resolve(found, Period(date(2020, 1, 1), None), "year") == ()


@pytest.mark.parametrize(
    ("anchor", "count", "grain", "start", "end"),
    [
        (Period.of_year(2020), -2, "year", "2018-01-01", "2019-12-31"),
        (Period.of_year(2020), 1, "month", "2021-01-01", "2021-01-31"),
        (Period(date(2021, 2, 1), date(2021, 2, 1)), 7, "day", "2021-02-01", "2021-02-07"),
        (Period(date(2021, 2, 1), date(2021, 2, 1)), -1, "week", "2021-01-25", "2021-01-31"),
    ],
)
def test_stretch(anchor: Period, count: int, grain: str, start: str, end: str) -> None:
    assert stretch(anchor, count, grain) == Period(day(start), day(end))


def test_stretch_beyond_the_calendar_is_none() -> None:
    assert stretch(Period.of_year(9999), 1, "year") is None
    assert stretch(Period.of_year(1), -1, "year") is None


def test_years_in_a_row_are_one_period() -> None:
    (found,) = [item for item in items("deaths in Mali in 2018, 2019 and 2020") if item.sort == "when"]
    assert found.when is not None
    assert found.when.period == Period(date(2018, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize("text", ["2000 people were killed", "more than 2000 deaths"])
def test_four_digits_before_what_is_counted_are_a_number(text: str) -> None:
    assert not [item for item in items(text) if item.sort == "when"]
