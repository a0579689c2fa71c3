"""A sentence as items: numbers, periods, places, actors and the words that join them, in order.

Whatever is no item is a word the reader does not know. Imports the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model.dates import Period
from onrecord.model.reading import Per, RateUnit, Ref
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.joining import joined
from onrecord.reading.prose.numbers import Number, number_at, ordinal_at, plain_at
from onrecord.reading.prose.periods import when_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.whens import When
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import Lexicon

_RATES = {
    "day": RateUnit.DAY,
    "week": RateUnit.WEEK,
    "month": RateUnit.MONTH,
    "year": RateUnit.YEAR,
    "hour": RateUnit.HOUR,
}


EVENT = "dated event"
"""The use that marks a period dated by an event that the sentence names; its value are the places in that name."""

_OPENS_PERIOD = frozenset({
    "article", "at", "range", "bound", "whole", "same", "around", "yoy", "month", "month_word", "year_word", "grain",
    "ordinal", "last", "number", "fraction", "period", "it", "full", "anchor", "half_through",
})  # fmt: skip
"""Uses of which one belongs to the first word of a period; looking only there halves the time of reading."""

_OPENS_NUMBER = frozenset({
    "comparator", "fraction", "majority", "multiple", "number", "scale", "approximate", "range_open",
})  # fmt: skip


_MOST_KEPT = 4096
_kept_items: dict[tuple[str, ...], list[tuple[Sequence[Symbol], Lexicon, Vocabulary, tuple[Item, ...]]]] = {}


def items_in(symbols: Sequence[Symbol], lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Item, ...]:
    """The items of a sentence. A sentence is asked several times: to be read, and to be held against its blocks."""
    words = tuple(symbol.text for symbol in symbols)
    there = _kept_items.setdefault(words, [])
    for former, of_lexicon, of_vocabulary, items in there:
        if of_lexicon is lexicon and of_vocabulary is vocabulary and former == symbols:
            return items
    items = _items_in(symbols, lexicon, vocabulary)
    there.append((symbols, lexicon, vocabulary, items))
    if len(_kept_items) > _MOST_KEPT:
        del _kept_items[next(iter(_kept_items))]
    return items


def _items_in(symbols: Sequence[Symbol], lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Item, ...]:
    found: list[Item] = []
    anchor: Period | None = None
    at = 0
    while at < len(symbols):
        digit = symbols[at].text[0].isdigit() or any(char.isdigit() for char in symbols[at].text)
        opened = symbols[at].uses.keys()
        when = when_at(symbols, at, lexicon, anchor) if digit or not opened.isdisjoint(_OPENS_PERIOD) else None
        number = number_at(symbols, at, lexicon) if digit or not opened.isdisjoint(_OPENS_NUMBER) else None
        rate = _rate_at(symbols, at, lexicon)
        gap = symbols[at].gap
        led: Mapping[str, str] = found[-1].uses if found and found[-1].sort == "word" else {}
        if rate is not None and rate[1] > max(when.last if when else 0, number.last if number else 0):
            uses = {"every": symbols[at].get("per") or "yearly"} if symbol_is_each(symbols[at]) else {}
            found.append(_item(symbols, "rate", at, rate[1], gap, rate=rate[0], led=led, uses=uses))
            at = rate[1]
            continue
        if when is not None and (number is None or when.last >= number.last):
            if when.point is not None and when.point.start == when.point.end:
                anchor = when.point
            elif when.period is not None and when.period.start == when.period.end:
                anchor = when.period
            named = _event_in(symbols[at : when.last])
            found.append(_item(symbols, "when", at, when.last, gap, when=when, led=symbols[at].uses, uses=named))
            at = when.last
            continue
        if number is not None:
            found.append(
                _item(symbols, "number", at, number.last, gap, number=number, led=led, uses=_kept(symbols, at, number))
            )
            at = number.last
            continue
        symbol = symbols[at]
        nth = ordinal_at(symbols, at) or _ordinal_fraction(symbols, at)
        if nth is not None and not symbol.has("place", "actor"):
            found.append(replace(_item(symbols, "ordinal", at, at + 1, gap, led=led), nth=nth, uses=dict(symbol.uses)))
            at += 1
            continue
        sort = next((sort for sort in ("area", "actor", "place", "kind") if symbol.has(sort)), "word")
        if sort == "kind" and symbol.has("attacks"):
            sort = "word"
        one = _item(symbols, sort, at, at + 1, gap, led=led, uses=dict(symbol.uses))
        if sort in ("actor", "place", "kind"):
            one = replace(one, refs=(Ref(symbol.uses[sort]),))
        elif sort == "area":
            one = replace(one, names=tuple(symbol.uses["area"].split("|")))
        if sort == "place":
            one = replace(one, adjective=_is_adjective(symbol, vocabulary))
        at += 1
        if at < len(symbols) and symbols[at].text in ("s", "S") and set(symbols[at].gap) & set("'’"):
            one = replace(one, owner=True)
            at += 1
        elif sort in ("actor", "place", "area") and at < len(symbols) and symbols[at].gap[:1] in ("'", "’"):
            one = replace(one, owner=True)
        found.append(one)
    return joined(_plain(_placed(found)), vocabulary)


def _event_in(symbols: Sequence[Symbol]) -> Mapping[str, str]:
    """The event that dates a stretch, and the places in its name: "the year after Mali's coup of 22 March 2012"."""
    places = {symbol.uses["place"] for symbol in symbols if symbol.has("place")}
    told = any(symbol.has("anchor", "actor") or (symbol.text.isalpha() and not symbol.uses) for symbol in symbols)
    if not (told or places) or any(symbol.has("event") for symbol in symbols):
        return {}
    return {EVENT: "|".join(sorted(places))}


def _placed(found: list[Item]) -> list[Item]:
    """The items with the place that only the name of an event tells: what followed Mali's coup is counted in Mali."""
    events = [item for item in found if EVENT in item.uses]
    named = {place for item in events for place in item.uses[EVENT].split("|") if place}
    if len(named) != 1 or any(item.sort in ("place", "area") for item in found):
        return found
    there = Item("place", events[0].start, events[0].end, events[0].text, refs=(Ref(named.pop()),), led={"at": "at"})
    return [*found, there]


