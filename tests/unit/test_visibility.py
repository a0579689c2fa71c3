"""The view of a dossier: what is left out, how hidden sources are stood in for, what is told of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model.blocks import Incident, Pledge
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.visibility import Access, HiddenPlace, Visibility, strictest
from onrecord.stand_ins import TITLE
from onrecord.text import load_dossier
from onrecord.visibility import NOT_PUBLIC, published, reduced, withheld

HEAD = "---\nclaim: They are safer.\nclaimant: The army\n---\n\n"
SOURCES = """[
  {"id": "open", "type": "report", "title": "Open", "publisher": "A house", "issued": {"raw": "2022-01-01"}},
  {"id": "second", "type": "report", "title": "Second", "custom": {"onrecord": {"visibility": "confidential"}}},
  {"id": "first", "type": "report", "title": "First", "publisher": "B", "issued": {"raw": "2022-01-02"},
   "custom": {"onrecord": {"visibility": "internal"}}},
  {"id": "same", "type": "report", "title": "Same", "publisher": "B", "issued": {"raw": "2022-01-02"},
   "note": "onrecord-visibility: internal"}
]
"""


def load(root: Path, body: str, sources: str = SOURCES, head: str = HEAD) -> Dossier:
    (root / "claims").mkdir(exist_ok=True)
    (root / "dossier.toml").write_text('title = "T"\nas_of = 2022-08-30\n')
    (root / "sources.json").write_text(sources)
    (root / "claims" / "a.md").write_text(head + body)
    dossier, _ = load_dossier(root)
    assert dossier is not None
    return dossier


def one(dossier: Dossier) -> Statement:
    (statement,) = dossier.statements
    return statement


def test_a_dossier_without_marks_is_its_own_view(tmp_path: Path) -> None:
    dossier = load(tmp_path, "- A. [@open]\n", '[{"id": "open", "type": "report"}]')
    assert published(dossier) is dossier
    assert dossier.hidden == ()


def test_stand_ins_are_numbered_in_the_order_of_first_citation(tmp_path: Path) -> None:
    view = published(load(tmp_path, "- A. [@first; @open] B. [@second] [@same]\n"))
    assert [each.key for each in one(view).citations] == [
        "source-not-public-1", "open", "source-not-public-2", "source-not-public-3",
    ]  # fmt: skip
    stand_ins = {each.id: each for each in view.sources if each.title == TITLE}
    # The first and the last are of one house and day: that they are one origin is told, and not which.
    assert [each.origin for each in stand_ins.values()] == [
        "origin-not-public-1", "origin-not-public-2", "origin-not-public-1",
    ]  # fmt: skip
    assert {each.csl + each.publisher + each.url for each in stand_ins.values()} == {""}


def test_a_key_that_somebody_uses_is_no_stand_in(tmp_path: Path) -> None:
    taken = SOURCES.replace('"open"', '"source-not-public-1"')
    view = published(load(tmp_path, "- A. [@first; @source-not-public-1]\n", taken))
    assert [each.key for each in one(view).citations] == ["source-not-public-2", "source-not-public-1"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            'A [see @first, p. 3 "words"; also @open, p. 4 "other"].',
            'A [@source-not-public-1; also @open, p. 4 "other"].',
        ),
        ("As @first [p. 9] says.", "As @source-not-public-1 says."),
        ("A `@first` [@open].", "A `@source-not-public` [@open]."),
        ("First, the first of all @{first}.", "First, the first of all @source-not-public-1."),
        ("A <!-- @first and more --> B [@open].", "A B [@open]."),
    ],
)
def test_markdown_names_no_hidden_source(tmp_path: Path, written: str, shown: str) -> None:
    view = published(load(tmp_path, f"{written}\n\n- {written}\n"))
    assert one(view).markdown == shown
    assert view.claims[0].prose == shown
    assert "@first" not in one(view).text


@pytest.mark.parametrize(
    "aside",
    [
        "[//]: # (secret)",
        '[comment]: <> "secret\nof two lines"',
        "[//]: # (secret (twice))",
        "[//]: # 'secret'\n[_]: # (secret)",
    ],
)
@pytest.mark.parametrize("before", ["", "Prose.\n\n", "Prose.\n"])
def test_a_comment_written_as_a_link_to_nowhere_is_in_no_view(tmp_path: Path, before: str, aside: str) -> None:
    view = published(load(tmp_path, f"{before}{aside}\n\nMore.\n\n- A. [@open]\n"))
    assert "secret" not in view.claims[0].prose
    assert view.claims[0].prose.endswith("More.")
    view = published(load(tmp_path, f"- A. [@open]\n\n  {aside.splitlines()[0]}\n"))
    assert "secret" not in one(view).markdown + one(view).text


def test_statements_entries_and_fields_are_left_out_and_counted(tmp_path: Path) -> None:
    body = """\
