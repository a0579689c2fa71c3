"""Who held which view when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.held import CLAIM, COMMON, D, checked, short, source

from onrecord.checks.names import names_any, same_holder
from onrecord.checks.position import position
from onrecord.model.blocks import Common, Position
from onrecord.model.finding import Span

ECOWAS = Position(COMMON, "ECOWAS", "Twelve months.", D("2020-09-08"), D("2020-09-15"), "s")
SINCE = Position(COMMON, "ECOWAS", "Sanctions apply.", D("2022-01-09"), None, "s")


@pytest.mark.parametrize(
    ("text", "block", "expected"),
    [
        ("ECOWAS asked, on 8 September 2020, for twelve months.", ECOWAS, "supported"),
        ("ECOWAS asks for twelve months.", ECOWAS, "overtaken"),
        ("On 20 March 2021 ECOWAS asked for twelve months.", ECOWAS, "overtaken OR430"),
        ("On 9 January 2022 ECOWAS closed its borders.", SINCE, "supported"),
        ("ECOWAS has closed its borders.", SINCE, "supported"),
        ("In 2021 ECOWAS closed its borders.", SINCE, "not found OR430"),
        ("ECOWAS will close its borders in 2023.", SINCE, "supported"),
        ("ECOWAS broke with the junta after the August 2020 coup.", SINCE, "supported"),
        ("ECOWAS closed its borders.", replace(SINCE, since=D("2022-07-03")), "not found"),
        ("ECOWAS closed its borders.", replace(SINCE, since=D("2022")), "supported"),
        ("ECOWAS closed its borders.", replace(SINCE, since=None), "supported"),
        ("The bloc closed its borders.", SINCE, "supported OR432"),
        ("It closed its borders.", SINCE, "supported"),
        ("Sanctions apply!", SINCE, "supported"),
        ("The junta wants 24 months.", replace(SINCE, who="Transitional authorities of Mali"), "supported"),
        ("The junta wants 24 months.", replace(SINCE, who="The transitional authorities"), "supported"),
    ],
)
def test_positions(text: str, block: Position, expected: str) -> None:
    assert short(checked(position, text, block)) == expected


def test_french_days_have_an_article() -> None:
    assert (
        short(
            checked(position, "Le 9 janvier 2022, la CEDEAO a fermé ses frontières avec ECOWAS.", SINCE, language="fr")
        )
        == "supported"
    )
    assert (
        short(checked(position, "Le 9 janvier 2021, ECOWAS a fermé ses frontières.", SINCE, language="fr"))
        == "not found OR430"
    )


def test_the_reason_names_holder_time_and_source() -> None:
    result = checked(position, "ECOWAS has closed its borders.", SINCE, sources=(source("s", author="APA News"),))
    assert result.why == "ECOWAS held this view since 2022-01-09, APA News"
    result = checked(position, "ECOWAS asks for twelve months.", ECOWAS, sources=(source("s", author="APA News"),))
    assert result.why == "ECOWAS held this view until 2020-09-15, APA News"


def test_a_later_view_is_told_as_later() -> None:
    result = checked(position, "ECOWAS closed its borders.", replace(SINCE, since=D("2022-07-03")))
    assert result.since == ("ECOWAS: Sanctions apply., @s, 2022-07-03",)


def test_two_views_at_one_time_contradict_one_another() -> None:
    later = Common(Span("claims/c.md", 12))
    other = replace(SINCE, common=later, view="Sanctions are lifted.", since=D("2022-05"))
    for blocks, codes in (((SINCE, other), []), ((other, SINCE), ["OR431"])):
        result = checked(position, "ECOWAS closed its borders.", *blocks)
        assert (str(result.standing), [found.code for found in result.findings]) == ("contested", codes)
    for good in (replace(other, since=D("2022-07")), replace(other, who="The UN"), replace(other, view=SINCE.view)):
        assert short(checked(position, "ECOWAS closed its borders.", SINCE, good)) == "supported"
    ended = replace(SINCE, until=D("2022-04"))
    assert short(checked(position, "In January 2022 ECOWAS closed its borders.", ended, other)) == "supported"


def test_of_views_held_in_turn_each_date_belongs_to_one() -> None:
    text = "ECOWAS had asked, on 8 September 2020, for twelve months; a week later it accepted eighteen."
    before, after = (
        replace(ECOWAS, until=D("2020-09-14")),
        replace(ECOWAS, view="Eighteen.", since=D("2020-09-15"), until=None),
    )
    after = replace(after, common=Common(Span("claims/c.md", 12)))
    for blocks in ((before, after), (after, before)):
        assert short(checked(position, text, *blocks)) == "supported"


def test_names() -> None:
    assert names_any("ECOWAS closed its borders", "Economic Community of West African States")
    assert names_any("Malian officers said so", "Government of Mali")
    assert names_any("The Assises of December", "Assises nationales de la refondation")
    assert not names_any("The court ruled", "Africa Center for Strategic Studies")
    assert same_holder("Transitional authorities of Mali", "the Transitional Authorities")
    assert not same_holder("Government of Mali", "Government of France")
    assert not same_holder("", CLAIM.claimant)
