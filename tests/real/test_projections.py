"""Projections on the real files, and the back-test on the example's series."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.asking import ask, ask_all

from onrecord.model.figure import Method, Verdict

ROOT = Path(__file__).parents[2]
MONTHS = "ucdp/country-month-2010-2024.csv"
EVENTS = "ucdp/ged211-precise.parquet"


def test_the_pace_of_the_first_half_of_2022_in_mali_and_what_came() -> None:
    found = ask(
        MONTHS, "deaths in Mali in 2022 projected from January to June 2022 are more than 3 times those in 2021"
    )
    (projection,) = found.projections
    assert found.verdict is Verdict.HOLDS
    assert [one.verdict for one in projection.estimates] == [Verdict.HOLDS, Verdict.FAILS, Verdict.HOLDS]
    days, season, counts = projection.estimates
    assert (days.best, season.best) == (pytest.approx(2438 * 365 / 181), pytest.approx(2438 * 7938 / 5171))
    assert counts.low and counts.high and counts.low < 3650 < counts.high
    assert projection.came == 3650
    assert any(note.startswith("by days elapsed it holds; by earlier years' shares (3,743)") for note in found.notes)


def test_history_is_what_the_file_holds_and_15_years_at_most() -> None:
    text = "deaths in Mali in 2015 projected from January to September 2015 exceed those in 2014"
    (monthly,), (events,) = (ask(name, text).projections for name in (MONTHS, EVENTS))
    assert (monthly.years, events.years) == (5, 15)
    assert all(one.best for one in (*monthly.estimates, *events.estimates))


def test_a_quiet_country_is_foreseen_to_stay_quiet_and_a_new_war_is_weak() -> None:
    quiet, war = ask_all(
        MONTHS,
        [
            "deaths in Portugal in 2020 projected from January to June 2020 are 0",
            "deaths in Ukraine in 2022 projected from January to March 2022 are more than 20,000",
        ],
    )
    assert [(one.best, one.high) for one in quiet.projections[0].estimates][2] == (0, 0)
    assert quiet.notes == ()
    assert war.projections[0].weak
    assert any("the projection is weak" in note for note in war.notes)


@pytest.mark.parametrize("part", ["1 January 2016 to 29 February 2016", "1 January 2016 to 17 April 2016"])
def test_a_part_of_days_is_counted_from_events(part: str) -> None:
    found = ask(EVENTS, f"deaths in Mali in 2016 projected from {part} are about 300")
    assert [one.method for one in found.projections[0].estimates] == list(Method)
    assert all(one.best is not None for one in found.projections[0].estimates)


def test_the_back_test_runs_and_ends_in_one_line_of_figures() -> None:
    data = ROOT / "examples" / "mali-2022" / "data" / "deaths-monthly.csv"
    command = [sys.executable, str(ROOT / "benchmarks" / "projection.py"), "--data", str(data)]
    done = subprocess.run([*command, "--last", "2018"], capture_output=True, text=True, check=True)
    last = done.stdout.splitlines()[-1]
    assert last.startswith("FIGURE ")
    figures = dict(one.split("=") for one in last.split()[1:])
    assert 0 <= float(figures["part100_6_counts_coverage"]) <= 1
    assert float(figures["all_9_days_median"]) >= 1
