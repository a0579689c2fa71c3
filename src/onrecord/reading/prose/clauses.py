"""Two clauses of a sentence: where they are cut, what one takes from the other, whether they agree."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.dates import Period
from onrecord.model.reading import (
    Change,
    Comparison,
    Direction,
    Level,
    Share,
)
from onrecord.reading.prose.drafts import Draft, View
from onrecord.reading.prose.slots import Slots


def at_odds(one: Draft, two: Draft) -> bool:
    """Whether two clauses give one amount two numbers: then one of them was misread."""
    levels = [a for a in (*one.assertions, *two.assertions) if isinstance(a, Level)]
    moves = [a for a in (*one.assertions, *two.assertions) if isinstance(a, Change)]
    return len({a.subject for a in levels}) < len(levels) or len({(a.subject, a.baseline) for a in moves}) < len(moves)


def adds_place(view: View, draft: Draft) -> bool:
    """Whether a second clause that claims a record names a place or actor of its own: "the most in Africa"."""
    return any(view.items[i].sort in ("place", "area", "actor") for i in draft.slots.used)


def projected_too(draft: Draft, other: Draft) -> Draft:
    """A clause on the year that the other one projects speaks of the projection too: "nearly four times those of"."""
    projected = [a.subject for a in other.assertions if isinstance(a, Level | Change | Comparison | Share)]
    source = next((one.projected_from for one in projected if one.projected_from is not None), None)
    if source is None or draft.rule == "projection":
        return draft
    told = []
    for one in draft.assertions:
        if isinstance(one, Level | Change | Comparison | Share) and one.subject.period == projected[0].period:
            one = replace(one, subject=replace(one.subject, projected_from=source))
        told.append(one)
    return replace(draft, assertions=tuple(told))


def moved(view: View, dropped: frozenset[int], parts: tuple[Draft, Draft]) -> tuple[Change, ...] | None:
    """What "down from" says besides the two numbers; None where it cannot be told of what."""
    ways = {view.items[i].get("moved_from") for i in dropped} - {""}
    if not ways:
        return ()
    levels = [a for part in parts for a in part.assertions if isinstance(a, Level)]
    if len(levels) != 2 or levels[0].subject.measure != levels[1].subject.measure:
        return None
    direction = Direction.RISE if ways == {"rise"} else Direction.FALL
    now, before = levels[0].subject, levels[1].subject
    if before.period.start is None or now.period.start is None or before.period.start >= now.period.start:
        return None
    return (Change(now, before.period, direction),)


def then(view: View) -> Period | None:
    """The period named last: "than in 2023, when 1,144 people were killed"."""
    found = [p for i in view.whens() if (p := view.when(i).period) is not None]
    return found[-1] if found else None


def frame(view: View, other: View) -> Slots:
    """Where the other clause says that things happened: what a clause without a place takes from it."""
    slots = other.gather(other.live)
    return Slots(places=slots.places, areas=slots.areas)


def framed(view: View, other: View) -> View:
    """A clause with the place, and if it has no period the period, of the other."""
    base = view.base
    if not base.places and not base.areas:
        where = frame(view, other)
        base = replace(base, places=where.places, areas=where.areas)
    period = view.base_period
    if not view.whens() and period is None:
        periods = {p for i in other.whens() if (p := other.when(i).period) is not None}
        period = periods.pop() if len(periods) == 1 else None
    return replace(view, base=base, base_period=period)


def cuts(view: View) -> list[int]:
    """Where a second clause may begin: after a comma, at "while", "and", "leaving"."""
    found = []
    for position, i in enumerate(view.live):
        item = view.items[i]
        if 0 < position < len(view.live) - 1 and (
            set(item.gap) & set(",;:()–—") or item.has("conjunction", "leaves", "compared", "and")
        ):
            found.append(i)
    return found[:8]
