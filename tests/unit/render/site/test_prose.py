"""Prose: Markdown to HTML that can do no harm, with citations as numbers."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from onrecord.render.site.prose import prose_html


def shown(text):
    """The prose with each group of citations as its keys in braces."""
    return str(prose_html(text, lambda ones, in_text: Markup("{{{}}}").format("+".join(one.key for one in ones))))


def test_markdown_is_html():
    assert shown("One *two* **three**.\n\n- a\n- b") == (
        "<p>One <em>two</em> <strong>three</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


def test_citations_stand_where_they_were_written():
    assert shown("So [@a, p. 4; see @b] it was.") == "<p>So {a+b} it was.</p>\n"
    assert shown("As @a says.") == "<p>As {a} says.</p>\n"
    assert shown("*So [@a]*") == "<p><em>So {a}</em></p>\n"


def test_code_keeps_what_looks_like_a_citation():
    assert shown("`[@a]` and [@b]") == "<p><code>[@a]</code> and {b}</p>\n"
    assert shown("```\n[@a]\n```") == "<pre><code>[@a]\n</code></pre>\n"
    assert shown("    [@a]") == "<pre><code>[@a]\n</code></pre>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- x -->", "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))", "[a](data:text/html,x)", "[a](<javascript:alert(1)>)", "![a](https://desk.example/x.png)",
        "<javascript:alert(1)>", "[a]: javascript:alert(1)\n\n[a]", '[a](https://desk.example/ "onmouseover=x")',
        "[a](https://desk.example/\"><script>)",
    ],
)  # fmt: skip
def test_nothing_in_it_acts(text):
    made = shown(text)
    for bad in ("<script", "<img", "<b ", "onerror=alert(1)>", 'href="javascript', 'href="data', "<!--", "title="):
        assert bad not in made


def test_links_lead_to_the_web():
    assert shown("[a](https://desk.example/?b=1&c=2)") == (
        '<p><a href="https://desk.example/?b=1&amp;c=2" rel="noopener">a</a></p>\n'
    )


def test_pictures_are_their_words():
    assert shown("![a <map>](https://desk.example/x.png)") == "<p>a &lt;map&gt;</p>\n"


def test_headings_are_those_of_a_section():
    assert shown("# One\n\n###### Two") == "<h3>One</h3>\n<h3>Two</h3>\n"


def test_the_marks_used_inside_cannot_be_forged():
    assert shown("\ue0000\ue001 [@a]") == "<p>0 {a}</p>\n"


@given(st.text(alphabet=st.sampled_from("a<>&\"'`[]()@!*_#\n ;:/\\{}~|\ue000\ue001\x00"), max_size=60))
def test_any_prose_is_well_formed_and_inert(text):
    made = shown(text)
    inner = made
    for tag in ("p", "em", "strong", "ul", "ol", "li", "code", "pre", "h3", "blockquote", "s"):
        inner = inner.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    inner = inner.replace("<hr />", "").replace("<br />", "")
    assert "<" not in inner.replace('<ol start="', "")
    assert "\x00" not in html.unescape(made)
