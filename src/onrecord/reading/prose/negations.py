"""Rules for what did not happen: did not fall, has not exceeded, were no higher than.

A denied fall leaves a rise or the same: it is read as "equal or exceed", and a denied rise as "do not exceed". A denied
number of it ("did not fall by 10 percent") leaves nearly everything and is not read. Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model.precision import Comparator
from onrecord.model.reading import Assertion, Change, Comparison, Direction, Level, Relation
from onrecord.reading.prose.drafts import Draft, Rule, View

_DENIED = {Relation.ABOVE: Relation.AT_MOST, Relation.BELOW: Relation.AT_LEAST}
_BOUNDS = {Comparator.MORE_THAN: Comparator.AT_MOST, Comparator.FEWER_THAN: Comparator.AT_LEAST}
_MORE = ("degree", "each", "row", "superlative", "record", "no", "first", "last", "only", "other", "track", "average")


def negated(rules: Sequence[Rule]) -> Rule:
    """The rule for denied moves and comparisons over the rules for those that are asserted."""

    def rule(view: View) -> Iterator[Draft]:
        nots = view.all("not")
        if len(nots) != 1 or not _denies(view, nots[0]) or view.all(*_MORE):
            return
        rest = view.only(i for i in view.live if i != nots[0])
        for one in rules:
            for draft in one(rest):
                denied = _denied(draft.assertions[0]) if len(draft.assertions) == 1 else None
                if denied is not None:
                    yield replace(draft, assertions=(denied,), used=draft.used | {nots[0]}, rule="negation")

    return rule


def _denies(view: View, index: int) -> bool:
    """Whether a "not" denies the verb or comparative beside it; "ne dépasse pas" has it behind."""
    word = view.items[index]
    order = list(view.live)
    place = order.index(index)
    after = [i for i in order[place + 1 : place + 3] if not view.items[i].has("be", "do")][:1]
    before = order[place - 1 : place] if place else []
    near = [*after, *(before if word.text.casefold() == "pas" else [])]
    if word.get("not") != "plain" or any(view.when(i).how == "since" for i in view.whens()):
        return False  # "have not fallen since 2016": in all, or in any year?
    return any(view.items[i].has("move", "exceed", "comparative") for i in near)


def _denied(found: Assertion) -> Assertion | None:
    """What is left where an assertion is denied; ``None`` where that is nearly everything."""
    if isinstance(found, Change) and found.stated is None and len(found.subject.measure.places) <= 1:
        relation = Relation.AT_MOST if found.direction is Direction.RISE else Relation.AT_LEAST
        return Comparison(found.subject, relation, replace(found.subject, period=found.baseline))
    if isinstance(found, Comparison) and found.stated is None and found.relation in _DENIED:
        return replace(found, relation=_DENIED[found.relation])
    if isinstance(found, Level) and found.stated.comparator in _BOUNDS:
        return replace(found, stated=replace(found.stated, comparator=_BOUNDS[found.stated.comparator]))
    return None
