"""Typed blocks: every field of every kind, and the faults of their fields."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.blocks import (
    Block,
    Case,
    CaseStep,
    Common,
    Count,
    Deployment,
    Extension,
    Harm,
    Incident,
    Level,
    Pledge,
    Position,
    Reply,
    Responsibility,
    Standing,
    Step,
    Whom,
)  # fmt: skip
from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.model.pledge import Corrected, PledgeStatus, PledgeStep

from .conftest import HEAD, Load

D = PartialDate.parse


def block(kind: str, yaml: str) -> str:
    lines = "".join(f"  {line}\n" for line in yaml.strip().split("\n"))
    return f"{HEAD}- A @ged\n\n  ~~~ {kind}\n{lines}  ~~~\n"


def common(kind: str) -> Common:
    return Common(Span("claims/c.md", 7, 3, 7, 7 + len(kind)), Standing.CONTESTED, "because", ("ged", "hrw-moura"))


TAIL = "\nstanding: contested\nbecause: because\nsources: [ged, hrw-moura]"


@pytest.mark.parametrize(
    ("kind", "yaml", "expected"),
    [
        (
            "pledge",
            "what: W\nby: B\nto: T\nmade: 2020-08\ndue: 2022-02-27\nbaseline: none\nofficial: O\nevidence: E\ndone: 2023\n"
            "extensions:\n- {on: 2022-06-06, due: 2024-03, source: ged, note: N}",
            Pledge(common("pledge"), "W", "B", D("2020-08"), D("2022-02-27"), "none", "T",
                   (Extension(D("2022-06-06"), D("2024-03"), "ged", "N"),), "O", "E", D("2023")),
        ),
        (
            "incident",
            "what: W\nwhere: Moura\nfrom: 2022-03-27\nto: 2022-03-31\ncounts:\n"
            "- {exact: '1,203', counted: men, by: B, source: ged, interest: I, on: 2022-04-01, period: P, what: killed, who: civilian}\n"
            "- {at_least: 500, counted: men, by: B, source: ged}\n- {low: 200, high: 400, counted: men, by: B, source: ged}\n"
            "responsibility:\n- {who: FAMa, step: accused, by: HRW, source: ged, on: 2022}",
            Incident(common("incident"), "W", "Moura", D("2022-03-27"), D("2022-03-31"), (
                Count(1203, 1203, "men", "ged", "B", "I", D("2022-04-01"), "P", Harm.KILLED, Whom.CIVILIAN),
                Count(500, None, "men", "ged", "B"),
                Count(200, 400, "men", "ged", "B"),
            ), (Responsibility("FAMa", Step.ACCUSED, "HRW", "ged", D("2022")),)),
        ),
        (
            "incident",
            "what: W\nwhere: Moura\nprecision: town\non: 2022-03-27",
            Incident(common("incident"), "W", "Moura", D("2022-03-27"), D("2022-03-27"), precision="town"),
        ),
        (
            "incident",
            "what: W\nwhere: Moura\nat: [14.3, -4.6]\nprecision: town",
            Incident(common("incident"), "W", "Moura", None, None, precision="town", at=(14.3, -4.6)),
        ),
        (
            "case",
            "who: W\nmatter: M\ncourt: C\nsteps:\n- {step: on trial, on: 2016-11, source: ged, note: N}",
            Case(common("case"), "W", "M", (CaseStep(Step.ON_TRIAL, D("2016-11"), "ged", "N"),), "C"),
        ),
        (
            "position",
            "who: W\nview: V\nsince: 2022\nuntil: 2023\nsource: '@ged'",
            Position(common("position"), "W", "V", D("2022"), D("2023"), "ged"),
        ),
        (
            "deployment",
            "who: W\nwhere: Mali\narrived: 2021-12\nleft: 2025\nended_by: E\nlevels:\n"
            "- {on: 2022-01, at_least: 300, source: ged, by: B, planned: yes}",
            Deployment(common("deployment"), "W", "Mali", (Level(D("2022-01"), 300, None, "ged", "B", True),),
                       D("2021-12"), D("2025"), "E"),
        ),
        (
            "reply",
            "by: B\ntext: |\n  One.\n  Two.\non: 2022-04\nasked: 2022-03-20\nsource: ged",
            Reply(common("reply"), "B", "One.\nTwo.", D("2022-04"), date(2022, 3, 20), "ged"),
        ),
    ],
)  # fmt: skip
def test_blocks(load: Load, kind: str, yaml: str, expected: Block) -> None:
    dossier, faults, _ = load(claim=block(kind, yaml + TAIL))
    assert faults == []
    assert dossier.statements[0].blocks == (expected,)


COUNT = "what: W\nwhere: X\ncounts:\n- {counted: men, by: B, source: ged, "


@pytest.mark.parametrize(
    ("kind", "yaml", "expected"),
    [
        ("pledge", "by: B\nmade: 2020", ['7:3 OR016 the pledge block needs the field "what"']),
        ("pledge", "what: W\nby: B\nmade: 2020-13", ["10:9 OR018 \"made\": there is no month 13"]),
        ("pledge", "what: W\nby: B\nmade: soon", ["10:9 OR018 \"made\": 'soon' is not written YYYY-MM-DD, YYYY-MM or YYYY"]),
        ("pledge", "what: [W]\nby: B\nmade: 2020", ['8:9 OR017 "what" is a list; it should be text']),
        ("incident", COUNT + "low: 3}", ['11:45 OR016 a count of the incident block needs "high" too']),
        ("incident", COUNT + "low: 3, high: 2}", ['11:45 OR019 "low" (3) is above "high" (2)']),
        ("incident", COUNT + "exact: 3, at_least: 2}", [
            "11:60 OR019 a count of the incident block has exact and at_least, which exclude each other"]),
        ("incident", COUNT + "period: P}", ["11:5 OR016 a count of the incident block needs a number"]),
        ("incident", COUNT + "exact: 3, what: dead}", ['11:56 OR019 "what" is "dead"']),
        ("incident", COUNT + "exact: 3, who: everybody}", ['11:55 OR019 "who" is "everybody"']),
        ("incident", "what: W\nwhere: X\nprecision: about", ['10:14 OR019 "precision" is "about"']),
        ("incident", "what: W\nwhere: X\nat: [114.3, -4.6]", [
            '10:7 OR017 "at" is 114.3, -4.6; it should be a latitude and a longitude']),
        ("incident", "what: W\nwhere: X\nat: Moura", ['10:7 OR017 "at" is Moura; it should be a latitude and a longitude']),
        ("incident", "what: W\nwhere: X\nat: [nan, 1]", [
            '10:7 OR017 "at" is nan, 1; it should be a latitude and a longitude']),
        ("incident", COUNT + "exact: many}", ['11:47 OR017 "exact" is "many"; it should be a whole number']),
        ("incident", COUNT + "exact: -3}", ['11:47 OR017 "exact" is "-3"; it should be a whole number']),
        ("incident", "what: W\nwhere: X\ncounts: 300", ['10:11 OR017 "counts" is text; it should be a list of entries, each with its fields']),
        ("incident", "what: W\nwhere: X\ncounts: [300]", ['10:12 OR017 "counts" is text; each entry should have fields']),
        ("incident", "what: W\nwhere: X\nfrom: 2022-03\nto: 2022-02", ['11:7 OR018 "to" (2022-02) is before "from" (2022-03)']),
        ("incident", "what: W\nwhere: X\non: 2022-03\nto: 2022-02", ['10:7 OR019 "on" excludes "from" and "to"']),
        ("case", "who: W\nmatter: M\nsteps:\n- {step: guilty, source: ged}", ['11:12 OR019 "step" is "guilty"']),
        ("position", "who: W\nview: V\nsource: nobody", ['10:11 OR101 no source has the key "nobody"']),
        ("position", "who: W\nview: V\nsources: [ged, nobody]", ['10:18 OR101 no source has the key "nobody"']),
        ("position", "who: W\nwiew: V\nview: V", ['9:3 OR015 "wiew" is no field of the position block']),
        ("position", "who: W\nview: V\nstanding: true", ['10:13 OR019 "standing" is "true"']),
        ("reply", "by: B\nasked: 2022-03", ['9:10 OR018 "asked" needs the day: 2022-03']),
        ("reply", "by: B\nby: C", ['9:3 OR014 "by" stands twice: first on line 8']),
        ("reply", "by: @ged", ["8:7 OR011 the character \"@\" cannot start a value"]),
        ("reply", "by: &a B", ["8:7 OR011 a value cannot start with &"]),
        ("reply", "by: *a", ["8:7 OR011 a value cannot start with *"]),
        ("reply", "by: !!str B", ["8:7 OR011 a value cannot start with !"]),
        ("reply", "by: B\n--- \nby: C", ["9:3 OR011 a line --- stands inside the block"]),
    ],
)  # fmt: skip
def test_faults(load: Load, kind: str, yaml: str, expected: list[str]) -> None:
    _, faults, _ = load(claim=block(kind, yaml))
    assert faults == expected


def pledge(load: Load, fields: str) -> tuple[Pledge, list[str]]:
    dossier, faults, _ = load(claim=block("pledge", "what: W\nby: B\nmade: 2020-08-18\n" + fields))
    found = dossier.statements[0].blocks[0]
    assert isinstance(found, Pledge)
    return found, [each.split(" ", 1)[1] for each in faults]


@pytest.mark.parametrize(
    ("written", "due", "told"),
    [
        ("within: 18 months\nfrom: 2020-09-15", "2022-03-15", "18 months from 2020-09-15"),
        ("within: 24 mois\nfrom: 2022-03-26", "2024-03-26", "24 months from 2022-03-26"),
        ("within: 1 year", "2021-08-18", "1 year from 2020-08-18"),
        ("within: 2 ans\nfrom: 2020", "2022", "2 years from 2020"),
        ("within: 6 months\nfrom: 2020-08-31", "2021-02-28", "6 months from 2020-08-31"),
        ("within: 6 months\nfrom: 2020-09", "2021-03", "6 months from 2020-09"),
        ("within: 100 days", "2020-11-26", "100 days from 2020-08-18"),
        ("within: 2 weeks", "2020-09-01", "2 weeks from 2020-08-18"),
    ],
)
def test_a_deadline_is_worked_out_of_a_term(load: Load, written: str, due: str, told: str) -> None:
    found, faults = pledge(load, written)
    assert (str(found.due), str(found.term), faults) == (due, told, [])


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("within: soon", 'OR019 "within" is "soon"'),
        (
            "within: 18 months\ndue: 2022",
            'OR019 "due" and "within" exclude each other: 18 months from 2020-08-18 is 2022-02-18',
        ),
        (
            "within: 9 days\nfrom: 2020-09",
            'OR018 "within": 9 days from 2020-09 is no day of the calendar that could be worked out',
        ),
        (
            "within: 9 months\nfrom: 2020",
            'OR018 "within": 9 months from 2020 is no day of the calendar that could be worked out',
        ),
        (
            "within: 9999 years",
            'OR018 "within": 9999 years from 2020-08-18 is no day of the calendar that could be worked out',
        ),
        ("from: 2020-09-15", 'OR016 the pledge block has "from" and no "within"'),
        ("corrected:\n- {on: 2022, field: bx, was: X, because: Y}", 'OR019 "field" is "bx"'),
    ],
)
def test_faults_of_deadlines(load: Load, written: str, fault: str) -> None:
    assert pledge(load, written)[1] == [fault]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("broken", PledgeStatus.BROKEN),
        ("'broken: no vote was held'", PledgeStatus.BROKEN),
        ("In the works, says the ministry", PledgeStatus.IN_THE_WORKS),
        ("Kept (the oath)", PledgeStatus.KEPT),
        ("kept off the agenda", None),
        ("no vote was held", None),
    ],
)
def test_a_status_is_the_word_that_the_text_begins_with(load: Load, written: str, status: PledgeStatus | None) -> None:
    found, faults = pledge(load, f"evidence: {written}\nofficial: {written}")
    assert (found.evidence_status, found.official_status, faults) == (status, status, [])


def test_steps_and_corrections_of_a_pledge(load: Load) -> None:
    steps = "steps:\n- {on: 2022-06-17, what: A law, source: ged}\n"
    corrected = "corrected:\n- {on: 2022-06-20, field: extension 2022-06-06, was: 2023, because: Typed wrong.}"
    found, faults = pledge(load, steps + corrected)
    assert faults == []
    assert found.steps == (PledgeStep(D("2022-06-17"), "A law", "ged"),)
    assert found.corrected == (Corrected(D("2022-06-20"), "extension 2022-06-06", "2023", "Typed wrong."),)


def test_a_level_has_an_end_after_its_start(load: Load) -> None:
    level = "levels:\n- {on: 2022-02, exact: 9, source: ged, counted: soldiers, until: 2022-01, note: N}"
    _, faults, _ = load(claim=block("deployment", "who: W\nwhere: X\n" + level))
    assert [each.split(" ", 1)[1] for each in faults] == ['OR018 "until" (2022-01) is before "on" (2022-02)']
