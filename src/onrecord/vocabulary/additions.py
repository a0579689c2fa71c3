"""What a dossier's own entries must not do, though every field of theirs is well formed.

A name that canonical English would take for its own words ("in 2020") could never be read, or would be read where it
was not meant; a spelling that fits every actor makes every figure one of that actor; an entry with the id of a known
one changes it. Imports ``model``, ``lookup`` and the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary.folding import fold
from onrecord.vocabulary.lookup import Sort, Vocabulary, is_country

_GRAMMAR = {
    *("in", "on", "from", "since", "before", "until", "between", "by", "involving", "against", "per", "are"),
    *("and", "or", "projected", "according", "deaths", "events"),
}
"""Words that readings are made of, and no name may begin with."""

_YEAR = re.compile(r"\b\d{4}\b")
_MARKS = re.compile(r'["“”;\n]')
_FEWEST = 2
"""Letters or digits that a pattern has beside its ``*``: one with fewer fits names nobody thought of."""

_FAMILIES = ("ucdp", "acled", "gdelt", "events")

Entry = Place | Kind | Actor


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the field of an entry. ``nearest`` are known names or ids that may have been meant."""

    sort: Sort
    id: str
    field: str
    message: str
    nearest: tuple[str, ...] = ()


def problems(
    base: Vocabulary, joined: Vocabulary, places: Iterable[Place], kinds: Iterable[Kind], actors: Iterable[Actor]
) -> Iterator[Problem]:
    """The problems of a dossier's entries beside the known ones of ``base``; ``joined`` holds both."""
    for place in places:
        known = base.place_by_id(place.id)
        yield from _named("place", place, known)
        if known and is_country(known) and place.members:
            yield Problem("place", place.id, "members", f"{known.name} is a country and has no members")
    for kind in kinds:
        yield from _named("kind", kind, base.kind_by_id(kind.id))
        for family, patterns in kind.matches:
            if family not in _FAMILIES:
                message = f'"{family}" is no family of data: write {", ".join(_FAMILIES[:-1])} or {_FAMILIES[-1]}'
                yield Problem("kind", kind.id, "matches", message)
            yield from (_wide("kind", kind.id, "matches", one, 1) for one in patterns if _letters(one) < 1)
    for actor in actors:
        yield from _named("actor", actor, base.actor_by_id(actor.id))
        for one in actor.spellings:
            if "*" in one and _letters(one) < _FEWEST:
                yield _wide("actor", actor.id, "spellings", one, _FEWEST)
        for name in actor.theatre:
            if joined.place(name) is None:
                message = f'no place is known as "{name}"'
                yield Problem("actor", actor.id, "theatre", message, joined.nearest(name, "place"))


def _letters(pattern: str) -> int:
    return sum(char.isalnum() for char in pattern)


def _wide(sort: Sort, identifier: str, field: str, pattern: str, fewest: int) -> Problem:
    least = "a letter or digit" if fewest == 1 else f"{fewest} letters"
    return Problem(sort, identifier, field, f'"{pattern}" fits everything: write at least {least} beside the *')


def _named(sort: Sort, entry: Entry, known: Entry | None) -> Iterator[Problem]:
    for field, name in (("name", entry.name), *(("aliases", one) for one in entry.aliases), *_in_languages(entry)):
        words = name.casefold().split()
        if words and words[0] in _GRAMMAR:
            yield Problem(sort, entry.id, field, f'"{name}" cannot be a name: readings use the word "{words[0]}"')
        elif sort != "actor" and _YEAR.search(name):
            yield Problem(sort, entry.id, field, f'"{name}" cannot be a name: a year in it would be read as a period')
        elif _MARKS.search(name):
            message = f'"{name}" cannot be a name: readings use quotation marks, semicolons and line ends themselves'
            yield Problem(sort, entry.id, field, message)
    if known and entry.name.strip() and fold(entry.name) not in {fold(name) for name in _names(known)}:
        message = (
            f'the id "{entry.id}" is that of "{known.name}"; to add to that entry, write name = "{known.name}", '
            "and other names as aliases; for one of your own take another id"
        )
        yield Problem(sort, entry.id, "id", message)


def _in_languages(entry: Entry) -> Iterator[tuple[str, str]]:
    return (("names", name) for _, name in entry.names)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.aliases, *(name for _, name in entry.names))
