"""Days, months, quarters and years in a sentence: the units that periods are made of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model.dates import Period, add_months
from onrecord.reading.prose.numbers import ordinal_at, plain_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.vocabulary.lexicon import Lexicon

YEAR = re.compile(r"(?:18|19|20|21)[0-9]{2}\Z")
_QUARTER = re.compile(r"(?:q([1-4])|t([1-4]))\Z")
_HALF = re.compile(r"(?:h([12])|s([12]))\Z")
_DECADE = re.compile(r"((?:19|20)[0-9]0)s\Z")
_MONTHS_OF = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the calendar as named: year, month and day where they are said, or months ``a`` to ``b``.

    ``grain`` is "day", "month", "quarter", "half", "year", or "months" for "the first eight months of".
    """

    grain: str
    last: int
    year: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None

    def with_year(self, year: int | None) -> Unit:
        """The same unit in a year, if it names none itself."""
        return (
            self if self.year is not None or year is None else Unit(self.grain, self.last, year, self.months, self.day)
        )

    def period(self) -> Period | None:
        """Its days; None if the year is missing or there is no such day."""
        if self.year is None:
            return None
        if self.months is None:
            return Period.of_year(self.year)
        first, last = self.months
        if self.day is not None:
            if not 1 <= self.day <= monthrange(self.year, first)[1]:
                return None
            return Period(date(self.year, first, self.day), date(self.year, first, self.day))
        return Period(Period.of_month(self.year, first).start, Period.of_month(self.year, last).end)


def skip(symbols: Sequence[Symbol], at: int, *uses: str) -> int:
    """The position after one symbol of one of the uses, if it stands there."""
    return at + 1 if at < len(symbols) and symbols[at].has(*uses) else at


def year_at(symbols: Sequence[Symbol], at: int) -> int | None:
    """A year in four digits."""
    if at < len(symbols) and YEAR.match(symbols[at].text):
        return int(symbols[at].text)
    return None


def unit_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    """The longest unit of the calendar that starts at a symbol."""
    at = skip(symbols, at, "article")
    dressed = at
    while at < len(symbols) and symbols[at].has("whole", "full", "sole") and at - dressed < 3:
        at += 1
        at = skip(symbols, at, "article")
    for read in (_part_of_year, _day, _month, _year):
        found = read(symbols, at, lexicon)
        if found is not None:
            last = found.last
            # "2019 as a whole"
            if last < len(symbols) and symbols[last].has("whole_after"):
                last += 1
            return Unit(found.grain, last, found.year, found.months, found.day)
    return None


