"""``onrecord data``: what is added, listed and verified, and what is said when it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import html5lib
import pytest
from tests.support.commands import run, small

EVENTS = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b\n1,3,2020-03-04,,5,4,6,Mali,A,B\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "GED v25.csv"
    path.write_text(EVENTS)
    return path


def test_add_list_verify(tmp_path: Path, file: Path) -> None:
    root = small(tmp_path)
    result = run("data", "add", file, root, "--retrieved", "2022-06-15", "--release", "25.1", "--redistribute", "no")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("ged-v25  2022-06-15-")
    assert "1 rows" not in result.stdout and "ucdp-ged, 1 row\n" in result.stdout
    assert "dossier.toml: [datasets.ged-v25] added at its end." in result.stdout
    listed = run("data", "list", root)
    assert listed.exit_code == 0
    assert "25.1, ucdp-ged, 1 row, 2020-01-01 to 2020-03-31" in listed.stdout
    assert "rows are not passed on" in listed.stdout
    (one,) = json.loads(run("data", "list", root, "--format", "json").stdout)["snapshots"]
    assert (one["dataset"], one["rows"], one["redistribute"], one["countries"]) == ("ged-v25", 1, False, ["Mali"])
    assert run("data", "verify", root).stdout == "1 snapshot is as added; the log is whole.\n"
    assert "there already, nothing was added" in run("data", "add", file, root).stdout
    assert run("check", root).exit_code in (0, 1)


def test_a_snapshot_tampered_with_is_named(tmp_path: Path, file: Path) -> None:
    root = small(tmp_path)
    run("data", "add", file, root)
    next(root.glob("data/snapshots/*/*/digests.parquet")).write_bytes(b"x")
    result = run("data", "verify", root)
    assert result.exit_code == 1
    assert "OR321" in result.stderr and "digests.parquet is not the file that was added" in result.stderr
    next(root.glob("data/snapshots/*/*/snapshot.json")).unlink()
    assert run("data", "list", root).exit_code == 2
    assert run("data", "list", root, "--format", "json").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.csv",), "there is no file nowhere.csv"),
        (("{file}", "--as", "9"), "9 cannot name a dataset"),
        (("{file}", "--as", "../x"), "../x cannot name a dataset"),
        (("{file}", "--as", "events"), "dossier.toml has a dataset events already, which is data/events.csv"),
        (("{file}", "--retrieved", "2022-02-30"), "--retrieved 2022-02-30 is not a day of the calendar"),
        (("{file}", "--retrieved", "2999-01-01"), "--retrieved 2999-01-01 is a day to come"),
        (("{file}", "--released", "last week"), "--released last week is not a day of the calendar"),
    ],
)
def test_what_cannot_be_added_is_said(tmp_path: Path, file: Path, arguments: tuple[str, ...], told: str) -> None:
    root = small(tmp_path)
    given = [one.format(file=file) for one in arguments]
    result = run("data", "add", given[0], root, *given[1:])
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (root / "data" / "snapshots").exists()


def test_a_file_that_cannot_be_read(tmp_path: Path, file: Path) -> None:
    root = small(tmp_path)
    file.write_text(EVENTS.replace("2020-03-04", "2020-13-04"))
    result = run("data", "add", file, root)
    assert result.exit_code == 2
    assert "OR305" in result.stderr and "GED v25.csv was not added" in result.stderr


def test_no_dossier(tmp_path: Path, file: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in (("add", file), ("list",), ("verify",)):
        assert run("data", *command, tmp_path / "empty").exit_code == 2


def test_a_pin_of_snapshots(tmp_path: Path, file: Path) -> None:
    root = small(tmp_path)
    run("data", "add", file, root, "--as", "ged", "--retrieved", "2022-06-15")
    assert "ged  data/snapshots/ged: pinned" in run("pin", root, "ged").stdout
    file.write_text(EVENTS.replace(",5,", ",6,"))
    told = run("data", "add", file, root, "--as", "ged", "--retrieved", "2022-07-15").stdout
    assert "dossier.toml uses the one that is pinned; `onrecord pin . ged` pins the newest." in told
    assert run("pin", root, "--check").exit_code == 1
    assert "ged  data/snapshots/ged: pinned" in run("pin", root, "ged").stdout
    assert run("pin", root, "--check").exit_code == 0


def test_as_of_needs_a_day(tmp_path: Path) -> None:
    root = small(tmp_path)
    result = run("check", root, "--as-of", "yesterday")
    assert result.exit_code == 2 and "--as-of yesterday is not a day of the calendar" in result.stderr
    result = run("check", root, "--as-of", "2021-06-30")
    assert "as of 2021-06-30, by what was known on 2021-06-30" in result.stdout
    assert json.loads(run("check", root, "--as-of", "2021-06-30", "--format", "json").stdout)["known"] == "2021-06-30"


def two(tmp_path: Path, file: Path) -> Path:
    root = small(tmp_path)
    run("data", "add", file, root, "--as", "ged", "--retrieved", "2022-06-15")
    file.write_text(EVENTS.replace(",5,", ",9,") + "2,1,2020-03-09,,3,3,3,Mali,<b>A</b>,Civilians\n")
    run("data", "add", file, root, "--as", "ged", "--retrieved", "2022-07-15")
    return root


def test_diff_of_two_snapshots(tmp_path: Path, file: Path) -> None:
    root = two(tmp_path, file)
    text = run("data", "diff", "ged@2022-06-15", "ged", root).stdout
    assert text.startswith("old  ged@2022-06-15: 1 event, 2020-01-01 to 2020-03-31, Mali\n")
    assert "added                         1  deaths +3" in text
    assert "changed                       1  deaths +4" in text
    assert "  2020-03-04  1  deaths changed\n    best: 5 -> 9\n" in text
    assert "  2020-03-09  2  added\n    <b>A</b> against Civilians; Mali; 3 dead\n" in text
    assert "and 1 more" in run("data", "diff", "ged@2022-06", "ged@2022-07", root, "--rows", "1").stdout
    found = json.loads(run("data", "diff", "ged@2022-06-15", "ged@2022-07-15", root, "--format", "json").stdout)
    assert (found["added"], found["removed"], found["changed"]) == (1, 0, 1)
    assert found["kinds"]["deaths"] == 1 and found["deaths"] == {"added": 3, "removed": 0, "changed": 4}
    assert found["events"][0]["kinds"] == ["deaths"] and found["events"][0]["old"]["start"] == "2020-03-04"


def test_diff_as_a_page_is_inert(tmp_path: Path, file: Path) -> None:
    page = run("data", "diff", "ged@2022-06-15", "ged", two(tmp_path, file), "--format", "html").stdout
    assert "&lt;b&gt;A&lt;/b&gt; against Civilians" in page and "<b>A" not in page
    assert "best: <del>5</del> <ins>9</ins>" in page
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nothing", "ged", "nothing is neither a file nor a snapshot\n  help: Snapshots here: ged@2022-06-15-"),
        ("ged@2022", "ged", "ged@2022 could be any of: ged@2022-06-15-"),
        ("{root}/data/peacekeepers.csv", "ged", "peacekeepers.csv is a series: it has no events to compare"),
        ("{root}/dossier.toml", "ged", "a release cannot be read, so nothing was compared"),
    ],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, file: Path, old: str, new: str, told: str) -> None:
    root = two(tmp_path, file)
    result = run("data", "diff", old.format(root=root), new, root)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_that_is_no_actor_dataset(tmp_path: Path, file: Path) -> None:
    root = two(tmp_path, file)
    result = run("data", "diff", "ged@2022-06", "ged", root, "--actors", file)
    assert result.exit_code == 2 and "it has no columns ActorId and NameData" in result.stderr
