"""Finds the form of an English message and fills the French one, or the English one again with the names of its
datasets marked. Imports the vocabulary and its sibling modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.render.french.document_values import HOLES as ENTRY_HOLES
from onrecord.render.french.documents import DOCUMENTS
from onrecord.render.french.messages import MESSAGES
from onrecord.render.french.values import HOLES as VALUES
from onrecord.render.french.values import NBSP
from onrecord.render.publish.messages import BEGIN, END
from onrecord.vocabulary import Vocabulary

HOLES = VALUES | ENTRY_HOLES
_HOLE = re.compile(r"\{(\w+)\}")
_MOST = 8
"""How deep messages stand inside messages."""
_PIECES = 60
_MAY_BE_EMPTY = ("counted", "group")


@dataclass(frozen=True, slots=True)
class _Form:
    """An English message as a pattern, the holes in it, and the French message."""

    pattern: re.Pattern[str]
    holes: tuple[str, ...]
    french: str


def translated(text: str, vocabulary: Vocabulary, marked: bool = False) -> str:
    """A message in French, or several joined by semicolons; empty where a form is not known. ``marked``: the ids of
    datasets stand between ``BEGIN`` and ``END``."""
    french = _all(text, vocabulary, 0, True)
    return french if marked else french.replace(BEGIN, "").replace(END, "")


def marked(text: str, vocabulary: Vocabulary) -> str:
    """A message as it is, with the ids of datasets in it between ``BEGIN`` and ``END``; empty where a form is not
    known."""
    return _all(text, vocabulary, 0, False)


@lru_cache(maxsize=4096)
def _all(text: str, vocabulary: Vocabulary, depth: int, french: bool) -> str:
    return _joined(tuple(text.split("; ")), vocabulary, depth, french) if depth <= _MOST else ""


def _joined(pieces: tuple[str, ...], vocabulary: Vocabulary, depth: int, french: bool) -> str:
    """Pieces between semicolons as messages, each as long as can be."""
    if len(pieces) > _PIECES:
        return ""
    ends: dict[int, str] = {len(pieces): ""}
    for start in range(len(pieces) - 1, -1, -1):
        for end in range(len(pieces), start, -1):
            one = _one("; ".join(pieces[start:end]), vocabulary, depth, french) if end in ends else ""
            if one:
                ends[start] = f"{one}{NBSP if french else ''}; {ends[end]}" if ends[end] else one
                break
    return ends.get(0, "")


@lru_cache(maxsize=4096)
def _one(text: str, vocabulary: Vocabulary, depth: int, french: bool) -> str:
    for form in _forms():
        found = form.pattern.fullmatch(text)
        fill = _filled if french else _remade
        filled = found and fill(form, found, vocabulary, depth)
        if filled:
            return filled
    return ""


def _filled(form: _Form, found: re.Match[str], vocabulary: Vocabulary, depth: int) -> str:
    values = {}
    for number, hole in enumerate(form.holes, 1):
        kind = hole.rstrip("0123456789")
        if kind == "rest":
            values[hole] = _all(found[number], vocabulary, depth + 1, True)
        elif kind == "id":
            values[hole] = f"{BEGIN}{found[number]}{END}"
        else:
            values[hole] = HOLES[kind][1](found[number], vocabulary)
        if not values[hole] and kind not in _MAY_BE_EMPTY:
            return ""
    french = _HOLE.sub(lambda hole: values[hole[1]], form.french)
    return french.replace(" de environ", " d'environ").replace(" de entre", " entre")


def _remade(form: _Form, found: re.Match[str], vocabulary: Vocabulary, depth: int) -> str:
    """The English message again, with its datasets marked."""
    parts, at = [], 0
    for number, hole in enumerate(form.holes, 1):
        kind, text = hole.rstrip("0123456789"), found[number]
        if kind == "rest":
            text = _all(text, vocabulary, depth + 1, False)
            if not text:
                return ""
        elif kind == "id":
            text = f"{BEGIN}{text}{END}"
        elif not HOLES[kind][1](text, vocabulary) and kind not in _MAY_BE_EMPTY:
            return ""
        parts += [found.string[at : found.start(number)], text]
        at = found.end(number)
    return "".join([*parts, found.string[at:]])


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_form(english, french) for english, french in (*MESSAGES, *DOCUMENTS))


def _form(english: str, french: str) -> _Form:
    parts = _HOLE.split(english)
    pattern = "".join(_group(part) if at % 2 else re.escape(part) for at, part in enumerate(parts))
    spaced = re.sub(r" (?=[:;%»])|(?<=«) ", NBSP, french)
    return _Form(re.compile(pattern, re.DOTALL), tuple(parts[1::2]), spaced)


def _group(hole: str) -> str:
    kind = hole.rstrip("0123456789")
    return f"({HOLES[kind][0] if kind != 'rest' else '.+'})"
