"""Assertions over places or actors side by side: rank, and the list of the highest.

Each form is a generator; see ``onrecord.checks.assertions``. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.checks.amounts import Scope, asks_of, value_of, values_of
from onrecord.checks.judgement import (
    Check,
    Judgement,
    Words,
    amount_with,
    unverifiable,
    verdict_of,
)
from onrecord.model.precision import number_text
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Dimension,
    Extreme,
    Rank,
    Ref,
    Top,
)


def _one_ref(refs: Sequence[Ref]) -> Ref | None:
    return refs[0] if len(refs) == 1 else None


def rank(a: Rank, scope: Scope, words: Words) -> Check:
    """The subject beside every other country, area or actor of its dimension; equal figures share a place."""
    subject, ref, everyone = _ranked(a)
    if ref is None:
        yield ()
        return unverifiable(f"a rank among {a.dimension} is that of one of them")
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
        return unverifiable(value.missing, (a.subject, value), asserted=asserted)
    if not answer.breakdown:
        why = answer.figures[0].missing if answer.figures else "nothing to compare with"
        return unverifiable(why, (a.subject, value), asserted=asserted)
    heads = {figure.of: figure for figure in people}
    whole = scope.closed(a.subject.period)
    others = [(f, value_of(scope, f, a.subject.per, whole, heads.get(f.of))) for f in answer.breakdown[0]]
    missing = [v for _, v in others if v.number is None]
    if missing:
        return unverifiable(missing[0].missing, (a.subject, value), asserted=asserted)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ahead = sorted(
        ((v.number or 0.0, f) for f, v in others if sign * ((v.number or 0.0) - value.number) > 0),
        key=lambda pair: (-sign * pair[0], pair[1].of),
    )
    level = [f for f, v in others if v.number == value.number]
    rank = len(ahead) + 1
    holds = rank + len(level) <= a.nth if a.top else rank == a.nth and not level
    used = [(a.subject, value.figure)]
    why = f"{number_text(value.number)} is in place {rank} of {len(others) + 1}"
    if level:
        why += f", with {len(level)} others equal" if len(level) > 1 else ", with one other equal"
    if ahead:
        number, figure = ahead[-1] if holds else ahead[0]
        kind = {Dimension.COUNTRIES: "place", Dimension.ACTORS: "actor"}.get(a.dimension, "area")
        name = words.name(Ref(figure.of, raw=a.dimension is not Dimension.COUNTRIES), kind)
        why += f", {name} {'stands before it' if holds else 'is first'} with {number_text(number)}"
        if a.dimension is Dimension.COUNTRIES:
            used.append((amount_with(everyone, measure=replace(everyone.measure, places=(Ref(figure.of),))), figure))
    return Judgement(verdict_of(holds), why, float(rank), asserted, "", "", tuple(used))


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


def top(a: Top, scope: Scope, words: Words) -> Check:
    """The countries with the highest (lowest) figures, and no others; a tie at the edge makes it fail."""
    period = scope.closed(a.subject.projected_from or a.subject.period)
    ask = replace(scope.ask(a.subject, period), by=Dimension.COUNTRIES)
    per_people = a.subject.per is not None and a.subject.per.unit.value == "people"
    answers = yield ((ask, replace(ask, people=True)) if per_people else (ask,))
    if not answers[0].breakdown:
        return unverifiable(answers[0].figures[0].missing if answers[0].figures else "no data")
    heads = {f.of: f for f in answers[1].breakdown[0]} if per_people and answers[1].breakdown else {}
    whole = scope.closed(a.subject.period)
    valued = [(f, value_of(scope, f, a.subject.per, whole, heads.get(f.of))) for f in answers[0].breakdown[0]]
    missing = [v for _, v in valued if v.number is None]
    if missing:
        return unverifiable(missing[0].missing)
    sign = 1 if a.extreme is Extreme.HIGHEST else -1
    ranked = sorted(((v.number or 0.0, f) for f, v in valued), key=lambda pair: (-sign * pair[0], pair[1].of))
    n = len(a.members)
    wanted = [ref.id for ref in a.members]
    found = [f.of for _, f in ranked[:n]]
    tied = len(ranked) > n and ranked[n - 1][0] == ranked[n][0]
    holds = (found == wanted if a.ordered else set(found) == set(wanted)) and not tied
    shown = ", ".join(f"{words.name(Ref(f.of), 'place')} {number_text(number)}" for number, f in ranked[: n + 1])
    used = tuple(
        (amount_with(a.subject, measure=replace(a.subject.measure, places=(Ref(f.of),))), f) for _, f in ranked[: n + 1]
    )
    return Judgement(verdict_of(holds), f"in order: {shown}", None, None, "", "", used)
