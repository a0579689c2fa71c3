"""What ``explain`` shows beside the courses: rankings, the days around a last event, kinds in words."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from tests.support.commands import run, small

WAS = "deaths by JNIM in Mali in 2021 are more than 400"


def explained(tmp_path: Path, reading: str, *options: str) -> str:
    tmp_path.mkdir(exist_ok=True)
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    text = claim.read_text()
    assert WAS in text
    claim.write_text(text.replace(WAS, reading))
    result = run("explain", "killed-by-jnim", dossier, *options)
    assert result.exit_code == 0
    return result.stdout


def test_a_rank_among_areas_is_shown_with_everyone_in_it(tmp_path: Path) -> None:
    told = explained(tmp_path, 'deaths in "Gao region" in Mali in 2021 rank 2nd among areas')
    table = told[told.index("By areas: 2021-01-01 to 2021-12-31") :].splitlines()
    assert table[1].split() == ["place", "figure", "rows"]
    assert table[2].split(maxsplit=4) == ["1", "299", "19", "<", "Gao region, Mali"]
    assert table[3].split(maxsplit=3) == ["2", "148", "10", "Mopti region, Mali"]


def test_a_rank_among_actors_has_the_subject_at_its_place(tmp_path: Path) -> None:
    told = json.loads(
        explained(tmp_path, "deaths involving JNIM in Mali in 2021 rank 1st among actors", "--format", "json")
    )
    (ranking,) = told["rankings"]
    assert ranking["label"] == "actors" and ranking["total"] == 3
    assert [(one["place"], one["value"], one["spoken"]) for one in ranking["ranked"]] == [
        (1, 447, True),
        (2, 177, False),
        (3, 94, False),
    ]


def test_the_sql_of_a_rank_gives_the_figures_of_the_others_too(tmp_path: Path) -> None:
    reading = "deaths involving JNIM in Mali in 2021 rank 1st among actors"
    sql = json.loads(explained(tmp_path, reading, "--sql", "--format", "json"))["sql"]
    view, *figures = sql.split("\n-- deaths")
    with duckdb.connect() as con:
        con.execute(view)
        best = [row[2] for text in figures if (row := con.execute(f"-- deaths{text}").fetchone())]
    assert best == [447, 177, 94]


def test_a_last_event_on_a_day_is_seen_by_month_and_day(tmp_path: Path) -> None:
    told = explained(tmp_path, "attacks on civilians in Mali last occur on 5 November 2021")
    months = told[told.index("By month:") : told.index("By day:")]
    assert [line.split()[-1] for line in months.splitlines() if line.strip().startswith("2021-11 ")] == ["<"]
    assert "2021-12       1     1" in months
    days = told[told.index("By day:") :]
    assert "2021-11-05       0     0  <" in days
    assert "2021-11-02       1     1" in days


def test_rows_say_their_kind_in_words(tmp_path: Path) -> None:
    reading = "deaths involving JNIM in Mali in 2021 are 5"
    told = explained(tmp_path, reading, "--rows", "50")
    assert "attacks on civilians" in told and "state-based violence" in told
    assert "kind 3" not in told
    rows = json.loads(explained(tmp_path / "again", reading, "--rows", "--format", "json"))["rows"][0]["rows"]
    assert {(row["kind"], row["kind_in_words"]) for row in rows} == {
        ("1", "state-based violence"),
        ("3", "attacks on civilians"),
    }


@pytest.mark.parametrize("start", ["September 2019", "January 2019"])
def test_every_period_spoken_of_is_in_the_table(tmp_path: Path, start: str) -> None:
    later = {"September 2019": "from September 2020 to August 2021", "January 2019": "from January to December 2020"}
    before = "September 2019 to August 2020" if start.startswith("S") else "January to December 2019"
    told = explained(tmp_path, f"deaths in Mali {later[start]} exceed those from {before}", "--format", "json")
    text = explained(tmp_path / "text", f"deaths in Mali {later[start]} exceed those from {before}")
    spoken = [one for course in json.loads(told)["courses"] for one in course["periods"] if one["spoken"]]
    assert text.count("  <\n") == len(spoken) > 0
