"""A made-up dataset for checks: figures as a test states them, without a data package.

``Facts`` holds days with their numbers for each measure, in canonical English without a period ("deaths in Mali"), and
answers asks as the engine would: nothing outside its coverage or after the dossier's date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from tests.support.asking import parsed, vocabulary

from onrecord.checks.amounts import Scope
from onrecord.checks.assertions import check
from onrecord.checks.judgement import Judgement, Words
from onrecord.checks.statistic import combine
from onrecord.model.dataset import Aggregate, Dataset, DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.finding import Span
from onrecord.model.reading import Quantity, Ref
from onrecord.reading import adverb
from onrecord.reading.printer import print_measure

Number = float | tuple[float, float, float]


def dataset(family: Family = Family.UCDP, **changes: object) -> Dataset:
    """A dataset from 2010 to 2022."""
    spec = DatasetSpec("made", "made.csv", Span("dossier.toml"), aggregate=changes.pop("aggregate", Aggregate.SUM))  # type: ignore[arg-type]
    has = frozenset({"actors", "kinds", "deaths", "estimates", "areas", "precision", "spans"})
    made = Dataset(
        spec, family, "made", "0" * 64, "made", 1, 1, date(2010, 1, 1), date(2022, 12, 31), True, (), True, has
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class Facts:
    """What happened. ``days`` of a measure are (day, number) pairs; a number may be (low, best, high)."""

    of: Dataset = field(default_factory=dataset)
    as_of: date = date(2030, 1, 1)
    days: dict[str, dict[date, Number]] = field(default_factory=dict)
    parts: dict[str, dict[str, Number]] = field(default_factory=dict)
    people: dict[str, float] = field(default_factory=dict)
    gaps: tuple[Period, ...] = ()
    asked: list[Ask] = field(default_factory=list)

    def judge(self, text: str, change: Callable[[Scope], Scope] = lambda scope: scope) -> Judgement:
        """What a canonical reading comes to, in the best estimate or a variant of it."""
        scope = change(Scope(self.of, self.as_of))
        words = Words(lambda ref, sort: ref.id if ref.raw else str(_name(ref, sort)), adverb)
        found = []
        for part in parsed(text, ("peacekeepers",)).parts:
            running = check(part, scope, words)
            asks = next(running)
            self.asked += asks
            try:
                running.send(tuple(self.answer(ask) for ask in asks))
            except StopIteration as stop:
                found.append(stop.value)
            else:
                raise AssertionError("a check asks once")
        return combine(found)

    def answer(self, ask: Ask) -> Answer:
        """The figures for an ask."""
        for period in ask.periods:
            assert period.start and period.end, "asks are closed"
        name = print_measure(
            replace(ask.measure, actors=tuple(t for t in ask.measure.actors if t.actors)), vocabulary()
        )
        if ask.by is not None:
            parts = self.people if ask.people else self.parts.get(name, {})
            return Answer((), tuple(tuple(_figure(p, n, of) for of, n in parts.items()) for p in ask.periods))
        return Answer(tuple(self._one(ask, period, name) for period in ask.periods))

    def _one(self, ask: Ask, period: Period, name: str) -> Figure:
        assert period.start and period.end
        missing = ""
        if period.end > self.of.end or period.start < self.of.start:
            missing = "made does not cover it"
        elif period.end > self.as_of:
            missing = "after the dossier's date"
        elif any(gap.start and gap.end and gap.start <= period.end and period.start <= gap.end for gap in self.gaps):
            missing = "made has a gap"
        if missing:
            return Figure(period, None, missing=missing)
        if ask.people:
            return (
                Figure(period, self.people.get(name)) if name in self.people else Figure(period, None, missing="none")
            )
        hits = [number for day, number in self.days.get(name, {}).items() if day in period]
        three = [n if isinstance(n, tuple) else (n, n, n) for n in hits]
        low, best, high = (float(sum(n[i] for n in three)) for i in range(3))
        if ask.measure.quantity in (Quantity.DEATHS, Quantity.SERIES):
            return Figure(period, best, low, high, len(hits))
        events = float(sum(max(1, n[1]) for n in three))  # a day with the number 0 has an event without deaths
        return Figure(period, events, rows=len(hits))


def _figure(period: Period, number: Number, of: str) -> Figure:
    low, best, high = number if isinstance(number, tuple) else (number, number, number)
    if best < 0:
        return Figure(period, None, missing=f"no row for {of}", of=of)
    return Figure(period, best, low, high, int(best > 0), of=of)


def _name(ref: Ref, sort: str) -> str:
    v = vocabulary()
    entry = {"place": v.place_by_id, "kind": v.kind_by_id, "actor": v.actor_by_id}.get(sort, v.place_by_id)(ref.id)
    return entry.name if entry else ref.id


def yearly(**numbers: Number) -> dict[date, Number]:
    """Numbers by year, ``y2019=5``, each on 1 July."""
    return {date(int(year[1:]), 7, 1): number for year, number in numbers.items()}


def monthly(year: int, *numbers: Number) -> dict[date, Number]:
    """Numbers for the months of a year, each on the 15th."""
    return {date(year, month, 15): number for month, number in enumerate(numbers, 1)}
