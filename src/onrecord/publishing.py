"""Publishing: a dossier on disk to an edition that is kept, and its files in the output folder.

    hash     the dossier's files
    freeze   and hold against the edition before: what fails and what changed needs a reason
    render   all files, in memory
    keep     edition.json, its signature and the files, in one step
    write    the same files into the output folder

A run that is killed before ``keep`` has published nothing; one that is killed after it is repaired by the next, which
finds nothing changed and writes the output folder from what is kept. Clock and salts come in as arguments.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from onrecord.archive.storing import ARCHIVE
from onrecord.building import MANIFEST, Written, sheets_of, write
from onrecord.data.snapshots import STORE as SNAPSHOTS
from onrecord.durable import hash_of, locked
from onrecord.editions.differences import Difference, Stale, differences, stale_translations
from onrecord.editions.reasons import FILE, draft, judged
from onrecord.editions.record import Heading, Input, corrections_of, despite_of, items_of, of_kind, opened, sealed
from onrecord.editions.signing import sign
from onrecord.editions.store import (
    FILES,
    LOCK,
    RECORD,
    SIGNATURE,
    STORE,
    Chain,
    Kept,
    earlier_of,
    keep,
    list_editions,
    name_of,
    posters_of,
    read_chain,
    shown_of,
)
from onrecord.editions.withdrawn import Hidden, quietened, without
from onrecord.freezing import Frozen, digest_of, freeze
from onrecord.model.canonical import NOTHING_BEFORE
from onrecord.model.dossier import Dossier
from onrecord.model.edition import Correction, Despite, Edition, RenderedFile
from onrecord.model.finding import Severity
from onrecord.model.report import fails
from onrecord.pipeline import Progress, silent
from onrecord.registering import unquoted
from onrecord.render.publish.theme import load_theme
from onrecord.render.superseded import stamped
from onrecord.rendering import Team, workers_for
from onrecord.signing_keys import NOWHERE, Places, key_for
from onrecord.text import load_dossier
from onrecord.visibility import published

_LARGEST_COPY = 1 << 20


class RefusedError(Exception):
    """Nothing was published; the text says why. ``why`` are further lines, ``remedy`` what to do."""

    def __init__(self, message: str, remedy: str = "", why: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.why = tuple(why)


class FaultyError(Exception):
    """Nothing was published: a file has a fault, or a check could not run."""

    def __init__(self, frozen: Frozen) -> None:
        super().__init__("the dossier has faults")
        self.frozen = frozen


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be published: the ``reason`` and ``day`` of the edition, ``despite`` which codes and why, the private
    ``key`` to sign with (none: empty; one is then looked for in ``places``, unless it is to be ``unsigned``), and
    whether a day before that of the last edition is meant."""

    reason: str
    day: date
    despite: tuple[tuple[str, str], ...] = ()
    key: bytes = b""
    backdated: bool = False
    unsigned: bool = False
    places: Places = NOWHERE


@dataclass(frozen=True, slots=True)
class Published:
    """The edition kept at ``folder``, and what was written. ``new`` is false where nothing had changed since it was
    published; ``stale`` are translations that still say what their originals no longer say."""

    folder: Path
    number: int
    new: bool
    written: Written
    stale: tuple[Stale, ...] = ()


def publish(
    root: Path, output: Path, request: Request, salt: Callable[[], bytes], who: str, progress: Progress = silent
) -> Published:
    """Publish the dossier at ``root``. Raises ``RefusedError``, ``FaultyError``, ``NoKeyError``, ``KeyFaultError``,
    ``ReasonsError``, ``InUseError``, ``UnsafeError``, what the renderers raise, and ``OSError``."""
    with locked(root, LOCK, who):
        chain = read_chain(root)
        _refuse_unsound(chain, request, output)
        key = key_for(root, request.key, request.unsigned, request.places, chain.last)
        inputs = inputs_of(root, output, salt)
        last = chain.last
        with Team(workers_for(root)) as team:
            frozen = team.frozen(freeze, root, request.day, progress)
            if frozen.edition is None:
                raise FaultyError(frozen)
            despite = _despite(frozen.edition, request)
            hidden = hidden_of(root, frozen.edition)
            edition, stale = _corrected(root, replace(frozen.edition, despite=despite), chain, request, hidden)
            shown = shown_of(
                chain.editions, hidden, [{"kind": "correction", **_place(one)} for one in edition.corrections]
            )
            edition = replace(edition, earlier=earlier_of(chain.editions, shown))
            if last is not None and _same(last, inputs, edition):
                return Published(last.folder, last.number, False, _put(root, output, edition, read_chain(root), hidden))
            rendered = team.rendered(sheets_of(edition, load_theme(root / "theme")), progress=progress)
            files = [file for _, file in rendered if isinstance(file, RenderedFile)]
        if [one.sha256 for one in inputs] != [one.sha256 for one in inputs_of(root, output, salt)]:
            raise RefusedError("a file of the dossier changed meanwhile", "Run onrecord publish again.")
        number = last.number + 1 if last else 1
        heading = Heading(number, request.day, request.reason, last.sha256 if last else NOTHING_BEFORE)
        marked = frozen.report.whole_exit_code is not None
        record = sealed(items_of(edition, heading, inputs, files, marked))
        signature = sign(record, key) if key else ""
        progress("keeping the edition")
        copied = tuple(_by_hand(root, output))
        folder = keep(root, name_of(number, request.day), record, signature, inputs, files, copied)
        list_editions(root)
        return Published(folder, number, True, _put(root, output, edition, read_chain(root), hidden), stale)


