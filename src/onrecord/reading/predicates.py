"""What canonical English says of an amount: one function per form of assertion.

Each takes the parser (whose cursor stands after the subject) and the subject, and returns the assertion or ``None``
with the cursor where it was. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    Amount,
    Assertion,
    Change,
    Comparison,
    Dimension,
    Direction,
    End,
    Extreme,
    Level,
    Measure,
    Occurrence,
    Per,
    Rank,
    Record,
    Relation,
    Share,
    Streak,
    Top,
    Trend,
)
from onrecord.reading.cursor import FaultError, ReadingFault
from onrecord.reading.periods import adverb_at, noun_at
from onrecord.reading.words import ACCEPTED_COMPARATORS, MULTIPLES, ORDINALS, PARTS, VERBS

if TYPE_CHECKING:
    from onrecord.reading.parser import Parser

_PERCENT = ("percent", "per cent", "%")
Form = Callable[["Parser", Amount], Assertion | None]


def predicate(
    parser: Parser, measure: Measure, per: Per | None, period: Period | None, projected: Period | None
) -> Assertion | None:
    """Read what is said of the subject; the forms are tried in turn."""
    start = parser.cursor.at
    if per is None and projected is None:
        found: Assertion | None = _occurrence(parser, measure, period)
        if found is not None:
            return found
        parser.cursor.at = start
    subject = Amount(measure, period or Period(), per, projected)
    if period is None:
        found = _trend(parser, subject) or _change_to(parser, subject)
        if found is None:
            parser.cursor.at = start
            parser.cursor.missed('a period such as "in 2022"')
        return found
    parser.cursor.missed('"are"', '"rise"', '"fall"', '"exceed"', '"make up"', '"rank"')
    for form in _FORMS:
        parser.cursor.at = start
        found = form(parser, subject)
        if found is not None:
            return found
    parser.cursor.at = start
    return None


# Numbers --------------------------------------------------------------------------------------------------------


def _comparator(parser: Parser) -> Comparator:
    word = parser.cursor.phrase(*sorted(ACCEPTED_COMPARATORS, key=len, reverse=True), quiet=True)
    return ACCEPTED_COMPARATORS[word] if word else Comparator.PLAIN


def _between(parser: Parser) -> tuple[Fraction, Fraction, int] | None:
    cursor = parser.cursor
    start = cursor.skip()
    if cursor.phrase("between", quiet=True) is None:
        return None
    low = cursor.number()
    high = cursor.number() if low and cursor.phrase("and") else None
    if low is None or high is None:
        cursor.at = start
        return None
    if high[0] < low[0]:
        raise FaultError(ReadingFault(start, cursor.at, "the range goes from the larger number to the smaller"))
    return low[0], high[0], max(low[1], high[1])


def stated_number(parser: Parser) -> Stated | None:
    """A number in digits with its comparator, or a range, before its unit is known."""
    cursor = parser.cursor
    start = cursor.at
    pair = _between(parser)
    if pair is not None:
        return Stated(pair[0], Comparator.BETWEEN, decimals=pair[2], upper=pair[1])
    comparator = _comparator(parser)
    number = cursor.number()
    if number is None:
        cursor.at = start
        return None
    return Stated(number[0], comparator, decimals=number[1])


def _with_unit(stated: Stated, unit: Unit) -> Stated:
    return Stated(stated.value, stated.comparator, unit, stated.decimals, stated.upper, stated.word)


def _part(parser: Parser, scale: int, unit: Unit) -> Stated | None:
    """A part as a word: "half", "more than a third"."""
    start = parser.cursor.at
    comparator = _comparator(parser)
    word = parser.cursor.choice(PARTS, quiet=True)
    if word is None:
        parser.cursor.at = start
        return None
    return Stated(PARTS[word] * scale, comparator, unit, word=True)


def _by(parser: Parser) -> Stated | None:
    """A percentage, a part or a count after "by"."""
    part = _part(parser, 100, Unit.PERCENT)
    if part is not None:
        return part
    stated = stated_number(parser)
    if stated is None:
        return None
    return _with_unit(stated, Unit.PERCENT) if parser.cursor.phrase(*_PERCENT, quiet=True) else stated


# Forms ----------------------------------------------------------------------------------------------------------


def _level(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    if cursor.phrase("are", quiet=True) is None:
        return None
    start = cursor.skip()
    cursor.missed("a number", '"the highest of any year"', '"highest in"')
    stated = stated_number(parser)
    if stated is None:
        return None
    if cursor.phrase(*_PERCENT, quiet=True):
        message = 'an amount is no percentage: write "make up 68 percent of" or "rise by 78 percent"'
        raise FaultError(ReadingFault(start, cursor.at, message))
    return Level(subject, stated)


_RELATIONS = (Relation.AT_LEAST, *(one for one in Relation if one not in (Relation.TIMES, Relation.AT_LEAST)))
"""The phrases of relations; "equal or exceed" before "equal"."""


def _comparison(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    relation = cursor.phrase(*_RELATIONS, quiet=True)
    if relation is None:
        return None
    if cursor.phrase("those in every", quiet=True):
        extreme = {Relation.ABOVE: Extreme.HIGHEST, Relation.BELOW: Extreme.LOWEST}.get(Relation(relation))
        grain = parser.grain()
        among = adverb_at(cursor) if grain else None
        return Record(subject, extreme, grain, among) if extreme and grain and among else None
    other = parser.other_amount(subject)
    if other is None:
        return None
    stated = None
    if relation in (Relation.ABOVE, Relation.BELOW) and cursor.phrase("by", quiet=True) is not None:
        stated = _by(parser)
        if stated is None:
            return None
    return Comparison(subject, Relation(relation), other, stated)


def _multiple(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    if cursor.phrase("are", quiet=True) is None:
        return None
    start = cursor.at
    comparator = _comparator(parser)
    word = cursor.choice(MULTIPLES, quiet=True)
    if word is not None:
        stated: Stated | None = Stated(MULTIPLES[word], comparator, Unit.TIMES, word=True)
    else:
        cursor.at = start
        stated = _part(parser, 1, Unit.TIMES)
        if stated is not None:
            cursor.phrase("of", quiet=True)
        else:
            number = stated_number(parser)
            stated = _with_unit(number, Unit.TIMES) if number and cursor.phrase("times", quiet=True) else None
    other = parser.other_amount(subject) if stated else None
    return Comparison(subject, Relation.TIMES, other, stated) if other else None


def _change(parser: Parser, subject: Amount) -> Assertion | None:
    """rise, fall, double, halve ... from an earlier period."""
    cursor = parser.cursor
    change = _change_verb(parser)
    if change is None or cursor.phrase("from", quiet=True) is None:
        if change is not None:
            cursor.missed('"from" and the earlier period')
        return None
    baseline = noun_at(cursor)
    return None if baseline is None else Change(subject, baseline, *change)


def _change_to(parser: Parser, subject: Amount) -> Assertion | None:
    """A change of a subject that has no period yet: "deaths in Mali rise from 2015 to 2016"."""
    cursor = parser.cursor
    change = _change_verb(parser)
    if change is None or cursor.phrase("from", quiet=True) is None:
        return None
    baseline = noun_at(cursor)
    later = noun_at(cursor) if baseline is not None and cursor.phrase("to") else None
    if baseline is None or later is None:
        return None
    return Change(Amount(subject.measure, later, subject.per), baseline, *change)


def _change_verb(parser: Parser) -> tuple[Direction, Stated | None] | None:
    cursor = parser.cursor
    start = cursor.at
    comparator = _comparator(parser)
    word = cursor.choice([*MULTIPLES, "halve"], quiet=True)
    if word == "halve":
        return Direction.FALL, Stated(Fraction(1, 2), comparator, Unit.TIMES, word=True)
    if word is not None:
        return Direction.RISE, Stated(MULTIPLES[word], comparator, Unit.TIMES, word=True)
    cursor.at = start
    verb = cursor.choice(VERBS, quiet=True)
    if verb is None:
        return None
    direction = VERBS[verb]
    after = cursor.at
    cursor.missed('"by"', '"from"', '"in each year"', '"6-fold"' if direction is Direction.RISE else '"to a third"')
    if cursor.phrase("by", quiet=True) is not None:
        stated = _by(parser)
        return None if stated is None else (direction, stated)
    if direction is Direction.FALL and cursor.phrase("to", quiet=True) is not None:
        stated = _part(parser, 1, Unit.TIMES)
        if stated is None:
            number = stated_number(parser)
            stated = _with_unit(number, Unit.TIMES) if number and cursor.phrase("times") else None
        return None if stated is None else (direction, stated)
    number = stated_number(parser) if direction is Direction.RISE else None
    if number is not None:
        if cursor.phrase("-fold", "fold", quiet=True):
            return direction, _with_unit(number, Unit.TIMES)
        end = cursor.at
        if cursor.phrase(*_PERCENT, quiet=True) is not None:
            found = cursor.text[after:end].strip()
            message = f'write "rise by {found} percent from" and the earlier period'
            raise FaultError(ReadingFault(after + 1, cursor.at, message))
        cursor.missed('"-fold"')
        return None
    cursor.at = after
    return direction, None


def _nth(parser: Parser) -> int | None:
    """ "second" or "2nd"; ``None`` if no ordinal stands here."""
    cursor = parser.cursor
    word = cursor.phrase(*ORDINALS[1:], quiet=True)
    if word is not None:
        return ORDINALS.index(word)
    start = cursor.at
    number = cursor.integer(quiet=True)
    if number and cursor.phrase("st", "nd", "rd", "th", quiet=True) is not None:
        return number
    cursor.at = start
    cursor.missed('a place such as "2nd"')
    return None


def _record(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    if cursor.phrase("are the", quiet=True) is None:
        return None
    cursor.missed('"highest of any year"', '"lowest of any year"')
    nth = _nth(parser) or 1
    extreme = cursor.phrase(*Extreme)
    if extreme is None or cursor.phrase("of any") is None:
        return None
    grain = parser.grain()
    among = adverb_at(cursor) if grain else None
    return Record(subject, Extreme(extreme), grain, among, nth) if grain and among is not None else None


def _rank(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    if cursor.phrase("rank", quiet=True) is None:
        return None
    end = cursor.phrase("in the top", "in the bottom", quiet=True)
    extreme = Extreme.LOWEST if end == "in the bottom" else Extreme.HIGHEST
    nth = cursor.integer() if end else _nth(parser)
    if not nth:
        cursor.missed('"in the top 3"')
        return None
    if end is None and cursor.phrase("lowest", quiet=True):
        extreme = Extreme.LOWEST
    dimension = cursor.phrase(*(f"among {d}" for d in Dimension))
    if dimension is None:
        return None
    at = cursor.at
    within = parser.place_list() if cursor.phrase("in", quiet=True) else ()
    if not within:
        cursor.at = at
        cursor.phrase("worldwide", "in the world", quiet=True)
    return Rank(subject, Dimension(dimension.removeprefix("among ")), nth, extreme, within, end is not None)


def _top(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    word = cursor.phrase(*(f"are {extreme} in" for extreme in Extreme), quiet=True)
    if word is None:
        return None
    here = cursor.skip()
    members = parser.place_list()
    if not members:
        parser.unknown(here, "place")
    ordered = cursor.phrase(", in that order", quiet=True) is not None
    return Top(subject, members, Extreme(word.split()[1]), ordered)


def _share(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    if cursor.phrase("make up", quiet=True) is None:
        return None
    cursor.missed("a percentage", 'a part such as "a third"')
    stated = _part(parser, 100, Unit.PERCENT)
    if stated is None:
        number = stated_number(parser)
        if number is None:
            return None
        if cursor.phrase(*_PERCENT, quiet=True) is None:
            cursor.missed('"percent"')
            return None
        stated = _with_unit(number, Unit.PERCENT)
    if cursor.phrase("of all", "of", quiet=True) is None:
        cursor.missed('"of"')
        return None
    whole = parser.other_amount(subject)
    return Share(subject, whole, stated) if whole else None


def _trend(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    start = cursor.at
    verb = cursor.choice(VERBS, quiet=True)
    grain = parser.grain() if verb and cursor.phrase("in each", "in every", quiet=True) else None
    period = adverb_at(cursor) if grain else None
    if verb is None or grain is None or period is None:
        cursor.at = start
        return None
    return Trend(Amount(subject.measure, period, subject.per), VERBS[verb], grain)


def _streak(parser: Parser, subject: Amount) -> Assertion | None:
    cursor = parser.cursor
    verb = cursor.choice(VERBS, quiet=True)
    here = cursor.skip()
    if verb is not None and cursor.phrase("in each", "in every", quiet=True) is not None:
        message = f'the period stands last: "{verb} in each year from 2017 to 2020"'
        raise FaultError(ReadingFault(here, cursor.at, message))
    if verb is None or cursor.phrase("for the", quiet=True) is None:
        return None
    nth = _nth(parser)
    grain = parser.grain() if nth else None
    if nth is None or grain is None or cursor.phrase("in a row", "running") is None:
        return None
    return Streak(subject, VERBS[verb], nth, grain)


def _occurrence(parser: Parser, measure: Measure, before: Period | None) -> Assertion | None:
    cursor = parser.cursor
    here = cursor.skip()
    word = cursor.phrase(*(f"{end} occur" for end in End), quiet=True)
    if word is not None and before is not None:
        message = f'the period stands last: "{word} in 2014"'
        raise FaultError(ReadingFault(here, cursor.at, message))
    period = adverb_at(cursor) if word else None
    return None if word is None or period is None else Occurrence(measure, End(word.split()[0]), period)


_FORMS: tuple[Form, ...] = (_streak, _change, _comparison, _record, _top, _rank, _share, _multiple, _level)
