"""The snapshots of a dossier: the log that names them, their folders, which of them a dataset means.

May import: model, ``onrecord.durable``, standard library.

``data/snapshots/DATASET/DAY-HASH/`` holds a snapshot: its card, its rows, its sidecar. Nothing in it is ever changed. A
snapshot is there once a line of ``data/snapshots.jsonl`` names it; each line carries the hash of the card and that of
the line before, so that nothing can be taken away or put in between unseen.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from onrecord.data.cards import UnreadableError, line, read_card, read_line
from onrecord.durable import UnsafeError, hash_of, make_folder, open_stored, sync_folder
from onrecord.model.canonical import NOTHING_BEFORE, digest_of
from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Finding, Span
from onrecord.model.snapshot import Entry, KeptFile, Snapshot

STORE = "data/snapshots"
LOG = "data/snapshots.jsonl"
LOCK = "data/.snapshots.lock"
CARD = "snapshot.json"
_LARGEST_LOG = 64 << 20
_LARGEST_CARD = 4 << 20
_STORE_PATH = re.compile(r"data/snapshots/([A-Za-z][A-Za-z0-9_-]*)/?\Z")


@dataclass(frozen=True, slots=True)
class Book:
    """The log as read: its entries, what is wrong with it, and what the next line needs (``lines``, ``last``, ``end``).

    ``torn`` are the bytes after the last whole line, left by a killed run. ``sound`` is whether a line may be added.
    """

    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    last: str = NOTHING_BEFORE
    end: int = 0
    torn: bytes = b""

    @property
    def sound(self) -> bool:
        """Whether a line may be added: nothing is wrong with those that are there."""
        return not self.findings

    def of(self, dataset: str) -> tuple[Entry, ...]:
        """The entries of a dataset, oldest first."""
        return tuple(entry for entry in self.entries if entry.dataset == dataset)


def stored_name(path: str) -> str:
    """The dataset whose snapshots ``path`` of dossier.toml means; empty where it is the path of a file."""
    found = _STORE_PATH.match(path)
    return found[1] if found else ""


def folder_of(dataset: str, name: str) -> str:
    """The folder of a snapshot, from the dossier's root."""
    return f"{STORE}/{dataset}/{name}"


