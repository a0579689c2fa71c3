"""Rendering an edition: here, or by worker processes that draw charts and set pages side by side.

What is made is the same either way, in the same order. A worker is given the sheets as they are frozen and gives files
back; it reads nothing of the dossier but its theme.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from onrecord.model.edition import Omitted, RenderedFile
from onrecord.pipeline import Progress, silent
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.shown import Sheet

Rendered = RenderedFile | Omitted
Renderer = Callable[[Sequence[Sheet], Charts, Progress], Iterator[Rendered]]

PARTS = ("site", "poster", "cards", "report", "claimreview")
"""What can be built: what ``--only`` takes, in the order in which it is built."""
_WHOLE = ("site", "claimreview")
"""The parts whose languages know of one another; of the others each language is made by itself."""
_LONGEST_FIRST = ("poster", "report", "site", "cards", "claimreview")
_CHUNK = 6
"""Statements whose charts a worker draws at a time."""
_WORTH = 50_000
"""Bytes of claims from which starting processes takes less time than they save."""
_MOST = 4


def workers_for(root: Path) -> int:
    """How many worker processes a dossier is worth: none (1) for a small one, else as many as there are processors."""
    size = sum(path.stat().st_size for path in (root / "claims").rglob("*.md") if path.is_file())
    return 1 if size < _WORTH else min(_MOST, len(os.sched_getaffinity(0)))


class Team:
    """Those who render: ``count`` worker processes, which start at once, or nobody else where that is 1."""

    def __init__(self, count: int = 1) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._count = count
        if count > 1:
            self._pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin)
            for _ in range(count):
                self._pool.submit(_warm)

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def rendered(
        self, sheets: Sequence[Sheet], only: Sequence[str] = (), progress: Progress = silent
    ) -> Iterator[tuple[str, Rendered]]:
        """The files of all parts or of those named, each with its part. Raises what the renderers raise."""
        parts = [part for part in PARTS if not only or part in only]
        if self._pool is None:
            charts = Charts()
            for part in parts:
                for file in renderer(part)(sheets, charts, progress):
                    yield part, file
            return
        data = pickle.dumps(tuple(sheets))
        drawn = pickle.dumps(self._draw(self._pool, sheets, data, progress) if "site" in parts else {})
        tasks: dict[tuple[str, tuple[int, ...]], Future[list[Rendered]]] = {}
        for part in sorted(parts, key=_LONGEST_FIRST.index):
            every = range(len(sheets))
            for which in [tuple(every)] if part in _WHOLE else [(one,) for one in every]:
                tasks[part, which] = self._pool.submit(_render, data, drawn, part, which)
        for (part, which), task in sorted(tasks.items(), key=lambda each: (parts.index(each[0][0]), each[0][1])):
            progress(f"{part} ({', '.join(sheets[one].locale.language for one in which)})")
            for file in task.result():
                yield part, file

    def _draw(
        self, pool: ProcessPoolExecutor, sheets: Sequence[Sheet], data: bytes, progress: Progress
    ) -> dict[tuple[str, str], tuple[Chart, ...]]:
        """All charts of the sheets."""
        asked = [(number, each.id) for number, sheet in enumerate(sheets) for each in sheet.statements]
        tasks = [pool.submit(_draw, data, asked[at : at + _CHUNK]) for at in range(0, len(asked), _CHUNK)]
        found: dict[tuple[str, str], tuple[Chart, ...]] = {}
        for number, task in enumerate(tasks):
            progress(f"drawing charts ({number * _CHUNK:,} of {len(asked):,} statements)")
            found |= task.result()
        return found


def renderer(part: str) -> Renderer:
    """The renderer of a part; its libraries are loaded here and not before."""
    found: Renderer = import_module(f"onrecord.render.{part}").files
    return found


# In a worker ----------------------------------------------------------------------------------------------------


def _begin() -> None:
    """Ctrl-C ends the process that started the workers, and that ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warm() -> None:
    """Load what every task needs, while the dossier is still being checked."""
    for name in ("babel.dates", "babel.numbers", "jinja2", "typst", "vl_convert", "onrecord.render.site.pages"):
        import_module(name)


@lru_cache(maxsize=1)
def _sheets(data: bytes) -> tuple[Sheet, ...]:
    found: tuple[Sheet, ...] = pickle.loads(data)
    return found


def _draw(data: bytes, asked: Sequence[tuple[int, str]]) -> dict[tuple[str, str], tuple[Chart, ...]]:
    sheets, charts = _sheets(data), Charts()
    by_id = [{each.id: each for each in sheet.statements} for sheet in sheets]
    return {(sheets[n].locale.language, id): charts.of(sheets[n], by_id[n][id]) for n, id in asked}


def _render(data: bytes, drawn: bytes, part: str, which: Sequence[int]) -> list[Rendered]:
    sheets = _sheets(data)
    return list(renderer(part)([sheets[one] for one in which], Charts(pickle.loads(drawn)), silent))
