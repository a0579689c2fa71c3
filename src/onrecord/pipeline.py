"""The order of the phases; the only module that knows it.

    load     files        -> Dossier, findings
    show     Dossier      -> the view of those it is shown to (``onrecord.visibility``)
    open     dataset specs -> Datasets in one connection
    read     reads blocks -> Readings
    measure  Readings     -> Figures, all at once for each dataset
    check    Figures      -> Outcomes, findings
    document typed blocks -> Outcomes, findings (``onrecord.documenting``)

A statement that has no block at all is read from its sentence (``onrecord.sentences``), and the sentence of one that
has a reads block is held against it (``onrecord.agreement``).

Every phase is a function from values to values. Nothing is written.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archived import archive_of
from onrecord.baselines import pledge_history
from onrecord.checks.outcomes import outcome
from onrecord.checks.statistic import BEST, Tried, judge, wanted
from onrecord.documenting import documented, dossier_findings, joined
from onrecord.dossier_readings import context_for, fault_text, place_of, read, read_sentences, without_read
from onrecord.dossier_vocabulary import vocabulary_of
from onrecord.model.capture import Capture
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Answer, Ask, Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.history import History
from onrecord.model.reading import Amount, Occurrence, Reading, Ref
from onrecord.model.report import Report
from onrecord.model.visibility import NOTHING, Visibility, Withheld
from onrecord.needs import needed, with_remedies
from onrecord.opening import Progress as Progress
from onrecord.opening import Shared, open_datasets
from onrecord.opening import country_lookup as country_lookup
from onrecord.opening import silent as silent
from onrecord.quoting import Quotations, quotations_of, without_quoted
from onrecord.reading import adverb, print_amount, print_assertion, print_reading
from onrecord.text import load_dossier
from onrecord.translating import translations_held
from onrecord.unanswered import Unusable, unread, with_unusable
from onrecord.visibility import FILE, hides, marked, published, reduced, withheld
from onrecord.vocabulary import Vocabulary, load_builtin
from onrecord.withholding import beside, pasted, rests_on_hidden, seen, with_places

if TYPE_CHECKING:
    from onrecord.data.engine import Engine
    from onrecord.sentences import ReadStatement

_NO_HISTORY = "its baseline was held against no history here: parts of the dossier are not public"

_UNREAD = ("OR201", "OR202", "OR301")
"""What is found of a reads block that cannot be read."""


@dataclass(frozen=True)
class Session:
    """A dossier ready to be asked: what was loaded, opened and read. Holds the data connection.

    ``sentences`` are the statements without a block, as the reader understands them; ``unusable`` the datasets that
    could not be opened; ``quotes`` the quotations, looked up in the archive; ``captures`` what the archive holds,
    oldest first; ``ages`` says why the ages of translations were not compared, if so; ``known`` is the day of
    knowledge, if one was named. ``dossier`` is the view up to ``show``; ``full`` the dossier it was made from, where
    that holds more, and ``withheld`` how much.
    """

    root: Path
    dossier: Dossier | None
    vocabulary: Vocabulary
    datasets: tuple[Dataset, ...]
    readings: tuple[tuple[Statement, Reading], ...]
    findings: tuple[Finding, ...]
    engine: Engine | None = None
    unusable: tuple[Unusable, ...] = ()
    sentences: tuple[ReadStatement, ...] = ()
    quotes: Quotations = field(default_factory=Quotations)
    ages: str = ""
    show: Visibility = Visibility.PUBLIC
    full: Dossier | None = None
    withheld: Withheld = NOTHING
    captures: tuple[Capture, ...] = ()
    known: date | None = None


def check(
    root: Path, progress: Progress = silent, show: Visibility = Visibility.PUBLIC, known: date | None = None
) -> Report:
    """Check the dossier at ``root``, and report what those may see who may see up to ``show``; see
    ``onrecord.withholding``. With ``known`` it is judged as it could be known on that day. Never raises for what its
    files hold."""
    return checked(root, progress, show, known)[1]


def checked(
    root: Path, progress: Progress = silent, show: Visibility = Visibility.PUBLIC, known: date | None = None
) -> tuple[Session, Report]:
    """Check the dossier at ``root`` as ``check`` does, and give the prepared dossier beside the report."""
    session = prepare(root, progress, show=show, known=known)
    shown = report(session, check_session(session, progress))
    if session.full is None:
        return session, shown
    whole = prepare(root, progress, show=Visibility.CONFIDENTIAL, known=known)
    return session, beside(shown, report(whole, check_session(whole, progress)))


def prepare(
    root: Path,
    progress: Progress = silent,
    only: str = "",
    show: Visibility = Visibility.PUBLIC,
    known: date | None = None,
    shared: Shared | None = None,
) -> Session:
    """Load a dossier, open its datasets, parse its readings and read its sentences: all, or those of one statement.

    With ``known`` only data retrieved by that day are used, and where the dossier speaks as of a later day it is judged
    as of that one. Nothing above ``show`` is in the session but for ``full``. ``shared`` is what dossiers that are
    checked together have open."""
    from onrecord.text.excerpts import with_excerpts

    progress("reading the dossier")
    full, loaded = load_dossier(root)
    loaded = reduced(loaded, show)
    if full is None:
        return Session(root, None, load_builtin(), (), (), loaded, show=show)
    if known is not None and known < full.as_of:
        full = replace(full, as_of=known)
    dossier = published(full, show)
    vocabulary, problems = vocabulary_of(dossier)
    datasets, shut, opened, engine = open_datasets(root, full, vocabulary, progress, dossier, known, shared)
    readings, faults = read(dossier, vocabulary, datasets)
    session = Session(root, dossier, vocabulary, datasets, readings, loaded, engine, shut, show=show, known=known)
    if hides(full, show):
        session = replace(session, full=full, withheld=withheld(full, dossier, show))
    sentences, differing = _sentences(session, progress, only)
    loaded = without_read(loaded, sentences)
    of_rules = dossier_findings(dossier)
    captures, archived = archive_of(dossier, root, seen(full, show))
    progress("looking up quotations")
    quotes = quotations_of(dossier, captures, root)
    loaded = without_quoted(loaded, dossier, quotes)
    of_translations, ages = ((), "") if only else translations_held(replace(session, sentences=sentences), progress)
    made = (
        *problems,
        *faults,
        *opened,
        *differing,
        *of_translations,
        *of_rules,
        *archived,
        *quotes.findings,
        *rests_on_hidden(full),
        *pasted(full),
    )
    found = (*loaded, *with_places(with_excerpts(made, root), dossier, show))
    return replace(session, findings=found, sentences=sentences, quotes=quotes, captures=captures, ages=ages)


def _sentences(
    session: Session, progress: Progress, only: str
) -> tuple[tuple[ReadStatement, ...], tuple[Finding, ...]]:
    """What the reader makes of the sentences. Where the dossier names no data none is read: what would check it?"""
    if session.dossier is None or session.engine is None:
        return (), ()
    progress("reading the sentences")
    context = context_for(session.dossier, session.datasets, session.vocabulary, session.engine)
    return read_sentences(session.dossier, session.readings, context, only)


def report(session: Session, outcomes: Sequence[Outcome]) -> Report:
    """Outcomes and findings as one report, findings sorted by place."""
    from onrecord import __version__
    from onrecord.text.excerpts import with_excerpts

    of_checks = with_excerpts([f for one in outcomes for f in one.findings], session.root)
    if session.dossier is not None:
        of_checks = with_places(of_checks, session.dossier, session.show)
    findings = sorted((*session.findings, *of_checks), key=lambda f: (f.span, f.code, f.message))
    return Report(
        session.root.as_posix(),
        session.dossier,
        tuple(outcomes),
        tuple(findings),
        session.datasets,
        __version__,
        session.quotes.all,
        session.show,
        session.withheld,
        ages=session.ages,
        known=session.known,
    )


# Measure and check ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """How readings are worded in messages; what the checks need of the reading package and the vocabulary."""

    vocabulary: Vocabulary

    def label(self, amount: Amount, *, with_period: bool = True) -> str:
        """An amount in canonical English."""
        return print_amount(amount, self.vocabulary, with_period=with_period)

    def name(self, ref: Ref, sort: str) -> str:
        """The name of a reference."""
        from onrecord.data.answerable import ref_text

        return ref.id if ref.raw else ref_text(ref, self.vocabulary, sort)


def check_session(session: Session, progress: Progress = silent) -> tuple[Outcome, ...]:
    """The outcomes of all statements of a prepared dossier, in the order of the files."""
    if session.dossier is None:
        return ()
    progress("computing figures")
    statistics = answered(session)
    progress("checking typed blocks")
    documents = documented(session.dossier, session.vocabulary, history=history_of(session), quotes=session.quotes)
    return tuple(
        joined(statistics.get(place_of(one)) or unasked(session, one), documents[place_of(one)])
        for one in session.dossier.statements
    )


def history_of(session: Session) -> History:
    """The earlier versions of pledges. Where something in claims is marked they are not held against a view: an earlier
    version can hold in plain sight what is hidden now."""
    if session.full is not None and marked(session.full.claims):
        return History(note=_NO_HISTORY)
    return pledge_history(session.root, session.show)


def answered(session: Session) -> dict[tuple[str, Span], Outcome]:
    """The outcomes of the statements that have a reading, confirmed or not, and of those whose sentence has none."""
    from onrecord.sentences import candidates, unconfirmed

    asked = [candidates(one) for one in session.sentences]
    every = (*session.readings, *(job for jobs in asked for job in jobs))
    outcomes = iter(tuple(check_readings(replace(session, readings=every))))
    found = {place_of(statement): next(outcomes) for statement, _ in session.readings}
    for one, jobs in zip(session.sentences, asked, strict=True):
        found[place_of(one.statement)] = unconfirmed(one, [next(outcomes) for _ in jobs])
    return found


def unasked(session: Session, statement: Statement) -> Outcome | None:
    """The outcome of a statement with a reads block that has a fault; ``None`` where nothing is asked of the data."""
    if statement.reads is None:
        return None
    here = (statement.id, statement.span.file)
    found = (one for one in session.findings if (one.statement, one.span.file) == here and one.code in _UNREAD)
    return unread(statement, next(found, None))


def check_readings(session: Session) -> Iterator[Outcome]:
    """The outcomes of the statements that have a reading.

    Everything that all statements ask of a dataset is asked at once. If a check or the engine stops on a fault of
    ours, the statements are run one by one, so that only the one at fault is "not run".
    """
    if session.dossier is None:
        return
    jobs = [_Job(statement, reading) for statement, reading in session.readings]
    try:
        with uncollected():
            found = _run(session, jobs)
        yield from found
    except Exception:
        for job in jobs:
            try:
                yield from _run(session, [_Job(job.statement, job.reading)])
            except Exception as error:
                yield _not_run(session, job, error)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's cycle collector from running: thousands of figures hold no cycles, and each pass costs a tenth of
    a second once Ibis is loaded."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True)
class _Job:
    statement: Statement
    reading: Reading


def _run(session: Session, jobs: Sequence[_Job]) -> list[Outcome]:
    from onrecord.checks.assertions import Words as CheckWords

    dossier = session.dossier
    if dossier is None:
        return []
    words = Words(session.vocabulary)
    check_words = CheckWords(words.name, adverb)
    tried: list[list[list[Tried]]] = [[] for _ in jobs]
    for dataset in session.datasets:
        asked = wanted([job.reading for job in jobs], dataset, dossier.as_of, session.vocabulary, check_words)
        answers = _answer(session, dataset, [ask for _, _, parts in asked for asks in parts for ask in asks])
        for number, trial, parts in asked:
            given = tuple(tuple(answers[ask] for ask in asks) for asks in parts)
            if trial.name == BEST:
                tried[number].append([])
            tried[number][-1].append(Tried(trial, judge(jobs[number].reading, trial, check_words, given)))
    order = [spec.id for spec in dossier.datasets]
    found = [
        outcome(
            job.statement,
            job.reading,
            print_reading(job.reading, session.vocabulary),
            tried[number],
            words.label,
            needed(job.reading, session.vocabulary, _periods_text(job.reading)),
            _assertions(job.reading, session.vocabulary),
        )
        for number, job in enumerate(jobs)
    ]
    told = (with_unusable(one, job.reading, session.unusable, order) for one, job in zip(found, jobs, strict=True))
    return [
        with_remedies(
            one,
            job.reading,
            [each for each in session.datasets if each.spec.path != FILE],
            session.vocabulary,
            session.engine,
        )
        for one, job in zip(told, jobs, strict=True)
    ]


def _assertions(reading: Reading, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The assertions of a reading in canonical English, where there are several."""
    return tuple(print_assertion(part, vocabulary) for part in reading.parts) if len(reading.parts) > 1 else ()


