"""What the vocabulary knows: places, kinds of violence and actors, each with its source.

The entries are data (``onrecord/vocabulary/*.toml`` and a dossier's ``vocabulary.toml``); this module says what
they are. ``onrecord.vocabulary`` loads them and finds them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a region made of countries.

    ``id`` is the ISO 3166-1 alpha-3 code of a country ("MLI") or a slug of a region ("sahel").
    ``name`` is the canonical English name as it stands after "in": "Mali", "the Sahel".
    ``aliases`` are all other names and the spellings of datasets; ``names`` holds (language, name) pairs.
    ``members`` are the ids of the countries of a region, empty for a country. ``adjectives`` are English and
    French demonyms and adjectives ("Malian"). ``source`` says where the definition comes from.
    """

    id: str
    name: str
    source: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of violence, in the terms of each family of datasets.

    ``name`` is the canonical English noun phrase in the plural ("attacks on civilians"). ``matches`` maps a data
    family ("ucdp", "acled", "gdelt") to patterns over its kind column as ``onrecord.data`` normalises it: exact
    codes for UCDP ("1", "2", "3"); "event_type/sub_event_type/target" with ``*`` wildcards for ACLED;
    CAMEO root or event codes with ``*`` for GDELT. A family that is absent cannot tell this kind.
    ``directed`` kinds have a perpetrator (the first side) and victims.
    """

    id: str
    name: str
    source: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    matches: tuple[tuple[str, tuple[str, ...]], ...] = ()
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed group, a state's forces, or a class of groups.

    ``name`` is the canonical English name as it stands after "by" or "involving". ``aliases`` are other names;
    ``spellings`` are the names exactly as datasets write them, with ``*`` as a wildcard ("Government of *").
    ``members`` are ids of other actors whose spellings belong to this one too. ``theatre`` lists place ids where
    the group is active: they tell groups apart that have a name in common, one of ``shared`` ("UPC"), and filter
    nothing. ``source`` says where the entry comes from.
    """

    id: str
    name: str
    source: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    theatre: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event that a dossier dates, so that sentences can say "since the coup". It counts from its ``day``.

    ``name``, ``aliases`` and ``names`` ((language, name) pairs) are what sentences call it. ``place`` is the name of
    the place it happened in: where one is given, a sentence that speaks of other places only does not mean it.
    """

    id: str
    name: str
    day: date
    source: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    place: str = ""
