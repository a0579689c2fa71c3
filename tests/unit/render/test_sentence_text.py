"""Verified sentences for a terminal: the marks under the words, and what is said of each verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import click
import pytest

from onrecord.model.dates import Period
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Verdict
from onrecord.model.sentence import Alternative, Mark, Verified
from onrecord.render.sentence_text import render_sentences_text

SENTENCE = "In 2020, 1,167 people were killed in Mali."
MARKS = (Mark(0, 7, "when"), Mark(9, 14, "number"), Mark(27, 33, "word"), Mark(37, 41, "place"))
HOLDS = Outcome(
    "", Verdict.HOLDS, "the data give 1,167", reading="deaths in Mali in 2020 are 1,167", tolerance="at least 1,100",
    snapshot="ged@0123",
)  # fmt: skip


def verified(outcome: Outcome = HOLDS, text: str = SENTENCE, marks: tuple[Mark, ...] = MARKS) -> Verified:
    return Verified(text, "en", outcome, marks)


def shown(*found: Verified, width: int = 100) -> str:
    return click.unstyle(render_sentences_text(found, width=width))


def test_the_words_used_are_marked_under_the_sentence() -> None:
    lines = shown(verified()).splitlines()
    assert lines[0] == f"  holds         {SENTENCE}"
    assert lines[1] == " " * 16 + "~~~~~~~  ~~~~~             ~~~~~~    ~~~~"


def test_unread_words_have_a_mark_of_their_own() -> None:
    one = verified(
        Outcome("", Verdict.UNVERIFIABLE, 'not understood: "people"'), marks=(*MARKS, Mark(15, 21, "unread"))
    )
    one = replace(one, marks=tuple(sorted(one.marks, key=lambda mark: mark.start)), unread=("people",))
    text = shown(one)
    assert text.startswith("  unverifiable  In 2020")
    assert " " * 16 + "~~~~~~~  ~~~~~ ??????      ~~~~~~    ~~~~\n" in text
    assert '· not understood: "people"\n' in text


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_long_sentence_is_wrapped_with_its_marks(width: int) -> None:
    lines = shown(verified(), width=width).splitlines()
    words = {}
    for above, below in pairwise(lines):
        if below.strip() and set(below.strip()) <= {"~", " "}:
            for at, sign in enumerate(below):
                words[at, above] = sign
    marked = "".join(above[at] for (at, above), sign in words.items() if sign == "~")
    assert marked == "In 20201,167killedMali"


def test_what_holds_says_how_it_was_read_and_on_what_data() -> None:
    text = shown(verified())
    for part in ("the data give 1,167", "at least 1,100", ": deaths in Mali in 2020 are 1,167\n", ": ged@0123\n"):
        assert part in text


def test_figures_are_shown_for_a_verdict_only_and_not_all_of_many() -> None:
    period = Period(date(2020, 1, 1), date(2020, 12, 31))
    figures = tuple(LabelledFigure(f"figure {n}", Figure(period, 5.0, rows=1), "ged@0123") for n in range(9))
    assert "figure 0" in shown(verified(replace(HOLDS, figures=figures)))
    assert "and 3 figures more" in shown(verified(replace(HOLDS, figures=figures)), width=1000)
    assert "figure 7" not in shown(verified(replace(HOLDS, figures=figures)))
    assert "figure 0" not in shown(verified(replace(HOLDS, verdict=Verdict.UNVERIFIABLE, figures=figures)))


def test_what_the_rest_could_mean_and_what_was_left_out() -> None:
    one = replace(verified(), partial="deaths in Mali in 2020 are 5", asides=("the year of the coup",))
    text = shown(one)
    assert ": deaths in Mali in 2020 are 5\n" in text
    assert ": the year of the coup\n" in text


def test_other_readings_follow_the_rivals_first() -> None:
    other = Alternative(Outcome("", Verdict.FAILS, "", reading="civilian deaths\nin Mali are 5"), False)
    rival = Alternative(Outcome("", Verdict.HOLDS, "", reading="deaths in Mali since 2019 are 5"), True)
    text = shown(replace(verified(), alternatives=(other, rival)))
    may, could = (
        text.index("it may as well mean: deaths"),
        text.index("it could also mean: civilian deaths in Mali are 5"),
    )
    assert may < could


def test_an_empty_line_stands_between_two_sentences() -> None:
    assert shown(verified(), verified()).count("\n\n") == 1
    assert shown() == ""


def test_marks_stay_under_their_words_where_characters_are_written_out() -> None:
    text = "In\u202e 2020,\n\t 5 died\x1b."
    found = verified(text=text, marks=(Mark(text.index("5"), text.index("5") + 1, "number"),))
    lines = shown(found, width=200).splitlines()
    assert "\u202e" not in lines[0]
    assert "\x1b" not in lines[0]
    assert lines[1].index("~") == lines[0].index("5 died")


def test_an_empty_sentence_has_an_answer() -> None:
    found = verified(Outcome("", Verdict.UNVERIFIABLE, "there is no sentence"), text="", marks=())
    assert "there is no sentence" in shown(found)
