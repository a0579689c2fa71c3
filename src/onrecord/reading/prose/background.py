"""Stretches that tell the background of what is counted: "As the army closed in, ...", "Chad, a landlocked state".

Such a stretch holds words that no reader of figures knows, and says nothing of the figures. It is set aside, and the
report says that it was not checked, where the rest of the sentence stands without it: the rest names its own period,
and the stretch holds no number, no word of counting or comparing, and none that narrows what is counted ("excluding",
"only"). A clause of time ("as", "after") may tell which of the dead are meant, "50 were killed in 2013 as the army took
Gao": then ``some`` is set, and a number of the rest may be that of some among them. Imports the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.prose.dates import YEAR
from onrecord.reading.prose.symbols import Symbol

_STOPS = frozenset(",;–—()")
_TELLING = (
    "deaths", "kill", "events", "attacks", "lethal", "superlative", "comparative", "percent", "no", "not", "around",
    "around_after", "side", "share", "multiple", "fraction", "unread", "than", "as_of", "record", "rank", "exceed",
    "peak", "tops", "track", "average", "rate", "only", "other", "rest", "capita", "basis",
    "whole_after", "event", "source", "summed", "month", "direction", "says", "attribution", "modal", "half_through",
)  # fmt: skip
"""Uses of words that assert something, or narrow what is counted: a background has none of them."""
_WEIGHED = (
    "move", "superlative", "comparative", "multiple", "exceed", "record", "rank", "peak", "fold", "than", "moved_from",
)  # fmt: skip
"""Uses that tell a change, a record or a comparison."""
_PRONOUNS = frozenset(
    ("it", "they", "its", "their", "them", "il", "elle", "ils", "elles", "leur", "leurs", "son", "sa", "ses", "group")
)
_NAMES = ("place", "area", "actor")
_PARTICIPLE = re.compile(r"[^\W\d_]{3,}(?:ed|en|ung|ought|é|ée|és|ées|is|ie|ies)\Z")
_LED = frozenset(("in", "into", "with", "from", "to", "under", "on", "against", "at", "dans", "à", "au", "en", "sous"))


@dataclass(frozen=True, slots=True)
class Background:
    """Where such a stretch ends, whether it may tell which of the dead are meant (``some``), and whether it tells of a
    name, so that a place in it is that of the name (``of_name``)."""

    end: int
    some: bool = False
    of_name: bool = False


def background(symbols: Sequence[Symbol], at: int) -> Background | None:
    """The background that begins at a symbol; ``None`` where none does."""
    end = at + 1
    while end < len(symbols) and not _stopped(symbols[end]):
        end += 1
    if (at == 0 and end == len(symbols)) or _bracketed(symbols[at]):
        return None
    sort = _sort(symbols, at, end)
    inside = symbols[at + bool(symbols[at].get("background")) : end]
    described = not symbols[at].get("background") or sort == "name"
    if described and any(symbol.get("agent") == "by" for symbol in inside):
        return None  # "Fuelled by the collapse of talks, ...", "the army, emboldened by aid, ...": a reason
    rest = (*symbols[:at], *symbols[end:])
    if _founded(symbols[at:end]) and at and symbols[at - 1].has("actor") and end < len(symbols):
        return Background(end)
    if not sort or not _is_background(inside, sort) or not any(YEAR.match(symbol.text) for symbol in rest):
        return None
    if any(symbol.has("actor") for symbol in inside) and any(symbol.text.casefold() in _PRONOUNS for symbol in rest):
        return None  # "Although Boko Haram was weakened, it killed ...": whom, is told in the clause
    if sort != "name" and any(one.has(*_NAMES) for one in inside) and not any(one.has("place", "area") for one in rest):
        return None  # "As Mali's army advanced, 50 people were killed in 2013": where, is told in the clause
    dated = bool(at) and bool(YEAR.match(symbols[at - 1].text))
    glossed = dated and _stopped(symbols[at]) and end < len(symbols)  # "In May 2017, when fighting reached Bangui, ..."
    weighed = any(symbol.has(*_WEIGHED) for symbol in rest)
    return Background(end, sort == "as" and not glossed and not weighed, sort == "name")


def _sort(symbols: Sequence[Symbol], at: int, end: int) -> str:
    """What sort of stretch begins at a symbol: of time, a concession, about a name; nothing where none does."""
    opener = symbols[at]
    before = symbols[at - 1] if at else None
    dated = before is not None and bool(YEAR.match(before.text))
    named = before is not None and before.has(*_NAMES) and end < len(symbols)
    sort = opener.get("background") or ""
    if sort == "height":
        return "height" if dated else ""
    if sort == "where":
        return "where" if named or (before is not None and before.has(*_NAMES)) else ""
    if sort == "name":
        return "name" if named and _stopped(opener) else ""
    if sort:
        return sort if before is None or _stopped(opener) or (sort == "as" and dated) else ""
    if before is not None and not (named and _stopped(opener)):
        return ""
    if before is None and symbols[end - 1].has("background_last"):
        return "as"  # "the truce notwithstanding, ..."
    following = symbols[at + 1] if at + 1 < end else None
    if following is not None and not opener.uses and _PARTICIPLE.match(opener.text.casefold()):
        return "as" if before is None and following.text.casefold() in _LED else "name" if before is not None else ""
    return ""


def _is_background(inside: Sequence[Symbol], sort: str) -> bool:
    """Whether some symbols tell nothing of the figures, and at least one of them is none the reader knows, or names a
    conflict."""
    if any(_tells(symbol, sort) or any(char.isdigit() for char in symbol.text) for symbol in _undated(inside)):
        return False
    if any(symbol.has("records") for symbol in inside) and any(symbol.get("agent") == "by" for symbol in inside):
        return False  # "as reported by the ministry": the number is somebody's
    if sort != "name" and any(symbol.has("among") for symbol in inside):
        return False
    if sort == "name" and (any(symbol.has("area", "people") for symbol in inside) or inside[-1].has("records")):
        return False  # "Nigeria, the Borno region, ..."; "Nigeria, a ministry reported, ..."
    moves = any(symbol.has("move", "verb") for symbol in inside)
    counted = any(symbol.has("kind", "people") for symbol in inside)
    telling = ("conflict_noun", "epithet", "anchor", "dimension")
    unknown = any(not symbol.uses or symbol.has(*telling) or _war(symbol) for symbol in inside)
    return unknown and not (moves and counted)


def _undated(inside: Sequence[Symbol]) -> list[Symbol]:
    """The symbols without an "after" or "before" that leads to something that happened: "after the failed elections".

    Beside a unit of time ("the year after") it dates something, and stays.
    """
    kept: list[Symbol] = []
    for at, symbol in enumerate(inside):
        led = symbol.has("side", "around_after") and not symbol.has("around") and at + 1 < len(inside)
        dates = (at and inside[at - 1].has("grain", "period")) or (led and inside[at + 1].has("it", "grain", "around"))
        if not (led and not dates):
            kept.append(symbol)
    return kept


_FOUNDED = (
    "formed", "founded", "created", "established", "set up", "born", "launched",
    "créé", "créée", "fondé", "fondée", "né", "née", "formé", "formée",
)  # fmt: skip


def _founded(inside: Sequence[Symbol]) -> bool:
    """Whether a stretch tells when a group began: ", formed in 2017,"."""
    first, last = inside[0].text.casefold(), inside[-1]
    return 2 <= len(inside) <= 3 and first in _FOUNDED and bool(YEAR.match(last.text))


def _tells(symbol: Symbol, sort: str) -> bool:
    """Whether a word asserts or narrows something where it stands."""
    uses = {use for use in _TELLING if symbol.has(use)}
    if symbol.get("record") == "war":
        uses -= {"record"}  # "the main theatre of the war"
    if sort in ("as", "although"):
        uses -= {"direction"}  # "as fighting engulfed the south-east"
    if symbol.text.casefold() == "pace":
        uses -= {"basis"}  # "as the offensive gathered pace"
    return bool(uses)


def _war(symbol: Symbol) -> bool:
    return symbol.text.casefold().split()[-1] in ("war", "wars", "guerre", "guerres")


def _stopped(symbol: Symbol) -> bool:
    return bool(set(symbol.gap) & _STOPS)


def _bracketed(symbol: Symbol) -> bool:
    return "(" in symbol.gap
