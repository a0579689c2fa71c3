"""Statistics: a reading is computed, computed again in every variant that makes sense, and judged.

``trials`` lists the variants of a reading for a dataset; ``plan`` says what a trial asks; ``judge`` what the answers
make of it; ``outcome`` puts the trials of all datasets together. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.checks.amounts import Estimate, Scope
from onrecord.checks.assertions import Judgement, Words, check
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dossier import Statement
from onrecord.model.figure import Answer, Ask, Clock, Figure, LabelledFigure, Outcome, Part, Side, Variant, Verdict
from onrecord.model.finding import Finding
from onrecord.model.precision import number_text
from onrecord.model.reading import Amount, Measure, Quantity, Reading, Role, subject_measure
from onrecord.vocabulary import Vocabulary

Label = Callable[[Amount], str]


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
    scope = Scope(dataset, as_of)
    found = [Trial(BEST, scope)]
    measures = measures_of(reading)
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


def _directed(measure: Measure, vocabulary: Vocabulary) -> bool:
    kinds = [vocabulary.kind_by_id(ref.id) for ref in measure.kinds]
    return bool(kinds) and all(kind is not None and kind.directed for kind in kinds)


def plan(reading: Reading, trial: Trial, words: Words) -> tuple[tuple[Ask, ...], ...]:
    """What each assertion of a reading asks in a trial."""
    return tuple(next(check(part, trial.scope, words)) for part in reading.parts)


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
            parts.append(stop.value)
        else:
            raise RuntimeError(f"the check of {type(part).__name__} asked twice")
    return combine(parts)


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
    )


def outcome(
    statement: Statement,
    reading: Reading,
    canonical: str,
    tried: Sequence[Sequence[Tried]],
    label: Label,
    needed: str,
    assertions: Sequence[str] = (),
) -> Outcome:
    """The outcome of a statement from the trials of each dataset, in the dossier's order.

    The first dataset that can answer decides; the others are variants. ``needed`` says which data could settle it.
    ``assertions`` are the reading's parts in canonical English.
    """
    deciding = next((one for number, one in enumerate(tried) if _decides(one, tried[:number])), None)
    if deciding is None:
        return _unverifiable(statement, canonical, tried, needed, assertions)
    main = deciding[0]
    judgement, dataset = main.judgement, main.trial.scope.dataset
    variants = [Variant(t.trial.name, t.judgement.verdict, t.judgement.computed, dataset.id) for t in deciding]
    for other in tried:
        if other is not deciding and other[0].judgement.verdict is not Verdict.UNVERIFIABLE:
            name = other[0].trial.scope.dataset.id
            variants.append(Variant(f"in {name}", other[0].judgement.verdict, other[0].judgement.computed, name))
    variants = [variant for variant in variants if variant.verdict is not Verdict.UNVERIFIABLE]
    figures = tuple(
        dict.fromkeys(
            LabelledFigure(label(asked), figure, dataset.snapshot, asked)
            for asked, figure in ((_asked(amount, figure), figure) for amount, figure in judgement.used)
        )
    )
    notes = (*judgement.notes, *_straddling(judgement))
    result = Outcome(
        statement.id,
        judgement.verdict,
        judgement.why,
        reading=canonical,
        asserted=judgement.asserted,
        computed=judgement.computed,
        unit=judgement.unit,
        tolerance=judgement.tolerance,
        figures=figures,
        robustness=tuple(variants),
        snapshot=dataset.snapshot,
        dataset=dataset.id,
        notes=notes,
        parts=_parts(judgement, assertions),
    )
    return replace(result, findings=_findings(statement, result))


def _decides(one: Sequence[Tried], earlier: Sequence[Sequence[Tried]]) -> bool:
    """Whether a dataset settles a reading. Of several assertions it may not refute one that holds in an earlier one."""
    judgement = one[0].judgement
    if judgement.verdict is Verdict.UNVERIFIABLE:
        return False
    before = [other[0].judgement.parts for other in earlier]
    return not any(
        part.verdict is Verdict.FAILS and parts[number].verdict is Verdict.HOLDS
        for number, part in enumerate(judgement.parts)
        for parts in before
        if parts
    )


def _asked(amount: Amount, figure: Figure) -> Amount:
    """What a figure is of: the plain count over its own period, before any rate or projection."""
    return replace(amount, per=None, projected_from=None, period=figure.period)


def _straddling(judgement: Judgement) -> tuple[str, ...]:
    """A note where events that straddle a period's edge carry part of a figure."""
    notes = []
    for _, figure in judgement.used:
        base = figure.best or 0.0
        if figure.straddling and base and figure.straddling / base >= 0.01:
            share = number_text(100 * figure.straddling / base, most=0)
            notes.append(
                f"events that straddle the edge of the period have {figure.straddling:,.0f}, {share} percent of the "
                f"{base:,.0f} counted by first day"
            )
    return tuple(dict.fromkeys(notes))