def inputs_of(root: Path, output: Path, salt: Callable[[], bytes]) -> tuple[Input, ...]:
    """Every file of the dossier, by path: none of what was published, none in a folder or with a name that begins with
    a dot. Raises ``OSError``."""
    made = []
    for path in sorted(_files(root, output), key=lambda each: each.relative_to(root).as_posix()):
        with path.open("rb") as stream:
            digest, size = hash_of(stream)
        grain = salt()
        with path.open("rb") as stream:
            commitment = hashlib.sha256(grain)
            while piece := stream.read(1 << 20):
                commitment.update(piece)
        name = path.relative_to(root).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        made.append(Input(name, digest.removeprefix("sha256:"), size, commitment.hexdigest(), grain.hex()))
    return tuple(made)


def _files(root: Path, output: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".")
            and here / each not in (root / STORE, output)
            and not (here / each / MANIFEST).exists()
        ]
        for name in names:
            if not name.startswith(".") and here / name != root / FILE and (here / name).is_file():
                yield here / name


def _by_hand(root: Path, output: Path) -> Iterator[Path]:
    """The files of the dossier of which an edition keeps a copy: all but snapshots, the archive, and what is large.
    Releases of data and captures are kept where they are, and never change."""
    elsewhere = (root / SNAPSHOTS, root / ARCHIVE)
    for path in _files(root, output):
        if not any(path.is_relative_to(each) for each in elsewhere) and path.stat().st_size <= _LARGEST_COPY:
            yield path


def _refuse_unsound(chain: Chain, request: Request, output: Path) -> None:
    if chain.faults:
        raise RefusedError(
            "the editions published before are not as they were",
            "Put them back, from git or a copy; onrecord editions shows the whole list.",
            chain.faults[:5],
        )
    last = chain.last
    there = _published_in(output)
    if there > (last.number if last else 0):
        raise RefusedError(
            f"the output folder has edition {there}, and the dossier does not keep it: it was deleted",
            "Put its folder back below editions, from git or a copy; or give another --output.",
        )
    if last is not None and request.day < last.day and not request.backdated:
        raise RefusedError(
            f"the edition would be of {request.day}, before the last one, which is of {last.day}",
            "Set the clock, or name the day with --date; --backdated publishes it all the same.",
        )


def _published_in(output: Path) -> int:
    """The number of the edition that an output folder has; 0 where it has none."""
    try:
        items, _ = opened((output / RECORD).read_bytes())
        return int(items[0]["number"]) if items else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _despite(edition: Edition, request: Request) -> tuple[Despite, ...]:
    """The reasons for which statements that fail are published. Raises ``RefusedError`` where one is missing."""
    reasons = dict(request.despite)
    made, missing = [], []
    for claim, statement, code in _failing(edition):
        if code in reasons:
            made.append(Despite(claim, statement, code, reasons[code]))
        else:
            missing.append(f"{statement}: {code}")
    if missing:
        raise RefusedError(
            "a statement fails, and no reason is given to publish it all the same",
            "Mend it, or give --despite CODE --because TEXT for each code; the text is printed on its page.",
            missing,
        )
    return tuple(made)


