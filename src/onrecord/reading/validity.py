"""Which readings are canonical, and which say nothing that could be checked.

Several values of the model can mean one thing; ``canonical`` brings each to the one form that is printed and parsed:
an open end is ``None`` and no last day of the calendar, the world is no place at all, an amount that is projected
from its whole period is not projected, and a name stands once in a list. ``problem`` finds what the types allow and
no sentence can mean: a share of something that does not hold the part, a change to an earlier period, a rate of
different countries. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from onrecord.model.dates import Grain, Period, period_around
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Assertion,
    Change,
    Comparison,
    Dimension,
    Direction,
    Level,
    Measure,
    Occurrence,
    Quantity,
    Rank,
    RateUnit,
    Reading,
    Record,
    Ref,
    Relation,
    Role,
    Share,
    Streak,
    Top,
    Trend,
    stated_of,
    subject_measure,
)
from onrecord.model.vocabulary import Actor, Kind
from onrecord.reading.words import MULTIPLE_WORDS, PART_WORDS, digits
from onrecord.vocabulary import WORLD, Vocabulary, fold, is_country
from onrecord.vocabulary.within import actor_within, kind_within, place_within

DISTINCT = (Quantity.COUNTRIES, Quantity.AREAS, Quantity.ACTORS)
Item = TypeVar("Item", bound=Hashable)


# Canonical forms ------------------------------------------------------------------------------------------------


def canonical(reading: Reading) -> Reading:
    """The canonical form of a reading: equal for readings that say the same in different values."""
    return replace(reading, parts=tuple(canonical_assertion(part) for part in reading.parts))


def canonical_assertion(assertion: Assertion) -> Assertion:
    """The canonical form of one assertion."""
    if isinstance(assertion, Occurrence):
        return replace(assertion, measure=_measure(assertion.measure), period=_period(assertion.period))
    found = replace(assertion, subject=_amount(assertion.subject))
    match found:
        case Change():
            return replace(found, baseline=_period(found.baseline))
        case Comparison():
            return replace(found, other=_amount(found.other))
        case Share():
            return replace(found, whole=_amount(found.whole))
        case Record():
            return replace(found, among=_period(found.among))
        case Rank():
            return replace(found, within=_places(found.within))
        case Top():
            return replace(found, members=_once(found.members))
    return found


def _period(period: Period) -> Period:
    start = None if period.start == date.min else period.start
    end = None if period.end == date.max else period.end
    return Period(start, end)


def _amount(amount: Amount) -> Amount:
    period = _period(amount.period)
    part = None if amount.projected_from is None else _period(amount.projected_from)
    return Amount(_measure(amount.measure), period, amount.per, None if part == period else part)


def _measure(measure: Measure) -> Measure:
    return replace(
        measure,
        kinds=_once(measure.kinds),
        actors=tuple(replace(term, actors=_once(term.actors)) for term in _once(measure.actors)),
        places=_places(measure.places),
        areas=_once(measure.areas),
        series=measure.series if measure.quantity is Quantity.SERIES else "",
    )


def _places(places: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return () if Ref(WORLD) in places else _once(places)


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


# Problems -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an assertion says nothing that could be checked; ``of_subject`` says where a person should look."""

    message: str
    of_subject: bool = False


def problem(assertion: Assertion, vocabulary: Vocabulary) -> Problem | None:
    """The first thing wrong with an assertion in canonical form."""
    return next(_problems(assertion, vocabulary), None)


