"""Why a sentence has no verdict, in its own language."""

from __future__ import annotations

import pytest
from tests.support.prose import read

from onrecord.model.figure import Outcome, Verdict
from onrecord.reading.prose.reasons import ambiguous_reason, unread_reason, without_dossier


def test_unread_words_are_named() -> None:
    why = unread_reason(read("In 2020, 1,167 soldiers were killed in Mali."))
    assert why == 'not understood: "soldiers"; a figure without it would be about something else'


def test_in_french_too() -> None:
    why = unread_reason(read("En 2020, 1 167 soldats ont été tués au Mali."))
    assert why.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "mot non compris : « soldats » ; un chiffre calculé sans lui"
    )


def test_of_many_words_eight_are_named() -> None:
    why = unread_reason(read("aa bb cc dd ee ff gg hh ii jj kk", "en"))
    assert '"hh" (+3)' in why
    assert '"ii"' not in why


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("", "en", "no sentence"), ("", "fr", "pas de phrase"), ("Why?", "en", "a question"),
        ("Pourquoi ?", "fr", "une question"), ("a " * 400, "en", "longer"), ("In Mali.", "en", "no reading"),
        ("Au Mali.", "fr", "aucune lecture"),
    ],
)  # fmt: skip
def test_each_problem_has_a_reason(text: str, language: str, part: str) -> None:
    assert part in unread_reason(read(text, language))


@pytest.mark.parametrize(
    ("sentence", "part"), [("Deaths rose.", "holds"), ("Le nombre de morts a augmenté.", "vérifié")]
)
def test_two_readings_that_disagree_are_both_quoted(sentence: str, part: str) -> None:
    language = "fr" if "Le" in sentence else "en"
    one = Outcome("", Verdict.HOLDS, "", reading="deaths in Mali\nin 2020 are 5")
    other = Outcome("", Verdict.FAILS, "", reading="events in Mali in 2020 are 5")
    why = ambiguous_reason(read(sentence, language), one, other)
    assert "deaths in Mali in 2020 are 5" in why
    assert "events in Mali in 2020 are 5" in why
    assert part in why


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (
            "ged ends on 31 December 2020 (inferred from its rows; `covers` in dossier.toml states it)",
            "ged ends on 31 December 2020",
        ),
        (
            "g holds nothing of Mali before 1 May 2012; if there were no events, say so with `covers` in dossier.toml",
            "g holds nothing of Mali before 1 May 2012",
        ),
        (
            'ged does not cover the world: it has rows for 3 countries (`places = ["the world"]` says that it does)',
            "ged does not cover the world: it has rows for 3 countries",
        ),
        (
            "the period ends after the dossier's date, 31 December 2020",
            "the period ends after 31 December 2020, the last day looked at",
        ),
        ("counted up to 3 May 2020, the dossier's date", "counted up to 3 May 2020, the last day looked at"),
        ("ged ends on 31 December 2020", "ged ends on 31 December 2020"),
    ],
)
def test_a_sentence_has_no_dossier_to_be_told_of(why: str, told: str) -> None:
    assert without_dossier(why) == told
