"""Explaining one statement: a prepared dossier and an id to an ``Explanation``.

Like ``onrecord.pipeline`` this joins the phases: the statement is checked as ``onrecord check`` does it, and then
what it was computed from is asked for too. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.checks.amounts import Scope, values_of
from onrecord.checks.assertions import Words as CheckWords
from onrecord.checks.schedule import deadlines
from onrecord.checks.surroundings import View, projected_views, views
from onrecord.closer import Others, closer_views, kinds_in_words, rankings
from onrecord.documenting import documented, joined
from onrecord.dossier_readings import place_of
from onrecord.model.blocks import Pledge
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.edition import Location
from onrecord.model.explanation import Cited, Course, Evidence, Explanation, Point
from onrecord.model.figure import Answer, Ask, Outcome
from onrecord.model.finding import Finding, Severity
from onrecord.model.reading import Amount, RateUnit, Reading
from onrecord.model.visibility import Visibility
from onrecord.pipeline import Progress, Session, Words, answered, history_of, prepare, silent, unasked
from onrecord.reading import adverb
from onrecord.registering import register_of
from onrecord.visibility import FILE
from onrecord.withholding import settled, shared, with_places

if TYPE_CHECKING:
    from onrecord.data.predicates import Values
    from onrecord.data.sql_text import Wanted

MOST_COURSES = 4


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no statement of this id. ``nearest`` are ids that look like it; ``count`` is that of all."""

    id: str
    nearest: tuple[str, ...]
    count: int


def explain(
    session: Session, statement_id: str, *, rows: int | None = None, sql: bool = False, progress: Progress = silent
) -> Explanation | Unknown:
    """Explain a statement of a prepared dossier. ``rows`` is how many rows to list for each figure."""
    from onrecord import __version__

    dossier = session.dossier
    found = _find(dossier, statement_id) if dossier else None
    if dossier is None or found is None:
        return Unknown(statement_id, _nearest(dossier, statement_id), len(dossier.statements) if dossier else 0)
    claim, statement = found
    progress("computing figures")
    outcome, reading = _outcome(session, statement)
    findings = _findings(session, statement)
    if session.full is not None:
        outcome, findings = _as_a_whole(session, statement, outcome, findings)
    sources = {source.id: source for source in dossier.sources}
    explanation = Explanation(
        session.root.as_posix(),
        dossier.as_of,
        claim,
        statement,
        outcome,
        cited=tuple(Cited(citation, sources.get(citation.key)) for citation in statement.citations),
        deadlines=tuple(
            deadlines(block, dossier.as_of) if isinstance(block, Pledge) else () for block in statement.blocks
        ),
        evidence=() if rows is not None else None,
        findings=findings,
        version=__version__,
        show=session.show,
        withheld=session.withheld,
    )
    explanation = replace(explanation, register=register_of(session, statement=statement.id))
    dataset = next((each for each in session.datasets if each.id == outcome.dataset), None)
    if dataset is None or reading is None or session.engine is None:
        return replace(explanation, sql=_no_sql(outcome) if sql else "")
    tallies = tuple(tally.sql for tally in session.engine.tallies if tally.dataset == dataset.id)
    if dataset.spec.path == FILE:
        return replace(explanation, dataset=dataset, evidence=None, closed=True)
    reading = decided(reading, outcome, dataset)
    progress("computing figures by period")
    others = rankings_of(session, dossier, dataset, reading)
    return replace(
        explanation,
        dataset=dataset,
        courses=courses_of(session, dossier, dataset, (reading,))[0],
        rankings=tuple(one.ranking for one in others),
        evidence=_evidence(session, dataset, outcome, rows) if rows is not None else None,
        sql=_sql(session, dataset, outcome, tallies, others) if sql else "",
    )


def _findings(session: Session, statement: Statement) -> tuple[Finding, ...]:
    """What is to be said of a statement: its own findings, and the faults of the data files."""
    return tuple(
        one
        for one in session.findings
        if one.statement == statement.id or (one.severity is Severity.ERROR and one.code.startswith("OR3"))
    )


