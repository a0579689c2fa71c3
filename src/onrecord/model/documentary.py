"""A sentence as the checks of documentary statements need it: its words, its numbers, its dates.

``onrecord.sentence_facts`` makes it with the reader's own grammars; the checks get it as a value.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.dates import Period
from onrecord.model.precision import Stated


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """A word: folded (no case, no accents), its offsets in the sentence, and what stands between it and the one before.

    ``quoted`` says that it stands inside quotation marks.
    """

    text: str
    start: int
    end: int
    gap: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number of a sentence that is no date, ordinal or age: "about 300".

    ``first`` and ``last`` (excluded) are the words it is written with, hedge and unit included; ``start`` and ``end``
    the offsets; ``text`` how it is written.
    """

    stated: Stated
    text: str
    start: int
    end: int
    first: int
    last: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A date or stretch of days of a sentence. ``how`` is how it is led: "in", "from to", "since", "before", "until",
    "after", "by end"; "" where it only names something ("the 2012 coup")."""

    period: Period
    text: str
    start: int
    end: int
    how: str = "in"
    grain: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement's sentence. ``language`` is "en" or "fr", or "" where its language is not read: then it has words,
    and neither numbers nor dates."""

    text: str
    language: str
    words: tuple[SentenceWord, ...] = ()
    numbers: tuple[StatedNumber, ...] = ()
    periods: tuple[StatedPeriod, ...] = ()

    def between(self, first: int, last: int) -> str:
        """The sentence from one word to another, the last excluded, as it is written."""
        return self.text[self.words[first].start : self.words[last - 1].end]
