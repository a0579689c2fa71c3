"""Assertions that set one or two figures against a number: level, change, comparison, share.

Each form is a generator; see ``onrecord.checks.assertions``. Imports the model only.
"""

from __future__ import annotations

from onrecord.checks.amounts import Scope, asks_of, values_of
from onrecord.checks.judgement import (
    Check,
    Judgement,
    Words,
    against,
    amount_with,
    compared,
    first_missing,
    length_note,
    open_notes,
    shown,
    stated_text,
    telling_digits,
    unit_of,
    unverifiable,
    verdict_of,
)
from onrecord.model.figure import Verdict
from onrecord.model.precision import Unit, number_text
from onrecord.model.reading import (
    Change,
    Comparison,
    Direction,
    Level,
    Relation,
    Share,
)


def level(a: Level, scope: Scope, words: Words) -> Check:
    """The figure against the stated number."""
    answers = iter((yield asks_of(scope, a.subject)))
    (value,) = values_of(scope, a.subject, answers)
    asserted = float(a.stated.value)
    if value.number is None:
        return unverifiable(value.missing, (a.subject, value), asserted=asserted, unit="count")
    holds, tolerance, why = against(a.stated, value.number)
    why = f"the data give {why}"
    used = ((a.subject, value.figure),)
    notes = open_notes(scope, a.subject.period)
    return Judgement(verdict_of(holds), why, value.number, asserted, "count", tolerance, used, notes)


def change(a: Change, scope: Scope, words: Words) -> Check:
    """The figure against that of an earlier period: the direction, and by how much where that is stated."""
    answers = iter((yield asks_of(scope, a.subject, a.baseline)))
    new, old = values_of(scope, a.subject, answers, a.baseline)
    used = ((a.subject, new.figure), (amount_with(a.subject, period=a.baseline), old.figure))
    asserted = float(a.stated.value) if a.stated else None
    unit = unit_of(a.stated) or "percent"
    missing = first_missing((new, old))
    if new.number is None or old.number is None:
        return Judgement(Verdict.UNVERIFIABLE, missing, None, asserted, unit, used=used)
    rises = new.number > old.number
    went = "rose" if rises else "fell" if new.number < old.number else "did not change"
    moved = f"it {went} from {number_text(old.number)} to {number_text(new.number)}"
    right_way = rises if a.direction is Direction.RISE else new.number < old.number
    uneven = length_note(scope, a.subject.period, [a.baseline], a.subject)
    if uneven:
        # Steady violence "rises" from a quarter to a year; only a rate says whether there was a change.
        why = f'{uneven[0]}, so their counts show no change: say "per day"'
        return Judgement(Verdict.UNVERIFIABLE, why, None, asserted, unit, used=used)
    notes = open_notes(scope, a.subject.period)
    percent = 100 * (new.number - old.number) / old.number if old.number else None
    if a.stated is None:
        why = f"{moved} (by {number_text(abs(percent), most=1)} percent)" if percent else moved
        return Judgement(verdict_of(right_way), why, percent, None, unit, f"any {a.direction}", used, notes)
    computed = compared(a.stated.unit, new.number, old.number)
    if computed is None and right_way:
        why = f"{moved}: no {'percentage' if a.stated.unit is Unit.PERCENT else 'multiple'} can be taken of zero"
        return Judgement(Verdict.UNVERIFIABLE, why, None, asserted, unit, used=used)
    if computed is None:
        return Judgement(Verdict.FAILS, moved, None, asserted, unit, used=used, notes=notes)
    size = abs(computed) if a.stated.unit is not Unit.TIMES else computed
    holds, tolerance, _ = against(a.stated, size)
    digits = telling_digits(a.stated, size, 1 if unit == "percent" else 2)
    link = "to" if unit == "times" else "by"
    by = f" ({link} {shown(size, unit, digits)})" if new.number != old.number else ""
    direction = "rise" if a.direction is Direction.RISE else "fall"
    why = f"{moved}{by}, where a {direction} {link} {stated_text(a.stated)} is stated"
    return Judgement(verdict_of(holds and right_way), why, computed, asserted, unit, tolerance, used, notes)


def comparison(a: Comparison, scope: Scope, words: Words) -> Check:
    """Two amounts against one another: which is larger, and by how much or how many times where stated."""
    first, second = asks_of(scope, a.subject), asks_of(scope, a.other)
    answers = iter((yield (*first, *second)))
    (x,) = values_of(scope, a.subject, answers)
    (y,) = values_of(scope, a.other, answers)
    used = ((a.subject, x.figure), (a.other, y.figure))
    asserted = float(a.stated.value) if a.stated else None
    unit = unit_of(a.stated)
    if x.number is None or y.number is None:
        return Judgement(Verdict.UNVERIFIABLE, first_missing((x, y)), None, asserted, unit, used=used)
    beside = f"{number_text(x.number)} beside {number_text(y.number)}"
    right_way = {
        Relation.ABOVE: x.number > y.number,
        Relation.BELOW: x.number < y.number,
        Relation.EQUAL: x.number == y.number,
        Relation.AT_LEAST: x.number >= y.number,
        Relation.AT_MOST: x.number <= y.number,
        Relation.TIMES: True,
    }[a.relation]
    notes = (
        *length_note(scope, a.subject.period, [a.other.period], a.subject),
        *open_notes(scope, a.subject.period, a.other.period),
    )
    if a.stated is None:
        return Judgement(verdict_of(right_way), beside, x.number, None, unit, "", used, notes)
    computed = compared(a.stated.unit, x.number, y.number)
    if computed is None and right_way:
        why = f"{beside}: nothing can be set against zero"
        return Judgement(Verdict.UNVERIFIABLE, why, None, asserted, unit, used=used)
    if computed is None:
        return Judgement(Verdict.FAILS, beside, None, asserted, unit, used=used, notes=notes)
    size = abs(computed) if a.relation is not Relation.TIMES else computed
    holds, tolerance, why = against(a.stated, size)
    verdict = verdict_of(holds and right_way)
    return Judgement(verdict, f"{beside}: {why}", computed, asserted, unit, tolerance, used, notes)


def share(a: Share, scope: Scope, words: Words) -> Check:
    """The part as a percentage of the whole."""
    answers = iter((yield (*asks_of(scope, a.subject), *asks_of(scope, a.whole))))
    (part,) = values_of(scope, a.subject, answers)
    (whole,) = values_of(scope, a.whole, answers)
    used = ((a.subject, part.figure), (a.whole, whole.figure))
    asserted = float(a.stated.value)
    if part.number is None or whole.number is None:
        return Judgement(Verdict.UNVERIFIABLE, first_missing((part, whole)), None, asserted, "percent", used=used)
    if not whole.number:
        return Judgement(
            Verdict.UNVERIFIABLE, "the whole is zero, and has no parts", None, asserted, "percent", used=used
        )
    computed = 100 * part.number / whole.number
    if computed > 100:
        why = f"{number_text(part.number)} of {number_text(whole.number)}: the part is larger than the whole"
        return Judgement(Verdict.UNVERIFIABLE, why, computed, asserted, "percent", used=used)
    holds, tolerance, why = against(a.stated, computed)
    beside = f"{number_text(part.number)} of {number_text(whole.number)}"
    notes = open_notes(scope, a.subject.period, a.whole.period)
    return Judgement(verdict_of(holds), f"{beside}: {why}", computed, asserted, "percent", tolerance, used, notes)
