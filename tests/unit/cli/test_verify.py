"""``onrecord verify``: text and JSON, standard input, languages, exit codes, and files that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.support.commands import DOSSIERS, process, run

from onrecord.cli import main

DATA = ("--data", "small/data/events.csv", "--as-of", "2022-01-31")
MORE = "More people were killed in Mali in 2021 than in 2020."
FEWER = "Fewer people were killed in Mali in 2021 than in 2020."
SOLDIERS = "In 2020, 192 soldiers were killed in Mali."
FRENCH = "Moins de personnes ont été tuées au Mali en 2021 qu'en 2020."


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOSSIERS)


def piped(text: str | bytes, *args: str) -> Result:
    result = CliRunner().invoke(main, ["verify", *DATA, *args, "-"], input=text)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(text: str, *args: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in piped(text, "--format", "json", *args).stdout.splitlines()]


def test_the_text_has_a_verdict_marks_and_a_reading_for_each_sentence() -> None:
    blocks = piped("\n".join((MORE, FEWER, SOLDIERS, FRENCH))).stdout.split("\n\n")
    firsts = [block.splitlines()[0].strip() for block in blocks]
    assert [first.endswith(one) for first, one in zip(firsts, (MORE, FEWER, SOLDIERS, FRENCH), strict=True)] == [
        True
    ] * 4
    assert [first.split()[0].lower() for first in firsts[:3]] == ["holds", "fails", "unverifiable"]
    assert ["?" in block.splitlines()[1] for block in blocks] == [False, False, True, False]
    assert "deaths in Mali in 2021 exceed those in 2020" in blocks[0]
    assert "deaths in Mali in 2021 are below those in 2020" in blocks[3]


@pytest.mark.parametrize(
    ("sentence", "verdict", "code"),
    [
        (MORE, "holds", 0),
        (FEWER, "fails", 1),
        (FRENCH, "fails", 1),
        (SOLDIERS, "unverifiable", 0),
        ("", "unverifiable", 0),
        ("Did deaths in Mali rise in 2021?", "unverifiable", 0),
        ("In 1850, 5 people were killed in Mali.", "unverifiable", 0),
        ("In 2021, 5 people were killed in France.", "unverifiable", 0),
    ],
)
def test_one_sentence(sentence: str, verdict: str, code: int) -> None:
    result = run("verify", *DATA, "--format", "json", sentence)
    assert json.loads(result.stdout)["verdict"] == verdict
    assert result.exit_code == code


def test_a_file_of_sentences_has_one_answer_for_each_line_that_says_something() -> None:
    found = told(f"\ufeff{MORE}\r\n\n   \n  {FEWER}  \n{SOLDIERS}")
    assert [one["sentence"] for one in found] == [MORE, FEWER, SOLDIERS]
    assert [one["verdict"] for one in found] == ["holds", "fails", "unverifiable"]


def test_one_that_fails_sets_the_exit_code() -> None:
    assert piped(f"{MORE}\n{SOLDIERS}\n").exit_code == 0
    assert piped(f"{MORE}\n{FEWER}\n{SOLDIERS}\n").exit_code == 1


def test_no_sentence_is_no_answer_and_no_fault() -> None:
    result = piped("")
    assert (result.stdout.strip(), result.exit_code) == ("", 0)


def test_bytes_that_are_no_text_are_read_as_far_as_they_go() -> None:
    result = piped(MORE.encode() + b"\n\xff\xfe \x80\n")
    assert result.exit_code == 0
    assert "\x80" not in result.stdout


def test_the_fields_of_json() -> None:
    (found,) = told(MORE)
    assert list(found)[:5] == ["version", "sentence", "language", "verdict", "why"]
    assert found["language"] == "en"
    assert found["reading"] == "deaths in Mali in 2021 exceed those in 2020"
    assert [figure["value"] for figure in found["figures"]] == [447, 192]
    assert found["robustness"]
    assert found["snapshot"].startswith("events@")
    assert (found["unread"], found["partial"], found["asides"], found["alternatives"]) == ([], None, [], [])
    assert {mark["use"] for mark in found["marks"]} == {"word", "place", "when"}
    assert all(MORE[mark["start"] : mark["end"]].strip() for mark in found["marks"])


def test_an_unread_word_is_named_marked_and_leaves_no_figure() -> None:
    (found,) = told(SOLDIERS)
    assert found["unread"] == ["soldiers"]
    assert [SOLDIERS[mark["start"] : mark["end"]] for mark in found["marks"] if mark["use"] == "unread"] == ["soldiers"]
    assert (found["computed"], found["figures"], found["reading"]) == (None, [], None)
    assert found["partial"] == "deaths in Mali in 2020 are 192"
    assert len(found["taught_by"]) == 1


def test_both_languages_agree_and_one_may_be_forced() -> None:
    english, french = told(f"{FEWER}\n{FRENCH}")
    assert (english["language"], french["language"]) == ("en", "fr")
    assert english["reading"] == french["reading"]
    (forced,) = told(FRENCH, "--language", "en")
    assert (forced["language"], forced["verdict"]) == ("en", "unverifiable")


def test_the_day_decides_what_may_be_looked_at() -> None:
    for day, verdict in (("2022-01-31", "holds"), ("2021-06-30", "unverifiable")):
        result = run("verify", "--data", "small/data/events.csv", "--as-of", day, "--format", "json", MORE)
        assert json.loads(result.stdout)["verdict"] == verdict


def test_the_first_file_that_can_answer_decides() -> None:
    result = run("verify", *DATA, "--data", "small/data/peacekeepers.csv", "--format", "json", MORE)
    assert json.loads(result.stdout)["dataset"] == "events"


def test_a_series_that_does_not_say_what_it_counts_counts_no_deaths() -> None:
    result = run("verify", "--data", "small/data/peacekeepers.csv", "--format", "json", MORE)
    assert result.exit_code == 2 or json.loads(result.stdout)["verdict"] == "unverifiable"


def test_a_missing_file_is_named_and_the_exit_code_says_so() -> None:
    result = run("verify", "--data", "nowhere.csv", MORE)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nowhere.csv:1:1 OR302" in result.stderr
    assert "Correct the path given with --data." in result.stderr
    assert "none of the data files can be used" in result.stderr


def test_beside_a_missing_file_the_others_answer() -> None:
    result = run("verify", "--data", "nowhere.csv", *DATA, "--format", "json", MORE)
    assert json.loads(result.stdout)["verdict"] == "holds"
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (("verify", MORE), "--data"),
        (("verify", *DATA), "SENTENCE"),
        (("verify", *DATA, "--language", "de", MORE), "--language"),
        (("verify", "--data", "small/data/events.csv", "--as-of", "soon", MORE), "--as-of"),
        (("verify", "--data", "small/data/events.csv", "--as-of", "2022-02-30", MORE), "--as-of"),
    ],
)
def test_what_cannot_be_asked_is_refused(args: tuple[str, ...], part: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert part in result.stderr
    assert "Traceback" not in result.stderr


def test_a_data_file_that_is_no_data_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear all,\nhere are the figures.\n")
    result = run("verify", "--data", path, MORE)
    assert result.exit_code == 2
    assert "letter.csv" in result.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_character_goes_through_that_acts_on_what_shows_it(form: str) -> None:
    sentence = "More \u202epeople\x1b[31m were\u2028 killed in Mali\x9b in 2021 than in 2020 (\u2066x)."
    shown = run("verify", *DATA, "--format", form, sentence).stdout
    assert not [char for char in shown if char in "\u202e\x1b\u2028\u2066\x9b"]


def test_too_much_input_is_refused() -> None:
    result = piped(b"x" * (16 * 1024 * 1024 + 1))
    assert result.exit_code == 2
    assert "16 MiB" in result.stderr


def test_as_a_process_of_its_own() -> None:
    done = process("verify", "--data", DOSSIERS / "small/data/events.csv", "--as-of", "2022-01-31", FRENCH)
    assert done.returncode == 1
    assert "Moins de personnes ont été tuées au Mali" in done.stdout.decode()
    assert done.stderr == b""
