"""Rules for records: deadliest month since, second highest on record, no year deadlier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from onrecord.model.dates import Grain, Period, add_months, period_around
from onrecord.model.reading import (
    Amount,
    Assertion,
    Level,
    Record,
)
from onrecord.reading.prose.drafts import GRAINS, Draft, View, grain_of, is_count
from onrecord.reading.prose.dressing import CLEFT
from onrecord.reading.prose.levels import of_time
from onrecord.reading.prose.superlatives import (
    found_in,
    implied_by,
    one_of_many,
    superlative,
)

Options = Callable[[Period, Grain], tuple[Period, ...]]
"""The periods a record is held against, by its subject and grain; the likeliest first."""


def record(view: View) -> Iterator[Draft]:
    """2014 was the deadliest year on record; the highest monthly toll since March 2012."""
    claimed = superlative(view)
    if claimed is None:
        return
    extreme, implied, used = claimed
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    grains += [i for i in view.live if view.items[i].has("grain_adjective")]
    named = {view.items[i].get("grain") or view.items[i].get("grain_adjective") for i in grains}
    if len(named) > 1 or view.all("dimension", "rank", "each", "row", "move"):
        return
    cleft = any(CLEFT in view.items[i].led for i in view.whens())
    if one_of_many(view) or (not grains and not cleft and found_in(view)):
        return
    lists = [i for i in view.sorts("place") if len(view.items[i].refs) > 1]
    if lists:
        # "the deadliest year in Mali and Niger": in each, or in both?
        # "Of Mali, Niger and Chad, Mali had the most": a rank among the three.
        return
    if not grains and not _over_time(view, used):
        return  # "Boko Haram killed the most civilians": of all groups, or of all years?
    if any(_names_month(view, i + 1) for i in used):
        return  # "its deadliest March"
    if view.all("peak") and any(view.when(i).how == "by end" for i in view.whens()):
        return  # "had peaked by 2018"
    if (view.all("other") and view.all("summed")) or any(_other_than_times(view, i) for i in view.all("other")):
        return
    used |= set(grains) | set(view.all("record", "degree", "other", "than", "compared"))
    used |= {i for i in view.all("as_of") if not view.items[i].has("deaths")}
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
    if nths and not any(nths[0] < i <= nths[0] + 2 for i in view.all("superlative")):
        return  # "first appears in the record"
    nth = view.items[nths[0]].nth if nths else 1
    used |= set(nths)
    count, rest = _with_count(view, used)
    if count is False:
        return
    slots = view.gather(rest)
    if not (view.all("top_of") and not slots.quantity and (slots.attacks or slots.kinds)):
        slots = implied_by(slots, implied)  # "the worst year in terms of attacks" is that with the most
    used |= slots.used
    subject_whens, among_whens = _split_whens(view, list(slots.whens), bool(view.all("other")))
    subjects = view.period(subject_whens)
    present = any(view.items[i].text.casefold() in _NOW for i in view.live)
    options = among_options(view, among_whens, bool(grains), present)
    if not among_whens and _of_a_war(view):
        options = _around
    for number, subject in enumerate(subjects):
        grain = GRAINS[named.copy().pop()] if named else grain_of(subject)
        if not named and any(view.when(i).grain == "months" for i in subject_whens):
            continue  # "the first three months were the worst on record": of any quarter, or of any such months?
        if grain is None:
            continue
        if named and not is_grain(subject, grain):
            # "the first quarter of 2022 was deadlier than any previous year"
            options = _against_longer(view, among_whens, subject, grain)
        for position, among in enumerate(options(subject, grain)):
            for meant in view.meant(slots, "deaths" if implied == "deaths" else ""):
                amount = Amount(meant.measure, subject, None if rates == grains else slots.over(view.base).per)
                parts: list[Assertion] = [Record(amount, extreme, grain, among, nth)]
                if count is not None and count is not True:
                    parts.append(Level(amount, view.stated(count)))
                blocks = number > 0 or position > 0 or meant.blocks
                yield Draft(tuple(parts), frozenset(used), slots, subject, blocks, "record")


def _other_than_times(view: View, index: int) -> bool:
    """Whether others are named that are no periods: "more than any other conflict"."""
    following = view.items[index + 1] if index + 1 < len(view.items) else None
    if following is None or following.gap.strip():
        return False
    return following.sort in ("kind", "actor", "area") or following.has("conflict_noun", "events", "attacks", "people")


def _against_longer(view: View, whens: list[int], subject: Period, grain: Grain) -> Options:
    """What a shorter period is held against where it is said to exceed whole longer ones: those before it."""
    others = view.all("other")
    if (
        not view.all("comparative")
        or not others
        or subject.start is None
        or subject.days is None
        or not view.all("than")
    ):
        return lambda _subject, _grain: ()
    around = period_around(subject.start, grain)
    if around.days is None or subject.days >= around.days or around.start is None:
        return lambda _subject, _grain: ()
    if whens:
        return among_options(view, whens, False)
    if view.items[others[-1]].get("other") != "previous":
        return lambda _subject, _grain: ()
    before = Period(None, around.start - timedelta(days=1))
    return lambda _subject, _grain: (before,)


def _world_beside(view: View) -> bool:
    """Whether a place and a region are named: "the highest rate in the world" is a rank, not a record."""
    places = view.sorts("place")
    return len(places) > 1 and any(view.context.is_region(view.items[i].refs) for i in places)


def is_grain(period: Period, grain: Grain) -> bool:
    """Whether a period is one of a grain: a year, a month; seven days are a week."""
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


_NOW = ("is", "est", "remains", "reste", "demeure", "still", "encore")


def _of_a_war(view: View) -> bool:
    """Whether the record is one of a war, whose years the sentence does not give: "the deadliest year of the war"."""
    records = [view.items[i].get("record") for i in view.all("record")]
    if "record" in records:
        return False
    return "war" in records or bool(view.all("conflict_noun"))


_WAR = 24
"""Months on either side of a period in which a war that was at its deadliest was certainly fought."""


def _around(subject: Period, grain: Grain) -> tuple[Period, ...]:
    """What a record of a war is held against: all there is, and as likely the time around it alone.

    The highest of all is the highest of its war. If it is not, but is the highest of the two years on either side,
    the war may have begun after the higher one, or ended before it: only where both agree is there a verdict.
    """
    if subject.start is None or subject.end is None:
        return (Period(),)
    end = add_months(subject.end + timedelta(days=1), _WAR) - timedelta(days=1)
    return (Period(), Period(add_months(subject.start, -_WAR), end))


def among_options(view: View, whens: list[int], later: bool, present: bool = False) -> Options:
    """What the record is held against, by the subject's period and the grain; the likeliest first.

    ``later`` says that it may look at later times too, ``present`` that it does: "is the deadliest year since 2014".
    """

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
            ends = [None] if later and present else [subject.end, None] if later else [subject.end]
            return tuple(Period(start, end) for end in ends for start in starts if start and (not end or start <= end))
        if when.period is None:
            return ()
        if when.how == "until":
            return ()  # until then, and not after: two things
        if when.how == "before":
            return (
                Period(None, subject.end)
                if when.period.end and subject.end and when.period.end >= subject.end
                else when.period,
            )
        return (when.period,)

    return options


def _names_month(view: View, index: int) -> bool:
    """Whether a period stands there without a preposition."""
    if index >= len(view.items):
        return False
    item = view.items[index]
    return item.sort == "when" and not item.gap.strip() and "at" not in item.led and "bound" not in item.led


def _over_time(view: View, used: set[int]) -> bool:
    """Whether a superlative without a unit of time is held against other times: its own, ever, since."""
    if view.all("record", "peak", "other", "than") or len(view.whens()) > 1:
        return True
    if any(view.when(i).how in ("since", "before", "after", "until") or _is_span(view, i) for i in view.whens()):
        return True
    if any(CLEFT in view.items[i].led for i in view.whens()):
        return True
    for i in used:
        item = view.items[i]
        if "its" in item.led or any(mark in item.text.casefold() for mark in ("record", "all time", "ever")):
            return True
        if i and (view.items[i - 1].owner or (view.items[i - 1].has("deaths") and "its" in view.items[i - 1].led)):
            return True  # "its deadliest year", "Mali's worst toll", "son bilan le plus lourd"
    return False
