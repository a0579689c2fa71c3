"""Freezing: a dossier on disk to an ``Edition``, the one value that everything published is made of.

Like ``onrecord.pipeline`` this joins the phases. The public view of the dossier is checked as ``onrecord check`` does
it; then the figures around those that the statements speak of are asked for, of each dataset all at once. Nothing is
written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.archived import latest
from onrecord.checks.schedule import deadlines
from onrecord.citing import cited_in
from onrecord.dossier_readings import place_of
from onrecord.explaining import courses_of, decided, figures_wanted, locations_of, rankings_of
from onrecord.key_figures import key_figures
from onrecord.model.blocks import Pledge
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Claim, DatasetWords, Dossier, SourceWords, Statement, Titling
from onrecord.model.edition import DataCard, Edition, Entry, PublishedClaim, Version
from onrecord.model.explanation import Cited
from onrecord.model.figure import Outcome
from onrecord.model.reading import Reading, subject_measure
from onrecord.model.register import Score
from onrecord.model.report import Report
from onrecord.pipeline import Progress, Session, Words, checked, silent
from onrecord.reading import parse_reading
from onrecord.registering import register_of
from onrecord.render import english
from onrecord.render.french import NO_DATA, page_text, published_outcome
from onrecord.render.french.entries import entries_of
from onrecord.render.french.labels import french_label, french_labels
from onrecord.render.french.readings import french_reading
from onrecord.render.publish.messages import Titles, answered
from onrecord.visibility import FILE
from onrecord.vocabulary import Vocabulary


@dataclass(frozen=True)
class Frozen:
    """What freezing gave: the report of the check, and the edition; ``None`` where a file has a fault or a check could
    not run (the report's exit code is then 2)."""

    report: Report
    edition: Edition | None


Aside = Callable[..., Callable[[], Any]]
"""Has a function called with arguments, perhaps by another process meanwhile; what it gives fetches the answer."""


def _here(work: Callable[..., Any], *given: object) -> Callable[[], Any]:
    return partial(work, *given)


def freeze(
    root: Path, published: date, progress: Progress = silent, aside: Aside = _here, before: int | None = None
) -> Frozen:
    """Check the public view of the dossier at ``root`` and freeze it as an edition published on a day.

    ``aside`` has that part of the work done which needs none of the rest. ``before`` is the edition's number where it
    is not the next one: its register has the projections of those before it."""
    session, report = checked(root, progress)
    if report.dossier is None or report.exit_code == 2:
        return Frozen(report, None)
    progress("freezing the edition")
    register = register_of(session, before=before)
    edition = edition_of(session, report, report.dossier, published, aside=aside, register=register)
    return Frozen(report, replace(edition, digest=digest_of(edition)))


def edition_of(
    session: Session,
    report: Report,
    dossier: Dossier,
    published: date,
    *,
    figures: bool = True,
    aside: Aside = _here,
    register: tuple[Score, ...] = (),
) -> Edition:
    """The edition of a checked dossier, without its digest. Where no ``figures`` are asked for, nothing is asked of the
    data: what a claim's markup says needs none of them."""
    entries, queries = _entries(session, report, dossier, figures)
    sql = [aside(_sql_of, part) for part in _halved(queries)]
    cited = frozenset(cited_in(dossier))
    sources = tuple(each for each in dossier.sources if each.id in cited)
    captures = latest(session.captures)
    versions = tuple(_versions(dossier, entries, session.vocabulary, register))
    cards = tuple(_cards(session, dossier)) if figures else ()
    written = {id: text for part in sql for id, text in part().items()}
    return Edition(
        dossier.as_of,
        published,
        tuple(_with_sql(each, written) for each in versions),
        sources,
        tuple(captures[each.id] for each in sources if each.id in captures),
        cards,
        dossier.publisher,
        dossier.scale,
        dossier.address,
        findings=report.findings,
        withheld=report.withheld,
        tool=report.version,
        register=register,
    )


# Statements -----------------------------------------------------------------------------------------------------


Queries = dict[str, tuple[Any, Any]]
"""What the SQL of a statement's figures is written of (see ``figures_wanted``), by the statement's id."""


def _halved(queries: Queries) -> tuple[Queries, ...]:
    """Two parts of about the same size, for two to work at."""
    asked = list(queries.items())
    return dict(asked[0::2]), dict(asked[1::2])


def _sql_of(queries: Queries) -> dict[str, str]:
    """The SQL of statements' figures, by their ids. Its libraries take long to load, and nothing else waits for it."""
    if not queries:
        return {}
    from onrecord.data.sql_text import figures_sql

    return {id: figures_sql(*asked) for id, asked in queries.items()}


def _with_sql(version: Version, sql: dict[str, str]) -> Version:
    """A version with the SQL of its statements."""
    claims = tuple(
        replace(each, entries=tuple(replace(one, sql=sql.get(one.statement.id, "")) for one in each.entries))
        for each in version.claims
    )
    return replace(version, claims=claims)


def _entries(
    session: Session, report: Report, dossier: Dossier, figures: bool
) -> tuple[dict[tuple[str, Any], Entry], Queries]:
    """Every statement with all that is published of it but its SQL, by its place; and what that is written of."""
    pairs = [(claim, statement, outcome) for claim, each in report.by_claim for statement, outcome in each]
    queries: Queries = {}
    shown = dict(_figures(session, dossier, pairs, queries)) if figures else {}
    sources = {source.id: source for source in dossier.sources}
    made = {}
    for claim, statement, outcome in pairs:
        place = place_of(statement)
        entry = Entry(
            statement,
            outcome,
            tuple(Cited(each, sources.get(each.key)) for each in statement.citations),
            deadlines=tuple(
                deadlines(block, dossier.as_of) if isinstance(block, Pledge) else () for block in statement.blocks
            ),
            quotations=session.quotes.of(statement),
            findings=tuple(
                one for one in report.findings if (one.statement, one.span.file) == (statement.id, statement.span.file)
            ),
            language=claim.language,
        )
        more = shown.get(place)
        made[place] = replace(entry, **more) if more is not None else entry
    return made, queries


def _figures(
    session: Session, dossier: Dossier, pairs: Sequence[tuple[Claim, Statement, Outcome]], queries: Queries
) -> Iterator[tuple[tuple[str, Any], dict[str, Any]]]:
    """What is shown of the data of each statement that a dataset decides; ``queries`` is filled."""
    readings = _readings(session)
    datasets = {each.id: each for each in session.datasets}
    words = Words(session.vocabulary)
    by_dataset: dict[str, list[tuple[Statement, Outcome, Reading]]] = {}
    for _, statement, outcome in pairs:
        reading = readings.get(place_of(statement))
        if reading is not None and outcome.dataset in datasets:
            chosen = decided(reading, outcome, datasets[outcome.dataset])
            by_dataset.setdefault(outcome.dataset, []).append((statement, outcome, chosen))
    for id, jobs in by_dataset.items():
        dataset = datasets[id]
        courses = courses_of(session, dossier, dataset, [reading for _, _, reading in jobs], projected=True)
        for (statement, outcome, reading), course in zip(jobs, courses, strict=True):
            others = rankings_of(session, dossier, dataset, reading)
            asked = None if _closed(dataset) else figures_wanted(session, dataset, outcome, others)
            if asked is not None:
                queries[statement.id] = asked
            yield (
                place_of(statement),
                {
                    "dataset": id,
                    "courses": course,
                    "rankings": tuple(one.ranking for one in others),
                    "reading": reading,
                    "numbers": key_figures(outcome, reading, words),
                    "locations": locations_of(session, dataset, outcome) if _rows_shown(dataset) else (),
                },
            )


def _readings(session: Session) -> dict[tuple[str, Any], Reading]:
    """The reading of each statement: that of its block, or the first that its sentence has."""
    free = {place_of(one.statement): one.read.readings[0].reading for one in session.sentences if one.read.readings}
    return free | {place_of(statement): reading for statement, reading in session.readings}


# Languages ------------------------------------------------------------------------------------------------------


Wording = Callable[[Entry, Claim, Statement | None, Claim | None], Entry]
"""An entry of a claim, with the statement and the claim that translate them, to the entry in a language."""


def _versions(
    dossier: Dossier, entries: dict[tuple[str, Any], Entry], vocabulary: Vocabulary, register: Sequence[Score]
) -> Iterator[Version]:
    """The edition in each of the dossier's languages, the first one first."""
    titlings = {each.language: each for each in dossier.titlings}
    for language in dossier.languages:
        own = {claim.id: claim for claim in dossier.translations if claim.language == language}
        called = titlings.get(language, Titling(language))
        datasets, stakes = _cards_told(dossier, called)
        titles = {each.id: each.title for each in dossier.datasets if each.title} | {
            each.id: each.title for each in datasets if each.title
        }
        words = _wording(language, dossier, titles, vocabulary)
        claims = tuple(_claim(claim, own.get(claim.id), entries, language, words) for claim in dossier.claims)
        shown = (entry for each in claims for entry in each.entries)
        labels = _labels(shown, register, language, vocabulary)
        title, subject = called.title or dossier.title, called.subject or dossier.subject
        yield Version(language, title, subject, claims, labels, datasets, stakes)


def _cards_told(dossier: Dossier, called: Titling) -> tuple[tuple[DatasetWords, ...], tuple[SourceWords, ...]]:
    """The words of datasets' cards and of sources' stakes in another language; only of what is public in the first."""
    specs = {each.id: each for each in dossier.datasets}
    stakes = {each.id for each in dossier.sources if each.interest}
    datasets = tuple(
        replace(
            each,
            title=each.title if specs[each.id].title else "",
            version=each.version if specs[each.id].version else "",
            licence=each.licence if specs[each.id].licence else "",
        )
        for each in called.datasets
        if each.id in specs
    )
    return datasets, tuple(each for each in called.sources if each.key in stakes)


def _claim(
    original: Claim,
    translation: Claim | None,
    entries: dict[tuple[str, Any], Entry],
    language: str,
    words: Wording,
) -> PublishedClaim:
    """A claim in a language. What came of a statement is always that of the original: a translation says the same."""
    shown = translation or original
    said = {each.id: each for each in translation.statements} if translation else {}
    made = []
    for statement in original.statements:
        entry = entries[place_of(statement)]
        entry = words(entry, original, said.get(statement.id), translation)
        entry = replace(entry, translated=language == original.language)
        if statement.id in said:
            entry = replace(entry, statement=said[statement.id], language=language, translated=True)
        made.append(entry)
    return PublishedClaim(shown, tuple(made), shown.language)


def _is_french(language: str) -> bool:
    return language.split("-")[0].casefold() == "fr"


def _labels(
    entries: Iterable[Entry], register: Sequence[Score], language: str, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """The English labels of all figures and readings with their words in a language that they can be worded in."""
    if not _is_french(language):
        return ()
    words = {each.foreseen.what: french_label(each.amount, vocabulary) for each in register if each.amount is not None}
    for one in entries:
        words.update(french_labels(one, vocabulary))
        for reading in filter(None, (one.outcome.reading, *(part.reading for part in one.outcome.parts))):
            read = parse_reading(reading, vocabulary, _series(one))
            if isinstance(read, Reading):
                words[reading] = french_reading(read, vocabulary)
    return tuple(sorted(words.items()))


def _series(entry: Entry) -> tuple[str, ...]:
    """The names of series that the readings of an entry ask."""
    found = (subject_measure(part).series for part in entry.reading.parts) if entry.reading is not None else ()
    return tuple(sorted({name for name in found if name}))


def _wording(language: str, dossier: Dossier, titles: Titles, vocabulary: Vocabulary) -> Wording:
    """How an entry has its reasons told in a language, with the words of the statement's translation in them and the
    ``titles`` of the datasets."""
    sources = {source.id: source for source in dossier.sources}

    def words(entry: Entry, claim: Claim, said: Statement | None, translation: Claim | None) -> Entry:
        texts = entries_of(entry.statement, claim, said, translation, sources)
        if _is_french(language):
            outcome = published_outcome(entry.outcome, texts, vocabulary, titles)
            lacks = partial(answered, told=lambda why: page_text(why, texts, vocabulary, titles), otherwise=NO_DATA)
        else:
            outcome = english.published_outcome(entry.outcome, texts, titles, vocabulary)
            lacks = partial(answered, told=lambda why: english.edited(why, texts, titles, vocabulary))
        courses = tuple(
            replace(each, points=tuple(replace(one, figure=lacks(one.figure)) for one in each.points))
            for each in entry.courses
        )
        said_of = entry.findings
        if not _is_french(language):  # what is found is told in English only
            told = partial(english.edited, entries=texts, titles=titles, vocabulary=vocabulary)
            said_of = tuple(replace(one, message=told(one.message)) for one in entry.findings)
        return replace(entry, outcome=outcome, courses=courses, findings=said_of)

    return words


# Datasets and the digest ----------------------------------------------------------------------------------------


def _closed(dataset: Dataset) -> bool:
    return dataset.spec.path == FILE


def _rows_shown(dataset: Dataset) -> bool:
    """Whether something of single rows, as where an event was, may be published."""
    return not _closed(dataset) and dataset.spec.redistribute


def _cards(session: Session, dossier: Dossier) -> Iterator[DataCard]:
    from onrecord.data.sql_text import view_sql

    sources = {source.id: source for source in dossier.sources}
    for dataset in session.datasets:
        closed = _closed(dataset)
        # Where the file stands on this machine is nobody's business: it is told from the dossier's folder.
        sql = "" if closed else view_sql(dataset, session.root).replace(f"{session.root.resolve().as_posix()}/", "")
        yield DataCard(dataset, sources.get(dataset.spec.source), sql, closed)


def digest_of(edition: Edition) -> str:
    """The sha256 of an edition's content: of its canonical JSON, without the digest itself."""
    text = json.dumps(_plain(replace(edition, digest="")), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON has it: dataclasses as objects with their type's name, sets sorted, the rest as text."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.compare}
        return {"_": type(value).__name__, **shown}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted(str(_plain(each)) for each in value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Fraction):
        return str(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return repr(value)
