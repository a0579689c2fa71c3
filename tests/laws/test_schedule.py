"""Laws of a pledge's schedule: it moves with the calendar, and no deadline is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.checks.durations import elapsed
from onrecord.checks.schedule import deadlines, schedule, schedule_text
from onrecord.model.blocks import Common, Extension, Pledge
from onrecord.model.dates import PartialDate, add_months
from onrecord.model.finding import Span
from onrecord.model.pledge import Term, TermUnit

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@st.composite
def partial(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    return PartialDate(day.year, *((day.month, day.day)[: draw(st.integers(0, 2))]))


extensions = st.lists(st.builds(Extension, partial(), partial(), st.just("s")), max_size=4).map(tuple)
pledges = st.builds(
    Pledge, st.just(Common(Span("a.md"))), st.just("x"), st.just("y"), partial(), st.none() | partial(),
    extensions=extensions, done=st.none() | partial(),
)  # fmt: skip


@given(pledges, days)
def test_a_day_later_every_deadline_is_a_day_further(pledge: Pledge, at: date) -> None:
    open_pledge = replace(pledge, done=None)
    today, tomorrow = deadlines(open_pledge, at), deadlines(open_pledge, at + timedelta(days=1))
    assert [one.days + 1 for one in today] == [
        one.days for one in tomorrow if any(one.due == each.due and one.extended == each.extended for each in today)
    ][: len(today)] or len(tomorrow) > len(today)


@given(pledges, st.builds(Extension, partial(), partial(), st.just("s")), days)
def test_an_extension_takes_no_deadline_away(pledge: Pledge, extension: Extension, at: date) -> None:
    before = deadlines(pledge, at)
    after = deadlines(replace(pledge, extensions=(*pledge.extensions, extension)), at)
    assert [(one.due, one.days) for one in before] == [(one.due, one.days) for one in after[: len(before)]]
    assert schedule_text(pledge, schedule(pledge, at))


@given(pledges, st.builds(Extension, partial(), partial(), st.just("s")), days)
def test_what_is_missed_stays_missed_when_it_is_put_off_afterwards(
    pledge: Pledge, extension: Extension, at: date
) -> None:
    missed = schedule(pledge, at).missed
    later = replace(extension, on=PartialDate(at.year + 1))
    assert schedule(replace(pledge, extensions=(*pledge.extensions, later)), at).missed == missed


@given(days, st.integers(0, 200))
def test_a_term_of_months_is_as_long_as_it_says(start: date, months: int) -> None:
    end = Term(months, TermUnit.MONTH, PartialDate(start.year, start.month, start.day)).end
    assert end is not None
    assert end.first == add_months(start, months)
    assert elapsed(start, end.first, TermUnit.MONTH) == months


@given(days, days, st.sampled_from(TermUnit))
def test_time_that_elapsed_grows_with_the_days(one: date, other: date, unit: TermUnit) -> None:
    start, end = sorted((one, other))
    assert 0 <= elapsed(start, end, unit) < elapsed(start, end + timedelta(days=1), unit)
