"""Record, trend, streak, first and last occurrence, on figures made up for each case."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.made_up import Facts, Number, dataset, monthly, yearly

from onrecord.model.dates import Period
from onrecord.model.figure import Verdict

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE

MALI = yearly(
    y2010=5, y2011=5, y2012=90, y2013=80, y2014=70, y2015=60, y2016=60, y2017=61, y2018=62, y2019=63, y2020=95,
    y2021=64, y2022=65,
)  # fmt: skip


def judge(text: str, days: dict[date, Number] = MALI, **changes: object) -> tuple[Verdict, float | None, str]:
    found = Facts(days={"deaths in Mali": days, "attacks on civilians in Mali": days}, **changes).judge(text)  # type: ignore[arg-type]
    return found.verdict, found.computed, found.why


GAP_2014 = {"gaps": (Period(date(2014, 5, 1), date(2014, 5, 2)),)}


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("deaths in Mali in 2020 are the highest of any year on record", HOLDS, 95),
        ("deaths in Mali in 2012 are the highest of any year on record", FAILS, 90),
        ("deaths in Mali in 2012 are the second highest of any year on record", HOLDS, 2),
        ("deaths in Mali in 2013 are the second highest of any year on record", FAILS, 3),
        ("deaths in Mali in 2012 are the highest of any year before 2020", HOLDS, 90),
        ("deaths in Mali in 2021 are the highest of any year since 2021", FAILS, 64),
        # ties break the record, also that of a later place
        ("deaths in Mali in 2010 are the lowest of any year on record", FAILS, 5),
        ("deaths in Mali in 2015 are the lowest of any year since 2012", FAILS, 60),
        ("deaths in Mali in 2022 are the 5th highest of any year on record", HOLDS, 5),
        ("deaths in Mali in 2015 are the 8th highest of any year since 2012", FAILS, 10),
        # whole periods only, and none that overlaps the subject's own
        ("deaths in Mali from July to September 2020 exceed those in every year before 2020", HOLDS, 95),
        ("deaths in Mali from July to September 2020 exceed those in every year on record", HOLDS, 95),
        # A quarter lies below whole years whatever happened.
        ("deaths in Mali from January to March 2020 are below those in every year on record", UNVERIFIABLE, None),
        ("deaths in Mali in July 2020 are the highest of any month on record", HOLDS, 95),
        ("deaths in Mali in August 2020 are the lowest of any month on record", FAILS, 0),
        # nothing to compare with, or not all of it
        ("deaths in Mali in 2022 are the highest of any year since 2022", UNVERIFIABLE, None),
        ("deaths in Mali in 2020 are the highest of any year since 2005", UNVERIFIABLE, None),
        ("deaths in Mali in 2019 are the highest of any year since 2005", FAILS, 63),
        ("deaths in Mali in 2023 are the highest of any year on record", UNVERIFIABLE, None),
        ("deaths in Mali in 2020 are the highest of any year from 2015 to 2024", UNVERIFIABLE, None),
        # a rate
        ("deaths per day in Mali from July to September 2021 exceed those in every year before 2021", HOLDS, 64 / 92),
    ],
)  # fmt: skip
def test_record(text: str, verdict: Verdict, computed: float | None) -> None:
    found = judge(text)
    assert found[:2] == (verdict, computed and pytest.approx(computed)), found


def test_a_gap_elsewhere_leaves_a_record_open_unless_it_is_broken_anyway() -> None:
    assert judge("deaths in Mali in 2020 are the highest of any year on record", **GAP_2014)[0] is UNVERIFIABLE
    assert judge("deaths in Mali in 2012 are the highest of any year on record", **GAP_2014)[0] is FAILS
    assert judge("deaths in Mali in 2010 are the lowest of any year on record", **GAP_2014)[0] is FAILS


def test_a_year_that_is_not_over_is_no_year_to_compare_with() -> None:
    days = {**MALI, date(2022, 2, 1): 500}
    found = judge("deaths in Mali in 2020 are the highest of any year on record", days, as_of=date(2022, 6, 30))
    assert found[:2] == (HOLDS, 95)
    assert "beside 11 other years" in found[2]


def test_why_a_record_fails_or_holds() -> None:
    assert judge("deaths in Mali in 2012 are the highest of any year on record")[2] == (
        "90 is in place 2: there were more in 2020, 95"
    )
    assert judge("deaths in Mali in 2020 are the highest of any year on record")[2] == (
        "95 is the most beside 12 other years (next: 90 in 2012)"
    )
    assert judge("deaths in Mali in 2010 are the lowest of any year on record")[2] == "5 is equalled in 2011"
    found = Facts(days={"deaths in Mali": MALI}).judge("deaths in Mali in 2020 are the highest of any year on record")
    assert found.notes == ("compared with what made holds, from 1 January 2010 on",)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("deaths in Mali rise in each year from 2017 to 2020", HOLDS),
        ("deaths in Mali rise in each year from 2016 to 2020", FAILS),  # 2016 equals 2015
        ("deaths in Mali fall in each year from 2013 to 2015", HOLDS),
        ("deaths in Mali fall in each year from 2012 to 2015", FAILS),
        ("deaths in Mali fall in each year in 2013", HOLDS),
        ("deaths in Mali rise in each year since 2021", FAILS),
        ("deaths in Mali rise in each year from 2022 to 2023", UNVERIFIABLE),
        ("deaths in Mali rise in each year from 2021 to 2023", FAILS),
        ("deaths in Mali rise in each year from 2010 to 2012", FAILS),  # 2011 equals 2010, whatever 2009 was
        ("deaths in Mali fall in each year from 2010 to 2010", UNVERIFIABLE),
        ("deaths in Mali rise in each year before 2013", FAILS),
        ("deaths in Mali rise in each month from July to August 2020", FAILS),
    ],
)
def test_trend(text: str, verdict: Verdict) -> None:
    found = judge(text)
    assert found[0] is verdict, found


def test_a_trend_without_a_beginning_starts_with_the_first_figure_there_is() -> None:
    days = yearly(y2010=1, y2011=2, y2012=3)
    found = Facts(days={"deaths in Mali": days}).judge("deaths in Mali rise in each year before 2013")
    assert (found.verdict, found.why) == (HOLDS, "1 → 2 → 3")
    assert found.notes == ("counted from 1 January 2010 on, where made begins",)


def test_a_trend_without_an_end_goes_to_the_last_whole_period() -> None:
    days = yearly(y2018=1, y2019=2, y2020=3, y2021=4)
    found = Facts(days={"deaths in Mali": days}, as_of=date(2022, 6, 30)).judge(
        "deaths in Mali rise in each year since 2019"
    )
    assert (found.verdict, found.why) == (HOLDS, "1 → 2 → 3 → 4")
    assert found.notes == ("looked at up to 31 December 2021, the end of the last whole year",)


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("deaths in Mali in 2015 fall for the 3rd year in a row", HOLDS, 3),
        ("deaths in Mali in 2015 fall for the 2nd year in a row", FAILS, 3),
        ("deaths in Mali in 2015 fall for the 4th year in a row", FAILS, 3),
        ("deaths in Mali in 2015 rise for the 1st year in a row", FAILS, 0),
        ("deaths in Mali in 2013 fall for the 1st year in a row", HOLDS, 1),
        ("deaths in Mali in 2020 rise for the 4th year in a row", HOLDS, 4),  # 2016 equals 2015
        ("deaths in Mali in 2023 fall for the 1st year in a row", UNVERIFIABLE, None),
    ],
)
def test_streak(text: str, verdict: Verdict, computed: float | None) -> None:
    found = judge(text)
    assert found[:2] == (verdict, computed), found


@pytest.mark.parametrize(
    ("nth", "verdict"), [("1st", FAILS), ("2nd", UNVERIFIABLE), ("3rd", UNVERIFIABLE), ("9th", UNVERIFIABLE)]
)
def test_a_streak_that_reaches_the_first_figure_may_be_longer(nth: str, verdict: Verdict) -> None:
    days = yearly(y2010=9, y2011=8, y2012=7, y2013=7)
    assert judge(f"deaths in Mali in 2012 fall for the {nth} year in a row", days)[0] is verdict


def test_a_streak_that_reaches_a_gap_may_be_longer() -> None:
    assert judge("deaths in Mali in 2016 fall for the 3rd year in a row", **GAP_2014)[0] is FAILS
    fall = yearly(y2012=9, y2013=8, y2014=7, y2015=6, y2016=5, y2017=4)
    assert judge("deaths in Mali in 2017 fall for the 3rd year in a row", fall, **GAP_2014)[0] is UNVERIFIABLE
    assert judge("deaths in Mali in 2017 fall for the 2nd year in a row", fall, **GAP_2014)[0] is UNVERIFIABLE
    assert judge("deaths in Mali in 2017 fall for the 1st year in a row", fall, **GAP_2014)[0] is FAILS


def test_a_streak_of_days_looks_back_a_year_and_no_further() -> None:
    made = Facts(days={"deaths in Mali": {date(2022, 5, 4): 1, date(2022, 5, 5): 2}})
    assert made.judge("deaths in Mali on 5 May 2022 rise for the 2nd day in a row").verdict is HOLDS
    assert len(made.asked[0].periods) == 401


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("attacks on civilians in Mali first occur in 2014", HOLDS, 2014),
        # the data begin in 2010: whether there was one before cannot be told
        ("attacks on civilians in Mali first occur from 2010 to 2014", UNVERIFIABLE, None),
        ("attacks on civilians in Mali first occur from 2005 to 2014", UNVERIFIABLE, None),
        ("attacks on civilians in Mali first occur in 2015", FAILS, 2014),
        ("attacks on civilians in Mali first occur in 2013", FAILS, 2014),
        ("attacks on civilians in Mali first occur in March 2014", HOLDS, 2014),
        ("attacks on civilians in Mali first occur on 5 March 2014", HOLDS, 2014),
        ("attacks on civilians in Mali first occur on 6 March 2014", FAILS, 2014),
        ("attacks on civilians in Mali first occur on 1 December 2014", FAILS, 2014),
        ("attacks on civilians in Mali first occur from 2013 to 2014", HOLDS, 2014),
        ("attacks on civilians in Mali first occur before 2015", HOLDS, 2014),
        ("attacks on civilians in Mali first occur since 2014", HOLDS, 2014),
        ("attacks on civilians in Mali first occur since 2015", FAILS, 2014),
        ("attacks on civilians in Mali first occur in 2023", UNVERIFIABLE, None),
        ("attacks on civilians in Mali first occur in 2005", UNVERIFIABLE, None),
        ("attacks on civilians in Mali last occur in 2022", HOLDS, 2022),
        ("attacks on civilians in Mali last occur in February 2022", HOLDS, 2022),
        ("attacks on civilians in Mali last occur in March 2022", FAILS, 2022),
        ("attacks on civilians in Mali last occur in January 2022", FAILS, 2022),
        ("attacks on civilians in Mali last occur since 2022", HOLDS, 2022),
        ("attacks on civilians in Mali last occur before 2022", FAILS, 2022),
        ("deaths in Niger first occur in 2022", FAILS, None),
    ],
)
def test_occurrence(text: str, verdict: Verdict, computed: float | None) -> None:
    days: dict[date, Number] = {date(2014, 3, 5): 0, date(2014, 12, 1): 3, date(2022, 2, 1): 1}
    found = judge(text, days)
    assert found[:2] == (verdict, computed), found


def test_the_last_event_of_data_that_end_in_mid_year_counts() -> None:
    days: dict[date, Number] = {date(2014, 3, 5): 1, date(2022, 2, 1): 1}
    made = {"of": dataset(end=date(2022, 6, 30))}
    assert judge("attacks on civilians in Mali last occur in 2014", days, **made)[:2] == (FAILS, 2022)
    assert judge("attacks on civilians in Mali last occur in 2022", days, **made)[:2] == (HOLDS, 2022)
    assert judge("attacks on civilians in Mali last occur in 2022", days, as_of=date(2022, 1, 31))[0] is UNVERIFIABLE
    assert judge("attacks on civilians in Mali first occur in 2022", days, **made)[0] is FAILS


def test_the_first_deaths_are_those_of_an_event_with_deaths() -> None:
    days: dict[date, Number] = {date(2014, 3, 5): 0, date(2015, 12, 1): 3}
    assert judge("deaths in Mali first occur in 2015", days)[:2] == (HOLDS, 2015)
    assert judge("attacks on civilians in Mali first occur in 2014", days)[:2] == (HOLDS, 2014)


def test_first_and_last_say_how_far_they_looked() -> None:
    made = Facts(days={"deaths in Mali": monthly(2014, 1)}, as_of=date(2020, 1, 1))
    first = made.judge("deaths in Mali first occur in 2014")
    last = made.judge("deaths in Mali last occur in 2014")
    assert first.notes == ("compared with what made holds, from 1 January 2010 on",)
    assert last.notes == ("looked at up to 1 January 2020",)
