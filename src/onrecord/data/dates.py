"""Which way of writing days a file uses: decided once for the whole file.

May import: model, standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.data.parse import FORMS, ISO, Column, DayForm, rivals, sample_form
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb


def day_form(
    con: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[Column], file: str
) -> tuple[DayForm, Finding | None]:
    """The form in which most days of ``columns`` are written, and a finding if two forms fit equally well.

    "01/02/2020" is a day in February or in January. Every other day of the file is asked: one "31/01/2020" settles
    it. Where none does, nothing is guessed.
    """
    text = [column for column in columns if not column.typed]
    if not text:
        return ISO, None
    values = [
        str(value)
        for column in text
        for (value,) in con.execute(
            f"SELECT {column.text()} FROM {rows} WHERE NOT {column.missing()} LIMIT 1"
        ).fetchall()
    ]
    guess = sample_form(values)
    tried = (guess, *rivals(guess))
    counts = _counts(con, rows, text, tried)
    total = counts.pop()
    if max(counts) < total:
        tried = FORMS
        counts = _counts(con, rows, text, tried)
        counts.pop()
    most = max(counts)
    best = tried[counts.index(most)]
    for other in rivals(best):
        if other in tried and counts[tried.index(other)] == most and most:
            example = _difference(con, rows, text, best, other)
            if example:
                return best, finding(
                    "OR305",
                    f"the dates of column {text[0].name} can be read as {best.name} and as {other.name}: {example}",
                    Span(file),
                    remedy="Write the dates as YYYY-MM-DD.",
                )
    return best, None


def _counts(
    con: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[Column], forms: Sequence[DayForm]
) -> list[int]:
    """How many values each form reads, and last how many values there are."""
    parts = [" + ".join(f"count({column.day(form)})" for column in columns) for form in forms]
    parts.append(" + ".join(f"count(*) FILTER (WHERE NOT {column.missing()})" for column in columns))
    answer = con.execute(f"SELECT {', '.join(parts)} FROM {rows}").fetchone() or ()
    return [int(count) for count in answer]


def _difference(
    con: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[Column], one: DayForm, other: DayForm
) -> str:
    """A value that the two forms read as different days, or nothing."""
    for column in columns:
        row = con.execute(
            f"SELECT {column.text()} FROM {rows} WHERE {column.day(one)} <> {column.day(other)} LIMIT 1"
        ).fetchone()
        if row:
            return repr(row[0])
    return ""
