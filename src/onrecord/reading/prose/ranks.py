"""Rules for ranks: the deadliest country in Africa, second worldwide, more than any other, only Syria more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.dates import Period
from onrecord.model.precision import Comparator
from onrecord.model.reading import (
    Amount,
    Comparison,
    Dimension,
    Extreme,
    Rank,
    Ref,
    Relation,
    Top,
)
from onrecord.reading.prose.drafts import Draft, View, each, is_count
from onrecord.reading.prose.dressing import CLEFT
from onrecord.reading.prose.slots import Slots
from onrecord.reading.prose.superlatives import (
    COMPARATIVES,
    SUPERLATIVES,
    implied_by,
    one_of_many,
    superlative,
)
from onrecord.vocabulary import WORLD


def rank(view: View) -> Iterator[Draft]:
    """Afghanistan was the deadliest country in 2019; Yemen ranked second worldwide; more than any other country."""
    dims = view.all("dimension")
    ranks = view.all("rank")
    claimed = superlative(view)
    topped = view.all("topped")
    listed = view.all("list")
    if listed and not topped and view.all("tops"):
        topped = view.all("tops") + listed
        claimed = None
    if one_of_many(view) or (view.all("other") and view.all("summed")) or view.all("peak"):
        return
    if claimed is None and not ranks and not topped and not view.sorts("ordinal"):
        return
    extreme, implied, used = claimed if claimed is not None else (Extreme.HIGHEST, "", set())
    used |= set(dims) | set(ranks) | set(topped) | set(view.all("degree", "record_free", "other", "than", "top_of"))
    dimension = {view.items[i].get("dimension") for i in dims}
    nths = view.sorts("ordinal")
    numbers = [i for i in view.numbers() if i not in used]
    if len(dimension) > 1 or len(nths) > 1 or len(numbers) > 1 or view.all("record", "row", "each"):
        return
    placed = nths and _placed(
        view, nths[0], [i for i in view.sorts("place") if view.context.is_region(view.items[i].refs)]
    )
    if claimed is None and placed and not ranks:
        claimed = (Extreme.HIGHEST, "", set())
        extreme, implied = Extreme.HIGHEST, ""
    if claimed is None and not topped and not (nths and any(_adjacent(view, one, nths[0]) for one in ranks)):
        return
    nth = view.items[nths[0]].nth if nths else 1
    used |= set(nths)
    top = False
    if numbers:
        stated = view.stated(numbers[0])
        before = [i for i in view.live if i < min(used & set(view.all("superlative")), default=-1)]
        if not is_count(stated) or stated.comparator is not Comparator.PLAIN or stated.value > 50 or nths:
            return
        superlative_at = min(used & set(view.all("superlative")), default=-1)
        between = view.items[numbers[0] + 1 : superlative_at + 1]
        with_them = dims and numbers[0] + 1 == dims[0] < superlative_at  # "the three countries with the highest tolls"
        if (not with_them and numbers[0] not in before[-2:]) or any("," in item.gap for item in between):
            return  # only "the five deadliest" names a top; "the highest of 12 countries" does not
        nth, top = int(stated.value), True
        used.add(numbers[0])
    rest = [i for i in view.live if i not in used]
    places = [i for i in rest if view.items[i].sort == "place"]
    within_index = [i for i in places if view.context.is_region(view.items[i].refs)]
    if len(within_index) > 1:
        return
    within: tuple[Ref, ...] = ()
    if (
        (within_index and len(places) > 1)
        or (within_index and view.sorts("area"))
        or (within_index and len(places) == 1)
    ):
        within = view.items[within_index[0]].refs
    ahead = [i for i in places if i not in within_index and i and view.items[i - 1].has("behind")]
    named = view.items[ahead[0]].refs if len(ahead) == 1 else ()
    if len(ahead) > 1 or (ahead and (len(named) + 1 != nth or top or within_index == ahead)):
        return
    used |= {*ahead, *(i - 1 for i in ahead)}
    rest = [i for i in rest if i not in used]
    subjects = [i for i in places if i not in within_index and i not in ahead]
    if len(subjects) > 1 or any(view.items[i].has_use("but") for i in subjects):
        return
    rest = [i for i in rest if i not in within_index]
    used |= set(within_index)
    if within and within[0].id == WORLD:
        within = ()
    slots = implied_by(view.gather(rest), implied)
    used |= slots.used
    kind = next(iter(dimension), "")
    if not kind:
        cleft = any(view.items[i].has_use(CLEFT) for i in subjects)
        kind = "countries" if (within_index or ranks or topped or cleft) else ""
    options = view.period(slots.whens)
    if kind == "countries":
        relation = Relation.ABOVE if extreme is Extreme.HIGHEST else Relation.BELOW
        for draft in _countries(view, slots, extreme, nth, top, within, options, used):
            yield _with_those_ahead(draft, named, relation)
    elif kind == "areas" and slots.areas and not within:
        yield from _single(view, slots, Dimension.AREAS, extreme, nth, top, options, used)
    elif kind == "actors" and slots.actors and not within:
        yield from _single(view, slots, Dimension.ACTORS, extreme, nth, top, options, used)


def _placed(view: View, nth: int, regions: list[int]) -> bool:
    """ "Was second in the world": an ordinal between a form of "be" and a region."""
    before = view.items[nth - 1] if nth else None
    return before is not None and before.has("be") and any(i in (nth + 1, nth + 2) for i in regions)


def _adjacent(view: View, verb: int, nth: int) -> bool:
    """Whether an ordinal belongs to a word of ranking: "ranked second", "second place", not "the first attack came"."""
    between = [i for i in view.live if min(verb, nth) < i < max(verb, nth)]
    if verb > nth:
        return not between and view.items[verb].has("position")
    return all(view.items[i].free for i in between)


def second_only(view: View) -> Iterator[Draft]:
    """Ukraine was second only to Ethiopia in deaths: Ethiopia is first and Ukraine second."""
    words = view.all("second_only")
    places = [i for i in view.sorts("place") if words and i > words[0]]
    if len(words) != 1 or len(places) != 1 or view.numbers() or view.context.is_region(view.items[places[0]].refs):
        return
    used = {words[0], places[0], *view.all("dimension", "degree", "rank")}
    slots = view.gather(i for i in view.live if i not in used)
    first = replace(slots, places=view.items[places[0]].refs)
    options = view.period(slots.whens)
    seconds = list(_countries(view, slots, Extreme.HIGHEST, 2, False, (), options, used | slots.used))
    firsts = list(_countries(view, first, Extreme.HIGHEST, 1, False, (), options, used | slots.used))
    for one, two in zip(seconds, firsts, strict=False):
        yield replace(one, assertions=(*one.assertions, *two.assertions))


def only_more(view: View) -> Iterator[Draft]:
    """Only Syria was deadlier than Afghanistan: Afghanistan is second."""
    only, comparatives, pivots = view.all("only"), view.all("comparative"), view.all("than")
    if len(only) != 1 or len(comparatives) != 1 or len(pivots) != 1 or view.numbers():
        return
    ahead = [i for i in view.sorts("place") if only[0] < i < comparatives[0]]
    if len(ahead) != 1 or not comparatives[0] < pivots[0] or view.context.is_region(view.items[ahead[0]].refs):
        return
    extreme, implied = SUPERLATIVES[COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
    countries = [i for i in view.all("dimension") if view.items[i].get("dimension") == "countries"]
    used = {*only, *ahead, *comparatives, *pivots, *countries, *view.all("degree", "do")}
    regions = [i for i in view.sorts("place") if i not in ahead and view.context.is_region(view.items[i].refs)]
    if len(regions) > 1:
        return
    within = view.items[regions[0]].refs if regions else ()
    within = () if within and within[0].id == WORLD else within
    slots = implied_by(view.gather(i for i in view.live if i not in used and i not in regions), implied)
    named = view.items[ahead[0]].refs
    relation = Relation.ABOVE if extreme is Extreme.HIGHEST else Relation.BELOW
    options = view.period(slots.whens)
    used |= set(regions) | slots.used
    for draft in _countries(view, slots, extreme, len(named) + 1, False, within, options, used):
        if isinstance(draft.assertions[0], Rank):
            yield _with_those_ahead(draft, named, relation)


def _with_those_ahead(draft: Draft, named: tuple[Ref, ...], relation: Relation) -> Draft:
    """A rank with who is ahead, where that is said: "third, behind Syria and Iraq"."""
    found = draft.assertions[0]
    if not isinstance(found, Rank) or not named:
        return draft
    others = [replace(found.subject, measure=replace(found.subject.measure, places=(ref,))) for ref in named]
    return replace(draft, assertions=(found, *(Comparison(other, relation, found.subject) for other in others)))


def nobody_more(view: View) -> Iterator[Draft]:
    """No country recorded more violent incidents in 2020 than Mexico, no region more than Sagaing: it is first."""
    nos, dims = view.all("no"), view.all("dimension")
    comparatives, pivots = view.all("comparative"), view.all("than")
    nowhere = view.all("nowhere")
    if nowhere and not nos and not dims:
        nos, dims = nowhere, nowhere
    if len(nos) != 1 or len(dims) != 1 or len(comparatives) != 1 or len(pivots) != 1 or view.numbers():
        return
    if not nos[0] <= dims[0] < comparatives[0] < pivots[0]:
        return
    sort = "countries" if nowhere else view.items[dims[0]].get("dimension")
    if sort not in ("countries", "areas"):
        return
    extreme, implied = SUPERLATIVES[COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
    used = {*nos, *dims, *comparatives, *pivots, *view.all("other", "degree", "do")}
    rest = [i for i in view.live if i not in used]
    regions = [i for i in rest if view.items[i].sort == "place" and view.context.is_region(view.items[i].refs)]
    within = view.items[regions[0]].refs if len(regions) == 1 else ()
    if len(regions) > 1:
        return
    slots = implied_by(view.gather(i for i in rest if i not in regions), implied)
    within = () if within and within[0].id == WORLD else within
    if sort == "areas":
        if slots.areas and not within:
            used |= slots.used
            yield from _single(view, slots, Dimension.AREAS, extreme, 1, False, view.period(slots.whens), used)
        return
    yield from _countries(
        view, slots, extreme, 1, False, within, view.period(slots.whens), used | set(regions) | slots.used
    )


def _countries(
    view: View,
    slots: Slots,
    extreme: Extreme,
    nth: int,
    top: bool,
    within: tuple[Ref, ...],
    options: tuple[Period, ...],
    used: set[int],
) -> Iterator[Draft]:
    full = slots.over(view.base)
    if not full.places or full.areas:
        return
    for blocks, meant, (period,) in each(view.meant(slots, "deaths" if slots.implied == "deaths" else ""), options):
        per = full.per
        if len(full.places) > 1:
            if not top or nth != len(full.places):
                continue
            amount = Amount(replace(meant.measure, places=within), period, per)
            yield Draft((Top(amount, full.places, extreme),), frozenset(used), slots, period, blocks, "top")
            continue
        amount = Amount(meant.measure, period, per)
        found = Rank(amount, Dimension.COUNTRIES, nth, extreme, within, top)
        yield Draft((found,), frozenset(used), slots, period, blocks, "rank")


def _single(
    view: View,
    slots: Slots,
    dimension: Dimension,
    extreme: Extreme,
    nth: int,
    top: bool,
    options: tuple[Period, ...],
    used: set[int],
) -> Iterator[Draft]:
    for blocks, meant, (period,) in each(view.meant(slots, "deaths" if slots.implied == "deaths" else ""), options):
        amount = Amount(meant.measure, period, slots.over(view.base).per)
        yield Draft((Rank(amount, dimension, nth, extreme, (), top),), frozenset(used), slots, period, blocks, "rank")
