"""The versions of a dossier's claim files in the git history.

git is only asked to read: no hook, pager, external diff, text conversion, monitor or network of the repository's own
configuration is run, and it has a time limit. Standard library only.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TIME = 5.0
"""Seconds that each call of git may take."""
LARGEST = 4 * 2**20
"""Bytes of one version: a claim file has no more."""

_SAFE = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c",
    "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "-c", "protocol.allow=never", "-c",
    "core.sshCommand=false", "-c", "core.quotePath=false", "-c", "log.mailmap=false", "-c", "core.commitGraph=false",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blob:
    """One version of one claim file: the hash of its content, its path, and the commit that brought it."""

    hash: str
    path: str
    commit: str
    on: date


class NoHistoryError(Exception):
    """git cannot tell; the message says why."""


def in_repository(root: Path) -> bool:
    """Whether a folder lies in a git repository."""
    here = root.resolve()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def claim_blobs(root: Path) -> list[Blob]:
    """Every version of every claim file, newest first. Renames of files are not followed, since ids are; where the
    folder of the dossier was moved, its history goes on in the one it had before. Raises ``NoHistoryError``."""
    top = Path(_git(root, ["rev-parse", "--show-toplevel"]).decode("utf-8", "surrogateescape").rstrip("\n"))
    prefix = _git(root, ["rev-parse", "--show-prefix"]).decode("utf-8", "surrogateescape").rstrip("\n")
    found = _blobs(root)
    last = found
    for _ in range(_MOVES):
        moved = _moved_from(top, last[-1].commit, prefix) if last else None
        if moved is None:
            break
        before = f"{last[-1].commit}^"
        prefix = moved
        last = _blobs(top, before, prefix)
        found += last
    return found


_MOVES = 5
"""So often a dossier's folder may have been moved, and its history is still followed."""


def _moved_from(top: Path, commit: str, prefix: str) -> str | None:
    """The folder that a dossier lay in before a commit, where that moved its claims; else ``None``."""
    shown = ["show", "--raw", "-M50%", "--no-ext-diff", "--no-textconv", "--diff-filter=R", "-z", "-m",
             "--first-parent", "--format=", commit]  # fmt: skip
    fields = [each.decode("utf-8", "surrogateescape").lstrip("\n") for each in _git(top, shown).split(b"\0")]
    for old, new in zip(fields[1::3], fields[2::3], strict=False):
        tail = f"claims/{new.rpartition('/')[2]}"
        head, found, _ = old.rpartition("claims/")
        if new == prefix + tail and found and head != prefix and "/" not in old[len(head) + len(found) :]:
            return head
    return None


def _blobs(folder: Path, commit: str = "", prefix: str = "") -> list[Blob]:
    log = ["log", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
           f"--relative={prefix}" if prefix else "--relative", "-z", "-m", "--first-parent", "--format=%x01%H %cs",
           *([commit] if commit else []), "--", f"{prefix}claims"]  # fmt: skip
    found = []
    for record in _git(folder, log).split(b"\x01")[1:]:
        head, *rest = record.split(b"\0")
        commit, _, day = head.decode("ascii", "replace").partition(" ")
        # After the head come ":100644 100644 OLD NEW M" and the path, in turn.
        fields = [each.lstrip(b"\n") for each in rest if each.strip()]
        for raw, path in zip(fields[::2], fields[1::2], strict=False):
            parts = raw.decode("ascii", "replace").split(" ")
            name = path.decode("utf-8", "replace")
            if len(parts) == 5 and parts[1].startswith("100") and name.endswith(".md"):
                found.append(Blob(parts[3], name, commit, date.fromisoformat(day.strip()[:10])))
    return found


def contents_of(root: Path, blobs: Sequence[Blob]) -> Mapping[str, bytes]:
    """The contents of the versions that are no larger than a claim file can be, by their hashes. Raises
    ``NoHistoryError``."""
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


def is_shallow(root: Path) -> bool:
    """Whether only part of the history is there. Raises ``NoHistoryError``."""
    return _git(root, ["rev-parse", "--is-shallow-repository"]).strip() == b"true"


def _git(root: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """What a git command prints. Raises ``NoHistoryError`` where it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat", "GIT_NO_LAZY_FETCH": "1",
        "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
    }  # fmt: skip
    command = ["git", "-C", str(root), *_SAFE, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=TIME, env=environment, check=False)
    except FileNotFoundError:
        raise NoHistoryError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoHistoryError(f"git took longer than {TIME:.0f} seconds") from None
    except OSError as error:
        raise NoHistoryError(f"git could not be started ({type(error).__name__})") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n", 1)[0]
        if b"does not have any commits" in done.stderr or b"unknown revision" in done.stderr:
            said = "nothing has been committed yet"
        raise NoHistoryError(said or "git failed")
    return done.stdout
