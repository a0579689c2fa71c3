"""Dossiers checked together say what each says alone, and cost the data one tally."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.changing import CLAIM, SETTINGS, changing
from tests.support.commands import DOSSIERS, run

from onrecord.data import engine
from onrecord.model.report import Report
from onrecord.pipeline import check
from onrecord.together import checked_together, dossiers_in


@pytest.fixture
def folder(tmp_path) -> Path:
    """Four dossiers over the same events: as they are, of an earlier day, with words of their own, with a mark."""
    one = changing(tmp_path, 1)
    (tmp_path / "many").mkdir()
    roots = [Path(shutil.copytree(one, tmp_path / "many" / name)) for name in ("a", "b", "c", "d")]
    (roots[1] / "dossier.toml").write_text(SETTINGS.replace("2021-12-31", "2019-06-30"), "utf-8")
    own = '[[actors]]\nid = "isx"\nname = "Group X"\nspellings = ["IS"]\nsource = "notes"\n'
    (roots[2] / "vocabulary.toml").write_text(own, "utf-8")
    said = CLAIM.replace('by "IS"', "by Group X").replace("IS killed", "Group X killed")
    (roots[2] / "claims" / "01-safety.md").write_text(said, "utf-8")
    hidden = CLAIM.replace("{#more}", "{#more .confidential}")
    (roots[3] / "claims" / "01-safety.md").write_text(hidden, "utf-8")
    return tmp_path / "many"


def plain(report: Report) -> Report:
    """A report without the names of tables in the connection."""
    return replace(report, datasets=tuple(replace(one, table="") for one in report.datasets))


def test_together_is_as_alone(folder):
    roots = dossiers_in(folder)
    assert [root.name for root in roots] == ["a", "b", "c", "d"]
    together = dict(checked_together(roots))
    for root in roots:
        assert plain(together[root]) == plain(check(root)), root
    verdicts = {root.name: [str(one.verdict) for one in together[root].outcomes] for root in roots}
    assert verdicts["a"] == ["holds", "holds", "not checked"] and verdicts["b"][0] == "unverifiable"


def test_a_file_is_counted_once(folder, monkeypatch):
    tallied: list[int] = []
    real = engine.Engine._tally
    monkeypatch.setattr(engine.Engine, "_tally", lambda self, *given: tallied.append(1) or real(self, *given))
    roots = [root for root in dossiers_in(folder) if root.name in ("a", "b")]
    list(checked_together(roots))
    assert len(tallied) == 1
    tallied.clear()
    for root in roots:
        check(root)
    assert len(tallied) == 2


def test_the_command_takes_a_folder_of_dossiers(folder):
    result = run("check", folder)
    assert result.exit_code == max(run("check", root).exit_code for root in dossiers_in(folder))
    assert result.stdout.index("== ") < result.stdout.index("IS killed 82")
    assert result.stdout.endswith("4 dossiers.\n")
    told = json.loads(run("check", folder / "a", folder / "b", "--format", "json").stdout)["dossiers"]
    assert [Path(one["directory"]).name for one in told] == ["a", "b"]
    assert told[0]["report"] == json.loads(run("check", folder / "a", "--format", "json").stdout)
    assert [one["exit_code"] for one in told] == [run("check", folder / name).exit_code for name in "ab"]
    assert run("check", folder, "--format", "github").exit_code == result.exit_code


def test_what_is_not_public_is_told_of_no_dossier(folder):
    shown = run("check", folder).stdout
    assert shown.count("more") < 4 * run("check", folder / "a").stdout.count("more")
    assert "{#more" not in run("check", folder / "d").stdout
    assert run("check", folder / "d").stdout in shown


def test_unchanged_dossiers_are_shown_again(folder, tmp_path, monkeypatch):
    from onrecord import remembered, together

    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "_SETTLED", 0)
    asked: list[list[str]] = []
    real = together.checked_together

    def counted(roots, *rest):
        asked.append([root.name for root in roots])
        return real(roots, *rest)

    monkeypatch.setattr(together, "checked_together", counted)
    first = run("check", folder)
    again = run("check", folder)
    assert asked == [["a", "b", "c", "d"], ["d"]], "what is marked is never kept"
    assert again.stdout == first.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("{folder}", "{folder}/nowhere"), "nowhere cannot be read: No such file or directory"),
        (("{folder}/a", "{folder}/a/claims"), "there is no dossier in"),
        (("{folder}", "--standards"), "--standards is of one dossier"),
    ],
)
def test_what_is_no_dossier_is_refused(folder, arguments, message):
    result = run("check", *(one.format(folder=folder) for one in arguments))
    assert result.exit_code == 2 and message in result.stderr


def test_one_with_a_fault_does_not_keep_the_others(folder):
    (folder / "b" / "dossier.toml").write_text("title = ", "utf-8")
    result = run("check", folder)
    assert result.exit_code == 2
    assert "IS killed 82" in result.stdout
    small = shutil.copytree(DOSSIERS / "small", folder / "small")
    assert run("check", folder, small).stdout.endswith("5 dossiers.\n")
