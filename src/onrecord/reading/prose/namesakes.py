"""Names that several groups have: the country that the sentence names tells which is meant.

"The UPC" is one group in the Central African Republic and another in the Democratic Republic of Congo. Where the
sentence names no country, or one in which two of them are active, the name stays unread. Imports the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.reading import Ref
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.symbols import Symbol


def told_apart(symbols: Sequence[Symbol], context: Context) -> tuple[Symbol, ...]:
    """The symbols with each shared name as the one actor it can mean, or as a word that nobody knows."""
    if not any(symbol.has("shared") and not symbol.has("actor") for symbol in symbols):
        return tuple(symbols)
    countries = _countries(symbols, context)
    found = []
    for at, symbol in enumerate(symbols):
        if not symbol.has("shared") or symbol.has("actor"):
            found.append(symbol)
            continue
        uses = {use: value for use, value in symbol.uses.items() if use != "shared"}
        meant = [one for one in symbol.uses["shared"].split("|") if _active(one, countries, context)]
        if _named_after(symbols, at):
            uses["epithet"] = "epithet"  # "Maoist rebels of the CPI-Maoist"
        elif len(meant) == 1:
            uses = {"actor": meant[0]}
        found.append(replace(symbol, uses=uses))
    return tuple(found)


def _countries(symbols: Sequence[Symbol], context: Context) -> frozenset[str]:
    """The ids of the countries that a sentence names; none if it names a region or the world too."""
    found: set[str] = set()
    for symbol in symbols:
        place, area = symbol.get("place"), symbol.get("area")
        if place is not None:
            refs = (Ref(place),)
            if context.is_region(refs):
                return frozenset()
            found.update(context.countries(refs) or ())
        elif area is not None:
            found.update(ref.id for ref in context.area_countries(tuple(area.split("|"))))
    return frozenset(found)


def _active(identifier: str, countries: frozenset[str], context: Context) -> bool:
    """Whether an actor is known to be active in one of the countries."""
    actor = context.vocabulary.actor_by_id(identifier)
    return actor is not None and not countries.isdisjoint(actor.theatre)


def _named_after(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether the actor itself is named right after: "Maoist rebels of the CPI-Maoist"."""
    for symbol in symbols[at + 1 : at + 4]:
        if set(symbol.gap) & set(",;:()"):
            return False
        if symbol.has("actor"):
            return True
        if not symbol.has("genitive", "article", "holder"):
            return False
    return False
