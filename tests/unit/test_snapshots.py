"""Files become snapshots: what is kept and refused, what a killed run leaves, what was tampered with."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.commands import small
from tests.support.opening import Opened, opened, shared, write

from onrecord.data import ingest
from onrecord.data.snapshots import LOCK, LOG, read_book
from onrecord.durable import InUseError, locked
from onrecord.model.dataset import Dataset
from onrecord.model.snapshot import Release, Snapshot
from onrecord.pipeline import check
from onrecord.snapshots import Added, Arrival, BrokenLogError, add, declare, kept, name_from, verify
from onrecord.text import load_dossier

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HEADER = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b"
ROWS = (
    "1,3,2020-03-04,2020-03-05,5,4,6,Mali,JNIM,Civilians",
    "2,1,2020-01-02,2020-01-02,7,7,7,Niger,IS,Government of Niger",
    '3,1,2021-12-02,2021-12-02,1,0,2,Mali,"A, B",Government of Mali',
)


def events(path: Path, *rows: str) -> Path:
    return write(path, "\n".join((HEADER, *(rows or ROWS), "")))


def keep(root: Path, file: Path, day: str = "2022-06-15", name: str = "ged") -> Added:
    return add(root, None, name, Arrival(file, date.fromisoformat(day), Release("25.1")), NOW, "onrecord test")


def added(root: Path, file: Path, day: str = "2022-06-15") -> Snapshot:
    found = keep(root, file, day)
    assert found.snapshot is not None
    return found.snapshot


def state(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def faults(root: Path) -> list[str]:
    return [f"{one.code} {one.message}" for one in verify(root)[1]]


def test_a_file_becomes_a_snapshot_sorted_by_country_and_day(tmp_path: Path) -> None:
    one = added(tmp_path, events(tmp_path / "in.csv"))
    assert one.name.startswith("2022-06-15-") and one.short == f"ged@{one.name[11:]}"
    assert (one.rows, one.kept, one.layout, one.release.name) == (3, 3, "ucdp-ged", "25.1")
    assert [(each.raw, each.rows) for each in one.countries] == [("Mali", 2), ("Niger", 1)]
    path = tmp_path / "data/snapshots/ged" / one.name / "rows.parquet"
    rows = Opened(path, id="x", columns=(("date", "start"), ("id", "id"))).rows("id")
    assert rows == [("1",), ("3",), ("2",)]
    assert verify(tmp_path) == (1, ())
    assert [path.name for path in (tmp_path / "data/snapshots/ged").iterdir()] == [one.name]


def test_the_content_is_what_the_rows_say_whatever_their_order_or_format(tmp_path: Path) -> None:
    first = added(tmp_path, events(tmp_path / "a.csv"))
    again = keep(tmp_path, events(tmp_path / "b.csv", *reversed(ROWS)), "2022-07-01")
    assert again.snapshot is not None and again.new
    assert again.snapshot.content == first.content
    assert again.snapshot.received.sha256 != first.received.sha256
    assert again.like == first.name
    third = added(tmp_path, events(tmp_path / "c.csv", *(row.replace(",5,4,6,", ",5,4,7,") for row in ROWS)))
    assert third.content != first.content


def test_two_rows_cannot_have_one_text(tmp_path: Path) -> None:
    split = ("1,3,2020-03-04,,5,4,6,Mali,A\x1fB,C", "1,3,2020-03-04,,5,4,6,Mali,A,B\x1fC")
    contents = {added(tmp_path, events(tmp_path / f"{n}.csv", row)).content for n, row in enumerate(split)}
    blank = added(tmp_path, events(tmp_path / "b.csv", "1,3,2020-03-04,,5,4,6,Mali,A,"))
    odd = added(tmp_path, events(tmp_path / "o.csv", "1,3,2020-03-04,,5,4,6,Mali,A,\x1e"))
    assert len({*contents, blank.content, odd.content}) == 4


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    file = events(tmp_path / "in.csv")
    added(tmp_path, file)
    before = state(tmp_path)
    again = keep(tmp_path, file, "2024-01-01")
    assert again.snapshot is not None and not again.new
    assert state(tmp_path) == before


def test_a_file_that_cannot_be_read_leaves_all_as_it_was(tmp_path: Path) -> None:
    added(tmp_path, events(tmp_path / "in.csv"))
    bad = events(tmp_path / "bad.csv", ROWS[0].replace(",5,", ",-5,"))
    before = state(tmp_path)
    found = keep(tmp_path, bad)
    assert found.snapshot is None
    assert [one.code for one in found.findings] == ["OR306"]
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", ["write_tables", "described", "atomic_write_bytes", "append"])
def test_a_run_that_ends_anywhere_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import onrecord.snapshots

    added(tmp_path, events(tmp_path / "in.csv"))
    file = events(tmp_path / "next.csv", *ROWS[:2])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(ingest if hasattr(ingest, name) else onrecord.snapshots, name, full)
        with pytest.raises(OSError, match="No space left"):
            keep(tmp_path, file)
    assert len(read_book(tmp_path).entries) == 1
    # What was moved into its place and never logged is told, counts for nothing, and is replaced by the next run.
    assert [fault[:5] for fault in faults(tmp_path)] == (["OR324"] if name == "append" else [])
    added(tmp_path, file)
    assert faults(tmp_path) == []
    assert len(read_book(tmp_path).entries) == 2


def test_two_runs_at_once_are_kept_apart(tmp_path: Path) -> None:
    file = events(tmp_path / "in.csv")
    with locked(tmp_path, LOCK, "process 1, since 2026-11-23"), pytest.raises(InUseError, match="process 1"):
        keep(tmp_path, file)


def test_nothing_is_added_to_a_broken_log(tmp_path: Path) -> None:
    added(tmp_path, events(tmp_path / "in.csv"))
    log = tmp_path / LOG
    log.write_bytes(log.read_bytes().replace(b"2022-06-15", b"2021-06-15"))
    log.write_bytes(log.read_bytes() * 2)
    file = events(tmp_path / "next.csv", ROWS[0])
    before = state(tmp_path)
    with pytest.raises(BrokenLogError) as raised:
        keep(tmp_path, file)
    assert [one.code for one in raised.value.findings] == ["OR322"]
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", ["rows.parquet", "digests.parquet", "snapshot.json"])
def test_what_is_tampered_with_is_named(tmp_path: Path, name: str) -> None:
    one = added(tmp_path, events(tmp_path / "in.csv"))
    path = tmp_path / "data/snapshots/ged" / one.name / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    (fault,) = faults(tmp_path)
    assert fault.startswith(f"OR321 snapshot {one.name} of ged: ")
    assert ("its card" if name == "snapshot.json" else name) in fault
    path.unlink()
    (fault,) = faults(tmp_path)
    assert "is missing" in fault


def test_rows_that_are_not_those_of_the_card_are_found_though_every_hash_was_made_again(tmp_path: Path) -> None:
    from onrecord.data.cards import card
    from onrecord.data.snapshots import append
    from onrecord.model.canonical import digest_of

    one = added(tmp_path, events(tmp_path / "in.csv"))
    (tmp_path / "other").mkdir()
    other = added(tmp_path / "other", events(tmp_path / "b.csv", ROWS[0]))
    folder = tmp_path / "data/snapshots/ged" / one.name
    shutil.copy(tmp_path / "other/data/snapshots/ged" / other.name / "rows.parquet", folder / "rows.parquet")
    forged = replace(one, table=other.table)
    (folder / "snapshot.json").write_bytes(card(forged))
    entry = read_book(tmp_path).entries[0]
    (tmp_path / LOG).unlink()
    append(tmp_path, read_book(tmp_path), replace(entry, card=digest_of(card(forged))))
    assert faults(tmp_path) == [f"OR321 snapshot {one.name} of ged: its rows are not those that its card speaks of"]


def test_a_snapshot_taken_away_is_told(tmp_path: Path) -> None:
    one = added(tmp_path, events(tmp_path / "in.csv"))
    shutil.rmtree(tmp_path / "data/snapshots/ged" / one.name)
    found, wrong = kept(tmp_path)
    assert wrong == ()
    assert [each.fault.message for each in found if each.fault] == [f"snapshot {one.name} of ged: its card is missing"]


@pytest.mark.parametrize(
    ("file", "name"),
    [("GED Event v25_1.csv", "ged-event-v25_1"), ("2024_mali.csv", "mali"), ("123.csv", ""), ("a.b.csv", "a-b")],
)
def test_names_from_files(file: str, name: str) -> None:
    assert name_from(file) == name


def test_the_table_is_added_at_the_end_of_dossier_toml(tmp_path: Path) -> None:
    root = small(tmp_path)
    old = (root / "dossier.toml").read_bytes()
    assert declare(root, "ged")
    new = (root / "dossier.toml").read_bytes()
    assert new == old + b'\n[datasets.ged]\npath = "data/snapshots/ged"\n'
    dossier, _ = load_dossier(root)
    assert dossier is not None and dossier.datasets[-1].path == "data/snapshots/ged"
    # Tables that are closed, or a name that is taken, are no place to add to.
    assert not declare(root, "ged")
    (root / "dossier.toml").write_text('title = "x"\ndatasets = {}\n')
    assert not declare(root, "ged")
    assert (root / "dossier.toml").read_text() == 'title = "x"\ndatasets = {}\n'


REAL = (
    "ged231-central-african-republic.csv",
    "ged241-myanmar.csv",
    "country-month-2010-2024.csv",
    "ged211-precise.parquet",
)


@pytest.mark.parametrize("name", REAL)
def test_a_snapshot_is_asked_as_its_file_is(tmp_path: Path, name: str) -> None:
    file = shared(f"ucdp/{name}")
    one = added(tmp_path, file)
    of_file = opened(file, id="ged", version="25.1")
    of_snapshot = Opened(tmp_path / "x", tmp_path, id="ged", path="data/snapshots/ged")

    def told(dataset: Dataset) -> dict[str, object]:
        names = (name for name in Dataset.__dataclass_fields__ if name not in ("spec", "table"))
        return {name: getattr(dataset, name) for name in names}

    assert told(of_snapshot.ok) == told(of_file.ok)
    assert of_snapshot.ok.spec.quantity == of_file.ok.spec.quantity
    columns = [column for column, _ in ingest_columns(of_file)]
    listed = ", ".join(f'"{column}"' for column in columns)
    assert of_snapshot.one("SELECT count(*) FROM {t}") == one.kept
    same = f"SELECT count(*) FROM (SELECT {listed}, row FROM {{t}})"
    assert of_snapshot.one(same) == of_file.one(same)
    total = "SELECT sum(hash(t)) FROM (SELECT " + listed + ", row FROM {t}) t"
    assert of_snapshot.one(total) == of_file.one(total)


def ingest_columns(found: Opened) -> tuple[tuple[str, str], ...]:
    from onrecord.data.content import columns_of

    return columns_of(found.con, found.ok.table)


def test_a_dossier_is_checked_by_what_was_known_on_a_day(tmp_path: Path) -> None:
    root = small(tmp_path)
    claim = (
        "---\nclaim: x\nclaimant: y\n---\n\n## The record\n\n- 12 people died in organised violence in Mali in 2020."
        " [@events] {#dead}\n"
    )
    for path in (root / "claims").glob("*.md"):
        path.unlink()
    (root / "claims" / "a.md").write_text(claim)
    (root / "dossier.toml").write_text(
        'title = "t"\nas_of = 2023-06-30\n\n[datasets.ged]\npath = "data/snapshots/ged"\ncomplete = true\n'
    )
    last = "2,3,2020-12-30,,0,0,0,Mali,A,B"
    added(root, events(tmp_path / "old.csv", "1,3,2020-03-04,,12,12,12,Mali,A,B", last))
    added(root, events(tmp_path / "new.csv", "1,3,2020-03-04,,5,5,5,Mali,A,B", last), "2023-01-01")

    def verdict(known: date | None) -> tuple[str, str]:
        report = check(root, known=known)
        assert report.dossier is not None
        outcome = report.outcome("dead")
        assert outcome is not None
        return outcome.verdict.value, report.dossier.as_of.isoformat()

    assert verdict(None) == ("fails", "2023-06-30")
    assert verdict(date(2022, 12, 31)) == ("holds", "2022-12-31")
    assert verdict(date(2024, 1, 1)) == ("fails", "2023-06-30")
    assert verdict(date(2022, 1, 1)) == ("unverifiable", "2022-01-01")
    assert "OR320" in {one.code for one in check(root, known=date(2022, 1, 1)).findings}
