"""What the beginning of a text file tells: its separator, and its first records.

May import: standard library. Only the beginning is read, so that a hostile file costs nothing.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

HEAD = 1 << 18
ROWS = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields of a text file are separated; ``quoted`` is false where quotes have no meaning."""

    separator: str
    quoted: bool = True


_DIALECTS = (Dialect(","), Dialect("\t"), Dialect(";"), Dialect("|"), Dialect("\t", quoted=False))


@dataclass(frozen=True, slots=True)
class Head:
    """The separator and the first records of a text file, the header among them if it has one."""

    dialect: Dialect
    rows: tuple[tuple[str, ...], ...]


LONGEST = 131_072
"""Characters of a field in the first records of a table at most."""


def sniff(path: Path) -> Head:
    """Read the beginning of a UTF-8 file. Raises ``OSError``; a file without any record has no rows."""
    with path.open("rb") as stream:
        data = stream.read(HEAD)
        whole = not stream.read(1)
    text = data.decode("utf-8", "ignore").removeprefix("\ufeff")
    dialect = _dialect(text, whole)
    return Head(dialect, records(text, dialect, whole))


def records(text: str, dialect: Dialect, whole: bool) -> tuple[tuple[str, ...], ...]:
    """The first records of ``text``; the last one is left out unless the text is the ``whole`` file."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.separator,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        skipinitialspace=dialect.quoted,
    )
    rows: list[tuple[str, ...]] = []
    cut = False
    try:
        for row in reader:
            if any(len(field) > LONGEST for field in row):
                break  # csv refuses such a field too, unless some library has lifted its limit for the whole process
            if row:
                rows.append(tuple(row))
            if len(rows) > ROWS:
                cut = True
                break
    except csv.Error:
        pass
    if not whole and not cut and len(rows) > 1:
        rows.pop()
    return tuple(rows[:ROWS])


def _dialect(text: str, whole: bool) -> Dialect:
    """The separator by which most of the first records have the same number of fields, and the most of them.

    A quotation mark is taken for text only in a tab-separated file whose lines fit better so (GDELT's are such).
    """
    best, score = Dialect(","), (1, 0.0)
    for dialect in _DIALECTS:
        rows = records(text, dialect, whole)
        if not rows:
            continue
        columns = len(rows[0])
        agree = sum(len(row) == columns for row in rows) / len(rows)
        if columns > 1 and agree >= 0.5 and (columns, agree) > score:
            best, score = dialect, (columns, agree)
    return best
