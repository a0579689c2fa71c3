"""Replies, and what each claim owes its claimant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.held import AS_OF, CLAIM, COMMON, HERE, D, checked, short, source

from onrecord.checks.evidence import claim_considered, claimant_heard
from onrecord.checks.reply import reply
from onrecord.model.blocks import Common, Pledge, Reply, Standing
from onrecord.model.dossier import Appearance, Claim, Dossier, Statement

ANSWER = Reply(COMMON, "The army", "It is not so.", D("2022-04-07"), source="s")
ASKED = Reply(COMMON, "The army", asked=date(2022, 6, 1), means="by letter")
SEEN = replace(CLAIM, appearances=(Appearance(D("2022-05-01")), Appearance(D("2022-04"))))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (ANSWER, "supported"),
        (ASKED, "unsupported OR445"),
        (replace(ANSWER, on=D("2022-07")), "not found"),
        (replace(ANSWER, asked=date(2022, 4, 1)), "supported"),
        (replace(ANSWER, asked=date(2022, 4, 8)), "supported OR441"),
        (replace(ASKED, asked=date(2022, 7, 1)), "unsupported OR441 OR445"),
        (replace(ASKED, asked=None), "not found OR441"),
        (Reply(Common(HERE, Standing.NOT_FOUND), "The army"), "not found"),
        (replace(ANSWER, on=D("2022-03-31")), "supported OR440"),
        (replace(ANSWER, on=D("2022-04")), "supported"),
        (replace(ANSWER, on=D("2022")), "supported"),
    ],
)
def test_replies(block: Reply, expected: str) -> None:
    assert short(checked(reply, "The army answered.", block, claim=SEEN)) == expected


@pytest.mark.parametrize(
    ("text", "block", "expected"),
    [
        ("The army was asked and did not answer.", ASKED, "supported"),
        ("The army denied it.", ASKED, "unsupported OR445"),
        ("The army admitted it.", ASKED, "unsupported OR445"),
        ("No statement of the army was found.", ASKED, "supported"),
        ("The army did not answer.", ANSWER, "unsupported OR445"),
        ("The army denied it.", ANSWER, "open OR410"),
        ("The army denied it.", replace(ANSWER, text="We deny it."), "supported"),
        ("The army rejected it.", replace(ANSWER, text="These claims are baseless."), "supported"),
        ("The army admitted it.", replace(ANSWER, text="We deny it."), "open OR410"),
    ],
)
def test_what_is_said_of_an_answer_is_held_against_it(text: str, block: Reply, expected: str) -> None:
    assert short(checked(reply, text, block)) == expected


def test_the_reason_tells_who_when_and_how() -> None:
    told = checked(reply, "The army answered.", ANSWER, sources=(source("s", author="An agency"),)).why
    assert told == "The army answered on 2022-04-07, An agency"
    assert (
        checked(reply, "The army did not answer.", ASKED).why
        == "The army was asked on 2022-06-01 (by letter) and did not answer"
    )
    assert checked(reply, "x", replace(ANSWER, on=D("2022-07"))).since == ("The army answered, @s, 2022-07",)


def test_beside_another_block_a_reply_decides_nothing() -> None:
    pledge = Pledge(COMMON, "x", "y", D("2020"), None)
    assert checked(reply, "x", ANSWER, pledge).standing is None


def dossier(*claims: Claim) -> Dossier:
    return Dossier("T", AS_OF, HERE, languages=("en", "fr"), claims=claims)


def record(*statements: Statement, **fields: object) -> Claim:
    return replace(CLAIM, statements=statements, **fields)


def test_a_claim_has_a_reply_or_a_request_for_one() -> None:
    plain = Statement("a", "A", "A", HERE)
    heard = replace(plain, blocks=(ASKED,))
    (found,) = claimant_heard(record(plain, plain), dossier())
    assert (found.code, found.span, found.message) == (
        "OR442", CLAIM.span, "no reply of Transitional authorities of Mali is given, and no request for one",
    )  # fmt: skip
    assert claimant_heard(record(plain, heard), dossier()) == ()
    assert claimant_heard(record(), dossier()) == ()


def test_evidence_for_the_claim_is_marked_or_was_looked_for() -> None:
    plain = Statement("a", "A", "A", HERE)
    assert [found.code for found in claim_considered(record(plain), dossier())] == ["OR443"]
    assert claim_considered(record(replace(plain, classes=("for",))), dossier()) == ()
    assert claim_considered(record(plain, considered="Nothing was found."), dossier()) == ()
    assert claim_considered(record(), dossier()) == ()
