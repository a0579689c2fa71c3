"""``onrecord pin``: new hashes in, everything else of data/snapshots.toml as it was."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.commands import run, small

from onrecord.pinning import pinned_text


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed(tmp_path: Path) -> Path:
    dossier = small(tmp_path)
    with (dossier / "data" / "peacekeepers.csv").open("a") as stream:
        stream.write("Mali,2022-01,16000\n")
    return dossier


def test_what_is_pinned_needs_nothing(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    before = (dossier / "data" / "snapshots.toml").read_bytes()
    result = run("pin", dossier)
    assert result.exit_code == 0
    assert result.stdout.count("as pinned") == 2
    assert (dossier / "data" / "snapshots.toml").read_bytes() == before


def test_a_changed_file_is_pinned_anew_and_all_else_stays(tmp_path: Path) -> None:
    dossier = changed(tmp_path)
    snapshots = dossier / "data" / "snapshots.toml"
    before = "# Ours.\n" + snapshots.read_text().replace('"\n', '" # why\n')
    snapshots.write_text(before)
    old = tomllib.loads(before)["peacekeepers"]["sha256"]
    new = sha(dossier / "data" / "peacekeepers.csv")
    assert run("check", dossier).exit_code == 2
    result = run("pin", dossier)
    assert result.exit_code == 0
    assert f"peacekeepers  data/peacekeepers.csv: pinned\n  old {old}\n  new {new}\n" in result.stdout
    assert snapshots.read_text() == before.replace(old, new)
    assert "OR310" not in run("check", dossier).stdout


def test_check_writes_nothing_and_is_1(tmp_path: Path) -> None:
    dossier = changed(tmp_path)
    before = (dossier / "data" / "snapshots.toml").read_bytes()
    result = run("pin", dossier, "--check")
    assert result.exit_code == 1
    assert "peacekeepers  data/peacekeepers.csv: not the file pinned" in result.stdout
    assert (dossier / "data" / "snapshots.toml").read_bytes() == before
    assert run("pin", dossier, "events", "--check").exit_code == 0


def test_a_first_pin_makes_the_file(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "snapshots.toml").unlink()
    assert run("pin", dossier, "--check").exit_code == 1
    assert run("pin", dossier, "events").exit_code == 0
    told = tomllib.loads((dossier / "data" / "snapshots.toml").read_text())
    assert told == {"events": {"sha256": sha(dossier / "data" / "events.csv")}}


def test_a_missing_file_is_refused_and_nothing_written(tmp_path: Path) -> None:
    dossier = changed(tmp_path)
    (dossier / "data" / "events.csv").unlink()
    before = (dossier / "data" / "snapshots.toml").read_bytes()
    result = run("pin", dossier)
    assert result.exit_code == 2
    assert "OR302" in result.stderr
    assert "nothing was written" in result.stderr
    assert "pinned\n" not in result.stdout.replace("not the file pinned", "")
    assert (dossier / "data" / "snapshots.toml").read_bytes() == before
    assert run("pin", dossier, "peacekeepers").exit_code == 0


def test_an_unknown_dataset_is_refused(tmp_path: Path) -> None:
    result = run("pin", small(tmp_path), "event")
    assert result.exit_code == 2
    assert "no dataset called event" in result.stderr
    assert "Datasets: events, peacekeepers." in result.stderr


def test_a_broken_file_of_snapshots_is_refused(tmp_path: Path) -> None:
    dossier = changed(tmp_path)
    (dossier / "data" / "snapshots.toml").write_text("[events\n")
    result = run("pin", dossier)
    assert result.exit_code == 2
    assert "OR010" in result.stderr
    assert (dossier / "data" / "snapshots.toml").read_text() == "[events\n"


def test_a_dataset_in_place_of_the_folder_is_told_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path))
    result = run("pin", "events")
    assert result.exit_code == 2
    assert "onrecord pin . events" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a]\n",
        "[a]",
        "# note\n[a] # note\n\n[b]\nsha256 = '0'\n",
        'a = { sha256 = "0" }\n',
        'a.sha256 = "0"\n',
        '["a"]\nsha256 = "0" # kept\n',
        "[a]\r\nsha256 = '0'\r\n",
        "[b]\nsha256 = '0'",
    ],
)
def test_the_hash_stands_wherever_the_entry_stands(text: str) -> None:
    made = pinned_text(text, {"a": "f" * 64})
    told = tomllib.loads(made)
    assert told["a"] == {"sha256": "f" * 64}
    before = tomllib.loads(text)
    assert {key: value for key, value in told.items() if key != "a"} == {k: v for k, v in before.items() if k != "a"}
    assert [line for line in text.splitlines() if "#" in line] == [
        line.replace("f" * 64, "0") for line in made.splitlines() if "#" in line
    ]


@given(st.dictionaries(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True), st.sampled_from("0123456789")))
def test_pinning_from_nothing_gives_back_every_hash(digits: dict[str, str]) -> None:
    hashes = {name: digit * 64 for name, digit in digits.items()}
    told = tomllib.loads(pinned_text("", hashes))
    assert told == {name: {"sha256": sha256} for name, sha256 in hashes.items()}
