"""A sentence as items: numbers, periods, places, actors and the words that join them, in order.

Whatever is no item is a word the reader does not know. Imports the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.dates import Period
from onrecord.model.reading import Per, RateUnit, Ref
from onrecord.reading.prose.numbers import Number, number_at, ordinal_at, plain_at
from onrecord.reading.prose.periods import when_at
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.whens import When
from onrecord.vocabulary import WORLD, Vocabulary
from onrecord.vocabulary.lexicon import Lexicon
from onrecord.vocabulary.within import actor_within

FREE = ("structure", "noise", "article", "records", "happens", "at", "of", "comma", "full", "leaves", "attribution")
"""Uses of words that assert nothing by themselves: such a word may stay unused."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the sentence.

    ``sort`` is "number", "when", "rate", "place", "area", "actor", "kind", "ordinal" or "word".
    ``start`` and ``end`` are offsets in the sentence. ``uses`` are those of a word. ``led`` is the word of the lexicon
    (its uses) right before, as the preposition of a phrase; ``gap`` the punctuation before it. ``owner`` says that a
    possessive follows; ``joined`` how several refs are joined ("and", "or").
    """

    sort: str
    start: int
    end: int
    text: str
    gap: str = ""
    uses: Mapping[str, str] = field(default_factory=dict)
    number: Number | None = None
    when: When | None = None
    rate: Per | None = None
    refs: tuple[Ref, ...] = ()
    names: tuple[str, ...] = ()
    led: Mapping[str, str] = field(default_factory=dict)
    owner: bool = False
    joined: str = ""
    nth: int = 0
    adjective: bool = False

    def has(self, *uses: str) -> bool:
        """Whether a word has one of these uses."""
        if self.sort != "word":
            return False
        own = self.uses
        for use in uses:  # noqa: SIM110 - a plain loop is faster
            if use in own:
                return True
        return False

    def has_use(self, use: str) -> bool:
        """Whether an item of any sort is written with a word of this use ("doubled" is a number and a verb)."""
        return use in self.uses

    def get(self, use: str) -> str:
        """The meaning of a word in a use, or nothing."""
        return self.uses.get(use, "") if self.sort == "word" else ""

    @property
    def free(self) -> bool:
        """Whether it may stay unused."""
        return self.sort == "word" and any(use in self.uses for use in FREE)


_RATES = {
    "day": RateUnit.DAY,
    "week": RateUnit.WEEK,
    "month": RateUnit.MONTH,
    "year": RateUnit.YEAR,
    "hour": RateUnit.HOUR,
}


_OPENS_PERIOD = frozenset({
    "article", "at", "range", "bound", "whole", "same", "around", "yoy", "month", "month_word", "year_word", "grain",
    "ordinal", "last", "number", "fraction", "period", "it", "full", "anchor", "half_through",
})  # fmt: skip
"""Uses of which one belongs to the first word of a period; looking only there halves the time of reading."""

_OPENS_NUMBER = frozenset({
    "comparator", "fraction", "majority", "multiple", "number", "scale", "approximate", "range_open",
})  # fmt: skip


def items_in(symbols: Sequence[Symbol], lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Item, ...]:
    """The items of a sentence."""
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
            found.append(_item(symbols, "when", at, when.last, gap, when=when, led=symbols[at].uses))
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
    return tuple(_lists(_years(_narrower(_states(_plain(found), vocabulary), vocabulary))))


def _states(found: list[Item], vocabulary: Vocabulary) -> list[Item]:
    """ "African states" are countries; "Myanmar's states" are divisions of one."""
    for at in range(1, len(found)):
        item, before = found[at], found[at - 1]
        if item.get("dimension") != "areas" or item.text.casefold() not in ("states", "états"):
            continue
        place = vocabulary.place_by_id(before.refs[0].id) if before.sort == "place" and len(before.refs) == 1 else None
        if place is not None and (place.members or place.id == WORLD) and not before.owner:
            found[at] = replace(item, uses={**item.uses, "dimension": "countries"})
    return found


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


def _narrower(found: list[Item], vocabulary: Vocabulary) -> list[Item]:
    """ "jihadists of JNIM": a sort of group and the group itself are the group."""
    out: list[Item] = []
    for item in found:
        if item.sort == "actor" and len(out) >= 2 and out[-1].has("genitive") and out[-2].sort == "actor":
            out = [*out[:-2], replace(item, start=out[-2].start, gap=out[-2].gap, led=out[-2].led)]
        elif item.sort == "actor" and (first := _said_before(out, item, vocabulary)) is not None:
            out = [*out[:first], replace(item, start=out[first].start, gap=out[first].gap, led=out[first].led)]
        else:
            out.append(item)
    return out


def _said_before(out: Sequence[Item], item: Item, vocabulary: Vocabulary) -> int | None:
    """Where what says the same as the name right after it begins: "Maoist rebels of the", "the jihadist group"."""
    at, first = len(out) - 1, None
    gap = item.gap
    while at >= 0 and not set(gap) & set(",;:()"):
        before = out[at]
        one = before.refs[0] if before.sort == "actor" and len(before.refs) == 1 and not before.owner else None
        if before.has("epithet") or (one is not None and actor_within(item.refs[0], (one,), vocabulary)):
            first = at
        elif not before.has("holder", "genitive", "article") and before.get("dimension") != "actors":
            break
        gap, at = before.gap, at - 1
    return first


def _years(found: list[Item]) -> list[Item]:
    """ "in 2018, 2019 and 2020": years in a row as one period, which is no range of two edges."""
    out: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        out.append(item)
        at += 1
        while out[-1].when is not None and at < len(found):
            following = found[at + 1] if found[at].has("and") and at + 1 < len(found) else found[at]
            joined = following is not found[at] or following.gap.strip() == ","
            merged = _next_year(out[-1], following) if joined else None
            if merged is None:
                break
            at += 2 if following is not found[at] else 1
            out[-1] = merged
    return out


def _next_year(item: Item, following: Item) -> Item | None:
    one, other = item.when, following.when
    if one is None or other is None or other.how != "in" or other.grain != "year" or one.how not in ("in", "listed"):
        return None
    a, b = one.period, other.period
    if a is None or b is None or a.start is None or a.end is None or b.start is None or b.start.year != a.end.year + 1:
        return None
    if one.how == "in" and one.grain != "year":
        return None
    edges = (Period.of_year(a.start.year), b)
    when = When("listed", one.first, other.last, Period(a.start, b.end), "", edges)
    return replace(item, end=following.end, text=f"{item.text} ... {following.text}", when=when)


def _lists(found: list[Item]) -> list[Item]:
    """Names joined by commas, "and" and "or" as one item."""
    out: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        at += 1
        if item.sort not in ("place", "actor", "area", "kind"):
            out.append(item)
            continue
        parts = [item]
        joined = ""
        while not parts[-1].owner or item.sort != "actor":
            step = _next_of_list(found, at, item.sort)
            if step is None:
                break
            nxt, at, link = step
            joined = link or joined
            parts.append(nxt)
        if len(parts) > 1:
            last = parts[-1]
            item = replace(
                item,
                end=last.end,
                text=f"{item.text} ... {last.text}",
                refs=tuple(dict.fromkeys(ref for part in parts for ref in part.refs)),
                names=tuple(dict.fromkeys(name for part in parts for name in part.names)),
                owner=last.owner,
                joined=joined or "and",
                adjective=all(part.adjective for part in parts),
            )
        out.append(item)
    return out


def _next_of_list(found: Sequence[Item], at: int, sort: str) -> tuple[Item, int, str] | None:
    link = ""
    index = at
    if (
        index < len(found)
        and found[index].sort == "word"
        and found[index].has("and", "or")
        and len(found[index].uses) >= 1
    ):
        link = "or" if found[index].has("or") else "and"
        index += 1
        while index < len(found) and found[index].has("article", "in_list"):
            index += 1
    elif not (index < len(found) and found[index].gap.strip() == ","):
        return None
    else:
        while index < len(found) and found[index].has("in_list"):
            index += 1
    if index < len(found) and found[index].sort == sort:
        if not link and not _goes_on(found, index + 1, sort):
            return None
        return found[index], index + 1, link
    return None


def _goes_on(found: Sequence[Item], at: int, sort: str) -> bool:
    """Whether a list that has only commas so far comes to an "and": "A, B and C", not "in Kidal, Mali"."""
    while at < len(found):
        if found[at].has("and", "or"):
            return at + 1 < len(found) and (found[at + 1].sort == sort or found[at + 1].has("article", "in_list"))
        if found[at].gap.strip() == "," and (found[at].sort == sort or found[at].has("in_list")):
            at += 1
            continue
        if found[at].sort == sort and found[at - 1].has("in_list"):
            at += 1
            continue
        return False
    return False
