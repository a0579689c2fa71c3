"""Files of the archive: written beside, synced, renamed to their hash; and the lock that keeps two runs apart.

A file is there whole or not at all, whenever the process is killed. Imports: ``onrecord.durable``, stdlib.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord import durable
from onrecord.durable import InUseError as InUseError
from onrecord.durable import UnsafeError as UnsafeError
from onrecord.durable import hash_of as hash_of
from onrecord.durable import make_folder, sync_folder
from onrecord.durable import open_stored as open_stored

ARCHIVE = "archive"
WARCS, FILES, TOKENS = f"{ARCHIVE}/warc", f"{ARCHIVE}/files", f"{ARCHIVE}/tokens"
LOCK = f"{ARCHIVE}/.lock"
_BESIDE = ".unfinished-"


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


def clear_unfinished(root: Path) -> None:
    """Remove what killed runs had begun to write; call it with the lock held. Nothing of it is in the log."""
    for folder in (WARCS, FILES, TOKENS):
        for path in sorted((root / folder).glob(f"{_BESIDE}*")):
            with suppress(OSError):
                path.unlink()


@contextmanager
def locked(root: Path, who: str) -> Iterator[None]:
    """Hold the archive's lock, as ``onrecord.durable.locked`` does."""
    with durable.locked(root, LOCK, who):
        yield
