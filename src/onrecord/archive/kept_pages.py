"""The page out of an archived file: a fetched WARC, or a file saved by hand (HTML, PDF, text, MHTML, WARC, WACZ).

What is read is held against the digest in the log: a text from a file that is not the captured one proves nothing.
Run in a child process with limits (``extraction``). Imports: ``onrecord.model``, standard library; warcio.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from onrecord.archive.page_text import PDF_MOST, page_text
from onrecord.archive.payloads import plain_payload
from onrecord.model.quotation import PageText

MOST = PDF_MOST
"""The most bytes of a page, packed or unpacked."""
_WACZ_MOST = 512 * 1024 * 1024

DOM = "urn:dom:"
"""What the address of a document begins with that a browser made of a page."""

_CHANGED = "the archived file is not the one that was captured; `onrecord archive --verify` tells more"


@dataclass(frozen=True, slots=True)
class Kept:
    """An archived file as the log tells of it. ``file`` is its path; ``url`` the address of the page; ``digest``
    ("sha256:...") of what was sent or imported."""

    file: str
    url: str
    digest: str
    type: str
    imported: bool


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    type: str
    data: bytes
    digest: str
    shown: bool = False


def kept_text(stream: BinaryIO, kept: Kept) -> PageText:
    """The text of an archived page; where there is none, why."""
    if not kept.imported:
        return _fetched(stream, kept)
    data = stream.read(MOST + 1)
    if len(data) > MOST:
        return PageText(why=f"the file is larger than {MOST // 2**20} MiB")
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != kept.digest:
        return PageText(why=_CHANGED)
    if kept.type == "application/warc":
        return _chosen(_pages(io.BytesIO(data)), kept)
    if kept.type == "application/wacz":
        return _chosen(_packed(data), kept)
    if kept.type.startswith("multipart/related"):
        return _saved_page(data)
    return page_text(data, kept.type)


def _fetched(stream: BinaryIO, kept: Kept) -> PageText:
    """The page as a browser showed it if that was kept, else as it was sent."""
    pages = list(_pages(stream))
    sent = [page for page in pages if page.digest == kept.digest]
    if not sent:
        return PageText(why=_CHANGED)
    shown = [page for page in pages if page.shown and page.url.startswith(DOM)]
    chosen = (shown or sent)[-1]
    return page_text(chosen.data, chosen.type)


def _chosen(pages: Iterator[_Page], kept: Kept) -> PageText:
    """The page of an imported archive with the source's address; without one, if there is but one page, that."""
    readable = [
        page for page in pages if "html" in page.type or "pdf" in page.type or page.type.startswith("text/plain")
    ]
    same = [page for page in readable if _bare(page.url) == _bare(kept.url)]
    if not same and len({page.url for page in readable}) > 1:
        return PageText(why="the archive that was imported holds several pages, and none has the source's address")
    if not same and not readable:
        return PageText(why="the archive that was imported holds no page with text")
    chosen = (same or readable)[-1]
    return page_text(chosen.data, chosen.type)


def _bare(url: str) -> str:
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def _packed(data: bytes) -> Iterator[_Page]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = [each for each in packed.infolist() if each.filename.startswith("archive/")]
        for member in sorted(members, key=lambda each: each.filename):
            if member.file_size <= _WACZ_MOST and member.filename.endswith((".warc", ".warc.gz")):
                yield from _pages(io.BytesIO(packed.read(member)))


def _pages(stream: BinaryIO) -> Iterator[_Page]:
    """The pages of a WARC: answers with status 200, and resources, which is what a browser made of them."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    with contextlib.redirect_stderr(io.StringIO()):
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type == "resource":
                data = record.raw_stream.read(MOST + 1)
                kind = record.rec_headers.get_header("Content-Type") or ""
                yield _Page(url, kind, data, f"sha256:{hashlib.sha256(data).hexdigest()}", shown="html" in kind)
            elif record.rec_type == "response" and _is_page(record.http_headers):
                yield _answer(url, record)


def _is_page(headers: Any) -> bool:
    return headers is not None and headers.get_statuscode() == "200"


def _answer(url: str, record: Any) -> _Page:
    headers = record.http_headers
    body = record.raw_stream.read(2 * MOST)
    chunked = (headers.get_header("transfer-encoding") or "").strip().lower() == "chunked"
    sent = plain_payload(body, "", chunked, MOST + 1)
    digest = f"sha256:{hashlib.sha256(sent).hexdigest()}"
    data = plain_payload(sent, headers.get_header("content-encoding") or "", False, MOST + 1)
    return _Page(url, headers.get_header("content-type") or "", data, digest)


def _saved_page(data: bytes) -> PageText:
    """The first HTML part of a page that a browser saved as one file (MHTML)."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return page_text(payload, str(part.get("Content-Type", "text/html")))
    return PageText(why="the saved page holds no HTML")
