"""The report for a terminal: what is said of each verdict, and the sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click
import pytest

from onrecord.model.blocks import Common, Reply, Standing
from onrecord.model.codes import finding
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Outcome, Part, Variant, Verdict
from onrecord.model.finding import Span
from onrecord.model.report import Report
from onrecord.render.text_report import render_text, robustness_text

HERE = Span("claims/a.md", 3)


def text_of(*outcomes: Outcome, everything: bool = False, standing: Standing | None = None) -> str:
    blocks = (Reply(Common(HERE, standing), "someone"),) if standing else ()
    statements = tuple(
        Statement(one.statement, f"Sentence {one.statement}.", "", HERE, blocks=blocks) for one in outcomes
    )
    claim = Claim("a", "All is well.", "the mayor", HERE, statements=statements)
    report = Report(".", Dossier("A dossier", date(2022, 6, 30), HERE, claims=(claim,)), outcomes, ())
    return click.unstyle(render_text(report, everything=everything))


def test_what_holds_says_how_it_was_read_and_on_what_data() -> None:
    outcome = Outcome(
        "a", Verdict.HOLDS, "10 beside 5", reading="deaths in Mali", tolerance="more than 5", snapshot="ucdp@0123"
    )
    text = text_of(outcome)
    for line in ("10 beside 5", "true of: more than 5", "reading: deaths in Mali", "data: ucdp@0123"):
        assert f"· {line}\n" in text


def test_what_fails_is_told_in_full_and_named_in_the_sum() -> None:
    text = text_of(
        Outcome("a", Verdict.FAILS, "24 percent", reading="deaths in Mali", tolerance="65 to under 75 percent")
    )
    assert "FAILS         a\n" in text
    assert "· true of: 65 to under 75 percent" in text
    assert "· reading: deaths in Mali" in text
    assert text.endswith("1 statement: 1 fails (a).\n")


def test_each_assertion_has_a_line() -> None:
    parts = (Part("x", Verdict.HOLDS, "10 is the most"), Part("y", Verdict.FAILS, "9", tolerance="exactly 10"))
    text = text_of(Outcome("a", Verdict.FAILS, "9", parts=parts))
    assert "· holds: 10 is the most\n" in text
    assert "· 9 (true of exactly 10)\n" in text


def test_a_documentary_statement_is_its_standing_and_one_line() -> None:
    outcome = Outcome("a", Verdict.NOT_CHECKED, "shown", kind="reply")
    assert "not checked   a  reply (the editors say: contested)\n" in text_of(outcome, standing=Standing.CONTESTED)


def test_the_sum_counts_every_verdict() -> None:
    told = text_of(*(Outcome(str(i), verdict, "why") for i, verdict in enumerate([*Verdict, *Verdict])))
    last = " ".join(told.splitlines()[-2:])
    assert "20 statements: 2 hold, 2 fail (1, 11), 2 unverifiable, 2 supported, 2 overtaken, 2 contested, " in last
    assert "2 not found, 2 unsupported (7, 17), 2 not run (8, 18), 2 not checked." in last


@pytest.mark.parametrize(
    ("held", "failed", "told"),
    [
        (3, 0, "holds in all 3 variants tried"),
        (2, 1, "holds in 2 of 3 variants tried; not with: f0"),
        (1, 2, "holds in 1 of 3 variants tried, only with: h0"),
        (0, 2, "holds in none of 2 variants tried"),
    ],
)
def test_robustness_in_words(held: int, failed: int, told: str) -> None:
    variants = [Variant(f"h{i}", Verdict.HOLDS) for i in range(held)]
    variants += [Variant(f"f{i}", Verdict.FAILS) for i in range(failed)]
    assert robustness_text(Outcome("a", Verdict.HOLDS, "", robustness=tuple(variants))) == told


def test_a_dossier_that_cannot_be_read_still_has_a_sum() -> None:
    assert "0 statements: none was checked." in click.unstyle(render_text(Report(".", None, (), ())))


def test_the_sum_stands_first_and_last() -> None:
    lines = text_of(Outcome("a", Verdict.HOLDS, "10 beside 5")).splitlines()
    assert lines[1] == lines[-1] == "1 statement: 1 holds."


def test_a_verdict_that_is_not_firm_names_its_finding() -> None:
    variants = (Variant("best estimate", Verdict.HOLDS), Variant("low estimate", Verdict.FAILS))
    fragile = finding("OR206", "holds in 1 of 2; not with: low estimate", HERE, statement="a")
    firm = Outcome("a", Verdict.HOLDS, "10", robustness=(variants[0], variants[0]))
    assert "OR206" not in text_of(firm)
    text = text_of(replace(firm, robustness=variants, findings=(fragile,)))
    assert "holds in 1 of 2 variants tried; not with: low estimate (OR206)\n" in text


@pytest.mark.parametrize("code", ["OR307", "OR308"])
def test_a_warning_of_a_files_rows_takes_one_line(code: str) -> None:
    found = finding(code, "in 3 rows something is odd", Span("data/a.csv", 3), why=("row 2: low 7, best 6",))
    report = Report(".", None, (), (found,))
    short = click.unstyle(render_text(report))
    assert f"data/a.csv:3:1 {code} in 3 rows something is odd (--all shows the rows)\n\n" in short
    assert "row 2" not in short
    assert "row 2: low 7, best 6" in click.unstyle(render_text(report, everything=True))


def test_translations_are_counted_beside_the_sum() -> None:
    one, other = Statement("a", "A.", "", HERE), Statement("b", "B.", "", HERE)
    claims = (Claim("c", "C.", "M", HERE, statements=(one, other)),)
    french = Claim("c", "C.", "M", Span("claims/fr/c.md"), "fr", statements=(one,))
    dossier = Dossier("A dossier", date(2022, 6, 30), HERE, claims=claims, languages=("en", "fr", "de"))
    dossier = replace(dossier, translations=(french,))
    outcomes = (Outcome("a", Verdict.SUPPORTED, "yes"), Outcome("b", Verdict.UNSUPPORTED, "no"))
    found = (finding("OR463", "a number", Span("claims/fr/c.md", 3)), finding("OR463", "a number", Span("claims/c.md")))
    report = Report(".", dossier, outcomes, found, ages="not compared")
    told = click.unstyle(render_text(report, width=200))
    assert "2 statements: 1 supported, 1 unsupported (b)." in told
    assert told.count("Translations: fr 1 of 2 statements, 1 finding; de 0 of 2 statements, 0 findings.") == 2
    assert "Their age: not compared." in told
    plain = render_text(Report(".", replace(dossier, languages=("en",), translations=()), outcomes, ()))
    assert "Translations" not in plain
