"""What a written number means: the precision rules, in one place.

A written number carries its precision. ``Stated`` keeps what a sentence says (value, decimals written, comparator,
unit); ``interval`` says which computed values make it true. The rules, the same for every claimant:

===================================  =====================================================================
written                              true of a computed value v
===================================  =====================================================================
``70 percent``, ``5,300``            v rounds to it at the precision written; trailing zeros of a round
                                     number are not significant: 65 <= v < 75, 5,250 <= v < 5,350
``1,240`` (three or more             exact: 1,239.5 <= v < 1,240.5
significant digits in a count)
``70.0 percent``                     decimals are significant: 69.95 <= v < 70.05
``about``, ``around``, ``some``      within 10 percent: 0.9 x <= v <= 1.1 x
``nearly``, ``almost``               0.9 x <= v < x
``more than``, ``over``              v > x
``at least``                         v >= x
``fewer than``, ``below``            v < x
``at most``, ``up to``               v <= x
``between x and y``                  x <= v <= y
``half``, ``a third``, ``a quarter`` within 0.03 of the fraction (3 points of a percentage)
``double`` / ``triple``              1.75 <= v <= 2.25 / 2.6 <= v <= 3.4 times
``quadruple``, ``quintuple``         3.5 to 4.5, 4.5 to 5.5 times
===================================  =====================================================================

Source: DESIGN ("The reader") and the semantics at the top of the project's development sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a stated number counts."""

    COUNT = "count"
    PERCENT = "percent"
    TIMES = "times"


class Comparator(StrEnum):
    """How a number is hedged or bounded. ``PLAIN`` is a number with nothing before it."""

    PLAIN = ""
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    FEWER_THAN = "fewer than"
    AT_MOST = "at most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as a sentence states it.

    ``value`` is in the unit's own scale (70 percent is 70, halved is 1/2 times). ``decimals`` counts the digits
    written after the decimal point. ``upper`` is the second number of a range. ``word`` marks a fraction or
    multiple written as a word ("a third", "doubled"), which is taken more loosely than digits.
    """

    value: Fraction
    comparator: Comparator = Comparator.PLAIN
    unit: Unit = Unit.COUNT
    decimals: int = 0
    upper: Fraction | None = None
    word: bool = False

    def __post_init__(self) -> None:
        if (self.comparator is Comparator.BETWEEN) != (self.upper is not None):
            raise ValueError("a range has two numbers, and nothing else has")
        if self.upper is not None and self.upper < self.value:
            raise ValueError("a range goes from the smaller number to the larger")


@dataclass(frozen=True, slots=True)
class Interval:
    """The computed values that make a statement true; ``None`` is no bound on that side."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: float | int | Fraction) -> bool:
        # A computed float is compared at 12 significant digits, so that 0.1 + 0.2 is 0.3.
        exact = value if isinstance(value, int | Fraction) else Fraction(Decimal(f"{value:.12g}"))
        if self.low is not None and (exact < self.low or (self.low_open and exact == self.low)):
            return False
        return not (self.high is not None and (exact > self.high or (self.high_open and exact == self.high)))


# How far a fraction or multiple written as a word reaches, on its own scale (times, or parts of one).
_WORD_REACH: dict[Fraction, Fraction] = {
    Fraction(2): Fraction(1, 4),
    Fraction(3): Fraction(2, 5),
    Fraction(4): Fraction(1, 2),
    Fraction(5): Fraction(1, 2),
}
_FRACTION_REACH = Fraction(3, 100)


def half_unit(stated: Stated) -> Fraction:
    """Half of the last significant place of a plain number: 0.5 for 78, 5 for 70, 50 for 5,300, 0.05 for 3.4."""
    if stated.decimals > 0:
        return Fraction(1, 2 * 10**stated.decimals)
    number = abs(int(stated.value))
    zeros = 0
    while number and number % 10 == 0:
        number //= 10
        zeros += 1
    if stated.unit is Unit.COUNT and number >= 100:
        zeros = 0
    return Fraction(10**zeros, 2)


def interval(stated: Stated) -> Interval:
    """The computed values that make ``stated`` true, by the table at the top of this module."""
    x = stated.value
    match stated.comparator:
        case Comparator.ABOUT:
            return Interval(x * Fraction(9, 10), x * Fraction(11, 10))
        case Comparator.NEARLY:
            return Interval(x * Fraction(9, 10), x, high_open=True)
        case Comparator.MORE_THAN:
            return Interval(x, None, low_open=True)
        case Comparator.AT_LEAST:
            return Interval(x, None)
        case Comparator.FEWER_THAN:
            return Interval(None, x, high_open=True)
        case Comparator.AT_MOST:
            return Interval(None, x)
        case Comparator.BETWEEN:
            return Interval(x, stated.upper)
    if stated.word:
        if stated.unit is Unit.PERCENT:
            reach = 100 * _FRACTION_REACH
        else:
            reach = _WORD_REACH.get(x, _FRACTION_REACH if x < 1 else x / 8)
        return Interval(x - reach, x + reach)
    half = half_unit(stated)
    return Interval(x - half, x + half, high_open=True)


def number_text(value: Fraction | int | float, decimals: int | None = None) -> str:
    """A number as it is printed: thousands separated by commas, decimals as written or at most two."""
    if decimals is None:
        text = f"{float(value):,.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return (
        f"{Decimal(value.numerator) / Decimal(value.denominator):,.{decimals}f}"
        if isinstance(value, Fraction)
        else f"{value:,.{decimals}f}"
    )


def interval_text(span: Interval, unit: Unit) -> str:
    """The interval in words: "65 to under 75 percent", "more than 500", "exactly 1,240"."""
    suffix = {Unit.COUNT: "", Unit.PERCENT: " percent", Unit.TIMES: " times"}[unit]
    if span.low is not None and span.high is not None:
        whole = unit is Unit.COUNT and span.high_open and span.high - span.low == 1
        if whole and (span.low + Fraction(1, 2)).denominator == 1:
            return f"exactly {number_text(span.low + Fraction(1, 2))}"
        link = " to under " if span.high_open else " to "
        return f"{number_text(span.low)}{link}{number_text(span.high)}{suffix}"
    if span.low is not None:
        return f"{'more than' if span.low_open else 'at least'} {number_text(span.low)}{suffix}"
    if span.high is not None:
        return f"{'fewer than' if span.high_open else 'at most'} {number_text(span.high)}{suffix}"
    return "any value"
