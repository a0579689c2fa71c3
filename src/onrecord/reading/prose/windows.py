"""Stretches before and after a day or an event, and the events that sentences date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from onrecord.model.dates import Period, add_months
from onrecord.reading.prose.dates import skip, stretch, unit_at
from onrecord.reading.prose.events import event_at
from onrecord.reading.prose.numbers import plain_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.whens import When
from onrecord.vocabulary.lexicon import Lexicon


def point_at(
    symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None
) -> tuple[Period, str, int] | None:
    """A date, or an event with its date: "the coup of 1 February 2021", "the 22 March 2012 coup", "it"."""
    at = skip(symbols, at, "article")
    # "after the September 2001 attacks", not "after September 2001 attacks rose"
    named = bool(at) and symbols[at - 1].has("definite")
    event = event_at(symbols, at)
    if event is not None:
        after = skip(symbols, at + 1, "of", "at", "article")
        dated = unit_at(symbols, after, lexicon) if after > at + 1 else None
        told = dated.period() if dated is not None else None
        if dated is None or told is None:
            return event, "day", at + 1
        if told.start and told.end and event.start and told.start <= event.start <= told.end:
            return event, "day", dated.last  # "the coup of August 2020"
    unit = unit_at(symbols, at, lexicon)
    if unit is not None:
        last = unit.last
        after = last
        while after < len(symbols) and after < last + 3 and not set(symbols[after].gap) & set(",;:()"):
            if symbols[after].has("anchor") or (named and _violence(symbols[after])):
                if unit.grain != "day":
                    return None  # "the 2012 coup": on which day?
                last = after + 1
                break
            if not symbols[after].has("noise", "anchor_word"):
                break
            after += 1
        period = unit.period()
        return None if period is None else (period, unit.grain, last)
    called = _named_event(symbols, at, lexicon)
    if called is not None:
        return called
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


def _violence(symbol: Symbol) -> bool:
    """Whether a word names violence that can be the event a date belongs to: "the 11 September 2001 attacks"."""
    return symbol.has("attacks", "events", "kind")


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


def window_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon, anchor: Period | None) -> When | None:
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
        found = point_at(symbols, at, lexicon, anchor)
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
