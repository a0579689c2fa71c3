"""Projections in the reports: a line, a table, JSON, and a field of it for each that docs/commands.md names."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from onrecord.model.dates import Period
from onrecord.model.figure import Estimate, Method, Outcome, Projection, Verdict
from onrecord.model.reading import Amount, Measure, Quantity
from onrecord.render.json_report import outcome_json
from onrecord.render.projections import projection_json, projection_rows, projection_text
from onrecord.render.text_report import explanation

AMOUNT = Amount(Measure(Quantity.DEATHS), Period.of_year(2022))
FULL = Projection(
    AMOUNT,
    (
        Estimate(Method.DAYS, 4916.4, verdict=Verdict.HOLDS),
        Estimate(Method.SEASON, 3742.57, 2702.7, 9864.7, verdict=Verdict.FAILS),
        Estimate(Method.COUNTS, 3924.0, 2724.0, 6764.0, verdict=Verdict.FAILS),
    ),
    12,
    label="deaths in 2022",
)
BARE = Projection(
    AMOUNT,
    (
        Estimate(Method.DAYS, 10.4, verdict=Verdict.HOLDS),
        Estimate(Method.SEASON, 10.4, note="it has none: the share of days stands in"),
        Estimate(Method.COUNTS, None, note="it has none"),
    ),
    0,
    "there is no history to tell how far off it may be",
)


def test_in_a_line() -> None:
    assert projection_text(FULL) == (
        "4,916 by days elapsed; 3,743 (2,703 to 9,865) by earlier years' shares; 3,924 (2,724 to 6,764) by the count "
        "model (80 percent intervals)"
    )
    assert projection_text(BARE) == "10 by days elapsed"
    assert projection_text(replace(BARE, came=3650)) == "10 by days elapsed; the year came to 3,650"


def test_in_a_table_with_what_is_missing_and_why() -> None:
    rows, notes = projection_rows(FULL)
    assert rows[1:] == [
        ("4,916", "", "days elapsed", "holds"),
        ("3,743", "2,703 to 9,865", "earlier years' shares", "fails"),
        ("3,924", "2,724 to 6,764", "count model", "fails"),
    ]
    assert notes == [""] * 4
    rows, notes = projection_rows(replace(FULL, came=3650.0))
    assert (rows[-1], len(rows)) == (("3,650", "", "what came", ""), len(notes))
    rows, notes = projection_rows(BARE)
    assert rows[3] == ("none", "", "count model", "")
    assert notes[2:] == ["it has none: the share of days stands in", "it has none"]


def test_the_report_names_each_amount_where_there_are_several() -> None:
    def labels(*projections: Projection) -> list[str]:
        outcome = Outcome("a", Verdict.HOLDS, "why", projections=projections)
        return [label for label, text in explanation(outcome) if "days elapsed" in text]

    assert labels(FULL) == ["projected"]
    assert labels(FULL, FULL) == ["deaths in 2022", "deaths in 2022"]


def test_as_json_with_every_field_documented() -> None:
    found = projection_json(BARE)
    assert found["weak"] == "there is no history to tell how far off it may be"
    assert [one["value"] for one in found["estimates"]] == [10.4, 10.4, None]
    assert outcome_json(Outcome("a", Verdict.HOLDS, "why", projections=(BARE,)))["projections"] == [found]
    page = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `projections` \|.*$", page, re.MULTILINE)
    assert {*found, *found["estimates"][0]} <= set(re.findall(r"`(\w+)`", row))
