"""The rule for deaths by the event: an average of 14 lives per incident; each attack killed four people on average.

"Each attack killed four people" without a word of averaging is said of every one of them, which no figure tells.
Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.reading import Amount, Level, Per, RateUnit, Ref
from onrecord.reading.prose.drafts import Draft, View, each, is_count
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.levels import counted_at
from onrecord.reading.prose.roles import CLASHES, ONE_SIDED
from onrecord.reading.prose.slots import Slots

_NOT = ("move", "than", "superlative", "comparative", "exceed", "track", "no", "not", "dimension", "record", "row")


def per_event(view: View) -> Iterator[Draft]:
    """Deaths for each event that matched."""
    numbers = view.numbers()
    if len(numbers) != 1 or not is_count(view.stated(numbers[0])) or view.all(*_NOT) or view.sorts("rate"):
        return
    at = counted_at(view, numbers[0])
    if any(not view.items[i].has("kill") for i in view.all("share")):
        return  # "claimed an average of 14 lives each" is no share
    if at is None or not view.items[at].has("people", "deaths", "kill"):
        return
    found = _events(view)
    if found is None:
        return
    used, kept = found
    used |= {numbers[0], *view.all("responsible", "degree")}
    slots = view.gather(i for i in view.live if i not in used)
    if slots.quantity not in ("", "deaths") or slots.per is not None or not _one_sort(view, used, slots):
        return
    slots = replace(slots, quantity="deaths", single=False, each=False, averaged=False, broken=slots.broken)
    if kept == "attack" and not slots.kinds:
        slots = replace(slots, attacks=True)
    elif kept == "clash":
        slots = replace(slots, kinds=(Ref(CLASHES),))
    for blocks, meant, (period,) in each(view.meant(slots), view.period(slots.whens)):
        if slots.over(view.base).per is None:
            amount = Amount(meant.measure, period, Per(RateUnit.EVENT))
            level = Level(amount, view.stated(numbers[0]))
            yield Draft((level,), frozenset(used | slots.used), slots, period, blocks, "per event")


def _one_sort(view: View, used: set[int], slots: Slots) -> bool:
    """Whether the events are of one sort: "clashes left four dead per attack" names two."""
    told = [i for i in view.live if view.items[i].has("per_event")]
    sort = view.items[told[0]].get("per_event") if told else "event"
    if sort == "event" or not (slots.kinds or slots.attacks):
        return True
    if sort == "clash":
        return slots.kinds == (Ref(CLASHES),)
    return slots.attacks or slots.kinds == (Ref(ONE_SIDED),)


def _events(view: View) -> tuple[set[int], str] | None:
    """The words that say "for each event", and the sort of event they name by themselves."""
    ready = view.all("per_event")
    averages = view.all("average")
    if len(ready) == 1:
        return {*ready, *averages}, view.items[ready[0]].get("per_event")
    for i in view.all("per", "each"):
        following = i + 1
        named = following < len(view.items) and _event(view, following)
        last = (
            following >= len(view.items) or not _noun(view.items[following]) or bool(view.items[following].gap.strip())
        )
        per = view.items[i].get("per") == "per"
        if named and (per or averages):
            return {i, *averages, *_plain(view, following)}, ""
        before = [j for j in view.live if j < i and _event(view, j)]
        if last and averages and before and view.items[before[0]].text.casefold().endswith("s"):
            return {i, *averages, *_plain(view, before[0])}, ""  # "incidents claimed 14 lives each on average"
    for i in averages:
        following = i + 1
        if following < len(view.items) and _event(view, following) and not view.items[following].text.endswith("s"):
            return {*averages, *_plain(view, following)}, ""  # "the average attack killed four people"
    return None


def _noun(item: Item) -> bool:
    """Whether "each" is said of what follows it: "each year", "each group"."""
    return item.sort not in ("when", "place", "area") and not item.has("average", "at") and not item.free


def _event(view: View, index: int) -> bool:
    item = view.items[index]
    return index in view.live and (item.has("events", "attacks") or item.sort == "kind")


def _plain(view: View, index: int) -> set[int]:
    """The word for events itself, where it names no sort of them that the slots should keep."""
    return {index} if view.items[index].has("events") and view.items[index].sort == "word" else set()
