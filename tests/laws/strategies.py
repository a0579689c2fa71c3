"""Strategies for hypothesis: periods, numbers and readings over the real vocabulary, all in canonical form."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from onrecord.model.dates import Grain, Period, add_months, period_around
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    ActorTerm,
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
)
from onrecord.reading.validity import canonical, problem
from onrecord.reading.words import MULTIPLE_WORDS, PART_WORDS
from onrecord.vocabulary import is_country, load_builtin

VOCABULARY = load_builtin()
SERIES = ("peacekeepers", "displaced people", "events of looting per capita")
COUNTRIES = tuple(place for place in VOCABULARY.places if is_country(place))
GOVERNMENTS = tuple(g for place in COUNTRIES if (g := VOCABULARY.government(place)) is not None)

# Dates --------------------------------------------------------------------------------------------------------------

FIRST, LAST = date(1, 1, 2), date(9999, 12, 30)
likely_days = st.dates(date(1989, 1, 1), date(2030, 12, 31))
days = likely_days | st.dates(FIRST, LAST)
grains = st.sampled_from(Grain)


@st.composite
def grain_periods(draw: st.DrawFn, grain: Grain | None = None) -> Period:
    """One calendar day, week, month, quarter or year."""
    found = period_around(draw(days.filter(lambda d: date(2, 1, 1) < d < date(9998, 1, 1))), grain or draw(grains))
    assert found.start and found.end
    return found


@st.composite
def closed_periods(draw: st.DrawFn) -> Period:
    """Days, months, quarters, years, and stretches of any of them."""
    shape = draw(st.sampled_from(["grain", "days", "grains", "months"]))
    if shape == "grain":
        return draw(grain_periods())
    if shape == "days":
        return Period(*sorted((draw(days), draw(days))))
    if shape == "months":
        start = draw(likely_days)
        return Period(start, add_months(start, draw(st.integers(1, 40))) - timedelta(days=1))
    grain = draw(grains)
    first, last = sorted((draw(grain_periods(grain)), draw(grain_periods(grain))), key=lambda p: p.start or FIRST)
    return Period(first.start, last.end)


periods = (
    closed_periods()
    | days.map(lambda d: Period(d, None))
    | days.map(lambda d: Period(None, d))
    | grain_periods().map(lambda p: Period(p.start, None))
    | grain_periods().map(lambda p: Period(None, p.end))
    | st.just(Period())
)

# Numbers ------------------------------------------------------------------------------------------------------------

SINGLE = tuple(c for c in Comparator if c is not Comparator.BETWEEN)


@st.composite
def digits(draw: st.DrawFn) -> tuple[Fraction, int]:
    """A number as digits write it, and its decimals."""
    decimals = draw(st.sampled_from([0, 0, 0, 1, 2, 4]))
    whole = draw(st.integers(0, 200) | st.integers(0, 10**9) | st.sampled_from([10, 100, 1000, 5300, 1240, 1_000_000]))
    return Fraction(whole, 10**decimals), decimals


@st.composite
def numbers(draw: st.DrawFn, unit: Unit = Unit.COUNT) -> Stated:
    """A number in digits, hedged or not, or a range."""
    (value, decimals), (other, more) = draw(digits()), draw(digits())
    if draw(st.integers(0, 4)) == 0:
        low, high = sorted((value, other))
        return Stated(low, Comparator.BETWEEN, unit, max(decimals, more), high)
    return Stated(value, draw(st.sampled_from(SINGLE)), unit, decimals)


@st.composite
def words(draw: st.DrawFn, unit: Unit, values: tuple[Fraction, ...]) -> Stated:
    """A part or a multiple as a word."""
    return Stated(draw(st.sampled_from(values)), draw(st.sampled_from(SINGLE)), unit, word=True)


PARTS = tuple(PART_WORDS)
percents = numbers(Unit.PERCENT) | words(Unit.PERCENT, tuple(part * 100 for part in PARTS))
multiples = numbers(Unit.TIMES) | words(Unit.TIMES, (*PARTS, *MULTIPLE_WORDS))
up = words(Unit.TIMES, tuple(MULTIPLE_WORDS)) | numbers(Unit.TIMES)
down = words(Unit.TIMES, PARTS) | numbers(Unit.TIMES)

# Measures -----------------------------------------------------------------------------------------------------------

raw_names = st.one_of(
    st.sampled_from(['Government of "Mali"', "AQIM, MUJAO", "Wagner", "x or y", "in Mali", 'say ""', "5 percent"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12).filter(str.strip),
)
kinds = st.sampled_from(VOCABULARY.kinds).map(lambda kind: Ref(kind.id))
countries = st.sampled_from(COUNTRIES).map(lambda place: Ref(place.id))
places = countries | st.sampled_from(VOCABULARY.places).map(lambda place: Ref(place.id))
actors = (
    st.sampled_from((*VOCABULARY.actors, *GOVERNMENTS)).map(lambda actor: Ref(actor.id))
    | raw_names.map(lambda name: Ref(name, raw=True))
)  # fmt: skip
terms = st.builds(ActorTerm, st.sampled_from(Role), st.lists(actors, min_size=1, max_size=3, unique=True).map(tuple))


def _some(items: st.SearchStrategy[Ref], most: int) -> st.SearchStrategy[tuple[Ref, ...]]:
    return st.lists(items, max_size=most, unique=True).map(tuple)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """A question to the data, of every shape."""
    quantity = draw(st.sampled_from(Quantity))
    return Measure(
        quantity,
        draw(_some(kinds, 2)),
        draw(st.lists(terms, max_size=2).map(tuple)),
        draw(_some(places, 4)),
        draw(st.lists(raw_names, max_size=2, unique=True).map(tuple)),
        draw(st.sampled_from(SERIES)) if quantity is Quantity.SERIES else "",
    )


UNITS = tuple(RateUnit)
rates = st.builds(Per, st.sampled_from(UNITS), st.sampled_from([1, 1, 2, 12, 100_000])) | st.sampled_from(
    [Per(unit, between=True) for unit in UNITS if unit not in (RateUnit.PEOPLE, RateUnit.EVENT)]
)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    """A measure over a period, perhaps as a rate, perhaps projected from a part."""
    period = draw(periods)
    part = None
    if period.start and period.end and draw(st.integers(0, 3)) == 0:
        a, b = sorted(draw(st.dates(period.start, period.end)) for _ in range(2))
        part = Period(a, b)
    return Amount(draw(measures()), period, draw(st.none() | rates), part)


@st.composite
def others(draw: st.DrawFn, subject: Amount) -> Amount:
    """An amount to compare with: one in full, or one that shares parts with the subject."""
    if draw(st.booleans()):
        return draw(amounts())
    mine, new = subject.measure, draw(measures())
    measure = Measure(
        mine.quantity,
        draw(st.sampled_from([mine.kinds, new.kinds])),
        draw(st.sampled_from([mine.actors, new.actors])),
        draw(st.sampled_from([mine.places, new.places])),
        draw(st.sampled_from([mine.areas, new.areas])),
        mine.series,
    )
    other = draw(amounts())
    period, part = draw(st.sampled_from([(subject.period, None), (other.period, other.projected_from)]))
    return Amount(measure, period, subject.per, part)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    """A part of a whole that is asked less of."""
    part, period = draw(measures()), draw(periods)
    whole = Measure(
        part.quantity,
        draw(st.sampled_from([(), part.kinds])),
        draw(st.sampled_from([(), part.actors])),
        draw(st.sampled_from([(), part.places])),
        draw(st.sampled_from([(), part.areas])),
        part.series,
    )
    around = draw(st.sampled_from([period, Period(), Period(period.start, None)]))
    small = numbers(Unit.PERCENT).filter(lambda one: (one.upper or one.value) <= 100)
    parts = words(Unit.PERCENT, tuple(part * 100 for part in PARTS))
    return Share(Amount(part, period), Amount(whole, around), draw(small | parts))


# Assertions ---------------------------------------------------------------------------------------------------------


@st.composite
def any_assertions(draw: st.DrawFn) -> Assertion:
    """Any assertion that the types allow, sensible or not."""
    subject = draw(amounts())
    nth = draw(st.integers(1, 25))
    extreme, direction, grain = draw(st.sampled_from(Extreme)), draw(st.sampled_from(Direction)), draw(grains)
    match draw(st.integers(0, 9)):
        case 0:
            return Level(subject, draw(numbers()))
        case 1:
            old, new = sorted((draw(closed_periods()), draw(closed_periods())), key=lambda p: p.start or FIRST)
            later = Amount(subject.measure, new, subject.per)
            by = numbers() | percents | (up if direction is Direction.RISE else down)
            return Change(later, old, direction, draw(st.none() | by))
        case 2:
            relation = draw(st.sampled_from(Relation))
            by = st.none() | numbers() | percents
            stated = {Relation.TIMES: multiples, Relation.EQUAL: st.none()}.get(relation, by)
            return Comparison(subject, relation, draw(others(subject)), draw(stated))
        case 3:
            return Record(subject, extreme, grain, draw(periods), nth)
        case 4:
            within = draw(_some(places, 3))
            one = Measure(Quantity.DEATHS, subject.measure.kinds, places=(draw(countries),))
            ranked = Amount(one, subject.period) if draw(st.booleans()) else subject
            return Rank(ranked, draw(st.sampled_from(Dimension)), nth, extreme, within, draw(st.booleans()))
        case 5:
            members = draw(st.lists(countries, min_size=1, max_size=5, unique=True).map(tuple))
            return Top(subject, members, extreme, draw(st.booleans()))
        case 6:
            return draw(shares())
        case 7:
            return Trend(Amount(subject.measure, subject.period, subject.per), direction, grain)
        case 8:
            own = draw(grain_periods(grain))
            return Streak(Amount(subject.measure, own, subject.per), direction, nth, grain)
    return Occurrence(subject.measure, draw(st.sampled_from(End)), draw(periods))


assertions = any_assertions().map(lambda one: canonical(Reading((one,))).parts[0]).filter(
    lambda one: problem(one, VOCABULARY) is None
)  # fmt: skip
readings = st.builds(
    Reading,
    st.lists(assertions, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "", "ucdp", "acled-2022", "my.data_1"]),
)
