"""Earlier versions of a dossier's pledges, from the git history of its claim files.

git is only asked to read: no hook, pager, external diff, text conversion, monitor or network of the repository's own
configuration is run, and it has a time limit. Where there is no git, no repository, or only part of its history, the
history says so in a note; that is no fault of the dossier. Top-level: joins ``text`` (which reads claim files) and the
model.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from onrecord.model.blocks import Pledge
from onrecord.model.history import History, PledgeVersion
from onrecord.model.visibility import Visibility
from onrecord.text.claims import Context, read_claim
from onrecord.text.log import Log

TIME = 5.0
"""Seconds that each of the four calls of git may take."""
MOST = 500
"""So many versions of files are read; of more, the oldest ones, in which the baselines are."""
LARGEST = 4 * 2**20
"""Bytes of one version: a claim file has no more."""

_PLEDGE = re.compile(rb"(?:~~~+|```+)[ \t]*pledge\b.*?^[ \t]*(?:~~~+|```+)", re.MULTILINE | re.DOTALL)
_IDENTIFIER = re.compile(rb"\{#[^}]*\}")

_SAFE = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c",
    "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "-c", "protocol.allow=never", "-c",
    "core.sshCommand=false", "-c", "core.quotePath=false", "-c", "log.mailmap=false", "-c", "core.commitGraph=false",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Blob:
    """One version of one claim file: the hash of its content, its path, and the commit that brought it."""

    hash: str
    path: str
    commit: str
    on: date


class _NoHistoryError(Exception):
    """git cannot tell; the message says why."""


def pledge_history(root: Path, up_to: Visibility = Visibility.PUBLIC) -> History:
    """The earlier versions of all pledges under ``root`` that those may see who may see up to ``up_to``; never raises
    for what a repository holds."""
    if not _in_repository(root):
        return History(note="not held against any history: the dossier is in no git repository")
    try:
        if _git(root, ["rev-parse", "--is-shallow-repository"]).strip() == b"true":
            note = "held against a part of the history only: the git repository is a shallow copy"
        else:
            note = ""
        blobs = _blobs(root)
        oldest = blobs[-MOST:]
        if len(blobs) > MOST:
            note = f"held against the first {MOST:,} of {len(blobs):,} versions of claim files"
        contents = _contents(root, oldest)
    except _NoHistoryError as error:
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


def _in_repository(root: Path) -> bool:
    here = root.resolve()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def _blobs(root: Path) -> list[_Blob]:
    """Every version of every claim file, newest first; renames are not followed, since ids are."""
    log = ["log", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z", "-m",
           "--first-parent", "--format=%x01%H %cs", "--", "claims"]  # fmt: skip
    found = []
    for record in _git(root, log).split(b"\x01")[1:]:
        head, *rest = record.split(b"\0")
        commit, _, day = head.decode("ascii", "replace").partition(" ")
        # After the head come ":100644 100644 OLD NEW M" and the path, in turn.
        fields = [each.lstrip(b"\n") for each in rest if each.strip()]
        for raw, path in zip(fields[::2], fields[1::2], strict=False):
            parts = raw.decode("ascii", "replace").split(" ")
            name = path.decode("utf-8", "replace")
            if len(parts) == 5 and parts[1].startswith("100") and name.endswith(".md"):
                found.append(_Blob(parts[3], name, commit, date.fromisoformat(day.strip()[:10])))
    return found


def _contents(root: Path, blobs: Sequence[_Blob]) -> Mapping[str, bytes]:
    """The contents of the versions that are no larger than a claim file can be."""
    hashes = list(dict.fromkeys(blob.hash for blob in blobs))
    if not hashes:
        return {}
    asked = "\n".join(hashes).encode() + b"\n"
    sizes = _git(root, ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"], asked).split(b"\n")
    small = [line.split()[0] for line in sizes if _small(line)]
    data = _git(root, ["cat-file", "--batch"], b"\n".join(small) + b"\n") if small else b""
    found: dict[str, bytes] = {}
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        name, _, size = data[at:end].decode("ascii", "replace").split(" ")
        start = end + 1
        found[name] = data[start : start + int(size)]
        at = start + int(size) + 1
    return found


def _small(line: bytes) -> bool:
    parts = line.split()
    return len(parts) == 3 and parts[1] == b"blob" and int(parts[2]) <= LARGEST


def _pledges(blob: _Blob, content: bytes, up_to: Visibility) -> Iterator[PledgeVersion]:
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
    parts = PurePosixPath(blob.path).parts
    language = parts[1] if len(parts) > 2 else ""
    for statement in claim.statements:
        for block in statement.blocks:
            if isinstance(block, Pledge):
                label = f"commit {blob.commit[:10]}"
                yield PledgeVersion(label, blob.on, language, statement.id, statement.id_written, block)


def _git(root: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """What a git command prints. Raises ``_NoHistoryError`` where it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "GIT_NO_LAZY_FETCH": "1",
        "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
    }  # fmt: skip
    command = ["git", "-C", str(root), *_SAFE, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=TIME, env=environment, check=False)
    except FileNotFoundError:
        raise _NoHistoryError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise _NoHistoryError(f"git took longer than {TIME:.0f} seconds") from None
    except OSError as error:
        raise _NoHistoryError(f"git could not be started ({type(error).__name__})") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n", 1)[0]
        if b"does not have any commits" in done.stderr or b"unknown revision" in done.stderr:
            said = "nothing has been committed yet"
        raise _NoHistoryError(said or "git failed")
    return done.stdout
