"""The grouped rows of a tally, and how every measure is counted on them: one semantics, no query.

Imports the model and its sibling modules; numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.data.classes import Bools, Ints
from onrecord.data.tally import AREA_COLUMNS, Coding, Predicates, needed, over_against
from onrecord.model.figure import Ask, Clock, Side
from onrecord.model.reading import Quantity, Role

Floats = npt.NDArray[np.float64]
Cut = tuple[Ints, Ints]
"""Where some periods lie among the bins: the first bin of each, and the bin after its last."""

_TABLE = 2**20
"""Entries of a table of periods by rows that are held at once."""


@dataclass(frozen=True)
class Counted:
    """Sums of one measure over periods: an array per sum, and the straddling part of the best estimate."""

    sums: dict[str, Floats]
    straddling: Floats


class Tally:
    """The grouped rows of one group, and how they answer.

    Rows with the same classes form a cell; cells are indexed by country class, so that a measure of one country
    looks at that country's cells only.
    """

    def __init__(self, coding: Coding, columns: dict[str, npt.NDArray[Any]]) -> None:
        self.coding = coding
        names = [f"{column}_class" for column in coding.classes] + (["precise"] if coding.precision else [])
        size = len(columns["rows"])
        code, reach = np.zeros(size, dtype=np.int64), 1
        for name in names:
            width = int(columns[name].max()) + 1 if size else 1
            if reach * width >= 2**62:
                code = np.unique(code, return_inverse=True)[1].astype(np.int64)
                reach = size
            code = code * width + columns[name].astype(np.int64)
            reach *= width
        order = np.argsort(code)
        code = code[order]
        begins = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1]))) if size else np.empty(0, np.int64)
        first = order[begins]
        self.cells: dict[str, Ints] = {name: columns[name][first].astype(np.int64) for name in names}
        self.cell_count = len(first)
        self.offsets: Ints = np.append(begins, size)
        self.start: Ints = columns["start_bin"][order].astype(np.int64)
        self.end: Ints = columns["end_bin"][order].astype(np.int64) if "end_bin" in columns else self.start
        self.sums: dict[str, Floats] = {name: columns[name][order].astype(np.float64) for name in coding.sums}
        self._by_country: dict[int, Ints] = {}
        self._naming: dict[frozenset[str], Floats] = {}
        if "country_class" in self.cells:
            countries = self.cells["country_class"]
            rank = np.argsort(countries, kind="stable")
            cuts = np.searchsorted(countries[rank], np.arange(coding.classes["country"].count + 1))
            self._by_country = {c: rank[cuts[c] : cuts[c + 1]] for c in range(coding.classes["country"].count)}

    @property
    def size(self) -> int:
        """Number of grouped rows."""
        return len(self.start)

    def matched(self, predicates: Predicates, ask: Ask, directed: frozenset[str]) -> Ints:
        """The cells whose events an ask is about."""
        classes, cells = self.coding.classes, self.cells
        if predicates.country is not None:
            held = np.flatnonzero(classes["country"].mask(predicates.country))
            chosen = np.concatenate([self._by_country[int(c)] for c in held]) if len(held) else np.empty(0, np.int64)
        else:
            chosen = np.arange(self.cell_count)
        keep = np.ones(len(chosen), dtype=np.bool_)
        if predicates.kind is not None:
            keep &= classes["kind"].mask(predicates.kind)[cells["kind_class"][chosen]]
        if predicates.area is not None:
            inside = np.zeros(len(chosen), dtype=np.bool_)
            for column in AREA_COLUMNS:
                inside |= classes[column].mask(predicates.area)[cells[f"{column}_class"][chosen]]
            keep &= inside
        if predicates.actors:
            keep &= self._roles(predicates, ask.side, directed, chosen)
        if ask.precise and "precise" in cells:
            keep &= cells["precise"][chosen] == 1
        found: Ints = chosen[keep]
        return found

    def _roles(self, predicates: Predicates, side: Side, directed: frozenset[str], chosen: Ints) -> Bools:
        """Which of the chosen cells have the actors in their roles."""
        classes, cells = self.coding.classes, self.cells

        def on(column: str, sides: frozenset[str]) -> Bools:
            found: Bools = classes[column].mask(sides)[cells[f"{column}_class"][chosen]]
            return found

        def is_directed() -> Bools:
            found: Bools = classes["kind"].mask(directed)[cells["kind_class"][chosen]]
            return found

        sides = [(role, on("side_a", names), on("side_b", names)) for role, names in predicates.actors]
        opponents = over_against(tuple(role for role, _ in predicates.actors))
        keep = np.ones(len(chosen), dtype=np.bool_)
        for role, a, b in sides:
            if role is Role.AGAINST:
                facing = np.ones_like(keep), np.ones_like(keep)
                for number in opponents:
                    facing = facing[0] & sides[number][1], facing[1] & sides[number][2]
                keep &= (facing[0] & b) | (facing[1] & a & ~is_directed())
            elif role is Role.BY and side is not Side.EITHER:
                # `resolve` has left only directed kinds, in which the first side is the perpetrator.
                keep &= a
            elif side is Side.PERPETRATOR:
                keep &= a & is_directed()
            else:
                keep &= a | b
        return keep

    def naming(self, sides: frozenset[str]) -> Floats:
        """Running totals over the bins of all events, wherever and of whatever kind, that name one of some sides."""
        known = self._naming.get(sides)
        if known is None:
            on = [
                self.coding.classes[column].mask(sides)[self.cells[f"{column}_class"]]
                for column in ("side_a", "side_b")
            ]
            rows = self.rows_of(np.flatnonzero(on[0] | on[1]))
            length = self.coding.bins.count
            known = self._naming[sides] = np.zeros(length + 1)
            np.cumsum(np.bincount(self.start[rows], minlength=length), out=known[1:])
        return known

    def rows_of(self, cells: Ints) -> Ints:
        """The grouped rows of some cells."""
        if not len(cells):
            return np.empty(0, np.int64)
        starts, stops = self.offsets[cells], self.offsets[cells + 1]
        lengths = stops - starts
        shift = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        found: Ints = np.arange(int(lengths.sum()), dtype=np.int64) + shift
        return found

    def select(self, cells: Ints) -> Selected:
        """The grouped rows of some cells, to be counted."""
        return Selected(self, self.rows_of(cells))


class Selected:
    """Some grouped rows of a tally, and their running totals over the bins, each made when it is first needed.

    Many asks are of the same rows: only their periods differ.
    """

    def __init__(self, tally: Tally, rows: Ints) -> None:
        self._tally = tally
        self._rows = rows
        self._totals: dict[tuple[Clock, str], Floats] = {}
        self._apart: Ints | None = None

    def count(self, ask: Ask, cut: Cut, *, straddling: bool = True) -> Counted:
        """The sums over each period of an ask: those its quantity needs. ``cut`` is where its periods lie."""
        low, high = cut
        sums = {}
        for name in needed(ask):
            total = self._total(ask.clock, name)
            sums[name] = total[high] - total[low]
        weight = {Quantity.DEATHS: "best", Quantity.CIVILIAN_DEATHS: "civilians"}.get(ask.measure.quantity, "rows")
        return Counted(sums, self._straddling(cut, weight) if straddling else np.zeros(len(low)))

    def _total(self, clock: Clock, name: str) -> Floats:
        """The sum over all bins before each, and over all of them. Sums of whole numbers: no order of adding tells."""
        total = self._totals.get((clock, name))
        if total is None:
            tally = self._tally
            at = (tally.end if clock is Clock.END else tally.start)[self._rows]
            length = tally.coding.bins.count
            total = self._totals[clock, name] = np.zeros(length + 1)
            np.cumsum(np.bincount(at, weights=tally.sums[name][self._rows], minlength=length), out=total[1:])
        return total

    def _straddling(self, cut: Cut, weight: str) -> Floats:
        """For each period, the weight of rows that have one end inside it and the other outside."""
        tally = self._tally
        if self._apart is None:
            self._apart = self._rows[tally.start[self._rows] != tally.end[self._rows]]
        apart = self._apart
        found = np.zeros(len(cut[0]))
        if not len(apart):
            return found
        start, end, weights = tally.start[apart], tally.end[apart], tally.sums[weight][apart]
        step = max(1, _TABLE // len(apart))
        for at in range(0, len(found), step):
            low, high = (edge[at : at + step, None] for edge in cut)
            begins = (start >= low) & (start < high)
            stops = (end >= low) & (end < high)
            found[at : at + step] = (begins != stops) @ weights
        return found
