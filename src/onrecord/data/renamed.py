"""Divisions that data call by one name in some years and by another in others.

UCDP has "Yangon division" up to 2008 and "Yangon region" from then on: that no row of 2005 names the region says
nothing about it. Data do not say which names follow one another, so it is taken from the years of their rows:

- of two names that differ in the sort of division only ("division", "region"), one has rows where the other has none,
  or they share two years at most;
- a name ends or begins ``LONG`` years inside the period that is asked, and another one of its country and level begins
  when it ends, or ends when it begins. A quiet division looks the same; it then has no figure either.

Imports the model and its sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.data.predicates import Span, Values, bare_area, without_sort
from onrecord.model.dates import Period
from onrecord.model.reading import Measure

LONG = 10
"""Years without a row that make a division's name doubtful where the file goes on naming others."""

_SHARED = 2


def renamed(period: Period, measure: Measure, values: Values) -> str:
    """Why a division that a measure names may go by another name in a part of a closed period; or nothing."""
    if period.start is None or period.end is None or not values.spans:
        return ""
    within = values.countries_of(measure.places) if measure.places else None
    for own, others in _by_name(values.areas_of(measure.areas), within, values):
        reason = _doubt(own, others, (period.start.year, period.end.year))
        if reason:
            return f"{values.dataset.id} {reason}"
    return ""


def _by_name(
    called: frozenset[str], within: frozenset[str] | None, values: Values
) -> Iterator[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """The divisions that are called so, those of one country and bare name together, and all others of their levels."""
    found: dict[tuple[str, str], list[Span]] = {}
    for span in values.spans:
        if span.name in called and (within is None or span.country in within):
            found.setdefault((span.country, bare_area(span.name)), []).append(span)
    for (country, _), own in found.items():
        levels = {span.level for span in own}
        others = (one for one in values.spans if one.country == country and one.level in levels)
        yield tuple(own), tuple(one for one in others if one.name not in called)


def _doubt(own: Sequence[Span], others: Sequence[Span], asked: tuple[int, int]) -> str:
    """What makes the names of a division doubtful in the years asked."""
    first, last = min(one.first for one in own), max(one.last for one in own)
    names = " or ".join(dict.fromkeys(f'"{one.name}"' for one in own))
    years = f"in {first}" if first == last else f"from {first} to {last}"
    bare = bare_area(own[0].name)
    alike = [one for one in others if bare_area(one.name) == bare and _follows(one, first, last, asked)]
    if alike:
        also = " and ".join(dict.fromkeys(f'"{one.name}"' for one in alike))
        return f'names {names} {years} only; "{without_sort(alike[0].name)}" counts {also} too'
    ended = asked[1] - last > LONG and any(one.first >= last and one.last > last for one in others)
    began = first - asked[0] > LONG and any(asked[0] <= one.last <= first for one in others)
    return f"names {names} {years} only, and may name it otherwise in other years" if ended or began else ""


def _follows(other: Span, first: int, last: int, asked: tuple[int, int]) -> bool:
    """Whether a name of the same place stands in years that are asked, and before or after the years of one's own."""
    outside = (asked[0] < first and other.first < first) or (asked[1] > last and other.last > last)
    shared = min(other.last, last) - max(other.first, first) + 1
    return other.first <= asked[1] and other.last >= asked[0] and (outside or shared <= _SHARED)
