"""What a written number means: the precision rules, in one place.

A written number carries its precision. ``Stated`` keeps what a sentence says (value, decimals written, comparator,
unit); ``interval`` says which computed values make it true. The rules, the same for every claimant:

===================================  =====================================================================
written                              true of a computed value v
===================================  =====================================================================
``70 percent``, ``5,300``            v rounds to it at the precision written; trailing zeros of a round
                                     number are not significant: 65 <= v < 75, 5,250 <= v < 5,350;
                                     from 100 on, and for every multiple, within 10 percent at most:
                                     ``1,000`` is 900 <= v < 1,100, ``10-fold`` 9 <= v < 11
``1,240`` (three or more             exact: 1,239.5 <= v < 1,240.5
significant digits in a count)
``0`` in a count                     exact: v = 0
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

Source: DESIGN ("The reader") and the semantics at the top of the project's development sentences. Two rules are
stricter than theirs, so that nothing is called true on the strength of zeros: 1,000 is not true of 1,499, and none is
not a rate that rounds to none. A hedge is not always wider than the plain number: "about 2 times" is 1.8 to 2.2, and
"2 times" 1.5 to under 2.5, as anything that rounds to 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import inf, isfinite


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
    multiple written as a word ("a third", "doubled"), which is taken more loosely than digits. No number is
    negative: rise and fall say which way.
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
        if self.value < 0:
            raise ValueError("a stated number is not negative")
        if self.word and (self.decimals or self.upper is not None):
            raise ValueError("a number in words has no decimals and is no range")
        if not self.word and any((10**self.decimals * n).denominator != 1 for n in (self.value, self.upper or 0)):
            raise ValueError("the number has more decimals than were written")


@dataclass(frozen=True, slots=True)
class Interval:
    """The computed values that make a statement true; ``None`` is no bound on that side."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: float | int | Fraction) -> bool:
        if isinstance(value, float):
            if not isfinite(value):
                return False
            # Nearly every figure lies clear of the bounds, where floats decide as well.
            slack = 1e-9 * max(1.0, abs(value))
            low = -inf if self.low is None else float(self.low)
            high = inf if self.high is None else float(self.high)
            if value < low - slack or value > high + slack:
                return False
            if low + slack < value < high - slack:
                return True
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
    number = int(stated.value)
    zeros = 0
    while number and number % 10 == 0:
        number //= 10
        zeros += 1
    if stated.unit is Unit.COUNT and number >= 100:
        zeros = 0
    half = Fraction(10**zeros, 2)
    capped = zeros and (stated.value >= 100 or stated.unit is Unit.TIMES)  # tenfold is not true of 5.5 times
    return min(half, stated.value / 10) if capped else half


@lru_cache(maxsize=4096)  # a statement is judged in every variant, and its number is always the same
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
    if x == 0 and stated.unit is Unit.COUNT and not stated.decimals:
        return Interval(x, x)
    half = half_unit(stated)
    return Interval(x - half, x + half, high_open=True)


_WIDE = Context(prec=60)


def number_text(value: Fraction | int | float, decimals: int | None = None, most: int = 2) -> str:
    """A number as it is printed: thousands separated by commas, halves rounded up.

    With ``decimals`` that many are written; without, at most ``most``, and as many more as a number below 0.1 needs
    to show two digits: 0.0003 is not 0.
    """
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if not decimals and -1e15 < value < 1e15 and value == int(value):
        return f"{int(value):,}"
    exact = Fraction(value)
    number = _WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    if isinstance(value, float):  # as the float is written: 0.285 is a half, though its bits are less
        number = Decimal(repr(value))
    places = decimals
    if places is None:
        places = max(most, 1 - number.adjusted()) if number else 0
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=400))
    text = f"{rounded:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("-") if not rounded else text


def _bound(bound: Fraction) -> str:
    """A bound in full where its decimals end: 0.01385 is not 0.014."""
    ends = 10**12 % bound.denominator == 0
    return number_text(bound, most=12 if ends else 2)


@lru_cache(maxsize=4096)
def interval_text(span: Interval, unit: Unit) -> str:
    """The interval in words: "65 to under 75 percent", "more than 500", "exactly 1,240"."""
    suffix = {Unit.COUNT: "", Unit.PERCENT: " percent", Unit.TIMES: " times"}[unit]
    if span.low is not None and span.low == span.high:
        return f"exactly {_bound(span.low)}{suffix}"
    if span.low is not None and span.high is not None:
        whole = unit is Unit.COUNT and span.high_open and span.high - span.low == 1
        if whole and (span.low + Fraction(1, 2)).denominator == 1:
            return f"exactly {_bound(span.low + Fraction(1, 2))}"
        link = " to under " if span.high_open else " to "
        return f"{_bound(span.low)}{link}{_bound(span.high)}{suffix}"
    if span.low is not None:
        return f"{'more than' if span.low_open else 'at least'} {_bound(span.low)}{suffix}"
    if span.high is not None:
        return f"{'fewer than' if span.high_open else 'at most'} {_bound(span.high)}{suffix}"
    return "any value"
