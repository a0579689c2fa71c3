"""Reproducing: an edition built again from the same files of its dossier, and compared byte for byte.

Nothing is written. The files must be as they were when it was published; which are not is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from onrecord.building import sheets_of
from onrecord.durable import hash_of
from onrecord.editions.record import Item, corrections_of, despite_of, of_kind, opened
from onrecord.editions.store import FILES, INPUTS, RECORD, earlier_of, read_chain, shown_of
from onrecord.freezing import digest_of, freeze
from onrecord.model.edition import Edition, RenderedFile
from onrecord.pipeline import Progress, silent
from onrecord.publishing import hidden_of
from onrecord.render.publish.theme import load_theme
from onrecord.rendering import Team, workers_for


class NotReproducibleError(Exception):
    """The edition cannot be built again; the text says why, ``why`` names the files."""

    def __init__(self, message: str, why: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Reproduced:
    """How many files came out the same, and what did not (empty: all did). ``tools`` are the versions of onrecord
    that published the edition and that built it again."""

    same: int
    different: tuple[str, ...]
    tools: tuple[str, str]


def reproduce(folder: Path, progress: Progress = silent) -> Reproduced:
    """Build the edition in a folder of ``editions`` again. Raises ``NotReproducibleError``, what the renderers raise,
    and ``OSError``."""
    root = folder.absolute().parent.parent
    items, fault = opened((folder / RECORD).read_bytes())
    if fault:
        raise NotReproducibleError(f"{RECORD}: {fault}")
    changed = tuple(_changed(root, folder))
    if changed:
        raise NotReproducibleError("files of the dossier are not as they were when the edition was published", changed)
    with Team(workers_for(root)) as team:
        frozen = freeze(root, date.fromisoformat(items[0]["day"]), progress, team.aside)
        if frozen.edition is None:
            raise NotReproducibleError("the dossier has faults now; onrecord check shows them")
        before = [one for one in read_chain(root).editions if one.number < int(items[0]["number"])]
        shown = shown_of(before, hidden_of(root, frozen.edition), items)
        edition = replace(_as_published(frozen.edition, items), earlier=earlier_of(before, shown))
        rendered = team.rendered(sheets_of(edition, load_theme(root / "theme")), progress=progress)
        made = {file.path: file.content for _, file in rendered if isinstance(file, RenderedFile)}
    names = {str(one["path"]) for one in of_kind(items, "file")}
    different = []
    for path in sorted(names | set(made)):
        kept = (folder / FILES / path).read_bytes() if path in names else None
        if kept is None or path not in made:
            different.append(f"{path}: {'it was not published' if kept is None else 'it is not made any more'}")
        elif kept != made[path]:
            different.append(f"{path}: byte {_first(kept, made[path]):,} is the first that differs")
    return Reproduced(len(names | set(made)) - len(different), tuple(different), (items[0]["onrecord"], edition.tool))


def _changed(root: Path, folder: Path) -> Iterator[str]:
    told = json.loads((folder / INPUTS).read_bytes())["inputs"]
    for path, one in sorted(told.items()):
        try:
            with (root / path).open("rb") as stream:
                same = hash_of(stream)[0] == f"sha256:{one['sha256']}"
        except OSError:
            same = False
        if not same:
            yield path


def _as_published(edition: Edition, items: tuple[Item, ...]) -> Edition:
    """An edition with the corrections and reasons that it was published with."""
    corrections, despite = corrections_of(items), despite_of(items)
    whole = replace(edition, corrections=corrections, despite=despite)
    return replace(whole, digest=digest_of(whole)) if corrections else whole


def _first(one: bytes, other: bytes) -> int:
    """The first byte, counted from 1, in which two differ."""
    pairs = enumerate(zip(one, other, strict=False), 1)
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)) + 1)
