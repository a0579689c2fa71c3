"""Every row of the table of ``onrecord.model.precision``, its edges, and how numbers are printed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from onrecord.model.precision import Comparator, Interval, Stated, Unit, interval, interval_text, number_text

C, P, T = Unit.COUNT, Unit.PERCENT, Unit.TIMES
PLAIN = Comparator.PLAIN

ROWS = [
    # written, true of, not true of
    (Stated(Fraction(70), PLAIN, P), [65, 68.7, 74.99], [64.99, 75, 75.01]),
    (Stated(Fraction(78), PLAIN, P), [77.5, 78.33, 78.49], [77.49, 78.5]),
    (Stated(Fraction(5300)), [5250, 5300, 5349.9], [5249.9, 5350]),
    (Stated(Fraction(1000)), [900, 1099.9], [899, 1100, 1499]),
    (Stated(Fraction(100), PLAIN, P), [90, 109], [89.9, 110, 149]),
    (Stated(Fraction(5000)), [4500, 5499], [4499, 5500]),
    (Stated(Fraction(1_200_000)), [1_150_000, 1_249_999], [1_149_999, 1_250_000]),
    (Stated(Fraction(1240)), [1240, 1239.5, 1240.49], [1239, 1241, 1240.5]),
    (Stated(Fraction(1240), PLAIN, P), [1235, 1244], [1234, 1245]),
    (Stated(Fraction(0)), [0, 0.0], [0.2, 1, -0.1]),
    (Stated(Fraction(0), PLAIN, P), [0, 0.4], [0.5]),
    (Stated(Fraction(0), decimals=1), [0.04], [0.05]),
    (Stated(Fraction(70), PLAIN, P, 1), [69.95, 70.04], [69.94, 70.05]),
    (Stated(Fraction(34, 10), PLAIN, T, 1), [3.35, 3.402, 3.44], [3.34, 3.45]),
    (Stated(Fraction(6), PLAIN, T), [5.5, 6.49], [5.49, 6.5, 3.172]),
    (Stated(Fraction(5300), Comparator.ABOUT), [4770, 5830], [4769, 5831, 8409]),
    (Stated(Fraction(3), Comparator.NEARLY, T), [2.7, 2.859, 2.999], [2.69, 3, 3.1]),
    (Stated(Fraction(500), Comparator.MORE_THAN), [500.1, 501, 1e9], [500, 499]),
    (Stated(Fraction(500), Comparator.AT_LEAST), [500, 501], [499.99]),
    (Stated(Fraction(400), Comparator.FEWER_THAN), [0, 399.9], [400, 401]),
    (Stated(Fraction(400), Comparator.AT_MOST), [0, 400], [400.1]),
    (Stated(Fraction(200), Comparator.BETWEEN, upper=Fraction(400)), [200, 300, 400], [199.9, 400.1]),
    (Stated(Fraction(50), PLAIN, P, word=True), [47, 50, 53], [46.9, 53.1]),
    (Stated(Fraction(100, 3), PLAIN, P, word=True), [30.4, 36.3], [30.3, 36.4, 48.57]),
    (Stated(Fraction(1, 2), PLAIN, T, word=True), [0.47, 0.53], [0.46, 0.54]),
    (Stated(Fraction(50), Comparator.MORE_THAN, P, word=True), [50.1, 99], [50, 49]),
    (Stated(Fraction(2), PLAIN, T, word=True), [1.75, 2.25], [1.74, 2.26]),
    (Stated(Fraction(2), Comparator.MORE_THAN, T, word=True), [2.01, 9], [2, 1.9]),
    (Stated(Fraction(3), PLAIN, T, word=True), [2.6, 3.4], [2.59, 3.41]),
    (Stated(Fraction(4), PLAIN, T, word=True), [3.5, 4.5], [3.49, 4.51]),
    (Stated(Fraction(5), PLAIN, T, word=True), [4.5, 5.5], [4.49, 5.51]),
]


@pytest.mark.parametrize(
    ("stated", "true", "false"), ROWS, ids=[interval_text(interval(r[0]), r[0].unit) for r in ROWS]
)
def test_row(stated: Stated, true: list[float], false: list[float]) -> None:
    span = interval(stated)
    assert [v for v in true if v not in span] == []
    assert [v for v in false if v in span] == []


def test_what_computed_floats_mean() -> None:
    assert 0.1 + 0.2 in Interval(Fraction(3, 10), Fraction(3, 10))
    assert float("nan") not in Interval(None, None)
    assert float("inf") not in Interval(Fraction(1), None)
    assert 10**40 in Interval(Fraction(1), None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13.47, "13.47"),
        (4916.41, "4,916.41"),
        (1240, "1,240"),
        (100.0, "100"),
        (1000.0, "1,000"),
        (-5.5, "-5.5"),
        (-0.0, "0"),
        (0, "0"),
        (0.0003, "0.0003"),
        (0.000312, "0.00031"),
        (-0.0000312, "-0.000031"),
        (0.05, "0.05"),
        (0.285, "0.29"),
        (0.125, "0.13"),
        (2.675, "2.68"),
        (99.999, "100"),
        (1e20, "100,000,000,000,000,000,000"),
        (1e-30, "0.000000000000000000000000000001"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(10**30), "1,000,000,000,000,000,000,000,000,000,000"),
        (float("inf"), "inf"),
    ],
)
def test_numbers_in_prose(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (70, 0, "70"),
        (70, 1, "70.0"),
        (Fraction(139, 10000), 4, "0.0139"),
        (Fraction(1, 8), 2, "0.13"),
        (-0.001, 2, "0.00"),
    ],
)
def test_numbers_with_their_decimals(value: float, decimals: int, text: str) -> None:
    assert number_text(value, decimals) == text


def test_more_decimals_on_request() -> None:
    assert number_text(64.996) == "65"
    assert number_text(64.996, most=4) == "64.996"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        (Stated(Fraction(70), PLAIN, P), "65 to under 75 percent"),
        (Stated(Fraction(1240)), "exactly 1,240"),
        (Stated(Fraction(0)), "exactly 0"),
        (Stated(Fraction(5300), Comparator.ABOUT), "4,770 to 5,830"),
        (Stated(Fraction(5), Comparator.MORE_THAN, T), "more than 5 times"),
        (Stated(Fraction(5), Comparator.AT_LEAST), "at least 5"),
        (Stated(Fraction(5), Comparator.FEWER_THAN), "fewer than 5"),
        (Stated(Fraction(5), Comparator.AT_MOST), "at most 5"),
        (Stated(Fraction(1, 2), PLAIN, T, word=True), "0.47 to 0.53 times"),
        (Stated(Fraction(139, 10000), decimals=4), "0.01385 to under 0.01395"),
    ],
)
def test_the_tolerance_in_words(stated: Stated, text: str) -> None:
    assert interval_text(interval(stated), stated.unit) == text


def test_any_value() -> None:
    assert interval_text(Interval(None, None), C) == "any value"


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": Fraction(-5)},
        {"value": Fraction(5), "comparator": Comparator.BETWEEN},
        {"value": Fraction(5), "upper": Fraction(6)},
        {"value": Fraction(5), "comparator": Comparator.BETWEEN, "upper": Fraction(4)},
        {"value": Fraction(1, 3)},
        {"value": Fraction(5, 100), "decimals": 1},
        {"value": Fraction(1, 2), "word": True, "decimals": 1},
    ],
)
def test_numbers_that_nobody_can_state(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Stated(**wrong)  # type: ignore[arg-type]
