"""Chromium for tests of pages: found on the machine, watched for errors and for requests that leave."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VENDOR = Path(__file__).parent / "vendor"


def chromium() -> str:
    """The machine's Chromium; a test that needs one is skipped where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium is installed on this machine")
    return found


@contextmanager
def launched() -> Iterator[Any]:
    """A browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page that tells what went wrong on it: errors and warnings of the console, faults of scripts, requests to
    anything but a file."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.faults: list[str] = []
        self._context = browser.new_context(**options)
        self.page = self._context.new_page()
        self.page.on("console", lambda told: self._console(told.type, told.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self._request(request.url))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith("file://"):
            self.faults.append(f"left: {url}")

    def open(self, path: Path, fragment: str = "") -> Any:
        """The page of a file."""
        self.page.goto(path.as_uri() + fragment)
        return self.page

    def close(self) -> None:
        """Close it, with what it remembers."""
        self._context.close()
