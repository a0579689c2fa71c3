"""The number-change ledger of a dossier: its statements now and then, and what changed each figure.

Joins the checks and the states of a dossier. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.dossier_readings import place_of
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Span
from onrecord.model.ledger import Compared, Firmness, Ledger, Reach, StatementChange
from onrecord.past import Past
from onrecord.pipeline import Progress, Session, answered, check_session, silent
from onrecord.reaching import Asked, largest_change, within_reach
from onrecord.splitting import Key, Work, figures_of, pairs_by_dataset

_LEAST, _MOST = 1.0, 10.0
"""Percent: a revision of data that moved no figure is looked at as if it had moved one by so much, and one that moved
a figure wildly as if by no more than that."""
_JUDGED = (Verdict.HOLDS, Verdict.FAILS)


def ledger(
    now: Session,
    past: Past,
    percent: float | None = None,
    lineage: Mapping[str, frozenset[str]] | None = None,
    progress: Progress = silent,
    until: Past | None = None,
) -> Ledger:
    """What became of every statement between an earlier state and the present one, or a later one that is past too.

    What is not public in the present dossier is told of no state, whatever was public then.
    ``percent`` is how large a change of a figure is looked at for what is within reach; ``None``: as large as the
    figures of the dataset changed this time. ``lineage`` gives for a name the numbers of the actors that have had it.
    """
    assert now.dossier is not None
    hidden = _ids(now.full) - set(_statements(now)) if now.full is not None else set()
    present = until is None
    if until is not None:
        now = until.session
    work = Work(now, past, lineage or {})
    progress("computing figures")
    after = _now(now) if present else _outcomes(now, answered(now))
    progress(f"computing figures of {past.name}")
    before = _outcomes(past.session, answered(past.session))
    statements = {key: one for key, one in _statements(now).items() if key not in hidden}
    former = {key: one for key, one in _statements(past.session).items() if key not in hidden}
    if until is not None:
        after |= _told(until, statements, after)
    progress("splitting what changed")
    changes = [
        _change(work, key, statement, after[key], former.get(key), before.get(key))
        for key, statement in statements.items()
        if key in after
    ]
    gone = [_gone(key, former[key], past, before.get(key)) for key in former if key not in statements]
    pairs = pairs_by_dataset(statements, before, after)
    percents = {
        one.id: percent if percent is not None else min(_MOST, max(_LEAST, largest_change(pairs.get(one.id, []))))
        for one in now.datasets
        if percent is not None or _differs(work, one.id)
    }
    progress("looking how far verdicts are from others")
    reached = within_reach(now, list(_asked(now, statements, after)), percents)
    stopped = tuple(one.statement for one in changes if Verdict.NOT_RUN in (one.before, one.after))
    found = [
        _with_reach(one, reached.get(place_of(statements[one.claim, one.statement]), []))
        for one in changes
        if one.statement not in stopped
    ]
    told = sorted((one for one in (*found, *gone) if _worth_telling(one)), key=_order)
    return Ledger(
        past.name if until is None else f"{past.name}, until {until.name}",
        max(percents.values(), default=0.0),
        tuple(_compared(work)),
        tuple(told),
        len(found) + len(gone) - len(told),
        tuple(f"{id}: {why}" for id, why in past.untold),
        stopped,
    )


def _now(session: Session) -> dict[Key, Outcome]:
    """The outcomes of all statements of the present dossier."""
    statements = session.dossier.statements if session.dossier else ()
    return _outcomes(session, dict(zip(map(place_of, statements), check_session(session), strict=True)))


def _told(until: Past, statements: Mapping[Key, Statement], after: Mapping[Key, Outcome]) -> dict[Key, Outcome]:
    """The outcomes of a past state that no data decide, as they were published."""
    told = ((key, until.told.get(key)) for key in statements if key not in after)
    return {
        key: Outcome(str(one["id"]), Verdict(one["verdict"]), str(one["why"])) for key, one in told if one is not None
    }


def _ids(dossier: object) -> set[Key]:
    claims = getattr(dossier, "claims", ())
    return {(claim.id, one.id) for claim in claims for one in claim.statements}


def _statements(session: Session) -> dict[Key, Statement]:
    claims = session.dossier.claims if session.dossier else ()
    return {(claim.id, one.id): one for claim in claims for one in claim.statements}


def _outcomes(session: Session, by_place: Mapping[tuple[str, Span], Outcome]) -> dict[Key, Outcome]:
    found = ((key, by_place.get(place_of(one))) for key, one in _statements(session).items())
    return {key: outcome for key, outcome in found if outcome is not None}


def _asked(now: Session, statements: Mapping[Key, Statement], after: Mapping[Key, Outcome]) -> Iterator[Asked]:
    """The statements that data decide, with their readings."""
    from onrecord.sentences import candidates

    readings = {place_of(statement): reading for statement, reading in now.readings}
    for one in now.sentences:
        if one.firm is not None:
            readings.update({place_of(statement): reading for statement, reading in candidates(one)[:1]})
    for key, statement in statements.items():
        reading, outcome = readings.get(place_of(statement)), after.get(key)
        if reading is not None and outcome is not None and outcome.verdict in _JUDGED:
            yield Asked(place_of(statement), reading, outcome)


def _differs(work: Work, id: str) -> bool:
    old, new = work.datasets(id)
    return old is not None and new is not None and old.table != new.table


def _compared(work: Work) -> Iterator[Compared]:
    for one in work.now.datasets:
        old, new = work.datasets(one.id)
        if old is None or new is None or old.table == new.table:
            continue
        made = work.stages(one.id)
        limits = tuple(_events(limit.events) or limit.what for limit in made.limits) if made else ()
        whys = tuple(f"{what}: {limit.why}" for what, limit in zip(limits, made.limits, strict=True)) if made else ()
        names = _release(old), _release(new)
        if names[0] == names[1]:
            names = f"{names[0]}, {old.sha256[:12]}", f"{names[1]}, {new.sha256[:12]}"
        yield Compared(one.id, *names, whys)


def _events(count: int) -> str:
    return "" if not count else "1 event" if count == 1 else f"{count:,} events"


def _release(dataset: Dataset) -> str:
    """What a release is called: its version and day where they are known, else its hash."""
    day = f", retrieved {dataset.spec.accessed}" if dataset.spec.accessed else ""
    return f"{dataset.spec.version or dataset.sha256[:12]}{day}"


# One statement --------------------------------------------------------------------------------------------------------


def _change(
    work: Work, key: Key, statement: Statement, new: Outcome, was: Statement | None, old: Outcome | None
) -> StatementChange:
    told = work.past.told.get(key)
    before = Verdict(told["verdict"]) if told else old.verdict if old else None
    if before is None and not work.past.told and was is not None:
        before = new.verdict  # no data decide it, and its text is that of now
    figures = tuple(figures_of(work, told, old, new)) if old is not None else ()
    reworded = was is not None and _said(was) != _said(statement)
    return StatementChange(
        key[0], key[1], statement.span, before, new.verdict, new.why,
        (old.computed if old else None, new.computed), new.unit, figures,
        (_firmness(old), _firmness(new)), (), reworded,
    )  # fmt: skip


def _said(statement: Statement) -> tuple[str, str]:
    return statement.text, statement.reads.text if statement.reads else ""


def _gone(key: Key, was: Statement, past: Past, old: Outcome | None) -> StatementChange:
    told = past.told.get(key)
    before = Verdict(told["verdict"]) if told else old.verdict if old else Verdict.NOT_CHECKED
    return StatementChange(key[0], key[1], was.span, before, None, "the dossier does not have it any more")


def _firmness(outcome: Outcome | None) -> Firmness:
    variants = outcome.robustness if outcome else ()
    same = sum(1 for one in variants if outcome and one.verdict is outcome.verdict)
    return Firmness(same, len(variants))


def _with_reach(one: StatementChange, reach: Sequence[Reach]) -> StatementChange:
    return replace(one, reach=tuple(reach)) if reach else one


def _worth_telling(one: StatementChange) -> bool:
    new_or_gone = one.before is None or one.after is None
    return one.flipped or bool(one.reach) or one.shaken or one.moved or one.reworded or new_or_gone


def _order(one: StatementChange) -> tuple[int, float, Span, str]:
    near = min((abs(each.percent) for each in one.reach), default=0.0)
    rank = 0 if one.flipped else 1 if one.reach or one.shaken else 2 if one.before and one.after else 3
    return rank, near if rank == 1 and one.reach else 0.0, one.span, one.statement
