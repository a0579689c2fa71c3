"""What a stretch of a sentence says an amount is of: quantity, kinds, actors, places, periods.

``gather`` takes the items of a stretch and says which of them it used. Nothing is dropped: what it cannot place stays
unused, and a reading with an unused item is not a reading of the sentence. Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.precision import Unit
from onrecord.model.reading import Per, RateUnit, Ref, Role
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.roles import (
    ONE_SIDED,
    Roles,
    after,
    before,
    holders,
    is_between,
    is_passive,
    roles_of,
    sorts_of,
)

_LONG = (RateUnit.WEEK, RateUnit.MONTH, RateUnit.YEAR)

ALL_VIOLENCE = "organised-violence"

_STRETCHES = ("listed", "from to", "window")
"""Periods of several years, of which "combined" can be said."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The parts of an amount as a stretch of the sentence gives them.

    ``quantity`` is "deaths", "events", "countries", "areas", "actors" or nothing; ``implied`` one that a word such as
    "deadliest" brings along. ``counted`` says that violence was named by its events ("attacks and clashes"),
    ``attacks`` that "attacks" was written without saying on whom. ``actors`` are terms, each with the roles it may
    have, the likeliest first. ``whens`` are the positions of the periods.
    """

    quantity: str = ""
    implied: str = ""
    civilians: bool = False
    kinds: tuple[Ref, ...] = ()
    violence: bool = False
    counted: bool = False
    attacks: bool = False
    actors: tuple[tuple[Roles, tuple[Ref, ...]], ...] = ()
    places: tuple[Ref, ...] = ()
    areas: tuple[str, ...] = ()
    per: Per | None = None
    whens: tuple[int, ...] = ()
    series: str = ""
    broken: bool = False
    rated: bool = False
    averaged: bool = False
    single: bool = False
    each: bool = False
    summed: bool = False
    bound: bool = False
    used: frozenset[int] = field(default_factory=frozenset)

    @property
    def says_what(self) -> bool:
        """Whether it says what is counted."""
        return bool(self.quantity or self.implied or self.kinds or self.attacks or self.series or self.counted)

    def over(self, base: Slots) -> Slots:
        """This, with what it leaves unsaid taken from ``base``."""
        own = bool(self.quantity or self.series or self.kinds or self.attacks)
        if base.bound and not self.kinds and not self.attacks:
            # "316 attacks on civilians, in which 707 people died": the deaths are those of the attacks
            own = False
        return replace(
            self,
            quantity=self.quantity or ("" if own and self.series else base.quantity),
            implied=self.implied or base.implied,
            civilians=self.civilians or (base.civilians and not (self.quantity or self.kinds)),
            kinds=self.kinds or (() if self.attacks or (own and self.quantity) else base.kinds),
            attacks=self.attacks or (base.attacks and not own),
            counted=self.counted or (base.counted and not own and not self.quantity),
            actors=self.actors or base.actors,
            places=self.places or base.places,
            areas=self.areas or (() if self.places else base.areas),
            per=self.per or base.per,
            rated=self.rated or base.rated,
            averaged=self.averaged or base.averaged,
            single=self.single or base.single,
            each=self.each or base.each,
            series=self.series or ("" if own else base.series),
            broken=self.broken or base.broken,
        )


def gather(items: Sequence[Item], indexes: Iterable[int], context: Context) -> Slots:
    """The slots of a stretch of items."""
    slots = Slots()
    used: set[int] = set()
    order = list(indexes)
    for index in order:
        item = items[index]
        taken: Slots | None = None
        if item.sort == "place":
            near = any(items[i].sort == "place" for i in range(max(0, index - 2), index))
            apart = bool(slots.places) and not near and "(" not in item.gap
            taken = None if apart or _of_people(items, index) else _with_places(slots, item, context)
        elif item.sort == "area":
            taken = replace(slots, areas=item.names) if not slots.areas and not _of_people(items, index) else None
            following = items[index + 1] if index + 1 < len(items) else None
            if following and following.has("people", "attacks") and not item.owner and "at" not in item.led:
                taken = None  # "Karen civilians": a people, not the state
            used |= sorts_of(items, index)
        elif item.sort == "actor":
            roles, around = roles_of(items, index)
            if roles and not any(refs == item.refs for _, refs in slots.actors):
                terms = ((roles, item.refs),)
                if item.joined == "and" and is_between(items, index) and len(item.refs) == 2:
                    terms = tuple(((Role.INVOLVING,), (ref,)) for ref in item.refs)  # type: ignore[assignment]
                taken = replace(slots, actors=(*slots.actors, *terms))
                used |= holders(items, index) | around
        elif item.sort == "kind":
            taken = _with_kinds(slots, item)
        elif item.sort == "when":
            taken = replace(slots, whens=(*slots.whens, index))
            if item.when is not None and item.when.how == "in" and "range" in item.led:
                taken = None  # "from March 2018": until when?
        elif item.sort == "rate":
            taken = replace(slots, per=item.rate) if slots.per is None else None
            if item.uses.get("every") in ("each", "every") and item.rate is not None and item.rate.unit in _LONG:
                slots = taken = replace(slots, each=True, per=item.rate)
        elif item.sort == "word":
            taken = _with_word(slots, items, index, context)
        if taken is not None:
            slots = taken
            used.add(index)
        elif item.sort in ("place", "area", "rate"):
            slots = replace(slots, broken=True)
        if index and items[index - 1].has("but") and item.sort in ("place", "actor", "when"):
            slots = replace(slots, broken=True)  # "in Africa but Mali", "in every year but 2015"
    years = any(items[i].when is not None and items[i].when.how in _STRETCHES for i in slots.whens)  # type: ignore[union-attr]
    if slots.summed and not (len(slots.places) > 1 or len(slots.areas) > 1 or years):
        used -= {i for i in used if items[i].has("summed")}
    return replace(slots, used=frozenset(used))


def _with_places(slots: Slots, item: Item, context: Context) -> Slots | None:
    if item.joined == "or" or item.led.get("agent") == "against" or ("base" in item.led and slots.places):
        return None  # "in Mali or Niger" is no sum of the two; "the war with Mali" is not in Mali
    if not slots.places:
        return replace(slots, places=item.refs)
    if set(item.refs) <= set(slots.places):
        return slots
    if "(" in item.gap and context.is_region(slots.places):
        return replace(slots, places=item.refs)
    # "across the Sahel (Mali, Burkina Faso ...)": a list in brackets says which countries are meant; "in Mali, in the
    # Sahel": the smaller place is meant.
    mine, other = context.countries(slots.places), context.countries(item.refs)
    if not ("at" in item.led or item.owner or item.adjective or "(" in item.gap or "," in item.gap):
        return None
    if other is not None and (mine is None or set(other) < set(mine)) and len(item.refs) >= 1:
        return replace(slots, places=item.refs)
    if mine is not None and (other is None or set(mine) < set(other)):
        return slots
    return None


def _of_people(items: Sequence[Item], index: int) -> bool:
    """Whether a place says whose people they are, or who killed: "50 people from Mali", "Mali killed more people"."""
    item = items[index]
    led = items[index - 1] if index else None
    if item.adjective and item.text[-1:] == "s" and item.text[-2:] not in ("is", "es", "us", "ss"):
        return True  # "50 Malians": wherever they were
    if led is not None and led.get("agent") == "by" and index > 1 and items[index - 2].has("kill", "attacks"):
        return True  # "killed by Mali"
    if led is not None and led.has("genitive", "from") and index > 1 and items[index - 2].has("people"):
        return True
    following = after(items, index)
    if following is None or item.owner or item.adjective or "at" in item.led:
        return False
    kills = items[following].get("kill") in ("killed", "claimed") and items[following].text[-2:] != "ng"
    return kills and not is_passive(items, following)


def _with_kinds(slots: Slots, item: Item) -> Slots | None:
    refs = tuple(ref for ref in item.refs if ref.id != ALL_VIOLENCE)
    if not refs:
        return replace(slots, violence=True, counted=slots.counted or item.has_use("events"))
    if slots.kinds and slots.kinds != refs:
        return None
    return replace(slots, kinds=refs)


def _joined_counts(items: Sequence[Item], index: int) -> bool:
    """Whether a word for what is counted is joined by "and" to another: attacks and deaths."""
    counted = ("attacks", "events", "deaths")
    at = index - 1
    while at > 0 and items[at].has("article") and not items[at].has("and"):
        at -= 1
    if at < 1 or not items[index].has(*counted, "people") or not items[at].has("and"):
        return False
    return items[at - 1].has(*counted) or items[at - 1].sort == "kind"


def _with_word(slots: Slots, items: Sequence[Item], index: int, context: Context) -> Slots | None:
    item = items[index]
    if _joined_counts(items, index):
        return replace(slots, broken=True)  # "attacks and deaths rose" says two things
    if item.has("series"):
        return replace(slots, series=item.get("series")) if slots.series in ("", item.get("series")) else None
    if item.has("deaths"):
        return replace(slots, quantity="deaths") if slots.quantity in ("", "deaths") else None
    if item.has("kill"):
        return _killed(slots, items, index)
    if item.has("people"):
        if item.get("people") == "civilians":
            lead = items[index - 1] if index else None
            # "attacks by civilians", "civilian attacks": civilians who do, not who suffer
            does = (lead is not None and lead.has("agent")) or (
                index + 1 < len(items) and items[index + 1].has("attacks")
            )
            verb = after(items, index)
            does = does or (verb is not None and items[verb].has("responsible", "does"))
            return None if does else replace(slots, civilians=True)
        return slots
    if item.has("attacks", "events") and not item.text.casefold().endswith(("s", "x")) and "article" in item.led:
        slots = replace(slots, single=True)
    if item.has("attacks"):
        return replace(slots, attacks=True)
    if item.has("summed"):
        return replace(slots, summed=True)
    if item.has("target") and (slots.attacks or slots.violence or slots.quantity == "events"):
        return replace(slots, kinds=(Ref(ONE_SIDED),))
    if item.has("death_rate"):
        return replace(slots, quantity="deaths", rated=True)
    if item.has("events"):
        following = items[index + 1] if index + 1 < len(items) else None
        if slots.quantity == "deaths" and following is not None and following.get("agent") in ("involving", "by"):
            return slots  # "killed in events involving ..."
        return replace(slots, quantity="events") if slots.quantity in ("", "events") else None
    if item.has("lethal"):
        return slots if context.lethal_events else None
    if item.has("average"):
        following = items[index + 1] if index + 1 < len(items) else None
        # "the average attack killed three" tells of deaths for each attack
        single = following is not None and following.has("attacks", "events") and not following.text.endswith("s")
        return None if single else replace(slots, averaged=True)
    if item.has("direction"):
        return slots if slots.areas else None  # "Rakhine state, in the west of Myanmar"
    return None


def _may_kill(item: Item) -> bool:
    """Whether something can be what kills: an actor, or violence."""
    return item.sort in ("actor", "kind") or item.has("attacks", "events", "conflict_noun")


def _has_object_after(items: Sequence[Item], index: int) -> bool:
    """Whether "killed" is followed by those killed."""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or items[index].get("kill") != "killed" or (index and items[index - 1].has("be")):
        return False
    counted = following.number is not None and following.number.unit is Unit.COUNT and not following.gap.strip()
    return counted or following.has("people")


def _killed(slots: Slots, items: Sequence[Item], index: int) -> Slots | None:
    """ "killed": deaths; but who is said to have been killed must be people or civilians, not an armed group."""
    if items[index].has("takes") and not any(item.has("lives") for item in items[index + 1 : index + 4]):
        return None  # "took 50 lives", not "took 50 people"
    earlier = before(items, index)
    if earlier is not None and items[earlier].sort == "actor" and is_passive(items, index):
        return None
    following = after(items, index)
    beside = items[index - 1] if index else None
    if earlier is not None and items[earlier].has("people"):
        active = beside is not None and beside.has("do") and not beside.has("be")
        passive = beside is not None and beside.has("be")  # "50 lives were lost"
        if (items[index].get("kill") in ("claimed", "lost") and not passive) or (
            active and items[index].get("kill") == "killed"
        ):
            return None  # "50 people have killed": who kills, not who dies
    if _has_object_after(items, index) and not any(_may_kill(item) for item in items[:index]):
        return None  # "civilians killed 50 people"
    active = items[index].get("kill") == "killed" and not is_passive(items, index)
    if following is not None and items[following].sort == "actor" and active:
        return None
    if slots.quantity == "events" and earlier is not None and items[earlier].has("events"):
        # "violent incidents killed 50 people", "incidents that claimed 50 lives"
        return replace(slots, quantity="deaths") if active or items[index].get("kill") == "claimed" else None
    if slots.quantity == "events" and _by_events(items, index, active):
        return replace(slots, quantity="deaths")  # "events involving the RCSS left 90 people dead"
    return replace(slots, quantity="deaths") if slots.quantity in ("", "deaths") else None


def _by_events(items: Sequence[Item], index: int, active: bool) -> bool:
    """Whether events, named with who took part in them, are what killed."""
    events = [at for at in range(index) if items[at].has("events")]
    if not events or not (events[-1] + 1 < index and items[events[-1] + 1].get("agent") in ("involving", "by")):
        return False
    between = items[events[-1] + 1 : index]
    told = active or items[index].get("kill") == "claimed" or any(item.has("leaves") for item in between)
    return told and not any(item.has("be", "and", "comma") or item.gap.strip() for item in between)
