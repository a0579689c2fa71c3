"""Readings to canonical English.

``print_reading`` and ``onrecord.reading.parser.parse_reading`` are inverses: parsing what was printed gives the same
reading, and printing what was parsed is stable. Imports the model and the vocabulary only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.model.dates import MONTHS, Grain, Period, period_around
from onrecord.model.precision import Unit
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Assertion,
    Change,
    Comparison,
    Direction,
    Extreme,
    Level,
    Measure,
    Occurrence,
    Per,
    Quantity,
    Rank,
    RateUnit,
    Reading,
    Record,
    Ref,
    Relation,
    Share,
    Streak,
    Top,
    Trend,
)
from onrecord.reading.words import (
    MULTIPLE_WORDS,
    amount_phrase,
    number_phrase,
    ordinal,
    ordinal_word,
    percent_phrase,
    times_phrase,
)
from onrecord.vocabulary import Vocabulary


def print_reading(reading: Reading, vocabulary: Vocabulary) -> str:
    """A reading as one line of canonical English."""
    text = "; and ".join(print_assertion(part, vocabulary) for part in reading.parts)
    return f"{text} according to {reading.dataset}" if reading.dataset else text


def print_assertion(assertion: Assertion, vocabulary: Vocabulary) -> str:
    """One assertion as canonical English."""
    match assertion:
        case Occurrence():
            measure = print_measure(assertion.measure, vocabulary)
            return f"{measure} {assertion.which} occur {adverb(assertion.period)}"
        case Trend():
            bare = print_amount(assertion.subject, vocabulary, with_period=False)
            return f"{bare} {assertion.direction} in each {assertion.grain} {adverb(assertion.subject.period)}"
    subject = print_amount(assertion.subject, vocabulary)
    match assertion:
        case Level():
            return f"{subject} are {number_phrase(assertion.stated)}"
        case Change():
            return f"{subject} {change_phrase(assertion)}"
        case Comparison():
            return f"{subject} {_comparison(assertion, vocabulary)}"
        case Record():
            return f"{subject} {_record(assertion)}"
        case Rank():
            return f"{subject} {_rank(assertion, vocabulary)}"
        case Top():
            members = places_text(assertion.members, vocabulary)
            order = ", in that order" if assertion.ordered else ""
            return f"{subject} are {assertion.extreme} in {members}{order}"
        case Share():
            whole = other_amount(assertion.whole, assertion.subject, vocabulary)
            return f"{subject} make up {percent_phrase(assertion.stated)} of {whole}"
        case Streak():
            verb, nth = assertion.direction, ordinal(assertion.nth)
            return f"{subject} {verb} for the {nth} {assertion.grain} in a row"
    raise TypeError(f"no canonical form for {type(assertion).__name__}")


def print_amount(amount: Amount, vocabulary: Vocabulary, *, with_period: bool = True) -> str:
    """An amount: "deaths per day in attacks on civilians in Mali in 2022 projected from January to June 2022"."""
    text = print_measure(amount.measure, vocabulary, amount.per)
    if with_period:
        text += f" {adverb(amount.period)}"
    if amount.projected_from is not None:
        text += f" projected {adverb(amount.projected_from)}"
    return text


def print_measure(measure: Measure, vocabulary: Vocabulary, per: Per | None = None) -> str:
    """A measure without a period: "deaths in attacks on civilians by Boko Haram in Nigeria"."""
    noun, kinds_told = _noun(measure, vocabulary)
    parts = [_rate(noun, per)]
    if measure.kinds and not kinds_told:
        parts.append("in " + _or(ref_name(ref, vocabulary.kind_by_id) for ref in measure.kinds))
    return " ".join(parts) + _who_and_where(measure.actors, measure.areas, measure.places, vocabulary)


def _who_and_where(
    actors: tuple[ActorTerm, ...], areas: tuple[str, ...], places: tuple[Ref, ...], vocabulary: Vocabulary
) -> str:
    """Actors, areas and places, each after a space.

    "the Islamic State in Mozambique" is a group of its own: where an actor's name and the place after it would be
    read as another name, a comma stands between them.
    """
    text = "".join(" " + _actor_term(term, vocabulary) for term in actors)
    where = [" in " + _or(quote(name) for name in areas)] if areas else []
    where += [" in " + places_text(places, vocabulary)] if places else []
    if actors and where:
        last = actors[-1].actors[-1]
        name = ref_name(last, vocabulary.actor_by_id)
        found = None if last.raw else vocabulary.match_actor(name + where[0], 0)
        if found is not None and found[1] != len(name):
            text += ","
    return text + "".join(where)


def places_text(places: tuple[Ref, ...], vocabulary: Vocabulary) -> str:
    """Mali, Burkina Faso and Niger. "Mexico, and Central America", since "Mexico and Central America" is a region."""
    names = [ref_name(ref, vocabulary.place_by_id) for ref in places]
    text = _and(names)
    if len(names) > 1:
        found = vocabulary.match_place(" and ".join(names[-2:]), 0)
        if found is not None and found[1] != len(names[-2]):
            return f"{', '.join(names[:-1])}, and {names[-1]}"
    return text


def other_amount(other: Amount, subject: Amount, vocabulary: Vocabulary) -> str:
    """The second amount of a comparison: "those in 2019" where that says the same as the whole amount."""
    a, b = subject.measure, other.measure
    told = [
        (a.kinds, b.kinds),
        (a.actors, b.actors),
        (a.areas, b.areas),
        (a.places, b.places),
    ]
    same = (a.quantity, a.series, subject.per) == (b.quantity, b.series, other.per)
    if not same or any(x and not y for x, y in told):
        return print_amount(other, vocabulary)
    text = "those"
    if a.kinds != b.kinds:
        text += " in " + _or(ref_name(ref, vocabulary.kind_by_id) for ref in b.kinds)
    text += _who_and_where(
        b.actors if a.actors != b.actors else (),
        b.areas if a.areas != b.areas else (),
        b.places if a.places != b.places else (),
        vocabulary,
    )
    if subject.period != other.period or text == "those":
        text += f" {adverb(other.period)}"
    if other.projected_from is not None:
        text += f" projected {adverb(other.projected_from)}"
    return text


def _noun(measure: Measure, vocabulary: Vocabulary) -> tuple[str, bool]:
    """What is counted, and whether that already names the kinds of violence."""
    events, told = "events", False
    if measure.kinds and measure.quantity not in (Quantity.DEATHS, Quantity.CIVILIAN_DEATHS, Quantity.SERIES):
        names = _or(ref_name(ref, vocabulary.kind_by_id) for ref in measure.kinds)
        plural = len(measure.kinds) == 1 and not measure.kinds[0].raw and names.endswith("s")
        events, told = (names if plural else f"events of {names}"), True
    match measure.quantity:
        case Quantity.EVENTS:
            return events, told
        case Quantity.COUNTRIES | Quantity.AREAS | Quantity.ACTORS:
            return f"{measure.quantity} with {events}", told
        case Quantity.SERIES:
            return measure.series, told
    return str(measure.quantity), told


def _rate(noun: str, per: Per | None) -> str:
    if per is None:
        return noun
    if per.between:
        return f"{per.unit}s between {noun}"
    if per.unit is RateUnit.PEOPLE:
        return f"{noun} per {per.count:,} people"
    unit = str(per.unit) if per.count == 1 else f"{per.count:,} {per.unit}s"
    return f"{noun} per {unit}"


def _actor_term(term: ActorTerm, vocabulary: Vocabulary) -> str:
    return f"{term.role} " + _or(ref_name(ref, vocabulary.actor_by_id) for ref in term.actors)


def ref_name(ref: Ref, find: object) -> str:
    """The canonical name a reference prints as, or the raw name in quotes."""
    if ref.raw:
        return quote(ref.id)
    entry = find(ref.id) if callable(find) else None
    return str(entry.name) if entry is not None else quote(ref.id)


def quote(name: str) -> str:
    """A name of the data in quotes; quotes inside are doubled."""
    return '"' + name.replace('"', '""') + '"'


def _or(names: Iterable[str]) -> str:
    return " or ".join(names)


def _and(names: Iterable[str]) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


# Predicates -----------------------------------------------------------------------------------------------------


def change_phrase(change: Change) -> str:
    """The predicate of a change: "rise by 78 percent from 2015", "more than double from 2014"."""
    origin = f"from {noun(change.baseline)}"
    stated = change.stated
    if stated is None:
        return f"{change.direction} {origin}"
    if stated.unit is not Unit.TIMES:
        return f"{change.direction} by {amount_phrase(stated)} {origin}"
    if change.direction is Direction.RISE:
        if stated.word and stated.value in MULTIPLE_WORDS:
            return f"{stated.comparator} {MULTIPLE_WORDS[stated.value]} {origin}".lstrip()
        return f"rise {number_phrase(stated)}-fold {origin}"
    if stated.word and stated.value * 2 == 1:
        return f"{stated.comparator} halve {origin}".lstrip()
    return f"fall to {times_phrase(stated).removesuffix(' of')} {origin}"


def _comparison(comparison: Comparison, vocabulary: Vocabulary) -> str:
    other = other_amount(comparison.other, comparison.subject, vocabulary)
    if comparison.relation is Relation.TIMES:
        if comparison.stated is None:
            raise ValueError("a multiple states a number")
        return f"are {times_phrase(comparison.stated)} {other}"
    by = f" by {amount_phrase(comparison.stated)}" if comparison.stated else ""
    return f"{comparison.relation} {other}{by}"


def _record(record: Record) -> str:
    among = adverb(record.among)
    if record.nth == 1 and not is_grain_period(record.subject.period, record.grain):
        verb = "exceed" if record.extreme is Extreme.HIGHEST else "are below"
        return f"{verb} those in every {record.grain} {among}"
    nth = "" if record.nth == 1 else f"{ordinal_word(record.nth)} "
    return f"are the {nth}{record.extreme} of any {record.grain} {among}"


def _rank(rank: Rank, vocabulary: Vocabulary) -> str:
    lowest = " lowest" if rank.extreme is Extreme.LOWEST else ""
    place = f"in the {'bottom' if lowest else 'top'} {rank.nth}" if rank.top else f"{ordinal(rank.nth)}{lowest}"
    within = " in " + places_text(rank.within, vocabulary) if rank.within else ""
    return f"rank {place} among {rank.dimension}{within}"


# Periods --------------------------------------------------------------------------------------------------------


def is_grain_period(period: Period, grain: Grain) -> bool:
    """Whether a period is one calendar period of the grain."""
    return period.start is not None and period_around(period.start, grain) == period


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def _point(day: date, *, last: bool = False) -> str:
    """The coarsest way to name a day as a beginning (or, with ``last``, as an end): 2017, March 2022, 5 March 2022."""
    after = day + timedelta(days=1) if last and day != date.max else day
    if after.day != 1 or day == date.max:
        return _day(day)
    if after.month == 1:
        return f"{day.year:04d}"
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


def _ends(start: date, end: date) -> tuple[str, str]:
    """How the two ends of a closed period are written, in the coarsest unit that both allow."""
    next_day = end + timedelta(days=1) if end != date.max else end
    if next_day.day != 1 or start.day != 1 or end == date.max:
        return _day(start), _day(end)
    if start.month == 1 and next_day.month == 1:
        return f"{start.year:04d}", f"{end.year:04d}"
    first = MONTHS[start.month - 1]
    if start.year != end.year:
        first += f" {start.year:04d}"
    return first, f"{MONTHS[end.month - 1]} {end.year:04d}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year:04d}"


def adverb(period: Period) -> str:
    """A period as it stands after what happened: "in 2022", "from January to March 2022", "since 2017"."""
    if period.start is None and period.end is None:
        return "on record"
    if period.start is None and period.end is not None:
        if period.end == date.max:
            return "on record"
        return f"before {_point(period.end + timedelta(days=1))}"
    if period.start is not None and period.end is None:
        return f"since {_point(period.start)}"
    if period.start is None or period.end is None:
        raise AssertionError("both ends are known here")
    one = _named(period)
    if one:
        return one
    first, last = _ends(period.start, period.end)
    return f"from {first} to {last}"


def _named(period: Period) -> str | None:
    if period.start is None:
        return None
    if is_grain_period(period, Grain.YEAR):
        return f"in {period.start.year:04d}"
    if is_grain_period(period, Grain.MONTH):
        return f"in {_month(period.start)}"
    if is_grain_period(period, Grain.DAY):
        return f"on {_day(period.start)}"
    return None


def noun(period: Period) -> str:
    """A closed period as it stands after "from": "2015", "January-March 2021", "1 February 2020 - 31 January 2021"."""
    one = _named(period)
    if one:
        return one.split(" ", 1)[1]
    if period.start is None or period.end is None:
        return f"the time {adverb(period)}"
    first, last = _ends(period.start, period.end)
    return f"{first} - {last}" if " " in first else f"{first}-{last}"
