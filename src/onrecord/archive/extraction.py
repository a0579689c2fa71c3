"""The texts of archived pages, read in a child process that may take only so much time and memory.

A page made to hang or to fill the memory costs its own text and no other: the child is ended, and a new one goes on
with the rest. Imports ``onrecord.model``, ``onrecord.archive``, standard library.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from onrecord.archive.kept_pages import Kept, kept_text
from onrecord.archive.storing import UnsafeError, open_stored
from onrecord.model.quotation import PageText


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take: seconds for one page, bytes of address space, characters of text."""

    seconds: float = 60.0
    memory: int = 3 * 1024 * 1024 * 1024
    characters: int = 25_000_000


def kept_texts(root: Path, pages: Iterable[Kept], bounds: Bounds | None = None) -> Iterator[PageText]:
    """The text of each archived page, in order. ``file`` of each is relative to ``root``."""
    bounds = bounds or Bounds()
    child: _Child | None = None
    try:
        for page in pages:
            if child is None:
                child = _Child(root, bounds)
            text = child.ask(page)
            if text is None:
                child.end()
                text, child = PageText(why=child.why), None
            yield text
    finally:
        if child is not None:
            child.end()


class _Child:
    """A process that reads pages one after the other."""

    def __init__(self, root: Path, bounds: Bounds) -> None:
        command = [
            sys.executable,
            "-m",
            "onrecord.archive.extraction",
            str(root),
            str(bounds.memory),
            str(bounds.characters),
        ]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        self.bounds, self.why = bounds, ""
        self.answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            for line in self.process.stdout:
                self.answers.put(line)
        self.answers.put(b"")

    def ask(self, page: Kept) -> PageText | None:
        """The text of a page; ``None``, with ``why``, if the child gave none."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(asdict(page)).encode() + b"\n")
            self.process.stdin.flush()
            answer = self.answers.get(timeout=self.bounds.seconds)
        except queue.Empty:
            self.why = f"reading it took longer than {self.bounds.seconds:g} seconds"
            return None
        except OSError:
            answer = b""
        if not answer:
            self.why = "the program that reads it broke off; it may need too much memory"
            return None
        return PageText(**json.loads(answer))

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


def _environment() -> dict[str, str]:
    """The child finds onrecord where this process did, and nothing in the folder it is started in."""
    path = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1", "PYTHONHASHSEED": "0"}


# In the child ---------------------------------------------------------------------------------------------------


def serve(root: Path, memory: int, characters: int, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer each line, an archived page, with a line, its text."""
    _limit(memory)
    for line in requests:
        answers.write(json.dumps(asdict(_bounded(_text(root, Kept(**json.loads(line))), characters))).encode() + b"\n")
        answers.flush()


def _text(root: Path, kept: Kept) -> PageText:
    try:
        with open_stored(root, kept.file) as stream:
            return kept_text(stream, kept)
    except MemoryError:
        return PageText(why="reading it needs too much memory")
    except RecursionError:
        return PageText(why="it is nested too deep")
    except FileNotFoundError:
        return PageText(why="the archived file is missing")
    except (OSError, UnsafeError):
        return PageText(why="the archived file cannot be opened")
    except Exception:  # parsers of strange bytes raise what they stumble over
        return PageText(why="it cannot be read: its bytes are not what its type says")


def _bounded(text: PageText, characters: int) -> PageText:
    if len(text.whole) <= characters and len(text.main) <= characters:
        return text
    partial = "; ".join(part for part in (text.partial, f"the first {characters:,} characters") if part)
    return PageText(text.main[:characters], text.whole[:characters], text.why, partial)


def _limit(memory: int) -> None:
    """Let this process take no more memory, write no file, and leave no core file."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; time is limited all the same
        return
    for what, most in (("RLIMIT_AS", memory), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            limit = getattr(resource, what)
            hard = resource.getrlimit(limit)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (least, least))


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.stdin.buffer, sys.stdout.buffer)
