"""Texts of archived files, read in a child process: WARCs and imports, damaged files, and pages made to hang."""

from __future__ import annotations

import gzip
import hashlib
import io
import time
import zipfile
from pathlib import Path

import pytest

from onrecord.archive import extraction
from onrecord.archive.extraction import Bounds, kept_texts
from onrecord.archive.kept_pages import Kept
from onrecord.model.quotation import PageText

PAGE = b"<html><body><p>At least 300 civilian men were killed.</p></body></html>"
URL = "https://example.org/moura"


def kept(root: Path, data: bytes, type_: str = "text/html", **other: object) -> Kept:
    digest = hashlib.sha256(data).hexdigest()
    (root / digest).write_bytes(data)
    return Kept(**{"file": digest, "url": URL, "digest": f"sha256:{digest}", "type": type_, "imported": True} | other)


def warc(*answers: tuple[str, bytes, bytes], kind: str = "response") -> bytes:
    """A WARC of answers: (address, HTTP headers after the status line, body)."""
    records = []
    for url, headers, body in answers:
        http = b"HTTP/1.1 200 OK\r\n" + headers.replace(b"\n", b"\r\n") + b"\r\n"
        block = http + body if kind == "response" else body
        type_ = "application/http; msgtype=response" if kind == "response" else "text/html; charset=utf-8"
        fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-04-06T12:00:00Z\r\n"
        fields += (
            f"WARC-Record-ID: <urn:uuid:{len(records)}>\r\nContent-Type: {type_}\r\nContent-Length: {len(block)}\r\n"
        )
        records.append(gzip.compress(f"WARC/1.1\r\n{fields}\r\n".encode() + block + b"\r\n\r\n", mtime=0))
    return b"".join(records)


def one(root: Path, page: Kept, bounds: Bounds | None = None) -> PageText:
    (text,) = kept_texts(root, [page], bounds)
    return text


def test_a_saved_file(tmp_path: Path) -> None:
    assert one(tmp_path, kept(tmp_path, PAGE)).whole == "At least 300 civilian men were killed."


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_warc(tmp_path: Path, packed: bool, chunked: bool) -> None:
    body = gzip.compress(PAGE, mtime=0) if packed else PAGE
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    headers = b"Content-Type: text/html\n"
    headers += b"Content-Encoding: gzip\n" if packed else b""
    headers += b"Transfer-Encoding: chunked\n" if chunked else b""
    data = warc((URL, headers, sent), ("https://example.org/other", b"Content-Type: text/html\n", b"<p>Other.</p>"))
    page = kept(tmp_path, data, imported=False, digest=f"sha256:{hashlib.sha256(body).hexdigest()}")
    assert one(tmp_path, page).whole == "At least 300 civilian men were killed."


def test_the_page_as_a_browser_showed_it_is_preferred(tmp_path: Path) -> None:
    sent = b"<div id=app></div>"
    data = warc((URL, b"Content-Type: text/html\n", sent)) + warc(("urn:dom:" + URL, b"", PAGE), kind="resource")
    page = kept(tmp_path, data, imported=False, digest=f"sha256:{hashlib.sha256(sent).hexdigest()}")
    assert one(tmp_path, page).whole == "At least 300 civilian men were killed."


def test_a_file_that_is_not_the_captured_one_proves_nothing(tmp_path: Path) -> None:
    wrong = f"sha256:{'0' * 64}"
    for page in (
        kept(tmp_path, PAGE, digest=wrong),
        kept(tmp_path, warc((URL, b"", PAGE)), imported=False, digest=wrong),
    ):
        assert one(tmp_path, page).why.startswith("the archived file is not the one that was captured")


def test_imported_archives(tmp_path: Path) -> None:
    data = warc(
        (URL, b"Content-Type: text/html\n", PAGE), ("https://a.org", b"Content-Type: text/html\n", b"<p>A.</p>")
    )
    assert one(tmp_path, kept(tmp_path, data, "application/warc")).whole.startswith("At least 300")
    assert one(tmp_path, kept(tmp_path, data, "application/warc", url="https://b.org")).why.startswith(
        "the archive that"
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        packed.writestr("archive/data.warc.gz", data)
    assert one(tmp_path, kept(tmp_path, sink.getvalue(), "application/wacz")).whole.startswith("At least 300")
    mhtml = b"Content-Type: multipart/related; boundary=X\n\n--X\nContent-Type: text/html\n\n" + PAGE + b"\n--X--\n"
    assert one(tmp_path, kept(tmp_path, mhtml, "multipart/related")).whole.startswith("At least 300")


def test_faults_of_files_are_values(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    pages = [
        kept(tmp_path, PAGE, file="missing"), kept(tmp_path, PAGE, file="link"), kept(tmp_path, PAGE, imported=False),
        kept(tmp_path, b"PK\x03\x04", "application/wacz"), kept(tmp_path, b"\x1f\x8b\x08broken", "application/warc"),
        kept(tmp_path, PAGE),
    ]  # fmt: skip
    texts = list(kept_texts(tmp_path, pages))
    assert [bool(text.why) for text in texts] == [True, True, True, True, True, False]
    assert texts[0].why == "the archived file is missing"


def test_a_page_that_hangs_costs_its_own_text_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "slow"
    package.mkdir()
    # Stands in for a parser that never ends: the child imports it instead of lxml.
    (package / "lxml").mkdir()
    (package / "lxml" / "__init__.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(extraction.sys, "path", [str(package), *extraction.sys.path])
    start = time.monotonic()
    texts = list(
        kept_texts(tmp_path, [kept(tmp_path, PAGE), kept(tmp_path, b"Plain.", "text/plain")], Bounds(seconds=2))
    )
    assert texts == [PageText(why="reading it took longer than 2 seconds"), PageText(whole="Plain.")]
    assert time.monotonic() - start < 30


def test_memory_has_a_limit(tmp_path: Path) -> None:
    page = kept(tmp_path, b"<p>" + b"<b>x</b>" * 2_000_000)
    text = one(tmp_path, page, Bounds(memory=400 * 1024 * 1024))
    assert text.whole == ""
    assert "memory" in text.why or text.why.startswith("it cannot be read")


def test_long_texts_are_cut_and_say_so(tmp_path: Path) -> None:
    text = one(tmp_path, kept(tmp_path, b"word " * 1000, "text/plain"), Bounds(characters=100))
    assert (len(text.whole), text.partial) == (100, "the first 100 characters")


def test_the_child_writes_nothing_and_takes_no_code_from_the_folder_it_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken')\n")
    monkeypatch.chdir(tmp_path)
    assert one(tmp_path, kept(tmp_path, PAGE)).whole


def test_a_pdf_bomb_is_bounded(tmp_path: Path) -> None:
    import zlib

    packed = zlib.compress(b"(" * 300_000_000)
    bomb = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    bomb += b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
    bomb += b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>" % (
        len(packed),
        packed,
    )
    start = time.monotonic()
    text = one(tmp_path, kept(tmp_path, bomb, "application/pdf"), Bounds(seconds=10))
    assert text.whole == ""
    assert text.why
    assert time.monotonic() - start < 25
