"""Checks of assertions on projected amounts: the same assertion under the other estimates, and what to say of them.

The verdict is that of the sentence's own arithmetic, by days elapsed. Beside it the form of the assertion is run again
with the part's figure replaced by one that days elapsed would make of the other estimate. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from onrecord.checks.amounts import Estimate as Which
from onrecord.checks.amounts import Scope
from onrecord.checks.judgement import Check, Judgement
from onrecord.checks.projection import MOST_YEARS, Course, Stretch, estimates, weak
from onrecord.model.dates import Grain, Period, split
from onrecord.model.figure import Answer, Ask, Clock, Estimate, Figure, Method, Projection, Side, Verdict
from onrecord.model.precision import number_text
from onrecord.model.reading import Amount, Assertion, Change, Comparison, Level, Record, Share

_FORMS = (Level, Change, Comparison, Record, Share)
_STEPS = 40
_SAYS = {Method.SEASON: "earlier years' shares", Method.COUNTS: "the count model"}


@dataclass(frozen=True, slots=True)
class Cut:
    """A projected amount, and the stretches its year and earlier ones are counted in, cut at the same dates."""

    amount: Amount
    part: tuple[Period, ...]
    left: int
    years: tuple[tuple[Period, ...], ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """All stretches in order, and last the whole year, which the data may hold by now."""
        return (*(period for year in self.years for period in year), *self.part, self.amount.period)


def cuts_of(assertion: Assertion, scope: Scope) -> tuple[Cut, ...]:
    """The projections of an assertion that have estimates: sums over a calendar year, projected from its first part."""
    if not isinstance(assertion, _FORMS):
        return ()
    amounts = (getattr(assertion, name, None) for name in ("subject", "other", "whole"))
    projected = (one for one in amounts if isinstance(one, Amount) and one.projected_from is not None)
    found = (_cut(amount, scope) for amount in dict.fromkeys(projected))
    return tuple(cut for cut in found if cut is not None)


def with_projections(form: Callable[[], Check], cuts: Sequence[Cut], scope: Scope) -> Check:
    """An assertion's check, asking for the history of what it projects too, and its judgement with the estimates."""
    own = next(form())
    given = yield (*own, *(scope.ask(cut.amount, *cut.periods) for cut in cuts))
    answers, histories = given[: len(own)], given[len(own) :]
    judgement = _judged(form, answers)
    if judgement.verdict is Verdict.UNVERIFIABLE or _is_variant(scope):
        return judgement
    courses = [_course(cut, history.figures) for cut, history in zip(cuts, histories, strict=True)]
    if any(course is None for course in courses):
        return judgement
    found = [estimates(course) for course in courses if course is not None]
    verdicts: dict[Method, Verdict] = {Method.DAYS: judgement.verdict}
    for number, method in enumerate(Method):
        bests = [of_cut[number].best for of_cut in found if not of_cut[number].note]
        if number and len(bests) == len(found):
            verdicts[method] = _judged(form, _as_if(answers, own, cuts, bests)).verdict
    projections = tuple(
        Projection(
            replace(cut.amount, per=None),
            tuple(replace(one, verdict=verdicts.get(one.method)) for one in of_cut),
            len(course.years),
            weak(of_cut),
            came=history.figures[-1].best,
        )
        for cut, course, of_cut, history in zip(cuts, courses, found, histories, strict=True)
        if course is not None
    )
    outside = [
        one
        for one in projections[0].estimates
        if len(cuts) == 1 and one.low is not None and one.high is not None
        and not _supported(judgement, lambda best: _judged(form, _as_if(answers, own, cuts, [best])), one.low, one.high)
    ]  # fmt: skip
    notes = (*judgement.notes, *_notes(projections, judgement.verdict, outside))
    return replace(judgement, notes=notes, projections=projections)


def merged(projections: Sequence[Projection]) -> tuple[Projection, ...]:
    """Projections of several assertions, each amount once: by an estimate all of them hold, or one of them fails."""
    found: dict[Amount, Projection] = {}
    for one in projections:
        known = found.setdefault(one.amount, one)
        pairs = zip(known.estimates, one.estimates, strict=True)
        told = tuple(theirs if theirs.verdict is Verdict.FAILS else ours for ours, theirs in pairs)
        found[one.amount] = replace(known, estimates=told)
    return tuple(found.values())


def _judged(form: Callable[[], Check], answers: tuple[Answer, ...]) -> Judgement:
    running = form()
    next(running)
    try:
        running.send(answers)
    except StopIteration as stop:
        judged: Judgement = stop.value
        return judged
    raise RuntimeError("a check asked twice")


def _is_variant(scope: Scope) -> bool:
    """Whether a scope is one of robustness: the estimates stand beside the best one only."""
    return (scope.estimate, scope.side, scope.precise, scope.clock) != (Which.BEST, Side.STATED, False, Clock.START)


# History ------------------------------------------------------------------------------------------------------------


