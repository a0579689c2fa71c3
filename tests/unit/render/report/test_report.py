"""The report: all of the record in reading order, tagged and archivable, whatever is in the dossier."""

import io
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader
from tests.support.editions import example_sheets
from tests.support.many import HOSTILE, hostile, multiplied, worded
from tests.support.published import full, sheets, small

from onrecord.model.figure import Verdict
from onrecord.model.visibility import Withheld
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import TONES
from onrecord.render.report import files
from onrecord.render.report.content import document
from onrecord.render.report.nodes import repeats
from onrecord.render.report.prose import prose_nodes

CHARTS = Charts()


def built(edition, charts=None):
    """The report in the first language."""
    (file,) = files(sheets(edition)[:1], charts or Charts(), lambda _: None)
    return file.content


@cache
def report():
    return built(full(), CHARTS)


def body(sheet):
    """The nodes of a report, in order."""
    return [node for part in document(sheet, CHARTS)["parts"] for node in part["nodes"]]


def reader(pdf):
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    """All of the text, in the order of the pages' content."""
    return " ".join(" ".join(page.extract_text().split()) for page in reader(pdf).pages)


def plain(text):
    """A text as it is compared: quotation marks, spaces and places for breaks apart."""
    for mark in "'’‘\"“”«»\u200b\u00ad":
        text = text.replace(mark, "")
    return "".join(text.split())


def structure(pdf):
    """The elements of the tags in reading order: (role, alternative text)."""

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), str(node.get("/Alt", ""))
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"]))


# What is in it --------------------------------------------------------------------------------------------------


def test_every_language_has_its_report():
    made = [file.path for file in files(sheets(multiplied(small(), 1, 1)), Charts(), lambda _: None)]
    assert made == ["report/report.pdf", "fr/report/report.pdf"]


def test_all_that_is_published_is_in_it():
    edition, found = full(), plain(text_of(report()))
    for claim in edition.first.claims:
        assert plain(claim.claim.claim) in found
        assert plain(claim.claim.claimant) in found
        for entry in claim.entries:
            assert plain(entry.statement.text) in found
            for looked in entry.quotations:
                assert plain(looked.quotation.selector.exact) in found
    for source in edition.sources:
        assert plain(source.title) in found
        assert plain(source.interest) in found
    for correction in edition.corrections:
        assert plain(correction.text) in found and plain(correction.reason) in found
    assert edition.digest in found
    for card in edition.datasets:
        assert card.dataset.sha256 in found and plain(card.dataset.spec.licence) in found


def test_reading_order_is_that_of_the_parts():
    found = plain(text_of(report()))
    summary = ["Contents", "Thisreportholds", "Claimbyclaim", "Theclaimsandtherecord"]
    record = [each.text for claim in sheets(full())[0].claims for each in (claim, *claim.statements)]
    after = ["Howeachverdictcomesabout", "Whatawrittennumbermeans", "Howwecorrect"]
    at = 0
    for said in (*summary, *map(plain, record), *after):
        at = found.index(said, at)


def test_statements_stand_below_their_claims_with_their_marks():
    sheet = sheets(full())[0]
    kinds = [each for each in body(sheet) if each["kind"] in ("claim", "statement")]
    expected = []
    for claim in sheet.claims:
        expected.append(str(claim.number))
        expected += [one.number for one in claim.statements]
    assert [each["number"] for each in kinds] == expected
    words = [each["word"] for each in kinds if each["kind"] == "statement"]
    assert words == [one.mark.word for one in sheet.statements]


def test_the_summary_tells_what_does_not_stand():
    sheet = sheets(full())[0]
    nodes = body(sheet)
    told = {item["number"] for node in nodes if node["kind"] == "telling" for item in node["items"]}
    assert told == {one.number for one in sheet.statements if TONES[one.mark.verdict].value != "holds"}
    tallies = next(node for node in nodes if node["kind"] == "tallies")
    assert sum(int(each["count"]) for each in tallies["items"]) == len(sheet.statements)
    assert Verdict.HOLDS in {each.mark.verdict for each in sheet.tallies}


