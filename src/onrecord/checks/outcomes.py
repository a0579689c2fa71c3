"""The outcome of a statement from its trials: which dataset decides what, how firm it is, and what is found.

Each assertion of a reading is decided by the first dataset that can answer it. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.checks.amounts import Scope
from onrecord.checks.judgement import Judgement
from onrecord.checks.preliminary import note_of, preliminary_months
from onrecord.checks.statistic import Tried, combine
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Statement
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Part, Variant, Verdict
from onrecord.model.finding import Finding
from onrecord.model.precision import number_text
from onrecord.model.reading import Amount, Change, Direction, Reading

Label = Callable[[Amount], str]

NO_DATA = "the dossier names no data"


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

    Of each assertion the first dataset that can answer it decides; the others are variants. ``needed`` says which data
    could settle it. ``assertions`` are the reading's parts in canonical English.
    """
    choice = _choice(tried)
    judgement = choice.best if choice else None
    if choice is None or judgement is None or judgement.verdict is Verdict.UNVERIFIABLE:
        return _unverifiable(statement, reading, canonical, choice, needed, assertions)
    used = tuple({one.dataset.id: one.dataset for one in choice.parts if one.dataset}.values())
    figures: list[LabelledFigure] = []
    for one in choice.parts:
        for amount, figure in one.best.used if one.dataset else ():
            asked = _asked(amount, figure)
            told = LabelledFigure(label(asked), figure, one.dataset.snapshot if one.dataset else "", asked)
            if told not in figures:  # of a few; to hash what they hold would take longer
                figures.append(told)
    lagging = _lagging(choice, reading, tried)
    result = Outcome(
        statement.id,
        judgement.verdict,
        judgement.why,
        reading=canonical,
        asserted=judgement.asserted,
        computed=judgement.computed,
        unit=judgement.unit,
        tolerance=judgement.tolerance,
        figures=tuple(figures),
        robustness=tuple(one for one in choice.variants() if one.verdict is not Verdict.UNVERIFIABLE),
        snapshot=", ".join(dict.fromkeys(dataset.snapshot for dataset in used)),
        dataset=used[0].id,
        notes=(*_deciders(choice, assertions), *judgement.notes, *_straddling(judgement), *lagging),
        parts=_parts(choice, assertions),
        projections=tuple(replace(one, label=label(one.amount)) for one in judgement.projections),
    )
    return replace(result, findings=(*_findings(statement, reading, result), *_warned(statement, result, lagging)))


