"""Rules for plain amounts: levels, rates, none at all, distinct counts, first and last."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from onrecord.model.dates import Grain, Period, split
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    Amount,
    Assertion,
    Change,
    Comparison,
    Direction,
    Extreme,
    Level,
    Per,
    RateUnit,
    Record,
    Relation,
)
from onrecord.reading.prose.drafts import Draft, View, as_times, each, grain_of, is_count
from onrecord.reading.prose.slots import ALL_VIOLENCE, Slots


def level(view: View) -> Iterator[Draft]:
    """Around 5,300 people were killed in Nigeria in 2014; 35 lives a day; a violent incident every 21 hours."""
    numbers = view.numbers()
    between = any((rate := view.items[i].rate) is not None and rate.between for i in view.sorts("rate"))
    if between or len(numbers) != 1 or not is_count(view.stated(numbers[0])):
        yield from _interval(view)
        return
    number = numbers[0]
    if of_time(view, number) or _definite(view, number) or not _counts(view, number):
        return
    stated = view.stated(number)
    slots = view.gather(i for i in view.live if i != number)
    per = slots.over(view.base).per
    if stated.decimals and per is None:
        return  # a count has no decimals: "1.234" may be a thousand
    rates = [view.items[i].text for i in view.sorts("rate")]
    if per is not None and per.unit is RateUnit.PEOPLE and not any(char.isdigit() for text in rates for char in text):
        return  # "6 per capita": for how many?
    if per is not None and stated.comparator is Comparator.AT_MOST:
        return  # "up to 50 a day" is the most on any day
    by = any(view.items[i].text.casefold().startswith(("by mid", "by the middle", "à la mi")) for i in slots.whens)
    if any(view.when(i).how == "by end" for i in slots.whens) or (by and not view.all("that_year", "already")):
        return  # "by the end of 2018, 50 had been killed": since when?
    if _people(view, number) and slots.over(view.base).quantity != "deaths":
        return  # people are counted, not attacks
    options = view.period(slots.whens)
    bounded = view.items[number].text.casefold().startswith(("above", "below", "under", "beyond"))
    for blocks, meant, (period,) in each(view.meant(slots), options):
        if bounded and (period.days is None or period.days > 366):
            continue  # "have been above 50 since 2012": in all, or in each year?
        per = slots.over(view.base).per
        if per is not None and (per.between or _every_year(view)):
            continue
        found = Level(Amount(meant.measure, period, per), view.stated(number))
        same = view.all("that_year", "already") if period.days and period.days <= 366 else []
        yield Draft((found,), slots.used | {number, *same}, slots, period, blocks, "level")
        years = _each_year(view, slots, stated, period)
        if years and per is None:
            parts = tuple(replace(found, subject=replace(found.subject, period=year)) for year in years)
            yield Draft(parts, slots.used | {number, *same}, slots, period, True, "level")
        if per is not None and _rounded(stated):
            near = replace(stated, comparator=Comparator.ABOUT)
            yield Draft((replace(found, stated=near),), slots.used | {number, *same}, slots, period, True, "level")


def _each_year(view: View, slots: Slots, stated: Stated, period: Period) -> tuple[Period, ...]:
    """ "Fewer than 500 deaths in 2018 and 2019": fewer in each of the years, as much as in both."""
    listed = any(view.when(i).how == "listed" for i in slots.whens)
    if not listed or slots.summed or stated.comparator not in (Comparator.FEWER_THAN, Comparator.AT_MOST):
        return ()
    return split(period, Grain.YEAR)


def _rounded(stated: Stated) -> bool:
    """Whether the number of an average may be a round one: "38,600 people a year" is hardly exact, as a count is."""
    return stated.comparator is Comparator.PLAIN and stated.value >= 1000 and stated.value % 10 == 0


def counted_at(view: View, number: int) -> int | None:
    """The item a number counts: the one after it, past adjectives."""
    for i in range(number + 1, len(view.items)):
        item = view.items[i]
        if not (
            item.has("degree", "lethal", "genitive") or (item.has("noise", "records") and not item.text.endswith("s"))
        ):
            return i
    return None


def _counts(view: View, number: int) -> bool:
    """Whether what follows a number can be what the data count: "50 witnesses" and "50 reports of deaths" are not."""
    at = counted_at(view, number)
    if at is None:
        return True
    item = view.items[at]
    if item.has("noise", "records", "structure") and item.text.casefold().endswith("s") and len(item.text) > 4:
        return item.has("people", "deaths", "events", "attacks", "be")
    if (
        item.sort == "kind"
        and item.refs[0].id == ALL_VIOLENCE
        and item.text.endswith("s")
        and not item.has_use("events")
    ):
        return False  # "1,167 conflicts"
    if item.get("kill") == "killed" and at + 1 < len(view.items):
        return not (view.items[at + 1].has("people") or view.items[at + 1].sort == "number")  # "20 killed civilians"
    if item.has("people") and at + 1 < len(view.items):
        following = view.items[at + 1]
        if following.has("do") and not following.has("be") and at + 2 < len(view.items):
            following = view.items[at + 2]  # "have reported"
        told = following.has("records") and at + 2 < len(view.items) and view.items[at + 2].has("kill")
        if told and following.text.casefold().endswith(("ed", "é", "ée", "és", "ées")):
            return True  # "1,080 people reported killed"
        return following.has("do", "be", "kill") or not following.has("records")  # "50 people reported deaths"
    return True


def _people(view: View, number: int) -> bool:
    at = counted_at(view, number)
    return at is not None and view.items[at].has("people")


def of_time(view: View, number: int) -> bool:
    """Whether a number counts days or years: "in five years"."""
    following = view.items[number + 1] if number + 1 < len(view.items) else None
    return following is not None and following.has("grain") and not following.gap.strip()


def _definite(view: View, number: int) -> bool:
    """ "The 50 people killed were civilians" says that all of them were, and that there were 50."""
    verbs = [i for i in view.all("be") if i > number]
    after = [i for i in view.live if verbs and i > verbs[-1]]
    told = any(view.items[i].sort in ("actor", "kind") or view.items[i].get("people") == "civilians" for i in after)
    return told and view.items[number].text.casefold().startswith(("the ", "les ", "all ", "tous "))


def _every_year(view: View) -> bool:
    """Whether a number is said of each month or year, which an average does not tell."""
    long = (RateUnit.YEAR, RateUnit.MONTH, RateUnit.WEEK)
    rates = [view.items[i] for i in view.sorts("rate")]
    return any(item.has_use("every") and item.rate and item.rate.unit in long and not _averaged(view) for item in rates)


def _averaged(view: View) -> bool:
    return bool(view.all("average"))


def _interval(view: View) -> Iterator[Draft]:
    """One event every 21 hours: the hours between one and the next."""
    rates = [i for i in view.sorts("rate") if (rate := view.items[i].rate) is not None and rate.between]
    numbers = view.numbers()
    if len(rates) != 1 or len(numbers) > 1:
        return
    if numbers and (one := view.stated(numbers[0])) and (one.value != 1 or one.comparator is not Comparator.PLAIN):
        return  # "more than one person every hour"
    rate = view.items[rates[0]].rate
    if rate is None:
        return
    slots = view.gather(i for i in view.live if i not in rates and i not in numbers)
    options = view.period(slots.whens)
    slots = replace(slots, averaged=False, single=False)
    stated = Stated(Fraction(rate.count))
    for blocks, meant, (period,) in each(view.meant(slots), options):
        amount = Amount(meant.measure, period, Per(rate.unit, 1, between=True))
        used = slots.used | set(rates) | set(numbers) | set(view.all("once"))
        yield Draft((Level(amount, stated),), frozenset(used), slots, period, blocks, "interval")


def sequence(view: View) -> Iterator[Draft]:
    """664 in 2022, 534 in 2023 and 1,308 in 2024; from 162 in 2018 to 511 in 2019: a number for each period."""
    numbers = view.numbers()
    if (
        len(numbers) < 2
        or not all(is_count(view.stated(i)) for i in numbers)
        or view.all("than", "superlative", "share")
    ):
        return
    moves = {view.items[i].get("move") for i in view.all("move")}
    moves |= {view.items[i].get("moved_from") for i in view.all("moved_from")}
    if len(moves) > 1:
        return
    before = view.all("earlier_was") + view.all("peak")
    used: set[int] = set(numbers) | set(before) | set(view.all("move", "degree", "compared", "to", "from", "pass"))
    led = {i + 1 + view.items[i + 1].has("at") for i in before if i + 1 < len(view.items)}
    if len(before) > 1 or not led <= set(numbers):
        return
    pairs: list[tuple[int, int]] = []
    for position, number in enumerate(numbers):
        stop = numbers[position + 1] if position + 1 < len(numbers) else len(view.items)
        own = [i for i in view.whens() if number < i < stop]
        if len(own) != 1:
            return
        pairs.append((number, own[0]))
    used |= {when for _, when in pairs}
    slots = view.gather(i for i in view.live if i not in used)
    if slots.whens:
        return
    periods: list[Period] = []
    for _, when in pairs:
        found = view.period([when], periods[-1] if periods else None)
        if len(found) != 1 or found[0] in periods:
            return
        periods.append(found[0])
    for meant in view.meant(slots):
        amounts = [Amount(meant.measure, period, slots.over(view.base).per) for period in periods]
        parts: list[Assertion] = [
            Level(one, view.stated(number)) for one, (number, _) in zip(amounts, pairs, strict=True)
        ]
        if moves:
            direction = Direction.RISE if moves == {"rise"} else Direction.FALL
            steps = sorted(amounts, key=lambda one: one.period.start or date.min)
            parts += [Change(b, a.period, direction) for a, b in itertools.pairwise(steps)]
        yield Draft(tuple(parts), frozenset(used | slots.used), slots, periods[0], meant.blocks, "sequence")
        for extreme in (_EXTREMES.get(_extreme(view, i)) for i in before):
            # "after peaking at 4,196 the year before" may mean more than that year and this
            peaked = next(i for i in range(len(pairs)) if pairs[i][0] in led)
            grain, last = grain_of(periods[peaked]), max((p.end for p in periods if p.end), default=None)
            if extreme is not None and grain is not None:
                told = (*parts, Record(amounts[peaked], extreme, grain, Period(None, last)))
                yield Draft(told, frozenset(used | slots.used), slots, periods[0], True, "sequence")


def _extreme(view: View, index: int) -> str:
    return view.items[index].get("earlier_was") or view.items[index].get("peak")


_EXTREMES = {"peak": Extreme.HIGHEST, "trough": Extreme.LOWEST}


def times_of(view: View) -> Iterator[Draft]:
    """ "twice the 271 of 2023", after what is twice as much: the two amounts, and the number of the other one."""
    numbers = view.numbers()
    if len(numbers) != 2 or view.base_period is None or view.all("move", "than", "superlative"):
        return
    times, count = (as_times(view.stated(i)) for i in numbers)
    if times.unit is not Unit.TIMES or not is_count(count):
        return
    used = set(numbers) | set(view.all("as_of", "degree"))
    slots = view.gather(i for i in view.live if i not in used)
    if slots.places or slots.areas or slots.actors or len(slots.whens) != 1:
        return
    for meant in view.meant(slots):
        for position, period in enumerate(view.period(slots.whens, view.base_period)):
            subject = Amount(meant.measure, view.base_period, view.base.per)
            other = Amount(meant.measure, period, view.base.per)
            if subject != other:
                parts = (Comparison(subject, Relation.TIMES, other, times), Level(other, count))
                blocks = meant.blocks or position > 0
                yield Draft(parts, frozenset(used | slots.used), slots, view.base_period, blocks, "times of")