def test_what_is_withheld_is_counted():
    edition = replace(full(), withheld=Withheld(statements=2, sources=1, failing=1))
    found = plain(text_of(built(edition)))
    assert plain("2 statements (1 of them does not hold)") in found
    assert plain("1 source") in found


def test_without_corrections_sources_or_datasets():
    found = plain(text_of(built(replace(full(), corrections=(), datasets=(), sources=(), publisher=None))))
    for said in ("None since first publication.", "No dataset is used.", "No source is cited."):
        assert plain(said) in found


def test_the_same_bytes_twice():
    assert built(full()) == report()


# Tags and files ---------------------------------------------------------------------------------------------------


def test_it_says_of_itself_what_it_is():
    root = reader(report()).trailer["/Root"]
    assert root["/Lang"].startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    for said in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", full().first.title):
        assert said in metadata


def test_tags():
    roles = [role for role, _ in structure(report())]
    assert {"/TOC", "/TOCI", "/Table", "/TH", "/TD", "/Caption", "/Figure", "/L", "/LI", "/Link"} <= set(roles)
    sheet = sheets(full())[0]
    assert roles.count("/H2") >= len(sheet.claims)
    assert roles.count("/H4") == len(sheet.statements)
    assert all(alt for role, alt in structure(report()) if role == "/Figure")


def test_outline_and_links():
    pdf = reader(report())
    titles = [str(each.title) for each in pdf.outline if not isinstance(each, list)]
    assert titles == ["Summary", "The claims and the record", "Methods", "Sources", "Corrections"]
    targets = {
        str(note["/A"]["/URI"])
        for page in pdf.pages
        for note in (each.get_object() for each in page.get("/Annots") or [])
        if "/A" in note and "/URI" in note["/A"]
    }
    assert targets and all(each.startswith(("http://", "https://")) for each in targets)


def test_bookmarks_lead_to_every_claim_and_statement_and_to_no_heading_inside_them():
    def walk(entries, depth=0):
        for each in entries:
            if isinstance(each, list):
                yield from walk(each, depth + 1)
            else:
                yield depth, plain(str(each.title))

    sheet = sheets(full())[0]
    marks = list(walk(reader(report()).outline))
    assert [title for depth, title in marks if depth == 1] == [plain(each.text) for each in sheet.claims]
    told = [title for depth, title in marks if depth > 1]
    assert len(told) >= len(sheet.statements)
    for title, each in zip(told, sheet.claims[0].statements, strict=False):
        assert title.startswith(plain(each.text)), (title, marks)


def test_charts_have_titles_and_counts_of_marks_their_words():
    nodes = body(sheets(full())[0])
    charts = [node for node in nodes if node["kind"] == "chart"]
    said = plain(text_of(report()))
    assert charts
    assert all(plain(node["title"]) in said for node in charts)
    counted = [each for node in nodes if node["kind"] == "claim" for each in node["counts"]]
    assert all(plain(f"{each['count']} {each['word']}") in said for each in counted)


def test_a_short_column_stands_on_one_line_with_its_heading():
    from onrecord.render.publish.tables import Cell, Column, Row, Table
    from onrecord.render.report.nodes import table

    made = table(Table("", (Column("By"), Column("Published"), Column("Told")), (
        Row((Cell("OHCHR"), Cell("12 May 2023"), Cell("what was told of it"))),
    )))  # fmt: skip
    assert [each["share"] for each in made["columns"]] == [9, 0, 21]


def test_only_our_fonts():
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader(report()).pages
        for font in (page["/Resources"].get("/Font") or {}).values()
    }
    assert fonts
    assert all(each.startswith(("LibreFranklin", "SourceSerif4", "NotoSansArabic", "NotoEmoji")) for each in fonts)


