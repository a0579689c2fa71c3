"""Laws of periods and calendar periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import strategies as s

from onrecord.model.dates import Grain, PartialDate, Period, add_months, day_text, period_around, split

ONE = timedelta(days=1)
short_periods = st.builds(lambda d, n: Period(d, d + n * ONE), s.likely_days, st.integers(0, 1500))


@given(st.dates(), s.grains)
def test_a_day_lies_in_one_calendar_period_of_every_grain(day: date, grain: Grain) -> None:
    around = period_around(day, grain)
    assert day in around
    assert around.start and around.end
    assert period_around(around.start, grain) == around == period_around(around.end, grain)


@given(s.likely_days, s.grains)
def test_calendar_periods_follow_one_another_without_a_gap(day: date, grain: Grain) -> None:
    around = period_around(day, grain)
    assert around.end
    assert period_around(around.end + ONE, grain).start == around.end + ONE


@given(short_periods, s.grains)
@settings(max_examples=200)
def test_the_whole_periods_inside_a_period(period: Period, grain: Grain) -> None:
    parts = split(period, grain)
    assert period.start and period.end
    for part in parts:
        assert part.start and part.end and period.start <= part.start <= part.end <= period.end
        assert period_around(part.start, grain) == part
    for one, following in pairwise(parts):
        assert one.end and one.end + ONE == following.start
    # What is left at either end is shorter than a whole period.
    day = period.start
    first = period_around(day, grain)
    left = [p for p in (first, period_around(period.end, grain)) if p not in parts]
    assert all(p.start and p.end and (p.start < period.start or p.end > period.end) for p in left)


@given(s.likely_days, st.integers(-400, 400))
def test_adding_months_keeps_the_day_where_the_month_has_it(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + ONE).day == 1)


@given(st.dates())
def test_a_partial_date_is_read_as_it_is_printed(day: date) -> None:
    for written in (PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)):
        assert PartialDate.parse(str(written)) == written
        assert written.first <= day <= written.last


@given(s.closed_periods())
def test_the_length_of_a_period_counts_both_ends(period: Period) -> None:
    assert period.start and period.end and period.days == (period.end - period.start).days + 1
    assert period.start in period and period.end in period


def test_the_ends_of_the_calendar() -> None:
    assert period_around(date.max, Grain.WEEK).end == date.max
    assert period_around(date.min, Grain.WEEK).start == date.min
    assert split(Period(date(9999, 12, 1), date.max), Grain.MONTH) == (Period(date(9999, 12, 1), date.max),)


@pytest.mark.parametrize("text", ["2022-02-30", "0000", "2022-13", "22", "2022-1", "2022-01-01-01", "x", ""])
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="ends"):
        Period(date(2022, 1, 2), date(2022, 1, 1))
    assert day_text(date(2022, 3, 5)) == "5 March 2022"
