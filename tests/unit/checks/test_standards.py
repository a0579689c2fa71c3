"""The self-audit: a dossier that has everything falls short of nothing, and each thing taken away is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from onrecord.checks.standards import ADVISED, audit
from onrecord.model.audit import Audit, Mark, Shortfall
from onrecord.model.blocks import Common, Incident, Standing
from onrecord.model.codes import finding
from onrecord.model.dates import PartialDate
from onrecord.model.dossier import (
    Appearance,
    Citation,
    Claim,
    Dossier,
    Publisher,
    Rating,
    Source,
    Statement,
    Visibility,
)
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Span
from onrecord.model.report import Report
from onrecord.render.audit_text import render_audit_text

FILE = Span("claims/a.md")
DAY = PartialDate(2022, 5, 1)
PUBLISHER = Publisher("A desk", "https://desk.example", "desk@desk.example", "how", "so", "members", ("A. Editor",))
SOURCE = Source("s", "report", "A report", Span("sources.json"), publisher="HRW", issued=DAY, url="https://h.example")
STATEMENT = Statement("one", "A sentence.", "A sentence.", Span("claims/a.md", 9), (Citation("s", FILE),))
CLAIM = Claim(
    "a", "All is well.", "The minister", FILE, appearances=(Appearance(DAY, "in the house", Citation("s", FILE)),),
    rating=Rating("false", "A. Editor", DAY, "it is not"), statements=(STATEMENT,), chosen="it was said on the radio",
)  # fmt: skip
DOSSIER = Dossier(
    "A dossier", date(2022, 6, 30), Span("dossier.toml"), publisher=PUBLISHER, scale=("true", "false"),
    claims=(CLAIM,), sources=(SOURCE,), address="https://desk.example/",
)  # fmt: skip
OUTCOME = Outcome("one", Verdict.SUPPORTED, "it rests on its citations", kind="prose")


def of(dossier: Dossier = DOSSIER, outcome: Outcome = OUTCOME, *codes: str) -> Audit:
    found = tuple(replace(finding(code, "so it is", STATEMENT.span), statement="one") for code in codes)
    return audit(Report(".", dossier, (outcome,), found))


def short(made: Audit) -> list[str]:
    return [one.text for one in made.requirements if one.mark is Mark.SHORT]


def claim(**changes: object) -> Dossier:
    return replace(DOSSIER, claims=(replace(CLAIM, **changes),))  # type: ignore[arg-type]


def publisher(**changes: object) -> Dossier:
    return replace(DOSSIER, publisher=replace(PUBLISHER, **changes))  # type: ignore[arg-type]


def source(**changes: object) -> Dossier:
    return replace(DOSSIER, sources=(replace(SOURCE, **changes),))  # type: ignore[arg-type]


def test_one_that_has_everything_falls_short_of_nothing_and_leaves_three_to_a_person() -> None:
    made = of()
    assert short(made) == []
    assert made.count(Mark.UNTOLD) == 3


@pytest.mark.parametrize(
    ("dossier", "words"),
    [
        (claim(chosen=""), "why each claim was chosen"),
        (claim(rating=None), "rating by a named person"),
        (claim(rating=Rating("unrated", "A. Editor", DAY, "no")), "rating by a named person"),
        (claim(rating=replace(CLAIM.rating, by="")), "rating by a named person"),  # type: ignore[type-var]
        (claim(appearances=()), "where and when the claim was made"),
        (claim(appearances=(Appearance(None, "x", Citation("s", FILE)),)), "where and when the claim was made"),
        (claim(claim="It is false that all is well."), "does not hold its own rating"),
        (claim(claim="x" * (ADVISED + 1)), "at most 75 characters"),
        (claim(claimant=""), "who made the claim"),
        (claim(statements=(replace(STATEMENT, citations=()),)), "names its source"),
        (publisher(url=""), "who publishes"),
        (publisher(contact=""), "reach the publisher"),
        (publisher(methods=""), "method is published"),
        (publisher(corrections=""), "policy on corrections"),
        (publisher(funding=""), "who pays"),
        (publisher(editors=()), "editors who answer"),
        (replace(DOSSIER, publisher=None), "who publishes"),
        (source(issued=None), "find each source"),
        (source(publisher=""), "find each source"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(dossier: Dossier, words: str) -> None:
    assert [text for text in short(of(dossier)) if words in text]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("OR443", "Evidence for the claim"), ("OR442", "heard, or asked"), ("OR451", "independent origin"),
        ("OR452", "interest of each source"), ("OR450", "retracted or superseded"), ("OR520", "Each quotation"),
        ("OR205", "Each number"), ("OR207", "confirmed"),
    ],
)  # fmt: skip
def test_what_the_checks_found_falls_short_once(code: str, words: str) -> None:
    made = of(DOSSIER, OUTCOME, code, code)
    (found,) = [one for one in made.requirements if one.mark is Mark.SHORT]
    assert words in found.text
    assert [one.name for one in found.shortfalls] == ["one"]


def test_what_nothing_checks_falls_short() -> None:
    for verdict in (Verdict.NOT_CHECKED, Verdict.NOT_RUN):
        assert "by the same rules" in short(of(DOSSIER, replace(OUTCOME, verdict=verdict)))[0]


def test_a_page_without_a_copy_falls_short() -> None:
    made = audit(Report(".", DOSSIER, (OUTCOME,), ()), (SOURCE,))
    (found,) = [one for one in made.requirements if one.mark is Mark.SHORT]
    assert (found.of, found.shortfalls[0].name) == (1, "s")


def test_a_source_that_is_not_public_need_not_be_found_by_readers() -> None:
    assert short(of(source(issued=None, visibility=Visibility.CONFIDENTIAL))) == []


def test_not_found_needs_no_source_and_a_block_may_name_it() -> None:
    def with_block(make: Callable[[], Common]) -> Dossier:
        block = Incident(make(), "what", "where", None, None)
        return claim(statements=(replace(STATEMENT, citations=(), blocks=(block,)),))

    assert short(of(with_block(lambda: Common(FILE, Standing.NOT_FOUND)))) == []
    assert short(of(with_block(lambda: Common(FILE, sources=("s",))))) == []
    assert short(of(with_block(lambda: Common(FILE)))) != []


def test_without_a_dossier_there_is_nothing_to_audit() -> None:
    assert audit(Report(".", None, (), ())).requirements == ()


def test_the_first_places_are_shown_or_all_of_them() -> None:
    many = tuple(replace(SOURCE, id=f"s{number}") for number in range(7))
    report = Report(".", DOSSIER, (OUTCOME,), ())
    told = render_audit_text(report, audit(report, many))
    assert "s4: no archived copy" in told and "s5:" not in told and "and 2 more (--all shows them)" in told
    assert "s6: no archived copy" in render_audit_text(report, audit(report, many), everything=True)


def test_a_translation_need_not_repeat_what_its_original_says() -> None:
    bare = replace(CLAIM, language="fr", rating=None, appearances=(), chosen="", statements=())
    both = replace(DOSSIER, translations=(bare,), languages=("en", "fr"))
    assert short(of(both)) == []


def test_pages_without_an_address_and_markup_that_breaks_a_rule_fall_short():
    assert short(of(replace(DOSSIER, address=""))) == ["The pages have an address on the web (url)."]
    broken = Shortfall(FILE, "a", "author has no url")
    made = audit(Report(".", DOSSIER, (OUTCOME,), ()), (), (broken,))
    (found,) = [one for one in made.requirements if one.mark is Mark.SHORT]
    assert found.shortfalls == (broken,)
    assert "onrecord build" in found.text
