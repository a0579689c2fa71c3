"""A cursor over a text, for hand-written parsers that remember how far they got.

``Cursor`` tries words, numbers and quoted names at its position. What failed furthest into the text makes the error
message, with the likeliest of what would have been accepted there. Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from onrecord.reading.hints import hint_at

_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(r"\S+")
_WRITTEN = re.compile(r"(?<![\w.,])[0-9](?:[0-9.,]*[0-9])?(?=[^\w]|\Z|(?:st|nd|rd|th|fold)\b)")
_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?\Z")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_DIGITS = 18
_SHOWN = 6


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

    def number(self, *, quiet: bool = False) -> tuple[Fraction, int] | None:
        """Take a number in digits: its value and the decimals it is written with."""
        here = self.skip()
        written = _WRITTEN.match(self.text, here)
        if not written:
            if not quiet:
                self.missed("a number")
            return None
        found = _NUMBER.match(written[0])
        if not found or len(written[0]) > _DIGITS:
            why = "thousands are written 12,345 and decimals 0.5" if not found else "it has too many digits"
            shown = written[0] if len(written[0]) <= 2 * _DIGITS else written[0][:_DIGITS] + "..."
            raise FaultError(ReadingFault(here, written.end(), f'"{shown}" is no number: {why}'))
        self.at = written.end()
        whole, decimals = found[1].replace(",", ""), found[2] or ""
        return Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals)

    def integer(self, *, quiet: bool = False) -> int | None:
        """Take a whole number."""
        start = self.at
        found = self.number(quiet=quiet)
        if found is None or found[1]:
            self.at = start
            return None
        return int(found[0])

    def quoted(self, *, quiet: bool = False) -> str | None:
        """Take a name in double quotes; a doubled quote stands for one."""
        here = self.skip()
        if not self.text.startswith('"', here):
            if not quiet:
                self.missed("a name in quotes")
            return None
        found = _QUOTED.match(self.text, here)
        if not found:
            raise FaultError(ReadingFault(here, here + 1, "the quotation mark is not closed"))
        if not found[1].strip():
            raise FaultError(ReadingFault(here, found.end(), "there is no name between these quotation marks"))
        self.at = found.end()
        return found[1].replace('""', '"')

    def choice(self, words: Iterable[str], *, quiet: bool = False) -> str | None:
        """Take one of several words, the longest that stands here."""
        return self.phrase(*sorted(words, key=lambda w: (-len(w), w)), quiet=quiet)

    def token_end(self, at: int) -> int:
        """Where the word at ``at`` ends."""
        found = _TOKEN.match(self.text, at)
        return found.end() if found else at + 1

    def fault(self) -> ReadingFault:
        """The fault at the furthest position tried: what stands there, a hint, and the likeliest ways to go on."""
        start = min(self.furthest, len(self.text))
        found = self.text[start : self.token_end(start)].rstrip(".,;:!?") or self.text[start : start + 1]
        expected = tuple(self.expected[:_SHOWN])
        if not found.strip(" ."):
            # The end: point at the last word, where a person would go on writing.
            end = len(self.text.rstrip())
            last = max(self.text.rfind(" ", 0, end), self.text.rfind("\n", 0, end)) + 1
            what = "the reading ends too soon" if end else "the reading is empty"
            return ReadingFault(min(last, max(0, end - 1)), max(end, 1), what, expected)
        shown = found if len(found) <= 60 else found[:57] + "..."
        hint = hint_at(self.text, start)
        what = f'"{shown}" was not expected here' + (f": {hint}" if hint else "")
        return ReadingFault(start, start + len(found), what, expected)
