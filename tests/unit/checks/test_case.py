"""Cases: the words of the sentence against the steps."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.documents import case, codes, outcome, sentence

from onrecord.checks.wording import Mood, accusing, said
from onrecord.model.blocks import Standing, Step
from onrecord.model.figure import Verdict
from onrecord.vocabulary.wording import load_wording

ARREST, CHARGE = (Step.ARRESTED, "2020-01-10"), (Step.CHARGED, "2020-02-01")
CONVICTION, QUASHED = (Step.CONVICTED, "2020-06-01"), (Step.OVERTURNED, "2021-06-01")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_step_has_words_to_use_and_a_rung(language: str) -> None:
    wording = load_wording(language)
    assert set(wording.instead) == set(Step)
    assert {step for rung in wording.ladder for step in rung.steps} == set(Step)


@pytest.mark.parametrize(
    ("text", "language", "moods"),
    [
        ("He was convicted.", "en", [("convicted", Mood.PLAIN)]),
        ("He was never convicted.", "en", [("convicted", Mood.DENIED)]),
        ("The prosecutor wanted him convicted.", "en", [("convicted", Mood.SUPPOSED)]),
        ("He could be charged with murder.", "en", [("charged with", Mood.SUPPOSED)]),
        ("He was charged in May 2021.", "en", [("charged", Mood.PLAIN)]),
        ("On 10 May 2021 he was charged.", "en", [("charged", Mood.PLAIN)]),
        ('It said that he was "found guilty".', "en", [("found guilty", Mood.QUOTED)]),
        ("He was not only arrested but charged.", "en", [("arrested", Mood.PLAIN), ("charged", Mood.PLAIN)]),
        ("He was not arrested but charged.", "en", [("arrested", Mood.DENIED), ("charged", Mood.PLAIN)]),
        ("The court said that he was charged.", "en", [("charged", Mood.SUPPOSED)]),
        ("He was charged, the court said.", "en", [("charged", Mood.PLAIN)]),
        ("He tried to leave.", "en", []),
        ("He died in detention.", "en", [("died in detention", Mood.PLAIN)]),
        ("He was not guilty.", "en", [("not guilty", Mood.PLAIN)]),
        ("Il n'a pas été condamné.", "fr", [("condamné", Mood.DENIED)]),
        ("Il pourrait être inculpé.", "fr", [("inculpé", Mood.SUPPOSED)]),
        ("Elle a été reconnue coupable.", "fr", [("reconnue coupable", Mood.PLAIN)]),
        ("Elle est morte en détention.", "fr", [("morte en détention", Mood.PLAIN)]),
    ],
)
def test_the_words_of_the_ladder_and_how_they_are_said(text: str, language: str, moods: list[tuple[str, Mood]]) -> None:
    assert [(one.text, one.mood) for one in said(sentence(text, language))] == moods


def test_a_word_beyond_the_last_step_names_the_words_allowed() -> None:
    found = outcome("Amadou Diallo was convicted.", case(ARREST, CHARGE))
    assert found.verdict is Verdict.UNSUPPORTED
    (one,) = (one for one in found.findings if one.code == "OR409")
    assert '"was charged with"' in one.remedy
    assert "arrested, 2020-01-10 (Author A); charged, 2020-02-01 (Author A)" in one.message


def test_a_conviction_that_was_overturned_is_told_with_it() -> None:
    steps = (ARREST, CHARGE, CONVICTION, QUASHED)
    silent = outcome("Amadou Diallo was convicted.", case(*steps))
    assert (silent.verdict, codes(silent)) == (Verdict.OVERTAKEN, ["OR415"])
    whole = outcome("Amadou Diallo was convicted; the conviction was overturned.", case(*steps))
    assert (whole.verdict, codes(whole)) == (Verdict.SUPPORTED, [])


def test_a_later_step_overtakes_and_is_told() -> None:
    found = outcome("Amadou Diallo was convicted.", case(ARREST, CONVICTION, QUASHED), as_of=date(2020, 12, 31))
    assert (found.verdict, codes(found)) == (Verdict.OVERTAKEN, [])
    assert found.since == ("overturned, 2021-06-01 (Author A)",)


def test_a_date_right_after_a_word_is_that_of_its_step() -> None:
    right = outcome("Amadou Diallo was arrested in January 2020 and charged in February 2020.", case(ARREST, CHARGE))
    assert right.verdict is Verdict.SUPPORTED
    wrong = outcome("Amadou Diallo was charged in January 2020.", case(ARREST, CHARGE))
    assert (wrong.verdict, codes(wrong)) == (Verdict.NOT_FOUND, ["OR407"])


def test_what_a_person_judged_is_not_asked_again() -> None:
    text = "The prosecutor wanted Amadou Diallo acquitted."
    asked = outcome(text, case(ARREST))
    assert (asked.verdict, codes(asked)) == (Verdict.UNVERIFIABLE, ["OR410"])
    judged = outcome(text, case(ARREST, standing=Standing.SUPPORTED))
    assert (judged.verdict, codes(judged)) == (Verdict.SUPPORTED, [])


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Soldiers, accused by HRW of abuses, killed 300 civilians.", ["killed"]),
        ("Soldiers are accused of abuses, including killing 300 civilians.", []),
        ("HRW suspected that, in March, soldiers killed 300 civilians.", []),
        ("Soldiers were responsible for 300 deaths.", ["responsible for"]),
        ("The killing of 300 civilians was reported.", []),
        ("300 civilians were killed.", []),
        ("The attack killed 300 civilians.", []),
        ("300 civilians were killed by soldiers.", ["killed"]),
    ],
)
def test_what_says_a_deed_as_a_fact(text: str, deeds: list[str]) -> None:
    assert [one.text for one in accusing(sentence(text))] == deeds


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Amadou Diallo killed a trader.", Verdict.UNSUPPORTED),
        ("Amadou Diallo is the killer of a trader.", Verdict.UNSUPPORTED),
        ("Amadou Diallo was charged with killing a trader.", Verdict.SUPPORTED),
        ("Amadou Diallo was arrested after gunmen killed a trader.", Verdict.UNVERIFIABLE),
        ("Amadou Diallo was murdered.", Verdict.UNSUPPORTED),
    ],
)
def test_a_deed_is_no_fact_before_a_conviction(text: str, verdict: Verdict) -> None:
    assert outcome(text, case(ARREST, CHARGE)).verdict is verdict


def test_detained_and_arrested_differ() -> None:
    held = case((Step.DETAINED, "2020-01-10"))
    assert outcome("Amadou Diallo was detained.", held).verdict is Verdict.SUPPORTED
    assert outcome("Amadou Diallo was arrested.", held).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Amadou Diallo was arrested by Author A.", "en"),
        ("Author A arrested Amadou Diallo.", "en"),
        ("Amadou Diallo a été arrêté par Author A.", "fr"),
    ],
)
def test_who_only_tells_of_a_step_did_not_take_it(text: str, language: str) -> None:
    found = outcome(text, case(ARREST), language=language)
    assert found.verdict is Verdict.UNVERIFIABLE
    assert "which is only a source of the case" in found.why


def test_the_source_of_an_accusation_is_who_accuses() -> None:
    accused = case((Step.ACCUSED, "2020-01-10"))
    assert outcome("Author A accused Amadou Diallo.", accused).verdict is Verdict.SUPPORTED
    assert outcome("Author B accused Amadou Diallo.", accused).verdict is Verdict.UNVERIFIABLE
