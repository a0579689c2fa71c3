"""A statement's sentence as a value for the documentary checks: words, numbers and dates.

The checks may not import the reader; here its grammars of numbers and periods are run and their results are put into
the model's own types. Imports the model, the reader's grammars and the vocabulary.
"""

from __future__ import annotations

import re

from onrecord.model.documentary import Sentence, SentenceWord, StatedNumber, StatedPeriod
from onrecord.model.precision import Unit
from onrecord.reading.prose.items import Item, items_in
from onrecord.reading.prose.symbols import symbols_in, words_in
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon

_QUOTATIONS = re.compile(r"\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»")
_ONE = ("one", "a", "an", "un", "une", "l'un", "l'une")
_AGE = {
    "en": re.compile(r"[\s-]*(?:years?[\s-]old|years? of age)\b", re.IGNORECASE),
    "fr": re.compile(r"\s*ans\b(?!\s+(?:de|après|avant|plus)\b)", re.IGNORECASE),
}
_AGED = {
    "en": re.compile(r"\b(?:aged|age of|age)\s*\Z", re.IGNORECASE),
    "fr": re.compile(r"\b(?:âgée?s? de|âge de)\s*\Z", re.IGNORECASE),
}


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text in quotation marks, the marks included."""
    return tuple(found.span() for found in _QUOTATIONS.finditer(text))


def sentence_of(text: str, language: str, vocabulary: Vocabulary) -> Sentence:
    """The words, numbers and dates of a sentence. Ordinals, ages and "one" are no numbers that a source could give."""
    inside = quotations(text)

    def quoted(start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in inside)

    words = tuple(SentenceWord(w.text, w.start, w.end, w.gap, quoted(w.start, w.end)) for w in words_in(text))
    known = language.split("-")[0].casefold()
    if known not in LANGUAGES:
        return Sentence(text, "", words)
    lexicon = load_lexicon(known)
    symbols = symbols_in(text, lexicon, vocabulary, {})
    numbers, periods = [], []
    for item in items_in(symbols, lexicon, vocabulary):
        if item.number is not None and not _no_count(text, item, known):
            first, last = _words_of(words, item.start, item.end)
            where = (item.start, item.end)
            numbers.append(
                StatedNumber(item.number.stated, text[item.start : item.end], *where, first, last, quoted(*where))
            )
        elif item.when is not None and item.when.period is not None:
            shown = text[item.start : item.end]
            periods.append(StatedPeriod(item.when.period, shown, item.start, item.end, item.when.how, item.when.grain))
    return Sentence(text, known, words, tuple(numbers), tuple(periods))


def _no_count(text: str, item: Item, language: str) -> bool:
    """Whether a number is an age, or "one" or "a", which count nothing that a source would list."""
    if item.text.casefold() in _ONE:
        return True
    stated = item.number.stated if item.number else None
    if stated is None or (stated.unit is Unit.COUNT and stated.value == 1 and stated.word):
        return True
    if stated.unit is not Unit.COUNT:
        return False
    return bool(_AGE[language].match(text, item.end) or _AGED[language].search(text[: item.start]))


def _words_of(words: tuple[SentenceWord, ...], start: int, end: int) -> tuple[int, int]:
    """The words that lie in a stretch: the first, and the first after it."""
    inside = [index for index, word in enumerate(words) if start <= word.start and word.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
