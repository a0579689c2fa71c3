"""Reads the built-in entries from the TOML files beside this module.

Imports ``model``, ``governments``, ``lookup``, ``extending`` and the standard library. A file is a table of entries by
id. For entries that name no source its table ``[defaults]`` gives one, or its table ``[sources]`` one for each group of
spellings (ucdp, acled).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import governments
from onrecord.vocabulary.extending import extend_actor
from onrecord.vocabulary.lookup import Vocabulary, is_country

PLACES = ("countries.toml", "regions.toml")
KINDS = ("kinds.toml",)
ACTORS = ("classes.toml", "actors.toml")

Entry = dict[str, Any]


@cache
def load_builtin() -> Vocabulary:
    """The built-in vocabulary; read once."""
    places = tuple(_place(identifier, entry) for identifier, entry in _entries(PLACES))
    kinds = tuple(_kind(identifier, entry) for identifier, entry in _entries(KINDS))
    actors = tuple(_actor(identifier, entry) for identifier, entry in _entries(ACTORS))
    # A written entry with the id of a government adds names to the one that comes by rule.
    governed = {governments.PREFIX + governments.slug(place.name): place for place in places if is_country(place)}
    actors = tuple(
        extend_actor(governments.government(governed[actor.id]), actor) if actor.id in governed else actor
        for actor in actors
    )
    return Vocabulary(places, kinds, actors)


def _entries(files: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    for file in files:
        text = Path(__file__).with_name(file).read_text(encoding="utf-8")
        tables: dict[str, Entry] = tomllib.loads(text)
        defaults, sources = tables.pop("defaults", {}), tables.pop("sources", {})
        for identifier, entry in tables.items():
            if sources and "source" not in entry:
                defaults = {"source": "; ".join(sources[group] for group in entry["spellings"])}
            yield identifier, {**defaults, **entry}


def _place(identifier: str, entry: Entry) -> Place:
    return Place(
        id=identifier,
        adjectives=tuple(entry.get("adjectives", ())),
        members=tuple(entry.get("members", ())),
        codes=tuple((scheme, code) for scheme, codes in _lists(entry, "codes") for code in codes),
        **_common(entry),
    )


def _kind(identifier: str, entry: Entry) -> Kind:
    return Kind(
        id=identifier,
        matches=tuple(_lists(entry, "matches")),
        directed=bool(entry.get("directed", False)),
        **_common(entry),
    )


def _actor(identifier: str, entry: Entry) -> Actor:
    return Actor(
        id=identifier,
        spellings=tuple(spelling for _, listed in _lists(entry, "spellings") for spelling in listed),
        members=tuple(entry.get("members", ())),
        theatre=tuple(entry.get("theatre", ())),
        shared=tuple(entry.get("shared", ())),
        **_common(entry),
    )


def _common(entry: Entry) -> Entry:
    return {
        "name": entry["name"],
        "source": entry["source"],
        "aliases": tuple(entry.get("aliases", ())),
        "names": tuple((language, name) for language, names in _lists(entry, "names") for name in names),
    }


def _lists(entry: Entry, field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A table of texts or lists of texts, as (key, tuple) pairs."""
    for key, value in entry.get(field, {}).items():
        yield key, (value,) if isinstance(value, str) else tuple(value)
