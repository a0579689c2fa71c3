"""Bags and WACZ files: valid by their own rules, the same bytes each time, and without anything that is not public."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.archives import archivist, dossier_of, loaded
from tests.support.hostile_server import page, serving

from onrecord.archive import bagit, wacz
from onrecord.archive.log import LOG, read_log
from onrecord.archive.public import public_archive
from onrecord.archiving import capture_all, import_capture, opened
from onrecord.model.capture import Logged

AT = datetime(2023, 5, 12, 10, 0, 0, tzinfo=UTC)
DOCUMENTS = {"sources.json": b"[]\n", "claims/a.md": b"A.\n"}
ABOUT = {"Source-Organization": "The desk", "External-Description": "Two\nlines"}


def public(entry: Logged) -> bool:
    return "secret" not in entry.source


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    pages = {"/page": page("<p>At least 300 were killed.</p>"), "/secret": page("<p>SECRETWORD</p>")}
    with serving(pages) as server:
        urls = {
            "open": server.url("/page"),
            "secret-one": server.url("/page?secret=SECRETWORD"),
            "hand": "",
            "secret-two": "",
        }
        root = dossier_of(folder / "dossier", urls)
        sources = {source.id: source for source in loaded(root).sources}
        who = archivist(server.port)
        with opened(root, who) as (book, _):
            fetched = list(capture_all(root, book, [sources["open"], sources["secret-one"]], who, lambda _: None))
            book = fetched[-1][0]
            for name, text in (("hand", "Words."), ("secret-two", "SECRETWORD")):
                (folder / "saved.txt").write_text(text)
                book, _ = import_capture(root, book, sources[name], folder / "saved.txt", who)
    return root


def test_the_log_keeps_its_chain_and_nothing_of_withheld_lines(archive: Path) -> None:
    found = public_archive(archive, public)
    assert found.withheld == 2
    assert b"secret" not in found.log.lower()
    before = "sha256:" + "0" * 64
    for line in found.log.splitlines():
        entry = json.loads(line)
        withheld = entry["kind"] == "withheld"
        assert withheld or entry["previous"] == before
        before = entry["line_digest"] if withheld else f"sha256:{hashlib.sha256(line).hexdigest()}"
    assert before == read_log(archive).last


def bag_is_valid(files: dict[str, bytes]) -> None:
    """RFC 8493, 3: complete and valid."""
    assert files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    listed = set()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[manifest].decode().splitlines():
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(files[name]).hexdigest() == digest
            listed.add(name)
    assert listed == files.keys() - {"tagmanifest-sha256.txt"}
    info = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    payload = [data for name, data in files.items() if name.startswith("data/")]
    assert info["Payload-Oxum"] == f"{sum(map(len, payload))}.{len(payload)}"
    assert (info["Bagging-Date"], info["External-Description"]) == ("2023-05-12", "Two lines")


def folder_of(path: Path) -> dict[str, bytes]:
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()}


def test_a_bag_as_folder_and_as_zip(archive: Path, tmp_path: Path) -> None:
    made = bagit.export(archive, tmp_path / "bag", AT, public, DOCUMENTS, ABOUT)
    files = folder_of(tmp_path / "bag")
    bag_is_valid(files)
    assert (made.files, made.withheld) == (5, 2)
    assert not any(b"SECRETWORD" in data for data in files.values())
    assert files["data/claims/a.md"] == b"A.\n"
    bagit.export(archive, tmp_path / "bag.zip", AT, public, DOCUMENTS, ABOUT)
    with zipfile.ZipFile(tmp_path / "bag.zip") as packed:
        assert {name.removeprefix("bag/"): packed.read(name) for name in packed.namelist()} == files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bag", "bag.zip"]


def test_the_same_bytes_each_time(archive: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        bagit.export(archive, tmp_path / str(number) / "b.zip", AT, public, DOCUMENTS, ABOUT)
        wacz.export(archive, tmp_path / str(number) / "w.wacz", AT, public, "Mali")
    for name in ("b.zip", "w.wacz"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_nothing_is_overwritten_and_a_failure_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    with pytest.raises(FileExistsError):
        bagit.export(archive, tmp_path / "bag", AT, public, {}, {})
    with pytest.raises(FileNotFoundError):
        bagit.export(tmp_path, tmp_path / "other", AT, public, {}, {})
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "archive/captures.jsonl", "", "a\\b"])
def test_documents_stay_in_the_payload(archive: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        bagit.export(archive, tmp_path / "bag", AT, public, {name: b""}, {})


def test_a_wacz_is_valid_and_public(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "mali.wacz"
    made = wacz.export(archive, target, AT, public, "Mali")
    assert (made.files, made.withheld) == (1, 2)
    command = [sys.executable, "-W", "ignore", "-m", "wacz", "validate", "-f", str(target)]
    assert "Validation succeeded" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with zipfile.ZipFile(target) as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        assert json.loads(packed.read("datapackage.json"))["created"] == "2023-05-12T10:00:00Z"
        names = [name for name in packed.namelist() if name.startswith("archive/")]
    assert b"secret" not in content.lower()
    assert [page.get("title") for page in pages] == ["Mali", "open"]
    assert len(names) == 1
    assert (archive / LOG).exists()


def test_nothing_to_export_and_no_package(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(wacz.NothingToExportError):
        wacz.export(archive, tmp_path / "x.wacz", AT, lambda _: False)
    monkeypatch.setitem(sys.modules, "wacz.main", None)
    with pytest.raises(wacz.NoWaczError, match="onrecord\\[wacz\\]"):
        wacz.export(archive, tmp_path / "x.wacz", AT, public)
    assert list(tmp_path.iterdir()) == []
