"""Clauses that tell the background of what is counted: "As the army closed in on Puthukkudiyiruppu, ...".

Such a clause holds words that no reader of figures knows, and says nothing of the figures. It is set aside, and the
report says that it was not checked, where the rest of the sentence stands without it: the rest names its own period,
and the clause holds no number, no word of counting or comparing, and none that narrows what is counted ("excluding",
"only"). A clause of time ("as", "while") may tell which of the dead are meant, "50 were killed in 2013 as the army took
Gao", so it is left out only where the rest tells a change, a record or a comparison. Imports the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.prose.dates import YEAR
from onrecord.reading.prose.symbols import Symbol

_STOPS = frozenset(",;–—()")
_TELLING = (
    "deaths", "kill", "events", "attacks", "lethal", "superlative", "comparative", "percent", "no", "not", "around",
    "around_after", "side", "share", "multiple", "fraction", "unread", "than", "as_of", "record", "rank", "exceed",
    "peak", "tops", "track", "average", "rate", "only", "among", "other", "rest", "capita", "basis",
    "whole_after", "event", "source", "summed",
)  # fmt: skip
"""Uses of words that assert something, or narrow what is counted: a background has none of them."""
_WEIGHED = ("move", "superlative", "comparative", "multiple", "exceed", "record", "rank", "peak", "fold", "than")
"""Uses that tell a change, a record or a comparison."""
_PRONOUNS = frozenset(
    ("it", "they", "its", "their", "them", "il", "elle", "ils", "elles", "leur", "leurs", "son", "sa", "ses", "group")
)


def background(symbols: Sequence[Symbol], at: int) -> int | None:
    """Where a clause ends that begins at a symbol and tells the background only; ``None`` where none does."""
    opener = symbols[at]
    sort = opener.get("background")
    dated = bool(at) and bool(YEAR.match(symbols[at - 1].text))
    if not sort or (at and not _stopped(opener) and not (sort == "as" and dated)):
        return None
    if sort == "where" and not (at and symbols[at - 1].has("place", "area", "actor")):
        return None
    if sort == "height" and not dated:
        return None
    end = at + 1
    while end < len(symbols) and not _stopped(symbols[end]):
        end += 1
    inside, rest = symbols[at + 1 : end], (*symbols[:at], *symbols[end:])
    if at == 0 and end == len(symbols):
        return None
    if not _is_background(inside) or not any(YEAR.match(symbol.text) for symbol in rest):
        return None
    glossed = dated and _stopped(opener) and end < len(symbols)  # "In May 2017, when fighting reached Bangui, ..."
    if sort == "as" and not glossed and not any(symbol.has(*_WEIGHED) for symbol in rest):
        return None
    if any(symbol.has("actor") for symbol in inside) and any(symbol.text.casefold() in _PRONOUNS for symbol in rest):
        return None  # "Although Boko Haram was weakened, it killed ...": whom, is told in the clause
    return end


def _is_background(inside: Sequence[Symbol]) -> bool:
    """Whether some symbols tell nothing of the figures, and at least one of them is none the reader knows, or names a
    conflict."""
    if any(symbol.has(*_TELLING) or any(char.isdigit() for char in symbol.text) for symbol in inside):
        return False
    if any(symbol.has("records") for symbol in inside) and any(symbol.get("agent") == "by" for symbol in inside):
        return False  # "as reported by the ministry": the number is somebody's
    moves = any(symbol.has("move", "verb") for symbol in inside)
    counted = any(symbol.has("kind", "people") for symbol in inside)
    unknown = any(not symbol.uses or symbol.has("conflict_noun", "epithet") for symbol in inside)
    return unknown and not (moves and counted)


def _stopped(symbol: Symbol) -> bool:
    return bool(set(symbol.gap) & _STOPS)