def read_book(root: Path) -> Book:
    """The log of the dossier in ``root``; an empty one where there is none."""
    try:
        with open_stored(root, LOG) as stream:
            data = stream.read(_LARGEST_LOG + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Book()
    except (OSError, UnsafeError) as error:
        return Book(findings=(_broken(f"cannot be read: {getattr(error, 'strerror', None) or error}"),))
    if len(data) > _LARGEST_LOG:
        return Book(findings=(_broken(f"is larger than {_LARGEST_LOG >> 20} MiB"),))
    return _parsed(data)


def _broken(what: str, number: int = 1) -> Finding:
    return finding("OR322", f"the log of snapshots {what}", Span(LOG, number))


def _parsed(data: bytes) -> Book:
    end = data.rfind(b"\n") + 1
    entries: list[Entry] = []
    before = NOTHING_BEFORE
    for number, text in enumerate(data[:end].split(b"\n")[:-1], 1):
        try:
            entry = read_line(text)
        except UnreadableError as error:
            return Book(tuple(entries), (_broken(f"cannot be read from line {number} on: {error}", number),))
        if entry.previous != before or entry.n != number:
            what = f"is broken at line {number}: it does not follow from what stands before it"
            return Book(tuple(entries), (_broken(what, number),))
        entries.append(entry)
        before = entry.line_digest
    return Book(tuple(entries), (), before, end, data[end:])


def append(root: Path, book: Book, entry: Entry) -> Book:
    """Add a line to the log; the log as it is then. A torn last line, which no reader counts, is cut off first.

    Call it with the lock held and a sound log. Raises ``UnsafeError`` and ``OSError``.
    """
    entry = replace(entry, n=len(book.entries) + 1, previous=book.last)
    text = line(entry)
    make_folder(root, "data")
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(root / LOG, flags, 0o644)
    try:
        if os.fstat(handle).st_size != book.end + len(book.torn):
            raise UnsafeError(f"{LOG} was changed while onrecord was at work")
        os.ftruncate(handle, book.end)
        os.lseek(handle, 0, os.SEEK_END)
        left = text + b"\n"
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(root / "data")
    entry = replace(entry, line_digest=digest_of(text))
    return Book((*book.entries, entry), (), entry.line_digest, book.end + len(text) + 1)


def read_snapshot(root: Path, entry: Entry) -> Snapshot | Finding:
    """The snapshot that a line of the log names, from its card, which must be the one that was added."""
    path = f"{folder_of(entry.dataset, entry.snapshot)}/{CARD}"
    try:
        with open_stored(root, path) as stream:
            data = stream.read(_LARGEST_CARD + 1)
    except (OSError, UnsafeError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "is missing" if missing else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return finding("OR321", f"snapshot {entry.snapshot} of {entry.dataset}: its card {why}", Span(path))
    if digest_of(data) != entry.card:
        what = (
            f"snapshot {entry.snapshot} of {entry.dataset}: its card is not the one that line {entry.n} of {LOG} names"
        )
        return finding("OR321", what, Span(path), why=(f"logged: {entry.card}", f"found:  {digest_of(data)}"))
    try:
        found = read_card(data)
    except UnreadableError as error:
        return finding("OR321", f"snapshot {entry.snapshot} of {entry.dataset}: its card is wrong: {error}", Span(path))
    if (found.dataset, found.name) != (entry.dataset, entry.snapshot):
        what = f"snapshot {entry.snapshot} of {entry.dataset}: its card is that of another snapshot"
        return finding("OR321", what, Span(path))
    return found


def file_fault(root: Path, snapshot: Snapshot, file: KeptFile) -> Finding | None:
    """What is wrong with a file of a snapshot, read whole and hashed."""
    path = f"{folder_of(snapshot.dataset, snapshot.name)}/{file.name}"
    try:
        with open_stored(root, path) as stream:
            digest, size = hash_of(stream)
    except (OSError, UnsafeError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "is missing" if missing else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return finding("OR321", f"snapshot {snapshot.name} of {snapshot.dataset}: {file.name} {why}", Span(path))
    if digest == file.digest:
        return None
    other = "has other bytes" if size == file.bytes else f"has {size:,} bytes where it had {file.bytes:,}"
    what = f"snapshot {snapshot.name} of {snapshot.dataset}: {file.name} is not the file that was added: it {other}"
    return finding("OR321", what, Span(path), why=(f"added: {file.digest}", f"found: {digest}"))


def chosen(root: Path, spec: DatasetSpec, known: date | None, book: Book) -> Snapshot | Finding:
    """The snapshot that a dataset of the dossier means: of those retrieved by ``known``, if given, the newest; else the
    one that data/snapshots.toml pins; else the newest. Of two retrieved on one day the one added last is newer."""
    if book.findings:
        return book.findings[0]
    name = stored_name(spec.path)
    entries = book.of(name)
    if not entries:
        remedy = f"Add one: `onrecord data add FILE --as {name}`."
        return finding("OR320", f"dataset {spec.id}: there is no snapshot of {name}", spec.span, remedy=remedy)
    if known is None and spec.sha256:
        pinned = [one for one in entries if one.snapshot.endswith(spec.sha256[:12].lower())]
        if not pinned:
            what = f"dataset {spec.id}: data/snapshots.toml pins a file that no snapshot of {name} was made from"
            remedy = f"Pin one that is there: `onrecord pin . {spec.id}` pins the newest."
            return finding("OR320", what, spec.span, why=(f"pinned: {spec.sha256}",), remedy=remedy)
        return read_snapshot(root, pinned[-1])
    then = [one for one in entries if known is None or date.fromisoformat(one.snapshot[:10]) <= known]
    if not then:
        first = min(one.snapshot for one in entries)[:10]
        what = f"dataset {spec.id}: no snapshot of {name} was retrieved by {known}; the first is of {first}"
        remedy = f"Add the release of that time: `onrecord data add FILE --as {name} --retrieved DATE`."
        return finding("OR320", what, spec.span, remedy=remedy)
    return read_snapshot(root, max(then, key=lambda one: (one.snapshot[:10], one.n)))


def strays(root: Path, book: Book) -> tuple[Finding, ...]:
    """The folders of snapshots that no line of the log names."""
    logged = {folder_of(one.dataset, one.snapshot) for one in book.entries}
    found = []
    for folder in sorted((root / STORE).glob("*/*")):
        path = folder.relative_to(root).as_posix()
        if path not in logged and not folder.name.startswith("."):
            found.append(finding("OR324", f"{path} is in no line of the log of snapshots", Span(path)))
    return tuple(found)
