"""The log of snapshots, their cards, and which of them a dataset means."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data.cards import UnreadableError, card, line, read_card, read_line
from onrecord.data.snapshots import LOG, append, chosen, read_book, stored_name
from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.finding import Finding, Span
from onrecord.model.snapshot import Entry, KeptFile, Received, Release, SeenCountry, Snapshot, Told

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DIGEST = "sha256:" + "a" * 64


def snapshot(day: str = "2022-06-15", sha256: str = "b" * 64, text: str = "25.1") -> Snapshot:
    return Snapshot(
        dataset="ged",
        name=f"{day}-{sha256[:12]}",
        received=Received("ged.csv", sha256, 100),
        retrieved=date.fromisoformat(day),
        release=Release(text, date(2022, 6, 1), text, text, redistribute=False),
        layout="ucdp-ged",
        family=Family.UCDP,
        separator=", ",
        quantity="",
        rows=3,
        kept=2,
        content=DIGEST,
        table=KeptFile("rows.parquet", DIGEST, 10),
        sidecar=KeptFile("digests.parquet", DIGEST, 20),
        days=Period(date(2020, 1, 1), date(2021, 12, 31)),
        countries=(SeenCountry(None, 1, date(2020, 1, 2)), SeenCountry("Mali", 2, date(2020, 3, 4))),
        has=frozenset({"actors", "deaths"}),
        holds=("1",),
        lacks=("2", "3"),
        largest=math.inf,
        told=(Told("OR308", text),),
        tool="onrecord 0",
    )


def entry(name: str) -> Entry:
    return Entry(0, NOW, "ged", name, DIGEST, "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_card_reads_back(text: str) -> None:
    one = snapshot(text=text)
    assert read_card(card(one)) == one


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"kept": 2', '"kept": 3 '),
        ('"rows": 3', '"rows": "3"'),
        ('"format": 1', '"format": 2'),
        (
            "{",
            "[",
        ),
    ],
)
def test_a_card_that_was_edited_is_refused(was: str, now: str) -> None:
    text = card(snapshot()).decode()
    assert was in text
    with pytest.raises(UnreadableError):
        read_card(text.replace(was, now, 1).encode())


def test_a_card_cannot_name_a_file_elsewhere() -> None:
    values = json.loads(card(snapshot()))
    values["table"]["name"] = "../../rows.parquet"
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    with pytest.raises(UnreadableError, match="names files"):
        read_card(text.encode())


def test_a_line_reads_back_and_no_other_way_of_writing_it_does() -> None:
    text = line(entry("2022-06-15-bbbbbbbbbbbb").__class__(1, NOW, "ged", "2022-06-15-bbbbbbbbbbbb", DIGEST, DIGEST))
    assert line(read_line(text)) == text
    with pytest.raises(UnreadableError):
        read_line(text.replace(b":1,", b": 1,", 1))


def test_the_log_chains_its_lines(tmp_path: Path) -> None:
    book = read_book(tmp_path)
    for name in ("2022-06-15-bbbbbbbbbbbb", "2022-07-15-cccccccccccc", "2022-08-15-dddddddddddd"):
        book = append(tmp_path, book, entry(name))
    again = read_book(tmp_path)
    assert again == book
    assert [one.n for one in again.entries] == [1, 2, 3]
    lines = (tmp_path / LOG).read_bytes().splitlines(keepends=True)
    (tmp_path / LOG).write_bytes(lines[0] + lines[2])
    broken = read_book(tmp_path)
    assert [str(one) for one in broken.findings] == [
        "data/snapshots.jsonl:2:1 OR322 the log of snapshots is broken at line 2: "
        "it does not follow from what stands before it"
    ]


def test_a_torn_line_counts_for_nothing_and_is_cut_off_by_the_next(tmp_path: Path) -> None:
    book = append(tmp_path, read_book(tmp_path), entry("2022-06-15-bbbbbbbbbbbb"))
    whole = (tmp_path / LOG).read_bytes()
    (tmp_path / LOG).write_bytes(whole + b'{"at":"2022')
    torn = read_book(tmp_path)
    assert torn.sound
    assert torn.entries == book.entries
    append(tmp_path, torn, entry("2022-07-15-cccccccccccc"))
    assert (tmp_path / LOG).read_bytes().startswith(whole + b'{"at":"2026')
    assert len(read_book(tmp_path).entries) == 2


def test_paths_that_mean_snapshots() -> None:
    assert stored_name("data/snapshots/ged") == "ged"
    assert stored_name("data/snapshots/ged/") == "ged"
    assert stored_name("data/snapshots/../ged") == ""
    assert stored_name("data/snapshots.csv") == ""


def stored(root: Path, *snapshots: Snapshot) -> None:
    from onrecord.model.canonical import digest_of

    book = read_book(root)
    for one in snapshots:
        folder = root / "data" / "snapshots" / "ged" / one.name
        folder.mkdir(parents=True)
        (folder / "snapshot.json").write_bytes(card(one))
        book = append(root, book, Entry(0, NOW, "ged", one.name, digest_of(card(one)), ""))


def spec(sha256: str = "") -> DatasetSpec:
    return DatasetSpec("ged", "data/snapshots/ged", Span("dossier.toml"), sha256=sha256)


def meant(root: Path, known: date | None = None, sha256: str = "") -> str:
    found = chosen(root, spec(sha256), known, read_book(root))
    return f"{found.code} {found.message}" if isinstance(found, Finding) else found.name[:10]


def test_the_newest_is_meant_unless_one_is_pinned_or_a_day_is_named(tmp_path: Path) -> None:
    # Added later, retrieved earlier: a release of then, found again.
    stored(
        tmp_path, snapshot("2023-07-01", "b" * 64), snapshot("2022-06-15", "c" * 64), snapshot("2024-06-15", "d" * 64)
    )
    assert meant(tmp_path) == "2024-06-15"
    assert meant(tmp_path, sha256="c" * 64) == "2022-06-15"
    assert meant(tmp_path, date(2023, 12, 31)) == "2023-07-01"
    assert meant(tmp_path, date(2023, 6, 30)) == "2022-06-15"
    # The day says what could be known, whatever is pinned today.
    assert meant(tmp_path, date(2023, 12, 31), sha256="d" * 64) == "2023-07-01"
    assert meant(tmp_path, date(2022, 6, 14)) == (
        "OR320 dataset ged: no snapshot of ged was retrieved by 2022-06-14; the first is of 2022-06-15"
    )
    assert meant(tmp_path, sha256="e" * 64).startswith("OR320 dataset ged: data/snapshots.toml pins a file")


def test_of_two_of_one_day_the_one_added_last_is_newer(tmp_path: Path) -> None:
    stored(tmp_path, snapshot("2022-06-15", "c" * 64), snapshot("2022-06-15", "b" * 64))
    found = chosen(tmp_path, spec(), None, read_book(tmp_path))
    assert isinstance(found, Snapshot)
    assert found.received.sha256 == "b" * 64


def test_a_card_that_is_not_the_one_logged_is_told(tmp_path: Path) -> None:
    stored(tmp_path, snapshot())
    path = next(tmp_path.glob("data/snapshots/ged/*/snapshot.json"))
    path.write_bytes(card(snapshot(text="another")))
    assert "its card is not the one that line 1 of data/snapshots.jsonl names" in meant(tmp_path)
