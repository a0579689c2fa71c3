"""Tables as values: what one macro of the templates draws, whatever is in it. Imports ``onrecord.render.publish``."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.render.publish.shown import Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the verdict it shows, the sources it rests on. ``language`` is empty where the text is the
    page's; ``note`` stands below it, smaller."""

    text: str = ""
    mark: Mark | None = None
    sources: tuple[int, ...] = ()
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column; numbers are set to the right."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row. ``spoken``: the statement speaks of it."""

    cells: tuple[Cell, ...]
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``notes`` stand below it. The first column names the rows. ``spoken`` says what it
    means that rows are marked, or is empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    spoken: str = ""


def without_empty(table: Table) -> Table:
    """The table without columns that are empty in every row."""
    kept = [
        at
        for at in range(len(table.columns))
        if any(row.cells[at].text or row.cells[at].mark or row.cells[at].sources for row in table.rows)
    ]
    return Table(
        table.caption,
        tuple(table.columns[at] for at in kept),
        tuple(Row(tuple(row.cells[at] for at in kept), row.spoken) for row in table.rows),
        table.notes,
        table.spoken,
    )
