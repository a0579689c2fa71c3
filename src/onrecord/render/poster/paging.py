"""Measured atoms to pages: the claims on as many as they need, the notes below them. All arithmetic.

Imports sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.render.poster.columns import Atom, Column, arranged, balanced, poured
from onrecord.render.poster.papers import Paper

_COLOPHON = 24.0
_RUNNING = 18.0
_RULE = 11.0
"""The rule above the notes, with the space below it."""
_ROOM_FOR_NOTES = 60.0
MANY = 1000
"""More pages than any paper may have: what a plan costs that is none."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A content as it stands with one size of text and one number of columns. The first ``front`` atoms of its body
    are to fill the first page; 0 where they flow as they come."""

    size: float
    columns: int
    head: float
    body: tuple[Atom, ...]
    notes: tuple[Atom, ...]
    front: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its columns of claims with the height that they fill, and its columns of notes."""

    space: float
    height: float
    columns: tuple[Column, ...]
    notes: tuple[Column, ...] = ()
    between: float = 0.0


def paged(paper: Paper, measured: Measured, fine: bool = False) -> Iterator[Page]:
    """The pages: claims on as many as they need, on the last of them as low as they can be, then the notes."""
    count = measured.columns
    body, start, number = measured.body, 0, 0
    if measured.front:
        first = _front(paper, measured, fine)
        if first is None:
            yield from (Page(0.0, 0.0, ()) for _ in range(MANY + 1))
            return
        yield first
        start, number = measured.front, 1
    pages: list[tuple[float, float, list[Column]]] = []
    while start < len(body) or not pages:
        space, room = _room(paper, measured, number)
        last = balanced(body, count, room, start)
        columns = last if last is not None else poured(body, [room] * count, start, torn=True)
        pages.append((space, room, columns))
        if columns[-1].end == start and number:
            # An atom that is higher than a page: it takes a page of its own, and the number of pages tells.
            yield from (Page(space, room, ()) for _ in range(MANY + 1))
            return
        start = columns[-1].end
        number += 1
    *full, (space, room, columns) = pages
    if full and fine:
        better = _arranged(body, measured.front, columns[0].start, [each[1] for each in full for _ in range(count)])
        if better is not None:
            full = [(each[0], each[1], better[place * count : (place + 1) * count]) for place, each in enumerate(full)]
    for each in full:
        yield Page(each[0], each[1], tuple(each[2]))
    yield from _last(paper, measured, space, room, columns, number, fine)


def _front(paper: Paper, measured: Measured, fine: bool) -> Page | None:
    """The first page, where what stands on it is settled; ``None`` where it does not fit."""
    body, count = measured.body[: measured.front], measured.columns
    space, room = _room(paper, measured, 0)
    columns = balanced(body, count, room)
    if columns is None:
        return None
    if fine:
        height = max(each.height for each in columns)
        columns = _arranged(body, 0, len(body), [min(height * 1.04 + 12, room)] * count) or columns
    return Page(space, max(min(room, each.height + _opened(body, each)) for each in columns), tuple(columns))


def _room(paper: Paper, measured: Measured, number: int) -> tuple[float, float]:
    """The space above the columns of a page and the height that is left for them."""
    above = measured.head if number == 0 else _RUNNING
    space = measured.size * 1.5 if number == 0 else 10.0
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
            columns = _arranged(measured.body, start, len(measured.body), [most] * len(columns)) or columns
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
            yield from (Page(0.0, 0.0, ()) for _ in range(MANY + 1))
            return
        at = rest[-1].end


def _opened(body: tuple[Atom, ...], column: Column) -> float:
    """How much lower a column can reach when its spaces are opened."""
    return sum(each.stretch for each in body[column.start + 1 : column.end])


def _arranged(body: tuple[Atom, ...], start: int, end: int, heights: list[float]) -> list[Column] | None:
    """The atoms from ``start`` to ``end`` in columns of given heights, as well as they can stand."""
    found = arranged(body[start:end], heights)
    return [Column(each.start + start, each.end + start, each.height) for each in found] if found else None
