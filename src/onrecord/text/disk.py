"""The files of a dossier as bytes and text: safe to open, decoded, and written whole or not at all.

Nothing here blocks or fills the memory: a file is opened only after it is known to be a regular file inside the
dossier and no larger than a text file can be. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from onrecord.model.finding import Span
from onrecord.text.log import Log

_MIB = 1024 * 1024
LIMIT = 16 * _MIB
"""The most bytes a text file has."""
LIMITS = {".md": 4 * _MIB, ".toml": 2 * _MIB, ".bib": 8 * _MIB}
"""What a person writes is smaller than what a program exports; the time to read it grows with its parts."""
MOST_LINES = {".md": 50_000, ".toml": 50_000}

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = {
    b"PK\x03\x04": "a zip archive (a spreadsheet or word-processor file is one)",
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}


class Disk:
    """A dossier's folder. ``texts`` holds every file read so far: BOM taken off, line ends LF."""

    def __init__(self, root: Path, log: Log) -> None:
        self.root, self._log = root, log
        try:
            self._real = os.path.realpath(root)
        except OSError:  # the folder that one stands in has been removed
            self._real = str(root)
        self.texts: dict[str, str] = {}

    def is_folder(self, log: Log) -> bool:
        """Whether the dossier is a folder at all; if not, with a finding."""
        name = displayed(str(self.root))
        remedy = "Name the folder that holds dossier.toml; `onrecord new` makes one."
        try:
            if stat.S_ISDIR(os.stat(self.root).st_mode):  # noqa: PTH116
                return True
            log.add("OR007", f"{name} is no folder", Span("dossier.toml"), remedy=remedy)
        except (FileNotFoundError, NotADirectoryError):
            log.add("OR001", f"there is no folder {name}", Span("dossier.toml"), remedy=remedy)
        except (OSError, ValueError) as error:
            log.add("OR007", f"{name} cannot be opened: {_reason(error)}", Span("dossier.toml"), remedy=remedy)
        return False

    def exists(self, relative: str) -> bool:
        """Whether something of this name is there, even a broken link."""
        return os.path.lexists(self.root / relative)

    def read(self, relative: str, *, needed: bool = False, shown: str = "") -> str | None:
        """The text of a file, or ``None``, with a finding unless the file is absent and not ``needed``."""
        file = shown or relative
        data = self._bytes(relative, file, needed)
        if data is None:
            return None
        text = self._decode(data, file)
        if text is None:
            return None
        lines, most = text.count("\n"), MOST_LINES.get(_ending(file), LIMIT)
        if lines > most:
            remedy = "Split it into several files." if file.endswith(".md") else ""
            self._log.add(
                "OR008", f"the file has {lines:,} lines; at most {most:,} are read", Span(file), remedy=remedy
            )
            return None
        self.texts[file] = text
        return text

    def names(self, relative: str) -> tuple[list[str], list[str]]:
        """Names of the files and of the folders in a folder, each sorted; hidden ones left out.

        What is neither (a broken link, a pipe) is among the files: reading it gives the finding.
        """
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(self.root / relative) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        (folders if _is_folder(entry) else files).append(entry.name)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            self._log.add("OR007", f"the folder cannot be opened: {_reason(error)}", Span(relative))
        return sorted(files), sorted(folders)

    def leaves(self, relative: str) -> bool:
        """Whether a path, as written, points outside the dossier: by itself or through a link."""
        if relative.startswith("/") or PureWindowsPath(relative).drive:
            return True
        lexical = os.path.normpath(relative.replace("\\", "/"))
        if lexical == ".." or lexical.startswith(("../", "/")):
            return True
        try:
            real = os.path.realpath(os.path.join(self._real, relative))  # noqa: PTH118 (as given, bytes and all)
        except (OSError, ValueError):
            return False
        return not self._inside(real)

    def _inside(self, real: str) -> bool:
        return real == self._real or real.startswith(self._real.rstrip(os.sep) + os.sep)

    def _bytes(self, relative: str, file: str, needed: bool) -> bytes | None:
        here = Span(file)
        try:
            real = os.path.realpath(self.root / relative, strict=True)
        except (FileNotFoundError, NotADirectoryError):
            if self.exists(relative):
                self._log.add("OR007", "the link points to nothing", here)
            elif needed:
                self._log.add("OR001", "the file is not there", here)
            return None
        except (OSError, ValueError) as error:
            self._log.add("OR007", _reason(error), here)
            return None
        if not self._inside(real):
            self._log.add("OR006", "the link points outside the dossier", here)
            return None
        return self._open(real, here)

    def _open(self, real: str, here: Span) -> bytes | None:
        limit = LIMITS.get(_ending(here.file), LIMIT)
        try:
            mode = os.stat(real).st_mode  # noqa: PTH116
            if not stat.S_ISREG(mode):
                self._log.add("OR007", f"{_kind(mode)}, not a file", here)
                return None
            handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as stream:
                found = os.fstat(stream.fileno())
                if not stat.S_ISREG(found.st_mode):
                    self._log.add("OR007", f"{_kind(found.st_mode)}, not a file", here)
                    return None
                data = stream.read(limit + 1) if found.st_size <= limit else b""
                if found.st_size > limit or len(data) > limit:
                    size = max(found.st_size, len(data)) / _MIB
                    self._log.add("OR008", f"the file has {size:.1f} MiB; at most {limit // _MIB} are read", here)
                    return None
                return data
        except (OSError, ValueError) as error:
            self._log.add("OR007", _reason(error), here)
            return None

    def _decode(self, data: bytes, file: str) -> str | None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
            width = 32 if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) else 16
            self._log.add("OR002", f"the file is encoded as UTF-{width}", Span(file))
            return None
        kind = next((name for start, name in _SIGNATURES.items() if data.startswith(start)), "")
        found = _BINARY.search(data)
        if kind or (found and b"\0" in data):
            self._not_text(data, file, kind, found.start() if found else 0)
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self._not_utf8(data, error.start, file)
            return None
        if text.startswith("\ufeff"):
            self._log.add("OR003", "the file starts with a byte-order mark", Span(file))
            text = text.lstrip("\ufeff")  # programs that do not know the mark add a second one
        return self._line_ends(text, file)

    def _line_ends(self, text: str, file: str) -> str:
        if "\r" not in text:
            return text
        at = text.index("\r")
        windows = text.count("\r\n")
        alone = text.count("\r") - windows
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        kinds = [f"{windows} Windows line ends (CRLF)"] * (windows > 0) + [f"{alone} lone CR"] * (alone > 0)
        self._log.add("OR004", "the file has " + " and ".join(kinds), Span(file, line, column))
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _not_text(self, data: bytes, file: str, kind: str, at: int) -> None:
        sample = data[:4096]
        if not kind and max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) * 0.3:
            self._log.add("OR002", "the file is encoded as UTF-16, without a byte-order mark", Span(file))
            return
        if kind:
            self._log.add("OR005", f"the file is {kind}", Span(file))
            return
        line = data.count(b"\n", 0, at) + 1
        message = f"binary content: byte 0x{data[at]:02X} at offset {at}"
        self._log.add("OR005", message, Span(file, line))

    def _not_utf8(self, data: bytes, at: int, file: str) -> None:
        """Say which byte it is, on which line, and which encoding the file probably has."""
        sample = data[:65536]
        if len(_BINARY.findall(sample)) > len(sample) / 50 + 2:
            self._log.add("OR005", f"binary content: byte 0x{data[at]:02X} at offset {at}", Span(file))
            return
        line = data.count(b"\n", 0, at) + 1
        start = data.rfind(b"\n", 0, at) + 1
        crop = max(start, at - 200)
        before = data[crop:at].decode("utf-8", "replace")
        end = data.find(b"\n", at, at + 200)
        after = data[at : end if end >= 0 else at + 200]
        try:
            guess, name = after[:1].decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            guess, name = after[:1].decode("latin-1"), "ISO 8859-1"
        shown = f' (there the byte is "{guess}")' if guess.isprintable() else ""
        column = len(data[start:at].decode("utf-8", "replace")) + 1 if at - start < 1_000_000 else 1
        excerpt = before + after.decode("cp1252", "replace") if crop == start else ""
        self._log.add(
            "OR002",
            f"byte 0x{data[at]:02X} at offset {at} is not UTF-8; the encoding is probably {name}{shown}",
            Span(file, line, column),
            excerpt=excerpt.rstrip("\r"),
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _ending(file: str) -> str:
    return PurePosixPath(file).suffix.lower()


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a loop of links"
    return (error.strerror or "cannot be opened") if isinstance(error, OSError) else str(error)


def displayed(name: str) -> str:
    """A file name as text that can be printed: bytes that are not UTF-8 as ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
