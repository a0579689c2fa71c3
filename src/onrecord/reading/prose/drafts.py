"""What the rules share: the sentence as they see it, and drafts of readings. Imports the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from onrecord.model.dates import Grain, Period
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import Assertion
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.meanings import Meant, measures
from onrecord.reading.prose.slots import Slots, gather
from onrecord.reading.prose.whens import When, resolve


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading as a rule proposes it, with the items it used.

    ``blocks``: as likely as the first, so that the two must agree. ``slots`` and ``period`` are those of its subject,
    for a clause that leaves them unsaid. ``degree`` marks a bare rise or fall that the sentence calls sharp or slight.
    """

    assertions: tuple[Assertion, ...]
    used: frozenset[int]
    slots: Slots = field(default_factory=Slots)
    period: Period | None = None
    blocks: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The items a rule looks at (``live``, by position), with what an earlier clause already said."""

    items: tuple[Item, ...]
    live: tuple[int, ...]
    context: Context
    base: Slots = field(default_factory=Slots)
    base_period: Period | None = None

    def all(self, *uses: str) -> list[int]:
        """The positions of the words with one of these uses."""
        found = [i for i in self.live if self.items[i].has(*uses)]
        if "degree" in uses:
            found = [i for i in found if not (self.items[i].has("degree") and self._sizes(i))]
        return found

    def _sizes(self, index: int) -> bool:
        """Whether a word of degree says which are counted ("big attacks"), not how much something moved."""
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        if following is None or following.gap.strip():
            return False
        return following.sort == "kind" or following.has("attacks", "events", "people")

    def first(self, *uses: str) -> int | None:
        """The first position of such a word."""
        return next(iter(self.all(*uses)), None)

    def numbers(self) -> list[int]:
        """The positions of numbers."""
        return [i for i in self.live if self.items[i].sort == "number"]

    def whens(self) -> list[int]:
        """The positions of periods."""
        return [i for i in self.live if self.items[i].sort == "when"]

    def sorts(self, sort: str) -> list[int]:
        """The positions of items of a sort."""
        return [i for i in self.live if self.items[i].sort == sort]

    def stated(self, index: int) -> Stated:
        """The number at a position."""
        number = self.items[index].number
        if number is None:
            raise ValueError("no number stands there")
        return number.stated

    def when(self, index: int) -> When:
        """The period at a position."""
        when = self.items[index].when
        if when is None:
            raise ValueError("no period stands there")
        return when

    def gather(self, indexes: Iterable[int]) -> Slots:
        """The slots of some of the items."""
        return gather(self.items, sorted(indexes), self.context)

    def only(self, indexes: Iterable[int]) -> View:
        """A view of some of the items."""
        return replace(self, live=tuple(sorted(indexes)))

    def meant(self, slots: Slots, default: str = "") -> tuple[Meant, ...]:
        """The measures that slots can mean here."""
        return measures(slots.over(self.base), self.context, default)

    def period(self, indexes: Sequence[int], other: Period | None = None) -> tuple[Period, ...]:
        """The periods that one item can mean; none if there are several items or it cannot be resolved."""
        if not indexes:
            return (self.base_period,) if self.base_period is not None else ()
        if len(indexes) > 1:
            return self._together(indexes)
        when = self.when(indexes[0])
        if when.how == "until" and when.point is not None and when.point.start is not None and when.grain != "day":
            # "until 2018" may leave 2018 out
            short = Period(None, when.point.start - timedelta(days=1))
            return (when.period, short) if when.period is not None else ()
        if when.period is not None:
            return (when.period,)
        beside = other or self.base_period or self._named()
        return resolve(when, beside, when.grain) if beside is not None else ()

    def _named(self) -> Period | None:
        """The one period that the sentence names by its date."""
        found = {self.when(i).period for i in self.whens()} - {None}
        return found.pop() if len(found) == 1 else None

    def _together(self, indexes: Sequence[int]) -> tuple[Period, ...]:
        """Two periods of which one lies in the other are the smaller: "in 2020, by the end of June 2020"."""
        periods = [self.when(i).period for i in indexes]
        known = [p for p in periods if p is not None and p.start is not None and p.end is not None]
        if len(known) != len(indexes):
            return ()
        smallest = min(known, key=lambda p: p.days or 0)
        if all(p.start <= smallest.start and smallest.end <= p.end for p in known):  # type: ignore[operator]
            return (smallest,)
        return ()


Rule = Callable[[View], Iterator[Draft]]

GRAINS = {"year": Grain.YEAR, "month": Grain.MONTH, "quarter": Grain.QUARTER, "week": Grain.WEEK, "day": Grain.DAY}
_LENGTHS = {Grain.YEAR: 12, Grain.QUARTER: 3, Grain.MONTH: 1}


def grain_of(period: Period) -> Grain | None:
    """The calendar grain of a period: a year, a quarter, a month or a day; None for any other stretch."""
    if period.start is None or period.end is None:
        return None
    if period.start == period.end:
        return Grain.DAY
    if period == Period.of_year(period.start.year):
        return Grain.YEAR
    if period == Period.of_month(period.start.year, period.start.month):
        return Grain.MONTH
    if period.start.month % 3 == 1 and period == Period.of_quarter(period.start.year, (period.start.month + 2) // 3):
        return Grain.QUARTER
    return None


def each(slots_meant: Sequence[Meant], *more: Sequence[Period]) -> Iterator[tuple[bool, Meant, tuple[Period, ...]]]:
    """Every combination of measures and periods; those after the first of a list of periods block."""
    combos: list[tuple[bool, tuple[Period, ...]]] = [(False, ())]
    for options in more:
        combos = [
            (blocks or number > 0, (*taken, one)) for blocks, taken in combos for number, one in enumerate(options)
        ]
    for meant in slots_meant:
        for blocks, periods in combos:
            yield blocks or meant.blocks, meant, periods


def as_times(stated: Stated) -> Stated:
    """A fraction as a multiple: "half as many", "a third of that"."""
    if stated.unit is Unit.PERCENT and stated.word:
        return Stated(stated.value / 100, stated.comparator, Unit.TIMES, word=True)
    return stated


def is_count(stated: Stated) -> bool:
    """Whether a number counts things."""
    return stated.unit is Unit.COUNT


ZERO = Stated(Fraction(0), Comparator.PLAIN)


def closed(period: Period) -> bool:
    """Whether both ends of a period are given."""
    return period.start is not None and period.end is not None


def year_of(day: date) -> Period:
    """The calendar year a day lies in."""
    return Period.of_year(day.year)
