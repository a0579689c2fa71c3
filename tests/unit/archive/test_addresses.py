"""Which addresses are fetched."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.addresses import Target, checked_addresses, is_allowed, not_public, parse_url, resolve
from onrecord.archive.faults import CaptureError
from onrecord.model.capture import Fault


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.hrw.org/news/2022/04/05?a=b#part", "https://www.hrw.org/news/2022/04/05?a=b"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://fr.wikipedia.org/wiki/Ségou", "https://fr.wikipedia.org/wiki/S%C3%A9gou"),
        ("https://fr.wikipedia.org/wiki/S%C3%A9gou", "https://fr.wikipedia.org/wiki/S%C3%A9gou"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]:444/x", "https://[2001:db8::1]:444/x"),
        ('https://example.org/a"b<c>', "https://example.org/a%22b%3Cc%3E"),
    ],
)
def test_urls_are_asked_in_one_form(text: str, url: str) -> None:
    assert parse_url(text).url == url


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://example.org/", "starts with ftp:"),
        ("file:///etc/passwd", "starts with file:"),
        ("//example.org/", "starts with no scheme:"),
        ("www.example.org", "starts with no scheme:"),
        ("https://user:secret@example.org/", "a user name or a password"),
        ("https://user@example.org/", "a user name or a password"),
        ("https://@example.org/", "a user name or a password"),
        ("https://", "names no host"),
        ("https://example.org:99999/", "cannot be read"),
        ("https://example.org:x/", "cannot be read"),
        ("https://example.org/a b", "a blank"),
        ("https://example.org\\@127.0.0.1/", "a backslash"),
        ("https://example.org/\r\nX: y", "control character"),
        ("https://%31%32%37.0.0.1/", "percent sign"),
        ("https://" + "x" * 300 + "é.org/", "no name that the internet knows"),
        ("https://example.org/" + "x" * 9000, "characters"),
    ],
)
def test_other_addresses_are_refused(text: str, why: str) -> None:
    with pytest.raises(CaptureError) as raised:
        parse_url(text)
    assert raised.value.fault is Fault.REFUSED
    assert why in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "2001::1", "100::1", "5f00::1", "3fff::1", "not an address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert not_public(address) == ""


@given(st.ip_addresses(v=4))
def test_an_address_is_public_or_not_however_it_is_embedded(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for form in (f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::"):
        assert bool(not_public(form)) == bool(not_public(str(address)))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_other_spellings_of_this_machine_are_this_machine(host: str) -> None:
    """The machine's own resolver is asked: these need no network."""
    with pytest.raises(CaptureError) as raised:
        checked_addresses(parse_url(f"http://{host}/"), resolve)
    assert raised.value.fault in (Fault.REFUSED, Fault.NAME)
    assert host == "localhost" or raised.value.fault is Fault.REFUSED


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(CaptureError) as raised:
        checked_addresses(parse_url("https://example.org/"), lambda host, port: ("8.8.8.8", "10.0.0.1"))
    assert str(raised.value) == "example.org is 10.0.0.1, which belongs to a private network"


def test_a_name_without_address() -> None:
    def nothing(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def later(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    target = parse_url("https://example.org/")
    with pytest.raises(CaptureError, match=r"example.org has no address: Name or service not known") as raised:
        checked_addresses(target, nothing)
    assert (raised.value.fault, raised.value.retry) == (Fault.NAME, False)
    with pytest.raises(CaptureError) as raised:
        checked_addresses(target, later)
    assert raised.value.retry


def test_hosts_are_allowed_by_name_only() -> None:
    target = Target("http", "wiki.internal", 8080, "/")
    assert is_allowed(target, ["WIKI.internal"])
    assert is_allowed(target, ["wiki.internal:8080"])
    assert not is_allowed(target, ["wiki.internal:80", "internal", "*", "10.0.0.1"])
    assert is_allowed(Target("http", "::1", 80, "/"), ["[::1]:80"])
    assert checked_addresses(target, lambda host, port: ("10.0.0.1",), ["wiki.internal"]) == ("10.0.0.1",)
