"""Rules for what goes on: each year since, the third year in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.model.dates import Grain, Period, split
from onrecord.model.precision import Comparator, Unit
from onrecord.model.reading import Amount, Direction, Streak, Trend
from onrecord.reading.prose.changes import moves
from onrecord.reading.prose.drafts import GRAINS, Draft, View, each, grain_of
from onrecord.reading.prose.superlatives import implied_by


def _more_than_before(view: View) -> tuple[Direction, list[int]] | None:
    """ "Each year more than the year before": the words that say so, the period before among them."""
    comparatives, pivots = view.all("comparative"), view.all("than")
    before = [i for i in view.whens() if (r := view.when(i).relative) is not None and r[0] in ("previous", "earlier")]
    if len(comparatives) != 1 or len(pivots) != 1 or len(before) != 1 or before[0] < pivots[0]:
        return None
    kind = view.items[comparatives[0]].get("comparative")
    if kind not in ("more", "fewer"):
        return None
    return (Direction.RISE if kind == "more" else Direction.FALL), [*comparatives, *pivots]


def _grown(view: View) -> tuple[Direction, list[int], list[int]] | None:
    """ "Has grown deadlier every year": the words that say so."""
    comparatives = view.all("comparative")
    kind = view.items[comparatives[0]].get("comparative") if len(comparatives) == 1 else ""
    if kind not in ("deadlier", "safer") or view.all("than", "compared", "base"):
        return None
    moves_said = [i for i in view.all("move") if i + 1 == comparatives[0]]
    return (Direction.RISE if kind == "deadlier" else Direction.FALL), [*comparatives, *moves_said], []


def trend(view: View) -> Iterator[Draft]:
    """Deaths rose every year from 2017 to 2020; fell in each month since February 2022."""
    direction, words, multiples = moves(view)
    more = _more_than_before(view)
    if more is not None:
        direction, words, multiples = more[0], more[1], []
    marks = view.all("each") + [i for i in view.sorts("rate") if view.items[i].has_use("every")]
    grown = _grown(view)
    if grown is not None:
        direction, words, multiples = grown
    if any((rate := view.items[i].rate) is not None and rate.count != 1 for i in view.sorts("rate")):
        return  # "every two years"
    if direction is None or multiples or not marks or not words or view.numbers():
        return
    used = set(words) | set(marks) | set(view.all("degree", "comparative", "than", "other"))
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    rates = list(view.sorts("rate"))
    grain: Grain | None = None
    if grains:
        grain = GRAINS[view.items[grains[0]].get("grain")]
        used |= set(grains)
    elif rates:
        rate = view.items[rates[0]].rate
        grain = GRAINS.get(rate.unit.value) if rate is not None and rate.count == 1 else None
        used |= set(rates)
    if len(grains) > 1:
        return
    slots = view.gather(i for i in view.live if i not in used)
    slots = implied_by(slots, "deaths") if grown is not None else slots
    whens = [i for i in slots.whens if view.when(i).relative is None or more is None]
    last: Period | None = None
    if len(whens) == 2 and {view.when(i).how for i in whens} == {"since", "until"}:
        last = next(view.when(i).period for i in whens if view.when(i).how == "until")
        whens = [i for i in whens if view.when(i).how == "since"]
    if len(whens) != 1:
        return
    when = view.when(whens[0])
    grain = grain or GRAINS.get(when.grain)
    if grain is None:
        return
    options: tuple[Period, ...] = (when.period,) if when.period is not None else ()
    if when.edges is not None and when.edges[0] == when.edges[1]:
        return
    if when.how == "from to" and when.edges is not None and when.edges[0].end is not None and when.period is not None:
        # Between 2015 and 2018 there are the rises of 2016, 2017 and 2018; from 2015 to 2018 perhaps that of 2015 too.
        inner = Period(when.edges[0].end + timedelta(days=1), when.period.end)
        options = (
            (inner,) if view.items[whens[0]].text.casefold().startswith(("between", "entre")) else (when.period, inner)
        )
    elif when.how in ("since", "after") and when.point is not None and when.point.end is not None:
        options = (Period(when.point.end + timedelta(days=1), last.end if last else None),)
    if len(slots.over(view.base).places) > 1:
        return  # in each of several places, or in all together?
    for blocks, meant, (period,) in each(view.meant(slots, "deaths" if grown is not None else ""), options):
        yield Draft(
            (Trend(Amount(meant.measure, period, slots.over(view.base).per), direction, grain),),
            frozenset(used | slots.used),
            slots,
            period,
            blocks,
            "trend",
        )


def streak(view: View) -> Iterator[Draft]:
    """Deaths fell in 2020 for the sixth consecutive year; fell for three years running to 2020."""
    direction, words, multiples = moves(view)
    marks = view.all("row")
    if direction is None or multiples or not marks:
        return
    used = set(words) | set(marks) | set(view.all("degree"))
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    nths = view.sorts("ordinal")
    numbers = view.numbers()
    yearly = [i for i in view.sorts("rate") if (rate := view.items[i].rate) is not None and rate.count == 1]
    if len(grains) > 1 or len(yearly) > 1 or len(nths) + len(numbers) != 1:
        return
    used |= set(yearly)
    used |= set(grains) | set(nths) | set(numbers)
    if nths:
        nth = view.items[nths[0]].nth
    else:
        stated = view.stated(numbers[0])
        if stated.unit is not Unit.COUNT or stated.comparator is not Comparator.PLAIN or stated.value.denominator != 1:
            return
        nth = int(stated.value)
    named = view.items[grains[0]].get("grain") if grains else ""
    if not named and yearly and (rate := view.items[yearly[0]].rate) is not None:
        named = rate.unit.value
    slots = view.gather(i for i in view.live if i not in used)
    options = view.period(slots.whens)
    ranged = [view.when(i) for i in slots.whens if view.when(i).edges is not None]
    if len(slots.over(view.base).places) > 1:
        return  # in each of several places, or in all together?
    for blocks, meant, (period,) in each(view.meant(slots), options):
        grain = GRAINS.get(named) or grain_of(period)
        if nth < 1 or grain is None:
            continue
        per = slots.over(view.base).per
        if ranged and ranged[0].edges is not None and grain_of(ranged[0].edges[1]) is grain:
            inner = period
            if period.start is not None and period.end is not None and len(split(period, grain)) == nth + 1:
                inner = Period(split(period, grain)[1].start, period.end)
            elif len(split(period, grain)) != nth:
                continue
            yield Draft(
                (Trend(Amount(meant.measure, inner, per), direction, grain),),
                frozenset(used | slots.used),
                slots,
                period,
                blocks,
                "streak",
            )
            continue
        if grain_of(period) is not grain:
            continue
        yield Draft(
            (Streak(Amount(meant.measure, period, per), direction, nth, grain),),
            frozenset(used | slots.used),
            slots,
            period,
            blocks,
            "streak",
        )
