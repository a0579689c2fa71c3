"""sources.json and sources.bib: values, places and faults."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.text import load_dossier

from .conftest import HEAD, TOML, Load

SHARED = Path("/work/shared/mali-2022/sources.json")


def test_all_fields(load: Load) -> None:
    dossier, faults, _ = load(
        claim=HEAD + "- A @x\n",
        sources='[\n {"type": "report", "id": "x", "title": "A  t\\u00e9",\n  "author": [{"family": "Doe", "given": "Jo"}, '
        '{"literal": "HRW"}], "publisher": "P", "URL": "https://x", "language": "fr", "note": "N", "volume": 3,\n'
        '  "issued": {"date-parts": [["2022", "3", 27]]}, "container-title": "C"}]',
    )
    assert faults == []
    (source,) = dossier.sources
    assert source.span == Span("sources.json", 2, 27, 2, 30)
    assert (source.title, source.author, source.publisher) == ("A té", "Jo Doe, HRW", "P")
    assert (source.url, source.language, source.note) == ("https://x", "fr", "N")
    assert source.issued == PartialDate(2022, 3, 27)
    assert json.loads(source.csl)["volume"] == 3
    assert source.csl.startswith('{"URL":"https://x","author"')


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ("", ["1:1 OR012 the file is empty"]),
        ("{}", ["1:1 OR017 the bibliography is a table of fields; it should be a list of sources: [ ... ]"]),
        ("[3]", ["1:2 OR017 a source is a number; it should have fields"]),
        ("[{}]", ['1:2 OR016 a source needs the field "id"']),
        ('[{"id": null, "type": "x"}]', ['1:2 OR016 a source needs the field "id"']),
        ('[{"id": [1], "type": "x"}]', ['1:9 OR017 "id" is a list; it should be text']),
        ('[{"id": "a"}]', ['1:2 OR016 the source "a" needs the field "type"']),
        ('[{"id": "a", "type": "x", "title": {}}]', ['1:36 OR017 "title" is a table of fields; it should be text']),
        ('[{"id": "a", "type": "x"},\n{"id": "a", "type": "x"}]', ['2:8 OR102 the id "a" stands twice: first on line 1']),
        ('[{"id": "a", "type": "x", "id": "b"}]', ['1:27 OR014 "id" stands twice: first on line 1']),
        ('[{"id": "a", "type": "x"},]', ["1:26 OR012 a comma stands before ]"]),
        ('[{"id": "a" "type": "x"}]', ["1:13 OR012 a comma or } is missing here"]),
        ('[{"id": "a\n"}]', ["1:11 OR012 a line end or character of control inside a text in quotes"]),
        ('[{"id": "a}]', ["1:9 OR012 the text in quotes is not closed"]),
        ('[{"id": "\\ud800"}]', ["1:9 OR012 half of a surrogate pair: the text is damaged"]),
        ("[1e999]", ["1:2 OR012 the number is too large"]),
        ("[NaN]", ["1:2 OR012 a value is expected here"]),
        ("[1] 2", ["1:5 OR012 more text follows after the end of the JSON"]),
        ("[" * 100, ["1:66 OR012 nested deeper than 64 levels"]),
        ("[" + "9" * 500 + "]", ["1:2 OR012 the number is too long"]),
    ],
)  # fmt: skip
def test_faults(load: Load, sources: str, expected: list[str]) -> None:
    _, faults, _ = load(sources=sources, claim=HEAD + "- A [@a]\n")
    assert [fault for fault in faults if "OR101" not in fault] == [
        each.replace("character of control", "control character") for each in expected
    ]


@pytest.mark.parametrize(
    ("date", "issued", "fault"),
    [
        ('{"date-parts": [[2022]]}', "2022", None),
        ('{"date-parts": [[2022, 3], [2022, 4]]}', "2022-03", None),
        ('{"date-parts": [[2022, null]]}', "2022", None),
        ('{"date-parts": [[]]}', None, None),
        ('{"raw": "2022-03-27"}', "2022-03-27", None),
        ('{"literal": "spring 2022"}', None, None),
        ('{"date-parts": [[2022, 13]]}', None, '"issued": there is no month 13'),
        ('{"date-parts": [["2022", "2", "30"]]}', None, '"issued": February 2022 has no day 30'),
        ('{"date-parts": [["May"]]}', None, '"issued" has text where a number should be'),
        ('{"date-parts": [[true]]}', None, '"issued" has true or false where a number should be'),
        ('{"date-parts": [[2022, 3, 27, 1]]}', None, '"issued" should be a year, or a year and month, or year, month and day'),
        ('{"date-parts": []}', None, '"issued" has no date in its date-parts'),
        ('"2022"', None, '"issued" is text'),
    ],
)  # fmt: skip
def test_dates(load: Load, date: str, issued: str | None, fault: str | None) -> None:
    dossier, faults, _ = load(sources=f'[{{"id": "a", "type": "x", "issued": {date}}}]', claim=HEAD + "- A [@a]\n")
    assert (str(dossier.sources[0].issued) if dossier.sources[0].issued else None) == issued
    assert [each.split(" ", 2)[1:] for each in faults] == ([["OR018", fault]] if fault else [])


def test_a_broken_bibliography_hides_no_keys_and_no_notes(load: Load) -> None:
    _, faults, findings = load(sources="[")
    assert faults == ["1:2 OR012 the file ends in the middle of a value"]
    assert len(findings) == 1


def test_no_bibliography_is_one_finding(load: Load) -> None:
    _, faults, _ = load(sources=None)
    assert faults == ["1:1 OR001 there is no bibliography, and claims/c.md:5:6 cites ged"]


def test_near_keys(load: Load) -> None:
    _, _, findings = load(claim=HEAD + "- A [@hrw-mura; @ged]\n")
    assert findings[0].remedy == "Did you mean hrw-moura? Or add it to sources.json."


BIB = """\
% A comment
@article{doe-2022,
  title = {{\\'E}t{\\'e} in {M}ali},
  author = {Doe, Jo and {World Bank} and Ann Lee},
  journal = {J},
  year = 2022, month = mar, day = {7},
  url = {https://x.y/a_b},
}

@online{site, title = "Site", date = {2022-03/2022-04}, url = {https://z}}
"""


def test_bibtex(load: Load) -> None:
    dossier, faults, _ = load(bib=BIB, sources=None, claim=HEAD + "- A [@doe-2022; @site]\n")
    assert faults == []
    doe, site = dossier.sources
    assert (doe.id, doe.type, doe.title, doe.publisher) == ("doe-2022", "article-journal", "Été in Mali", "J")
    assert (doe.author, str(doe.issued), doe.url) == ("Jo Doe, World Bank, Ann Lee", "2022-03-07", "https://x.y/a_b")
    assert doe.span == Span("sources.bib", 2)
    assert json.loads(doe.csl)["author"][1] == {"literal": "World Bank"}
    assert (site.type, str(site.issued), site.span.line) == ("webpage", "2022-03", 10)


@pytest.mark.parametrize(
    ("bib", "expected"),
    [
        ("@a{x, title={A}}\n@a{x, title={B}}\n", ['2:1 OR102 the id "x" stands twice: first on line 1']),
        ("@a{ged, title={A}}\n", ['1:1 OR102 the id "ged" stands twice: first on sources.json:1:9']),
        ("@a{x, title={A}, title={B}}\n", ['1:1 OR014 "title" stands twice in this entry']),
        ("\n@a{x, title={A}\n\n@a{y, title={B}}\n", ["2:1 OR013 the entry is not closed"]),
        ("@a{x, year=2022, month=13}\n", ["1:1 OR018 there is no month 13"]),
        ("@a{x, date={20220}}\n", ["1:1 OR018 '20220' is not written YYYY-MM-DD, YYYY-MM or YYYY"]),
        ("@a{x, year={forthcoming}}\n", []),
    ],
)
def test_bibtex_faults(load: Load, bib: str, expected: list[str]) -> None:
    _, faults, _ = load(bib=bib)
    assert faults == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the shared sources are not on this machine")
def test_eight_claims_and_186_sources_load_quickly(tmp_path: Path) -> None:
    keys = [item["id"] for item in json.loads(SHARED.read_text())]
    assert len(keys) == 186
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text(TOML)
    (tmp_path / "sources.json").write_bytes(SHARED.read_bytes())
    for number in range(8):
        items = "".join(
            f"- Sentence {key}. [@{key}, p. 4]\n\n  ~~~ position\n  who: A\n  view: B\n  source: {key}\n  ~~~\n\n"
            for key in keys[number * 20 : number * 20 + 20]
        )
        (tmp_path / "claims" / f"c{number}.md").write_text(HEAD + items)
    load_dossier(tmp_path)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        dossier, findings = load_dossier(tmp_path)
        times.append(time.perf_counter() - start)
    assert dossier is not None
    assert len(dossier.statements) == 160
    assert {f.code for f in findings} == {"OR109"}
    assert min(times) < 0.6  # 0.15 s on a quiet machine; the tests run beside others


def test_a_large_bibtex_file_is_not_slow(load: Load) -> None:
    entry = "@article{{k{n}, author = {{M{{\\'e}}ndez, J. and Smith, A.}}, title = {{The {{Mali}} --- {n}}}, year = {{2020}}}}\n\n"
    start = time.perf_counter()
    dossier, faults, _ = load(bib="".join(entry.format(n=n) for n in range(3000)))
    assert time.perf_counter() - start < 15  # a second or two; it took minutes
    assert faults == [] and len(dossier.sources) == 3002
    assert next(s for s in dossier.sources if s.id == "k7").author == "J. Méndez, A. Smith"
