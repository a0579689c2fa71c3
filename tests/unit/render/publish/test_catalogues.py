"""The catalogues: every text of the code is in each of them, translated, with its fields, and set as French is set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from tools import catalogues

from onrecord.render.french.typography import THIN, WIDE, misset, typeset
from onrecord.render.publish.locale import LOCALES

_FIELD = re.compile(r"\{(\w+)\}")
LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "onrecord.po").open("rb") as file:
        return read_po(file, locale=language)


def pairs(language: str) -> list[tuple[str, str]]:
    """Every text beside its translation; a plural beside each of its forms."""
    found = []
    for one in catalogue(language):
        ids = one.id if isinstance(one.id, tuple | list) else (one.id,)
        strings = one.string if isinstance(one.string, tuple | list) else (one.string,)
        found += [(ids[min(at, len(ids) - 1)], text) for at, text in enumerate(strings) if one.id]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_translated_and_none_is_left_over(language: str) -> None:
    assert catalogues.faults(catalogue(language), catalogues.template()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_text(language: str) -> None:
    wrong = [
        (one, other)
        for one, other in pairs(language)
        if other and set(_FIELD.findall(one)) != set(_FIELD.findall(other))
    ]
    # "1 event" may go without its number's field: the other form has it.
    assert [pair for pair in wrong if not set(_FIELD.findall(pair[1])) ^ set(_FIELD.findall(pair[0])) <= {"n"}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_as_many_forms_as_the_language(language: str) -> None:
    found = catalogue(language)
    wrong = [one.id for one in found if one.pluralizable and len(one.string) != found.num_plurals]
    assert wrong == []


def test_french_is_set_as_french_is_set() -> None:
    assert [text for _, text in pairs("fr") if misset(text)] == []


def test_the_template_on_disk_is_that_of_the_code() -> None:
    assert (LOCALES / "onrecord.pot").read_bytes() == catalogues.written(catalogues.template())


def test_texts_are_found_in_code_and_templates(tmp_path: Path) -> None:
    code = (
        'def f(locale, other):\n    locale.text("one " "text")\n'
        '    self.locale.plural("a", "b", 2)\n'
        '    other.text("no")\n'
    )
    assert [(one.text, one.plural) for one in catalogues.in_python(code, "f.py")] == [("one text", ""), ("a", "b")]
    short = 'say, number = self._locale.text, self._locale.number\nsay("Sources")\nnumber("3")\n'
    assert [one.text for one in catalogues.in_python(short, "f.py")] == ["Sources"]
    page = tmp_path / "page.html"
    page.write_text("<p>{{ _('Sources') }} {{ _('by {x}', x=y) }} {{ ngettext('{n} page', '{n} pages', 3) }}</p>")
    found = [(one.text, one.plural) for one in catalogues.in_template(page, "page.html")]
    assert found == [("Sources", ""), ("by {x}", ""), ("{n} page", "{n} pages")]


def test_a_text_that_is_no_literal_is_refused() -> None:
    with pytest.raises(catalogues.NotLiteralError, match=r"f\.py:1"):
        list(catalogues.in_python("locale.text(name)", "f.py"))


def test_an_update_keeps_translations_and_sets_the_rest_aside() -> None:
    before = Catalog("fr")
    before.add("Sources", "Sources citées")
    before.add("Gone", "Parti")
    new = Catalog()
    new.add("Sources")
    new.add("Methods")
    after = catalogues.updated(catalogues.written(before), "fr", new)
    assert {one.id: one.string for one in after if one.id} == {"Sources": "Sources citées", "Methods": None}
    assert catalogues.faults(after, new) == ["fr: not translated: Methods"]
    text = catalogues.written(after).decode()
    assert '#~ msgstr "Parti"' in text and "POT-Creation-Date" not in text
    assert catalogues.written(catalogues.updated(text.encode(), "fr", new)).decode() == text
    assert "Parti" not in catalogues.written(after, prune=True).decode()


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ("L'ensemble : 5 %", f"L’ensemble{THIN}: 5{WIDE}%"),
        ("« Oui » ; non !", f"«{THIN}Oui{THIN}»{THIN}; non{THIN}!"),
        ("«{quote}», 1 072 personnes", f"«{THIN}{{quote}}{THIN}», 1{WIDE}072 personnes"),
        ("{n} %", f"{{n}}{WIDE}%"),
        ("https://example.org:80/a;b à 12:30", "https://example.org:80/a;b à 12:30"),
    ],
)
def test_typography(plain: str, told: str) -> None:
    assert typeset(plain) == told == typeset(told)
    assert not misset(told)


def test_a_mark_without_its_space_is_seen() -> None:
    assert misset("Pourquoi? Parce que")
    assert misset("Sources: trois")
