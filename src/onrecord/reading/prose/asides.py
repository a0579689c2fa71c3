"""Stretches of a sentence that only explain a name or a date: "2017, the year of the Marawi siege".

What an aside says is not checked, and the report says so. Only glosses of a year and brackets that repeat a place as a
list are left out; any other bracket or apposition is part of the sentence. Imports the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.prose.background import background
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.dates import YEAR
from onrecord.reading.prose.symbols import Symbol

SOME = "some"
"""The use that marks a sentence of which an aside may tell which of the dead are meant."""


def without_asides(
    symbols: Sequence[Symbol], text: str, context: Context
) -> tuple[tuple[Symbol, ...], tuple[str, ...]]:
    """The symbols without the glosses of years, and the glosses."""
    some = False
    kept: list[Symbol] = []
    left_out: list[str] = []
    told: list[tuple[int, Symbol]] = []
    theirs: list[Symbol] = []
    at = 0
    while at < len(symbols):
        told_of = background(symbols, at)
        if told_of is not None:
            left_out.append(text[symbols[at].start : symbols[told_of.end - 1].end])
            if told_of.of_name:
                theirs += [one for one in symbols[at : told_of.end] if one.has("place")]
            at, some = told_of.end, some or told_of.some
            continue
        end = _gloss(symbols, at) or _abbreviation(symbols, at, text)
        if end is not None:
            left_out.append(text[symbols[at].start : symbols[end - 1].end])
            gap = symbols[at].gap
            told += [(len(kept), replace(one, gap=gap)) for one in symbols[at:end] if one.has("place", "area")]
            at = end
            continue
        kept.append(symbols[at])
        at += 1
    if not any(symbol.has("place", "area") for symbol in kept):
        # "in 2002, the last year of Angola's war, 177 people were killed there": where, is told in the aside alone
        for position, symbol in reversed(told):
            kept.insert(position, symbol)
        for symbol in theirs[:1]:
            # "the MPC, one of the Central African Republic's armed groups, killed 125 civilians": there
            kept += [replace(symbol, text="in", gap=" ", uses={"at": "at", "of": "of"}), replace(symbol, gap=" ")]
    if some and kept:
        kept[0] = replace(kept[0], uses={**kept[0].uses, SOME: SOME})
    return tuple(kept), tuple(left_out)


def _abbreviation(symbols: Sequence[Symbol], at: int, text: str) -> int | None:
    """Where an abbreviation in brackets right after a name ends: "the Union for Peace (UPC)"."""
    symbol = symbols[at]
    if not at or symbol.gap.strip() != "(" or not symbols[at - 1].has("actor", "place", "source", "area"):
        return None
    closed = text[symbol.end : symbol.end + 1] == ")"
    return at + 1 if closed and symbol.text.isupper() and 2 <= len(symbol.text) <= 8 else None


_TELLING = (
    "deaths", "kill", "events", "attacks", "superlative", "comparative", "first", "last", "percent", "no",
    "not", "around", "around_after", "side", "share", "multiple", "fraction", "unread", "number", "than",
)  # fmt: skip
"""Uses of words that assert something about the figures: a gloss has none of them."""


def _of_a_war(symbols: Sequence[Symbol], at: int) -> int | None:
    """Where "(the) third full year of its civil war" ends: it dates a war and tells nothing of what is counted."""
    index = at
    while index < len(symbols) and index < at + 3 and not _stopped(symbols[index], index > at):
        if not (symbols[index].has("ordinal", "last", "full", "first") or not symbols[index].uses):
            break
        index += 1
    if index == at or index + 1 >= len(symbols) or symbols[index].get("grain") not in ("year", "month"):
        return None
    if any(symbol.has("superlative", "comparative", "number") for symbol in symbols[at:index]):
        return None
    index += 1
    ofs = symbols[index].has("genitive") or symbols[index].get("record") == "war"
    if not ofs and symbols[index].text.casefold() not in _WARS:
        return None
    war = False
    while index < len(symbols) and not _stopped(symbols[index], True):
        war = war or symbols[index].has("conflict_noun") or symbols[index].text.casefold() in _WARS
        war = war or symbols[index].get("record") == "war"
        if any(char.isdigit() for char in symbols[index].text) or symbols[index].has(*_TELLING):
            return None
        index += 1
    return index if war else None


_WARS = ("conflict", "the conflict", "du conflit", "de la guerre", "de la guerre civile", "conflit")


def _stopped(symbol: Symbol, inside: bool) -> bool:
    """Whether a stop stands before a symbol that is not the first of its stretch."""
    return inside and bool(set(symbol.gap) & set(",;–—)"))


def _gloss(symbols: Sequence[Symbol], at: int) -> int | None:
    """Where a gloss that starts here ends: ", the year the army took power," after a year."""
    symbol = symbols[at]
    if not at or not set(symbol.gap) & set(",–—(") or not YEAR.match(symbols[at - 1].text):
        return None
    index = at + 1 if symbol.has("article") else at
    ended = _of_a_war(symbols, index)
    if ended is not None:
        return ended
    if index < len(symbols) and not symbols[index].uses:
        index += 1  # "the opening months of its war"
    if index + 1 >= len(symbols) or symbols[index].get("grain") not in ("year", "month"):
        return None
    index += 1
    if set(symbols[index].gap) & set(",;–—)"):
        return None
    moves = counted = False
    while index < len(symbols) and not set(symbols[index].gap) & set(",;–—)"):
        moves = moves or symbols[index].has("move", "verb")
        counted = counted or symbols[index].has("kind", "people", "deaths", "events")
        if any(char.isdigit() for char in symbols[index].text) or symbols[index].has(*_TELLING):
            return None
        index += 1
    # "2017, the year violence doubled" asserts something; "the year Kabul fell" nothing that is counted
    return None if moves and counted else index
