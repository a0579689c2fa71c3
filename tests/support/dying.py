"""Run as a program: capture a dossier again and again, dying at each step that writes, and see what is left.

    python tests/support/dying.py ROOT PORT            capture ROOT to its end, with no pauses
    python tests/support/dying.py ROOT PORT SCRATCH    for each n: die at the n-th write of a copy, look, resume

What the second prints are the numbers of steps, and a line for each fault.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dataclasses import replace

from tests.support.archives import QUICK, archivist, loaded

from onrecord.archive.log import read_log
from onrecord.archive.verification import verify_files
from onrecord.archived import uncaptured
from onrecord.archiving import capture_all, opened

_WRITES = ("write", "fsync", "replace", "ftruncate", "mkdir", "unlink")


def capture(root: Path, port: int) -> None:
    """Capture all that has no capture."""
    one = archivist(port, limits=replace(QUICK, delay=0))
    with opened(root, one) as (book, _):
        for _ in capture_all(root, book, uncaptured(loaded(root), book.captures), one, lambda source: None):
            pass


def die_at(step: int) -> None:
    """Let the process end at its ``step``-th call that changes a file; a write is half done then."""
    left = itertools.count(step, -1)

    def dying(name: str) -> Any:
        real = getattr(os, name)

        def call(*args: Any, **more: Any) -> Any:
            if next(left) == 0:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                os._exit(9)
            return real(*args, **more)

        return call

    for name in _WRITES:
        setattr(os, name, dying(name))


def died(root: Path, port: int, step: int) -> bool:
    """Capture in a process that dies at a step; whether it did."""
    child = os.fork()
    if child == 0:
        die_at(step)
        try:
            capture(root, port)
        finally:
            os._exit(0 if len(read_log(root).captures) == 3 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def faults(root: Path, torn: bool) -> list[str]:
    """What is wrong with an archive; a torn last line and files not yet logged are to be expected."""
    book = read_log(root)
    found = [*book.findings, *verify_files(root, book, lambda file: None)[1]]
    return [str(each) for each in found if not (torn and each.code in ("OR506", "OR510"))]


def main(root: Path, port: int, scratch: Path) -> None:
    """All steps, one after the other."""
    for step in itertools.count():
        copy = Path(shutil.copytree(root, scratch / str(step)))
        ended = died(copy, port, step)
        wrong = faults(copy, torn=True)
        torn = read_log(copy).torn
        before = (copy / "archive" / "captures.jsonl").read_bytes() if read_log(copy).lines else b""
        capture(copy, port)
        after = (copy / "archive" / "captures.jsonl").read_bytes()
        wrong += faults(copy, torn=True)
        if len(read_log(copy).captures) != 3:
            wrong.append(f"{len(read_log(copy).captures)} captures")
        if not after.startswith(before[: len(before) - len(torn)]):
            wrong.append("the log was rewritten")
        if torn and (copy / "archive" / "captures.torn-1").read_bytes() != torn:
            wrong.append("the torn line is lost")
        if list(copy.glob("archive/*/.unfinished*")) or (copy / "archive" / ".lock").exists():
            wrong.append("something unfinished is left")
        print(f"step {step}{' torn' if torn else ''}", *wrong, sep="\n", flush=True)
        if not ended:
            return


if __name__ == "__main__":
    if len(sys.argv) == 4:
        main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
    else:
        capture(Path(sys.argv[1]), int(sys.argv[2]))
