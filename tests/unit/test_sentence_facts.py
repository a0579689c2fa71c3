"""What the documentary checks get of a sentence: numbers that a source could give, and dates."""

from __future__ import annotations

import pytest
from tests.support.documents import sentence


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("About 300 were killed and 51 arrested.", "en", ["About 300", "51"]),
        ("On 5 April 2022 it counted 12.", "en", ["12"]),
        ("Between 23 and 31 March it killed 203.", "en", ["203"]),
        ("On 24 and again on 26 January 2022 it asked for 5 men.", "en", ["5"]),
        ("From 27 to 31 March 2022 some 300 died.", "en", ["some 300"]),
        ("A man aged 43 and a 30-year-old woman died; one of 12.", "en", ["12"]),
        ("The 12th of 15 men.", "en", ["15"]),
        ("Between 20 and 34 people died.", "en", ["Between 20 and 34"]),
        ("The camp holds 12,000 to 30,000 people.", "en", ["12,000 to 30,000"]),
        ("It rose from 200 to 300.", "en", ["200", "300"]),
        ("After the 2012 coup 21 were killed.", "en", ["21"]),
        ("Une femme de 30 ans et 12 hommes ont été tués.", "fr", ["12"]),
        ("Entre le 23 et le 31 mars, 203 combattants.", "fr", ["203"]),
        ("Une vingtaine de femmes, 1 240 hommes.", "fr", ["Une vingtaine de", "1 240"]),
    ],
)
def test_numbers(text: str, language: str, numbers: list[str]) -> None:
    assert [one.text for one in sentence(text, language).numbers] == numbers


def test_dates_and_how_they_are_led() -> None:
    found = sentence("Since January 2020, and on 5 April 2022, before June 2023.").periods
    assert [(one.how, str(one.period.start), str(one.period.end)) for one in found] == [
        ("since", "2020-01-01", "None"),
        ("in", "2022-04-05", "2022-04-05"),
        ("before", "None", "2023-05-31"),
    ]


def test_what_stands_in_quotation_marks_is_marked() -> None:
    said = sentence('He said "at least 300" and “about 20” and then 5.')
    assert [(one.text, one.quoted) for one in said.numbers] == [
        ("at least 300", True),
        ("about 20", True),
        ("5", False),
    ]


def test_another_language_has_words_and_no_numbers() -> None:
    found = sentence("300 Zivilisten wurden am 5. April 2022 getötet.", "de")
    assert (found.language, found.numbers, found.periods) == ("", (), ())
    assert found.words[0].text == "300"
