"""From slots to measures: what an amount can mean, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model.reading import ActorTerm, Measure, Quantity, RateUnit, Ref, Role
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.roles import (
    ONE_SIDED,
)
from onrecord.reading.prose.slots import Slots
from onrecord.vocabulary import WORLD


@dataclass(frozen=True, slots=True)
class Meant:
    """A measure the slots can mean. ``blocks`` says that it is as likely as the first, so that the two must agree."""

    measure: Measure
    blocks: bool = False


def measures(slots: Slots, context: Context, default: str = "") -> tuple[Meant, ...]:
    """The measures that slots can mean, the likeliest first; none if they do not say what is counted."""
    if slots.broken or (slots.rated and (slots.per is None or slots.per.unit is not RateUnit.PEOPLE)):
        return ()
    if slots.averaged and slots.per is None:
        return ()  # an average of what? The sum is something else
    if slots.single or (slots.each and not slots.averaged):
        return ()  # one attack is not all of them, and "in every year" is no average
    if slots.attacks and slots.kinds and slots.kinds != (Ref(ONE_SIDED),):
        return ()  # "attacks and clashes"
    if slots.civilians and slots.quantity == "events" and not (slots.kinds or slots.attacks):
        return ()
    if slots.areas and not slots.places:
        within = context.area_countries(slots.areas)
        if len(within) != 1:
            return ()
        slots = replace(slots, places=within)
    if slots.series:
        if slots.quantity or slots.implied or slots.kinds or slots.attacks or slots.actors or slots.civilians:
            return ()  # "peacekeepers killed" is another quantity than peacekeepers
        return (Meant(Measure(Quantity.SERIES, places=_everywhere(slots.places), series=slots.series)),)
    found: list[Meant] = []
    for blocks, (quantity, kinds) in _quantities(slots, default):
        for number, terms in enumerate(_terms(slots, context)):
            places = _everywhere(slots.places) if slots.places else _home(terms, context)
            measure = Measure(quantity, kinds, terms, places, slots.areas)
            if measure not in [one.measure for one in found]:
                found.append(Meant(measure, bool(found) and (blocks or number > 0)))
    return tuple(found)


def _everywhere(places: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """No place is the whole world."""
    return () if places == (Ref(WORLD),) else places


def _home(terms: tuple[ActorTerm, ...], context: Context) -> tuple[Ref, ...]:
    """The one country that all data are about, where the actors named are its own: "Myanmar's army killed ..."."""
    home = context.country
    named = [ref for term in terms for ref in term.actors]
    if not home or not named or not all(context.is_of(ref, home) for ref in named):
        return ()
    return (Ref(home),)


def _quantities(slots: Slots, default: str) -> list[tuple[bool, tuple[Quantity, tuple[Ref, ...]]]]:
    quantity = slots.quantity
    one_sided = (Ref(ONE_SIDED),)
    if quantity in ("countries", "areas", "actors"):
        kinds = slots.kinds or (one_sided if slots.civilians else ())
        if slots.attacks and not kinds:
            return [(False, (Quantity(quantity), ())), (True, (Quantity(quantity), one_sided))]
        return [(False, (Quantity(quantity), kinds))]
    if slots.civilians and quantity == "" and slots.attacks:
        return [(False, (Quantity.EVENTS, one_sided))]
    if slots.civilians and (quantity == "deaths" or (not quantity and slots.implied == "deaths")):
        # Civilians killed are counted in attacks on civilians, as UCDP does; deaths of civilians in events of any
        # kind are the other meaning, where the data have them.
        if slots.attacks or not slots.kinds or slots.kinds == one_sided:
            return [(False, (Quantity.DEATHS, one_sided)), (False, (Quantity.CIVILIAN_DEATHS, slots.kinds))]
        return [(False, (Quantity.CIVILIAN_DEATHS, slots.kinds))]
    if quantity == "deaths" or (not quantity and slots.implied == "deaths"):
        if slots.attacks and not slots.kinds and not any(Role.AGAINST in roles for roles, _ in slots.actors):
            return [(False, (Quantity.DEATHS, one_sided)), (True, (Quantity.DEATHS, ()))]
        return [(False, (Quantity.DEATHS, slots.kinds))]
    if slots.attacks and not slots.kinds:
        if any(Role.AGAINST in roles for roles, _ in slots.actors):
            return [(False, (Quantity.EVENTS, ()))]  # attacks on an armed actor are not attacks on civilians
        return [(False, (Quantity.EVENTS, one_sided)), (True, (Quantity.EVENTS, ()))]
    if quantity == "events" or slots.kinds:
        return [(False, (Quantity.EVENTS, slots.kinds))]
    if default == "events":
        return [(False, (Quantity.EVENTS, slots.kinds))]
    if default == "deaths":
        return [(False, (Quantity.DEATHS, slots.kinds))]
    if slots.counted and slots.implied != "violence":
        return [(False, (Quantity.EVENTS, ()))]
    if slots.implied == "violence" or slots.violence:
        return [(False, (Quantity.DEATHS, ())), (True, (Quantity.EVENTS, ()))]
    return []


def _terms(slots: Slots, context: Context) -> list[tuple[ActorTerm, ...]]:
    """The actor terms, in each combination of roles that is possible."""
    if not slots.actors:
        return [()]
    combined: list[tuple[ActorTerm, ...]] = [()]
    one_sided = slots.civilians or slots.kinds == (Ref(ONE_SIDED),)
    for roles, refs in slots.actors:
        if one_sided and Role.BY in roles:
            roles = (Role.BY,)
        elif roles == (Role.BY,) and not slots.kinds and not slots.attacks:
            roles = (Role.BY, Role.INVOLVING)  # whom did they kill: civilians, or soldiers too?
        named = tuple(context.actor_in(ref, slots.places) for ref in refs)
        combined = [(*terms, ActorTerm(role, named)) for role in roles for terms in combined]
    return combined[:4]
