"""Files are recognised by what is in them."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import archivist, dossier_of, loaded
from tests.support.hostile_server import page, serving

from onrecord.archive import importing
from onrecord.archive.importing import ImportRefusedError, import_file, recognise
from onrecord.archive.log import read_log
from onrecord.archiving import capture_all


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "type_", "suffix"),
    [
        (b"%PDF-1.7\n", "application/pdf", ".pdf"),
        (b"\n\n%PDF-1.4 late", "application/pdf", ".pdf"),
        (b"<!DOCTYPE html><p>x", "text/html", ".html"),
        (b"  <!-- saved from -->\n<HTML lang=fr>", "text/html", ".html"),
        ("\ufeff<html><p>été".encode("utf-16"), "text/html", ".html"),
        ("<p>été".encode("cp1252"), "text/html", ".html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "text/html", ".html"),
        (b"From: <x>\r\nContent-Type: multipart/related;\r\n\r\n<html>", "multipart/related", ".mhtml"),
        (b"at least 300 people", "text/plain", ".txt"),
        ("300 morts à Moura".encode(), "text/plain", ".txt"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png", ".png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", ".jpg"),
        (b"GIF89a", "image/gif", ".gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", ".webp"),
        (b"II*\x00", "image/tiff", ".tif"),
        (zipped("datapackage.json", "archive/data.warc.gz"), "application/wacz", ".wacz"),
    ],
)  # fmt: skip
def test_recognised_by_content(data: bytes, type_: str, suffix: str) -> None:
    found = recognise(io.BytesIO(data))
    assert (found.type, found.suffix) == (type_, suffix)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"\x7fELF\x02\x01\x01\x00", "its content is not recognised"),
        (os.urandom(5) + bytes(100), "its content is not recognised"),
        (gzip.compress(b"<html>"), "packed with gzip and no WARC"),
        (b"\x1f\x8b\x08broken", "packed with gzip and no WARC"),
        (b"WARC/1.1\r\nnonsense", "a damaged WARC"),
        (gzip.compress(b"WARC/1.1\r\n")[:-3], "a damaged WARC"),
        (zipped("[Content_Types].xml", "word/document.xml"), "an office document; save it as PDF"),
        (zipped("a.html"), "a zip file and no WACZ"),
        (zipped("datapackage.json", "archive/x")[:60], "a zip file and no WACZ"),
        (b"PK\x03\x04" + b"x" * 100, "a zip file and no WACZ"),
    ],
)
def test_what_is_not_taken_in_is_said(data: bytes, why: str) -> None:
    with pytest.raises(ImportRefusedError) as raised:
        recognise(io.BytesIO(data))
    assert why in str(raised.value)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n", b"<html>"]))
def test_no_bytes_make_it_fail(data: bytes, start: bytes) -> None:
    try:
        recognise(io.BytesIO(start + data))
    except ImportRefusedError as error:
        assert str(error)


def test_a_capture_can_be_imported_elsewhere(tmp_path: Path) -> None:
    with serving({"/a": page("<p>a")}) as server:
        root = dossier_of(tmp_path / "d", {"a": server.url("/a")})
        list(capture_all(root, read_log(root), loaded(root).sources, archivist(server.port), lambda source: None))
    path = root / read_log(root).captures[0].file
    stored, kind = import_file(tmp_path, path)
    assert (kind.type, kind.suffix) == ("application/warc", ".warc.gz")
    assert (tmp_path / stored.file).read_bytes() == path.read_bytes()
    (tmp_path / "plain.warc").write_bytes(gzip.decompress(path.read_bytes()))
    assert import_file(tmp_path, tmp_path / "plain.warc")[1].suffix == ".warc"
    damaged = bytearray(path.read_bytes())
    damaged[500] ^= 1
    (tmp_path / "damaged.warc.gz").write_bytes(damaged)
    with pytest.raises(ImportRefusedError, match="a damaged WARC: record 2, which starts at byte 3"):
        import_file(tmp_path, tmp_path / "damaged.warc.gz")


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises((ImportRefusedError, OSError)):
        import_file(tmp_path, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImportRefusedError, match="it is not a file"):
        import_file(tmp_path, tmp_path / "pipe")
    monkeypatch.setattr(importing, "MOST", 1024 * 1024)
    with (tmp_path / "large").open("wb") as stream:
        stream.write(b"%PDF-1.4")
        stream.truncate(3 * 1024 * 1024)
    with pytest.raises(ImportRefusedError, match="it has 3 MiB; at most 1 are imported"):
        import_file(tmp_path, tmp_path / "large")
    assert not (tmp_path / "archive" / "files").exists()
