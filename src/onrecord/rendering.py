"""Rendering an edition: here, or by worker processes that draw charts and set pages side by side.

What is made is the same either way, in the same order. A worker is given the sheets as they are frozen and gives files
back; it reads nothing of the dossier but its theme.

On Linux workers are forked from one process that has loaded the libraries (``forkserver``), so that a new one costs
milliseconds. Typst keeps what it has laid out until its process ends: of a large dossier every file is set by a worker
of its own, and the heavy ones one after the other.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from onrecord.model.edition import Omitted, RenderedFile
from onrecord.pipeline import Progress, silent
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.shown import Sheet

Rendered = RenderedFile | Omitted
Renderer = Callable[..., Iterator[Rendered]]
"""Of sheets, charts and progress; the poster's can be asked for some papers only."""

PARTS = ("site", "poster", "cards", "report", "claimreview")
"""What can be built: what ``--only`` takes, in the order in which it is built."""
_WHOLE = ("site", "claimreview")
"""The parts whose languages know of one another; of the others each language is made by itself."""
_HEAVY = ("poster", "report", "cards")
"""The parts that Typst sets, the longest first."""
_PAPERS = ("a2", "a3", "a4")
_LARGE = 1_000_000
"""Bytes of frozen sheets from which the memory of two heavy tasks at once is too much."""
_CHUNK = 6
"""Statements whose charts a worker draws at a time."""
_WORTH = 50_000
"""Bytes of claims from which starting processes takes less time than they save."""
_MOST = 4


def workers_for(root: Path) -> int:
    """How many worker processes a dossier is worth: none (1) for a small one, else as many as there are processors."""
    size = sum(path.stat().st_size for path in (root / "claims").rglob("*.md") if path.is_file())
    return 1 if size < _WORTH else min(_MOST, _processors())


