"""More ways of saying put plainly: "one-sided violence against civilians", "set to claim 50 lives", "was followed by".

They are put so before the sentence is cut into items, as those in ``dressing`` are. Imports its sibling modules and
the vocabulary.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.prose.roles import ONE_SIDED
from onrecord.reading.prose.symbols import Symbol
from onrecord.reading.prose.windows import point_at
from onrecord.vocabulary.lexicon import Lexicon

_STOPS = frozenset(",;:()–—")


def rephrased(symbols: list[Symbol], lexicon: Lexicon) -> list[Symbol]:
    """The symbols with each of these ways of saying put plainly."""
    return _followed(_claiming(_on_civilians(symbols)), lexicon)


def _apart(symbol: Symbol) -> bool:
    """Whether a stop stands before a symbol."""
    return bool(set(symbol.gap) & _STOPS)


def _on_civilians(symbols: list[Symbol]) -> list[Symbol]:
    """ "One-sided violence against civilians", "by Boko Haram against civilians": those attacks are on nobody else."""
    kept: list[Symbol] = []
    kind = -1
    at = 0
    while at < len(symbols):
        symbol = symbols[at]
        opens = symbol.get("kind") == ONE_SIDED or symbol.has("attacks")
        kind = at if opens else -1 if _apart(symbol) else kind
        end = _told_on_civilians(symbols, at) if kind >= 0 and at > kind else None
        by = symbols[kind + 1 : at]
        agent = bool(by) and by[0].get("agent") == "by" and by[-1].has("actor") and len(by) <= 3
        if end is not None and (agent or (not by and symbols[kind].get("kind") == ONE_SIDED)):
            place = next(i for i, one in enumerate(kept) if one is symbols[kind])
            kept[place] = replace(kept[place], uses={"kind": ONE_SIDED})
            at, kind = end, -1
            continue
        kept.append(symbol)
        at += 1
    return kept


def _told_on_civilians(symbols: list[Symbol], at: int) -> int | None:
    """Where "against civilians" ends; None where something else stands, or others are attacked too."""
    if symbols[at].has("target"):
        end = at + 1
    elif _upon(symbols[at]) and at + 1 < len(symbols) and not _apart(symbols[at + 1]):
        if symbols[at + 1].get("people") != "civilians":
            return None
        end = at + 2
    else:
        return None
    more = end < len(symbols) and symbols[end].has("and", "or")
    return None if more else end  # "violence against civilians and soldiers"


def _upon(symbol: Symbol) -> bool:
    return symbol.get("agent") == "against" or symbol.text.casefold() in ("on", "upon")


def _claiming(symbols: list[Symbol]) -> list[Symbol]:
    """ "Was set to claim 1,800 lives": there "claim" is no word of telling."""
    found = list(symbols)
    for at in range(1, len(symbols)):
        if symbols[at].text.casefold() == "claim" and symbols[at - 1].has("track") and not _apart(symbols[at]):
            found[at] = replace(symbols[at], uses={"kill": "claimed"})
    return found


_JOINS = ("with", "in which", "when", "of", "avec", "marquée par", "où", "pendant laquelle", "au cours de laquelle")


def _followed(symbols: list[Symbol], lexicon: Lexicon) -> list[Symbol]:
    """ "The coup of 1 February 2021 was followed by a year with fewer deaths": in the year after that coup.

    What follows must be a stretch of time; "was followed by a surge in deaths" gives none, and stays as it is.
    """
    for at, symbol in enumerate(symbols):
        if not symbol.has("followed") or at < 2:
            continue
        end = at - 1 if symbols[at - 1].has("be", "do") else at
        start = next((i for i in range(end) if _ends_at(symbols, i, end, lexicon)), None)
        stretch = _stretch(symbols, at + 1)
        if start is None or (start and not _apart(symbols[start])) or stretch is None:
            continue
        count, after = stretch
        first, last = symbols[start], symbols[after - 1]
        span = {"start": first.start, "end": last.end, "first": first.first, "last": last.last}
        opened = Symbol(text="in", gap=first.gap, uses={"at": "at"}, **span)
        the = Symbol(text="the", gap=" ", uses={"article": "article", "definite": "definite"}, **span)
        side = Symbol(text="after", gap=" ", uses={"side": "after"}, **span)
        stretched = [replace(one, gap=" ", start=first.start, end=last.end) for one in count]
        named = [replace(one, gap=" ", start=first.start, end=last.end) for one in symbols[start:end]]
        rest = symbols[after:]
        if rest and rest[0].text.casefold() in _JOINS and not _apart(rest[0]):
            rest = rest[1:]
        return [*symbols[:start], opened, the, *stretched, side, *named, *rest]
    return symbols


def _ends_at(symbols: list[Symbol], at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether an event with its day, or a day, stands from one position to the other."""
    found = point_at(symbols, at, lexicon, None)
    return found is not None and found[1] == "day" and found[2] == end


def _stretch(symbols: list[Symbol], at: int) -> tuple[list[Symbol], int] | None:
    """ "A year", "twelve months", "six bloody months": its number and unit, and the position after it."""
    kept: list[Symbol] = []
    for index in range(at, min(at + 4, len(symbols))):
        symbol = symbols[index]
        if index > at and _apart(symbol):
            return None
        if symbol.get("grain") in ("year", "month", "week", "day"):
            told = bool(kept)
            several = symbol.text.casefold().endswith("s") and symbol.text.casefold() != "mois"
            return None if several and not told else ([*kept, symbol], index + 1)
        if (symbol.has("number") and not symbol.has("article")) or symbol.text[0].isdigit():
            kept.append(symbol)
        elif not symbol.has("article", "noise"):
            return None
    return None
