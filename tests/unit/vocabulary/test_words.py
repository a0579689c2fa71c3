"""The files of words: both load, stand in one form, and drop no word that turns a sentence round."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest
from tools.format_words import FILES, WORDS, formatted, meant

from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon

TEXTS = {language: (WORDS / f"{language}.toml").read_text("utf-8") for language in LANGUAGES}
TABLES = {language: tomllib.loads(text) for language, text in TEXTS.items()}
LISTS = [
    pytest.param(forms, id=f"{language}-{table}-{key}")
    for language, tables in TABLES.items()
    for table, values in tables.items()
    if table != "language"
    for key, forms in values.items()
]

TURNING = (
    "not no n't nor neither never none without except excepting excluding only outside barring unless"
    " pas non sans sauf hors hormis excepte aucun aucune jamais ni rien guere seul seule seulement uniquement"
)
"""Words that turn a sentence round or take something out of it. ("ne" is only half of a negation in French, and its
other half is never passed over.)"""

ALLOWED = ("no doubt", "sans precedent", "a elle seule", "a lui seul")
"""Phrases that have such a word and turn nothing."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_words_loads(language: str) -> None:
    assert len(load_lexicon(language).starting) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_words_is_in_its_one_form(language: str) -> None:
    assert TEXTS[language] == formatted(TEXTS[language]), "run: uv run python tools/format_words.py"
    assert max(map(len, TEXTS[language].splitlines())) <= 120


@pytest.mark.parametrize("forms", LISTS)
def test_no_list_has_a_form_twice(forms: list[str]) -> None:
    """Two notations may share a form ("excéd/e", "excèd/e" once the accents are gone), but each adds something."""
    said = Counter(words for form in forms for words in meant(form))
    assert [form for form in forms if all(said[words] > 1 for words in meant(form))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["structure", "noise"])
def test_no_word_that_is_passed_over_turns_a_sentence_round(language: str, table: str) -> None:
    turning = set(TURNING.split())
    passed = [" ".join(words) for forms in TABLES[language][table].values() for form in forms for words in meant(form)]
    found = [one for one in passed if turning & set(one.split()) or "other than" in one or "autre que" in one]
    assert [one for one in found if one not in ALLOWED] == []


def test_formatting_wraps_a_list_and_drops_what_it_says_twice() -> None:
    long = ", ".join(f'"word {number} of many"' for number in range(10))
    text = f'# kept\n[move]\nrise = ["ballooned", "balloon/+/ed", "rose", "rose", {long}]\n'
    lines = formatted(text).splitlines()
    assert lines[:4] == ["# kept", "[move]", "rise = [", lines[3]]
    assert lines[3].startswith('  "balloon/+/ed", "rose", "word 0 of many", ')
    assert max(map(len, lines)) <= 118
    assert formatted(formatted(text)) == formatted(text)


def test_only_the_words_of_the_reader_are_formatted() -> None:
    """Other files of the folder hold patterns, whose backslashes the notation does not know."""
    assert {path.name for path in FILES} == {f"{language}.toml" for language in LANGUAGES}
