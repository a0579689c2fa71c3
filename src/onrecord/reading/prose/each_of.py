"""The rule for what is said of each of two years or two places: in both 2009 and 2010, in both Mali and Niger.

"Both" says that it is true of each; the same words without it may speak of the two together. Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model.dates import Grain, split
from onrecord.model.precision import Comparator
from onrecord.model.reading import Assertion, Level
from onrecord.reading.prose.drafts import Draft, Rule, View

_NOT = ("no", "not", "summed", "each", "row", "only", "two", "other", "average")


def of_each(rules: Sequence[Rule]) -> Rule:
    """The rule for "both" over the rules for one year or place."""

    def rule(view: View) -> Iterator[Draft]:
        boths = view.all("both")
        if len(boths) != 1 or view.all(*_NOT):
            return
        views = _views(view, boths[0])
        if len(views) != 2:
            return
        for one in rules:
            parts = [[draft for draft in one(each) if not draft.blocks] for each in views]
            for first, second in zip(*parts, strict=False):
                if any(_total(one) for one in (*first.assertions, *second.assertions)):
                    continue  # "500 people were killed in both": in each, or in all?
                if first.used == second.used and len(first.assertions) == 1 == len(second.assertions):
                    told: tuple[Assertion, ...] = (*first.assertions, *second.assertions)
                    used = first.used | {boths[0]} | (set(view.live) - set(views[0].live))
                    yield replace(first, assertions=told, used=frozenset(used), rule="each of")

    return rule


def _total(found: Assertion) -> bool:
    return isinstance(found, Level) and found.stated.comparator in (
        Comparator.PLAIN,
        Comparator.ABOUT,
        Comparator.NEARLY,
    )


def _views(view: View, both: int) -> list[View]:
    """The sentence as it is of each of the two."""
    after = [i for i in view.live if i > both][:2]
    named = next((i for i in after if view.items[i].sort in ("when", "place")), None)
    if named is None or any(not view.items[i].free for i in after if i < named):
        return []
    item = view.items[named]
    live = tuple(i for i in view.live if i != both)
    if item.sort == "place" and item.joined == "and" and len(item.refs) == 2:
        found = []
        for ref in item.refs:
            items = list(view.items)
            items[named] = replace(item, refs=(ref,), joined="")
            found.append(replace(view, items=tuple(items), live=live))
        return found
    when = item.when
    if when is None or when.how != "listed" or when.period is None:
        return []
    rest = tuple(i for i in live if i != named)
    if any(view.items[i].sort == "when" for i in rest):
        return []
    return [replace(view, live=rest, base_period=year) for year in split(when.period, Grain.YEAR)]
