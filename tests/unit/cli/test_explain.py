"""``onrecord explain``: three statements are golden; rows, SQL and unknown ids."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from tests.support.commands import DOSSIERS, run, small
from tests.support.golden import held_against


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOSSIERS)


def told(*args: str) -> str:
    result = run("explain", *args)
    assert result.exit_code == 0, result.stderr
    return result.stdout.replace(str(DOSSIERS), "DOSSIERS")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("explain-attacks.txt", ("attacks", "small", "--rows", "5", "--sql")),
        ("explain-last-quarter.txt", ("last-quarter", "small")),
        ("explain-last-quarter.json", ("last-quarter", "small", "--rows", "2", "--format", "json")),
        ("explain-inquiry.txt", ("inquiry", "small")),
        ("explain-inquiry.json", ("inquiry", "small", "--format", "json")),
    ],
)
def test_each_statement_is_as_it_was_looked_at(name: str, args: tuple[str, ...]) -> None:
    held_against(f"cli/{name}", told(*args))


def test_what_explain_says_is_what_check_says() -> None:
    checked = {one["id"]: one for one in json.loads(run("check", "small", "--format", "json").stdout)["statements"]}
    for name, statement in checked.items():
        explained = json.loads(told(name, "small", "--format", "json"))
        for field in ("verdict", "why", "computed", "figures", "robustness", "assertions", "reading"):
            assert explained[field] == statement[field], (name, field)


def test_the_figures_by_period_hold_those_of_the_verdict() -> None:
    explained = json.loads(told("attacks", "small", "--format", "json"))
    (course,) = explained["courses"]
    by_year = {point["from"]: point for point in course["periods"]}
    for figure in explained["figures"]:
        assert by_year[figure["from"]]["value"] == figure["value"]
        assert by_year[figure["from"]]["spoken"]


def test_rows_add_up_to_the_figure() -> None:
    explained = json.loads(told("attacks", "small", "--rows", "1000", "--format", "json"))
    for figure, rows in zip(explained["figures"], explained["rows"], strict=True):
        assert sum(row["best"] for row in rows["rows"]) == figure["value"]
        assert len(rows["rows"]) == rows["total"] == figure["rows"]
        assert rows["rows"] == sorted(rows["rows"], key=lambda row: (row["start"], int(row["id"])))


@pytest.mark.parametrize(
    "args", [("attacks", "small", "--rows"), ("--rows", "attacks", "small"), ("attacks", "--rows", "small")]
)
def test_rows_without_a_number_are_twenty(args: tuple[str, ...]) -> None:
    assert told(*args) == told("attacks", "small", "--rows=20")


def test_the_sql_gives_the_figures() -> None:
    explained = json.loads(run("explain", "attacks", "small", "--sql", "--format", "json").stdout)
    with duckdb.connect() as con:
        found = []
        for statement in con.extract_statements(explained["sql"]):
            answer = con.execute(statement)
            if statement.type == duckdb.StatementType.SELECT:
                found.append(dict(zip([c[0] for c in answer.description or ()], answer.fetchall()[0], strict=True)))
    assert [(one["best"], one["rows"]) for one in found] == [(f["value"], f["rows"]) for f in explained["figures"]]


def test_an_unknown_id_names_the_nearest() -> None:
    result = run("explain", "last-quater", "small")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert 'no statement is called "last-quater"' in result.stderr
    assert "Nearest: last-quarter" in result.stderr
    assert "`onrecord check small` lists all 8" in result.stderr


def test_an_id_may_be_written_as_in_the_file() -> None:
    assert told("#market", "small") == told("market", "small")


def test_no_dossier_is_2(tmp_path: Path) -> None:
    result = run("explain", "x", tmp_path)
    assert result.exit_code == 2
    assert "is no dossier: it has no dossier.toml" in result.stderr
    (tmp_path / "dossier.toml").write_text("title = \n")
    result = run("explain", "x", tmp_path)
    assert result.exit_code == 2
    assert "no dossier can be read" in result.stderr
    assert "OR010" in result.stderr


def test_a_reading_that_cannot_be_read_is_shown_with_its_fault(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    claim.write_text(claim.read_text().replace("  deaths by JNIM in Mali", "  deaths by JNYM in Mali"))
    result = run("explain", "killed-by-jnim", dossier, "--rows", "--sql")
    assert result.exit_code == 0
    assert "OR202" in result.stdout
    assert "the reads block could not be read: OR202" in result.stdout


def test_a_missing_data_file_is_said(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "events.csv").unlink()
    result = run("explain", "attacks", dossier)
    assert result.exit_code == 0
    assert "OR302" in result.stdout
