"""The vocabulary as one value, and the questions asked of it.

Imports ``model``, its sibling modules and the standard library; rapidfuzz only where a suggestion is asked for. The
tables behind the lookups are built once, when the first question needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import governments
from onrecord.vocabulary.called import Called
from onrecord.vocabulary.folding import fold, is_capitals
from onrecord.vocabulary.names import Names, plurals
from onrecord.vocabulary.patterns import matcher
from onrecord.vocabulary.states import State, states

Sort: TypeAlias = Literal["place", "kind", "actor"]

WORLD = "world"
_ABOUT = ("_within", "_since", "_before", "_was")
"""Ends of the names of codes that say how a family of datasets treats a country; they are no names of it."""


def is_country(place: Place) -> bool:
    """Whether a place is a country or area of its own, not a region."""
    return not place.members and place.id != WORLD


class _Tables:
    """What the lookups share, each built when first needed."""

    def __init__(self, places: tuple[Place, ...], kinds: tuple[Kind, ...], actors: tuple[Actor, ...]) -> None:
        self.place_ids = {place.id: place for place in places}
        self.kind_ids = {kind.id: kind for kind in kinds}
        self.actor_ids = {actor.id: actor for actor in actors}
        self.states: dict[str, tuple[State, ...]] = {}
        self._places, self._kinds, self._actors = places, kinds, actors

    @cached_property
    def hashed(self) -> int:
        return hash((self._places, self._kinds, self._actors))

    @cached_property
    def place_names(self) -> Names[Place]:
        """Names and aliases first, so that no adjective takes a name away."""
        names: Names[Place] = Names()
        owner: dict[str, str] = {}
        for place in self._places:
            for name in (place.name, *place.aliases, *(name for _, name in place.names)):
                names.add(name, place, place.id, owner)
        for place in self._places:
            for name in plurals(place.adjectives):
                names.add(name, place, place.id, owner)
        return names

    @cached_property
    def country_names(self) -> dict[str, Place]:
        """Countries by every folded name that a dataset may write, whatever its case."""
        found: dict[str, Place] = {}
        for place in self._places:
            if not is_country(place):
                continue
            spelled = (code for scheme, code in place.codes if scheme == "dataset")
            for name in (place.name, *place.aliases, *(name for _, name in place.names), *spelled):
                found.setdefault(fold(name), place)
        return found

    @cached_property
    def codes(self) -> dict[tuple[str, str], Place]:
        found = {
            (scheme, code.casefold()): place
            for place in self._places
            for scheme, code in place.codes
            if scheme != "dataset" and not scheme.endswith(_ABOUT)
        }
        found |= {("iso3", p.id.casefold()): p for p in self._places if is_country(p)}
        return found

    @cached_property
    def kind_names(self) -> Names[Kind]:
        names: Names[Kind] = Names()
        owner: dict[str, str] = {}
        for kind in self._kinds:
            for name in (kind.name, *kind.aliases, *(name for _, name in kind.names)):
                names.add(name, kind, kind.id, owner)
        return names

    @cached_property
    def actor_names(self) -> Names[Actor]:
        names: Names[Actor] = Names()
        owner: dict[str, str] = {}
        for actor in self._actors:
            for name in (actor.name, *actor.aliases, *(name for _, name in actor.names)):
                names.add(name, actor, actor.id, owner)
        return names

    @cached_property
    def shared_names(self) -> Names[tuple[Actor, ...]]:
        """Names that several actors have, each with all of them."""
        held: dict[str, list[Actor]] = {}
        for actor in self._actors:
            for name in actor.shared:
                held.setdefault(name, []).append(actor)
        names: Names[tuple[Actor, ...]] = Names()
        for name, actors in held.items():
            names.add(name, tuple(actors), name, {})
        return names

    @cached_property
    def governed(self) -> dict[str, Place]:
        """The countries that have a government by rule, by the slug of their name.

        Not those that UCDP counts under another country: data name no government of theirs, and none means none.
        """
        return {
            governments.slug(place.name): place
            for place in self._places
            if is_country(place) and not any(scheme == "ucdp_within" for scheme, _ in place.codes)
        }

    @cached_property
    def merged(self) -> dict[str, tuple[tuple[Place, Place], ...]]:
        found: dict[str, tuple[tuple[Place, Place], ...]] = {}
        for place in self._places:
            for scheme, code in place.codes:
                family, _, within = scheme.rpartition("_")
                if within == "within" and code in self.place_ids:
                    found[family] = (*found.get(family, ()), (place, self.place_ids[code]))
        return found

    @cached_property
    def called(self) -> Called:
        """The names of each place and actor."""
        return Called(
            [
                *((p.name, *p.aliases, *(n for _, n in p.names), *plurals(p.adjectives)) for p in self._places),
                *((a.name, *a.aliases, *(n for _, n in a.names)) for a in self._actors),
            ]
        )

    @cached_property
    def demonyms(self) -> Names[Place]:
        """Adjectives of countries alone: "Malian forces" takes these, "the forces of Mali" names."""
        names: Names[Place] = Names()
        owner: dict[str, str] = {}
        for place in filter(is_country, self._places):
            for name in plurals(place.adjectives):
                names.add(name, place, place.id, owner)
        return names


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Places, kinds of violence and actors, and how to find them.

    ``actors`` holds the written entries; the government of every country comes by rule (see ``governments``) and is
    found by ``actor``, ``actor_by_id`` and ``match_actor`` all the same.
    """

    places: tuple[Place, ...] = ()
    kinds: tuple[Kind, ...] = ()
    actors: tuple[Actor, ...] = ()
    _tables: _Tables = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tables", _Tables(self.places, self.kinds, self.actors))

    def __hash__(self) -> int:
        # What is remembered of a text is kept by its vocabulary: hashing all entries costs more than most look-ups.
        return self._tables.hashed

    # By id ----------------------------------------------------------------------------------------------------

    def place_by_id(self, identifier: str) -> Place | None:
        """The place with this id."""
        return self._tables.place_ids.get(identifier)

    def kind_by_id(self, identifier: str) -> Kind | None:
        """The kind of violence with this id."""
        return self._tables.kind_ids.get(identifier)

    def actor_by_id(self, identifier: str) -> Actor | None:
        """The actor with this id, written or by rule ("government-of-mali")."""
        found = self._tables.actor_ids.get(identifier)
        if found is None and identifier.startswith(governments.PREFIX):
            place = self._tables.governed.get(identifier[len(governments.PREFIX) :])
            found = governments.government(place) if place else None
        return found

    def government(self, place: Place) -> Actor | None:
        """The government of a country and the forces it commands; None for a region and where no data know one."""
        return self.actor_by_id(governments.PREFIX + governments.slug(place.name))

    # By name --------------------------------------------------------------------------------------------------

    def place(self, name: str) -> Place | None:
        """The place with this id, name, alias, name in another language, or adjective."""
        return self._tables.place_ids.get(name) or self._tables.place_names.find(name)

    def kind(self, name: str) -> Kind | None:
        """The kind of violence with this id or name."""
        return self._tables.kind_ids.get(name) or self._tables.kind_names.find(name)

    def actor(self, name: str) -> Actor | None:
        """The actor with this id or name, or the forces of a country by one of the ways to name them."""
        found = self.actor_by_id(name) or self._tables.actor_names.find(name)
        if found is None:
            name = " ".join(name.split())
            by_rule = self._match_government(name, 0)
            found = by_rule[0] if by_rule and by_rule[1] == len(name) else None
        return found

    # In a text ------------------------------------------------------------------------------------------------

    def match_place(self, text: str, at: int) -> tuple[Place, int] | None:
        """The longest name or adjective of a place that starts at ``at``, and the offset where it ends."""
        return self._tables.place_names.match(text, at)

    def match_kind(self, text: str, at: int) -> tuple[Kind, int] | None:
        """The longest name of a kind of violence that starts at ``at``, and the offset where it ends."""
        return self._tables.kind_names.match(text, at)

    def match_actor(self, text: str, at: int) -> tuple[Actor, int] | None:
        """The longest name of an actor that starts at ``at``, and the offset where it ends."""
        written = self._tables.actor_names.match(text, at)
        by_rule = self._match_government(text, at)
        if written and by_rule:
            return by_rule if by_rule[1] > written[1] else written
        return written or by_rule

    def match_shared(self, text: str, at: int) -> tuple[tuple[Actor, ...], int] | None:
        """The longest name at ``at`` that several actors have, all of these, and the offset where it ends."""
        return self._tables.shared_names.match(text, at)

    def _match_government(self, text: str, at: int) -> tuple[Actor, int] | None:
        found = governments.match(text, at, self._tables.place_names, self._tables.demonyms)
        government = found and self.government(found[0])
        return (government, found[1]) if found and government else None

    def other_names(self, texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
        """The folded words of every name of the places and actors that some texts name."""
        return self._tables.called.others(texts)

    # What an entry means ----------------------------------------------------------------------------------------

    def place_of_country(self, raw: str, scheme: str | None = None) -> Place | None:
        """The country a dataset means by ``raw``: a name, or a code under a scheme ("iso3", "alpha2", "m49",
        "fips", "gw"). Without a scheme ``raw`` is a name, in any case, or an ISO alpha-3 code.
        """
        if scheme is not None:
            return self._tables.codes.get((scheme, raw.strip().casefold()))
        found = self._tables.country_names.get(fold(raw))
        return found or self._tables.codes.get(("iso3", raw.strip().casefold()))

    def countries(self, place: Place) -> tuple[str, ...]:
        """The ids of the countries of a place: itself, or its members'; () for the world, which means all."""
        if place.id == WORLD:
            return ()
        found: dict[str, None] = {}
        seen: set[str] = set()

        waiting = [place]
        while waiting:  # no recursion: a dossier's own regions can be nested as deep as it likes
            current = waiting.pop()
            if current.id in seen:
                continue
            seen.add(current.id)
            if not current.members:
                found[current.id] = None
            inner = (self._tables.place_ids.get(member) for member in reversed(current.members))
            waiting += [one for one in inner if one is not None]
        return tuple(found)

    def merged(self, family: str) -> tuple[tuple[Place, Place], ...]:
        """The countries whose events a family of datasets counts under another country, each with that country.

        In UCDP's event data the country "Palestine" never occurs; its events stand under Israel. That a file has no
        rows for such a place says nothing about it, and the rows of the other are those of both.
        """
        return self._tables.merged.get(family, ())

    def states(self, family: str) -> tuple[State, ...]:
        """The countries that a family of datasets counts under another country before they were states."""
        found = self._tables.states.get(family)
        if found is None:
            found = self._tables.states[family] = states(self.places, family)
        return found

    def spellings(self, actor: Actor) -> tuple[str, ...]:
        """All spellings of an actor and of its members, and theirs."""
        found: dict[str, None] = {}
        for one in self._family(actor):
            found.update(dict.fromkeys(one.spellings))
        return tuple(found)

    def data_names(self, actor: Actor) -> tuple[str, ...]:
        """The names under which data can hold an actor or one of its members; some have ``*`` wildcards.

        Besides the spellings the full names count, for data of one's own. Abbreviations count only where they are
        listed as spellings, since different groups share them.
        """
        patterns = list(self.spellings(actor))
        for one in self._family(actor):
            names = (one.name, *one.aliases, *(name for _, name in one.names))
            patterns += [name for name in names if not is_capitals(name)]
        return tuple(dict.fromkeys(patterns))

    def actor_matches(self, actor: Actor) -> Callable[[str], bool]:
        """A test of one name as data write it: whether it is this actor or one of its members."""
        return matcher(self.data_names(actor))

    def kind_matches(self, kind: Kind, family: str) -> Callable[[str], bool] | None:
        """A test of a value of the kind column of a family; None when that family cannot tell this kind."""
        for name, patterns in kind.matches:
            if name == family:
                return matcher(patterns)
        return None

    def nearest(self, name: str, what: Sort, n: int = 3) -> tuple[str, ...]:
        """The known names nearest to one that is not known, best first, one for each entry."""
        from rapidfuzz import fuzz, process

        tables = self._tables
        names: Names[Place] | Names[Kind] | Names[Actor] = tables.actor_names
        if what == "place":
            names = tables.place_names
        elif what == "kind":
            names = tables.kind_names
        entries = {key: entry.id for key, entry in names.holding()}
        shown = names.known()
        scored = process.extract(fold(name), list(entries), scorer=fuzz.ratio, limit=4 * n + 8)
        # A prefix or an abbreviation is near too, so a partial comparison joins where the first finds little.
        scored += process.extract(fold(name), list(entries), scorer=fuzz.WRatio, limit=4 * n, score_cutoff=85)
        found: dict[str, str] = {}
        for key, score, _ in sorted(scored, key=lambda item: (-item[1], item[0])):
            if score >= 55:
                found.setdefault(entries[key], shown[key])
        return tuple(found.values())[:n]

    def clashes(self) -> tuple[tuple[Sort, str, str, str], ...]:
        """Names that two entries share, as (sort, id of the entry that has it, id of the other, name)."""
        tables = self._tables
        found: list[tuple[Sort, str, str, str]] = []
        found += [("place", c.first, c.second, c.name) for c in tables.place_names.clashes]
        found += [("kind", c.first, c.second, c.name) for c in tables.kind_names.clashes]
        found += [("actor", c.first, c.second, c.name) for c in tables.actor_names.clashes]
        return tuple(found)

    def _family(self, actor: Actor) -> tuple[Actor, ...]:
        """An actor, its members and their members, each once."""
        found: dict[str, Actor] = {}
        waiting = [actor]
        while waiting:
            current = waiting.pop(0)
            if current.id in found:
                continue
            found[current.id] = current
            waiting += filter(None, map(self.actor_by_id, current.members))
        return tuple(found.values())
