"""A statement's sentence held against its reads block.

Where the reader reads the sentence whole, one of its readings has to be what the block says. Where it does not, each
number and each year of the sentence has to be in the block. Imports the model and the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from onrecord.model.codes import finding
from onrecord.model.dates import Period
from onrecord.model.finding import Finding, Span
from onrecord.model.precision import Stated, Unit
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Assertion,
    Change,
    Comparison,
    Direction,
    Level,
    Measure,
    Reading,
    Ref,
    Relation,
    Top,
)
from onrecord.reading import print_reading
from onrecord.reading.prose.asides import without_asides
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.events import with_events
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.items import items_in
from onrecord.reading.prose.symbols import symbols_in
from onrecord.sentences import ReadStatement, names_place
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon

_YEAR = re.compile(r"(?<![\d.,])((?:1[5-9]|20)\d{2})(?!\d|[.,]\d)")
_STOPS = frozenset(",;:()–—")
_BESIDE = re.compile(r"\b(?:before|after|since|following|avant|après|depuis)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:\b(?:resolutions?|article|decree|law|act|section|chapter|pages?|pp?\.|paragraph|no\.|résolutions?|décret|loi|"
    r"chapitre|paragraphe)|n°|§|#)\s*\Z",
    re.IGNORECASE,
)
"""What stands before a number that is a name: "Resolution 2391"."""
_REACHED = re.compile(r"\b(?:to|à)\s*\Z", re.IGNORECASE)
_NEAR = Fraction(1)
"""Points of a percentage by which a fraction in words may differ from the percentage in digits: a third, 33 percent."""


def disagreement(one: ReadStatement, reading: Reading, context: Context) -> tuple[Finding, ...]:
    """What is found where a statement's sentence does not say what its reads block says."""
    statement = one.statement
    if one.read.readings:
        if agrees(one, reading, context):
            return ()
        said = _flat(print_reading(one.read.readings[0].reading, context.vocabulary))
        message = (
            f'the sentence reads as "{said}", the block says "{_flat(print_reading(reading, context.vocabulary))}"'
        )
        here = statement.reads.span if statement.reads else statement.span
        return (finding("OR208", message, here, statement=statement.id),)
    return tuple(
        finding("OR209", f'"{text}" is in the sentence and not in its reads block', _span_of(one, text),
                why=(f"the block says: {_flat(print_reading(reading, context.vocabulary))}",), statement=statement.id)
        for text in missing(one, reading, context)
    )  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(text.split())


def _span_of(one: ReadStatement, text: str) -> Span:
    """Where a number stands in the file, if it stands on the item's first line; else the statement."""
    span = one.statement.span
    first = one.statement.markdown.split("\n", 1)[0]
    at = first.find(text)
    if at < 0 or not one.statement.text.startswith(first[:at]):
        return span
    return Span(span.file, span.line, span.column + at, span.line, span.column + at + len(text))


# The whole sentence -----------------------------------------------------------------------------------------------


def agrees(one: ReadStatement, reading: Reading, context: Context) -> bool:
    """Whether one of a sentence's readings is that of the block.

    How a number is written counts for nothing (double, 2 times), nor does the order of assertions. What follows from
    two figures that are given ("fell from 12 to 9") may be said or not. A place that the sentence leaves unsaid may
    stand in the block.
    """
    anywhere = not names_place(one.read)
    block = _parts(reading, context, anywhere)
    return any(_same(_parts(each.reading, context, anywhere), block) for each in one.read.readings)


def _same(sentence: frozenset[Assertion], block: frozenset[Assertion]) -> bool:
    levels = {part.subject for part in sentence & block if isinstance(part, Level)}
    return all(_follows(part, levels) for part in sentence ^ block)


def _follows(part: Assertion, given: set[Amount]) -> bool:
    """Whether a bare rise, fall or comparison follows from figures that are given for both sides."""
    bare = isinstance(part, Comparison) and part.stated is None
    return bare and isinstance(part, Comparison) and {part.subject, part.other} <= given


def _parts(reading: Reading, context: Context, anywhere: bool) -> frozenset[Assertion]:
    return frozenset(_plain(_compared(part), context, anywhere) for part in reading.parts)


def _compared(part: Assertion) -> Assertion:
    """A change as the comparison that it is: "falls from 2020" says that the amount is below that of 2020."""
    if not isinstance(part, Change):
        return part
    other = replace(part.subject, period=part.baseline, projected_from=None)
    rises = part.direction is Direction.RISE
    relation = Relation.ABOVE if rises else Relation.BELOW
    stated = part.stated
    if stated is not None and stated.unit is Unit.TIMES:
        relation = Relation.TIMES
    return Comparison(part.subject, relation, other, stated)


def _plain(value: Any, context: Context, anywhere: bool) -> Any:
    """A value of a reading without what two wordings of it may differ in."""
    if isinstance(value, Stated):
        return (value.value, value.comparator, value.unit, value.upper)
    if isinstance(value, Period):
        if value.end is not None or context.until is None or (value.start and value.start > context.until):
            return value
        return Period(value.start, context.until)
    if isinstance(value, Measure):
        value = _resolved(value, context, anywhere)
    if isinstance(value, tuple):
        return tuple(_plain(each, context, anywhere) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _plain(getattr(value, field.name), context, anywhere) for field in fields(value)}
        return replace(value, **changed)
    return value


