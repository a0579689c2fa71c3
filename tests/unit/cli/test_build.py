"""``onrecord build``: what it writes, what it refuses, and what it says while it watches."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from tests.support.commands import DOSSIERS, run

from onrecord.cli.build import _build
from onrecord.cli.build_watch import watch_and_build


@pytest.fixture
def dossier(tmp_path) -> Path:
    return Path(shutil.copytree(DOSSIERS / "small", tmp_path / "small"))


def test_a_part_is_built_where_it_is_told_to_and_twice_the_same(dossier, tmp_path):
    made = run("build", dossier, "--only", "claimreview", "--date", "2022-07-01", "--output", tmp_path / "out")
    assert re.search(r"out: \d files, \d new or changed, 0 removed\n", made.stdout)
    assert json.loads((tmp_path / "out" / "claimreview.json").read_text("utf-8"))["dateModified"] == "2022-07-01"
    again = run("build", dossier, "--only", "claimreview", "--date", "2022-07-01", "--output", tmp_path / "out")
    assert " 0 new or changed" in again.stdout
    assert made.exit_code == again.exit_code == run("check", dossier).exit_code


def test_a_dossier_with_a_fault_is_not_built_and_its_fault_is_shown(dossier):
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace("as_of = ", "as_of = not a date "), "utf-8")
    made = run("build", dossier)
    assert made.exit_code == 2
    assert "dossier.toml:" in made.stderr
    assert "nothing was built: the dossier has faults" in made.stderr
    assert not (dossier / "_build").exists()


def test_a_file_in_the_way_is_named_and_kept(dossier):
    (dossier / "_build").mkdir()
    (dossier / "_build" / "claimreview.json").write_text("mine")
    made = run("build", dossier, "--only", "claimreview")
    assert made.exit_code == 2
    assert "claimreview.json" in made.stderr
    assert (dossier / "_build" / "claimreview.json").read_text() == "mine"


@pytest.mark.parametrize("day", ["yesterday", "2022-02-30", "20220701x"])
def test_a_day_that_is_none_is_refused(dossier, day):
    made = run("build", dossier, "--date", day)
    assert made.exit_code == 2
    assert f"--date {day} is not a day of the calendar" in made.stderr


def test_watching_goes_on_after_a_fault_and_builds_what_was_mended(dossier, capsys):
    """A fault in any file, dossier.toml too, leaves the last good pages and the watch."""
    settings, output = dossier / "dossier.toml", dossier / "_build"
    text = settings.read_text("utf-8")

    def edit() -> None:
        for made in (text.replace("as_of = ", "as_of = not a date "), text + "\n# mended\n"):
            time.sleep(1.5)
            settings.write_text(made, "utf-8")

    editing = threading.Thread(target=edit)
    editing.start()
    build = lambda: _build(dossier, output, ("claimreview",), date(2022, 7, 1))  # noqa: E731
    watch_and_build(build, dossier, output, 0, rounds=2)
    editing.join()
    said = capsys.readouterr()
    assert said.out.count(" files, ") == 2
    assert "http://127.0.0.1:" in said.out
    assert "dossier.toml:" in said.err and "nothing was built" in said.err


def test_what_a_theme_cannot_have_is_told_and_the_build_goes_on(dossier, tmp_path):
    (dossier / "theme").mkdir()
    (dossier / "theme" / "theme.toml").write_text('colour = "red"\n[fonts]\ntext = "No Such Face"\n', "utf-8")
    (dossier / "theme" / "style.csl").write_text("<style/>", "utf-8")
    made = run("build", dossier, "--only", "site", "--output", tmp_path / "out")
    assert made.exit_code in (0, 1), made.stderr
    assert "colour is no key of a theme" in made.stderr
    assert '"Source Serif 4" is used' in made.stderr
    assert "theme/style.csl" in made.stderr
    assert (tmp_path / "out" / "index.html").is_file()
