"""The numbers and dates of a translation held against those of its original.

Each side is given as ``Stated`` facts and as the set of everything in it that is a number, which the reader's grammars
made of it (``onrecord.translating``). A fact is missing only where nothing on the other side can be it: languages put
dates and numbers together in other ways. Imports the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from onrecord.model.dates import Period
from onrecord.model.precision import Comparator, Unit


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number of a text: ``text`` is how it is written, its hedge with it."""

    value: Fraction
    unit: Unit
    comparator: Comparator
    decimals: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A date or stretch of days of a text. ``parts`` are the numbers and months that it is written with, months as
    "month 3"; ``period`` is ``None`` where it hangs on something else."""

    period: Period | None
    text: str
    parts: frozenset[Fraction | str]


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers and dates of a text, and every value that is written in it in any way. ``rates`` are what numbers are
    per, each with how it is written: "100,000 people"; ``rest`` are digits that are in neither a number nor a date."""

    numbers: tuple[WrittenNumber, ...]
    periods: tuple[WrittenPeriod, ...]
    values: frozenset[Fraction | str]
    rates: tuple[tuple[str, str], ...] = ()
    rest: frozenset[Fraction | str] = frozenset()


def missing(one: Facts, other: Facts) -> Iterator[str]:
    """The numbers and dates of a text, as they are written, that another text does not have."""
    numbers = {(each.value, each.unit) for each in other.numbers}
    found: dict[str, None] = {}
    for number in one.numbers:
        if (number.value, number.unit) not in numbers and not _somewhere(number, other):
            found[number.text] = None
    # A date that is no date of the other text may be put together in another way there: "16 and 17 March".
    dates = {each.period for each in one.periods}
    loose = {each for period in other.periods if period.period not in dates for each in period.parts}
    loose |= {number.value for number in other.numbers} | other.rest
    for period in one.periods:
        if not any(period.period == each.period for each in other.periods) and not period.parts <= loose:
            found[period.text] = None
    found.update((text, None) for rate, text in one.rates if rate not in {each for each, _ in other.rates})
    return iter(found)


def _somewhere(number: WrittenNumber, other: Facts) -> bool:
    """Whether the other text has a number that says the same: "doubled" and "rose by 100 percent", "a third" and "33
    percent"; or has it as part of something else, as of a length of time."""
    if number.unit is Unit.COUNT:
        return number.value in other.values
    for each in other.numbers:
        if number.unit is each.unit is Unit.PERCENT and abs(number.value - each.value) < 1:
            return True
        if {number.unit, each.unit} == {Unit.TIMES, Unit.PERCENT}:
            times, percent = (number, each) if number.unit is Unit.TIMES else (each, number)
            if percent.value in (100 * times.value, 100 * (times.value - 1), 100 * (1 - times.value)):
                return True
        if {number.unit, each.unit} == {Unit.TIMES, Unit.COUNT} and number.value == each.value:
            return True
    return False


def hedged(one: Facts, other: Facts) -> Iterator[tuple[str, str]]:
    """The numbers that both texts have and that are hedged, or written to so many decimals, in one of them only."""
    ours, theirs = _ways(one.numbers), _ways(other.numbers)
    for key, ways in ours.items():
        across = theirs.get(key)
        if across and not {how for how, _ in ways} & {how for how, _ in across}:
            yield ways[0][1], across[0][1]


def _ways(
    numbers: Iterable[WrittenNumber],
) -> dict[tuple[Fraction, Unit], list[tuple[tuple[Comparator, int], str]]]:
    found: dict[tuple[Fraction, Unit], list[tuple[tuple[Comparator, int], str]]] = {}
    for each in numbers:
        found.setdefault((each.value, each.unit), []).append(((each.comparator, each.decimals), each.text))
    return found
