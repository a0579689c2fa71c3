"""Laws of written numbers: what a number is true of, and how hedges and decimals change it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import strategies as s

from onrecord.model.precision import Comparator, Interval, Stated, Unit, interval, interval_text, number_text
from onrecord.reading.words import MULTIPLES, PARTS

BOUNDED = (Comparator.NEARLY, Comparator.MORE_THAN, Comparator.FEWER_THAN)
numbers = s.numbers() | s.numbers(Unit.PERCENT) | s.numbers(Unit.TIMES) | s.percents | s.multiples
values = st.fractions(min_value=0, max_value=10**9) | st.floats(0, 1e9).map(Fraction)


def hedged(stated: Stated, comparator: Comparator) -> Stated:
    return replace(stated, comparator=comparator, upper=None)


@given(numbers)
def test_a_number_is_true_of_itself_unless_its_hedge_says_otherwise(stated: Stated) -> None:
    assert (stated.value in interval(stated)) == (stated.comparator not in BOUNDED)


@given(numbers, values)
def test_a_wider_hedge_never_makes_true_false(stated: Stated, value: Fraction) -> None:
    for narrow, wide in (
        (Comparator.MORE_THAN, Comparator.AT_LEAST),
        (Comparator.FEWER_THAN, Comparator.AT_MOST),
        (Comparator.NEARLY, Comparator.ABOUT),
        (Comparator.NEARLY, Comparator.FEWER_THAN),
    ):
        if value in interval(hedged(stated, narrow)):
            assert value in interval(hedged(stated, wide))


@given(numbers, values)
def test_more_than_and_at_most_divide_all_values(stated: Stated, value: Fraction) -> None:
    for one, other in ((Comparator.MORE_THAN, Comparator.AT_MOST), (Comparator.FEWER_THAN, Comparator.AT_LEAST)):
        assert (value in interval(hedged(stated, one))) != (value in interval(hedged(stated, other)))


@given(s.numbers(), values)
def test_more_decimals_are_never_looser(stated: Stated, value: Fraction) -> None:
    plain = hedged(stated, Comparator.PLAIN)
    finer = replace(plain, decimals=plain.decimals + 1)
    if value in interval(finer) and plain.value:
        assert value in interval(plain)


@given(s.numbers(Unit.COUNT) | s.numbers(Unit.PERCENT))
def test_a_round_number_of_hundreds_is_never_looser_than_about(stated: Stated) -> None:
    stated = replace(hedged(stated, Comparator.PLAIN), value=stated.value + 100)
    plain, about = interval(hedged(stated, Comparator.PLAIN)), interval(hedged(stated, Comparator.ABOUT))
    assert about.low is not None and plain.low is not None and about.high is not None and plain.high is not None
    assert about.low <= plain.low and plain.high <= about.high


@given(st.sampled_from([*PARTS.values(), *MULTIPLES.values()]))
def test_a_number_in_words_is_taken_more_loosely_than_two_decimals(value: Fraction) -> None:
    word = interval(Stated(value, unit=Unit.TIMES, word=True))
    written = Fraction(round(value * 100), 100)
    digits = interval(Stated(written, unit=Unit.TIMES, decimals=2))
    assert word.low is not None and digits.low is not None and word.high is not None and digits.high is not None
    assert word.low < digits.low and digits.high < word.high


@given(numbers)
def test_the_tolerance_is_always_said(stated: Stated) -> None:
    assert interval_text(interval(stated), stated.unit)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.fractions())
def test_a_printed_number_is_near_and_not_zero_unless_it_is(value: float) -> None:
    text = number_text(value)
    printed = Fraction(Decimal(text.replace(",", "")))
    exact = Fraction(value)
    assert (printed == 0) == (exact == 0)
    assert abs(printed - exact) <= max(abs(exact) / 10, Fraction(0)) or abs(printed - exact) <= Fraction(1, 200)
    assert text not in ("-0", "") and not text.endswith(".")


@given(s.digits())
def test_digits_are_printed_as_they_were_written(number: tuple[Fraction, int]) -> None:
    value, decimals = number
    assert Fraction(Decimal(number_text(value, decimals).replace(",", ""))) == value


@given(
    st.fractions(min_value=-10_000, max_value=10_000, max_denominator=1000),
    st.fractions(min_value=0, max_value=500, max_denominator=1000),
    st.floats(-20_000, 20_000) | st.integers(-20_000, 20_000).map(float),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0.0, 1e-13, -1e-13, 1e-7, -1e-7]),
)
def test_floats_decide_as_exact_numbers_do(
    low: Fraction, width: Fraction, value: float, low_open: bool, high_open: bool, beside: float
) -> None:
    span = Interval(low, low + width, low_open=low_open, high_open=high_open)
    for one in (value, float(low) + beside, float(low + width) + beside):
        assert (one in span) is (Fraction(Decimal(f"{one:.12g}")) in span)
