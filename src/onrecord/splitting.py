"""The change of a statement's figures, split by cause.

Which figures of two states belong together, and what made the one out of the other.

Joins the data and the states of a dossier. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from onrecord.data.ledger import Stepper, exact, figure_of, rest
from onrecord.data.snapshots import read_book, read_snapshot, stored_name
from onrecord.data.stages import Stages, stages
from onrecord.model.dataset import Dataset, Family
from onrecord.model.figure import Ask, LabelledFigure, Outcome
from onrecord.model.ledger import Cause, FigureChange, Part
from onrecord.model.snapshot import Snapshot
from onrecord.opening import country_lookup
from onrecord.past import Past
from onrecord.pipeline import Session
from onrecord.visibility import FILE

Key = tuple[str, str]
"""A statement: the ids of its claim and its own."""


@dataclass
class Work:
    """A dossier now and then, and what is needed to split its figures, made when it is first asked for. ``lineage``
    gives for a name of an actor the numbers of those that have had it."""

    now: Session
    past: Past
    lineage: Mapping[str, frozenset[str]]
    made: dict[str, Stages | None] = field(default_factory=dict)
    steppers: dict[str, Stepper] = field(default_factory=dict)

    @property
    def same_words(self) -> bool:
        """Whether names mean the same in both states."""
        return self.past.session.vocabulary is self.now.vocabulary

    def datasets(self, id: str) -> tuple[Dataset | None, Dataset | None]:
        """A dataset then and now."""
        pair = []
        for session in (self.past.session, self.now):
            pair.append(next((one for one in session.datasets if one.id == id), None))
        return pair[0], pair[1]

    def stages(self, id: str) -> Stages | None:
        """The stages of a dataset, where its releases differ."""
        if id not in self.made:
            self.made[id] = self._stages(*self.datasets(id))
        return self.made[id]

    def _stages(self, old: Dataset | None, new: Dataset | None) -> Stages | None:
        if old is None or new is None or old.table == new.table or old.family is not new.family:
            return None
        assert self.now.engine is not None
        con = self.now.engine.con
        parts = _sidecars(self.now.root, self.now, old, new)
        return stages(con, old, new, country_lookup(self.now.vocabulary), self.lineage, parts)

    def stepper(self, id: str) -> Stepper | None:
        """What counts in the stages of a dataset, where its releases differ."""
        found = self.stages(id)
        if found is None or self.now.engine is None:
            return None
        if id not in self.steppers:
            self.steppers[id] = Stepper(self.now.engine.con, found, self.past.session.vocabulary)
        return self.steppers[id]


def _sidecars(root: Path, now: Session, old: Dataset, new: Dataset) -> tuple[str, str]:
    """Tables of the rows that differ, by the sidecars, where both releases are snapshots."""
    from onrecord.data.ingest import differing

    assert now.engine is not None
    if new.family is Family.SERIES:
        return "", ""
    kept = []
    book = read_book(root)
    full = now.full or now.dossier
    paths = {one.id: one.path for one in (full.datasets if full else ())}
    for one in (old, new):
        name = stored_name(paths.get(one.id, one.spec.path))
        entry = next((each for each in reversed(book.of(name)) if each.snapshot.endswith(one.sha256[:12])), None)
        if entry is None:
            return "", ""
        found = read_snapshot(root, entry)
        if not isinstance(found, Snapshot):
            return "", ""
        kept.append(found)
    return differing(now.engine.con, root, kept[0], kept[1])[0]


def _dataset_of(figure: LabelledFigure) -> str:
    return figure.snapshot.partition("@")[0]


Pairs = list[tuple[LabelledFigure, LabelledFigure]]


def _paired(old: Outcome, new: Outcome) -> tuple[Pairs, list[LabelledFigure], list[LabelledFigure]]:
    """The figures of both states that belong together: those of one label first, then the rest in their order."""
    left = list(old.figures)
    pairs: Pairs = []
    alone = []
    for one in new.figures:
        same = next((x for x in left if (x.label, _dataset_of(x)) == (one.label, _dataset_of(one))), None)
        if same is None:
            alone.append(one)
        else:
            left.remove(same)
            pairs.append((same, one))
    for one in tuple(alone):
        like = next((x for x in left if _dataset_of(x) == _dataset_of(one) and _kind(x) == _kind(one)), None)
        if like is not None:
            left.remove(like)
            alone.remove(one)
            pairs.append((like, one))
    order = {id(one): number for number, one in enumerate(new.figures)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])]), left, alone


def _kind(one: LabelledFigure) -> object:
    return one.amount.measure.quantity if one.amount else None


def pairs_by_dataset(
    statements: Iterable[Key], before: Mapping[Key, Outcome], after: Mapping[Key, Outcome]
) -> dict[str, Pairs]:
    """The figures of one label in both states, by the dataset that they are of."""
    found: dict[str, Pairs] = {}
    for key in statements:
        if key in before:
            for pair in _paired(before[key], after[key])[0]:
                if pair[0].label == pair[1].label:
                    found.setdefault(_dataset_of(pair[1]), []).append(pair)
    return found


def figures_of(work: Work, told: Mapping[str, object] | None, old: Outcome, new: Outcome) -> Iterator[FigureChange]:
    """The figures of a statement in both states, each change in its parts. ``told`` is what was published of it."""
    pairs, gone, come = _paired(old, new)
    printed = _printed(told)
    for was, one in pairs:
        yield _split(work, printed.get(was.label), was, one)
    lost = {id for id, _ in work.past.untold}
    for one in come:
        if _dataset_of(one) in lost and one.label in printed:
            yield _lost(one, printed[one.label])
            continue
        missing = "" if new.reading == old.reading else "it was not asked for then"
        yield FigureChange(one.label, _dataset_of(one), None, _number(one), (), missing or old.why)
    for one in gone:
        missing = "" if new.reading == old.reading else "it is not asked for any more"
        yield FigureChange(one.label, _dataset_of(one), _number(one), None, (), missing or new.why)


def _lost(one: LabelledFigure, before: Decimal) -> FigureChange:
    """A figure whose older release is not there any more: it was published, and cannot be counted again."""
    after = _number(one)
    parts = rest((), before, after, Cause.LOST) if after is not None else ()
    return FigureChange(one.label, _dataset_of(one), before, after, parts, one.figure.missing)


def _printed(told: Mapping[str, object] | None) -> dict[str, Decimal]:
    """The figures as an edition has them, by label."""
    figures = told.get("figures", []) if told else []
    found = {}
    for one in figures if isinstance(figures, list) else []:
        if one.get("best"):
            found[str(one["label"])] = exact(float(one["best"]))
    return found


def _number(one: LabelledFigure) -> Decimal | None:
    return None if one.figure.best is None or one.figure.missing else exact(one.figure.best)


def _split(work: Work, printed: Decimal | None, was: LabelledFigure, one: LabelledFigure) -> FigureChange:
    """The change of one figure in its parts."""
    recomputed, after = _number(was), _number(one)
    before = printed if printed is not None else recomputed
    id = _dataset_of(one)
    former = was.label if was.label != one.label else ""
    if before is None or after is None:
        missing = one.figure.missing or was.figure.missing
        return FigureChange(one.label, id, before, after, (), missing, former)
    parts: list[Part] = []
    if recomputed is not None and recomputed != before:
        parts.append(Part(Cause.TOOL, recomputed - before))
    start = recomputed if recomputed is not None else before
    if start != after or was.amount != one.amount:
        parts += _of_data(work, id, was, one, start, after)
    closed = _closed(work, id)
    told = tuple(Part(each.cause, each.change) for each in parts) if closed else tuple(parts)
    return FigureChange(one.label, id, before, after, rest(told, before, after), "", former, closed)


def _closed(work: Work, id: str) -> bool:
    """Whether the events of a dataset are not told to those who see this."""
    new = work.datasets(id)[1]
    return new is not None and new.spec.path == FILE


def _of_data(
    work: Work, id: str, was: LabelledFigure, one: LabelledFigure, start: Decimal, after: Decimal
) -> Iterator[Part]:
    """What the data changed, then the vocabulary, the reading, and the period."""
    assert work.now.engine is not None
    if was.amount is None or one.amount is None:
        return
    period, ask = was.figure.period, Ask(was.amount.measure, (was.figure.period,))
    stepper = work.stepper(id)
    at = start
    if stepper is not None:
        for part in stepper.parts(ask, period):
            at += part.change
            yield part
    new = work.datasets(id)[1]
    if new is None or (work.same_words and was.amount.measure == one.amount.measure and period == one.figure.period):
        return
    con, asked = work.now.engine.con, Ask(one.amount.measure, (one.figure.period,))
    steps = (
        (Cause.REST, work.past.session.vocabulary, ask, period),
        (Cause.VOCABULARY, work.now.vocabulary, ask, period),
        (Cause.READING, work.now.vocabulary, asked, period),
        (Cause.PERIOD, work.now.vocabulary, asked, one.figure.period),
    )
    for cause, vocabulary, wanted, days in steps:
        number = figure_of(con, new, vocabulary, wanted, days)
        if number != at:
            yield Part(cause, number - at)
        at = number
