"""Reasons as English pages print them: titles of datasets, written days, one precision; what a person wrote stays."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.dates import Period
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Verdict
from onrecord.render import english
from onrecord.render.french import page_text
from onrecord.render.french.entries import Entries
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.rounding import shown_value
from onrecord.render.publish.shown import in_unit
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()
ENTRIES = Entries({"the desk of 2010-12": "the desk of 2010-12", "Reuters": "Reuters", "it rose by 10.63": ""})
TITLES = {"monthly": "Deaths by month", "deaths": "All deaths"}


def edited(text: str) -> str:
    return english.edited(text, ENTRIES, TITLES, VOCABULARY)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("monthly ends on 5 March 2022", "“Deaths by month” ends on 5 March 2022"),
        ("deaths does not count deaths", "“All deaths” does not count deaths"),
        ("other does not count deaths", "other does not count deaths"),
        ("1,752 is the most beside 12 other years (next: 1,509 in 2020)",
         "1,752 is the highest of 13 years (next: 1,509 in 2020)"),
        ("3 is the least beside 1 other year", "3 is the lowest of 2 years"),
        ("5 is in place 3 beside 49 other quarters", "5 is number 3 of 50 quarters"),
        ("2,438 of 4,075: 59.83 percent, where 60 percent is stated", "2,438 of 4,075: 59.8%, where 60% is stated"),
        ("1 beside 9: 9.96 percent, where more than 10 percent is stated",
         "1 against 9: 9.96%, where more than 10% is stated"),
        ("the data give 14.74 percent, where more than 14.7 percent is stated",
         "the data give 14.74%, where more than 14.7% is stated"),
        ("the data give 4,916.41, where about 4,900 is stated", "the data give 4,916, where about 4,900 is stated"),
        ("as of 2022-06-30: due 2024-02, due in 609 days", "as of 30 June 2022: due February 2024, due in 609 days"),
        ('"2010-12": 12 killed, Reuters, 2022-04-05', '"2010-12": 12 killed, Reuters, 5 April 2022'),
        ("the editors write: the desk of 2010-12", "the editors write: the desk of 2010-12"),
        ("its typed entries; no capture was looked at", "its entries; no archived copy of a source was looked at"),
        ("held against its earlier versions, the first in commit ed2bf555ad of 2026-11-23",
         "held against its earlier versions, the first of 23 November 2026"),
        ('no entry or source has "x"; a person has to look, and to say so with "standing", or add the entry',
         'no entry or source has "x"; an editor has to look'),
        ("looked at in 2022-13", "looked at in 2022-13"),
    ],
)  # fmt: skip
def test_a_message_as_pages_print_it(message: str, told: str) -> None:
    assert edited(message) == told


def test_bounds_are_as_they_are_computed() -> None:
    outcome = Outcome("", Verdict.HOLDS, "the data give 9.33 percent", tolerance="9.25 to under 9.35 percent")
    found = english.published_outcome(outcome, ENTRIES, TITLES, VOCABULARY)
    assert (found.why, found.tolerance) == ("the data give 9.3%", "9.25 to under 9.35%")


def test_a_figure_without_an_answer_keeps_having_none() -> None:
    period = Period(date(2022, 1, 1), date(2022, 12, 31))
    figure = LabelledFigure(
        "deaths", Figure(None, None, None, 0, period, missing="monthly ends on 5 March 2022"), "m@1"
    )
    outcome = Outcome("", Verdict.UNVERIFIABLE, "", figures=(figure,))
    found = english.published_outcome(outcome, ENTRIES, TITLES, VOCABULARY)
    assert found.figures[0].figure.missing == "“Deaths by month” ends on 5 March 2022"


def test_french_has_titles_and_the_same_precision() -> None:
    def french(text: str) -> str:
        return page_text(text, ENTRIES, VOCABULARY, TITLES).replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")

    assert french("monthly ends on 5 March 2022") == "« Deaths by month » s’arrête au 5 mars 2022"
    assert french("2 of 4: 59.83 percent, where 60 percent is stated") == "2 sur 4 : 59,8 %, la phrase dit 60 %"
    assert french("1,752 is the most beside 12 other years") == "1 752 est le plus élevé sur 13 années"


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [(59.83, "percent", "59.8%"), (9.96, "percent", "9.96%"), (10.0, "percent", "10%"), (6.4241, "times", "6.42 times"),
     (4916.41, "count", "4,916"), (10.63, "count", "10.6"), (0.0346, "count", "0.035"), (0, "count", "0")],
)  # fmt: skip
def test_a_number_set_large_is_as_exact_as_in_the_reason(value: float, unit: str, told: str) -> None:
    assert in_unit(value, unit, Locale("en")) == told
    assert shown_value(value, unit) == shown_value(shown_value(value, unit), unit)
