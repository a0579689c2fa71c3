"""Periods in a sentence: where they are, whether given by dates or by another period ("a year earlier").

``when_at`` reads the period that starts at a symbol, preposition included. A period that needs another one is
``Relative`` and is resolved when the other is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.model.dates import Period
from onrecord.reading.prose.dates import Unit, skip, unit_at
from onrecord.reading.prose.numbers import plain_at
from onrecord.reading.prose.relatives import ordinal_alone, relative_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.whens import When
from onrecord.reading.prose.windows import point_at, window_at
from onrecord.vocabulary.lexicon import Lexicon

_DECADE = re.compile(r"((?:19|20)[0-9]0)s\Z")


def when_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None) -> When | None:
    """The longest period that starts at a symbol; ``anchor`` is the day that "it" stands for."""
    found = [
        one
        for one in (
            relative_at(symbols, at, lexicon),
            window_at(symbols, at, lexicon, anchor),
            _range(symbols, at, lexicon),
            _open(symbols, at, lexicon, anchor),
            _decade(symbols, at, lexicon),
            _two_months(symbols, at, lexicon),
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
        return ordinal_alone(symbols, start, at)
    if unit.grain == "year" and _counts_something(symbols, unit.last - 1, unit.last):
        return None
    return _closed("in", start, unit.last, unit)


def _recent(symbol: Symbol) -> bool:
    """Whether four digits are a year that data on violence cover."""
    return symbol.text.isdigit() and 1946 <= int(symbol.text) <= 2050


def _counts_something(symbols: Sequence[Symbol], at: int, after: int) -> bool:
    """Whether four digits are a number of things rather than a year: "2000 people"."""
    before = symbols[at - 1] if at else None
    if before is not None and before.text.casefold() in ("in", "en", "during") and _recent(symbols[at]):
        return False  # "in 2022 deaths rose"
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
    at = skip(symbols, at + 1, "start_of") if opening else skip(symbols, at, "at")
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
    short = dash and at < len(symbols) and re.fullmatch(r"[0-9]{2}", symbols[at].text)
    if second is None and short and first.grain == "year":
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
    if symbols[after].get("period") and not symbols[after].has("grain") and unit_at(symbols, after + 1, lexicon):
        return after + 1  # "over the period 2010-2020"
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
    found = point_at(symbols, at, lexicon, anchor)
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


def _two_months(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
    """ "In August and September 2017": the two together."""
    start, at = at, skip(symbols, at, "at")
    first = unit_at(symbols, at, lexicon)
    if first is None or first.grain != "month" or first.year is not None or first.last + 1 >= len(symbols):
        return None
    joined = symbols[first.last].has("range_and") and not symbols[first.last].gap.strip()
    second = unit_at(symbols, first.last + 1, lexicon) if joined else None
    if second is None or second.grain != "month" or second.year is None:
        return None
    begin, end = first.with_year(second.year).period(), second.period()
    if begin is None or end is None or begin.end is None or end.start is None:
        return None
    if begin.end + timedelta(days=1) != end.start:
        return None
    return When("listed", start, second.last, Period(begin.start, end.end), "", (begin, end))


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
