"""The words of the reader as data: forms in short, words as the reader splits them, tables that contradict nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from onrecord.model.precision import Comparator
from onrecord.vocabulary import fold
from onrecord.vocabulary.lexicon import LANGUAGES, Entry, expand, load_lexicon, words_of


@pytest.mark.parametrize(
    ("form", "forms"),
    [
        ("climb", ("climb",)),
        ("climb/+/s/ed", ("climb", "climbs", "climbed")),
        ("fatalit/y/ies", ("fatality", "fatalities")),
        ("conflict event/+/s", ("conflict event", "conflict events")),
        ("act/+/s of violence", ("act of violence", "acts of violence")),
    ],
)
def test_expand(form: str, forms: tuple[str, ...]) -> None:
    assert expand(form) == forms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Côte d'Ivoire", ("cote", "d", "ivoire")), ("non-combatants", ("non", "combatants")), ("70 %", ("70", "%")),
        ("S’élever", ("s", "elever")), ("...", ()),
    ],
)  # fmt: skip
def test_words_of(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def entries(language: str) -> list[Entry]:
    return [entry for some in load_lexicon(language).starting.values() for entry in some]


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_found_by_their_first_word_longest_first(language: str) -> None:
    for first, some in load_lexicon(language).starting.items():
        lengths = [len(entry.words) for entry in some]
        assert lengths == sorted(lengths, reverse=True)
        assert all(entry.words[0] == first == fold(first) or first == "the" for entry in some)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_has_one_meaning_in_one_use(language: str) -> None:
    seen: dict[tuple[tuple[str, ...], str], str] = {}
    for entry in entries(language):
        assert seen.setdefault((entry.words, entry.use), entry.value) == entry.value, entry


NUMERIC = {"number", "fraction", "multiple", "scale", "approximate", "month", "ordinal"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_means_a_number_is_one(language: str) -> None:
    for entry in entries(language):
        if entry.use in NUMERIC:
            assert Fraction(entry.value) >= 0, entry
    months = {entry.value for entry in entries(language) if entry.use == "month"}
    assert months == {str(number) for number in range(1, 13)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparator_has_a_word(language: str) -> None:
    told = {entry.value for entry in entries(language) if entry.use == "comparator"}
    assert told >= {one.value for one in Comparator if one not in (Comparator.PLAIN, Comparator.BETWEEN)}


def test_both_languages_know_the_same_uses_of_what_is_counted() -> None:
    for use in ("deaths", "people", "kill", "events", "attacks", "move", "comparator", "month", "grain"):
        values = [{entry.value for entry in entries(language) if entry.use == use} for language in LANGUAGES]
        assert values[0], use
        assert values[1], use