def _year(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    at = skip(symbols, at, "year_word")
    year = year_at(symbols, at)
    return None if year is None else Unit("year", at + 1, year)


def _month(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    if at + 1 < len(symbols) and symbols[at].has("month_word"):
        if at and symbols[at - 1].has("superlative"):
            return None  # "its deadliest month in August 2014"
        at = skip(symbols, at + 1, "of")
    if at >= len(symbols) or symbols[at].get("month") is None:
        return None
    if not symbols[at].text[0].isupper() and symbols[at].has("modal"):
        return None
    month = int(symbols[at].uses["month"])
    at += 1
    # March 5, 2014
    day = _day_number(symbols, at)
    if day is not None:
        year = year_at(symbols, at + 1)
        if year is not None:
            return Unit("day", at + 2, year, (month, month), day)
        if year_at(symbols, at) is None:
            return Unit("day", at + 1, None, (month, month), day)
    after = skip(symbols, at, "genitive")
    after = skip(symbols, after, "year_word")
    year = year_at(symbols, after)
    if year is not None:
        return Unit("month", after + 1, year, (month, month))
    return Unit("month", at, None, (month, month))


def _day(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    day = _day_number(symbols, at)
    if day is None:
        return None
    after = skip(symbols, at + 1, "of")
    if after >= len(symbols) or symbols[after].get("month") is None:
        return None
    month = int(symbols[after].uses["month"])
    year = year_at(symbols, after + 1)
    return Unit("day", after + (2 if year is not None else 1), year, (month, month), day)


def _day_number(symbols: Sequence[Symbol], at: int) -> int | None:
    if at >= len(symbols):
        return None
    text = symbols[at].text
    if re.fullmatch(r"[0-9]{1,2}", text) and 1 <= int(text) <= 31:
        return int(text)
    if re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th|er)", text.casefold()):
        return ordinal_at(symbols, at)
    return None


def _part_of_year(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    """Q1 2022, 2022 Q1, the first quarter of 2022, the second half of 2020, the first eight months of 2021."""
    compact = _compact(symbols, at)
    if compact is not None:
        months, grain = compact
        after = skip(symbols, at + 1, "of")
        year = year_at(symbols, after)
        if year is not None:
            return Unit(grain, after + 1, year, months)
        return None
    year = year_at(symbols, at)
    if year is not None:
        compact = _compact(symbols, at + 1)
        return None if compact is None else Unit(compact[1], at + 2, year, compact[0])
    decade = at < len(symbols) and _DECADE.match(symbols[at].text.casefold())
    if decade:
        return None
    return _ordinal_part(symbols, at, lexicon)


def _compact(symbols: Sequence[Symbol], at: int) -> tuple[tuple[int, int], str] | None:
    if at >= len(symbols):
        return None
    text = symbols[at].text.casefold()
    for pattern, size, grain in ((_QUARTER, 3, "quarter"), (_HALF, 6, "half")):
        found = pattern.match(text)
        if found:
            nth = int(found[1] or found[2])
            return (size * (nth - 1) + 1, size * nth), grain
    return None


def _ordinal_part(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Unit | None:
    if at < len(symbols) and symbols[at].has("half_through"):
        after = skip(symbols, at + 1, "of")
        year = year_at(symbols, after)
        return None if year is None else Unit("half", after + 1, year, (1, 6))
    nth = ordinal_at(symbols, at)
    end = at < len(symbols) and symbols[at].has("last")
    count: int | None = None
    if nth is not None or end:
        at += 1
        number = plain_at(symbols, at, lexicon)
        if number is not None and number.value.denominator == 1:
            count, at = int(number.value), number.last
    else:
        # French puts the number first: "les six premiers mois"
        number = plain_at(symbols, at, lexicon)
        if number is None or number.value.denominator != 1 or number.last >= len(symbols):
            return None
        count, at = int(number.value), number.last
        nth, end = ordinal_at(symbols, at), symbols[at].has("last")
        if nth is None and not end:
            return None
        at += 1
    if at >= len(symbols):
        return None
    grain = symbols[at].get("grain")
    if grain not in ("quarter", "half", "month", "year"):
        return None
    if grain == "year" and count is None:
        return None
    at += 1
    after = skip(symbols, at, "of")
    after = skip(symbols, after, "article")
    after = skip(symbols, after, "year_word")
    year = year_at(symbols, after)
    if year is not None and set(symbols[after].gap) & set(",;:()"):
        year, after = None, at
    size = _MONTHS_OF[grain]
    length = size * (count or 1)
    if length > 12 or (count and nth not in (None, 1)):
        return None
    last = after + 1 if year is not None else at
    if end:
        months = (13 - length, 12)
    else:
        position = nth or 1
        months = (size * (position - 1) + 1, size * (position - 1) + length)
    if not 1 <= months[0] <= months[1] <= 12:
        return None
    shape = "months" if count and grain in ("month", "year") else grain
    if length == 1:
        shape = "month"
    return Unit(shape, last, year, months)


def stretch(anchor: Period, count: int, grain: str) -> Period | None:
    """``count`` units after (before, if negative) an anchor; a day counts to what comes after it."""

    def shift(at: date) -> date:
        months = {"year": 12, "half": 6, "quarter": 3, "month": 1, "decade": 120}.get(grain)
        if months:
            return add_months(at, count * months)
        return at + timedelta(days=count * (7 if grain == "week" else 1))

    if anchor.start is None or anchor.end is None:
        return None
    one = timedelta(days=1)
    try:
        if count > 0:
            begin = anchor.start if anchor.start == anchor.end else anchor.end + one
            return Period(begin, shift(begin) - one)
        return Period(shift(anchor.start), anchor.start - one)
    except (OverflowError, ValueError):
        return None
