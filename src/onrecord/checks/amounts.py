"""Amounts: what must be asked for one, and its value from the answers.

An amount is a figure, perhaps scaled to a whole period (projection) or divided by days, months or people (rate).
Imports the model only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from onrecord.model.dataset import Aggregate, Dataset, Family
from onrecord.model.dates import Grain, Period, add_months, period_around, split
from onrecord.model.figure import Answer, Ask, Clock, Figure, Side
from onrecord.model.reading import Amount, Quantity, RateUnit

# Mean lengths in the Gregorian calendar, for periods that are no whole months or years.
DAYS_PER_YEAR = 365.2425
DAYS_PER_MONTH = DAYS_PER_YEAR / 12

ADDED_UP = (Quantity.DEATHS, Quantity.CIVILIAN_DEATHS, Quantity.EVENTS)
"""Quantities of which a period's figure is the sum of its days'; a series says so itself."""

_ESTIMATED = (Quantity.DEATHS, Quantity.CIVILIAN_DEATHS, Quantity.SERIES)


class Estimate(StrEnum):
    """Which of a figure's three numbers is used."""

    LOW = "low"
    BEST = "best"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and how a statement is computed: the dataset, the last day looked at, and the variant."""

    dataset: Dataset
    as_of: date
    estimate: Estimate = Estimate.BEST
    side: Side = Side.STATED
    precise: bool = False
    clock: Clock = Clock.START

    @property
    def lists_all(self) -> bool:
        """Whether a breakdown has a figure for each place, zeros included: a series does, events do not."""
        return self.dataset.family is Family.SERIES

    def adds_up(self, quantity: Quantity) -> bool:
        """Whether the figures of two periods make that of both, so that rates and projections have a meaning."""
        if self.dataset.family is Family.SERIES:
            return self.dataset.spec.aggregate is Aggregate.SUM
        return quantity in ADDED_UP

    @property
    def last_day(self) -> date:
        """The last day the dataset covers and the dossier may look at."""
        return min(self.dataset.end, self.as_of)

    def closed(self, period: Period) -> Period:
        """The period with open ends closed by the dataset's coverage and the dossier's date."""
        if period.start is not None and period.end is not None:
            return period
        start = period.start or self.dataset.start
        end = period.end or max(self.last_day, start)
        return Period(min(start, end) if period.start is None else start, end)

    def ask(self, amount: Amount, *periods: Period) -> Ask:
        """The ask for an amount's measure over some periods, in this variant."""
        return Ask(amount.measure, periods, side=self.side, precise=self.precise, clock=self.clock)


@dataclass(frozen=True, slots=True)
class Value:
    """An amount's value, or why there is none."""

    number: float | None
    figure: Figure
    missing: str = ""


def asks_of(scope: Scope, amount: Amount, *others: Period) -> tuple[Ask, ...]:
    """What must be asked for an amount, and for the same measure over other whole periods.

    One ask for the figures, and one for the population where the rate is per people.
    """
    periods = (scope.closed(amount.projected_from or amount.period), *(scope.closed(p) for p in others))
    asks = [scope.ask(amount, *periods)]
    if amount.per is not None and amount.per.unit is RateUnit.PEOPLE:
        asks.append(replace(asks[0], people=True))
    return tuple(asks)


def values_of(scope: Scope, amount: Amount, answers: Iterator[Answer], *others: Period) -> tuple[Value, ...]:
    """The values of an amount and of the same measure over other periods, from the answers in order."""
    figures = next(answers).figures
    people = next(answers).figures if amount.per and amount.per.unit is RateUnit.PEOPLE else (None,) * len(figures)
    wholes = map(scope.closed, (amount.period, *others))
    return tuple(
        value_of(scope, figure, amount, whole, heads)
        for figure, whole, heads in zip(figures, wholes, people, strict=True)
    )


def value_of(scope: Scope, figure: Figure, amount: Amount, whole: Period, people: Figure | None = None) -> Value:
    """One figure as a value: projected to ``whole`` if its period is only a part, then divided by the rate."""
    if figure.missing:
        return Value(None, figure, figure.missing)
    quantity, per = amount.measure.quantity, amount.per
    number = getattr(figure, scope.estimate)
    if number is None and quantity not in _ESTIMATED:
        number = figure.best  # rows are counted, not estimated
    if number is None:
        return Value(None, figure, f"{scope.dataset.id} gives no {scope.estimate} estimate")
    if per is None and figure.period is whole:
        return Value(_steady(number), figure)
    part_days, whole_days = figure.period.days, whole.days
    if part_days is None or whole_days is None:
        return Value(None, figure, "the period has no end")
    if per is not None and per.unit is RateUnit.EVENT:
        return _per_event(scope, figure, number)
    over_time = figure.period != whole or (per is not None and per.unit is not RateUnit.PEOPLE)
    if over_time and not scope.adds_up(quantity):
        return Value(None, figure, "the figure of a longer period is no sum here: it has no rate and no projection")
    if figure.period != whole:
        number = number * whole_days / part_days
    if per is None:
        return Value(_steady(number), figure)
    if per.unit is RateUnit.PEOPLE:
        if people is None or people.missing or not people.best:
            return Value(None, figure, (people.missing if people else "") or f"{scope.dataset.id} has no population")
        return Value(_steady(number * per.count / people.best), figure)
    units = length(whole, per.unit)
    if per.between:
        if not number:
            return Value(None, figure, "nothing was counted, so there is no time between")
        return Value(_steady(units / number), figure)
    return Value(_steady(number * per.count / units), figure)


def _per_event(scope: Scope, figure: Figure, number: float) -> Value:
    """Deaths for each event that matched."""
    if scope.dataset.family is Family.SERIES:
        return Value(None, figure, f"{scope.dataset.id} is a series: it does not tell single events")
    if not figure.rows:
        return Value(None, figure, "nothing was counted, so there is no event to divide by")
    return Value(_steady(number / figure.rows), figure)


def _steady(number: float) -> float:
    """A number at 12 significant digits, so that equal rates are equal however they were divided."""
    return float(number if abs(number) < 1e12 and number == int(number) else f"{number:.12g}")


def length(period: Period, unit: RateUnit) -> float:
    """The length of a closed period in a unit of time: whole months and years, from any day on, count as such."""
    days = period.days
    if days is None or period.start is None or period.end is None:
        raise ValueError("an open period has no length")
    if unit is RateUnit.HOUR:
        return days * 24.0
    if unit is RateUnit.WEEK:
        return days / 7.0
    if unit in (RateUnit.MONTH, RateUnit.YEAR):
        after = period.end + timedelta(days=1) if period.end != date.max else period.end
        months = (after.year - period.start.year) * 12 + after.month - period.start.month
        if months > 0 and add_months(period.start, months) == after:
            return months / (12.0 if unit is RateUnit.YEAR else 1.0)
        return days / (DAYS_PER_YEAR if unit is RateUnit.YEAR else DAYS_PER_MONTH)
    return float(days)


@lru_cache(maxsize=32)  # every variant of a statement looks at the same periods
def pieces(period: Period, grain: Grain) -> tuple[Period, ...]:
    """The calendar periods of ``grain`` that lie wholly inside a closed ``period``, in order."""
    return split(period, grain)


def before(period: Period, grain: Grain) -> Period | None:
    """The calendar period before one, or ``None`` at the edge of the calendar."""
    if period.start is None or period.start <= date.min + timedelta(days=1):
        return None
    return period_around(period.start - timedelta(days=1), grain)