def _cut(amount: Amount, scope: Scope) -> Cut | None:
    whole, part = amount.period, amount.projected_from
    if part is None or not whole.start or not part.end or not scope.adds_up(amount.measure.quantity):
        return None
    year = whole.start.year
    if whole != Period.of_year(year) or part.start != whole.start or part.end >= date(year, 12, 31):
        return None
    first = scope.dataset.start.year + (scope.dataset.start > date(scope.dataset.start.year, 1, 1))
    left = date(year, 12, 31) - part.end
    years = tuple(_pieces(each, part.end) for each in range(max(first, year - MOST_YEARS), year))
    inside = tuple(piece for piece in _pieces(year, part.end) if piece.end and piece.end <= part.end)
    return Cut(amount, inside, left.days, years)


@lru_cache(maxsize=64)  # statements about one year are cut alike
def _pieces(year: int, end: date) -> tuple[Period, ...]:
    """The months of a year, that in which a part ends cut in two there unless the part ends with the month."""
    months = list(split(Period.of_year(year), Grain.MONTH))
    month = months[end.month - 1]
    if (end + timedelta(days=1)).day == 1 or not month.start or not month.end:
        return tuple(months)
    at = month.start + timedelta(days=min(end.day, month.end.day - 1) - 1)  # 28 February ends some years' month
    months[end.month - 1 : end.month] = [Period(month.start, at), Period(at + timedelta(days=1), month.end)]
    return tuple(months)


def _course(cut: Cut, figures: Sequence[Figure]) -> Course | None:
    """What was counted, from the figures of a cut's periods; earlier years back to the first that is not whole."""
    counted = iter(figures)
    years = [[next(counted) for _ in year] for year in cut.years]
    part = [next(counted) for _ in cut.part]
    if any(figure.missing or figure.best is None for figure in part):
        return None
    gaps = [at for at, year in enumerate(years) if any(f.missing or f.best is None for f in year)]
    known = years[gaps[-1] + 1 :] if gaps else years
    return Course(_stretches(part), cut.left, tuple(_stretches(year) for year in known))


def _stretches(figures: Sequence[Figure]) -> tuple[Stretch, ...]:
    return tuple(Stretch(figure.period.days or 0, figure.best or 0.0) for figure in figures)


# Other estimates ----------------------------------------------------------------------------------------------------


def _as_if(
    answers: Sequence[Answer], asks: Sequence[Ask], cuts: Sequence[Cut], bests: Sequence[float | None]
) -> tuple[Answer, ...]:
    """The answers with the figures of the projected parts such that days elapsed make the given estimates of them."""
    parts = {
        (cut.amount.measure, cut.amount.projected_from): (best or 0.0) / _growth(cut)
        for cut, best in zip(cuts, bests, strict=True)
    }

    def told(ask: Ask, figure: Figure) -> Figure:
        best = None if ask.people or ask.by else parts.get((ask.measure, figure.period))
        return figure if best is None else replace(figure, best=best)

    return tuple(
        replace(answer, figures=tuple(told(ask, figure) for figure in answer.figures))
        for answer, ask in zip(answers, asks, strict=True)
    )


def _growth(cut: Cut) -> float:
    """The days of the year over those of the part."""
    days = sum(period.days or 0 for period in cut.part)
    return (days + cut.left) / days


def _supported(judgement: Judgement, judge: Callable[[float], Judgement], low: float, high: float) -> bool:
    """Whether some figure from ``low`` to ``high`` makes the assertion true (or cannot be judged).

    Figures in even steps are tried. An exact number lies between two steps: it counts where the computed numbers
    pass the stated one.
    """
    stated, last = judgement.asserted, None
    for step in range(_STEPS + 1):
        one = judge(low + (high - low) * step / _STEPS)
        if one.verdict is not Verdict.FAILS:
            return True
        now = one.computed
        if stated is not None and now is not None and last is not None and now * last >= 0:
            least, most = sorted((abs(now), abs(last)))
            if least <= stated <= most:
                return True
        last = now
    return False


def _notes(projections: Sequence[Projection], verdict: Verdict, outside: Sequence[Estimate]) -> list[str]:
    """What a reader should know: that the projection is weak, that another estimate says otherwise, that no foreseen
    figure makes the sentence true."""
    notes = [f"the projection is weak: {why}" for why in dict.fromkeys(one.weak for one in projections) if why]
    turned = [one for one in projections[0].estimates if one.verdict not in (None, verdict)]
    if turned:
        told = [_told(one) if len(projections) == 1 else _SAYS[one.method] for one in turned]
        turn = turned[0].verdict if len({one.verdict for one in turned}) == 1 else "does not"
        notes.append(f"by days elapsed it {verdict}; by {' and by '.join(told)} it {turn}")
    if outside:
        spans = " and ".join(f"{span_text(one)} ({_SAYS[one.method]})" for one in outside)
        notes.append(f"what the sentence says is true of no figure in the 80 percent interval {spans}")
    return notes


def _told(estimate: Estimate) -> str:
    number = "" if estimate.best is None else f" ({whole_text(estimate.best)})"
    return f"{_SAYS[estimate.method]}{number}"


def whole_text(number: float) -> str:
    """An estimate as it is printed: without decimals."""
    return number_text(round(number))


def span_text(estimate: Estimate) -> str:
    """An estimate's interval as it is printed: "1,200 to 1,900"; nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{whole_text(estimate.low)} to {whole_text(estimate.high)}"
