"""The outcome of a statement: which dataset decides what, how firm it is, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.asking import parsed
from tests.support.made_up import dataset

from onrecord.checks.amounts import Scope
from onrecord.checks.judgement import Judgement
from onrecord.checks.outcomes import outcome
from onrecord.checks.statistic import BEST, Trial, Tried, combine
from onrecord.model.dataset import Dataset
from onrecord.model.dates import Period
from onrecord.model.dossier import Statement
from onrecord.model.figure import Figure, Outcome, Verdict
from onrecord.model.finding import Span
from onrecord.model.reading import Amount, Measure, Quantity

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
AS_OF = date(2023, 1, 1)
STATEMENT = Statement("s", "A sentence.", "A sentence.", Span("claims/a.md", 3))
READING = parsed("deaths in Mali in 2020 are 5")
TWO = parsed("deaths in Mali in 2020 are 5; and events in Mali in 2020 are 2")


def tried(of: Dataset, **verdicts: Verdict) -> list[Tried]:
    scope = Scope(of, AS_OF)
    found = [("best estimate", verdicts.pop("best"))]
    found += [(name.replace("_", " "), verdict) for name, verdict in verdicts.items()]
    return [Tried(Trial(name, scope), Judgement(one, f"{of.id} {name}", 5.0)) for name, one in found]


def put_together(*of: list[Tried]) -> Outcome:
    reading = TWO if any(one[0].judgement.parts for one in of) else READING
    return outcome(STATEMENT, reading, "canonical", of, lambda amount: "deaths", "better data", ("one", "the other"))


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


def called(name: str) -> Dataset:
    return replace(dataset(), spec=replace(dataset().spec, id=name))


def both(of: Dataset, *verdicts: Verdict, low: tuple[Verdict, ...] = ()) -> list[Tried]:
    """What several assertions come to in one dataset."""
    found = []
    for name, one in ((BEST, verdicts), ("low estimate", low)):
        parts = [Judgement(verdict, f"{of.id} {number}") for number, verdict in enumerate(one)]
        found += [Tried(Trial(name, Scope(of, AS_OF)), combine(parts))] if parts else []
    return found


def test_a_later_dataset_does_not_refute_what_holds_in_an_earlier_one() -> None:
    first, second = called("a"), called("b")
    torn = put_together(both(first, HOLDS, UNVERIFIABLE), both(second, FAILS, UNVERIFIABLE))
    assert (torn.verdict, torn.why) == (UNVERIFIABLE, "a 1; b 1")
    assert put_together(both(first, HOLDS, UNVERIFIABLE), both(second, UNVERIFIABLE, FAILS)).verdict is FAILS
    assert put_together(both(first, FAILS, UNVERIFIABLE), both(second, HOLDS, HOLDS)).verdict is FAILS


def test_each_assertion_is_decided_by_the_first_dataset_that_can_answer_it() -> None:
    first, second, third = called("a"), called("b"), called("c")
    found = put_together(
        both(first, HOLDS, UNVERIFIABLE, low=(FAILS, UNVERIFIABLE)),
        both(second, FAILS, HOLDS),
        both(third, UNVERIFIABLE, FAILS),
    )
    assert (found.verdict, found.dataset) == (HOLDS, "a")
    assert [(part.verdict, part.why, part.dataset) for part in found.parts] == [
        (HOLDS, "a 0", "a"),
        (HOLDS, "b 1", "b"),
    ]
    assert found.notes == ("a decides: one", "b decides: the other")
    assert [(v.name, v.verdict) for v in found.robustness] == [
        (BEST, HOLDS),
        ("low estimate", FAILS),
        ("in b", FAILS),
        ("in c", FAILS),
    ]
    assert put_together(both(first, UNVERIFIABLE, FAILS), both(second, HOLDS, UNVERIFIABLE)).verdict is FAILS


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


@pytest.mark.parametrize(
    ("text", "computed", "given"),
    [
        ("fall by 70 percent", -28.4, "the sentence says a fall of 70 percent, the data give a fall of 28.4 percent"),
        ("fall by 70 percent", 70.0, "the sentence says a fall of 70 percent, the data give a rise of 70 percent"),
        ("rise by 70 percent", -20.0, "the sentence says a rise of 70 percent, the data give a fall of 20 percent"),
        ("rise by 70 percent", 24.0, "the sentence says 70 percent, the data give 24 percent"),
        ("fall by 70 percent", 0.0, "the sentence says 70 percent, the data give 0 percent"),
    ],
)
def test_a_change_that_fails_is_told_with_its_direction(text: str, computed: float, given: str) -> None:
    reading = parsed(f"deaths in Mali in 2020 {text} from 2019")
    failing = Tried(Trial(BEST, Scope(dataset(), AS_OF)), Judgement(FAILS, "why", computed, 70.0, "percent"))
    found = outcome(STATEMENT, reading, "canonical", [[failing]], lambda amount: "deaths", "better data")
    assert [f.message for f in found.findings] == [given]


def test_a_failure_says_in_which_variants_it_would_hold() -> None:
    (found,) = put_together(tried(dataset(), best=FAILS, low=HOLDS, high=FAILS)).findings
    assert "variants: holds in 1 of 3: low" in found.why