def _failing(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Claim, statement and code of what fails."""
    for each in edition.first.claims:
        for entry in each.entries:
            codes = sorted({one.code for one in entry.findings if one.severity is Severity.FAILURE})
            if not codes and fails(entry.outcome):
                codes = [entry.outcome.verdict.value]
            for code in codes:
                yield each.claim.id, entry.statement.id, code


def _place(one: Correction) -> dict[str, object]:
    return {"claim": one.claim, "statement": one.statement, "quiet": one.quiet}


def hidden_of(root: Path, edition: Edition) -> Hidden:
    """What the dossier of an edition has and does not show."""
    full, _ = load_dossier(root)
    if full is None:
        return Hidden()
    public = published(full)

    def ids(dossier: Dossier) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        return (
            frozenset(claim.id for claim in dossier.claims),
            frozenset(one.id for claim in dossier.claims for one in claim.statements),
            frozenset(source.id for source in dossier.sources),
        )

    claims, statements, sources = (one - other for one, other in zip(ids(full), ids(public), strict=True))
    return Hidden(claims, statements, sources, edition.withheld.entries)


def with_history(root: Path, edition: Edition) -> Edition:
    """An edition that is only built, with what the last published one says of corrections and of why statements that
    still fail were published. What has changed since then has no reason yet, and is no correction."""
    last = read_chain(root).last
    if last is None:
        return edition
    failing = set(_failing(edition))
    items = without(last.items, hidden_of(root, edition))
    despite = tuple(one for one in despite_of(items) if (one.claim, one.statement, one.code) in failing)
    whole = replace(edition, corrections=corrections_of(items), despite=despite)
    return replace(whole, digest=digest_of(whole))


def _corrected(
    root: Path, edition: Edition, chain: Chain, request: Request, hidden: Hidden
) -> tuple[Edition, tuple[Stale, ...]]:
    """The edition with all corrections, those of earlier editions first, and the translations that are now stale."""
    last = chain.last
    if last is None:
        return edition, ()
    heading = Heading(0, request.day, "", "")
    items = items_of(edition, heading, (), (), False)
    before = without(last.items, hidden)  # what is not public any more is no change that readers are told of
    found = differences(before, items)
    made = judged(root, last.number, found, request.day)
    if made.unlisted:
        draft(root, last.number, made.unlisted)
    waiting = (*made.open, *made.unlisted)
    if waiting:
        raise RefusedError(
            f"changes since edition {last.number} that have no kind or no reason yet: {len(waiting)}",
            f"Fill them in, in {FILE}, and run onrecord publish again.",
            [_where(one) for one in waiting[:5]],
        )
    earlier = quietened(corrections_of(before), made.corrections)
    corrections = (*earlier, *made.corrections)
    whole = replace(edition, corrections=corrections, register=unquoted(edition.register, corrections))
    told = [(one.number, one.day, without(one.items, hidden)) for one in chain.editions]
    now = (last.number + 1, request.day, items)
    stale = tuple(stale_translations(told, now, edition.first.language, _checked(edition)))
    return replace(whole, digest=digest_of(whole)), stale


def _checked(edition: Edition) -> dict[tuple[str, str], date]:
    """The day on which a claim's translation into a language was last held against its original."""
    return {
        (each.claim.id, version.language): each.claim.checked.last
        for version in edition.versions
        for each in version.claims
        if each.claim.checked is not None
    }


def _where(one: Difference) -> str:
    return f"{one.statement or one.claim}: {one.what}"


def _same(last: Kept, inputs: Sequence[Input], edition: Edition) -> bool:
    """Whether nothing changed since the last edition: neither a file of the dossier, nor what is said, nor the tool."""
    import json

    try:
        told = json.loads((last.folder / "inputs.json").read_bytes())["inputs"]
        before = {str(path): str(each["sha256"]) for path, each in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    same_files = before == {one.path: one.sha256 for one in inputs}
    despite = [(one["statement"], one["code"], one["reason"]) for one in of_kind(last.items, "despite")]
    same_reasons = despite == [(one.statement, one.code, one.reason) for one in edition.despite]
    return same_files and same_reasons and last.items[0].get("onrecord") == edition.tool


def _put(root: Path, output: Path, edition: Edition, chain: Chain, hidden: Hidden) -> Written:
    """Write what is kept of the last edition into the output folder, with every edition's record beside it that tells
    nothing that is not public any more."""
    last = chain.last
    shown = shown_of(chain.editions, hidden)

    def files() -> Iterator[tuple[str, RenderedFile]]:
        if last is None:
            return
        for one in of_kind(last.items, "file"):
            yield "edition", RenderedFile(one["path"], (last.folder / FILES / one["path"]).read_bytes())
        for kept in shown:
            for name in (RECORD, SIGNATURE):
                if not (kept.folder / name).exists():
                    continue
                content = (kept.folder / name).read_bytes()
                yield "edition", RenderedFile(f"{STORE}/{kept.folder.name}/{name}", content)
                if kept is last:
                    yield "edition", RenderedFile(name, content)
        for kept, following in pairwise(chain.editions):
            for path in posters_of(kept) if kept in shown else ():
                language = path.split("/")[0] if path.count("/") > 1 else edition.first.language
                poster = (kept.folder / FILES / path).read_bytes()
                address = f"{edition.address}corrections.html" if edition.address else ""
                kind = path.rpartition(".")[2]
                marked = stamped(poster, kind, language, following.day, address, theme)
                yield "edition", RenderedFile(f"{STORE}/{kept.folder.name}/{path}", marked)

    theme = load_theme(root / "theme")
    return write(files(), output, edition)
