"""Rules for amounts beside one another: more than, twice as many as, exceeded, overtook; and levels beside levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import Amount, Assertion, Change, Comparison, Direction, Level, Relation, Share
from onrecord.reading.prose.drafts import Draft, View, as_times, closed, is_count
from onrecord.reading.prose.roles import holders
from onrecord.reading.prose.slots import Slots
from onrecord.reading.prose.superlatives import implied_by
from onrecord.reading.prose.whens import years_on
from onrecord.vocabulary import WORLD

_IMPLIED = {"deadlier": "deaths", "safer": "deaths", "violent": "violence", "peaceful": "violence"}
_ABOVE = {"more", "deadlier", "violent"}
_BELOW = {"fewer", "safer", "peaceful"}


def comparison(view: View) -> Iterator[Draft]:
    """More people were killed in 2020 than in 2019; twice as many as; 42 percent fewer lives than; exceeded."""
    if view.all("rest"):
        yield from beyond_the_rest(view)
        return
    yield from _pivoted(view)
    yield from _exceeding(view)


def _pivoted(view: View) -> Iterator[Draft]:
    """Comparatives and equatives: what is before "than" or "as" beside what is after."""
    comparatives, equatives = view.all("comparative"), view.all("as")
    pivots = view.all("than") if comparatives and not equatives else []
    if equatives:
        pivots = [i for i in view.all("than_as", "than", "compared") if i > equatives[0]]
    elif comparatives and not pivots:
        pivots = view.all("compared", "base")
    for pivot in view.all("as_of"):
        before = [i for i in view.live if i < pivot]
        if before and view.items[before[-1]].sort == "number" and as_times(view.stated(before[-1])).unit is Unit.TIMES:
            yield from _beside(view, pivot, pivot)
            return
    if not comparatives and not equatives and not view.all("as_of", "exceed", "move"):
        yield from _times_theirs(view)
    for pivot in pivots[:3]:
        words = [i for i in (equatives or comparatives) if i <= pivot and view.items[i].sort == "word"]
        if len(words) == 1 and not view.all("other"):
            yield from _beside(view, words[0], pivot)


def _times_theirs(view: View) -> Iterator[Draft]:
    """ "Mali's toll was twice Niger's": the other amount is told by whose it is alone."""
    numbers = view.numbers()
    if len(numbers) != 1 or as_times(view.stated(numbers[0])).unit is not Unit.TIMES:
        return
    right = [i for i in view.live if i > numbers[0] and not view.items[i].has("genitive")]
    linked = {i for i in view.live if i > numbers[0] and view.items[i].has("genitive")}
    left = [i for i in view.live if i < numbers[0]]
    if len(right) != 1 or view.items[right[0]].sort not in ("place", "area", "actor") or not view.items[right[0]].owner:
        return
    if not left or not view.items[left[-1]].has("be"):
        return
    stated = as_times(view.stated(numbers[0]))
    yield from pair(view, left, right, frozenset({numbers[0], *linked}), Relation.TIMES, stated)


def _beside(view: View, word: int, pivot: int) -> Iterator[Draft]:
    item = view.items[word]
    used = {word, pivot}
    numbers = list(view.numbers())
    if len(numbers) > 1 or any(i > pivot for i in numbers):
        return
    if numbers and not _right_before(view, numbers[0], word):
        return
    stated = view.stated(numbers[0]) if numbers else None
    used |= set(numbers) | set(view.all("degree", "do"))
    used |= {i for i in view.all("as_of") if i > pivot and [j for j in view.live if j > pivot][:1] == [i]}
    if item.has("as", "as_of"):
        implied = "deaths" if item.get("as") == "deadly" else ""
        stated = as_times(stated) if stated is not None else None
        relation = Relation.TIMES if stated is not None else Relation.EQUAL
        if stated is not None and stated.unit is not Unit.TIMES:
            return
    else:
        kind = item.get("comparative")
        implied = _IMPLIED.get(kind, "")
        if kind not in _ABOVE | _BELOW:
            return
        relation = Relation.ABOVE if kind in _ABOVE else Relation.BELOW
        if stated is not None and stated.unit is Unit.TIMES:
            # "three times more than" is read as three times as many; "three times fewer" as a third.
            if relation is Relation.BELOW:
                if stated.comparator is not Comparator.PLAIN or stated.decimals or not stated.value:
                    return
                stated = Stated(1 / stated.value, Comparator.PLAIN, Unit.TIMES, word=True)
            relation = Relation.TIMES
    left = [i for i in view.live if i not in used and i < pivot]
    right = [i for i in view.live if i not in used and i > pivot]
    yield from pair(view, left, right, frozenset(used), relation, stated, implied)


def beyond_the_rest(view: View) -> Iterator[Draft]:
    """More deaths in Syria than in the rest of the world combined: more than half of all."""
    rests, pivots, comparatives = view.all("rest"), view.all("than"), view.all("comparative")
    exceed = view.all("exceed")
    words = comparatives if comparatives else exceed
    pivots = pivots if comparatives else exceed
    if len(rests) != 1 or len(pivots) != 1 or len(words) != 1 or view.numbers() or view.all("no", "not", "move"):
        return
    if not words[0] <= pivots[0] < rests[0]:
        return
    summed = view.all("summed")
    whole_world = view.items[rests[0]].get("rest") == "world"
    if not summed and view.items[rests[0]].text.casefold().startswith(("all", "every", "tous")):
        return  # "more than all other countries": than each of them
    kind = view.items[words[0]].get("comparative") or view.items[words[0]].get("exceed")
    if kind not in ("more", "fewer", "deadlier", "above", "below"):
        return
    used = {*rests, *pivots, *words, *summed, *view.all("degree", "do", "as_of", "dimension")}
    regions = [i for i in view.sorts("place") if i > rests[0] and view.context.is_region(view.items[i].refs)]
    if len(regions) > 1 or (whole_world and regions):
        return
    if not regions and view.items[rests[0]].text.casefold().endswith((" of", " de", " du", " d", " l")):
        return  # the rest of what?
    within = tuple(ref for i in regions for ref in view.items[i].refs if ref.id != WORLD)
    slots = implied_by(view.gather(i for i in view.live if i not in used and i not in regions), _IMPLIED.get(kind, ""))
    full = slots.over(view.base)
    if len(full.places) != 1 or full.areas or view.context.is_region(full.places) or full.per is not None:
        return
    more = kind in ("more", "deadlier", "above")
    half = Stated(Fraction(50), Comparator.MORE_THAN if more else Comparator.FEWER_THAN, Unit.PERCENT, word=True)
    for meant in view.meant(slots, "deaths" if slots.implied == "deaths" else ""):
        for position, period in enumerate(view.period(slots.whens)):
            whole = Amount(replace(meant.measure, places=within), period)
            found = Share(Amount(meant.measure, period), whole, half)
            everything = frozenset(used | set(regions) | slots.used)
            yield Draft((found,), everything, slots, period, meant.blocks or position > 0, "rest")


def _right_before(view: View, number: int, word: int) -> bool:
    """Whether a number says by how much: it stands right before the comparative."""
    between = [i for i in view.live if number < i < word]
    light = (
        ("degree", "people", "deaths", "events", "kill", "genitive")
        if view.items[word].has("postposed")
        else ("degree",)
    )
    return number < word and all(view.items[i].has(*light) for i in between)


def _exceeding(view: View) -> Iterator[Draft]:
    """Deaths in Mali exceeded those in Niger; the toll surpassed 500; Burkina Faso overtook Mali."""
    verbs = view.all("exceed")
    if len(verbs) != 1 or view.all("other"):
        return
    verb = verbs[0]
    if any(view.items[i].get("agent") == "by" for i in view.live if verb < i <= verb + 1):
        return  # "were exceeded by": the other way round
    told = view.all("superlative") and view.all("dimension") and not view.all("two")
    if told and view.items[verb].get("exceed") == "overtake":
        return  # "overtook Mali as the deadliest country in Africa" says more
    sort = view.items[verb].get("exceed")
    relation = {"above": Relation.ABOVE, "overtake": Relation.ABOVE, "below": Relation.BELOW, "equal": Relation.EQUAL}[
        sort
    ]
    used = {verb, *view.all("degree", "do", "two", "already"), *(i for i in view.all("as_of", "as") if i > verb)}
    implied = ""
    if sort == "overtake":
        for i in view.all("comparative", "superlative"):
            kind = view.items[i].get("comparative") or view.items[i].get("superlative")
            implied = {"deadlier": "deaths", "deadliest": "deaths", "more": "", "highest": ""}.get(kind, "")
            used.add(i)
        used |= set(view.all("dimension"))
    numbers = [i for i in view.numbers() if i not in used]
    stated: Stated | None = None
    for i in numbers:
        one = view.stated(i)
        if i > verb and is_count(one) and sort in ("above", "below") and len(numbers) == 1:
            yield from _beyond(view, i, relation, frozenset(used))
            return
        if stated is not None or (one.unit is Unit.COUNT and view.items[i].led.get("agent") != "by"):
            return
        if one.unit is Unit.TIMES and i > verb and view.items[i].led.get("agent") != "by":
            return  # "exceeded those in Niger twice"
        stated = as_times(one) if one.unit is Unit.TIMES else one
        used.add(i)
    if stated is not None and stated.unit is Unit.TIMES:
        if sort != "above":
            return
        relation = Relation.TIMES
    left = [i for i in view.live if i not in used and i < verb]
    right = [i for i in view.live if i not in used and i > verb]
    for draft in pair(view, left, right, frozenset(used), relation, stated, implied):
        yield _overtaking(draft) if sort == "overtake" else draft


def _beyond(view: View, number: int, relation: Relation, used: frozenset[int]) -> Iterator[Draft]:
    """The toll surpassed 500: a level above the number."""
    stated = view.stated(number)
    above = relation is Relation.ABOVE
    if stated.comparator is not Comparator.PLAIN or "(" in view.items[number].gap:
        return
    bounded = Stated(
        stated.value, Comparator.MORE_THAN if above else Comparator.FEWER_THAN, stated.unit, stated.decimals
    )
    rest = [i for i in view.live if i not in used and i != number]
    slots = view.gather(rest)
    for meant in view.meant(slots):
        for position, period in enumerate(view.period(slots.whens)):
            if period.days is None or period.days > 366:
                continue  # "have been above 50 since 2012": in all, or in each year?
            yield Draft(
                (Level(Amount(meant.measure, period, slots.over(view.base).per), bounded),),
                used | {number} | slots.used,
                slots,
                period,
                meant.blocks or position > 0,
                "exceed",
            )


def _overtaking(draft: Draft) -> Draft:
    """Whoever overtakes is ahead now and was not before."""
    first = draft.assertions[0]
    if (
        not isinstance(first, Comparison)
        or first.subject.period != first.other.period
        or not closed(first.subject.period)
    ):
        return draft
    start = first.subject.period.start
    if start is None:
        return draft
    before = years_on(first.subject.period, -1)
    behind = Comparison(
        Amount(first.other.measure, before, first.other.per),
        Relation.ABOVE,
        Amount(first.subject.measure, before, first.subject.per),
    )
    return Draft((first, behind), draft.used, draft.slots, draft.period, draft.blocks, "overtake")


def pair(
    view: View,
    left: list[int],
    right: list[int],
    used: frozenset[int],
    relation: Relation,
    stated: Stated | None,
    implied: str = "",
) -> Iterator[Draft]:
    """Two stretches as two amounts; what one leaves unsaid the other says."""
    a, b = view.gather(left), _right_slots(view, right, left)
    if not right or not (b.whens or b.places or b.areas or b.actors or b.says_what or b.civilians):
        return
    if implied == "deaths" and (a.attacks or a.kinds or b.attacks or b.kinds or a.quantity == "events"):
        return  # deadlier attacks: by the attack, or in all?
    if any(view.when(i).how == "listed" for side in (a, b) if not side.summed for i in side.whens):
        return  # "higher than in 2016 and 2017": than each, or than both?
    a, b = implied_by(a, implied), implied_by(b, "" if b.quantity or b.kinds or b.attacks else implied)
    whens_a, whens_b = list(a.whens), list(b.whens)
    # "In 2020 Burkina Faso overtook Mali": what only one side says holds for both.
    shared = _shared(b, a)
    # "more attacks than deaths": what the first side counts is its own
    full_a = a.over(replace(shared, quantity="", civilians=False, kinds=(), attacks=False) if a.says_what else shared)
    full_b = _takes(b, a)
    listed = len(full_a.places) > 1 or len(full_b.places) > 1
    if listed and stated is None and not (a.summed or b.summed):
        return  # "more than Niger and Chad": than each, or than both together?
    if b == a or not (whens_b or b.places or b.areas or b.actors or b.says_what or b.civilians):
        return
    periods_a = view.period(whens_a)
    if not whens_a and not periods_a and whens_b:
        periods_a = view.period(whens_b)
    elif not whens_a and whens_b and (b.places or b.areas or b.actors):
        periods_a = view.period(whens_b) or periods_a
    everything = used | a.used | b.used
    for number_a, period_a in enumerate(periods_a):
        periods_b = view.period(whens_b, period_a) if whens_b else (period_a,)
        for number_b, period_b in enumerate(periods_b):
            meant_a = view.meant(full_a)
            meant_b = view.meant(full_b)
            for position, one in enumerate(meant_a):
                # The two sides are taken in the same way: "attacks" means one thing in a sentence.
                other = meant_b[position] if len(meant_b) == len(meant_a) else (meant_b[0] if meant_b else None)
                if other is None:
                    continue
                subject = Amount(one.measure, period_a, full_a.over(view.base).per)
                beside = Amount(other.measure, period_b, full_b.over(view.base).per)
                if subject == beside:
                    continue
                blocks = number_a > 0 or number_b > 0 or one.blocks
                yield Draft(_related(subject, beside, relation, stated), everything, a, period_a, blocks, "compare")


def _related(subject: Amount, other: Amount, relation: Relation, stated: Stated | None) -> tuple[Assertion, ...]:
    earlier = (
        subject.measure == other.measure
        and subject.per == other.per
        and other.period.start is not None
        and subject.period.start is not None
        and other.period.start < subject.period.start
    )
    if earlier and stated is not None and stated.unit is Unit.PERCENT:
        direction = Direction.RISE if relation is Relation.ABOVE else Direction.FALL
        return (Change(subject, other.period, direction, stated),)
    return (Comparison(subject, relation, other, stated),)


def _right_slots(view: View, right: list[int], left: list[int]) -> Slots:
    """The slots of what stands after "than", where a bare actor has the role of the one before."""
    slots = view.gather(right)
    bare = [i for i in right if view.items[i].sort == "actor" and i not in slots.used]
    if len(bare) == 1 and not slots.actors:
        first = view.gather(left)
        roles = first.actors[0][0] if first.actors else ()
        if roles:
            slots = _add(slots, bare[0], roles, view)
    return slots


def _add(slots: Slots, index: int, roles: tuple[object, ...], view: View) -> Slots:

    extra = frozenset({index} | holders(view.items, index))
    return replace(slots, actors=((roles, view.items[index].refs),), used=slots.used | extra)  # type: ignore[arg-type]


def _shared(b: Slots, a: Slots) -> Slots:
    """What the first side may take from the second: where and what, but never the second's own contrast."""
    contrast_places = bool(a.places or a.areas)
    return replace(
        b,
        places=() if contrast_places else b.places if not _only(b, "places") else (),
        areas=() if contrast_places else b.areas if not _only(b, "areas") else (),
        actors=() if a.actors else b.actors if not _only(b, "actors") else (),
        whens=(),
        broken=False,
    )


def _only(slots: Slots, name: str) -> bool:
    """Whether a field is all that a stretch says."""
    said = [n for n in ("places", "areas", "actors", "kinds", "whens") if getattr(slots, n)]
    return said == [name] and not slots.quantity


def _takes(b: Slots, a: Slots) -> Slots:
    """The second side with what it leaves unsaid from the first."""
    return b.over(a)
