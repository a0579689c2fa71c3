"""Every example of docs/readings.md is read, and printed as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.model.reading import Reading
from onrecord.reading import ReadingFault, parse_reading, print_reading
from onrecord.reading.words import ACCEPTED_COMPARATORS, MULTIPLES, PARTS
from onrecord.vocabulary import load_builtin

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "readings.md").read_text(encoding="utf-8")
VOCABULARY = load_builtin()
SERIES = ("peacekeepers",)
BLOCKS = re.findall(r"```reads\n(.*?)```", PAGE, re.DOTALL)
READINGS = [" ".join(text.split()) for block in BLOCKS for text in block.split("\n\n")]


@pytest.mark.parametrize("text", READINGS)
def test_an_example_is_read_and_printed_as_it_stands(text: str) -> None:
    found = parse_reading(text, VOCABULARY, SERIES)
    assert isinstance(found, Reading), found
    assert print_reading(found, VOCABULARY) == text


def test_there_is_an_example_of_every_assertion() -> None:
    kinds = {type(part).__name__ for text in READINGS for part in parsed(text).parts}
    wanted = "Level Change Comparison Record Rank Top Share Trend Streak Occurrence"
    assert kinds == set(wanted.split())


def parsed(text: str) -> Reading:
    found = parse_reading(text, VOCABULARY, SERIES)
    assert isinstance(found, Reading), found
    return found


def table(heading: str) -> list[list[list[str]]]:
    """The rows of the table below a header row: for each cell the texts in back quotes."""
    rows = PAGE[PAGE.index(heading) :].splitlines()[2:]
    found = []
    for row in rows:
        if not row.startswith("|"):
            break
        found.append([re.findall(r"`([^`]*)`", cell) for cell in row.strip("|").split("|")])
    return found


def test_other_forms_of_a_period_are_read_and_printed_as_the_table_says() -> None:
    rows = table("| read | printed |")
    assert len(rows) == 5
    for read, printed in rows:
        for text in read:
            assert print_reading(parsed(f"deaths {text} are 5"), VOCABULARY) == f"deaths {printed[-1]} are 5"


def test_the_forms_of_the_subject() -> None:
    for part, forms in table("| part | forms |"):
        for form in forms:
            if form in ("or", "events", "hours between"):
                continue
            if form.startswith("per "):
                text = f"deaths {form} in 2022 are 5"
            elif form.startswith("projected"):
                text = f"deaths in 2022 {form} are 5"
            elif form.startswith(("in ", "by ", "involving ", "against ")):
                text = f"deaths {form} in 2022 are 5"
            else:
                text = f"{form} in 2022 are 5"
            assert not isinstance(parse_reading(text, VOCABULARY, SERIES), ReadingFault), (part, text)


def test_the_words_of_numbers() -> None:
    numbers = PAGE[PAGE.index("## Numbers") : PAGE.index("## Variants")]
    for word in (*ACCEPTED_COMPARATORS, *MULTIPLES):
        assert f"`{word}`" in numbers
    assert all(f"`{word}`" in numbers for word in list(PARTS)[:6])
