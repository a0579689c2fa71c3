"""Which periods are shown around those that a reading speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.checks.amounts import Scope
from onrecord.checks.surroundings import TABLE, View, views
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dates import Grain
from onrecord.model.finding import Span
from onrecord.model.reading import Reading
from onrecord.reading import parse_reading
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()


def scope(start: date = date(1989, 1, 1), end: date = date(2024, 12, 31), as_of: date = date(2022, 6, 30)) -> Scope:
    spec = DatasetSpec("d", "d.csv", Span("dossier.toml"))
    return Scope(Dataset(spec, Family.UCDP, "ucdp-ged", "", "t", 1, 1, start, end, True, (), True, frozenset()), as_of)


def shown(text: str, where: Scope | None = None) -> tuple[View, ...]:
    reading = parse_reading(text, VOCABULARY, ())
    assert isinstance(reading, Reading), reading
    return views(reading, where or scope())


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("deaths in Mali in 2021 rise by 10 percent from 2020", Grain.YEAR),
        ("deaths in Mali from January to June 2021 fall from January-June 2020", Grain.QUARTER),
        ("deaths in Mali in March 2022 are 1,359", Grain.MONTH),
        ("deaths in Mali from September 2020 to August 2021 are 5", Grain.MONTH),
        ("deaths in Mali on 27 March 2022 are 300", Grain.MONTH),
        ("deaths in Mali from 18 August 2012 to 30 May 2022 are 300", Grain.YEAR),
        ("deaths in Mali in March 2022 are the highest of any month since 2012", Grain.MONTH),
        ("deaths in Mali from January to March 2022 exceed those in every year before 2022", Grain.YEAR),
    ],
)
def test_the_grain_is_that_of_the_periods_spoken_of(text: str, grain: Grain) -> None:
    (view,) = shown(text)
    assert view.grain is grain


def test_a_record_shows_all_it_is_compared_with_and_a_table_some() -> None:
    (view,) = shown("deaths in Mali in March 2022 are the highest of any month since 2012")
    assert view.periods[0].start == date(2012, 1, 1)
    assert view.periods[-1].end == date(2022, 6, 30)
    assert view.last - view.first == TABLE
    assert any(view.spoken[view.first : view.last])


def test_nothing_after_the_dossiers_date_or_outside_the_data_is_shown() -> None:
    (view,) = shown("deaths in Mali in 2020 rise from 2019", scope(date(2016, 5, 1)))
    assert (view.periods[0].start, view.periods[-1].end) == (date(2017, 1, 1), date(2021, 12, 31))
    assert [p.start.year for p, spoken in zip(view.periods, view.spoken, strict=True) if spoken and p.start] == [
        2019,
        2020,
    ]


def test_each_measure_and_rate_has_its_own_view() -> None:
    assert len(shown("deaths in Mali in 2021 make up half of those in Africa")) == 2
    assert len(shown("deaths in Mali in 2021 are 5; and deaths in Mali in 2020 are 4")) == 1
    assert len(shown("deaths per day in Mali in 2021 are 5; and deaths in Mali in 2020 are 4")) == 2


def test_a_period_outside_the_data_has_no_view() -> None:
    assert shown("deaths in Mali in 1950 are 5") == ()


@given(st.dates(date(1960, 1, 1), date(2030, 1, 1)), st.dates(date(1960, 1, 1), date(2030, 1, 1)), st.integers(0, 9000))
def test_every_view_lies_inside_the_data_and_its_table_inside_it(start: date, as_of: date, days: int) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date(2035, 1, 1).toordinal()))
    where = scope(start, end, as_of)
    for text in (
        "deaths in Mali in 2019 rise from 2018",
        "deaths in Mali in May 2020 are the highest of any month on record",
    ):
        for view in shown(text, where):
            assert 0 <= view.first < view.last <= len(view.periods)
            assert view.last - view.first <= TABLE
            for period in view.periods:
                assert (
                    period.start and period.end and start <= period.start and period.end <= max(where.last_day, start)
                )
