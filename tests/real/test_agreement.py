"""The development sentences beside their readings written by hand: right pairs are silent, wrong ones are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from tests.real.test_development import READINGS, SERIES, sentences
from tests.support.opening import SHARED

from onrecord.agreement import disagreement
from onrecord.model.dossier import ReadsBlock, Statement
from onrecord.model.finding import Finding, Span
from onrecord.reading import ReadingFault, parse_reading
from onrecord.reading.prose.context import Context
from onrecord.sentences import read_statement
from onrecord.verifying import open_files

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_FRENCH = re.compile(r"\b(?:Au|Le|Davantage)\b")
TWO_WAYS = {("D42", "2017")}
"""A rise "every year from 2017" may begin with that of 2018: both are readings of the sentence."""


@cache
def context(data: str) -> Context:
    path = SHARED / data.removeprefix("data/")
    if not path.is_file():
        pytest.skip("the project's shared data are not beside the project")
    return open_files([path], date(2026, 11, 23)).context


def found(number: str, block: str) -> tuple[Finding, ...] | None:
    """What is found of a sentence with a block; ``None`` if the block is no reading."""
    truth = sentences()[number]
    against = context(truth["data"])
    reading = parse_reading(block, against.vocabulary, SERIES)
    if isinstance(reading, ReadingFault):
        return None
    text = truth["sentence"]
    statement = Statement(number, text, text, Span("a.md"), reads=ReadsBlock(block, Span("a.md")))
    language = "fr" if _FRENCH.match(text) else "en"
    return disagreement(read_statement(statement, language, against), reading, against)


def changed(block: str) -> Iterator[tuple[str, str]]:
    """A block with each of its numbers and years changed in turn, and the number."""
    for match in _NUMBER.finditer(block):
        more = int(match[0].replace(",", "").split(".")[0]) + (10 if "," in match[0] else 1)
        yield match[0], block[: match.start()] + (f"{more:,}" if "," in match[0] else str(more)) + block[match.end() :]


@pytest.mark.parametrize("number", READINGS)
def test_a_right_pair_is_silent_and_a_wrong_one_is_not(number: str) -> None:
    assert found(number, READINGS[number]) == ()
    for was, block in changed(READINGS[number]):
        said = found(number, block)
        assert said is None or said or (number, was) in TWO_WAYS, block
