"""Where a quotation may begin and end: not inside a word, and not inside a number.

"At least 30" does not stand in "at least 300", nor "300 civilians" in "1,300 civilians", nor "some 3" in "some 3
million". Imports: standard library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from onrecord.archive.folding import DASHES, is_superscript

_REACH = 24
"""Characters looked at on either side."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that are written without blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_SEPARATORS = rf".,:/'’{re.escape(DASHES)}"
_BLANKS = " \u00a0\u2009\u202f"
_DIGIT_NEXT = re.compile(rf"[{_SEPARATORS}]\d")
_GROUP_NEXT = re.compile(rf"[{_BLANKS}]\d{{3}}(?!\d)")
_DIGITS_LAST = re.compile(r"(?<!\d)\d{1,3}\Z")
_SCALE = re.compile(r"[\s-]+(?:hundred|thousand|million|billion|trillion|milliard)\b", re.IGNORECASE)
_SCALES = re.compile(
    r"[\s-]+(?:hundreds?|thousands?|millions?|billions?|trillions?|mille|milliers|milliards?)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:\A|[\s(])[-\u2212]\Z")
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u2011\u00ad][ \t]*\r?\n\s*[^\W\d_]")
"""A word broken at the end of a line."""


def cuts(text: str, at: int) -> bool:
    """Whether a quotation that begins or ends at ``at`` would cut a word or a number in two."""
    if at <= 0 or at >= len(text):
        return False
    left, right = text[max(0, at - _REACH) : at], text[at : at + _REACH]
    last, first = _visible(reversed(left)), _visible(right)
    if not last or not first:
        return False
    if _of_word(last) and _of_word(first):
        return True
    if any(found.start() < len(left) < found.end() for found in _BROKEN.finditer(left + right)):
        return True
    return _cuts_number(left, right)


def _cuts_number(left: str, right: str) -> bool:
    if left[-1].isdigit():
        if _DIGIT_NEXT.match(right) or _SCALES.match(right):
            return True
        return _GROUP_NEXT.match(right) is not None and _DIGITS_LAST.search(left) is not None
    if left[-1].isalpha() and _SCALE.match(right):
        return True
    if not right[0].isdigit():
        return False
    if _SIGNED.search(left):
        return True
    joined = len(left) > 1 and left[-2].isdigit() and _DIGIT_NEXT.match(left[-1] + right) is not None
    grouped = left[-1] in _BLANKS and _GROUP_NEXT.match(left[-1] + right) is not None
    return joined or (grouped and _DIGITS_LAST.search(left[:-1]) is not None)


def _visible(characters: Iterable[str]) -> str:
    """The first character that is seen; empty if there is none."""
    return next((char for char in characters if unicodedata.category(char) != "Cf"), "")


def _of_word(char: str) -> bool:
    """Whether a character is part of a word or number of a script that has blanks between words."""
    if char.isascii():
        return char.isalnum() or char == "_"
    if unicodedata.category(char).startswith("M"):
        return True
    return char.isalnum() and not is_superscript(char) and _UNSPACED.match(char) is None
