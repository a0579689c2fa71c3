"""Level, change, comparison and share, on figures made up for each case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.made_up import Facts, Number, dataset, monthly, yearly

from onrecord.checks.amounts import Estimate
from onrecord.model.dataset import Aggregate, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Verdict

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
MALI = yearly(y2018=100, y2019=200, y2020=500, y2021=0)
NIGER = yearly(y2018=100, y2019=50, y2020=0, y2021=0)


def facts(**changes: object) -> Facts:
    days: dict[str, dict[date, Number]] = {
        "deaths in Mali": MALI,
        "deaths in Niger": NIGER,
        "deaths in attacks on civilians in Mali": yearly(y2019=150, y2020=600),
        "events in Mali": yearly(y2018=10, y2019=20),
    }
    return Facts(days=days, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        # level
        ("deaths in Mali in 2019 are 200", HOLDS, 200),
        ("deaths in Mali in 2019 are 201", FAILS, 200),
        ("deaths in Mali in 2019 are about 210", HOLDS, 200),
        ("deaths in Mali in 2021 are 0", HOLDS, 0),
        ("deaths in Mali in 2019 are 0", FAILS, 200),
        ("deaths in Mali in 2023 are 5", UNVERIFIABLE, None),
        ("deaths in Mali in 2009 are 0", UNVERIFIABLE, None),
        ("deaths in Mali from 2009 to 2011 are 0", UNVERIFIABLE, None),
        ("deaths in Mali before 2019 are 100", HOLDS, 100),
        ("deaths in Mali before 2005 are 0", UNVERIFIABLE, None),
        ("deaths in Mali since 2020 are 500", HOLDS, 500),
        ("deaths in Mali on record are 800", HOLDS, 800),
        # change
        ("deaths in Mali in 2019 rise from 2018", HOLDS, 100),
        ("deaths in Mali in 2019 fall from 2018", FAILS, 100),
        ("deaths in Niger in 2021 rise from 2020", FAILS, None),
        ("deaths in Niger in 2021 fall from 2020", FAILS, None),
        ("deaths in Mali in 2019 rise by 100 percent from 2018", HOLDS, 100),
        ("deaths in Mali in 2019 fall by 100 percent from 2018", FAILS, 100),
        ("deaths in Niger in 2019 fall by half from 2018", HOLDS, -50),
        ("deaths in Niger in 2019 fall by 50 from 2018", HOLDS, -50),
        ("deaths in Niger in 2019 halve from 2018", HOLDS, 0.5),
        ("deaths in Mali in 2019 double from 2018", HOLDS, 2),
        ("deaths in Mali in 2019 more than double from 2018", FAILS, 2),
        ("deaths in Mali in 2020 rise 5-fold from 2018", HOLDS, 5),
        ("deaths in Mali in 2021 fall by 100 percent from 2020", HOLDS, -100),
        ("deaths in Niger in 2021 rise by 20 percent from 2020", FAILS, None),
        ("deaths in Mali in 2018 rise by 20 percent from 2017", UNVERIFIABLE, None),
        ("deaths in Mali in 2018 fall by 20 percent from 2017", FAILS, None),
        ("deaths in Mali in 2018 rise by 100 from 2017", HOLDS, 100),
        ("deaths in Mali in 2023 rise from 2022", UNVERIFIABLE, None),
        ("deaths in Mali in 2010 rise from 2009", UNVERIFIABLE, None),
        # comparison
        ("deaths in Mali in 2019 exceed those in Niger", HOLDS, 200),
        ("deaths in Mali in 2018 exceed those in Niger", FAILS, 100),
        ("deaths in Mali in 2018 are below those in Niger", FAILS, 100),
        ("deaths in Mali in 2018 equal those in Niger", HOLDS, 100),
        ("deaths in Mali in 2019 equal those in Niger", FAILS, 200),
        ("deaths in Mali in 2019 exceed those in Niger by 300 percent", HOLDS, 300),
        ("deaths in Mali in 2019 are below those in Niger by 300 percent", FAILS, 300),
        ("deaths in Niger in 2019 are below those in Mali by 75 percent", HOLDS, -75),
        ("deaths in Mali in 2019 exceed those in Niger by 150", HOLDS, 150),
        ("deaths in Mali in 2019 are 4 times those in Niger", HOLDS, 4),
        ("deaths in Niger in 2019 are a quarter of those in Mali", HOLDS, 0.25),
        ("deaths in Mali in 2020 are 4 times those in Niger", UNVERIFIABLE, None),
        ("deaths in Mali in 2020 exceed those in Niger by 20 percent", UNVERIFIABLE, None),
        ("deaths in Mali in 2021 exceed those in Niger by 20 percent", FAILS, None),
        ("deaths in Mali in 2019 exceed those in 2023", UNVERIFIABLE, None),
        # share
        ("deaths in attacks on civilians in Mali in 2019 make up 75 percent of deaths in Mali in 2019", HOLDS, 75),
        ("deaths in attacks on civilians in Mali in 2019 make up half of deaths in Mali in 2019", FAILS, 75),
        ("deaths in attacks on civilians in Mali in 2020 make up more than half of deaths in Mali in 2020",
         UNVERIFIABLE, 120),
        ("deaths in attacks on civilians in Mali in 2021 make up 0 percent of deaths in Mali in 2021",
         UNVERIFIABLE, None),
        ("deaths in attacks on civilians in Mali in 2018 make up 0 percent of deaths in Mali in 2018", HOLDS, 0),
        ("deaths in Mali in 2019 make up 25 percent of deaths in Mali on record", HOLDS, 25),
    ],
)  # fmt: skip
def test_verdict(text: str, verdict: Verdict, computed: float | None) -> None:
    found = facts().judge(text)
    assert (found.verdict, found.computed) == (verdict, computed and pytest.approx(computed)), found.why
    assert found.why


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("deaths per month in Mali in 2020 are 3", HOLDS, 36 / 12),
        ("deaths per day in Mali in February 2020 are 0.1", HOLDS, 3 / 29),
        ("deaths per week in Mali from 3 February 2020 to 16 February 2020 are 1.5", HOLDS, 1.5),
        ("deaths per month in Mali from 15 January 2020 to 14 March 2020 are 3", HOLDS, 3.0),
        ("deaths per year in Mali from 1 March 2020 to 28 February 2021 are 30", HOLDS, 30),
        ("deaths per 2 months in Mali in 2020 are 6", HOLDS, 6),
        ("days between deaths in Mali in 2020 are 10.2", HOLDS, 366 / 36),
        ("days between deaths in Mali in 2021 are 10", UNVERIFIABLE, None),
        ("deaths per 100,000 people in Mali in 2020 are 1.8", HOLDS, 1.8),
        ("deaths per 100,000 people in Niger in 2020 are 1.8", UNVERIFIABLE, None),
        ("deaths per month in Mali in 2020 exceed those in January 2021", HOLDS, 3.0),
    ],
)
def test_rates(text: str, verdict: Verdict, computed: float | None) -> None:
    found = Facts(days={"deaths in Mali": monthly(2020, *[3] * 12)}, people={"deaths in Mali": 2_000_000}).judge(text)
    assert (found.verdict, found.computed) == (verdict, computed and pytest.approx(computed)), found.why


def test_equal_rates_are_equal_however_they_were_divided() -> None:
    days: dict[date, Number] = {date(2020, 2, 1): 29, date(2020, 3, 1): 31}
    found = Facts(days={"deaths in Mali": days}).judge(
        "deaths per hour in Mali in February 2020 equal those in March 2020"
    )
    assert found.verdict is HOLDS


# Projections --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("deaths in Mali in 2021 projected from January to June 2021 are 121", HOLDS, 60 * 365 / 181),
        ("deaths in Mali in 2021 projected from January to June 2021 exceed those in 2020", HOLDS, 60 * 365 / 181),
        ("deaths in Mali in 2021 projected from January to June 2021 double from 2020", HOLDS, 60 * 365 / 181 / 60),
        ("deaths in Mali in 2021 projected from January to July 2021 are 121", UNVERIFIABLE, None),
        ("deaths in Mali in 2021 are 60", UNVERIFIABLE, None),
    ],
)
def test_a_projection_looks_at_its_part_only(text: str, verdict: Verdict, computed: float | None) -> None:
    days = {**monthly(2020, *[5] * 12), **monthly(2021, *[10] * 6)}
    found = Facts(days={"deaths in Mali": days}, as_of=date(2021, 7, 15)).judge(text)
    assert (found.verdict, found.computed) == (verdict, computed and pytest.approx(computed)), found.why


def test_what_is_no_sum_is_neither_projected_nor_divided_by_days() -> None:
    series = dataset(Family.SERIES, aggregate=Aggregate.MEAN)
    troops = Facts(series, days={"peacekeepers in Mali": yearly(y2020=15_000)})
    assert troops.judge("peacekeepers in Mali in 2020 are 15,000").verdict is HOLDS
    for text in (
        "peacekeepers per month in Mali in 2020 are 1,250",
        "peacekeepers in Mali in 2020 projected from July to December 2020 are 30,000",
    ):
        assert troops.judge(text).verdict is UNVERIFIABLE


# Estimates, notes and wording ---------------------------------------------------------------------------------------


def test_low_is_compared_with_low_and_high_with_high() -> None:
    days = {"deaths in Mali": yearly(y2019=(10, 20, 100), y2020=(15, 18, 90))}
    text = "deaths in Mali in 2020 exceed those in 2019"
    found = {
        estimate: Facts(days=days).judge(text, lambda scope, e=estimate: replace(scope, estimate=e)).verdict  # type: ignore[misc]
        for estimate in Estimate
    }
    assert found == {Estimate.LOW: HOLDS, Estimate.BEST: FAILS, Estimate.HIGH: FAILS}


def test_events_are_counted_and_have_no_low_estimate_of_their_own() -> None:
    text = "events in Mali in 2019 are 20; and deaths in Mali in 2019 are 200"
    assert facts().judge(text, lambda scope: replace(scope, estimate=Estimate.LOW)).verdict is HOLDS


def test_civilian_deaths_without_bounds_have_no_low_estimate() -> None:
    made = Facts(days={"civilian deaths in Mali": yearly(y2019=5)})
    found = made.judge("civilian deaths in Mali in 2019 are 5", lambda scope: replace(scope, estimate=Estimate.LOW))
    assert (found.verdict, found.why) == (UNVERIFIABLE, "made gives no low estimate")


def test_where_open_ends_were_closed_is_said() -> None:
    assert facts().judge("deaths in Mali before 2019 are 100").notes == (
        "counted from 1 January 2010 on, where made begins",
    )
    assert facts().judge("deaths in Mali since 2020 are 500").notes == (
        "counted up to 31 December 2022, where made ends",
    )
    early = facts(as_of=date(2020, 12, 31)).judge("deaths in Mali since 2020 are 500")
    assert early.notes == ("counted up to 31 December 2020, the dossier's date",)


def test_periods_of_different_length_are_pointed_out() -> None:
    found = facts().judge("deaths in Mali from July to September 2019 are below those in 2020")
    assert found.notes == ("the periods differ in length: 92 days beside 366 days",)
    assert facts().judge("deaths in Mali in 2019 are below those in 2020").notes == ()
    assert facts().judge("deaths per day in Mali in July 2019 exceed those in 2018").notes == ()


def test_a_number_is_shown_with_the_digits_that_its_verdict_turns_on() -> None:
    made = Facts(days={"deaths in Mali": yearly(y2019=649_999, y2018=1_000_000)})
    found = made.judge("deaths in Mali in 2019 fall to between 0.65 and 0.75 times from 2018")
    assert found.verdict is FAILS
    assert found.why.startswith("it fell from 1,000,000 to 649,999 (to 0.649999 times)")


def test_the_sentence_why() -> None:
    found = facts().judge("deaths in Mali in 2019 rise by 78 percent from 2018")
    assert found.why == "it rose from 100 to 200 (by 100 percent), where a rise by 78 percent is stated"
    assert found.tolerance == "77.5 to under 78.5 percent"
    assert (found.asserted, found.unit) == (78, "percent")


# A form asks once; missing periods ----------------------------------------------------------------------------------


def test_one_missing_part_of_a_conjunction() -> None:
    both = "deaths in Mali in 2019 are {n}; and deaths in Mali in 2023 are 5"
    assert facts().judge(both.format(n=200)).verdict is UNVERIFIABLE
    assert facts().judge(both.format(n=300)).verdict is FAILS


def test_a_conjunction_reports_the_number_of_its_first_part_and_the_reason_of_the_part_that_decides() -> None:
    found = facts().judge("deaths in Mali in 2019 are 200; and deaths in Niger in 2019 are 60")
    assert (found.verdict, found.computed, found.asserted) == (FAILS, 200, 200)
    assert found.why == "the data give 50, where 60 is stated"
    assert len(found.used) == 2


def test_a_gap_in_the_data() -> None:
    made = facts(gaps=(Period(date(2019, 3, 1), date(2019, 3, 31)),))
    assert made.judge("deaths in Mali in 2019 are 200").verdict is UNVERIFIABLE
    assert made.judge("deaths in Mali in 2018 are 100").verdict is HOLDS


def test_a_fall_is_told_without_a_sign() -> None:
    made = Facts(days={"deaths in Mali": yearly(y2018=1000, y2019=716, y2020=716)})
    assert made.judge("deaths in Mali in 2019 fall by 40 percent from 2018").why == (
        "it fell from 1,000 to 716 (by 28.4 percent), where a fall by 40 percent is stated"
    )
    assert made.judge("deaths in Mali in 2019 rise from 2018").why == "it fell from 1,000 to 716 (by 28.4 percent)"
    assert made.judge("deaths in Mali in 2019 fall by 100 from 2018").why == (
        "it fell from 1,000 to 716 (by 284), where a fall by 100 is stated"
    )
    assert made.judge("deaths in Mali in 2020 fall by 40 percent from 2019").why == (
        "it did not change from 716 to 716, where a fall by 40 percent is stated"
    )
