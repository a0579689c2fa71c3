"""Keeping releases of data: a file is received, read, and kept as a snapshot that nothing changes any more.

Joins the data and the text packages. The clock comes in as an argument. A snapshot is written beside its place and
moved there, and is counted only once the log names it: a run that is killed leaves the old state.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from onrecord.data.cards import card
from onrecord.data.files import sha256_of
from onrecord.data.snapshots import (
    CARD,
    LOCK,
    STORE,
    Book,
    append,
    file_fault,
    folder_of,
    read_book,
    read_snapshot,
    stored_name,
    strays,
)
from onrecord.durable import atomic_write, atomic_write_bytes, locked, make_folder, sync_folder
from onrecord.model.canonical import digest_of
from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding, Span
from onrecord.model.snapshot import Entry, Received, Release, Snapshot
from onrecord.opening import Progress, country_lookup, silent

_BESIDE = ".unfinished-"


class BrokenLogError(Exception):
    """The log of snapshots is broken, so nothing is added to it; ``findings`` say where."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the log of snapshots is broken")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: its snapshot, or none where it cannot be used (``findings`` say why).

    ``new`` is false where the same file was there already. ``like`` is an earlier snapshot that says the same in
    every row, though its file was another. ``later`` is the name of a snapshot that was retrieved after this one, so
    that the dataset means that one still; ``behind`` when the last line of the log was written, if the clock is before
    that.
    """

    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    new: bool = True
    like: str = ""
    later: str = ""
    behind: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came in: where it lies, when it was retrieved, what it is, and the address it came from."""

    path: Path
    retrieved: date
    release: Release = field(default_factory=Release)
    address: str = ""


def name_from(file: str) -> str:
    """A dataset's name from a file's: "GED Event v25_1.csv" is ged-event-v25_1."""
    plain = re.sub(r"[^a-z0-9_]+", "-", Path(file).stem.casefold()).strip("-_")
    return re.sub(r"\A[^a-z]+", "", plain)


def declare(root: Path, name: str) -> bool:
    """Add a table for the snapshots of ``name`` at the end of dossier.toml; false where it would not be read as that.

    Nothing else in the file is touched. Raises ``OSError``.
    """
    import tomllib

    from onrecord.text.settings import SETTINGS

    path = root / SETTINGS
    old = path.read_bytes().decode("utf-8-sig")
    end = "\r\n" if "\r\n" in old else "\n"
    gap = "" if old.endswith(("\n", "\r")) or not old else end
    new = f'{old}{gap}{end}[datasets.{name}]{end}path = "{STORE}/{name}"{end}'
    try:
        table = tomllib.loads(new)["datasets"][name]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return False
    if table != {"path": f"{STORE}/{name}"}:
        return False
    atomic_write(path, new)
    return True


def spec_for(dossier: Dossier | None, name: str, arrival: Arrival) -> DatasetSpec:
    """How the file is read: as dossier.toml describes the dataset with these snapshots, else by its columns alone."""
    path = arrival.path.name
    described = [one for one in dossier.datasets if stored_name(one.path) == name] if dossier else []
    if not described:
        return DatasetSpec(name, path, Span(path), version=arrival.release.name)
    # What the rows show to be covered is kept; what dossier.toml says of it is put over it when the snapshot is opened.
    return replace(
        described[0], id=name, path=path, version=arrival.release.name, covers=None, covers_of=(), sha256="",
        complete=False, span=Span(path),
    )  # fmt: skip


def add(
    root: Path,
    dossier: Dossier | None,
    name: str,
    arrival: Arrival,
    now: datetime,
    tool: str,
    progress: Progress = silent,
) -> Added:
    """Keep a file as a snapshot of the dataset ``name`` of the dossier in ``root``.

    Raises ``BrokenLogError``, ``onrecord.durable.InUseError`` (another run is adding), ``UnsafeError``, ``OSError``.
    """
    progress("hashing the file")
    sha256 = sha256_of(arrival.path)
    with _writing(root, now) as book:
        there = [one for one in book.of(name) if one.snapshot.endswith(sha256[:12])]
        if there:
            found = read_snapshot(root, there[-1])
            if isinstance(found, Finding):
                return Added(None, (found,), new=False)
            return Added(found, (), new=False)
        made = _make(root, dossier, name, arrival, sha256, tool, progress)
        if made.snapshot is None:
            return made
        entry = Entry(0, now, name, made.snapshot.name, digest_of(card(made.snapshot)), "")
        like = _like(root, book, made.snapshot)
        append(root, book, entry)
        later = max((one.snapshot for one in book.of(name)), default="")
        behind = book.entries[-1].at if book.entries and book.entries[-1].at > now else None
        return replace(made, like=like, later=later if later[:10] > made.snapshot.name[:10] else "", behind=behind)


