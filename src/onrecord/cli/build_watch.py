"""``onrecord build --watch``: builds again whenever something in the dossier changes, and shows it on 127.0.0.1."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import emit, refuse

if TYPE_CHECKING:
    from onrecord.cli.build import Stopped
    from onrecord.watching import News

_EVERY = 0.4
"""Seconds between two looks at the folder; a change is built once a whole look finds nothing new."""


def watch_and_build(
    build: Callable[[], Stopped | tuple[str, int]], directory: Path, target: Path, port: int, rounds: int | None = None
) -> None:
    """Build, serve the output folder, and build again at every change until Ctrl-C (or ``rounds`` more builds)."""
    from onrecord.watching import News, changed, files_of, serve

    news = News()
    before = files_of(directory, target)
    _once(build, news)
    try:
        server = serve(target, news, port)
    except OSError as error:
        refuse(f"port {port} cannot be used: {error.strerror or error}", "Give another --port, or 0 for any.")
    emit(f"http://127.0.0.1:{server.server_port}/ shows it; Ctrl-C ends.\n")
    try:
        while rounds is None or rounds > 0:
            time.sleep(_EVERY)
            after = files_of(directory, target)
            paths = changed(before, after)
            if not paths:
                continue
            while (later := _after_a_while(directory, target)) != after:
                after = later
            before = after
            emit(f"{', '.join(Path(path).name for path in paths[:3])} changed\n")
            _once(build, news)
            rounds = None if rounds is None else rounds - 1
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.shutdown()
        server.server_close()


def _after_a_while(directory: Path, target: Path) -> dict[str, tuple[int, int]]:
    from onrecord.watching import files_of

    time.sleep(_EVERY)
    return files_of(directory, target)


def _once(build: Callable[[], Stopped | tuple[str, int]], news: News) -> None:
    from onrecord.cli.output import complain
    from onrecord.text.diagnostics import escaped

    made = build()
    if isinstance(made, tuple):
        emit(made[0])
        news.tell()
        return
    lines = [*made.above, f"onrecord: {escaped(made.message)}", *(f"  {escaped(line)}" for line in made.why)]
    complain([*lines, *([f"  help: {escaped(made.remedy)}"] if made.remedy else [])])
    news.tell("\n".join(lines))
