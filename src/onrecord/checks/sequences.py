"""Assertions over a sequence of periods: record, trend, streak.

Each form is a generator; see ``onrecord.checks.assertions``. A figure that is missing makes an assertion
unverifiable, unless the figures that are there decide it alone. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from onrecord.checks.amounts import Scope, Value, asks_of, before, pieces, values_of
from onrecord.checks.judgement import (
    Check,
    Judgement,
    Words,
    amount_with,
    first_missing,
    length_note,
    open_notes,
    opening_note,
    overlap,
    unverifiable,
    verdict_of,
)
from onrecord.model.dates import Period, day_text, period_around
from onrecord.model.figure import Verdict
from onrecord.model.precision import number_text
from onrecord.model.reading import Direction, Extreme, Record, Streak, Trend

# How many periods before the subject a streak looks at, at least.
_REACH = 400


def record(a: Record, scope: Scope, words: Words) -> Check:
    """The subject beside every whole calendar period of the grain; periods that overlap its own are left out."""
    own = scope.closed(a.subject.period)
    others = tuple(p for p in pieces(scope.closed(a.among), a.grain) if not overlap(p, own))
    answers = iter((yield asks_of(scope, a.subject, *others)))
    value, *rest = values_of(scope, a.subject, answers, *others)
    asserted = float(a.nth) if a.nth > 1 else None
    if value.number is None:
        return unverifiable(value.missing, (a.subject, value), asserted=asserted)
    number = value.number
    if not rest:
        return unverifiable(f"the data hold no other whole {a.grain} to compare with", (a.subject, value))
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    known = [(v.number, v, p) for v, p in zip(rest, others, strict=True) if v.number is not None]
    ranked = sorted(known, key=lambda entry: (-sign * entry[0], entry[2].start))
    ahead = [entry for entry in ranked if sign * (entry[0] - number) > 0]
    level = [entry for entry in ranked if entry[0] == number]
    lost = len(ahead) >= a.nth or bool(level)
    if len(known) < len(rest) and not lost:
        return unverifiable(first_missing(rest), (a.subject, value), asserted=asserted)
    holds = len(ahead) == a.nth - 1 and not level
    best = (
        ranked[min(a.nth - 1, len(ranked) - 1)]
        if holds
        else (level if len(ahead) < a.nth and level else ahead or ranked)[0]
    )
    used = ((a.subject, value.figure), (amount_with(a.subject, period=best[2]), best[1].figure))
    if holds:
        place = f"in place {a.nth}" if a.nth > 1 else "the most" if sign > 0 else "the least"
        why = f"{number_text(number)} is {place} beside {len(rest)} other {a.grain}{'' if len(rest) == 1 else 's'}"
        if len(ranked) >= a.nth:
            why += f" (next: {number_text(best[0])} {words.period(best[2])})"
    elif level and len(ahead) < a.nth:
        why = f"{number_text(number)} is equalled {words.period(best[2])}"
    else:
        more = ("more" if sign > 0 else "fewer") if ahead else ("fewer" if sign > 0 else "more")
        why = f"{number_text(number)} is in place {len(ahead) + 1}: there were {more} {words.period(best[2])}"
        why += f", {number_text(best[0])}"
    computed = number if a.nth == 1 else float(len(ahead) + 1)
    uneven = length_note(scope, a.subject.period, others, a.subject)
    longer = (own.days or 0) > max((other.days or 0) for other in others)
    if uneven and longer == (a.extreme is Extreme.HIGHEST):
        # A year has more deaths than any month, whatever happened; a month with more than any year is news.
        return unverifiable(f"{uneven[0]}, which alone could decide it", (a.subject, value), asserted=asserted)
    notes = (*opening_note(a.among, scope, others), *length_note(scope, a.subject.period, others, a.subject))
    return Judgement(verdict_of(holds), why, computed, asserted, "", "", used, notes)


def trend(a: Trend, scope: Scope, words: Words) -> Check:
    """Each period of the grain against the one before it, the first against its predecessor too.

    Where the reading leaves the beginning open there is none before the first; a last period that is not over yet is
    left out.
    """
    inside = scope.closed(a.subject.period)
    periods = pieces(inside, a.grain)
    earlier = before(periods[0], a.grain) if periods and a.subject.period.start is not None else None
    chain = (earlier, *periods) if earlier else periods
    begins_inside = bool(periods) and (a.subject.period.start is None or periods[0].start == inside.start)
    ends_inside = bool(periods) and (a.subject.period.end is None or periods[-1].end == inside.end)
    if len(chain) < 2 or not begins_inside or not ends_inside:
        yield ()
        return unverifiable(f"the period is not made of whole {a.grain}s")
    subject = amount_with(a.subject, period=chain[0])
    answers = iter((yield asks_of(scope, subject, *chain[1:])))
    values = values_of(scope, subject, answers, *chain[1:])
    used = tuple((amount_with(subject, period=p), v.figure) for p, v in zip(chain, values, strict=True))
    for (old, _), (new, period) in pairwise(zip(values, chain, strict=True)):
        if old.number is not None and new.number is not None and not _moves(old, new, a.direction):
            moved = new.number - old.number
            went = "fell" if moved < 0 else "rose" if moved > 0 else "did not change"
            why = f"{words.period(period)} it {went}, from {number_text(old.number)} to {number_text(new.number)}"
            return Judgement(Verdict.FAILS, why, used=used)
    if any(value.number is None for value in values):
        return Judgement(Verdict.UNVERIFIABLE, first_missing(values), used=used[:2])
    notes = open_notes(scope, Period(a.subject.period.start, chain[-1].end))
    if a.subject.period.end is None and chain[-1].end:
        notes += (f"looked at up to {day_text(chain[-1].end)}, the end of the last whole {a.grain}",)
    return Judgement(Verdict.HOLDS, " → ".join(number_text(v.number or 0.0) for v in values), used=used, notes=notes)


def _moves(old: Value, new: Value, direction: Direction) -> bool:
    if old.number is None or new.number is None:
        return False
    return new.number > old.number if direction is Direction.RISE else new.number < old.number


def streak(a: Streak, scope: Scope, words: Words) -> Check:
    """How many periods in a row, up to the subject, moved the same way: exactly as many as stated, no more."""
    own = scope.closed(a.subject.period)
    if own.start is None or period_around(own.start, a.grain) != own:
        yield ()
        return unverifiable(f"the period is not one {a.grain}")
    first = scope.dataset.start
    earlier = pieces(Period(first, own.start - timedelta(days=1)), a.grain) if first < own.start else ()
    chain = (*earlier[-max(a.nth + 2, _REACH) :], own)
    subject = amount_with(a.subject, period=chain[0])
    answers = iter((yield asks_of(scope, subject, *chain[1:])))
    values = values_of(scope, subject, answers, *chain[1:])
    asserted = float(a.nth)
    run = _run(values, a.direction)
    # A streak that goes on to a figure that is missing, or to the first there is, may be longer.
    at = len(values) - 1 - run
    open_end = at == 0 or values[at].number is None or values[at - 1].number is None
    if open_end and run <= a.nth:
        missing = values[-1].missing or (values[at].missing or values[at - 1].missing if at else "")
        why = missing or f"the data begin too late to tell how many {a.grain}s in a row it was"
        return unverifiable(why, (a.subject, values[-1]), asserted=asserted)
    shown = slice(max(0, at - 1), len(values))
    used = tuple((amount_with(a.subject, period=p), v.figure) for p, v in zip(chain[shown], values[shown], strict=True))
    verb = "rose" if a.direction is Direction.RISE else "fell"
    numbers = " → ".join(number_text(v.number) for v in values[shown] if v.number is not None)
    least = "at least " if open_end else ""
    why = f"it {verb} {least}{run} {a.grain}{'' if run == 1 else 's'} in a row ({numbers}), where {a.nth} is stated"
    return Judgement(verdict_of(run == a.nth), why, float(run), asserted, "", f"exactly {a.nth}", used)


def _run(values: Sequence[Value], direction: Direction) -> int:
    """How many steps at the end go in a direction without a break."""
    run = 0
    for old, new in pairwise(reversed(values)):
        if not _moves(new, old, direction):
            break
        run += 1
    return run
