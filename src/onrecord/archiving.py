"""``onrecord archive``: the sources of a dossier captured, one after the other, into its archive.

Joins the dossier's text with the archive, as ``onrecord.pipeline`` joins the phases. Everything outside (clock,
network, name of the person) is an argument.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.archive.browser import Browser, NoBrowserError, Shown, started
from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetcher, Hop, is_html, media_type, redirects_of
from onrecord.archive.importing import ImportRefusedError, import_file
from onrecord.archive.log import Book, append, put_torn_aside, read_log
from onrecord.archive.politeness import Politeness
from onrecord.archive.storing import FILES, WARCS, InUseError, UnsafeError, clear_unfinished, locked, store, writer
from onrecord.archive.verification import verify_files
from onrecord.archive.warc import SUFFIX, write_warc
from onrecord.archive.world import Limits, World
from onrecord.model.capture import Attachment, Capture, Failed, Logged
from onrecord.model.dossier import Source
from onrecord.model.finding import Finding

__all__ = [
    "Book", "ImportRefusedError", "InUseError", "NoBrowserError", "UnsafeError", "World", "read_log",
    "started", "verify_files",
]  # fmt: skip
"""What the command needs of the archive's own modules."""


def _random() -> int:
    return secrets.randbits(64)


@dataclass(frozen=True, slots=True)
class Archivist:
    """Who captures, with what: the name of a person, the tool ("onrecord 0.1.0"), the world, limits, private hosts
    that may be asked, who may see the captures (empty: whoever may see the source), and random numbers for requests
    that must not be guessed."""

    by: str
    tool: str
    world: World = field(default_factory=World)
    limits: Limits = field(default_factory=Limits)
    allowed: tuple[str, ...] = ()
    visibility: str = ""
    nonce: Callable[[], int] = _random

    @property
    def fetcher(self) -> Fetcher:
        """Fetches as this archivist does."""
        return Fetcher(
            self.world, f"{self.tool.replace(' ', '/')} (+archive of cited sources)", self.limits, self.allowed
        )


# Opening the archive --------------------------------------------------------------------------------------------


class UnsoundError(Exception):
    """The log has faults that forbid to add to it; ``findings`` are they."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the log of the archive has faults")
        self.findings = findings


@contextmanager
def opened(root: Path, archivist: Archivist) -> Iterator[tuple[Book, str]]:
    """The archive of a dossier, locked: its log, and the file a torn last line was put into, or nothing.

    Raises ``InUseError``, ``UnsoundError``, ``UnsafeError`` and ``OSError``.
    """
    who = f"{archivist.by}, since {archivist.world.now():%Y-%m-%d %H:%M} UTC, process {os.getpid()}"
    with locked(root, who):
        book, aside = read_log(root), ""
        if not book.sound:
            raise UnsoundError(book.findings)
        clear_unfinished(root)
        if book.torn:
            book, aside = put_torn_aside(root, book)
        yield replace(book, findings=()), aside


# Capturing ------------------------------------------------------------------------------------------------------


def capture_all(
    root: Path,
    book: Book,
    sources: Sequence[Source],
    archivist: Archivist,
    begin: Callable[[Source], None],
    browser: Browser | None = None,
) -> Iterator[tuple[Book, Logged]]:
    """Capture sources one after the other; each is in the log when it is given. Call it with the lock held.

    Raises ``OSError`` and ``UnsafeError`` where the archive cannot be written.
    """
    politeness = Politeness(archivist.fetcher)
    for source in sources:
        begin(source)
        book, entry = append(root, book, capture(root, source, archivist, politeness, browser))
        yield book, entry


def capture(
    root: Path, source: Source, archivist: Archivist, politeness: Politeness, browser: Browser | None = None
) -> Capture | Failed:
    """Fetch one source, show it in the browser if there is one, and store it; what the log is to say of it.

    Raises ``OSError`` and ``UnsafeError``.
    """
    hops: list[Hop] = []
    started = archivist.world.now()
    try:
        fetched = politeness.capture(source.url, hops)
        shown = browser.show(fetched) if browser is not None and is_html(fetched.page.answer) else None
    except CaptureError as fault:
        return Failed(
            at=started, by=archivist.by, tool=archivist.tool, source=source.id, url=source.url, fault=fault.fault,
            why=fault.why, status=fault.status, redirects=redirects_of(hops),
        )  # fmt: skip
    every = (*fetched.hops, *(shown.hops if shown is not None else ()))
    resources = (shown.document,) if shown is not None else ()
    tool = f"{archivist.tool}, {browser.name}" if browser is not None and shown is not None else archivist.tool
    stored = store(root, WARCS, SUFFIX, lambda sink: write_warc(sink, every, tool, resources))
    answer = fetched.page.answer
    return Capture(
        at=fetched.page.at, by=archivist.by, tool=tool, source=source.id, url=source.url,
        final_url=fetched.page.url, redirects=fetched.redirects, status=answer.status, type=media_type(answer),
        digest=f"sha256:{answer.digest}", bytes=answer.size, file=stored.file, file_digest=stored.digest,
        file_bytes=stored.bytes, attached=_attached(root, shown), visibility=archivist.visibility,
    )  # fmt: skip


def _attached(root: Path, shown: Shown | None) -> tuple[Attachment, ...]:
    """The pictures that a browser took of a page, stored."""
    if shown is None:
        return ()
    found = []
    for what, suffix, data in (("screenshot", ".png", shown.screenshot), ("pdf", ".pdf", shown.pdf)):
        stored = store(root, FILES, suffix, writer(data))
        found.append(Attachment(what, stored.file, stored.digest, stored.bytes))
    return tuple(found)


def import_capture(
    root: Path, book: Book, source: Source, path: Path, archivist: Archivist, url: str = "", note: str = ""
) -> tuple[Book, Logged]:
    """Take a file that a person saved by hand into the archive. Call it with the lock held.

    Raises ``ImportRefusedError``, ``UnsafeError`` and ``OSError``.
    """
    stored, kind = import_file(root, path)
    entry = Capture(
        at=archivist.world.now(), by=archivist.by, tool=archivist.tool, source=source.id, url=url or source.url,
        note=note, type=kind.type, digest=stored.digest, bytes=stored.bytes, file=stored.file,
        file_digest=stored.digest, file_bytes=stored.bytes, imported=True, visibility=archivist.visibility,
    )  # fmt: skip
    return append(root, book, entry)
