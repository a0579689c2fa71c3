"""``onrecord new``: what it makes checks clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.commands import run

from onrecord.model.finding import Severity
from onrecord.pipeline import check


@pytest.mark.parametrize("as_of", [(), ("--as-of", "2022-06-30")])
def test_a_new_dossier_checks_clean(tmp_path: Path, as_of: tuple[str, ...]) -> None:
    made = run("new", tmp_path / "a dossier", "--title", 'The "record" – à jour', *as_of)
    assert made.exit_code == 0
    assert "onrecord check '" in made.stdout
    report = check(tmp_path / "a dossier")
    assert report.exit_code == 0
    assert not [one for one in report.findings if one.severity is not Severity.NOTE]
    assert report.dossier is not None
    assert report.dossier.title == 'The "record" – à jour'
    assert report.dossier.as_of == (date(2022, 6, 30) if as_of else date.today())
    assert run("fmt", tmp_path / "a dossier", "--check").exit_code == 0


def test_its_data_can_be_pinned(tmp_path: Path) -> None:
    run("new", tmp_path / "d")
    assert run("pin", tmp_path / "d").exit_code == 0
    assert run("check", tmp_path / "d").exit_code == 0


def test_the_title_is_the_folder_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sahel"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run("new", ".").exit_code == 0
    assert 'title = "sahel"' in (folder / "dossier.toml").read_text()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 2
    assert "holds something already" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("new", tmp_path / "file").exit_code == 2
    assert run("new", tmp_path / "file" / "inside").exit_code == 2


@pytest.mark.parametrize("day", ["2022-02-30", "30.6.2022", "20220630", "soon", "2022-W01-1", ""])
def test_a_day_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    result = run("new", tmp_path / "d", "--as-of", day)
    assert result.exit_code == 2
    assert "write YYYY-MM-DD" in result.stderr
    assert not (tmp_path / "d").exists()