def _resolved(measure: Measure, context: Context, anywhere: bool) -> Measure:
    """A measure with its names in order, and state forces as those of the one country it is about."""
    terms = [
        ActorTerm(term.role, tuple(sorted({context.actor_in(ref, measure.places) for ref in term.actors})))
        for term in measure.actors
    ]
    return replace(
        measure,
        actors=tuple(sorted(terms, key=lambda term: (term.role.value, term.actors))),
        kinds=tuple(sorted(measure.kinds)),
        places=() if anywhere else tuple(sorted(measure.places)),
        areas=() if anywhere else tuple(sorted(measure.areas)),
    )


# Numbers and years ------------------------------------------------------------------------------------------------


def missing(one: ReadStatement, reading: Reading, context: Context) -> tuple[str, ...]:
    """The numbers and years of a sentence, as written, that are not in a reading. Asides are left out."""
    if one.read.language not in LANGUAGES:
        return ()
    text = one.statement.text
    lexicon = load_lexicon(one.read.language)
    symbols = with_events(
        symbols_in(text, lexicon, context.vocabulary, context.areas, context.series), text, context.events
    )
    symbols, _ = without_asides(symbols, text, context)
    items = items_in(symbols, lexicon, context.vocabulary)
    numbers, years = tuple(_numbers(reading)), {str(year) for year in _years(reading)}
    found: dict[str, None] = {}
    for item in _outside_asides(items, text):
        if item.sort in ("when", "word"):
            found.update((year, None) for year in _YEAR.findall(item.text) if year not in years)
        before = text[: item.start]
        if _REFERENCE.search(before):
            continue
        reached = bool(_REACHED.search(before))
        if not all(_held(stated, numbers, reached) for stated in _stated(item)):
            found[item.text] = None
    return tuple(found)


def _outside_asides(items: tuple[Item, ...], text: str) -> list[Item]:
    """The items but those between two commas that only place the sentence in time: ", after the coup of 2020,"."""
    stretches: list[list[Item]] = [[]]
    for item in items:
        if set(item.gap) & _STOPS:
            stretches.append([])
        stretches[-1].append(item)
    inner = range(1, len(stretches) - 1)
    kept = (
        stretch
        for number, stretch in enumerate(stretches)
        if number not in inner or not _BESIDE.search(text[stretch[0].start : stretch[-1].end])
    )
    return [item for stretch in kept for item in stretch]


def _stated(item: Item) -> Iterator[tuple[Fraction, Unit, bool]]:
    """The numbers of a part of a sentence: value, unit, and whether it is a fraction or multiple in words."""
    if item.number is not None:
        stated = item.number.stated
        for value in (stated.value, stated.upper):
            if value is not None and (value != 1 or item.text.isdigit()):
                yield value, stated.unit, stated.word
    elif item.nth > 1:
        yield Fraction(item.nth), Unit.COUNT, False


def _held(number: tuple[Fraction, Unit, bool], held: tuple[tuple[Fraction, Unit], ...], reached: bool) -> bool:
    """Whether a number is among those of a reading. What falls to a tenth (``reached``) falls by 90 percent."""
    value, unit, word = number
    for other, of in held:
        if value == other and (unit is of or Unit.COUNT in (unit, of)):
            return True
        if unit is Unit.PERCENT and of is Unit.PERCENT:
            near = _NEAR if word else 0
            if abs(value - other) <= near or (reached and abs(100 - value - other) <= near):
                return True
        if {unit, of} == {Unit.PERCENT, Unit.TIMES}:
            percent, times = (value, other) if unit is Unit.PERCENT else (other, value)
            if percent in (100 * times, 100 * (times - 1), 100 * (1 - times)):
                return True
    return False


def _numbers(value: Any) -> Iterator[tuple[Fraction, Unit]]:
    """Every number of a reading: those it states, ranks, what rates are per, how many are named, those of names."""
    if isinstance(value, Stated):
        yield value.value, value.unit
        if value.upper is not None:
            yield value.upper, value.unit
        return
    if isinstance(value, Top):
        yield Fraction(len(value.members)), Unit.COUNT
    if isinstance(value, Ref | str):
        name = value.id if isinstance(value, Ref) and value.raw else value if isinstance(value, str) else ""
        yield from ((Fraction(int(digits)), Unit.COUNT) for digits in re.findall(r"\d{1,15}", name))
    elif isinstance(value, int):
        yield Fraction(value), Unit.COUNT
    elif isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)
    elif is_dataclass(value) and not isinstance(value, Period | type):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))


def _years(value: Any) -> Iterator[int]:
    """The years that the periods of a reading begin and end in. One that ends before 2022 is open on the other side."""
    if isinstance(value, Period):
        if value.start is not None:
            yield value.start.year
            if value.end is None and (value.start.month, value.start.day) == (1, 1):
                yield value.start.year - 1
        if value.end is not None:
            yield value.end.year
            if value.start is None and (value.end.month, value.end.day) == (12, 31):
                yield value.end.year + 1
    elif isinstance(value, tuple):
        for each in value:
            yield from _years(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _years(getattr(value, field.name))