# Which dataset decides ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Decided:
    """One assertion: the dataset that decides it with its trials, or why none does."""

    dataset: Dataset | None
    trials: tuple[tuple[str, Judgement], ...]

    @property
    def best(self) -> Judgement:
        """The judgement with the best estimate."""
        return self.trials[0][1]

    def tried(self, name: str) -> Judgement:
        """The judgement in a variant; one that changes nothing here is not tried here."""
        return next((judgement for each, judgement in self.trials if each == name), self.best)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The assertions of a reading as they were decided, and what the other datasets say of them."""

    parts: tuple[_Decided, ...]
    others: tuple[tuple[str, tuple[Judgement, ...]], ...]

    @property
    def best(self) -> Judgement:
        """All assertions as one."""
        return combine([one.best for one in self.parts])

    def variants(self) -> list[Variant]:
        """Each way of computing, then each dataset in place of those that decide, as far as it can answer."""
        main = next((one.dataset.id for one in self.parts if one.dataset), "")
        found = []
        for name in dict.fromkeys(name for one in self.parts if one.dataset for name, _ in one.trials):
            judgement = combine([one.tried(name) for one in self.parts])
            found.append(Variant(name, judgement.verdict, judgement.computed, main))
        for id, answers in self.others:
            told = [
                one.best if answer.verdict is Verdict.UNVERIFIABLE else answer
                for one, answer in zip(self.parts, answers, strict=True)
            ]
            judgement = combine(told)
            found.append(Variant(f"in {id}", judgement.verdict, judgement.computed, id))
        return found


def _choice(tried: Sequence[Sequence[Tried]]) -> _Choice | None:
    """For each assertion the first dataset that can answer it."""
    if not tried:
        return None
    best = [_of_parts(one[0].judgement) for one in tried]
    parts = []
    for number in range(len(best[0])):
        answers = [each[number] for each in best]
        at = next((i for i, one in enumerate(answers) if one.verdict is not Verdict.UNVERIFIABLE), None)
        if at is None:
            why = "; ".join(dict.fromkeys(one.why for one in answers))
            parts.append(_Decided(None, ((tried[0][0].trial.name, replace(answers[0], why=why)),)))
        else:
            of_part = tuple((one.trial.name, _of_parts(one.judgement)[number]) for one in tried[at])
            parts.append(_Decided(tried[at][0].trial.scope.dataset, of_part))
    others = []
    for one, answers_of in zip(tried, best, strict=True):
        id = one[0].trial.scope.dataset.id
        if any(
            answer.verdict is not Verdict.UNVERIFIABLE and (part.dataset is None or part.dataset.id != id)
            for answer, part in zip(answers_of, parts, strict=True)
        ):
            others.append((id, answers_of))
    return _Choice(tuple(parts), tuple(others))


def _of_parts(judgement: Judgement) -> tuple[Judgement, ...]:
    return judgement.parts or (judgement,)


def _deciders(choice: _Choice, assertions: Sequence[str]) -> tuple[str, ...]:
    """A note of which dataset decides which assertion, where it is not the same for all."""
    if len({one.dataset.id for one in choice.parts if one.dataset}) < 2:
        return ()
    return tuple(
        f"{one.dataset.id} decides: {text}" for one, text in zip(choice.parts, assertions, strict=False) if one.dataset
    )


# What is told -------------------------------------------------------------------------------------------------------


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


def _lagging(choice: _Choice, reading: Reading, tried: Sequence[Sequence[Tried]]) -> tuple[str, ...]:
    """What is said of the assertions that hold and rest on preliminary months."""
    as_of = tried[0][0].trial.scope.as_of
    found = []
    for part, one in zip(reading.parts, choice.parts, strict=False):
        if one.dataset is None or one.dataset.lag is None or one.best.verdict is not Verdict.HOLDS:
            continue
        months = preliminary_months(part, Scope(one.dataset, as_of))
        if months is not None:
            found.append(note_of(months, one.dataset.id, one.dataset.lag))
    return tuple(dict.fromkeys(found))


def _parts(choice: _Choice | None, assertions: Sequence[str]) -> tuple[Part, ...]:
    """The single assertions with their judgements, where there are several."""
    if choice is None or len(choice.parts) < 2:
        return ()
    told = ((text, one.best, one.dataset) for text, one in zip(assertions, choice.parts, strict=False))
    return tuple(
        Part(text, x.verdict, x.why, x.asserted, x.computed, x.unit, x.tolerance, of.id if of else "")
        for text, x, of in told
    )


def _unverifiable(
    statement: Statement,
    reading: Reading,
    canonical: str,
    choice: _Choice | None,
    needed: str,
    assertions: Sequence[str],
) -> Outcome:
    judgement = choice.best if choice else None
    reasons = [one.best.why for one in choice.parts if one.dataset is None] if choice else []
    result = Outcome(
        statement.id,
        Verdict.UNVERIFIABLE,
        "; ".join(dict.fromkeys(reasons)) or NO_DATA,
        reading=canonical,
        asserted=judgement.asserted if judgement else None,
        unit=judgement.unit if judgement else "",
        needs=needed,
        parts=_parts(choice, assertions),
    )
    return replace(result, findings=_findings(statement, reading, result))


def _findings(statement: Statement, reading: Reading, result: Outcome) -> tuple[Finding, ...]:
    why = [f"reading: {result.reading}"]
    why += [f"figure: {f.label}: {_figure_text(f)}" for f in result.figures]
    why += [f"data: {result.snapshot}"] if result.snapshot else []
    if result.verdict is Verdict.FAILS:
        message = _contradiction(reading, result)
        if message != result.why:
            why.insert(0, f"why: {result.why}")
        holding = [v.name for v in result.robustness if v.verdict is Verdict.HOLDS]
        if holding:
            why.append(f"variants: holds in {len(holding)} of {len(result.robustness)}: {', '.join(holding)}")
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


def _warned(statement: Statement, result: Outcome, lagging: Sequence[str]) -> tuple[Finding, ...]:
    why = (f"reading: {result.reading}", *([f"data: {result.snapshot}"] if result.snapshot else []))
    return tuple(finding("OR210", one, statement.span, why=why, statement=statement.id) for one in lagging)


def _contradiction(reading: Reading, result: Outcome) -> str:
    """What the sentence says and what the data give, where both are numbers; else why it fails."""
    number = next((i for i, part in enumerate(result.parts) if part.verdict is Verdict.FAILS), 0)
    failing = result.parts[number] if result.parts else result
    assertion = reading.parts[number]
    suffix = {"percent": " percent", "times": " times", "count": ""}.get(failing.unit)
    if failing.asserted is None or failing.computed is None or suffix is None:
        return result.why
    said = number_text(failing.asserted)
    # Tolerances end at wholes and halves, to which a value beside them is not rounded: 74.996 is not shown as 75.
    rounded = ((n, round(failing.computed, n)) for n in range(1, 10))
    digits = next((n for n, x in rounded if x == failing.computed or not (2 * x).is_integer()), 9)
    given = number_text(abs(failing.computed), most=digits)
    if isinstance(assertion, Change) and failing.unit != "times":
        went = Direction.RISE if failing.computed > 0 else Direction.FALL
        if failing.computed and (went, assertion.direction) != (Direction.RISE, Direction.RISE):
            says = f"a {assertion.direction} of {said}{suffix}"
            return f"the sentence says {says}, the data give a {went} of {given}{suffix}"
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
