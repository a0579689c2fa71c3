"""Templates: those of a theme in the place of the shipped ones, in a sandbox; faults are told with file and line."""

import pytest
from tests.support.published import sheets, small

from onrecord.render.charts import Charts
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.theme import ThemeError
from onrecord.render.site import files
from onrecord.render.site.pages import FILTERS
from onrecord.render.site.templating import Templates, translator


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    return tmp_path / "theme"


def written(theme, name, text):
    (theme / "templates" / name).write_text(text, encoding="utf-8")
    return Templates(theme, {})


def test_a_theme_replaces_a_page_and_can_build_on_the_shipped_one(theme):
    text = '{% extends "shipped/corrections.html" %}{% block main %}<h1>Our own</h1>{{ super() }}{% endblock %}'
    (theme / "templates" / "corrections.html").write_text(text)
    made = {file.path: file.content for file in files(sheets(small(), theme), Charts(), lambda _: None)}
    assert b"<h1>Our own</h1>" in made["corrections.html"]
    assert b"None since first publication." in made["corrections.html"]
    assert b"Our own" not in made["data.html"]


def test_a_template_that_cannot_be_read_is_told_with_file_and_line(theme):
    with pytest.raises(ThemeError, match=r"theme/templates/index.html:3: .*endif|theme/templates/index.html:3: "):
        written(theme, "index.html", "<p>\n</p>\n{% if %}\n")


def test_a_fault_while_it_is_filled_is_told_with_file_and_line(theme):
    templates = written(theme, "index.html", "one\ntwo\n{{ nothing.of.that }}\n")
    with pytest.raises(ThemeError, match=r"theme/templates/index.html:3: 'nothing' is undefined"):
        templates.render("index.html")
    templates = written(theme, "index.html", "one\n{{ 1 / 0 }}\n")
    with pytest.raises(ThemeError, match=r"theme/templates/index.html:2: division by zero"):
        templates.render("index.html")


def test_a_template_that_asks_for_one_that_is_not_there(theme):
    templates = written(theme, "index.html", '\n{% include "../../theme.toml" %}')
    with pytest.raises(ThemeError, match=r"theme/templates/index.html:2: "):
        templates.render("index.html")


def test_a_fault_of_ours_stays_one_of_ours(theme):
    with pytest.raises(Exception, match="undefined") as caught:
        Templates(None, FILTERS).render("index.html")
    assert not isinstance(caught.value, ThemeError)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ value.__init__.__globals__ }}",
        "{{ value.append(1) }}",
        "{{ '{0.__class__}'.format(value) }}",
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(theme, text):
    templates = written(theme, "index.html", text)
    with pytest.raises(ThemeError):
        templates.render("index.html", value=[])


def test_links_out_of_the_theme_are_not_followed(theme, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (theme / "templates" / "index.html").symlink_to(tmp_path / "secret")
    with pytest.raises(ThemeError, match=r"theme/templates/index.html:1: it is no file of its own"):
        Templates(theme, {})


def test_a_template_in_another_encoding(theme):
    (theme / "templates" / "index.html").write_bytes(b"\xff\xfe")
    with pytest.raises(ThemeError, match="it is not UTF-8"):
        Templates(theme, {})


def test_what_is_written_is_escaped_and_clean(theme):
    templates = written(theme, "index.html", "{{ value }}|{{ nothing }}")
    assert templates.render("index.html", value="<a>&\x00\ud800\ufffe\x85b", nothing=None) == "&lt;a&gt;&amp;b|"


def test_values_of_a_text_are_escaped_and_never_looked_into():
    gettext, ngettext = translator(Locale("en"))
    assert gettext("a {x}", x="<b>") == "a &lt;b&gt;"
    assert gettext("a {x} {x.real} {y}", x=1) == "a 1 {x.real} {y}"
    assert ngettext("{n} of {x}", "{n} of all {x}", 1200, x="<b>") == "1,200 of all &lt;b&gt;"
    assert ngettext("{n} of {x}", "{n} of all {x}", 1, x="{n}") == "1 of {n}"
