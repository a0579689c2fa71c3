"""Quotations of a dossier looked up in its archive: several captures, or none; the numbers they check."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.support.archives import START, archivist, dossier_of, loaded

from onrecord.archiving import import_capture, opened
from onrecord.explaining import explain
from onrecord.model.explanation import Explanation
from onrecord.model.report import Report
from onrecord.pipeline import check, prepare

PAGE = "Witnesses said that at least 300 civilian men were killed in Moura. The army said 203 were fighters."


def dossier(root: Path, item: str, *pages: str, head: str = "") -> Path:
    """A dossier with one statement, and captures of "hrw" on following days."""
    dossier_of(root, {"hrw": "https://example.org/moura", "other": "https://example.org/other"})
    claim = f"---\nclaim: Safer.\nclaimant: The army\n{head}---\n\n{item}\n"
    (root / "claims" / "security.md").write_text(claim)
    source = next(each for each in loaded(root).sources if each.id == "hrw")
    for number, text in enumerate(pages):
        who = archivist(1)
        at = START + timedelta(days=number)
        who = replace(who, world=replace(who.world, now=lambda at=at: at))
        (root.parent / "saved.txt").write_text(text)
        with opened(root, who) as (book, _):
            import_capture(root, book, source, root.parent / "saved.txt", who)
    return root


def told(report: Report) -> list[str]:
    """The findings on quotations and on unchecked numbers, in short."""
    return [
        f"{f.span.line}:{f.span.column} {f.code} {f.message}" for f in report.findings if f.code[:4] in ("OR52", "OR20")
    ]


CITED = '- At least 300 died. [@hrw "at least 300 civilian men"]'


def test_found(tmp_path: Path) -> None:
    report = check(dossier(tmp_path / "d", CITED, PAGE))
    assert told(report) == []
    (group,) = report.quotations
    (looked,) = group.looked
    assert PAGE[looked.lookup.start : looked.lookup.end] == "at least 300 civilian men"
    assert (looked.lookup.captured, looked.lookup.capture[:7]) == ("2022-08-30", "sha256:")


def test_a_number_is_checked_by_a_quotation_only_if_that_was_found(tmp_path: Path) -> None:
    assert '6:12 OR205 "300" is not checked' in told(check(dossier(tmp_path / "a", CITED)))
    wrong = CITED.replace("men", "women")
    assert '6:12 OR205 "300" is not checked' in told(check(dossier(tmp_path / "b", wrong, PAGE)))
    more = CITED.replace("died.", "died, and 51 were taken.")
    assert told(check(dossier(tmp_path / "c", more, PAGE))) == ['6:12 OR205 "51" is not checked']
    inserted = '- At least 450 died. [@hrw "at least 300 [450] civilian men"]'
    assert told(check(dossier(tmp_path / "d", inserted, PAGE))) == ['6:12 OR205 "450" is not checked']
    bare = '- Some 300 died. [@hrw "300"]'
    assert [each.split()[1] for each in told(check(dossier(tmp_path / "e", bare, PAGE)))] == ["OR205", "OR525"]


def test_the_last_capture_counts_and_earlier_ones_are_told(tmp_path: Path) -> None:
    changed = PAGE.replace("300", "200")
    assert told(check(dossier(tmp_path / "a", CITED, changed, PAGE))) == []
    assert told(check(dossier(tmp_path / "b", CITED, PAGE, changed, "Gone."))) == [
        '6:28 OR526 the capture of "hrw" of 2022-08-30 has these words; that of 2022-09-01 has them no more'
    ]
    found = told(check(dossier(tmp_path / "c", CITED, "Nothing.", changed)))
    assert found[1] == (
        '6:28 OR520 the quotation has another number than the capture of "hrw" of 2022-08-31: '
        "the page says 200, the quotation 300"
    )


def test_a_capture_without_text_is_passed_over(tmp_path: Path) -> None:
    root = dossier(tmp_path / "d", CITED, PAGE, "Another page.")
    log = (root / "archive" / "captures.jsonl").read_text().splitlines()
    last = next((root / "archive" / "files").rglob("*.txt"))
    assert len(log) == 2
    for path in (root / "archive" / "files").rglob("*.txt"):
        if path.read_text() == "Another page.":
            last = path
    last.write_text("Another pag3.")
    assert told(check(root)) == []


def test_a_file_that_was_changed_is_not_searched(tmp_path: Path) -> None:
    root = dossier(tmp_path / "d", CITED, "Nothing here at all.")
    path = next((root / "archive" / "files").rglob("*.txt"))
    path.write_text(PAGE)
    assert [each.split()[1] for each in told(check(root))] == ["OR205", "OR524"]


def test_no_capture_is_said_once_for_each_source(tmp_path: Path) -> None:
    items = "\n".join(["- A. [@hrw “one two”; @other “three”]", "- B. [@hrw « four »]"])
    assert told(check(dossier(tmp_path / "d", items))) == [
        '6:12 OR523 there is no capture of "hrw" to look the quotation up in',
        '6:30 OR523 there is no capture of "other" to look the quotation up in',
    ]


def test_what_the_claimant_is_quoted_with_is_looked_up_too(tmp_path: Path) -> None:
    head = "appearances:\n  - on: 2022-05-23\n    where: Radio\n    source: hrw\n    quote: fear has changed sides\n"
    report = check(dossier(tmp_path / "d", "- A. [@other]", PAGE, head=head))
    assert told(report) == ['7:13 OR520 the capture of "hrw" of 2022-08-30 has nothing like the quotation']
    assert report.quotations[0].statement == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "checked"),
    [
        ("Some 1,300 fled.", "1 300 people fled", True),
        ("Some 3 million fled.", "3 millions de personnes", True),
        ("Some 3,000,000 fled.", "3 million people", True),
        ("Some 3 fled.", "3 million people", False),
        ("Some 4.5 percent fled.", "4,5 pour cent", True),
        ("Some 45 fled.", "4.5 percent", False),
    ],
)
def test_numbers_written_in_other_ways(sentence: str, quote: str, checked: bool) -> None:
    from onrecord.checks.quotations import quoted_stretches
    from onrecord.model.finding import Span
    from onrecord.model.quotation import LookedUp, Lookup, Quotation, Selector, Sought

    looked = (LookedUp(Quotation("a", Selector(quote), Span("f")), Lookup(Sought.FOUND)),)
    assert bool(quoted_stretches(sentence, looked)) is checked


def test_a_dossier_without_quotations_reads_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord import quoting

    monkeypatch.setattr(quoting, "texts_of", lambda *_: pytest.fail("a page was read"))
    assert told(check(dossier(tmp_path / "d", "- A. [@hrw]", PAGE))) == []


def test_explain_tells_the_captures_a_statement_rests_on(tmp_path: Path) -> None:
    reply = "\n  ~~~ reply\n  by: The army\n  text: It denies.\n  on: 2022-04-01\n  source: hrw\n  ~~~\n"
    root = dossier(tmp_path / "d", CITED + " {#m}\n" + reply, PAGE)
    found = explain(prepare(root, only="m"), "m")
    assert isinstance(found, Explanation)
    assert found.outcome.basis == "its typed entries, and quotations looked up in captures of: @hrw"


def test_a_passage_is_shown_without_soft_hyphens() -> None:
    from onrecord.checks.quotations import _short

    assert _short("45 chil\u00addren") == "45 children"
