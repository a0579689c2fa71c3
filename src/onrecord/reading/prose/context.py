"""What the reader knows besides the sentence: the vocabulary, the data's divisions and series, and the dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.model.reading import Ref
from onrecord.reading.prose.events import Happening
from onrecord.vocabulary import WORLD, Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What sentences are read against.

    ``areas`` maps the folded words of a division to its names in the data, joined by "|", and ``area_places`` each of
    these names to the ids of its countries. ``series`` maps folded
    words to the quantity of a series. ``until`` is the last day the data can tell of. ``lethal_events`` says that
    every event of the data had a death, as UCDP's have: then "deadly incidents" are all incidents. ``only_series``
    says that all data are series. ``sources`` are the families of the data ("ucdp"): what a sentence may call its
    source. ``events`` maps the folded words of an event that a dossier defines to its day. ``country`` is the id of
    the one country that all data are about, or empty.
    """

    vocabulary: Vocabulary
    areas: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    area_places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    series: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    until: date | None = None
    since: date | None = None
    lethal_events: bool = True
    only_series: bool = False
    sources: frozenset[str] = frozenset({"ucdp"})
    events: Mapping[tuple[str, ...], Happening] = field(default_factory=dict)
    country: str = ""

    def countries(self, refs: tuple[Ref, ...]) -> tuple[str, ...] | None:
        """The countries of places; None for the whole world."""
        found: dict[str, None] = {}
        for ref in refs:
            place = self.vocabulary.place_by_id(ref.id)
            if ref.id == WORLD or place is None:
                return None
            found.update(dict.fromkeys(self.vocabulary.countries(place)))
        return tuple(found)

    def area_countries(self, areas: tuple[str, ...]) -> tuple[Ref, ...]:
        """The countries in which the data have divisions of these names."""
        found = {country for area in areas for country in self.area_places.get(area, ())}
        return tuple(Ref(country) for country in sorted(found))

    def is_of(self, actor: Ref, country: str) -> bool:
        """Whether an actor is a country's government or a group that is active in it alone."""
        known = self.vocabulary.actor_by_id(actor.id)
        return not actor.raw and known is not None and known.theatre == (country,)

    def is_region(self, refs: tuple[Ref, ...]) -> bool:
        """Whether refs name the world or a region rather than countries."""
        if len(refs) != 1:
            return False
        place = self.vocabulary.place_by_id(refs[0].id)
        return refs[0].id == WORLD or bool(place and place.members)

    def actor_in(self, ref: Ref, places: tuple[Ref, ...]) -> Ref:
        """ "Government forces" in a sentence on one country are those of its government."""
        if ref.id != "state-forces" or len(places) != 1 or self.is_region(places):
            return ref
        place = self.vocabulary.place_by_id(places[0].id)
        government = self.vocabulary.government(place) if place else None
        return Ref(government.id) if government else ref
