"""Dates as people write them, and periods.

A ``PartialDate`` is a day, a month or a year ("2022", "2022-03", "2022-03-27"), the forms of EDTF level 0.
A ``Period`` is a stretch of whole days; both ends may be open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NO_DAY = date.max
"""Stands for the ``as_of`` of a dossier that gives none: nothing is judged as of it, and nobody is shown it."""


class Grain(StrEnum):
    """The length of calendar periods that are compared with one another. Weeks are ISO weeks (from Monday)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month (``day`` 0) or a year (``month`` and ``day`` 0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ``ValueError`` for anything else, 2022-02-30 included."""
        found = _PARTIAL.match(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not written YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else 0 for part in found.groups())
        if year < 1:
            raise ValueError("there is no year 0000")
        if found[2] and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month:02d}")
        if found[3] and not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day:02d}")
        return cls(year, month, day)

    @property
    def first(self) -> date:
        """The first day it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it covers."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from ``start`` to ``end``, both included; ``None`` is an open end.

    ``Period()`` is all time. An open end is closed by the engine with the dossier's ``as_of`` date and the
    dataset's coverage, and the report says so.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int | None:
        """Number of days, or ``None`` if an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """The calendar month (1-12)."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Period:
        """The calendar quarter (1-4)."""
        return cls(cls.of_month(year, 3 * quarter - 2).start, cls.of_month(year, 3 * quarter).end)


def period_around(day: date, grain: Grain) -> Period:
    """The calendar period of ``grain`` that ``day`` lies in."""
    if grain is Grain.DAY:
        return Period(day, day)
    if grain is Grain.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + min(timedelta(days=6), date.max - monday))
    if grain is Grain.MONTH:
        return Period.of_month(day.year, day.month)
    if grain is Grain.QUARTER:
        return Period.of_quarter(day.year, (day.month + 2) // 3)
    return Period.of_year(day.year)


def split(period: Period, grain: Grain) -> tuple[Period, ...]:
    """The calendar periods of ``grain`` that lie wholly inside a closed ``period``, in order."""
    if period.start is None or period.end is None:
        raise ValueError("an open period cannot be split")
    parts = []
    at = period_around(period.start, grain)
    while at.end is not None and at.start is not None and at.end <= period.end:
        if at.start >= period.start:
            parts.append(at)
        if at.end == date.max:
            break
        at = period_around(at.end + timedelta(days=1), grain)
    return tuple(parts)


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later (or earlier), or the month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_or_none(day: date) -> str:
    """The ``as_of`` of a dossier for its title: "2022-08-30", or that there is none."""
    return "an unknown day" if day == NO_DAY else day.isoformat()


def day_text(day: date) -> str:
    """A day as prose writes it: 5 March 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
