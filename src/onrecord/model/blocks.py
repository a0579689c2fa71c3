"""The typed blocks a statement can carry: pledge, incident, case, position, deployment, reply.

One frozen type per kind of entry. ``Common`` holds what each may say of itself: how it stands by its sources
(``standing``), why (``because``), and where in the file it is. They are parsed and shown; the checks of each
kind use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.model.pledge import Corrected, PledgeStatus, PledgeStep, Term, status_of
from onrecord.model.visibility import OPEN, Access


class Standing(StrEnum):
    """How a documentary statement stands. ``OVERTAKEN``: true as of then, changed since."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    NOT_FOUND = "not found"
    OVERTAKEN = "overtaken"
    UNSUPPORTED = "unsupported"


class Step(StrEnum):
    """The attribution ladder of a person or force, from a report to a judgement."""

    REPORTED = "reported"
    ALLEGED = "alleged"
    ACCUSED = "accused"
    WANTED = "wanted"
    DETAINED = "detained"
    ARRESTED = "arrested"
    CHARGED = "charged"
    ON_TRIAL = "on trial"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    ON_APPEAL = "on appeal"
    OVERTURNED = "overturned"
    ENDED = "proceedings ended"
    RELEASED = "released"
    DIED = "died in detention"


@dataclass(frozen=True, slots=True)
class Common:
    """What every block may say: its standing and why, where it stands in the file, why one origin must do
    (``one_origin``), and who may see it."""

    span: Span
    standing: Standing | None = None
    because: str = ""
    sources: tuple[str, ...] = ()
    one_origin: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Extension:
    """A new deadline for a pledge; the first one is never overwritten."""

    on: PartialDate
    due: PartialDate
    source: str
    note: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Pledge:
    """What was promised, by whom, by when.

    ``due`` is the first deadline, the end of ``term`` where it was set as a period from a date. ``official`` and
    ``evidence`` say how it stands by the promiser's account and by the evidence; ``steps`` what was done towards it.
    ``corrected`` tells of typing errors put right in what was promised, which is otherwise never changed.
    """

    common: Common
    what: str
    by: str
    made: PartialDate
    due: PartialDate | None
    baseline: str = ""
    to: str = ""
    extensions: tuple[Extension, ...] = ()
    official: str = ""
    evidence: str = ""
    done: PartialDate | None = None
    term: Term | None = None
    steps: tuple[PledgeStep, ...] = ()
    corrected: tuple[Corrected, ...] = ()

    @property
    def official_status(self) -> PledgeStatus | None:
        """The word of ``PledgeStatus`` that the official account begins with."""
        return status_of(self.official)

    @property
    def evidence_status(self) -> PledgeStatus | None:
        """The word of ``PledgeStatus`` that the account of the evidence begins with."""
        return status_of(self.evidence)


class Harm(StrEnum):
    """What befell those whom a count counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DETAINED = "detained"
    MISSING = "missing"
    DISPLACED = "displaced"
    ABUSED = "abused"


class Whom(StrEnum):
    """Whom a count counts. ``UNKNOWN``: the source does not know their status; ``ALL``: whoever they were."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"
    ALL = "all"


PRECISIONS = ("exact", "town", "district", "region", "country")
"""How exactly a place is known, from the spot itself to no more than the country."""


@dataclass(frozen=True, slots=True)
class Count:
    """One source's count. ``low`` and ``high`` are equal where it is exact; ``high`` is None for a minimum.

    ``interest`` is the source's own stake in the matter; ``counted`` says in words who is counted; ``what`` and ``who``
    say it in fixed terms, where they are written.
    """

    low: int
    high: int | None
    counted: str
    source: str
    by: str
    interest: str = ""
    on: PartialDate | None = None
    period: str = ""
    what: Harm | None = None
    who: Whom | None = None
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is accused, charged or convicted of an incident, by whom and since when."""

    who: str
    step: Step
    by: str
    source: str
    on: PartialDate | None = None
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened where, with every source's count side by side; counts are never averaged.

    ``precision`` is one of ``PRECISIONS``, or empty; ``at`` a latitude and longitude in degrees (WGS 84)."""

    common: Common
    what: str
    where: str
    start: PartialDate | None
    end: PartialDate | None
    counts: tuple[Count, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    precision: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One dated step of a case."""

    step: Step
    on: PartialDate | None
    source: str
    note: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Case:
    """A court case or a detention with its dated steps."""

    common: Common
    who: str
    matter: str
    steps: tuple[CaseStep, ...] = ()
    court: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Who holds what view since when."""

    common: Common
    who: str
    view: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A force level from one date on: a range, by one source.

    ``counted`` says which part of the force it counts; levels of different parts are not compared. A level counts until
    its source gives another, or to ``until``.
    """

    on: PartialDate
    low: int
    high: int | None
    source: str
    by: str = ""
    planned: bool = False
    counted: str = ""
    until: PartialDate | None = None
    note: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Deployment:
    """A force in a country: its levels over time, and how it came to leave."""

    common: Common
    who: str
    where: str
    levels: tuple[Level, ...] = ()
    arrived: PartialDate | None = None
    left: PartialDate | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the claimant answered, or that they were asked (``asked``) and did not (``text`` empty).

    ``means`` says how they were asked: by letter, by telephone.
    """

    common: Common
    by: str
    text: str = ""
    on: PartialDate | None = None
    asked: date | None = None
    source: str = ""
    means: str = ""


Block = Pledge | Incident | Case | Position | Deployment | Reply
BLOCKS: tuple[type[Block], ...] = (Pledge, Incident, Case, Position, Deployment, Reply)


def block_name(block: Block) -> str:
    """The name a block is written with: "pledge", "incident" ..."""
    return type(block).__name__.lower()
