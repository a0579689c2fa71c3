"""A statement's sentence as a value for the documentary checks: words, numbers and dates.

The checks may not import the reader; here its grammars of numbers and periods are run and their results are put into
the model's own types. Imports the model, the reader's grammars and the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from onrecord.model.documentary import Sentence, SentenceWord, StatedNumber, StatedPeriod
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.items import items_in
from onrecord.reading.prose.symbols import symbols_in, words_in
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
)
_DAY = re.compile(
    r"(?:st|nd|rd|th|er)?(?:\s*(?:,|-|–|and|to|or|et|au|ou)\s*(?:again\s+)?(?:on\s+|le\s+|du\s+)?\d{1,2}(?:er)?)*"
    rf"\s+(?:of\s+|de\s+)?{_MONTH}\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:to|à|-|–|ou|or)\s+", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|rose|fell|grew|de)\s*\Z", re.IGNORECASE)
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
        elif item.when is not None and item.when.relative is not None and item.when.relative[0] == "span":
            numbers += _length(text, words, item, item.when.relative[1], quoted)
        elif item.when is not None and item.when.period is not None:
            shown = text[item.start : item.end]
            periods.append(StatedPeriod(item.when.period, shown, item.start, item.end, item.when.how, item.when.grain))
    return Sentence(text, known, words, _ranges(text, numbers), tuple(periods))


def _length(
    text: str, words: tuple[SentenceWord, ...], item: Item, value: int, quoted: Callable[[int, int], bool]
) -> list[StatedNumber]:
    """The number of a length of time that the reader took for a period: "for ten years"."""
    first, last = _words_of(words, item.start, item.end)
    at = last - 2  # the number, before its unit
    if at < first or value == 1:
        return []
    start, end = words[at].start, words[at].end
    return [StatedNumber(Stated(Fraction(value)), text[start:end], start, end, at, at + 1, quoted(start, end))]


def _ranges(text: str, numbers: list[StatedNumber]) -> tuple[StatedNumber, ...]:
    """ "12,000 to 30,000": two numbers as the range they are, but not in "rose from 200 to 300"."""
    found: list[StatedNumber] = []
    for number in numbers:
        last = found[-1] if found else None
        if last is not None and _is_range(text, last, number):
            decimals = max(last.stated.decimals, number.stated.decimals)
            stated = Stated(last.stated.value, Comparator.BETWEEN, Unit.COUNT, decimals, number.stated.value)
            shown = text[last.start : number.end]
            found[-1] = StatedNumber(stated, shown, last.start, number.end, last.first, number.last, last.quoted)
        else:
            found.append(number)
    return tuple(found)


def _is_range(text: str, one: StatedNumber, other: StatedNumber) -> bool:
    stated = (one.stated, other.stated)
    if any(s.comparator is not Comparator.PLAIN or s.unit is not Unit.COUNT or s.word for s in stated):
        return False
    joined = _TO.fullmatch(text, one.end, other.start)
    return bool(joined) and one.stated.value < other.stated.value and not _FROM.search(text[: one.start])


def _no_count(text: str, item: Item, language: str) -> bool:
    """Whether a number is an age, or "one" or "a", which count nothing that a source would list."""
    if item.text.casefold() in _ONE:
        return True
    stated = item.number.stated if item.number else None
    if stated is None or (stated.unit is Unit.COUNT and stated.value == 1 and stated.word):
        return True
    if stated.unit is not Unit.COUNT:
        return False
    if stated.value <= 31 and not stated.decimals and _DAY.match(text, item.end):
        return True  # the first day of "27 to 31 March"
    return bool(_AGE[language].match(text, item.end) or _AGED[language].search(text[: item.start]))


def _words_of(words: tuple[SentenceWord, ...], start: int, end: int) -> tuple[int, int]:
    """The words that lie in a stretch: the first, and the first after it."""
    inside = [index for index, word in enumerate(words) if start <= word.start and word.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
