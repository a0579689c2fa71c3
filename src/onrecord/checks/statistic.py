"""Statistics: a reading is computed, computed again in every variant that makes sense, and judged.

``trials`` lists the variants of a reading for a dataset; ``plan`` says what a trial asks; ``judge`` what the answers
make of it; ``onrecord.checks.outcomes`` puts the trials of all datasets together. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.checks.amounts import Estimate, Scope
from onrecord.checks.assertions import Judgement, Words, check
from onrecord.checks.projected import merged
from onrecord.model.dataset import Dataset, Family
from onrecord.model.figure import Answer, Ask, Clock, Side, Verdict
from onrecord.model.reading import Amount, Measure, Quantity, Reading, Role, subject_measure
from onrecord.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of computing a reading, and the name a reader sees for it."""

    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial and what came of it."""

    trial: Trial
    judgement: Judgement


BEST = "best estimate"


def measures_of(reading: Reading) -> tuple[Measure, ...]:
    """Every measure a reading asks."""
    found: dict[Measure, None] = {}
    for part in reading.parts:
        found[subject_measure(part)] = None
        for name in ("other", "whole"):
            amount = getattr(part, name, None)
            if isinstance(amount, Amount):
                found[amount.measure] = None
    return tuple(found)


def trials(reading: Reading, dataset: Dataset, as_of: date, vocabulary: Vocabulary) -> tuple[Trial, ...]:
    """The variants worth trying, the reading itself first.

    Low and high estimates where the data have them; the actors on either side where the reading names perpetrators
    and that can differ (UCDP's one-sided violence has nobody but civilians on the other side), and as perpetrators
    only where it does not; without events that are imprecise in date or place; events counted by
    their last day instead of their first.
    """
    measures = measures_of(reading)
    scope = Scope(_of_one_country(dataset, measures), as_of)
    found = [Trial(BEST, scope)]
    if "estimates" in dataset.has and any(m.quantity is Quantity.DEATHS for m in measures):
        found.append(Trial("low estimate", replace(scope, estimate=Estimate.LOW)))
        found.append(Trial("high estimate", replace(scope, estimate=Estimate.HIGH)))
    if dataset.family is Family.SERIES:
        return tuple(found)
    roles = {term.role for m in measures for term in m.actors}
    named = [m for m in measures if any(term.role is Role.BY for term in m.actors)]
    if any(not m.kinds for m in named) or (named and dataset.family is not Family.UCDP):
        found.append(Trial("actor on either side", replace(scope, side=Side.EITHER)))
    if Role.INVOLVING in roles and all(_directed(m, vocabulary) for m in measures if m.actors):
        found.append(Trial("perpetrator only", replace(scope, side=Side.PERPETRATOR)))
    if "precision" in dataset.has:
        found.append(Trial("without imprecise events", replace(scope, precise=True)))
    if "spans" in dataset.has:
        found.append(Trial("events by last day", replace(scope, clock=Clock.END)))
    return tuple(found)


def _of_one_country(dataset: Dataset, measures: Sequence[Measure]) -> Dataset:
    """The dataset as it is for a reading about one country: "on record" begins where that country does in it."""
    places = {measure.places for measure in measures}
    if not dataset.extents or len(places) != 1 or len(next(iter(places))) != 1:
        return dataset
    own = dataset.extent_of(next(iter(places))[0].id)
    return replace(dataset, start=own.start, end=own.end, coverage_stated=own.stated)


def _directed(measure: Measure, vocabulary: Vocabulary) -> bool:
    kinds = [vocabulary.kind_by_id(ref.id) for ref in measure.kinds]
    return bool(kinds) and all(kind is not None and kind.directed for kind in kinds)


def plan(reading: Reading, trial: Trial, words: Words) -> tuple[tuple[Ask, ...], ...]:
    """What each assertion of a reading asks in a trial."""
    return tuple(next(check(part, trial.scope, words)) for part in reading.parts)


def wanted(
    readings: Sequence[Reading], dataset: Dataset, as_of: date, vocabulary: Vocabulary, words: Words
) -> list[tuple[int, Trial, tuple[tuple[Ask, ...], ...]]]:
    """What readings ask of a dataset: for each the number of the reading, the trial, and the asks of its assertions.
    A reading that names another dataset asks nothing."""
    found = []
    for number, reading in enumerate(readings):
        if reading.dataset in ("", dataset.id):
            of_reading = trials(reading, dataset, as_of, vocabulary)
            stated = plan(reading, of_reading[0], words)
            found += [(number, trial, varied(stated, trial)) for trial in of_reading]
    return found


def varied(parts: tuple[tuple[Ask, ...], ...], trial: Trial) -> tuple[tuple[Ask, ...], ...]:
    """What a variant asks, from what the reading itself asks: the estimates share its asks, the others are alike."""
    scope = trial.scope
    if (scope.side, scope.precise, scope.clock) == (Side.STATED, False, Clock.START):
        return parts
    return tuple(
        tuple(
            Ask(a.measure, a.periods, a.by, scope.side, scope.precise, scope.clock, a.people, a.besides) for a in asks
        )
        for asks in parts
    )


def judge(reading: Reading, trial: Trial, words: Words, answers: Sequence[tuple[Answer, ...]]) -> Judgement:
    """What the answers (one tuple for each assertion, in the order of ``plan``) make of a reading."""
    parts = []
    for part, answered in zip(reading.parts, answers, strict=True):
        running = check(part, trial.scope, words)
        next(running)
        try:
            running.send(answered)
        except StopIteration as stop:
            parts.append(_noted(stop.value, answered))
        else:
            raise RuntimeError(f"the check of {type(part).__name__} asked twice")
    return combine(parts)


def _noted(judgement: Judgement, answers: Sequence[Answer]) -> Judgement:
    """A judgement with what its answers say of how they were computed."""
    notes = tuple(dict.fromkeys(note for answer in answers for note in answer.notes))
    return replace(judgement, notes=(*judgement.notes, *notes)) if notes else judgement


def combine(parts: Sequence[Judgement]) -> Judgement:
    """Several assertions as one: it fails if one fails, and holds only if all do."""
    if len(parts) == 1:
        return parts[0]
    verdicts = [part.verdict for part in parts]
    verdict = next((v for v in (Verdict.FAILS, Verdict.UNVERIFIABLE) if v in verdicts), Verdict.HOLDS)
    telling = [part for part in parts if part.verdict is verdict]
    return replace(
        parts[0],
        verdict=verdict,
        why="; ".join(part.why for part in telling),
        tolerance="; ".join(part.tolerance for part in parts if part.tolerance),
        used=tuple(dict.fromkeys(pair for part in parts for pair in part.used)),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        parts=tuple(parts),
        projections=merged([one for part in parts for one in part.projections]),
    )


def needed_data(reading: Reading, vocabulary: Vocabulary, period: str) -> str:
    """Which data could settle a reading, in words."""
    measures = measures_of(reading)
    quantities = {m.quantity for m in measures}
    if quantities == {Quantity.SERIES}:
        names = " and ".join(sorted({m.series for m in measures}))
        return f"a series of {names}, {period}"
    tells = []
    if any(m.actors or m.quantity is Quantity.ACTORS for m in measures):
        tells.append("actors")
    if any(m.kinds for m in measures) or any(t.role is Role.BY for m in measures for t in m.actors):
        tells.append("kinds of violence")
    if any(m.areas or m.quantity is Quantity.AREAS for m in measures):
        tells.append("places below the country")
    places = [vocabulary.place_by_id(ref.id) for m in measures for ref in m.places]
    where = ", ".join(dict.fromkeys(place.name for place in places if place)) or "the world"
    what = f"event data that name {' and '.join(tells)}" if tells else "event data or a series"
    return f"{what} for {where}, {period} (UCDP GED and ACLED hold such data)"
