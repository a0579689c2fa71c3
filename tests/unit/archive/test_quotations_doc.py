"""docs/quotations.md shows what the sample of OR520 gives, and its rules hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.archive.quotations import look_up
from onrecord.archive.wording import ELISION, INSERTION
from onrecord.model.quotation import PageText, Selector, Sought

ROOT = Path(__file__).parents[3]
DOC = (ROOT / "docs" / "quotations.md").read_text()


def test_the_example_is_what_a_check_prints() -> None:
    shown = DOC.split("```")[1].strip("\n").split("\n")
    printed = (ROOT / "tests" / "codes" / "OR520" / "expected.txt").read_text()
    assert "\n".join(shown) in printed


def test_the_limits_are_those_of_the_code() -> None:
    assert f"up to {ELISION} characters" in DOC
    assert f"up to {INSERTION} characters" in DOC


@pytest.mark.parametrize(
    ("quotation", "page"),
    [("at least 30", "at least 300"), ("300 people", "1,300 people"), ("some 3", "some 3 million")],
)
def test_what_is_never_found(quotation: str, page: str) -> None:
    assert quotation in DOC
    assert page in DOC
    assert look_up(PageText(whole=f"There were {page} there."), Selector(quotation)).sought is Sought.NOT_FOUND
