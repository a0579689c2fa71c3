"""The number-change ledger: what became of each figure of a dossier between two states, and of what it is made.

A *state* is a dossier with its data at one time: an edition, or the dossier with other snapshots. The change of a
figure is split by a sequential decomposition: from the older release to the newer one a cause at a time, in the fixed
order of ``Cause``, the figure counted again after each. The parts make up the whole exactly. What two causes make
together (an event re-dated into a year and its deaths changed) stands with the later: another order gives other parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.model.figure import Verdict
from onrecord.model.finding import Span


class Cause(StrEnum):
    """Why a figure changed, in the order in which the causes are looked at.

    ``TOOL``: onrecord computes it otherwise than when it was published. ``UNCOVERED`` and ``COVERED``: events of
    countries, days or exactness that only one of the releases covers. ``OTHER``: what an event says besides; ``REST``:
    what no single event explains, such as a name that the data spell otherwise now. ``READING`` is of another sentence
    or reads block, ``PERIOD`` of a period that ends on another day. ``LOST``: the older release is not there
    any more.
    """

    TOOL = "computed otherwise by onrecord"
    REMOVED = "removed"
    UNCOVERED = "not covered any more"
    REDATED = "re-dated"
    RELOCATED = "re-located"
    RENAMED = "actor renamed"
    REATTRIBUTED = "re-attributed"
    RECODED = "recoded in type"
    DEATHS = "deaths changed"
    REVISED = "values revised"
    OTHER = "other fields changed"
    COVERED = "covered only now"
    ADDED = "added"
    REST = "not due to single events"
    VOCABULARY = "the vocabulary"
    READING = "the reading"
    PERIOD = "the period"
    LOST = "not known"


@dataclass(frozen=True, slots=True)
class Moved:
    """An event by its id (a value of a series by its place and day), and what it changed of a figure by itself:
    ``None`` where a figure is no sum over events."""

    id: str
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause changed of a figure, and by which events."""

    cause: Cause
    change: Decimal
    events: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure in both states; ``None`` where there is none, and then ``missing`` says why.

    ``label`` says what it is of, in the newer state; ``former`` in the older one, where that is another. Where both
    numbers are there the ``parts`` add up to their difference. ``closed``: its events are not told.
    """

    label: str
    dataset: str
    before: Decimal | None
    after: Decimal | None
    parts: tuple[Part, ...] = ()
    missing: str = ""
    former: str = ""
    closed: bool = False

    @property
    def change(self) -> Decimal | None:
        """The newer number less the older one."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Reach:
    """How little makes a verdict another one: the figure with this label, which is ``now``, were it ``at`` or farther
    away from what it is."""

    label: str
    now: Decimal
    at: Decimal
    verdict: Verdict

    @property
    def percent(self) -> float:
        """How far that is, in percent of what it is; downwards negative."""
        return float((self.at - self.now) / self.now * 100)


@dataclass(frozen=True, slots=True)
class Firmness:
    """In how many of the ways of computing a statement its verdict is the same; ``of`` is how many there are."""

    same: int
    of: int


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What became of a statement. ``before`` is ``None`` for one that is new, ``after`` for one that is gone.

    ``computed`` are the number it comes to in both states, in ``unit``; ``reach`` is there where its verdict is within
    reach of another. ``reworded``: its sentence or its reads block is not what it was.
    """

    claim: str
    statement: str
    span: Span
    before: Verdict | None
    after: Verdict | None
    why: str
    computed: tuple[float | None, float | None] = (None, None)
    unit: str = ""
    figures: tuple[FigureChange, ...] = ()
    firmness: tuple[Firmness, Firmness] = (Firmness(0, 0), Firmness(0, 0))
    reach: tuple[Reach, ...] = ()
    reworded: bool = False

    @property
    def flipped(self) -> bool:
        """Whether its verdict is another one; a statement that is new or gone has not flipped."""
        return self.before is not None and self.after is not None and self.before is not self.after

    @property
    def moved(self) -> bool:
        """Whether a figure of it changed, came, or went."""
        return any(one.before != one.after for one in self.figures)

    @property
    def shaken(self) -> bool:
        """Whether fewer of its ways of computing agree with its verdict than before."""
        before, after = self.firmness
        return bool(before.of and after.of) and after.same * before.of < before.same * after.of


@dataclass(frozen=True, slots=True)
class Compared:
    """The two releases of a dataset: how they are called, and what is not comparable in them, each in a sentence."""

    dataset: str
    before: str
    after: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Two states of a dossier compared: ``since`` names the older. ``reach`` is the percent up to which a change of a
    figure is looked at. ``changes`` has flips first, then what is within reach of one, then the rest; ``same`` counts
    the statements of which nothing changed. ``untold`` says what could not be compared and why, ``not_run`` names the
    statements whose check stopped on a fault of ours, in either state: of them nothing is said."""

    since: str
    reach: float
    datasets: tuple[Compared, ...]
    changes: tuple[StatementChange, ...]
    same: int
    untold: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()

    @property
    def flips(self) -> tuple[StatementChange, ...]:
        """The statements whose verdict is another one."""
        return tuple(one for one in self.changes if one.flipped)
