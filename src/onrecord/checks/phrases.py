"""Where a sentence has phrases of a kind: "missed the deadline", "have left".

The sentence's words are joined to one line, in which punctuation is a word ","; what stands in quotation marks belongs
to whoever is quoted and is left out. Imports the model and the vocabulary.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.model.documentary import Sentence
from onrecord.vocabulary.phrases import NOTHING, load_phrases

_MARKS = ',;:.()—–!?«»“”"'

_BEFORE = 5
"""So many words before a phrase can turn it round: "did not, in spite of everything, keep"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: its offsets in the sentence and in the line."""

    text: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence in one line. ``places`` are for each word its offset in the line and in the sentence."""

    text: str
    language: str
    places: tuple[tuple[int, int, int], ...]
    sentence: str

    def find(self, table: str) -> tuple[Phrase, ...]:
        """The phrases of a table, in order."""
        pattern = load_phrases(self.language).get(table, NOTHING)
        return tuple(self._phrase(found.start(), found.end()) for found in pattern.finditer(self.text))

    def _phrase(self, first: int, last: int) -> Phrase:
        starts = [place[0] for place in self.places]
        head = self.places[bisect_right(starts, first) - 1]
        tail = self.places[bisect_right(starts, last - 1) - 1]
        return Phrase(self.sentence[head[1] : tail[2]], head[1], tail[2], first, last)

    def after(self, phrase: Phrase) -> str:
        """The words after a phrase in its clause."""
        return self.text[phrase.last :].split(" , ", 1)[0].strip()

    def clause(self, start: int) -> str:
        """The clause that an offset of the sentence lies in."""
        at = max((place[0] for place in self.places if place[1] <= start), default=0)
        first = self.text.rfind(" , ", 0, at)
        last = self.text.find(" , ", at)
        return self.text[max(first, 0) : last if last >= 0 else len(self.text)]

    def says(self, start: int, table: str) -> bool:
        """Whether the clause that an offset of the sentence lies in has a phrase of a table."""
        return load_phrases(self.language).get(table, NOTHING).search(self.clause(start)) is not None

    def before(self, phrase: Phrase) -> str:
        """The words before a phrase in its clause."""
        clause = self.text[: phrase.first].rsplit(" , ", 1)[-1]
        return " ".join(clause.split()[-_BEFORE:])

    def turned(self, phrase: Phrase) -> bool:
        """Whether a negation stands close before a phrase."""
        return load_phrases(self.language).get("negated", NOTHING).search(self.before(phrase)) is not None

    def foreseen(self, phrase: Phrase) -> bool:
        """Whether a phrase may only speak of what is to come, or is asked: "will be held on time"."""
        return load_phrases(self.language).get("foreseen", NOTHING).search(self.before(phrase)) is not None

    def reported(self, phrase: Phrase) -> bool:
        """Whether the sentence may only report what somebody says: a verb of saying stands anywhere before it."""
        clause = self.text[: phrase.first]
        return load_phrases(self.language).get("reported", NOTHING).search(clause) is not None


def line_of(sentence: Sentence) -> Line:
    """The line of a sentence."""
    tokens: list[tuple[str, int, int]] = []
    for word in sentence.words:
        ended = any(mark in word.gap for mark in _MARKS) or word.quoted
        if ended and tokens and tokens[-1][0] != ",":
            tokens.append((",", word.start, word.start))
        if word.quoted:
            continue
        if word.text == "t" and word.gap in ("'", "’") and tokens and tokens[-1][0].endswith("n"):
            text, start, end = tokens[-1]
            tokens[-1] = (text[:-1], start, end)
            tokens.append(("not", word.start, word.end))
        else:
            # The month of May says nothing of what may be.
            month = word.text == "may" and any(one.start <= word.start < one.end for one in sentence.periods)
            tokens.append(("5th month" if month else word.text, word.start, word.end))
    places, length = [], 0
    for text, start, end in tokens:
        places.append((length, start, end))
        length += len(text) + 1
    return Line(" ".join(token[0] for token in tokens), sentence.language, tuple(places), sentence.text)
