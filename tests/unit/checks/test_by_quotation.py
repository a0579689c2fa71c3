"""Statements that rest on what they quote: supported only by the words quoted, their order and what stands around."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.documents import AS_OF, HERE, sentence

from onrecord.checks.documentary import documentary_outcome
from onrecord.checks.standing import Context, Quoted
from onrecord.model.blocks import Standing
from onrecord.model.dossier import Claim, Source, Statement
from onrecord.model.figure import Outcome
from onrecord.model.quotation import LookedUp, Lookup, Quotation, Selector, Sought

HRW = Source("hrw", "report", "Massacre", HERE, author="Human Rights Watch")
SAID = "Soldiers killed 44 people, including 20 children, in Nondin village"
FOUND = Lookup(Sought.FOUND, capture="sha256:1", captured="2024-08-30")


def stands(text: str, *quotes: tuple[str, Lookup], language: str = "en", translation: str = "",
           standing: Standing | None = None, because: str = "") -> Outcome:  # fmt: skip
    """How a statement that quotes Human Rights Watch stands."""
    statement = Statement("it", text, text, HERE)
    claim = Claim("c", "C.", "The ministry", HERE, language)
    context = Context(AS_OF, claim, sentence(text, language), {"hrw": HRW})
    quoted = tuple(
        Quoted(
            LookedUp(
                Quotation("hrw", Selector(exact), HERE, translation=translation, standing=standing, because=because),
                lookup,
            ),
            tuple(sentence(each, language) for each in (exact, translation) if each),
        )
        for exact, lookup in quotes
    )
    return documentary_outcome(statement, replace(context, quotations=quoted, captured=("hrw",)))


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed 44 people in Nondin.",
        "Human Rights Watch said that soldiers killed 44 people in Nondin.",
        "HRW reported that soldiers killed 44 people.",
        "Soldiers killed 44 people, including 20 children.",
    ],
)
def test_what_the_words_quoted_say_is_supported(text: str) -> None:
    found = stands(text, (SAID, FOUND))
    assert found.verdict == "supported", found.why
    assert found.why == f"“{SAID}” stands in the capture of Human Rights Watch of 2024-08-30"
    assert found.basis == "its quotations, looked up in captures of: Human Rights Watch"
    assert found.kind == "quotation"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rebels killed 44 people in Nondin.", 'of the sentence it does not have "Rebels"'),
        ("Soldiers killed 45 people in Nondin.", 'it does not have "45"'),
        ("Soldiers killed more than 44 people.", 'it does not have "more than 44"'),
        ("Soldiers did not kill 44 people.", 'it does not have "not"'),
        ("Soldiers never killed 44 people.", 'it does not have "never"'),
        ("44 people killed soldiers in Nondin.", "in another order"),
        ("Soldiers killed 20 children and 44 people.", "in another order"),
        ("The UN said that soldiers killed 44 people.", 'it does not have "UN", "said"'),
        ("They did so.", "no word of weight"),
    ],
)
def test_what_they_do_not_say_is_for_a_person(text: str, why: str) -> None:
    found = stands(text, (SAID, FOUND))
    assert found.verdict == "unverifiable"
    assert why in found.why
    assert found.why.endswith("whether it bears the sentence out is for a person")


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("Soldiers allegedly killed 44 people", 'it says "allegedly"'),
        ("The army denied that soldiers killed 44 people", 'it says "denied"'),
        ("The army said soldiers killed 44 people", 'it says "said"'),
        ("Soldiers are accused of having killed 44 people", 'it says "accused'),
    ],
)
def test_what_the_sentence_leaves_out_of_it_is_told(quote: str, why: str) -> None:
    found = stands("Soldiers killed 44 people.", (quote, FOUND))
    assert (found.verdict, why in found.why) == ("unverifiable", True), found.why


def test_a_not_that_an_ellipsis_swallows() -> None:
    left_out = replace(FOUND, omitted=(" did not, as was claimed, ",))
    found = stands("Soldiers killed 44 people.", ("Soldiers ... killed 44 people", left_out))
    assert 'leaves out has "not"' in found.why
    assert found.verdict == "unverifiable"
    harmless = replace(FOUND, omitted=(" of two battalions ",))
    assert stands("Soldiers killed 44 people.", ("Soldiers ... killed 44 people", harmless)).verdict == "supported"
    french = replace(FOUND, omitted=(" n'ont pas ",))
    found = stands("Soldats tué 44 villageois.", ("Soldats ... tué 44 villageois", french), language="fr")
    assert found.verdict == "unverifiable"


def test_a_not_right_before_the_words_quoted() -> None:
    lead = replace(FOUND, lead="There were many. The prosecutor did not say that ")
    found = stands("Soldiers killed 44 people.", ("soldiers killed 44 people", lead))
    assert 'right before the words quoted "hrw" has "not": “The prosecutor did not say that”' in found.why
    before = replace(FOUND, lead="This was not so. Later ")
    assert stands("Soldiers killed 44 people.", ("soldiers killed 44 people", before)).verdict == "supported"


@pytest.mark.parametrize(
    ("lookup", "verdict", "why"),
    [
        (Lookup(Sought.NOT_FOUND, captured="2024-08-30"), "not found", "what it quotes is not in the capture of Human"),
        (
            Lookup(
                Sought.NOT_FOUND, captured="2024-08-30", numbers=True, differs=("the page says 40, the quotation 44",)
            ),
            "unsupported",
            "has another number than it quotes: the page says 40, the quotation 44",
        ),
        (Lookup(Sought.ELSEWHERE, captured="2024-08-30"), "not found", "what it quotes is not in"),
        (Lookup(Sought.NO_CAPTURE), "not checked", "what it quotes could not be looked up: Human Rights Watch"),
        (Lookup(Sought.NO_TEXT, captured="2024-08-30"), "not checked", "what it quotes could not be looked up"),
    ],
)
def test_what_is_not_there(lookup: Lookup, verdict: str, why: str) -> None:
    found = stands("Soldiers killed 44 people in Nondin.", (SAID, lookup))
    assert (found.verdict, why in found.why) == (verdict, True), found.why


def test_a_translation_by_the_editors_bears_out_a_sentence_in_their_language() -> None:
    french = "Des soldats ont tué 44 personnes à Nondin"
    assert stands("Soldiers killed 44 people in Nondin.", (french, FOUND)).verdict == "unverifiable"
    found = stands(
        "Soldiers killed 44 people in Nondin.", (french, FOUND), translation="Soldiers killed 44 people in Nondin"
    )
    assert found.verdict == "supported"


def test_several_quotations_bear_a_sentence_out_together() -> None:
    quotes = (("Soldiers killed 44 people", FOUND), ("burned the market", FOUND))
    assert stands("Soldiers killed 44 people and burned the market.", *quotes).verdict == "supported"
    assert stands("Soldiers killed 44 people and burned the mosque.", *quotes).verdict == "unverifiable"


def test_the_editors_may_say_that_it_bears_the_sentence_out() -> None:
    text = "Troops killed 44 villagers."
    assert stands(text, (SAID, FOUND)).verdict == "unverifiable"
    looked = stands(text, (SAID, FOUND), standing=Standing.SUPPORTED, because="Soldiers are troops.")
    assert looked.verdict == "supported"
    assert looked.why.endswith(
        'it does not have "Troops"; the editors looked and call it supported: Soldiers are troops.'
    )
    lowered = stands(SAID + ".", (SAID, FOUND), standing=Standing.CONTESTED)
    assert (lowered.verdict, [one.code for one in lowered.findings]) == ("contested", ["OR402"])
    lost = Lookup(Sought.NOT_FOUND, captured="2024-08-30")
    assert stands(text, (SAID, lost), standing=Standing.SUPPORTED).verdict == "not found"


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        (
            "People were killed in Karma by the national armed forces.",
            "people were killed in Karma by persons wearing the uniforms of the national armed forces",
            "wearing the uniforms",
        ),
        ("They shot everyone.", "They shot at everyone", 'it says "at", which the sentence leaves out'),
        ("They shot at everyone.", "They shot everyone", 'it does not have "at" there'),
        ("L'armée a commenté.", "l'armée n'a pas commenté", "which the sentence leaves out"),
    ],
)
def test_a_paraphrase_that_drops_words_is_for_a_person(text: str, quote: str, why: str) -> None:
    # The sentence may be in another language than the dossier.
    found = stands(text, (quote, FOUND))
    assert (found.verdict, why in found.why) == ("unverifiable", True), found.why
    assert stands(text, (quote, FOUND), standing=Standing.SUPPORTED).verdict == "supported"


@pytest.mark.parametrize("lead", ["The governor claimed that", "Residents reported that", "According to the mayor,"])
def test_words_that_the_page_has_somebody_say_are_no_fact_of_it(lead: str) -> None:
    there = replace(FOUND, lead=lead)
    found = stands("Soldiers killed 44 people in Nondin.", (SAID, there))
    assert found.verdict == "unverifiable"
    assert 'right before the words quoted "hrw" has' in found.why


@pytest.mark.parametrize(
    "lead", ["Human Rights Watch said that", "The report was long. Then", "It claimed more, and then"]
)
def test_the_word_of_the_source_itself_is_its_own(lead: str) -> None:
    assert stands("Soldiers killed 44 people in Nondin.", (SAID, replace(FOUND, lead=lead))).verdict == "supported"