def _processors() -> int:
    """The processors that this process may use; where the system does not tell (macOS), those of the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Job:
    """A part of some of the sheets; of the poster perhaps one paper only."""

    part: str
    which: tuple[int, ...]
    paper: str = ""


class Team:
    """Those who render: ``count`` worker processes, or nobody else where that is 1. Workers end with what they were
    asked for."""

    def __init__(self, count: int = 1) -> None:
        self._count = count
        if count > 1:
            _prepare()

    def rendered(
        self, sheets: Sequence[Sheet], only: Sequence[str] = (), progress: Progress = silent
    ) -> Iterator[tuple[str, Rendered]]:
        """The files of all parts or of those named, each with its part. Raises what the renderers raise."""
        parts = [part for part in PARTS if not only or part in only]
        if self._count == 1:
            charts = Charts()
            for part in parts:
                for file in renderer(part)(sheets, charts, progress):
                    yield part, file
            return
        data = pickle.dumps(tuple(sheets))
        drawn = pickle.dumps(self._draw(sheets, data, progress) if "site" in parts else {})
        large = len(data) > _LARGE
        jobs = [job for part in parts for job in _jobs(part, len(sheets), large)]
        light, heavy = self._pools(data, drawn, large)
        try:
            tasks: dict[_Job, Future[list[Rendered]]] = {}
            for job in sorted(jobs, key=_order):
                tasks[job] = (heavy if job.part in _HEAVY else light).submit(_render, job)
            for job in jobs:
                languages = ", ".join(sheets[one].locale.language for one in job.which)
                progress(f"{job.part} {job.paper.upper()}".rstrip() + f" ({languages})")
                for file in tasks.pop(job).result():
                    yield job.part, file
        finally:
            for pool in {light, heavy}:
                pool.shutdown(cancel_futures=True)

    def _pools(self, data: bytes, drawn: bytes, large: bool) -> tuple[ProcessPoolExecutor, ProcessPoolExecutor]:
        """The workers for light jobs and for heavy ones: the same, except where memory would be short."""
        if not large:
            pool = _pool(self._count, data, drawn)
            return pool, pool
        return _pool(self._count - 1, data, drawn, each=1), _pool(1, data, drawn, each=1)

    def _draw(
        self, sheets: Sequence[Sheet], data: bytes, progress: Progress
    ) -> dict[tuple[str, str], tuple[Chart, ...]]:
        """All charts of the sheets, drawn by workers that end with it: each holds a JavaScript engine."""
        asked = [(number, each.id) for number, sheet in enumerate(sheets) for each in sheet.statements]
        found: dict[tuple[str, str], tuple[Chart, ...]] = {}
        pool = _pool(self._count, data)
        try:
            tasks = [pool.submit(_draw, asked[at : at + _CHUNK]) for at in range(0, len(asked), _CHUNK)]
            for number, task in enumerate(tasks):
                progress(f"drawing charts ({number * _CHUNK:,} of {len(asked):,} statements)")
                found |= task.result()
        finally:
            pool.shutdown(cancel_futures=True)
        return found


def _jobs(part: str, sheets: int, large: bool) -> Iterator[_Job]:
    """What a part is divided into, in the order of its files."""
    every = tuple(range(sheets))
    for which in [every] if part in _WHOLE else [(one,) for one in every]:
        for paper in _PAPERS if part == "poster" and large else ("",):
            yield _Job(part, which, paper)


def _order(job: _Job) -> int:
    """When a job begins: the longest first."""
    return _HEAVY.index(job.part) if job.part in _HEAVY[:2] else len(_HEAVY)


def renderer(part: str) -> Renderer:
    """The renderer of a part; its libraries are loaded here and not before."""
    found: Renderer = import_module(f"onrecord.render.{part}").files
    return found


# Processes ------------------------------------------------------------------------------------------------------

_LOADED = (
    "babel.dates", "babel.numbers", "jinja2", "typst", "vl_convert", "xml.etree.ElementTree",
    "onrecord.rendering", "onrecord.render.claimreview", "onrecord.render.cards.choosing",
    "onrecord.render.charts.comparisons", "onrecord.render.charts.counts", "onrecord.render.charts.maps",
    "onrecord.render.charts.projections", "onrecord.render.charts.svg", "onrecord.render.charts.timelines",
    "onrecord.render.poster.planning", "onrecord.render.report.content", "onrecord.render.site.pages",
    "onrecord.render.site.downloads",
)  # fmt: skip
"""What the process that workers are forked from loads before."""


def _context() -> BaseContext:
    return get_context("forkserver" if sys.platform == "linux" else "spawn")


def _prepare() -> None:
    """Let the libraries be loaded while the dossier is still being checked."""
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        context.set_forkserver_preload(list(_LOADED))
        ensure_running()


def _pool(count: int, *given: bytes, each: int | None = None) -> ProcessPoolExecutor:
    """Workers that were given sheets and charts; each ends after ``each`` tasks."""
    return ProcessPoolExecutor(max(1, count), _context(), initializer=_begin, initargs=given, max_tasks_per_child=each)


# In a worker ----------------------------------------------------------------------------------------------------

_given: list[bytes] = []
"""What this worker was given to work on: frozen sheets and charts, pickled."""


def _begin(*given: bytes) -> None:
    """Ctrl-C ends the process that started the workers, and that ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given[:] = given


@lru_cache(maxsize=1)
def _sheets() -> tuple[Sheet, ...]:
    found: tuple[Sheet, ...] = pickle.loads(_given[0])
    return found


def _draw(asked: Sequence[tuple[int, str]]) -> dict[tuple[str, str], tuple[Chart, ...]]:
    sheets, charts = _sheets(), Charts()
    by_id = [{each.id: each for each in sheet.statements} for sheet in sheets]
    return {(sheets[n].locale.language, id): charts.of(sheets[n], by_id[n][id]) for n, id in asked}


def _render(job: _Job) -> list[Rendered]:
    charts = Charts(pickle.loads(_given[1]))
    papers = {"papers": (job.paper,)} if job.paper else {}
    return list(renderer(job.part)([_sheets()[one] for one in job.which], charts, silent, **papers))
