"""Excel workbooks (.xlsx) as rows of text, within limits.

May import: model, standard library; openpyxl and pyarrow lazily. A workbook is a zip archive: its declared sizes are
looked at before anything is unpacked, and Python unpacks no more than what is declared.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

MOST_BYTES = 2 << 30
MOST_STRINGS = 512 << 20
MOST_RATIO = 200
MOST_COLUMNS = 1024
MOST_CELLS = 80_000_000
MOST_ROWS = 1_048_576


_UNSAVED = re.compile(rb"(?:</f>|<f\b[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
_LONGEST_END = 256
"""The end of a formula and an empty value fit in so many bytes."""


class WorkbookError(Exception):
    """The file cannot be read as a workbook; the text says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that have any content, as text, and their numbers in the sheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def check_archive(path: Path) -> None:
    """Refuse archives that are no workbook, or that would unpack to too much. Raises ``WorkbookError``."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise WorkbookError(f"is a damaged zip archive ({error})") from None
    names = {entry.filename for entry in entries}
    if not any(name.startswith("xl/") for name in names):
        raise WorkbookError("is a zip archive, not a workbook: unpack it and name the file inside")
    packed = sum(entry.compress_size for entry in entries)
    size = sum(entry.file_size for entry in entries)
    strings = sum(entry.file_size for entry in entries if entry.filename.endswith("sharedStrings.xml"))
    if size > MOST_BYTES or strings > MOST_STRINGS or (size > 64 << 20 and size > MOST_RATIO * packed):
        raise WorkbookError(f"would unpack to {size:,} bytes from {packed:,}: too much for a workbook")


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """The workbook, open for reading. Raises ``WorkbookError``."""
    check_archive(path)
    with path.open("rb") as stream:  # openpyxl would judge a path by its ending
        book = _open(stream)
        try:
            yield book
        finally:
            book.close()


def sheet_names(book: Any) -> tuple[str, ...]:
    """The names of the sheets of cells, in order."""
    return tuple(sheet.title for sheet in book.worksheets)


def is_hidden(book: Any, name: str) -> bool:
    """Whether a person who opens the workbook does not see the sheet called ``name``."""
    return bool(book[name].sheet_state != "visible")


def unsaved_formula(book: Any, name: str) -> bool:
    """Whether a sheet has formulas without their results: programs that write workbooks often leave them out.

    openpyxl gives such a cell as empty.
    """
    sheet = book[name]
    try:
        with sheet.parent._archive.open(sheet._worksheet_path) as stream:
            last = b""
            while piece := stream.read(1 << 20):
                if _UNSAVED.search(last + piece):
                    return True
                last = piece[-_LONGEST_END:]
    except (KeyError, AttributeError, OSError, ValueError, zipfile.BadZipFile):
        return False
    return False


def read_sheet(book: Any, name: str, most_rows: int = 0) -> Sheet:
    """The sheet called ``name``; at most ``most_rows`` rows if given. Raises ``WorkbookError``."""
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    cells = 0
    try:
        sheet = book[name]
        sheet.reset_dimensions()  # what a file says of its own extent is often wrong
        for number, values in enumerate(_values(sheet), start=1):
            cells += len(values) + 1
            if cells > MOST_CELLS:
                raise WorkbookError(f"has more than {MOST_CELLS:,} cells in sheet {name}")
            if number > MOST_ROWS:
                raise WorkbookError(f"has more rows in sheet {name} than a workbook can have ({MOST_ROWS:,})")
            row = tuple(_text(value) for value in values[:MOST_COLUMNS])
            if any(row):
                rows.append(row)
                numbers.append(number)
                if most_rows and len(rows) >= most_rows:
                    break
    except WorkbookError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise WorkbookError(f"is damaged in sheet {name} ({type(error).__name__}: {error})") from None
    width = len(rows[0]) if rows else 0
    while width and not rows[0][width - 1]:
        width -= 1
    level = tuple((row + ("",) * width)[:width] for row in rows)
    return Sheet(name, level, tuple(numbers))


def _values(sheet: Any) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet. openpyxl warns of dates beyond its calendar: they are faults of rows, found later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from sheet.iter_rows(values_only=True)


def _open(stream: BinaryIO) -> Any:
    from openpyxl.chartsheet import Chartsheet
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        """Reads sheets of cells. Of a sheet of charts openpyxl may fail to read the charts and the names."""

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            chart: Any = Chartsheet()
            book: Any = self.wb
            chart.defined_names = {}
            chart._parent = book
            chart.title = sheet.name
            book._add_sheet(chart)  # names of single sheets are told by its place among them

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out
            reader = Reader(stream, read_only=True, data_only=True, keep_links=False)
            reader.read()
            return reader.wb
    except Exception as error:
        raise WorkbookError(f"is no readable workbook ({type(error).__name__}: {error})") from None


def _text(value: object) -> str:
    """A cell as the text that a CSV export would hold."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        # A number, never thousands: 1.048 with a fourth digit cannot be taken for 1,048.
        text = str(value)
        return text + "0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\0", "")
