"""A bar on the terminal for what takes many steps; nothing where there is no terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def bar(stream: TextIO | None, total: int) -> Iterator[Callable[[str], None]]:
    """A function that is called with what is begun; called with nothing it wipes the bar, so that a line can be
    written. The bar counts the calls with something."""
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb" or not total:
        yield lambda what: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.table import Column

    console = Console(file=stream)
    told = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (MofNCompleteColumn(), BarColumn(bar_width=20), told)
    progress = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    task = progress.add_task("", total=total)
    begun = 0

    def step(what: str) -> None:
        nonlocal begun
        if not what:
            progress.stop()
            return
        shown = "".join(char if char.isprintable() else "?" for char in what)
        progress.update(task, description=shown.encode("ascii", "replace").decode(), completed=begun)
        begun += 1
        progress.start()

    try:
        yield step
    finally:
        progress.stop()
