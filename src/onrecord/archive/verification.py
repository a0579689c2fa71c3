"""The archive held against its log, without a network: every file hashed, every WARC read through, nothing changed.

Imports: ``onrecord.model``, standard library; warcio when a WARC is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.archive.log import LOG, Book
from onrecord.archive.storing import FILES, TOKENS, WARCS, UnsafeError, hash_of, open_stored
from onrecord.archive.warc import SUFFIX, check_warc
from onrecord.model.capture import Capture, Failed, Token
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

_MOST_UNPACKED = 1024 * 1024 * 1024
_MOST_UNLOGGED = 20


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file that the log names: what it is, where, and what it should be."""

    what: str
    file: str
    digest: str
    bytes: int
    span: Span


def verify_files(root: Path, book: Book, progress: Callable[[str], None]) -> tuple[int, tuple[Finding, ...]]:
    """Hash every file that the log names; how many files there were, and what is wrong with them."""
    kept = list(_kept(book))
    found: list[Finding] = []
    done: set[tuple[str, str]] = set()
    for one in kept:
        if (one.file, one.digest) in done:
            continue
        done.add((one.file, one.digest))
        progress(one.file)
        found += _verified(root, one)
    for capture in book.captures:
        if not capture.imported and capture.file.endswith(SUFFIX) and not any(f.span == capture.span for f in found):
            found += _payload(root, capture)
    found += _tokens(book)
    return len(done), (*found, *_unlogged(root, {one.file for one in kept}))


def _kept(book: Book) -> Iterator[_Kept]:
    for entry in book.entries:
        if isinstance(entry, Failed):
            continue
        what = f"the time-stamp of line {entry.of}" if isinstance(entry, Token) else f'the capture of "{entry.source}"'
        told = f"{what} of {entry.at.date().isoformat()}"
        yield _Kept(told, entry.file, entry.file_digest, entry.file_bytes, entry.span)
        for each in entry.attached if isinstance(entry, Capture) else ():
            yield _Kept(f"the {each.what} of {told}", each.file, each.digest, each.bytes, entry.span)


def _verified(root: Path, kept: _Kept) -> Iterator[Finding]:
    try:
        with open_stored(root, kept.file) as stream:
            digest, size = hash_of(stream)
            if digest == kept.digest and size == kept.bytes:
                return
            stream.seek(0)
            why = tuple(_where(stream, kept, size))
    except FileNotFoundError:
        yield finding("OR502", f"{kept.file} is missing: {kept.what}", kept.span)
        return
    except (UnsafeError, OSError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield finding("OR502", f"{kept.file} cannot be read: {reason}", kept.span, why=(f"It is {kept.what}.",))
        return
    how = "is not the file that was captured" if size == kept.bytes else f"has {size:,} bytes, and had {kept.bytes:,}"
    yield finding("OR502", f"{kept.file} {how}: {kept.what}", kept.span, why=(*why, *_hashes(kept.digest, digest)))


def _hashes(logged: str, found: str) -> tuple[str, str]:
    return f"in the log {logged}", f"the file   {found}"


def _where(stream: BinaryIO, kept: _Kept, size: int) -> Iterator[str]:
    """Where a file differs, as far as the hashes inside it tell."""
    if not kept.file.endswith(SUFFIX):
        if size == kept.bytes:
            yield f"Its hash is of the whole file: the change lies between byte 0 and byte {size:,}, no nearer."
        return
    checked = check_warc(stream, _MOST_UNPACKED)
    for fault in checked.faults[:3]:
        yield fault.why[:1].upper() + fault.why[1:] + "."
        if fault.until > fault.offset and size == kept.bytes:
            yield f"The change lies between byte {fault.offset:,} and byte {fault.until:,}; the hashes tell no nearer."
    if not checked.faults and size >= kept.bytes:
        yield f"All {checked.records} records are as their digests say: what differs is how they are packed."


_RESTORE_LOG = "The log was changed, not the token: restore archive/captures.jsonl from a backup or from git."


def _tokens(book: Book) -> Iterator[Finding]:
    """Tokens that the log ties to another line than it says."""
    digests = {entry.n: entry.line_digest for entry in book.entries}
    for entry in book.entries:
        if isinstance(entry, Token) and digests.get(entry.of) != entry.digest:
            message = f"the time-stamp of line {entry.n} is over a line that is not line {entry.of} of the log"
            now = digests.get(entry.of, "(there is none that can be read)")
            why = (f"stamped {entry.digest}", f"line {entry.of} now  {now}")
            yield finding("OR509", message, entry.span, why=why, remedy=_RESTORE_LOG)


def _payload(root: Path, capture: Capture) -> Iterator[Finding]:
    """The page inside the WARC, held against the log: a WARC of another page would have a right hash of its own."""
    with open_stored(root, capture.file) as stream:
        checked = check_warc(stream, _MOST_UNPACKED)
    if checked.faults:
        why = tuple(fault.why[:1].upper() + fault.why[1:] + "." for fault in checked.faults[:3])
        yield finding("OR502", f"{capture.file} is as captured, and cannot be read whole", capture.span, why=why)
    elif (capture.final_url, capture.digest) not in checked.pages:
        message = f"{capture.file} does not hold the page that the log tells of"
        held = next((digest for url, digest in checked.pages if url == capture.final_url), "(no such page)")
        yield finding("OR502", message, capture.span, why=_hashes(capture.digest, held))


def _unlogged(root: Path, logged: set[str]) -> Iterator[Finding]:
    """Files of the archive that the log does not name."""
    found = []
    for folder in (WARCS, FILES, TOKENS):
        for place, folders, names in os.walk(root / folder):
            folders.sort()
            for name in sorted(names):
                relative = (Path(place) / name).relative_to(root).as_posix()
                if relative not in logged:
                    found.append(relative)
    for relative in found[:_MOST_UNLOGGED]:
        shown = os.fsencode(relative).decode("utf-8", "backslashreplace")
        yield finding("OR510", f"{shown} is not in the log", Span(LOG))
    if len(found) > _MOST_UNLOGGED:
        yield finding("OR510", f"and {len(found) - _MOST_UNLOGGED:,} more files are not in the log", Span(LOG))
