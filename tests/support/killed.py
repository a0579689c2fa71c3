"""Run as a program: let real processes publish, add data or write canonical forms, and stop them from outside.

    python tests/support/killed.py kill KIND FOLDER COUNT     SIGKILL after random delays, until COUNT were killed
    python tests/support/killed.py full KIND FOLDER           no file can grow beyond a limit, for several limits
    python tests/support/killed.py disk KIND FOLDER           a full disk, a small one in memory: as root
    python tests/support/killed.py twice KIND FOLDER          two at once

KIND is publish, add or fmt. Processes are forked from this one, which has loaded all libraries and started no thread.
What is printed last is a line of JSON: what was done, and every fault.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb  # noqa: F401  (loaded before the fork)
import ibis  # noqa: F401
from click.testing import CliRunner
from tests.support.commands import DOSSIERS

from onrecord import publishing
from onrecord.cli import main as onrecord
from onrecord.data.snapshots import LOG
from onrecord.editions.store import STORE, read_chain
from onrecord.editions.verifying import verify as verify_edition
from onrecord.model.edition import RenderedFile
from onrecord.rendering import Team
from onrecord.snapshots import kept
from onrecord.snapshots import verify as verify_snapshots
from onrecord.text import format_dossier

_LIMITS = (0, 1_000, 10_000, 60_000, 400_000)
"""Bytes that no file can have more of."""


class Pages(Team):
    """Renders some files in no time: what is kept does not depend on what is rendered."""

    def __init__(self, count: int) -> None:
        super().__init__(1)

    def rendered(self, sheets, only=(), progress=None):  # type: ignore[no-untyped-def]
        for number in range(40):
            yield "site", RenderedFile(f"pages/{number}.html", f"{sheets[0].title} {number}\n".encode() * 900)


def prepared(kind: str, folder: Path) -> Path:
    """The dossier to start from."""
    root = Path(shutil.copytree(DOSSIERS / "small", folder / "base"))
    if kind == "add":
        rows = ["id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b"]
        for n in range(30_000):
            day = f"20{10 + n % 12}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
            rows.append(f"{n},3,{day},,{n % 9},0,9,Mali,JNIM,Civilians")
        (folder / "new.csv").write_text("\n".join((*rows, "")))
        (folder / "old.csv").write_text("\n".join((*rows[:500], "")))
        run("add", root, folder / "old.csv")
    if kind == "fmt":
        for n in range(60):
            lines = (
                "---",
                f"claim: Claim {n}.",
                "claimant: Somebody",
                "---",
                "",
                "* One. [@events]   ",
                "* Two. [@events]",
            )
            (root / "claims" / f"more-{n}.md").write_bytes("\r\n".join((*lines, "")).encode())
    return root


def run(kind: str, root: Path, file: Path | None = None) -> tuple[int, str]:
    """Run the command in this process."""
    publishing.Team = Pages  # type: ignore[misc]
    commands = {
        "publish": ["publish", root, "--reason", "First.", "--date", "2026-11-24", "--despite", "OR204", "--because",
                    "It stays."],
        "add": ["data", "add", file or root.parent / "new.csv", root, "--as", "ged"],
        "fmt": ["fmt", root, "--write"],
    }  # fmt: skip
    done = CliRunner().invoke(onrecord, [str(one) for one in commands[kind]])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return 70, repr(done.exception)
    return done.exit_code, done.output


def started(kind: str, root: Path, said: Path, before: Callable[[], None] = lambda: None) -> int:
    """Run the command in a process of its own; what it said is written to a file."""
    child = os.fork()
    if child:
        return child
    code = 71
    try:
        before()
        code, text = run(kind, root)
        try:
            said.write_text(text)
        except OSError:
            os.write(2, text.encode())
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """The exit code of a process; below zero the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def faults(kind: str, base: Path, root: Path) -> list[str]:
    """What is neither the old state nor the new."""
    found: list[str] = []
    if kind == "publish":
        chain = read_chain(root)
        found += chain.faults
        for one in chain.editions:
            found += verify_edition(one.folder).faults
        if len(chain.editions) > 1:
            found.append(f"{len(chain.editions)} editions")
        allowed = (STORE, "_build")
    elif kind == "add":
        found += [str(one) for one in verify_snapshots(root)[1] if one.code != "OR324"]
        if len(kept(root)[0]) not in (1, 2):
            found.append(f"{len(kept(root)[0])} snapshots")
        allowed = ("data",)
    else:
        before = {file.path: (file.written, file.canonical.encode()) for file in format_dossier(base)}
        for path, (old, new) in before.items():
            if (root / path).read_bytes() not in (old, new):
                found.append(f"{path}: neither the old file nor the new one")
        return found
    for path in base.rglob("*"):
        name = path.relative_to(base).as_posix()
        own = name == LOG or (name.split("/")[0] in allowed and kind == "publish")
        if path.is_file() and not own and (root / name).read_bytes() != path.read_bytes():
            found.append(f"{name}: changed")
    return found


def finished(kind: str, base: Path, root: Path) -> list[str]:
    """What is wrong once the command was run again to its end."""
    child = started(kind, root, root.parent / "again.txt")
    if (code := ended(child)) != 0:
        return [f"run again: {code}: {(root.parent / 'again.txt').read_text()}"]
    found = faults(kind, base, root)
    if kind == "publish":
        found += verify_edition(root / "_build").faults
        if len(read_chain(root).editions) != 1:
            found.append("no edition was kept")
    if kind == "add" and len(kept(root)[0]) != 2:
        found.append("no snapshot was kept")
    left = [path for path in root.rglob(".*") if ".unfinished" in path.name or path.name.endswith((".lock",))]
    return found + [f"left: {path}" for path in left]


