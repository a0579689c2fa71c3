"""Rules for records and ranks: deadliest month since, second highest on record, the deadliest country in Africa."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from onrecord.model.dates import Grain, Period, add_months
from onrecord.model.precision import Comparator, Unit
from onrecord.model.reading import (
    Amount,
    Assertion,
    Comparison,
    Dimension,
    Extreme,
    Level,
    Rank,
    Record,
    Ref,
    Relation,
    Top,
)
from onrecord.reading.prose.drafts import GRAINS, Draft, View, each, grain_of, is_count
from onrecord.reading.prose.levels import of_time
from onrecord.reading.prose.slots import Slots
from onrecord.vocabulary import WORLD

_SUPERLATIVES = {
    "deadliest": (Extreme.HIGHEST, "deaths"),
    "highest": (Extreme.HIGHEST, ""),
    "violent": (Extreme.HIGHEST, "violence"),
    "lowest": (Extreme.LOWEST, ""),
    "safest": (Extreme.LOWEST, "deaths"),
    "peaceful": (Extreme.LOWEST, "violence"),
}
_COMPARATIVES = {
    "more": "highest",
    "deadlier": "deadliest",
    "violent": "violent",
    "fewer": "lowest",
    "safer": "safest",
    "peaceful": "peaceful",
}


def _superlative(view: View) -> tuple[Extreme, str, set[int]] | None:
    """The extreme a sentence claims: by a superlative, or by "more than in any other"."""
    words = [i for i in view.all("superlative") if not view.items[i].has("comparative") or not view.all("than")]
    if len(words) == 1 and view.first("than") is None:
        extreme, implied = _SUPERLATIVES[view.items[words[0]].get("superlative")]
        following = words[0] + 1
        if implied == "deaths" and following < len(view.items) and view.items[following].has("attacks", "events"):
            return None  # the deadliest attack is one event
        return extreme, implied, {words[0]}
    comparatives, pivots, others = view.all("comparative"), view.all("than", "exceed"), view.all("other")
    if not words and len(comparatives) == 1 and pivots and others and others[-1] > pivots[0]:
        extreme, implied = _SUPERLATIVES[_COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
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


def record(view: View) -> Iterator[Draft]:
    """2014 was the deadliest year on record; the highest monthly toll since March 2012."""
    claimed = _superlative(view)
    if claimed is None:
        return
    extreme, implied, used = claimed
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    grains += [i for i in view.live if view.items[i].has("grain_adjective")]
    named = {view.items[i].get("grain") or view.items[i].get("grain_adjective") for i in grains}
    if len(named) > 1 or view.all("dimension", "rank", "each", "row", "move"):
        return
    if _one_of_many(view) or (not grains and _found_in(view)):
        return
    lists = [i for i in view.sorts("place") if len(view.items[i].refs) > 1]
    if lists and len(view.sorts("place")) > 1:
        return  # "of Mali, Niger and Chad, Mali had the most": a rank among the three
    if not grains and not _over_time(view, used):
        return  # "Boko Haram killed the most civilians": of all groups, or of all years?
    if any(_names_month(view, i + 1) for i in used):
        return  # "its deadliest March"
    if view.all("peak") and any(view.when(i).how == "by end" for i in view.whens()):
        return  # "had peaked by 2018"
    if view.all("other") and view.all("summed"):
        return
    used |= set(grains) | set(view.all("record", "degree", "other", "than", "compared", "as_of"))
    rates = view.sorts("rate")
    if (
        not named
        and len(rates) == 1
        and (rate := view.items[rates[0]].rate) is not None
        and rate.count == 1
        and rate.unit.value in GRAINS
    ):
        named, grains = {rate.unit.value}, rates
        used |= set(rates)
    nths = view.sorts("ordinal")
    if len(nths) > 1 or (not named and _world_beside(view)):
        return
    nth = view.items[nths[0]].nth if nths else 1
    used |= set(nths)
    count, rest = _with_count(view, used)
    if count is False:
        return
    slots = _implied(view.gather(rest), implied)
    used |= slots.used
    subject_whens, among_whens = _split_whens(view, list(slots.whens), bool(view.all("other")))
    subjects = view.period(subject_whens)
    options = _among(view, among_whens, bool(grains))
    for number, subject in enumerate(subjects):
        grain = GRAINS[named.copy().pop()] if named else grain_of(subject)
        if not named and any(view.when(i).grain == "months" for i in subject_whens):
            continue  # "the first three months were the worst on record": of any quarter, or of any such months?
        if grain is None or (named and not _is(subject, grain)):
            continue
        for position, among in enumerate(options(subject, grain)):
            for meant in view.meant(slots, "deaths" if implied == "deaths" else ""):
                amount = Amount(meant.measure, subject, None if rates == grains else slots.over(view.base).per)
                parts: list[Assertion] = [Record(amount, extreme, grain, among, nth)]
                if count is not None and count is not True:
                    parts.append(Level(amount, view.stated(count)))
                blocks = number > 0 or position > 0 or meant.blocks
                yield Draft(tuple(parts), frozenset(used), slots, subject, blocks, "record")


def _world_beside(view: View) -> bool:
    """Whether a place and a region are named: "the highest rate in the world" is a rank, not a record."""
    places = view.sorts("place")
    return len(places) > 1 and any(view.context.is_region(view.items[i].refs) for i in places)


def _is(period: Period, grain: Grain) -> bool:
    found = grain_of(period)
    return found is grain or (grain is Grain.WEEK and period.days == 7)


def _with_count(view: View, used: set[int]) -> tuple[int | bool | None, list[int]]:
    """The number of a record ("with 8,409 deaths", "peaked at 8,409"), if there is one."""
    numbers = [i for i in view.numbers() if i not in used]
    rest = [i for i in view.live if i not in used and i not in numbers]
    if not numbers:
        return None, rest
    if of_time(view, numbers[0]) or "genitive" in view.items[numbers[0]].led:
        return False, rest
    if len(numbers) > 1 or not is_count(view.stated(numbers[0])):
        return False, rest
    used.add(numbers[0])
    return numbers[0], rest


def _split_whens(view: View, whens: list[int], other: bool) -> tuple[list[int], list[int]]:
    """The period claimed to be the record, and those it is held against."""
    among = [
        i
        for i in whens
        if view.when(i).how in ("since", "after", "before", "until") or _is_span(view, i) or _after_record(view, i)
    ]
    rest = [i for i in whens if i not in among]
    ranges = [i for i in rest if view.when(i).how in ("from to", "window") or view.when(i).grain == "decade"]
    if len(rest) > 1 and len(ranges) == 1 and not among:
        among, rest = ranges, [i for i in rest if i not in ranges]
    elif len(rest) > 1 and not among:
        # "the deadliest month of 2014 was July 2014": the year that holds the month
        periods = {i: next(iter(view.period([i])), None) for i in rest}
        sizes = sorted(rest, key=lambda i: (p.days or 0) if (p := periods[i]) else 0)
        inner, outer = periods[sizes[0]], periods[sizes[-1]]
        if (
            len(rest) == 2
            and inner
            and outer
            and inner.start
            and outer.start
            and outer.end
            and inner != outer
            and outer.start <= inner.start <= outer.end
        ):
            among, rest = [sizes[-1]], [sizes[0]]
    return rest, among


def _after_record(view: View, index: int) -> bool:
    """Whether a year says since when there are records: "since records began in 2010"."""
    before = [i for i in view.live if i < index]
    last = view.items[before[-1]] if before else None
    return last is not None and last.has("record") and last.has_use("starts")


def _is_span(view: View, index: int) -> bool:
    """Whether a period is a stretch back from the subject: "the highest in two decades"."""
    relative = view.when(index).relative
    return relative is not None and relative[0] == "span"


def _among(view: View, whens: list[int], later: bool):  # type: ignore[no-untyped-def]
    """What the record is held against, by the subject's period and the grain; the likeliest first."""

    def options(subject: Period, grain: Grain) -> tuple[Period, ...]:
        if not whens:
            return (Period(),)
        if len(whens) > 1:
            return ()
        when = view.when(whens[0])
        if when.relative is not None and when.relative[0] == "span" and subject.end is not None:
            months = {"year": 12, "decade": 120, "month": 1}[when.relative[2]] * when.relative[1]
            return (Period(add_months(subject.end + timedelta(days=1), -months), subject.end),)
        if when.how == "in" and _after_record(view, whens[0]) and when.period is not None:
            return (Period(when.period.start, None),)
        if when.how in ("since", "after"):
            point = when.point
            if point is None or point.start is None or point.end is None:
                return ()
            after = Period(point.end + timedelta(days=1), None)
            # What "since" names was higher, or it would not be named: "the deadliest since 2014" says nothing of 2014.
            # "At its highest since 2014" looks back from its own time; "the deadliest year since 2014" may mean all
            # years since, later ones too.
            starts = [after.start]
            if not (grain_of(point) is grain or when.how == "after" or grain_of(point) is Grain.DAY):
                starts.append(point.start)
            ends = [subject.end, None] if later else [subject.end]
            return tuple(Period(start, end) for end in ends for start in starts if start and (not end or start <= end))
        if when.period is None:
            return ()
        if when.how in ("before", "until"):
            return (
                Period(None, subject.end)
                if when.period.end and subject.end and when.period.end >= subject.end
                else when.period,
            )
        return (when.period,)

    return options