def _as_a_whole(
    session: Session, statement: Statement, outcome: Outcome, findings: tuple[Finding, ...]
) -> tuple[Outcome, tuple[Finding, ...]]:
    """The outcome and the findings of a statement in a view, held against those in the whole dossier."""
    whole = prepare(session.root, only=statement.id, show=Visibility.CONFIDENTIAL)
    dossier = whole.dossier
    if dossier is None:
        return outcome, findings
    same = next(one for one in dossier.statements if place_of(one) == place_of(statement))
    known, _ = _outcome(whole, same)
    made = with_places(outcome.findings, dossier, session.show)
    outcome = settled(replace(outcome, findings=shared(made, (*known.findings, *whole.findings))), known)
    return outcome, shared(findings, whole.findings)


def decided(reading: Reading, outcome: Outcome, dataset: Dataset) -> Reading:
    """Those assertions of a reading that a dataset decides: of several, others can be decided by another."""
    ids = [part.dataset for part in outcome.parts] or [dataset.id]
    return replace(reading, parts=tuple(one for one, id in zip(reading.parts, ids, strict=True) if id == dataset.id))


def _find(dossier: Dossier, statement_id: str) -> tuple[Claim, Statement] | None:
    for claim in dossier.claims:
        for statement in claim.statements:
            if statement.id == statement_id:
                return claim, statement
    return None


