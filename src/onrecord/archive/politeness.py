"""Politeness: robots.txt, a pause between two requests to one host, and few, ever slower attempts.

robots.txt is fetched as any page is, by the same rules, and read by the standard library. As RFC 9309 has it, a site
without one allows everything, and one whose server fails allows nothing for now.
"""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from onrecord.archive.addresses import Target
from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetched, Fetcher, Hop, refusal
from onrecord.archive.patience import patient
from onrecord.model.capture import Fault

_LONGEST_DELAY = 30.0
_ROBOTS_BYTES = 512 * 1024
"""So much of a robots.txt is read (RFC 9309, 2.5, asks for at least 500 KiB)."""
_NAME = "onrecord"


class Politeness:
    """What is remembered of each host during a run: when it was last asked, and what its robots.txt says."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher, self._world = fetcher, fetcher.world
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | CaptureError | None] = {}

    def capture(self, url: str, hops: list[Hop]) -> Fetched:
        """Fetch a page politely, with a few attempts. Raises ``CaptureError`` with what stopped the last one."""

        def attempt(deadline: float) -> Fetched:
            found = self._fetcher.follow(url, deadline, lambda target: self._gate(target, deadline), hops)
            fault = refusal(found.page.answer, self._world.now())
            if fault is not None:
                raise fault
            return found

        return patient(self._world, self._fetcher.limits, attempt)

    def _gate(self, target: Target, deadline: float) -> None:
        robots = self._robots_of(target, deadline)
        if isinstance(robots, CaptureError):
            raise robots
        delay = self._fetcher.limits.delay
        if robots is not None:
            if not robots.can_fetch(_NAME, target.url):
                raise CaptureError(Fault.ROBOTS, f"{target.origin}/robots.txt asks programs not to fetch this page")
            asked = robots.crawl_delay(_NAME)
            delay = max(delay, min(float(asked), _LONGEST_DELAY)) if asked else delay
        self._pause(target, delay)

    def _pause(self, target: Target, delay: float) -> None:
        last = self._asked.get(target.host)
        if last is not None and (wait := last + delay - self._world.monotonic()) > 0:
            self._world.sleep(wait)
        self._asked[target.host] = self._world.monotonic()

    def _robots_of(self, target: Target, deadline: float) -> RobotFileParser | CaptureError | None:
        if target.origin not in self._robots:
            self._robots[target.origin] = self._ask_robots(target, deadline)
        return self._robots[target.origin]

    def _ask_robots(self, target: Target, deadline: float) -> RobotFileParser | CaptureError | None:
        url = f"{target.origin}/robots.txt"
        limits = self._fetcher.limits
        try:
            found = self._fetcher.follow(url, deadline, lambda each: self._pause(each, limits.delay), [])
        except CaptureError as error:
            if error.fault in (Fault.REFUSED, Fault.REDIRECTS, Fault.SIZE, Fault.MALFORMED):
                return None  # there is none that could be read
            raise  # nobody answers at all: the page would have the same fault, and another attempt may go better
        answer = found.page.answer
        if answer.status >= 500 or answer.status == 429:
            why = f"{url} cannot be had (the server answered {answer.status}), so the site is left alone for now"
            return CaptureError(Fault.ROBOTS, why, status=answer.status)
        if answer.status != 200:
            return None
        parser = RobotFileParser(url)
        parser.parse(_text(answer.response[answer.head :], answer.header("content-encoding"), answer.chunked))
        return parser


def _text(body: bytes, encoding: str, chunked: bool) -> list[str]:
    """The lines of a robots.txt. It has been unpacked once already, so that it is known to be no bomb."""
    from onrecord.archive.payloads import plain_payload

    return plain_payload(body, encoding, chunked, _ROBOTS_BYTES).decode("utf-8-sig", "replace").splitlines()
