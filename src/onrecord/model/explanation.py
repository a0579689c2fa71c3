"""What is shown of one statement in full, as a value: everything ``onrecord explain`` prints is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.dataset import Dataset
from onrecord.model.dates import Grain, PartialDate, Period
from onrecord.model.dossier import Citation, Claim, Source, Statement
from onrecord.model.figure import EventRow, Figure, Outcome
from onrecord.model.finding import Finding
from onrecord.model.reading import Amount
from onrecord.model.register import Score
from onrecord.model.visibility import NOTHING, Visibility, Withheld


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one period in a course. ``value`` is the figure itself, or the rate that is asked for; ``spoken``
    says that the reading speaks of the period."""

    figure: Figure
    value: float | None
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A measure over successive periods. ``first`` and ``last`` (exclusive) bound the points that a table shows.

    ``amount`` is what is asked of each period. ``projected`` says that the points are the whole years before a year
    that is projected, and last the part of it that it is projected from.
    """

    label: str
    grain: Grain
    points: tuple[Point, ...]
    first: int
    last: int
    rate: bool = False
    amount: Amount | None = None
    projected: bool = False

    @property
    def table(self) -> tuple[Point, ...]:
        """The points that a table shows."""
        return self.points[self.first : self.last]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One country, area or actor in a ranking. ``value`` is its figure, or the rate that is ranked by; ``spoken`` says
    that the reading speaks of it."""

    name: str
    figure: Figure
    value: float | None
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Countries, areas or actors in the order of their figures for one period. Of ``total`` the first are ``rows``,
    and those of which the reading speaks, each with its place."""

    label: str
    period: Period
    rows: tuple[tuple[int, Ranked], ...]
    total: int
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The first rows behind one figure, in order, and how many there are in all.

    ``kinds`` says in words what the kinds of the rows are, where the data write codes.
    """

    label: str
    period: Period
    rows: tuple[EventRow, ...]
    total: int
    kinds: tuple[tuple[str, str], ...] = ()

    def kind_text(self, row: EventRow) -> str:
        """The kind of a row in words."""
        return dict(self.kinds).get(row.kind, row.kind)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which a pledge was due. ``days`` have passed since, or (below zero) are still to come.

    ``at`` is the day they are counted to: the dossier's date, or the day the pledge was done. ``superseded`` is the day
    of the extension that put it off.
    """

    due: PartialDate
    days: int
    at: date
    done: bool = False
    extended: bool = False
    superseded: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the statement with its source, if the bibliography has it."""

    citation: Citation
    source: Source | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement in full.

    ``dataset`` is the one that decides. ``deadlines`` stand in the order of the statement's blocks, empty for blocks
    that are no pledge. ``evidence`` is ``None`` where no rows were asked for, ``sql`` empty where none was. ``closed``:
    the data file is not public, so that neither is told. ``show`` is the level that it is for, ``withheld`` what is
    left out of the dossier. ``register`` are its projections in earlier editions, with what came.
    """

    root: str
    as_of: date
    claim: Claim
    statement: Statement
    outcome: Outcome
    cited: tuple[Cited, ...] = ()
    dataset: Dataset | None = None
    courses: tuple[Course, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    deadlines: tuple[tuple[Deadline, ...], ...] = ()
    evidence: tuple[Evidence, ...] | None = None
    sql: str = ""
    findings: tuple[Finding, ...] = ()
    version: str = ""
    show: Visibility = Visibility.PUBLIC
    withheld: Withheld = NOTHING
    closed: bool = False
    register: tuple[Score, ...] = ()
