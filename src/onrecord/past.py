"""A dossier as it was: as an edition was published from, or as it is now with earlier snapshots of its data.

Joins the loader, the data package and the reading of statements. Everything is opened in the connection of the present
state, so that both can be counted side by side. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data.connection import table_name
from onrecord.data.snapshots import Book, chosen, read_book, stored_name
from onrecord.dossier_readings import context_for, read, read_sentences
from onrecord.dossier_vocabulary import vocabulary_of
from onrecord.editions.record import Item, of_kind
from onrecord.editions.store import INPUT_FILES, Chain, Kept
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding, Span
from onrecord.model.snapshot import Entry
from onrecord.opening import country_lookup
from onrecord.pipeline import Progress, Session, silent
from onrecord.text import load_dossier
from onrecord.visibility import FILE, published
from onrecord.withholding import masked_dataset

if TYPE_CHECKING:
    import duckdb


class NothingBeforeError(Exception):
    """There is no earlier state to compare with; the text says why, ``remedy`` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class Past:
    """An earlier state: what it is called, the dossier prepared with the data it had, what was published of each
    statement (by claim and id; nothing where it was no edition), and which datasets are not there any more, and why."""

    name: str
    session: Session
    told: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    untold: tuple[tuple[str, str], ...] = ()


def edition_before(chain: Chain, named: str) -> Kept:
    """The edition that a number, the name of its folder or "last" means. Raises ``NothingBeforeError``."""
    if not chain.editions:
        raise NothingBeforeError("no edition was published yet", "Name a snapshot: --from NAME@DAY.")
    if named == "last":
        return chain.editions[-1]
    for one in chain.editions:
        if named in (str(one.number), one.folder.name):
            return one
    there = ", ".join(str(one.number) for one in chain.editions)
    raise NothingBeforeError(f"there is no edition {named}", f"Editions: {there}.")


def as_published(now: Session, edition: Kept, progress: Progress = silent) -> Past:
    """The dossier that an edition was published from. Raises ``NothingBeforeError`` where it was not kept."""
    inputs = edition.folder / INPUT_FILES
    progress(f"reading edition {edition.number}")
    full, _ = load_dossier(inputs)
    if full is None:
        raise NothingBeforeError(
            f"edition {edition.number} has no copy of the dossier it was made from",
            "Compare releases of the data instead: --from NAME@DAY.",
        )
    used = {str(one["id"]): str(one["sha256"]) for one in of_kind(edition.items, "dataset")}
    specs = tuple(replace(spec, sha256=used.get(spec.id, spec.sha256)) for spec in full.datasets)
    full = replace(full, datasets=specs)
    told = {(str(one["claim"]), str(one["id"])): one for one in of_kind(edition.items, "statement")}
    present = now.full or now.dossier
    same = present is not None and _same_words(present, full)
    vocabulary = now.vocabulary if same else vocabulary_of(full)[0]
    session = replace(now, dossier=published(full, now.show), full=None, vocabulary=vocabulary, findings=())
    datasets, missing = _opened(now, full.datasets, session.dossier, (inputs, now.root), progress)
    return Past(f"edition {edition.number} of {edition.day}", _read(now, session, datasets), told, missing)


def _same_words(one: Dossier, other: Dossier) -> bool:
    """Whether two dossiers add the same to the vocabulary."""

    def words(dossier: Dossier) -> list[list[object]]:
        own = dossier.additions
        return [[value for value, _ in some] for some in (own.places, own.kinds, own.actors)]

    return words(one) == words(other)


def with_snapshots(now: Session, wanted: Iterable[Entry], name: str, progress: Progress = silent) -> Past:
    """The dossier as it is, with other snapshots of some of its data."""
    full = now.full or now.dossier
    assert full is not None
    pins = {one.dataset: one.snapshot.rpartition("-")[2] for one in wanted}
    specs = tuple(
        replace(spec, sha256=pins[stored_name(spec.path)]) if stored_name(spec.path) in pins else spec
        for spec in full.datasets
    )
    datasets, missing = _opened(now, specs, now.dossier, (now.root,), progress)
    # The sentences are those of now, and so are their readings.
    return Past(name, replace(now, datasets=datasets), untold=missing)