def _parts(judgement: Judgement | None, assertions: Sequence[str]) -> tuple[Part, ...]:
    """The single assertions with their judgements, where there are several."""
    if judgement is None or not judgement.parts:
        return ()
    return tuple(
        Part(text, one.verdict, one.why, one.asserted, one.computed, one.unit, one.tolerance)
        for text, one in zip(assertions, judgement.parts, strict=False)
    )


def _unverifiable(
    statement: Statement, canonical: str, tried: Sequence[Sequence[Tried]], needed: str, assertions: Sequence[str]
) -> Outcome:
    reasons = [one[0].judgement.why for one in tried if one[0].judgement.verdict is Verdict.UNVERIFIABLE]
    why = "; ".join(dict.fromkeys(reasons)) or "the dossier names no data"
    first = tried[0][0].judgement if tried else None
    result = Outcome(
        statement.id,
        Verdict.UNVERIFIABLE,
        why,
        reading=canonical,
        asserted=first.asserted if first else None,
        unit=first.unit if first else "",
        needs=needed,
        parts=_parts(first, assertions),
    )
    return replace(result, findings=_findings(statement, result))


def _findings(statement: Statement, result: Outcome) -> tuple[Finding, ...]:
    why = [f"reading: {result.reading}"]
    why += [f"figure: {f.label}: {_figure_text(f)}" for f in result.figures]
    why += [f"data: {result.snapshot}"] if result.snapshot else []
    if result.verdict is Verdict.FAILS:
        message = _contradiction(result)
        if message != result.why:
            why.insert(0, f"why: {result.why}")
        return (finding("OR204", message, statement.span, why=tuple(why), statement=statement.id),)
    if result.verdict is Verdict.UNVERIFIABLE:
        why += [f"needed: {result.needs}"] if result.needs else []
        return (finding("OR203", result.why, statement.span, why=tuple(why), statement=statement.id),)
    failing = [v.name for v in result.robustness if v.verdict is Verdict.FAILS]
    if failing:
        held = len(result.robustness) - len(failing)
        message = f"holds in {held} of {len(result.robustness)}; not with: {', '.join(failing)}"
        return (finding("OR206", message, statement.span, why=tuple(why), statement=statement.id),)
    return ()


def _contradiction(result: Outcome) -> str:
    """What the sentence says and what the data give, where both are numbers; else why it fails."""
    failing = next((part for part in result.parts if part.verdict is Verdict.FAILS), result)
    suffix = {"percent": " percent", "times": " times", "count": ""}.get(failing.unit)
    if failing.asserted is None or failing.computed is None or suffix is None:
        return result.why
    said = number_text(failing.asserted)
    # Tolerances end at wholes and halves, to which a value beside them is not rounded: 74.996 is not shown as 75.
    rounded = ((n, round(failing.computed, n)) for n in range(1, 10))
    digits = next((n for n, x in rounded if x == failing.computed or not (2 * x).is_integer()), 9)
    given = number_text(failing.computed, most=digits)
    if given == said or failing.computed < 0:
        return result.why  # the direction is wrong, or more than one number is told of
    return f"the sentence says {said}{suffix}, the data give {given}{suffix}"


def _figure_text(labelled: LabelledFigure) -> str:
    figure = labelled.figure
    if figure.missing or figure.best is None:
        return f"no data ({figure.missing})"
    text = f"{figure.best:,.10g}"
    if figure.low is not None and figure.high is not None:
        text += f" (low {figure.low:,.10g}, high {figure.high:,.10g})"
    return text


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
