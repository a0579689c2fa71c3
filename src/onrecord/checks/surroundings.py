"""The periods around those a reading speaks of, so that its figures can be seen in their course.

A record shows every period it is compared with; other assertions some periods before and after their own. Imports
the model only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.checks.amounts import Scope
from onrecord.model.dates import Grain, Period, period_around, split
from onrecord.model.reading import Amount, Assertion, Measure, Occurrence, Per, Reading, Record, Streak, Trend

TABLE = 24
"""Rows a table shows at most."""

_LONGEST = 60
_MOST = 366
_BEFORE, _AFTER = 12, 3
_COARSER = {Grain.DAY: Grain.MONTH, Grain.WEEK: Grain.MONTH, Grain.MONTH: Grain.QUARTER, Grain.QUARTER: Grain.YEAR}


@dataclass(frozen=True, slots=True)
class View:
    """An amount to be shown over ``periods``; of those from ``first`` to ``last`` (exclusive) in a table.

    ``spoken`` says of each period whether the reading speaks of it. ``projected``: whole years, and last the part of
    the year after them that it is projected from.
    """

    amount: Amount
    grain: Grain
    periods: tuple[Period, ...]
    spoken: tuple[bool, ...]
    first: int
    last: int
    projected: bool = False


@dataclass(slots=True)
class _Wanted:
    """What the assertions of a reading say of one measure."""

    spoken: list[Period]
    hull: list[Period]
    grain: Grain | None = None


def views(reading: Reading, scope: Scope) -> tuple[View, ...]:
    """The courses worth showing for a reading, one for each measure and rate."""
    found: dict[tuple[Measure, Per | None], _Wanted] = {}
    for part in reading.parts:
        _collect(part, scope, found)
    made = (_view(Amount(measure, Period(), per), wanted, scope) for (measure, per), wanted in found.items())
    return tuple(view for view in made if view is not None)


def projected_views(reading: Reading, scope: Scope) -> tuple[View, ...]:
    """The whole years before each calendar year that a reading projects from its first part, and that part."""
    found: dict[Amount, View] = {}
    for part in reading.parts:
        for name in ("subject", "other", "whole"):
            amount = getattr(part, name, None)
            if isinstance(amount, Amount) and (view := _projected(amount, scope)) is not None:
                found.setdefault(replace(amount, per=None), view)
    return tuple(found.values())


def _projected(amount: Amount, scope: Scope) -> View | None:
    part, whole = amount.projected_from, amount.period
    if part is None or whole.start is None or whole != Period.of_year(whole.start.year):
        return None
    limits = Period(scope.dataset.start, max(scope.last_day, scope.dataset.start))
    years = (Period.of_year(year) for year in range(max(1, whole.start.year - _BEFORE), whole.start.year))
    periods = (*(year for year in years if _inside(year, limits)), part)
    plain = Amount(amount.measure, periods[0])
    spoken = (*(False for _ in periods[1:]), True)
    return View(plain, Grain.YEAR, periods, spoken, 0, len(periods), projected=True)


def _collect(part: Assertion, scope: Scope, found: dict[tuple[Measure, Per | None], _Wanted]) -> None:
    def wanted(amount: Amount, *periods: Period) -> _Wanted:
        key = (amount.measure, amount.per)
        entry = found.setdefault(key, _Wanted([], []))
        closed = [scope.closed(period) for period in periods]
        entry.spoken += closed
        entry.hull += closed
        return entry

    if isinstance(part, Occurrence):
        entry = wanted(Amount(part.measure, part.period), part.period)
        entry.grain = entry.grain or Grain.YEAR
        entry.hull.append(scope.closed(Period()))
        return
    subject = part.subject
    entry = wanted(subject, subject.projected_from or subject.period)
    if isinstance(part, Record):
        entry.grain = part.grain
        entry.hull.append(scope.closed(part.among))
    elif isinstance(part, Trend | Streak):
        entry.grain = entry.grain or part.grain
    baseline = getattr(part, "baseline", None)
    if baseline is not None:
        wanted(subject, baseline)
    for name in ("other", "whole"):
        amount = getattr(part, name, None)
        if isinstance(amount, Amount):
            wanted(amount, amount.projected_from or amount.period)


def _view(amount: Amount, wanted: _Wanted, scope: Scope) -> View | None:
    limits = Period(scope.dataset.start, max(scope.last_day, scope.dataset.start))
    hull = _clipped(_hull(wanted.hull), limits)
    if hull is None:
        return None
    grain = wanted.grain or _natural(wanted.spoken, hull)
    periods = _around(hull, grain, limits)[-_MOST:]
    if not periods:
        return None
    spoken = tuple(any(_inside(period, each) for each in wanted.spoken) for period in periods)
    first, last = _window(spoken, len(periods))
    return View(replace(amount, period=periods[0]), grain, periods, spoken, first, last)


def _hull(periods: Iterable[Period]) -> Period:
    """The shortest period that holds all of some closed ones."""
    listed = tuple(periods)
    starts = [period.start for period in listed if period.start]
    ends = [period.end for period in listed if period.end]
    return Period(min(starts), max(ends))


def _clipped(period: Period, limits: Period) -> Period | None:
    start = max(period.start or date.min, limits.start or date.min)
    end = min(period.end or date.max, limits.end or date.max)
    return Period(start, end) if start <= end else None


def _inside(period: Period, other: Period) -> bool:
    return bool(
        period.start and period.end and other.start and other.end
        and other.start <= period.start and period.end <= other.end
    )  # fmt: skip


def _natural(spoken: list[Period], hull: Period) -> Grain:
    """The coarsest grain that divides every period spoken of; a coarser one where a table would be long."""
    grain = next(
        (each for each in (Grain.YEAR, Grain.QUARTER, Grain.MONTH) if all(_divides(each, p) for p in spoken)),
        Grain.MONTH,
    )
    while grain in _COARSER and len(split(_whole(hull, grain), grain)) > TABLE:
        grain = _COARSER[grain]
    return grain


def _divides(grain: Grain, period: Period) -> bool:
    return _whole(period, grain) == period


def _whole(period: Period, grain: Grain) -> Period:
    """The period widened to whole periods of the grain."""
    if period.start is None or period.end is None:
        return period
    return Period(period_around(period.start, grain).start, period_around(period.end, grain).end)


def _around(hull: Period, grain: Grain, limits: Period) -> tuple[Period, ...]:
    """The periods of the grain in the hull, and some before and after, all wholly inside the limits."""
    held = list(split(_whole(hull, grain), grain))
    while held and len(held) < _BEFORE and (earlier := _neighbour(held[0], grain, -1)) and _inside(earlier, limits):
        held.insert(0, earlier)
    for _ in range(_AFTER):
        later = _neighbour(held[-1], grain, 1) if held else None
        if later is None or not _inside(later, limits):
            break
        held.append(later)
    return tuple(period for period in held if _inside(period, limits))


def _neighbour(period: Period, grain: Grain, step: int) -> Period | None:
    edge = period.start if step < 0 else period.end
    if edge is None or edge in (date.min, date.max):
        return None
    return period_around(edge + timedelta(days=step), grain)


def _window(spoken: tuple[bool, ...], count: int) -> tuple[int, int]:
    """The stretch of ``TABLE`` periods to show: up to a little after the last one spoken of; more if that is needed to
    show all that are spoken of, up to ``_LONGEST``."""
    if count <= TABLE:
        return 0, count
    marked = [i for i, is_spoken in enumerate(spoken) if is_spoken] or [count - 1]
    last = min(count, max(marked[-1] + 1 + _AFTER, TABLE))
    first = min(last - TABLE, marked[0])
    return max(first, last - _LONGEST), last
