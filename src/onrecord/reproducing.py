"""Reproducing: an edition built again from the same files of its dossier, and compared byte for byte.

Nothing is written into the dossier. Where its files are not as they were when the edition was published, they are put
together elsewhere: from the copies that the edition keeps of what was written by hand, and from the snapshots and
captures of the dossier, which never change. Which files are nowhere as they were is said.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.building import sheets_of
from onrecord.durable import hash_of
from onrecord.editions.record import Item, corrections_of, despite_of, of_kind, opened
from onrecord.editions.store import FILES, INPUT_FILES, INPUTS, RECORD, STORE, earlier_of, read_chain, shown_of
from onrecord.editions.verifying import first_difference
from onrecord.freezing import digest_of, freeze
from onrecord.model.edition import Edition, RenderedFile
from onrecord.pipeline import Progress, silent
from onrecord.publishing import hidden_of
from onrecord.registering import unquoted
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
    told = json.loads((folder / INPUTS).read_bytes())["inputs"]
    if all(_same(root / path, one) for path, one in told.items()) and not _added(root, told):
        return _built(root, root, folder, items, progress)
    progress("putting the dossier together as it was")
    with TemporaryDirectory(prefix="onrecord-") as beside:
        then = Path(beside) / root.name
        missing = tuple(path for path, one in sorted(told.items()) if not _put(path, one, root, folder, then))
        if missing:
            raise NotReproducibleError(
                "files of the dossier are not as they were when the edition was published, and it has no copy of them",
                missing,
            )
        (then / STORE).symlink_to(root / STORE)
        return _built(then, root, folder, items, progress)


def _built(then: Path, root: Path, folder: Path, items: tuple[Item, ...], progress: Progress) -> Reproduced:
    """The edition built from the dossier in ``then``, which is as it was, and compared with what is kept."""
    with Team(workers_for(then)) as team:
        day, number = date.fromisoformat(items[0]["day"]), int(items[0]["number"])
        frozen = team.frozen(freeze, then, day, progress, before=number)
        if frozen.edition is None:
            raise NotReproducibleError("the dossier has faults now; onrecord check shows them")
        before = [one for one in read_chain(root).editions if one.number < int(items[0]["number"])]
        shown = shown_of(before, hidden_of(then, frozen.edition), items)
        edition = replace(_as_published(frozen.edition, items), earlier=earlier_of(before, shown))
        rendered = team.rendered(sheets_of(edition, load_theme(then / "theme")), progress=progress)
        made = {file.path: file.content for _, file in rendered if isinstance(file, RenderedFile)}
    names = {str(one["path"]) for one in of_kind(items, "file")}
    different = []
    for path in sorted(names | set(made)):
        kept = (folder / FILES / path).read_bytes() if path in names else None
        if kept is None or path not in made:
            different.append(f"{path}: {'it was not published' if kept is None else 'it is not made any more'}")
        elif kept != made[path]:
            different.append(f"{path}: {first_difference(made[path], kept)}")
    return Reproduced(len(names | set(made)) - len(different), tuple(different), (items[0]["onrecord"], edition.tool))


def _same(path: Path, told: Mapping[str, object]) -> bool:
    """Whether a file has the bytes that it had."""
    try:
        with path.open("rb") as stream:
            return hash_of(stream)[0] == f"sha256:{told['sha256']}"
    except OSError:
        return False


def _added(root: Path, told: Mapping[str, object]) -> bool:
    """Whether the dossier has a claim now that it had not."""
    claims = (path.relative_to(root).as_posix() for path in (root / "claims").rglob("*.md"))
    return any(path not in told for path in claims)


def _put(path: str, told: Mapping[str, object], root: Path, folder: Path, then: Path) -> bool:
    """Put a file into the folder ``then`` as it was; false where it is nowhere as it was."""
    source = next((each for each in (root / path, folder / INPUT_FILES / path) if _same(each, told)), None)
    if source is None:
        return False
    target = then / path
    if not target.resolve().is_relative_to(then.resolve()):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def _as_published(edition: Edition, items: tuple[Item, ...]) -> Edition:
    """An edition with the corrections and reasons that it was published with."""
    corrections, despite = corrections_of(items), despite_of(items)
    register = unquoted(edition.register, corrections)
    whole = replace(edition, corrections=corrections, despite=despite, register=register)
    return replace(whole, digest=digest_of(whole)) if corrections else whole
