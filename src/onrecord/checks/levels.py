"""The levels of a force: which are in force when, and whether one gives the number of a sentence.

Imports the model only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from onrecord.model.blocks import Level
from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Stated, interval

_MONTHS = 92
"""So many days, three months, may lie between two reports of one strength."""


def gives(low: int, high: int | None, stated: Stated) -> bool:
    """Whether a source's range bears out a number as it is written.

    A plain number must be one that the source gives: inside its range, or equal to its minimum where it gives no more
    than that. "At least 300" needs a minimum of 300, "up to 300" a maximum.
    """
    true = interval(stated)
    if stated.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
        return low in true
    if stated.comparator in (Comparator.AT_MOST, Comparator.FEWER_THAN):
        return high is not None and high in true
    if stated.comparator is Comparator.NEARLY and stated.value in (low, high):
        return True  # a source's own number, which is rounded: "nearly 1,000" of a source that says 1,000
    if high is None:
        return low in true
    if low <= stated.value <= high and stated.comparator is Comparator.PLAIN:
        return True
    if stated.comparator is Comparator.PLAIN and (stated.value > high or stated.value < low):
        # "100,000" is no number of "50,000 to 90,000", however roughly it is written; "1,000" may be one of "1,012".
        return low == high and low in true
    if low in true or high in true:
        return True
    return (true.low is None or low < true.low) and (true.high is None or true.high < high)


def in_force(levels: Iterable[Level], when: Period, as_of: date) -> tuple[Level, ...]:
    """The levels in force in a stretch of days: of each source and part of the force those from within it, else the
    last one before; none from after ``as_of``, and none that ended before."""
    known = [each for each in levels if each.on.first <= as_of and each.on.first <= (when.end or as_of)]
    start = when.start or date.min
    current = [each for each in known if each.until is None or each.until.last >= start]
    found = []
    for each in current:
        followed = any(
            _series(other) == _series(each) and each.on.first < other.on.first and other.on.last <= start
            for other in known
        )
        overtaken = any(
            _of_one_part(other, each)
            and not (each.by and other.by and each.by != other.by)
            and not at_one_time(other, each)
            and each.on.first < other.on.first
            and other.on.last <= start
            for other in current
        )
        if not followed and not overtaken:
            found.append(each)
    return tuple(found)


def at_one_time(one: Level, other: Level) -> bool:
    """Whether two levels may be of one time: forces change, and what was reported months apart is no dispute."""
    first, second = sorted((one, other), key=lambda each: each.on.first)
    return (second.on.first - first.on.last).days <= _MONTHS


def _of_one_part(one: Level, other: Level) -> bool:
    return one.counted.casefold() == other.counted.casefold() and one.planned == other.planned


def _series(level: Level) -> tuple[str, str, bool]:
    return (level.source, level.counted.casefold(), level.planned)


def differ(one: Level, other: Level, factor: Fraction) -> bool:
    """Whether two levels of the same part of a force contradict one another: no number is in both ranges, and the
    nearest two are further apart than ``factor`` times."""
    if one.counted.casefold() != other.counted.casefold() or one.planned != other.planned:
        return False
    low, high = sorted((one, other), key=lambda each: each.low)
    top = low.low if low.high is None else low.high
    if low.high is None or top >= high.low:
        return False
    return high.low > factor * top
