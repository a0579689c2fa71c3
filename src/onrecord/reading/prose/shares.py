"""Rules for shares: accounted for 68 percent of; one in three of those killed; the majority of incidents were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.dates import Period
from onrecord.model.precision import Unit
from onrecord.model.reading import Amount, Level, Quantity, Share
from onrecord.reading.prose.drafts import Draft, View, is_count
from onrecord.reading.prose.meanings import measures
from onrecord.reading.prose.slots import Slots

_SPLITS = ("fell", "share", "responsible", "happens", "be", "kill", "agent", "does", "records")


def share(view: View) -> Iterator[Draft]:
    """A part as a percentage of its whole, whichever comes first."""
    numbers = [i for i in view.numbers() if view.stated(i).unit is Unit.PERCENT]
    proportions = view.all("proportion")
    counts = [i for i in view.numbers() if is_count(view.stated(i))]
    if len(numbers) != 1 or len(counts) > 1 or len(numbers) + len(counts) != len(view.numbers()):
        return
    if view.all("move", "than", "comparative") and not _fell_there(view, numbers[0]):
        return
    number = numbers[0]
    used = {number, *counts, *view.all("degree", "proportion")}
    if len(proportions) == 1 and proportions[0] < number and not counts:
        # "Shan State's share of Myanmar's deaths stood at 78 percent"
        between = [i for i in view.live if proportions[0] < i and i not in used]
        yield from _of(view, [i for i in view.live if i < proportions[0]], between, frozenset(used), number)
    for draft in _shares(view, number, used):
        if not counts:
            yield draft
            continue
        # "two-thirds of the 1,418 deaths of 1995": the number is that of the whole
        found = draft.assertions[0]
        of_these = view.items[view.live[0]].has("of_all") and counts[0] in view.live[1:3] and counts[0] < number
        if (counts[0] > number or of_these) and isinstance(found, Share):
            whole = Level(found.whole, view.stated(counts[0]))
            yield replace(draft, assertions=(*draft.assertions, whole))


def part_of(view: View) -> Iterator[Draft]:
    """801 of the 1,167 deaths in Mali occurred in clashes: a part and its whole, each with its number."""
    numbers = view.numbers()
    if len(numbers) != 2 or not all(is_count(view.stated(i)) for i in numbers) or view.all("move", "than", "per"):
        return
    part, whole = numbers
    between = [i for i in view.live if part < i < whole]
    if len(between) != 1 or not view.items[between[0]].has("of_all", "genitive", "outof"):
        return
    for draft in _shares(view, part, {part, whole, *view.all("degree")}):
        found = draft.assertions[0]
        if isinstance(found, Share):
            levels = (Level(found.subject, view.stated(part)), Level(found.whole, view.stated(whole)))
            yield replace(draft, assertions=levels, rule="part of")


def of_the_total(view: View) -> Iterator[Draft]:
    """ ", or 69 percent of the total", after an amount of a part of all deaths: its share of them."""
    numbers, base = view.numbers(), view.base
    told = bool(base.kinds or base.actors or base.civilians or base.attacks)
    if view.base_period is None or not told or len(numbers) != 1 or view.stated(numbers[0]).unit is not Unit.PERCENT:
        return
    rest = [view.items[i] for i in view.live if i not in numbers]
    if not any("total" in item.text.casefold() for item in rest):
        return
    if not all(item.free or item.has("or", "of_all", "as_of", "deaths", "conjunction") for item in rest):
        return
    everything = replace(base, kinds=(), actors=(), civilians=False, attacks=False, quantity=base.quantity or "deaths")
    # "killed 4,331 civilians, 52 percent of the total": of all civilians killed, or of all deaths?
    narrower = [replace(base, actors=())] if base.actors and replace(base, actors=()) != base and _told(base) else []
    for one in view.meant(Slots())[:4]:
        for position, total in enumerate([*narrower, everything]):
            for other in measures(total, view.context)[:1]:
                if one.measure.quantity is not other.measure.quantity or one.measure == other.measure:
                    continue
                amounts = (Amount(one.measure, view.base_period), Amount(other.measure, view.base_period))
                share_of = Share(*amounts, view.stated(numbers[0]))
                blocks = one.blocks or position > 0
                yield Draft((share_of,), frozenset(view.live), base, view.base_period, blocks, "of the total")


def _told(base: Slots) -> bool:
    """Whether an amount is narrowed by more than who did it."""
    return bool(base.kinds or base.civilians or base.attacks)


def _fell_there(view: View, number: int) -> bool:
    """ "One in four of those killed fell in Mbomou": they died there."""
    moves = view.all("move", "than", "comparative")
    return len(moves) == 1 and moves[0] > number and view.items[moves[0]].has("fell")


def _shares(view: View, number: int, used: set[int]) -> Iterator[Draft]:
    order = [i for i in view.live if i not in used]
    before, after = [i for i in order if i < number], [i for i in order if i > number]
    verbs = [
        i
        for i in before
        if view.items[i].has("share", "responsible", "kill", "happens", "records", "exceed", "be", "does")
    ]
    for verb in reversed(verbs[-3:]):
        part = [i for i in before if i != verb]
        yield from _of(view, part, after, frozenset(used | {verb}), number)
    for split in [i for i in after if view.items[i].has(*_SPLITS) or view.items[i].sort == "actor"]:
        whole = [i for i in after if i < split]
        part = [i for i in after if i >= split]
        yield from _parts(view, before, whole, part, frozenset(used), number)
    # "Of the deaths in Nigeria in 2014, 93 percent involved Boko Haram."
    if (before and view.items[before[0]].has("of")) or (before and "of_all" in view.items[before[0]].uses):
        yield from _parts(view, [], before, after, frozenset(used), number)
    if before and view.all("of_all"):
        yield from _parts(view, [], before, after, frozenset(used), number)


def _of(view: View, part: list[int], whole: list[int], used: frozenset[int], number: int) -> Iterator[Draft]:
    """PART accounted for NUMBER of WHOLE."""
    following = view.items[number + 1] if number + 1 < len(view.items) else None
    told = following is not None and (following.has("of", "genitive", "of_all") or following.sort == "number")
    verb = [i for i in view.live if i < number]
    plain = bool(verb) and view.items[verb[-1]].has("be")  # "those killed were half civilians" names no whole
    if not told and plain and not view.items[number].has_use("majority") and not view.all("proportion"):
        return
    a, b = view.gather(part), view.gather(whole)
    yield from _judged(view, a, b, used, number)


def _parts(
    view: View, adverbs: list[int], whole: list[int], part: list[int], used: frozenset[int], number: int
) -> Iterator[Draft]:
    """NUMBER of WHOLE were PART, with what stands before the number said of both."""
    shared = view.gather(adverbs)
    a, b = view.gather(part), view.gather(whole)
    if (shared.places or shared.areas) and (b.places or b.areas):
        return  # "in Chad, a third of those killed in Mali"
    if shared.actors:
        return  # "the army is responsible for the death of one civilian in two": not of those it killed
    light = {i for i in part if view.items[i].has(*_SPLITS) and not view.items[i].has("kill", "agent")}
    light |= {i for i in part if view.items[i].has("kill") and view.items[i].get("kill") != "claimed"}
    b = replace(b.over(shared), whens=b.whens or shared.whens, used=b.used | shared.used)
    if a.quantity == "deaths" and b.quantity == "deaths":
        a = replace(a, quantity="")
    yield from _judged(view, a, b, used | frozenset(light), number)


def _judged(view: View, part: Slots, whole: Slots, used: frozenset[int], number: int) -> Iterator[Draft]:
    if not (whole.says_what or whole.violence or part.says_what or part.civilians):
        return
    base = view.base
    whole = whole.over(replace(_frame(part), whens=()))
    full_whole = whole.over(base)
    if not (whole.quantity or whole.kinds or whole.attacks or whole.civilians or full_whole.series):
        return
    narrow = _narrowed(part, full_whole)
    if narrow is None:
        return
    everything = used | part.used | whole.used
    whens = list(whole.whens)
    if part.whens and not whens:
        whens = list(part.whens)
    for position, period in enumerate(view.period(whens)):
        inner: tuple[Period, ...] = (period,)
        if part.whens and whole.whens:
            inner = view.period(list(part.whens), period)
        wholes, parts = view.meant(full_whole), view.meant(narrow)
        for place, meant_whole in enumerate(wholes):
            if meant_whole.measure.quantity is Quantity.CIVILIAN_DEATHS:
                continue
            # "attacks" means the same in the part and in the whole
            alike = len(wholes) == len(parts) and (whole.attacks or narrow.attacks) and not part.actors
            for meant_part in parts[place : place + 1] if alike else parts:
                for number_inner, one in enumerate(inner):
                    first = Amount(meant_part.measure, one)
                    second = Amount(meant_whole.measure, period)
                    if first == second:
                        continue
                    blocks = position > 0 or number_inner > 0 or meant_whole.blocks or meant_part.blocks
                    yield Draft((Share(first, second, view.stated(number)),), everything, part, period, blocks, "share")


def _frame(part: Slots) -> Slots:
    """What a part says of where and when, for a whole that leaves it unsaid: "in 2018, attacks made up half"."""
    return Slots(quantity="", places=part.places)


def _narrowed(part: Slots, whole: Slots) -> Slots | None:
    """The part as an amount: the whole's, narrowed by what the part adds."""
    restricted = (
        part.kinds
        or part.attacks
        or part.actors
        or part.places
        or part.areas
        or part.whens
        or part.civilians
        or part.violence
    )
    if not restricted:
        return None
    quantity = whole.quantity or ("deaths" if whole.civilians else "events")
    if part.quantity and part.quantity != quantity and not (part.quantity == "events" and quantity == "deaths"):
        return None
    return replace(
        part,
        quantity=quantity,
        implied="",
        civilians=part.civilians or whole.civilians,
        kinds=part.kinds or (() if part.attacks else whole.kinds),
        attacks=part.attacks or (whole.attacks and not part.kinds),
        actors=part.actors or whole.actors,
        places=part.places or whole.places,
        areas=part.areas or (() if part.places and part.places != whole.places else whole.areas),
        series=whole.series,
    )
