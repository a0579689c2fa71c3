"""The words the reader of sentences knows, as data: ``words/en.toml``, ``words/fr.toml``.

Imports the standard library and ``folding`` only.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from onrecord.vocabulary.folding import fold, fold_text

LANGUAGES = ("en", "fr")

_WORD = re.compile(r"[^\W_]+|[%~]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of one or more folded words, what it does (``use``) and what it means there (``value``)."""

    words: tuple[str, ...]
    use: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. ``starting`` finds the entries by their first word, longest first."""

    language: str
    decimal: str
    thousands: str
    tells: frozenset[str]
    starting: dict[str, tuple[Entry, ...]]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a form, as the reader splits a sentence into words."""
    return tuple(_WORD.findall(fold_text(text).folded))


def expand(form: str) -> tuple[str, ...]:
    """All forms that a short notation stands for: "climb/+/s/ed" is climb, climbs, climbed.

    The endings belong to the word they stand at; "conflict event/+/s" is two forms of two words.
    """
    head, _, tail = form.partition("/")
    if not tail:
        return (form,)
    endings, _, rest = tail.partition(" ")
    rest = f" {rest}" if rest else ""
    return tuple(head + ("" if ending == "+" else ending) + rest for ending in endings.split("/"))


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language of ``LANGUAGES``."""
    path = resources.files("onrecord.vocabulary") / "words" / f"{language}.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    about = tables.pop("language")
    found: dict[str, dict[Entry, None]] = {}
    for use, values in tables.items():
        for value, forms in values.items():
            for form in forms:
                for one in expand(form):
                    words = words_of(one)
                    if words:
                        found.setdefault(words[0], {})[Entry(words, use, value)] = None
    starting = {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in found.items()}
    return Lexicon(language, about["decimal"], about["thousands"], frozenset(map(fold, about["tells"])), starting)
