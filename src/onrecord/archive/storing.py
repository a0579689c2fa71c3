"""Files of the archive: written beside, synced, renamed to their hash; and the lock that keeps two runs apart.

A file is there whole or not at all, whenever the process is killed. Imports: the standard library.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ARCHIVE = "archive"
WARCS, FILES, TOKENS = f"{ARCHIVE}/warc", f"{ARCHIVE}/files", f"{ARCHIVE}/tokens"
LOCK = f"{ARCHIVE}/.lock"
_BESIDE = ".unfinished-"
_PIECE = 1024 * 1024


class InUseError(Exception):
    """Another run has the archive; the text says which, as far as is known."""


class UnsafeError(Exception):
    """A folder or file of the archive is not what it should be: a link, a pipe."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the archive: its path from the dossier's root, its hash ("sha256:...") and its size."""

    file: str
    digest: str
    bytes: int


class Sink:
    """A file that is hashed while it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.hash, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write bytes."""
        self.hash.update(data)
        self.size += len(data)
        return self._stream.write(data)

    def flush(self) -> None:
        """Let no byte wait."""
        self._stream.flush()


def store(root: Path, folder: str, suffix: str, write: Callable[[Sink], None]) -> Stored:
    """Write a file with ``write`` and keep it in ``folder`` under its hash. Raises ``OSError``."""
    home = root / folder
    make_folder(root, folder)
    beside = home / f"{_BESIDE}{os.getpid()}"
    try:
        with open(beside, "wb") as stream:  # noqa: PTH123 (a path object's open is the same)
            hashing = Sink(stream)
            write(hashing)
            stream.flush()
            os.fsync(stream.fileno())
        digest = hashing.hash.hexdigest()
        relative = f"{folder}/{digest[:2]}/{digest}{suffix}"
        make_folder(root, f"{folder}/{digest[:2]}")
        os.replace(beside, root / relative)  # noqa: PTH105
        sync_folder((root / relative).parent)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return Stored(relative, f"sha256:{digest}", hashing.size)


def writer(data: bytes) -> Callable[[Sink], None]:
    """What ``store`` wants, of bytes at hand."""

    def write(sink: Sink) -> None:
        sink.write(data)

    return write


def make_folder(root: Path, folder: str) -> None:
    """Make a folder of the archive. No part of its path may be a link: it would lead out of the dossier.

    Raises ``UnsafeError`` and ``OSError``.
    """
    path = root
    for part in folder.split("/"):
        path = path / part
        with suppress(FileExistsError):
            path.mkdir()
            sync_folder(path.parent)
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise UnsafeError(f"{path.relative_to(root).as_posix()} is a link or a file; it should be a folder")


def sync_folder(path: Path) -> None:
    """Make renames in a folder last. Not every file system can."""
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def clear_unfinished(root: Path) -> None:
    """Remove what killed runs had begun to write; call it with the lock held. Nothing of it is in the log."""
    for folder in (WARCS, FILES, TOKENS):
        for path in sorted((root / folder).glob(f"{_BESIDE}*")):
            with suppress(OSError):
                path.unlink()


def open_stored(root: Path, relative: str) -> BinaryIO:
    """Open a file of the archive for reading: a regular file, no part of whose path is a link.

    Raises ``UnsafeError`` and ``OSError``.
    """
    path = root
    for part in relative.split("/"):
        path = path / part
        if stat.S_ISLNK(path.lstat().st_mode):
            raise UnsafeError(f"{path.relative_to(root).as_posix()} is a link")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnsafeError(f"{relative} is no file")
    return os.fdopen(handle, "rb")


def hash_of(stream: BinaryIO) -> tuple[str, int]:
    """The hash ("sha256:...") and the size of the rest of a file."""
    found, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        found.update(piece)
        size += len(piece)
    return f"sha256:{found.hexdigest()}", size


@contextmanager
def locked(root: Path, who: str) -> Iterator[None]:
    """Hold the archive's lock; ``who`` is written into it for others to see.

    The system frees the lock when the process ends, however it ends. Raises ``InUseError``, ``UnsafeError`` and
    ``OSError``.
    """
    make_folder(root, ARCHIVE)
    path = root / LOCK
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            told = os.read(handle, 200).decode("utf-8", "replace").strip()
            os.close(handle)
            raise InUseError(told) from None
        # The one who held it may have removed the file meanwhile: then the lock is on nothing.
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                break
        os.close(handle)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, who.encode("utf-8"))
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        os.lseek(handle, 1 << 30, os.SEEK_SET)  # past what is written, so that others can read it
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
