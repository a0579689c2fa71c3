"""A page with all redirects that lead to it, each hop's request and answer kept.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from onrecord.archive.addresses import Target, checked_addresses, parse_url
from onrecord.archive.faults import CaptureError
from onrecord.archive.payloads import plain_payload
from onrecord.archive.wire import Answer, Headers, ask
from onrecord.archive.world import Limits, World
from onrecord.model.capture import Fault, Redirect

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_PHRASES = {
    400: "bad request", 401: "it wants a login", 402: "it wants to be paid", 403: "it refuses", 404: "no such page",
    406: "not acceptable", 410: "the page is gone", 429: "too many requests", 451: "withheld for legal reasons",
    500: "a fault of the server", 502: "a fault of the server", 503: "not available now", 504: "it took too long",
}  # fmt: skip

Gate = Callable[[Target], None]
"""Called before each request: waits until it is polite to ask, or raises ``CaptureError``."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer, with the time when it was asked (UTC)."""

    url: str
    at: datetime
    answer: Answer


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the hops in their order, the last with the page itself."""

    hops: tuple[Hop, ...]

    @property
    def page(self) -> Hop:
        """The last hop."""
        return self.hops[-1]

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """The hops before the last."""
        return redirects_of(self.hops)


def redirects_of(hops: Collection[Hop]) -> tuple[Redirect, ...]:
    """The hops that sent on, as the log has them."""
    return tuple(Redirect(hop.url, hop.answer.status) for hop in hops if hop.answer.status in _REDIRECTS)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How pages are fetched: with which limits, by which name, and to which private hosts it may go.

    ``headers`` are asked with instead of a browser's. Where they hold a secret (``bound``), no redirect may lead to
    another host, scheme or port.
    """

    world: World
    agent: str
    limits: Limits = field(default_factory=Limits)
    allowed: tuple[str, ...] = ()
    headers: Headers = ()
    bound: bool = False

    def follow(self, url: str, deadline: float, gate: Gate, hops: list[Hop]) -> Fetched:
        """Fetch a page, following redirects. ``hops`` is filled on the way, for the log of one that fails.

        ``deadline`` is a time of the world's monotonic clock. Raises ``CaptureError``.
        """
        hops.clear()
        target = parse_url(url)
        seen = {target.url}
        while True:
            hop = self._hop(target, deadline, gate)
            hops.append(hop)
            if hop.answer.status not in _REDIRECTS:
                return Fetched(tuple(hops))
            target = self._next(target, hop, len(hops))
            if target.url in seen:
                raise CaptureError(Fault.REDIRECTS, f"the page redirects in a circle: back to {target.url}")
            seen.add(target.url)

    def _hop(self, target: Target, deadline: float, gate: Gate) -> Hop:
        addresses = checked_addresses(target, self.world.resolve, self.allowed)
        gate(target)

        def left() -> float:
            return deadline - self.world.monotonic()

        at = self.world.now()
        return Hop(target.url, at, ask(target, addresses, self.limits, left, self.agent, headers=self.headers))

    def post(self, url: str, type_: str, body: bytes) -> bytes:
        """Send bytes to an address, by the rules of all others, and give the answer's. Raises ``CaptureError``."""
        target = parse_url(url)
        addresses = checked_addresses(target, self.world.resolve, self.allowed)
        deadline = self.world.monotonic() + self.limits.seconds

        def left() -> float:
            return deadline - self.world.monotonic()

        answer = ask(target, addresses, self.limits, left, self.agent, (type_, body))
        fault = refusal(answer, self.world.now())
        if fault is not None:
            raise fault
        if answer.chunked or answer.header("content-encoding"):
            coding = answer.header("content-encoding")
            return plain_payload(answer.response[answer.head :], coding, answer.chunked, self.limits.decoded)
        return answer.response[answer.head :]

    def _next(self, target: Target, hop: Hop, made: int) -> Target:
        location = hop.answer.header("location")
        if not location:
            raise CaptureError(Fault.REDIRECTS, f"a redirect ({hop.answer.status}) that does not say where to")
        if made > self.limits.redirects:
            raise CaptureError(Fault.REDIRECTS, f"more than {self.limits.redirects} redirects")
        # http.client reads header bytes as Latin-1; addresses that are not ASCII are UTF-8 in practice.
        raw = location.encode("latin-1", "replace").decode("utf-8", "replace")
        shown = raw if len(raw) <= 100 else raw[:99] + "…"
        try:
            found = parse_url(urljoin(target.url, raw))
        except (CaptureError, ValueError) as error:
            raise CaptureError(Fault.REFUSED, f"it redirects to {shown}: {error}") from None
        if self.bound and found.origin != target.origin:
            raise CaptureError(Fault.REFUSED, f"it redirects to {shown}, which may not see the password or token")
        return found


def refusal(answer: Answer, now: datetime) -> CaptureError | None:
    """Why an answer is no page, by its status; ``None`` if it is one."""
    status = answer.status
    if status == 200:
        if answer.size == 0:
            return CaptureError(Fault.EMPTY, "the page is empty", status=status)
        return None
    phrase = _PHRASES.get(status, "no page")
    after = retry_after(answer.header("retry-after"), now) if status in _AGAIN else None
    why = f"the server answered {status}: {phrase}"
    return CaptureError(Fault.STATUS, why, retry=status in _AGAIN, after=after, status=status)


def retry_after(text: str, now: datetime) -> float | None:
    """The seconds of a Retry-After header, which are written as such or as a date; ``None`` if there are none."""
    if text.isascii() and text.isdigit() and len(text) < 12:
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds()) if text else None
    except (ValueError, TypeError):
        return None


def media_type(answer: Answer) -> str:
    """The Content-Type header as served, cut to a sensible length."""
    return answer.header("content-type")[:200]


def is_html(answer: Answer) -> bool:
    """Whether an answer is a page that a browser shows, by the type it was served as."""
    return media_type(answer).partition(";")[0].strip().lower() in ("", "text/html", "application/xhtml+xml")
