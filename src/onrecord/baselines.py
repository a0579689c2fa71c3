"""Earlier versions of a dossier's pledges, from the git history of its claim files.

Where there is no git, no repository, or only part of its history, the history says so in a note; that is no fault of
the dossier. Top-level: joins ``text`` (which reads claim files) and the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from onrecord import claim_history
from onrecord.model.blocks import Pledge
from onrecord.model.history import History, PledgeVersion
from onrecord.model.visibility import Visibility
from onrecord.text.claims import Context, read_claim
from onrecord.text.log import Log

MOST = 500
"""So many versions of files are read; of more, the oldest ones, in which the baselines are."""

_PLEDGE = re.compile(rb"(?:~~~+|```+)[ \t]*pledge\b.*?^[ \t]*(?:~~~+|```+)", re.MULTILINE | re.DOTALL)
_IDENTIFIER = re.compile(rb"\{#[^}]*\}")


def pledge_history(root: Path, up_to: Visibility = Visibility.PUBLIC) -> History:
    """The earlier versions of all pledges under ``root`` that those may see who may see up to ``up_to``; never raises
    for what a repository holds."""
    if not claim_history.in_repository(root):
        return History(note="not held against any history: the dossier is in no git repository")
    try:
        if claim_history.is_shallow(root):
            note = "held against a part of the history only: the git repository is a shallow copy"
        else:
            note = ""
        blobs = [blob for blob in claim_history.claim_blobs(root) if not _is_translation(blob.path)]
        oldest = blobs[-MOST:]
        if len(blobs) > MOST:
            note = f"held against the first {MOST:,} of {len(blobs):,} versions of claim files"
        contents = claim_history.contents_of(root, oldest)
    except claim_history.NoHistoryError as error:
        return History(note=f"not held against any history: {error}")
    # git tells the newest first; a content that came back is the oldest version that had it.
    versions: list[PledgeVersion] = []
    seen: set[object] = set()
    for blob in reversed(oldest):
        content = contents.get(blob.hash, b"")
        said = (blob.path, tuple(_PLEDGE.findall(content)), tuple(_IDENTIFIER.findall(content)))
        if said not in seen:  # most versions of a file change something else: only new pledges are read
            seen.add(said)
            versions += _pledges(blob, content, up_to)
    return History(tuple(versions), note)


def _is_translation(path: str) -> bool:
    """Whether a claim file stands in the folder of a language. Its pledges are held against their originals."""
    return len(PurePosixPath(path).parts) > 2


def _pledges(blob: claim_history.Blob, content: bytes, up_to: Visibility) -> Iterator[PledgeVersion]:
    """The pledges of one version of a claim file. One that cannot be read is passed over: it was a fault then. So is a
    version in which anything is marked as above ``up_to``."""
    if b"pledge" not in content:
        return
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        log = Log()
        claim = read_claim(blob.path, text, Context("", 0, None), log, [])
    except Exception:  # whatever an old version holds, the dossier of today is checked
        return
    if any(place.visibility.above(up_to) for place in log.hidden):
        return
    for statement in claim.statements:
        for block in statement.blocks:
            if isinstance(block, Pledge):
                label = f"commit {blob.commit[:10]}"
                yield PledgeVersion(label, blob.on, statement.id, statement.id_written, block, blob.path)
