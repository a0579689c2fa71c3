"""Variants, several assertions and several datasets put together, and which data an open question needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.asking import parsed, vocabulary
from tests.support.made_up import dataset

from onrecord.checks.amounts import Estimate, Scope
from onrecord.checks.judgement import Judgement
from onrecord.checks.statistic import BEST, Trial, Tried, combine, needed_data, outcome, trials
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dates import Period
from onrecord.model.dossier import Statement
from onrecord.model.figure import Clock, Figure, Outcome, Side, Verdict
from onrecord.model.finding import Span
from onrecord.model.reading import Amount, Measure, Quantity

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
AS_OF = date(2023, 1, 1)
STATEMENT = Statement("s", "A sentence.", "A sentence.", Span("claims/a.md", 3))


def names(text: str, of: Dataset) -> list[str]:
    return [trial.name for trial in trials(parsed(text, ("peacekeepers",)), of, AS_OF, vocabulary())]


ESTIMATES = ["low estimate", "high estimate"]
EVENTS = ["without imprecise events", "events by last day"]


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("deaths in Mali in 2020 are 5", [*ESTIMATES, *EVENTS]),
        ("events in Mali in 2020 are 5", EVENTS),
        ("events in Mali in 2020 are 5; and deaths in Mali in 2020 are 5", [*ESTIMATES, *EVENTS]),
        ("events in Mali in 2020 exceed deaths in Mali in 2019", [*ESTIMATES, *EVENTS]),
        ("deaths by Boko Haram in Mali in 2020 are 5", [*ESTIMATES, "actor on either side", *EVENTS]),
        ("attacks on civilians involving Boko Haram in 2020 are 5", ["perpetrator only", *EVENTS]),
        ("clashes involving Boko Haram in 2020 are 5", EVENTS),
        ("events involving Boko Haram in 2020 are 5", EVENTS),
    ],
)  # fmt: skip
def test_which_variants_are_tried(text: str, variants: list[str]) -> None:
    assert names(text, dataset()) == [BEST, *variants]


def test_variants_that_the_data_cannot_tell_are_not_tried() -> None:
    assert names("deaths in Mali in 2020 are 5", dataset(has=frozenset({"deaths"}))) == [BEST]
    assert names("deaths in Mali in 2020 are 5", dataset(Family.SERIES, has=frozenset({"estimates"}))) == [
        BEST,
        *ESTIMATES,
    ]


def test_a_variant_changes_one_thing() -> None:
    found = {
        t.name: t.scope for t in trials(parsed("deaths by Boko Haram in 2020 are 5"), dataset(), AS_OF, vocabulary())
    }
    main = found[BEST]
    assert found["low estimate"] == replace(main, estimate=Estimate.LOW)
    assert found["high estimate"] == replace(main, estimate=Estimate.HIGH)
    assert found["actor on either side"] == replace(main, side=Side.EITHER)
    assert found["without imprecise events"] == replace(main, precise=True)
    assert found["events by last day"] == replace(main, clock=Clock.END)


# Several assertions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([HOLDS, HOLDS], HOLDS),
        ([HOLDS, FAILS], FAILS),
        ([UNVERIFIABLE, FAILS], FAILS),
        ([FAILS, UNVERIFIABLE], FAILS),
        ([HOLDS, UNVERIFIABLE], UNVERIFIABLE),
        ([UNVERIFIABLE, UNVERIFIABLE], UNVERIFIABLE),
    ],
)
def test_several_assertions(parts: list[Verdict], verdict: Verdict) -> None:
    found = combine([Judgement(one, f"why {i}", float(i)) for i, one in enumerate(parts)])
    assert found.verdict is verdict
    assert found.computed == 0
    assert found.why == "; ".join(f"why {i}" for i, one in enumerate(parts) if one is verdict)


# Outcomes -----------------------------------------------------------------------------------------------------------

READING = parsed("deaths in Mali in 2020 are 5")


def tried(of: Dataset, **verdicts: Verdict) -> list[Tried]:
    scope = Scope(of, AS_OF)
    found = [("best estimate", verdicts.pop("best"))]
    found += [(name.replace("_", " "), verdict) for name, verdict in verdicts.items()]
    return [Tried(Trial(name, scope), Judgement(one, f"{of.id} {name}", 5.0)) for name, one in found]


def put_together(*of: list[Tried]) -> Outcome:
    return outcome(STATEMENT, READING, "canonical", of, lambda amount: "deaths", "better data")


def test_the_first_dataset_that_can_answer_decides_and_the_others_are_variants() -> None:
    first, second, third = (replace(dataset(), spec=replace(dataset().spec, id=name)) for name in ("a", "b", "c"))
    found = put_together(
        tried(first, best=UNVERIFIABLE, low=HOLDS),
        tried(second, best=HOLDS, low=FAILS, high=HOLDS, precise=UNVERIFIABLE),
        tried(third, best=FAILS, low=HOLDS),
    )
    assert (found.verdict, found.dataset, found.why) == (HOLDS, "b", "b best estimate")
    assert [(v.name, v.verdict) for v in found.robustness] == [
        ("best estimate", HOLDS),
        ("low", FAILS),
        ("high", HOLDS),
        ("in c", FAILS),
    ]
    (finding,) = found.findings
    assert finding.code == "OR206"
    assert finding.message == "holds in 2 of 4; not with: low, in c"


def test_a_later_dataset_does_not_refute_what_holds_in_an_earlier_one() -> None:
    first, second = (replace(dataset(), spec=replace(dataset().spec, id=name)) for name in ("a", "b"))

    def both(of: Dataset, *verdicts: Verdict) -> list[Tried]:
        parts = [Judgement(verdict, f"{of.id} {number}") for number, verdict in enumerate(verdicts)]
        return [Tried(Trial(BEST, Scope(of, AS_OF)), combine(parts))]

    torn = put_together(both(first, HOLDS, UNVERIFIABLE), both(second, FAILS, UNVERIFIABLE))
    assert (torn.verdict, torn.why) == (UNVERIFIABLE, "a 1")
    assert put_together(both(first, HOLDS, UNVERIFIABLE), both(second, UNVERIFIABLE, FAILS)).verdict is FAILS
    assert put_together(both(first, FAILS, UNVERIFIABLE), both(second, HOLDS, HOLDS)).verdict is FAILS


def test_a_failing_statement_and_one_that_nothing_can_settle() -> None:
    failing = put_together(tried(dataset(), best=FAILS, low=HOLDS))
    assert (failing.verdict, [f.code for f in failing.findings]) == (FAILS, ["OR204"])
    open_ = put_together(tried(dataset(), best=UNVERIFIABLE), tried(dataset(), best=UNVERIFIABLE))
    assert (open_.verdict, open_.why, open_.needs) == (UNVERIFIABLE, "made best estimate", "better data")
    assert [f.code for f in open_.findings] == ["OR203"]
    nothing = put_together()
    assert (nothing.verdict, nothing.why) == (UNVERIFIABLE, "the dossier names no data")


def test_a_statement_that_holds_whatever_is_tried_has_no_finding() -> None:
    assert put_together(tried(dataset(), best=HOLDS, low=HOLDS)).findings == ()


def test_deaths_of_events_that_straddle_a_period_are_pointed_out() -> None:
    amount = Amount(Measure(Quantity.DEATHS), Period(date(2020, 1, 1), date(2020, 12, 31)))
    used = ((amount, Figure(amount.period, 200.0, straddling=20.0)),)
    one = Tried(Trial(BEST, Scope(dataset(), AS_OF)), Judgement(HOLDS, "why", used=used))
    assert put_together([one]).notes == (
        "events that straddle the edge of the period have 20, 10 percent of the 200 counted by first day",
    )


@pytest.mark.parametrize(
    ("asserted", "computed", "given"),
    [
        (70.0, 24.26, "the sentence says 70 percent, the data give 24.3 percent"),
        (80.0, 74.99, "the sentence says 80 percent, the data give 74.99 percent"),
        (80.0, 74.996, "the sentence says 80 percent, the data give 74.996 percent"),
        (70.0, 75.0, "the sentence says 70 percent, the data give 75 percent"),
        (70.0, 70.0, "why"),  # a rise where a fall is stated
        (70.0, -20.0, "why"),
    ],
)
def test_the_message_of_a_failure_never_contradicts_itself(asserted: float, computed: float, given: str) -> None:
    failing = Judgement(FAILS, "why", computed, asserted, "percent")
    outcome = put_together([Tried(Trial(BEST, Scope(dataset(), AS_OF)), failing)])
    assert [f.message for f in outcome.findings] == [given]


# Needed data --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("deaths in Mali in 2020 are 5", "event data or a series for Mali, P (UCDP GED and ACLED hold such data)"),
        ("deaths in 2020 are 5", "event data or a series for the world, P (UCDP GED and ACLED hold such data)"),
        ("deaths by Boko Haram in Nigeria in 2020 are 5",
         "event data that name actors and kinds of violence for Nigeria, P (UCDP GED and ACLED hold such data)"),
        ('clashes in "Kidal" in Mali in 2020 exceed those in Niger',
         "event data that name kinds of violence and places below the country for Mali, Niger, P "
         "(UCDP GED and ACLED hold such data)"),
        ("actors with events in Mali in 2020 are 5",
         "event data that name actors for Mali, P (UCDP GED and ACLED hold such data)"),
        ("peacekeepers in Mali in 2020 are 5", "a series of peacekeepers, P"),
    ],
)  # fmt: skip
def test_which_data_could_settle_it(text: str, needed: str) -> None:
    assert needed_data(parsed(text, ("peacekeepers",)), vocabulary(), "P") == needed
