"""``onrecord check``: its three forms are golden, and its exit code is that of the report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.support.commands import DOSSIERS, run, small
from tests.support.golden import held_against


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOSSIERS)


@pytest.mark.parametrize(
    ("form", "name"), [("text", "check.txt"), ("json", "check.json"), ("github", "check-github.txt")]
)
def test_each_form_is_as_it_was_looked_at(form: str, name: str) -> None:
    result = run("check", "small", "--format", form)
    assert result.exit_code == 1
    held_against(f"cli/{name}", result.stdout)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_form_lets_a_character_through_that_acts_on_what_shows_it(tmp_path: Path, form: str) -> None:
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    text = claim.read_text().replace("more than 400", "mehr\u202e\x1b[31m\u2028 than 400")
    claim.write_text(text.replace("The attacks", "The \u2066attacks\x9b"))
    told = run("check", dossier, "--format", form).stdout
    assert not [char for char in told if char in "\u202e\x1b\u2028\u2066\x9b"]
    assert "\\u202e" in told
    if form == "json":
        assert any("The \u2066attacks\x9b" in one["text"] for one in json.loads(told)["statements"])


def test_a_dossier_without_a_day_is_judged_as_of_none(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(re.sub(r"(?m)^as_of = .*", 'as_of = "soon"', settings.read_text()))
    told = run("check", dossier).stdout
    assert "as of an unknown day" in told
    assert "9999" not in told and "1970" not in told
    assert json.loads(run("check", dossier, "--format", "json").stdout)["as_of"] is None
    explained = run("explain", "inquiry", dossier).stdout
    assert "9999" not in explained and "overdue" not in explained


def test_all_shows_everything() -> None:
    held_against("cli/check-all.txt", run("check", "small", "--all").stdout)


def test_json_has_the_fields_that_the_docs_list() -> None:
    told = json.loads(run("check", "small", "--format", "json").stdout)
    assert told["version"] == 1
    assert told["exit_code"] == 1
    assert told["summary"]["holds"] == 3
    by_id = {statement["id"]: statement for statement in told["statements"]}
    assert [part["verdict"] for part in by_id["last-quarter"]["assertions"]] == ["holds", "holds"]
    assert by_id["killed-by-jnim"]["verdict"] == "fails"


def test_a_dossier_where_nothing_fails_is_0(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    claim = dossier / "claims" / "safety.md"
    claim.write_text(claim.read_text().replace("more than 400", "more than 200"))
    result = run("check", dossier)
    assert result.exit_code == 0
    assert "fail" not in result.stdout.splitlines()[-1]


def test_a_fault_in_a_file_is_2(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "events.csv").write_text("id,best\n1,2\n")
    result = run("check", dossier)
    assert result.exit_code == 2
    assert "OR310" in result.stdout
    assert "1 fault" in result.stdout


def test_a_folder_that_is_not_there_is_2(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: there is no folder {tmp_path / 'nowhere'}\n")
    assert "OR001" in run("check", tmp_path / "nowhere", "--format", "json").stdout


@pytest.mark.parametrize("command", [["check"], ["fmt"], ["explain", "attacks"]])
def test_a_file_of_a_dossier_is_answered_with_its_folder(tmp_path: Path, command: list[str]) -> None:
    dossier = small(tmp_path)
    result = run(*command, dossier / "claims" / "safety.md")
    assert result.exit_code == 2
    assert "safety.md is a file; a dossier is a folder" in result.stderr
    assert f"onrecord {' '.join(command)} {dossier}\n" in result.stderr


def test_a_folder_without_a_dossier_is_said_to_be_none(tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert "is no dossier: it has no dossier.toml" in result.stderr


def test_the_audit_is_as_it_was_looked_at() -> None:
    result = run("check", "small", "--standards")
    assert result.exit_code == 1
    held_against("cli/check-standards.txt", result.stdout)


def test_the_audit_as_json_says_the_same() -> None:
    told = json.loads(run("check", "small", "--standards", "--format", "json").stdout)
    marks = [one["mark"] for group in told["groups"] for one in group["requirements"]]
    assert (told["met"], told["short"], told["for_a_person"]) == tuple(
        marks.count(mark) for mark in ("met", "falls short", "for a person")
    )
    result = run("check", "small", "--standards", "--format", "github")
    assert result.exit_code == 2 and "--standards has no annotations" in result.stderr
