"""Addresses: relative links between pages, and what of a dossier may become a link."""

import pytest

from onrecord.render.site.links import Place, language_name, safe_url


@pytest.mark.parametrize(
    "url",
    ["https://desk.example/a?b=c#d", "http://desk.example", "HTTPS://desk.example/é", "https://desk.example:8080/"],
)
def test_addresses_of_the_web_are_links(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", " https://desk.example",
        "data:text/html,x", "file:///etc/passwd", "//desk.example/", "desk.example", "https://", "https://a b/",
        "https://desk.example/<script>", 'https://desk.example/"x', "https://desk.example/'x", "ftp://desk.example/",
        "https:\\\\desk.example", "https://user:secret@desk.example/", "https://[bad/", "https://a/" + "x" * 5000,
        "vbscript:x", "https://desk.example/\x00",
    ],
)  # fmt: skip
def test_nothing_else_is(url):
    assert safe_url(url) == ""


def test_links_are_relative_to_the_page_they_stand_on():
    page = Place("claims/a.html", "fr/")
    assert page.to("index.html") == "../index.html"
    assert page.to("statements/b.html#x") == "../statements/b.html#x"
    assert page.root("assets/style.css") == "../../assets/style.css"
    assert page.other("") == "../../claims/a.html"
    assert Place("index.html", "").to("claims/a.html") == "claims/a.html"


def test_only_a_site_with_an_address_has_absolute_links():
    assert Place("a.html", "").absolute("claims/é.html") == ""
    assert (
        Place("a.html", "", "https://desk.example/").absolute("claims/é.html")
        == "https://desk.example/claims/%C3%A9.html"
    )


def test_languages_are_named_in_themselves():
    assert [language_name(code) for code in ("en", "fr", "ar", "pt-BR", "xx-nowhere")] == [
        "English", "Français", "العربية", "Português (Brasil)", "xx-nowhere"
    ]  # fmt: skip
