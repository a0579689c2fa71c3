"""What a statement on a projected amount says beside its verdict, on figures made up for each case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.made_up import Facts, Number, dataset, monthly

from onrecord.checks.amounts import Estimate
from onrecord.checks.judgement import Judgement
from onrecord.checks.statistic import combine
from onrecord.model.dataset import Aggregate, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Method, Side, Verdict

HOLDS, FAILS = Verdict.HOLDS, Verdict.FAILS
LATE = (0, 0, 0, 0, 0, 10, 30, 30, 30, 30, 30, 30)
"""A year of 190, of which 10 by the end of June."""


def days(
    *now: Number, past: tuple[Number, ...] = LATE, odd: tuple[Number, ...] = (), first: int = 2010
) -> dict[date, Number]:
    """Months of 2018, and the years before it from ``first`` on, all alike or of two kinds in turn."""
    found: dict[date, Number] = {}
    for year in range(first, 2018):
        found |= monthly(year, *(past if year % 2 else odd or past))
    return found | monthly(2018, *now)


def judged(text: str, held: dict[date, Number], **changes: object) -> Judgement:
    return Facts(days={"deaths in Mali": held}, as_of=date(2018, 9, 30), **changes).judge(text)  # type: ignore[arg-type]


HALF = "deaths in Mali in 2018 projected from January to June 2018"


def test_all_three_estimates_stand_beside_the_verdict() -> None:
    found = judged(f"{HALF} are 40", days(0, 0, 0, 0, 0, 20))
    (projection,) = found.projections
    assert found.verdict is HOLDS  # by the sentence's own arithmetic: 20 x 365 / 181
    assert [one.method for one in projection.estimates] == list(Method)
    assert [one.verdict for one in projection.estimates] == [HOLDS, FAILS, FAILS]
    assert projection.estimates[1].best == pytest.approx(20 * 19)
    assert projection.years == 8
    assert projection.amount.projected_from is not None


def test_a_verdict_that_turns_is_told_in_one_note() -> None:
    found = judged(f"{HALF} are fewer than 60", days(0, 0, 0, 0, 0, 20))
    counts = found.projections[0].estimates[2].best
    assert counts is not None
    assert (
        f"by days elapsed it holds; by earlier years' shares (380) and by the count model ({counts:.0f}) it fails"
        in (found.notes)
    )


def test_a_verdict_that_stands_by_all_three_says_nothing() -> None:
    steady = days(20, 20, 20, 20, 20, 20, past=(20,) * 12)
    found = judged(f"{HALF} are about 240", steady)
    assert [one.verdict for one in found.projections[0].estimates] == [HOLDS] * 3
    assert found.notes == ()
    assert found.projections[0].weak == ""


@pytest.mark.parametrize(
    ("claim", "outside"),
    [
        ("are more than 2,000", True),
        ("are 2,000", True),
        ("are 241", False),  # exact, and inside the interval, though no step of it
        ("are more than 241", False),
        ("are fewer than 90", True),
        ("rise from 2017", False),
        ("fall by half from 2017", True),
        ("are the highest of any year on record", False),
        ("exceed those in 2017 by 100 percent", True),
    ],
)
def test_a_claim_that_no_figure_of_the_interval_makes_true_is_told(claim: str, outside: bool) -> None:
    steady = days(20, 20, 20, 20, 20, 20, past=(22,) * 6 + (18,) * 6, odd=(18,) * 6 + (22,) * 6)
    found = judged(f"{HALF} {claim}", steady)
    assert any("is true of no figure in the 80 percent interval" in note for note in found.notes) == outside


def test_a_weak_projection_says_why() -> None:
    leaps = (300, 0, 0, 900, 0, 0, 10, 0, 2000, 0, 0, 50)
    text = "deaths in Mali in 2018 projected from January to March 2018 are 400"
    assert any(note.startswith("the projection is weak: ") for note in judged(text, days(100, past=leaps)).notes)
    young = judged(text, days(100), of=dataset(start=date(2016, 1, 1)))
    assert "the projection is weak: there is no history to tell how far off it may be" in young.notes
    assert young.projections[0].years == 2
    assert [one.verdict for one in young.projections[0].estimates] == [HOLDS, None, None]


def test_history_reaches_back_to_the_first_year_that_is_not_whole() -> None:
    gap = Period(date(2012, 5, 1), date(2012, 5, 31))
    found = judged(f"{HALF} are 40", days(0, 0, 0, 0, 0, 20), gaps=(gap,))
    assert found.projections[0].years == 5


def test_a_part_that_ends_inside_a_month_is_cut_in_every_year_at_that_day() -> None:
    for end in ("28 February 2016", "29 February 2016", "16 June 2016"):
        facts = Facts(days={"deaths in Mali": days(5)})
        found = facts.judge(f"deaths in Mali in 2016 projected from 1 January 2016 to {end} are 40")
        (projection,) = found.projections
        assert projection.years == 6
        history = facts.asked[-1]
        assert len(history.periods) == 6 * (12 if "29" in end else 13) + (6 if "June" in end else 2) + 1


def test_what_came_is_told_only_where_the_dossier_s_date_lets_the_data_tell_it() -> None:
    held = {"deaths in Mali": days(0, 0, 0, 0, 0, 20, 7, 7, 7, 7, 7, 7)}
    for as_of, came in ((date(2018, 9, 30), None), (date(2018, 12, 30), None), (date(2018, 12, 31), 62)):
        (projection,) = Facts(days=held, as_of=as_of).judge(f"{HALF} are 40").projections
        assert projection.came == came
        assert projection.estimates == judged(f"{HALF} are 40", days(0, 0, 0, 0, 0, 20)).projections[0].estimates


def test_two_projections_are_estimated_and_replaced_together() -> None:
    held = {"deaths in Mali": days(0, 0, 0, 0, 0, 20), "deaths in Niger": days(10, past=(10,) * 12)}
    facts = Facts(days=held, as_of=date(2018, 9, 30))
    found = facts.judge(f"{HALF} are below those in Niger in 2018 projected from January to June 2018")
    assert len(found.projections) == 2
    assert found.verdict is FAILS
    same = facts.judge(f"{HALF} are 2 times those in Niger in 2018 projected from January to June 2018")
    assert same.verdict is HOLDS
    assert "by days elapsed it holds; by earlier years' shares and by the count model it fails" in same.notes


@pytest.mark.parametrize(
    "text",
    [
        "deaths in Mali from January to June 2018 projected from January to March 2018 are 40",
        "deaths in Mali in 2017 projected from July to December 2017 are 40",
        "deaths in Mali in 2017 are 190",
    ],
)
def test_other_periods_have_no_estimates(text: str) -> None:
    assert judged(text, days(20)).projections == ()


def test_variants_ask_the_same_and_estimate_nothing() -> None:
    facts = Facts(days={"deaths in Mali": days(0, 0, 0, 0, 0, 20)}, as_of=date(2018, 9, 30))
    for change in (Estimate.LOW, Estimate.HIGH):
        found = facts.judge(f"{HALF} are 40", lambda scope, e=change: replace(scope, estimate=e))  # type: ignore[misc]
        assert found.verdict is HOLDS
        assert found.projections == ()
    assert facts.judge(f"{HALF} are 40", lambda scope: replace(scope, side=Side.EITHER)).projections == ()


def test_what_is_no_sum_and_what_has_no_figure_has_no_estimates() -> None:
    troops = Facts(dataset(Family.SERIES, aggregate=Aggregate.MEAN), days={"peacekeepers in Mali": monthly(2018, 5)})
    assert troops.judge(HALF.replace("deaths", "peacekeepers") + " are 5").projections == ()
    missing = judged(f"{HALF} are 40", days(1), gaps=(Period(date(2018, 2, 1), date(2018, 2, 2)),))
    assert missing.verdict is Verdict.UNVERIFIABLE
    assert missing.projections == ()


def test_several_assertions_keep_each_projection_once_and_it_fails_if_one_fails() -> None:
    held = days(0, 0, 0, 0, 0, 20)
    holds, fails = judged(f"{HALF} are 40", held), judged(f"{HALF} are about 380", held)
    for parts in ([holds, fails], [fails, holds]):
        (projection,) = combine(parts).projections
        assert [one.verdict for one in projection.estimates] == [FAILS, FAILS, FAILS]
    assert combine([holds, holds]).projections == holds.projections
