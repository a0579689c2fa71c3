"""How commands speak: text to standard output, progress and errors to standard error.

Nothing here fails on an odd terminal: characters that it cannot show are shown by others, a reader that has gone
away ends the command quietly, and the width is whatever the terminal says.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

if TYPE_CHECKING:
    from datetime import date

    from onrecord.model.finding import Finding

_LIKE = {
    "…": "...", "·": "-", "–": "-", "—": "-", "→": "->", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "\u00a0": " ", "\u202f": " ", **{block: str(i) for i, block in enumerate("▁▂▃▄▅▆▇█", 1)},
}  # fmt: skip
_WIDTH = 100


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What a terminal's encoding lacks, in its own characters: "->" for an arrow, 1 to 8 for blocks, else "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_LIKE.get(char, "?") for char in error.object[error.start : error.end]), error.end


def _json(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, as JSON writes it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
    return "".join(escapes), error.end


codecs.register_error("onrecord-plain", _plain)
codecs.register_error("onrecord-json", _json)


def emit(text: str, *, color: bool = False, json: bool = False) -> None:
    """Write text to standard output. Colours are kept for a terminal and dropped elsewhere.

    A reader that has gone away (``| head``) ends the command quietly.
    """
    stream = sys.stdout
    if stream is None:
        return
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="onrecord-json" if json else "onrecord-plain")
    try:
        _write(stream, text if color and _colorful(stream) else click.unstyle(text))
        stream.flush()
    except OSError as error:
        # What is still in the stream's buffer goes nowhere, and its closing must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(141)
        refuse(f"cannot write to standard output: {error.strerror or error}", "Free some space, or write elsewhere.")


def _colorful(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(stream: TextIO, text: str) -> None:
    """Write to a stream in its own encoding; click would take ASCII for a mistake and write UTF-8."""
    if os.name == "nt":
        click.echo(text, file=stream, nl=False)  # it knows how old Windows consoles show colours
    else:
        stream.write(text)


def refuse(message: str, remedy: str = "", why: Iterable[str] = ()) -> NoReturn:
    """Say on standard error why nothing was done and what to do, and end with exit code 2."""
    from onrecord.text.diagnostics import escaped

    lines = [f"onrecord: {escaped(message)}", *(f"  {escaped(line)}" for line in why)]
    if remedy:
        lines.append(f"  help: {escaped(remedy)}")
    complain(lines)
    sys.exit(2)


def day_given(text: str, option: str) -> date | None:
    """The day that an option gives, written YYYY-MM-DD; none where it is not given. Ends the run where it is no day."""
    from datetime import date

    if not text:
        return None
    try:
        if len(text) == len("2022-06-30"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    refuse(f"{option} {text} is not a day of the calendar", "Write it YYYY-MM-DD.")


def complain(lines: Iterable[str]) -> None:
    """Lines on standard error, if there is one."""
    stream = sys.stderr
    if stream is None:
        return
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="onrecord-plain")
    with suppress(OSError):
        _write(stream, click.unstyle("\n".join(lines)) + "\n")
        stream.flush()


def refuse_other_than_folder(directory: Path, command: str) -> None:
    """End where DIR is no folder, or holds no dossier.toml; of a file inside a dossier its folder is named.

    ``command`` is what to write before the folder: "onrecord check".
    """
    name = shown(directory)
    try:
        if (directory / "dossier.toml").exists() or (directory / "dossier.toml").is_symlink():
            return
        is_folder, is_there = directory.is_dir(), directory.exists()
    except (OSError, ValueError):
        return  # the loader says what is wrong
    remedy = "Name the folder that holds dossier.toml; `onrecord new DIR` makes one."
    around = next((each for each in directory.absolute().parents if (each / "dossier.toml").is_file()), None)
    if around is not None and is_there:
        remedy = f"It lies in a dossier; to take all of that, write: {command} {shown(around)}"
    if not is_there:
        refuse(f"there is no folder {name}", remedy)
    if not is_folder:
        refuse(f"{name} is a file; a dossier is a folder", remedy)
    refuse(f"{name} is no dossier: it has no dossier.toml", remedy)


def refuse_without_dossier(directory: Path, findings: Iterable[Finding]) -> NoReturn:
    """End where the folder holds no dossier that can be read."""
    why = [str(one) for one in findings if one.severity == "error"][:5]
    refuse(f"no dossier can be read in {shown(directory)}", "Name the folder that holds dossier.toml.", why)


def shown(path: Path) -> str:
    """A path as text that can be printed, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def width() -> int:
    """The columns to fill: what COLUMNS or the terminal says, at most 100; 100 where there is no terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return min(int(asked), _WIDTH)
    try:
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return _WIDTH
    return min(found, _WIDTH) if found > 0 else _WIDTH


@contextmanager
def progress(stream: TextIO | None) -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on one line of a terminal, wiped at the end."""
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda message: None
        return

    def say(message: str) -> None:
        stream.write(f"\r\x1b[2K{message.encode('ascii', 'replace').decode()} ...")
        stream.flush()

    try:
        yield say
    finally:
        stream.write("\r\x1b[2K")
        stream.flush()
