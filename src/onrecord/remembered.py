"""What a check said of a dossier of which nothing has changed since: said again without computing anything.

A run is watched: every file of the dossier that it opens is noted, and hashed once it is done. Its output is kept
beside those hashes in the user's own cache. It is given out again only while the options and onrecord itself are the
same, the history that git keeps of the dossier ends where it did, every file that was opened has the same bytes (of a
snapshot as of a claim), every other file of the dossier has the same size and times, and none was added or removed.

Nothing is kept of a dossier in which something is marked as not public, of a run during which a file was written, or of
one in which a check could not run. What is kept is text: a damaged or foreign entry is computed anew. Imports: the
standard library, ``onrecord.durable``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.durable import atomic_write_bytes, hash_of

FOLDER = "ONRECORD_CACHE"
"""The environment variable that names the folder, or says "off"."""
_FORMAT = 1
_MOST = 100
"""How many outputs are kept; the oldest go first."""
_LARGEST = 32 << 20
_MOST_FILES = 50_000
_SETTLED = 50_000_000
"""Nanoseconds that a file must have lain unchanged before the run: clocks of file systems are coarse."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a run wrote to standard output, and its exit code."""

    output: str
    exit_code: int


@dataclass
class Watched:
    """The files that a run opens, by path from the dossier's root."""

    root: str
    opened: set[str] = field(default_factory=set)
    since: int = 0


_watched: list[Watched] = []
_hooked = False


def _noted(event: str, given: tuple[object, ...]) -> None:
    """What Python calls at every event that it lets one audit."""
    if event == "open" and _watched and given and isinstance(given[0], str | bytes):
        path = os.path.abspath(os.fsdecode(given[0]))  # noqa: PTH100
        for one in _watched:
            if path.startswith(one.root + os.sep):
                one.opened.add(path[len(one.root) + 1 :])


@contextmanager
def watching(root: Path) -> Iterator[Watched]:
    """Note every file below ``root`` that is opened meanwhile."""
    global _hooked
    if not _hooked:
        sys.addaudithook(_noted)  # it stays for good, and does nothing while nobody watches
        _hooked = True
    one = Watched(os.path.abspath(root), since=time.time_ns())  # noqa: PTH100
    _watched.append(one)
    try:
        yield one
    finally:
        _watched.remove(one)


def recalled(root: Path, options: Sequence[str]) -> Said | None:
    """What was said of the dossier with these options, if nothing has changed since; ``None`` where it must be
    computed."""
    path = _entry(root, options)
    if path is None:
        return None
    try:
        if path.stat().st_size > _LARGEST:
            return None
        kept = json.loads(path.read_bytes())
        said = Said(kept["output"], int(kept["exit_code"]))
        if kept["format"] != _FORMAT or kept["onrecord"] != _own() or kept["history"] != _history(root):
            return None
        read: dict[str, str] = kept["read"]
        if _lying(root, read) != kept["lying"]:
            return None
        if not isinstance(said.output, str) or any(_hash(root, name) != digest for name, digest in read.items()):
            return None
        with suppress(OSError):
            os.utime(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return said


def remember(root: Path, options: Sequence[str], watched: Watched, said: Said) -> bool:
    """Keep what was said. False where nothing is kept: the cache is off, a file changed during the run, or the cache
    cannot be written."""
    path = _entry(root, options)
    if path is None:
        return False
    try:
        read = {name: _hash(root, name) for name in sorted(watched.opened)}
        lying = _lying(root, read, watched.since - _SETTLED)
        if lying is None:
            return False
        kept = {
            "format": _FORMAT,
            "onrecord": _own(),
            "history": _history(root),
            "read": read,
            "lying": lying,
            "output": said.output,
            "exit_code": said.exit_code,
        }
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic_write_bytes(path, json.dumps(kept).encode("utf-8"), lasting=False)
        path.chmod(0o600)
        _prune(path.parent)
    except (OSError, ValueError):
        return False
    return True


def _entry(root: Path, options: Sequence[str]) -> Path | None:
    """Where what is said of a dossier with some options is kept; ``None``: nowhere."""
    folder = _folder()
    if folder is None:
        return None
    told = json.dumps([os.path.realpath(root), os.path.abspath(root), os.fspath(root), *options])  # noqa: PTH100
    return folder / f"{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def _folder() -> Path | None:
    named = os.environ.get(FOLDER, "")
    if named == "off":
        return None
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
    return Path(base) / "onrecord" / "checks" if base else None


def _hash(root: Path, name: str) -> str:
    """The hash of a file of the dossier; "absent" where it cannot be read."""
    try:
        with (root / name).open("rb") as stream:
            return hash_of(stream)[0]
    except OSError:
        return "absent"


def _lying(root: Path, read: dict[str, str], before: int | None = None) -> str | None:
    """A hash of what lies in the dossier: the name of every file, and the size and times of those not ``read``.
    ``None`` where one was written after ``before``, or there are too many."""
    found = hashlib.sha256()
    for count, (name, one) in enumerate(_files(os.fspath(root))):
        if count > _MOST_FILES or (before is not None and max(one.st_mtime_ns, one.st_ctime_ns) > before):
            return None
        times = "" if name in read else f"{one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}"
        found.update(f"{name}\0{times}\0".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _files(root: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder in the order of names; git's own folder is looked at by itself."""
    with os.scandir(os.path.join(root, below)) as entries:  # noqa: PTH118
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name != ".git":
                yield from _files(root, name)
        else:
            yield name, entry.stat(follow_symlinks=False)


def _history(root: Path) -> list[str]:
    """Where the history that git keeps of the dossier ends; empty where there is none."""
    for folder in (Path(os.path.realpath(root)), *Path(os.path.realpath(root)).parents):
        git = folder / ".git"
        if git.is_file():
            git = folder / git.read_text("utf-8").partition("gitdir:")[2].strip()
        if git.is_dir():
            return list(_ends(git))
    return []


def _ends(git: Path) -> Iterator[str]:
    with suppress(OSError):
        common = git / (git / "commondir").read_text("utf-8").strip()
        yield from _ends(common)
    for name in ("HEAD", "packed-refs", "shallow", "index", "config", "info/grafts"):
        with suppress(OSError):
            yield f"{name} {hashlib.sha256((git / name).read_bytes()).hexdigest()}"
    for path in sorted((git / "refs").rglob("*")):
        if path.is_file():
            yield f"{path.relative_to(git).as_posix()} {path.read_text('utf-8', 'replace').strip()}"


def _own() -> str:
    """What tells one onrecord from another: its files, Python, and the libraries installed beside it."""
    home = Path(__file__).parent
    found = hashlib.sha256(f"{sys.version} {sys.platform}".encode())
    for name, one in _files(os.fspath(home)):
        if not name.endswith(".pyc"):
            found.update(f"{name} {one.st_size} {one.st_mtime_ns}\0".encode())
    for folder in sys.path:
        with suppress(OSError):
            if folder.endswith("site-packages"):
                found.update(f"{folder} {Path(folder).stat().st_mtime_ns}\0".encode())
    return found.hexdigest()


def _prune(folder: Path) -> None:
    """Leave the newest entries only."""
    entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in entries[_MOST:]:
        path.unlink(missing_ok=True)
