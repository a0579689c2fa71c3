"""Opening the datasets of a dossier: those that can be asked, in one connection, and those that cannot.

Joins the data package with the vocabulary and with what a view hides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding
from onrecord.model.visibility import Visibility
from onrecord.unanswered import Unusable, unusable
from onrecord.visibility import reduced
from onrecord.vocabulary import Vocabulary
from onrecord.withholding import masked_dataset, of_dataset

if TYPE_CHECKING:
    from onrecord.data.engine import Engine
    from onrecord.data.shelf import Shelf

Progress = Callable[[str], None]


def silent(message: str) -> None:
    """Report no progress."""


class Shared:
    """What dossiers that are checked together have open: one connection, each file once, one engine for those who
    mean the same by every name."""

    def __init__(self) -> None:
        from onrecord.data.connection import connect

        self.con = connect()
        self._shelves: dict[int, Shelf] = {}
        self._engines: dict[int, Engine] = {}
        self._kept: list[Vocabulary] = []  # so that no other vocabulary gets the number of one

    def of(self, vocabulary: Vocabulary) -> tuple[Shelf, Engine]:
        """The datasets that are open and the engine, for a vocabulary."""
        from onrecord.data.engine import Engine
        from onrecord.data.shelf import Shelf

        if id(vocabulary) not in self._engines:
            self._kept.append(vocabulary)
            self._engines[id(vocabulary)] = Engine(self.con, vocabulary)
            self._shelves[id(vocabulary)] = Shelf(f"v{len(self._kept)}")
        return self._shelves[id(vocabulary)], self._engines[id(vocabulary)]


def open_datasets(
    root: Path,
    dossier: Dossier,
    vocabulary: Vocabulary,
    progress: Progress = silent,
    view: Dossier | None = None,
    known: date | None = None,
    shared: Shared | None = None,
) -> tuple[tuple[Dataset, ...], tuple[Unusable, ...], tuple[Finding, ...], Engine | None]:
    """Open every dataset of a dossier in one connection: those that can be asked, and those that cannot. Of those that
    ``view`` hides, the files are not told. ``known`` is the last day on which what is used was retrieved."""
    if not dossier.datasets:
        return (), (), (), None
    from onrecord.data.connection import connect
    from onrecord.data.engine import Engine
    from onrecord.data.open import open_dataset

    shelf, engine = shared.of(vocabulary) if shared is not None else (None, Engine(connect(), vocabulary))
    datasets: list[Dataset] = []
    shut: list[Unusable] = []
    findings: list[Finding] = []
    for spec, shown in zip(dossier.datasets, (view or dossier).datasets, strict=True):
        progress(f"opening {shown.path}")
        opened, found = open_dataset(spec, root, engine.con, country_lookup(vocabulary), known, shelf)
        if shown.path != spec.path:
            found = reduced(of_dataset(found, spec), Visibility.PUBLIC)
        findings += found
        if opened is not None:
            datasets.append(opened if shown == spec else masked_dataset(opened, shown))
        else:
            shut.append(unusable(shown, found))
    return tuple(datasets), tuple(shut), tuple(findings), engine


def country_lookup(vocabulary: Vocabulary) -> Callable[[str, str | None], str | None]:
    """How the data package finds the country of a raw value."""

    def lookup(raw: str, scheme: str | None) -> str | None:
        place = vocabulary.place_of_country(raw, scheme)
        return place.id if place else None

    return lookup
