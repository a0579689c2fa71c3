"""From content to pages: the size of the text and the number of columns that fill the fewest sheets best.

The typesetter measures, this module decides, the typesetter sets. Text is never made smaller than 8 points; where the
sheets that a paper may have are not enough, that is an error that says so. Imports sibling modules and
``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.render.poster.columns import Atom, Column, arranged, balanced, feathered, poured
from onrecord.render.poster.content import Content, Json
from onrecord.render.poster.papers import (
    NARROWEST,
    NOTES_GUTTER,
    SMALLEST_BODY,
    WIDEST,
    Paper,
)
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.theme import Theme
from onrecord.render.publish.typesetting import Template, TooLongError, queried

_COLOPHON = 24.0
_RUNNING = 18.0
_RULE = 11.0
"""The rule above the notes, with the space below it."""
_ROOM_FOR_NOTES = 60.0
_STEPS = 3
_MANY = 1000
"""More pages than any paper may have: what a plan costs that is none."""
_GAPS = {"claim": (2.4, 2.4), "group": (1.1, 0.6), "row": (0.75, 0.45), "chart": (1.1, 0.2)}
"""The space above an atom, and by how much it may be opened so that columns end together; in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A content as it stands with one size of text and one number of columns."""

    size: float
    columns: int
    head: float
    body: tuple[Atom, ...]
    notes: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its columns of claims with the height that they fill, and its columns of notes."""

    space: float
    height: float
    columns: tuple[Column, ...]
    notes: tuple[Column, ...] = ()
    between: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided for a paper."""

    paper: Paper
    measured: Measured
    pages: tuple[Page, ...]


class Planner:
    """Finds the plan of a content for a paper; measures each size once."""

    def __init__(self, content: Content, paper: Paper, theme: Theme, template: Template) -> None:
        self.content, self.paper, self.theme, self.template = content, paper, theme, template
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
        return max(SMALLEST_BODY, width / WIDEST), min(self.paper.largest, width / NARROWEST)

    def _largest(self, count: int, low: float, high: float, pages: int, floor: float) -> Plan | None:
        """The plan with the largest text that takes no more pages; ``None`` if none beats ``floor``."""
        low = max(low, floor)
        if low > high or _cost(self.plan(low, count)) > pages:
            return None
        if _cost(self.plan(high, count)) <= pages:
            return self.plan(high, count)
        found = self.plan(low, count)
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
            self._plans[size, count] = Plan(self.paper, measured, tuple(_pages(self.paper, measured)))
        return self._plans[size, count]

    def finished(self, plan: Plan) -> Plan:
        """The same with its columns arranged as well as they can be."""
        return Plan(self.paper, plan.measured, tuple(_pages(self.paper, plan.measured, fine=True)))

    def measure(self, size: float, count: int) -> Measured:
        """How high everything is."""
        found = self._ask(self.data(size, count), "body")
        heads = dict(zip(range(len(self.content.continued)), found["continued"], strict=True))
        claim = -1
        body = []
        for atom, height in zip(self.content.atoms, found["atoms"], strict=True):
            begins = atom["kind"] == "claim"
            claim += begins
            gap, stretch = _GAPS.get(atom["kind"], (0.5, 0.0))
            head = 0.0 if begins else heads[claim]
            body.append(Atom(height, gap * size, bool(atom.get("keep")), claim, head, stretch * size))
        head, notes = self._rest
        return Measured(size, count, head, tuple(body), notes)

    @cached_property
    def _rest(self) -> tuple[float, tuple[Atom, ...]]:
        """The height of the head, and the notes; the size of the claims does not change them."""
        found = self._ask(self.data(SMALLEST_BODY, 1), "rest")
        notes = (
            Atom(height, 9.0 if note["kind"] == "title" else 3.5, bool(note.get("keep")), stretch=1.5)
            for note, height in zip(self.content.notes, found["notes"], strict=True)
        )
        return found["head"], tuple(notes)

    def _ask(self, data: Json, part: str) -> Json:
        """Heights, as the typesetter measures them. The drawings stay here: their heights follow from their widths."""
        bare = [{**atom, "svg": ""} if "svg" in atom else atom for atom in self.content.atoms]
        asked = {"mode": "measure", "part": part, "atoms": bare if part == "body" else []}
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
            "columns": {"count": count, "width": paper.column(count), "chart": min(paper.column(count), 26 * size)},
            "atoms": self.content.atoms,
            "continued": self.content.continued,
            "notes": {
                "count": paper.notes,
                "width": paper.column(paper.notes, NOTES_GUTTER),
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
    return _cost(plan) < _MANY and ratio > 1 and _extent(plan) * ratio**1.5 > len(plan.pages) + 0.5


def _cost(plan: Plan) -> int:
    """How many pages a plan takes; far too many where it leaves a column of a single sheet empty."""
    alone = len(plan.pages) == 1 and plan.measured.columns > 1
    empty = alone and any(column.start == column.end for column in plan.pages[0].columns)
    return len(plan.pages) + (_MANY if empty else 0)


def _pages(paper: Paper, measured: Measured, fine: bool = False) -> Iterator[Page]:
    """The pages: claims on as many as they need, on the last of them as low as they can be, then the notes."""
    count = measured.columns
    body, start, number = measured.body, 0, 0
    pages: list[tuple[float, float, list[Column]]] = []
    while start < len(body) or not pages:
        space, room = _room(paper, measured, number)
        last = balanced(body, count, room, start)
        columns = last if last is not None else poured(body, [room] * count, start, torn=True)
        pages.append((space, room, columns))
        if columns[-1].end == start and number:
            # An atom that is higher than a page: it takes a page of its own, and the number of pages tells.
            yield from (Page(space, room, ()) for _ in range(_MANY + 1))
            return
        start = columns[-1].end
        number += 1
    *full, (space, room, columns) = pages
    if full and fine:
        better = arranged(body[: columns[0].start], [each[1] for each in full for _ in range(count)])
        if better is not None:
            full = [(each[0], each[1], better[place * count : (place + 1) * count]) for place, each in enumerate(full)]
    for each in full:
        yield Page(each[0], each[1], tuple(each[2]))
    yield from _last(paper, measured, space, room, columns, number, fine)


def _room(paper: Paper, measured: Measured, number: int) -> tuple[float, float]:
    """The space above the columns of a page and the height that is left for them."""
    above = measured.head if number == 0 else _RUNNING
    space = measured.size * 1.9 if number == 0 else 10.0
    return space, paper.inner_height - above - space - _COLOPHON


def _last(
    paper: Paper, measured: Measured, space: float, room: float, columns: list[Column], number: int, fine: bool
) -> Iterator[Page]:
    """The last page of claims, and the notes below it and on further pages."""
    height = max((each.height for each in columns), default=0.0)
    between = 2.2 * measured.size
    left = room - height - between - _RULE
    notes, count, start = measured.notes, paper.notes, columns[0].start
    fits = balanced(notes, count, left) if left > _ROOM_FOR_NOTES else None
    if fits is not None:
        below = max(each.height for each in fits)
        cap = room - below - between - _RULE
        if fine:
            most = max(height, min(height * 1.04 + 12, cap))
            columns = _better(measured.body, start, len(columns), most) or columns
        open_to = max(min(cap, each.height + _opened(measured.body, each)) for each in columns)
        yield Page(space, open_to, tuple(columns), tuple(fits), room - open_to - below - _RULE)
        return
    some = poured(notes, [left] * count) if left > _ROOM_FOR_NOTES else []
    yield Page(space, height, tuple(columns), tuple(some), between)
    at = some[-1].end if some else 0
    while at < len(notes):
        _, room = _room(paper, measured, number)
        room -= _RULE
        rest = balanced(notes, count, room, at) or poured(notes, [room] * count, at, torn=True)
        yield Page(0.0, 0.0, (), tuple(rest), 0.0)
        if rest[-1].end == at:
            yield from (Page(0.0, 0.0, ()) for _ in range(_MANY + 1))
            return
        at = rest[-1].end


def _opened(body: tuple[Atom, ...], column: Column) -> float:
    """How much lower a column can reach when its spaces are opened."""
    return sum(each.stretch for each in body[column.start + 1 : column.end])


def _better(body: tuple[Atom, ...], start: int, count: int, cap: float) -> list[Column] | None:
    found = arranged(body[start:], [cap] * count)
    return [Column(each.start + start, each.end + start, each.height) for each in found] if found else None
