"""Rules for plain amounts: levels, rates, none at all, distinct counts, first and last."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    Amount,
    Assertion,
    Change,
    Comparison,
    Direction,
    End,
    Extreme,
    Level,
    Occurrence,
    Per,
    Quantity,
    RateUnit,
    Record,
    Relation,
)
from onrecord.reading.prose.drafts import ZERO, Draft, View, as_times, each, grain_of, is_count
from onrecord.reading.prose.slots import ALL_VIOLENCE, Slots

_BLOCKING = ("move", "superlative", "exceed", "compared", "each", "row", "share", "track")


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
        if per is not None and _rounded(stated):
            near = replace(stated, comparator=Comparator.ABOUT)
            yield Draft((replace(found, stated=near),), slots.used | {number, *same}, slots, period, True, "level")


def _rounded(stated: Stated) -> bool:
    """Whether the number of an average may be a round one: "38,600 people a year" is hardly exact, as a count is."""
    return stated.comparator is Comparator.PLAIN and stated.value >= 1000 and stated.value % 10 == 0


def _next(view: View, number: int) -> int | None:
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
    at = _next(view, number)
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
        return following.has("do", "be", "kill") or not following.has("records")  # "50 people reported deaths"
    return True


def _people(view: View, number: int) -> bool:
    at = _next(view, number)
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
    before = view.all("earlier_was")
    used: set[int] = set(numbers) | set(before) | set(view.all("move", "degree", "compared", "to", "from", "pass"))
    if len(before) > 1 or any(i + 1 not in numbers for i in before):
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
        for extreme in (_EXTREMES.get(view.items[i].get("earlier_was")) for i in before):
            # "after peaking at 4,196 the year before" may mean more than that year and this
            peaked = next(i for i in range(len(pairs)) if pairs[i][0] == before[0] + 1)
            grain, last = grain_of(periods[peaked]), max((p.end for p in periods if p.end), default=None)
            if extreme is not None and grain is not None:
                told = (*parts, Record(amounts[peaked], extreme, grain, Period(None, last)))
                yield Draft(told, frozenset(used | slots.used), slots, periods[0], True, "sequence")


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


def none(view: View) -> Iterator[Draft]:
    """Not a single conflict death was recorded in Lebanon in 2022; no attack before 2016."""
    words = view.all("no") or (view.all("not") + view.all("single") if view.all("single") else [])
    if not words or len(view.all("no")) > 1 or view.numbers() or view.all("other", "superlative", "comparative"):
        return
    slots = view.gather(i for i in view.live if i not in words)
    # "no one was killed": the people are in the word itself
    options = view.period(slots.whens)
    for blocks, meant, (period,) in each(view.meant(slots), options):
        found = Level(Amount(meant.measure, period), ZERO)
        yield Draft((found,), slots.used | set(words) | set(view.all("record", "once")), slots, period, blocks, "none")


_DIMENSIONS = {"countries": Quantity.COUNTRIES, "areas": Quantity.AREAS, "actors": Quantity.ACTORS}


def distinct(view: View) -> Iterator[Draft]:
    """Boko Haram was active in seven countries in 2018; 12 provinces recorded clashes."""
    numbers = view.numbers()
    dims = view.all("dimension")
    one = [i for i in numbers if _at_least_one(view, i)]
    numbers = [i for i in numbers if i not in one] if len(numbers) == 2 and len(one) == 1 else numbers
    if len(numbers) != 1 or len(dims) != 1 or not is_count(view.stated(numbers[0])):
        return
    if dims[0] < numbers[0]:
        return
    used = {numbers[0], dims[0], *one, *view.all("of_its", "active")}
    slots = view.gather(i for i in view.live if i not in used)
    quantity = view.items[dims[0]].get("dimension")
    # Events say in how many countries there was one; only a series says in how many somebody died.
    deaths = view.context.only_series and quantity == "countries" and slots.quantity == "deaths" and not slots.places
    if (slots.quantity == "deaths" and not deaths) or not (
        slots.actors or slots.kinds or slots.violence or slots.attacks or slots.quantity
    ):
        return
    whole = replace(slots, quantity=quantity)
    for blocks, meant, (period,) in each(view.meant(whole), view.period(slots.whens)):
        found = Level(Amount(meant.measure, period), view.stated(numbers[0]))
        yield Draft((found,), slots.used | used, whole, period, blocks, "distinct")


def _at_least_one(view: View, index: int) -> bool:
    """ "At least one person was killed in 66 countries": the countries are counted."""
    stated = view.stated(index)
    plain = stated.comparator in (Comparator.PLAIN, Comparator.AT_LEAST)
    at = _next(view, index)
    if stated.value != 1 or not is_count(stated) or not plain or at is None:
        return False
    return view.items[at].has("people", "deaths", "kill") or view.items[at].sort == "kind"


def occurrence(view: View) -> Iterator[Draft]:
    """Al-Shabaab's first recorded attack on civilians in Kenya came in 2014."""
    firsts = [
        i
        for i in view.live
        if view.items[i].has("first", "last") or (view.items[i].sort == "ordinal" and view.items[i].nth == 1)
    ]
    compared = view.all("than") and view.all("comparative", "as")
    if len(firsts) != 1 or view.numbers() or compared or view.all(*_BLOCKING):
        return
    which = End.LAST if view.items[firsts[0]].has("last") else End.FIRST
    slots = replace(view.gather(i for i in view.live if i not in firsts), single=False)
    if which is End.FIRST and any(view.when(i).how == "since" for i in slots.whens):
        yield from _first_since(view, slots, frozenset({*slots.used, *firsts, *view.all("record")}))
        return
    if not (slots.quantity or slots.kinds or slots.attacks or slots.violence):
        return
    slots = replace(slots, quantity=slots.quantity or "events", violence=False) if slots.violence else slots
    if slots.quantity == "deaths" and not _beside(view, firsts[0], "deaths", "people", "kind", "kill"):
        return  # "the first attack killed"
    for blocks, meant, (period,) in each(view.meant(slots), view.period(slots.whens)):
        if period.start is None or period.end is None:
            continue
        used = slots.used | set(firsts) | set(view.all("record", "than"))
        yield Draft((Occurrence(meant.measure, which, period),), frozenset(used), slots, period, blocks, "occurrence")


