"""Files that a person saved by hand, taken into the archive as they are: recognised by content, not by name.

Imports: ``onrecord.model``, standard library; warcio when a WARC is looked at.
"""

from __future__ import annotations

import gzip
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.archive.storing import FILES, Sink, Stored, store
from onrecord.archive.warc import check_warc

MOST = 256 * 1024 * 1024
"""The most bytes of an imported file."""
_HEAD = 64 * 1024
_PIECE = 1024 * 1024
_DIRECTORY = 16 * 1024 * 1024
"""The most bytes of a zip's list of files."""
KINDS = "PDF, HTML, MHTML, plain text, PNG, JPEG, GIF, WebP, TIFF, WARC and WACZ"

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"II*\x00", "image/tiff", ".tif"),
    (b"MM\x00*", "image/tiff", ".tif"),
)
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta|div|p|article|table)[\s>/]", re.IGNORECASE)
_MHTML = re.compile(r"(?:^|\n)content-type:\s*multipart/related", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class ImportRefusedError(Exception):
    """A file cannot be imported; the text says why."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its media type, and the ending that its copy has."""

    type: str
    suffix: str


def import_file(root: Path, path: Path) -> tuple[Stored, Recognised]:
    """Copy a file into the archive. Raises ``ImportRefusedError``, ``UnsafeError`` and ``OSError``."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise ImportRefusedError("it is not a file")
        if found.st_size > MOST:
            size, most = found.st_size / _PIECE, MOST // _PIECE
            raise ImportRefusedError(f"it has {size:,.0f} MiB; at most {most} are imported")
        kind = recognise(stream)
        stream.seek(0)
        return store(root, FILES, kind.suffix, _copier(stream)), kind


def _copier(stream: BinaryIO) -> Callable[[Sink], None]:
    def copy(sink: Sink) -> None:
        left = MOST
        while piece := stream.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise ImportRefusedError("it grew while it was read")
            sink.write(piece)

    return copy


def recognise(stream: BinaryIO) -> Recognised:
    """What a file is, by its content. Raises ``ImportRefusedError`` for what is none of ``KINDS``."""
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head:
        raise ImportRefusedError("it is empty")
    for start, type_, suffix in _STARTS:
        if head.startswith(start):
            return Recognised(type_, suffix)
    if b"%PDF-" in head[:1024]:
        return Recognised("application/pdf", ".pdf")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Recognised("image/webp", ".webp")
    if head.startswith(b"WARC/"):
        return _warc(stream, Recognised("application/warc", ".warc"))
    if head.startswith(b"\x1f\x8b"):
        return _gzip(stream)
    if head.startswith(b"PK\x03\x04"):
        return _zip(stream)
    return _text(head)


def _gzip(stream: BinaryIO) -> Recognised:
    stream.seek(0)
    try:
        start = gzip.GzipFile(fileobj=stream).read(5)
    except (OSError, EOFError, zlib.error):
        start = b""
    if start != b"WARC/":
        raise ImportRefusedError("it is packed with gzip and no WARC; unpack it first")
    return _warc(stream, Recognised("application/warc", ".warc.gz"))


def _warc(stream: BinaryIO, kind: Recognised) -> Recognised:
    stream.seek(0)
    checked = check_warc(stream, MOST, packed=kind.suffix.endswith(".gz"))
    if checked.faults:
        raise ImportRefusedError(f"it is a damaged WARC: {checked.faults[0].why}")
    return kind


def _zip(stream: BinaryIO) -> Recognised:
    """A WACZ is a zip with ``datapackage.json`` and WARCs in ``archive/``."""
    stream.seek(max(0, stream.seek(0, os.SEEK_END) - 66_000))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    size = struct.unpack("<I", tail[at + 12 : at + 16])[0] if at >= 0 and len(tail) >= at + 16 else _DIRECTORY
    names: list[str] = []
    if size < _DIRECTORY:
        try:
            with zipfile.ZipFile(stream) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise ImportRefusedError("it is a damaged zip file") from None
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return Recognised("application/wacz", ".wacz")
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise ImportRefusedError("it is an office document; save it as PDF and import that")
    raise ImportRefusedError("it is a zip file and no WACZ; unpack it, and import what is in it")


def _text(head: bytes) -> Recognised:
    text = _decoded(head)
    if text is None:
        raise ImportRefusedError(f"its content is not recognised; imported are {KINDS}")
    if _MHTML.search(text[:4096].replace("\r", "").partition("\n\n")[0]):
        return Recognised("multipart/related", ".mhtml")
    return Recognised("text/html", ".html") if _HTML.search(text[:8192]) else Recognised("text/plain", ".txt")


def _decoded(head: bytes) -> str | None:
    """The beginning of a text; ``None`` of what is none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head[: len(head) // 2 * 2].decode(encoding, "replace")
    text = head.decode("utf-8", "replace") if _is_utf8(head) else head.decode("cp1252", "replace")
    return None if _CONTROL.search(text) else text


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character cut in two by the end of the piece
    return True
