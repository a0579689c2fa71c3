"""Where in a file the words of a finding stand."""

from __future__ import annotations

import pytest

from onrecord.model.finding import Span
from onrecord.text.excerpts import pointed

LINES = [
    '- In *Moura* 300 civilians were stabbed, 300 of them [@hrw "the stabbed"]',
    "  men of the village. {#it}",
    "  ~~~ position",
    "  who: ECOWAS",
    "  since: 2022-01",
    "  ~~~",
    "- Another one was stabbed, since: x.",
]
SENTENCE = Span("claims/a.md", 1, 3, 2, 22)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("stabbed", (1, 33, 1, 40)),
        ("of the village", (2, 7, 2, 21)),
        ("In Moura", (1, 3, 1, 12)),
        ("300", None),
        ("them men", None),
        ("poisoned", None),
        ("ab", None),
    ],
)
def test_words_are_pointed_at_where_a_sentence_has_them_once(
    words: str, place: tuple[int, int, int, int] | None
) -> None:
    expected = Span("claims/a.md", *place) if place else SENTENCE
    assert pointed(SENTENCE, words, LINES) == expected


def test_a_key_is_looked_for_in_the_block_that_a_span_opens() -> None:
    opening = Span("claims/a.md", 3, 3, 3, 15)
    assert pointed(opening, "since:", LINES) == Span("claims/a.md", 5, 3, 5, 9)
    assert pointed(opening, "until:", LINES) == opening


def test_a_span_outside_the_file_stays() -> None:
    beyond = Span("claims/a.md", 90, 1, 91, 1)
    assert pointed(beyond, "x", LINES) == beyond
    assert pointed(Span("claims/a.md", 1, 1), "x", LINES) == Span("claims/a.md", 1, 1)
