"""Items that belong together become one: lists of names, years in a row, a group and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.dates import Period
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.whens import When
from onrecord.vocabulary import WORLD, Vocabulary
from onrecord.vocabulary.within import actor_within


def joined(found: list[Item], vocabulary: Vocabulary) -> tuple[Item, ...]:
    """The items with those that belong together as one."""
    return tuple(_lists(_years(_narrower(_states(found, vocabulary), vocabulary))))


def _states(found: list[Item], vocabulary: Vocabulary) -> list[Item]:
    """ "African states" are countries; "Myanmar's states" are divisions of one."""
    for at in range(1, len(found)):
        item, before = found[at], found[at - 1]
        if item.get("dimension") != "areas" or item.text.casefold() not in ("states", "états"):
            continue
        place = vocabulary.place_by_id(before.refs[0].id) if before.sort == "place" and len(before.refs) == 1 else None
        if place is not None and (place.members or place.id == WORLD) and not before.owner:
            found[at] = replace(item, uses={**item.uses, "dimension": "countries"})
    return found


def _narrower(found: list[Item], vocabulary: Vocabulary) -> list[Item]:
    """ "jihadists of JNIM": a sort of group and the group itself are the group."""
    out: list[Item] = []
    for item in found:
        if item.sort == "actor" and len(out) >= 2 and out[-1].has("genitive") and out[-2].sort == "actor":
            out = [*out[:-2], replace(item, start=out[-2].start, gap=out[-2].gap, led=out[-2].led)]
        elif item.sort == "actor" and (first := _said_before(out, item, vocabulary)) is not None:
            out = [*out[:first], replace(item, start=out[first].start, gap=out[first].gap, led=out[first].led)]
        else:
            out.append(item)
    return out


def _said_before(out: Sequence[Item], item: Item, vocabulary: Vocabulary) -> int | None:
    """Where what says the same as the name right after it begins: "Maoist rebels of the", "the jihadist group"."""
    at, first = len(out) - 1, None
    gap = item.gap
    while at >= 0 and not set(gap) & set(",;:()"):
        before = out[at]
        one = before.refs[0] if before.sort == "actor" and len(before.refs) == 1 and not before.owner else None
        if before.has("epithet") or (one is not None and actor_within(item.refs[0], (one,), vocabulary)):
            first = at
        elif not before.has("holder", "genitive", "article") and before.get("dimension") != "actors":
            break
        gap, at = before.gap, at - 1
    return first


def _years(found: list[Item]) -> list[Item]:
    """ "in 2018, 2019 and 2020": years in a row as one period, which is no range of two edges."""
    out: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        out.append(item)
        at += 1
        while out[-1].when is not None and at < len(found):
            following = found[at + 1] if found[at].has("and") and at + 1 < len(found) else found[at]
            joined = following is not found[at] or following.gap.strip() == ","
            merged = _next_year(out[-1], following) if joined else None
            if merged is None:
                break
            at += 2 if following is not found[at] else 1
            out[-1] = merged
    return out


def _next_year(item: Item, following: Item) -> Item | None:
    one, other = item.when, following.when
    if one is None or other is None or other.how != "in" or other.grain != "year" or one.how not in ("in", "listed"):
        return None
    a, b = one.period, other.period
    if a is None or b is None or a.start is None or a.end is None or b.start is None or b.start.year != a.end.year + 1:
        return None
    if one.how == "in" and one.grain != "year":
        return None
    edges = (Period.of_year(a.start.year), b)
    when = When("listed", one.first, other.last, Period(a.start, b.end), "", edges)
    return replace(item, end=following.end, text=f"{item.text} ... {following.text}", when=when)


def _lists(found: list[Item]) -> list[Item]:
    """Names joined by commas, "and" and "or" as one item."""
    out: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        at += 1
        if item.sort not in ("place", "actor", "area", "kind"):
            out.append(item)
            continue
        parts = [item]
        joined = ""
        while not parts[-1].owner or item.sort != "actor":
            step = _next_of_list(found, at, item.sort)
            if step is None:
                break
            nxt, at, link = step
            joined = link or joined
            parts.append(nxt)
        if len(parts) > 1:
            last = parts[-1]
            item = replace(
                item,
                end=last.end,
                text=f"{item.text} ... {last.text}",
                refs=tuple(dict.fromkeys(ref for part in parts for ref in part.refs)),
                names=tuple(dict.fromkeys(name for part in parts for name in part.names)),
                owner=last.owner,
                joined=joined or "and",
                adjective=all(part.adjective for part in parts),
            )
        out.append(item)
    return out


def _next_of_list(found: Sequence[Item], at: int, sort: str) -> tuple[Item, int, str] | None:
    link = ""
    index = at
    if (
        index < len(found)
        and found[index].sort == "word"
        and found[index].has("and", "or")
        and len(found[index].uses) >= 1
    ):
        link = "or" if found[index].has("or") else "and"
        index += 1
        while index < len(found) and found[index].has("article", "in_list"):
            index += 1
    elif not (index < len(found) and found[index].gap.strip() == ","):
        return None
    else:
        while index < len(found) and found[index].has("in_list"):
            index += 1
    if index < len(found) and found[index].sort == sort:
        if not link and not _goes_on(found, index + 1, sort):
            return None
        return found[index], index + 1, link
    return None


def _goes_on(found: Sequence[Item], at: int, sort: str) -> bool:
    """Whether a list that has only commas so far comes to an "and": "A, B and C", not "in Kidal, Mali"."""
    while at < len(found):
        if found[at].has("and", "or"):
            return at + 1 < len(found) and (found[at + 1].sort == sort or found[at + 1].has("article", "in_list"))
        if found[at].gap.strip() == "," and (found[at].sort == sort or found[at].has("in_list")):
            at += 1
            continue
        if found[at].sort == sort and found[at - 1].has("in_list"):
            at += 1
            continue
        return False
    return False