def test_tables_repeat_their_heads():
    """A table that breaks across pages has its head on each of them."""
    edition = full()
    counted = next(
        each for each in edition.first.entries if any(getattr(block, "counts", ()) for block in each.statement.blocks)
    )
    block = next(each for each in counted.statement.blocks if getattr(each, "counts", ()))
    long = replace(counted, statement=replace(counted.statement, blocks=(replace(block, counts=block.counts * 40),)))
    version = edition.first
    claims = tuple(
        replace(claim, entries=tuple(long if each is counted else each for each in claim.entries))
        for claim in version.claims
    )
    made = built(replace(edition, versions=(replace(version, claims=claims), *edition.versions[1:])))
    heads = [page for page in reader(made).pages if "Who is counted" in page.extract_text()]
    assert len(heads) > 2


# Whatever is in the dossier -----------------------------------------------------------------------------------------


def test_a_hostile_dossier_is_set_whole_and_inert():
    found = plain(text_of(built(hostile(full()))))
    assert plain("<script>alert(1)</script>") in found
    assert plain("#panic(x) $sum$ *bold* _it_ @ref <label>") in found
    assert "x" * 10_000 in found
    assert "[U+202E]" in found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_each_hostile_text_everywhere(text):
    assert reader(built(worded(multiplied(small(), 2, 4), lambda _: text))).pages


def test_an_empty_claim():
    assert reader(built(multiplied(small(), 1, 0))).pages


def test_the_example():
    (file, *_) = files(example_sheets()[:1], Charts(), lambda _: None)
    found = plain(text_of(file.content))
    for statement in example_sheets()[0].statements:
        assert plain(statement.text) in found
    assert "�" not in found


# Prose ----------------------------------------------------------------------------------------------------------


def nodes(text):
    return prose_nodes(text, "en", sheets(full())[0])


def words(made):
    runs = [runs for node in made for runs in [node.get("runs", []), *node.get("items", [])]]
    return "".join(run["text"] for each in runs for run in each)


def test_prose_is_read_as_markdown_without_html():
    made = nodes("A *b* **c** `d` <b>e</b> [f](https://x.example) [g](javascript:alert(1)) ![h](i.png)\n\n- one\n- two")
    assert [each["kind"] for each in made] == ["para", "items"]
    assert "<b>e</b>" in words(made)
    runs = {run["text"]: run for run in made[0]["runs"]}
    assert runs["b"]["italic"] and runs["c"]["bold"] and runs["d"]["code"]
    assert [run.get("url") for run in made[0]["runs"] if run.get("url")] == ["https://x.example"]
    assert "h" in words(made) and "i.png" not in words(made)


def test_citations_in_prose_are_numbers():
    key = sheets(full())[0].sources[0].source.id
    made = nodes(f"It was said [see @{key}, p. 4; @nobody]. Not in `[@{key}]`.")
    assert words(made) == f"It was said [see 1, p. 4; @nobody]. Not in [@{key}]."
    assert any(run.get("to") == "source-1" for run in made[0]["runs"])


def test_marks_of_our_own_in_prose_do_nothing():
    assert words(nodes("a \ue0000\ue001 b")) == "a 0 b"


def test_a_long_summary_tells_how_many_more_there_are():
    edition = multiplied(full(), 2, 70)
    version = edition.first
    claims = tuple(
        replace(
            claim,
            entries=tuple(
                replace(one, outcome=replace(one.outcome, verdict=Verdict.UNVERIFIABLE)) for one in claim.entries
            ),
        )
        for claim in version.claims
    )
    nodes = body(sheets(replace(edition, versions=(replace(version, claims=claims), *edition.versions[1:])))[0])
    at = next(place for place, node in enumerate(nodes) if node["kind"] == "telling")
    assert len(nodes[at]["items"]) == 60
    assert nodes[at + 1]["runs"][0]["text"] == "10 more stand under their claims."


def test_what_was_told_is_not_told_again():
    assert repeats("Contested: Only this institute, it seems, says so.", "Only this institute – it seems – says so")
    assert not repeats("Contested: Only this institute says so.", "Nobody else says so")
