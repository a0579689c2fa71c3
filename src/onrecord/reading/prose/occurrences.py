"""Rules for whether something happened at all: none, a first or last time, in how many places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Stated
from onrecord.model.reading import (
    Amount,
    End,
    Level,
    Occurrence,
    Quantity,
)
from onrecord.reading.prose.drafts import ZERO, Draft, View, each, is_count
from onrecord.reading.prose.levels import counted_at
from onrecord.reading.prose.slots import Slots

_BLOCKING = ("move", "superlative", "exceed", "compared", "each", "row", "share", "track")


def none(view: View) -> Iterator[Draft]:
    """Not a single conflict death was recorded in Lebanon in 2022; no attack before 2016."""
    anything = [i for i in view.all("other") if view.items[i].text.casefold() in ("any", "any single", "any one")]
    appears = view.all("appears")
    words = view.all("no")
    if not words and (view.all("single") or anything or appears):
        words = view.all("not") + view.all("single") + anything if view.all("not") else []
    others = [i for i in view.all("other") if i not in anything]
    if not words or len(view.all("no")) > 1 or view.numbers() or others or view.all("superlative", "comparative"):
        return
    slots = replace(view.gather(i for i in view.live if i not in words), single=False)
    if appears and slots.actors and not slots.says_what:
        slots = replace(slots, quantity="events")
    # "no one was killed": the people are in the word itself
    used = frozenset(slots.used | set(words) | set(view.all("record", "once", "appears")))
    options = _either_year(view, slots) or _since(view, slots) or view.period(slots.whens)
    for blocks, meant, (period,) in each(view.meant(slots), options):
        found = Level(Amount(meant.measure, period), ZERO)
        yield Draft((found,), used, slots, period, blocks, "none")


def _since(view: View, slots: Slots) -> tuple[Period, ...]:
    """ "Not since 2011": after it, or from its first day on."""
    when = view.when(slots.whens[0]) if len(slots.whens) == 1 else None
    if when is None or when.how != "since" or when.point is None or when.period is None or when.point.end is None:
        return ()
    if when.point.start == when.point.end:
        return (when.period,)
    return (Period(when.point.end + timedelta(days=1), None), when.period)


def _either_year(view: View, slots: Slots) -> tuple[Period, ...]:
    """ "In 2018 or 2019": in neither of two years in a row."""
    if len(slots.whens) != 2:
        return ()
    first, second = (view.when(i) for i in slots.whens)
    between = view.items[slots.whens[0] + 1 : slots.whens[1]]
    a, b = first.period, second.period
    if not any(item.has("or") for item in between) or a is None or b is None or a.end is None or b.start is None:
        return ()
    years = first.grain == second.grain == "year" and first.how == second.how == "in"
    return (Period(a.start, b.end),) if years and a.end + timedelta(days=1) == b.start else ()


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
    at = counted_at(view, index)
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
    appears = view.all("appears")
    if appears and slots.actors and not slots.says_what:
        slots = replace(slots, quantity="events")  # "made its first appearance in the data"
    if not (slots.quantity or slots.kinds or slots.attacks or slots.violence):
        return
    slots = replace(slots, quantity=slots.quantity or "events", violence=False) if slots.violence else slots
    if slots.quantity == "deaths" and not _beside(view, firsts[0], "deaths", "people", "kind", "kill"):
        return  # "the first attack killed"
    for blocks, meant, (period,) in each(view.meant(slots), view.period(slots.whens)):
        if period.start is None or period.end is None:
            continue
        used = slots.used | set(firsts) | set(view.all("record", "than")) | set(appears)
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
