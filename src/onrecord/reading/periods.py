"""Periods in canonical English: "in 2022", "from January to March 2022", "since 18 August 2020".

``adverb_at`` reads a period as it stands after what happened, ``noun_at`` as it stands after "from". Both read what
``onrecord.reading.printer`` prints, and a few more forms a person would write. Imports the model only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from difflib import get_close_matches

from onrecord.model.dates import MONTHS, PartialDate, Period, add_months
from onrecord.reading.cursor import Cursor, FaultError, ReadingFault
from onrecord.reading.words import ORDINALS, ordinal

_YEAR = re.compile(r"([0-9]{4})(?![\w.,]*\d)(?!\w)")
_DAY = re.compile(r"([0-9]{1,2})(?!\w)")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?!\w)")
_MONTHS = {name.casefold(): index for index, name in enumerate(MONTHS, 1)}
_QUARTERS = {form: n for n in (1, 2, 3, 4) for form in (f"the {ORDINALS[n]} quarter", f"the {ordinal(n)} quarter")}
_HALVES = {"the first half": 1, "the second half": 2, "the 1st half": 1, "the 2nd half": 2}
_MISSPELT = re.compile(r"([^\W\d_]{3,})\.?\s+[0-9]{4}(?!\w)")


def _written_out(iso: str) -> str:
    try:
        found = PartialDate.parse(iso)
    except ValueError:
        return "27 March 2022" if iso.count("-") == 2 else "March 2022"
    return " ".join(filter(None, (str(found.day or ""), MONTHS[found.month - 1], f"{found.year:04d}")))


def _fault(cursor: Cursor, start: int, message: str) -> FaultError:
    return FaultError(ReadingFault(start, max(cursor.at, start + 1), message))


def _year(cursor: Cursor) -> int | None:
    here = cursor.skip()
    found = _YEAR.match(cursor.text, here)
    if not found:
        return None
    if found[1] == "0000":
        raise FaultError(ReadingFault(here, found.end(), "there is no year 0000"))
    cursor.at = found.end()
    return int(found[1])


def _month(cursor: Cursor) -> int | None:
    name = cursor.phrase(*MONTHS, quiet=True)
    if name is not None:
        return _MONTHS[name.casefold()]
    here = cursor.skip()
    word = _MISSPELT.match(cursor.text, here)
    near = get_close_matches(word[1].capitalize(), MONTHS, 1, 0.6) if word else ()
    if word and near:
        raise FaultError(
            ReadingFault(here, word.end(1), f'no month is called "{word[1]}"', nearest=tuple(near), unknown=True)
        )
    return None


def _unit(cursor: Cursor) -> tuple[int | None, int | None, int | None] | None:
    """A day, month or year as (year, month, day), the year perhaps missing from a month or day."""
    start = cursor.skip()
    iso = _ISO.match(cursor.text, start)
    if iso:
        raise FaultError(ReadingFault(start, iso.end(), f'write this date out, as in "{_written_out(iso[0])}"'))
    found = _DAY.match(cursor.text, start)
    if found:
        cursor.at = found.end()
        month = _month(cursor)
        if month is not None:
            at = cursor.at
            year = _year(cursor)
            if year is None:
                cursor.at = at
            return year, month, int(found[1])
        cursor.at = start
    month = _month(cursor)
    if month is not None:
        at = cursor.at
        year = _year(cursor)
        if year is None:
            cursor.at = at
        return year, month, None
    year = _year(cursor)
    if year is None:
        cursor.missed('a date such as "2022", "March 2022" or "5 March 2022"')
        return None
    return year, None, None


def _period(cursor: Cursor, start: int, parts: tuple[int | None, int | None, int | None]) -> Period:
    year, month, day = parts
    if year is None:
        raise _fault(cursor, start, f'"{cursor.text[start : cursor.at].strip()}" needs a year')
    if day is not None and month is not None:
        if not 1 <= day <= monthrange(year, month)[1]:
            raise _fault(cursor, start, f"{MONTHS[month - 1]} {year} has no day {day}")
        return Period(date(year, month, day), date(year, month, day))
    return Period.of_month(year, month) if month is not None else Period.of_year(year)


def _one(cursor: Cursor) -> Period | None:
    """A single day, month, quarter, half-year or year."""
    for forms, months in ((_QUARTERS, 3), (_HALVES, 6)):
        form = cursor.phrase(*forms, quiet=True)
        if form is not None:
            of = cursor.phrase("of") is not None
            year = _year(cursor) if of else None
            if year is None:
                cursor.missed(*(["a year"] if of else []))
                raise FaultError(cursor.fault())
            last = forms[form] * months
            return Period(Period.of_month(year, last - months + 1).start, Period.of_month(year, last).end)
    start = cursor.skip()
    parts = _unit(cursor)
    return None if parts is None else _period(cursor, start, parts)


def _range(cursor: Cursor, *links: str) -> Period | None:
    """Two dates joined by one of ``links``; the first may leave out the year of the second."""
    start = cursor.skip()
    first = _unit(cursor)
    if first is None:
        return None
    if cursor.phrase(*links) is None:
        cursor.at = start
        return None
    second_at = cursor.skip()
    second = _unit(cursor)
    if second is None:
        cursor.at = start
        return None
    end = _period(cursor, second_at, second)
    begin = _period(cursor, start, (first[0] if first[0] is not None else second[0], first[1], first[2]))
    if begin.start is None or end.end is None or begin.start > end.end:
        raise _fault(cursor, start, "this period ends before it starts")
    return Period(begin.start, end.end)


def _window(cursor: Cursor) -> Period | None:
    """The 12 months after 1 February 2021: counted from that day on, or up to the day before it."""
    start = cursor.at
    if cursor.phrase("the", quiet=True) is None:
        return None
    count = cursor.integer()
    unit = cursor.phrase("days", "weeks", "months", "years", "day", "week", "month", "year") if count else None
    side = cursor.phrase("after", "before") if unit else None
    if count is None or unit is None or side is None:
        cursor.at = start
        return None
    at = cursor.skip()
    parts = _unit(cursor)
    if parts is None:
        cursor.at = start
        return None
    day = _period(cursor, at, parts)
    try:
        return _stretch(day, count if side == "after" else -count, unit.rstrip("s"))
    except (OverflowError, ValueError):
        raise _fault(cursor, start, "this period leaves the calendar") from None


def _stretch(day: Period, count: int, unit: str) -> Period:
    def shift(at: date) -> date:
        if unit in ("month", "year"):
            return add_months(at, count * (12 if unit == "year" else 1))
        return at + timedelta(days=count * (7 if unit == "week" else 1))

    if day.start is None or day.end is None:
        raise ValueError("an open day")
    one = timedelta(days=1)
    if count > 0:
        begin = day.start if day.start == day.end else day.end + one
        return Period(begin, shift(begin) - one)
    return Period(shift(day.start), day.start - one)


def noun_at(cursor: Cursor) -> Period | None:
    """A closed period as a noun: "2015", "January-March 2021", "1 February 2020 - 31 January 2021"."""
    start = cursor.at
    found = _range(cursor, "-", "–") or _short_range(cursor)
    for read in (_window, _one):
        if found is not None:
            return found
        cursor.at = start
        found = read(cursor)
    return found


def _short_range(cursor: Cursor) -> Period | None:
    """ "January to March 2022": after "from", a range with "to" only where its first date lacks the year."""
    start = cursor.at
    first = _unit(cursor)
    cursor.at = start
    return _range(cursor, "to") if first is not None and first[0] is None else None


def adverb_at(cursor: Cursor) -> Period | None:
    """A period after what happened: "in 2022", "from January to March 2022", "before 2016", "on record"."""
    start = cursor.at
    if cursor.phrase("on record", quiet=True) is not None:
        return Period()
    word = cursor.phrase("in", "on", "from", "between", "before", "since", "until", "up to", quiet=True)
    found = _after(cursor, word) if word is not None else None
    if found is None:
        cursor.at = start
        cursor.missed('a period such as "in 2022"')
    return found


def _after(cursor: Cursor, word: str) -> Period | None:
    if word == "from":
        return _range(cursor, "to", "until")
    if word == "between":
        return _range(cursor, "and")
    if word in ("in", "on"):
        at = cursor.skip()
        if cursor.phrase("in", "on", quiet=True) is not None:
            raise _fault(cursor, at, f'"{word}" stands here twice')
        window = _window(cursor)
        if window is None:
            cursor.at = at
            window = _one(cursor)
        return window
    point = _one(cursor)
    if point is None or point.start is None or point.end is None:
        return None
    if word == "before":
        if point.start == date.min:
            raise _fault(cursor, cursor.at, "nothing lies before this date")
        return Period(None, point.start - timedelta(days=1))
    return Period(point.start, None) if word == "since" else Period(None, point.end)
