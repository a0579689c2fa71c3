"""Periods in a sentence: where they are, whether given by dates or by another period ("a year earlier").

``when_at`` reads the period that starts at a symbol, preposition included. A period that needs another one is
``Relative`` and is resolved when the other is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model.dates import Period, add_months
from onrecord.reading.prose.dates import Unit, skip, stretch, unit_at, year_at
from onrecord.reading.prose.numbers import ordinal_at, plain_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.vocabulary.lexicon import Lexicon

_DECADE = re.compile(r"((?:19|20)[0-9]0)s\Z")


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


def when_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None) -> When | None:
    """The longest period that starts at a symbol; ``anchor`` is the day that "it" stands for."""
    found = [
        one
        for one in (
            _relative(symbols, at, lexicon),
            _window(symbols, at, lexicon, anchor),
            _range(symbols, at, lexicon),
            _open(symbols, at, lexicon, anchor),
            _decade(symbols, at, lexicon),
            _in(symbols, at, lexicon),
        )
        if one is not None
    ]
    return max(found, key=lambda one: one.last, default=None)


def _closed(how: str, first: int, last: int, unit: Unit) -> When | None:
    period = unit.period()
    if period is None:
        return None
    return When(how, first, last, period, unit.grain)


def _in(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
    start = at
    steps = 0
    while at < len(symbols) and symbols[at].has("at") and steps < 2:
        at, steps = at + 1, steps + 1
    unit = unit_at(symbols, at, lexicon)
    if (
        unit is not None
        and unit.year is None
        and unit.months is not None
        and unit.day is None
        and unit.grain != "month"
    ):
        # "the second quarter", "its first six months": of the year the sentence speaks of
        return When(
            "relative",
            start,
            unit.last,
            grain=unit.grain,
            relative=("part", 100 * unit.months[0] + unit.months[1], unit.grain),
        )
    if unit is None:
        return _ordinal_alone(symbols, start, at)
    if unit.grain == "year" and _counts_something(symbols, unit.last - 1, unit.last):
        return None
    return _closed("in", start, unit.last, unit)


def _ordinal_alone(symbols: Sequence[Symbol], start: int, at: int) -> When | None:
    """ "than in the first", after the second quarter: the quarter or half of that place."""
    if at == start and not (at and symbols[at - 1].has("than", "than_as")):
        return None
    at = skip(symbols, at, "article")
    nth = ordinal_at(symbols, at)
    if nth is None or nth > 4 or (at + 1 < len(symbols) and not set(symbols[at + 1].gap) & set(",;:()")):
        return None
    return When("relative", start, at + 1, relative=("ordinal", nth, ""))


def _counts_something(symbols: Sequence[Symbol], at: int, after: int) -> bool:
    """Whether four digits are a number of things rather than a year: "2000 people"."""
    before = symbols[at - 1] if at else None
    if before is not None and (before.text in ("s", "S") or before.has("article")):
        # "Myanmar's 2021 death toll"
        return after < len(symbols) and symbols[after].has("people")
    if at > 0 and symbols[at - 1].has("comparator") and not symbols[at - 1].has("at", "to", "from"):
        return True
    index = after
    while index < len(symbols) and symbols[index].has("noise") and index < after + 3:
        if set(symbols[index].gap) & set(",;:()"):
            return False
        index += 1
    if index >= len(symbols) or set(symbols[index].gap) & set(",;:()'’"):
        return False
    return symbols[index].has("people", "deaths", "events", "attacks", "dimension", "percent") and not symbols[
        index
    ].has("at")


def _range(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
    start = at
    at = _named_stretch(symbols, at, lexicon)
    opening = at < len(symbols) and symbols[at].get("range")
    if opening:
        at += 1
    else:
        at = skip(symbols, at, "at")
    first = unit_at(symbols, at, lexicon)
    if first is None or first.last >= len(symbols):
        return None
    at = first.last
    dash = symbols[at].gap.strip() in ("-", "–", "—")
    if symbols[at].has("through") and (opening != "between" or symbols[at].has("range_and")):
        if not opening and symbols[at].has("range_and"):
            return None  # "2019 and 2020" are two periods
        if opening and opening != "between" and symbols[at].has("range_and"):
            return None
        at += 1
        at = skip(symbols, at, "article")
    elif not dash or (opening == "between"):
        return None
    end_of = at < len(symbols) and symbols[at].has("end_of")
    if end_of:
        at += 1
        if at < len(symbols) and symbols[at].has("that_year") and first.year is not None:
            begin, whole = first.period(), Period.of_year(first.year)
            if begin is None or begin.start is None:
                return None
            return When("from to", start, at + 1, Period(begin.start, whole.end), "")
    second = unit_at(symbols, at, lexicon)
    if second is None and dash and first.grain == "year" and re.fullmatch(r"[0-9]{2}", symbols[at].text):
        year = (first.year or 0) // 100 * 100 + int(symbols[at].text)
        second = Unit("year", at + 1, year)
    if second is None:
        return None
    first = first.with_year(second.year)
    begin, end = first.period(), second.period()
    if begin is None or end is None or begin.start is None or end.end is None or begin.start > end.end:
        return None
    grain = first.grain if first.grain == second.grain else ""
    return When("from to", start, second.last, Period(begin.start, end.end), grain, (begin, end))


def _named_stretch(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> int:
    """Past "over the six years" of "over the six years from 2009 to 2014"."""
    index = skip(symbols, at, "at")
    if index == at:
        return at
    definite = index < len(symbols) and symbols[index].has("definite")
    index = skip(symbols, index, "article")
    number = plain_at(symbols, index, lexicon)
    if number is not None and not definite:
        return at  # "rose in three years from 2012 to 2018" counts years
    after = number.last if number is not None else index
    if after + 1 >= len(symbols) or not symbols[after].has("grain", "period"):
        return at
    told = number is not None or symbols[after].has("period")
    return after + 1 if told and symbols[after + 1].has("range") else at


def _open(symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None) -> When | None:
    """since, before, until, after, by the end of."""
    start = at
    if at >= len(symbols):
        return None
    sym = symbols[at]
    how = sym.get("bound")
    if how is None:
        # "2015 onwards", "from 2015 on"
        at = skip(symbols, at, "range")
        unit = unit_at(symbols, at, lexicon)
        if unit is not None and unit.last < len(symbols) and symbols[unit.last].has("onward"):
            period = unit.period()
            if period is not None and period.start is not None:
                return When("since", start, unit.last + 1, Period(period.start, None), unit.grain, point=period)
        return None
    at += 1
    at = skip(symbols, at, "article")
    end_of = at < len(symbols) and symbols[at].has("end_of")
    at += end_of
    if how == "since" and at < len(symbols) and symbols[at].get("comparator") == "at least":
        at += 1
    found = _point(symbols, at, lexicon, anchor)
    if found is None:
        return None
    point, grain, last = found
    if point.start is None or point.end is None:
        return None
    one = timedelta(days=1)
    if end_of and how == "since":
        return When("after", start, last, Period(point.end + one, None), grain, point=point)
    if end_of and how == "before":
        how = "until"
    if how == "since":
        return When("since", start, last, Period(point.start, None), grain, point=point)
    if how == "before":
        if point.start == date.min:
            return None
        return When("before", start, last, Period(None, point.start - one), grain, point=point)
    if how == "until":
        return When("until", start, last, Period(None, point.end), grain, point=point)
    if how == "after":
        if point.end == date.max:
            return None
        begin = point.start if grain == "day" else point.end + one
        return When("after", start, last, Period(begin, None), grain, point=point)
    if how == "by end":
        return When("by end", start, last, Period(date(point.end.year, 1, 1), point.end), grain, point=point)
    return None


def _point(
    symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None
) -> tuple[Period, str, int] | None:
    """A date, or an event with its date: "the coup of 1 February 2021", "the 22 March 2012 coup", "it"."""
    at = skip(symbols, at, "article")
    unit = unit_at(symbols, at, lexicon)
    if unit is not None:
        last = unit.last
        after = last
        while after < len(symbols) and after < last + 3 and not set(symbols[after].gap) & set(",;:()"):
            if symbols[after].has("anchor"):
                if unit.grain != "day":
                    return None  # "the 2012 coup": on which day?
                last = after + 1
                break
            if not symbols[after].has("noise", "anchor_word"):
                break
            after += 1
        period = unit.period()
        return None if period is None else (period, unit.grain, last)
    named = _named_event(symbols, at, lexicon)
    if named is not None:
        return named
    index = at
    while (
        index < len(symbols)
        and index < at + 4
        and symbols[index].has("noise", "anchor_word", "place")
        and not symbols[index].has("anchor")
    ):
        index += 1
    if index < len(symbols) and symbols[index].has("anchor"):
        after = index + 1
        while (
            after < len(symbols)
            and after < index + 5
            and symbols[after].has("of", "at", "article", "place", "year_word")
        ):
            unit = unit_at(symbols, after, lexicon)
            if unit is not None:
                break
            after += 1
        unit = unit_at(symbols, after, lexicon)
        period = unit.period() if unit is not None else None
        if unit is not None and period is not None:
            return period, unit.grain, unit.last
        if anchor is not None and index == at:
            return anchor, "day", index + 1
        return None
    if anchor is not None and at < len(symbols) and symbols[at].has("it"):
        return anchor, "day", at + 1
    return None


_LONGEST_NAME = 9


def _named_event(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> tuple[Period, str, int] | None:
    """ "The Lomé accord of 7 July 1999": an event is called by any name, and the day it is given counts."""
    for index in range(at + 1, min(len(symbols), at + _LONGEST_NAME)):
        if set(symbols[index].gap) & set(",;:()") or symbols[index].has("not", "no", "than", "compared"):
            return None
        if symbols[index].has("of", "at", "bound") or symbols[index].text.casefold() in ("on", "du", "le"):
            unit = unit_at(symbols, index + 1, lexicon)
            period = unit.period() if unit is not None and unit.grain == "day" else None
            if unit is not None and period is not None:
                return period, unit.grain, unit.last
    return None


def _window(symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None) -> When | None:
    """In the 12 months after the coup of 1 February 2021; the five years to 2020; the year before it."""
    start = at
    at = skip(symbols, at, "at", "range")
    definite = at > start or (at < len(symbols) and symbols[at].has("definite"))
    at = skip(symbols, at, "article")
    before_unit = at < len(symbols) and symbols[at].get("around")
    if before_unit:
        at += 1
    number = plain_at(symbols, at, lexicon)
    count = 1
    if number is not None:
        if number.value.denominator != 1 or not 0 < number.value <= 1000:
            return None
        count, at = int(number.value), number.last
    if at < len(symbols) and symbols[at].get("around") and not before_unit:
        before_unit = symbols[at].get("around")
        at += 1
    at = skip(symbols, at, "full")
    grain = symbols[at].get("grain") if at < len(symbols) else None
    if grain is None or grain == "hour":
        return None
    at += 1
    if at < len(symbols) and symbols[at].has("period_to") and not before_unit:
        if number is None and grain != "decade":
            return None
        unit = unit_at(symbols, skip(symbols, skip(symbols, at + 1, "article"), "end_of"), lexicon)
        period = unit.period() if unit else None
        if unit is None or period is None or period.end is None:
            return None
        months = {"year": 12, "decade": 120, "month": 1, "quarter": 3, "half": 6}.get(grain)
        if months is None:
            return None
        try:
            begin = add_months(period.end + timedelta(days=1), -months * count)
        except (OverflowError, ValueError):
            return None
        return When("window", start, unit.last, Period(begin, period.end), grain)
    side = symbols[at].get("side") if at < len(symbols) else None
    if (
        side is None
        and number is not None
        and at < len(symbols)
        and symbols[at].has("genitive")
        and symbols[start].has("within")
    ):
        side = "after"
    if side == "from" and number is None:
        return None
    # "of all the months since 2010": many periods since then, not one month
    if side == "after" and number is None and symbols[at].has("bound") and symbols[at].get("bound") == "since":
        return None
    if side is not None:
        if not definite:
            return None  # "six months after March 2018" is a point in time, "the six months after" a stretch
        at += 1
        at = skip(symbols, at, "side_tail")
        found = _point(symbols, at, lexicon, anchor)
        if found is not None:
            point, _, last = found
            if side == "from" and point.start is not None:
                point = Period(point.start, point.start)
            period = stretch(point, count if side in ("after", "from") else -count, grain)
            return None if period is None else When("window", start, last, period, grain, point=point)
        if anchor is not None and (at >= len(symbols) or set(symbols[at].gap) & set(",;:()") or at == len(symbols)):
            period = stretch(anchor, count if side == "after" else -count, grain)
            return None if period is None else When("window", start, at, period, grain, point=anchor)
        return None
    return None


def _relative(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
    """the year before, the previous six months, a year earlier, the same period of 2021, year on year."""
    start = at
    if at >= len(symbols):
        return None
    if symbols[at].has("yoy"):
        return When("relative", start, at + 1, relative=("previous year", 1, symbols[at].uses["yoy"]))
    steps = 0
    whole = False
    while at < len(symbols) and symbols[at].has("at", "range", "article", "whole") and steps < 5:
        if symbols[at].has("around"):
            break
        whole = whole or symbols[at].has("whole")
        at, steps = at + 1, steps + 1
    same = at < len(symbols) and symbols[at].has("same")
    if same:
        at += 1
        number = plain_at(symbols, at, lexicon)
        if number is not None:
            at = number.last
        if at >= len(symbols) or not symbols[at].has("grain", "period"):
            return None
        at += 1
        at = skip(symbols, at, "at", "of", "range")
        at = skip(symbols, at, "article")
        year = year_at(symbols, at)
        if year is not None:
            return When("relative", start, at + 1, relative=("same", year, ""))
        earlier = _year_earlier(symbols, at, lexicon)
        if earlier is not None:
            return When("relative", start, earlier[1], relative=("same", -earlier[0], ""))
        return None
    around = at < len(symbols) and symbols[at].get("around")
    if around:
        at += 1
    number = plain_at(symbols, at, lexicon)
    count = 1
    if number is not None and number.value.denominator == 1 and 0 < number.value <= 500:
        count, at = int(number.value), number.last
    if at < len(symbols) and symbols[at].get("around") and not around:
        around = symbols[at].get("around")
        at += 1
    at = skip(symbols, at, "full")
    grain = symbols[at].get("grain") if at < len(symbols) else None
    if grain is None or grain in ("hour",):
        return None
    at += 1
    if at < len(symbols) and symbols[at].get("around_after") and not around:
        around = symbols[at].get("around_after")
        at += 1
    goes_on = at < len(symbols) and symbols[at].has("side", "period_to", "it", "of", "through", "row")
    if not around and number and not goes_on and symbols[start].has("at") and grain in ("year", "decade", "month"):
        return When("relative", start, at, relative=("span", count, grain))
    if not around:
        return None
    here = at < len(symbols) and around in ("before", "earlier") and not set(symbols[at].gap) & set(",;:()")
    if here and (symbols[at].has("it", "anchor", "article", "month") or year_at(symbols, at) is not None):
        return None  # "the year before the coup" is a window, not the year before the one spoken of
    name = {
        "previous": "previous",
        "before": "previous",
        "earlier": "earlier",
        "following": "following",
        "later": "following",
    }[around]
    if whole and name == "previous":
        name = "whole previous"
    return When("relative", start, at, relative=(name, count, grain))


def _year_earlier(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "a year earlier", "the previous year": how many years, and the symbol after."""
    found = _relative(symbols, at, lexicon)
    relative = found.relative if found is not None else None
    if found is not None and relative is not None and relative[2] == "year" and relative[0] in ("previous", "earlier"):
        return relative[1], found.last
    return None


