"""An archive as a bag (BagIt 1.0, RFC 8493): a folder or a zip file with a manifest of SHA-256 digests.

Same archive, same time, same bytes. Imports ``onrecord.archive``, standard library.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from onrecord.archive.log import LOG
from onrecord.archive.public import Public, public_archive, read_whole
from onrecord.durable import sync_folder

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: its files and their bytes, and how many lines of the log were withheld."""

    files: int
    bytes: int
    withheld: int


class _Place(Protocol):
    """Where the files of a bag are written."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""


def export(
    root: Path,
    target: Path,
    at: datetime,
    public: Public,
    documents: Mapping[str, bytes],
    about: Mapping[str, str],
) -> Exported:
    """Export the archive of the dossier in ``root`` as a bag: a zip file where ``target`` ends so, else a folder.

    ``at`` is the time of the export, ``public`` says which lines of the log may leave, ``documents`` are further files
    of the payload by name (sources.json, claims), and ``about`` fields of bag-info.txt ("Source-Organization"). What
    stands at ``target`` is never overwritten. Raises ``FileExistsError``, other ``OSError``, ``UnsafeError``, and
    ``ValueError`` for a document whose name would leave the payload.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(f"{target} is there already")
    for name in documents:
        if name.startswith("archive/") or not _inside(name):
            raise ValueError(f"{name} cannot be the name of a file in a bag")
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        if target.suffix == ".zip":
            made = beside / target.name
            with made.open("xb") as sink, zipfile.ZipFile(sink, "w") as packed:
                exported = _write(_Zip(packed, target.stem, at), root, at, public, documents, about)
            with made.open("rb") as stream:
                os.fsync(stream.fileno())
        else:
            made = beside / target.name
            made.mkdir()
            exported = _write(_Folder(made), root, at, public, documents, about)
        made.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return exported


def _write(
    place: _Place, root: Path, at: datetime, public: Public, documents: Mapping[str, bytes], about: Mapping[str, str]
) -> Exported:
    archive = public_archive(root, public)
    manifest: dict[str, str] = {}
    size = 0

    def payload(name: str, data: bytes) -> None:
        nonlocal size
        place.write(f"data/{name}", data)
        manifest[f"data/{name}"] = hashlib.sha256(data).hexdigest()
        size += len(data)

    payload(LOG, archive.log)
    for file in archive.files:
        payload(file, read_whole(root, file))
    for name in sorted(documents):
        payload(name, documents[name])
    fields = {**about, "Bagging-Date": at.date().isoformat(), "Payload-Oxum": f"{size}.{len(manifest)}"}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {_one_line(text)}\n" for name, text in fields.items()).encode(),
        "manifest-sha256.txt": _manifest(manifest),
    }
    for name, data in tags.items():
        place.write(name, data)
    place.write(
        "tagmanifest-sha256.txt", _manifest({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
    )
    return Exported(len(manifest), size, archive.withheld)


def _manifest(digests: Mapping[str, str]) -> bytes:
    """Lines of digest and path; line ends and % in a path are escaped (RFC 8493, 2.1.3)."""
    lines = []
    for name, digest in sorted(digests.items()):
        escaped = name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
        lines.append(f"{digest}  {escaped}\n")
    return "".join(lines).encode()


def _inside(name: str) -> bool:
    parts = name.split("/")
    return bool(name) and "\\" not in name and "\0" not in name and not any(part in ("", ".", "..") for part in parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as sink:
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())


class _Zip:
    """A zip file with all files in one folder. Nothing is packed: the captures are packed already."""

    def __init__(self, packed: zipfile.ZipFile, folder: str, at: datetime) -> None:
        self.packed, self.folder = packed, folder
        self.at = max(_EARLIEST, (at.year, at.month, at.day, at.hour, at.minute, at.second))

    def write(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(f"{self.folder}/{name}", self.at)
        info.external_attr = _MODE
        info.create_system = 3
        self.packed.writestr(info, data)
