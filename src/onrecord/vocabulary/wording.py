"""The words that documentary statements are held to, as data: ``words/wording.en.toml``, ``words/plain.en.toml`` and
the same in French. The first have the words of the rules, the second those that no entry need have, and words that say
the same.

``matches`` finds the forms of a table among the words of a sentence, the longest at each place. Imports the model,
``lexicon`` and the standard library.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from onrecord.model.blocks import Step
from onrecord.vocabulary.lexicon import expand, words_of

Form = tuple[str, ...]
"""One form: its folded words."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Words about a person or force, the ``steps`` of a case that allow them, and the later ones (``undone_by``) that
    take back what they say. No step at all: only a person can tell. A word of ``not_before`` right after makes it
    another word ("tried to"). ``of_deed``: they are said of who did something, and so looked at in incidents too."""

    forms: tuple[Form, ...]
    steps: tuple[Step, ...]
    undone_by: tuple[Step, ...] = ()
    not_before: tuple[str, ...] = ()
    of_deed: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. ``instead`` are the words to use at each step; ``tables`` hold all other lists."""

    language: str
    ladder: tuple[Rung, ...]
    instead: Mapping[Step, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, frozenset[Form]]]

    def forms(self, table: str, name: str = "words") -> frozenset[Form]:
        """The forms of one list."""
        return self.tables[table][name]

    def groups(self, table: str) -> Mapping[str, frozenset[Form]]:
        """All lists of a table, by their names."""
        return self.tables[table]


@cache
def load_wording(language: str) -> Wording:
    """The words of "en" or "fr"; read once."""
    folder = resources.files("onrecord.vocabulary") / "words"
    read = tomllib.loads((folder / f"plain.{language}.toml").read_text("utf-8"))
    read |= tomllib.loads((folder / f"wording.{language}.toml").read_text("utf-8"))
    ladder = tuple(
        Rung(
            tuple(sorted(_forms(entry["words"]))),
            tuple(map(Step, entry["steps"])),
            tuple(map(Step, entry.get("undone_by", ()))),
            tuple(entry.get("not_before", ())),
            bool(entry.get("of_deed", False)),
        )
        for entry in read.pop("ladder")
    )
    instead = MappingProxyType({Step(step): tuple(words) for step, words in read.pop("instead").items()})
    tables = {
        table: MappingProxyType({name: frozenset(_forms(listed)) for name, listed in lists.items()})
        for table, lists in read.items()
    }
    return Wording(language, ladder, instead, MappingProxyType(tables))


def _forms(listed: Iterable[str]) -> Iterable[Form]:
    return {words_of(one) for form in listed for one in expand(form)} - {()}


def matches(words: Sequence[str], forms: Iterable[Form]) -> tuple[tuple[int, int], ...]:
    """Where forms stand among words, as (first, last excluded), the longest at each place, none inside another."""
    starting = _index(forms) if isinstance(forms, frozenset) else _by_first(forms)
    found, at = [], 0
    while at < len(words):
        length = 0
        for form in starting.get(words[at], ()):
            if len(form) > length and tuple(words[at : at + len(form)]) == form:
                length = len(form)
        if length:
            found.append((at, at + length))
        at += length or 1
    return tuple(found)


def _by_first(forms: Iterable[Form]) -> dict[str, list[Form]]:
    starting: dict[str, list[Form]] = {}
    for form in forms:
        starting.setdefault(form[0], []).append(form)
    return starting


_index = lru_cache(maxsize=2048)(_by_first)
"""The same, for the lists of a language, which are asked for again with every sentence."""
