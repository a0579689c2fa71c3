"""First and last occurrences. A generator; see ``onrecord.checks.assertions``. Imports the model only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.checks.amounts import Scope, Value, asks_of, pieces, values_of
from onrecord.checks.judgement import Check, Judgement, Words, opening_note, unverifiable, verdict_of
from onrecord.model.dates import Grain, Period, day_text, period_around
from onrecord.model.figure import Figure, Verdict
from onrecord.model.reading import Amount, End, Occurrence

_ONE = timedelta(days=1)


def occurrence(a: Occurrence, scope: Scope, words: Words) -> Check:
    """Whether the first (last) matching event that the data hold falls in the period.

    That is so if there is one in it and none before (after) it, whatever the shape of the period. Of deaths that are
    counted the first is that of an event with at least one death.
    """
    all_time = scope.closed(Period())
    inside = _within(scope.closed(a.period), all_time)
    if inside is None or inside.start is None or inside.end is None:
        yield ()
        return unverifiable(f"{scope.dataset.id} holds nothing {words.period(a.period)}")
    beyond = _beyond(a, inside, all_time)
    grain = next((g for g in (Grain.YEAR, Grain.MONTH) if period_around(inside.start, g) == a.period), Grain.YEAR)
    parts = tuple(filter(None, (_within(p, all_time) for p in pieces(_whole_years(all_time), grain))))
    amount = Amount(a.measure, inside)
    periods = (beyond, *parts) if beyond else parts
    answers = iter((yield asks_of(scope, amount, *periods)))
    value, *rest = values_of(scope, amount, answers, *periods)
    outside = rest.pop(0) if beyond else None
    hits = [(p, v) for p, v in zip(parts, rest, strict=True) if _happened(v)]
    single_year = a.period.start is not None and a.period.end is not None and a.period.start.year == a.period.end.year
    asserted = float(a.period.start.year) if a.period.start and single_year else None
    used: tuple[tuple[Amount, Figure], ...] = ((amount, value.figure),)
    if not (outside is not None and _happened(outside)):
        missing = value.missing or (outside.missing if outside else "")
        if missing:
            return unverifiable(missing, (amount, value), asserted=asserted, unit="year")
        if not _happened(value) and inside != scope.closed(a.period):
            why = f"{scope.dataset.id} does not hold all of the period: only {_span(inside)}"
            return unverifiable(why, (amount, value), asserted=asserted, unit="year")
    if a.which is End.FIRST and _happened(value) and outside is None and a.period.start is not None:
        why = f"{scope.dataset.id} begins on {day_text(scope.dataset.start)}, so it cannot tell what came before"
        return unverifiable(why, (amount, value), asserted=asserted, unit="year")
    if not hits:
        return Judgement(Verdict.FAILS, "the data hold no such event", None, asserted, "year", used=used)
    period, found = hits[0] if a.which is End.FIRST else hits[-1]
    holds = _happened(value) and not (outside is not None and _happened(outside))
    why = f"the {a.which} such event falls {words.period(period)}"
    used = (*used, (replace(amount, period=period), found.figure)) if period != inside else used
    computed = float(period.start.year) if period.start else None
    notes = opening_note(Period(), scope, parts)
    if a.which is End.LAST:
        notes = (f"looked at up to {day_text(scope.last_day)}",)
    return Judgement(verdict_of(holds), why, computed, asserted, "year", "", used, notes)


def _happened(value: Value) -> bool:
    return bool(value.number)


def _beyond(a: Occurrence, inside: Period, all_time: Period) -> Period | None:
    """The time before (for the last: after) the period, in which nothing may have happened."""
    if inside.start is None or inside.end is None or all_time.start is None or all_time.end is None:
        return None
    if a.which is End.FIRST:
        return Period(all_time.start, inside.start - _ONE) if all_time.start < inside.start else None
    return Period(inside.end + _ONE, all_time.end) if inside.end < all_time.end else None


def _within(period: Period, around: Period) -> Period | None:
    """The part of a closed period inside another, if there is one."""
    start = max(period.start or date.min, around.start or date.min)
    end = min(period.end or date.max, around.end or date.max)
    return Period(start, end) if start <= end else None


def _whole_years(period: Period) -> Period:
    """The period widened to whole calendar years, so that splitting it loses no day."""
    if period.start is None or period.end is None:
        return period
    return Period(Period.of_year(period.start.year).start, Period.of_year(period.end.year).end)


def _span(period: Period) -> str:
    if period.start is None or period.end is None:
        return "a part"
    return f"{day_text(period.start)} to {day_text(period.end)}"
