"""Patterns over the values of data: names of actors and codes of kinds, with ``*`` for anything.

Imports the standard library and ``folding`` only. Only ``*`` is special; brackets and question marks, which occur in
real actor names, stand for themselves. Case, accents, dashes and spaces are folded on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from onrecord.vocabulary.folding import fold


def fits(value: str, pattern: str) -> bool:
    """Whether a folded value fits one folded pattern; ``*`` stands for anything."""
    first, *rest = pattern.split("*")
    if not rest:
        return value == first
    last = rest.pop()
    if not value.startswith(first) or not value.endswith(last) or len(value) < len(first) + len(last):
        return False
    at, stop = len(first), len(value) - len(last)
    for part in rest:
        at = value.find(part, at, stop)
        if at < 0:
            return False
        at += len(part)
    return True


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A test of one data value: whether any of the patterns matches the whole of it."""
    literal: set[str] = set()
    wild: set[str] = set()
    for pattern in patterns:
        folded = fold(pattern)
        (wild if "*" in folded else literal).add(folded)
    joined = "|".join(".*".join(map(re.escape, pattern.split("*"))) for pattern in sorted(wild))
    expression = re.compile(joined, re.DOTALL) if wild else None

    def matches(value: str) -> bool:
        folded = fold(value)
        return folded in literal or (expression is not None and expression.fullmatch(folded) is not None)

    return matches
