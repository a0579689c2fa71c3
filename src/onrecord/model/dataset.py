"""What a dataset is: how a dossier describes it, and what was found when its file was opened."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.finding import Span
from onrecord.model.lag import Lag
from onrecord.model.visibility import OPEN, Access


class Family(StrEnum):
    """Whose terms a dataset speaks: decides what its kinds, sides and precisions mean."""

    UCDP = "ucdp"
    ACLED = "acled"
    GDELT = "gdelt"
    EVENTS = "events"
    SERIES = "series"


class Aggregate(StrEnum):
    """How the values of a series over several periods make one figure."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """A dataset as ``[datasets.ID]`` of dossier.toml describes it.

    ``path`` is relative to the dossier's root. ``layout`` names a layout, or is empty: it is then recognised
    from the columns. ``columns`` maps onrecord's column names to the file's (a mapping makes any table readable).
    ``quantity`` and ``unit`` say what a series measures ("deaths", "peacekeepers"); ``kind`` the kind of violence
    all its rows are of. ``covers`` and ``places`` state the coverage where the file cannot show it (first and
    last day; place names, or "the world"); ``covers_of`` the first and last day of single countries. ``complete``
    says that no kind of violence was left out of the file. ``source`` is the citation key of the bibliography;
    ``version``, ``accessed`` and ``licence`` make its card. ``encoding`` and ``sheet`` help to read the file.
    ``redistribute`` is false where rows may not be passed on: only sums of them are then published. ``lag`` is how many
    months at its end are preliminary (``None``: not said).
    """

    id: str
    path: str
    span: Span
    title: str = ""
    layout: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    quantity: str = ""
    unit: str = ""
    kind: str = ""
    aggregate: Aggregate = Aggregate.SUM
    covers: tuple[date, date] | None = None
    places: tuple[str, ...] = ()
    source: str = ""
    version: str = ""
    accessed: date | None = None
    licence: str = ""
    encoding: str = ""
    sheet: str = ""
    sha256: str = ""
    covers_of: tuple[tuple[str, tuple[date, date]], ...] = ()
    complete: bool = False
    access: Access = OPEN
    redistribute: bool = True
    lag: int | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and last day that a dataset covers of a country.

    ``place`` is the country's id, or the raw value of one that nobody knows; empty, it stands for all countries that
    have no extent of their own. ``stated`` says whether dossier.toml has it; else it was inferred from the rows.
    """

    place: str
    start: date
    end: date
    stated: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset that was opened and can be asked.

    ``sha256`` is that of the file's bytes: with the dataset's id it names the snapshot. ``table`` is the name of the
    normalised table in the data connection (see ``onrecord.data``). ``rows`` counts rows of the file, ``events`` those
    left after repeated events were counted once. ``start`` and ``end`` are the first and last day covered;
    ``coverage_stated`` is false where they were inferred from the rows. ``countries`` are the raw country values of the
    file; ``worldwide`` says that a country without rows had no events (zero) rather than no data. ``has`` lists what
    the rows can tell: any of "actors", "kinds", "deaths", "estimates" (low and high), "civilians", "areas", "spans"
    (start and end differ), "precision", "population", "targeting" (ACLED's mark of civilian targets), "preliminary" (a
    candidate release). ``extents`` are the days covered of single countries, where ``start`` to ``end`` is not true of
    all. ``holds`` and ``lacks`` are the kinds of violence of the family that the file has rows of, and those that may
    have been left out of it; both are empty where nothing is in doubt. ``largest`` is the largest count of deaths in a
    row of events, or infinite where nobody looked. ``lag`` tells which months at the end are preliminary; ``None``
    where nothing says so.
    """

    spec: DatasetSpec
    family: Family
    layout: str
    sha256: str
    table: str
    rows: int
    events: int
    start: date
    end: date
    coverage_stated: bool
    countries: tuple[str, ...]
    worldwide: bool
    has: frozenset[str]
    separator: str = ", "
    extents: tuple[Extent, ...] = ()
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    largest: float = math.inf
    lag: Lag | None = None

    @property
    def id(self) -> str:
        """The dataset's id in the dossier."""
        return self.spec.id

    def extent_of(self, country: str) -> Extent:
        """The days covered of the country with this id."""
        own = {one.place: one for one in self.extents}
        return own.get(country) or own.get("") or Extent("", self.start, self.end, self.coverage_stated)

    @property
    def preliminary_since(self) -> date | None:
        """The first day whose counts usually still grow; ``None`` where no day is known to be such."""
        return self.lag.since(self.end) if self.lag is not None else None

    @property
    def snapshot(self) -> str:
        """Short name of the snapshot: the id and the first 12 digits of the hash."""
        return f"{self.spec.id}@{self.sha256[:12]}"
