"""The log of the archive, ``archive/captures.jsonl``: read with its chain of hashes, and added to at its end.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.archive.lines import UnreadableError, as_line, digest_of, read_line
from onrecord.archive.storing import ARCHIVE
from onrecord.durable import UnsafeError, make_folder, open_stored, sync_folder
from onrecord.model.canonical import NOTHING_BEFORE
from onrecord.model.capture import Capture, Logged
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

LOG = f"{ARCHIVE}/captures.jsonl"
_LARGEST = 128 * 1024 * 1024
_LONGEST = 1024 * 1024
"""The most bytes of the log, and of one of its lines."""
_MOST_SHOWN = 20
_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Book:
    """The log as read: its entries, what is wrong with it, and what the next line needs.

    ``lines`` counts the complete lines, ``last`` is the hash of the last of them and ``end`` the offset behind it;
    ``torn`` are the bytes after it, which a killed run has left. ``sound`` is whether a line may be added.
    """

    entries: tuple[Logged, ...] = ()
    findings: tuple[Finding, ...] = ()
    lines: int = 0
    last: str = NOTHING_BEFORE
    end: int = 0
    torn: bytes = b""
    sound: bool = True

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The captures, oldest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Capture))


def read_log(root: Path) -> Book:
    """The log of the dossier in ``root``; an empty one where there is none."""
    try:
        with open_stored(root, LOG) as stream:
            data = stream.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Book()
    except UnsafeError as error:
        found = finding(
            "OR504", f"the log cannot be read: {error}", Span(LOG), remedy="Put the log itself in its place."
        )
        return Book(findings=(found,), sound=False)
    except OSError as error:
        found = finding("OR504", f"the log cannot be read: {error.strerror or error}", Span(LOG))
        return Book(findings=(found,), sound=False)
    if len(data) > _LARGEST:
        found = finding("OR504", f"the log is larger than {_LARGEST // _LONGEST} MiB", Span(LOG))
        return Book(findings=(found,), sound=False)
    return parse_log(data)


def parse_log(data: bytes) -> Book:
    """A log from its bytes."""
    end = data.rfind(b"\n") + 1
    torn = data[end:]
    entries: list[Logged] = []
    findings: list[Finding] = []
    before = NOTHING_BEFORE
    lines = data[:end].split(b"\n")[:-1]
    for number, line in enumerate(lines, 1):
        span = Span(LOG, number)
        excerpt = line[:_EXCERPT].decode("utf-8", "replace")
        try:
            if len(line) > _LONGEST:
                raise UnreadableError(f"it has {len(line):,} bytes")
            entry = read_line(line, span)
        except UnreadableError as error:
            at = Span(LOG, number, error.column)
            findings.append(finding("OR504", f"line {number} of the log cannot be read: {error}", at, excerpt=excerpt))
        else:
            fault = _chain_fault(entry, number, before)
            if fault:
                findings.append(finding("OR503", fault, span, excerpt=excerpt))
            entries.append(entry)
        before = digest_of(line)
    sound = not findings
    if len(findings) > _MOST_SHOWN:
        more = finding("OR503", f"and {len(findings) - _MOST_SHOWN:,} more faults of the log", Span(LOG, len(lines)))
        findings = [*findings[:_MOST_SHOWN], more]
    if torn:
        message = f"the log ends in the middle of a line, after {len(torn):,} bytes of it"
        findings.append(
            finding("OR506", message, Span(LOG, len(lines) + 1), excerpt=torn[:_EXCERPT].decode("utf-8", "replace"))
        )
    return Book(tuple(entries), tuple(findings), len(lines), before, end, torn, sound)


def _chain_fault(entry: Logged, number: int, before: str) -> str:
    if entry.previous != before:
        if number == 1:
            return "line 1 says that a line stood before it: the beginning of the log is missing"
        return f"line {number} does not follow from line {number - 1}: one of the two was changed, added or taken away"
    if entry.n != number:
        return f"line {number} calls itself line {entry.n}"
    return ""


def append(root: Path, book: Book, entry: Logged) -> tuple[Book, Logged]:
    """Add a line to the log, with its number and the hash of the line before; the log and the entry as they are then.

    Call it with the lock held and a sound log without a torn line. Raises ``UnsafeError`` and ``OSError``.
    """
    entry = replace(entry, n=book.lines + 1, previous=book.last, span=Span(LOG, book.lines + 1))
    line = as_line(entry)
    entry = replace(entry, line_digest=digest_of(line))
    make_folder(root, ARCHIVE)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(root / LOG, flags, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size != book.end:
            raise UnsafeError(f"{LOG} was changed while onrecord was at work")
        _write_all(handle, line + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    if book.lines == 0:
        sync_folder(root / ARCHIVE)
    after = replace(
        book,
        entries=(*book.entries, entry),
        lines=entry.n,
        last=entry.line_digest,
        end=book.end + len(line) + 1,
    )
    return after, entry


def put_torn_aside(root: Path, book: Book) -> tuple[Book, str]:
    """Move the torn last line into a file of its own; its path, from the dossier's root.

    Call it with the lock held. Raises ``OSError``.
    """
    number = 1
    while os.path.lexists(root / f"{ARCHIVE}/captures.torn-{number}"):
        number += 1
    relative = f"{ARCHIVE}/captures.torn-{number}"
    handle = os.open(root / relative, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        _write_all(handle, book.torn)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(root / ARCHIVE)
    handle = os.open(root / LOG, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if os.fstat(handle).st_size == book.end + len(book.torn):
            os.ftruncate(handle, book.end)
            os.fsync(handle)
    finally:
        os.close(handle)
    return replace(book, torn=b""), relative


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