def _decade(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
    start = at
    at = skip(symbols, at, "at")
    at = skip(symbols, at, "article")
    if at < len(symbols):
        found = _DECADE.match(symbols[at].text.casefold())
        if found:
            year = int(found[1])
            return When("in", start, at + 1, Period(date(year, 1, 1), date(year + 9, 12, 31)), "decade")
    return None


def resolve(when: When, other: Period, grain: str) -> tuple[Period, ...]:
    """The periods a relative one can mean, the likeliest first, beside the period it is relative to."""
    if when.relative is None or other.start is None or other.end is None:
        return ()
    name, count, unit = when.relative
    try:
        if name == "same":
            years = (count - other.start.year) if count > 0 else count
            return (_years_on(other, years),)
        if name == "previous year":
            return (_years_on(other, -1),) if unit == "year" else _before(other, 1, "month")
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
                return (_years_on(other, -count),)
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
        alike = _years_on(other, -1)
        if whole == alike:
            return (whole,)
        # "in March 2022 than the year before" may mean March 2021 or all of 2021.
        return (alike, whole)
    found = stretch(other, -count, unit)
    return (found,) if found else ()


def _before(other: Period, count: int, unit: str) -> tuple[Period, ...]:
    found = stretch(other, -count, unit)
    return (found,) if found else ()


def _years_on(period: Period, years: int) -> Period:
    if period.start is None or period.end is None:
        raise ValueError("an open period")
    start = add_months(period.start, 12 * years)
    # The end of February stays the end of February.
    end = add_months(period.end + timedelta(days=1), 12 * years) - timedelta(days=1)
    return Period(start, end)