def snapshots_before(now: Session) -> tuple[Entry, ...]:
    """Of each dataset that is snapshots, the one before that in use. Raises ``NothingBeforeError``."""
    book = read_book(now.root)
    if book.findings:
        raise NothingBeforeError(book.findings[0].message, "Run onrecord data verify.")
    full = now.full or now.dossier
    found = []
    for spec in full.datasets if full else ():
        used = _used(now, spec, book)
        if used is not None:
            earlier = [one for one in book.of(used.dataset) if _age(one) < _age(used)]
            found += [max(earlier, key=_age)] if earlier else []
    if not found:
        raise NothingBeforeError(
            "there is nothing to compare with: no edition was published, and no dataset has an earlier snapshot",
            "Keep releases with `onrecord data add`, or publish with `onrecord publish`.",
        )
    return tuple(dict.fromkeys(found))


def _age(entry: Entry) -> tuple[str, int]:
    return entry.snapshot[:10], entry.n


def _used(now: Session, spec: DatasetSpec, book: Book) -> Entry | None:
    name = stored_name(spec.path)
    if not name:
        return None
    snapshot = chosen(now.root, spec, now.known, book)
    if isinstance(snapshot, Finding):
        return None
    return next((one for one in reversed(book.of(name)) if one.snapshot == snapshot.name), None)


def _opened(
    now: Session,
    specs: Iterable[DatasetSpec],
    view: Dossier | None,
    roots: tuple[Path, ...],
    progress: Progress,
) -> tuple[tuple[Dataset, ...], tuple[tuple[str, str], ...]]:
    """The datasets in the connection of now, each from the first folder that has its file; and which are not there."""
    from onrecord.data.open import open_dataset

    assert now.engine is not None
    present = {one.id: one for one in now.datasets}
    shown = {one.id: one for one in (view.datasets if view else ())}
    found, missing = [], []
    for spec in specs:
        here = present.get(spec.id)
        if here is not None and _is(here, spec):
            found.append(here)
            continue
        progress(f"opening {shown.get(spec.id, spec).path}")
        own = replace(spec, id=_free(spec.id, now.engine.con))
        opened = None
        for root in roots:
            opened, findings = open_dataset(own, root, now.engine.con, country_lookup(now.vocabulary))
            if opened is not None:
                break
        if opened is None:
            missing.append((spec.id, _why(shown.get(spec.id, spec), findings)))
            continue
        dataset = replace(opened, spec=replace(opened.spec, id=spec.id))
        seen = shown.get(spec.id, spec)
        found.append(masked_dataset(dataset, seen) if seen.path == FILE else dataset)
    return tuple(found), tuple(missing)


def _is(here: Dataset, spec: DatasetSpec) -> bool:
    """Whether a dataset that is open is what ``spec`` says, file and all."""
    plain = {"span": Span(""), "sha256": "", "accessed": None, "version": "", "licence": "", "quantity": ""}
    alike = replace(here.spec, **plain) == replace(spec, **plain)  # type: ignore[arg-type]
    return alike and bool(spec.sha256) and here.sha256.startswith(spec.sha256.lower())


def _free(name: str, con: duckdb.DuckDBPyConnection) -> str:
    """A name for the dataset whose table is not there yet: two past states can be open at once."""
    tables = {str(table) for (table,) in con.execute("SHOW TABLES").fetchall()}
    found = f"was-{name}"
    while table_name(found) in tables:
        found = f"was-{found}"
    return found


def _why(shown: DatasetSpec, findings: Iterable[Finding]) -> str:
    if shown.path == FILE:
        return "its file of that time cannot be read"
    first = next((one for one in findings if one.severity == "error"), None)
    if first is not None and first.code in ("OR302", "OR310"):
        return (
            f"{shown.path} is another file now, and that of then was not kept; keep releases with `onrecord data add`"
        )
    return first.message.removeprefix(f"dataset was-{shown.id}: ") if first else "it cannot be read"


def _read(now: Session, session: Session, datasets: tuple[Dataset, ...]) -> Session:
    """A session with other datasets, its blocks and sentences read against them."""
    dossier = session.dossier
    assert dossier is not None and now.engine is not None
    from onrecord.data.engine import Engine

    engine = now.engine if session.vocabulary is now.vocabulary else Engine(now.engine.con, session.vocabulary)
    readings, _ = read(dossier, session.vocabulary, datasets)
    context = context_for(dossier, datasets, session.vocabulary, engine)
    sentences, _ = read_sentences(dossier, readings, context)
    return replace(session, datasets=datasets, engine=engine, readings=readings, sentences=sentences)
