"""A cursor over a text, for hand-written parsers that remember how far they got.

``Cursor`` tries words, numbers and quoted names at its position. What failed furthest into the text makes the error
message, with everything that would have been accepted there. Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?!\w*\d)(?=[\s;,\-.)]|\Z|st\b|nd\b|rd\b|th\b)")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class ReadingFault:
    """Why a text is not canonical English: where, what would have been accepted, and names that are near.

    ``start`` and ``end`` are offsets into the text. ``unknown`` marks a name that nobody knows, as against a
    form that is not canonical.
    """

    start: int
    end: int
    message: str
    expected: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    unknown: bool = False


class FaultError(Exception):
    """Carries a fault out of the parser; never leaves ``onrecord.reading``."""

    def __init__(self, fault: ReadingFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class Cursor:
    """A position in a text, and the furthest place at which something was tried in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.furthest = 0
        self.expected: list[str] = []

    def skip(self) -> int:
        """Pass white space; the new position."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def done(self) -> bool:
        """Whether only white space (and one full stop) is left."""
        self.skip()
        return self.text[self.at :].strip() in ("", ".")

    def missed(self, *what: str) -> None:
        """Remember what was tried at the current position."""
        here = self.skip()
        if here > self.furthest:
            self.furthest, self.expected = here, []
        if here == self.furthest:
            self.expected += [w for w in what if w not in self.expected]

    def phrase(self, *phrases: str, quiet: bool = False) -> str | None:
        """Take the first of some fixed phrases that stands here, whatever its case and inner white space."""
        here = self.skip()
        for phrase in phrases:
            at = here
            for word in phrase.split(" "):
                space = _SPACE.match(self.text, at)
                at = space.end() if space else at
                if self.text[at : at + len(word)].casefold() != word.casefold():
                    break
                at += len(word)
            else:
                if at >= len(self.text) or not (self.text[at].isalnum() and phrase[-1].isalnum()):
                    self.at = at
                    return phrase
        if not quiet:
            self.missed(*(f'"{phrase}"' for phrase in phrases))
        return None

    def number(self) -> tuple[Fraction, int] | None:
        """Take a number in digits: its value and the decimals it is written with."""
        here = self.skip()
        found = _NUMBER.match(self.text, here)
        if not found:
            self.missed("a number")
            return None
        self.at = found.end()
        whole, decimals = found[1].replace(",", ""), found[2] or ""
        return Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals)

    def integer(self) -> int | None:
        """Take a whole number."""
        start = self.at
        found = self.number()
        if found is None or found[1]:
            self.at = start
            return None
        return int(found[0])

    def quoted(self) -> str | None:
        """Take a name in double quotes; a doubled quote stands for one."""
        here = self.skip()
        found = _QUOTED.match(self.text, here)
        if not found:
            self.missed("a name in quotes")
            return None
        self.at = found.end()
        return found[1].replace('""', '"')

    def choice(self, words: Iterable[str]) -> str | None:
        """Take one of several words, the longest that stands here."""
        return self.phrase(*sorted(words, key=lambda w: (-len(w), w)))

    def token_end(self, at: int) -> int:
        """Where the word at ``at`` ends."""
        found = _TOKEN.match(self.text, at)
        return found.end() if found else at + 1

    def fault(self) -> ReadingFault:
        """The fault at the furthest position tried."""
        start = self.furthest
        end = min(self.token_end(start), len(self.text))
        found = self.text[start:end].strip(" .,;")
        what = f'"{found}" was not expected here' if found else "the reading ends too soon"
        return ReadingFault(start, max(end, start + 1), what, tuple(self.expected))
