"""Rendering an edition: here, or by worker processes that draw charts and set pages side by side.

What is made is the same either way, in the same order. A worker is given the sheets as they are frozen and gives files
back; it reads nothing of the dossier but its theme.

On Linux workers are forked from one process that has loaded the libraries (``forkserver``), so that a new one costs
milliseconds. Typst keeps what it has laid out until its process ends: every file is set by a worker of its own, and of
a large dossier the heavy ones one after the other.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, TypeVar, cast

from onrecord.model.edition import Omitted, RenderedFile
from onrecord.pipeline import Progress, silent
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.shown import Sheet

T = TypeVar("T")
Rendered = RenderedFile | Omitted
Renderer = Callable[..., Iterator[Rendered]]
"""Of sheets, charts and progress; the poster's can be asked for some papers only."""

PARTS = ("site", "poster", "cards", "report", "claimreview")
"""What can be built: what ``--only`` takes, in the order in which it is built."""
_WHOLE = ("site", "claimreview")
"""The parts whose languages know of one another; of the others each language is made by itself."""
_HEAVY = ("poster", "report", "cards")
"""The parts that Typst sets, the longest first."""
_LONGEST = ("poster", "site", "report", "cards", "claimreview")
"""The parts in the order in which they are begun."""
_PAPERS = ("a2", "a3", "a4")
_LARGE = 1_000_000
"""Bytes of frozen sheets from which the memory of two heavy tasks at once is too much."""
_CHUNK = 6
"""Statements whose charts a worker draws at a time."""
_WORTH = 50_000
"""Bytes of claims from which starting processes takes less time than they save."""
_MOST = 4
_MANY = 300
"""Statements from which a dossier is frozen by a process that ends before pages are set: its memory is needed then."""


def _many(root: Path) -> bool:
    """Whether a dossier has very many statements, translations counted; each begins a line with a hyphen."""
    files = (path for path in (root / "claims").rglob("*.md") if path.is_file())
    return sum(path.read_bytes().count(b"\n- ") for path in files) >= _MANY


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
    """A part of some of the sheets; of the poster one paper."""

    part: str
    which: tuple[int, ...]
    paper: str = ""


class Team:
    """Those who work beside this process: ``count`` worker processes, or nobody where that is 1.

    They begin at once, and load what they will need while there is nothing else to do. Use it as a context manager:
    nobody is left at its end."""

    def __init__(self, count: int = 1) -> None:
        self._count = count
        self._pool = _pool(count) if count > 1 else None
        self._beginning: Thread | None = None
        if self._pool is not None:
            _prepare()
            # A first task waits until the libraries are loaded; the dossier need not.
            self._beginning = Thread(target=_begun, args=(self._pool, count), daemon=True)
            self._beginning.start()

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        if self._beginning is not None:
            self._beginning.join()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def aside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        """Have a function called by a worker, if there is one; what is given back waits for its answer."""
        if self._pool is None or self._beginning is None:
            return partial(work, *given)
        self._beginning.join()
        # Made into bytes here and now: the pool would do it in a thread, while what is given may still change.
        return self._pool.submit(_called, pickle.dumps((work, given))).result

    def frozen(self, freeze: Callable[..., T], root: Path, published: date, progress: Progress, **more: Any) -> T:
        """What ``freeze`` makes of the dossier at ``root``: here with the help of the workers, or, of very many
        statements, by a process of its own."""
        if self._pool is None or not _many(root):
            return freeze(root, published, progress, self.aside, **more)
        self._end()
        progress("checking and freezing the dossier")
        with _pool(1, each=1) as pool:
            work = pickle.dumps((partial(freeze, **more), (root, published)))
            return cast("T", pool.submit(_called, work).result())

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
        with TemporaryDirectory(prefix="onrecord-") as folder:
            yield from self._beside(parts, sheets, Path(folder), progress)

    def _beside(
        self, parts: Sequence[str], sheets: Sequence[Sheet], folder: Path, progress: Progress
    ) -> Iterator[tuple[str, Rendered]]:
        """The same, made by the workers. They read what they work on from a folder."""
        given, drawn = folder / "sheets", folder / "charts"
        size = given.write_bytes(pickle.dumps(tuple(sheets)))
        large = size > _LARGE
        if large:  # those who draw hold a JavaScript engine each, and end before pages are set
            self._end()
        pools = [self._pool] if self._pool is not None else [_pool(self._count)]
        try:
            drawn.write_bytes(pickle.dumps(_drawn_by(pools[0], sheets, given, progress) if "site" in parts else {}))
            if large:
                pools.pop().shutdown(cancel_futures=True)
                pools += [_pool(self._count - 1, each=1), _pool(1, each=1)]
            else:
                pools.pop().shutdown(wait=False, cancel_futures=True)
                pools += [_pool(self._count, each=1)]
            jobs = [job for part in parts for job in _jobs(part, len(sheets))]
            tasks: dict[_Job, Future[list[Rendered]]] = {}
            for job in sorted(jobs, key=_order):
                if large and job.part == "report":  # it takes the most memory by far: by itself, before files gather
                    progress(f"{job.part} ({', '.join(sheets[one].locale.language for one in job.which)})")
                    tasks[job] = pools[-1].submit(_render, job, given, drawn)
                    wait([tasks[job]])
            for job in sorted((each for each in jobs if each not in tasks), key=_order):
                tasks[job] = pools[-1 if job.part in _HEAVY else 0].submit(_render, job, given, drawn)
            for job in jobs:
                languages = ", ".join(sheets[one].locale.language for one in job.which)
                progress(f"{job.part} {job.paper.upper()}".rstrip() + f" ({languages})")
                for file in tasks.pop(job).result():
                    yield job.part, file
        finally:
            for pool in pools:
                pool.shutdown(cancel_futures=True)
            self._pool = None


