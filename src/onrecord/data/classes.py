"""Classes of values: what no measure tells apart is one.

For each column, the predicates of all measures sort its values: values inside the same predicates share a class, and
8,000 actor names become a handful. Class 0 is always "in no predicate". Days are sorted the same way: the edges of
all periods cut time into bins. numpy is imported here; Ibis is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from onrecord.model.dates import Period

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Classes:
    """The classes of one column: the class of each value that is in any predicate, and which classes each
    predicate holds (``holds[p]`` is a row of booleans over classes)."""

    of_value: dict[str, int]
    holds: Bools
    index: dict[frozenset[str], int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Number of classes, class 0 included."""
        return int(self.holds.shape[1])

    def mask(self, predicate: frozenset[str]) -> Bools:
        """Which classes a predicate holds."""
        row: Bools = self.holds[self.index[predicate]]
        return row


def classify(predicates: Iterable[frozenset[str]], *, identity: Iterable[str] = ()) -> Classes:
    """Sort values into classes. Every value of ``identity`` gets a class of its own, in the order given."""
    distinct = list(dict.fromkeys(predicates))
    signature: dict[str, list[int]] = {}
    for number, predicate in enumerate(distinct):
        for value in predicate:
            signature.setdefault(value, []).append(number)
    numbers: dict[tuple[object, ...], int] = {(): 0}
    of_value: dict[str, int] = {}
    own = list(dict.fromkeys(identity))
    for value in own:
        numbers[("value", value)] = of_value[value] = len(numbers)
    for value in sorted(signature):
        if value not in of_value:
            of_value[value] = numbers.setdefault(tuple(signature[value]), len(numbers))
    holds = np.zeros((len(distinct), len(numbers)), dtype=np.bool_)
    for value, members in signature.items():
        holds[members, of_value[value]] = True
    return Classes(of_value, holds, {predicate: i for i, predicate in enumerate(distinct)})


@dataclass(frozen=True)
class Bins:
    """Time cut at the edges of all periods. Bin ``i`` begins on day ``edges[i - 1]``; bin 0 is all before.

    ``edges`` are ordinals of days (``date.toordinal``), ascending.
    """

    edges: Ints

    @property
    def count(self) -> int:
        """Number of bins, the two open ones included."""
        return len(self.edges) + 1

    def of_days(self, ordinals: Ints) -> Ints:
        """The bin of each day."""
        return np.searchsorted(self.edges, ordinals, side="right").astype(np.int64)

    def span(self, periods: Iterable[Period]) -> tuple[Ints, Ints]:
        """First bin and the bin after the last of closed periods whose edges are all among ``edges``."""
        starts, ends = [], []
        for period in periods:
            if period.start is None or period.end is None:
                raise ValueError("an open period has no bins")
            starts.append(period.start.toordinal())
            ends.append(period.end.toordinal() + 1)
        low = np.searchsorted(self.edges, np.array(starts, dtype=np.int64), side="right")
        high = np.searchsorted(self.edges, np.array(ends, dtype=np.int64), side="right")
        return low.astype(np.int64), high.astype(np.int64)


def bins(periods: Iterable[Period]) -> Bins:
    """Cut time at the first day of every period and the day after its last."""
    edges: set[int] = set()
    for period in periods:
        if period.start is not None and period.end is not None:
            edges.update((period.start.toordinal(), period.end.toordinal() + 1))
    return Bins(np.array(sorted(edges), dtype=np.int64))


def day(ordinal: int) -> date:
    """The day of an ordinal, inside the calendar."""
    return date.min + timedelta(days=max(0, min(ordinal - 1, date.max.toordinal() - 1)))
