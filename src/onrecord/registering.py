"""The register of projections: read from the editions that were published, scored by the data of today.

Joins the editions with a prepared dossier. Nothing is written. What is not public any more, and what a correction does
not quote, is told by nobody; what was deleted or reworded stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.editions.record import Item, of_kind
from onrecord.editions.store import Kept, read_chain
from onrecord.model.dates import Period
from onrecord.model.dossier import Dossier
from onrecord.model.edition import Correction
from onrecord.model.figure import Ask, Estimate, Method
from onrecord.model.reading import Amount, Level, Quantity, Reading
from onrecord.model.register import Foreseen, Open, Score
from onrecord.pipeline import Session
from onrecord.reading import parse_reading
from onrecord.visibility import FILE

_Place = tuple[str, str]


def register_of(session: Session, *, before: int | None = None, statement: str = "") -> tuple[Score, ...]:
    """Every projection that an edition of the dossier published, oldest first, each once, scored where the data allow
    it. ``before`` is the number of an edition: only what earlier ones published; ``statement``: only of that one."""
    dossier = session.dossier
    if dossier is None:
        return ()
    editions = [one for one in read_chain(session.root).editions if before is None or one.number < before]
    hidden = _hidden(session.full, dossier)
    found: dict[object, Foreseen] = {}
    for at, one in enumerate(editions):
        quiet = _quiet(editions[at + 1 :])
        for item in of_kind(one.items, "projection"):
            place = (str(item.get("claim")), str(item.get("statement")))
            if place[0] in hidden or place[1] in hidden or place in quiet or (place[0], "") in quiet:
                continue
            if (statement and place[1] != statement) or item.get("came"):
                continue  # what came was known when it was published: nothing was foreseen
            told = _foreseen(one, item)
            if told is not None:
                same = (place, told.what, told.part, told.asserted, told.dataset, told.snapshot, told.estimates)
                found.setdefault(same, told)
    return tuple(_scored(session, dossier, one) for one in found.values())


def unquoted(scores: Iterable[Score], corrections: Sequence[Correction]) -> tuple[Score, ...]:
    """Scores without those of statements that a correction of the edition to be published does not quote."""
    quiet = {(one.claim, one.statement) for one in corrections if one.quiet}
    return tuple(
        one
        for one in scores
        if (one.foreseen.claim, one.foreseen.statement) not in quiet and (one.foreseen.claim, "") not in quiet
    )


def _hidden(full: Dossier | None, shown: Dossier) -> frozenset[str]:
    """The ids of claims and statements that the dossier has and does not show."""
    if full is None:
        return frozenset()

    def ids(dossier: Dossier) -> set[str]:
        return {claim.id for claim in dossier.claims} | {one.id for one in dossier.statements}

    return frozenset(ids(full) - ids(shown))


def _quiet(later: Iterable[Kept]) -> set[_Place]:
    return {
        (str(one.get("claim")), str(one.get("statement")))
        for each in later
        for one in of_kind(each.items, "correction")
        if one.get("quiet")
    }


def _foreseen(edition: Kept, item: Item) -> Foreseen | None:
    """A projection of an edition; ``None`` for an item that another version of onrecord wrote otherwise."""
    try:
        return Foreseen(
            edition.number,
            edition.day,
            str(item["claim"]),
            str(item["statement"]),
            tuple((str(language), str(text)) for language, text in item["sentence"].items()),
            str(item["what"]),
            _period(item["period"]),
            _period(item["part"]),
            str(item["asserted"]),
            str(item["dataset"]),
            str(item["snapshot"]),
            date.fromisoformat(item["covered"]) if item["covered"] else None,
            tuple(_estimates(item["estimates"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _period(values: Item) -> Period:
    return Period(date.fromisoformat(values["from"]), date.fromisoformat(values["to"]))


def _estimates(told: Iterable[Item]) -> Iterator[Estimate]:
    for one in told:
        best, low, high = (float(one[name]) if one[name] else None for name in ("best", "low", "high"))
        yield Estimate(Method(one["method"]), best, low, high)


def _scored(session: Session, dossier: Dossier, told: Foreseen) -> Score:
    """A projection held against what the data say now."""
    dataset = next((one for one in session.datasets if one.id == told.dataset), None)
    if dataset is None or session.engine is None:
        return Score(told, pending=Open.NO_DATASET)
    closed = dataset.spec.path == FILE
    if closed:  # neither the file nor its days are told any more
        told = replace(told, snapshot="", covered=None)
    amount = _amount(session, told, dataset.spec.quantity)
    if amount is None:
        return Score(told, pending=Open.NOT_READ)
    (answer,) = session.engine.answer(dataset, [Ask(amount.measure, (told.period,))], dossier.as_of)
    figure = answer.figures[0]
    if figure.missing or figure.best is None:
        return Score(told, pending=Open.NOT_COVERED, why=figure.missing, amount=amount)
    snapshot = "" if closed else dataset.snapshot
    return Score(told, figure.best, snapshot, figure.preliminary, amount=amount)


def _amount(session: Session, told: Foreseen, quantity: str) -> Amount | None:
    """What was projected, read from its canonical English as a reads block is."""
    read = parse_reading(f"{told.what} are 0", session.vocabulary, tuple(filter(None, (quantity,))))
    part = read.parts[0] if isinstance(read, Reading) and len(read.parts) == 1 else None
    if not isinstance(part, Level):
        return None
    amount = part.subject
    series = amount.measure.quantity is Quantity.SERIES
    return replace(amount, period=told.period) if amount.period == told.period or series else None
