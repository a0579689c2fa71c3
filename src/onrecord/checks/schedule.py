"""A pledge against the calendar: how long it has been due, as of a day. Imports the model only.

Each deadline is kept: an extension stands beside the first one and never replaces it. A deadline of a month or a
year is over on its last day.
"""

from __future__ import annotations

from datetime import date

from onrecord.model.blocks import Pledge
from onrecord.model.dates import NO_DAY
from onrecord.model.explanation import Deadline


def deadlines(pledge: Pledge, as_of: date) -> tuple[Deadline, ...]:
    """The pledge's deadlines in the order they were set, each with the days since it passed; none without a day."""
    if as_of == NO_DAY:
        return ()
    done = pledge.done is not None and pledge.done.first <= as_of
    at = min(pledge.done.last, as_of) if done and pledge.done is not None else as_of
    first = () if pledge.due is None else ((pledge.due, False),)
    # An extension made after the day of judgement was not known on it.
    later = tuple((each.due, True) for each in pledge.extensions if each.on.first <= as_of)
    return tuple(Deadline(due, (at - due.last).days, at, done, extended) for due, extended in (*first, *later))
