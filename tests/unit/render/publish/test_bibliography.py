"""References: what each style says of a source in both languages; nothing in a source gets out of its text."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import held_against

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Source
from onrecord.model.finding import Span
from onrecord.render.publish import bibliography
from onrecord.render.publish.bibliography import Run, formatted, named, style_of, web_address
from onrecord.render.publish.locale import Locale

EN, FR = Locale("en"), Locale("fr")
SPAN = Span("sources.json")


def source(id: str = "a", type: str = "article-newspaper", **fields: Any) -> Source:
    """A source with these CSL fields ("_" for "-")."""
    csl = {"id": id, "type": type} | {name.replace("_", "-"): value for name, value in fields.items()}
    return Source(
        id, type, str(fields.get("title", "")), SPAN, csl=json.dumps(csl), language=fields.get("language", "")
    )


SOURCES = (
    source("press", title="Mali: HRW condemns ‘slaughter’ of 300", container_title="Al Jazeera", language="en",
           issued={"date-parts": [[2022, 4, 5]]}, URL="https://example.org/5?a=1&b=2",
           accessed={"date-parts": [["2026", "11", 23]]}),
    source("report", "report", title="Situation in Mali", publisher="United Nations", genre="Report",
           number="S/2022/446",
           author=[{"literal": "United Nations"}], issued={"date-parts": [[2022, 6]]}),
    source("journal", "article-journal", title="Introducing the dataset?", container_title="Journal of Peace Research",
           author=[{"family": "Sundberg", "given": "Ralph"}, {"family": "Melander", "given": "Erik"}], volume="50",
           issue=4, page="523–532", issued={"date-parts": [[2013]]}, DOI="10.1177/0022343313484347"),
    source("undated", "webpage", title="Où est-il ?", publisher="Maliweb", URL="http://example.org/", language="fr"),
    source("book", "book", title="The Record", author=[{"family": "de Gaulle", "given": "Charles"}], publisher="Plon",
           issued={"date-parts": [[1954, 1], [1956, 2]]}),
    source("speech", "speech", title="Address", author=[{"family": "Kariuki", "given": "James"}],
           issued={"raw": "2022-04-05"}),
    source("literal", "webpage", title="Spring", issued={"literal": "spring 2022"}, publisher="B"),
)  # fmt: skip


def test_golden_references() -> None:
    """Every shipped style in both languages; the list's own numbers make numbered styles, links and notes one list."""
    lines = []
    for name in bibliography.shipped():
        for locale in (EN, FR):
            lines.append(f"# {name}, {locale.language}")
            lines += [formatted(each, locale, named(name)).text for each in SOURCES]
    held_against("bibliography/styles.txt", "\n".join(lines) + "\n")


def test_runs_and_html() -> None:
    shown = formatted(SOURCES[0], EN)
    assert shown.text == (
        "‘Mali: HRW condemns “slaughter” of 300’, Al Jazeera, 5 April 2022. https://example.org/5?a=1&b=2 "
        "(accessed 23 November 2026)"
    )
    assert Run("Al Jazeera", italic=True) in shown.runs
    assert Run("https://example.org/5?a=1&b=2", url="https://example.org/5?a=1&b=2") in shown.runs
    assert "<i>Al Jazeera</i>" in shown.html
    assert '<bdi lang="en">Mali: HRW condemns “slaughter” of 300</bdi>' in shown.html
    assert '<a href="https://example.org/5?a=1&amp;b=2">https://example.org/5?a=1&amp;b=2</a>' in shown.__html__()
    assert shown.data[0]["text"] == "‘"


def test_a_doi_is_a_link() -> None:
    run = next(run for run in formatted(SOURCES[2], EN).runs if run.url)
    assert run.text == run.url == "https://doi.org/10.1177/0022343313484347"


def test_a_source_looks_the_same_whatever_was_formatted_before() -> None:
    """citeproc-py writes what it meets in one source into the style it uses."""
    for name in bibliography.shipped():
        alone = [formatted(each, EN, named(name)).text for each in SOURCES]
        assert [formatted(each, EN, named(name)).text for each in reversed(SOURCES)] == alone[::-1]


def test_an_author_date_style_says_no_title_twice() -> None:
    bare = source(title="No author at all", URL="https://example.org")
    for name in bibliography.shipped():
        for each in (SOURCES[0], SOURCES[3], bare):
            assert formatted(each, EN, named(name)).text.count(each.title[:12]) == 1, name