def rank(view: View) -> Iterator[Draft]:
    """Afghanistan was the deadliest country in 2019; Yemen ranked second worldwide; more than any other country."""
    dims = view.all("dimension")
    ranks = view.all("rank")
    claimed = _superlative(view)
    topped = view.all("topped")
    listed = view.all("list")
    if listed and not topped and view.all("tops"):
        topped = view.all("tops") + listed
        claimed = None
    if _one_of_many(view) or (view.all("other") and view.all("summed")) or view.all("peak"):
        return
    if claimed is None and not ranks and not topped:
        return
    extreme, implied, used = claimed if claimed is not None else (Extreme.HIGHEST, "", set())
    used |= set(dims) | set(ranks) | set(topped) | set(view.all("degree", "record_free", "other", "than", "top_of"))
    dimension = {view.items[i].get("dimension") for i in dims}
    nths = view.sorts("ordinal")
    numbers = [i for i in view.numbers() if i not in used]
    if len(dimension) > 1 or len(nths) > 1 or len(numbers) > 1 or view.all("record", "row", "each"):
        return
    if claimed is None and not topped and not (nths and ranks and _adjacent(view, ranks[0], nths[0])):
        return
    nth = view.items[nths[0]].nth if nths else 1
    used |= set(nths)
    top = False
    if numbers:
        stated = view.stated(numbers[0])
        before = [i for i in view.live if i < min(used & set(view.all("superlative")), default=-1)]
        if not is_count(stated) or stated.comparator is not Comparator.PLAIN or stated.value > 50 or nths:
            return
        if numbers[0] not in before[-2:]:
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
    subjects = [i for i in places if i not in within_index]
    if len(subjects) > 1 or any(view.items[i].has_use("but") for i in subjects):
        return
    rest = [i for i in rest if i not in within_index]
    used |= set(within_index)
    if within and within[0].id == WORLD:
        within = ()
    slots = _implied(view.gather(rest), implied)
    used |= slots.used
    kind = next(iter(dimension), "")
    if not kind:
        kind = "countries" if (within_index or ranks or topped) else ""
    options = view.period(slots.whens)
    if kind == "countries":
        yield from _countries(view, slots, extreme, nth, top, within, options, used)
    elif kind == "areas" and slots.areas and not within:
        yield from _single(view, slots, Dimension.AREAS, extreme, nth, top, options, used)
    elif kind == "actors" and slots.actors and not within:
        yield from _single(view, slots, Dimension.ACTORS, extreme, nth, top, options, used)


