"""The passage of a text that comes nearest to a quotation, and what differs, word by word.

Words and numbers are indexed once for a text. The window that holds most of the quotation's words, rare ones counting
more, is then compared with the quotation word by word. Imports ``onrecord.archive.folding``, standard library.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher

from onrecord.archive.folding import Folded, fold

_TOKEN = re.compile(r"-?\d{1,3}(?: \d{3})+(?!\d)|-?\d+(?:[.,:/-]\d+)*|[^\W\d_]+")
_COMMON = 20_000
"""A word that stands more often than this in a text is not looked for, unless there is no other."""
_WINDOWS = 5
_NEAR = 0.5
"""The share of the quotation's words that a passage must have to be called near."""
_LONGEST = 400
"""Words of a quotation that are compared, the first ones."""
_SHOWN = 3
_FAR = 12
"""Words that a page may have more than the quotation between two words of one passage."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest passage: its place in the original text, what differs, whether only numbers do, and whether
    nothing but punctuation and capitals does."""

    start: int
    end: int
    differs: tuple[str, ...]
    numbers: bool
    same_words: bool


@dataclass(frozen=True, slots=True)
class _Word:
    token: str
    start: int
    end: int


class WordIndex:
    """Where each word and number of a folded text stands, in lower case."""

    def __init__(self, page: Folded) -> None:
        self.page = page
        self.places: dict[str, array[int]] = {}
        self.count = 0
        for found in _TOKEN.finditer(page.text):
            token = found[0].casefold()
            places = self.places.get(token)
            if places is None:
                places = self.places[token] = array("q")
            places.append(found.start())
            self.count += 1

    def nearest(self, quotation: str) -> Near | None:
        """What comes nearest to a quotation; ``None`` if nothing comes near."""
        quoted = fold(quotation)
        words = _words(quoted.text, 0, len(quoted.text))
        longer, words = len(words) > _LONGEST, words[:_LONGEST]
        if not words:
            return None
        width = int(1.5 * words[-1].end) + 60
        known = {word.token for word in words} & self.places.keys()
        if not known:
            return None
        rare = {token for token in known if len(self.places[token]) <= _COMMON} or known
        best: tuple[float, Near] | None = None
        for start in self._windows(rare, width):
            found = self._compared(quoted, words, start, width)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is None or best[0] < _NEAR:
            return None
        if longer and best[1].same_words:
            told = (f"its first {_LONGEST} words are there, and the rest differs",)
            return replace(best[1], differs=told, same_words=False)
        return best[1]

    def _windows(self, tokens: Iterable[str], width: int) -> list[int]:
        """The places where the windows begin that hold the most of some words, best first."""
        weights = {token: math.log(1 + self.count / len(self.places[token])) for token in tokens}
        events = sorted((place, token) for token in sorted(weights) for place in self.places[token])
        inside: dict[str, int] = {}
        weight, last = 0.0, 0
        scored = []
        for place, token in events:
            while last < len(events) and events[last][0] <= place + width:
                entering = events[last][1]
                if not inside.get(entering):
                    weight += weights[entering]
                inside[entering] = inside.get(entering, 0) + 1
                last += 1
            scored.append((round(weight, 6), place))
            inside[token] -= 1
            if not inside[token]:
                weight -= weights[token]
        chosen: list[int] = []
        for _, place in sorted(scored, key=lambda one: (-one[0], one[1])):
            if all(abs(place - other) > width // 2 for other in chosen):
                chosen.append(place)
                if len(chosen) == _WINDOWS:
                    break
        return chosen

    def _compared(self, quoted: Folded, words: list[_Word], start: int, width: int) -> tuple[float, Near] | None:
        low = max(0, start - width // 2)
        there = _words(self.page.text, low, min(len(self.page.text), start + width))
        if low:
            there = there[1:]
        matcher = SequenceMatcher(None, [w.token for w in words], [w.token for w in there], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            return None
        blocks = _dense(blocks)
        first, last = blocks[0], blocks[-1]
        begin = max(0, first.b - first.a)
        end = min(len(there), last.b + last.size + len(words) - last.a - last.size)
        passage = there[begin:end]
        matcher = SequenceMatcher(None, [w.token for w in words], [w.token for w in passage], autojunk=False)
        ratio = matcher.ratio()
        differences = [
            op
            for op in matcher.get_opcodes()
            if op[0] != "equal" and not _only_joined(words[op[1] : op[2]], passage[op[3] : op[4]])
        ]
        numbers = bool(differences) and all(_numbers_only(words, passage, op) for op in differences)
        told = [_told(quoted, self.page, words, passage, op) for op in differences]
        if len(told) > _SHOWN:
            told = [*told[:_SHOWN], f"and {len(told) - _SHOWN} more differences"]
        place = self.page.origin(passage[0].start, passage[-1].end)
        return ratio, Near(*place, tuple(told), numbers, not differences)


def _dense(blocks: list[Match]) -> list[Match]:
    """The blocks around the largest that are not far from it: a "the" of the next paragraph is no part of a passage."""
    middle = max(range(len(blocks)), key=lambda index: (blocks[index].size, -index))
    first = last = middle
    while first and _apart(blocks[first - 1], blocks[first]) <= _FAR:
        first -= 1
    while last + 1 < len(blocks) and _apart(blocks[last], blocks[last + 1]) <= _FAR:
        last += 1
    return blocks[first : last + 1]


def _apart(one: Match, other: Match) -> int:
    """How many words the page has more than the quotation between two blocks."""
    return (other.b - one.b - one.size) - (other.a - one.a - one.size)


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def _only_joined(quoted: list[_Word], page: list[_Word]) -> bool:
    """Whether two stretches are the same words, written as one there and as two here."""
    one, other = "".join(w.token for w in quoted), "".join(w.token for w in page)
    return one == other and one.isalpha()


Opcode = tuple[str, int, int, int, int]


def _numbers_only(words: list[_Word], passage: list[_Word], op: Opcode) -> bool:
    _, a, b, c, d = op
    return b - a == d - c > 0 and all(w.token[-1].isdigit() for w in (*words[a:b], *passage[c:d]))


def _told(quoted: Folded, page: Folded, words: list[_Word], passage: list[_Word], op: Opcode) -> str:
    _, a, b, c, d = op
    ours = _original(quoted, words[a:b])
    theirs = _original(page, passage[c:d])
    if _numbers_only(words, passage, op):
        return f"the page says {theirs}, the quotation {ours}"
    if not theirs:
        return f"the page does not have “{ours}” here"
    if not ours:
        return f"the quotation leaves out “{theirs}”"
    return f"the page has “{theirs}”, the quotation “{ours}”"


def _original(folded: Folded, words: list[_Word]) -> str:
    if not words:
        return ""
    start, end = folded.origin(words[0].start, words[-1].end)
    text = " ".join(folded.original[start:end].split())
    return text if len(text) <= 80 else text[:79] + "…"
