"""Each form of assertion: what it asks, and what the answers make of it.

A form is a generator: it yields every ``Ask`` it may need, is sent the answers in the same order, and returns a
``Judgement``. So asking and judging stand in one place, and nothing is asked twice or in the middle of judging.
Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from onrecord.checks.amounts import Scope, Value, asks_of, before, value_of, values_of
from onrecord.model.dates import Grain, Period, day_text, period_around, split
from onrecord.model.figure import Answer, Ask, Figure, Verdict
from onrecord.model.precision import Interval, Stated, Unit, interval, interval_text, number_text
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Assertion,
    Change,
    Comparison,
    Dimension,
    Direction,
    End,
    Extreme,
    Level,
    Occurrence,
    Rank,
    Record,
    Ref,
    Relation,
    Share,
    Streak,
    Top,
    Trend,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an assertion comes to in one variant: verdict, numbers, one sentence why, and the figures used."""

    verdict: Verdict
    why: str
    computed: float | None = None
    asserted: float | None = None
    unit: str = ""
    tolerance: str = ""
    used: tuple[tuple[Amount, Figure], ...] = ()
    notes: tuple[str, ...] = ()


Check = Generator[tuple[Ask, ...], tuple[Answer, ...], Judgement]
Name = Callable[[Ref, str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """How names and periods are written in messages: given by the caller, who knows the vocabulary."""

    name: Name
    period: Callable[[Period], str]


def check(assertion: Assertion, scope: Scope, words: Words) -> Check:
    """The generator that asks for and judges an assertion."""
    form = _FORMS[type(assertion)]
    return form(assertion, scope, words)


# Parts of judgements --------------------------------------------------------------------------------------------


def _unverifiable(why: str, *used: tuple[Amount, Value], asserted: float | None = None, unit: str = "") -> Judgement:
    return Judgement(
        Verdict.UNVERIFIABLE, why, asserted=asserted, unit=unit, used=tuple((a, v.figure) for a, v in used)
    )


def _first_missing(values: Sequence[Value]) -> str:
    return next((value.missing for value in values if value.missing), "")


def _verdict(holds: bool) -> Verdict:
    return Verdict.HOLDS if holds else Verdict.FAILS


def _unit(stated: Stated | None) -> str:
    return str(stated.unit) if stated else ""


def _shown(number: float, unit: str) -> str:
    suffix = {"percent": " percent", "times": " times"}.get(unit, "")
    return f"{number_text(number)}{suffix}"


def _stated_text(stated: Stated) -> str:
    value = number_text(stated.value, stated.decimals) if stated.decimals else number_text(stated.value)
    suffix = {Unit.PERCENT: " percent", Unit.TIMES: " times"}.get(stated.unit, "")
    if stated.upper is not None:
        return f"between {value} and {number_text(stated.upper)}{suffix}"
    return f"{stated.comparator} {value}{suffix}".lstrip()


def _against(stated: Stated, computed: float) -> tuple[bool, str, str]:
    """Whether a computed value makes a stated number true, the tolerance in words, and the sentence why."""
    span = interval(stated)
    holds = computed in span
    unit = str(stated.unit)
    why = f"the data give {_shown(computed, unit)}; stated is {_stated_text(stated)}"
    return holds, interval_text(span, stated.unit), why


def _amount(amount: Amount, **changes: object) -> Amount:
    return replace(amount, projected_from=None, **changes)  # type: ignore[arg-type]


# Forms ----------------------------------------------------------------------------------------------------------


def _level(a: Level, scope: Scope, words: Words) -> Check:
    answers = iter((yield asks_of(scope, a.subject)))
    (value,) = values_of(scope, a.subject, answers)
    asserted = float(a.stated.value)
    if value.number is None:
        return _unverifiable(value.missing, (a.subject, value), asserted=asserted, unit="count")
    holds, tolerance, why = _against(a.stated, value.number)
    return Judgement(
        _verdict(holds), why, value.number, asserted, "count", tolerance, ((a.subject, value.figure),)
    )


def _change(a: Change, scope: Scope, words: Words) -> Check:
    answers = iter((yield asks_of(scope, a.subject, a.baseline)))
    new, old = values_of(scope, a.subject, answers, a.baseline)
    used = ((a.subject, new.figure), (_amount(a.subject, period=a.baseline), old.figure))
    asserted = float(a.stated.value) if a.stated else None
    unit = _unit(a.stated) or "percent"
    missing = _first_missing((new, old))
    if new.number is None or old.number is None:
        return Judgement(Verdict.UNVERIFIABLE, missing, None, asserted, unit, used=used)
    rises = new.number > old.number
    went = "rose" if rises else "fell" if new.number < old.number else "did not change"
    moved = f"it {went} from {number_text(old.number)} to {number_text(new.number)}"
    right_way = rises if a.direction is Direction.RISE else new.number < old.number
    percent = 100 * (new.number - old.number) / old.number if old.number else None
    if a.stated is None:
        why = moved if percent is None else f"{moved} ({_signed(percent)} percent)"
        return Judgement(_verdict(right_way), why, percent, None, unit, "any change that way", used)
    computed = _compared(a.stated.unit, new.number, old.number)
    if computed is None:
        why = f"{moved}: no {'percentage' if a.stated.unit is Unit.PERCENT else 'multiple'} can be taken of zero"
        return Judgement(Verdict.UNVERIFIABLE, why, None, asserted, unit, used=used)
    size = abs(computed) if a.stated.unit is not Unit.TIMES else computed
    holds, tolerance, _ = _against(a.stated, size)
    change = f"{_signed(computed)} percent" if unit == "percent" else _shown(computed, unit)
    why = f"{moved} ({change}); stated is {'a rise' if a.direction is Direction.RISE else 'a fall'}"
    why += f" to {_stated_text(a.stated)}" if unit == "times" else f" by {_stated_text(a.stated)}"
    return Judgement(_verdict(holds and right_way), why, computed, asserted, unit, tolerance, used)


def _signed(percent: float) -> str:
    return ("+" if percent > 0 else "") + number_text(round(percent, 1))


def _compared(unit: Unit, new: float, old: float) -> float | None:
    """How ``new`` stands to ``old``: percent of difference, difference, or multiple; ``None`` over zero."""
    if unit is Unit.COUNT:
        return new - old
    if not old:
        return None
    return new / old if unit is Unit.TIMES else 100 * (new - old) / old


def _comparison(a: Comparison, scope: Scope, words: Words) -> Check:
    first, second = asks_of(scope, a.subject), asks_of(scope, a.other)
    answers = iter((yield (*first, *second)))
    (x,) = values_of(scope, a.subject, answers)
    (y,) = values_of(scope, a.other, answers)
    used = ((a.subject, x.figure), (a.other, y.figure))
    asserted = float(a.stated.value) if a.stated else None
    unit = _unit(a.stated)
    if x.number is None or y.number is None:
        return Judgement(Verdict.UNVERIFIABLE, _first_missing((x, y)), None, asserted, unit, used=used)
    beside = f"{number_text(x.number)} beside {number_text(y.number)}"
    right_way = {
        Relation.ABOVE: x.number > y.number,
        Relation.BELOW: x.number < y.number,
        Relation.EQUAL: x.number == y.number,
        Relation.TIMES: True,
    }[a.relation]
    if a.stated is None:
        return Judgement(_verdict(right_way), beside, None, None, unit, "", used)
    computed = _compared(a.stated.unit, x.number, y.number)
    if computed is None:
        return Judgement(Verdict.UNVERIFIABLE, f"{beside}: nothing can be set against zero", None, asserted, unit, used=used)
    size = abs(computed) if a.relation is not Relation.TIMES else computed
    holds, tolerance, why = _against(a.stated, size)
    return Judgement(_verdict(holds and right_way), f"{beside}: {why}", computed, asserted, unit, tolerance, used)


def _record(a: Record, scope: Scope, words: Words) -> Check:
    own = scope.closed(a.subject.period)
    others = tuple(p for p in split(scope.closed(a.among), a.grain) if not _overlap(p, own))
    answers = iter((yield asks_of(scope, a.subject, *others)))
    value, *rest = values_of(scope, a.subject, answers, *others)
    asserted = float(a.nth) if a.nth > 1 else None
    if value.number is None:
        return _unverifiable(value.missing, (a.subject, value), asserted=asserted)
    if not rest:
        return _unverifiable(f"the data hold no other whole {a.grain} to compare with", (a.subject, value))
    if any(other.number is None for other in rest):
        return _unverifiable(_first_missing(rest), (a.subject, value), asserted=asserted)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ranked = sorted(zip(rest, others, strict=True), key=lambda pair: (-sign * (pair[0].number or 0.0), pair[1].start))
    ahead = [pair for pair in ranked if sign * ((pair[0].number or 0.0) - value.number) > 0]
    level = [pair for pair in ranked if pair[0].number == value.number]
    holds = len(ahead) == a.nth - 1 and not level
    best, best_period = ranked[max(0, min(a.nth - 1, len(ranked) - 1))] if holds else (ahead or level or ranked)[0]
    used = ((a.subject, value.figure), (_amount(a.subject, period=best_period), best.figure))
    rank = len(ahead) + 1
    if holds:
        place = f"{number_text(value.number)}, {'the most' if sign > 0 else 'the least'}" if a.nth == 1 else (
            f"{number_text(value.number)}, in place {a.nth}"
        )
        why = f"{place} beside {len(rest)} other {a.grain}s; next is {number_text(best.number or 0)} {words.period(best_period)}"
    elif level and len(ahead) == a.nth - 1:
        why = f"{number_text(value.number)} is equalled {words.period(level[0][1])}"
    else:
        why = f"{number_text(value.number)} is in place {rank}; {number_text(best.number or 0)} {words.period(best_period)}"
    computed = value.number if a.nth == 1 else float(rank)
    return Judgement(_verdict(holds), why, computed, asserted, "", "", used, _opening_note(a.among, scope, others))


def _overlap(a: Period, b: Period) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _opening_note(among: Period, scope: Scope, periods: Sequence[Period]) -> tuple[str, ...]:
    first = next((p.start for p in periods if p.start), None)
    if among.start is not None or first is None:
        return ()
    return (f"compared with what {scope.dataset.id} holds, from {day_text(first)} on",)


def _one_ref(refs: Sequence[Ref]) -> Ref | None:
    return refs[0] if len(refs) == 1 else None


def _rank(a: Rank, scope: Scope, words: Words) -> Check:
    subject, ref, everyone = _ranked(a)
    if ref is None:
        yield ()
        return _unverifiable(f"a rank among {a.dimension} is that of one of them")
    period = scope.closed(a.subject.projected_from or a.subject.period)
    ask = replace(scope.ask(everyone, period), by=a.dimension, besides=(ref,))
    asks = [*asks_of(scope, subject), ask]
    if a.subject.per is not None and a.subject.per.unit.value == "people":
        asks.append(replace(ask, people=True))
    answers = iter((yield tuple(asks)))
    (value,) = values_of(scope, subject, answers)
    answer = next(answers)
    people = next(answers).breakdown[0] if len(asks) == 4 and answer.breakdown else ()
    asserted = float(a.nth)
    if value.number is None:
        return _unverifiable(value.missing, (a.subject, value), asserted=asserted)
    if not answer.breakdown:
        why = answer.figures[0].missing if answer.figures else "nothing to compare with"
        return _unverifiable(why, (a.subject, value), asserted=asserted)
    heads = {figure.of: figure for figure in people}
    whole = scope.closed(a.subject.period)
    others = [(f, value_of(scope, f, a.subject.per, whole, heads.get(f.of))) for f in answer.breakdown[0]]
    missing = [v for _, v in others if v.number is None]
    if missing:
        return _unverifiable(missing[0].missing, (a.subject, value), asserted=asserted)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ahead = sorted(
        ((v.number or 0.0, f) for f, v in others if sign * ((v.number or 0.0) - value.number) > 0),
        key=lambda pair: (-sign * pair[0], pair[1].of),
    )
    level = [f for f, v in others if v.number == value.number]
    rank = len(ahead) + 1
    if a.top:
        holds = rank + len(level) <= a.nth
    else:
        holds = rank == a.nth and not level
    used = [(a.subject, value.figure)]
    why = f"{number_text(value.number)} is in place {rank} of {len(others) + 1}"
    if level:
        why += f", with {len(level)} others equal" if len(level) > 1 else ", with one other equal"
    if ahead:
        number, figure = ahead[-1] if holds else ahead[0]
        kind = {Dimension.COUNTRIES: "place", Dimension.ACTORS: "actor"}.get(a.dimension, "area")
        name = words.name(Ref(figure.of, raw=a.dimension is not Dimension.COUNTRIES), kind)
        why += f"; {name} {'stands before it' if holds else 'is first'} with {number_text(number)}"
        if a.dimension is Dimension.COUNTRIES:
            used.append((_amount(everyone, measure=replace(everyone.measure, places=(Ref(figure.of),))), figure))
    return Judgement(_verdict(holds), why, float(rank), asserted, "", "", tuple(used))


def _ranked(a: Rank) -> tuple[Amount, Ref | None, Amount]:
    """The subject's amount, the name that is ranked, and the amount of everyone it is ranked among."""
    measure = a.subject.measure
    if a.dimension is Dimension.COUNTRIES:
        return a.subject, _one_ref(measure.places), replace(a.subject, measure=replace(measure, places=a.within))
    if a.dimension is Dimension.AREAS:
        area = Ref(measure.areas[0], raw=True) if len(measure.areas) == 1 else None
        everyone = replace(measure, areas=(), places=a.within or measure.places)
        return a.subject, area, replace(a.subject, measure=everyone)
    term = measure.actors[0] if len(measure.actors) == 1 else None
    ref = _one_ref(term.actors) if term else None
    terms = (ActorTerm(term.role, ()),) if term else ()
    everyone = replace(measure, actors=terms, places=a.within or measure.places)
    return a.subject, ref, replace(a.subject, measure=everyone)


def _top(a: Top, scope: Scope, words: Words) -> Check:
    period = scope.closed(a.subject.projected_from or a.subject.period)
    ask = replace(scope.ask(a.subject, period), by=Dimension.COUNTRIES)
    per_people = a.subject.per is not None and a.subject.per.unit.value == "people"
    answers = yield ((ask, replace(ask, people=True)) if per_people else (ask,))
    if not answers[0].breakdown:
        return _unverifiable(answers[0].figures[0].missing if answers[0].figures else "no data")
    heads = {f.of: f for f in answers[1].breakdown[0]} if per_people and answers[1].breakdown else {}
    whole = scope.closed(a.subject.period)
    valued = [(f, value_of(scope, f, a.subject.per, whole, heads.get(f.of))) for f in answers[0].breakdown[0]]
    missing = [v for _, v in valued if v.number is None]
    if missing:
        return _unverifiable(missing[0].missing)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ranked = sorted(((v.number or 0.0, f) for f, v in valued), key=lambda pair: (-sign * pair[0], pair[1].of))
    n = len(a.members)
    wanted = [ref.id for ref in a.members]
    found = [f.of for _, f in ranked[:n]]
    tied = len(ranked) > n and ranked[n - 1][0] == ranked[n][0]
    holds = (found == wanted if a.ordered else set(found) == set(wanted)) and not tied
    shown = ", ".join(f"{words.name(Ref(f.of), 'place')} {number_text(number)}" for number, f in ranked[: n + 1])
    used = tuple(
        (_amount(a.subject, measure=replace(a.subject.measure, places=(Ref(f.of),))), f) for _, f in ranked[: n + 1]
    )
    return Judgement(_verdict(holds), f"in order: {shown}", None, None, "", "", used)


def _share(a: Share, scope: Scope, words: Words) -> Check:
    answers = iter((yield (*asks_of(scope, a.subject), *asks_of(scope, a.whole))))
    (part,) = values_of(scope, a.subject, answers)
    (whole,) = values_of(scope, a.whole, answers)
    used = ((a.subject, part.figure), (a.whole, whole.figure))
    asserted = float(a.stated.value)
    if part.number is None or whole.number is None:
        return Judgement(
            Verdict.UNVERIFIABLE, _first_missing((part, whole)), None, asserted, "percent", used=used
        )
    if not whole.number:
        return Judgement(
            Verdict.UNVERIFIABLE, "the whole is zero, and has no parts", None, asserted, "percent", used=used
        )
    computed = 100 * part.number / whole.number
    holds, tolerance, why = _against(a.stated, computed)
    beside = f"{number_text(part.number)} of {number_text(whole.number)}"
    return Judgement(_verdict(holds), f"{beside}: {why}", computed, asserted, "percent", tolerance, used)


def _trend(a: Trend, scope: Scope, words: Words) -> Check:
    periods = split(scope.closed(a.subject.period), a.grain)
    earlier = before(periods[0], a.grain) if periods else None
    chain = (earlier, *periods) if earlier else periods
    if len(chain) < 2:
        yield ()
        return _unverifiable(f"the period holds no whole {a.grain}")
    subject = _amount(a.subject, period=chain[0])
    answers = iter((yield asks_of(scope, subject, *chain[1:])))
    values = values_of(scope, subject, answers, *chain[1:])
    used = tuple((_amount(subject, period=p), v.figure) for p, v in zip(chain, values, strict=True))
    if any(value.number is None for value in values):
        return Judgement(Verdict.UNVERIFIABLE, _first_missing(values), used=used[:2])
    numbers = [value.number or 0.0 for value in values]
    for i in range(1, len(numbers)):
        if not _moves(numbers[i - 1], numbers[i], a.direction):
            went = "fell" if numbers[i] < numbers[i - 1] else "rose" if numbers[i] > numbers[i - 1] else "did not change"
            why = f"{words.period(chain[i])} it {went}, from {number_text(numbers[i - 1])} to {number_text(numbers[i])}"
            return Judgement(Verdict.FAILS, why, used=used)
    return Judgement(Verdict.HOLDS, " → ".join(number_text(n) for n in numbers), used=used)


def _moves(old: float, new: float, direction: Direction) -> bool:
    return new > old if direction is Direction.RISE else new < old


def _streak(a: Streak, scope: Scope, words: Words) -> Check:
    own = scope.closed(a.subject.period)
    if own.start is None or period_around(own.start, a.grain) != own:
        yield ()
        return _unverifiable(f"the period is not one {a.grain}")
    periods = [*split(Period(scope.dataset.start, max(own.start, scope.dataset.start)), a.grain), own]
    chain = tuple(dict.fromkeys(periods))
    answers = iter((yield asks_of(scope, _amount(a.subject, period=chain[0]), *chain[1:])))
    values = values_of(scope, _amount(a.subject, period=chain[0]), answers, *chain[1:])
    asserted = float(a.nth)
    run = 0
    for i in range(len(values) - 1, 0, -1):
        new, old = values[i], values[i - 1]
        if new.number is None or old.number is None:
            return _unverifiable(new.missing or old.missing, (a.subject, values[-1]), asserted=asserted)
        if not _moves(old.number, new.number, a.direction):
            break
        run += 1
    else:
        if run >= a.nth:
            return _unverifiable(
                f"the data begin too late to tell whether it is the {a.nth}th", (a.subject, values[-1]), asserted=asserted
            )
    shown = slice(max(0, len(values) - run - 2), len(values))
    used = tuple((_amount(a.subject, period=p), v.figure) for p, v in zip(chain[shown], values[shown], strict=True))
    verb = "rose" if a.direction is Direction.RISE else "fell"
    numbers = " → ".join(number_text(v.number or 0.0) for v in values[shown])
    why = f"it {verb} {run} {a.grain}{'' if run == 1 else 's'} in a row ({numbers}); stated is {a.nth}"
    return Judgement(_verdict(run == a.nth), why, float(run), asserted, "", f"exactly {a.nth}", used)


def _occurrence(a: Occurrence, scope: Scope, words: Words) -> Check:
    inside = scope.closed(a.period)
    all_time = scope.closed(Period())
    grain = next((g for g in (Grain.YEAR, Grain.MONTH) if inside.start and period_around(inside.start, g) == inside), None)
    years = split(_whole_years(all_time), grain or Grain.YEAR)
    amount = Amount(a.measure, inside)
    answers = iter((yield asks_of(scope, amount, all_time, *years)))
    value, whole, *rest = values_of(scope, amount, answers, all_time, *years)
    asserted = float(inside.start.year) if inside.start else None
    if value.missing or whole.missing:
        return _unverifiable(value.missing or whole.missing, (amount, value), asserted=asserted)
    hits = [(p, v) for p, v in zip(years, rest, strict=True) if v.figure.rows]
    if not hits:
        return Judgement(Verdict.FAILS, "the data hold no such event", None, asserted, used=((amount, value.figure),))
    period, found = hits[0] if a.which is End.FIRST else hits[-1]
    matches = value.figure.rows > 0 and _is_end(a, inside, hits)
    why = f"the {a.which} such event falls {words.period(period)}"
    used = ((amount, value.figure), (replace(amount, period=period), found.figure))
    computed = float(period.start.year) if period.start else None
    return Judgement(_verdict(matches), why, computed, asserted, "", "", used, _opening_note(Period(), scope, years))


def _is_end(a: Occurrence, inside: Period, hits: Sequence[tuple[Period, Value]]) -> bool:
    edge = hits[0][0] if a.which is End.FIRST else hits[-1][0]
    return _overlap(edge, inside)


def _whole_years(period: Period) -> Period:
    """The period widened to whole calendar years, so that splitting it loses no day."""
    if period.start is None or period.end is None:
        return period
    return Period(Period.of_year(period.start.year).start, Period.of_year(period.end.year).end)


_FORMS: dict[type, Callable[..., Check]] = {
    Level: _level,
    Change: _change,
    Comparison: _comparison,
    Record: _record,
    Rank: _rank,
    Top: _top,
    Share: _share,
    Trend: _trend,
    Streak: _streak,
    Occurrence: _occurrence,
}

__all__ = ["Check", "Judgement", "Words", "check", "Fraction", "Interval", "timedelta"]