def _like(root: Path, book: Book, snapshot: Snapshot) -> str:
    """The name of the last earlier snapshot with the same content."""
    for entry in reversed(book.of(snapshot.dataset)):
        found = read_snapshot(root, entry)
        if isinstance(found, Snapshot) and found.content == snapshot.content:
            return found.name
    return ""


@contextmanager
def _writing(root: Path, now: datetime) -> Iterator[Book]:
    """The log with its lock held and what killed runs had begun removed."""
    who = f"process {os.getpid()}, since {now:%Y-%m-%d %H:%M:%S}"
    with locked(root, LOCK, who):
        book = read_book(root)
        if not book.sound:
            raise BrokenLogError(book.findings)
        for left in sorted((root / STORE).glob(f"*/{_BESIDE}*")):
            shutil.rmtree(left, ignore_errors=True)
        yield book


def _make(
    root: Path, dossier: Dossier | None, name: str, arrival: Arrival, sha256: str, tool: str, progress: Progress
) -> Added:
    """Read the file and put the snapshot in its folder; the log does not name it yet."""
    import duckdb

    from onrecord.data.connection import connect
    from onrecord.data.ingest import described, write_tables
    from onrecord.data.open import open_dataset
    from onrecord.dossier_vocabulary import vocabulary_of
    from onrecord.vocabulary import load_builtin

    home = f"{STORE}/{name}"
    make_folder(root, home)
    beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=root / home))
    try:
        con = connect()
        con.execute("SET temp_directory = ?", [str(beside)])
        vocabulary = vocabulary_of(dossier)[0] if dossier else load_builtin()
        spec = spec_for(dossier, name, arrival)
        progress(f"reading {spec.path}")
        dataset, findings = open_dataset(spec, arrival.path.parent, con, country_lookup(vocabulary))
        if dataset is None:
            return Added(None, findings, new=False)
        if dataset.sha256 != sha256:
            raise OSError(f"{spec.path} was changed while it was read")
        progress(f"keeping {dataset.events:,} rows")
        try:
            content, files = write_tables(con, dataset.table, dataset.family is Family.SERIES, beside)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise _as_told(error) from None
        days = Period(dataset.start, dataset.end)
        received = Received(spec.path, sha256, arrival.path.stat().st_size, arrival.address)
        snapshot = described(
            con, dataset, days, findings, files, content, received, arrival.retrieved, arrival.release, tool
        )
        con.close()
        atomic_write_bytes(beside / CARD, card(snapshot))
        target = root / folder_of(name, snapshot.name)
        if target.exists():  # an interrupted run put it there and never named it in the log
            shutil.rmtree(target)
        sync_folder(beside)
        beside.chmod(0o755)
        beside.rename(target)
        sync_folder(target.parent)
        return Added(snapshot, findings)
    finally:
        with suppress(OSError):
            shutil.rmtree(beside)


def _as_told(error: Exception) -> OSError:
    """DuckDB's fault in writing as the system's own, whose number it tells; else its first line."""
    found = re.search(r'"errno":"(\d+)"', str(error))
    if found:
        return OSError(int(found[1]), os.strerror(int(found[1])))
    return OSError(str(error).strip().splitlines()[0])


# Looking at what is kept -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the log with its snapshot, or with what is wrong with it."""

    entry: Entry
    snapshot: Snapshot | None
    fault: Finding | None = None


def kept(root: Path) -> tuple[tuple[Kept, ...], tuple[Finding, ...]]:
    """Every snapshot that the log names, oldest first, by its card; and what is wrong with the log."""
    book = read_book(root)
    found = []
    for entry in book.entries:
        one = read_snapshot(root, entry)
        found.append(Kept(entry, None, one) if isinstance(one, Finding) else Kept(entry, one))
    return tuple(found), book.findings


def newest(root: Path) -> dict[str, Snapshot]:
    """The snapshot that was added last of each dataset, by the dataset's name."""
    found = {one.entry.dataset: one.snapshot for one in kept(root)[0] if one.snapshot is not None}
    return dict(sorted(found.items()))


def verify(root: Path, progress: Progress = silent) -> tuple[int, tuple[Finding, ...]]:
    """Hash every file of every snapshot again, and hold what its rows say against its card.

    The number of snapshots looked at, and what is wrong: a line of the log, a card, a file, rows that say something
    else than the card's content hash, a folder that the log does not name.
    """
    from onrecord.data.ingest import content_fault

    found, wrong = kept(root)
    findings = [*wrong]
    for one in found:
        if one.snapshot is None:
            findings += [one.fault] if one.fault else []
            continue
        progress(f"hashing {one.entry.dataset} {one.entry.snapshot}")
        faults = [file_fault(root, one.snapshot, file) for file in (one.snapshot.table, one.snapshot.sidecar)]
        if not any(faults):
            faults = [content_fault(root, one.snapshot)]
        findings += [fault for fault in faults if fault is not None]
    findings += strays(root, read_book(root))
    return len(found), tuple(findings)
