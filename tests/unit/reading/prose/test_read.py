"""Sentences to readings: forms in English and French, clauses, words unread, and what is no sentence at all."""

from __future__ import annotations

import pytest
from tests.support.prose import context, read, reading

from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import read_sentence

SENTENCES = {
    "deaths in Mali in 2020 are 1,167": (
        "In 2020, 1,167 people were killed in Mali.",
        "Mali recorded 1,167 deaths in 2020.",
        "The death toll in Mali in 2020 was 1,167.",
        "Violence claimed 1,167 lives in Mali in 2020.",
        "1 167 personnes ont été tuées au Mali en 2020.",
        "Les violences ont fait 1 167 morts au Mali en 2020.",
    ),
    "deaths in Mali in 2020 rise by 9 percent from 2019": (
        "Deaths in Mali rose by 9 percent in 2020.",
        "Deaths in Mali rose 9% between 2019 and 2020.",
        "In 2020, fatalities in Mali were up 9 percent on the previous year.",
        "Le nombre de morts au Mali a augmenté de 9 % en 2020.",
    ),
    "deaths in Mali in 2020 exceed those in 2019": (
        "More people were killed in Mali in 2020 than in 2019.",
        "Plus de personnes ont été tuées au Mali en 2020 qu'en 2019.",
    ),
    "deaths in Mali in 2020 exceed those in Niger": ("More people were killed in Mali than in Niger in 2020.",),
    "deaths in Mali in 2020 are the highest of any year on record": (
        "2020 was the deadliest year on record in Mali.",
        "2020 a été l'année la plus meurtrière jamais enregistrée au Mali.",
    ),
    "deaths in attacks on civilians in Mali in 2020 make up a third of deaths in Mali in 2020": (
        "A third of those killed in Mali in 2020 were civilians.",
        "Attacks on civilians accounted for a third of deaths in Mali in 2020.",
    ),
    "deaths per day in Mali in 2020 are 5": ("Five people were killed a day in Mali in 2020.",),
    "deaths in Mali in 2019 are 1,072; and deaths in Mali in 2020 are 1,167": (
        "Conflict in Mali killed 1,072 people in 2019 and 1,167 in 2020.",
    ),
    "deaths in attacks on civilians in Mali in 2020 are 0": (
        "No civilians were killed in Mali in 2020.",
        "Aucun civil n'a été tué au Mali en 2020.",
    ),
}


@pytest.mark.parametrize(
    ("expected", "sentence"), [(one, sentence) for one, some in SENTENCES.items() for sentence in some]
)
def test_readings(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


def test_two_clauses_are_two_assertions() -> None:
    assert reading("In 2020, violence killed 1,167 people in Mali, leaving 971 dead in Burkina Faso.") == (
        "deaths in Mali in 2020 are 1,167; and deaths in Burkina Faso in 2020 are 971"
    )


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("In 2020, 1,167 soldiers were killed in Mali.", "soldiers"),
        ("In 2020, 1,167 people were killed near Mali.", "near"),
        ("In 2020, 1,167 people were killed in northern Mali.", "northern"),
        ("In 2020, 1,167 people were killed or wounded in Mali.", "wounded"),
        ("Deaths in Mali may have risen by 9 percent in 2020.", "may"),
        ("En 2020, 1 167 soldats ont été tués au Mali.", "soldats"),
    ],
)
def test_a_word_that_no_reading_uses_leaves_no_reading(sentence: str, unread: str) -> None:
    found = read(sentence)
    assert unread in found.unread
    assert not found.readings
    assert [found.text[mark.start : mark.end] for mark in found.marks if mark.use == "unread"] == list(found.unread)


def test_what_can_be_read_of_the_rest_is_shown_but_is_no_reading() -> None:
    found = read("In 2020, 1,167 soldiers were killed in Mali.")
    assert found.partial
    assert not found.readings


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"), (" \n\t", "empty"), ("Did deaths in Mali rise in 2020?", "question"),
        ("Mali " * 400, "long"), ("Mali.", "none"), ("In 2020, in Mali.", "none"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_has_a_problem(text: str, problem: str) -> None:
    found = read(text)
    assert (found.problem, found.readings, found.unread) == (problem, (), ())


def test_the_language_is_recognised_or_given() -> None:
    assert read("Deaths in Mali rose in 2020.").language == "en"
    assert read("Le nombre de morts au Mali a augmenté en 2020.").language == "fr"
    assert read("Deaths in Mali rose in 2020.", "fr").language == "fr"
    assert not read("Deaths in Mali rose in 2020.", "fr").readings
    assert read("xyz", "fr").language == "fr"


def test_a_source_is_passed_over_only_if_the_data_are_its_own() -> None:
    assert read("According to UCDP data, 1,167 people were killed in Mali in 2020.").readings
    assert not read("According to ACLED data, 1,167 people were killed in Mali in 2020.").readings
    other = Context(context().vocabulary, sources=frozenset({"acled"}))
    assert read_sentence("According to ACLED data, 1,167 people were killed in Mali in 2020.", other).readings
    assert not read_sentence("According to UCDP data, 1,167 people were killed in Mali in 2020.", other).readings


def test_marks_say_what_each_word_was_taken_for() -> None:
    found = read("In 2020, 1,167 people were killed in Mali.")
    uses = {found.text[mark.start : mark.end]: mark.use for mark in found.marks}
    assert uses["1,167"] == "number"
    assert uses["Mali"] == "place"
    assert any("2020" in text and use == "when" for text, use in uses.items())
