"""A data file as a source of rows for SQL, whatever its format: text, Parquet or Excel.

May import: model, standard library; duckdb lazily (for the connection's type only).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.data.connection import identifier, literal
from onrecord.data.sniff import Dialect

if TYPE_CHECKING:
    import duckdb

TITLE = 200
_LONGEST_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands."""

    line: int
    column: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a data file.

    ``names`` and ``types`` are its columns; ``relation`` is the SQL that yields them, called ``columns``. Rows are
    counted from 1 after ``skipped`` records (the header, a row of tags). ``lasting`` says that ``relation`` can
    be read again later, so that a view over it will do. ``sheet_rows`` are the sheet's own row numbers.
    """

    file: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    columns: tuple[str, ...]
    relation: str
    skipped: int = 0
    lasting: bool = False
    path: Path | None = None
    dialect: Dialect | None = None
    sheet_rows: tuple[int, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()

    def load(self, con: duckdb.DuckDBPyConnection, name: str, wanted: Sequence[int], long: int | None) -> str:
        """Make the ``wanted`` columns available, with the column ``row``; the answer is what stands after FROM.

        A file that cannot be read again is copied to the temporary table ``name``. The column ``long`` is text
        that is only shown: it is cropped.
        """
        if self.lasting:
            chosen = ", ".join(identifier(self.columns[index]) for index in wanted)
            return f"(SELECT {chosen}, {ROW_NUMBER} + 1 AS row FROM {self.relation})"
        parts = []
        for index in wanted:
            column = identifier(self.columns[index])
            parts.append(f"left({column}, {TITLE}) AS {column}" if index == long else column)
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {', '.join(parts)} FROM {self.relation}")
        return (
            f"(SELECT *, rowid - {self.skipped - 1} AS row FROM {name}"
            + (f" WHERE rowid >= {self.skipped}" if self.skipped else "")
            + ")"
        )

    def places(self, rows: Sequence[int], column: int | None) -> dict[int, Place]:
        """Where the given rows stand in the file, and the field of ``column`` in them."""
        if self.sheet_rows:
            return {row: Place(self.sheet_rows[row - 1]) for row in rows if 0 < row <= len(self.sheet_rows)}
        if self.path is None or self.dialect is None:
            return {row: Place(row) for row in rows}
        wanted = {row + self.skipped for row in rows}
        found: dict[int, Place] = {}
        for number, line, text in _records(self.path, self.dialect):
            if number in wanted:
                found[number - self.skipped] = _field(text, line, column, self.dialect)
                if len(found) == len(wanted):
                    break
        return found


def _records(path: Path, dialect: Dialect) -> Iterator[tuple[int, int, str]]:
    """The records of a text file: its number from 1, the line it starts on, and its text.

    A record goes on over line ends while a quotation mark is open. Blank lines are no records, as in DuckDB.
    """
    number = 0
    begun = 0
    held: list[str] = []
    quotes = 0
    with path.open(encoding="utf-8-sig", errors="replace", newline=None) as stream:
        for line, text in enumerate(stream, start=1):
            if not held:
                if text == "\n":
                    continue
                begun = line
            held.append(text)
            if dialect.quoted:
                quotes += text.count('"')
            if quotes % 2 == 0:
                number += 1
                yield number, begun, "".join(held)
                held, quotes = [], 0
    if held:
        yield number + 1, begun, "".join(held)


def _field(text: str, line: int, column: int | None, dialect: Dialect) -> Place:
    """Where field number ``column`` starts in a record that starts on ``line``."""
    at = 0
    if column:
        index = 0
        open_quote = False
        for position, char in enumerate(text):
            if char == '"' and dialect.quoted:
                open_quote = not open_quote
            elif char == dialect.separator and not open_quote:
                index += 1
                if index == column:
                    at = position + 1
                    break
    before = text[:at]
    begin = before.rfind("\n") + 1
    end = text.find("\n", at)
    shown = text[begin : end if end >= 0 else len(text)]
    return Place(line + before.count("\n"), at - begin + 1, shown if len(shown) <= _LONGEST_EXCERPT else "")


def text_relation(path: Path, width: int, dialect: Dialect, longest_line: int) -> str:
    """The SQL that reads a text file with ``width`` columns, all as text; the header is a row like any other."""
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width))
    quote = "'\"'" if dialect.quoted else "''"
    size = max(2_000_000, longest_line + 1024)
    return (
        f"read_csv({literal(str(path))}, columns = {{{columns}}}, delim = {literal(dialect.separator)}, "
        f"quote = {quote}, escape = {quote}, header = false, auto_detect = false, compression = 'none', "
        f"hive_partitioning = false, max_line_size = {size})"
    )


ROW_NUMBER = "file_row_number"


def parquet_relation(path: Path, numbered: bool) -> str:
    """The SQL that reads a Parquet file, with the number of each row in a column ``ROW_NUMBER`` if ``numbered``."""
    option = f"{ROW_NUMBER} = true, " if numbered else ""
    return f"read_parquet({literal(str(path))}, {option}hive_partitioning = false)"


def is_tags(row: Sequence[str]) -> bool:
    """Whether a row holds HXL tags ("#event+id"), as the second row of HDX's files does."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(re.match(r"#[A-Za-z]", cell) for cell in filled)
