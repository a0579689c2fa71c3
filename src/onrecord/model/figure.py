"""Figures, the questions that ask for them, and outcomes of statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.model.blocks import Standing
from onrecord.model.dates import Period
from onrecord.model.finding import Finding
from onrecord.model.reading import Amount, Dimension, Measure, Ref


class Side(StrEnum):
    """Where an actor is looked for: as the reading's role says, on either side, or as the perpetrator only."""

    STATED = "as stated"
    EITHER = "either side"
    PERPETRATOR = "perpetrator only"


class Clock(StrEnum):
    """Which day puts an event into a period."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Ask:
    """One measure asked for several periods at once, of one dataset.

    ``by`` asks for one figure per country, area or actor instead of one in all. ``side``, ``precise`` (leave out
    events that are dated or placed imprecisely) and ``clock`` are the variants that robustness tries. ``people``
    asks for the mean population of the places over each period instead. ``besides`` are names that a breakdown
    leaves out. In a breakdown by actors a term of the measure may have no actors: its role says where all are
    looked for.
    """

    measure: Measure
    periods: tuple[Period, ...]
    by: Dimension | None = None
    side: Side = Side.STATED
    precise: bool = False
    clock: Clock = Clock.START
    people: bool = False
    besides: tuple[Ref, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __hash__(self) -> int:
        # Asks are the keys of every table of answers; their periods are many and are hashed only once, if at all.
        if not self._hash:
            told = (self.measure, self.periods, self.by, self.side, self.precise, self.clock, self.people, self.besides)
            object.__setattr__(self, "_hash", hash(told) or 1)
        return self._hash


@dataclass(frozen=True, slots=True)
class Figure:
    """The answer for one measure and period.

    ``low``, ``best`` and ``high`` are the data's own bounds (``None``: not published). ``rows`` counts matched
    events. ``straddling`` is the part of ``best`` from events that start inside the period and end outside it, or
    the reverse. ``missing`` says why there is no answer at all: zero rows is a figure, no data is not. ``of``
    names what the figure is of in a breakdown. ``preliminary``: the period touches months that usually still grow.
    """

    period: Period
    best: float | None
    low: float | None = None
    high: float | None = None
    rows: int = 0
    straddling: float = 0.0
    missing: str = ""
    of: str = ""
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures for an ``Ask``, one per period, or with ``by`` one list per period.

    ``notes`` are what a reader should know of how all of them were matched.
    """

    figures: tuple[Figure, ...]
    breakdown: tuple[tuple[Figure, ...], ...] = ()
    notes: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What a check says of a statement: of a statistic the first three, of a documentary statement its standing.

    ``NOT_RUN``: the check stopped on a fault of its own. ``NOT_CHECKED``: prose that nothing can check."""

    HOLDS = "holds"
    FAILS = "fails"
    UNVERIFIABLE = "unverifiable"
    SUPPORTED = "supported"
    OVERTAKEN = "overtaken"
    CONTESTED = "contested"
    NOT_FOUND = "not found"
    UNSUPPORTED = "unsupported"
    NOT_RUN = "not run"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of computing a statement again, and what came of it."""

    name: str
    verdict: Verdict
    computed: float | None = None
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure beside the words that say what it is of: "deaths in Mali in 2018", and the amount asked for."""

    label: str
    figure: Figure
    snapshot: str
    amount: Amount | None = None


class Method(StrEnum):
    """How the figure of a whole year is estimated from that of its first part; see ``onrecord.checks.projection``."""

    DAYS = "days elapsed"
    SEASON = "earlier years' shares"
    COUNTS = "count model"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A whole year's figure by one method.

    Of the outcomes that the method foresees 80 percent lie from ``low`` to ``high``; ``None`` where it gives no
    interval. ``note`` says why there is no number or no interval. ``verdict`` is that of the assertion if the year came
    out so (``None``: not asked).
    """

    method: Method
    best: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """One amount of a whole year, estimated from its part in several ways, days elapsed first.

    ``years`` is how many earlier whole years the others rest on. ``weak`` says why little can be said from the part, or
    is empty. ``label`` says what is projected. ``came`` is the year's own figure, where the data hold the whole year
    and the dossier may look at it; nothing is estimated from it.
    """

    amount: Amount
    estimates: tuple[Estimate, ...]
    years: int
    weak: str = ""
    label: str = ""
    came: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one assertion of a reading that has several. ``reading`` is its canonical English, ``dataset`` the
    id of the one that decides it, empty if none does."""

    reading: str
    verdict: Verdict
    why: str
    asserted: float | None = None
    computed: float | None = None
    unit: str = ""
    tolerance: str = ""
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one statement.

    ``asserted`` and ``computed`` are numbers in ``unit`` (or ``None`` where no single number is claimed);
    ``tolerance`` says in words which computed values make it true. ``why`` is one sentence. ``robustness`` are
    the variants tried. ``reading`` is canonical English; ``parts`` are its assertions, where there are several.
    ``needs`` says which data would settle an unverifiable
    statement. ``notes`` are what a reader should know of how it was computed. ``projections`` are the estimates of
    each amount that the reading projects from part of a year. ``confirmed`` is false where the reading was made from
    the sentence and no person has put it in a reads block.

    ``standing`` is how the statement stands by its typed blocks, ``standing_why`` what decided it; of a statement
    without a reading the verdict is the same word. ``since`` tells what its blocks hold from after the dossier's date.
    ``basis`` says on what that rests: typed entries alone, or captures that were looked at too. ``history`` says
    against which earlier versions its pledge was held, or why against none.
    """

    statement: str
    verdict: Verdict
    why: str
    kind: str = "statistic"
    reading: str = ""
    asserted: float | None = None
    computed: float | None = None
    unit: str = ""
    tolerance: str = ""
    figures: tuple[LabelledFigure, ...] = ()
    robustness: tuple[Variant, ...] = ()
    snapshot: str = ""
    dataset: str = ""
    needs: str = ""
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    parts: tuple[Part, ...] = ()
    projections: tuple[Projection, ...] = ()
    confirmed: bool = True
    standing: Standing | None = None
    standing_why: str = ""
    since: tuple[str, ...] = ()
    basis: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row behind a figure, for a person to look at. A series has a place, days and numbers only."""

    id: str
    start: date
    end: date
    country: str
    place: str
    kind: str
    side_a: str
    side_b: str
    low: float | None
    best: float | None
    high: float | None
    row: int
    title: str = ""
