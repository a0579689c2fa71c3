"""A single sentence and what came of it, without a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.figure import Outcome


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence (offsets, the end excluded) and what it was taken for: "number", "when", "place",
    "area", "actor", "kind", "rate", "ordinal" or "word" where a reading uses it, else "unread"."""

    start: int
    end: int
    use: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a sentence, and what came of it.

    ``rival``: as likely as the first, so that without their agreement there is no verdict.
    """

    outcome: Outcome
    rival: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of one sentence.

    ``outcome`` is that of the likeliest reading, with the verdict of the sentence: unverifiable where words are
    ``unread``, where rival readings disagree, or where the data cannot tell. ``partial`` is a reading of the words
    that were understood, for a person to look at: nothing is computed for it. ``asides`` are stretches that only
    explain a date or a name and were not checked. ``taught`` names, for each unread word, the file that would teach it.
    """

    text: str
    language: str
    outcome: Outcome
    marks: tuple[Mark, ...] = ()
    unread: tuple[str, ...] = ()
    partial: str = ""
    asides: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    taught: tuple[str, ...] = ()
