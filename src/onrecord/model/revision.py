"""What changed between two releases of event data: events added, removed and changed, and what was never comparable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How an event that both releases have was changed. One event can be changed in several ways.

    ``RENAMED`` is a side under another name of the same actor, ``REATTRIBUTED`` one that is another actor.
    """

    DEATHS = "deaths changed"
    REDATED = "re-dated"
    RELOCATED = "re-located"
    RENAMED = "actor renamed"
    REATTRIBUTED = "re-attributed"
    RECODED = "recoded in type"


class Basis(StrEnum):
    """Why two names are taken for one actor."""

    LINEAGE = "the actor dataset has both names for one actor"
    THROUGHOUT = "in every event that both releases have"


@dataclass(frozen=True, slots=True)
class Rename:
    """An actor's name in the older and in the newer release, in how many events, and why they are taken for one."""

    old: str
    new: str
    events: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two releases: what it is called, its rows, its events, and the days and countries it covers."""

    name: str
    rows: int
    events: int
    start: date
    end: date
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An event as one release has it. ``None`` stands for what the release does not tell."""

    start: date
    end: date
    country: str | None
    place: str | None
    kind: str | None
    side_a: str | None
    side_b: str | None
    low: int | None
    best: int | None
    high: int | None
    civilians: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event and what became of it: ``old`` is ``None`` where it was added, ``new`` where it was removed."""

    id: str
    kinds: tuple[Kind, ...]
    old: Version | None
    new: Version | None


@dataclass(frozen=True, slots=True)
class Limit:
    """Why something is not called a change: the events it concerns, in how many, and the reason in a sentence."""

    what: str
    events: int
    why: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The difference of two releases, over what both cover.

    ``added``, ``removed`` and ``changed`` are numbers of events; ``kinds`` how many were changed in each way, so their
    sum may be more than ``changed``. ``same`` counts events that say the same. ``deaths`` is the change of the sum of
    best estimates by each cause: added, removed, changed. ``limits`` are what is not comparable; ``compared`` the
    fields that both releases tell. ``events`` are the changes themselves, by day and id, ``shown`` of them at most.
    """

    old: Side
    new: Side
    added: int
    removed: int
    changed: int
    same: int
    kinds: tuple[tuple[Kind, int], ...]
    deaths: tuple[tuple[str, int], ...]
    renames: tuple[Rename, ...]
    limits: tuple[Limit, ...]
    compared: tuple[str, ...]
    events: tuple[EventChange, ...]
