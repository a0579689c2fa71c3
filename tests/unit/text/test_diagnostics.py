"""Findings as text: the place underlined, whatever the line holds."""

from __future__ import annotations

import pytest

from onrecord.model.codes import finding
from onrecord.model.finding import Span
from onrecord.text import render
from onrecord.text.diagnostics import excerpt


def shown(line: str, column: int, end: int) -> tuple[str, str]:
    return excerpt(finding("OR101", "m", Span("f", 1, column, 1, end), excerpt=line))


def test_whole() -> None:
    found = finding(
        "OR101", 'no source has the key "a"', Span("claims/c.md", 3, 7, 3, 9), excerpt="x see [@a] y",
        why=("first", "second"), remedy="Do this.",
    )  # fmt: skip
    assert render(found) == (
        'claims/c.md:3:7 OR101 no source has the key "a"\n'
        "  x see [@a] y\n"
        "        ^^\n"
        "  first\n"
        "  second\n"
        "  help: Do this."
    )


def test_no_excerpt() -> None:
    assert render(finding("OR001", "gone", Span("f"))) == (
        "f:1:1 OR001 gone\n  help: Create the file, or correct the name."
    )


@pytest.mark.parametrize(
    ("line", "column", "end", "expected"),
    [
        ("abc", 2, 3, ("abc", " ^")),
        ("abc", 4, 5, ("abc", "   ^")),
        ("abc", 9, 12, ("abc", "   ^")),
        ("", 1, 2, ("", "^")),
        ("\ta\tb", 2, 5, ("    a    b", "    ^^^^^^")),
        ("安全 b", 4, 5, ("安全 b", "     ^")),
        ("安全 b", 1, 3, ("安全 b", "^^^^")),
        ("e\u0301 b", 4, 5, ("e\u0301 b", "  ^")),
        ("\x1b[31mred", 6, 9, ("\\x1b[31mred", "        ^^^")),
        ("a\u202eb", 3, 4, ("a\\u202eb", "       ^")),
        ("a\u2028b", 3, 4, ("a\\u2028b", "       ^")),
    ],
)
def test_excerpts(line: str, column: int, end: int, expected: tuple[str, str]) -> None:
    assert shown(line, column, end) == expected


@pytest.mark.parametrize("length", [10, 98, 99, 100, 200, 5_000_000])
@pytest.mark.parametrize("where", [0.0, 0.5, 1.0])
def test_long_lines_are_cropped_around_the_span(length: int, where: float) -> None:
    at = int((length - 3) * where)
    line = "." * at + "XYZ" + "." * (length - 3 - at)
    text, carets = shown(line, at + 1, at + 4)
    assert len(text) <= 100
    assert text[carets.index("^") : len(carets)] == "XYZ"
    assert carets.strip() == "^^^"


def test_a_span_over_lines_is_underlined_to_the_end_of_its_first() -> None:
    found = finding("OR105", "m", Span("f", 1, 3, 2, 5), excerpt="- one")
    assert excerpt(found) == ("- one", "  ^^^")


def test_nothing_from_files_reaches_a_terminal_raw() -> None:
    found = finding("OR101", "a\x1b[2Jb\u202e\nc", Span("f\x07\n"), why=("\x9b",), remedy="\x7f", excerpt="x\r\x08")
    assert render(found) == (
        "f\\x07\\x0a:1:1 OR101 a\\x1b[2Jb\\u202e\\x0ac\n  x\\x0d\\x08\n  ^\n  \\x9b\n  help: \\x7f"
    )
