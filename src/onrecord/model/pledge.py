"""What a pledge has beside its words: a term, steps done, words for how it stands, typing errors put right.

Standard library and sibling modules of the model only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from onrecord.model.dates import PartialDate, add_months
from onrecord.model.visibility import OPEN, Access


class PledgeStatus(StrEnum):
    """The words that pledge trackers use for how a pledge stands."""

    KEPT = "kept"
    COMPROMISE = "compromise"
    BROKEN = "broken"
    STALLED = "stalled"
    IN_THE_WORKS = "in the works"
    OVERDUE = "overdue"
    UNVERIFIABLE = "unverifiable"


STATUSES_IN: dict[str, dict[str, PledgeStatus]] = {
    "fr": {
        "tenu": PledgeStatus.KEPT,
        "compromis": PledgeStatus.COMPROMISE,
        "non tenu": PledgeStatus.BROKEN,
        "au point mort": PledgeStatus.STALLED,
        "en cours": PledgeStatus.IN_THE_WORKS,
        "en retard": PledgeStatus.OVERDUE,
        "invérifiable": PledgeStatus.UNVERIFIABLE,
    }
}
"""The same words in translations, by language."""


class TermUnit(StrEnum):
    """What a term counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A period from a date: 18 months from 15 September 2020."""

    number: int
    unit: TermUnit
    start: PartialDate

    @property
    def end(self) -> PartialDate | None:
        """The day it ends; a month or year where that is as fine as its start is known.

        18 months from 15 September 2020 end on 15 March 2022, a month that is too short on its last day: the calendar
        months of the law. ``None`` where days or months cannot be counted from so coarse a date, or the calendar ends.
        """
        months = {TermUnit.MONTH: self.number, TermUnit.YEAR: 12 * self.number}.get(self.unit)
        days = {TermUnit.DAY: self.number, TermUnit.WEEK: 7 * self.number}.get(self.unit, 0)
        start = self.start
        if (months is None and not start.day) or (self.unit is not TermUnit.YEAR and not start.month):
            return None
        try:
            end = start.first + timedelta(days=days) if months is None else add_months(start.first, months)
        except (OverflowError, ValueError):
            return None
        return PartialDate(end.year, end.month if start.month else 0, end.day if start.day else 0)

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'} from {self.start}"


@dataclass(frozen=True, slots=True)
class PledgeStep:
    """Something done towards a pledge."""

    on: PartialDate
    what: str
    source: str
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Corrected:
    """A typing error in a field of a pledge that was put right: on which day, in which field, what stood there, why."""

    on: PartialDate
    field: str
    was: str
    because: str
    access: Access = OPEN


def status_of(text: str) -> PledgeStatus | None:
    """The word that a text on how a pledge stands begins with: "broken", or "broken: no vote was held"; in a
    translation that of its language."""
    folded = text.casefold()
    words = {status.value: status for status in PledgeStatus}
    for word, status in (words | {word: each for own in STATUSES_IN.values() for word, each in own.items()}).items():
        rest = folded.removeprefix(word)
        if rest != folded and (not rest or rest.lstrip()[:1] in (":", ",", ";", ".", "(", "-", "–", "—", "")):
            return status
    return None
