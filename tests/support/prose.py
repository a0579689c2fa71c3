"""The steps of the reader of sentences, for tests: symbols, items, readings in canonical English."""

from __future__ import annotations

from functools import cache

from onrecord.model.precision import Stated
from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.items import items_in
from onrecord.reading.prose.numbers import Number, number_at
from onrecord.reading.prose.periods import when_at
from onrecord.reading.prose.read import ReadSentence, read_sentence
from onrecord.reading.prose.symbols import Symbol, symbols_in
from onrecord.reading.prose.whens import When
from onrecord.vocabulary import Vocabulary, load_builtin
from onrecord.vocabulary.lexicon import load_lexicon


@cache
def vocabulary() -> Vocabulary:
    """The built-in vocabulary, loaded once."""
    return load_builtin()


@cache
def context() -> Context:
    """What sentences are read against without data."""
    return Context(vocabulary())


def symbols(text: str, language: str = "en", areas: dict[tuple[str, ...], str] | None = None) -> tuple[Symbol, ...]:
    """The symbols of a text."""
    return symbols_in(text, load_lexicon(language), vocabulary(), areas or {})


def number(text: str, language: str = "en") -> Number | None:
    """The number that a text starts with."""
    return number_at(symbols(text, language), 0, load_lexicon(language))


def stated(text: str, language: str = "en") -> Stated:
    """The same as it is stated; the text must be nothing else."""
    found = number(text, language)
    assert found is not None, text
    assert found.last == len(symbols(text, language)), f"{text}: read up to {found.last}"
    return found.stated


def when(text: str, language: str = "en") -> When | None:
    """The period that a text starts with; it must be nothing else."""
    found = when_at(symbols(text, language), 0, load_lexicon(language), None)
    assert found is None or found.last == len(symbols(text, language)), f"{text}: read up to {found.last}"
    return found


def items(text: str, language: str = "en") -> tuple[Item, ...]:
    """The items of a text."""
    return items_in(symbols(text, language), load_lexicon(language), vocabulary())


def read(text: str, language: str = "") -> ReadSentence:
    """What is made of a sentence without data."""
    return read_sentence(text, context(), language)


def reading(text: str, language: str = "") -> str:
    """The first reading in canonical English; unread words or the problem where there is none."""
    found = read(text, language)
    if found.unread:
        return "? " + " | ".join(found.unread)
    return print_reading(found.readings[0].reading, vocabulary()) if found.readings else f"- {found.problem}"
