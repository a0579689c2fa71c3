"""Finds the form of an English message and fills the French one. Imports the vocabulary and its sibling modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.render.french.messages import MESSAGES
from onrecord.render.french.values import HOLES, NBSP
from onrecord.vocabulary import Vocabulary

_HOLE = re.compile(r"\{(\w+)\}")
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Form:
    """An English message as a pattern, the holes in it, and the French message."""

    pattern: re.Pattern[str]
    holes: tuple[str, ...]
    french: str


def translated(text: str, vocabulary: Vocabulary, depth: int = 0) -> str:
    """A message in French, or several joined by semicolons; empty where a form is not known."""
    if depth > _MOST:
        return ""
    for form in _forms():
        found = form.pattern.fullmatch(text)
        filled = found and _filled(form, found, vocabulary, depth)
        if filled:
            return filled
    pieces = text.split("; ")
    for cut in range(len(pieces) - 1, 0, -1):
        first = translated("; ".join(pieces[:cut]), vocabulary, depth + 1)
        rest = first and translated("; ".join(pieces[cut:]), vocabulary, depth + 1)
        if rest:
            return f"{first}{NBSP}; {rest}"
    return ""


def _filled(form: _Form, found: re.Match[str], vocabulary: Vocabulary, depth: int) -> str:
    values = {}
    for number, hole in enumerate(form.holes, 1):
        kind = hole.rstrip("0123456789")
        if kind == "rest":
            values[hole] = translated(found[number], vocabulary, depth + 1)
        else:
            values[hole] = HOLES[kind][1](found[number], vocabulary)
        if not values[hole]:
            return ""
    french = _HOLE.sub(lambda hole: values[hole[1]], form.french)
    return french.replace(" de environ", " d'environ").replace(" de entre", " entre")


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_form(english, french) for english, french in MESSAGES)


def _form(english: str, french: str) -> _Form:
    parts = _HOLE.split(english)
    pattern = "".join(_group(part) if at % 2 else re.escape(part) for at, part in enumerate(parts))
    spaced = re.sub(r" (?=[:;%»])|(?<=«) ", NBSP, french)
    return _Form(re.compile(pattern, re.DOTALL), tuple(parts[1::2]), spaced)


def _group(hole: str) -> str:
    kind = hole.rstrip("0123456789")
    return f"({HOLES[kind][0] if kind != 'rest' else '.+'})"
