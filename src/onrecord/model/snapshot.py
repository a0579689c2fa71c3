"""A snapshot: one release of a dataset as it was received on one day, kept for good.

Terms. A file is *received* (its bytes have a hash), read by a layout into rows in onrecord's one form, and the rows
are kept, sorted. *Content* is what the rows say, whatever file, format or order they came in: two files with the same
content hash make the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model.dataset import Family
from onrecord.model.dates import Period


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a snapshot: its name in the snapshot's folder, its hash ("sha256:...") and its size in bytes."""

    name: str
    digest: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Received:
    """What came in: the file's name, its sha256 (64 digits), its size in bytes, the address it came from, if any."""

    file: str
    sha256: str
    bytes: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """What the publisher says of it: the release's name, its day, licence, how to cite it, and whether its rows may be
    passed on (``redistribute``); where not, only sums of them are published."""

    name: str = ""
    released: date | None = None
    licence: str = ""
    citation: str = ""
    redistribute: bool = True


@dataclass(frozen=True, slots=True)
class SeenCountry:
    """A value of the country column (``None`` for none), its number of rows and the first day in them."""

    raw: str | None
    rows: int
    first: date


@dataclass(frozen=True, slots=True)
class Told:
    """What the ingest reported: a finding's code and message ("12 of 900 rows repeat an event ...")."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The card of a snapshot.

    ``name`` is that of its folder: the day it was retrieved and the first 12 digits of the received file's hash.
    ``layout``, ``family`` and ``separator`` (between joint actors) say what the rows mean. ``rows`` counts those of the
    file, ``kept`` those left once repeats are counted once and older revisions dropped. ``content`` is the hash of what
    the rows say ("sha256:..."). ``days`` are the days the rows show to be covered; ``has``, ``holds``, ``lacks`` and
    ``largest`` are those of ``onrecord.model.dataset.Dataset``. ``quantity`` is what a series counts.
    """

    dataset: str
    name: str
    received: Received
    retrieved: date
    release: Release
    layout: str
    family: Family
    separator: str
    quantity: str
    rows: int
    kept: int
    content: str
    table: KeptFile
    sidecar: KeptFile
    days: Period
    countries: tuple[SeenCountry, ...]
    has: frozenset[str]
    holds: tuple[str, ...]
    lacks: tuple[str, ...]
    largest: float
    told: tuple[Told, ...]
    tool: str

    @property
    def short(self) -> str:
        """How figures name it: the dataset and the first 12 digits of the received file's hash."""
        return f"{self.dataset}@{self.received.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log of snapshots: a snapshot that was added at a time. ``card`` is the hash of its card's bytes,
    ``previous`` that of the line before."""

    n: int
    at: datetime
    dataset: str
    snapshot: str
    card: str
    previous: str
    line_digest: str = ""