def _begun(pool: ProcessPoolExecutor, count: int) -> None:
    for work in (*[_load_sql] * count, *[_load_charts] * count):
        pool.submit(work)


def _drawn_by(
    pool: ProcessPoolExecutor, sheets: Sequence[Sheet], given: Path, progress: Progress
) -> dict[tuple[str, str], tuple[Chart, ...]]:
    """All charts of the sheets."""
    asked = [(number, each.id) for number, sheet in enumerate(sheets) for each in sheet.statements]
    found: dict[tuple[str, str], tuple[Chart, ...]] = {}
    tasks = [pool.submit(_draw, asked[at : at + _CHUNK], given) for at in range(0, len(asked), _CHUNK)]
    for number, task in enumerate(tasks):
        progress(f"drawing charts ({number * _CHUNK:,} of {len(asked):,} statements)")
        found |= task.result()
    return found


def _jobs(part: str, sheets: int) -> Iterator[_Job]:
    """What a part is divided into, in the order of its files."""
    every = tuple(range(sheets))
    for which in [every] if part in _WHOLE else [(one,) for one in every]:
        for paper in _PAPERS if part == "poster" else ("",):
            yield _Job(part, which, paper)


def _order(job: _Job) -> int:
    """When a job begins: the longest first."""
    return _LONGEST.index(job.part)


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


def _pool(count: int, each: int | None = None) -> ProcessPoolExecutor:
    """Workers, each of whom ends after ``each`` tasks."""
    return ProcessPoolExecutor(max(1, count), _context(), initializer=_begin, max_tasks_per_child=each)


# In a worker ----------------------------------------------------------------------------------------------------


def _begin() -> None:
    """Ctrl-C ends the process that started the workers, and that ends them. Next to nothing that they make is garbage
    in a circle, so it is seldom looked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _called(data: bytes) -> Any:
    work, given = pickle.loads(data)
    return work(*given)


def _load_sql() -> None:
    """Load what writes SQL; much of it is loaded only when something is written."""
    from onrecord.data.sql_text import ready

    ready()


def _load_charts() -> None:
    """Start the JavaScript engine that draws."""
    from onrecord.render.charts.svg import ready

    ready()


@lru_cache(maxsize=1)
def _sheets(given: Path) -> tuple[Sheet, ...]:
    found: tuple[Sheet, ...] = pickle.loads(given.read_bytes())
    return found


@lru_cache(maxsize=1)
def _charts(drawn: Path) -> Charts:
    return Charts(pickle.loads(drawn.read_bytes()))


def _draw(asked: Sequence[tuple[int, str]], given: Path) -> dict[tuple[str, str], tuple[Chart, ...]]:
    sheets, charts = _sheets(given), Charts()
    by_id = [{each.id: each for each in sheet.statements} for sheet in sheets]
    return {(sheets[n].locale.language, id): charts.of(sheets[n], by_id[n][id]) for n, id in asked}


def _render(job: _Job, given: Path, drawn: Path) -> list[Rendered]:
    papers = {"papers": (job.paper,)} if job.paper else {}
    sheets = _sheets(given)
    return list(renderer(job.part)([sheets[one] for one in job.which], _charts(drawn), silent, **papers))
