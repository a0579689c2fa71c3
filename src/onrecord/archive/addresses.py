"""Which addresses may be fetched: http and https, on hosts whose every address is public.

A name is resolved once and the connection goes to the address that was checked, so that a second answer of the name
server cannot lead elsewhere. Networks are those of the IANA special-purpose address registries (RFC 6890 and its
updates). Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from onrecord.archive.faults import CaptureError
from onrecord.model.capture import Fault

Resolver = Callable[[str, int], tuple[str, ...]]
"""Host and port to its addresses, as text, in the order to try them. Raises ``OSError``."""

_SCHEMES = {"http": 80, "https": 443}
_LONGEST = 8_000
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_PATH = "!$%&'()*+,/:;=?@[]~|"
"""What stands in paths and queries as it is written; a percent sign is that of an encoding that is there already."""

_NAMED = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "a link-local network"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for tests"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("224.0.0.0/4", "a multicast network"),
        ("240.0.0.0/4", "a reserved network"),
        ("::/128", "this machine"),
        ("::1/128", "this machine"),
        ("100::/64", "a network that leads nowhere"),
        ("2001::/23", "a reserved network"),
        ("2001:db8::/32", "a network for examples"),
        ("3fff::/20", "a network for examples"),
        ("5f00::/16", "a reserved network"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "a link-local network"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a multicast network"),
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""The IPv6 network whose last four bytes are an IPv4 address (RFC 6052)."""
_GLOBAL = ipaddress.ip_network("2000::/3")
"""All of IPv6 that has been given out to be used in public."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart: ``host`` in ASCII and lower case, ``path`` with the query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _SCHEMES[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.path

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return self.origin.partition("://")[2]


def parse_url(text: str) -> Target:
    """Take a URL apart. Raises ``CaptureError`` for one that is never fetched."""
    if len(text) > _LONGEST:
        raise _refused(f"the address has {len(text):,} characters; at most {_LONGEST:,} are used")
    if _UNSAFE.search(text):
        raise _refused("the address has a blank, a backslash or a control character in it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refused(f"the address cannot be read: {error}") from None
    if parts.scheme not in _SCHEMES:
        raise _refused(f"the address starts with {parts.scheme or 'no scheme'}:; only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise _refused("the address holds a user name or a password")
    host = _host(parts.hostname or "")
    path = quote(parts.path or "/", safe=_PATH) + ("?" + quote(parts.query, safe=_PATH) if parts.query else "")
    return Target(parts.scheme, host, _SCHEMES[parts.scheme] if port is None else port, path)


def _host(name: str) -> str:
    if not name:
        raise _refused("the address names no host")
    if "%" in name:
        raise _refused(f"the host {name} has a percent sign in it")
    if name.isascii():
        return name.lower().rstrip(".") or name
    try:
        return name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise _refused(f"the host {name} is no name that the internet knows") from None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def checked_addresses(target: Target, resolver: Resolver, allowed: Iterable[str] = ()) -> tuple[str, ...]:
    """The addresses of a target. Raises ``CaptureError`` if one of them is not public.

    ``allowed`` are hosts, or host:port, whose addresses are not asked.
    """
    try:
        found = resolver(target.host, target.port)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name that the internet knows"
        # Of a temporary failure of the name server the next attempt may know better.
        again = getattr(error, "errno", None) == socket.EAI_AGAIN
        raise CaptureError(Fault.NAME, f"{target.host} has no address: {reason}", retry=again) from None
    if not found:
        raise CaptureError(Fault.NAME, f"{target.host} has no address")
    if not is_allowed(target, allowed):
        for address in found:
            if what := not_public(address):
                told = target.host if target.host == address else f"{target.host} is {address}, which"
                raise _refused(f"{told} belongs to {what}")
    return found


def is_allowed(target: Target, allowed: Iterable[str]) -> bool:
    """Whether the person who runs onrecord has named this host, or host and port."""
    bare = target.host.strip("[]")
    names = {bare, f"{bare}:{target.port}", f"[{bare}]", f"[{bare}]:{target.port}"}
    return any(name.lower() in names for name in allowed)


def not_public(address: str) -> str:
    """What kind of network an address belongs to if it is not a public one; empty for a public one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no network: it is no IP address"
    for network, what in _NAMED:
        if ip.version == network.version and ip in network:
            return what
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inside(ip)
        if inner is not None:
            return not_public(str(inner))
        if ip not in _GLOBAL:
            return "a network that is not public"
    return "" if ip.is_global else "a network that is not public"


def _inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, translated."""
    if ip.ipv4_mapped is not None or ip.sixtofour is not None:
        return ip.ipv4_mapped or ip.sixtofour
    if ip in _TRANSLATED:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _refused(why: str) -> CaptureError:
    return CaptureError(Fault.REFUSED, why)
