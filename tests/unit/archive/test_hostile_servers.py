"""What a server can do to one who fetches from it, and what the log then says. The server is tests/support's own."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.archives import QUICK, Time, world
from tests.support.certificates import self_signed
from tests.support.hostile_server import Page, Server, answer, in_turn, page, redirect, sends, serving

from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetched, Fetcher, Hop, redirects_of
from onrecord.archive.politeness import Politeness
from onrecord.archive.world import Limits
from onrecord.model.capture import Fault

MIB = 1024 * 1024
SMALL = replace(QUICK, body=MIB, decoded=4 * MIB)


def fetch(
    server: Server, path: str = "/", limits: Limits = SMALL, when: Time | None = None, host: str = "127.0.0.1"
) -> Fetched:
    allowed = (f"127.0.0.1:{server.port}", f"{host}:{server.port}")
    names = {host: "127.0.0.1"}
    return Politeness(Fetcher(world(when, names), "onrecord/test", limits, allowed)).capture(server.url(path, host), [])


def fault(served: Page, limits: Limits = SMALL, when: Time | None = None) -> CaptureError:
    with serving({"/": served}) as server, pytest.raises(CaptureError) as raised:
        fetch(server, "/", limits, when)
    return raised.value


def drip(start: bytes, piece: bytes, pause: float = 0.05) -> Page:
    def served(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return served


def test_a_page_is_kept_byte_for_byte() -> None:
    whole = answer("<p>Ségou".encode(), "200 Fine", "text/html", "X-Odd:   1 ", "X-Odd: 2")
    with serving({"/": sends(whole)}) as server:
        found = fetch(server)
    assert found.page.answer.response == whole
    assert found.page.answer.request.startswith(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode())
    assert found.page.answer.size == len("<p>Ségou".encode())


def test_what_follows_the_page_on_the_connection_is_not_of_the_page() -> None:
    whole = answer(b"<p>page")
    with serving({"/": sends(whole + b"HTTP/1.1 200 OK\r\n\r\nsmuggled")}) as server:
        assert fetch(server).page.answer.response == whole


def test_chunks_are_kept_and_do_not_count_as_the_page() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    whole = head + b"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: 1\r\n\r\n"
    with serving({"/": sends(whole)}) as server:
        found = fetch(server).page.answer
    assert found.response == whole
    assert (found.size, found.chunked) == (7, True)


def test_redirects_are_followed_and_each_is_kept() -> None:
    pages = {"/": redirect("/b?x=1#part", "301 Moved"), "/b?x=1": redirect("c", "307 Elsewhere"), "/c": page("<p>c")}
    with serving(pages) as server:
        found = fetch(server)
        assert server.paths == ["/", "/b?x=1", "/c"]
    assert [(each.url, each.status) for each in found.redirects] == [
        (server.url("/"), 301),
        (server.url("/b?x=1"), 307),
    ]
    assert found.page.url == server.url("/c")


def test_a_body_without_end_is_left() -> None:
    found = fault(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536, 0))
    assert (found.fault, found.retry) == (Fault.SIZE, False)
    assert str(found) == "the page is larger than 1 MiB"


def test_chunks_without_end_are_left() -> None:
    found = fault(drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10000, 0))
    assert found.fault is Fault.SIZE


def test_a_declared_size_too_large_is_not_waited_for() -> None:
    found = fault(sends(answer(b"x", length=10 * 1024**3)))
    assert (found.fault, str(found)) == (Fault.SIZE, "the page is larger than 1 MiB")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_not_unpacked(coding: str) -> None:
    packed = gzip.compress(bytes(64 * MIB)) if coding == "gzip" else zlib.compress(bytes(64 * MIB))
    assert len(packed) < SMALL.body
    found = fault(sends(answer(packed, "200 OK", "text/html", f"Content-Encoding: {coding}")))
    assert (found.fault, str(found)) == (Fault.SIZE, "the page is larger than 4 MiB when unpacked")


def test_a_bomb_of_many_members_is_not_unpacked() -> None:
    packed = gzip.compress(bytes(MIB)) * 10
    found = fault(sends(answer(packed, "200 OK", "text/html", "Content-Encoding: gzip")))
    assert found.fault is Fault.SIZE


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"<p>page"), zlib.compress(b"<p>page"), zlib.compress(b"<p>page")[2:-4]]
)
def test_packed_pages_are_kept_packed(packed: bytes) -> None:
    coding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    with serving({"/": sends(answer(packed, "200 OK", "text/html", f"Content-Encoding: {coding}"))}) as server:
        found = fetch(server).page.answer
    assert found.response.endswith(packed)
    assert found.size == len(packed)


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd"])
def test_what_was_not_asked_for_is_said(coding: str) -> None:
    found = fault(sends(answer(b"\x8b\x02\x80", "200 OK", "text/html", f"Content-Encoding: {coding}")))
    assert str(found) == f'the page is packed as "{coding}", which was not asked for'


def test_a_page_that_is_not_packed_as_it_says_is_no_page() -> None:
    found = fault(sends(answer(b"<p>plain", "200 OK", "text/html", "Content-Encoding: gzip")))
    assert found.fault is Fault.MALFORMED


def test_a_circle_of_redirects_ends() -> None:
    with serving({"/": redirect("/b"), "/b": redirect("/")}) as server, pytest.raises(CaptureError) as raised:
        fetch(server)
    assert raised.value.fault is Fault.REDIRECTS
    assert "in a circle" in str(raised.value)


def test_redirects_without_end_end() -> None:
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    with serving(pages) as server, pytest.raises(CaptureError) as raised:
        fetch(server, "/0", replace(SMALL, seconds=60))
    assert str(raised.value) == "more than 10 redirects"
    assert len(server.paths) == 11


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/passwd", "only http and https are fetched"),
        ("http://127.0.0.1:1/", "belongs to this machine"),
        ("http://10.1.2.3/", "belongs to a private network"),
        ("http://[::ffff:169.254.169.254]/", "belongs to a link-local network"),
        ("http://user:secret@example.org/", "a user name or a password"),
        ("https:///x", "names no host"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("javascript:alert(1)", "only http and https are fetched"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_refused(to: str, why: str) -> None:
    found = fault(redirect(to))
    assert (found.fault, found.retry) == (Fault.REFUSED, False)
    assert why in str(found)


def test_a_redirect_to_nowhere_is_no_page() -> None:
    assert fault(sends(answer(b"", "302 Found"))).fault is Fault.REDIRECTS


def test_a_slow_drip_ends_with_the_time_for_a_capture() -> None:
    start = time.monotonic()
    found = fault(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), replace(SMALL, seconds=1.0))
    assert found.fault is Fault.TIMEOUT
    assert str(found) == "the capture took longer than 1 seconds"
    assert time.monotonic() - start < 4


def test_headers_that_drip_end_too() -> None:
    found = fault(drip(b"HTTP/1.1 200 OK\r\n", b"a"), replace(SMALL, seconds=1.0))
    assert found.fault is Fault.TIMEOUT


def test_a_server_that_says_nothing_is_asked_again_and_left() -> None:
    def silent(connection: socket.socket) -> None:
        time.sleep(10)

    found = fault(silent, replace(SMALL, idle=0.2, seconds=20, attempts=2))
    assert str(found) == "the server sent nothing for 0.2 seconds"


def test_headers_without_end_are_left() -> None:
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(90))
    found = fault(sends(b"HTTP/1.1 200 OK\r\n" + lines * 30 + b"\r\n"), replace(SMALL, head=65536))
    assert found.fault in (Fault.SIZE, Fault.MALFORMED)


def test_too_many_headers_are_no_http() -> None:
    lines = b"".join(b"X-%d: y\r\n" % n for n in range(500))
    assert fault(sends(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n")).fault is Fault.MALFORMED


def test_a_huge_header_line_is_no_http() -> None:
    found = fault(sends(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"))
    assert str(found) == "the answer is not proper HTTP: a header line is too long"


@pytest.mark.parametrize(
    "served",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"<html>no headers at all</html>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 999999 What\r\n\r\n",
        b"\x00\x01\x02",
    ],
)
def test_what_is_not_http_is_said_to_be_none(served: bytes) -> None:
    assert fault(sends(served), replace(SMALL, attempts=1)).fault in (Fault.MALFORMED, Fault.CONNECTION)


@pytest.mark.parametrize("headers", [b"Content-Length: 100", b"Transfer-Encoding: chunked"])
def test_a_page_that_breaks_off_is_asked_again(headers: bytes) -> None:
    broken = sends(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n5\r\nabcde\r\n5\r\nab")
    with serving({"/": in_turn(broken, page("<p>whole"))}) as server:
        found = fetch(server)
        assert server.paths == ["/", "/"]
    assert found.page.answer.size == 8


def test_a_connection_reset_halfway_is_asked_again_and_then_told() -> None:
    def reset(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    found = fault(reset, replace(SMALL, attempts=2))
    assert (found.fault, "broke off" in str(found)) == (Fault.CONNECTION, True)


def test_a_500_and_then_a_page_is_a_page() -> None:
    when = Time()
    with serving({"/": in_turn(sends(answer(b"", "500 Oh")), sends(answer(b"", "503 Oh")), page("<p>ok"))}) as server:
        found = fetch(server, when=when)
    assert found.page.answer.status == 200
    assert [round(wait) for wait in when.slept if wait > 1] == [2]


def test_attempts_end() -> None:
    when = Time()
    with serving({"/": sends(answer(b"", "503 Never"))}) as server, pytest.raises(CaptureError) as raised:
        fetch(server, when=when, limits=replace(SMALL, seconds=60))
    assert str(raised.value) == "the server answered 503: not available now"
    assert len(server.paths) == 4
    assert sum(when.slept) < 20


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    when = Time()
    busy = sends(answer(b"", "429 Slow", "text/html", "Retry-After: 7"))
    with serving({"/": in_turn(busy, page("<p>ok"))}) as server:
        fetch(server, when=when, limits=replace(SMALL, seconds=60))
    assert 7.0 in when.slept


@pytest.mark.parametrize("after", ["86400", "Wed, 31 Aug 2022 12:00:00 GMT"])
def test_a_wait_too_long_is_told_instead(after: str) -> None:
    when = Time()
    found = fault(sends(answer(b"", "429 Slow", "text/html", f"Retry-After: {after}")), when=when)
    assert "429: too many requests, and asks to wait 86,4" in str(found) or "86,39" in str(found)
    assert sum(when.slept) < 5


@pytest.mark.parametrize(("status", "told"), [("404 No", "no such page"), ("403 No", "it refuses"), ("410 No", "gone")])
def test_a_page_that_is_not_there_is_not_asked_again(status: str, told: str) -> None:
    with serving({"/": sends(answer(b"<p>sorry", status))}) as server, pytest.raises(CaptureError) as raised:
        fetch(server)
    assert told in str(raised.value)
    assert server.paths == ["/"]


def test_an_empty_page_is_none() -> None:
    assert fault(sends(answer(b""))).fault is Fault.EMPTY


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with serving({"/": page("<p>x")}, self_signed(tmp_path)) as server, pytest.raises(CaptureError) as raised:
        fetch(server)
    assert (raised.value.fault, raised.value.retry) == (Fault.TLS, False)
    assert "the certificate of 127.0.0.1 cannot be trusted: self-signed certificate" in str(raised.value)


def test_https_to_a_server_that_has_none(tmp_path: Path) -> None:
    with serving({"/": page("<p>x")}) as server, pytest.raises(CaptureError) as raised:
        server.scheme = "https"
        fetch(server)
    assert raised.value.fault in (Fault.TLS, Fault.CONNECTION, Fault.TIMEOUT)


def test_nobody_answers() -> None:
    with serving() as server:
        pass
    with pytest.raises(CaptureError) as raised:
        fetch(server, limits=replace(SMALL, attempts=1))
    assert str(raised.value) == f"no connection to 127.0.0.1:{server.port}: connection refused"


def test_a_wrong_type_and_malformed_html_are_kept_as_served() -> None:
    body = b"%PDF-1.7 <html><<<p" + bytes(range(256))
    with serving({"/": sends(answer(body, "200 OK", "text/html; charset=\xff"))}) as server:
        assert fetch(server).page.answer.response.endswith(body)


def test_proxies_and_passwords_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving({"/": page("<p>x")}) as server:
        fetch(server)
        assert not any("authorization" in each.lower() for each in server.asked)


def test_the_address_checked_is_the_address_asked() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("10.0.0.1",)

    with serving({"/": page("<p>x"), "/robots.txt": page("")}) as server:
        fetcher = Fetcher(replace(world(), resolve=rebinding), "test", SMALL, (f"cited.example:{server.port}",))
        hops: list[Hop] = []
        fetcher.follow(server.url("/", "cited.example"), time.monotonic() + 5, lambda target: None, hops)
        assert f"Host: cited.example:{server.port}" in server.asked[0]
    assert asked == ["cited.example"]
    assert hops[0].answer.address == "127.0.0.1"
    assert redirects_of(hops) == ()


def test_bytes_are_sent_by_the_same_rules() -> None:
    with serving(
        {"/tsa": sends(answer(b"granted", "200 OK", "application/timestamp-reply")), "/no": page("")}
    ) as server:
        fetcher = Fetcher(world(), "onrecord/test", SMALL, (f"127.0.0.1:{server.port}",))
        assert fetcher.post(server.url("/tsa"), "application/timestamp-query", b"\x30\x00") == b"granted"
        assert server.asked[0].startswith("POST /tsa HTTP/1.1\r\n")
        assert "Content-Type: application/timestamp-query\r\nContent-Length: 2\r\n" in server.asked[0]
        for url, kind in ((server.url("/no"), Fault.EMPTY), (server.url("/none"), Fault.STATUS)):
            with pytest.raises(CaptureError) as raised:
                fetcher.post(url, "application/timestamp-query", b"x")
            assert raised.value.fault is kind
        with pytest.raises(CaptureError) as raised:
            replace(fetcher, allowed=()).post(server.url("/tsa"), "application/timestamp-query", b"x")
        assert raised.value.fault is Fault.REFUSED


def test_a_flood_uses_little_memory() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fault(drip(b"HTTP/1.1 200 OK\r\n\r\n", os.urandom(MIB), 0), replace(SMALL, body=8 * MIB))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
