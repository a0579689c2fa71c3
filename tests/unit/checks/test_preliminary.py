"""Decreases that rest on months which usually still grow are warned of; rises are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.asking import parsed
from tests.support.made_up import Facts, dataset, monthly

from onrecord.checks.amounts import Scope
from onrecord.checks.outcomes import outcome
from onrecord.checks.preliminary import note_of, preliminary_months
from onrecord.checks.statistic import BEST, Trial, Tried
from onrecord.model.dates import Period
from onrecord.model.dossier import Statement
from onrecord.model.figure import Outcome
from onrecord.model.finding import Severity, Span
from onrecord.model.lag import Basis, Lag, lag_text, months_text

DECLARED = Lag(Basis.DECLARED, 2)
AS_OF = date(2030, 1, 1)


def months(text: str, lag: Lag = DECLARED) -> str:
    scope = Scope(replace(dataset(), lag=lag), AS_OF)
    found = preliminary_months(parsed(text, ("peacekeepers",)).parts[0], scope)
    return months_text(found) if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "deaths in Mali in December 2022 fall from November 2022",
        "deaths in Mali in 2022 fall by 20 percent from 2021",
        "deaths in Mali in December 2022 are below those in October 2022",
        "deaths in Mali in December 2022 do not exceed those in October 2022",
        "deaths in Mali in October 2022 exceed those in December 2022",
        "deaths in Mali in 2022 are the lowest of any year on record",
        "deaths in Mali fall in each year from 2020 to 2022",
        "deaths in Mali in 2022 fall for the 2nd year in a row",
        "deaths in Mali in December 2022 are fewer than 20",
        "events in Mali in December 2022 are 0",
        "attacks on civilians in Mali last occur in October 2022",
    ],
)
def test_a_decrease_rests_on_the_preliminary_months_of_its_later_period(text: str) -> None:
    assert months(text) in ("in December 2022", "from November 2022 to December 2022")


@pytest.mark.parametrize(
    "text",
    [
        "deaths in Mali in December 2022 rise from November 2022",
        "deaths in Mali in December 2022 exceed those in October 2022",
        "deaths in Mali in 2021 are below those in 2022",
        "deaths in Mali in December 2022 are below deaths in Niger in December 2022",
        "deaths in Mali in 2022 are the highest of any year on record",
        "deaths in Mali in October 2022 fall from September 2022",
        "deaths in Mali in December 2022 are 20",
        "deaths in Mali in December 2022 are more than 20",
    ],
)
def test_a_rise_and_what_is_settled_are_not_warned_of(text: str) -> None:
    assert months(text) == ""


def judged(text: str, lag: Lag | None = DECLARED) -> Outcome:
    of = replace(dataset(), lag=lag)
    facts = Facts(of, AS_OF, {"deaths in Mali": monthly(2022, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 5)})
    tried = Tried(Trial(BEST, Scope(of, AS_OF)), facts.judge(text))
    statement = Statement("s", "A sentence.", "A sentence.", Span("claims/a.md", 3))
    return outcome(statement, parsed(text), text, [[tried]], lambda amount: "deaths", "data")


def test_what_holds_on_preliminary_months_is_a_warning_that_names_them_the_lag_and_its_source() -> None:
    text = "deaths in Mali in December 2022 fall from October 2022"
    found = judged(text)
    (warning,) = found.findings
    assert (warning.code, warning.severity, warning.statement) == ("OR210", Severity.WARNING, "s")
    assert warning.message == (
        "it rests on preliminary months, in December 2022: the last 2 months of made usually still grow, as "
        "dossier.toml says"
    )
    assert warning.message in found.notes
    assert not judged(text, None).findings
    assert not judged(text, Lag(Basis.DECLARED, 0)).findings
    # That more will be found makes what fails no truer.
    failing = judged("deaths in Mali in December 2022 fall by 90 percent from October 2022")
    assert [one.code for one in failing.findings] == ["OR204"]


def test_where_the_lag_is_from_is_told() -> None:
    december = Period.of_month(2022, 12)
    learned = note_of(december, "made", Lag(Basis.LEARNED, 1, 3))
    assert learned.endswith("the last month of made usually still grows, learned from 3 comparisons of its snapshots")
    assert "made is a candidate release" in note_of(december, "made", Lag(Basis.CANDIDATE))
    assert months("deaths in Mali in March 2012 fall from March 2011", Lag(Basis.CANDIDATE)) == "in March 2012"
    assert lag_text(Lag(Basis.LEARNED, 0, 1)).startswith("no month at its end usually still grows, learned from 1 comp")


def test_the_last_months_are_counted_from_the_end_of_the_data() -> None:
    lag = Lag(Basis.DECLARED, 3)
    assert lag.since(date(2022, 6, 15)) == date(2022, 4, 1)
    assert lag.since(date(2022, 1, 31)) == date(2021, 11, 1)
    assert lag.months_in(Period(date(2022, 3, 1), date(2022, 4, 2)), date(2022, 6, 30)) == Period(
        date(2022, 4, 1), date(2022, 4, 2)
    )
    assert lag.months_in(Period.of_month(2022, 3), date(2022, 6, 30)) is None