FAULTY: tuple[dict[str, Any], ...] = (
    {"issued": {"date-parts": [[]]}}, {"issued": {"date-parts": [["2022", "13"]]}}, {"issued": {"date-parts": "2022"}},
    {"issued": {"date-parts": [["about 2022"]]}}, {"issued": "2022"}, {"issued": {"date-parts": [[2022, 2, 30]]}},
    {"issued": {"date-parts": [[99999999999]]}}, {"issued": {"date-parts": [[-44]]}}, {"issued": None},
    {"issued": {"date-parts": [[2022], [2020]]}}, {"issued": {"date-parts": [[2021, 3], []]}},
    {"issued": {"season": 2}}, {"issued": {"date-parts": [[2022]], "circa": "yes"}},
    {"author": "Jane Doe"}, {"author": [None, 3, {}, {"given": "J"}]}, {"author": [{"family": "Doe", "static": True}]},
    {"author": [{"literal": {"a": 1}}]}, {"editor": [[]]}, {"title": {"a": 1}}, {"title": None}, {"title": ""},
    {"volume": ["1"]}, {"page": {"from": 1}}, {"type": "no such type"}, {"custom": {"a": 1}}, {"key": "x"},
    {"URL": 12}, {"URL": "https://[bad"}, {"language": 7}, {"container-title": True}, {"shortTitle": "S"},
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTY, ids=str)
@pytest.mark.parametrize("style", bibliography.shipped())
def test_faulty_entries_are_told_as_far_as_they_go(fault: dict[str, Any], style: str, capfd: Any) -> None:
    csl = {"id": "k", "type": "report", "title": "A title", "publisher": "A body"} | fault
    shown = formatted(Source("k", "report", "A title", SPAN, "A body", csl=json.dumps(csl)), EN, named(style))
    assert "A body" in shown.text
    assert "{" not in shown.text
    assert "None" not in shown.text
    assert capfd.readouterr() == ("", "")


def test_without_csl_it_is_told_plainly() -> None:
    bare = Source("k", "", "A title", SPAN, "A body", "An author", PartialDate(2022, 5), csl="not json")
    assert "A title" in formatted(bare, EN).text
    broken = replace(named("onrecord"), content=b"<style/>")
    shown = formatted(replace(bare, csl='{"URL": "https://example.org"}'), EN, broken)
    assert shown.plain
    assert shown.text == "An author, A title, A body, May 2022. https://example.org"


def test_nothing_in_a_source_is_markup() -> None:
    hostile = source(
        title='<script>alert(1)</script> "x" & \ue000\ue002 <i>y</i> \u202eevil',
        container_title='<img src=x onerror="1">',
        URL='javascript:alert("1")',
        author=[{"literal": "<b>bold</b> #panic() $x$"}],
        language='"><script>',
    )
    for style in bibliography.shipped():
        shown = formatted(hostile, EN, named(style))
        assert not any(run.url for run in shown.runs)
        assert "<script>alert(1)</script>" in shown.text
        assert "bold #panic() $x$" in shown.text
        for raw in ("<script", "<img", "<b>", "\u202e", "\ue000", 'href="java'):
            assert raw not in shown.html


def test_right_to_left_titles_keep_to_themselves() -> None:
    arabic = source(title="مالي", container_title="Sahara", language="ar")
    shown = formatted(arabic, EN)
    assert "\u2068مالي\u2069" in shown.text
    assert '<bdi lang="ar">' in shown.html
    assert not any("\u2068" in run["text"] for run in shown.data)


@pytest.mark.parametrize(
    "bad",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://", "https://a b", "ftp://a", "https://[x"],
)
def test_only_web_addresses_are_links(bad: str) -> None:
    assert web_address(bad) == ""
    assert web_address("https://example.org/é?q=1") == "https://example.org/é?q=1"


def test_a_dossier_has_its_own_style(tmp_path: Path) -> None:
    assert style_of(None).name == style_of(tmp_path).name == "onrecord"
    own = tmp_path / "style.csl"
    own.write_bytes(named("harvard-cite-them-right").content)
    assert (style_of(tmp_path).name, style_of(tmp_path).problem) == ("theme/style.csl", "")
    assert "Available at" in formatted(SOURCES[0], EN, style_of(tmp_path)).text
    own.write_text("harvard-cite-them-right\n")
    assert style_of(tmp_path).name == "harvard-cite-them-right"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty or larger"),
        (b" " * 1_000_001, "empty or larger"),
        (b"harvard", "no citation style"),
        (b"<html/>", "no citation style"),
        (b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><style>&x;</style>', "document type"),
        ("<!DOCTYPE style>".encode("utf-16"), "document type"),
        (
            b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation/></style>',
            "bibliography",
        ),
    ],
)
def test_a_style_that_cannot_be_used_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "style.csl").write_bytes(content)
    used = style_of(tmp_path)
    assert used.name == "onrecord"
    assert why in used.problem


def test_a_style_that_never_ends_is_told_plainly() -> None:
    loop = (
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><macro name="a"><text macro="a"/>'
        b'</macro><bibliography><layout><text macro="a"/></layout></bibliography></style>'
    )
    assert formatted(SOURCES[0], EN, replace(named("onrecord"), content=loop)).plain


def test_numbers_of_a_style_do_not_double_those_of_the_list() -> None:
    numbered = (
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><bibliography><layout>'
        b'<text variable="citation-number" suffix=". "/><text variable="title"/></layout></bibliography></style>'
    )
    assert formatted(SOURCES[1], EN, replace(named("onrecord"), content=numbered)).text == "Situation in Mali"


def test_150_sources_take_less_than_two_seconds() -> None:
    start = time.perf_counter()
    for number in range(150):
        formatted(SOURCES[number % len(SOURCES)], EN)
    assert time.perf_counter() - start < 2
