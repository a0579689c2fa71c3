"""A pledge against the calendar: how it stands on a day, by its dates alone. Imports the model only.

Each deadline is kept: an extension stands beside the first one and never replaces it. A deadline of a month or a
year is over on its last day. Days are counted from the last day on which a deadline could be met.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.blocks import Pledge
from onrecord.model.dates import NO_DAY, PartialDate
from onrecord.model.explanation import Deadline


class ScheduleStatus(StrEnum):
    """How a pledge stands by its dates. ``UNCLEAR``: done in a month or year in which the deadline lies too."""

    NONE = "no deadline"
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept on time"
    LATE = "kept late"
    UNCLEAR = "kept on time or late"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a pledge stands on the day ``at``, by the deadline in force then, the last of ``deadlines``."""

    at: date
    status: ScheduleStatus
    deadlines: tuple[Deadline, ...] = ()

    @property
    def missed(self) -> tuple[Deadline, ...]:
        """The deadlines that passed before the pledge was done, and before they were put off."""
        return tuple(
            one
            for one in self.deadlines
            if one.days > 0 and not (one.superseded is not None and one.superseded.last <= one.due.last)
        )


def deadlines(pledge: Pledge, as_of: date) -> tuple[Deadline, ...]:
    """The pledge's deadlines in the order they were set, each with the days since it passed; none without a day."""
    if as_of == NO_DAY:
        return ()
    done = pledge.done is not None and pledge.done.first <= as_of
    at = min(pledge.done.last, as_of) if done and pledge.done is not None else as_of
    # An extension made after the day of judgement was not known on it.
    made = [each for each in pledge.extensions if each.on.first <= as_of]
    dues = [] if pledge.due is None else [(pledge.due, False)]
    dues += [(each.due, True) for each in made]
    # What put a deadline off is the extension after it; the first one has as many before it as there are deadlines.
    later: list[PartialDate | None] = [each.on for each in made[len(made) - len(dues) + 1 :]]
    return tuple(
        Deadline(due, (at - due.last).days, at, done, extended, superseded)
        for (due, extended), superseded in zip(dues, [*later, None][: len(dues)], strict=True)
    )


def schedule(pledge: Pledge, as_of: date) -> Schedule:
    """How the pledge stands on a day."""
    found = deadlines(pledge, as_of)
    if not found:
        return Schedule(as_of, ScheduleStatus.NONE)
    last = found[-1]
    if not last.done or pledge.done is None:
        return Schedule(as_of, ScheduleStatus.OVERDUE if last.days > 0 else ScheduleStatus.DUE, found)
    if last.days <= 0:
        return Schedule(as_of, ScheduleStatus.KEPT, found)
    early = pledge.done.first <= last.due.last
    return Schedule(as_of, ScheduleStatus.UNCLEAR if early else ScheduleStatus.LATE, found)


def days_text(number: int) -> str:
    """A number of days: "1 day", "1,200 days"."""
    return f"{number:,} day{'' if number == 1 else 's'}"


def deadline_text(deadline: Deadline) -> str:
    """How one deadline stands: "overdue by 107 days", "due in 3 days", "kept late by 2 days"."""
    days = deadline.days
    if deadline.done:
        return f"done {days_text(days)} late" if days > 0 else "done on time"
    if days > 0:
        return f"overdue by {days_text(days)}"
    return f"due in {days_text(-days)}" if days < 0 else "due on that day"


def schedule_text(pledge: Pledge, found: Schedule) -> str:
    """A schedule in one sentence, with every deadline and how it was worked out."""
    if found.status is ScheduleStatus.NONE:
        return "it has no deadline"
    parts = []
    for one in found.deadlines:
        sum_ = f" ({pledge.term})" if pledge.term is not None and not one.extended else ""
        put_off = f", put off on {one.superseded}" if one.superseded is not None else ""
        parts.append(f"due {one.due}{sum_}, {deadline_text(one)}{put_off}")
    if found.status is ScheduleStatus.UNCLEAR:
        parts.append(f"done in {pledge.done}, so whether in time cannot be told")
    return f"as of {found.at.isoformat()}: {'; '.join(parts)}"