def symbol_is_each(symbol: Symbol) -> bool:
    """Whether a rate says "each" or "every", which may also tell of a trend."""
    return symbol.get("per") in ("each", "every") or symbol.has("yearly")


def _ordinal_fraction(symbols: Sequence[Symbol], at: int) -> int | None:
    """ "a third straight year": what looks like a part of one is a place in an order."""
    part = symbols[at].get("fraction")
    if part is None or not part.startswith("1/") or at + 1 >= len(symbols) or not symbols[at + 1].has("row", "grain"):
        return None
    return int(part[2:]) if part != "1/2" else None


def _kept(symbols: Sequence[Symbol], at: int, number: Number) -> Mapping[str, str]:
    """The uses of a number written as one word, such as "doubled" or "most"."""
    return dict(symbols[number.last - 1].uses) if number.last - at >= 1 else {}


def _item(
    symbols: Sequence[Symbol],
    sort: str,
    first: int,
    last: int,
    gap: str,
    *,
    uses: Mapping[str, str] | None = None,
    number: Number | None = None,
    when: When | None = None,
    rate: Per | None = None,
    led: Mapping[str, str] | None = None,
) -> Item:
    text = " ".join(symbol.text for symbol in symbols[first:last])
    return Item(
        sort, symbols[first].start, symbols[last - 1].end, text, gap, uses or {}, number, when, rate, led=led or {}
    )


def _is_adjective(symbol: Symbol, vocabulary: Vocabulary) -> bool:
    place = vocabulary.place_by_id(symbol.uses["place"])
    if place is None:
        return False
    text = symbol.text.casefold()
    if text in (name.casefold() for name in (place.name, *(each for _, each in place.names))):
        return False  # "Laos" is the country, though "Lao" is an adjective
    return any(text in (adjective.casefold(), adjective.casefold() + "s") for adjective in place.adjectives)


_OF_A_PERIOD = ("around", "around_after", "side", "genitive", "period_to")


def _cut(symbol: Symbol) -> bool:
    """Whether a stop stands before a symbol."""
    return bool(set(symbol.gap) & set(",;:()"))


def _rate_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> tuple[Per, int] | None:
    """a day, per week, every 21 hours, per 100,000 inhabitants, each month."""
    symbol = symbols[at]
    ready = symbol.get("rate")
    if ready in _RATES:
        return Per(_RATES[ready]), at + 1
    if symbol.has("capita"):
        return Per(RateUnit.PEOPLE, 100_000), at + 1
    if not symbol.has("per"):
        return None
    how = symbol.uses["per"]
    number = plain_at(symbols, at + 1, lexicon)
    after = number.last if number else at + 1
    if after >= len(symbols) or set(symbols[after].gap) & set(",;:()"):
        return None
    if number is not None and number.value >= 100 and symbols[after].has("people", "heads"):
        return Per(RateUnit.PEOPLE, int(number.value)), after + 1
    grain = symbols[after].get("grain")
    if grain not in _RATES:
        return None
    if number is not None and (number.value.denominator != 1 or number.value < 1):
        return None
    count = int(number.value) if number else 1
    if how in ("each", "every") and number is not None:
        return Per(_RATES[grain], count, between=True), after + 1
    if how == "a" and (number is not None or (at and symbols[at - 1].has("at"))):
        return None  # "in a month" is no rate
    following = symbols[after + 1] if after + 1 < len(symbols) else None
    if how == "a" and following and following.has(*_OF_A_PERIOD) and not _cut(following):
        return None  # "a year earlier", "a year after the coup", "a day of violence"
    return Per(_RATES[grain], count), after + 1


def _plain(found: Sequence[Item]) -> list[Item]:
    """Without the words that hold others together and nothing else ("the")."""
    return [
        item
        for item in found
        if not (item.sort == "word" and set(item.uses) <= {"article", "structure", "noise"} and item.uses)
    ]
