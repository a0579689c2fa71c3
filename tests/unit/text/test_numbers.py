"""Which numbers of a sentence want a check."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import pytest

from onrecord.text.numbers import first_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("on track to increase by 70 percent in 2022", "70"),
        ("killing 300 civilians", "300"),
        ("refused 2,000 additional peacekeepers", "2,000"),
        ("an 18 month transition after the August 2020 coup", "18"),
        ("an 18-month transition", "18"),
        ("General Sanogo and 15 others", "15"),
        ("3.5 percent", "3.5"),
        ("fell by 12% in 2022", "12%"[:2]),
        ("2000 people were killed", "2000"),
        ("1 240 morts", "1 240"),
        ("a fall of -4 points", "-4"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    found = first_number(text)
    assert found is not None
    assert text[found[0] : found[1]] == number


@pytest.mark.parametrize(
    "text",
    [
        "the coup of 18 August 2020", "on August 18, 2020", "le 18 août 2020", "le 1er mars", "between 27 and 31 March 2022",
        "from 27–31 March", "in 2012", "since 2021-22", "2020-08-18", "18/08/2020", "the 12th attack", "the 1990s",
        "the G5 Sahel", "an AK-47", "COVID-19", "Resolution 2391", "Article 51", "no. 3", "the RN6", "no numbers at all",
    ],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    assert first_number(text) is None
