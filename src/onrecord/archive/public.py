"""What of an archive may be given away: the log with its withheld lines as stubs, and the files that it names.

A stub keeps a line's hash, so that the chain can still be followed, and nothing else of it. Imports
``onrecord.model``, ``onrecord.archive``, standard library.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive.lines import UnreadableError, digest_of, read_line
from onrecord.archive.log import LOG
from onrecord.archive.storing import open_stored
from onrecord.model.capture import Capture, Failed, Logged
from onrecord.model.finding import Span

Public = Callable[[Logged], bool]
"""Whether a line of the log, and the files it names, may be given away."""


@dataclass(frozen=True, slots=True)
class PublicArchive:
    """``log`` are the bytes of the log to give away, ``files`` the paths of the files from the dossier's root, sorted;
    ``captures`` the captures among them, and ``withheld`` how many lines were left out."""

    log: bytes
    files: tuple[str, ...]
    captures: tuple[Capture, ...]
    withheld: int


def public_archive(root: Path, public: Public) -> PublicArchive:
    """What of the archive in ``root`` may be given away. A line that cannot be read is withheld.

    Raises ``OSError`` and ``UnsafeError`` where there is no log to read.
    """
    with open_stored(root, LOG) as stream:
        data = stream.read()
    lines: list[bytes] = []
    files: set[str] = set()
    captures: list[Capture] = []
    withheld = 0
    for number, line in enumerate(data[: data.rfind(b"\n") + 1].split(b"\n")[:-1], 1):
        entry = _entry(line, number)
        if entry is None or not public(entry):
            stub = {"kind": "withheld", "line_digest": digest_of(line), "n": number}
            lines.append(json.dumps(stub, sort_keys=True, separators=(",", ":")).encode())
            withheld += 1
            continue
        lines.append(line)
        if isinstance(entry, Capture):
            captures.append(entry)
            files.update(each.file for each in entry.attached)
        if not isinstance(entry, Failed):
            files.add(entry.file)
    return PublicArchive(b"".join(line + b"\n" for line in lines), tuple(sorted(files)), tuple(captures), withheld)


def _entry(line: bytes, number: int) -> Logged | None:
    try:
        return read_line(line, Span(LOG, number))
    except UnreadableError:
        return None


def read_whole(root: Path, file: str) -> bytes:
    """The bytes of a file of the archive. Raises ``OSError`` and ``UnsafeError``."""
    with open_stored(root, file) as stream:
        return stream.read()
