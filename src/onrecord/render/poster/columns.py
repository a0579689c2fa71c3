"""Columns: measured atoms to columns and pages. All arithmetic, so that the layout can be tested without typesetting.

An atom is a piece that is never broken: a claim with its claimant, a group's heading, one statement. Heights are in
points. Imports the standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SPLIT = 0.05
"""What a claim torn over two columns costs, beside the square of a column's empty share."""
_LONELY = 0.2
"""The same, where a single atom of it is left alone at the top or the foot."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece as it was measured. ``gap`` is the space above it, unless it begins a column; ``keep`` holds it together
    with the next one. ``claim`` numbers the claim that it belongs to, ``head`` is the height of the line that says so
    where a column begins with it (0 where none is needed). ``stretch`` is by how much the gap may be opened."""

    height: float
    gap: float = 0.0
    keep: bool = False
    claim: int = -1
    head: float = 0.0
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """The atoms ``start`` to ``end`` (exclusive) and how high they stand together."""

    start: int
    end: int
    height: float


def height_of(atoms: Sequence[Atom], start: int, end: int) -> float:
    """How high the atoms from ``start`` to ``end`` stand in a column of their own."""
    if start >= end:
        return 0.0
    top = atoms[start].head + (atoms[start].gap if atoms[start].head else 0.0)
    return top + sum(each.height for each in atoms[start:end]) + sum(each.gap for each in atoms[start + 1 : end])


def filled(atoms: Sequence[Atom], start: int, capacity: float, torn: bool = False) -> Column:
    """The column that begins at an atom, as full as its height allows: nothing at all (``end == start``) where what is
    kept together there does not fit. ``torn`` breaks it then where it must be."""
    height, end, best = 0.0, start, Column(start, start, 0.0)
    while end < len(atoms):
        each = atoms[end]
        height += each.height + (each.gap if end > start or each.head else 0.0) + (each.head if end == start else 0.0)
        if height > capacity + 0.01:
            break
        end += 1
        if not each.keep or end == len(atoms):
            best = Column(start, end, height)
    if torn and best.end == start and end > start:
        return Column(start, end, height_of(atoms, start, end))
    return best


def poured(atoms: Sequence[Atom], capacities: Sequence[float], start: int = 0, torn: bool = False) -> list[Column]:
    """Columns filled one after another; atoms that are left over did not fit."""
    made = []
    for capacity in capacities:
        column = filled(atoms, start, capacity, torn)
        made.append(column)
        start = column.end
    return made


def balanced(atoms: Sequence[Atom], count: int, most: float, start: int = 0) -> list[Column] | None:
    """The lowest ``count`` columns that hold all atoms from ``start``; ``None`` if none of a height of ``most`` do."""
    if poured(atoms, [most] * count, start)[-1].end < len(atoms):
        return None
    low, high = 0.0, most
    while high - low > 1:
        middle = (low + high) / 2
        if poured(atoms, [middle] * count, start)[-1].end < len(atoms):
            low = middle
        else:
            high = middle
    return poured(atoms, [high] * count, start)


def arranged(atoms: Sequence[Atom], capacities: Sequence[float]) -> list[Column] | None:
    """The columns of given heights that hold all atoms best: evenly full, claims whole where that costs little.

    ``None`` if there is no way (atoms kept together may be higher than a column).
    """
    size = len(atoms)
    torn = _torn(atoms)
    allowed = [True, *(not each.keep for each in atoms[:-1]), True]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for capacity in capacities:
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            height = 0.0
            for end in range(start, size + 1):
                if end > start:
                    each = atoms[end - 1]
                    first = end - 1 == start
                    height += each.height + (each.gap if not first or each.head else 0.0) + (each.head if first else 0)
                    if height > capacity + 0.01:
                        break
                if not allowed[end] or (end == start and start < size):
                    continue
                total = cost + ((capacity - height) / capacity) ** 2 + (torn[end] if end > start else 0.0)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, start)
        if not reached:
            return None
        best.append(reached)
    if size not in best[-1]:
        return None
    ends = [size]
    for step in reversed(best[1:]):
        ends.append(step[ends[-1]][1])
    ends.reverse()
    return [Column(start, end, height_of(atoms, start, end)) for start, end in pairwise(ends)]


def _torn(atoms: Sequence[Atom]) -> list[float]:
    """What a break before each atom costs, and after the last: nothing between two claims."""
    rows: dict[int, list[int]] = {}
    for place, each in enumerate(atoms):
        if not each.keep:
            rows.setdefault(each.claim, []).append(place)
    costs = [0.0] * (len(atoms) + 1)
    for place in range(1, len(atoms)):
        claim = atoms[place].claim
        if atoms[place - 1].claim == claim:
            own = rows.get(claim, [])
            lonely = sum(1 for each in own if each < place) < 2 or sum(1 for each in own if each >= place) < 2
            costs[place] = _SPLIT + (_LONELY if lonely else 0.0)
    return costs


def feathered(atoms: Sequence[Atom], column: Column, height: float) -> list[float]:
    """The spaces above the atoms of a column, each opened by a like share of its stretch so that the column reaches
    down to ``height``, or as near as it can."""
    places = range(column.start, column.end)
    stretch = sum(atoms[place].stretch for place in places if place > column.start)
    share = min(1.0, max(0.0, height - column.height) / stretch) if stretch else 0.0
    return [0.0 if place == column.start else atoms[place].gap + share * atoms[place].stretch for place in places]
