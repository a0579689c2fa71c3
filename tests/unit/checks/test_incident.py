"""Incidents: numbers, whose they are, who did it, what came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.support.documents import AS_OF, HERE, SOURCES, codes, count, incident, outcome, sentence

from onrecord.checks.attribution import names_of, speaker, voices
from onrecord.checks.standing import Context
from onrecord.model.blocks import Standing, Step
from onrecord.model.dossier import Claim
from onrecord.model.figure import Verdict

ARMY = count(203, 203, "fighters killed", "Malian army", "2022-04-01")
HRW = count(300, 300, "civilians killed", "Human Rights Watch")
LATER = count(500, None, "people killed", "OHCHR", "2023-05-12")


def context(as_of: date = AS_OF) -> Context:
    """What a check knows of an empty sentence."""
    return Context(as_of, Claim("c", "C.", "M", HERE), sentence(""), {source.id: source for source in SOURCES})


@pytest.mark.parametrize(
    ("by", "language", "forms"),
    [
        ("Human Rights Watch", "en", {("human", "rights", "watch"), ("hrw",)}),
        ("Government of Mali", "en", {("government",), ("government", "of", "mali")}),
        ("Malian army", "en", {("malian", "army"), ("army",)}),
        ("OHCHR", "en", {("ohchr",)}),
        ("the hospital", "en", {("hospital",)}),
        ("gouvernement du Burkina Faso", "fr", {("gouvernement",), ("gouvernement", "du", "burkina", "faso")}),
        ("Al Jazeera (with AFP)", "en", {("al", "jazeera"), ("aj",)}),
    ],
)
def test_how_a_source_is_named(by: str, language: str, forms: set[tuple[str, ...]]) -> None:
    assert names_of(by, language) == forms


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("The army said that it had killed 203 fighters.", "en", ["Malian army"]),
        ("The army killed 203 fighters.", "en", [""]),
        ("203 fighters were killed, the army said.", "en", ["Malian army"]),
        ("According to HRW, 300 died; the army counted 203.", "en", ["Human Rights Watch", "Malian army"]),
        ("The army counted 203, HRW 300.", "en", ["Malian army", "Human Rights Watch"]),
        ("203 in the army's report, 300 in that of Human Rights Watch.", "en", ["Malian army", "Human Rights Watch"]),
        ("300 morts selon Human Rights Watch.", "fr", ["Human Rights Watch"]),
        ("Human Rights Watch was worried; 300 were killed.", "en", [""]),
    ],
)
def test_whose_number_it_is(text: str, language: str, who: list[str]) -> None:
    said = sentence(text, language)
    heard = voices(said, ["Malian army", "Human Rights Watch"])
    found = [speaker(number, heard, said) for number in said.numbers]
    assert [voice.by if voice else "" for voice in found] == who


def test_an_average_is_given_by_nobody() -> None:
    found = outcome("Some 400 people were killed.", incident(count(300, 300), count(500, 500, by="UN")))
    assert found.verdict is Verdict.UNSUPPORTED
    assert codes(found) == ["OR403"]
    assert "300 civilians killed, HRW, 2022-04-05; 500 civilians killed, UN, 2022-04-05" in found.why


def test_a_sum_is_given_by_nobody() -> None:
    found = outcome("In all 503 people were killed.", incident(ARMY, count(300, 300, "people killed")))
    assert codes(found) == ["OR403"]


def test_the_factor_is_the_dossiers() -> None:
    block = incident(count(100, 100), count(140, 140, by="UN"))
    assert outcome("100 civilians were killed.", block).verdict is Verdict.SUPPORTED
    strict = outcome("100 civilians were killed.", block, factor=Fraction(6, 5))
    assert strict.verdict is Verdict.CONTESTED
    assert codes(strict) == ["OR405"]


def test_a_later_count_decides_nothing_and_is_told() -> None:
    found = outcome("300 civilians were killed.", incident(HRW, LATER))
    assert found.verdict is Verdict.SUPPORTED
    assert found.since == ("at least 500 people killed, OHCHR, 2023-05-12",)


def test_a_later_count_that_excludes_the_number_overtakes_it() -> None:
    found = outcome("300 people were killed.", incident(HRW, LATER))
    assert found.verdict is Verdict.OVERTAKEN
    assert "at least 500 people killed, OHCHR, 2023-05-12" in found.why
    said = outcome("Human Rights Watch counted 300 people killed.", incident(HRW, LATER))
    assert said.verdict is Verdict.SUPPORTED


def test_as_of_a_later_day_the_same_count_contests_it() -> None:
    found = outcome("300 people were killed.", incident(HRW, LATER), as_of=date(2023, 6, 1))
    assert found.verdict is Verdict.CONTESTED
    assert found.since == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soldiers killed 300 civilians.", ["OR408"]),
        ("300 civilians were killed by soldiers.", ["OR408"]),
        ("Soldiers are accused of killing 300 civilians.", []),
        ("Soldiers allegedly killed 300 civilians.", []),
        ("Human Rights Watch said that soldiers killed 300 civilians.", []),
        ("300 civilians were killed.", []),
        ("The attack killed 300 civilians.", []),
        ("Soldiers were convicted of killing 300 civilians.", ["OR408"]),
        ("Soldiers were charged with killing 300 civilians.", ["OR408"]),
        ("Nobody was charged with the killing of 300 civilians.", []),
        ("The killing of 300 civilians was reported.", []),
        ("In March 300 civilians were killed and 300 killed were counted.", []),
    ],
)
def test_no_more_is_said_of_those_responsible_than_their_step(text: str, found: list[str]) -> None:
    told = outcome(text, incident(HRW, who="Malian soldiers"))
    assert [code for code in codes(told) if code == "OR408"] == found
    if found:
        assert told.verdict is Verdict.UNSUPPORTED
        (one,) = (one for one in told.findings if one.code == "OR408")
        assert '"is accused by NAME of", "stands accused of"' in one.remedy


def test_a_conviction_allows_the_deed_as_a_fact() -> None:
    block = incident(HRW, who="Malian soldiers", step=Step.CONVICTED)
    assert outcome("Soldiers killed 300 civilians.", block).verdict is Verdict.SUPPORTED


def test_a_deed_without_an_entry_is_not_found() -> None:
    found = outcome("Mercenaries killed 300 civilians.", incident(HRW))
    assert found.verdict is Verdict.NOT_FOUND
    assert codes(found) == ["OR414"]
    told = count(27, 27, "soldiers killed by JNIM", "the government")
    assert outcome("JNIM killed 27 soldiers.", incident(told)).verdict is Verdict.NOT_FOUND
    assert outcome("The storm killed 300 civilians.", replace(incident(HRW), what="Storm")).verdict is Verdict.SUPPORTED


def test_a_number_in_a_quotation_that_was_found_is_checked_by_it() -> None:
    text = 'The report says "some 900 people killed".'
    assert outcome(text, incident(HRW), quoted=((16, 40),)).verdict is Verdict.SUPPORTED


def test_a_language_that_is_not_read_is_not_guessed() -> None:
    found = outcome("300 Zivilisten wurden getötet.", incident(HRW), language="de")
    assert found.verdict is Verdict.UNVERIFIABLE
    assert '"de"' in found.why


def test_the_editors_may_lower_and_not_raise() -> None:
    lowered = incident(HRW, standing=Standing.CONTESTED, because="Who the dead were is disputed.")
    found = outcome("300 civilians were killed.", lowered)
    assert (found.verdict, codes(found)) == (Verdict.CONTESTED, [])
    assert "Who the dead were is disputed." in found.why
    silent = outcome("300 civilians were killed.", incident(HRW, standing=Standing.CONTESTED))
    assert (silent.verdict, codes(silent)) == (Verdict.CONTESTED, ["OR402"])
    raised = outcome("900 civilians were killed.", incident(HRW, standing=Standing.SUPPORTED))
    assert (raised.verdict, codes(raised)) == (Verdict.UNSUPPORTED, ["OR401", "OR403"])
