"""A hostile dossier: whatever stands in its fields is shown whole and does nothing.

Every text of an edition is replaced, one edition for each attack; the pages are then taken apart by a parser: no
element and no attribute may come from a text.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.hostile_texts import ATTACKS, MARK, attacked
from tests.support.pages import made, parsed, some
from tests.support.published import full, sheets

from onrecord.render.site.cleaning import plain


def tree(page):
    """What a page is made of: its tags, and the names of their attributes."""
    return set(page.tags), {name for _, name, _ in page.attributes}


@cache
def honest():
    pages = [parsed(content) for path, content in made(sheets(full())).items() if path.endswith(".html")]
    tags = set().union(*(tree(page)[0] for page in pages))
    names = set().union(*(tree(page)[1] for page in pages))
    return tags, names


PAGES = (
    *(f"{name}.html" for name in ("index", "sources", "methods", "corrections", "data", "search", "claims/security")),
    *(f"statements/{name}.html" for name in ("attacks", "moura", "vote")),
)


def held(site):
    tags, names = honest()
    extra = {"g", "text", "tspan", "a", "em", "code", "pre", "strong", "path", "b", "br"}
    for path, content in site.items():
        if path.endswith(".html"):
            page = parsed(content)
            assert set(page.tags) - tags <= extra, path
            assert {name for _, name, _ in page.attributes} - names <= {"x", "y", "dx", "dy", "rotate"}, path
            assert not [name for _, name, _ in page.attributes if name.startswith("on")], path
            for link in page.links:
                assert not link.lower().strip().startswith(("javascript:", "data:", "vbscript:")), path
                assert "evil.example" not in link or link.startswith("https://evil.example"), path
            sources = [value for tag, name, value in page.attributes if name == "src"]
            assert not [each for each in sources if ":" in each], path
            content.decode("utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_dossier_is_inert_and_whole(attack):
    edition = attacked(full(), ATTACKS[attack])
    edition = replace(edition, address=full().address)
    site = made(sheets(edition))
    held(site)
    shown = parsed(site["index.html"]).text
    assert shown.count(MARK) >= 8
    assert "1337" not in site["index.html"].decode()
    for name in ("feed.xml", "sitemap.xml", "fr/feed.xml"):
        ET.fromstring(site[name])
    json.loads(site["data/figures.json"])
    for path in ("claims/security.html", "fr/claims/security.html"):
        start = site[path].decode().index('<script type="application/ld+json">') + 35
        text = site[path].decode()[start:]
        json.loads(text[: text.index("</script>")])


def test_a_page_with_hostile_texts_is_valid_html():
    html5lib = pytest.importorskip("html5lib", reason="html5lib, which validates HTML, is not installed")
    for attack in ("end of a script", "attribute", "control"):
        site = some(sheets(attacked(full(), ATTACKS[attack])), PAGES)
        for path, content in site.items():
            if path.endswith(".html"):
                html5lib.HTMLParser(strict=True).parse(content.decode())


def test_a_title_spells_out_marks_that_turn_the_line():
    site = some(sheets(attacked(full(), ATTACKS["direction"])), ("index.html",))
    assert f"<title>[U+202E]right to left[U+2066]{MARK}</title>" in site["index.html"].decode()


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>\"'&/={}%#!-[]()`\\ \n\x00\u202e\ue000aé0;:@*"), min_size=1, max_size=40))
def test_no_text_becomes_markup(text):
    held(some(sheets(attacked(full(), text)), ("index.html", "claims/security.html", "statements/moura.html")))


@given(st.text())
def test_plain_text_has_nothing_that_acts_on_its_surroundings(text):
    made = plain(text)
    assert made == " ".join(made.split())
    assert not set(made) & set("\x00\x0b\x1f\x7f\x9f\u202e\u2066\ufffe\ud800")
