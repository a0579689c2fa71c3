"""What stands around a verified sentence, in English and in French."""

from __future__ import annotations

from datetime import date

import click

from onrecord.model.dates import Period
from onrecord.model.figure import (
    Estimate,
    Figure,
    LabelledFigure,
    Method,
    Outcome,
    Part,
    Projection,
    Variant,
    Verdict,
)
from onrecord.model.reading import Amount, Measure, Quantity
from onrecord.model.sentence import Verified
from onrecord.render.sentence_text import render_sentences_text

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31))


def lines(outcome: Outcome, language: str = "en", unread: tuple[str, ...] = (), taught: tuple[str, ...] = ()) -> str:
    one = Verified("A sentence.", language, outcome, unread=unread, taught=taught)
    return click.unstyle(render_sentences_text((one,), width=200))


def figure(label: str, best: float, rows: int = 3) -> LabelledFigure:
    return LabelledFigure(label, Figure(YEAR, best, best - 1, best + 1, rows), "d@1")


def outcome(
    *figures: LabelledFigure, verdict: Verdict = Verdict.HOLDS, why: str = "why", tolerance: str = ""
) -> Outcome:
    return Outcome("", verdict, why, figures=figures, tolerance=tolerance)


def test_what_all_figures_are_of_is_told_once() -> None:
    text = lines(outcome(figure("deaths in Mali in 2020", 1167), figure("deaths in Mali in March 2019", 12)))
    told = (
        "figures: deaths in Mali: in 2020: 1,167 (low 1,166, high 1,168; 3 rows); in March 2019: 12 (low 11, high 13; 3"
    )
    assert told in text


def test_figures_of_different_things_are_told_in_full() -> None:
    text = lines(outcome(figure("deaths in Mali in 2020", 5), figure("deaths in Chad in 2020", 6)))
    assert "deaths in Mali in 2020: 5 (" in text
    assert "deaths in Chad in 2020: 6 (" in text


def test_a_tolerance_is_told_unless_the_sentence_says_it() -> None:
    assert "why (true of 65 to under 75)" in lines(outcome(tolerance="65 to under 75"))
    assert "true of" not in lines(outcome(tolerance="exactly 5"))
    assert "true of" not in lines(outcome(tolerance="any rise"))
    assert "true of" not in lines(outcome(why="5, where between 2 and 4 is stated", tolerance="2 to 4"))
    assert "vrai pour" not in lines(outcome(why="5, la phrase dit entre 2 et 4", tolerance="de 2 à 4"), "fr")


def test_each_assertion_has_its_verdict_where_it_is_another() -> None:
    parts = (Part("r", Verdict.HOLDS, "5 is right"), Part("s", Verdict.FAILS, "6 is wrong"))
    text = lines(Outcome("", Verdict.FAILS, "6 is wrong", parts=parts))
    assert "· holds: 5 is right\n" in text
    assert "· 6 is wrong\n" in text


def test_who_would_teach_an_unread_word_is_told() -> None:
    words = "src/onrecord/vocabulary/words/en.toml"
    text = lines(outcome(verdict=Verdict.UNVERIFIABLE), "en", ("sandwiches", "Zog"), (words, "vocabulary.toml"))
    told = f'"sandwiches" in {words}; "Zog", if a name, in vocabulary.toml of a'
    assert f"to teach it, if data can tell it: {told}" in text


def test_a_word_of_the_lexicon_that_no_rule_uses_is_not_to_be_taught() -> None:
    text = lines(outcome(verdict=Verdict.UNVERIFIABLE), "en", ("between",), ("words/en.toml",))
    assert 'known, but no rule uses it here: "between"' in text
    assert "to teach it" not in text


def test_french_has_its_own_labels_and_numbers() -> None:
    variants = (Variant("best estimate", Verdict.HOLDS), Variant("low estimate", Verdict.FAILS))
    told = Outcome(
        "", Verdict.HOLDS, "pourquoi", figures=(figure("deaths in Mali in 2020", 1167, 0),), robustness=variants,
        reading="deaths", snapshot="d@1", notes=("une note",), needs="des données",
    )  # fmt: skip
    text = lines(told, "fr")
    assert text.startswith("  vérifié")
    for line in (
        "chiffres : deaths in Mali in 2020 : 1 167 (bas 1 166, haut 1 168 ; 0 ligne)",
        "vérifié dans 1 des 2 calculs essayés ; pas avec : estimation basse",
        "remarque : une note", "lecture : deaths", "ce qui trancherait : des données", "données : d@1",
    ):  # fmt: skip
        assert f"· {line}\n" in text


def test_a_projection_in_french() -> None:
    amount = Amount(Measure(Quantity.DEATHS), YEAR)
    estimates = (Estimate(Method.DAYS, 1460.2), Estimate(Method.COUNTS, 1477, 916, 2549))
    told = Outcome("", Verdict.HOLDS, "pourquoi", projections=(Projection(amount, estimates, 8),))
    assert (
        "l'année : 1 460 au prorata des jours ; 1 477 (de 916 à 2 549) selon le modèle de comptage"
        " (intervalles à 80 %)" in lines(told, "fr")
    )