def _answer(session: Session, dataset: Dataset, asks: Sequence[Ask]) -> dict[Ask, Answer]:
    if session.engine is None or session.dossier is None or not asks:
        return {}
    return dict(zip(asks, session.engine.answer(dataset, asks, session.dossier.as_of), strict=True))


def _not_run(session: Session, job: _Job, error: Exception) -> Outcome:
    what = fault_text(error)
    found = finding("OR901", f"the check stopped on a fault of its own ({what})", job.statement.span)
    canonical = print_reading(job.reading, session.vocabulary)
    return Outcome(
        job.statement.id,
        Verdict.NOT_RUN,
        f"the check stopped on a fault of its own ({what})",
        reading=canonical,
        findings=(replace(found, statement=job.statement.id),),
    )


def _periods_text(reading: Reading) -> str:
    """The periods a reading speaks of, in words."""
    periods: dict[str, None] = {}
    for part in reading.parts:
        period = part.period if isinstance(part, Occurrence) else part.subject.period
        periods[adverb(period)] = None
        for name in ("baseline", "among"):
            other = getattr(part, name, None)
            if other is not None:
                periods[adverb(other)] = None
        for name in ("other", "whole"):
            amount = getattr(part, name, None)
            if isinstance(amount, Amount):
                periods[adverb(amount.period)] = None
    return " and ".join(periods)