def killed(kind: str, folder: Path, count: int) -> dict[str, object]:
    """Kill processes after random delays."""
    base = prepared(kind, folder)
    chance = random.Random(7)
    times = []
    for number in range(2):
        copy = Path(shutil.copytree(base, folder / f"whole-{number}" / "base"))
        shutil.copy(folder / "new.csv", copy.parent) if kind == "add" else None
        begun = time.monotonic()
        ended(started(kind, copy, copy.parent / "said.txt"))
        times.append(time.monotonic() - begun)
    wrong: list[str] = []
    done, states = 0, {"old": 0, "new": 0}
    for number in range(4 * count):
        copy = Path(shutil.copytree(base, folder / str(number) / "base"))
        shutil.copy(folder / "new.csv", copy.parent) if kind == "add" else None
        child = started(kind, copy, copy.parent / "said.txt")
        # What is written is written at the end, so that half of them are killed there.
        time.sleep((chance.uniform(0.6, 1.15) if number % 2 else chance.random()) * min(times))
        os.kill(child, signal.SIGKILL)
        done += ended(child) == -signal.SIGKILL
        wrong += [f"{number}: {one}" for one in faults(kind, base, copy)]
        new = bool(read_chain(copy).editions) if kind == "publish" else len(kept(copy)[0]) == 2
        states["new" if new else "old"] += 1
        if number % 6 == 1:
            wrong += [f"{number}: {one}" for one in finished(kind, base, copy)]
        shutil.rmtree(copy.parent)
        if done >= count:
            break
    return {"killed": done, **states, "seconds": round(min(times), 2), "faults": wrong}


def full(kind: str, folder: Path) -> dict[str, object]:
    """Let no file grow beyond a limit: what has no room is refused with an error of the system, also in libraries."""
    base = prepared(kind, folder)
    wrong: list[str] = []
    codes = []
    for limit in _LIMITS:
        copy = Path(shutil.copytree(base, folder / str(limit) / "base"))
        shutil.copy(folder / "new.csv", copy.parent) if kind == "add" else None

        def before(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        said = copy.parent / "said.txt"
        codes.append(ended(started(kind, copy, said, before)))
        told = said.read_text() if said.exists() else ""
        if codes[-1] not in (0, 1, 2):
            wrong.append(f"{limit}: {codes[-1]} {told}")
        wrong += [f"{limit}: {one}" for one in faults(kind, base, copy)]
        wrong += [f"{limit}: {one}" for one in finished(kind, base, copy)]
    return {"codes": codes, "faults": wrong}


def disk(kind: str, folder: Path) -> dict[str, object]:
    """Let the disk be full, a small one in memory, and run again when there is room: as root only."""
    base = prepared(kind, folder)
    place = folder / "disk"
    place.mkdir()
    size = sum(path.stat().st_size + 8192 for path in folder.rglob("*") if path.is_file())
    wrong: list[str] = []
    codes = []
    for more in (0, 100_000, 400_000, 900_000):
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size + more}", "tmpfs", str(place)]
        if subprocess.run(mounted, capture_output=True, check=False).returncode:
            return {"mounted": False, "faults": wrong}
        try:
            copy = Path(shutil.copytree(base, place / "base"))
            shutil.copy(folder / "new.csv", place) if kind == "add" else None
            codes.append(ended(started(kind, copy, folder / "said.txt")))
            told = (folder / "said.txt").read_text()
            if codes[-1] not in (0, 2) or (codes[-1] == 2 and "No space left" not in told):
                wrong.append(f"{more}: {codes[-1]} {told}")
            wrong += [f"{more}: {one}" for one in faults(kind, base, copy)]
            subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
            wrong += [f"{more}: {one}" for one in finished(kind, base, copy)]
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)
    return {"mounted": True, "codes": codes, "faults": wrong}


def twice(kind: str, folder: Path) -> dict[str, object]:
    """Two at once, several times: one does it, the other waits, finds it done or says who is at work."""
    base = prepared(kind, folder)
    wrong: list[str] = []
    said: list[str] = []
    for number in range(4):
        copy = Path(shutil.copytree(base, folder / str(number) / "base"))
        shutil.copy(folder / "new.csv", copy.parent) if kind == "add" else None
        texts = [copy.parent / f"said-{one}.txt" for one in range(2)]
        children = [started(kind, copy, text) for text in texts]
        codes = [ended(child) for child in children]
        told = [text.read_text() for text in texts]
        if 0 not in codes:
            wrong.append(f"{number}: none did it: {codes} {told}")
        others = [text for code, text in zip(codes, told, strict=True) if code]
        wrong += [f"{number}: {text}" for text in others if f"process {children[told.index(text) ^ 1]}" not in text]
        said += others
        wrong += [f"{number}: {one}" for one in (*faults(kind, base, copy), *finished(kind, base, copy))]
    return {"refused": len(said), "faults": wrong}


if __name__ == "__main__":
    what, kind, where = sys.argv[1:4]
    if what == "kill":
        print(json.dumps(killed(kind, Path(where), int(sys.argv[4]))))
    else:
        print(json.dumps({"full": full, "disk": disk, "twice": twice}[what](kind, Path(where))))
