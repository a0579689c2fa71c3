"""A pledge's sentence against the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.held import COMMON, D, checked, short

from onrecord.checks.pledge import pledge
from onrecord.model.blocks import Extension, Pledge
from onrecord.model.dates import NO_DAY
from onrecord.model.pledge import PledgeStep, Term, TermUnit

OVERDUE = Pledge(COMMON, "hand over", "the junta", D("2020-09-15"), D("2022-03-15"))
LATE = replace(OVERDUE, done=D("2022-04-01"))
KEPT = replace(OVERDUE, done=D("2022-03-01"))
UNCLEAR = replace(OVERDUE, done=D("2022-03"))
COMING = replace(OVERDUE, due=D("2022-12"))
EXTENDED = replace(OVERDUE, extensions=(Extension(D("2022-06-06"), D("2024-03-26"), "s"),))
IN_TIME = replace(OVERDUE, extensions=(Extension(D("2022-03-01"), D("2024-03-26"), "s"),))
TERM = replace(OVERDUE, term=Term(18, TermUnit.MONTH, D("2020-09-15")))

CASES = [
    ("The pledge is overdue by 107 days.", OVERDUE, "supported"),
    ("The pledge is overdue by 143 days.", OVERDUE, "unsupported OR420"),
    ("The pledge is overdue by more than 100 days.", OVERDUE, "supported"),
    ("The pledge is overdue by more than 107 days.", OVERDUE, "unsupported OR420"),
    ("The pledge is about 110 days overdue.", OVERDUE, "supported"),
    ("The pledge is 110 days overdue.", OVERDUE, "unsupported OR420"),
    ("Three days overdue as of 18 March 2022, the promise stood.", OVERDUE, "supported"),
    ("The promise is 143 days overdue as of 5 August 2022.", OVERDUE, "open"),
    ("The promise is 140 days overdue as of 5 August 2022.", OVERDUE, "unsupported OR420"),
    ("The junta missed the deadline by three months.", OVERDUE, "supported"),
    ("The junta missed the deadline by five months.", OVERDUE, "unsupported OR420"),
    ("107 days after the deadline of 15 March 2022 no vote had been held.", OVERDUE, "supported"),
    ("143 days after the deadline of 15 March 2022 no vote had been held.", OVERDUE, "unsupported OR420"),
    ("The deadline has passed.", OVERDUE, "supported"),
    ("The deadline has passed.", COMING, "unsupported OR420"),
    ("They say that the deadline has passed.", COMING, "open OR421"),
    ("The junta didn't miss the deadline.", OVERDUE, "supported"),
    ("The promise never was overdue.", OVERDUE, "open OR421"),
    ("It will be overdue by 10 days.", COMING, "unsupported OR420"),
    ("It is due in 184 days.", COMING, "supported"),
    ("It is due in 20 days.", COMING, "unsupported OR420"),
    ("It is due in six months.", COMING, "supported"),
    ("20 days remain.", OVERDUE, "unsupported OR420"),
    ("It is not yet due.", COMING, "supported"),
    ("It is not yet due.", OVERDUE, "unsupported OR420"),
    ("The junta kept its promise.", OVERDUE, "unsupported OR420"),
    ("The junta says that it kept its promise.", OVERDUE, "open OR421"),
    ('The junta said: "we kept our promise, and have kept its word".', OVERDUE, "supported"),
    ("The junta kept its promise.", LATE, "open OR421"),
    ("The promise was kept 17 days late.", LATE, "supported"),
    ("The promise was kept 12 days late.", LATE, "unsupported OR420"),
    ("The promise was kept on time.", LATE, "unsupported OR420"),
    ("The promise was kept on time.", UNCLEAR, "open OR421"),
    ("The promise was kept on time.", KEPT, "supported"),
    ("Elections are to be held on time.", OVERDUE, "supported"),
    ("The junta did not keep its promise.", OVERDUE, "supported"),
    ("The promise was not kept.", KEPT, "unsupported OR420"),
    ("The promise wasn't kept.", KEPT, "unsupported OR420"),
    ("The promise was not kept.", COMING, "open OR421"),
    ("The junta broke its promise.", OVERDUE, "supported"),
    ("The junta has refused to give up power.", EXTENDED, "supported"),
    ("The deadline was missed by 107 days.", EXTENDED, "supported"),
    ("The junta missed the deadline.", EXTENDED, "supported"),
    ("The junta missed the deadline.", IN_TIME, "open OR421"),
    ("It is due in 635 days.", EXTENDED, "supported"),
    ("The end is 635 days away.", EXTENDED, "supported"),
]
# A second round, written after the check: those with a comment were wrong at first.
CASES += [
    ("The transition should have ended 107 days ago.", OVERDUE, "supported"),
    ("More than three months after the deadline, the junta was still in power.", OVERDUE, "supported"),
    ("No deadline was missed.", OVERDUE, "supported"),
    ("The deadline expires in six months.", COMING, "supported"),
    ("There are 184 days left until the deadline.", COMING, "supported"),
    ("With 20 days left, nothing has been done.", COMING, "unsupported OR420"),
    ("The junta kept the army in the streets.", OVERDUE, "supported"),
    ("The army kept its promise to recruit 500 teachers.", OVERDUE, "open OR421"),  # unsupported
    ("Observers met the deadline with scepticism.", OVERDUE, "supported"),  # unsupported
    ("The vote was held a year late.", LATE, "unsupported OR420"),  # supported: "a year" was no number
    ("The vote was held two weeks late.", LATE, "supported"),
    ("The vote was held 1 year late.", replace(OVERDUE, done=D("2023-03-15")), "unsupported OR420"),
    ("If the deadline is missed, sanctions follow.", COMING, "supported"),
    ("Whether the deadline was missed is not clear.", COMING, "supported"),
]
FRENCH = [
    ("La junte a 107 jours de retard.", OVERDUE, "supported"),
    ("La junte a 143 jours de retard.", OVERDUE, "unsupported OR420"),
    ("L'échéance est dépassée de 107 jours.", OVERDUE, "supported"),
    ("L'échéance est dépassée.", COMING, "unsupported OR420"),
    ("L'échéance n'est pas dépassée.", OVERDUE, "unsupported OR420"),
    ("La junte n'a pas tenu sa promesse.", OVERDUE, "supported"),
    ("La junte n'a pas tenu sa promesse.", KEPT, "unsupported OR420"),
    ("La promesse a été tenue.", OVERDUE, "unsupported OR420"),
    ("La promesse a été tenue dans les délais.", LATE, "unsupported OR420"),
    ("La promesse sera tenue dans les délais.", OVERDUE, "supported"),
    ("Selon la junte, la promesse a été tenue.", OVERDUE, "open OR421"),
    ("La remise est due dans 184 jours.", COMING, "supported"),
    ("La remise est due dans 20 jours.", COMING, "unsupported OR420"),
    ("La transition devait durer 18 mois ; elle n'a pas respecté l'échéance.", OVERDUE, "supported"),
    ("La junte n'a jamais tenu parole.", KEPT, "unsupported OR420"),
    ("À 184 jours de l'échéance, rien n'est prêt.", COMING, "supported"),
    ("La promesse, faite il y a 653 jours, n'est pas tenue.", OVERDUE, "supported"),
    ("La junte a respecté le délai.", LATE, "unsupported OR420"),
    ("L'échéance du 15 mars 2022 est passée.", OVERDUE, "supported"),
]


@pytest.mark.parametrize(("text", "block", "expected"), CASES)
def test_english(text: str, block: Pledge, expected: str) -> None:
    assert short(checked(pledge, text, block)) == expected


@pytest.mark.parametrize(("text", "block", "expected"), FRENCH)
def test_french(text: str, block: Pledge, expected: str) -> None:
    assert short(checked(pledge, text, block, language="fr")) == expected


def test_the_reason_tells_every_deadline_and_its_sum() -> None:
    block = replace(TERM, extensions=EXTENDED.extensions, official="extended by decree", evidence="no vote")
    result = checked(pledge, "Despite agreeing to an 18 month transition, they refuse.", block)
    assert result.why == (
        "as of 2022-06-30: due 2022-03-15 (18 months from 2020-09-15), overdue by 107 days, put off on 2022-06-06; "
        "due 2024-03-26, due in 635 days"
    )
    assert result.notes == ("officially: extended by decree", "by the evidence: no vote")


def test_numbers_that_the_dates_give_are_accounted_for() -> None:
    text = "Of 18 months, 20 months and 107 days of delay and 5 ministers, all overdue by 107 days."
    block = replace(TERM, due=D("2022-03-15"))
    held = checked(pledge, text, block).held
    assert [text[start:end] for start, end in held] == ["18", "107"]


def test_what_came_after_the_day_decides_nothing() -> None:
    block = replace(
        OVERDUE,
        done=D("2022-08-01"),
        extensions=(Extension(D("2022-07-01"), D("2022-09"), "s"),),
        steps=(PledgeStep(D("2022-06-17"), "a law", "s"), PledgeStep(D("2022-07-09"), "a commission", "s")),
    )
    result = checked(pledge, "The pledge is overdue by 107 days.", block)
    assert short(result) == "supported"
    assert result.since == (
        "put off to 2022-09, @s, 2022-07-01", "a commission, @s, 2022-07-09", "done on 2022-08-01",
    )  # fmt: skip
    assert result.notes == ("done towards it: a law (2022-06-17)",)


def test_a_pledge_made_later_was_not_there() -> None:
    result = checked(pledge, "They promised it.", replace(OVERDUE, made=D("2022-07-01")))
    assert (short(result), result.since) == ("not found", ("pledged on 2022-07-01: hand over",))


def test_without_a_day_nothing_is_judged() -> None:
    assert short(checked(pledge, "They promised it.", OVERDUE, as_of=NO_DAY)) == "open"


def test_other_languages_are_shown_and_not_held_against_the_calendar() -> None:
    result = checked(pledge, "Die Frist ist verstrichen.", COMING, language="de")
    assert short(result) == "supported"
    assert result.notes == ("its words were not held against the calendar: the language is not read",)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (replace(OVERDUE, evidence="kept"), 'the evidence is called "kept", and the block has no `done`'),
        (
            replace(OVERDUE, evidence="kept", done=D("2023")),
            'the evidence is called "kept", and it was done on 2023, after 2022-06-30',
        ),
        (replace(COMING, evidence="overdue"), 'the evidence is called "overdue", and no deadline has passed'),
        (replace(LATE, evidence="overdue"), 'the evidence is called "overdue", and it was done'),
        (replace(OVERDUE, evidence="overdue", due=None), 'the evidence is called "overdue", and it has no deadline'),
        (replace(KEPT, evidence="stalled"), 'the evidence is called "stalled", and it was done on 2022-03-01'),
        (replace(OVERDUE, evidence="overdue"), ""),
        (replace(LATE, evidence="kept"), ""),
        (replace(OVERDUE, evidence="broken"), ""),
    ],
)
def test_a_status_that_the_dates_contradict(block: Pledge, message: str) -> None:
    found = checked(pledge, "They promised it.", block).findings
    assert [(each.code, each.message) for each in found] == ([("OR423", message)] if message else [])


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (replace(OVERDUE, due=D("2020")), ""),
        (replace(OVERDUE, due=D("2019")), "it was due (2019) before it was made (2020-09-15)"),
        (replace(OVERDUE, done=D("2020-09-14")), "it was done (2020-09-14) before it was made (2020-09-15)"),
        (
            replace(OVERDUE, extensions=(Extension(D("2020"), D("2023"), "s"), Extension(D("2019"), D("2024"), "s"))),
            "the extension of 2019 stands after 2020",
        ),
        (
            replace(OVERDUE, extensions=(Extension(D("2021"), D("2021-12"), "s"),)),
            "the extension of 2021 brings the deadline forward, from 2022-03-15 to 2021-12",
        ),
        (
            replace(OVERDUE, steps=(PledgeStep(D("2019"), "a law", "s"),)),
            "the step of 2019 is before the pledge (2020-09-15)",
        ),
    ],
)
def test_dates_that_cannot_all_be_right(block: Pledge, message: str) -> None:
    found = checked(pledge, "They promised it.", block, as_of=date(2023, 6, 30)).findings
    assert [(each.code, each.message) for each in found] == ([("OR424", message)] if message else [])