- A. [@open] {#a}
  ~~~ incident
  what: a raid
  where: Moura
  confidential: [where, because]
  because: no
  counts:
    - {exact: 3, counted: dead, by: HRW, source: open, confidential: by}
    - {exact: 4, counted: dead, by: HRW, source: open, visibility: internal}
    - {exact: 5, counted: dead, by: HRW, source: open, internal: exact}
  ~~~
- B. [@second] {#b .internal}
- C. [@open] {.confidential}
"""
    dossier = load(tmp_path, body)
    view = published(dossier)
    (block,) = one(view).blocks
    assert isinstance(block, Incident)
    assert (block.where, block.common.because) == (NOT_PUBLIC, "")
    assert [(each.low, each.by) for each in block.counts] == [(3, NOT_PUBLIC)]
    left_out = withheld(dossier, view, Visibility.PUBLIC)
    assert (left_out.statements, left_out.entries, left_out.sources) == (2, 5, 3)
    between = published(dossier, Visibility.INTERNAL)
    assert [each.id for each in between.statements] == ["a", "b"]
    counts = between.statements[0].blocks[0]
    assert isinstance(counts, Incident)
    assert [(each.low, each.by) for each in counts.counts] == [(3, NOT_PUBLIC), (4, "HRW"), (5, "HRW")]


def test_what_a_block_cannot_do_without_takes_it_along(tmp_path: Path) -> None:
    pledge = (
        "- A. [@open]\n  ~~~ pledge\n  what: w\n  by: b\n  made: 2022-01-01\n  due: 2022-02-01\n  internal: {}\n  ~~~\n"
    )
    assert one(published(load(tmp_path, pledge.replace("{}", "made")))).blocks == ()
    (block,) = one(published(load(tmp_path, pledge.replace("{}", "[due, what]")))).blocks
    assert isinstance(block, Pledge)
    assert (block.due, block.what, block.by) == (None, NOT_PUBLIC, "b")


@pytest.mark.parametrize(
    "body",
    [
        "- A. [@open] {.confidental}\n",
        "- A {.confidential} in the middle. [@open]\n",
        "- A. [@open] {#confidential}\n",
        "- A. [@open] {.confidential key=1}\n",
        "- A. [@open] (.internal)\n",
        "- A. [@open] {#a :confidential}\n",
        "- A. [@open] {#a /internal}\n",
        "- A. [@open] {#a, confidential; more}\n",
        "- A. [@open]\n  ~~~ incidnt\n  visibility: internal\n  ~~~\n",
        "- A. [@open]\n  ```\n  visibility: internal\n  ```\n",
        "- A. [@open]\n\n      ~~~ case\n      visibility: internal\n      ~~~\n",
    ],
)
def test_a_slip_hides_the_statement(tmp_path: Path, body: str) -> None:
    assert published(load(tmp_path, body)).statements == ()


@pytest.mark.parametrize(
    "mark",
    ["visibility: secret", "visibility:", "visibilty: internal", "secret: yes", "confidential: [wat]", "internal:",
     "visibility: public\n  visibility: confidential"],
)  # fmt: skip
def test_a_slip_hides_the_block(tmp_path: Path, mark: str) -> None:
    body = f"- A. [@open]\n  ~~~ position\n  who: w\n  view: v\n  {mark}\n  ~~~\n"
    assert one(published(load(tmp_path, body))).blocks == ()


@pytest.mark.parametrize(
    "marks",
    ['"custom": {"onrecord": {"visibility": "hidden"}}', '"custom": {"onrecord": "confidential"}',
     '"custom": {"onrecord": {"visibilty": "internal"}}', '"custom": {"onrecord": {"confidential": ["titel"]}}',
     '"custom": "onrecord: internal"', '"note": "onrecord visibility: internal"',
     '"note": "onrecord_visibility: confidential"', '"note": "onrecord–visibility: confidential"',
     '"note": "onrecord-visibilty: internal"', '"note": "Told.\\nonrecord-visib,>ility: internal"',
     '"note": "onrecord-in.ternal: title"', '"note){": "onrecord-visibility: internal"',
     '"custom": {"onrecord": {"visibility": "public"}}, "note": "onrecord-visibility: internal"',
     '"custom": {"onrecord": {"visibility": "public", "visibility": "internal"}}'],
)  # fmt: skip
def test_a_slip_hides_the_source(tmp_path: Path, marks: str) -> None:
    sources = f'[{{"id": "a", "type": "report", "title": "Told", {marks}}}]'
    view = published(load(tmp_path, "- A. [@a]\n", sources))
    assert [each.title for each in view.sources] == [TITLE]


TORN = """\
- A. [@open]
  ~~~ position
  who: SECRET
  view: v
{}  because: SECRET
  confidential: [who, because]
  ~~~
"""


@pytest.mark.parametrize("torn", ["~~~\n", "---\n", "\n\nb", "- ", "[", "@", '"', "~~~ case\n", "  ~~~\n"])
def test_what_tears_a_block_apart_publishes_nothing(tmp_path: Path, torn: str) -> None:
    dossier = load(tmp_path, TORN.format(torn))
    assert "SECRET" not in repr(published(dossier))


def test_a_key_that_looks_like_a_hidden_one_quotes_nothing(tmp_path: Path) -> None:
    view = published(load(tmp_path, '- A. [@secnd, p. 3 "words"]\n'))
    assert "words" not in repr(view)
    assert one(view).citations[0].key == "source-not-public-1"


@pytest.mark.parametrize("head", ["---\nclaim: A: b\nvisibility: internal\n---\n\n", "visibility: internal\n\n"])
def test_front_matter_that_cannot_be_read_hides_the_claim(tmp_path: Path, head: str) -> None:
    assert published(load(tmp_path, "- A. [@open]\n", head=head)).claims == ()


def test_where_the_bibliography_is_broken_any_source_may_be_hidden(tmp_path: Path) -> None:
    view = published(load(tmp_path, '- A. [@first, p. 3 "words"]\n', SOURCES[:-3]))
    assert one(view).citations[0].key == "source-not-public-1"
    assert "words" not in one(view).markdown


def test_hidden_fields_of_a_source_are_in_no_csl_item(tmp_path: Path) -> None:
    sources = """[{"id": "a", "type": "report", "title": "T", "publisher": "P", "URL": "https://example.org/", "note":
     "N\\nonrecord-interest: party\\nonrecord-confidential: publisher, url, interest", "DOI": "d"}]"""
    (source,) = published(load(tmp_path, "- A. [@a]\n", sources)).sources
    assert (source.publisher, source.url, source.interest, source.title) == ("", "", "", "T")
    assert source.csl == '{"DOI":"d","id":"a","note":"N","title":"T","type":"report"}'


def test_findings_of_hidden_places_keep_code_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text('title = "T"\nas_of = 2022-08-30\n')
    (tmp_path / "sources.json").write_text(SOURCES.replace("first", "secret-key"))
    body = (
        "- A. [@secret-kez]\n- B. [@open] {#b .internal}\n  ~~~ case\n  who: w\n  matter: m\n  standing: odd\n  ~~~\n"
    )
    (tmp_path / "claims" / "a.md").write_text(HEAD + body)
    _, findings = load_dossier(tmp_path)
    told = [f"{each} | {each.remedy} | {each.excerpt}" for each in reduced(findings, Visibility.PUBLIC)]
    assert told == [
        "claims/a.md:6:1 OR101 unknown citation, in something that is not public | --show confidential shows it. | ",
        "claims/a.md:11:1 OR019 value not allowed, in something that is not public | --show internal shows it. | ",
        "sources.json:3:1 OR109 source never cited, in something that is not public | --show confidential shows it. | ",
        "sources.json:4:1 OR109 source never cited, in something that is not public | --show internal shows it. | ",
        "sources.json:6:1 OR109 source never cited, in something that is not public | --show internal shows it. | ",
    ]
    assert [each.severity for each in reduced(findings, Visibility.PUBLIC)] == [each.severity for each in findings]
    assert reduced(findings, Visibility.CONFIDENTIAL) == findings


def test_levels_are_ordered_and_marks_join() -> None:
    assert strictest(()) is Visibility.PUBLIC
    assert strictest((Visibility.CONFIDENTIAL, Visibility.INTERNAL)) is Visibility.CONFIDENTIAL
    access = Access(Visibility.INTERNAL, ("a",), ("b",))
    assert [access.level_of(name).value for name in "abc"] == ["internal", "confidential", "internal"]


def test_a_place_that_ends_before_a_line_does_not_touch_it() -> None:
    from onrecord.model.finding import Span

    place = HiddenPlace(Span("f", 3, 5, 6, 1), Visibility.INTERNAL)
    assert [line for line in range(1, 9) if place.touches(line)] == [3, 4, 5]
    assert not place.holds(Span("f", 3, 4))
    assert place.holds(Span("f", 5, 90))
    assert not place.holds(Span("f", 6, 1))
