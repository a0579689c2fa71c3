"""What an actor does where it stands in a sentence: who kills, who is killed, who is only involved.

Imports the model.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.reading import Role
from onrecord.reading.prose.item import Item

ONE_SIDED = "attacks-on-civilians"
CLASHES = "clashes"

Roles = tuple[Role, ...]


def is_passive(items: Sequence[Item], index: int) -> bool:
    """Whether "killed" says that somebody was killed."""
    if items[index].get("kill") in ("died", "left"):
        return True
    if index and items[index - 1].has("be"):
        return True
    at = before(items, index)
    return at is not None and (items[at].has("people", "no") or items[at].sort == "number")


def before(items: Sequence[Item], index: int) -> int | None:
    """The last item before that is no mere link."""
    for at in range(index - 1, -1, -1):
        if not (items[at].free and not items[at].has("agent", "people")):
            return at
    return None


def after(items: Sequence[Item], index: int) -> int | None:
    """The first item after that is no mere link."""
    for at in range(index + 1, len(items)):
        if not (items[at].free and not items[at].has("agent", "people")):
            return at
    return None


def roles_of(items: Sequence[Item], index: int) -> tuple[Roles, set[int]]:
    """The roles an actor may have where it stands, and the words that say so; none where it does nothing."""
    lead = _lead(items, index)
    if lead is not None and lead and items[lead - 1].has("records") and not items[lead - 1].has("do"):
        return (), set()  # "reported by Boko Haram"
    if lead is not None:
        agent = items[lead].get("agent")
        if agent == "by":
            return (Role.BY,), {lead}
        if agent == "between" and lead and _is_war(items[lead - 1]):
            return (), set()  # a war between two kills others too: which of its deaths are meant?
        if agent in ("involving", "between"):
            return (Role.INVOLVING,), {lead}
        if agent == "against":
            # In "fighting against X" the data may have X on either side.
            return (Role.AGAINST, Role.INVOLVING), {lead}
    led = items[index].led
    beside = items[index + 1] if index + 1 < len(items) else None
    modifies = beside is not None and (beside.sort == "kind" or beside.has("attacks", "events", "conflict_noun"))
    if "at" in led and "genitive" not in led and not modifies:
        return (), set()  # "attacks on the army killed 50": the army is not who killed
    if beside is not None and beside.has("conflict_noun"):
        return (Role.INVOLVING, Role.BY), set()  # "the Boko Haram insurgency"
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


def _is_war(item: Item) -> bool:
    return item.has("conflict_noun") or item.text.casefold().split()[-1] in (
        "conflict",
        "conflit",
        "conflicts",
        "conflits",
    )


def _has_object(items: Sequence[Item], index: int) -> bool:
    """Whether it is said whom somebody killed: "killed 30 people", not "those killed in Mali"."""
    at = index + 1
    while at < len(items) and (items[at].has("degree", "average") or (items[at].free and not items[at].has("people"))):
        at += 1
    if at >= len(items):
        return False
    item = items[at]
    return (
        item.sort == "number"
        or (item.sort == "place" and item.adjective)
        or item.has("people", "comparative", "superlative", "no", "single", "as", "deaths")
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
        home = items[at].sort == "place" and (items[at].owner or items[at].adjective) and at == index - 1
        if not (items[at].free or home or items[at].has("holder", "no", "average", "other")):
            return None
        at -= 1
    return None


def _after_holder(items: Sequence[Item], index: int) -> int | None:
    at = index + 1
    while at < len(items) and (
        items[at].has("holder", "be", "degree", "already", "not", "active")
        or _once(items, at)
        or items[at].sort in ("place", "area", "when")
        or (items[at].free and not _telling(items[at]))
    ):
        at += 1
    return at if at < len(items) else None


def _once(items: Sequence[Item], at: int) -> bool:
    """Whether a "first" or "last" says when an actor did something: "the LRA last attacked civilians in 2006"."""
    told = items[at].has("last", "first") or (items[at].sort == "ordinal" and items[at].nth == 1)
    return told and at + 1 < len(items) and items[at + 1].has("kill", "does")


def _telling(item: Item) -> bool:
    return item.has("does", "kill", "responsible", "linked", "attacks", "events", "deaths", "superlative")


def holders(items: Sequence[Item], index: int) -> set[int]:
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


def sorts_of(items: Sequence[Item], index: int) -> set[int]:
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
        if items[at].get("dimension") == "areas" and not items[at].has("no", "other"):
            found.add(at)  # "no part of Shan state" names no sort of it
        at -= 1
    return found


def is_between(items: Sequence[Item], index: int) -> bool:
    """Whether an actor is one of two between whom something happens."""
    lead = _lead(items, index)
    return (lead is not None and items[lead].get("agent") in ("between",)) or (
        lead is not None and items[lead].has("between")
    )
