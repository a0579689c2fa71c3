"""Pandoc citations in running text: keys, groups, places, and what is no citation."""

from __future__ import annotations

import time

import pytest

from onrecord.text.citations import find_attributes, find_citations, masked, without
from onrecord.text.fragment import Fragment


def found(text: str) -> list[tuple[str, int, int, str, str]]:
    """(key, line, column, prefix, locator) of each citation."""
    fragment = Fragment.whole("f", text)
    return [
        (c.key, c.span.line, c.span.column, c.prefix, c.locator)
        for c in (each.citation for each in find_citations(fragment, masked(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [@key].", [("key", 1, 4, "", "")]),
        ("A [@key, p. 4].", [("key", 1, 4, "", "p. 4")]),
        ("[see @a, p. 4; also @b]", [("a", 1, 6, "see", "p. 4"), ("b", 1, 21, "also", "")]),
        ("[-@key]", [("key", 1, 3, "", "")]),
        ("@key says", [("key", 1, 1, "", "")]),
        ("@key [p. 33] says", [("key", 1, 1, "", "p. 33")]),
        ("x\n[@a,\n p. 4; @b]", [("a", 2, 2, "", "p. 4"), ("b", 3, 8, "", "")]),
        ("[@Foo_bar.baz.]", [("Foo_bar.baz", 1, 2, "", ".")]),
        ("@{https://x.y/?a=b}", [("https://x.y/?a=b", 1, 1, "", "")]),
        ("@a--b", [("a", 1, 1, "", "")]),
        ("@a:b/c#d", [("a:b/c#d", 1, 1, "", "")]),
        ("(@é-1)", [("é-1", 1, 2, "", "")]),
        ("[see [x] @a]", [("a", 1, 10, "see [x]", "")]),
        ("[a @b and @c]", [("b", 1, 4, "a", "and"), ("c", 1, 11, "", "")]),
        ("[text @a](http://x.y)", [("a", 1, 7, "", "")]),
        ("[@a", [("a", 1, 2, "", "")]),
        ("[open\n\n@a]", [("a", 3, 1, "", "")]),
        ("𝔘 @a", [("a", 1, 3, "", "")]),
    ],
)
def test_citations(text: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "me@example.org", "`[@a]`", "``a ` @b``", "\\@a", "<!-- @a -->", "<!-- open @a", "https://medium.com/@user/x",
        "<mailto:x@y.z>", "[x](http://a/@b)", "[x](/@b)", '<a href="@b">', "@", "@-a", "@@a", "a@", "@{a\nb}",
    ],
)  # fmt: skip
def test_no_citation(text: str) -> None:
    assert found(text) == []


def quoted(text: str) -> list[tuple[str, str, str, str]]:
    """(key, prefix, locator, quote) of each citation."""
    found = find_citations(Fragment.whole("f", text), masked(text))
    return [(c.key, c.prefix, c.locator, c.quote) for c in (each.citation for each in found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[@a "at least 300"]', [("a", "", "", "at least 300")]),
        ('[see @a, p. 4 "at least 300"; also @b, 5]', [("a", "see", "p. 4", "at least 300"), ("b", "also", "5", "")]),
        ("[@a, p. 4, “at\n  least 300”; @b « non »]", [("a", "", "p. 4", "at least 300"), ("b", "", "", "non")]),
        ('[@a "one; two"; see @b "x@y.org @c"]', [("a", "", "", "one; two"), ("b", "see", "", "x@y.org @c")]),
        ('[@a "[T]he army [...] left"]', [("a", "", "", "[T]he army [...] left")]),
        ('[@a "\\[T\\]he army"]', [("a", "", "", "[T]he army")]),
        ('[@a "he said "no" then"]', [("a", "", "", 'he said "no" then')]),
        ('@a ["at least 300"] says', [("a", "", "", "at least 300")]),
        ('@a [p. 3 "at least 300"] says', [("a", "", "p. 3", "at least 300")]),
        ('@a ["[t]he army"] says', [("a", "", "", "[t]he army")]),
        # As before there were quotations:
        ('[@a, "The Title", p. 4]', [("a", "", '"The Title", p. 4', "")]),
        ('[@a, s.v. "record"]', [("a", "", 's.v. "record"', "")]),
        ('[@a, section "Results"]', [("a", "", 'section "Results"', "")]),
        ('["as he said" @a, p. 4]', [("a", '"as he said"', "p. 4", "")]),
        ('[@a, p. 4"]', [("a", "", 'p. 4"', "")]),
        ('[@a ""]', [("a", "", '""', "")]),
        ('[@a; "@b" too]', [("a", "", "", ""), ("b", '"', '" too', "")]),
        ('@a ["open] says "b"', [("a", "", '"open', "")]),
        ("@a [[x] y] says", [("a", "", "", "")]),
    ],
)
def test_quotations(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert quoted(text) == expected


def test_a_quotation_has_a_place() -> None:
    text = 'He said so [@a, p. 4 "at least 300"].'
    (found,) = find_citations(Fragment.whole("f", text), masked(text))
    span = found.citation.quote_span
    assert span is not None
    assert text[span.column - 1 : span.end_column - 1] == '"at least 300"'
    assert without(text, [(found.start, found.end)]) == "He said so."


def test_many_marks_take_no_long_time() -> None:
    start = time.perf_counter()
    for text in ("[@a " + '"' * 200_000 + " x]", "[" + '@a "' * 50_000 + "]", '@a ["' * 50_000, "@a [" + "[" * 100_000):
        quoted(text)
    assert time.perf_counter() - start < 10


def test_code_spans_end_with_the_paragraph() -> None:
    assert found("a ` b\n\n@c ` d") == [("c", 3, 1, "", "")]


def test_attributes() -> None:
    text = "A {#id} {.x} {k=v} {word} `{#code}` {#a b}"
    assert [(a.inside, a.start) for a in find_attributes(masked(text))] == [
        ("#id", 2),
        (".x", 8),
        ("k=v", 13),
        ("#a b", 36),
    ]


def test_without_takes_the_blanks_before() -> None:
    assert without("killed 300 [@a] in [@b].", [(11, 15), (19, 23)]) == "killed 300 in."
