"""Which values of a column a measure means: references of a reading, resolved against the values a dataset holds.

A predicate is a set of values of one column. Every measure is a combination of predicates; two measures that ask a
column for the same set share the predicate, and values that no predicate tells apart share a class
(``onrecord.data.classes``). Imports the model and the vocabulary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.data.extent import scheme_of
from onrecord.model.dataset import Dataset
from onrecord.model.reading import Ref
from onrecord.vocabulary import Vocabulary, fits, fold

_SORTS_OF_AREA = frozenset(
    {"province", "state", "region", "city", "district", "governorate", "department", "prefecture", "county"}
    | {"municipality", "division", "oblast", "cercle", "commune", "wilaya", "of"}
)
"""Words that datasets put before or after the name of an area, and sentences often leave out."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last year in which the rows of a country name a division; its level is 1 or 2."""

    level: int
    country: str
    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Values:
    """The distinct values of a dataset's columns, as far as its measures need them."""

    dataset: Dataset
    vocabulary: Vocabulary
    kinds: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def family(self) -> str:
        """Whose terms the dataset speaks."""
        return str(self.dataset.family)

    @property
    def scheme(self) -> str | None:
        """The scheme of the dataset's country codes; GDELT's clash with ISO's."""
        return scheme_of(self.dataset.family)

    @cached_property
    def missing_places(self) -> dict[tuple[tuple[Ref, ...], bool], str]:
        """Why the dataset has no data for some places, as far as it was asked; kept by ``answerable``."""
        return {}

    @cached_property
    def country_ids(self) -> dict[str, str]:
        """The place id of each raw country value; the raw value itself where nobody knows it."""
        return {raw: self.place_id(raw) for raw in self.dataset.countries}

    def place_id(self, raw: str) -> str:
        """The place id of a raw country value, by the dataset's own codes first."""
        place = self.vocabulary.place_of_country(raw, self.scheme)
        return place.id if place else raw

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The single names inside each value of the side columns: joint actors are split."""
        separator = self.dataset.separator
        return {side: split_names(side, separator) for side in self.sides}

    @cached_property
    def _sides_by_name(self) -> dict[str, list[str]]:
        """The side values by each single name in them."""
        index: dict[str, list[str]] = {}
        folded: dict[str, str] = {}
        for side, names in self.names.items():
            for name in names:
                known = folded.get(name)
                if known is None:
                    known = folded[name] = fold(name)
                index.setdefault(known, []).append(side)
        return index

    @cached_property
    def _joint_sides(self) -> dict[str, list[str]]:
        """The joint side values by all their names together, as a reference can name them."""
        index: dict[str, list[str]] = {}
        for side, names in self.names.items():
            if len(names) != 1 or names[0] != side:
                index.setdefault(fold(side), []).append(side)
        return index

    def _sides_called(self, folded: str) -> list[str]:
        """The side values in which a name stands, or that it is as a whole."""
        found = self._sides_by_name.get(folded, [])
        # Only a name with the separator in it can be a joint one, and few are asked for.
        if fold(self.dataset.separator) in folded:
            return found + self._joint_sides.get(folded, [])
        return found

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._sides_by_name)

    def sides_of(self, refs: Iterable[Ref]) -> frozenset[str]:
        """The side values in which any of the actors stands, alone or jointly."""
        wanted = tuple(refs)
        known = self._sides_of.get(wanted)
        if known is None:
            known = self._sides_of[wanted] = frozenset(side for ref in wanted for side in self._sides_of_one(ref))
        return known

    @cached_property
    def _sides_of(self) -> dict[tuple[Ref, ...], frozenset[str]]:
        return {}

    def _sides_of_one(self, ref: Ref) -> set[str]:
        if ref.raw:
            return set(self._sides_called(fold(ref.id)))
        actor = self.vocabulary.actor_by_id(ref.id)
        found: set[str] = set()
        for pattern in self.vocabulary.data_names(actor) if actor else ():
            folded = fold(pattern)
            if "*" not in folded:
                found.update(self._sides_called(folded))
                continue
            for name in self._starting_with(folded.partition("*")[0]):
                if fits(name, folded):
                    found.update(self._sides_by_name[name])
        return found

    def _starting_with(self, start: str) -> list[str]:
        """The folded names that begin with ``start``; few, where 8,000 would have to be tried."""
        names = self._sorted_names
        low = bisect_left(names, start)
        high = low
        while high < len(names) and names[high].startswith(start):
            high += 1
        return names[low:high]

    def is_one(self, name: str, refs: Iterable[Ref]) -> bool:
        """Whether a single name of the data is one of the actors."""
        for ref in refs:
            actor = None if ref.raw else self.vocabulary.actor_by_id(ref.id)
            if (ref.raw and fold(ref.id) == fold(name)) or (actor and self.vocabulary.actor_matches(actor)(name)):
                return True
        return False

    def countries_of(self, refs: Iterable[Ref]) -> frozenset[str]:
        """The raw country values that lie in any of the places."""
        wanted: set[str] = set()
        for ref in refs:
            wanted |= self.country_set(ref)
        return frozenset(raw for raw, identifier in self.country_ids.items() if identifier in wanted)

    def country_set(self, ref: Ref) -> set[str]:
        """The ids of the countries a place consists of."""
        place = self.vocabulary.place_by_id(ref.id)
        if place is None:
            return {ref.id}
        return set(self.vocabulary.countries(place)) or {place.id}

    @cached_property
    def _areas_by_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for area in self.areas:
            index.setdefault(fold(area), []).append(area)
        return index

    @cached_property
    def _areas_by_bare_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for area in self.areas:
            index.setdefault(bare_area(area), []).append(area)
        return index

    def areas_of(self, names: Iterable[str]) -> frozenset[str]:
        """The values of the area columns that are one of the names, whatever their case and accents.

        The sort of the area may be left out: "Kidal" is "Kidal" and "Kidal region". A name with its sort is that one
        where the data have it ("Kidal cercle" is not the region); else "Bangui prefecture" finds "Bangui province".
        """
        found: set[str] = set()
        for name in names:
            folded, bare = fold(name), bare_area(name)
            known = self._areas_by_name.get(folded, [])
            if folded == bare or not known:
                known = known + self._areas_by_bare_name.get(bare, [])
            found.update(known)
        return frozenset(found)

    def area_notes(self, names: Iterable[str]) -> tuple[str, ...]:
        """Says which values were counted for a name, where the data write it in another way than by case or accents."""
        notes = []
        for name in names:
            known = sorted(self.areas_of((name,)))
            if any(fold(value) != fold(name) for value in known):
                notes.append(f'for "{name}" is counted what the data call {" or ".join(map(_quoted, known))}')
        return tuple(notes)

    def kinds_of(self, refs: Iterable[Ref]) -> frozenset[str] | None:
        """The kind values that are of any of the kinds; ``None`` where the dataset's terms cannot tell one."""
        found: set[str] = set()
        for ref in refs:
            if ref.raw:
                found.update(value for value in self.kinds if value == ref.id)
                continue
            kind = self.vocabulary.kind_by_id(ref.id)
            matches = self.vocabulary.kind_matches(kind, self.family) if kind else None
            if kind is None:
                return None
            if matches is None:
                # A mapped file of a person's own names kinds in words.
                own = [value for value in self.kinds if self.vocabulary.kind(value) == kind]
                if self.family != "events" or not own:
                    return None
                found.update(own)
            else:
                found.update(value for value in self.kinds if matches(value))
        return frozenset(found)

    @cached_property
    def directed(self) -> frozenset[str]:
        """The kind values whose first side is the perpetrator."""
        found: set[str] = set()
        for kind in self.vocabulary.kinds:
            if kind.directed:
                found |= self.kinds_of((Ref(kind.id),)) or frozenset()
        return frozenset(found)


def _quoted(name: str) -> str:
    return f'"{name}"'


def is_nobody(name: str) -> bool:
    """Whether a side stands for civilians, who are no actor: "Civilians" in UCDP, "Civilians (Mali)" in ACLED."""
    return fold(name).partition(" (")[0] == "civilians"


def bare_area(name: str) -> str:
    """An area's folded name without the sort of area at its end or beginning: "Rakhine state" is "rakhine"."""
    words = [word for word in fold(name).split() if word not in _SORTS_OF_AREA]
    return " ".join(words) or fold(name)


def without_sort(name: str) -> str:
    """An area's name as the data write it, without its sort: "Rakhine state" is "Rakhine"."""
    return " ".join(word for word in name.split() if fold(word) not in _SORTS_OF_AREA) or name


def split_names(side: str, separator: str) -> tuple[str, ...]:
    """The single names inside a value of a side column."""
    mark = separator.strip() or ","
    if mark not in side:  # nearly all
        name = side.strip()
        return (name,) if name else ()
    return tuple(part for name in side.split(mark) if (part := name.strip()))
