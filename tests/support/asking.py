"""Canonical readings put to one real data file, through the pipeline, as a dossier would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
from tests.support.opening import SHARED, shared

from onrecord.data.connection import connect
from onrecord.data.engine import Engine
from onrecord.data.open import open_dataset
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Outcome
from onrecord.model.finding import Span
from onrecord.model.reading import Reading
from onrecord.pipeline import Session, check_readings, country_lookup
from onrecord.reading import ReadingFault, parse_reading
from onrecord.vocabulary import Vocabulary, load_builtin

HERE = Span("claims/a.md", 3)
LATER = date(2030, 1, 1)


@cache
def vocabulary() -> Vocabulary:
    """The built-in vocabulary, loaded once."""
    return load_builtin()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return connect()


@cache
def _engine() -> Engine:
    return Engine(_connection(), vocabulary())


@cache
def _open(name: str) -> Dataset:
    spec = DatasetSpec(id=Path(name).stem.split("-")[0], path=name, span=HERE)
    dataset, findings = open_dataset(spec, SHARED, _connection(), country_lookup(vocabulary()))
    assert dataset is not None, [str(one) for one in findings]
    return dataset


def dataset(name: str) -> Dataset:
    """A file of the shared data, opened once per test run; the test is skipped where there is none."""
    shared(name)
    return _open(name)


def parsed(text: str, series: tuple[str, ...] = ()) -> Reading:
    """A canonical reading, which must be one."""
    found = parse_reading(text, vocabulary(), series)
    assert isinstance(found, Reading), f"{text}\n{' ' * found.start}^ {found}"
    return found


def ask(name: str, text: str, as_of: date = LATER, series: tuple[str, ...] = ()) -> Outcome:
    """The outcome of one canonical reading on one file."""
    return ask_all(name, [text], as_of, series)[0]


def ask_all(name: str, texts: list[str], as_of: date = LATER, series: tuple[str, ...] = ()) -> list[Outcome]:
    """The outcomes of canonical readings on one file, asked all at once."""
    statements = [Statement(str(number), text, text, HERE) for number, text in enumerate(texts)]
    readings = tuple((one, parsed(text, series)) for one, text in zip(statements, texts, strict=True))
    opened = dataset(name)
    claim = Claim("a", "a claim", "someone", HERE, statements=tuple(statements))
    dossier = Dossier("a dossier", as_of, HERE, datasets=(opened.spec,), claims=(claim,))
    session = Session(SHARED, dossier, vocabulary(), (opened,), readings, (), _engine())
    found = {one.statement: one for one in check_readings(session)}
    return [replace(found[one.id], statement=one.id) for one in statements]


__all__ = ["LATER", "ReadingFault", "ask", "ask_all", "dataset", "parsed", "vocabulary"]
