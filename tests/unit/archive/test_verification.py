"""Files of the archive that are not as they were captured, and where they differ."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.archives import archivist, dossier_of, loaded
from tests.support.hostile_server import answer, page, redirect, sends, serving

from onrecord.archive.log import LOG, read_log
from onrecord.archive.verification import verify_files
from onrecord.archived import uncaptured
from onrecord.archiving import capture_all
from onrecord.model.finding import Finding

LONG = b"\r\n\r\n".join([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", b"5\r\n<p>ch\r\n4\r\nunks\r\n0", b""])


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A dossier with three captures: a page, one behind a redirect, one in chunks."""
    pages = {"/a": page("<p>" + "page " * 500), "/r": redirect("/a"), "/c": sends(LONG), "/g": sends(
        answer(gzip.compress(b"<p>packed"), "200 OK", "text/html", "Content-Encoding: gzip"))}  # fmt: skip
    with serving(pages) as server:
        root = dossier_of(
            tmp_path_factory.mktemp("d") / "d", {key: server.url(f"/{key}") for key in ("a", "r", "c", "g")}
        )
        sources = uncaptured(loaded(root), ())
        list(capture_all(root, read_log(root), sources, archivist(server.port), lambda source: None))
    yield root


@pytest.fixture
def root(archived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(archived, tmp_path / "d"))


def verified(root: Path) -> tuple[Finding, ...]:
    return verify_files(root, read_log(root), lambda file: None)[1]


def warc(root: Path, source: str) -> Path:
    return root / next(each.file for each in read_log(root).captures if each.source == source)


def test_what_is_as_captured_has_no_finding(root: Path) -> None:
    assert verify_files(root, read_log(root), lambda file: None) == (4, ())


def test_any_byte_changed_is_found_in_its_record(root: Path) -> None:
    path = warc(root, "a")
    data = path.read_bytes()
    starts = [at for at in range(len(data)) if data[at : at + 4] == b"\x1f\x8b\x08\x00"]
    assert len(starts) == 3
    for at in range(0, len(data), 11):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        (found,) = verified(root)
        assert found.code == "OR502"
        record = sum(1 for start in starts if start <= at)
        told = " ".join(found.why)
        # Of a gzip header some bytes say nothing of the content.
        assert f"Record {record}, which starts at byte {starts[record - 1]:,}," in told or "how they are packed" in told
        if "The change lies" in told:
            low, high = re.findall(r"between byte ([\d,]+) and byte ([\d,]+);", told)[0]
            assert int(low.replace(",", "")) <= at <= int(high.replace(",", ""))
        else:
            assert "how they are packed" in told or "breaks off" in told or "has more than" in told
    path.write_bytes(data)
    assert verified(root) == ()


def test_a_page_changed_and_packed_again_differs_from_its_digest(root: Path) -> None:
    path = warc(root, "a")
    data = path.read_bytes()
    starts = [at for at in range(len(data)) if data[at : at + 4] == b"\x1f\x8b\x08\x00"]
    record = gzip.decompress(data[starts[1] : starts[2]]).replace(b"page page", b"gape page", 1)
    path.write_bytes(data[: starts[1]] + gzip.compress(record) + data[starts[2] :])
    (found,) = verified(root)
    assert f"Record 2 (response), which starts at byte {starts[1]:,}, differs from its digest." in found.why


@pytest.mark.parametrize("missing", [1, 10, 600, 1500])
def test_a_truncated_file_is_told_with_both_sizes(root: Path, missing: int) -> None:
    path = warc(root, "r")
    data = path.read_bytes()
    path.write_bytes(data[:-missing])
    (found,) = verified(root)
    assert f"has {len(data) - missing:,} bytes, and had {len(data):,}" in found.message
    assert any("breaks off" in why for why in found.why) or missing == 1500


def test_a_file_that_is_gone(root: Path) -> None:
    warc(root, "c").unlink()
    (found,) = verified(root)
    assert (found.code, found.span.line) == ("OR502", 3)
    assert 'is missing: the capture of "c" of 2022-08-30' in found.message


def test_a_file_in_place_of_another(root: Path) -> None:
    shutil.copy(warc(root, "a"), warc(root, "c"))
    (found,) = verified(root)
    assert found.code == "OR502"


def test_a_link_out_of_the_archive_is_not_followed(root: Path, tmp_path: Path) -> None:
    path = warc(root, "a")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    (found,) = verified(root)
    assert "is a link" in found.message


def test_a_log_that_tells_of_another_page_than_the_file_holds(root: Path) -> None:
    """A line changed together with all later ones has a chain of its own; the WARC still says what the page was."""
    from dataclasses import replace

    from onrecord.archive.log import append

    book = read_log(root)
    (root / LOG).unlink()
    forged, made = read_log(root), [replace(each, digest="sha256:" + "0" * 64) for each in book.captures]
    for entry in made:
        forged, _ = append(root, forged, entry)
    found = verified(root)
    assert read_log(root).findings == ()
    assert len(found) == 4
    assert all("does not hold the page that the log tells of" in each.message for each in found)


def test_what_is_not_in_the_log_is_noted(root: Path) -> None:
    (root / "archive" / "warc" / "zz").mkdir()
    (root / "archive" / "warc" / "zz" / "left.warc.gz").write_bytes(b"")
    (found,) = verified(root)
    assert (found.code, found.severity) == ("OR510", "note")


def test_warcio_agrees(archived: Path) -> None:
    from types import SimpleNamespace

    from warcio.checker import Checker

    files = [str(archived / each.file) for each in read_log(archived).captures]
    assert Checker(SimpleNamespace(inputs=files, verbose=False)).process_all() == 0
