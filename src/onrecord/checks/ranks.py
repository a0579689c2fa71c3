"""Assertions over places or actors side by side: rank, and the list of the highest.

Each form is a generator; see ``onrecord.checks.assertions``. Event data name only places and actors with events, so
the lowest, and a place without any, cannot be told from them. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.checks.amounts import ADDED_UP, Scope, Value, asks_of, value_of, values_of
from onrecord.checks.judgement import (
    Check,
    Judgement,
    Words,
    amount_with,
    first_missing,
    open_notes,
    unverifiable,
    verdict_of,
)
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.precision import number_text
from onrecord.model.reading import ActorTerm, Amount, Dimension, Extreme, Quantity, Rank, RateUnit, Ref, Top
from onrecord.vocabulary import fold

_RANKED = (*ADDED_UP, Quantity.SERIES)
_SORTS = {Dimension.COUNTRIES: "place", Dimension.ACTORS: "actor", Dimension.AREAS: "area"}


def rank(a: Rank, scope: Scope, words: Words) -> Check:
    """The subject beside every other country, area or actor of its dimension; an equal figure takes its place away."""
    ref, everyone = _ranked(a)
    if ref is None or a.subject.measure.quantity not in _RANKED:
        yield ()
        return unverifiable(f"a rank among {a.dimension} is that of one of them, by a quantity that adds up")
    breakdown = _breakdown(scope, everyone, a.dimension, besides=(ref,))
    answers = iter((yield (*asks_of(scope, a.subject), *breakdown)))
    (value,) = values_of(scope, a.subject, answers)
    found, missing = _valued(scope, everyone, answers)
    asserted = float(a.nth) if a.nth > 1 or a.top else None
    if value.number is None or found is None:
        return unverifiable(value.missing or missing, (a.subject, value), asserted=asserted)
    number = value.number
    own = [figure for figure, _ in found if _is_own(a, ref, figure)]
    others = [(f, v) for f, v in found if not _is_own(a, ref, f)]
    if a.dimension is Dimension.AREAS and number and (len(own) != 1 or own[0].rows != value.figure.rows):
        why = f"{ref.id} is not the name of one first-level division in {scope.dataset.id}"
        return unverifiable(why, (a.subject, value), asserted=asserted)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    known = [(v.number, f) for f, v in others if v.number is not None]
    ahead = sorted((e for e in known if sign * (e[0] - number) > 0), key=lambda e: (-sign * e[0], e[1].of))
    level = [f for n, f in known if n == number]
    place = len(ahead) + 1
    lost = place > a.nth
    if not lost and len(known) < len(others):
        return unverifiable(first_missing([v for _, v in others]), (a.subject, value), asserted=asserted)
    if not lost and not scope.lists_all and (a.extreme is Extreme.LOWEST or not number):
        why = (
            f"{scope.dataset.id} does not list the {a.dimension} without events, which rank with or below those of few"
        )
        return unverifiable(why, (a.subject, value), asserted=asserted)
    holds = place + len(level) <= a.nth if a.top else place == a.nth and not level
    used = [(a.subject, value.figure)]
    why = f"{number_text(number)} is in place {place} of {len(others) + 1}"
    if level:
        why += f", with {len(level)} others equal" if len(level) > 1 else ", with one other equal"
    if ahead:
        other, figure = ahead[-1] if holds else ahead[0]
        name = words.name(Ref(figure.of, raw=a.dimension is not Dimension.COUNTRIES), _SORTS[a.dimension])
        why += f", {name} {'stands before it' if holds else 'is first'} with {number_text(other)}"
        if a.dimension is Dimension.COUNTRIES:
            used.append((_in_place(everyone, figure), figure))
    computed = float(place) if asserted is not None else number
    notes = open_notes(scope, a.subject.period)
    return Judgement(verdict_of(holds), why, computed, asserted, "", "", tuple(used), notes)


def _ranked(a: Rank) -> tuple[Ref | None, Amount]:
    """The name that is ranked, and the amount of everyone it is ranked among."""
    measure = a.subject.measure
    if a.dimension is Dimension.COUNTRIES:
        return _one(measure.places), replace(a.subject, measure=replace(measure, places=a.within))
    if a.dimension is Dimension.AREAS:
        area = Ref(measure.areas[0], raw=True) if len(measure.areas) == 1 else None
        return area, replace(a.subject, measure=replace(measure, areas=(), places=a.within or measure.places))
    term = measure.actors[0] if len(measure.actors) == 1 else None
    terms = (ActorTerm(term.role, ()),) if term else ()
    everyone = replace(measure, actors=terms, places=a.within or measure.places)
    return _one(term.actors) if term else None, replace(a.subject, measure=everyone)


def _one(refs: Sequence[Ref]) -> Ref | None:
    return refs[0] if len(refs) == 1 else None


def _is_own(a: Rank, ref: Ref, figure: Figure) -> bool:
    """Whether a figure of the breakdown is that of the ranked name itself. Areas are called "Kidal (MLI)"."""
    if a.dimension is Dimension.COUNTRIES:
        return figure.of == ref.id
    name = figure.of.rpartition(" (")[0] if a.dimension is Dimension.AREAS else figure.of
    return ref.raw and fold(name) == fold(ref.id)


def _breakdown(scope: Scope, amount: Amount, by: Dimension, besides: tuple[Ref, ...] = ()) -> tuple[Ask, ...]:
    period = scope.closed(amount.projected_from or amount.period)
    ask = replace(scope.ask(amount, period), by=by, besides=besides)
    return (ask, replace(ask, people=True)) if _per_people(amount) else (ask,)


def _per_people(amount: Amount) -> bool:
    return amount.per is not None and amount.per.unit is RateUnit.PEOPLE


def _valued(scope: Scope, amount: Amount, answers: Iterator[Answer]) -> tuple[list[tuple[Figure, Value]] | None, str]:
    """The figures of a breakdown with their values, or why there are none."""
    answer = next(answers)
    people = next(answers) if _per_people(amount) else None
    if not answer.breakdown:
        return None, answer.figures[0].missing if answer.figures else "there is nothing to compare with"
    heads = {f.of: f for f in people.breakdown[0]} if people and people.breakdown else {}
    whole = scope.closed(amount.period)
    return [(f, value_of(scope, f, amount, whole, heads.get(f.of))) for f in answer.breakdown[0]], ""


def _in_place(amount: Amount, figure: Figure) -> Amount:
    return amount_with(amount, measure=replace(amount.measure, places=(Ref(figure.of),)))


def top(a: Top, scope: Scope, words: Words) -> Check:
    """The countries with the highest (lowest) figures: each of them beyond every other country, and no tie between."""
    if a.subject.measure.quantity not in _RANKED:
        yield ()
        return unverifiable(f"counts of different {a.subject.measure.quantity} are not ranked")
    answers = iter((yield _breakdown(scope, a.subject, Dimension.COUNTRIES)))
    found, missing = _valued(scope, a.subject, answers)
    if found is None:
        return unverifiable(missing)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    known = {f.of: (v.number, f) for f, v in found if v.number is not None}
    ranked = sorted(known.values(), key=lambda e: (-sign * e[0], e[1].of))
    wanted = [ref.id for ref in a.members]
    inside = [known[name][0] for name in wanted if name in known]
    outside = [number for name, (number, _) in known.items() if name not in wanted]
    edge = min((sign * number for number in inside), default=0.0)
    lost = any(sign * number >= edge for number in outside) if inside else bool(outside)
    if a.ordered:
        lost = lost or any(sign * x <= sign * y for x, y in pairwise(inside))
    gaps = [v for _, v in found if v.number is None]
    if not lost and gaps:
        return unverifiable(first_missing(gaps))
    if not lost and not scope.lists_all and a.extreme is Extreme.LOWEST:
        return unverifiable(f"{scope.dataset.id} does not list the countries without events, which are lowest")
    # A country without an event is not listed, and equals all others without one.
    holds = not lost and len(inside) == len(wanted) and (scope.lists_all or all(inside))
    shown = ranked[: len(wanted) + 1]
    why = "in order: " + ", ".join(f"{words.name(Ref(f.of), 'place')} {number_text(n)}" for n, f in shown)
    used = tuple((_in_place(a.subject, f), f) for _, f in shown)
    notes = open_notes(scope, a.subject.period)
    return Judgement(verdict_of(holds), why if shown else "no country has any", None, None, "", "", used, notes)
