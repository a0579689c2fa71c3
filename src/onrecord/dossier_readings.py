"""The readings of a dossier: those of its reads blocks, and those that the reader makes of its sentences.

    read            reads blocks                -> Readings, findings
    read_sentences  sentences, Readings         -> ReadStatements of those without a block, findings for the others

Imports the model, the vocabulary, the reading package and its sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.reading import Reading
from onrecord.model.vocabulary import Event
from onrecord.reading import ReadingFault, parse_reading
from onrecord.unanswered import reading_finding, unknown_dataset
from onrecord.vocabulary import Vocabulary

if TYPE_CHECKING:
    from onrecord.data.engine import Engine
    from onrecord.reading.prose.context import Context
    from onrecord.sentences import ReadStatement

Readings = tuple[tuple[Statement, Reading], ...]


def read(
    dossier: Dossier, vocabulary: Vocabulary, datasets: Sequence[Dataset] = ()
) -> tuple[Readings, tuple[Finding, ...]]:
    """The readings of all statements that have a reads block, and findings for those that cannot be read."""
    series = series_of(dossier, datasets)
    known = {spec.id for spec in dossier.datasets}
    readings, faults = [], []
    for statement in dossier.statements:
        if statement.reads is None:
            continue
        found = parse_reading(statement.reads.text, vocabulary, series)
        if isinstance(found, ReadingFault):
            faults.append(reading_finding(statement, statement.reads, found))
        elif found.dataset and found.dataset not in known:
            faults.append(unknown_dataset(statement, statement.reads, found.dataset, sorted(known)))
        else:
            readings.append((statement, found))
    return tuple(readings), tuple(faults)


def series_of(dossier: Dossier, datasets: Sequence[Dataset]) -> tuple[str, ...]:
    """The quantities of a dossier's series. A series can name its quantity in its columns, so the opened datasets know
    more than the dossier's words."""
    specs = (*dossier.datasets, *(dataset.spec for dataset in datasets))
    return tuple(sorted({spec.quantity for spec in specs if spec.quantity}))


def read_sentences(
    dossier: Dossier, readings: Readings, context: Context, only: str = ""
) -> tuple[tuple[ReadStatement, ...], tuple[Finding, ...]]:
    """The statements without a block as the reader understands their sentences, and findings where the sentence of one
    with a reads block says something else. ``only`` is the id of the one statement wanted."""
    from onrecord.agreement import disagreement
    from onrecord.sentences import read_statement, sentences_of

    blocks = {place_of(statement): reading for statement, reading in readings}
    found: list[ReadStatement] = []
    differing: list[Finding] = []
    for statement, language in sentences_of(dossier):
        if only not in ("", statement.id):
            continue
        reading = blocks.get(place_of(statement))
        if reading is None and (statement.reads is not None or statement.blocks):
            continue
        try:
            one = read_statement(statement, language, context)
            differing += disagreement(one, reading, context) if reading is not None else ()
        except Exception as error:
            what = f"the sentence could not be read ({fault_text(error)})"
            differing.append(finding("OR901", what, statement.span, statement=statement.id))
            continue
        if reading is None:
            found.append(one)
    return tuple(found), tuple(differing)


def context_for(dossier: Dossier, datasets: Sequence[Dataset], vocabulary: Vocabulary, engine: Engine) -> Context:
    """What a dossier's sentences are read against."""
    from onrecord.data.divisions import divisions
    from onrecord.sentence_context import context_of

    places = [place for one in datasets for place in divisions(engine.con, one)]
    return context_of(datasets, places, vocabulary, dossier.as_of, events_of(dossier))


def events_of(dossier: Dossier) -> tuple[Event, ...]:
    """The events that a dossier's vocabulary.toml dates."""
    return tuple(event for event, _ in dossier.additions.events)


def without_read(findings: Iterable[Finding], sentences: Iterable[ReadStatement]) -> tuple[Finding, ...]:
    """Findings that say that nothing checks a number: with the reason, or left out where the sentence is read."""
    from onrecord.sentences import why_unread

    read = {(one.statement.id, one.statement.span.file): one for one in sentences}
    found = []
    for each in findings:
        one = read.get((each.statement, each.span.file)) if each.code == "OR205" else None
        if one is None:
            found.append(each)
        elif not one.read.readings:
            found.append(replace(each, why=(why_unread(one),)))
    return tuple(found)


def place_of(statement: Statement) -> tuple[str, Span]:
    """What tells statements apart: a translation has the identifiers of its original."""
    return statement.id, statement.span


def fault_text(error: Exception) -> str:
    """A fault of ours in one line."""
    return f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}".rstrip(": ")
