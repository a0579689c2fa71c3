"""``onrecord data``: what is added, listed and verified, and what is said when it cannot be."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import html5lib
import pytest
from tests.support.commands import run, small
from tests.support.hostile_server import serving
from tests.support.providers import Programs, piecewise, ucdp, ucdp_event

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


# Over the network -----------------------------------------------------------------------------------------------


def test_an_address_is_added_and_updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, events = small(tmp_path), [ucdp_event(1)]
    monkeypatch.setenv("UCDP_ACCESS_TOKEN", "tok")
    pages = Programs({"/api/gedevents/25.0.8": ucdp(events), "/own.csv": piecewise(lambda: (EVENTS.encode(), '"1"'))})
    with serving() as server:
        server.pages, pages.server = pages, server
        allow = ("--allow", f"127.0.0.1:{server.port}")
        result = run("data", "add", server.url("/api/gedevents/25.0.8"), root, "--as", "ged", *allow)
        assert result.exit_code == 0, result.output
        assert run("data", "add", server.url("/own.csv"), root, *allow).exit_code == 0
        assert run("data", "update", root, *allow).stdout.count("there already, nothing was added") == 2
        events.append(ucdp_event(2))
        result = run("data", "update", root, "--only", "ged", *allow)
        assert (result.exit_code, result.stdout.count(": added\n")) == (0, 1), result.output
        kept = json.loads(run("data", "list", root, "--format", "json").stdout)["snapshots"]
        assert [(one["dataset"], one["rows"], one["release"]) for one in kept] == [
            ("ged", 1, "25.0.8"), ("own", 1, ""), ("ged", 2, "25.0.8")
        ]  # fmt: skip
        del pages.paths["/api/gedevents/25.0.8"]
        result = run("data", "update", root, *allow)
        assert result.exit_code == 2
        assert "was not added: the server answered 404: no such page" in result.stderr
        assert "own" in result.stdout
        assert "tok" not in "".join(path.read_text() for path in (root / "data").rglob("*.json*"))
    assert "there are no snapshots of no" in run("data", "update", root, "--only", "no").stderr


def test_there_is_nothing_to_update(tmp_path: Path, file: Path) -> None:
    root = small(tmp_path)
    run("data", "add", file, root)
    assert run("data", "update", root).stdout == "Nothing here was fetched from an address.\n"
    result = run("data", "update", root, "--only", "ged-v25")
    assert (result.exit_code, "was added from a file" in result.stderr) == (2, True)


def test_days_and_addresses_are_for_files(tmp_path: Path) -> None:
    result = run("data", "add", "https://example.org/a.csv", small(tmp_path), "--retrieved", "2020-01-01")
    assert result.exit_code == 2
    assert "--retrieved and --address are for files" in result.stderr


def test_the_table_of_a_zip_file_is_added(tmp_path: Path) -> None:
    root = small(tmp_path)
    with zipfile.ZipFile(tmp_path / "ged251-csv.zip", "w") as archive:
        archive.writestr("GEDEvent_v25_1.csv", EVENTS)
    assert run("data", "add", tmp_path / "ged251-csv.zip", root).stdout.startswith("ged251-csv  ")


def test_a_release_older_than_the_newest_and_a_clock_set_back_are_said(tmp_path: Path, file: Path, monkeypatch) -> None:
    from datetime import UTC, datetime, timedelta

    from onrecord.cli import data

    root = small(tmp_path)
    run("data", "add", file, root, "--as", "ged", "--retrieved", "2022-06-15")
    older = tmp_path / "older.csv"
    older.write_text(EVENTS.replace(",5,4,6,", ",4,4,6,"))
    told = run("data", "add", older, root, "--as", "ged", "--retrieved", "2022-01-15")
    assert "It was retrieved before 2022-06-15-" in told.stdout
    assert "the dataset still means that one" in told.stdout
    assert "clock" not in told.stderr

    class Back(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(days=400)

    monkeypatch.setattr(data, "datetime", Back)
    newest = tmp_path / "newest.csv"
    newest.write_text(EVENTS.replace(",5,4,6,", ",6,4,6,"))
    told = run("data", "add", newest, root, "--as", "ged", "--retrieved", "2022-07-15")
    assert "was it set back?" in told.stderr
    assert "still means" not in told.stdout
