"""Claim files: front matter, items, ids, prose, blocks, each with its exact place."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model.finding import Span
from onrecord.text.claims import default_id
from onrecord.text.formatting import format_claim

from .conftest import HEAD, Load

F = "claims/c.md"


def test_front_matter(load: Load) -> None:
    dossier, faults, _ = load(
        toml='title = "T"\nas_of = 2022-03-31\n[rating]\nscale = ["up", "down"]\n',
        claim="---\nclaim: no\nclaimant: 012\norder: 7\nnote: on\nappearances:\n- on: 2022-03\n  where: Bamako\n"
        "  source: ged, p. 4\n  quote: 'Oui: non'\nrating:\n  value: up\n  by: A. B.\n  on: 2022\n  because: x\n---\n"
        "- A [@hrw-moura].\n",
    )
    assert faults == []
    claim = dossier.claims[0]
    assert (claim.id, claim.claim, claim.claimant, claim.order, claim.note) == ("c", "no", "012", 7, "on")
    appearance = claim.appearances[0]
    assert (str(appearance.on), appearance.where, appearance.quote) == ("2022-03", "Bamako", "Oui: non")
    assert appearance.source is not None
    assert (appearance.source.key, appearance.source.locator) == ("ged", "p. 4")
    assert appearance.source.span == Span(F, 9, 11, 9, 20)
    assert claim.rating is not None
    assert (claim.rating.value, claim.rating.by, str(claim.rating.on)) == ("up", "A. B.", "2022")


def test_statements_have_exact_places(load: Load) -> None:
    dossier, faults, _ = load(
        claim=HEAD
        + "Prose @ged.\n\n## The record\n\n- First **bold** sentence\n  goes on [see @hrw-moura,\n  p. 4]. {#one}\n"
        "\n  ~~~ reads\n  deaths in Mali\n  exceed those\n  ~~~\n\n*   Second [@ged].\n1. Third @ged.\n"
    )
    assert faults == []
    claim = dossier.claims[0]
    first, second, third = claim.statements
    assert (first.id, first.id_written, first.text) == ("one", True, "First bold sentence goes on.")
    assert first.markdown == "First **bold** sentence\ngoes on [see @hrw-moura,\np. 4]."
    assert first.span == Span(F, 9, 3, 11, 16)
    assert first.citations[0].span == Span(F, 10, 16, 10, 26)
    assert (first.citations[0].prefix, first.citations[0].locator) == ("see", "p. 4")
    assert first.reads is not None
    assert (first.reads.text, first.reads.indent) == ("deaths in Mali\nexceed those", 2)
    assert first.reads.span == Span(F, 14, 3, 15, 15)
    assert (second.id, second.id_written, second.text) == ("c-2", False, "Second.")
    assert second.span == Span(F, 18, 5, 18, 19)
    assert second.citations[0].span == Span(F, 18, 13, 18, 17)
    assert (third.id, third.text) == ("c-3", "Third.")
    assert claim.prose == "Prose @ged."
    assert claim.citations[0].span == Span(F, 5, 7, 5, 11)


def test_nested_lists_and_paragraphs_belong_to_the_statement(load: Load) -> None:
    dossier, faults, _ = load(claim=HEAD + "- A [@ged]:\n  - b\n  - c @hrw-moura\n\n  More `x@y`.\n")
    assert faults == []
    (statement,) = dossier.statements
    assert statement.text == "A: b c More x@y."
    assert [(c.key, c.span.line, c.span.column) for c in statement.citations] == [("ged", 5, 6), ("hrw-moura", 7, 7)]


def test_prose_holds_all_that_is_no_statement(load: Load) -> None:
    dossier, _, _ = load(
        claim=HEAD + "One.\n\n\n\n# H\n\nTwo.\n\n## Record\n\n- A @ged\n\n## More\n\nThree.\n\n- B @ged\n\n## End\n"
    )
    assert dossier.claims[0].prose == "One.\n\n# H\n\nTwo.\n\n## More\n\nThree."


def test_tabs_keep_their_columns(load: Load) -> None:
    dossier, faults, _ = load(claim=HEAD + "-\tA [@ged].\n\n\t~~~ reads\n\tx y\n\t~~~\n")
    assert faults == []
    (statement,) = dossier.statements
    assert statement.span == Span(F, 5, 3, 5, 12)
    assert statement.citations[0].span == Span(F, 5, 6, 5, 10)
    assert statement.reads is not None
    assert (statement.reads.text, statement.reads.indent) == ("x y", 1)
    assert statement.reads.span == Span(F, 8, 2, 8, 5)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- A @ged {#1a}\n", "5:10 OR104 \"#1a\" is no identifier"),
        ("- A @ged {#a .b}\n", "5:10 OR444 \".b\" is no class of a statement"),
        ("- A @ged {#a} b\n", "5:10 OR104 an identifier stands in the middle of the text"),
        ("- A @ged {#a} {#b}\n", "5:10 OR104 an identifier stands in the middle of the text"),
        ("- A @ged {#moura\n", "5:10 OR104 \"{#moura\" is no identifier"),
        ("- A @ged {moura}\n", "5:10 OR104 \"{moura}\" is no identifier"),
        ("- A @ged {#a}\n- B @ged {#a}\n", "6:3 OR103 the id \"a\" stands twice: first at claims/c.md:5:3"),
        ("- A @ged {#c}\n", "5:3 OR103 the id \"c\" stands twice: first at claims/c.md:1:1"),
        ("- A\n  b\n", "5:3 OR105 the statement cites no source"),
        ("- A [@gedd]\n", "5:6 OR101 no source has the key \"gedd\""),
        ("- A @ged\n\n  ~~~ reads x\n  ~~~\n", '7:3 OR106 nothing may stand after "reads" on this line'),
        ("- A @ged\n\n  ~~~ python\n  ~~~\n", '7:3 OR106 "python" is no kind of block'),
        ("- A @ged\n\n~~~ reads\nx\n~~~\n", "7:1 OR107 the reads block stands outside a list item"),
        ("- A @ged\n  - b\n\n    ~~~ reads\n    ~~~\n", "8:5 OR107 the reads block stands outside a list item"),
        ("- A @ged\n\n  > ~~~ reads\n  > ~~~\n", "7:5 OR107 the reads block stands outside a list item"),
        ("> - A @ged\n>\n>   ~~~ reads\n>   ~~~\n\n- B @ged\n", "7:5 OR107 the reads block stands outside a list item"),
        ("Prose.\n", "1:1 OR108 no list item stands under the claim"),
        ("- A @ged\n\n  ~~~ reads\n  ~~~\n\n  ~~~ reads\n  ~~~\n", "10:3 OR110 a second reads block: the first stands on line 7"),
        ("- A @ged\n\n  ~~~ reads\n  x\n\n- B @ged\n", "7:3 OR112 the reads block is not closed"),
        ("- A @ged\n\n  ```python\n  x\n", "7:3 OR112 the block is not closed"),
        ("- killed 300 @ged\n", '5:10 OR205 "300" is not checked'),
        ("- A @ged\n\n  ~~~ pledge\n  - x\n  ~~~\n", "8:3 OR017 the pledge block should be fields, one on each line: name: value"),
    ],
)  # fmt: skip
def test_faults(load: Load, body: str, expected: str) -> None:
    _, faults, _ = load(claim=HEAD + body)
    assert faults == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "- A @ged\n\n  ```python\n  @x {#y}\n  ```\n",
        "- A @ged\n\n  ~~~\n  @x\n  ~~~\n",
        "- A @ged\n\n      @x indented code\n",
        "- A {b} c @ged\n",
        "- A @ged {#moura}\n\n  Second paragraph.\n",
        "- A {#moura} [@ged]\n",
        "- A\n\n  ~~~ position\n  who: W\n  view: V\n  source: ged\n  ~~~\n",
        "- A\n\n  ~~~ position\n  who: W\n  view: V\n  standing: not found\n  ~~~\n",
        "- A 7 @ged\n\n  ~~~ reply\n  by: D\n  ~~~\n\n  ~~~ reply\n  by: E\n  ~~~\n",
    ],
)
def test_no_faults(load: Load, body: str) -> None:
    _, faults, _ = load(claim=HEAD + body)
    assert faults == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 OR111 the file is empty"]),
        ("- A @ged\n", ["1:1 OR111 the file has no front matter"]),
        ("---\nclaim: C\n- A\n", ["1:1 OR111 the front matter is not closed"]),
        ("---\n---\n- A @ged\n", [
            '1:1 OR016 the front matter needs the field "claim"',
            '1:1 OR016 the front matter needs the field "claimant"',
        ]),
        ("---\nclaim:\nclaimant: ' '\n---\n- A @ged\n", [
            '2:1 OR016 the field "claim" of the front matter is empty',
            '3:11 OR016 the field "claimant" of the front matter is empty',
        ]),
        ("---\njust text\n---\n- A @ged\n", ["2:1 OR017 the front matter should be fields, one on each line: name: value"]),
        ("---\nclaim: C\nclaimant: D\nid: 1a\n---\n- A @ged\n", ['4:5 OR104 "1a" is no identifier']),
        ("---\nclaim: C\nclaimant: D\norder: x\n---\n- A @ged\n", ['4:8 OR017 "order" is "x"; it should be a whole number']),
        ("---\nclaim: C\nclaimant: D\nrating: up\n---\n- A @ged\n", ['4:9 OR017 "rating" is text; it should be a table of fields']),
        ("---\nclaim: C\nclaimant: D\nrating: {value: up}\n---\n- A @ged\n", ['4:17 OR019 "up" is not on the rating scale']),
    ],
)  # fmt: skip
def test_front_matter_faults(load: Load, text: str, expected: list[str]) -> None:
    _, faults, _ = load(claim=text)
    assert faults == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("claims/security.md", "security"), ("claims/01-security.md", "security"), ("claims/2022.md", "claim-2022"),
        ("claims/Sécurité !.md", "securite"), ("claims/安全.md", "claim"), ("claims/a_b.md", "a-b"),
    ],
)  # fmt: skip
def test_ids_from_file_names(name: str, expected: str) -> None:
    assert default_id(name) == expected


def test_order_and_languages(load: Load) -> None:
    claim = "---\nclaim: C\nclaimant: D\n{}---\n- A @ged {{#s}}\n"
    dossier, faults, _ = load(**{
        "toml": 'title = "T"\nas_of = 2022-03-31\nlanguages = ["en", "fr"]\n',
        "claim": None,
        "claims/a.md": claim.format("order: 9\n"),
        "claims/b.md": claim.format("").replace("#s", "#t"),
        "claims/fr/a.md": claim.format(""),
        "claims/de/a.md": claim.format(""),
        "claims/fr/x/a.md": claim.format(""),
        "claims/.hidden.md": "",
        "claims/notes.txt": "",
    })  # fmt: skip
    assert [(c.language, c.file) for c in dossier.claims] == [
        ("en", "claims/b.md"),
        ("en", "claims/a.md"),
    ]
    assert [(c.language, c.file) for c in dossier.translations] == [("fr", "claims/fr/a.md")]
    assert faults == [
        '1:1 OR465 the claim is not translated into "fr"',
        '1:1 OR019 "de" is no language of the dossier',
        "1:1 OR019 a folder inside the folder of a language",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("note: *bold* text", "a value cannot start with * or &"),
        ("note: a\u0085b\n", "this is no field"),
        ("%YAML 1.1", "a line that starts with % has no place here"),
    ],
)
def test_what_the_yaml_parser_says_is_put_in_words(load: Load, line: str, says: str) -> None:
    _, faults, _ = load(claim=f"---\nclaim: C\nclaimant: D\n{line}\n---\n- A [@ged].\n")
    assert any("OR011" in fault and says in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("written", "identifier", "classes"),
    [("{#a .for}", "a", ("for",)), ("{.for}", "c-1", ("for",)), ("{.for #a .for}", "a", ("for",))],
)
def test_classes(load: Load, written: str, identifier: str, classes: tuple[str, ...]) -> None:
    dossier, faults, _ = load(claim=HEAD + f"- A @ged {written}\n")
    (statement,) = dossier.statements
    assert (statement.id, statement.classes, statement.text, faults) == (identifier, classes, "A", [])


def test_formatting_keeps_classes() -> None:
    text = HEAD + "\n* A @ged   {#a .for}\n*  B @ged {.for}\n"
    assert format_claim("claims/c.md", text) == HEAD + "\n- A @ged   {#a .for}\n- B @ged {.for}\n"


def test_what_was_considered(load: Load) -> None:
    head = HEAD.replace("claimant: D", "claimant: D\nconsidered: Nothing found.\none_origin: One office counts.")
    dossier, faults, _ = load(claim=head + "- A @ged\n")
    assert (dossier.claims[0].considered, dossier.claims[0].one_origin, faults) == (
        "Nothing found.",
        "One office counts.",
        [],
    )


def test_a_comment_in_a_field_is_shown_nowhere(tmp_path: Path) -> None:
    from onrecord.text import load_dossier

    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\n')
    head = 'claim: C\nclaimant: D\nnote: "Seen. <!-- ask X -->"\nchosen: "Because. <!-- to do"\n'
    (tmp_path / "claims/a.md").write_text(f"---\n{head}---\n")
    dossier, _ = load_dossier(tmp_path)
    assert dossier is not None
    assert (dossier.claims[0].note, dossier.claims[0].chosen) == ("Seen.", "Because.")
