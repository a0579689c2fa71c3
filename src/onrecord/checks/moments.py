"""The day that a sentence speaks of, for what changes over time: a schedule, a view held, a force.

Imports the model only.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.model.dates import Period
from onrecord.model.documentary import Sentence, StatedPeriod

_SURE = re.compile(r"\b(?:as of|as at|en date du)\s+(?:the\s+)?\Z", re.IGNORECASE)
_LED = re.compile(r"\b(?:as of|as at|en date du)\s", re.IGNORECASE)


def day_of_judgement(sentence: Sentence, as_of: date) -> date:
    """The day that a sentence is to be judged on: the one it names with "as of", else the dossier's."""
    for one in sentence.periods:
        led = _SURE.search(sentence.text[: one.start]) or _LED.match(one.text)
        if led and one.period.end is not None:
            return one.period.end
    return as_of


def spoken_of(sentence: Sentence, as_of: date) -> Period | None:
    """The first day or stretch that a sentence places its matter in, up to the dossier's date; ``None`` without one.

    A date that only names something ("the August 2020 coup", "a request of June 2021") says nothing of when.
    """
    for one in sentence.periods:
        if _places(sentence, one) and one.period.start is not None and one.period.start <= as_of:
            return one.period
    return None


def _places(sentence: Sentence, one: StatedPeriod) -> bool:
    led = one.how in ("in", "from to", "since", "after") and not re.match(r"(?:of|de|du|its|the|le|la|les)\b", one.text)
    return led and one.period.end is not None