def _nearest(dossier: Dossier | None, wanted: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    ids = sorted({statement.id for statement in dossier.statements}) if dossier else []
    if not wanted or len(wanted) > 200:
        return ()
    near = process.extract(wanted.casefold(), ids, scorer=fuzz.WRatio, processor=str.casefold, limit=5, score_cutoff=60)
    return tuple(match[0] for match in near)


def _outcome(session: Session, statement: Statement) -> tuple[Outcome, Reading | None]:
    """The outcome of one statement, and the reading it is of: that of its block, or of its sentence."""
    own = tuple(job for job in session.readings if job[0] == statement)
    free = tuple(one for one in session.sentences if one.statement == statement)
    history = history_of(session)
    documents = (
        documented(session.dossier, session.vocabulary, statement.id, history, session.quotes)
        if session.dossier
        else {}
    )
    document = documents[place_of(statement)]
    if not own and not free:
        return joined(unasked(session, statement), document), None
    outcome = joined(next(iter(answered(replace(session, readings=own, sentences=free)).values())), document)
    readings = [reading for _, reading in own] or [one.reading for each in free for one in each.read.readings[:1]]
    return outcome, readings[0] if readings else None


# Courses --------------------------------------------------------------------------------------------------------


def courses_of(
    session: Session, dossier: Dossier, dataset: Dataset, readings: Sequence[Reading], *, projected: bool = False
) -> list[tuple[Course, ...]]:
    """The courses of each reading that a dataset decides; everything is asked of the data at once.

    ``projected``: with the whole years before each year that is projected, too.
    """
    engine = session.engine
    if engine is None:
        return [() for _ in readings]
    scope = Scope(dataset, dossier.as_of)
    shown = [
        (
            *(*views(one, scope), *closer_views(one, scope))[:MOST_COURSES],
            *(projected_views(one, scope) if projected else ()),
        )
        for one in readings
    ]
    asks = [[_asks(view, scope) for view in some] for some in shown]
    every = [ask for of_reading in asks for of_view in of_reading for ask in of_view]
    answers = iter(engine.answer(dataset, every, dossier.as_of))
    words = Words(session.vocabulary)
    return [
        tuple(
            _course(view, scope, [next(answers) for _ in of_view], words)
            for view, of_view in zip(some, of_reading, strict=True)
        )
        for some, of_reading in zip(shown, asks, strict=True)
    ]


def _asks(view: View, scope: Scope) -> tuple[Ask, ...]:
    ask = Ask(view.amount.measure, view.periods)
    per = view.amount.per
    return (ask, replace(ask, people=True)) if per is not None and per.unit is RateUnit.PEOPLE else (ask,)


def _course(view: View, scope: Scope, answers: Sequence[Answer], words: Words) -> Course:
    values = values_of(scope, view.amount, iter(answers), *view.periods[1:])
    points = tuple(Point(value.figure, value.number, spoken) for value, spoken in zip(values, view.spoken, strict=True))
    label = words.label(replace(view.amount, period=scope.closed(view.periods[0])), with_period=False)
    return Course(
        label, view.grain, points, view.first, view.last, view.amount.per is not None, view.amount, view.projected
    )


def rankings_of(session: Session, dossier: Dossier, dataset: Dataset, reading: Reading) -> tuple[Others, ...]:
    """Everyone in each ranking of a reading, and what to ask for each."""
    engine = session.engine
    if engine is None:
        return ()
    words = CheckWords(Words(session.vocabulary).name, adverb)
    scope = Scope(dataset, dossier.as_of)
    return rankings(reading, scope, words, session.vocabulary, lambda asks: engine.answer(dataset, asks, dossier.as_of))


# Rows and SQL ---------------------------------------------------------------------------------------------------


def _main_figures(session: Session, dataset: Dataset, outcome: Outcome) -> tuple[Wanted, ...]:
    """The figures of a dataset that a statement was judged by, each once, as asks for one period."""
    from onrecord.data.sql_text import Wanted

    words = Words(session.vocabulary)
    found: dict[Ask, Wanted] = {}
    for labelled in outcome.figures:
        if labelled.amount is None or labelled.figure.missing or labelled.snapshot != dataset.snapshot:
            continue
        period = labelled.figure.period
        ask = Ask(labelled.amount.measure, (period,))
        found.setdefault(ask, Wanted(words.label(Amount(ask.measure, period)), ask, period))
    return tuple(found.values())


def locations_of(session: Session, dataset: Dataset, outcome: Outcome) -> tuple[Location, ...]:
    """Where the events of the first figure of a statement were; none where the data do not tell it."""
    from onrecord.data.locations import locations

    main = _main_figures(session, dataset, outcome)[:1]
    if session.engine is None or not main:
        return ()
    values = session.engine.values(dataset, [main[0].ask])
    return locations(session.engine.con, main[0].ask, main[0].period, values)


def _evidence(session: Session, dataset: Dataset, outcome: Outcome, limit: int) -> tuple[Evidence, ...]:
    from onrecord.data.rows import rows_behind

    engine = session.engine
    wanted = _main_figures(session, dataset, outcome)
    if engine is None or not wanted:
        return ()
    values = engine.values(dataset, [one.ask for one in wanted])
    made = []
    for one in wanted:
        behind = rows_behind(engine.con, one.ask, one.period, values, limit)
        kinds = kinds_in_words(behind.rows, dataset, session.vocabulary)
        made.append(Evidence(one.label, one.period, behind.rows, behind.total, kinds))
    return tuple(made)


def _sql(session: Session, dataset: Dataset, outcome: Outcome, tallies: Sequence[str], others: Sequence[Others]) -> str:
    from onrecord.data.sql_text import figures_sql, indented, view_sql

    asked = figures_wanted(session, dataset, outcome, others)
    selects = figures_sql(*asked) if asked is not None else ""
    if not selects:
        return _no_sql(outcome)
    title = f"-- The figures behind {outcome.statement}, for DuckDB. Data: {dataset.snapshot}, {dataset.spec.path}\n"
    view = f"\n-- The file in onrecord's form.\n{view_sql(dataset, session.root)}"
    parts = [title, view, f"\n{selects}"]
    for tally in tallies:
        commented = "\n".join(f"-- {line}".rstrip() for line in indented(tally).splitlines())
        parts.append(
            f"\n-- What onrecord itself ran: all figures in one scan, the class tables being in memory.\n{commented}\n"
        )
    return "".join(parts)


def figures_wanted(
    session: Session, dataset: Dataset, outcome: Outcome, others: Sequence[Others]
) -> tuple[Sequence[Wanted], Values] | None:
    """The figures that a statement was judged by and shows, with what their SQL needs; ``None`` where there are none.
    ``onrecord.data.sql_text.figures_sql`` writes one SELECT for each, over the dataset's normalised table."""
    from onrecord.data.sql_text import Wanted

    engine = session.engine
    main = _main_figures(session, dataset, outcome)
    known = {one.ask for one in main}
    words = Words(session.vocabulary)
    beside = (ask for each in others for _, ask in each.asks if ask not in known) if main else ()
    wanted = (*main, *(Wanted(words.label(Amount(ask.measure, ask.periods[0])), ask, ask.periods[0]) for ask in beside))
    if engine is None or not wanted:
        return None
    return wanted, engine.values(dataset, [one.ask for one in wanted])


def _no_sql(outcome: Outcome) -> str:
    return f"-- No figure was computed for {outcome.statement}, so there is no SQL.\n"
