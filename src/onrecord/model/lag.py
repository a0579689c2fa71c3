"""Reporting lag: the months at the end of a dataset that usually still grow, since events become known late.

Terms. A month is *preliminary* where later releases usually count more in it. How many are is *declared* in
dossier.toml, or *learned* from the dataset's snapshots, or follows from its being a *candidate* release (UCDP's are
preliminary as a whole).

Imports: the standard library, ``onrecord.model``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.dates import MONTHS, Period, add_months

GROWTH = 0.05
"""A month grew if a later release counts more than 5 percent more in it: fewer are the usual revisions of any month."""

MOST_MONTHS = 36
"""How far from the end growth is looked for, and the longest lag that can be declared."""


class Basis(StrEnum):
    """How it is known which months are preliminary."""

    DECLARED = "declared"
    LEARNED = "learned"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Lag:
    """The last ``months`` calendar months that a dataset covers are preliminary; of a candidate release all are (and
    ``months`` is 0). A learned lag rests on so many ``comparisons`` of an earlier snapshot with the one that is used.
    """

    basis: Basis
    months: int = 0
    comparisons: int = 0

    def since(self, end: date) -> date | None:
        """The first preliminary day, where the data end on a day; ``None`` where no day is preliminary."""
        if self.basis is Basis.CANDIDATE:
            return date.min
        if not self.months:
            return None
        back = (end.year - 1) * 12 + end.month - 1
        return add_months(end.replace(day=1), -min(self.months - 1, back))

    def months_in(self, period: Period, end: date) -> Period | None:
        """The preliminary part of a closed period, where the data end on a day; ``None`` where it has none."""
        first = self.since(end)
        if first is None or period.start is None or period.end is None or period.end < first:
            return None
        return Period(max(first, period.start), period.end)


def months_text(period: Period) -> str:
    """The months that a closed period touches: "in June 2022", "from May 2022 to June 2022"."""
    if period.start is None or period.end is None:
        raise ValueError("an open period has no last month")
    first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in (period.start, period.end))
    return f"in {first}" if first == last else f"from {first} to {last}"


def lag_text(lag: Lag) -> str:
    """A lag in a clause: "the last 2 months usually still grow, as dossier.toml says"."""
    if lag.basis is Basis.CANDIDATE:
        return "it is a candidate release, and all its months are preliminary"
    pairs = "1 comparison" if lag.comparisons == 1 else f"{lag.comparisons} comparisons"
    how = "as dossier.toml says" if lag.basis is Basis.DECLARED else f"learned from {pairs} of its snapshots"
    if not lag.months:
        return f"no month at its end usually still grows, {how}"
    if lag.months == 1:
        return f"the last month usually still grows, {how}"
    return f"the last {lag.months} months usually still grow, {how}"
