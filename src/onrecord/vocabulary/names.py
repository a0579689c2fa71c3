"""An index of names: finds the entry a name stands for, and the longest known name at a place of a text.

Imports the standard library and ``folding`` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.vocabulary.folding import FoldedText, fold, fold_text, is_capitals

Entry = TypeVar("Entry")

_WORD = re.compile(r"[^\W_]+")

# French articles are ignored before a name as "the" is, but only when the name is not known with them
# ("La Barredora"), and they are no part of folding: "les" and "la" are words of names in other languages.
_ARTICLES = ("the ", "les ", "le ", "la ", "l'")
_ARTICLE = re.compile(r"(the|les|le|la)\s+|l['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two entries that one name would find."""

    name: str
    first: str
    second: str


class Names(Generic[Entry]):
    """Names of one sort of entry. The first entry that has a name keeps it; a later one makes a ``Clash``."""

    def __init__(self) -> None:
        self._free: dict[str, Entry] = {}
        self._capitals: dict[str, Entry] = {}
        self._shown: dict[str, str] = {}
        self._words: dict[str, list[str]] | None = None
        self.clashes: list[Clash] = []

    def add(self, name: str, entry: Entry, identifier: str, owner: dict[str, str]) -> None:
        """Let ``name`` find ``entry``; ``owner`` remembers whose each folded name is, to report clashes."""
        key = fold(name)
        if not key:
            return
        capitals = is_capitals(name)
        table = self._capitals if capitals else self._free
        slot = ("^" if capitals else "") + key
        first = owner.setdefault(slot, identifier)
        if first != identifier:
            self.clashes.append(Clash(name, first, identifier))
        elif key not in table:
            table[key] = entry
            self._shown.setdefault(key, name)

    def find(self, name: str) -> Entry | None:
        """The entry that has exactly this name."""
        capitals = _ARTICLE.sub("", name.strip()).isupper()
        for candidate in _without_article(fold(name)):
            if capitals and candidate in self._capitals:
                return self._capitals[candidate]
            if candidate in self._free:
                return self._free[candidate]
        return None

    def known(self) -> dict[str, str]:
        """All folded names and how each is written; for suggestions."""
        return self._shown

    def holding(self) -> Iterator[tuple[str, Entry]]:
        """All folded names with their entries."""
        yield from self._free.items()
        yield from self._capitals.items()

    def match(self, text: str, at: int) -> tuple[Entry, int] | None:
        """The longest known name that starts at the offset ``at`` of a text, and the offset where it ends.

        A name starts and ends at word boundaries; an article before it belongs to the match.
        """
        folded = fold_text(text)
        if not 0 <= at < len(text) or text[at].isspace():
            return None
        start = folded.at[at]
        if start and is_word(folded.folded[start - 1 : start + 1]):
            return None
        found = self._longest(folded, start)
        if found is not None:
            return found
        for article in _ARTICLES:
            if folded.folded.startswith(article, start):
                return self._longest(folded, start + len(article))
        return None

    def _longest(self, text: FoldedText, start: int) -> tuple[Entry, int] | None:
        folded = text.folded
        for key in self._starting().get(first_word(folded, start), ()):
            end = start + len(key)
            if not folded.startswith(key, start) or is_word(folded[end - 1 : end + 1]):
                continue
            behind = text.starts[end]
            surface = text.original[text.starts[start] : behind]
            if key in self._capitals and surface.isupper():
                return self._capitals[key], behind
            if key in self._free:
                return self._free[key], behind
        return None

    def _starting(self) -> dict[str, list[str]]:
        """The folded names by their first word, longest first; made when the first text is searched."""
        if self._words is None:
            words: dict[str, list[str]] = {}
            for key in {*self._free, *self._capitals}:
                words.setdefault(first_word(key, 0), []).append(key)
            for keys in words.values():
                keys.sort(key=lambda key: (-len(key), key))
            self._words = words
        return self._words


def plurals(words: Iterable[str]) -> Iterator[str]:
    """The words and their plurals in -s, which English and French demonyms share."""
    for word in words:
        yield word
        if not word.endswith(("s", "x", "z")):
            yield word + "s"


def first_word(text: str, start: int) -> str:
    """The letters and digits at ``start``, or the single character there when it is neither."""
    word = _WORD.match(text, start)
    return word.group() if word else text[start : start + 1]


def is_word(two: str) -> bool:
    """Whether two neighbouring characters belong to one word, so that no name starts or ends between them."""
    return len(two) == 2 and two[0].isalnum() and two[1].isalnum()


def _without_article(key: str) -> Iterator[str]:
    yield key
    for article in _ARTICLES:
        if key.startswith(article):
            yield key[len(article) :]
