"""Superlatives: which extreme a sentence claims, in what words. Shared by records and ranks."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.precision import Unit
from onrecord.model.reading import (
    Extreme,
)
from onrecord.reading.prose.drafts import View
from onrecord.reading.prose.slots import Slots

SUPERLATIVES = {
    "deadliest": (Extreme.HIGHEST, "deaths"),
    "highest": (Extreme.HIGHEST, ""),
    "violent": (Extreme.HIGHEST, "violence"),
    "lowest": (Extreme.LOWEST, ""),
    "safest": (Extreme.LOWEST, "deaths"),
    "peaceful": (Extreme.LOWEST, "violence"),
}


COMPARATIVES = {
    "more": "highest",
    "deadlier": "deadliest",
    "violent": "violent",
    "fewer": "lowest",
    "safer": "safest",
    "peaceful": "peaceful",
}


def superlative(view: View) -> tuple[Extreme, str, set[int]] | None:
    """The extreme a sentence claims: by a superlative, or by "more than in any other"."""
    words = [i for i in view.all("superlative") if not view.items[i].has("comparative") or not view.all("than")]
    if len(words) == 1 and view.first("than") is None:
        extreme, implied = SUPERLATIVES[view.items[words[0]].get("superlative")]
        following = words[0] + 1
        if implied == "deaths" and following < len(view.items) and view.items[following].has("attacks", "events"):
            return None  # the deadliest attack is one event
        return extreme, implied, {words[0]}
    comparatives, pivots, others = view.all("comparative"), view.all("than", "exceed"), view.all("other")
    if not words and len(comparatives) == 1 and pivots and others and others[-1] > pivots[0]:
        extreme, implied = SUPERLATIVES[COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
        return extreme, implied, {comparatives[0], pivots[0], others[-1]}
    exceed = view.all("exceed")
    if not words and not comparatives and len(exceed) == 1 and others and others[-1] > exceed[0]:
        sort = view.items[exceed[0]].get("exceed")
        if sort in ("above", "below"):
            return (Extreme.HIGHEST if sort == "above" else Extreme.LOWEST), "", {exceed[0], others[-1]}
    peaks = view.all("peak")
    if not words and not comparatives and len(peaks) == 1:
        return (Extreme.HIGHEST if view.items[peaks[0]].get("peak") == "peak" else Extreme.LOWEST), "", {peaks[0]}
    return None


def found_in(view: View) -> bool:
    """ "The most deaths in 2018 were in Mali": a rank of places, not a record of years."""
    superlatives, verbs = view.all("superlative"), view.all("be")
    if not superlatives or not verbs or verbs[-1] < superlatives[0]:
        return False
    return any(i > verbs[-1] and "at" in view.items[i].led for i in view.sorts("place"))


def one_of_many(view: View) -> bool:
    """Whether somebody is only said to be among the highest: "one of the deadliest", "among the worst"."""
    words = [i for i in view.live if view.items[i].has("superlative") or view.items[i].has_use("superlative")]
    ordinals = view.sorts("ordinal")
    for i in words:
        if ordinals and ordinals[0] < i:
            continue  # "third place among the deadliest"
        before = [j for j in view.live if j < i and not view.items[j].has("article")]
        if not before:
            continue
        last = before[-1]
        if view.items[last].has("genitive", "of_all") and len(before) > 1:
            if view.items[last].has("among"):
                return True
            last = before[-2]
        if view.items[last].has("among"):
            return True
        number = view.items[last].number
        if number is not None and number.stated.value == 1 and number.stated.unit is Unit.COUNT:
            return True
    return False


def implied_by(slots: Slots, implied: str) -> Slots:
    """The slots with what a word brings along: "deadliest" counts deaths."""
    return replace(slots, implied=implied) if implied and not slots.implied else slots
