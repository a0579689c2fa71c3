"""Numbers and dates of a sentence that no entry of its typed blocks has.

Every number must be accounted for: by the check of a block (``Result.held``), by a field of a block, or by a quotation
that was found in its source. A statement with one that is in none of them is not found (OR413), and so is one with a
date that no entry has (OR407). Dates that only bound something ("since 2012", "before the vote of July") are left
alone, but for those of a pledge, which are its deadlines. Imports the model and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from fractions import Fraction

from onrecord.checks.case import overlap
from onrecord.checks.durations import durations, is_length, is_term
from onrecord.checks.moments import names_the_day
from onrecord.checks.standing import Context, Result, all_sources, found_in
from onrecord.model.blocks import Block, Incident, Pledge, Position, Standing
from onrecord.model.dates import PartialDate, Period
from onrecord.model.documentary import Sentence, StatedNumber, StatedPeriod
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.precision import Comparator, Unit, interval
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import load_wording, matches

_DEFINITE = ("the", "these", "those", "its", "their", "les", "ces", "leurs", "ses")
_AND = re.compile(r"\s*(?:[,;]\s*(?:and|et)?|\band\b|\bet\b|&)\s*")
_LED = ("in", "from to", "listed", "window", "")
"""How a date is led that says when something was; others only bound it."""
_BOUND = ("before", "until", "by end")
"""How a deadline is led."""


def unheld(statement: Statement, context: Context, results: Sequence[Result]) -> Result:
    """The numbers and dates of the sentence that nothing holds."""
    held = {place for one in results for place in one.held}
    whole, days = _contents(statement.blocks)
    numbers = {Unit.COUNT: list(whole)}
    for text in context.fields:
        for one in text.numbers:
            ends = (end for end in (one.stated.value, one.stated.upper) if end is not None)
            numbers.setdefault(one.stated.unit, []).extend(ends)
        days += [one.period for one in text.periods]
    between = list(days)  # how long something took is between days of the entries: when it was published is none
    for block in statement.blocks:
        sources = (context.sources.get(key) for key in all_sources(statement, block))
        days += [Period(s.issued.first, s.issued.last) for s in sources if s is not None and s.issued is not None]
    days = _of_events(statement, context) or days
    findings: list[Finding] = []
    why: list[str] = []
    for number in context.sentence.numbers:
        if (number.start, number.end) in held or _known(number, statement, context):
            continue
        other_unit = _other_unit(number, context, whole, statement.blocks)
        if _in(number, numbers.get(number.stated.unit, [])) and not other_unit:
            continue
        if not other_unit and _lasts(number, context, between, statement.blocks):
            continue
        spelled = _spelled(number, context) and not other_unit
        if not spelled and not _listed(number, statement, context):
            message = f'"{number.text}" is in no field of its blocks'
            findings.append(found_in("OR413", message, statement, words=number.text))
            why.append(f'no entry has the number "{number.text}"')
    bound = any(isinstance(block, Pledge) for block in statement.blocks)
    rough = _months(statement.blocks)
    lost = [
        one
        for one in context.sentence.periods
        if _tells(one, context, bound=bound) and not _among(one, days, rough if one.grain == "day" else ())
    ]
    lost += [one for one in _deadlines_said(statement, context) if one not in lost]
    for period in lost:
        message = f'"{period.text}" is in no entry of its blocks'
        findings.append(found_in("OR407", message, statement, words=period.text))
        why.append(f'no entry has the date "{period.text}"')
    return Result(Standing.NOT_FOUND if why else None, why[0] if why else "", tuple(findings))


def _lasts(number: StatedNumber, context: Context, days: Sequence[Period], blocks: Sequence[Block]) -> bool:
    """Whether a number of days, months or years is how long it is from one date of the blocks to another."""
    length = next((one for one in durations(context.sentence) if one.number == (number.start, number.end)), None)
    if length is None or (is_term(context.sentence.text, length) and any(isinstance(b, Pledge) for b in blocks)):
        return False  # a term is that of the pledge, which its check looks at
    starts = [one.start for one in days if one.start is not None]
    ends = [one.end for one in days if one.end is not None]
    # "Five days" from the 27th to the 31st: the first day counts too.
    return any(
        is_length(length, start, day) for start in starts for end in ends if end > start for day in (end, _after(end))
    )


def _other_unit(
    number: StatedNumber, context: Context, whole: Sequence[Fraction], blocks: Sequence[Block] = ()
) -> bool:
    """Whether a number of weeks is one of days in the entries: "seven weeks" of a truce of seven days."""
    own = next((one for one in durations(context.sentence) if one.number == (number.start, number.end)), None)
    terms = [one.term for one in blocks if isinstance(one, Pledge) and one.term is not None]
    if own is not None and is_term(context.sentence.text, own):
        mine = [one for one in terms if one.number == number.stated.value]
        if mine and all(one.unit is not own.unit for one in mine):
            return True
    held = [one for text in context.fields for one in durations(text) if one.stated.value == number.stated.value]
    if own is None or not held or number.stated.value in whole:
        return False
    return all(one.unit is not own.unit for one in held)


def _after(day: date) -> date:
    return day + timedelta(days=1) if day != date.max else day


def _of_events(statement: Statement, context: Context) -> list[Period]:
    """The days on which incidents happened, where the sentence speaks of nothing else: when a count was published is
    then no date of it. Empty where it tells who said so, or a block has other dates."""
    wording = load_wording(context.sentence.language) if context.sentence.language else None
    if wording is None or not statement.blocks:
        return []
    said = frozenset().union(*wording.groups("reporting").values(), wording.forms("softening"))
    found = []
    for block in statement.blocks:
        if not isinstance(block, Incident) or block.start is None or block.end is None:
            return []
        found.append(Period(block.start.first, block.end.last))
    if matches([word.text for word in context.sentence.words], said):
        return []
    return [*found, *(one.period for text in context.fields for one in text.periods)]


def _listed(number: StatedNumber, statement: Statement, context: Context) -> bool:
    """Whether a number of villages or towns is that of the places which an incident lists."""
    words = context.sentence.words
    following = words[number.last].text if number.last < len(words) else ""
    if (following,) not in load_wording(context.sentence.language).forms("unit", "places"):
        return False
    counts = {len(_AND.split(block.where)) for block in statement.blocks if isinstance(block, Incident)}
    return number.stated.comparator is Comparator.PLAIN and number.stated.value in counts


def _known(number: StatedNumber, statement: Statement, context: Context) -> bool:
    """Whether a number stands in a quotation, which is looked up in its source, or is one spoken of before ("these
    two", "the 543"), of which nothing new is said."""
    if in_quote(number, context.sentence, statement) or context.in_quotation(number.start, number.end):
        return True
    words = context.sentence.words
    following = [word.text for word in words[number.last : number.last + 2]]
    if matches(following, load_wording(context.sentence.language).forms("unit", "record")):
        return True  # "by two counts"
    before = [word.text for word in words[max(0, number.first - 1) : number.first + 1]]
    if (
        matches(before, (("the",), ("les",)))
        and number.first > 1
        and words[number.first - 2].text in ("within", "dans")
    ):
        return False  # "dans les 12 mois" is a term, and no number spoken of before
    owned = number.first > 0 and words[number.first - 1].text == "s"  # "the sheet's two statements"
    return owned or any(word in _DEFINITE for word in before)


def _in(number: StatedNumber, held: Sequence[Fraction]) -> bool:
    stated = number.stated
    if stated.comparator is Comparator.BETWEEN:
        return stated.value in held and stated.upper in held
    allowed = interval(stated)
    return stated.value in held or any(one in allowed for one in held)


def _spelled(number: StatedNumber, context: Context) -> bool:
    """Whether a number in words stands in a field in the same words, if only as part of a date: "over ten years"."""
    word = context.sentence.words[number.last - 1].text
    return word.isalpha() and any(word == other.text for text in context.fields for other in text.words)


def _tells(period: StatedPeriod, context: Context, *, bound: bool = False) -> bool:
    if names_the_day(context.sentence, period):
        return False
    return (period.how in _LED or (bound and period.how in _BOUND)) and not context.in_quotation(
        period.start, period.end
    )


def _among(period: StatedPeriod, days: Sequence[Period], rough: Sequence[Period] = ()) -> bool:
    """Whether a date is one of some days; a single day is none of a month or year (``rough``) given as such."""
    return any(overlap(period.period, one) for one in days if one not in rough)


def _deadlines_said(statement: Statement, context: Context) -> list[StatedPeriod]:
    """The days by which something was promised that are no deadline of a pledge set as a term: "by 30 June" of one of
    ten months, whose days are in no field."""
    terms = [
        one for one in statement.blocks if isinstance(one, Pledge) and one.term is not None and one.due is not None
    ]
    if not terms or len(terms) != sum(isinstance(one, Pledge) for one in statement.blocks):
        return []
    dues = [due for one in terms for due in (one.due, *(each.due for each in one.extensions)) if due is not None]
    ends = [Period(due.first, due.last) for due in dues]
    promised = load_wording(context.sentence.language).forms("promising") if context.sentence.language else frozenset()
    first = matches([word.text for word in context.sentence.words], promised)
    start = context.sentence.words[first[0][0]].start if first else None
    found = []
    for one in context.sentence.periods:
        last = one.period.end
        if start is None or one.start < start or last is None or one.how not in _BOUND:
            continue
        if one.grain == "day" and not any(overlap(Period(last, last), end) for end in ends):
            found.append(one)
    return found


def _months(blocks: Sequence[Block]) -> tuple[Period, ...]:
    """The dates of blocks that are a month or a year and no day of it: "due 2025-12" is not "due on 1 December"."""
    dates = (one for one in values_of(blocks) if isinstance(one, PartialDate) and not one.day)
    return tuple(Period(one.first, one.last) for one in dates)


def values_of(value: object) -> Iterator[object]:
    """Every single value in blocks and their entries, in order."""
    if isinstance(value, tuple | list):
        for one in value:
            yield from values_of(one)
    elif isinstance(value, PartialDate) or not is_dataclass(value):
        yield value
    elif not isinstance(value, Span):
        for each in fields(value):
            yield from values_of(getattr(value, each.name))


def _contents(blocks: Sequence[Block]) -> tuple[list[Fraction], list[Period]]:
    """Every number and date of blocks and their entries."""
    numbers: list[Fraction] = []
    days: list[Period] = []
    for value in values_of(blocks):
        if isinstance(value, PartialDate):
            days.append(Period(value.first, value.last))
        elif isinstance(value, date):
            days.append(Period(value, value))
        elif isinstance(value, int) and not isinstance(value, bool):
            numbers.append(Fraction(value))
    starts = [(block.start, block.end) for block in blocks if isinstance(block, Incident)]
    days += [Period(one.first, other.last) for one, other in starts if one is not None and other is not None]
    # A view is held on every day between.
    views = [(one.since, one.until) for one in blocks if isinstance(one, Position) and one.since is not None]
    days += [Period(since.first, until.last if until is not None else None) for since, until in views]
    return numbers, days


def quoted_words(statement: Statement) -> frozenset[str]:
    """The words of what a statement quotes from its sources, whether they were found or not: another check says so."""
    return frozenset(
        word for one in statement.quotations for word in words_of(f"{one.selector.exact} {one.translation}")
    )


def in_quote(number: StatedNumber, sentence: Sentence, statement: Statement) -> bool:
    """Whether a number in quotation marks stands in what the statement quotes from its sources, which is looked up."""
    cited = quoted_words(statement)
    return number.quoted and all(word.text in cited for word in sentence.words[number.first : number.last])


def texts_of(blocks: Sequence[Block], *, every: bool = False) -> tuple[str, ...]:
    """Every text of blocks and their entries that can hold a number or date; with ``every``, single words too."""
    found: dict[str, None] = {}

    def walk(value: object) -> None:
        if isinstance(value, str):
            if every or any(char.isdigit() for char in value) or " " in value:
                found[value] = None
        elif isinstance(value, tuple):
            for one in value:
                walk(one)
        elif is_dataclass(value) and not isinstance(value, Span | PartialDate):
            for each in fields(value):
                walk(getattr(value, each.name))

    walk(tuple(blocks))
    return tuple(found)
