"""Editions: everything that is published at one time, frozen. What renders a poster, a page or ClaimReview sees an
``Edition`` and nothing else, so that they cannot disagree.

Imports: the standard library, ``onrecord.model``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.model.capture import Capture
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Claim, DatasetWords, Publisher, Source, SourceWords, Statement
from onrecord.model.explanation import Cited, Course, Deadline, Ranking
from onrecord.model.figure import Outcome
from onrecord.model.finding import Finding
from onrecord.model.quotation import LookedUp
from onrecord.model.reading import Amount, Reading
from onrecord.model.register import Score
from onrecord.model.visibility import NOTHING, Withheld


class Exactness(StrEnum):
    """How exactly the data know where an event was; whatever is less than ``PLACE`` is never drawn as a point."""

    PLACE = "place"
    """The place itself, or a named place within a few kilometres."""
    NEAR = "near"
    """Near a named place, up to about 25 km from it."""
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Location:
    """Events at one position, as the data place them: ``latitude`` and ``longitude`` in degrees (WGS 84).

    ``events`` counts them, ``deaths`` adds up their best estimates (``None``: not known). ``place`` is the data's name.
    """

    latitude: float
    longitude: float
    exactness: Exactness
    place: str
    events: int
    deaths: float | None


class Relating(StrEnum):
    """What a key figure says of its amounts: it is the first of them itself (``NONE``), that beside the second
    (``AGAINST``), its part of the second (``SHARE``), or the year of its first or last event."""

    NONE = ""
    AGAINST = "against"
    SHARE = "share"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """The number that a statistic comes to, in ``unit``, and what it is of: one or two amounts, with their labels in
    canonical English."""

    value: float
    unit: str
    relating: Relating
    amounts: tuple[Amount, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement as published: what it says, what came of it, and all that lets a reader check it again.

    ``outcome`` is worded in English. ``dataset`` is the id of the one that decides it, empty where none does.
    ``courses`` are its figures by period, ``rankings`` everyone in the rankings it speaks of, ``deadlines`` those of
    its pledges in the order of its blocks (empty for other blocks), ``sql`` the queries of its figures, ``quotations``
    its quotations looked up in captures, ``locations`` where its events were. ``reading`` are the assertions that the
    dataset decides, ``numbers`` what they came to. ``translated`` is false where a version has the statement only in
    the dossier's first language.
    """

    statement: Statement
    outcome: Outcome
    cited: tuple[Cited, ...] = ()
    dataset: str = ""
    courses: tuple[Course, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    deadlines: tuple[tuple[Deadline, ...], ...] = ()
    sql: str = ""
    quotations: tuple[LookedUp, ...] = ()
    locations: tuple[Location, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str = "en"
    translated: bool = True
    reading: Reading | None = None
    numbers: tuple[KeyFigure, ...] = ()

    @property
    def key(self) -> KeyFigure | None:
        """The number that is set large: the first of ``numbers``."""
        return self.numbers[0] if self.numbers else None


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A claim with its record. ``language`` is that of its text: the first language's, where it is not translated."""

    claim: Claim
    entries: tuple[Entry, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Version:
    """The edition in one language: every claim and statement, translated where a translation exists.

    ``labels`` gives, for the canonical English label of a figure, its words in this language; ``datasets`` the words of
    the datasets' cards, ``stakes`` those of the sources' own stakes, where they are translated.
    """

    language: str
    title: str
    subject: str
    claims: tuple[PublishedClaim, ...]
    labels: tuple[tuple[str, str], ...] = ()
    datasets: tuple[DatasetWords, ...] = ()
    stakes: tuple[SourceWords, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All statements, in order."""
        return tuple(entry for each in self.claims for entry in each.entries)


@dataclass(frozen=True, slots=True)
class DataCard:
    """A dataset as published. ``source`` is its entry in the bibliography; ``sql`` makes its normalised table out of
    the file. ``closed``: the file is not public, so neither its name nor its rows are told."""

    dataset: Dataset
    source: Source | None
    sql: str = ""
    closed: bool = False


class Change(StrEnum):
    """What a correction is: an error put right, new facts, a wording made clear, something withdrawn."""

    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference from the edition before, with its reason. ``statement`` is empty where it is the claim's own.
    ``quiet``: the editors do not want to quote what was said, so neither the text nor an earlier edition does.
    ``text`` tells it in English; ``what`` was changed, from ``before`` to ``after`` (all empty where it is not known).
    """

    on: date
    change: Change
    claim: str
    statement: str
    text: str
    reason: str
    quiet: bool = False
    what: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Despite:
    """Why a statement was published although a check fails: the finding's ``code``, and the editors' reason."""

    claim: str
    statement: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition that was published before: the name of its folder, its number, day and reason, and its ``posters``,
    which are published on with a stamp. It is not ``shown`` where it tells what is not public any more."""

    name: str
    number: int
    day: date
    reason: str
    posters: tuple[str, ...] = ()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything published at one time.

    ``as_of`` is the day on which the statements are judged, ``published`` the day of publication. ``versions`` has the
    dossier's first language first. ``sources`` are those of the bibliography that are cited, ``captures`` the last
    archived copy of each that has one. ``address`` is where it will be found on the web, ending in "/", or empty.
    ``register`` are the projections of the editions before it, with what came of them.
    ``tool`` is onrecord's version, ``digest`` the sha256 of the edition's content (see ``onrecord.freezing``).
    """

    as_of: date
    published: date
    versions: tuple[Version, ...]
    sources: tuple[Source, ...] = ()
    captures: tuple[Capture, ...] = ()
    datasets: tuple[DataCard, ...] = ()
    publisher: Publisher | None = None
    scale: tuple[str, ...] = ()
    address: str = ""
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()
    withheld: Withheld = NOTHING
    tool: str = ""
    digest: str = ""
    register: tuple[Score, ...] = ()
    # What is built without publishing has none: its digest does not speak of them. edition.json lists them.
    despite: tuple[Despite, ...] = field(default=(), compare=False)
    earlier: tuple[Earlier, ...] = field(default=(), compare=False)

    @property
    def first(self) -> Version:
        """The version in the dossier's first language."""
        return self.versions[0]

    def version(self, language: str) -> Version:
        """The version in a language. Raises ``KeyError`` where there is none."""
        found = next((each for each in self.versions if each.language == language), None)
        if found is None:
            raise KeyError(language)
        return found


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file that was made of an edition: its path with "/" from the output folder, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Omitted:
    """What was not made, and why: a poster on a paper too small for it."""

    path: str
    why: str
