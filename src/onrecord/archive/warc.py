"""Captures as WARC 1.1 (ISO 28500): each hop's request and answer, byte for byte as they went over the wire.

Same capture, same bytes: record ids follow from what they name. Digests are SHA-256; the digest of a payload is given
where it was not sent in chunks, since readers of WARC differ in whether chunks belong to it, and the digest of the
block, which every record has, covers all. Imports: ``onrecord.model``, the standard library; warcio when it is used.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import uuid
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from onrecord.archive.fetching import Hop
from onrecord.archive.storing import Sink

SUFFIX = ".warc.gz"
_PIECE = 1024 * 1024
_CONFORMS = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that belongs to a capture and no server sent: the page as a browser showed it."""

    url: str
    at: datetime
    type: str
    data: bytes


def write_warc(sink: Sink, hops: Sequence[Hop], tool: str, resources: Sequence[Resource] = ()) -> None:
    """Write a capture: a description, then response and request of each hop, then the resources."""
    write = _writer(sink)
    start = hops[0].at
    info = f"software: {tool}\r\nformat: WARC File Format 1.1\r\nconformsTo: {_CONFORMS}\r\n".encode()
    write("warcinfo", "", start, "application/warc-fields", info, {})
    for hop in hops:
        answer = hop.answer
        extra = {"WARC-IP-Address": answer.address.partition("%")[0]}
        if not answer.chunked:
            extra["WARC-Payload-Digest"] = f"sha256:{answer.digest}"
        response = write("response", hop.url, hop.at, "application/http; msgtype=response", answer.response, extra)
        extra = {"WARC-Concurrent-To": response}
        write("request", hop.url, hop.at, "application/http; msgtype=request", answer.request, extra)
    for each in resources:
        extra = {"WARC-Payload-Digest": _sha256(each.data)}
        write("resource", each.url, each.at, each.type, each.data, extra)


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _writer(sink: Sink) -> Callable[[str, str, datetime, str, bytes, dict[str, str]], str]:
    """A function that writes one record and gives its id."""
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    class Writer(WARCWriter):  # type: ignore[misc]
        """Digests are given; warcio would add those of its own kind."""

        def ensure_digest(self, record: Any, block: bool = True, payload: bool = True) -> None:
            """Add nothing."""

    writer = Writer(sink, gzip=True, warc_version="WARC/1.1")
    written: set[str] = set()

    def write(type_: str, url: str, at: datetime, content_type: str, block: bytes, extra: dict[str, str]) -> str:
        date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        digest = _sha256(block)
        name = f"{len(written)} {type_} {url} {date} {digest}"
        record_id = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"
        written.add(record_id)
        headers = [("WARC-Type", type_), ("WARC-Record-ID", record_id), ("WARC-Date", date)]
        headers += [("WARC-Target-URI", url)] if url else []
        headers += [*extra.items(), ("WARC-Block-Digest", digest), ("Content-Type", content_type)]
        described = StatusAndHeaders("", headers, protocol="WARC/1.1")
        # Without parsed HTTP headers the block is written as it is.
        record = ArcWarcRecord("warc", type_, described, io.BytesIO(block), None, content_type, len(block))
        writer.write_record(record)
        return record_id

    return write


# Verification ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WarcFault:
    """What is wrong in a WARC: in which record (from 1), at which byte of the file it starts, and the byte up to which
    the change must lie; 0 where that cannot be told."""

    why: str
    record: int = 0
    offset: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a WARC holds: its records, the responses with status 200 (address and payload digest), and its faults."""

    records: int
    pages: tuple[tuple[str, str], ...]
    faults: tuple[WarcFault, ...]


def check_warc(stream: BinaryIO, most: int, *, packed: bool = True) -> Checked:
    """Read a WARC through, each record held against its digests. At most ``most`` bytes are unpacked of a record.

    ``packed``: each record is a gzip member.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    broken = _broken_member(stream, most) if packed else None
    if broken is not None:
        return Checked(broken.record - 1, (), (broken,))
    faults: list[WarcFault] = []
    pages: list[tuple[str, str]] = []
    number, offset = 0, 0
    stream.seek(0)
    # What warcio has to say of broken records it writes to standard error.
    with contextlib.redirect_stderr(io.StringIO()):
        iterator = ArchiveIterator(stream, check_digests=True)
        try:
            for record in iterator:
                number += 1
                if not record.rec_type or record.length is None:
                    raise ValueError("it has no type or no length")
                digest = _payload_digest(record, most)
                offset = iterator.get_record_offset()
                if _differs(record):
                    told = (
                        f"record {number} ({record.rec_type}), which starts at byte {offset:,}, differs from its digest"
                    )
                    faults.append(WarcFault(told, number, offset, offset + (iterator.get_record_length() or 0)))
                headers = record.http_headers
                if record.rec_type == "response" and headers is not None and headers.get_statuscode() == "200":
                    pages.append((record.rec_headers.get_header("WARC-Target-URI"), digest))
        except Exception as error:  # warcio raises what its parsers and zlib raise, of many kinds
            reason = " ".join(str(error).split())[:160] or "its bytes are no WARC record"
            told = f"record {number + 1}, which starts after byte {offset:,}, cannot be read ({reason})"
            faults.append(WarcFault(told, number + 1, offset))
    return Checked(number, tuple(pages), tuple(faults))


def _broken_member(stream: BinaryIO, most: int) -> WarcFault | None:
    """The first record whose compression is broken. Each record is one gzip member, with a checksum of its own."""
    number, start, at, size = 0, 0, 0, 0
    unpacker: zlib._Decompress | None = None
    stream.seek(0)
    while data := stream.read(65536):
        while data:
            if unpacker is None:
                number, start, size = number + 1, at, 0
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            where = f"record {number}, which starts at byte {start:,},"
            try:
                size += len(unpacker.decompress(data, _PIECE))
            except zlib.error:
                return WarcFault(f"{where} is damaged: it cannot be unpacked", number, start, at + len(data))
            if size > most:
                return WarcFault(f"{where} has more than {most:,} bytes", number, start)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            at += len(data) - len(rest)
            data, unpacker = rest, None if unpacker.eof else unpacker
    if unpacker is not None:
        return WarcFault(f"record {number}, which starts at byte {start:,}, breaks off", number, start)
    return None


def _payload_digest(record: Any, most: int) -> str:
    """The digest of a record's payload without chunks; the record is read to its end."""
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

    body, headers = record.raw_stream, record.http_headers
    coding = (headers.get_header("transfer-encoding") or "") if headers is not None else ""
    chunked = record.rec_type == "response" and coding.lower() == "chunked"
    reader = ChunkedDataReader(body) if chunked else body
    digest, size = hashlib.sha256(), 0
    while piece := reader.read(65536):
        digest.update(piece)
        size += len(piece)
        if size > most:
            raise ValueError(f"it has more than {most:,} bytes")
    while body.read(65536):  # what stands behind the last chunk
        pass
    return f"sha256:{digest.hexdigest()}"


def _differs(record: Any) -> bool:
    """Whether a record is not what its digests say. One that is cut short was never held against them."""
    headers, checker = record.rec_headers, record.digest_checker
    given = headers.get_header("WARC-Block-Digest") or headers.get_header("WARC-Payload-Digest")
    return bool(given) and record.rec_type != "revisit" and record.length != 0 and checker.passed is not True
