"""What ``onrecord explain`` shows of a statement beside its courses: everyone in a ranking, the months and days around
a first or last event, kinds of violence in words. Imports the model, the vocabulary and the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.checks.amounts import Scope, value_of
from onrecord.checks.assertions import Words as CheckWords
from onrecord.checks.assertions import check
from onrecord.checks.surroundings import View
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dates import Grain, Period, period_around, split
from onrecord.model.explanation import Ranked, Ranking
from onrecord.model.figure import Answer, Ask, EventRow, Figure
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Dimension,
    Extreme,
    Measure,
    Occurrence,
    Rank,
    Reading,
    Ref,
    Top,
)
from onrecord.vocabulary import Vocabulary, fold

MOST_RANKED = 10
_DAYS = 7
"""Days shown before and after the one on which a first or last event is said to fall."""

Asked = Callable[[Sequence[Ask]], Sequence[Answer]]


# Rankings -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Others:
    """A ranking, and what to ask for the figure of each of its rows that the reading does not name itself."""

    ranking: Ranking
    asks: tuple[tuple[str, Ask], ...]


def rankings(
    reading: Reading, scope: Scope, words: CheckWords, vocabulary: Vocabulary, ask: Asked
) -> tuple[Others, ...]:
    """Everyone in each ranking that a reading speaks of."""
    found = []
    for part in reading.parts:
        if isinstance(part, Rank | Top):
            made = _ranking(part, scope, words, vocabulary, ask)
            found += [made] if made is not None else []
    return tuple(found)


def _ranking(part: Rank | Top, scope: Scope, words: CheckWords, vocabulary: Vocabulary, ask: Asked) -> Others | None:
    running = check(part, scope, words)
    asks = next(running)
    running.close()
    breakdown = next((one for one in asks if one.by is not None and not one.people), None)
    if breakdown is None or breakdown.by is None:
        return None
    heads = next((one for one in asks if one.by is not None and one.people), None)
    own = [one for one in asks if one.by is None]
    first, *rest = ask([breakdown, *([heads] if heads else []), *own])
    people = {f.of: f for f in rest.pop(0).breakdown[0]} if heads and rest and rest[0].breakdown else {}
    if not first.breakdown:
        return None
    subject = part.subject
    whole = scope.closed(subject.period)

    def ranked(name: str, figure: Figure, heads: Figure | None, spoken: bool) -> Ranked:
        return Ranked(name, figure, value_of(scope, figure, subject, whole, heads).number, spoken)

    by = breakdown.by
    keys: dict[str, str] = {}
    entries = []
    for figure in first.breakdown[0]:
        name = _name(figure.of, by, vocabulary)
        keys[name] = figure.of
        entries.append(ranked(name, figure, people.get(figure.of), _spoken(part, by, figure.of)))
    if isinstance(part, Rank) and not any(entry.spoken for entry in entries) and rest and rest[0].figures:
        # All are ranked without the one that is asked about, whose own figure has every event of its members.
        entries.append(ranked(_own_name(subject.measure, by, words), rest[0].figures[0], None, True))
    sign = 1 if part.extreme is Extreme.HIGHEST else -1
    entries.sort(key=lambda one: (one.value is None, -sign * (one.value or 0.0), one.name))
    rows = [(place, one) for place, one in enumerate(entries, 1) if place <= MOST_RANKED or one.spoken]
    label = f"{by.value}{' from the lowest' if sign < 0 else ''}"
    ranking = Ranking(label, breakdown.periods[0], tuple(rows), len(entries), subject.per is not None)
    others = tuple(
        (one.name, replace(breakdown, measure=_narrowed(breakdown.measure, by, keys[one.name]), by=None, besides=()))
        for _, one in rows
        if not one.spoken
    )
    return Others(ranking, others)


def _own_name(measure: Measure, by: Dimension, words: CheckWords) -> str:
    """What the country, area or actor that a ranking is about is called."""
    if by is Dimension.AREAS and measure.areas:
        return measure.areas[0]
    if by is not Dimension.ACTORS:
        return words.name(measure.places[0], "place") if measure.places else ""
    term = measure.actors[0] if measure.actors else None
    return words.name(term.actors[0], "actor") if term and term.actors else ""


def _name(of: str, by: Dimension, vocabulary: Vocabulary) -> str:
    if by is Dimension.COUNTRIES:
        place = vocabulary.place_by_id(of)
        return place.name if place else of
    if by is Dimension.AREAS:
        area, _, country = of.removesuffix(")").rpartition(" (")
        place = vocabulary.place_by_id(country)
        return f"{area}, {place.name}" if area and place else of
    return of


def _spoken(part: Rank | Top, by: Dimension, of: str) -> bool:
    if isinstance(part, Top):
        return Ref(of) in part.members
    measure = part.subject.measure
    if by is Dimension.COUNTRIES:
        return Ref(of) in measure.places
    if by is Dimension.AREAS:
        return fold(of.rpartition(" (")[0]) in {fold(area) for area in measure.areas}
    return any(ref.raw and fold(ref.id) == fold(of) for term in measure.actors for ref in term.actors)


def _narrowed(measure: Measure, by: Dimension, of: str) -> Measure:
    """The measure of everyone for one of them."""
    if by is Dimension.COUNTRIES:
        return replace(measure, places=(Ref(of),))
    if by is Dimension.AREAS:
        area, _, country = of.removesuffix(")").rpartition(" (")
        return replace(measure, areas=(area or of,), places=(Ref(country),) if area else measure.places)
    terms = tuple(term if term.actors else ActorTerm(term.role, (Ref(of, raw=True),)) for term in measure.actors)
    return replace(measure, actors=terms)


# The months and days around a first or last event -----------------------------------------------------------------


def closer_views(reading: Reading, scope: Scope) -> tuple[View, ...]:
    """The months of the year, and the days of the month, in which a first or last event is said to fall.

    A year says nothing of a day: whether anything happened before or after it is seen in its month and year.
    """
    return tuple(view for part in reading.parts if isinstance(part, Occurrence) for view in _closer(part, scope))


def _closer(part: Occurrence, scope: Scope) -> Iterator[View]:
    spoken = scope.closed(part.period)
    if spoken.start is None or spoken.end is None or spoken.start.year != spoken.end.year:
        return
    limits = Period(scope.dataset.start, max(scope.last_day, scope.dataset.start))
    year, month = Period.of_year(spoken.start.year), period_around(spoken.start, Grain.MONTH)
    around = [(year, Grain.MONTH)] if spoken != year else []
    around += [(month, Grain.DAY)] if spoken.start == spoken.end else []
    for hull, grain in around:
        periods = tuple(each for each in split(hull, grain) if _holds(limits, each))
        marks = tuple(_overlap(each, spoken) for each in periods)
        if any(marks):
            at = marks.index(True)
            first, last = (max(0, at - _DAYS), at + _DAYS + 1) if grain is Grain.DAY else (0, len(periods))
            yield View(Amount(part.measure, periods[0]), grain, periods, marks, first, min(last, len(periods)))


def _holds(limits: Period, period: Period) -> bool:
    return bool(
        limits.start and limits.end and period.start and period.end
        and limits.start <= period.start and period.end <= limits.end
    )  # fmt: skip


def _overlap(a: Period, b: Period) -> bool:
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (a.end or date.max)


# Kinds of violence in words ---------------------------------------------------------------------------------------


def kinds_in_words(rows: Iterable[EventRow], dataset: Dataset, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """What the codes of rows mean: of UCDP the kind of violence, of ACLED the types as it writes them."""
    return tuple(
        (raw, told)
        for raw in sorted({row.kind for row in rows if row.kind})
        if (told := _kind_in_words(raw, dataset, vocabulary)) != raw
    )


def _kind_in_words(raw: str, dataset: Dataset, vocabulary: Vocabulary) -> str:
    if dataset.family is Family.ACLED:
        kind, _, narrower = raw.partition("/")
        return ": ".join(filter(None, (kind, narrower.strip("/")))) if kind else raw
    family = str(dataset.family)
    named = (kind.name for kind in vocabulary.kinds if (family, (raw,)) in kind.matches)
    return next(named, f"CAMEO {raw}" if dataset.family is Family.GDELT else raw)
