"""Files that are there whole or not at all, whenever a process is killed: replaced atomically, folders synced, a lock.

What the packages that write share. Imports: the standard library.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PIECE = 1024 * 1024
_TRIES, _PAUSE = 50, 0.01


class InUseError(Exception):
    """Another run holds the lock; the text says which, as far as is known."""


class UnsafeError(Exception):
    """A folder or file is not what it should be: a link, a pipe."""


def atomic_write(path: Path, text: str) -> None:
    """Replace the file at ``path`` by ``text`` in UTF-8, whole or not at all, keeping its permissions.

    A link is followed: the file it points to is replaced. Raises ``OSError``.
    """
    atomic_write_bytes(path, text.encode("utf-8"))


def atomic_write_bytes(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace the file at ``path`` as ``atomic_write`` does. What can be made again need not be ``lasting``: whether it
    has reached the disk is then not waited for."""
    target = Path(os.path.realpath(path))
    handle, beside = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        os.chmod(beside, mode)  # noqa: PTH101
        os.replace(beside, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise
    if lasting:
        sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def make_folder(root: Path, folder: str) -> None:
    """Make a folder below ``root``. No part of its path may be a link: it would lead out of the dossier.

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


def open_stored(root: Path, relative: str) -> BinaryIO:
    """Open a file below ``root`` for reading: a regular file, no part of whose path is a link.

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
def locked(root: Path, lock: str, who: str) -> Iterator[None]:
    """Hold the lock that is the file ``lock`` in a folder below ``root``; ``who`` is written into it for others to see.

    The system frees the lock when the process ends, however it ends. Raises ``InUseError``, ``UnsafeError`` and
    ``OSError``.
    """
    make_folder(root, lock.rpartition("/")[0])
    path = root / lock
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            told = _holder(handle)
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


def _holder(handle: int) -> str:
    """Who holds a lock. It is written right after the lock was taken: that moment is waited for."""
    for _ in range(_TRIES):
        os.lseek(handle, 0, os.SEEK_SET)
        told = os.read(handle, 200).decode("utf-8", "replace").strip()
        if told:
            return told
        time.sleep(_PAUSE)
    return "it has not said which"


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
