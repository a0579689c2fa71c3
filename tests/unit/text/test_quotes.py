"""Quotations of a statement: in citations and in quote blocks."""

from __future__ import annotations

import pytest

from onrecord.model.quotation import Selector
from onrecord.text.formatting import format_claim

from .conftest import HEAD, Load

BLOCK = (
    "  ~~~ quote\n  source: ged, p. 4\n  exact: |\n    at least\n    300\n  prefix: killed\n  translation: T\n  ~~~\n"
)


def test_both_kinds(load: Load) -> None:
    dossier, faults, _ = load(claim=HEAD + '- A [@hrw-moura, 3 "one two"].\n' + BLOCK)
    assert faults == []
    (statement,) = dossier.statements
    assert statement.text == "A."
    assert [(q.source, q.selector, q.locator, q.translation) for q in statement.quotations] == [
        ("hrw-moura", Selector("one two"), "3", ""),
        ("ged", Selector("at least 300", "killed"), "p. 4", "T"),
    ]
    assert [(q.span.line, q.span.column) for q in statement.quotations] == [(5, 20), (8, 10)]


def test_a_quote_block_is_a_source_and_no_other_block(load: Load) -> None:
    dossier, faults, _ = load(claim=HEAD + "- A.\n" + BLOCK + BLOCK)
    assert faults == []
    assert dossier.statements[0].blocks == ()
    assert len(dossier.statements[0].quotes) == 2


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("exact: x", ['6:3 OR016 the quote block needs the field "source"']),
        ("source: ged", ['6:3 OR016 the quote block needs the field "exact"']),
        ("source: ged\n  exact: ''", ['8:10 OR016 the field "exact" of the quote block is empty']),
        ("source: ged\n  exact: x\n  by: y", ['9:3 OR015 "by" is no field of the quote block']),
        ("source: nobody\n  exact: x", ['7:11 OR101 no source has the key "nobody"']),
    ],
)
def test_faults(load: Load, yaml: str, expected: list[str]) -> None:
    _, faults, _ = load(claim=HEAD + f"- A @ged\n  ~~~ quote\n  {yaml}\n  ~~~\n")
    assert faults == expected


def test_a_block_without_words_quotes_nothing(load: Load) -> None:
    dossier, _, _ = load(claim=HEAD + "- A @ged\n  ~~~ quote\n  source: ged\n  ~~~\n")
    assert dossier.statements[0].quotations == ()


@pytest.mark.parametrize(
    "citation", ['[@ged, p. 4 "at  least 300"; see @hrw-moura « non »]', '@ged ["[t]he army"] says']
)
def test_fmt_keeps_quotations_as_written(citation: str) -> None:
    text = f"{HEAD}\n- A {citation}\n{BLOCK}"
    assert format_claim("f", text) == text
