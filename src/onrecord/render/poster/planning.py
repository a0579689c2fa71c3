"""From content to pages: the size of the text and the number of columns that fill the fewest sheets best.

The typesetter measures, this module decides, the typesetter sets. Text is never made smaller than 8 points; where the
sheets that a paper may have are not enough, that is an error that says so. Imports sibling modules and
``onrecord.render.publish``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from onrecord.render.poster.columns import Atom, Column, feathered
from onrecord.render.poster.content import Content, Json
from onrecord.render.poster.paging import MANY, Measured, Page, paged
from onrecord.render.poster.papers import (
    NARROWEST,
    NOTES_GUTTER,
    SMALLEST_BODY,
    WIDEST,
    WIDEST_ALONE,
    Paper,
)
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.theme import Theme
from onrecord.render.publish.typesetting import Template, TooLongError, queried

_STEPS = 3
_WIDEST_CHART, _ALONE = 26, 15
"""How wide a chart may be, in the size of the text; in the only column of a page it would else be as high as that."""
_FOLDED = 3
"""The most pages on which claims that do not fit one page with all of their record may stand there without it."""
_GAPS = {
    "claim": (2.0, 2.6),
    "again": (1.8, 2.0),
    "group": (1.0, 0.7),
    "row": (0.75, 0.9),
    "chart": (1.1, 0.3),
    "pointer": (0.9, 0.3),
}
"""The space above an atom, and by how much it may be opened so that columns end together; in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided for a paper."""

    paper: Paper
    measured: Measured
    pages: tuple[Page, ...]


class Planner:
    """Finds the plan of a content for a paper; measures each size once, and no atom again that ``like``, the planner of
    another content with the same notes for the same paper, has measured."""

    def __init__(
        self, content: Content, paper: Paper, theme: Theme, template: Template, like: Planner | None = None
    ) -> None:
        self.content, self.paper, self.theme, self.template = content, paper, theme, template
        self._heights: dict[tuple[float, int, str], float] = like._heights if like else {}
        if like:
            self._rest = like._rest
        self._plans: dict[tuple[float, int], Plan] = {}

    def best(self) -> Plan:
        """The fewest pages, and on these the largest text. Raises ``TypesettingError`` where it does not fit."""
        smallest: list[tuple[Plan, float, float]] = []
        for count in range(self.paper.most_columns, 0, -1):
            low, high = self._sizes(count)
            if low <= high and not any(_hopeless(plan, low) for plan, _, _ in smallest):
                smallest.append((self.plan(low, count), low, high))
        fewest = min(_cost(plan) for plan, _, _ in smallest)
        if fewest > self.paper.most_pages:
            raise TooLongError(
                f"the poster does not fit: on {self.paper.name.upper()} it would take {fewest:,.0f} pages",
                f"A poster has at most {self.paper.most_pages}. Shorten the longest statements, or divide the dossier.",
            )
        best = next(plan for plan, _, _ in smallest if _cost(plan) == fewest)
        for plan, low, high in smallest:
            if _cost(plan) == fewest:
                found = self._largest(plan.measured.columns, low, high, fewest, best.measured.size)
                if found is not None and found.measured.size > best.measured.size:
                    best = found
        return self.finished(best)

    def _sizes(self, count: int) -> tuple[float, float]:
        """The sizes of text that suit columns of this number."""
        width = self.paper.column(count)
        widest = WIDEST if count > 1 else WIDEST_ALONE
        return max(SMALLEST_BODY, width / widest), min(self.paper.largest, width / NARROWEST)

    def _largest(self, count: int, low: float, high: float, pages: int, floor: float) -> Plan | None:
        """The plan with the largest text that takes no more pages; ``None`` if none beats ``floor``."""
        low = max(low, floor)
        if low > high or _cost(self.plan(low, count)) > pages:
            return None
        found = self.plan(low, count)
        if not _hopeless(found, high) and _cost(self.plan(high, count)) <= pages:
            return self.plan(high, count)
        for _ in range(_STEPS):
            # What text covers grows by about the square of its size: that guesses well where the pages are full.
            guess = found.measured.size * (pages / max(_extent(found), 0.01)) ** 0.55
            share = min(0.85, max(0.15, (guess - low) / (high - low)))
            middle = low + share * (high - low)
            if _cost(self.plan(middle, count)) <= pages:
                low, found = middle, self.plan(middle, count)
            else:
                high = middle
        return found

    def plan(self, size: float, count: int) -> Plan:
        """The plan with a size of text and a number of columns."""
        size = round(size, 2)
        if (size, count) not in self._plans:
            measured = self.measure(size, count)
            self._plans[size, count] = Plan(self.paper, measured, tuple(paged(self.paper, measured)))
        return self._plans[size, count]

    def finished(self, plan: Plan) -> Plan:
        """The same with its columns arranged as well as they can be."""
        return Plan(self.paper, plan.measured, tuple(paged(self.paper, plan.measured, fine=True)))

    def measure(self, size: float, count: int) -> Measured:
        """How high everything is."""
        heights = self._measured(size, count)
        heads = heights[len(self.content.atoms) :]
        body = []
        for atom, height in zip(self.content.atoms, heights, strict=False):
            begins, claim = atom["kind"] in ("claim", "again"), atom["of"]
            gap, stretch = _GAPS.get(atom["kind"], (0.5, 0.0))
            head = 0.0 if begins else heads[claim]
            body.append(Atom(height, gap * size, bool(atom.get("keep")), claim, head, stretch * size))
        head, notes = self._rest
        return Measured(size, count, head, tuple(body), notes, self.content.front)

    @cached_property
    def _drawn(self) -> tuple[tuple[str, Json], ...]:
        """The atoms and the lines that continue claims, each with what it is known by. The drawings stay here: their
        heights follow from their widths."""
        bare = [{**atom, "svg": ""} if "svg" in atom else atom for atom in self.content.atoms]
        return tuple((json.dumps(atom, sort_keys=True), atom) for atom in (*bare, *self.content.continued))

    def _measured(self, size: float, count: int) -> list[float]:
        """How high the atoms are, and the lines that continue claims."""
        asked = {key: atom for key, atom in self._drawn if (size, count, key) not in self._heights}
        if asked:
            found = self._ask(self.data(size, count), "body", list(asked.values()))["atoms"]
            self._heights |= {(size, count, key): height for key, height in zip(asked, found, strict=True)}
        return [self._heights[size, count, key] for key, _ in self._drawn]

    @cached_property
    def _rest(self) -> tuple[float, tuple[Atom, ...]]:
        """The height of the head, and the notes; the size of the claims does not change them."""
        found = self._ask(self.data(SMALLEST_BODY, 1), "rest", [])
        notes = (
            Atom(height, 9.0 if note["kind"] == "title" else 3.5, bool(note.get("keep")), stretch=1.5)
            for note, height in zip(self.content.notes, found["notes"], strict=True)
        )
        return found["head"], tuple(notes)

    def _ask(self, data: Json, part: str, atoms: list[Json]) -> Json:
        """Heights, as the typesetter measures them."""
        asked = {"mode": "measure", "part": part, "atoms": atoms, "continued": []}
        found: Json = queried(self.template, data | asked, self.theme, "measures")
        return found

    def data(self, size: float, count: int) -> Json:
        """The data of the template, all but the pages."""
        paper = self.paper
        shared = self.content.shared
        return {
            **shared,
            "size": size,
            "head": shared["head"] | {"title-size": paper.title},
            "tallies": shared["tallies"] | {"per-row": _per_row(len(shared["tallies"]["items"]), paper.per_row)},
            "page": {"width": paper.width, "height": paper.height, "margin": paper.margin, "inner": paper.inner},
            "columns": {
                "count": count,
                "width": paper.column(count),
                "chart": min(paper.column(count), (26 if count > 1 else 18) * size),
            },
            "atoms": self.content.atoms,
            "continued": self.content.continued,
            "notes": {
                "count": paper.notes,
                "width": paper.column(paper.notes, NOTES_GUTTER),
                "size": paper.fine,
                "atoms": self.content.notes,
            },
        }

    def pages(self, plan: Plan, locale: Locale) -> Json:
        """The data of the template, with its pages as planned."""
        measured = plan.measured
        return self.data(measured.size, measured.columns) | {
            "mode": "set",
            "pages": [
                self._page(plan, page, locale.text("{n} of {all}", n=number, all=len(plan.pages)))
                for number, page in enumerate(plan.pages, 1)
            ],
        }

    def _page(self, plan: Plan, page: Page, label: str) -> Json:
        return {
            "label": label,
            "space": page.space,
            "height": page.height,
            "between": page.between,
            "columns": [self._column(plan.measured.body, each, page.height) for each in page.columns],
            "notes": [
                self._column(plan.measured.notes, each, max(one.height for one in page.notes)) for each in page.notes
            ],
        }

    def _column(self, atoms: tuple[Atom, ...], column: Column, height: float) -> list[Json]:
        if column.start >= column.end:
            return []
        items: list[Json] = []
        first = atoms[column.start]
        gaps = feathered(atoms, column, height)
        if first.head:
            items.append({"gap": 0.0, "inline": self.content.continued[first.claim]})
            gaps[0] = first.gap
        return items + [
            {"gap": gap, "atom": place} for place, gap in zip(range(column.start, column.end), gaps, strict=True)
        ]


def _per_row(items: int, most: int) -> int:
    """How many stand in a row where all rows are to be as even as they can be."""
    rows = -(-max(1, items) // most)
    return -(-max(1, items) // rows)


def _extent(plan: Plan) -> float:
    """How many pages a plan fills, the last one in part."""
    last = plan.pages[-1]
    return len(plan.pages) - max(0.0, last.between) / plan.paper.inner_height


def _hopeless(plan: Plan, size: float) -> bool:
    """Whether text of a size would surely take more pages than a plan does."""
    ratio = size / plan.measured.size
    return _cost(plan) < MANY and ratio > 1 and _extent(plan) * ratio**1.5 > len(plan.pages) + 0.5


def _cost(plan: Plan) -> int:
    """How many pages a plan takes; far too many where it leaves a column of a single sheet, or of a front, empty."""
    alone = (len(plan.pages) == 1 or plan.measured.front) and plan.measured.columns > 1
    empty = alone and any(column.start == column.end for column in plan.pages[0].columns)
    return len(plan.pages) + (MANY if empty else 0)


def settled(
    content: Content, front: Content | None, paper: Paper, theme: Theme, template: Template
) -> tuple[Planner, Plan]:
    """The plan that serves a paper, and its planner: that of ``front``, a content with a first page of its own, where
    it takes no more pages than ``content`` does. Raises ``TooLongError`` where neither fits."""
    planner = Planner(content, paper, theme, template)
    plan = planner.best()
    if front is None or not 1 < len(plan.pages) <= _FOLDED:
        return planner, plan
    other = Planner(front, paper, theme, template, planner)
    try:
        found = other.best()
    except TooLongError:
        return planner, plan
    return (other, found) if len(found.pages) <= len(plan.pages) else (planner, plan)
