"""Verified sentences as JSON: one line for each, every field there whatever came of it."""

from __future__ import annotations

import json

from onrecord.model.figure import Outcome, Verdict
from onrecord.model.sentence import Alternative, Mark, Verified
from onrecord.render.sentence_json import render_sentences_json, sentence_json

PLAIN = Verified("Un mot.", "fr", Outcome("", Verdict.UNVERIFIABLE, "aucune lecture"))
FULL = Verified(
    "Deaths rose.",
    "en",
    Outcome("", Verdict.HOLDS, "5 beside 4", reading="deaths rise", computed=5.0),
    marks=(Mark(0, 6, "word"), Mark(7, 11, "word")),
    unread=("x",),
    partial="deaths are 5",
    asides=("the year of the coup",),
    alternatives=(Alternative(Outcome("", Verdict.FAILS, "4", reading="events rise", computed=4.0), True),),
    taught=("vocabulary.toml",),
)


def test_each_sentence_is_one_line() -> None:
    lines = render_sentences_json([PLAIN, FULL]).splitlines()
    assert [json.loads(line)["sentence"] for line in lines] == ["Un mot.", "Deaths rose."]
    assert render_sentences_json([]) == ""


def test_line_breaks_and_controls_stay_inside_their_line() -> None:
    text = "a\nb\u2028c\x1b\x9b\u202e"
    rendered = render_sentences_json([Verified(text, "en", PLAIN.outcome)])
    assert rendered.count("\n") == 1
    assert not set(rendered) & set("\u2028\x1b\x9b\u202e")
    assert json.loads(rendered)["sentence"] == text


def test_every_sentence_has_the_same_fields() -> None:
    assert list(sentence_json(PLAIN)) == list(sentence_json(FULL))
    assert sentence_json(PLAIN)["partial"] is None


def test_the_fields() -> None:
    found = sentence_json(FULL)
    assert (found["verdict"], found["computed"], found["reading"]) == ("holds", 5.0, "deaths rise")
    assert (found["unread"], found["taught_by"]) == (["x"], ["vocabulary.toml"])
    assert (found["partial"], found["asides"]) == ("deaths are 5", ["the year of the coup"])
    assert found["marks"] == [{"start": 0, "end": 6, "use": "word"}, {"start": 7, "end": 11, "use": "word"}]
    assert found["alternatives"] == [
        {"reading": "events rise", "verdict": "fails", "computed": 4.0, "rival": True, "why": "4"}
    ]
