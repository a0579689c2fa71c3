"""``onrecord fmt``: the dossier's files in canonical form, as a difference, a check or written."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import complain, emit, refuse, refuse_other_than_folder, shown

if TYPE_CHECKING:
    from onrecord.text import Formatted


_LOCK = ".onrecord.lock"


@click.command("fmt")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the files that would change, each whole or not at all.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
def command(directory: Path, write: bool, check: bool) -> None:
    """Show how the files of the dossier in DIR (here, if none is given) differ from their canonical form.

    Looked after are dossier.toml, the claims, sources.json, vocabulary.toml and data/snapshots.toml. Wording, order
    and comments stay; what changes is space, line ends, list marks and the fences of blocks. A file with an error is
    left alone.

    \b
    Exit codes
      0  done, or nothing to do
      1  with --check: a file would change
      2  a file has an error, or could not be written
    """
    from onrecord.text import format_dossier

    if write and check:
        refuse("--write and --check exclude each other", "Use one of the two.")
    refuse_other_than_folder(directory, "onrecord fmt")
    with _alone(directory, write):
        files = format_dossier(directory)
        faulty = [file for file in files if file.errors]
        changed = [file for file in files if file.changed]
        failed = [] if not write else [name for file in changed if (name := _written(directory, file))]
    if write:
        emit("".join(f"wrote {_name(file)}\n" for file in changed if _name(file) not in failed))
    elif check:
        emit("".join(f"would change {_name(file)}\n" for file in changed))
    else:
        emit("".join(_difference(file) for file in changed), color=True)
    _say(files, faulty, changed, write)
    sys.exit(2 if faulty or failed else 1 if check and changed else 0)


@contextmanager
def _alone(directory: Path, write: bool) -> Iterator[None]:
    """Where files are written no other run writes them: it would not see what this one does."""
    from onrecord.durable import InUseError, UnsafeError, locked

    with ExitStack() as held:
        if write:
            try:
                held.enter_context(locked(directory, _LOCK, f"process {os.getpid()}"))
            except InUseError as error:
                refuse(
                    f"nothing was written: another run of fmt is at work ({error})", "Run it again when it has ended."
                )
            except UnsafeError as error:
                refuse(f"nothing was written: {error}", "Move it away.")
            except OSError:
                pass  # where no lock can be written nothing else can: each file says so
        yield


def _name(file: Formatted) -> str:
    return shown(Path(file.path))


def _written(directory: Path, file: Formatted) -> str:
    """Write a file; its name if that failed."""
    from onrecord.text import atomic_write

    try:
        if (directory / file.path).read_bytes() != file.written:
            complain([f"{_name(file)} was changed meanwhile: it is left alone", "  help: Run onrecord fmt again."])
            return _name(file)
        atomic_write(directory / file.path, file.canonical)
    except OSError as error:
        complain([f"{_name(file)} cannot be written: {error.strerror or error}", "  help: Correct its permissions."])
        return _name(file)
    return ""


def _difference(file: Formatted) -> str:
    """A unified difference; what only changes in line ends or the byte-order mark is said in words."""
    name = _name(file)
    before = file.written.decode("utf-8-sig", "replace")
    plain = before.replace("\r\n", "\n").replace("\r", "\n")
    lines = list(_colored(difflib.unified_diff(_lines(plain), _lines(file.canonical), name, f"{name} (canonical)")))
    notes = []
    if file.written.startswith(b"\xef\xbb\xbf"):
        notes.append("its byte-order mark goes")
    if "\r" in before:
        notes.append("its line ends become LF")
    note = f"{name}: {' and '.join(notes)}\n" if notes else ""
    return note + "".join(lines)


def _lines(text: str) -> list[str]:
    return text.split("\n") if not text.endswith("\n") else [*text[:-1].split("\n")]


def _colored(lines: Iterator[str]) -> Iterator[str]:
    from onrecord.text.diagnostics import escaped

    colors = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        text = escaped(line.rstrip("\n"))
        yield click.style(text, fg=colors.get(line[:1])) + "\n"


def _say(files: tuple[Formatted, ...], faulty: list[Formatted], changed: list[Formatted], write: bool) -> None:
    """On standard error: the errors that stand in the way, and the sum."""
    from onrecord.text import render

    for file in faulty:
        complain([*(render(error) for error in file.errors), f"{_name(file)} is left alone until this is corrected."])
    fine = len(files) - len(faulty) - len(changed)
    told = []
    if changed:
        told.append(f"{_count(len(changed))} {'written' if write else 'would change'}")
    if fine:
        told.append(f"{_count(fine)} already canonical")
    if faulty:
        told.append(f"{_count(len(faulty))} left alone")
    complain([f"{', '.join(told) or 'no file found'}."])


def _count(n: int) -> str:
    return "1 file" if n == 1 else f"{n} files"
