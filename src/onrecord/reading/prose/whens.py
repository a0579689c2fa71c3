"""Periods of a sentence, and what a relative one means beside another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model.dates import Period, add_months
from onrecord.reading.prose.dates import stretch


@dataclass(frozen=True, slots=True)
class When:
    """A period of a sentence.

    ``how`` is "in", "from to", "since", "before", "until", "after", "by end" or "window"; ``grain`` that of the unit
    named. ``edges`` are the two units of a range. ``relative`` describes a period that needs another one:
    ("previous", count, grain), ("same", year) or ("following", count, grain). ``anchored`` marks an anchor event.
    """

    how: str
    first: int
    last: int
    period: Period | None = None
    grain: str = ""
    edges: tuple[Period, Period] | None = None
    relative: tuple[str, int, str] | None = None
    point: Period | None = None


def resolve(when: When, other: Period, grain: str) -> tuple[Period, ...]:
    """The periods a relative one can mean, the likeliest first, beside the period it is relative to."""
    if when.relative is None or other.start is None or other.end is None:
        return ()
    name, count, unit = when.relative
    try:
        if name == "same":
            years = (count - other.start.year) if count > 0 else count
            return (years_on(other, years),)
        if name == "previous year":
            return (years_on(other, -1),) if unit == "year" else _before(other, 1, "month")
        if name == "part":
            year = other.start.year
            first, last = divmod(count, 100)
            return (Period(Period.of_month(year, first).start, Period.of_month(year, last).end),)
        if name == "ordinal":
            months = {"quarter": 3, "half": 6}.get(unit) or {3: 3, 6: 6}.get(_months(other), 0)
            if not months or months * count > 12:
                return ()
            year = other.start.year
            return (
                Period(
                    Period.of_month(year, months * (count - 1) + 1).start, Period.of_month(year, months * count).end
                ),
            )
        if name == "whole previous":
            if unit != "year":
                return _before(other, count, unit)
            years = other.start.year
            return (Period(date(years - count, 1, 1), date(years - 1, 12, 31)),)
        if name in ("earlier",):
            if unit == "year":
                return (years_on(other, -count),)
            return _before(other, count, unit)
        if name == "previous":
            return _previous(other, count, unit, grain)
        if name == "following":
            found = stretch(other, count, unit)
            return (found,) if found else ()
    except (ValueError, OverflowError):
        return ()
    return ()


def _months(period: Period) -> int:
    """The whole months of a period; 0 if it is none."""
    if period.start is None or period.end is None or period.start.day != 1:
        return 0
    following = period.end + timedelta(days=1)
    if following.day != 1:
        return 0
    return 12 * (following.year - period.start.year) + following.month - period.start.month


def _previous(other: Period, count: int, unit: str, grain: str) -> tuple[Period, ...]:
    if other.start is None or other.end is None:
        return ()
    if unit == "year" and count == 1:
        whole = Period.of_year(other.start.year - 1)
        alike = years_on(other, -1)
        if whole == alike:
            return (whole,)
        # "in March 2022 than the year before" may mean March 2021 or all of 2021.
        return (alike, whole)
    found = stretch(other, -count, unit)
    return (found,) if found else ()


def _before(other: Period, count: int, unit: str) -> tuple[Period, ...]:
    found = stretch(other, -count, unit)
    return (found,) if found else ()


def years_on(period: Period, years: int) -> Period:
    """The same stretch of the calendar some years later, or earlier; a closed period."""
    if period.start is None or period.end is None:
        raise ValueError("an open period")
    start = add_months(period.start, 12 * years)
    # The end of February stays the end of February.
    end = add_months(period.end + timedelta(days=1), 12 * years) - timedelta(days=1)
    return Period(start, end)
