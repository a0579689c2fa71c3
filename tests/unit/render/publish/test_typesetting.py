"""Typesetting: own fonts only, data never read as markup, a warning is an error, the same bytes every time."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.render.publish.theme import load_theme
from onrecord.render.publish.typesetting import (
    Template,
    TypesettingError,
    Verbatim,
    compiled,
    families,
    inert,
    language_of,
    queried,
    template,
)

DAY = date(2022, 7, 5)
PLAIN = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: data.text)
#set text(font: data.fonts, fallback: false)
#set page(width: 200pt, height: 100pt)
#data.text
#metadata(data.text) <said>
"""


def made(text, kind="pdf", theme=None):
    theme = theme or load_theme()
    data = {"text": inert(text, theme), "fonts": families(theme, "text")}
    return compiled(Template("plain", PLAIN), data, theme, kind, DAY)


def test_data_are_never_read_as_markup():
    theme = load_theme()
    text = '#panic("x") *a* $b$ <c> @d'
    data = {"text": text, "fonts": families(theme, "text")}
    assert queried(Template("plain", PLAIN), data, theme, "said") == text


def test_the_same_bytes_every_time():
    assert made("again") == made("again")


@pytest.mark.parametrize("text", ["习近平", "\u202e", "\x00\x07", "\ue000\ufffd", "e" + "\u0301" * 40, "🧿 مرحبا"])
def test_no_text_breaks_the_standards(text):
    assert made(text)[0].startswith(b"%PDF")


def test_an_unknown_font_is_an_error():
    theme = load_theme()
    theme = replace(theme, fonts=(("display", "No Such Font"), ("text", "No Such Font")))
    with pytest.raises(TypesettingError, match="no such font") as error:
        made("text", theme=theme)
    assert "theme/" in error.value.remedy


def test_a_broken_template_is_an_error():
    with pytest.raises(TypesettingError, match=r"own\.typ does not typeset"):
        compiled(Template("own.typ", b"#let ="), {}, load_theme(), "pdf", DAY)


def test_a_theme_replaces_a_template(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "poster.typ").write_text("= Own")
    theme = load_theme(tmp_path)
    found = template(theme, "poster", "common.typ", "poster.typ")
    assert found.source.endswith(b"= Own") and b"#let prose" in found.source


def test_a_template_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "templates" / "poster.typ").symlink_to(tmp_path / "secret")
    assert b"secret" not in template(load_theme(tmp_path), "poster", "poster.typ").source


def test_drawings_stay_as_they_are():
    drawing = Verbatim("<svg>习" + "x" * 100 + "</svg>")
    assert inert({"svg": drawing, "text": "习"}, load_theme()) == {"svg": drawing, "text": "[U+4E60]"}


@pytest.mark.parametrize("code, made", [("fr-CA", "fr"), ("en", "en"), ("ksh", "ksh"), ("", "en"), ("x-y", "en")])
def test_languages_as_the_typesetter_takes_them(code, made):
    assert language_of(code) == made
