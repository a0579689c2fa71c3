"""robots.txt and pauses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.archives import QUICK, Time, world
from tests.support.hostile_server import Page, Server, answer, page, redirect, sends, serving

from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetcher
from onrecord.archive.politeness import Politeness
from onrecord.model.capture import Fault

LONG = replace(QUICK, seconds=300)


def polite(server: Server, when: Time | None = None) -> Politeness:
    return Politeness(Fetcher(world(when), "onrecord/test", LONG, (f"127.0.0.1:{server.port}",)))


def robots(text: str, *headers: str) -> Page:
    return sends(answer(text.encode(), "200 OK", "text/plain", *headers))


def test_robots_are_asked_once_for_each_site_and_obeyed() -> None:
    rules = robots("\ufeffUser-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nDisallow: /hidden\n")
    pages = {"/robots.txt": rules, "/a": page("a"), "/private": page("p"), "/hidden": page("h")}
    with serving(pages) as server:
        one = polite(server)
        one.capture(server.url("/a"), [])
        one.capture(server.url("/private"), [])  # the rules for all others are not for us
        with pytest.raises(CaptureError) as raised:
            one.capture(server.url("/hidden"), [])
        assert [each.split(" ")[1] for each in server.asked] == ["/robots.txt", "/a", "/private"]
    assert raised.value.fault is Fault.ROBOTS
    assert str(raised.value) == f"{server.url('/robots.txt')} asks programs not to fetch this page"


def test_a_redirect_to_a_page_that_robots_forbid_is_not_followed() -> None:
    pages = {"/robots.txt": robots("User-agent: *\nDisallow: /b"), "/a": redirect("/b"), "/b": page("b")}
    with serving(pages) as server, pytest.raises(CaptureError) as raised:
        polite(server).capture(server.url("/a"), [])
    assert raised.value.fault is Fault.ROBOTS
    assert server.paths == ["/a"]


def test_packed_robots_are_read() -> None:
    import gzip

    packed = gzip.compress(b"User-agent: *\nDisallow: /")
    pages = {"/robots.txt": sends(answer(packed, "200 OK", "text/plain", "Content-Encoding: gzip")), "/a": page("a")}
    with serving(pages) as server, pytest.raises(CaptureError) as raised:
        polite(server).capture(server.url("/a"), [])
    assert raised.value.fault is Fault.ROBOTS


@pytest.mark.parametrize("status", ["404 No", "403 No", "401 No"])
def test_a_site_without_robots_allows_all(status: str) -> None:
    with serving({"/robots.txt": sends(answer(b"x", status)), "/a": page("a")}) as server:
        polite(server).capture(server.url("/a"), [])


@pytest.mark.parametrize("status", ["500 Oh", "503 Oh"])
def test_a_site_whose_robots_fail_is_left_alone(status: str) -> None:
    with (
        serving({"/robots.txt": sends(answer(b"", status)), "/a": page("a")}) as server,
        pytest.raises(CaptureError) as raised,
    ):
        polite(server).capture(server.url("/a"), [])
    assert "so the site is left alone for now" in str(raised.value)
    assert server.paths == []


@pytest.mark.parametrize("text", ["<html>none</html>", "", "\x00\xff" * 100, "Disallow: /", "User-agent"])
def test_robots_that_are_none_allow_all(text: str) -> None:
    with serving({"/robots.txt": robots(text), "/a": page("a")}) as server:
        polite(server).capture(server.url("/a"), [])


def test_a_pause_lies_between_two_requests_to_one_host() -> None:
    when = Time()
    with serving({"/a": page("a"), "/b": page("b")}) as server:
        one = polite(server, when)
        one.capture(server.url("/a"), [])
        one.capture(server.url("/b"), [])
    assert len(when.slept) == 2  # robots.txt, /a, /b
    assert all(0.8 < wait <= 1 for wait in when.slept)


def test_the_pause_that_robots_ask_for_is_kept() -> None:
    when = Time()
    with serving({"/robots.txt": robots("User-agent: *\nCrawl-delay: 9\n"), "/a": page("a")}) as server:
        polite(server, when).capture(server.url("/a"), [])
    assert [round(wait) for wait in when.slept] == [9]
    when = Time()
    with serving({"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400\n"), "/a": page("a")}) as server:
        polite(server, when).capture(server.url("/a"), [])
    assert [round(wait) for wait in when.slept] == [30]


def test_nothing_but_what_a_page_needs_is_sent() -> None:
    with serving({"/a": page("a", "Set-Cookie: a=b")}) as server:
        one = polite(server)
        one.capture(server.url("/a"), [])
        one.capture(server.url("/a"), [])
        assert not any("cookie" in each.lower() or "referer" in each.lower() for each in server.asked)
