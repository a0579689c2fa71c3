"""Judgements: what an assertion comes to, and the parts all of them are made of.

Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.checks.amounts import Scope, Value
from onrecord.model.dates import Period, day_text
from onrecord.model.figure import Answer, Ask, Figure, Projection, Verdict
from onrecord.model.precision import Stated, Unit, interval, interval_text, number_text
from onrecord.model.reading import Amount, Ref


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an assertion comes to in one variant: verdict, numbers, one sentence why, and the figures used.

    ``parts`` are the judgements of the single assertions where a reading has several.
    """

    verdict: Verdict
    why: str
    computed: float | None = None
    asserted: float | None = None
    unit: str = ""
    tolerance: str = ""
    used: tuple[tuple[Amount, Figure], ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Judgement, ...] = ()
    projections: tuple[Projection, ...] = ()


Check = Generator[tuple[Ask, ...], tuple[Answer, ...], Judgement]
Name = Callable[[Ref, str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """How names and periods are written in messages: given by the caller, who knows the vocabulary."""

    name: Name
    period: Callable[[Period], str]


def unverifiable(why: str, *used: tuple[Amount, Value], asserted: float | None = None, unit: str = "") -> Judgement:
    """A judgement that the data cannot settle, and why."""
    return Judgement(
        Verdict.UNVERIFIABLE, why, asserted=asserted, unit=unit, used=tuple((a, v.figure) for a, v in used)
    )


def first_missing(values: Sequence[Value]) -> str:
    """Why the first value that is missing is missing; nothing if all are there."""
    return next((value.missing for value in values if value.missing), "")


def verdict_of(holds: bool) -> Verdict:
    """The verdict on something that could be computed."""
    return Verdict.HOLDS if holds else Verdict.FAILS


def unit_of(stated: Stated | None) -> str:
    """The unit a number is stated in."""
    return str(stated.unit) if stated else ""


def shown(number: float, unit: str, digits: int = 2) -> str:
    """A computed number in its unit, for prose."""
    suffix = {"percent": " percent", "times": " times"}.get(unit, "")
    return f"{number_text(number, most=digits)}{suffix}"


@lru_cache(maxsize=4096)
def stated_text(stated: Stated) -> str:
    """A stated number with its comparator and unit, for prose."""
    value = number_text(stated.value, stated.decimals) if stated.decimals else number_text(stated.value)
    suffix = {Unit.PERCENT: " percent", Unit.TIMES: " times"}.get(stated.unit, "")
    if stated.upper is not None:
        return f"between {value} and {number_text(stated.upper, stated.decimals or None)}{suffix}"
    return f"{stated.comparator} {value}{suffix}".lstrip()


def telling_digits(stated: Stated, computed: float, least: int = 2) -> int:
    """How many decimals show why a number was judged so: 74.996 is not shown as 75 where 75 would not do."""
    if computed == round(computed, least):
        return least
    span = interval(stated)
    return next((n for n in range(least, 9) if (round(computed, n) in span) == (computed in span)), 9)


def against(stated: Stated, computed: float) -> tuple[bool, str, str]:
    """Whether a computed value makes a stated number true, the tolerance in words, and the sentence why."""
    span = interval(stated)
    holds = computed in span
    unit = str(stated.unit)
    why = f"{shown(computed, unit, telling_digits(stated, computed))}, where {stated_text(stated)} is stated"
    return holds, interval_text(span, stated.unit), why


def amount_with(amount: Amount, **changes: object) -> Amount:
    """An amount with some parts replaced, no longer a projection."""
    return replace(amount, projected_from=None, **changes)  # type: ignore[arg-type]


def compared(unit: Unit, new: float, old: float) -> float | None:
    """How ``new`` stands to ``old``: percent of difference, difference, or multiple; ``None`` over zero."""
    if unit is Unit.COUNT:
        return new - old
    if not old:
        return None
    return new / old if unit is Unit.TIMES else 100 * (new - old) / old


def overlap(a: Period, b: Period) -> bool:
    """Whether two periods share a day; an open one shares with all."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def opening_note(among: Period, scope: Scope, periods: Sequence[Period]) -> tuple[str, ...]:
    """Says from when on "on record" or "before" could be looked at, where the reading leaves that open."""
    first = next((p.start for p in periods if p.start), None)
    if among.start is not None or first is None:
        return ()
    return (f"compared with what {scope.dataset.id} holds, from {day_text(first)} on",)


def length_note(scope: Scope, whole: Period, others: Sequence[Period], amount: Amount) -> tuple[str, ...]:
    """Says so where counts of periods of different length stand side by side, which no rate makes alike."""
    days = scope.closed(whole).days or 0
    other = next((d for p in others if (d := scope.closed(p).days or 0) and not 0.9 <= days / d <= 1.12), 0)
    if not days or not other or amount.per is not None or not scope.adds_up(amount.measure.quantity):
        return ()
    return (f"the periods differ in length: {_days(days)} beside {_days(other)}",)


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def open_notes(scope: Scope, *periods: Period) -> tuple[str, ...]:
    """Says where the open ends of periods were closed."""
    found = []
    for period in periods:
        if period.start is None:
            found.append(f"counted from {day_text(scope.dataset.start)} on, where {scope.dataset.id} begins")
        if period.end is None:
            why = f"where {scope.dataset.id} ends" if scope.dataset.end <= scope.as_of else "the dossier's date"
            found.append(f"counted up to {day_text(scope.last_day)}, {why}")
    return tuple(dict.fromkeys(found))
