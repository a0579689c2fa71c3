"""A dossier's own entries, joined to the built-in ones, and what can be wrong with entries.

Imports ``model``, ``lookup`` and the standard library. Problems are values; the caller knows the position of each
entry in its file and makes findings (OR113) of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import additions
from onrecord.vocabulary.additions import Problem
from onrecord.vocabulary.lookup import WORLD, Sort, Vocabulary

E = TypeVar("E", Place, Kind, Actor)


def extend(
    base: Vocabulary,
    places: Iterable[Place] = (),
    kinds: Iterable[Kind] = (),
    actors: Iterable[Actor] = (),
) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Join a dossier's entries to a vocabulary.

    An entry with an id that is known already extends that entry, if it is called as that entry is: its other names,
    spellings and members are added. Under another name it may be meant as an entry of its own, and is a problem.
    Members may be given by name. An entry with problems is joined all the same, without the
    names that others have: everything that is wrong is reported at once.
    """
    places, kinds, actors = tuple(places), tuple(kinds), tuple(actors)
    joined = Vocabulary(
        _join(base.places, places, base.place_by_id, extend_place),
        _join(base.kinds, kinds, base.kind_by_id, extend_kind),
        _join(base.actors, actors, base.actor_by_id, extend_actor),
    )
    new = {("place", p.id) for p in places} | {("kind", k.id) for k in kinds} | {("actor", a.id) for a in actors}
    if any(place.members for place in places) or any(actor.members for actor in actors):
        joined = Vocabulary(
            tuple(_with_member_ids(p, joined.place) if ("place", p.id) in new else p for p in joined.places),
            joined.kinds,
            tuple(_with_member_ids(a, joined.actor) if ("actor", a.id) in new else a for a in joined.actors),
        )
    problems = [problem for problem in check(joined) if (problem.sort, problem.id) in new]
    problems += _repeated(places, kinds, actors)
    problems += additions.problems(base, joined, places, kinds, actors)
    return joined, tuple(problems)


def check(vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Everything that is wrong with the entries of a vocabulary. A clash is reported for both entries."""
    problems: list[Problem] = []
    for sort, first, second, name in vocabulary.clashes():
        for identifier, other in ((second, first), (first, second)):
            problems.append(Problem(sort, identifier, "aliases", f'"{name}" is already a name of "{other}"'))
    for place in vocabulary.places:
        for member in place.members:
            if vocabulary.place_by_id(member) is None:
                problems.append(_unknown(vocabulary, "place", place.id, member))
        if place.members and not vocabulary.countries(place):
            problems.append(Problem("place", place.id, "members", "the members hold no country"))
        if place.id == WORLD and place.members:
            problems.append(Problem("place", WORLD, "members", "the world has no members: it means every place"))
    for actor in vocabulary.actors:
        for member in actor.members:
            if vocabulary.actor_by_id(member) is None:
                problems.append(_unknown(vocabulary, "actor", actor.id, member))
    return tuple(problems) + tuple(_missing(vocabulary))


def extend_place(old: Place, new: Place) -> Place:
    """A place with the names, members and codes of another entry added."""
    return replace(
        old,
        source=_sources(old.source, new.source),
        aliases=_aliases(old, new),
        names=_union(old.names, new.names),
        adjectives=_union(old.adjectives, new.adjectives),
        members=_union(old.members, new.members),
        codes=_union(old.codes, new.codes),
    )


def extend_kind(old: Kind, new: Kind) -> Kind:
    """A kind of violence with the names and patterns of another entry added."""
    matches = dict(old.matches)
    for family, patterns in new.matches:
        matches[family] = _union(matches.get(family, ()), patterns)
    return replace(
        old,
        source=_sources(old.source, new.source),
        aliases=_aliases(old, new),
        names=_union(old.names, new.names),
        matches=tuple(matches.items()),
        directed=old.directed or new.directed,
    )


def extend_actor(old: Actor, new: Actor) -> Actor:
    """An actor with the names, spellings and members of another entry added."""
    return replace(
        old,
        source=_sources(old.source, new.source),
        aliases=_aliases(old, new),
        names=_union(old.names, new.names),
        spellings=_union(old.spellings, new.spellings),
        members=_union(old.members, new.members),
        theatre=_union(old.theatre, new.theatre),
        shared=_union(old.shared, new.shared),
    )


T = TypeVar("T")


def _union(old: tuple[T, ...], new: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _aliases(old: Place | Kind | Actor, new: Place | Kind | Actor) -> tuple[str, ...]:
    name = (new.name,) if new.name and new.name != old.name else ()
    return _union(old.aliases, (*name, *new.aliases))


def _sources(old: str, new: str) -> str:
    return f"{old}; {new}" if new and new != old else old


def _join(
    old: tuple[E, ...], new: tuple[E, ...], known: Callable[[str], E | None], merge: Callable[[E, E], E]
) -> tuple[E, ...]:
    entries = {entry.id: entry for entry in old}
    for entry in new:
        # Known, yet not among the old entries: the government of a country, which comes by rule.
        before = entries.get(entry.id) or known(entry.id)
        entries[entry.id] = merge(before, entry) if before else entry
    return tuple(entries.values())


def _with_member_ids(entry: E, find: Callable[[str], E | None]) -> E:
    if isinstance(entry, Kind):
        return entry
    found = ((member, find(member)) for member in entry.members)
    return replace(entry, members=tuple(known.id if known else member for member, known in found))


def _unknown(vocabulary: Vocabulary, sort: Sort, identifier: str, member: str) -> Problem:
    return Problem(sort, identifier, "members", f'no {sort} is known as "{member}"', vocabulary.nearest(member, sort))


def _missing(vocabulary: Vocabulary) -> Iterator[Problem]:
    entries: tuple[tuple[Sort, tuple[Place, ...] | tuple[Kind, ...] | tuple[Actor, ...]], ...]
    entries = (("place", vocabulary.places), ("kind", vocabulary.kinds), ("actor", vocabulary.actors))
    for sort, listed in entries:
        for entry in listed:
            for field in ("name", "source"):
                if not getattr(entry, field).strip():
                    yield Problem(sort, entry.id, field, f"the {field} is missing")


def _repeated(places: tuple[Place, ...], kinds: tuple[Kind, ...], actors: tuple[Actor, ...]) -> Iterator[Problem]:
    sorts: tuple[tuple[Sort, list[str]], ...]
    sorts = (
        ("place", [entry.id for entry in places]),
        ("kind", [entry.id for entry in kinds]),
        ("actor", [entry.id for entry in actors]),
    )
    for sort, ids in sorts:
        for identifier in dict.fromkeys(ids):
            if ids.count(identifier) > 1:
                yield Problem(sort, identifier, "id", f'two entries have the id "{identifier}"')
