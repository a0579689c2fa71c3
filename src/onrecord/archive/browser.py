"""Pages that need a browser: shown by Chromium, which has no network of its own.

Everything that the page asks for is fetched by onrecord, by the same rules as any page (addresses, limits, no
cookies), kept for the WARC, and handed to the browser. What it asks otherwise (by other methods than GET, over web
sockets, by name or address) it does not get. Imports: ``onrecord.model``, standard library; playwright when a browser
is started.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetched, Fetcher, Hop
from onrecord.archive.kept_pages import DOM
from onrecord.archive.payloads import plain_payload
from onrecord.archive.warc import Resource
from onrecord.model.capture import Fault

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page, Request, Route

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=socks5://127.0.0.1:9",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_VIEW = (1280, 1600)
_TALLEST = 16_000
"""Pixels: what is below is in the PDF."""
_SETTLE = 5_000
"""Milliseconds that a page is given to become quiet, once it is loaded."""
_REQUESTS = 400
_SECONDS = 60.0
_OWN = ("content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "refresh")
"""Headers of an answer that speak of how it was sent, or that would make the browser go elsewhere."""


class NoBrowserError(Exception):
    """No browser can be started; ``remedy`` says what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the browser showed it: what it asked for on the way, its document at the end, pictures of it."""

    hops: tuple[Hop, ...]
    document: Resource
    screenshot: bytes
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that has been started."""

    chromium: Chromium
    fetcher: Fetcher

    @property
    def name(self) -> str:
        """ "Chromium 156.0"."""
        return f"Chromium {'.'.join(self.chromium.version.split('.')[:2])}"

    def show(self, fetched: Fetched) -> Shown:
        """Show a page that was fetched. Raises ``CaptureError``."""
        from playwright.sync_api import Error

        width, height = _VIEW
        visit = _Visit(self.fetcher, fetched)
        try:
            context = self.chromium.new_context(
                viewport={"width": width, "height": height},
                service_workers="block",
                accept_downloads=False,
                user_agent=self.fetcher.agent,
            )
            try:
                context.route("**/*", visit.answer)
                page = context.new_page()
                page.on("popup", lambda other: other.close())
                return visit.shown(page)
            finally:
                context.close()
        except Error as error:
            reason = error.message.splitlines()[0][:200] if error.message else "no reason given"
            raise CaptureError(Fault.BROWSER, f"the browser could not show the page: {reason}") from None


class _Visit:
    """One page being shown: what it asks for is fetched and kept."""

    def __init__(self, fetcher: Fetcher, fetched: Fetched) -> None:
        limits = fetcher.limits
        self._world, self._main = fetcher.world, fetched
        self._fetcher = replace(fetcher, limits=replace(limits, idle=min(limits.idle, 10.0)))
        self._deadline = self._world.monotonic() + min(_SECONDS, limits.seconds)
        self._left, self._asked = limits.body * 2, 0
        self._hops: list[Hop] = []

    def shown(self, page: Page) -> Shown:
        from playwright.sync_api import TimeoutError as TooSlow

        room = max(1.0, (self._deadline - self._world.monotonic()) * 1000)
        page.goto(self._main.page.url, wait_until="commit", timeout=room)
        for state in ("domcontentloaded", "load", "networkidle"):
            with suppress(TooSlow):  # some pages never rest; what there is by then is what a reader sees
                page.wait_for_load_state(state, timeout=_SETTLE)
        self._still_alive(page)
        text = page.content()
        tall = min(int(page.evaluate("document.documentElement.scrollHeight") or 0), _TALLEST)
        width, height = _VIEW
        clip: Any = {"x": 0, "y": 0, "width": width, "height": max(tall, height)}
        screenshot = page.screenshot(full_page=True, clip=clip, timeout=room)
        self._still_alive(page)
        pdf = page.pdf(print_background=True)
        if not page.url.startswith(("http:", "https:")):
            raise CaptureError(Fault.BROWSER, "the browser showed a page of its own instead")
        url = f"{DOM}{self._main.page.url}"
        document = Resource(url, self._world.now(), "text/html; charset=utf-8", text.encode("utf-8", "replace"))
        return Shown(tuple(self._hops), document, screenshot, pdf)

    def _still_alive(self, page: Page) -> None:
        """Raise ``CaptureError`` if the page's scripts leave the browser no time: other calls would wait for ever."""
        from playwright.sync_api import TimeoutError as TooSlow

        try:
            page.wait_for_function("() => true", timeout=_SETTLE)
        except TooSlow:
            raise CaptureError(Fault.BROWSER, "the page's scripts never come to an end") from None

    def answer(self, route: Route) -> None:
        """Answer a request of the browser."""
        from playwright.sync_api import Error

        with suppress(Error):  # the page was closed meanwhile
            self._answer(route)

    def _answer(self, route: Route) -> None:
        request = route.request
        if request.method == "GET" and request.url.partition("#")[0] == self._main.page.url:
            self._give(route, self._main.page)
            return
        self._asked += 1
        if _leads_away(request):
            route.abort("aborted")  # as if the reader had pressed stop: any other reason shows a page of errors instead
            return
        if request.method != "GET" or self._asked > _REQUESTS or self._left <= 0:
            route.abort()
            return
        hops: list[Hop] = []
        try:
            found = self._fetcher.follow(request.url, self._deadline, lambda target: None, hops)
        except CaptureError:
            route.abort()
        else:
            self._give(route, found.page)
        self._hops += hops
        self._left -= sum(len(hop.answer.response) for hop in hops)

    def _give(self, route: Route, hop: Hop) -> None:
        answer = hop.answer
        coding = answer.header("content-encoding")
        body = plain_payload(answer.response[answer.head :], coding, answer.chunked, self._fetcher.limits.decoded)
        headers = {name: value for name, value in answer.headers if name not in _OWN}
        route.fulfill(status=answer.status, headers=headers, body=body)


def _leads_away(request: Request) -> bool:
    """Whether a page leads itself elsewhere, or opens another: it stays the page that was fetched."""
    from playwright.sync_api import Error

    try:
        return request.is_navigation_request() and request.frame.parent_frame is None
    except Error:  # a window that was opened just now
        return True


@contextmanager
def started(fetcher: Fetcher) -> Iterator[Browser]:
    """Start the browser. Raises ``NoBrowserError``."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowserError("playwright is not installed", "Install it: pip install 'onrecord[capture]'") from None
    # Chromium cannot confine its processes when root starts them.
    confined = not hasattr(os, "geteuid") or os.geteuid() != 0
    arguments = [*_ARGUMENTS, *([] if confined else ["--no-sandbox"])]
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        except Error as error:
            remedy = "Install Chromium with your system's package manager, or run: playwright install chromium"
            raise NoBrowserError(f"Chromium cannot be started: {error.message.splitlines()[0][:200]}", remedy) from None
        try:
            yield Browser(chromium, fetcher)
        finally:
            chromium.close()
