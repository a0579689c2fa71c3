"""Rules for partial years: on track to exceed, on pace for, judging by the first half of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.model.dates import Grain, Period, split
from onrecord.model.reading import Amount, Assertion, Change, Comparison, Level, Share
from onrecord.reading.prose.drafts import Draft, Rule, View, year_of


def projection(rules: Sequence[Rule]) -> Rule:
    """The rule for projections over the rules for whole years."""

    def rule(view: View) -> Iterator[Draft]:
        tracks = view.all("track")
        if not tracks:
            return
        basis = view.all("basis")
        used = set(tracks) | set(basis) | set(view.all("sustained", "degree", "to_be"))
        whens = view.whens()
        if all(view.items[i].has("conditional") for i in tracks) and not basis:
            return  # "would" alone is a condition
        parts = [i for i in whens if _is_part(view, i)]
        if not parts:
            yield from _so_far(view, rules, used)
        for part in parts:
            years = [p for i in whens if i != part and (p := view.when(i).period) and p.start and p == year_of(p.start)]
            source = _source(view, part, years)
            if source is None or source.start is None:
                continue
            year = year_of(source.start)
            used |= _end_of_year(view)
            live = [i for i in view.live if i not in used and i != part]
            for reduced in _views(view, live, year):
                for one in rules:
                    for draft in one(reduced):
                        moved = tuple(_projected(found, year, source) for found in draft.assertions)
                        if any(found is None for found in moved):
                            continue
                        kept = tuple(found for found in moved if found is not None)
                        yield replace(
                            draft,
                            assertions=kept,
                            used=draft.used | used | {part} | _years(view, live, year),
                            rule="projection",
                        )

    return rule


def _so_far(view: View, rules: Sequence[Rule], used: set[int]) -> Iterator[Draft]:
    """ "On track to rise by 70 percent in 2022", said within 2022: the whole months there have been."""
    until = view.context.until
    years = {p for i in view.whens() if (p := view.when(i).period) and p.start and p == year_of(p.start)}
    year = max(years, key=lambda p: p.start or date.min, default=None)
    if until is None or year is None or year.start is None or year != year_of(until):
        return
    months = split(Period(year.start, until), Grain.MONTH)
    if not months or len(months) == 12:
        return
    source = Period(year.start, months[-1].end)
    live = [i for i in view.live if i not in used | _end_of_year(view)]
    for reduced in _views(view, live, year):
        for one in rules:
            for draft in one(reduced):
                moved = [_projected(found, year, source) for found in draft.assertions]
                kept = tuple(found for found in moved if found is not None)
                if len(kept) == len(moved):
                    everything = draft.used | used | _end_of_year(view) | _years(view, live, year)
                    yield replace(draft, assertions=kept, used=frozenset(everything), rule="projection")


def _end_of_year(view: View) -> set[int]:
    """ "by the end of the year", "for the full year", "that year"."""
    found = set(view.all("that_year"))
    for position, i in enumerate(view.live):
        if view.items[i].get("grain") == "year":
            found.add(i)
            before = view.live[position - 1] if position else None
            if before is not None and (view.items[before].has("bound", "whole", "full")):
                found.add(before)
    return found


def _is_part(view: View, index: int) -> bool:
    """Whether a period is a part of a year from its first day on."""
    when = view.when(index)
    if when.relative is not None:
        return when.relative[0] == "part"
    period = when.period
    if period is None or period.start is None or period.end is None:
        return False
    return period.start.month == period.start.day == 1 and period.end < year_of(period.start).end  # type: ignore[operator]


def _source(view: View, index: int, years: list[Period]) -> Period | None:
    when = view.when(index)
    if when.period is not None:
        return when.period
    if when.relative is None or not years:
        return None
    last = max(years, key=lambda p: p.start or Period().start)  # type: ignore[arg-type, return-value]
    found = view.period([index], last)
    return found[0] if found else None


def _views(view: View, live: list[int], year: Period) -> Iterator[View]:
    """The rest of the sentence, about the whole year."""
    yield replace(view, live=tuple(live), base_period=year)
    named = [i for i in live if view.items[i].sort == "when" and view.when(i).period == year]
    if named:
        yield replace(view, live=tuple(i for i in live if i not in named), base_period=year)


def _years(view: View, live: list[int], year: Period) -> set[int]:
    return {i for i in live if view.items[i].sort == "when" and view.when(i).period == year} | {
        i for i in live if view.items[i].has("that_year")
    }


def _projected(found: Assertion, year: Period, source: Period) -> Assertion | None:
    """An assertion on the year as one on its projection."""
    if isinstance(found, Change | Comparison | Level | Share) and found.subject.period == year:
        return replace(found, subject=_with(found.subject, source))
    return None


def _with(amount: Amount, source: Period) -> Amount:
    return replace(amount, projected_from=source)
