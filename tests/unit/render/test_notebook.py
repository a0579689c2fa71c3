"""The table a notebook shows: what people wrote is escaped, and every statement has its row."""

from datetime import date

from onrecord.model.codes import finding
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Outcome, Part, Variant, Verdict
from onrecord.model.finding import Span
from onrecord.model.report import Report
from onrecord.render.notebook import render_notebook

HERE = Span("claims/a.md", 3)


def shown(outcome: Outcome, text: str = "A sentence.", faults: int = 0) -> str:
    claim = Claim("a", "<script>alert(1)</script>", "the mayor", HERE, statements=(Statement("s", text, text, HERE),))
    dossier = Dossier("A & B", date(2022, 6, 30), HERE, claims=(claim,))
    found = tuple(finding("OR101", 'no source "x<y"', HERE) for _ in range(faults))
    return render_notebook(Report(".", dossier, (outcome,), found))


def test_what_people_wrote_is_escaped() -> None:
    html = shown(Outcome("s", Verdict.HOLDS, "1 < 2"), "<img src=x onerror=alert(1)>", faults=1)
    for raw in ("<script", "<img", "x<y", "1 < 2"):
        assert raw not in html
    assert "A &amp; B, as of 2022-06-30" in html


def test_each_assertion_is_a_line_and_one_variant_is_not_worth_telling() -> None:
    parts = (Part("x", Verdict.HOLDS, "10 beside 5"), Part("y", Verdict.FAILS, "9 beside 5"))
    held = Variant("best estimate", Verdict.HOLDS)
    failed = Variant("low estimate", Verdict.FAILS)
    assert "10 beside 5<br>9 beside 5" in shown(Outcome("s", Verdict.FAILS, "", parts=parts))
    assert "1 of 1" not in shown(Outcome("s", Verdict.HOLDS, "", robustness=(held,)))
    assert "1 of 2" in shown(Outcome("s", Verdict.HOLDS, "", robustness=(held, failed)))


def test_a_folder_without_a_dossier_says_so() -> None:
    assert "No dossier" in render_notebook(Report(".", None, (), (finding("OR001", "no dossier.toml", HERE),)))