def _names_month(view: View, index: int) -> bool:
    """Whether a period stands there without a preposition."""
    if index >= len(view.items):
        return False
    item = view.items[index]
    return item.sort == "when" and not item.gap.strip() and "at" not in item.led and "bound" not in item.led


def _over_time(view: View, used: set[int]) -> bool:
    """Whether a superlative without a unit of time is held against other times: its own, ever, since."""
    if view.all("record", "peak", "other", "than"):
        return True
    if any(view.when(i).how in ("since", "before", "after", "until") or _is_span(view, i) for i in view.whens()):
        return True
    for i in used:
        item = view.items[i]
        if "its" in item.led or any(mark in item.text.casefold() for mark in ("record", "all time", "ever")):
            return True
        if i and view.items[i - 1].owner:
            return True
    return False


def _found_in(view: View) -> bool:
    """ "The most deaths in 2018 were in Mali": a rank of places, not a record of years."""
    superlatives, verbs = view.all("superlative"), view.all("be")
    if not superlatives or not verbs or verbs[-1] < superlatives[0]:
        return False
    return any(i > verbs[-1] and "at" in view.items[i].led for i in view.sorts("place"))


def _one_of_many(view: View) -> bool:
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


def _adjacent(view: View, verb: int, nth: int) -> bool:
    """Whether an ordinal belongs to a word of ranking: "ranked second", "second place", not "the first attack came"."""
    between = [i for i in view.live if min(verb, nth) < i < max(verb, nth)]
    if verb > nth:
        return not between and view.items[verb].has("position")
    return all(view.items[i].free for i in between)


