"""The poster: all of the sheet, in reading order, tagged, never below 8 points, whatever is in the dossier."""

import io
import re
import struct
from base64 import b64encode
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from tests.support.editions import example, example_sheets
from tests.support.hostile_texts import ATTACKS, attacked
from tests.support.many import HOSTILE, hostile, multiplied, worded
from tests.support.published import full, sheets, small

from onrecord.model.edition import Omitted
from onrecord.render.charts import Charts
from onrecord.render.poster import files
from onrecord.render.poster.content import content, folded, noted
from onrecord.render.poster.content import worded as claim_text
from onrecord.render.poster.papers import LEAST, PAPERS
from onrecord.render.poster.planning import Planner, settled
from onrecord.render.poster.projecting import projected
from onrecord.render.publish.documents import qr
from onrecord.render.publish.pieces import at_slashes
from onrecord.render.publish.posters import SIZES, omitted_sizes, sizes_of
from onrecord.render.publish.shown import Tone
from onrecord.render.publish.typesetting import TypesettingError, template

A4 = PAPERS[-1]
KINDS = ("pdf", "svg", "png")


def plan(edition, paper=A4):
    sheet = sheets(edition)[0]
    planner = Planner(
        content(sheet, Charts()), paper, sheet.theme, template(sheet.theme, "poster", "common.typ", "poster.typ")
    )
    return planner.best()


def built(edition, charts=None):
    return {file.path: file.content for file in files(sheets(edition)[:1], charts or Charts(), lambda _: None)}


@cache
def posters():
    """The small dossier's poster, with everything a dossier can have."""
    return built(full())


def text_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def plain(text):
    """A text as it is compared: quotation marks, spaces and the typesetter's marks of direction apart."""
    for mark in "'’‘\"“”«»\u200e\u202a\u202b\u202c":
        text = text.replace(mark, "")
    return "".join(text.split())


def test_there_are_three_papers_in_three_formats():
    first = {path for path in posters() if path.count("-") == 1}
    assert first == {f"poster/poster-{paper.name}.{kind}" for paper in PAPERS for kind in KINDS}
    for paper in PAPERS:
        page = PdfReader(io.BytesIO(posters()[f"poster/poster-{paper.name}.pdf"])).pages[0]
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((paper.width, paper.height))


def test_other_languages_stand_in_their_folder():
    edition = multiplied(small(), 1, 1)
    made = [file.path for file in files(sheets(edition), Charts(), lambda _: None)]
    assert "poster/poster-a4.pdf" in made and "fr/poster/poster-a4.pdf" in made


def test_pictures_are_of_a_sensible_size():
    for path, made in posters().items():
        if path.endswith(".png"):
            assert len(made) < 8_000_000
            assert max(struct.unpack(">II", made[16:24])) >= 1500


def test_the_same_edition_gives_the_same_bytes():
    assert built(full()) == posters()


