"""Laws of captures: whatever a server sends is a page kept byte for byte or a fault with a reason; logs are chains."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import QUICK, START, world
from tests.support.hostile_server import Server, sends, serving

from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetched, Fetcher
from onrecord.archive.log import LOG, append, parse_log, read_log
from onrecord.archive.politeness import Politeness
from onrecord.archive.warc import check_warc, write_warc
from onrecord.model.capture import Failed, Fault

LIMITS = replace(QUICK, attempts=1, idle=0.3, seconds=1.0, delay=0, body=20_000, head=5_000, decoded=20_000)

_HEADERS = st.sampled_from(
    [
        b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 99999999999999999999", b"Content-Length: x",
        b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked", b"Content-Encoding: gzip",
        b"Content-Encoding: deflate", b"Location: /", b"Location: \xff\xfe//[", b"Retry-After: 1e999",
        b"Retry-After: Thu, 99 Foo", b"Content-Type: \x00", b"X: \r\n folded", b":", b"no colon", b"Set-Cookie: a=b",
    ]
)  # fmt: skip
_STATUS = st.sampled_from(
    [b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 302 F", b"HTTP/2 200", b"HTTP/1.1 204 N", b""]
)
_BODY = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"5\r\nabcde\r\n0\r\n\r\n", b"ffffffffffffffff\r\n", b"-1\r\n", b"\x1f\x8b\x08\x00\x00", b"x" * 30_000]
    ),
)
ANSWERS = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda status, headers, body: b"\r\n".join([status, *headers, b"", body]),
        _STATUS, st.lists(_HEADERS, max_size=4), _BODY,
    ),
)  # fmt: skip


def fetched(server: Server) -> Fetched | CaptureError:
    fetcher = Fetcher(world(), "onrecord/test", LIMITS, (f"127.0.0.1:{server.port}",))
    try:
        return Politeness(fetcher).capture(server.url("/page"), [])
    except CaptureError as error:
        return error


@settings(max_examples=150, deadline=None)
@given(answer=ANSWERS)
def test_whatever_a_server_sends_is_a_page_or_a_fault(answer: bytes) -> None:
    with serving({"/page": sends(answer)}) as server:
        found = fetched(server)
    if isinstance(found, CaptureError):
        assert found.why
        return
    page = found.page.answer
    assert answer.startswith(page.response)
    assert 0 < page.size <= LIMITS.body
    with tempfile.TemporaryFile() as stream:
        write_warc(stream, found.hops, "onrecord test")  # type: ignore[arg-type]
        checked = check_warc(stream, 100_000)  # type: ignore[arg-type]
    assert checked.faults == ()
    assert (found.page.url, f"sha256:{page.digest}") in checked.pages


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(Fault)), max_size=8))
def test_a_log_is_a_chain_that_anybody_can_check(attempts: list[tuple[str, Fault]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        book = read_log(root)
        for why, fault in attempts:
            entry = Failed(at=START, by=why, tool="t", source="a", url="https://example.org/", fault=fault, why=why)
            book, _ = append(root, book, entry)
        data = (root / LOG).read_bytes() if attempts else b""
    before = "0" * 64
    for line in data.split(b"\n")[:-1]:
        assert json.loads(line)["previous"] == f"sha256:{before}"
        before = hashlib.sha256(line).hexdigest()
    assert parse_log(data).entries == book.entries
