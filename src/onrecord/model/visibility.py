"""Who may see what: three levels, how an item or its single fields are marked with them, and where marks stand.

What is above the level that is shown reaches no output: ``onrecord.visibility`` makes the view without it.
Imports the standard library and sibling modules of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.finding import Span


class Visibility(StrEnum):
    """Who may see something. Nothing above ``PUBLIC`` may reach what is published."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"

    @property
    def rank(self) -> int:
        """0 for what all may see; higher for fewer."""
        return _RANKS[self]

    def above(self, other: Visibility) -> bool:
        """Whether fewer may see this than ``other``."""
        return self.rank > other.rank


_RANKS = {level: rank for rank, level in enumerate(Visibility)}


def strictest(levels: Iterable[Visibility]) -> Visibility:
    """The level that fewest may see; public if there are none."""
    found = Visibility.PUBLIC
    for level in levels:
        # Nearly every field of a dossier is asked, and nearly all are public.
        if level is not Visibility.PUBLIC and level.above(found):
            found = level
    return found


@dataclass(frozen=True, slots=True)
class Access:
    """Who may see an entry (``visibility``), and which of its fields fewer may see, by the names they have in files."""

    visibility: Visibility = Visibility.PUBLIC
    internal: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()

    def level_of(self, field: str) -> Visibility:
        """Who may see a field; never more than may see the entry."""
        named = Visibility.CONFIDENTIAL if field in self.confidential else (
            Visibility.INTERNAL if field in self.internal else Visibility.PUBLIC
        )  # fmt: skip
        return strictest((self.visibility, named))

    @property
    def marked(self) -> bool:
        """Whether anything is said at all."""
        return self != OPEN


OPEN = Access()
"""No mark: all may see it."""


@dataclass(frozen=True, slots=True)
class HiddenPlace:
    """A stretch of a file that not all may see. ``whole_lines``: only lines shown as excerpts are meant, since other
    things on them may be seen."""

    span: Span
    visibility: Visibility
    whole_lines: bool = False

    def holds(self, place: Span) -> bool:
        """Whether a place begins inside."""
        here, end = (place.line, place.column), (self.span.end_line, self.span.end_column)
        return (self.span.line, self.span.column) <= here < end

    def touches(self, line: int) -> bool:
        """Whether a line holds any of it."""
        last = self.span.end_line - (self.span.end_column <= 1 and self.span.end_line > self.span.line)
        return self.span.line <= line <= last


@dataclass(frozen=True, slots=True)
class Withheld:
    """How much was left out of a view: statements (with those of hidden claims), entries and fields, sources, captures,
    datasets. ``failing`` of the statements fail, and ``findings`` more were made of the whole dossier."""

    statements: int = 0
    entries: int = 0
    sources: int = 0
    datasets: int = 0
    failing: int = 0
    findings: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was left out."""
        return bool(self.statements or self.entries or self.sources or self.datasets)


NOTHING = Withheld()
"""Nothing was left out."""

WRITTEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    # Dates in the wrong order are swapped when they are read, so that both are hidden where one is.
    "Incident": {"start": ("from", "to", "on"), "end": ("from", "to", "on")},
    "Count": {"low": ("low", "high", "exact", "at_least"), "high": ("low", "high", "exact", "at_least")},
    "Level": {"low": ("low", "high", "exact", "at_least"), "high": ("low", "high", "exact", "at_least")},
    "Pledge": {"due": ("due", "within", "from"), "term": ("due", "within", "from")},
    "Source": {
        "url": ("URL", "url"),
        "publisher": ("publisher", "container-title", "institution", "organization", "school"),
        "superseded_by": ("superseded-by",),
    },
}
"""The names that attributes have in files, by type, where they are not their own."""


def level_of_attribute(access: Access, kind: str, attribute: str) -> Visibility:
    """Who may see an attribute of a value of a type."""
    names = WRITTEN.get(kind, {}).get(attribute, (attribute,))
    return strictest(access.level_of(name) for name in names)
