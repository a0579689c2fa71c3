"""Three ways of estimating a year from its part, on courses made up for each case."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence

import pytest

from onrecord.checks.projection import (
    FEWEST_YEARS,
    Course,
    Stretch,
    count_model,
    days_elapsed,
    estimates,
    seasonal,
    weak,
)
from onrecord.model.figure import Method


def year(*counts: float, of: int = 2019) -> tuple[Stretch, ...]:
    """The months of a year, the last number standing for those that are left out."""
    full = [*counts, *[counts[-1]] * (12 - len(counts))]
    return tuple(Stretch(monthrange(of, month)[1], count) for month, count in enumerate(full, 1))


def course(months: int, now: Sequence[float], *years: Sequence[float]) -> Course:
    stretches = year(*now)
    return Course(
        stretches[:months], sum(one.days for one in stretches[months:]), tuple(year(*counts) for counts in years)
    )


LATE = [0, 0, 0, 0, 0, 10, 30, 30, 30]
"""A year with a tenth of a half."""


def test_days_elapsed_is_the_arithmetic_of_the_sentence() -> None:
    found = days_elapsed(course(6, [10]))
    assert found.best == pytest.approx(60 * 365 / 181)
    assert found.low is None
    assert found.high is None


def test_the_seasonal_estimate_divides_by_the_share_that_earlier_years_had() -> None:
    found = seasonal(course(6, [500], *[[1000 * count for count in LATE]] * 4))
    assert found.best == pytest.approx(3000 * 190 / 10)
    # Every year was the same, so that the interval is narrow: the little that is there comes of smoothing.
    assert found.low == pytest.approx(found.best, rel=0.01)
    assert found.high == pytest.approx(found.best, rel=0.01)


def test_its_share_is_a_ratio_of_sums_and_not_a_mean_of_ratios() -> None:
    years = [[100] * 6 + [300] * 6, *[[1]] * 5]
    found = seasonal(course(6, [10], *years))
    assert found.best == pytest.approx(60 * (2400 + 5 * 12) / (600 + 5 * 6))
    assert found.low is not None
    assert found.high is not None
    assert 60 < found.low < found.best <= found.high


@pytest.mark.parametrize("years", range(FEWEST_YEARS))
def test_with_too_few_years_the_share_of_days_stands_in_and_a_note_says_so(years: int) -> None:
    found = seasonal(course(6, [10], *[[10]] * years))
    assert (found.best, found.low) == (days_elapsed(course(6, [10])).best, None)
    assert "the share of days stands in" in found.note
    assert count_model(course(6, [10], *[[10]] * years)).best is None


def test_years_without_anything_teach_no_shares() -> None:
    assert "any counts, and has 3:" in seasonal(course(6, [10], *[[0]] * 9, *[[5]] * 3)).note
    nothing_yet = [[0, 0, 0, 0, 0, 0, 4]] * 5
    assert seasonal(course(6, [10], *nothing_yet)).note.startswith("nothing was counted by that date in earlier years")


def test_the_count_model_goes_by_the_recent_level_and_knows_how_steady_it_was() -> None:
    steady = count_model(course(6, [10], *[[10]] * 8))
    assert steady.best == pytest.approx(120, rel=0.1)
    jumpy = count_model(course(6, [10], *[[0, 0, 0, 0, 60, 0]] * 8))
    assert steady.low and steady.high and jumpy.low is not None and jumpy.high
    assert steady.high - steady.low < jumpy.high - jumpy.low
    assert jumpy.low >= 60  # what was counted stays counted


def test_a_war_that_began_last_year_counts_more_than_ten_quiet_years() -> None:
    found = count_model(course(3, [400], *[[0]] * 10, [0, 0, 0, 0, 0, 0, 400]))
    assert found.best is not None
    assert found.best > 3000


def test_where_nothing_ever_happened_nothing_is_foreseen() -> None:
    (days, season, counts) = estimates(course(6, [0], *[[0]] * 10))
    assert (days.best, season.best) == (0, 0)
    assert (counts.low, counts.best, counts.high) == (0, 0, 0)
    assert not weak((days, season, counts))


@pytest.mark.parametrize("odd", [1.5, -1])
def test_what_is_no_count_has_no_count_model(odd: float) -> None:
    assert "no whole numbers" in count_model(course(6, [odd], *[[2]] * 5)).note


def test_a_part_that_ends_inside_a_month_is_cut_there_in_every_year() -> None:
    def cut(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        june = stretches[5]
        return (*stretches[:5], Stretch(15, june.count / 2), Stretch(15, june.count / 2), *stretches[6:])

    years = tuple(cut(year(10)) for _ in range(6))
    found = Course(years[0][:6], 199, years)
    assert days_elapsed(found).best == pytest.approx(55 * 365 / 166)
    assert seasonal(found).best == pytest.approx(120)
    assert count_model(found).best == pytest.approx(120, rel=0.1)


def test_a_projection_is_weak_without_history_and_where_half_or_double_may_come() -> None:
    assert weak(estimates(course(6, [10]))) == "there is no history to tell how far off it may be"
    assert weak(estimates(course(9, [200], *[[200]] * 8))) == ""
    leaps = [[300, 0, 0, 900, 0, 0, 10, 0, 2000, 0, 0, 50]] * 6
    assert "twice as much" in weak(estimates(course(3, [100], *leaps)))


def test_the_methods_stand_in_one_order_and_give_the_same_again() -> None:
    one = course(6, [3, 9, 27], *[[4, 8, 15, 16, 23, 42]] * 7)
    assert [found.method for found in estimates(one)] == list(Method)
    assert estimates(one) == estimates(one)
