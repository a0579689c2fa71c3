"""What a stretch of a sentence says an amount is of: quantity, kinds, actors, places, periods.

``gather`` takes the items of a stretch and says which of them it used. Nothing is dropped: what it cannot place stays
unused, and a reading with an unused item is not a reading of the sentence. Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model.reading import ActorTerm, Measure, Per, Quantity, RateUnit, Ref, Role
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.items import Item
from onrecord.vocabulary import WORLD

ALL_VIOLENCE = "organised-violence"
ONE_SIDED = "attacks-on-civilians"
CLASHES = "clashes"
STATE_FORCES = "state-forces"

Roles = tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Slots:
    """The parts of an amount as a stretch of the sentence gives them.

    ``quantity`` is "deaths", "events", "countries", "areas", "actors" or nothing; ``implied`` one that a word such as
    "deadliest" brings along. ``attacks`` says that "attacks" was written without saying on whom. ``actors`` are terms,
    each with the roles it may have, the likeliest first. ``whens`` are the positions of the periods.
    """

    quantity: str = ""
    implied: str = ""
    civilians: bool = False
    kinds: tuple[Ref, ...] = ()
    violence: bool = False
    attacks: bool = False
    actors: tuple[tuple[Roles, tuple[Ref, ...]], ...] = ()
    places: tuple[Ref, ...] = ()
    areas: tuple[str, ...] = ()
    per: Per | None = None
    whens: tuple[int, ...] = ()
    series: str = ""
    broken: bool = False
    spread: bool = False
    rated: bool = False
    bound: bool = False
    used: frozenset[int] = field(default_factory=frozenset)

    @property
    def says_what(self) -> bool:
        """Whether it says what is counted."""
        return bool(self.quantity or self.implied or self.kinds or self.attacks or self.series)

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
            actors=self.actors or base.actors,
            places=self.places or base.places,
            areas=self.areas or (() if self.places else base.areas),
            per=self.per or base.per,
            rated=self.rated or base.rated,
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
            taken = _with_places(slots, item, context)
        elif item.sort == "area":
            taken = replace(slots, areas=item.names) if not slots.areas else None
            used |= _sorts_of(items, index)
        elif item.sort == "actor":
            roles, around = roles_of(items, index)
            if roles and not any(refs == item.refs for _, refs in slots.actors):
                terms = ((roles, item.refs),)
                if item.joined == "and" and _between(items, index) and len(item.refs) == 2:
                    terms = tuple(((Role.INVOLVING,), (ref,)) for ref in item.refs)  # type: ignore[assignment]
                taken = replace(slots, actors=(*slots.actors, *terms))
                used |= _holders(items, index) | around
        elif item.sort == "kind":
            taken = _with_kinds(slots, item)
        elif item.sort == "when":
            taken = replace(slots, whens=(*slots.whens, index))
        elif item.sort == "rate":
            taken = replace(slots, per=item.rate) if slots.per is None else None
        elif item.sort == "word":
            taken = _with_word(slots, items, index, context)
        if taken is not None:
            slots = taken
            used.add(index)
        elif item.sort in ("place", "area", "rate"):
            slots = replace(slots, broken=True)
    return replace(slots, used=frozenset(used))


def _with_places(slots: Slots, item: Item, context: Context) -> Slots | None:
    if not slots.places:
        return replace(slots, places=item.refs, spread=item.joined == "or")
    if set(item.refs) <= set(slots.places):
        return slots
    if "(" in item.gap and context.is_region(slots.places):
        return replace(slots, places=item.refs)
    # "across the Sahel (Mali, Burkina Faso ...)": a list in brackets says which countries are meant; "in Mali, in the
    # Sahel": the smaller place is meant.
    mine, other = context.countries(slots.places), context.countries(item.refs)
    if other is not None and (mine is None or set(other) < set(mine)) and len(item.refs) >= 1:
        return replace(slots, places=item.refs)
    if mine is not None and (other is None or set(mine) < set(other)):
        return slots
    return None


def _with_kinds(slots: Slots, item: Item) -> Slots | None:
    refs = tuple(ref for ref in item.refs if ref.id != ALL_VIOLENCE)
    if not refs:
        return replace(slots, violence=True)
    if slots.kinds and slots.kinds != refs:
        return None
    return replace(slots, kinds=refs)


def _with_word(slots: Slots, items: Sequence[Item], index: int, context: Context) -> Slots | None:
    item = items[index]
    if item.has("series"):
        return replace(slots, series=item.get("series"), quantity="")
    if item.has("deaths") and not _is_modifier(items, index):
        return replace(slots, quantity="deaths") if slots.quantity in ("", "deaths") else None
    if item.has("kill"):
        return _killed(slots, items, index)
    if item.has("people"):
        if item.get("people") == "civilians":
            return replace(slots, civilians=True)
        return slots
    if item.has("attacks"):
        return replace(slots, attacks=True)
    if item.has("target") and (slots.attacks or slots.violence or slots.quantity == "events"):
        return replace(slots, kinds=(Ref(ONE_SIDED),))
    if item.has("death_rate"):
        return replace(slots, quantity="deaths", rated=True)
    if item.has("events"):
        return replace(slots, quantity="events") if slots.quantity in ("", "events") else None
    if item.has("lethal"):
        return slots if context.lethal_events else None
    if item.has("average"):
        following = items[index + 1] if index + 1 < len(items) else None
        # "the average attack killed three" tells of deaths for each attack
        single = following is not None and following.has("attacks", "events") and not following.text.endswith("s")
        return None if single else slots
    if item.has("direction"):
        return slots if slots.areas else None  # "Rakhine state, in the west of Myanmar"
    return None


def _killed(slots: Slots, items: Sequence[Item], index: int) -> Slots | None:
    """ "killed": deaths; but who is said to have been killed must be people or civilians, not an armed group."""
    before = _before(items, index)
    if before is not None and items[before].sort == "actor" and is_passive(items, index):
        return None
    following = _after(items, index)
    active = items[index].get("kill") == "killed" and not is_passive(items, index)
    if following is not None and items[following].sort == "actor" and active:
        return None
    return replace(slots, quantity="deaths") if slots.quantity in ("", "deaths") else None


def _is_modifier(items: Sequence[Item], index: int) -> bool:
    return False


def is_passive(items: Sequence[Item], index: int) -> bool:
    """Whether "killed" says that somebody was killed."""
    if items[index].get("kill") in ("died", "left"):
        return True
    if index and items[index - 1].has("be"):
        return True
    before = _before(items, index)
    return before is not None and (items[before].has("people", "no") or items[before].sort == "number")


def _before(items: Sequence[Item], index: int) -> int | None:
    """The last item before that is no mere link."""
    for at in range(index - 1, -1, -1):
        if not (items[at].free and not items[at].has("agent", "people")):
            return at
    return None


def _after(items: Sequence[Item], index: int) -> int | None:
    for at in range(index + 1, len(items)):
        if not (items[at].free and not items[at].has("agent", "people")):
            return at
    return None


def roles_of(items: Sequence[Item], index: int) -> tuple[Roles, set[int]]:
    """The roles an actor may have where it stands, and the words that say so; none where it does nothing."""
    lead = _lead(items, index)
    if lead is not None:
        agent = items[lead].get("agent")
        if agent == "by":
            return (Role.BY,), {lead}
        if agent in ("involving", "between"):
            return (Role.INVOLVING,), {lead}
        if agent == "against":
            return (Role.AGAINST,), {lead}
    following = _after_holder(items, index)
    if following is None:
        return (), set()
    nxt = items[following]
    if nxt.has("does"):
        return ((Role.BY,) if nxt.get("does") == "commits" else (Role.INVOLVING,)), {following}
    if nxt.has("kill") and nxt.get("kill") in ("killed", "claimed") and not is_passive(items, following):
        return ((Role.BY,) if _has_object(items, following) else ()), set()
    if nxt.has("responsible"):
        return (Role.BY, Role.INVOLVING), {following}
    if nxt.has("linked"):
        return (Role.INVOLVING,), {following}
    if items[index].owner or nxt.has("attacks", "events", "deaths", "superlative") or nxt.sort in ("kind", "ordinal"):
        if nxt.sort == "kind" and nxt.refs[0].id == ONE_SIDED:
            return (Role.BY,), set()
        if items[index].owner and (nxt.has("attacks") or _next_kind(items, following) == ONE_SIDED):
            return (Role.BY,), set()
        if nxt.sort == "kind" and nxt.refs[0].id == CLASHES:
            return (Role.INVOLVING,), set()
        return (Role.INVOLVING, Role.BY), set()
    return (), set()


def _has_object(items: Sequence[Item], index: int) -> bool:
    """Whether it is said whom somebody killed: "killed 30 people", not "those killed in Mali"."""
    at = index + 1
    while at < len(items) and (items[at].has("degree", "average") or (items[at].free and not items[at].has("people"))):
        at += 1
    if at >= len(items):
        return False
    item = items[at]
    return item.sort in ("number", "place") or item.has(
        "people", "comparative", "superlative", "no", "single", "as", "deaths"
    )


def _next_kind(items: Sequence[Item], at: int) -> str:
    for item in items[at : at + 3]:
        if item.sort == "kind":
            return item.refs[0].id
    return ""


def _lead(items: Sequence[Item], index: int) -> int | None:
    """The agent word right before an actor, past articles and words such as "fighters of"."""
    at = index - 1
    while at >= 0 and index - at <= 4:
        if items[at].has("agent"):
            return at
        if not (items[at].free or items[at].has("holder", "no", "average")):
            return None
        at -= 1
    return None


def _after_holder(items: Sequence[Item], index: int) -> int | None:
    at = index + 1
    while at < len(items) and (
        items[at].has("holder", "be", "degree", "already", "not", "active")
        or items[at].sort in ("place", "area", "when")
        or (items[at].free and not _telling(items[at]))
    ):
        at += 1
    return at if at < len(items) else None


def _telling(item: Item) -> bool:
    return item.has("does", "kill", "responsible", "linked", "attacks", "events", "deaths", "superlative")


def _holders(items: Sequence[Item], index: int) -> set[int]:
    """The words around an actor that only say what sort of people it is: "fighters", "militants of"."""
    found: set[int] = set()
    at = index + 1
    while at < len(items) and items[at].has("holder", "linked"):
        found.add(at)
        at += 1
    at = index - 1
    while at >= 0 and (items[at].has("holder", "agent", "of") and index - at <= 3):
        if items[at].has("holder", "agent"):
            found.add(at)
        at -= 1
    return found


def _sorts_of(items: Sequence[Item], index: int) -> set[int]:
    """The words around a division that say what sort it is: "the prefecture of Ouham", "Ouham prefecture"."""
    found: set[int] = set()
    for after in (index + 1, index + 2):
        if after < len(items) and items[after].get("dimension") == "areas":
            found.add(after)
            break
        if after < len(items) and not items[after].has("article"):
            break
    at = index - 1
    while at >= 0 and index - at <= 3 and items[at].has("genitive", "article", "dimension"):
        if items[at].get("dimension") == "areas":
            found.add(at)
        at -= 1
    return found


def _between(items: Sequence[Item], index: int) -> bool:
    lead = _lead(items, index)
    return (lead is not None and items[lead].get("agent") in ("between",)) or (
        lead is not None and items[lead].has("between")
    )


# From slots to measures -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meant:
    """A measure the slots can mean. ``blocks`` says that it is as likely as the first, so that the two must agree."""

    measure: Measure
    blocks: bool = False


def measures(slots: Slots, context: Context, default: str = "") -> tuple[Meant, ...]:
    """The measures that slots can mean, the likeliest first; none if they do not say what is counted."""
    if slots.broken or (slots.rated and (slots.per is None or slots.per.unit is not RateUnit.PEOPLE)):
        return ()
    if slots.areas and not slots.places:
        within = context.area_countries(slots.areas)
        if len(within) != 1:
            return ()
        slots = replace(slots, places=within)
    if slots.series:
        if slots.kinds or slots.actors:
            return ()
        return (Meant(Measure(Quantity.SERIES, places=_everywhere(slots.places), series=slots.series)),)
    found: list[Meant] = []
    for blocks, (quantity, kinds) in _quantities(slots, default):
        for number, terms in enumerate(_terms(slots, context)):
            measure = Measure(quantity, kinds, terms, _everywhere(slots.places), slots.areas)
            if measure not in [one.measure for one in found]:
                found.append(Meant(measure, bool(found) and (blocks or number > 0)))
    return tuple(found)


def _everywhere(places: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """No place is the whole world."""
    return () if places == (Ref(WORLD),) else places


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
    if slots.civilians and quantity == "deaths":
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
        named = tuple(context.actor_in(ref, slots.places) for ref in refs)
        combined = [(*terms, ActorTerm(role, named)) for role in roles for terms in combined]
    return combined[:4]
