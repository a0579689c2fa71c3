"""Folding a text for the comparison of quotations, with a map back to the characters of the original.

Folded are white space, invisible characters, forms of quotation marks and dashes, ligatures and what Unicode calls
compatible (NFKC, Unicode Standard Annex 15). Case, accents, digits and words stay. A dash between letters is taken out
and remembered as a ``Mark``, since a line may end in one that belongs to the printer and not to the word; so is a
reference to a note. Time is linear in the text. Imports: standard library.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
QUOTES = (
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"
    "\u2032\u2033\u2034\u2035\u2036\u00ab\u00bb\u2039\u203a\uff02\uff07"
)
SOFT_HYPHEN = "\u00ad"
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something taken out of a folded text, at ``at``: a dash, a dash at a line's end, or a reference to a note."""

    at: int
    kind: str
    text: str = ""


DASH, BREAK, NOTE = "dash", "break", "note"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. ``chunks`` are (offset here, offset in the original, length there), the ends of both included.

    A chunk that is as long here as there is the same, character by character.
    """

    text: str
    original: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]
    marks: tuple[Mark, ...]
    mark_places: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original, without blanks at its ends, that a stretch of the folded text comes from."""
        low, high = self._original(start, first=True), self._original(end - 1, first=False)
        while low < high - 1 and _unseen(self.original[low]):
            low += 1
        while high > low + 1 and _unseen(self.original[high - 1]):
            high -= 1
        return low, high

    def _original(self, at: int, *, first: bool) -> int:
        index = bisect_right(self.starts, at) - 1
        begins = self.starts[index]
        ends = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        if ends - begins == self.lengths[index]:
            return self.origins[index] + at - begins + (not first)
        return self.origins[index] + (0 if first else self.lengths[index])

    def marks_between(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks inside a stretch, with places counted from its start."""
        low, high = bisect_right(self.mark_places, start), bisect_left(self.mark_places, end)
        return tuple(Mark(mark.at - start, mark.kind, mark.text) for mark in self.marks[low:high])


def fold(text: str) -> Folded:
    """Fold a text."""
    strange = _strange(text)
    out: list[str] = []
    starts, origins, lengths, marks = [], [], [], []
    length = at = 0

    def put(piece: str, origin: int, taken: int) -> None:
        nonlocal length
        starts.append(length)
        origins.append(origin)
        lengths.append(taken)
        out.append(piece)
        length += len(piece)

    for found in _pattern(strange).finditer(text):
        if found.start() > at:
            put(text[at : found.start()], at, found.start() - at)
        piece, mark = _folded(found, text)
        if mark:
            marks.append(Mark(length, *mark))
        put(piece, found.start(), found.end() - found.start())
        at = found.end()
    if at < len(text):
        put(text[at:], at, len(text) - at)
    return Folded(
        "".join(out), text, tuple(starts), tuple(origins), tuple(lengths), tuple(marks), tuple(m.at for m in marks)
    )


def _unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def is_superscript(char: str) -> bool:
    """Whether a character is a raised digit, as references to notes are."""
    return (
        char > "\x7f" and unicodedata.category(char) == "No" and unicodedata.decomposition(char).startswith("<super>")
    )


@dataclass(frozen=True, slots=True)
class _Strange:
    """The characters of one text that need care: those not seen, those that join the one before, raised, others."""

    invisible: str
    joining: str
    raised: str
    other: str


def _strange(text: str) -> _Strange:
    """Sort the characters that are in a text. Only these are looked at: Unicode has a million."""
    invisible, joining, raised, other = [], [], [], []
    for char in sorted(set(text)):
        if char <= "\x7f" or char.isspace() or char in DASHES or char in QUOTES:
            continue
        category = unicodedata.category(char)
        if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
            invisible.append(char)
        elif category.startswith("M") or "\u1160" <= char <= "\u11ff":
            joining.append(char)
        elif is_superscript(char):
            raised.append(char)
        # Fractions and circled digits are left: NFKC makes "21/2" of "2½".
        elif category != "No" and (char in _LIGATURES or unicodedata.normalize("NFKC", char) != char):
            other.append(char)
    return _Strange("".join(invisible), "".join(joining), "".join(raised), "".join(other))


def _set(characters: str) -> str:
    return "".join(re.escape(char) for char in characters)


def _pattern(strange: _Strange) -> re.Pattern[str]:
    invisible, joining = _set(strange.invisible), _set(strange.joining)
    blank, hidden = rf"[\s{invisible}]*", rf"[{invisible}]*" if invisible else ""
    quotes, dashes = _set(QUOTES), _set(DASHES)
    # A dash between two marks of quotation goes with them: they come together once it is gone.
    between = rf"[{dashes}](?=[{dashes}\s{invisible}]*[{quotes}])"
    parts = [
        rf"(?P<quotes>{blank}[{quotes}](?:[{quotes}\s{invisible}]|{between})*)",
        rf"(?P<dash>{blank}[{dashes}][{dashes}\s{invisible}]*)",
        rf"(?P<space>{hidden}(?:\s[\s{invisible}]+|[^\S ]))",
        r"(?P<note>(?<=[^\s\[])\[\d{1,3}\])",
    ]
    if SOFT_HYPHEN in strange.invisible:
        parts.insert(0, rf"(?P<soft>{SOFT_HYPHEN}{hidden}[^\S\n]*\n{blank})")
    if invisible:
        parts.append(rf"(?P<nothing>[{invisible}]+)")
    if strange.raised:
        parts.append(rf"(?P<raised>[{_set(strange.raised)}]+)")
    if joining:
        parts.append(rf"(?P<joined>[^\s{joining}]?[{joining}{invisible}]+)")
    if strange.other:
        parts.append(rf"(?P<other>[{_set(strange.other)}])")
    return re.compile("|".join(parts))


def _folded(found: re.Match[str], text: str) -> tuple[str, tuple[str, str] | None]:
    """What a stretch becomes, and the mark it leaves."""
    kind, whole = found.lastgroup, found[0]
    if kind == "quotes":
        return "'", None
    if kind == "space":
        return " ", None
    if kind in ("nothing", "soft"):
        return "", None
    if kind == "dash":
        return _dash(found, text)
    if kind in ("note", "raised"):
        return "", (NOTE, unicodedata.normalize("NFKC", whole).strip("[]"))
    if kind == "joined":
        kept = "".join(
            char for char in whole if unicodedata.category(char) != "Cf" and not "\ufe00" <= char <= "\ufe0f"
        )
        return unicodedata.normalize("NFKC", kept), None
    return _LIGATURES.get(whole) or unicodedata.normalize("NFKC", whole), None


def _dash(found: re.Match[str], text: str) -> tuple[str, tuple[str, str] | None]:
    """A dash beside a digit stays: 20-30 is not 2030. One between letters leaves a mark."""
    before = text[found.start() - 1] if found.start() else ""
    after = text[found.end()] if found.end() < len(text) else ""
    if before.isdigit() or after.isdigit():
        return "-", None
    whole = found[0]
    ends_line = whole[0] in _HYPHENS and "\n" in whole and not any(char in DASHES for char in whole[1:])
    return "", (BREAK if ends_line and before.isalpha() and after.isalpha() else DASH, "")
