"""The distributions of projections, against sums, tables and printed values."""

from __future__ import annotations

from math import exp

import pytest

from onrecord.checks.distributions import Counts, quantile, regularised_beta, student_quantile


@pytest.mark.parametrize("counts", [Counts(5, 0.7), Counts(0.2, 3), Counts(300, 40), Counts(40, 0.15)])
def test_the_sum_of_probabilities_is_that_of_at_most(counts: Counts) -> None:
    total = 0.0
    for count in range(60):
        total += exp(counts.log_likelihood(count))
        assert counts.at_most(count) == pytest.approx(total, rel=1e-8, abs=1e-12)


def test_the_mean_and_the_variance_are_those_of_a_poisson_whose_mean_is_gamma_distributed() -> None:
    counts = Counts(6, 2)
    weights = [exp(counts.log_likelihood(count)) for count in range(400)]
    mean = sum(count * weight for count, weight in enumerate(weights))
    assert mean == pytest.approx(6)
    assert sum((count - mean) ** 2 * weight for count, weight in enumerate(weights)) == pytest.approx(6 + 36 / 2)


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.9])
def test_a_quantile_is_the_first_count_that_reaches_the_probability(probability: float) -> None:
    mixture = [Counts(12, 0.6, 0.3), Counts(30, 5, 0.7)]

    def reached(count: int) -> float:
        return sum(one.weight * one.at_most(count) for one in mixture)

    found = quantile(mixture, probability)
    assert reached(found) >= probability > reached(found - 1)


def test_where_nothing_is_to_be_expected_every_quantile_is_nought() -> None:
    assert [quantile([Counts(0.001, 1)], p) for p in (0.1, 0.5, 0.9)] == [0, 0, 0]


@pytest.mark.parametrize("mean", [1e6, 1e9])
@pytest.mark.parametrize("size", [0.15, 3, 40])
def test_large_counts_are_found_at_four_digits(mean: float, size: float) -> None:
    low, middle, high = (quantile([Counts(mean, size)], p) for p in (0.1, 0.5, 0.9))
    assert low < middle < high
    assert Counts(mean, size).at_most(middle) == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    ("probability", "freedom", "printed"),
    [(0.9, 1, 3.078), (0.9, 3, 1.638), (0.9, 14, 1.345), (0.95, 10, 1.812), (0.9, 200, 1.286)],
)
def test_student_as_in_the_printed_tables(probability: float, freedom: int, printed: float) -> None:
    assert student_quantile(probability, freedom) == pytest.approx(printed, abs=6e-4)


def test_the_incomplete_beta_function_at_its_ends_and_where_it_is_elementary() -> None:
    assert [regularised_beta(x, 2, 3) for x in (0.0, 1.0)] == [0, 1]
    for x in (0.05, 0.4, 0.9):
        assert regularised_beta(x, 4, 1) == pytest.approx(x**4)
        assert regularised_beta(x, 1, 4) == pytest.approx(1 - (1 - x) ** 4)
