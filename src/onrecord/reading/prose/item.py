"""A part of a sentence: a number, a period, a place, an actor or a word. Imports the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model.reading import Per, Ref
from onrecord.reading.prose.numbers import Number
from onrecord.reading.prose.whens import When

FREE = ("structure", "noise", "article", "records", "happens", "at", "of", "comma", "full", "leaves", "attribution")
"""Uses of words that assert nothing by themselves: such a word may stay unused."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the sentence.

    ``sort`` is "number", "when", "rate", "place", "area", "actor", "kind", "ordinal" or "word".
    ``start`` and ``end`` are offsets in the sentence. ``uses`` are those of a word. ``led`` is the word of the lexicon
    (its uses) right before, as the preposition of a phrase; ``gap`` the punctuation before it. ``owner`` says that a
    possessive follows; ``joined`` how several refs are joined ("and", "or").
    """

    sort: str
    start: int
    end: int
    text: str
    gap: str = ""
    uses: Mapping[str, str] = field(default_factory=dict)
    number: Number | None = None
    when: When | None = None
    rate: Per | None = None
    refs: tuple[Ref, ...] = ()
    names: tuple[str, ...] = ()
    led: Mapping[str, str] = field(default_factory=dict)
    owner: bool = False
    joined: str = ""
    nth: int = 0
    adjective: bool = False

    def has(self, *uses: str) -> bool:
        """Whether a word has one of these uses."""
        if self.sort != "word":
            return False
        own = self.uses
        for use in uses:  # noqa: SIM110 - a plain loop is faster
            if use in own:
                return True
        return False

    def has_use(self, use: str) -> bool:
        """Whether an item of any sort is written with a word of this use ("doubled" is a number and a verb)."""
        return use in self.uses

    def get(self, use: str) -> str:
        """The meaning of a word in a use, or nothing."""
        return self.uses.get(use, "") if self.sort == "word" else ""

    @property
    def free(self) -> bool:
        """Whether it may stay unused."""
        return self.sort == "word" and any(use in self.uses for use in FREE)
