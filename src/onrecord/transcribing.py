"""How the sentences of a dossier are read, and writing what is certain under them as reads blocks.

    transcribe   Session              -> Transcripts
    write        Transcripts, folder  -> Transcripts, files written whole or not at all

Like ``onrecord.pipeline`` this joins the phases.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from onrecord.agreement import disagreement
from onrecord.dossier_readings import context_for, events_of, fault_text, place_of, series_of
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding
from onrecord.model.reading import Reading
from onrecord.model.transcript import Standing, Transcript, Transcripts
from onrecord.pipeline import Progress, Session, silent
from onrecord.reading import parse_reading, print_reading
from onrecord.reading.prose.context import Context
from onrecord.sentence_context import context_of
from onrecord.sentences import ReadStatement, read_statement, sentences_of, why_unread
from onrecord.settling import taught_by
from onrecord.text import atomic_write
from onrecord.text.insertion import insert_reads
from onrecord.vocabulary import Vocabulary


def transcribe(session: Session, progress: Progress = silent) -> Transcripts:
    """Read every sentence of a dossier that was opened, and hold it against its reads block."""
    from onrecord import __version__

    if session.dossier is None:
        return Transcripts("", (), version=__version__)
    progress("reading the sentences")
    dossier, vocabulary = session.dossier, session.vocabulary
    context = (
        context_for(dossier, session.datasets, vocabulary, session.engine)
        if session.engine
        else context_of((), (), vocabulary, dossier.as_of, events_of(dossier))
    )
    blocks = {place_of(statement): reading for statement, reading in session.readings}
    known = {place_of(one.statement): one for one in session.sentences}
    series = series_of(dossier, session.datasets)
    found = []
    for statement, language in sentences_of(dossier):
        place = place_of(statement)
        if statement.reads is None and statement.blocks:
            found.append(Transcript(statement, Standing.OTHER))
            continue
        try:
            one = known.get(place) or read_statement(statement, language, context)
            if place in blocks:
                found.append(_with_block(one, blocks[place], context))
            elif statement.reads is not None:
                found.append(_faulty(statement, session.findings))
            else:
                found.append(_without_block(one, vocabulary, series))
        except Exception as error:
            why = f"reading stopped on a fault of onrecord itself ({fault_text(error)})"
            found.append(Transcript(statement, Standing.UNREAD, why=why))
    return Transcripts(dossier.title, tuple(found), version=__version__, show=session.show, withheld=session.withheld)


def _with_block(one: ReadStatement, block: Reading, context: Context) -> Transcript:
    shown = Transcript(one.statement, Standing.AGREES, _flat(block, context.vocabulary))
    findings = disagreement(one, block, context)
    if one.read.readings:
        if not findings:
            return shown
        said = _flat(one.read.readings[0].reading, context.vocabulary)
        others = _alternatives(one, context.vocabulary)
        return replace(shown, standing=Standing.DIFFERS, said=said, alternatives=others)
    words = ", ".join(f'"{word}"' for word in one.read.unread)
    unread = f"not understood in the sentence: {words}" if words else "the sentence itself is in a form not known"
    why = "; ".join([*(each.message for each in findings), unread])
    standing = Standing.DIFFERS if findings else Standing.CONFIRMED
    return replace(shown, standing=standing, why=why, unread=one.read.unread, taught=_taught(one))


def _without_block(one: ReadStatement, vocabulary: Vocabulary, series: tuple[str, ...]) -> Transcript:
    if not one.read.readings:
        return Transcript(
            one.statement, Standing.UNREAD, why=why_unread(one), unread=one.read.unread, taught=_taught(one)
        )
    first = one.read.readings[0].reading
    canonical = print_reading(first, vocabulary)
    shown = Transcript(
        one.statement, Standing.UNCONFIRMED, " ".join(canonical.split()), alternatives=_alternatives(one, vocabulary)
    )
    if one.unsaid:
        return replace(shown, standing=Standing.OPEN, why=one.unsaid)
    if one.firm is None:
        return replace(shown, standing=Standing.OPEN, why="the sentence can be read in more than one way")
    if parse_reading(_filled(canonical), vocabulary, series) != first:
        return replace(shown, standing=Standing.OPEN, why="the reading has no canonical English that says the same")
    return shown


def _faulty(statement: Statement, findings: Sequence[Finding]) -> Transcript:
    here = (statement.id, statement.span.file)
    found = next((one for one in findings if (one.statement, one.span.file) == here and one.code in _FAULTS), None)
    return Transcript(statement, Standing.FAULTY, why=f"{found.code} {found.message}" if found else "")


_FAULTS = ("OR201", "OR202", "OR301")


def _alternatives(one: ReadStatement, vocabulary: Vocabulary) -> tuple[tuple[str, bool], ...]:
    return tuple((_flat(each.reading, vocabulary), each.blocks) for each in one.read.readings[1:])


def _taught(one: ReadStatement) -> tuple[str, ...]:
    return taught_by(one.read)


def _flat(reading: Reading, vocabulary: Vocabulary) -> str:
    return " ".join(print_reading(reading, vocabulary).split())


# Writing ------------------------------------------------------------------------------------------------------------


def write(root: Path, found: Transcripts) -> Transcripts:
    """Put each reading that waits for it under its sentence as a reads block.

    A file that cannot be written is among ``failed``; a block that its place would not let be read stays unwritten.
    """
    wrote: list[str] = []
    failed: list[tuple[str, str]] = []
    done: set[tuple[str, int]] = set()
    ordered = sorted(found.all, key=lambda one: one.statement.span.file)
    for file, group in groupby(ordered, key=lambda one: one.statement.span.file):
        members = tuple(group)
        waiting = {one.statement.span.line: one for one in members if one.standing is Standing.UNCONFIRMED}
        if not waiting:
            continue
        try:
            text = (root / file).read_bytes().decode("utf-8")
            result = insert_reads(
                file,
                text,
                {line: _filled(one.reading) for line, one in waiting.items()},
                [m.statement for m in members],
            )
            if result.lines:
                atomic_write(root / file, result.text)
                wrote.append(file)
                done |= {(file, line) for line in result.lines}
        except (OSError, UnicodeDecodeError) as error:
            failed.append((file, str(getattr(error, "strerror", None) or error)))
    told = tuple(_told(one, done, {file for file, _ in failed}) for one in found.all)
    return replace(found, all=told, wrote=tuple(wrote), failed=tuple(failed))


def _told(one: Transcript, done: set[tuple[str, int]], failed: set[str]) -> Transcript:
    if _line(one) in done:
        return replace(one, standing=Standing.WRITTEN)
    if one.standing is Standing.UNCONFIRMED and one.statement.span.file not in failed:
        return replace(one, why="a block put under it would not be read as one; put it there by hand")
    return one


def _line(one: Transcript) -> tuple[str, int]:
    return one.statement.span.file, one.statement.span.line


def _filled(reading: str) -> str:
    """A reading on lines of the width that files have; one assertion begins a line."""
    parts = reading.split("; and ")
    told = [part + ("; and" if number < len(parts) - 1 else "") for number, part in enumerate(parts)]
    lines = (textwrap.wrap(one, 116, break_long_words=False, break_on_hyphens=False) for one in told)
    return "\n".join(line for some in lines for line in some)
