"""How two writings of a name are found to be the same name.

Imports the standard library only. Folding ignores case, accents, the form of dashes, apostrophes and spaces, and a
leading "the". Short names in capitals ("IS", "US") are the exception: folded they would be ordinary words, so they
match the same capitals only.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "'’‘ʼʻ`´′‛＇"
_DASHES = "-‐‑‒–—―−﹣－"
# Letters that Unicode does not decompose and that people write without their stroke.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_SHORT = 5


def _fold_once(char: str) -> str:
    out: list[str] = []
    for part in unicodedata.normalize("NFKD", char.casefold()):
        if part in _APOSTROPHES:
            out.append("'")
        elif part in _DASHES or part.isspace():
            out.append(" ")
        elif unicodedata.combining(part) or unicodedata.category(part) in ("Cf", "Mn"):
            continue
        else:
            out.append(_LETTERS.get(part, part))
    return "".join(out)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """Fold one character to none or more; repeated, because folding a part can make another foldable one."""
    if char in _APOSTROPHES:  # some of these decompose to a space and an accent
        return "'"
    for _ in range(4):
        folded = "".join(map(_fold_once, char))
        if folded == char:
            break
        char = folded
    return char


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded for search. ``starts[i]`` is the offset, in the original, of the folded character ``i``.

    A leading article is kept here: it is a word of the text. ``starts`` has one more entry, the original length.
    ``at`` maps an original offset to the first folded character at or after it.
    """

    original: str
    folded: str
    starts: tuple[int, ...]
    at: tuple[int, ...]


@lru_cache(maxsize=64)
def fold_text(text: str) -> FoldedText:
    """Fold a whole text and keep where each character came from, so that matches can be given in the original."""
    out: list[str] = []
    starts: list[int] = []
    at: list[int] = []
    for offset, char in enumerate(text):
        at.append(len(out))
        for part in _fold_char(char):
            if part == " " and (not out or out[-1] == " "):
                continue
            out.append(part)
            starts.append(offset)
    at.append(len(out))
    starts.append(len(text))
    return FoldedText(text, "".join(out), tuple(starts), tuple(at))


def fold(name: str) -> str:
    """The form under which a name is known: no case, accents or leading "the"; plain spaces and apostrophes."""
    if name.isascii():  # nearly all names; the general way gives the same
        folded = " ".join(name.casefold().replace("-", " ").replace("`", "'").split())
    else:
        folded = " ".join("".join(map(_fold_char, name)).split())
    while folded.startswith("the "):
        folded = folded[4:].lstrip()
    return folded


def is_capitals(name: str) -> bool:
    """Whether a name is a short one in capitals ("IS", "M23", "US"), to be matched by the same capitals only."""
    return name.isupper() and sum(char.isalpha() for char in name) <= _SHORT and " " not in name
