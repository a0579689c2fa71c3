"""``onrecord archive``: the sources of a dossier captured, one after the other, into its archive.

Joins the dossier's text with the archive, as ``onrecord.pipeline`` joins the phases. Everything outside (clock,
network, name of the person) is an argument.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path

from onrecord.archive.addresses import parse_url
from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetcher, Hop, media_type, redirects_of
from onrecord.archive.log import Book, append, put_torn_aside, read_log
from onrecord.archive.politeness import Politeness
from onrecord.archive.storing import WARCS, InUseError, UnsafeError, clear_unfinished, locked, store
from onrecord.archive.verification import verify_files
from onrecord.archive.warc import SUFFIX, write_warc
from onrecord.archive.world import Limits, World
from onrecord.model.capture import Capture, Failed, Fault, Logged
from onrecord.model.codes import finding
from onrecord.model.dossier import Citation, Dossier, Source
from onrecord.model.finding import Finding

__all__ = ["InUseError", "UnsafeError", "read_log", "verify_files"]
"""What the command needs of the archive's own modules."""

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Archivist:
    """Who captures, with what: the name of a person, the tool ("onrecord 0.1.0"), the world, limits, private hosts
    that may be asked."""

    by: str
    tool: str
    world: World = field(default_factory=World)
    limits: Limits = field(default_factory=Limits)
    allowed: tuple[str, ...] = ()

    @property
    def fetcher(self) -> Fetcher:
        """Fetches as this archivist does."""
        return Fetcher(
            self.world, f"{self.tool.replace(' ', '/')} (+archive of cited sources)", self.limits, self.allowed
        )


# What to capture ------------------------------------------------------------------------------------------------


def cited_keys(dossier: Dossier) -> frozenset[str]:
    """Every citation key that the dossier uses: in sentences, blocks, appearances, datasets, vocabulary."""
    return frozenset(_keys((dossier.claims, dossier.datasets, dossier.additions)))


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Citation):
        yield value.key
    elif isinstance(value, tuple):
        for each in value:
            yield from _keys(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            inner = getattr(value, part.name)
            if part.name == "source" and isinstance(inner, str):
                yield inner
            elif part.name == "sources" and isinstance(inner, tuple):
                yield from (each for each in inner if isinstance(each, str))
            yield from _keys(inner)


def capturable(dossier: Dossier) -> tuple[Source, ...]:
    """The cited sources that have a URL, in the order of the bibliography."""
    keys = cited_keys(dossier)
    return tuple(source for source in dossier.sources if source.url and source.id in keys)


def latest(captures: Iterable[Capture]) -> dict[str, Capture]:
    """The last capture of each source."""
    return {capture.source: capture for capture in captures}


def uncaptured(dossier: Dossier, captures: Iterable[Capture]) -> tuple[Source, ...]:
    """The cited sources with a URL that have no capture."""
    have = latest(captures)
    return tuple(source for source in capturable(dossier) if source.id not in have)


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
    root: Path, book: Book, sources: Sequence[Source], archivist: Archivist, begin: Callable[[Source], None]
) -> Iterator[tuple[Book, Logged]]:
    """Capture sources one after the other; each is in the log when it is given. Call it with the lock held.

    Raises ``OSError`` and ``UnsafeError`` where the archive cannot be written.
    """
    politeness = Politeness(archivist.fetcher)
    for source in sources:
        begin(source)
        book, entry = append(root, book, capture(root, source, archivist, politeness))
        yield book, entry


