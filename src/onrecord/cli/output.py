"""How commands speak: text to standard output, progress to standard error and only to a person's terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click


def emit(text: str, *, color: bool = False) -> None:
    """Write text to standard output. Colours are kept for a terminal and dropped elsewhere.

    A reader that has gone away (``| head``) ends the command quietly.
    """
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    try:
        plain = not color or os.environ.get("NO_COLOR") is not None
        click.echo(click.unstyle(text) if plain else text, nl=False)
        stream.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - stays open until the process ends
        sys.exit(141)


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on one line of a terminal, wiped at the end."""
    if not stream.isatty():
        yield lambda message: None
        return

    def say(message: str) -> None:
        stream.write(f"\r\x1b[2K{message} ...")
        stream.flush()

    try:
        yield say
    finally:
        stream.write("\r\x1b[2K")
        stream.flush()
