"""Several dossiers checked together: each file of data is opened once, and what all of them ask of it is one tally.

Joins the pipeline's phases for many dossiers. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.checks.assertions import Words as CheckWords
from onrecord.checks.statistic import wanted
from onrecord.data.engine import Engine
from onrecord.model.dataset import Dataset
from onrecord.model.figure import Ask
from onrecord.model.report import Report
from onrecord.model.visibility import Visibility
from onrecord.opening import Shared
from onrecord.pipeline import Progress, Session, Words, check_session, prepare, report, silent, uncollected
from onrecord.reading import adverb
from onrecord.text.settings import SETTINGS
from onrecord.withholding import beside

MOST = 10_000
"""Dossiers below one folder."""


def dossiers_in(folder: Path) -> tuple[Path, ...]:
    """The folder itself where it is a dossier; else the dossiers right below it, by name. Raises ``OSError``."""
    if (folder / SETTINGS).exists():
        return (folder,)
    return tuple(path for path in sorted(folder.iterdir())[:MOST] if (path / SETTINGS).is_file())


def checked_together(
    roots: Sequence[Path],
    progress: Progress = silent,
    show: Visibility = Visibility.PUBLIC,
    known: date | None = None,
) -> Iterator[tuple[Path, Report]]:
    """The reports of dossiers, in order, each as ``onrecord.pipeline.check`` gives it."""
    with uncollected():  # the values of thousands of statements hold no cycles
        yield from _checked(roots, progress, show, known)


def _checked(
    roots: Sequence[Path], progress: Progress, show: Visibility, known: date | None
) -> Iterator[tuple[Path, Report]]:
    shared = Shared()
    sessions: list[tuple[Session, Session | None]] = []
    for number, root in enumerate(roots, 1):
        progress(f"reading dossier {number:,} of {len(roots):,}")
        session = prepare(root, show=show, known=known, shared=shared)
        whole = None
        if session.full is not None:
            whole = prepare(root, show=Visibility.CONFIDENTIAL, known=known, shared=shared)
        sessions.append((session, whole))
    progress("computing figures")
    with suppress(Exception):  # whoever asks for what is at fault hears of it, and the others do not
        ask_ahead([one for pair in sessions for one in pair if one is not None])
    for number, (root, (session, whole)) in enumerate(zip(roots, sessions, strict=True), 1):
        progress(f"checking dossier {number:,} of {len(roots):,}")
        shown = report(session, check_session(session))
        sessions[number - 1] = (replace(session, engine=None), None)
        yield root, shown if whole is None else beside(shown, report(whole, check_session(whole)))


def ask_ahead(sessions: Sequence[Session]) -> None:
    """Answer what all sessions will ask, with one tally for each dataset."""
    together: dict[tuple[int, str, str], tuple[Engine, Dataset, dict[date | None, dict[Ask, None]]]] = {}
    for session in sessions:
        if session.engine is None or session.dossier is None:
            continue
        for dataset, asks in _asks(session):
            key = (id(session.engine), dataset.table, dataset.id)
            _, _, by_day = together.setdefault(key, (session.engine, dataset, {}))
            by_day.setdefault(session.dossier.as_of, {}).update(dict.fromkeys(asks))
    for engine, dataset, by_day in together.values():
        engine.answer_ahead(dataset, {as_of: tuple(asks) for as_of, asks in by_day.items()})


def _asks(session: Session) -> Iterator[tuple[Dataset, list[Ask]]]:
    """What a session asks of each of its datasets."""
    from onrecord.sentences import candidates

    assert session.dossier is not None
    readings = [reading for _, reading in session.readings]
    readings += [reading for one in session.sentences for _, reading in candidates(one)]
    words = CheckWords(Words(session.vocabulary).name, adverb)
    for dataset in session.datasets:
        asked = wanted(readings, dataset, session.dossier.as_of, session.vocabulary, words)
        yield dataset, [ask for _, _, parts in asked for asks in parts for ask in asks]