def capture(root: Path, source: Source, archivist: Archivist, politeness: Politeness) -> Capture | Failed:
    """Fetch one source and store it; what the log is to say of it. Raises ``OSError`` and ``UnsafeError``."""
    hops: list[Hop] = []
    started = archivist.world.now()
    try:
        fetched = politeness.capture(source.url, hops)
    except CaptureError as fault:
        return Failed(
            at=started, by=archivist.by, tool=archivist.tool, source=source.id, url=source.url, fault=fault.fault,
            why=fault.why, status=fault.status, redirects=redirects_of(hops),
        )  # fmt: skip
    stored = store(root, WARCS, SUFFIX, lambda sink: write_warc(sink, fetched, archivist.tool))
    answer = fetched.page.answer
    return Capture(
        at=fetched.page.at, by=archivist.by, tool=archivist.tool, source=source.id, url=source.url,
        final_url=fetched.page.url, redirects=fetched.redirects, status=answer.status, type=media_type(answer),
        digest=f"sha256:{answer.digest}", bytes=answer.size, file=stored.file, file_digest=stored.digest,
        file_bytes=stored.bytes,
    )  # fmt: skip


# Findings -------------------------------------------------------------------------------------------------------


def failure(failed: Failed, source: Source) -> Finding:
    """What is said of a source that could not be captured."""
    refused = failed.fault is Fault.REFUSED
    what = "is not fetched" if refused else "could not be captured"
    message = f'"{source.id}" {what}: {failed.why}'
    # The answer is the server's or the network's, on that day.
    why = (f"{failed.url} ({failed.at:%Y-%m-%d %H:%M} UTC)",)
    return finding("OR507" if refused else "OR501", message, source.span, why=why)


def failures(entries: Iterable[Logged], dossier: Dossier) -> tuple[Finding, ...]:
    """What is said of the attempts that failed among these lines of the log."""
    sources = {source.id: source for source in dossier.sources}
    return tuple(
        failure(entry, sources[entry.source])
        for entry in entries
        if isinstance(entry, Failed) and entry.source in sources
    )


def archive_findings(dossier: Dossier, book: Book, root: Path) -> tuple[Finding, ...]:
    """What a check of the dossier says of its archive, without hashing a file."""
    found = list(book.findings)
    sources = {source.id: source for source in dossier.sources}
    have = latest(book.captures)
    tried = {entry.source: entry for entry in book.entries if isinstance(entry, Failed)}
    untried = []
    for source in uncaptured(dossier, book.captures):
        failed = tried.get(source.id)
        if failed is not None and failed.url == source.url:
            found.append(failure(failed, source))
        elif (refused := _refused(source)) is not None:
            found.append(refused)
        else:
            untried.append(source)
    if untried:
        found.append(_not_captured(untried))
    for key, capture_ in have.items():
        if key not in sources:
            message = f'line {capture_.n} of the log is a capture of "{key}", and no source has that key'
            found.append(finding("OR508", message, capture_.span))
    found += _gone(book.captures, root)
    return tuple(found)


def _refused(source: Source) -> Finding | None:
    """A finding where the address as written is never fetched."""
    try:
        parse_url(source.url)
    except CaptureError as fault:
        return finding("OR507", f'"{source.id}" is not fetched: {fault.why}', source.span)
    return None


def _not_captured(sources: Sequence[Source]) -> Finding:
    named = ", ".join(source.id for source in sources[:_MOST_NAMED])
    more = f" and {len(sources) - _MOST_NAMED} more" if len(sources) > _MOST_NAMED else ""
    many = "1 cited page has" if len(sources) == 1 else f"{len(sources)} cited pages have"
    return finding("OR505", f"{many} no archived copy: {named}{more}", replace(sources[0].span))


def _gone(captures: Iterable[Capture], root: Path) -> Iterator[Finding]:
    """Archived files that are missing or have another size: all that can be seen without reading them."""
    for one in captures:
        kept = [(one.file, one.file_bytes), *((each.file, each.bytes) for each in one.attached)]
        for file, size in kept:
            try:
                is_now = (root / file).lstat().st_size
            except OSError:
                message = f'{file} is missing: the capture of "{one.source}" of {one.day}'
                yield finding("OR502", message, one.span)
            else:
                if is_now != size:
                    message = f'{file} has {is_now:,} bytes; the capture of "{one.source}" of {one.day} has {size:,}'
                    yield finding("OR502", message, one.span)
