"""How little makes a verdict another one: each figure that a statement rests on is moved, and it is judged again.

Joins the data and the checks. Nothing is counted anew: the answers of one tally are changed and judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.checks.assertions import Words as CheckWords
from onrecord.checks.statistic import Trial, judge, plan, trials
from onrecord.data.ledger import exact
from onrecord.model.figure import Answer, Figure, LabelledFigure, Outcome, Verdict
from onrecord.model.finding import Span
from onrecord.model.ledger import Reach
from onrecord.model.reading import Reading
from onrecord.pipeline import Session, Words
from onrecord.reading import adverb

_STEPS = 10
"""How often the distance to another verdict is halved where a figure is no whole number."""
Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement by its place, with its reading and what came of it."""

    place: Place
    reading: Reading
    outcome: Outcome


def within_reach(session: Session, asked: Sequence[Asked], percents: Mapping[str, float]) -> dict[Place, list[Reach]]:
    """For each statement the figures whose change by at most as many percent as ``percents`` says of the dataset that
    decides it makes its verdict another one, and by how little. None is told of what several datasets decide."""
    dossier = session.dossier
    if dossier is None or session.engine is None:
        return {}
    words = CheckWords(Words(session.vocabulary).name, adverb)
    found: dict[Place, list[Reach]] = {}
    for dataset in session.datasets:
        percent = percents.get(dataset.id, 0.0)
        if not percent:
            continue
        own = [one for one in asked if one.outcome.dataset == dataset.id]
        tried = [trials(one.reading, dataset, dossier.as_of, session.vocabulary)[0] for one in own]
        plans = [plan(one.reading, trial, words) for one, trial in zip(own, tried, strict=True)]
        asks = [ask for parts in plans for some in parts for ask in some]
        answers = dict(zip(asks, session.engine.answer(dataset, asks, dossier.as_of), strict=True)) if asks else {}
        for one, trial, parts in zip(own, tried, plans, strict=True):
            given = tuple(tuple(answers[ask] for ask in some) for some in parts)
            if judge(one.reading, trial, words, given).verdict is one.outcome.verdict:
                found[one.place] = list(_reaches(one, trial, words, given, percent))
    return found


def _reaches(
    one: Asked, trial: Trial, words: CheckWords, given: tuple[tuple[Answer, ...], ...], percent: float
) -> list[Reach]:
    best: dict[str, Reach] = {}
    for each in one.outcome.figures:
        if not each.figure.best or not _in(given, each.figure):
            continue
        for sign in (-1, 1):
            at = _turned(one, trial, words, given, each.figure, sign, percent)
            if at is None:
                continue
            verdict = _verdict(one, trial, words, given, each.figure, at)
            reach = Reach(each.label, exact(each.figure.best), exact(at), verdict)
            known = best.get(each.label)
            if known is None or abs(reach.percent) < abs(known.percent):
                best[each.label] = reach
    return sorted(best.values(), key=lambda reach: (abs(reach.percent), reach.label))


def _turned(
    one: Asked,
    trial: Trial,
    words: CheckWords,
    given: tuple[tuple[Answer, ...], ...],
    figure: Figure,
    sign: int,
    percent: float,
) -> float | None:
    """The number nearest to a figure, upwards or downwards, at which the verdict is another one; ``None`` where it is
    none up to so many percent. A whole number changes by one at least."""

    def same(number: float) -> bool:
        return _verdict(one, trial, words, given, figure, number) is one.outcome.verdict

    now = figure.best or 0.0
    farthest = abs(now) * percent / 100
    if now == int(now):
        low, high = 0, max(1, int(farthest))
        if same(now + sign * high):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if same(now + sign * middle) else (low, middle)
        return now + sign * high
    near, far = 0.0, farthest
    if same(now + sign * far):
        return None
    for _ in range(_STEPS):
        between = (near + far) / 2
        near, far = (between, far) if same(now + sign * between) else (near, between)
    return float(f"{now + sign * far:.6g}")


def _verdict(
    one: Asked, trial: Trial, words: CheckWords, given: tuple[tuple[Answer, ...], ...], figure: Figure, number: float
) -> Verdict:
    """What a statement comes to where a figure is another number."""
    return judge(one.reading, trial, words, _moved(given, figure, number / (figure.best or 1.0), number)).verdict


def _in(given: tuple[tuple[Answer, ...], ...], figure: Figure) -> bool:
    return any(figure in _all(answer) for some in given for answer in some)


def _all(answer: Answer) -> tuple[Figure, ...]:
    return (*answer.figures, *(each for period in answer.breakdown for each in period))


def _moved(
    given: tuple[tuple[Answer, ...], ...], figure: Figure, by: float, number: float
) -> tuple[tuple[Answer, ...], ...]:
    """Answers in which a figure is another number wherever it stands, its bounds ``by`` times what they are."""

    def of(one: Figure) -> Figure:
        if one != figure or one.best is None:
            return one
        bounds = (None if bound is None else bound * by for bound in (one.low, one.high))
        low, high = bounds
        return replace(one, best=number, low=low, high=high)

    return tuple(
        tuple(
            replace(
                answer,
                figures=tuple(map(of, answer.figures)),
                breakdown=tuple(tuple(map(of, period)) for period in answer.breakdown),
            )
            if figure in _all(answer)
            else answer
            for answer in some
        )
        for some in given
    )


def largest_change(figures: Sequence[tuple[LabelledFigure, LabelledFigure]]) -> float:
    """The largest change of a figure, in percent of what it was."""
    changes = [
        abs((new.figure.best or 0.0) - old.figure.best) / abs(old.figure.best) * 100
        for old, new in figures
        if old.figure.best and new.figure.best is not None
    ]
    return max(changes, default=0.0)
