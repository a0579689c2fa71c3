"""The day that a sentence speaks of, for what changes over time: a schedule, a view held, a force.

Imports the model only.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.model.dates import Period
from onrecord.model.documentary import Sentence, StatedPeriod

_SURE = re.compile(r"\b(?:as of|as at|en date du)\s+(?:the\s+)?\Z", re.IGNORECASE)
_NAMING = re.compile(r"(?:of|de|du|its|the|this|la|les|le)\s", re.IGNORECASE)
_LED = re.compile(r"\b(?:as of|as at|en date du)\s", re.IGNORECASE)


def day_of_judgement(sentence: Sentence, as_of: date) -> date:
    """The day that a sentence is to be judged on: the one it names with "as of", else the dossier's."""
    for one in sentence.periods:
        if names_the_day(sentence, one) and one.period.end is not None:
            return one.period.end
    return as_of


def names_the_day(sentence: Sentence, one: StatedPeriod) -> bool:
    """Whether a date is led by "as of": it says of which day the sentence speaks, and need be in no entry."""
    return bool(_SURE.search(sentence.text[: one.start]) or _LED.match(one.text))


def days_named(sentence: Sentence, as_of: date) -> tuple[Period, ...]:
    """The days and stretches that a sentence places something in, up to the dossier's date.

    A date that only names something ("the August 2020 coup", "a request of June 2021") says nothing of when.
    """
    return tuple(
        one.period
        for one in sentence.periods
        if _places(one) and (one.period.start is None or one.period.start <= as_of)
    )


def _places(one: StatedPeriod) -> bool:
    # In French a day is placed with an article: "le 5 mars 2022".
    return one.how != "window" and (one.grain == "day" or not _NAMING.match(one.text))
