"""The register of projections: what editions foresaw, with interval and data vintage, and what came.

Terms. A projection that was published is *foreseen*. It is *scored* once the data cover its period: by the *error* of
each estimate (estimate minus what came) and by whether what came lies inside the interval, its ends included.

Imports: the standard library, ``onrecord.model``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.dates import Period
from onrecord.model.figure import Estimate, Method
from onrecord.model.reading import Amount

LEVEL = 80
"""Of the outcomes that a method foresees so many percent lie in its interval."""


class Open(StrEnum):
    """Why a projection is not scored yet, or cannot be."""

    NOT_COVERED = "the data do not cover the period yet"
    NO_DATASET = "the dossier has its dataset no more"
    NOT_READ = "what was projected is not understood any more"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A projection as an edition published it.

    ``what`` is the amount in canonical English, ``part`` the period it was projected from. ``asserted`` is the number
    that the sentence states, with its unit, or empty. ``snapshot`` names the data used and ``covered`` the last day in
    them; both are empty where the data file is not public. ``sentences`` are the statement's words by language.
    """

    edition: int
    published: date
    claim: str
    statement: str
    sentences: tuple[tuple[str, str], ...]
    what: str
    period: Period
    part: Period
    asserted: str
    dataset: str
    snapshot: str
    covered: date | None
    estimates: tuple[Estimate, ...]

    def sentence(self, language: str) -> tuple[str, str]:
        """The statement's words and their language: those in ``language``, where it had them."""
        known = dict(self.sentences)
        first = self.sentences[0] if self.sentences else ("", "")
        return (language, known[language]) if language in known else first


@dataclass(frozen=True, slots=True)
class Score:
    """A projection held against what came, by the data of ``snapshot``; ``pending`` says why it is not, with more in
    ``why``. ``preliminary``: what came usually still grows. ``amount`` is what was projected, where it is understood.
    """

    foreseen: Foreseen
    came: float | None = None
    snapshot: str = ""
    preliminary: bool = False
    pending: Open | None = None
    why: str = ""
    amount: Amount | None = None

    def error(self, one: Estimate) -> float | None:
        """How much more an estimate had than what came; ``None`` where either is missing."""
        return None if self.came is None or one.best is None else one.best - self.came

    def percent(self, one: Estimate) -> float | None:
        """The error in percent of what came; ``None`` where nothing came."""
        error = self.error(one)
        return None if error is None or not self.came else 100 * error / self.came

    def inside(self, one: Estimate) -> bool | None:
        """Whether what came lies in an estimate's interval; ``None`` where either is missing."""
        if self.came is None or one.low is None or one.high is None:
            return None
        return one.low <= self.came <= one.high


@dataclass(frozen=True, slots=True)
class Hits:
    """Of ``total`` scored projections by a method with an interval, so many had what came ``inside`` it."""

    method: Method
    inside: int
    total: int


def hits(scores: Iterable[Score]) -> tuple[Hits, ...]:
    """How often each method's interval held what came; only of methods with several scored projections. What came of
    one amount counts once: by its first projection."""
    firsts: dict[tuple[str, Period, str], Score] = {}
    for one in scores:
        firsts.setdefault((one.foreseen.what, one.foreseen.part, one.foreseen.dataset), one)
    found = []
    for method in Method:
        told = [
            inside
            for one in firsts.values()
            for each in one.foreseen.estimates
            if each.method is method and (inside := one.inside(each)) is not None
        ]
        if len(told) > 1:
            found.append(Hits(method, sum(told), len(told)))
    return tuple(found)