def no_period_more(view: View) -> Iterator[Draft]:
    """No month has been deadlier in Mali than March 2022; Algeria never had a bloodier year than 1997."""
    nos = view.all("no") + [i for i in view.all("not") if view.items[i].get("not") == "never"]
    comparatives, pivots = view.all("comparative"), view.all("than")
    equatives = view.all("as")
    if not comparatives and len(equatives) == 1:
        comparatives, pivots = equatives, [i for i in view.all("than_as", "than") if i > equatives[0]][-1:]
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    named = {view.items[i].get("grain") for i in grains}
    if len(nos) != 1 or len(comparatives) != 1 or len(pivots) != 1 or len(named) != 1 or view.numbers():
        return
    subject = [i for i in view.whens() if i > pivots[0]]
    among = [i for i in view.whens() if i < pivots[0]]
    if len(subject) != 1 or pivots[0] < comparatives[0]:
        return
    grain = GRAINS[named.copy().pop()]
    word = view.items[comparatives[0]]
    same = {"many": "highest", "deadly": "deadliest"}.get(word.get("as"))
    extreme, implied = _SUPERLATIVES[same or _COMPARATIVES[word.get("comparative")]]
    used = {
        *nos,
        *comparatives,
        *pivots,
        *grains,
        *subject,
        *among,
        *view.all("other", "degree", "do", "record", "of_all", "single"),
    }
    slots = _implied(view.gather(i for i in view.live if i not in used), implied)
    for position, period in enumerate(view.period(subject)):
        if not _is(period, grain):
            continue
        for number, within in enumerate(_among(view, among, False)(period, grain)):
            for meant in view.meant(slots, "deaths" if implied == "deaths" else ""):
                amount = Amount(meant.measure, period, slots.over(view.base).per)
                blocks = position > 0 or number > 0 or meant.blocks
                yield Draft(
                    (Record(amount, extreme, grain, within),),
                    frozenset(used | slots.used),
                    slots,
                    period,
                    blocks,
                    "record",
                )


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
    extreme, implied = _SUPERLATIVES[_COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
    used = {*only, *ahead, *comparatives, *pivots, *view.all("degree", "do")}
    regions = [i for i in view.sorts("place") if i not in ahead and view.context.is_region(view.items[i].refs)]
    if len(regions) > 1:
        return
    within = view.items[regions[0]].refs if regions else ()
    within = () if within and within[0].id == WORLD else within
    slots = _implied(view.gather(i for i in view.live if i not in used and i not in regions), implied)
    named = view.items[ahead[0]].refs
    relation = Relation.ABOVE if extreme is Extreme.HIGHEST else Relation.BELOW
    options = view.period(slots.whens)
    used |= set(regions) | slots.used
    for draft in _countries(view, slots, extreme, len(named) + 1, False, within, options, used):
        found = draft.assertions[0]
        if isinstance(found, Rank):
            # who is ahead is said too
            others = [replace(found.subject, measure=replace(found.subject.measure, places=(ref,))) for ref in named]
            more = [Comparison(other, relation, found.subject) for other in others]
            yield replace(draft, assertions=(found, *more))


def nobody_more(view: View) -> Iterator[Draft]:
    """No country recorded more violent incidents in 2020 than Mexico: Mexico is first."""
    nos, dims = view.all("no"), view.all("dimension")
    comparatives, pivots = view.all("comparative"), view.all("than")
    nowhere = view.all("nowhere")
    if nowhere and not nos and not dims:
        nos, dims = nowhere, nowhere
    if len(nos) != 1 or len(dims) != 1 or len(comparatives) != 1 or len(pivots) != 1 or view.numbers():
        return
    if not nos[0] <= dims[0] < comparatives[0] < pivots[0]:
        return
    if not nowhere and view.items[dims[0]].get("dimension") != "countries":
        return
    extreme, implied = _SUPERLATIVES[_COMPARATIVES[view.items[comparatives[0]].get("comparative")]]
    used = {*nos, *dims, *comparatives, *pivots, *view.all("other", "degree", "do")}
    rest = [i for i in view.live if i not in used]
    regions = [i for i in rest if view.items[i].sort == "place" and view.context.is_region(view.items[i].refs)]
    within = view.items[regions[0]].refs if len(regions) == 1 else ()
    if len(regions) > 1:
        return
    slots = _implied(view.gather(i for i in rest if i not in regions), implied)
    within = () if within and within[0].id == WORLD else within
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


def _implied(slots: Slots, implied: str) -> Slots:
    return replace(slots, implied=implied) if implied and not slots.implied else slots
