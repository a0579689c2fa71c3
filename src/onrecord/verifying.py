"""Verifying single sentences against data files, without a dossier.

    open_files   paths               -> Files (datasets in one connection)
    verify       sentences, Files    -> Verified, one for each sentence

Like ``onrecord.pipeline`` this joins the phases. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.reading import Reading
from onrecord.model.sentence import Alternative, Verified
from onrecord.pipeline import Progress, Session, check_readings, country_lookup, silent
from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import ReadSentence, read_sentence
from onrecord.reading.prose.reasons import unread_reason
from onrecord.sentence_context import context_of
from onrecord.settling import settled, taught_by
from onrecord.vocabulary import Vocabulary, fold, load_builtin

if TYPE_CHECKING:
    from onrecord.data.engine import Engine


@dataclass(frozen=True)
class Files:
    """Data files that were opened, and what was wrong with those that could not be. Holds the data connection."""

    datasets: tuple[Dataset, ...]
    findings: tuple[Finding, ...]
    vocabulary: Vocabulary
    context: Context
    as_of: date
    engine: Engine | None = None


def open_files(paths: Sequence[Path], as_of: date, progress: Progress = silent) -> Files:
    """Open data files. A file that cannot be read is a finding."""
    from onrecord.data.connection import connect
    from onrecord.data.divisions import divisions
    from onrecord.data.engine import Engine
    from onrecord.data.open import open_dataset

    vocabulary = load_builtin()
    con = connect()
    datasets: list[Dataset] = []
    findings: list[Finding] = []
    places: list[tuple[str, str, int]] = []
    for spec, root in _specs(paths):
        progress(f"opening {spec.path}")
        opened, found = open_dataset(spec, root, con, country_lookup(vocabulary))
        findings += found
        if opened is not None:
            datasets.append(opened)
            places += divisions(con, opened)
    context = context_of(datasets, places, vocabulary, as_of)
    return Files(tuple(datasets), tuple(findings), vocabulary, context, as_of, Engine(con, vocabulary))


def _specs(paths: Sequence[Path]) -> list[tuple[DatasetSpec, Path]]:
    """A dataset for each path, named after its file; two files of one name are told apart by a number."""
    found: list[tuple[DatasetSpec, Path]] = []
    taken: set[str] = set()
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", fold(path.name.split(".")[0])).strip("-") or "data"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        found.append((DatasetSpec(name, path.name, Span(str(path))), path.parent))
    return found


# Verify -----------------------------------------------------------------------------------------------------------


def verify(
    sentences: Sequence[str], files: Files, language: str = "", progress: Progress = silent
) -> tuple[Verified, ...]:
    """Read and check sentences, all against one tally of each file."""
    progress("reading")
    reads = [read_sentence(text, files.context, language) for text in sentences]
    jobs: list[tuple[Statement, Reading]] = []
    for number, one in enumerate(reads):
        for place, candidate in enumerate(one.readings):
            jobs.append((_statement(f"{number}.{place}", one.text), candidate.reading))
    progress("computing figures")
    outcomes = {outcome.statement: outcome for outcome in check_readings(_session(files, jobs))}
    return tuple(_verified(number, one, outcomes, files) for number, one in enumerate(reads))


def _statement(identifier: str, text: str) -> Statement:
    return Statement(identifier, text, text, Span("sentence"))


def _session(files: Files, jobs: Sequence[tuple[Statement, Reading]]) -> Session:
    dossier = Dossier("", files.as_of, Span("sentence"), datasets=tuple(d.spec for d in files.datasets))
    return Session(Path(), dossier, files.vocabulary, files.datasets, tuple(jobs), (), files.engine)


def _verified(number: int, read: ReadSentence, outcomes: dict[str, Outcome], files: Files) -> Verified:
    own = [_told(outcomes[f"{number}.{place}"], read.language, files) for place in range(len(read.readings))]
    shown = Verified(
        read.text, read.language, Outcome("", Verdict.UNVERIFIABLE, ""), read.marks, read.unread, asides=read.asides
    )
    if not own:
        partial = print_reading(read.partial[0].reading, files.vocabulary) if read.partial else ""
        return replace(
            shown, outcome=replace(shown.outcome, why=unread_reason(read)), partial=partial, taught=taught_by(read)
        )
    others = tuple(Alternative(outcome, read.readings[place].blocks) for place, outcome in enumerate(own) if place)
    return replace(shown, outcome=settled(read, own), alternatives=others)


def _told(outcome: Outcome, language: str, files: Files) -> Outcome:
    """An outcome as it is told of a sentence without a dossier, in the sentence's language."""
    from onrecord.reading.prose.reasons import without_dossier
    from onrecord.render.french import french_outcome

    found = replace(
        outcome,
        statement="",
        findings=(),
        why=without_dossier(outcome.why),
        notes=tuple(map(without_dossier, outcome.notes)),
        parts=tuple(replace(part, why=without_dossier(part.why)) for part in outcome.parts),
    )
    return french_outcome(found, files.vocabulary) if language == "fr" else found
