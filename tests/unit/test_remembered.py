"""A report is shown again only while nothing that made it has changed; a stale figure cannot be served."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.changing import SECOND, changing, release
from tests.support.commands import DOSSIERS, run

from onrecord import pipeline, remembered
from onrecord.snapshots import Arrival, add


class Counter:
    """Counts how often a dossier is really checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs = 0
        real = pipeline.check

        def counted(*arguments, **named):
            self.runs += 1
            return real(*arguments, **named)

        monkeypatch.setattr(pipeline, "check", counted)

    def computed(self, root: Path, *options: str) -> bool:
        before = self.runs
        self.last = run("check", root, *options)
        return self.runs > before


@pytest.fixture
def checks(monkeypatch, tmp_path) -> Counter:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "_SETTLED", 0)
    return Counter(monkeypatch)


@pytest.fixture
def root(tmp_path) -> Path:
    """A dossier with typed blocks, an archive and a data file, and no mark."""
    return Path(shutil.copytree(DOSSIERS / "small", tmp_path / "small"))


def settle() -> None:
    time.sleep(0.02)


def test_what_has_not_changed_is_shown_again(checks, root):
    settle()
    assert checks.computed(root)
    first = checks.last
    assert not checks.computed(root)
    assert (checks.last.stdout, checks.last.exit_code) == (first.stdout, first.exit_code)
    assert checks.computed(root, "--fresh") and checks.last.stdout == first.stdout
    assert checks.computed(root, "--format", "json")
    assert not checks.computed(root, "--format", "json")
    assert json.loads(checks.last.stdout)
    assert checks.computed(root, "--as-of", "2020-01-01")


def test_no_file_that_is_read_can_change_unseen(checks, root):
    """Every file of the dossier in turn gets another byte, with its size and its times as they were."""
    settle()
    assert checks.computed(root) and not checks.computed(root)
    entry = next(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))
    read = [name for name in json.loads(entry.read_text())["read"] if (root / name).is_file()]
    assert any(name.startswith("claims/") for name in read) and any(name.startswith("data/") for name in read)
    for name in read:
        path = root / name
        content, times = path.read_bytes(), path.stat()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert remembered.recalled(root, ("text", "False", "public", "", "100")) is None, name
        path.write_bytes(content)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not checks.computed(root), "with the same bytes again it is the same"


def test_a_figure_follows_the_data(checks, tmp_path):
    root = changing(tmp_path, 1)
    settle()
    assert checks.computed(root) and "the data give 82" in checks.last.stdout
    assert not checks.computed(root) and "the data give 82" in checks.last.stdout
    file = release(tmp_path / "second.csv", SECOND)
    add(root, None, "ged", Arrival(file, date(2022, 6, 1)), datetime(2022, 6, 1, tzinfo=UTC), "test")
    settle()
    assert checks.computed(root) and "the data give 54" in checks.last.stdout
    assert not checks.computed(root) and "the data give 54" in checks.last.stdout
    rows = next(root.glob("data/snapshots/ged/2022-*/rows.parquet"))
    times, content = rows.stat(), rows.read_bytes()
    rows.write_bytes(content[:-1] + b"x")
    os.utime(rows, ns=(times.st_atime_ns, times.st_mtime_ns))
    settle()
    assert checks.computed(root) and "OR321" in checks.last.stdout


def test_files_that_come_and_go_count(checks, root):
    settle()
    assert checks.computed(root)
    (root / "claims" / "99-new.md").write_text("---\nid: new\n---\n", "utf-8")
    settle()
    assert checks.computed(root)
    (root / "claims" / "99-new.md").unlink()
    assert checks.computed(root)


def test_history_counts(checks, root):
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=root.parent, check=True, capture_output=True)

    git("init", "-q")
    settle()
    assert checks.computed(root) and not checks.computed(root)
    git("add", ".")
    git("commit", "-qm", "First")
    assert checks.computed(root) and not checks.computed(root)
    git("commit", "-qm", "Second", "--allow-empty")
    assert checks.computed(root)


def test_another_onrecord_computes_anew(checks, root, monkeypatch):
    settle()
    assert checks.computed(root)
    monkeypatch.setattr(remembered, "_own", lambda: "another")
    assert checks.computed(root)


def test_nothing_is_kept_of_what_is_marked_or_could_not_run(checks, root, monkeypatch):
    settle()
    assert checks.computed(root, "--show", "internal") and checks.computed(root, "--show", "internal")
    claim = next(iter(sorted((root / "claims").glob("*.md"))))
    text = claim.read_text("utf-8")
    claim.write_text(text.replace("claimant:", "internal:\n  note: Call them.\nclaimant:", 1), "utf-8")
    settle()
    assert checks.computed(root) and checks.computed(root)
    claim.write_text(text, "utf-8")
    settle()
    monkeypatch.setattr(pipeline, "_run", lambda session, jobs: 1 / 0)
    assert checks.computed(root) and "not run" in checks.last.stdout.lower()
    assert not list(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))


def test_a_file_written_during_the_run_keeps_it_from_being_kept(checks, root, monkeypatch):
    settle()
    real = pipeline.check

    def slow(*arguments, **named):
        found = real(*arguments, **named)
        with (root / "claims" / sorted(path.name for path in (root / "claims").glob("*.md"))[0]).open("a") as stream:
            stream.write("\n")
        return found

    monkeypatch.setattr(pipeline, "check", slow)
    run("check", root)
    assert not list(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"output": 3, "exit_code": 0}', "null", "9" * 5000])
def test_a_damaged_entry_is_computed_anew(checks, root, content):
    settle()
    assert checks.computed(root)
    entry = next(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))
    assert entry.stat().st_mode & 0o077 == 0
    entry.write_text(content)
    assert checks.computed(root)


def test_an_output_that_is_no_text_is_computed_anew(checks, root):
    settle()
    assert checks.computed(root)
    entry = next(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))
    entry.write_text(json.dumps(json.loads(entry.read_text()) | {"output": 3}))
    assert checks.computed(root)


def test_where_nothing_can_be_kept_it_is_computed(checks, root, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file")
    settle()
    assert checks.computed(root) and checks.computed(root)
    monkeypatch.setenv("ONRECORD_CACHE", "off")
    assert checks.computed(root)


def test_only_the_newest_are_kept(checks, root, monkeypatch):
    monkeypatch.setattr(remembered, "_MOST", 3)
    settle()
    for day in range(1, 6):
        checks.computed(root, "--as-of", f"2020-01-0{day}")
    assert len(list(Path(os.environ["ONRECORD_CACHE"]).glob("*.json"))) == 3
