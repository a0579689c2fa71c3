"""Origins, interests, and sources from after the dossier's date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.held import AS_OF, CLAIM, COMMON, HERE, D, context, source

from onrecord.checks.origins import grouped
from onrecord.checks.source_rules import independent, interests, not_later
from onrecord.model.blocks import Block, Common, Count, Incident, Pledge, Position, Reply, Standing
from onrecord.model.dates import NO_DAY
from onrecord.model.dossier import Citation, Claim, Dossier, ReadsBlock, Source, Statement
from onrecord.model.finding import Span

HRW = source("hrw", "2022-04-05", author="Human Rights Watch", url="https://www.hrw.org/moura")
COPY = source("copy", "2022-04-06", publisher="Agency", origin="hrw")
ARMY = source("army", "2022-04-01", publisher="General staff")
LATE = source("ohchr", "2023-05-12", publisher="OHCHR")
SOURCES = (HRW, COPY, ARMY, LATE)
INCIDENT = Incident(COMMON, "killings", "Moura", None, None)


def statement(
    *keys: str, blocks: tuple[Block, ...] = (INCIDENT,), text: str = "They killed.", **fields: object
) -> Statement:
    citations = tuple(Citation(key, Span("claims/c.md", 7, 20 + i)) for i, key in enumerate(keys))
    return replace(Statement("s", text, text, HERE, citations, blocks=blocks), **fields)


def codes(one: Statement, claim: Claim = CLAIM) -> tuple[list[str], tuple[str, ...]]:
    result = independent(one, context(one.text, sources=SOURCES, claim=claim))
    assert result.standing is None
    return [found.code for found in result.findings], result.notes


def test_a_key_fact_needs_two_origins() -> None:
    assert codes(statement("hrw")) == (["OR451"], ())
    assert codes(statement("hrw", "army")) == ([], ())
    assert codes(statement("hrw", "copy")) == (["OR451"], ("2 sources, 1 origin",))
    assert codes(statement("hrw", "copy", "army")) == ([], ("3 sources, 2 origins",))
    assert codes(statement("hrw", "ohchr")) == (["OR451"], ())  # the second came out later
    assert codes(statement("nobody")) == ([], ())


def test_sources_of_entries_count_too() -> None:
    counts = (Count(203, 203, "fighters", "army", "the army"),)
    assert codes(statement("hrw", blocks=(replace(INCIDENT, counts=counts),))) == ([], ())


def test_one_origin_may_be_said_to_do() -> None:
    common = replace(COMMON, one_origin="only one office counts")
    blocks = (replace(INCIDENT, common=common),)
    assert codes(statement("hrw", blocks=blocks)) == ([], ("1 source, 1 origin: only one office counts",))
    claim = replace(CLAIM, one_origin="closed area")
    assert codes(statement("hrw", "copy"), claim) == ([], ("2 sources, 1 origin: closed area",))


@pytest.mark.parametrize(
    ("blocks", "text", "fields", "expected"),
    [
        ((Position(COMMON, "x", "y"),), "They said so.", {}, []),
        ((Position(COMMON, "x", "y"),), "They asked for 12 ships.", {}, ["OR451"]),
        ((Reply(COMMON, "x", "y"),), "They answered that 12 had died.", {}, []),
        ((Pledge(COMMON, "x", "y", D("2020"), None),), "They promised.", {}, ["OR451"]),
        ((INCIDENT,), "12 died.", {"reads": ReadsBlock("deaths", HERE)}, []),
        ((), "12 died.", {}, []),
        ((replace(INCIDENT, common=Common(HERE, Standing.NOT_FOUND)),), "12 died.", {}, []),
    ],
)
def test_which_facts_are_key_facts(
    blocks: tuple[Block, ...], text: str, fields: dict[str, object], expected: list[str]
) -> None:
    assert codes(statement("hrw", blocks=blocks, text=text, **fields))[0] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (source("a", origin="x"), source("b", origin="X"), True),
        (source("a"), source("b", origin="a"), True),
        (source("a", publisher="P"), source("b", publisher="P"), True),
        (source("a", "2022-04", publisher="P"), source("b", "2022-04", publisher="p"), True),
        (source("a", "2022-04-01", publisher="P"), source("b", "2022-04-02", publisher="P"), False),
        (source("a", author="A"), source("b", author="A"), True),
        (source("a", url="https://www.p.org/1"), source("b", url="http://p.org/2"), True),
        (source("a", url="https://p.org/1"), source("b", url="https://q.org/1"), False),
        (source("a", url="https://["), source("b", url="https://["), False),
        (source("a"), source("b"), False),
        (source("a", "2022-04", author="HRW"), source("b", "2022-04", publisher="Human Rights Watch"), True),
    ],
)
def test_what_makes_two_sources_one(one: Source, other: Source, same: bool) -> None:
    assert len(grouped((one, other))) == (1 if same else 2)


def test_a_third_source_joins_two_groups() -> None:
    one, two = source("a", publisher="P"), source("b", author="Q")
    assert len(grouped((one, two))) == 2
    assert [each.id for each in grouped((one, two, source("c", publisher="P", author="Q")))[0]] == ["a", "b", "c"]


def test_what_repeats_a_repeater_is_of_the_same_origin() -> None:
    sources = (source("c", origin="b"), source("b", origin="a"), source("a"), source("d"))
    assert [[each.id for each in group] for group in grouped(sources)] == [["c", "b", "a"], ["d"]]


def test_a_source_from_after_the_date_is_noted_where_it_is_cited() -> None:
    one = statement("hrw", "ohchr")
    (found,) = not_later(one, context("x", sources=SOURCES)).findings
    assert (found.code, found.span.column) == ("OR453", 21)
    assert found.message == "cited, and issued after the dossier's date, 2022-06-30: @ohchr (2023-05-12)"
    assert not_later(statement("hrw"), context("x", sources=SOURCES)).findings == ()
    for statistic in (replace(one, blocks=()), replace(one, reads=ReadsBlock("deaths", HERE))):
        assert not_later(statistic, context("x", sources=SOURCES)).findings == ()
    assert not_later(one, context("x", sources=SOURCES, as_of=NO_DAY)).findings == ()


def found_interests(one: Statement, *sources: Source, subject: str = "") -> list[str]:
    claim = replace(CLAIM, claimant="General staff", statements=(one,))
    dossier = Dossier("T", AS_OF, HERE, subject=subject, claims=(claim,), sources=sources or SOURCES)
    return [found.message for found in interests(dossier)]


def test_a_party_declares_its_interest() -> None:
    told = ['"army" is of General staff (the claimant), and its interest is not declared']
    assert found_interests(statement("hrw", "army")) == told
    assert found_interests(statement("hrw")) == []
    assert found_interests(statement("army"), replace(ARMY, interest="a party to the fight")) == []


def test_an_interest_may_stand_with_a_count() -> None:
    count = Count(203, 203, "fighters", "army", "the army", "a party")
    assert found_interests(statement("army", blocks=(replace(INCIDENT, counts=(count,)),))) == []


def test_the_subject_and_those_a_statement_is_about_are_parties() -> None:
    subject = found_interests(statement("hrw"), subject="Human Rights Watch")
    assert subject == ['"hrw" is of Human Rights Watch (the dossier\'s subject), and its interest is not declared']
    about = statement("hrw", blocks=(Position(COMMON, "Human Rights Watch", "y"),))
    assert found_interests(about) == [
        '"hrw" is of Human Rights Watch (whom a statement is about), and its interest is not declared'
    ]
