"""Periods named by another one: a year earlier, the same months of 2021, than in the first."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.prose.dates import skip, year_at
from onrecord.reading.prose.numbers import ordinal_at, plain_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.whens import When
from onrecord.vocabulary.lexicon import Lexicon


def ordinal_alone(symbols: Sequence[Symbol], start: int, at: int) -> When | None:
    """ "than in the first", after the second quarter: the quarter or half of that place."""
    if at == start and not (at and symbols[at - 1].has("than", "than_as")):
        return None
    at = skip(symbols, at, "article")
    nth = ordinal_at(symbols, at)
    if nth is None or nth > 4 or (at + 1 < len(symbols) and not set(symbols[at + 1].gap) & set(",;:()")):
        return None
    return When("relative", start, at + 1, relative=("ordinal", nth, ""))


def relative_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> When | None:
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
    found = relative_at(symbols, at, lexicon)
    relative = found.relative if found is not None else None
    if found is not None and relative is not None and relative[2] == "year" and relative[0] in ("previous", "earlier"):
        return relative[1], found.last
    return None