def _beside(view: View, index: int, *uses: str) -> bool:
    """Whether a first is one of what is counted, or the first time at all: "its first death", "not until 2019"."""
    words = view.items[index]
    if words.has("first") and words.text.casefold().startswith(("not", "it", "ce", "for", "pour", "il")):
        return True
    following = [i for i in view.live if i > index][:1]
    return bool(following) and (view.items[following[0]].has(*uses) or view.items[following[0]].sort == "kind")


def _first_since(view: View, slots: Slots, used: frozenset[int]) -> Iterator[Draft]:
    """The first death since 2010 came in 2019: one in 2019, and none from 2010, or after it, to 2018."""
    since = [i for i in slots.whens if view.when(i).how == "since"]
    rest = [i for i in slots.whens if i not in since]
    point = view.when(since[0]).point if len(since) == 1 else None
    if point is None or point.start is None or point.end is None or len(rest) != 1 or not slots.quantity:
        return
    included = " at least " in f" {view.items[since[0]].text} " or "au moins" in view.items[since[0]].text
    starts = [point.start] if included else [point.end + timedelta(days=1), point.start]
    one = Stated(Fraction(1), Comparator.AT_LEAST)
    for blocks, meant, (period,) in each(view.meant(slots), view.period(rest)):
        if period.start is None or period.end is None or period.start <= starts[0]:
            continue
        for number, start in enumerate(starts):
            quiet = Period(start, period.start - timedelta(days=1))
            parts = (Level(Amount(meant.measure, period), one), Level(Amount(meant.measure, quiet), ZERO))
            yield Draft(parts, used, slots, period, blocks or number > 0, "first since")
