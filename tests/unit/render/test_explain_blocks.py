"""Typed blocks in words: nothing that a block says is left out."""

from __future__ import annotations

from datetime import date

from onrecord.checks.schedule import deadlines
from onrecord.model.blocks import (
    Block,
    Case,
    CaseStep,
    Common,
    Count,
    Deployment,
    Extension,
    Incident,
    Level,
    Pledge,
    Position,
    Reply,
    Responsibility,
    Standing,
    Step,
)
from onrecord.model.dates import PartialDate
from onrecord.model.explanation import Deadline
from onrecord.model.finding import Span
from onrecord.model.pledge import Corrected, PledgeStep, Term, TermUnit
from onrecord.render.explain_blocks import block_lines, number_range

HERE = Common(Span("a.md"), Standing.CONTESTED, "the sources differ", ("more",))
DAY = PartialDate.parse


def told(block: Block, due: tuple[Deadline, ...] = ()) -> dict[str, str]:
    found: dict[str, str] = {}
    label = ""
    for name, text in block_lines(block, due):
        label = name or label
        found[label] = f"{found[label]} | {text}" if label in found else text
    return found


def test_an_incident_has_each_count_with_its_source_and_interest() -> None:
    counts = (
        Count(34, 34, "people buried", "s1", "the hospital", "treats the wounded", DAY("2021-11"), "May 2021"),
        Count(200, None, "killed", "s2", "the army"),
        Count(2, 5, "", "s3", "a witness"),
    )
    responsibility = (Responsibility("a unit", Step.ACCUSED, "the UN", "s4", DAY("2022-01-02")),)
    lines = told(Incident(HERE, "an attack", "Moura", DAY("2021-05-14"), DAY("2021-05-15"), counts, responsibility))
    assert lines["counts"] == (
        "34 people buried, by the hospital (interest: treats the wounded; period: May 2021; published 2021-11); @s1 | "
        "at least 200 killed, by the army; @s2 | 2 to 5, by a witness; @s3"
    )
    assert lines["responsibility"] == "a unit: accused by the UN, 2022-01-02; @s4"
    assert lines["when"] == "2021-05-14 to 2021-05-15"
    assert lines["the editors say"] == "contested: the sources differ"
    assert lines["further sources"] == "@more"


def test_a_pledge_keeps_its_first_deadline_beside_every_extension() -> None:
    pledge = Pledge(
        HERE, "elections", "the council", DAY("2020-09-15"), DAY("2022-02"), "as promised", "ECOWAS",
        (Extension(DAY("2022-06-06"), DAY("2024-03-26"), "s", "by decree"), Extension(DAY("2023"), DAY("2025"), "t")),
    )  # fmt: skip
    lines = told(pledge, deadlines(pledge, date(2022, 6, 30)))
    assert lines["due"] == "2022-02 (122 days overdue as of 2022-06-30)"
    assert lines["put off"] == (
        "on 2022-06-06 to 2024-03-26 (635 days to go as of 2022-06-30); @s; by decree | "
        "on 2023 to 2025 (not known on the dossier's date); @t"
    )
    assert lines["by"] == "the council, to ECOWAS"


def test_a_pledge_that_was_done_is_late_or_not() -> None:
    def due(done: str) -> str:
        pledge = Pledge(HERE, "x", "y", DAY("2020"), DAY("2021-03-31"), done=DAY(done))
        return told(pledge, deadlines(pledge, date(2022, 1, 1)))["due"]

    assert due("2021-04-02") == "2021-03-31 (done, 2 days late, 2021-04-02)"
    assert due("2021-03-30") == "2021-03-31 (done, 1 day before it was due, 2021-03-30)"
    assert due("2021-03-31") == "2021-03-31 (done, on the last day, 2021-03-31)"
    assert due("2023-01-01") == "2021-03-31 (276 days overdue as of 2022-01-01)"


def test_the_other_blocks() -> None:
    steps = (CaseStep(Step.ARRESTED, DAY("2021-08-26"), "s", "at home"), CaseStep(Step.DIED, None, "t"))
    assert told(Case(HERE, "a minister", "a purchase", steps))["steps"] == (
        "2021-08-26  arrested: at home; @s | undated  died in detention; @t"
    )
    levels = (Level(DAY("2022-06"), 13289, 13289, "s", "the UN", True), Level(DAY("2022"), 10, None, "t"))
    assert told(Deployment(HERE, "a mission", "Mali", levels))["levels"] == (
        "2022-06  13,289 (planned), by the UN; @s | 2022  at least 10; @t"
    )
    assert told(Position(HERE, "a party", "against", DAY("2022"), None, "s"))["held"] == "since 2022"
    reply = told(Reply(HERE, "the ministry", asked=date(2022, 3, 1)))
    assert (reply["answer"], reply["asked"]) == ("none", "2022-03-01")


def test_ranges() -> None:
    assert (number_range(1, 1), number_range(1, 2), number_range(1000, None)) == ("1", "1 to 2", "at least 1,000")


def test_a_pledge_shows_its_sum_its_steps_and_what_was_put_right() -> None:
    made, due = DAY("2020-09-15"), DAY("2022-03-15")
    steps = (PledgeStep(DAY("2022-06-17"), "a law", "s"),)
    corrected = (Corrected(DAY("2022-07"), "due", "2022-03-51", "typed"),)
    term = Term(18, TermUnit.MONTH, made)
    pledge = Pledge(HERE, "elections", "it", made, due, term=term, steps=steps, corrected=corrected)
    lines = told(pledge, deadlines(pledge, date(2022, 6, 30)))
    assert lines["worked out"] == "18 months from 2020-09-15 is 2022-03-15"
    assert lines["step"] == "2022-06-17  a law; @s"
    assert lines["corrected"] == "on 2022-07, due, which was 2022-03-51: typed"


def test_a_level_and_a_request_in_full() -> None:
    level = Level(DAY("2022-06"), 10, 10, "s", counted="police", until=DAY("2022-08"), note="rounded")
    assert (
        told(Deployment(HERE, "a mission", "Mali", (level,)))["levels"] == "2022-06 to 2022-08  10 police; @s; rounded"
    )
    assert (
        told(Reply(HERE, "the ministry", asked=date(2022, 3, 1), means="by letter"))["asked"] == "2022-03-01, by letter"
    )
