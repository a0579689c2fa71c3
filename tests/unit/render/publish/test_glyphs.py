"""Text is made fit for our fonts: what no font draws is spelled out, and nothing is lost unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.publish.glyphs import BREAK, FONTS, breakable, coverage, covered, settable


def test_the_fonts_cover_what_the_pages_are_written_in():
    drawn = coverage((FONTS / "LibreFranklin_400Regular.ttf").read_bytes())
    assert {ord(each) for each in "Aé œŒ’“”«»–—…−\u00a0€"} <= drawn
    assert ord("习") not in drawn


def test_what_is_no_font_covers_nothing():
    assert coverage(b"") == frozenset()
    assert coverage(b"\0\1\0\0\0\1" + b"\0" * 40) == frozenset()


@pytest.mark.parametrize(
    "written, shown",
    [
        ("Boubèye Maïga", "Boubèye Maïga"),
        ("مرحبا", "مرحبا"),
        ("\u2764\ufe0f \U0001f468\u200d\U0001f469", "\u2764\ufe0f \U0001f468\u200d\U0001f469"),
        ("习", "[U+4E60]"),
        ("\u202egnp.exe", "[U+202E]gnp.exe"),
        ("a\x07b", "a[U+0007]b"),
        ("a\tb\nc\u2028d", "a b c d"),
        ("\ud800", "[U+D800]"),
        ("\ue000\ufffd", "[U+E000][U+FFFD]"),
        ("क\u094d", "[U+0915][U+094D]"),
        ("x\u094d", "x[U+094D]"),
    ],
)
def test_what_no_font_draws_is_spelled_out(written, shown):
    assert settable(written) == shown


@given(st.text())
def test_every_settable_text_is_covered(text):
    fonts = covered()
    everything = frozenset().union(*fonts)
    made = settable(text)
    assert all(ord(each) in everything or not each.isprintable() or ord(each) > 0xFE00 - 1 for each in made)
    assert settable(made) == made


@given(st.text(alphabet=st.sampled_from("ab \u0301é-")), st.integers(1, 10))
def test_breaking_loses_nothing_and_leaves_no_long_word(text, longest):
    made = breakable(text, longest)
    assert made.replace(BREAK, "") == text
    pieces = [piece for word in made.split(" ") for piece in word.split(BREAK)]
    assert all(len(piece.replace("\u0301", "")) <= longest for piece in pieces) or len(text) <= longest


def test_full_width_forms_are_set_as_what_they_stand_for():
    assert settable("a\uff0ab\u3000c\uff21") == "a*b cA"
