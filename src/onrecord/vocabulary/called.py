"""What else an entry of the vocabulary is called: a text that has one of its names may be held against another.

Imports ``folding``, ``lexicon`` and the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.vocabulary.folding import is_capitals
from onrecord.vocabulary.lexicon import words_of

Form = tuple[str, ...]


class Called:
    """The names of entries, found by their words. Names in capitals ("IS") are found as they are written only."""

    def __init__(self, entries: Iterable[Iterable[str]]) -> None:
        self._forms: list[frozenset[Form]] = []
        self._starting: dict[str, list[tuple[Form, str, int]]] = {}
        for number, names in enumerate(entries):
            forms = set()
            for name in names:
                if form := _form(name):
                    forms.add(form)
                    self._starting.setdefault(form[0], []).append((form, name if is_capitals(name) else "", number))
            self._forms.append(frozenset(forms))

    def others(self, texts: Iterable[str]) -> frozenset[Form]:
        """Every name of the entries that the texts name."""
        found = {number for text in texts for number in self._named(text)}
        return frozenset(form for number in found for form in self._forms[number])

    def _named(self, text: str) -> Iterator[int]:
        words = words_of(text)
        for at, word in enumerate(words):
            for form, capitals, number in self._starting.get(word, ()):
                if words[at : at + len(form)] == form and capitals in text:
                    yield number


def _form(name: str) -> Form:
    words = words_of(name)
    return words[1:] if len(words) > 1 and words[0] in ("the", "le", "la", "les", "l") else words
