"""Translations held against their originals: their numbers and dates, and how they are read.

Top-level: joins the loaded dossier and the reader's grammars. That a translation has the ids and facts of its original
was seen when it was loaded (``onrecord.text.translations``); which of the two is older is told by
``onrecord.translation_ages``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.checks.translation import Facts, WrittenNumber, WrittenPeriod, hedged, missing
from onrecord.dossier_readings import context_for, fault_text
from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.finding import Finding
from onrecord.model.precision import Comparator, Unit
from onrecord.model.reading import Reading
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.items import items_in
from onrecord.reading.prose.numbers import plain_at
from onrecord.reading.prose.symbols import symbols_in
from onrecord.text.log import shorten
from onrecord.text.wordings import Wording, card_wordings, wordings
from onrecord.translation_ages import older
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon, words_of

if TYPE_CHECKING:
    from onrecord.opening import Progress
    from onrecord.pipeline import Session
    from onrecord.reading.prose.context import Context

_DIGITS = re.compile(r"\d(?:[\d.,'’\u00a0\u202f\u2009]|(?<=\d) (?=\d{3}(?!\d)))*")
_MONTHS = {
    "en": ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
}  # fmt: skip
_TWO = {
    "en": re.compile(r"\b(?:both|either|neither|pair|couple|second|twice|doubled?)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:deux|deuxième|second|seconde|double|l'une? et l'autre|ni l'une?|l'une? ou l'autre)\b",
                     re.IGNORECASE),
}  # fmt: skip
"""Words that speak of two without being a number of the reader's: French says "les deux" where English says "both"."""
_ROUND = {
    "en": {"dozen": 12, "score": 20, "hundreds": 100, "thousands": 1000},
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "centaines": 100, "millier": 1000, "milliers": 1000},
}  # fmt: skip
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-ÖØ-Þ«\"“])")
_CITED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|@[\w:.#$%&+?<>~/-]+")
_CURRENCY = re.compile(r"(?:\bUS)?[$€£¥][ \u00a0]?(?=\d)")
"""Stands between a hedge and its number: "about $10.8 million"."""


def translations_held(session: Session, progress: Progress) -> tuple[tuple[Finding, ...], str]:
    """What is found of the translations of a prepared dossier, and why their ages were not compared with those of
    their originals, if so."""
    dossier = session.dossier
    if dossier is None or not dossier.translations:
        return (), ""
    progress("holding translations against their originals")
    firm = {one.statement.id: one.firm.reading for one in session.sentences if one.firm is not None}
    readings = firm | {statement.id: reading for statement, reading in session.readings}
    context = None
    if session.engine is not None and readings:
        context = context_for(dossier, session.datasets, session.vocabulary, session.engine)
    aged, note = older(session.root, dossier, tell=session.full is None)
    return (*held_against_originals(dossier, session.vocabulary, readings, context), *aged), note


def held_against_originals(
    dossier: Dossier, vocabulary: Vocabulary, readings: Mapping[str, Reading], context: Context | None
) -> Iterator[Finding]:
    """What is found of the translations of a dossier: their numbers and dates, and their readings.

    ``readings`` are those of the originals by their ids, ``context`` what sentences are read against, if there are
    data.
    """
    originals = {claim.id: claim for claim in dossier.claims}
    main = dossier.languages[0]
    for called in dossier.titlings:
        for wording in card_wordings(dossier, called):
            yield from _numbers(wording, main, called.language, vocabulary)
    for claim in dossier.translations:
        original = originals.get(claim.id)
        if original is None:
            continue
        for wording in wordings(original, claim):
            yield from _numbers(wording, main, claim.language, vocabulary)
        if context is not None:
            for statement in claim.statements:
                if statement.id in readings:
                    yield from _reading(statement, claim.language, readings[statement.id], context)


# Numbers and dates -------------------------------------------------------------------------------------------------


def _numbers(wording: Wording, main: str, language: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    one, other = (facts_of(wording.original, main, vocabulary), facts_of(wording.translation, language, vocabulary))
    of = "" if wording.what == "the sentence" else f": {wording.what}"
    told = [f'"{text}" of the original is not in the translation{of}' for text in missing(one, other)]
    told += [f'"{text}" is not in the original{of}' for text in missing(other, one)]
    told += [f'"{there}" is "{here}" in the original{of}' for here, there in hedged(one, other)]
    for message in told:
        why = (f"original: {shorten(wording.original, 200)}", f"translation: {shorten(wording.translation, 200)}")
        yield finding("OR463", message, wording.span, why=why, statement=wording.statement)


# Readings ----------------------------------------------------------------------------------------------------------


def _reading(statement: Statement, language: str, reading: Reading, context: Context) -> Iterator[Finding]:
    """A translation that is read whole, in one way, and in another than its original."""
    from onrecord.agreement import agrees
    from onrecord.reading import print_reading
    from onrecord.sentences import read_statement

    if language.split("-")[0].casefold() not in LANGUAGES:
        return
    try:
        one = read_statement(statement, language, context)
        if one.firm is None or agrees(one, reading, context):
            return
    except Exception as error:
        what = f"the translation could not be read ({fault_text(error)})"
        yield finding("OR901", what, statement.span, statement=statement.id)
        return
    told = [" ".join(print_reading(each, context.vocabulary).split()) for each in (one.firm.reading, reading)]
    message = f'the translation reads as "{told[0]}", the original as "{told[1]}"'
    yield finding("OR464", message, statement.span, statement=statement.id)


# What a text says in numbers ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)  # reasons, interests and the like are repeated
def facts_of(text: str, language: str, vocabulary: Vocabulary) -> Facts:
    """The numbers and dates of a text, by the grammars that sentences are read with.

    In a language that has none the numbers in digits are taken, without regard to how thousands and decimals are
    marked.
    """
    known = language.split("-")[0].casefold()
    text = _CURRENCY.sub("", _CITED.sub("", text))
    if known not in LANGUAGES:
        numbers = tuple(
            WrittenNumber(_digits(found[0]), Unit.COUNT, Comparator.PLAIN, 0, found[0].rstrip(".,'’ \u00a0\u202f"))
            for found in _DIGITS.finditer(text)
        )
        return Facts(numbers, (), frozenset(number.value for number in numbers))
    found = [_facts(part, known, vocabulary) for part in _SENTENCES.split(text)]
    return Facts(
        tuple(number for each in found for number in each.numbers),
        tuple(period for each in found for period in each.periods),
        frozenset(value for each in found for value in each.values),
        tuple(rate for each in found for rate in each.rates),
        frozenset(value for each in found for value in each.rest),
    )


_NUMBERS = frozenset({"number", "fraction", "multiple", "majority", "approximate", "scale", "ordinal", "month", "fold"})
"""Uses of words without one of which, and without a digit, a sentence has neither number nor date."""


@cache
def _number_words(language: str) -> frozenset[str]:
    starting = load_lexicon(language).starting.items()
    return frozenset(word for word, entries in starting if any(entry.use in _NUMBERS for entry in entries)) | frozenset(
        _ROUND[language]
    )


def _facts(text: str, known: str, vocabulary: Vocabulary) -> Facts:
    if not any(map(str.isdigit, text)) and _number_words(known).isdisjoint(words_of(text)):
        return Facts((), (), frozenset({Fraction(2)}) if _TWO[known].search(text) else frozenset())
    lexicon = load_lexicon(known)
    symbols = symbols_in(text, lexicon, vocabulary, {})
    items = items_in(symbols, lexicon, vocabulary)
    numbers: list[WrittenNumber] = []
    periods: list[WrittenPeriod] = []
    digits = {found.start(): _digits(found[0]) for found in _DIGITS.finditer(text)}
    values: set[Fraction | str] = set(digits.values())
    if _TWO[known].search(text):
        values.add(Fraction(2))
    values |= {Fraction(_ROUND[known][each.text]) for each in symbols if each.text in _ROUND[known]}
    plain = (plain_at(symbols, at, lexicon) for at in range(len(symbols)))
    values |= {each.value for each in plain if each is not None}
    for item in items:
        values |= _values(item, known)
        shown = text[item.start : item.end]
        if item.number is not None and not _no_number(item):
            stated = item.number.stated
            ends = (stated.value,) if stated.upper is None else (stated.value, stated.upper)
            numbers += [WrittenNumber(end, stated.unit, stated.comparator, stated.decimals, shown) for end in ends]
        elif item.when is not None:
            parts = frozenset(_parts(shown, known) | _stretch(item, known))
            if item.when.period is not None or parts:
                periods.append(WrittenPeriod(item.when.period, shown, parts))
    rates = [(str(item.rate), text[item.start : item.end]) for item in items if item.rate is not None]
    inside = [(item.start, item.end) for item in items if item.number is not None or item.when is not None]
    rest = {value for at, value in digits.items() if not any(start <= at < end for start, end in inside)}
    counted = tuple(rate for rate in rates if any(map(str.isdigit, rate[1])))
    return Facts(tuple(numbers), tuple(periods), frozenset(values), counted, frozenset(rest))


def _digits(text: str) -> Fraction:
    """The digits of a number as one whole number, marks of thousands and decimals left out."""
    return Fraction(int("".join(each for each in text if each.isdigit())[:40] or "0"))


def _no_number(item: Item) -> bool:
    """Whether a number is an article or a pronoun: "one of", "une"."""
    stated = item.number.stated if item.number else None
    return stated is not None and stated.value == 1 and not any(char.isdigit() for char in item.text)


def _values(item: Item, language: str) -> set[Fraction | str]:
    found: set[Fraction | str] = set()
    if item.number is not None:
        found.add(item.number.stated.value)
        if item.number.stated.upper is not None:
            found.add(item.number.stated.upper)
    if item.nth:
        found.add(Fraction(item.nth))
    if item.when is not None:
        found |= _parts(item.text, language)
        if item.when.relative is not None:
            found.add(Fraction(item.when.relative[1]))
        period = item.when.period
        if period is not None:
            found |= {Fraction(day.year) for day in (period.start, period.end) if day is not None}
    return found


def _stretch(item: Item, language: str) -> set[Fraction | str]:
    """The months of a period that is written without them: a quarter, a half of a year."""
    period = item.when.period if item.when is not None else None
    if period is None or period.start is None or period.end is None or period.start.month == period.end.month:
        return set()
    if (period.start.month, period.end.month) == (1, 12) or any(
        isinstance(each, str) for each in _parts(item.text, language)
    ):
        return set()
    return {f"months {period.start.month} to {period.end.month}"}


def _parts(text: str, language: str) -> set[Fraction | str]:
    """The numbers and months that a date is written with."""
    folded = text.casefold()
    found: set[Fraction | str] = {Fraction(int(each)) for each in re.findall(r"\d{1,9}", folded)}
    for number, name in enumerate(_MONTHS[language], 1):
        if re.search(rf"\b{name}\b", folded):
            found.add(f"month {number}")
    return found
