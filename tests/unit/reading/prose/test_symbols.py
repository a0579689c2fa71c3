"""Words to symbols: the longest phrase known, every use of it, and where it stands."""

from __future__ import annotations

from tests.support.prose import symbols

from onrecord.reading.prose.symbols import overlong, words_in

AREAS = {("mopti", "region"): "Mopti region", ("mopti",): "Mopti region", ("rakhine",): "Rakhine"}


def test_words_stand_where_they_stood_in_the_text() -> None:
    text = "L’armée\N{NO-BREAK SPACE}— “Forces” — killed 1,240."
    for word in words_in(text):
        assert text[word.start : word.end]
    assert [text[word.start : word.end] for word in words_in(text)] == ["L", "armée", "Forces", "killed", "1,240"]


def test_what_stands_between_two_words_is_the_gap_before_the_second() -> None:
    assert [word.gap for word in words_in("In Mali, (2019)")] == ["", " ", ", ("]


def test_a_number_and_its_unit_are_two_words() -> None:
    assert [word.text for word in words_in("70% of 12th 10-fold ~5 2010s")] == [
        "70", "%", "of", "12th", "10", "fold", "~", "5", "2010s",
    ]  # fmt: skip


def test_no_sentence_has_hundreds_of_words() -> None:
    assert not overlong("word " * 399)
    assert overlong("word " * 400)
    assert len(words_in("word " * 1000)) == 400


def test_the_longest_phrase_is_one_symbol_with_all_its_uses() -> None:
    found = symbols("death toll in the Central African Republic")
    assert [symbol.text for symbol in found] == ["death toll", "in", "the Central African Republic"]
    assert found[0].has("deaths")
    assert found[2].get("place") == "CAF"


def test_a_phrase_ends_at_a_comma() -> None:
    assert symbols("death, toll")[0].text == "death"


def test_actors_and_kinds_are_known_by_their_names() -> None:
    actor, kind = symbols("Boko Haram", "en")[0], symbols("one-sided violence")[0]
    assert (actor.get("actor"), kind.get("kind")) == ("boko-haram", "attacks-on-civilians")


def test_short_names_in_capitals_are_not_words() -> None:
    assert symbols("IS")[0].has("actor")
    assert not symbols("is")[0].has("actor")


def test_a_division_of_the_data_is_known_by_its_capital_or_after_its_sort() -> None:
    assert symbols("in Mopti region", areas=AREAS)[1].get("area") == "Mopti region"
    assert not symbols("in mopti", areas=AREAS)[1].has("area")
    french = symbols("dans l'État rakhine", "fr", AREAS)
    assert french[-1].get("area") == "Rakhine"


def test_lower_than_compares_unless_a_number_follows() -> None:
    assert [symbol.text for symbol in symbols("lower than in 2019")][:2] == ["lower", "than"]
    assert symbols("fewer than 500")[0].get("comparator") == "fewer than"


def test_an_unknown_word_has_no_use() -> None:
    assert symbols("zyzzyva")[0].uses == {}
