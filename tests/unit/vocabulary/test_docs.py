"""docs/reader.md names every table of words, and what it shows as read and unread is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from tests.support.prose import context, vocabulary

from onrecord.reading import print_reading
from onrecord.reading.prose.read import read_sentence
from onrecord.vocabulary.lexicon import LANGUAGES, expand

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reader.md").read_text("utf-8")
WORDS = ROOT / "src" / "onrecord" / "vocabulary" / "words"
TABLES = {
    language: set(tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))) - {"language"}
    for language in LANGUAGES
}


def rows(header: str) -> list[list[str]]:
    """The cells of the rows below a table's header."""
    lines = PAGE[PAGE.index(header) :].splitlines()[2:]
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def test_every_table_of_words_is_told_of_once_and_no_other() -> None:
    told = [row[0].strip("` ") for row in rows("| table | what its words do |")]
    assert len(told) == len(set(told))
    assert set(told) == TABLES["en"] | TABLES["fr"], "docs/reader.md has a line for each table of words"


@pytest.mark.parametrize(("language", "other", "mark"), [("en", "fr", "English: "), ("fr", "en", "French: ")])
def test_both_languages_have_the_same_tables_but_for_those_marked(language: str, other: str, mark: str) -> None:
    marked = {row[0].strip("` ") for row in rows("| table | what its words do |") if row[1].startswith(mark)}
    assert TABLES[language] - TABLES[other] <= marked, f"mark these with {mark!r} in docs/reader.md"
    assert marked <= TABLES[language]


@pytest.mark.parametrize(("sentence", "reading"), rows("| sentence | reading |"))
def test_a_sentence_is_read_as_the_page_says(sentence: str, reading: str) -> None:
    found = read_sentence(sentence.strip("` "), context())
    assert [print_reading(one.reading, vocabulary()) for one in found.readings][:1] == [reading.strip("` ")]


@pytest.mark.parametrize(("sentence", "unread"), rows("| sentence | unread |"))
def test_a_word_is_unread_as_the_page_says(sentence: str, unread: str) -> None:
    found = read_sentence(sentence.strip("` "), context())
    assert found.readings == ()
    assert set(re.findall(r"`([^`]+)`", unread)) <= {word for text in found.unread for word in (text, *text.split())}


def test_the_phrases_that_are_never_read_are_in_the_table_of_such() -> None:
    start = PAGE.index("Some words are unread on purpose")
    named = re.findall(r"`([^`]+)`", PAGE[start : PAGE.index("## To add a word")])
    held = {
        form
        for language in LANGUAGES
        for forms in tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))["unread"].values()
        for listed in forms
        for form in expand(listed)
    }
    assert len(named) > 4
    assert set(named) <= held


def test_the_short_notation_is_explained_as_it_works() -> None:
    (notation, forms) = re.findall(r"`(climb/[^`]+)` stands for ([^.]+)\.", PAGE)[0]
    assert list(expand(notation)) == forms.split(", ")


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
    anchors = {re.sub(r"[^a-z -]", "", one.lower()).replace(" ", "-") for one in re.findall(
        r"^#+ (.+)$", (ROOT / "docs" / "readings.md").read_text("utf-8"), re.MULTILINE)}  # fmt: skip
    assert set(re.findall(r"readings\.md#([\w-]+)", PAGE)) <= anchors
