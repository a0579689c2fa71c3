"""Who may see the findings of the loader: those of hidden places, and those that repeat hidden words.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum

from onrecord.model.dossier import Citation, Claim, Source, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.visibility import OPEN, Access, HiddenPlace, Visibility, level_of_attribute, strictest

_Patterns = Sequence[tuple[re.Pattern[str], Visibility]]

_SHORTEST = 3
_PREFIX = 24
"""Messages shorten what they quote, so that of long texts the beginning is looked for."""


def tagged(
    findings: Iterable[Finding],
    places: Sequence[HiddenPlace],
    words: Iterable[tuple[str, Visibility]],
    unread: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings, each with who may see it and its excerpt.

    ``words`` are hidden texts; ``unread`` are files that cannot be read whole and hold a mark somewhere.
    """
    of_file: dict[str, list[HiddenPlace]] = {}
    for place in places:
        of_file.setdefault(place.span.file, []).append(place)
    patterns = _patterns(words)
    if not of_file and not patterns and not unread:
        return tuple(findings)
    return tuple(_tagged(one, of_file.get(one.span.file, []), patterns, unread) for one in findings)


def _tagged(one: Finding, places: Sequence[HiddenPlace], patterns: _Patterns, unread: frozenset[str]) -> Finding:
    inside = [place.visibility for place in places if not place.whole_lines and place.holds(one.span)]
    told = " ".join((one.message, one.remedy, *one.why))
    inside += [level for pattern, level in patterns if pattern.search(_flat(told))]
    if one.span.file in unread:
        inside.append(Visibility.CONFIDENTIAL)
    level = strictest(inside)
    on_line = [place.visibility for place in places if place.touches(one.span.line)]
    on_line += [of for pattern, of in patterns if pattern.search(_flat(one.excerpt))]
    return replace(one, visibility=level, excerpt_visibility=strictest((level, *on_line)))


def excerpt_level(places: Iterable[HiddenPlace], span: Span) -> Visibility:
    """Who may see the line a span starts in."""
    return strictest(each.visibility for each in places if each.span.file == span.file and each.touches(span.line))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _patterns(words: Iterable[tuple[str, Visibility]]) -> _Patterns:
    """One pattern for each level."""
    by_level: dict[Visibility, set[str]] = {}
    for word, level in words:
        flat = _flat(word)
        if len(flat) >= _SHORTEST:
            end = r"(?!\w)" if len(flat) <= _PREFIX else ""
            by_level.setdefault(level, set()).add(rf"(?<!\w){re.escape(flat[:_PREFIX])}{end}")
    return tuple((re.compile("|".join(sorted(some))), level) for level, some in sorted(by_level.items()))


# Hidden words -------------------------------------------------------------------------------------------------------


def hidden_words(claims: Iterable[Claim], sources: Sequence[Source]) -> Iterator[tuple[str, Visibility]]:
    """Every text of claims and sources that not all may see, with its level; fixed terms left out."""
    levels = {source.id: source.visibility for source in sources if source.visibility is not Visibility.PUBLIC}
    for value in (*claims, *sources):
        yield from _words(value, Visibility.PUBLIC, levels)


def _words(value: object, level: Visibility, sources: Mapping[str, Visibility]) -> Iterator[tuple[str, Visibility]]:
    if isinstance(value, str):
        if level is not Visibility.PUBLIC and not isinstance(value, StrEnum):
            yield value, level
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each, level, sources)
    elif is_dataclass(value) and not isinstance(value, type | Span | Access):
        level = strictest((level, own_level(value)))
        if isinstance(value, Citation) and value.key in sources:
            level = strictest((level, sources[value.key]))
        access = access_of(value)
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name in ("source", "sources", "key", "superseded_by") and held not in sources:
                yield from _keys(held, sources)
            elif field.name not in _NOT_WORDS:
                of_field = strictest((level, level_of_attribute(access, type(value).__name__, field.name)))
                yield from _words(held, of_field, sources)


def _keys(held: object, sources: Mapping[str, Visibility]) -> Iterator[tuple[str, Visibility]]:
    """Citation keys: those of hidden sources are hidden, whoever cites them; those of others are not."""
    if isinstance(held, tuple):
        yield from ((key, sources[key]) for key in held if key in sources)
    elif held is not None and not isinstance(held, str):
        yield from _words(held, Visibility.PUBLIC, sources)


_NOT_WORDS = ("access", "csl", "language", "type", "classes")


def access_of(value: object) -> Access:
    """The marks of an entry; a block has them in its common part."""
    holder = getattr(value, "common", value)
    found = getattr(holder, "access", OPEN)
    return found if isinstance(found, Access) else OPEN


def own_level(value: object) -> Visibility:
    """Who may see an entry, a statement or a source as a whole."""
    own = value.visibility if isinstance(value, Statement | Source) else Visibility.PUBLIC
    return strictest((own, access_of(value).visibility))
