"""Readings: what a sentence can assert, formally.

Every assertion says something of an ``Amount``: a measure over a period, perhaps as a rate or a projection::

    deaths | per day | in attacks on civilians | by Boko Haram | in Nigeria | in 2014   are more than 500
    \\______________________________ Amount ___________________________________/   \\__ Level __/

    Level        are 1,048 | are about 5,300 | are fewer than 400 | are between 200 and 400 | are 0
    Change       rise by 78 percent from 2015 | fall from 2019 | double from 2014
    Comparison   exceed those in 2019 | are below deaths in Niger in 2019 by 20 | are 2 times those by the FPRC
                 do not exceed those in 2019 | equal or exceed those in 2019
    Record       are the highest of any year on record | exceed those in every year before 2022
    Rank         rank 2nd among countries in Africa
    Top          are highest in Syria, Iraq and Nigeria
    Share        make up 68 percent of deaths in Burkina Faso in 2019
    Trend        rise in each year from 2018 to 2020
    Streak       fall for the 6th year in a row
    Occurrence   first occur in 2011
    Conjunction  one; and another

``onrecord.reading.canonical`` prints and parses these lines, as inverses of one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.dates import Grain, Period
from onrecord.model.precision import Stated


class Quantity(StrEnum):
    """What is counted.

    ``DEATHS`` are all deaths of the matched events; ``CIVILIAN_DEATHS`` those coded as civilians, in events of any
    kind; ``EVENTS`` rows. ``COUNTRIES``, ``AREAS`` (first-level divisions) and ``ACTORS`` count distinct ones
    with a matched event. ``SERIES`` is the value of a series named in ``Measure.series``.
    """

    DEATHS = "deaths"
    CIVILIAN_DEATHS = "civilian deaths"
    EVENTS = "events"
    COUNTRIES = "countries"
    AREAS = "areas"
    ACTORS = "actors"
    SERIES = "series"


class Role(StrEnum):
    """What an actor does in an event.

    ``BY``: the perpetrator (first side of a directed kind of violence). ``INVOLVING``: on either side.
    ``AGAINST``: the other side of an event in which the ``BY`` actor, or any, is on one.
    """

    BY = "by"
    INVOLVING = "involving"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A name in a reading: an entry of the vocabulary by id, or (``raw``) a name exactly as the data write it."""

    id: str
    raw: bool = False


@dataclass(frozen=True, slots=True)
class ActorTerm:
    """Actors in a role; several actors are alternatives ("by X or Y")."""

    role: Role
    actors: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A question to the data, for any period.

    ``kinds``, ``places`` and ``areas`` are alternatives (a union); ``actors`` terms must all be true of an event.
    No ``places`` means the world; no ``kinds`` every kind the dataset holds. ``areas`` are names of divisions or
    places below the country, as the data write them.
    """

    quantity: Quantity
    kinds: tuple[Ref, ...] = ()
    actors: tuple[ActorTerm, ...] = ()
    places: tuple[Ref, ...] = ()
    areas: tuple[str, ...] = ()
    series: str = ""


class RateUnit(StrEnum):
    """What a rate is taken over: a unit of time, people, or the events that matched."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PEOPLE = "people"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Per:
    """A rate: per ``count`` units. ``between`` turns it round: the units between one and the next ("hours between
    events")."""

    unit: RateUnit
    count: int = 1
    between: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A measure over a period. With ``projected_from`` the figure of that part, scaled by days to the whole."""

    measure: Measure
    period: Period
    per: Per | None = None
    projected_from: Period | None = None


class Direction(StrEnum):
    """Which way a quantity goes."""

    RISE = "rise"
    FALL = "fall"


class Relation(StrEnum):
    """How one amount stands to another. ``AT_LEAST`` and ``AT_MOST`` are what a denied fall or rise leaves."""

    ABOVE = "exceed"
    BELOW = "are below"
    EQUAL = "equal"
    AT_LEAST = "equal or exceed"
    AT_MOST = "do not exceed"
    TIMES = "times"


class Extreme(StrEnum):
    """Which end of a set of figures."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class Dimension(StrEnum):
    """What is ranked or counted."""

    COUNTRIES = "countries"
    AREAS = "areas"
    ACTORS = "actors"


class End(StrEnum):
    """First or last."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Level:
    """The amount is the stated number."""

    subject: Amount
    stated: Stated


@dataclass(frozen=True, slots=True)
class Change:
    """The amount rises or falls from an earlier period, by a stated percent, count or multiple if one is given.

    A fall "by 62 percent" states 62. A multiple states new over old ("double" is 2, "halve" 1/2).
    """

    subject: Amount
    baseline: Period
    direction: Direction
    stated: Stated | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The amount stands in a relation to another. ``stated`` is by how much, or how many times."""

    subject: Amount
    relation: Relation
    other: Amount
    stated: Stated | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The amount is the ``nth`` highest (or lowest) beside every calendar period of ``grain`` inside ``among``.

    Periods that overlap the subject's own are left out; ties break the record.
    """

    subject: Amount
    extreme: Extreme
    grain: Grain
    among: Period
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Rank:
    """The amount of one place or actor ranks ``nth`` beside all others of the dimension (in ``within``)."""

    subject: Amount
    dimension: Dimension
    nth: int = 1
    extreme: Extreme = Extreme.HIGHEST
    within: tuple[Ref, ...] = ()
    top: bool = False


@dataclass(frozen=True, slots=True)
class Top:
    """The amount is highest (or lowest) in exactly these countries, in this order if ``ordered``."""

    subject: Amount
    members: tuple[Ref, ...]
    extreme: Extreme = Extreme.HIGHEST
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The amount makes up a stated part of another; ``stated.unit`` is percent."""

    subject: Amount
    whole: Amount
    stated: Stated


@dataclass(frozen=True, slots=True)
class Trend:
    """In each calendar period of ``grain`` inside the subject's period the figure is above (below) the one before."""

    subject: Amount
    direction: Direction
    grain: Grain


@dataclass(frozen=True, slots=True)
class Streak:
    """The subject's period is the ``nth`` of its grain in a row in which the figure rose (fell), and no later one."""

    subject: Amount
    direction: Direction
    nth: int
    grain: Grain


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The first (last) matched event in the data, up to the dossier's date, falls in ``period``."""

    measure: Measure
    which: End
    period: Period


Assertion = Level | Change | Comparison | Record | Rank | Top | Share | Trend | Streak | Occurrence


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence asserts: one assertion, or several that must all hold. ``dataset`` names the dataset to ask,
    or is empty: then the first that can answer."""

    parts: tuple[Assertion, ...]
    dataset: str = ""


def subject_measure(assertion: Assertion) -> Measure:
    """The measure an assertion is about."""
    return assertion.measure if isinstance(assertion, Occurrence) else assertion.subject.measure


def stated_of(assertion: Assertion) -> Stated | None:
    """The number an assertion states, if it states one."""
    if isinstance(assertion, Level | Change | Comparison | Share):
        return assertion.stated
    return None