def _problems(assertion: Assertion, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _of_names(subject_measure(assertion), vocabulary)
    stated = stated_of(assertion)
    if stated is not None:
        yield from _of_number(stated)
        yield from _of_count(assertion, stated)
    if isinstance(assertion, Occurrence):
        if assertion.period == Period():
            yield Problem('"on record" is any time: say when it first or last occurred')
        return
    yield from _of_amount(assertion.subject)
    match assertion:
        case Level():
            if assertion.stated.unit is not Unit.COUNT or assertion.stated.word:
                yield Problem("an amount is a number, not a percentage or a multiple")
        case Change():
            yield from _of_change(assertion)
        case Comparison():
            yield from _of_names(assertion.other.measure, vocabulary)
            yield from _of_amount(assertion.other)
            yield from _of_comparison(assertion)
        case Record():
            if assertion.nth < 1:
                yield Problem("a place in an order is 1st or later")
        case Rank():
            yield from _of_rank(assertion, vocabulary)
        case Top():
            yield from _of_top(assertion, vocabulary)
        case Share():
            yield from _of_names(assertion.whole.measure, vocabulary)
            yield from _of_amount(assertion.whole)
            yield from _of_share(assertion, vocabulary)
        case Trend() | Streak():
            yield from _of_sequence(assertion)


def _of_names(measure: Measure, vocabulary: Vocabulary) -> Iterator[Problem]:
    for refs, find in ((measure.kinds, vocabulary.kind_by_id), (measure.places, vocabulary.place_by_id)):
        for ref in refs:
            if ref.raw or find(ref.id) is None:
                yield Problem(f'"{ref.id}" is not in the vocabulary', of_subject=True)
    for term in measure.actors:
        for ref in term.actors:
            if not ref.raw and vocabulary.actor_by_id(ref.id) is None:
                yield Problem(f'"{ref.id}" is not in the vocabulary', of_subject=True)
        if not term.actors:
            yield Problem("no actor is named", of_subject=True)


def _of_number(stated: Stated) -> Iterator[Problem]:
    if stated.value == 0 and stated.comparator in (Comparator.NEARLY, Comparator.FEWER_THAN):
        yield Problem(f'nothing is "{stated.comparator} 0"')
    if stated.word:
        share = stated.value / 100 if stated.unit is Unit.PERCENT else stated.value
        known = share in PART_WORDS or (stated.unit is Unit.TIMES and share in MULTIPLE_WORDS)
        if not known or stated.unit is Unit.COUNT:
            yield Problem("this part or multiple is written in digits")


def _of_count(assertion: Assertion, stated: Stated) -> Iterator[Problem]:
    """A count of deaths or events is whole: "1.080" is 1,080 as much of the world writes it."""
    subject = None if isinstance(assertion, Occurrence) else assertion.subject
    whole = subject is not None and subject.per is None and subject.projected_from is None
    if stated.unit is not Unit.COUNT or not whole or (stated.decimals != 3 and stated.value.denominator == 1):
        return
    if subject_measure(assertion).quantity is Quantity.SERIES:
        return
    shown = digits(stated.value, stated.decimals)
    whole_number = digits(stated.value * 1000, 0) if stated.decimals == 3 else ""
    meant = f"if {whole_number} is meant, write it so" if whole_number else "write it in digits, as in 1,200,000"
    yield Problem(f"{shown} is no count, which is whole: {meant}")


def _of_amount(amount: Amount) -> Iterator[Problem]:
    quantity, per, part = amount.measure.quantity, amount.per, amount.projected_from
    if quantity in DISTINCT and (per is not None or part is not None):
        what = "has no rate" if per is not None else "cannot be projected"
        yield Problem(f"a count of different {quantity} {what}: the same ones come again", of_subject=True)
    timeless = per is not None and per.unit in (RateUnit.PEOPLE, RateUnit.EVENT)
    if per is not None and (per.count < 1 or (per.between and (per.count > 1 or timeless))):
        yield Problem("this is no rate", of_subject=True)
    if per is not None and per.unit is RateUnit.EVENT:
        if quantity not in (Quantity.DEATHS, Quantity.CIVILIAN_DEATHS):
            yield Problem("only deaths are counted for each event", of_subject=True)
        elif per.count > 1 or part is not None:
            yield Problem("deaths per event are those of one, and cannot be projected", of_subject=True)
    if part is None:
        return
    whole = amount.period
    if whole.start is None or whole.end is None or part.start is None or part.end is None:
        yield Problem("a projection goes from a part with two ends to a whole with two ends", of_subject=True)
    elif not (whole.start <= part.start and part.end <= whole.end):
        yield Problem("a projection starts from a part of the period it is for", of_subject=True)


def _of_change(change: Change) -> Iterator[Problem]:
    new, old = change.subject.period, change.baseline
    if old.start is None or old.end is None:
        yield Problem("the period a change starts from has two ends")
    elif new.start is None or new.start <= old.start:
        yield Problem("a change goes from an earlier period to a later one")
    stated = change.stated
    if stated is not None and stated.unit is Unit.TIMES:
        rises = change.direction is Direction.RISE
        if (stated.value < 1 and rises) or (stated.value > 1 and not rises) or stated.value == 1:
            yield Problem(f"a {change.direction} to {'less' if rises else 'more'} than before is none")
        if stated.word and stated.value not in (MULTIPLE_WORDS if rises else PART_WORDS):
            yield Problem("this multiple is written in digits")


def _of_comparison(comparison: Comparison) -> Iterator[Problem]:
    if comparison.subject == comparison.other:
        yield Problem("this compares an amount with itself")
    if comparison.subject.per != comparison.other.per:
        yield Problem("a rate is compared with the same rate")
    stated, relation = comparison.stated, comparison.relation
    times = stated is not None and stated.unit is Unit.TIMES
    bare = relation in (Relation.EQUAL, Relation.AT_LEAST, Relation.AT_MOST)
    if times != (relation is Relation.TIMES) or (stated is not None and bare):
        yield Problem("the number does not fit the comparison")


def _one_name(a: Rank) -> Ref | None:
    measure = a.subject.measure
    if a.dimension is Dimension.COUNTRIES:
        return measure.places[0] if len(measure.places) == 1 else None
    if a.dimension is Dimension.AREAS:
        return Ref(measure.areas[0], raw=True) if len(measure.areas) == 1 else None
    names = measure.actors[0].actors if len(measure.actors) == 1 else ()
    return names[0] if len(names) == 1 else None


def _of_rank(a: Rank, vocabulary: Vocabulary) -> Iterator[Problem]:
    one = {Dimension.COUNTRIES: "country", Dimension.AREAS: "area", Dimension.ACTORS: "actor"}[a.dimension]
    name = _one_name(a)
    if name is None:
        yield Problem(f"a rank among {a.dimension} is that of one {one}: name one before the period", of_subject=True)
        return
    if a.nth < 1:
        yield Problem("a place in an order is 1st or later")
    if a.subject.measure.quantity in DISTINCT:
        yield Problem(f"counts of different {a.subject.measure.quantity} are not ranked", of_subject=True)
    if a.dimension is Dimension.COUNTRIES:
        place = vocabulary.place_by_id(name.id)
        if place is None or not is_country(place):
            yield Problem(f"{place.name if place else name.id} is not one country", of_subject=True)
        elif a.within and name.id not in _countries(a.within, vocabulary):
            yield Problem(f"{place.name} is not one of the countries it is ranked among")


def _of_top(a: Top, vocabulary: Vocabulary) -> Iterator[Problem]:
    if a.subject.measure.quantity in DISTINCT:
        yield Problem(f"counts of different {a.subject.measure.quantity} are not ranked", of_subject=True)
    inside = _countries(a.subject.measure.places, vocabulary)
    for ref in a.members:
        place = vocabulary.place_by_id(ref.id)
        if place is None or not is_country(place):
            yield Problem(f"{place.name if place else ref.id} is not one country")
        elif inside and ref.id not in inside:
            yield Problem(f"{place.name} does not lie where the figures are from")


def _countries(places: Iterable[Ref], vocabulary: Vocabulary) -> frozenset[str]:
    """The ids of the countries of places; none for the world."""
    found = (vocabulary.place_by_id(ref.id) for ref in places)
    return frozenset(country for place in found if place for country in vocabulary.countries(place))


def _of_share(a: Share, vocabulary: Vocabulary) -> Iterator[Problem]:
    part, whole = a.subject.measure, a.whole.measure
    if a.stated.unit is not Unit.PERCENT:
        yield Problem("a share is a percentage or a part")
    if a.stated.value > 100 or (a.stated.upper or 0) > 100:
        yield Problem("a part is at most 100 percent")
    if a.subject == a.whole:
        yield Problem('this is a share of itself: write out the whole, since "those" repeats every part of the subject')
    if a.subject.per is not None or a.whole.per is not None:
        yield Problem("a share is one of counts, not of rates", of_subject=True)
    same = (part.quantity, part.series) == (whole.quantity, whole.series)
    if not same and (part.quantity, whole.quantity) != (Quantity.CIVILIAN_DEATHS, Quantity.DEATHS):
        yield Problem(f"{part.series or part.quantity} are no part of {whole.series or whole.quantity}")
    if a.subject.projected_from != a.whole.projected_from:
        yield Problem("the part and the whole are projected from the same period, or neither is")
    inside, around = a.subject.period, a.whole.period
    early = around.start is not None and (inside.start is None or inside.start < around.start)
    late = around.end is not None and (inside.end is None or inside.end > around.end)
    if early or late:
        yield Problem("the part has a period outside that of the whole")
    for narrow, wide, what in (
        (part.kinds, whole.kinds, "kinds"),
        (part.actors, whole.actors, "actors"),
        (part.areas, whole.areas, "areas"),
    ):
        if wide and not narrow:
            yield Problem(f"the whole is limited to {what} and the part is not")
    if part.areas and whole.areas and not set(map(fold, part.areas)) <= set(map(fold, whole.areas)):
        yield Problem("the part lies outside the areas of the whole")
    if whole.places and not (part.places and all(place_within(one, whole.places, vocabulary) for one in part.places)):
        yield Problem("the part lies outside the places of the whole")
    if part.kinds and whole.kinds:
        for ref in part.kinds:
            if not kind_within(ref, whole.kinds, vocabulary):
                yield Problem(_not_within(ref, whole.kinds, vocabulary.kind_by_id))
    yield from _of_share_actors(part.actors, whole.actors, vocabulary)


def _of_share_actors(
    part: tuple[ActorTerm, ...], whole: tuple[ActorTerm, ...], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """What keeps the actors of a part from lying inside those of a whole: each term of the whole needs one of the part.

    Who does it, or has it done to them, is involved; "against" is said of those over against the perpetrators named,
    or else over against all who are involved.
    """

    def inside(mine: ActorTerm, other: ActorTerm) -> bool:
        if mine.role is not other.role and other.role is not Role.INVOLVING:
            return False
        if other.role is Role.AGAINST and not all(
            any(inside(one, facing) for one in _facing(part)) for facing in _facing(whole)
        ):
            return False
        return all(actor_within(ref, other.actors, vocabulary) for ref in mine.actors)

    for other in whole if part else ():
        if any(inside(term, other) for term in part):
            continue
        alike = [term for term in part if other.role in (term.role, Role.INVOLVING)]
        refs = [ref for term in alike for ref in term.actors if not actor_within(ref, other.actors, vocabulary)]
        if refs:
            yield Problem(_not_within(refs[0], other.actors, vocabulary.actor_by_id))
        else:
            named = " or ".join(_named(ref, vocabulary.actor_by_id) for ref in other.actors)
            yield Problem(f'the whole is limited to what is "{other.role} {named}" and the part is not')


def _facing(terms: tuple[ActorTerm, ...]) -> tuple[ActorTerm, ...]:
    """The terms that an "against" beside them is said of."""
    by = tuple(term for term in terms if term.role is Role.BY)
    return by or tuple(term for term in terms if term.role is Role.INVOLVING)


def _not_within(ref: Ref, around: Iterable[Ref], find: Callable[[str], Kind | Actor | None]) -> str:
    wide = " or ".join(_named(one, find) for one in around)
    return f'"{_named(ref, find)}" is not known to lie wholly inside "{wide}"'


def _named(ref: Ref, find: Callable[[str], Kind | Actor | None]) -> str:
    known = None if ref.raw else find(ref.id)
    return known.name if known else ref.id


def _of_sequence(a: Trend | Streak) -> Iterator[Problem]:
    if a.subject.projected_from is not None:
        yield Problem("a sequence of periods is not projected", of_subject=True)
    period = a.subject.period
    if isinstance(a, Streak):
        if a.nth < 1:
            yield Problem("a place in an order is 1st or later")
        if period.start is None or period_around(period.start, a.grain) != period:
            yield Problem(f"{a.grain}s in a row end in one {a.grain}, which this period is not", of_subject=True)
    elif not fits(period, a.grain):
        yield Problem(f"the period is not made of whole {a.grain}s")


def fits(period: Period, grain: Grain) -> bool:
    """Whether the closed ends of a period are those of whole calendar periods of the grain."""
    starts = period.start is None or period_around(period.start, grain).start == period.start
    return starts and (period.end is None or period_around(period.end, grain).end == period.end)
