"""Assertions over a sequence of periods: record, trend, streak, first and last occurrence.

Each form is a generator; see ``onrecord.checks.assertions``. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.checks.amounts import Scope, Value, asks_of, before, values_of
from onrecord.checks.judgement import (
    Check,
    Judgement,
    Words,
    amount_with,
    first_missing,
    opening_note,
    overlap,
    unverifiable,
    verdict_of,
)
from onrecord.model.dates import Grain, Period, period_around, split
from onrecord.model.figure import Verdict
from onrecord.model.precision import number_text
from onrecord.model.reading import (
    Amount,
    Direction,
    End,
    Extreme,
    Occurrence,
    Record,
    Streak,
    Trend,
)


def record(a: Record, scope: Scope, words: Words) -> Check:
    """The subject beside every calendar period of the grain; periods that overlap its own are left out."""
    own = scope.closed(a.subject.period)
    others = tuple(p for p in split(scope.closed(a.among), a.grain) if not overlap(p, own))
    answers = iter((yield asks_of(scope, a.subject, *others)))
    value, *rest = values_of(scope, a.subject, answers, *others)
    asserted = float(a.nth) if a.nth > 1 else None
    if value.number is None:
        return unverifiable(value.missing, (a.subject, value), asserted=asserted)
    if not rest:
        return unverifiable(f"the data hold no other whole {a.grain} to compare with", (a.subject, value))
    if any(other.number is None for other in rest):
        return unverifiable(first_missing(rest), (a.subject, value), asserted=asserted)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ranked = sorted(zip(rest, others, strict=True), key=lambda pair: (-sign * (pair[0].number or 0.0), pair[1].start))
    ahead = [pair for pair in ranked if sign * ((pair[0].number or 0.0) - value.number) > 0]
    level = [pair for pair in ranked if pair[0].number == value.number]
    holds = len(ahead) == a.nth - 1 and not level
    best, best_period = ranked[max(0, min(a.nth - 1, len(ranked) - 1))] if holds else (ahead or level or ranked)[0]
    used = ((a.subject, value.figure), (amount_with(a.subject, period=best_period), best.figure))
    rank = len(ahead) + 1
    if holds:
        place = f"in place {a.nth}" if a.nth > 1 else "the most" if sign > 0 else "the least"
        others_text = f"{len(rest)} other {a.grain}{'' if len(rest) == 1 else 's'}"
        why = f"{number_text(value.number)} is {place} beside {others_text}"
        if len(ranked) >= a.nth:
            why += f" (next: {number_text(best.number or 0)} {words.period(best_period)})"
    elif level and len(ahead) == a.nth - 1:
        why = f"{number_text(value.number)} is equalled {words.period(level[0][1])}"
    else:
        more = "more" if sign > 0 else "fewer"
        why = f"{number_text(value.number)} is in place {rank}: there were {more} {words.period(best_period)}"
        why += f", {number_text(best.number or 0)}"
    computed = value.number if a.nth == 1 else float(rank)
    return Judgement(verdict_of(holds), why, computed, asserted, "", "", used, opening_note(a.among, scope, others))


def trend(a: Trend, scope: Scope, words: Words) -> Check:
    """Each period of the grain against the one before it, the first against its predecessor too."""
    periods = split(scope.closed(a.subject.period), a.grain)
    earlier = before(periods[0], a.grain) if periods else None
    chain = (earlier, *periods) if earlier else periods
    if len(chain) < 2:
        yield ()
        return unverifiable(f"the period holds no whole {a.grain}")
    subject = amount_with(a.subject, period=chain[0])
    answers = iter((yield asks_of(scope, subject, *chain[1:])))
    values = values_of(scope, subject, answers, *chain[1:])
    used = tuple((amount_with(subject, period=p), v.figure) for p, v in zip(chain, values, strict=True))
    if any(value.number is None for value in values):
        return Judgement(Verdict.UNVERIFIABLE, first_missing(values), used=used[:2])
    numbers = [value.number or 0.0 for value in values]
    for i in range(1, len(numbers)):
        if not _moves(numbers[i - 1], numbers[i], a.direction):
            went = (
                "fell" if numbers[i] < numbers[i - 1] else "rose" if numbers[i] > numbers[i - 1] else "did not change"
            )
            why = f"{words.period(chain[i])} it {went}, from {number_text(numbers[i - 1])} to {number_text(numbers[i])}"
            return Judgement(Verdict.FAILS, why, used=used)
    return Judgement(Verdict.HOLDS, " → ".join(number_text(n) for n in numbers), used=used)


def _moves(old: float, new: float, direction: Direction) -> bool:
    return new > old if direction is Direction.RISE else new < old


def streak(a: Streak, scope: Scope, words: Words) -> Check:
    """How many periods in a row, up to the subject, moved the same way."""
    own = scope.closed(a.subject.period)
    if own.start is None or period_around(own.start, a.grain) != own:
        yield ()
        return unverifiable(f"the period is not one {a.grain}")
    periods = [*split(Period(scope.dataset.start, max(own.start, scope.dataset.start)), a.grain), own]
    chain = tuple(dict.fromkeys(periods))
    answers = iter((yield asks_of(scope, amount_with(a.subject, period=chain[0]), *chain[1:])))
    values = values_of(scope, amount_with(a.subject, period=chain[0]), answers, *chain[1:])
    asserted = float(a.nth)
    run = 0
    for i in range(len(values) - 1, 0, -1):
        new, old = values[i], values[i - 1]
        if new.number is None or old.number is None:
            return unverifiable(new.missing or old.missing, (a.subject, values[-1]), asserted=asserted)
        if not _moves(old.number, new.number, a.direction):
            break
        run += 1
    else:
        if run >= a.nth:
            return unverifiable(
                f"the data begin too late to tell whether it is the {a.nth}th",
                (a.subject, values[-1]),
                asserted=asserted,
            )
    shown = slice(max(0, len(values) - run - 2), len(values))
    used = tuple((amount_with(a.subject, period=p), v.figure) for p, v in zip(chain[shown], values[shown], strict=True))
    verb = "rose" if a.direction is Direction.RISE else "fell"
    numbers = " → ".join(number_text(v.number or 0.0) for v in values[shown])
    why = f"it {verb} {run} {a.grain}{'' if run == 1 else 's'} in a row ({numbers}), where {a.nth} is stated"
    return Judgement(verdict_of(run == a.nth), why, float(run), asserted, "", f"exactly {a.nth}", used)


def occurrence(a: Occurrence, scope: Scope, words: Words) -> Check:
    """The first or last period in which the data hold a matching event."""
    inside = scope.closed(a.period)
    all_time = scope.closed(Period())
    grain = next(
        (g for g in (Grain.YEAR, Grain.MONTH) if inside.start and period_around(inside.start, g) == inside), None
    )
    years = split(_whole_years(all_time), grain or Grain.YEAR)
    amount = Amount(a.measure, inside)
    answers = iter((yield asks_of(scope, amount, all_time, *years)))
    value, whole, *rest = values_of(scope, amount, answers, all_time, *years)
    asserted = float(inside.start.year) if inside.start else None
    if value.missing or whole.missing:
        return unverifiable(value.missing or whole.missing, (amount, value), asserted=asserted)
    hits = [(p, v) for p, v in zip(years, rest, strict=True) if v.figure.rows]
    if not hits:
        return Judgement(Verdict.FAILS, "the data hold no such event", None, asserted, used=((amount, value.figure),))
    period, found = hits[0] if a.which is End.FIRST else hits[-1]
    matches = value.figure.rows > 0 and _is_end(a, inside, hits)
    why = f"the {a.which} such event falls {words.period(period)}"
    used = ((amount, value.figure), (replace(amount, period=period), found.figure))
    computed = float(period.start.year) if period.start else None
    return Judgement(verdict_of(matches), why, computed, asserted, "", "", used, opening_note(Period(), scope, years))


def _is_end(a: Occurrence, inside: Period, hits: Sequence[tuple[Period, Value]]) -> bool:
    edge = hits[0][0] if a.which is End.FIRST else hits[-1][0]
    return overlap(edge, inside)


def _whole_years(period: Period) -> Period:
    """The period widened to whole calendar years, so that splitting it loses no day."""
    if period.start is None or period.end is None:
        return period
    return Period(Period.of_year(period.start.year).start, Period.of_year(period.end.year).end)
