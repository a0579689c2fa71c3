"""A dossier held against the principles of fact-checkers and the rules of ClaimReview, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.finding import Span


class Mark(StrEnum):
    """How a dossier does by one requirement. ``UNTOLD``: a dossier cannot show it, so a person has to answer."""

    MET = "met"
    SHORT = "falls short"
    UNTOLD = "for a person"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One place that falls short. ``name`` is a statement's, claim's or source's id, or empty; ``why`` says what is
    missing there."""

    span: Span
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement and how the dossier does by it.

    ``codes`` are the standards that have it, in their own headings; ``of`` is how many things it was asked of (claims,
    statements, sources: ``what``), ``shortfalls`` are those that fall short, ``remedy`` says what to do about them.
    """

    codes: tuple[str, ...]
    text: str
    mark: Mark
    what: str = ""
    of: int = 0
    shortfalls: tuple[Shortfall, ...] = ()
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """All requirements, grouped: each group is a heading and its requirements."""

    groups: tuple[tuple[str, tuple[Requirement, ...]], ...]

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements in order."""
        return tuple(one for _, group in self.groups for one in group)

    def count(self, mark: Mark) -> int:
        """How many requirements have a mark."""
        return sum(1 for one in self.requirements if one.mark is mark)
