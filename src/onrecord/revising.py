"""The difference of two releases of event data: snapshots of a dossier, or files.

Joins the data package with the vocabulary. Nothing is written.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data.seen import Lookup
from onrecord.data.snapshots import STORE, file_fault, read_book, read_snapshot
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.finding import Finding, Span
from onrecord.model.revision import Revision
from onrecord.model.snapshot import Entry, Snapshot
from onrecord.opening import Progress, country_lookup, silent

if TYPE_CHECKING:
    import duckdb

_NAMED = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)@([0-9a-f-]+)\Z")


class NotFoundError(Exception):
    """A release that was named is neither a file nor a snapshot; ``known`` are the names of those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.known = known


class IncomparableError(Exception):
    """The two releases cannot be compared; the text says why."""


@dataclass(frozen=True, slots=True)
class Revised:
    """The difference, or none where a release cannot be read; and what was found when they were read."""

    revision: Revision | None
    findings: tuple[Finding, ...]


def revised(old: str, new: str, root: Path, lineage: Path | None, shown: int, progress: Progress = silent) -> Revised:
    """The difference of the releases called ``old`` and ``new``: paths of files, or snapshots of the dossier in
    ``root`` ("ged@2022-06-15", "ged@a6afb0638e0a").

    ``lineage`` is UCDP's actor dataset. Raises ``NotFoundError``, ``IncomparableError``, ``OSError``, and
    ``ValueError`` where ``lineage`` is no such file.
    """
    from onrecord.data.connection import connect
    from onrecord.data.ingest import differing
    from onrecord.data.renames import read_lineage
    from onrecord.data.revisions import compare
    from onrecord.vocabulary import load_builtin

    actors = read_lineage(lineage) if lineage is not None else {}
    con = connect()
    lookup = country_lookup(load_builtin())
    (first, found, kept), (second, more, kept_too) = (
        _opened(con, side, name, root, lookup, progress) for side, name in (("old", old), ("new", new))
    )
    if first is None or second is None:
        return Revised(None, (*found, *more))
    for dataset, name in ((first, old), (second, new)):
        if dataset.family is Family.SERIES:
            raise IncomparableError(f"{name} is a series: it has no events to compare")
    if first.family is not second.family:
        what = f"{old} is of {first.family.value.upper()}, {new} of {second.family.value.upper()}"
        raise IncomparableError(f"{what}: their events have no ids in common")
    progress("comparing")
    parts = ("", "")
    if kept is not None and kept_too is not None:
        parts, faults = differing(con, root, kept, kept_too)
        more = (*more, *faults)
    names = (_name(old), _name(new))
    return Revised(compare(con, first, second, lookup, actors, shown, names, parts), (*found, *more))


def _name(given: str) -> str:
    return given if _NAMED.match(given) else Path(given).name


def _opened(
    con: duckdb.DuckDBPyConnection, side: str, name: str, root: Path, lookup: Lookup, progress: Progress
) -> tuple[Dataset | None, tuple[Finding, ...], Snapshot | None]:
    """A release in the connection, as the dataset ``side``; its snapshot if it is one."""
    from onrecord.data.ingest import open_snapshot
    from onrecord.data.open import open_dataset

    progress(f"opening {name}")
    path = Path(os.path.realpath(name))
    if path.is_file():
        return *open_dataset(DatasetSpec(side, path.name, Span(path.name)), path.parent, con, lookup), None
    entry = entry_of(name, root)
    snapshot = read_snapshot(root, entry)
    if isinstance(snapshot, Finding):
        return None, (snapshot,), None
    spec = DatasetSpec(side, f"{STORE}/{entry.dataset}", Span(f"{STORE}/{entry.dataset}"))
    fault = file_fault(root, snapshot, snapshot.table)
    if fault is not None:
        return None, (fault,), None
    return *open_snapshot(spec, root, snapshot, con, lookup), snapshot


def entry_of(name: str, root: Path) -> Entry:
    """The snapshot that a name means: by the beginning of its day or of its hash, or the newest of a dataset. Raises
    ``NotFoundError`` and ``IncomparableError``."""
    book = read_book(root)
    if book.findings:
        raise IncomparableError(book.findings[0].message)
    known = tuple(f"{one.dataset}@{one.snapshot}" for one in book.entries)
    found = _NAMED.match(name)
    dataset, part = (found[1], found[2]) if found else (name, "")
    meant = [one for one in book.of(dataset) if one.snapshot.startswith(part) or one.snapshot[11:].startswith(part)]
    if not meant:
        raise NotFoundError(name, known)
    if len(meant) > 1 and part:
        which = ", ".join(f"{one.dataset}@{one.snapshot}" for one in meant)
        raise IncomparableError(f"{name} could be any of: {which}")
    return max(meant, key=lambda one: (one.snapshot[:10], one.n))
