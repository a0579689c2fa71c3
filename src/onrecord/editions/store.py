"""The folder ``editions`` of a dossier: one folder for each edition, whole or not there, each naming the one before.

    editions/0001-2026-11-24/edition.json      what was published (``onrecord.editions.record``)
    editions/0001-2026-11-24/edition.json.sig  its signature, where it was signed
    editions/0001-2026-11-24/inputs.json       the dossier's files and their salts: not to be published
    editions/0001-2026-11-24/inputs/           those that were written by hand, as they were: not to be published either
    editions/0001-2026-11-24/files/            the files as published
    editions/editions.jsonl                    a line for each edition, so that the last one is missed, too

Imports: the model, ``onrecord.durable``, sibling modules.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.durable import atomic_write_bytes, make_folder, sync_folder
from onrecord.editions.record import Input, Item, of_kind, opened
from onrecord.editions.withdrawn import Hidden, may_be_shown
from onrecord.model.canonical import NOTHING_BEFORE, canonical, digest_of
from onrecord.model.edition import Earlier, RenderedFile

STORE = "editions"
LOCK = "editions/.lock"
LIST = "editions/editions.jsonl"
RECORD, SIGNATURE, INPUTS, FILES = "edition.json", "edition.json.sig", "inputs.json", "files"
INPUT_FILES = "inputs"
_BESIDE = ".unfinished-"
_NAME = re.compile(r"(\d{4,})-\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition in its folder: its number and day, the hash of its edition.json, and the items of that."""

    folder: Path
    number: int
    day: date
    sha256: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The editions of a dossier, oldest first, and what is wrong with them (empty: nothing)."""

    editions: tuple[Kept, ...]
    faults: tuple[str, ...]

    @property
    def last(self) -> Kept | None:
        """The newest edition."""
        return self.editions[-1] if self.editions else None


def read_chain(root: Path) -> Chain:
    """The editions of the dossier at ``root``. One that was deleted, replaced or changed is named."""
    found, faults = [], []
    before, number = NOTHING_BEFORE, 0
    for folder in sorted((root / STORE).glob("[0-9]*-*"), key=_number_of):
        name = f"{STORE}/{folder.name}"
        try:
            data = (folder / RECORD).read_bytes()
        except OSError:
            faults.append(f"{name}: its {RECORD} cannot be read")
            continue
        items, fault = opened(data)
        if fault:
            faults.append(f"{name}/{RECORD}: {fault}")
        if not items:
            continue
        try:
            one = Kept(folder, int(items[0]["number"]), date.fromisoformat(items[0]["day"]), digest_of(data), items)
        except (KeyError, TypeError, ValueError):
            faults.append(f"{name}/{RECORD}: it tells no number and no day")
            continue
        if folder.name != name_of(one.number, one.day):
            faults.append(
                f"{name}: it holds edition {one.number} of {one.day}; the folder was renamed or its file moved"
            )
        for missing in range(number + 1, one.number):
            faults.append(f"edition {missing} is missing: it was deleted, or its folder was moved")
        if one.number == number + 1 and items[0].get("before") != before:
            faults.append(f"{name}: it does not follow from the edition before it: one of the two was replaced")
        before, number = one.sha256, max(number, one.number)
        found.append(one)
    return Chain(tuple(found), (*faults, *_unlisted(root, found, number)))


def _unlisted(root: Path, found: Sequence[Kept], number: int) -> Iterator[str]:
    """What the list of editions says otherwise than their folders. An edition that is not in it yet is no fault: a run
    was killed before it could write it."""
    try:
        lines = (root / LIST).read_text("utf-8").splitlines()
        listed = [(int(one["number"]), str(one["day"]), str(one["edition"])) for one in map(json.loads, lines)]
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield f"{LIST}: it cannot be read"
        return
    kept = {one.number: one for one in found}
    for n, day, digest in listed:
        if n not in kept and n > number:
            yield f"edition {n} of {day} is missing: it was deleted, or its folder was moved"
        elif n in kept and kept[n].sha256 != digest:
            yield f"{STORE}/{kept[n].folder.name}: it is not the edition {n} that was published: it was replaced"


def list_editions(root: Path) -> None:
    """Write the list of all editions there are. Raises ``OSError``."""
    lines = [
        canonical({"number": one.number, "day": one.day.isoformat(), "edition": one.sha256})
        for one in read_chain(root).editions
    ]
    atomic_write_bytes(root / LIST, b"".join(line + b"\n" for line in lines))


def _number_of(folder: Path) -> tuple[int, str]:
    match = _NAME.fullmatch(folder.name)
    return (int(match[1]) if match else 0, folder.name)


def name_of(number: int, day: date) -> str:
    """The name of an edition's folder."""
    return f"{number:04d}-{day.isoformat()}"


def keep(
    root: Path,
    name: str,
    record: bytes,
    signature: str,
    inputs: Iterable[Input],
    files: Iterable[RenderedFile],
    copied: Iterable[Path] = (),
) -> Path:
    """Store an edition: written beside its place, synced, and then moved there. ``copied`` are the paths of the files
    of the dossier to keep a copy of. Raises ``OSError``."""
    make_folder(root, STORE)
    store = root / STORE
    for left in store.glob(f"{_BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=store))
    try:
        told = {one.path: {"sha256": one.sha256, "bytes": one.size, "salt": one.salt} for one in inputs}
        _write(beside / RECORD, record)
        _write(beside / INPUTS, canonical({"inputs": told}))
        if signature:
            _write(beside / SIGNATURE, signature.encode("ascii"))
        for file in files:
            path = beside / FILES / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, file.content)
        for source in copied:
            path = beside / INPUT_FILES / source.relative_to(root)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, source.read_bytes())
        for folder, _, _ in os.walk(beside, topdown=False):
            sync_folder(Path(folder))
        beside.chmod(0o755)
        beside.rename(store / name)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    sync_folder(store)
    return store / name


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


_POSTER = re.compile(r"(?:[A-Za-z-]+/)?poster/poster-[\w-]+\.(?:pdf|svg|png)")


def posters_of(kept: Kept) -> tuple[str, ...]:
    """The posters that were published with an edition, as PDF, SVG and PNG: their paths."""
    paths = (str(one.get("path", "")) for one in of_kind(kept.items, "file"))
    return tuple(path for path in paths if _POSTER.fullmatch(path))


def shown_of(editions: Sequence[Kept], hidden: Hidden, later: Sequence[Item] = ()) -> tuple[Kept, ...]:
    """The editions that may be published on: those that tell nothing that is not public any more. ``later`` are the
    items of an edition that follows them."""
    found = []
    for at, one in enumerate(editions):
        after = [*(item for each in editions[at + 1 :] for item in each.items), *later]
        if may_be_shown(one.items, after, hidden):
            found.append(one)
    return tuple(found)


def earlier_of(editions: Sequence[Kept], shown: Sequence[Kept]) -> tuple[Earlier, ...]:
    """Editions, as a later one tells of them."""
    return tuple(
        Earlier(
            one.folder.name, one.number, one.day, str(one.items[0].get("reason", "")),
            tuple(path for path in posters_of(one) if path.endswith(".pdf")) if one in shown else (), one in shown,
        )
        for one in editions
    )  # fmt: skip
