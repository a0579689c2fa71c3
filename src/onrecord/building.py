"""Building: a dossier on disk to the files that are published, written into an output folder.

    sheets_of   Edition, Theme -> the sheet in each language
    (rendered   sheets -> files, in ``onrecord.rendering``)
    write       files -> the output folder, with a manifest of what was written

The output folder belongs to onrecord as far as its manifest says: a file that is not in it, or that somebody has
changed since, is never overwritten or removed. Each file is written atomically. What is about to be written is listed
first, so that a run that was killed leaves no file that the next one takes for somebody else's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.durable import atomic_write_bytes
from onrecord.model.edition import Edition, Omitted, RenderedFile
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, sheet
from onrecord.render.publish.theme import Theme

MANIFEST = "onrecord-build.json"
"""The manifest of an output folder: the edition, and the sha256 of every file that was written."""
BEGUN = ".onrecord-begun.json"
"""What a run is about to write into it, by path: there only until it has written the manifest."""


def sheets_of(edition: Edition, theme: Theme) -> tuple[Sheet, ...]:
    """The sheet in each language of an edition, the dossier's first language first."""
    return tuple(sheet(edition, Locale(each.language), theme) for each in edition.versions)


# Writing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the paths that are new or changed, how many there are in all, and those removed.

    ``kept`` are files in the way that onrecord did not write or that were changed since; they were left alone, and then
    nothing was written. ``omitted`` is what could not be made.
    """

    changed: tuple[str, ...]
    total: int
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    omitted: tuple[Omitted, ...] = ()


def write(
    files: Iterable[tuple[str, RenderedFile | Omitted]], output: Path, edition: Edition, only: Sequence[str] = ()
) -> Written:
    """Write files into the output folder. Raises ``OSError`` where the machine will not."""
    before, begun = _manifest(output), _begun(output)
    made: dict[str, tuple[str, str]] = {}
    staged: list[tuple[str, bytes]] = []
    kept: list[str] = []
    omitted: list[Omitted] = []
    for name, file in files:
        if isinstance(file, Omitted):
            omitted.append(file)
            continue
        digest = hashlib.sha256(file.content).hexdigest()
        made[file.path] = (name, digest)
        state = _digest(output / file.path)
        if state == digest:
            continue
        if state is not None and state not in (before.get(file.path, ("", None))[1], begun.get(file.path)):
            kept.append(file.path)
        staged.append((file.path, file.content))
    if kept:
        return Written((), len(made), kept=tuple(kept))
    if staged:
        output.mkdir(parents=True, exist_ok=True)
        listed = begun | {path: made[path][1] for path, _ in staged}
        atomic_write_bytes(output / BEGUN, json.dumps(listed, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    for path, content in staged:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        atomic_write_bytes(output / path, content, lasting=False)
    gone = [path for path, (name, _) in before.items() if path not in made and (not only or name in only)]
    removed = [path for path in gone if _digest(output / path) in (before[path][1], begun.get(path))]
    removed += [path for path in begun if path not in made | before and _digest(output / path) == begun[path]]
    for path in removed:
        _remove(output, path)
    left = {path: entry for path, entry in before.items() if path not in made and path not in gone}
    _write_manifest(output, edition, left | made)
    (output / BEGUN).unlink(missing_ok=True)
    return Written(tuple(path for path, _ in staged), len(made), tuple(removed), omitted=tuple(omitted))


def _manifest(output: Path) -> dict[str, tuple[str, str]]:
    """The files that onrecord wrote into a folder: (renderer, sha256) by path. Empty where there is no manifest, or
    none that can be read."""
    try:
        found = json.loads((output / MANIFEST).read_text("utf-8"))["files"]
        return {str(path): (str(entry["made_by"]), str(entry["sha256"])) for path, entry in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _begun(output: Path) -> dict[str, str]:
    """What a run that was killed was about to write: sha256 by path. Empty where none was."""
    try:
        found = json.loads((output / BEGUN).read_text("utf-8"))
        return {str(path): str(digest) for path, digest in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_manifest(output: Path, edition: Edition, files: dict[str, tuple[str, str]]) -> None:
    value = {
        "edition": edition.digest,
        "as_of": edition.as_of.isoformat(),
        "published": edition.published.isoformat(),
        "onrecord": edition.tool,
        "files": {path: {"made_by": name, "sha256": digest} for path, (name, digest) in sorted(files.items())},
    }
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    output.mkdir(parents=True, exist_ok=True)
    atomic_write_bytes(output / MANIFEST, text.encode("utf-8"))


def _digest(path: Path) -> str | None:
    """The sha256 of a file; ``None`` where there is none; empty for what is no file of its own (a link, a folder)."""
    if path.is_symlink() or path.is_dir():
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _remove(output: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    (output / path).unlink(missing_ok=True)
    for folder in (output / path).parents:
        if folder == output or any(folder.iterdir()):
            return
        folder.rmdir()