def test_the_document_is_tagged_archivable_and_says_what_it_is():
    reader = PdfReader(io.BytesIO(posters()["poster/poster-a2.pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB" and "/StructTreeRoot" in root
    xmp = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in xmp and "pdfaid:part" in xmp
    assert reader.metadata.title == "A small record"
    assert reader.metadata.creation_date.date() == full().published


def roles(element, found):
    kids = element.get("/K", [])
    if "/S" in element:
        found.append(element["/S"])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and ("/S" in kid or "/K" in kid):
            roles(kid, found)
    return found


def test_the_structure_has_a_title_headings_and_described_figures():
    reader = PdfReader(io.BytesIO(posters()["poster/poster-a2.pdf"]))
    found = roles(reader.trailer["/Root"]["/StructTreeRoot"], [])
    assert found.count("/H1") >= len(full().first.claims)
    assert "/H2" in found and "/Figure" in found


@pytest.mark.parametrize("paper", [paper.name for paper in PAPERS])
def test_the_text_stands_in_reading_order(paper):
    text = plain("".join(text_of(posters()[f"poster/poster-{paper}.pdf"])))
    order = [
        "A small record",
        "Invented claims, and the record under each",
        "As of 30 June 2022",
        "The country has become safer.",
        "Prime Minister",
        "Moves backward",
        "THE RECORD",
        "Deaths in Mali in 2021 exceeded those in 2020.",
        "Soldiers stand accused of killing at least 300 civilians in Moura.",
        "FOR THE CLAIM, AND IN REPLY",
        "In Niger fewer than 5 people were killed in 2021.",
        "Elections will be held on time.",
        "Unmoved",
        "The authorities did not answer.",
        "How to read this sheet",
        "Method",
        "Discours à l’assemblée",
    ]
    places = [text.find(plain(each)) for each in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_every_statement_and_every_source_is_on_every_paper():
    for paper in PAPERS:
        text = plain("".join(text_of(posters()[f"poster/poster-{paper.name}.pdf"])))
        sheet = sheets(full())[0]
        assert all(plain(each.text) in text for each in sheet.statements)
        assert all(plain(each.source.title) in text for each in sheet.sources)
        assert all(plain(claim.text) in text for claim in sheet.claims)


def test_no_text_is_smaller_than_eight_points():
    for paper in PAPERS:
        sizes = []

        def note(text, cm, tm, font, size, sizes=sizes):
            if text.strip():
                sizes.append(abs(size * tm[3] * cm[3]) if tm[3] else abs(size * tm[0]))

        for page in PdfReader(io.BytesIO(posters()[f"poster/poster-{paper.name}.pdf"])).pages:
            page.extract_text(visitor_text=note)
        assert min(sizes) >= LEAST - 0.01


def test_every_kind_of_size_is_planned_no_smaller_than_eight_points():
    for claims, statements in ((1, 1), (3, 10), (12, 60)):
        found = plan(multiplied(full(), claims, statements))
        assert found.measured.size >= LEAST
        assert len(found.pages) <= 32


def test_nothing_is_planned_higher_than_its_page():
    found = plan(multiplied(full(), 12, 60))
    for number, page in enumerate(found.pages):
        head = found.measured.head if number == 0 else 0
        assert head + page.height <= A4.inner_height
        assert all(each.height <= page.height + 1 for each in page.columns)
    body = [place for page in found.pages for each in page.columns for place in range(each.start, each.end)]
    notes = [place for page in found.pages for each in page.notes for place in range(each.start, each.end)]
    assert body == list(range(len(found.measured.body)))
    assert notes == list(range(len(found.measured.notes)))


def test_what_does_not_fit_is_an_error_that_says_what_to_do():
    paper = replace(A4, most_pages=1)
    with pytest.raises(TypesettingError, match="on A4 it would take") as error:
        plan(multiplied(full(), 12, 60), paper)
    assert "divide the dossier" in error.value.remedy


def test_the_papers_are_those_that_the_pages_count_on():
    assert tuple(each.name for each in PAPERS) == SIZES


def test_a_poster_of_thirty_claims_is_made_on_every_paper_and_far_longer_ones_on_fewer():
    of = {size: sheets(multiplied(example(), *size))[0] for size in ((30, 200), (40, 500), (80, 1000))}
    assert [sizes_of(each) for each in of.values()] == [SIZES, ("a2", "a3"), ("a2",)]
    assert omitted_sizes(of[80, 1000]) == ("a3", "a4")


def test_what_is_too_long_for_a_paper_is_told_and_never_begun():
    sheet = sheets(multiplied(example(), 40, 500))[0]
    (told,) = files([sheet], Charts(), lambda _: None, ("a4",))
    assert told == Omitted("poster/poster-a4.pdf", "the dossier is too long for a poster on A4")


def test_no_text_of_a_chart_is_smaller_than_eight_points():
    drawn = [each for sheet in example_sheets() for each in content(sheet, Charts()).atoms if each["kind"] == "chart"]
    assert drawn
    for paper in PAPERS:
        narrowest = paper.column(paper.most_columns)
        for each in drawn:
            width = float(re.search(r'viewBox="0 0 ([0-9.]+)', each["svg"])[1])
            smallest = min(float(size) for size in re.findall(r'font-size[=:]\s*"?([0-9.]+)', each["svg"]))
            assert smallest * narrowest / width >= LEAST


def test_text_from_right_to_left_leaves_its_surroundings_alone():
    edition = worded(full(), lambda number: "Title in Latin letters" if number % 2 else "مرحبا بالعالم")
    sources = tuple(replace(one, language="ar", title="Item, on rights (August)") for one in edition.sources)
    text = "".join(text_of(built(replace(edition, sources=sources))["poster/poster-a4.pdf"]))
    assert plain("Item, on rights (August)") in plain(text)


def test_only_an_address_has_a_code():
    assert content(sheets(full())[0], Charts()).shared["head"]["qr"] == qr("https://desk.example/records/")
    assert content(sheets(full())[1], Charts()).shared["head"]["qr"] == qr("https://desk.example/records/fr/")
    without = content(sheets(small())[0], Charts())
    assert without.shared["head"]["qr"] is None
    assert any("the site that was built with" in note.get("text", "") for note in without.notes)


def test_ratings_are_banners_and_their_reason_stands_below():
    claims = [each for each in content(sheets(full())[0], Charts()).atoms if each["kind"] == "claim"]
    assert [(each["rating"]["words"], each["rating"]["banner"]) for each in claims] == [
        ("Moves backward", True),
        ("Unmoved", True),
    ]
    assert claims[0]["because"] == "Deaths have risen."


def test_unrated_claims_say_so_quietly_and_one_reason_for_all_stands_once():
    made = content(example_sheets()[0], Charts())
    claims = [each for each in made.atoms if each["kind"] == "claim"]
    assert {(each["rating"]["words"], each["rating"]["banner"], each["because"]) for each in claims} == {
        ("Unrated", False, "")
    }
    assert made.shared["tallies"]["note"].startswith("No claim is rated. The infographic that")


def test_all_that_is_on_the_sheet_of_the_example_is_content():
    sheet = example_sheets()[0]
    made = content(sheet, Charts())
    rows = [each for each in made.atoms if each["kind"] == "row"]
    assert len(rows) == len(sheet.statements)
    assert sum(1 for each in made.atoms if each["kind"] == "claim") == 8
    assert sum(1 for each in made.atoms if each["kind"] == "chart") >= 1
    assert sum(1 for each in made.notes if each["kind"] == "source") == len(sheet.sources)
    assert len(example().first.claims) == 8


def test_a_statistic_leads_and_a_reply_does_not():
    rows = {each["text"]: each for each in content(sheets(full())[0], Charts()).atoms if each["kind"] == "row"}
    assert rows["Deaths in Mali in 2021 exceeded those in 2020."]["lead"]
    assert rows["Deaths in Mali in 2021 exceeded those in 2020."]["key"]["number"] == "120"
    assert not rows["The authorities did not answer."]["lead"]
    assert not rows["In Niger fewer than 5 people were killed in 2021."]["lead"]


def test_a_hostile_dossier_is_inert_and_whole():
    made = built(hostile(full()))
    text = plain("".join(text_of(made["poster/poster-a4.pdf"])))
    for each in ("<script>alert(1)</script>", "[U+202E]gnp.exe[U+202C]", "bell [U+0007]", "[U+4E60][U+8FD1][U+5E73]"):
        assert plain(each) in text
    assert "#panic(x)$sum$*bold*_it_@ref<label>`raw`" in text
    # Long words break, and nothing is between their letters when they are copied.
    assert "\u200b" not in text
    # Ten thousand letters without a space are all there, wherever they stand.
    assert text.count("x") > 10_000
    assert b"<script>" not in b"".join(made[path] for path in made if path.endswith(".svg"))


def test_long_texts_are_whole():
    long = " ".join(f"word{number}" for number in range(800))
    edition = worded(multiplied(full(), 1, 2), lambda number: f"{number} {long}")
    sheet = sheets(edition)[0]
    made = content(sheet, Charts())
    said = plain(" ".join(str(each.get(key, "")) for each in made.atoms for key in ("text", "why", "because")))
    for each in sheet.statements:
        assert plain(each.text) in said
    assert plan(edition).pages


def test_hostile_texts_are_known():
    assert len(HOSTILE) == 9


def test_a_claim_is_in_quotation_marks_only_where_it_is_a_quotation():
    for sheet in example_sheets():
        assert not any('"' in claim_text(each)[:1] for each in sheet.claims)
    shown = sheets(full())[0].claims[0]
    same = replace(shown.claim.appearances[0], quote="The country has become safer")
    assert claim_text(replace(shown, claim=replace(shown.claim, appearances=(same,)))) == f'"{shown.text}"'


def test_the_note_on_a_claims_wording_stands_below_it():
    sheet = example_sheets()[0]
    noted_of = {each.id: noted(each) for each in sheet.claims}
    assert noted_of["citizens"] == "Heading as on the infographic."
    assert noted_of["partners"].startswith("Heading not legible in our copy; wording ours")


def test_a_projected_figure_says_its_method():
    sheet = example_sheets()[0]
    told = [projected(sheet.locale, each) for each in sheet.statements]
    assert any(each.startswith("Projected by days elapsed.") for each in told)


def test_an_address_breaks_after_its_slashes():
    broken = "https://desk.example/\u200brecords/\u200bfr/"
    assert at_slashes("https://desk.example/records/fr/") == broken


def example_plans():
    for sheet in example_sheets():
        made = content(sheet, Charts())
        typst = template(sheet.theme, "poster", "common.typ", "poster.typ")
        yield sheet, *settled(made, folded(sheet, made), PAPERS[0], sheet.theme, typst)


def test_the_first_page_of_the_examples_largest_poster_has_every_claim_and_both_sides():
    for sheet, planner, plan in example_plans():
        atoms = planner.content.atoms
        first = [atoms[place] for each in plan.pages[0].columns for place in range(each.start, each.end)]
        assert [each["number"] for each in first if each["kind"] == "claim"] == list(range(1, len(sheet.claims) + 1))
        shown = {each["number"] for each in first if each["kind"] == "row"}
        later = {each.number for each in sheet.statements} - shown
        assert later and all(
            each.mark.tone is Tone.HOLDS and not each.for_claim for each in sheet.statements if each.number in later
        )
        assert len(plan.pages) == 2


def test_what_stands_on_the_second_page_is_counted_on_the_first():
    sheet = example_sheets()[0]
    made = content(sheet, Charts())
    two = folded(sheet, made)
    rest = [each for each in two.atoms[two.front :] if each["kind"] == "row"]
    pointers = [each["text"] for each in two.atoms[: two.front] if each["kind"] == "pointer"]
    assert sum(int(each.split()[0]) for each in pointers) == len(rest)
    told = [each["number"] for each in two.atoms if each["kind"] == "row"]
    assert sorted(told) == sorted(each.number for each in sheet.statements)


def test_a_dossier_whose_claims_do_not_fit_one_page_goes_on_claim_by_claim():
    sheet = sheets(multiplied(full(), 12, 60))[0]
    made = content(sheet, Charts())
    typst = template(sheet.theme, "poster", "common.typ", "poster.typ")
    planner, _ = settled(made, folded(sheet, made), A4, sheet.theme, typst)
    assert planner.content is made


def test_a_statement_has_its_number_and_its_reason_is_a_sentence():
    for sheet in example_sheets():
        rows = [each for each in content(sheet, Charts()).atoms if each["kind"] == "row"]
        assert {each["number"] for each in rows} == {each.number for each in sheet.statements}
        for each in rows:
            assert not each["why"] or (not each["why"][0].islower() and each["why"][-1] in ".!?…")


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><path fill="#010203" d="M0 0h90v9H0z"/></svg>'


def test_a_themes_logo_is_on_the_poster_and_described(tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "theme.toml").write_text('logo = "logo.svg"')
    made = {file.path: file.content for file in files(sheets(full(), tmp_path)[:1], Charts(), lambda _: None)}
    one = b64encode(LOGO.encode())
    assert one in made["poster/poster-a4.svg"]
    assert one not in posters()["poster/poster-a4.svg"]
    reader = PdfReader(io.BytesIO(made["poster/poster-a4.pdf"]))
    found = described_figures(reader.trailer["/Root"]["/StructTreeRoot"], [])
    assert full().publisher.name in found


def described_figures(element, found):
    if element.get("/S") == "/Figure":
        found.append(element.get("/Alt"))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and ("/S" in kid or "/K" in kid):
            described_figures(kid, found)
    return found


def test_every_figure_of_every_paper_is_described():
    for paper in PAPERS:
        reader = PdfReader(io.BytesIO(posters()[f"poster/poster-{paper.name}.pdf"]))
        found = described_figures(reader.trailer["/Root"]["/StructTreeRoot"], [])
        assert found and all(found)


def test_all_that_is_drawn_is_tagged_or_an_artifact():
    """PDF/UA-1, 7.1: nothing on a page stands outside of marked content."""
    for paper in PAPERS:
        reader = PdfReader(io.BytesIO(posters()[f"poster/poster-{paper.name}.pdf"]))
        for page in reader.pages:
            depth, outside = 0, []
            for operands, operator in ContentStream(page.get_contents(), reader).operations:
                if operator in (b"BDC", b"BMC"):
                    depth += 1
                elif operator == b"EMC":
                    depth -= 1
                elif operator in (b"Tj", b"TJ", b"Do", b"f", b"S") and not depth:
                    outside.append((operator, operands))
            assert depth == 0
            assert outside == []


def test_one_claim_with_one_statement_fills_one_page_of_every_paper():
    for paper in PAPERS:
        assert len(plan(multiplied(full(), 1, 1), paper).pages) == 1


def test_the_address_below_the_code_breaks_at_its_slashes():
    assert content(sheets(full())[0], Charts()).shared["head"]["address"] == "desk.example/\u200brecords/"


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_every_text_of_a_value_may_be_hostile(attack):
    """Also those that no person writes in a dossier's files: labels, ratings, titles of charts."""
    assert plan(attacked(full(), ATTACKS[attack]), PAPERS[0]).pages


def test_no_french_number_is_broken_at_the_end_of_a_line():
    rows = [each for each in content(example_sheets()[1], Charts()).atoms if each["kind"] == "row"]
    assert any("2\u00a0069 casques" in each["text"] for each in rows)
    assert not [each["text"] for each in rows if re.search(r"\d \d{3}\b", each["text"])]
