"""From a file to a ``Source``: which format it has, how it is laid out, and what is wrong with it.

May import: model, standard library; pyarrow and openpyxl lazily.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.data import excel, mapping, sniff
from onrecord.data.connection import has_pattern
from onrecord.data.files import as_utf8, encoding_of
from onrecord.data.layouts import BY_NAME, Layout, complete, nearest, normal, recognise
from onrecord.data.source import ROW_NUMBER, Source, is_tags, parquet_relation, text_relation
from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb

_LONGEST_LINE = 16 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A source with the layout it is read by, and where the layout's roles stand in it."""

    source: Source
    layout: Layout
    at: tuple[tuple[str, int], ...]


Result = Opened | tuple[Finding, ...]


def open_source(spec: DatasetSpec, path: Path, con: duckdb.DuckDBPyConnection, folder: Path) -> Result:
    """Look into the file and find its layout. ``folder`` is temporary and outlives the reading.

    Raises ``OSError``; and ``duckdb.Error`` for a damaged Parquet file.
    """
    with path.open("rb") as stream:
        start = stream.read(32)
        size = stream.seek(0, 2)
    if not size:
        return (finding("OR304", f"{spec.path} is empty", Span(spec.path)),)
    for magic, what, remedy in _REFUSED:
        if start.lower().startswith(magic.lower()):
            return (damaged(spec, what, remedy=remedy),)
    if start.startswith(b"PAR1") or path.name.lower().endswith((".parquet", ".pq")):
        return _parquet(spec, path, con, folder, start)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _excel(spec, path, con)
    return _text(spec, path, folder)


_WEB = "Download it again: the address may have given a page that asks to log in."
_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0",
        "is a workbook in the old Excel format (.xls), or one with a password",
        "Save it without a password as .xlsx, or as CSV.",
    ),
    (b"\x1f\x8b", "is compressed (gzip)", "Unpack it."),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd)", "Unpack it."),
    (b"BZh", "is compressed (bzip2)", "Unpack it."),
    (b"\xfd7zXZ", "is compressed (xz)", "Unpack it."),
    (b"7z\xbc\xaf", "is compressed (7z)", "Unpack it."),
    (b"%PDF", "is a PDF, not a table", ""),
    (b"<!doctype html", "is a web page, not a table", _WEB),
    (b"<html", "is a web page, not a table", _WEB),
    (b"<?xml", "is XML, not a table", "Export it as CSV."),
    (b"version https://git-lfs", "is a pointer of Git LFS to the data, not the data", "Run `git lfs pull`."),
)


def damaged(spec: DatasetSpec, what: str, line: int = 1, column: int = 1, remedy: str = "") -> Finding:
    """The finding that a file cannot be read."""
    return finding("OR309", f"{spec.path} {what}", Span(spec.path, line, column), remedy=remedy)


def _literal_path(path: Path, folder: Path, name: str) -> Path:
    """``path``, or a link to it in ``folder`` if DuckDB would take its name for a pattern."""
    if not has_pattern(path) and str(path).isprintable():
        return path
    link = folder / name
    if not link.exists():
        link.symlink_to(path)
    return link


def _parquet(spec: DatasetSpec, path: Path, con: duckdb.DuckDBPyConnection, folder: Path, start: bytes) -> Result:
    if not start.startswith(b"PAR1"):
        return (damaged(spec, "is no Parquet file, whatever its name says"),)
    with path.open("rb") as stream:
        stream.seek(-4, 2)
        if stream.read(4) != b"PAR1":
            return (damaged(spec, "is a Parquet file that has been cut off: its last bytes are missing"),)
    readable = _literal_path(path, folder, "data.parquet")
    described = con.execute(f"DESCRIBE SELECT * FROM {parquet_relation(readable, numbered=False)}").fetchall()
    names = tuple(str(row[0]) for row in described)
    types = tuple(str(row[1]) for row in described)
    # A file with such a column of its own is copied; the copy has numbers for its rows.
    numbered = ROW_NUMBER not in {name.casefold() for name in names}
    source = Source(
        file=spec.path,
        names=names,
        types=types,
        columns=names,
        relation=parquet_relation(readable, numbered),
        lasting=numbered and readable == path,
    )
    found = layout_of(spec, names, ())
    return _with(source, found)


def _with(source: Source, found: tuple[Layout, dict[str, int]] | tuple[Finding, ...]) -> Result:
    if isinstance(found[0], Layout):
        layout, at = found
        assert isinstance(at, dict)
        return Opened(source, layout, tuple(at.items()))
    return tuple(item for item in found if isinstance(item, Finding))


def layout_of(
    spec: DatasetSpec, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Layout, dict[str, int]] | tuple[Finding, ...]:
    """The layout of a file whose first record is ``columns``, and its roles' positions, or what is wrong."""
    if spec.columns:
        return mapping.apply(spec, columns)
    layout = recognise(columns, rows)
    if spec.layout and spec.layout != "headerless":
        named = BY_NAME.get(spec.layout)
        if named is None:
            return (
                finding(
                    "OR019",
                    f"dataset {spec.id}: there is no layout {spec.layout!r}",
                    spec.span,
                    remedy=f"Use one of: {', '.join(BY_NAME)}; or leave it out and map the columns.",
                ),
            )
        if layout is None or layout.family is not named.family or not layout.names:
            layout = named if complete(named, columns) else None
        if layout is None:
            missing = named.missing(columns)
            return (_unknown(spec, columns, ((named, missing),)),)
    if layout is None:
        return (_unknown(spec, columns, nearest(columns)),)
    at = layout.columns(layout.names or columns)
    if not layout.names:
        plain = [normal(name) for name in columns]
        twice = sorted({plain[index] for index in at.values() if plain.count(plain[index]) > 1})
        if twice:
            message = f"{spec.path} has more than one column called {' and '.join(twice)}"
            return (finding("OR303", message, Span(spec.path), why=(f"columns: {mapping.listed(columns)}",)),)
    return layout, at


def _unknown(spec: DatasetSpec, columns: Sequence[str], near: Sequence[tuple[Layout, tuple[str, ...]]]) -> Finding:
    why = [f"columns of the file: {mapping.listed(columns)}"]
    for layout, missing in near:
        why.append(f"to be {layout.title} ({layout.name}) it lacks: {', '.join(missing) or 'a value and a period'}")
    return finding(
        "OR303",
        f"{spec.path} has the columns of no layout that onrecord knows",
        Span(spec.path),
        remedy=f"Name the columns under [datasets.{spec.id}.columns] in dossier.toml (docs/data.md shows how).",
        why=tuple(why),
    )


def _excel(spec: DatasetSpec, path: Path, con: duckdb.DuckDBPyConnection) -> Result:
    try:
        with excel.workbook(path) as book:
            return _sheets(spec, book, con)
    except excel.WorkbookError as error:
        remedy = "Open it in a spreadsheet program and save it again as .xlsx, or as CSV; or download it again."
        return (damaged(spec, str(error), remedy=remedy),)


_SAVE = "Open it in a spreadsheet program and save it, or save the sheet as CSV."


def _sheets(spec: DatasetSpec, book: Any, con: duckdb.DuckDBPyConnection) -> Result:
    """The sheet that ``spec`` names, else the only one to be seen whose columns fit a layout.

    HDX puts its notes first. Where several sheets fit, one of them alone would be half of the data.
    """
    names = excel.sheet_names(book)
    if spec.sheet and spec.sheet not in names:
        message = f"dataset {spec.id}: {spec.path} has no sheet {spec.sheet!r}"
        return (finding("OR019", message, spec.span, remedy=f"Use one of: {', '.join(names)}."),)
    widest: tuple[int, tuple[Finding, ...]] = (0, ())
    fitting: list[tuple[str, tuple[Layout, dict[str, int]] | tuple[Finding, ...]]] = []
    for name in (spec.sheet,) if spec.sheet else names:
        if not spec.sheet and excel.is_hidden(book, name):
            continue
        head = excel.read_sheet(book, name, most_rows=sniff.ROWS)
        if not head.rows:
            continue
        found = layout_of(spec, head.rows[0], head.rows[1:])
        if isinstance(found[0], Layout):
            fitting.append((name, found))
        elif len(head.rows[0]) > widest[0]:
            widest = len(head.rows[0]), tuple(item for item in found if isinstance(item, Finding))
    if len(fitting) > 1:
        message = f"{spec.path} has more than one sheet that could be meant: {mapping.listed([n for n, _ in fitting])}"
        remedy = f'Name one under [datasets.{spec.id}]: sheet = "{fitting[0][0]}"; or put the rows in one sheet.'
        return (finding("OR303", message, Span(spec.path), remedy=remedy),)
    for name, found in fitting:
        layout = found[0]
        if excel.unsaved_formula(book, name):
            return (damaged(spec, f"has formulas in sheet {name} whose results were not saved with it", remedy=_SAVE),)
        assert isinstance(layout, Layout)
        return _with(_sheet(spec, excel.read_sheet(book, name), layout, con), found)
    return widest[1] or (finding("OR304", f"{spec.path} has no rows", Span(spec.path)),)


def _sheet(spec: DatasetSpec, sheet: excel.Sheet, layout: Layout, con: duckdb.DuckDBPyConnection) -> Source:
    import pyarrow as pa

    skipped = _skipped(layout, sheet.rows)
    rows = sheet.rows[skipped:]
    width = len(sheet.rows[0])
    columns = tuple(f"c{index}" for index in range(width))
    table = pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)})
    # A cursor of its own: DuckDB refuses to register a table while the connection has a result half read.
    with con.cursor() as own:
        own.register("onrecord_sheet_view", table)
        own.execute("CREATE OR REPLACE TABLE onrecord_sheet AS SELECT * FROM onrecord_sheet_view").fetchall()
        own.unregister("onrecord_sheet_view")
    return Source(
        file=spec.path,
        names=layout.names or sheet.rows[0],
        types=("VARCHAR",) * width,
        columns=columns,
        relation="onrecord_sheet",
        sheet_rows=sheet.numbers[skipped:],
    )


def _skipped(layout: Layout, rows: Sequence[Sequence[str]]) -> int:
    """How many records come before the data: the header, if there is one, and a row of HXL tags."""
    header = 0 if layout.names else 1
    return header + (1 if len(rows) > header and is_tags(rows[header]) else 0)


def _text(spec: DatasetSpec, path: Path, folder: Path) -> Result:
    codec = encoding_of(spec)
    if isinstance(codec, Finding):
        return (codec,)
    text = as_utf8(spec, path, codec, folder)
    if isinstance(text, Finding):
        return (text,)
    if text.longest_line > _LONGEST_LINE:
        return (damaged(spec, f"has a line of {text.longest_line:,} bytes: it is no table of lines"),)
    head = sniff.sniff(text.path)
    if not head.rows and text.longest_line > 3:
        return (damaged(spec, f"does not begin like a table: its longest line has {text.longest_line:,} bytes"),)
    if not head.rows:
        return (finding("OR304", f"{spec.path} has no rows", Span(spec.path)),)
    found = layout_of(spec, head.rows[0], head.rows[1:])
    layout = found[0]
    if not isinstance(layout, Layout):
        return tuple(item for item in found if isinstance(item, Finding))
    dialect = head.dialect if layout.quoted else sniff.Dialect(head.dialect.separator, quoted=False)
    readable = _literal_path(text.path, folder, "data.csv")
    width = len(head.rows[0])
    source = Source(
        file=spec.path,
        names=layout.names or tuple(head.rows[0]),
        types=("VARCHAR",) * width,
        columns=tuple(f"c{index}" for index in range(width)),
        relation=text_relation(readable, width, dialect, text.longest_line),
        skipped=_skipped(layout, head.rows),
        path=text.path,
        dialect=dialect,
    )
    return _with(source, found)


def _csv_fault(error: str) -> tuple[str, str]:
    """A fault of Python's reader in words, and what to do."""
    if "unexpected end" in error or "field larger" in error:
        what = "a quotation mark opens a field there that is never closed, or one field is far too long"
        return what, "Close the quotation mark; one that belongs to the text is written twice."
    if "expected after" in error:
        return "text follows a closing quotation mark", "A quotation mark that belongs to the text is written twice."
    return error, ""


def rewritten(spec: DatasetSpec, source: Source, folder: Path) -> Source | Finding:
    """A text file that DuckDB would not read, written again without its oddities (mixed line ends, for example).

    Python's reader is asked to be strict; what it cannot read either, or a row with too many or too few fields,
    is shown with its line. Raises ``OSError``.
    """
    assert source.path is not None and source.dialect is not None
    target = folder / "rewritten.csv"
    width = len(source.columns)
    with (
        source.path.open(encoding="utf-8-sig", newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        reader = csv.reader(
            stream,
            delimiter=source.dialect.separator,
            strict=True,
            quoting=csv.QUOTE_MINIMAL if source.dialect.quoted else csv.QUOTE_NONE,
        )
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        line = 1
        try:
            for row in reader:
                if row and len(row) != width:
                    what = f"has {len(row)} fields in the record on line {line}, where {width} are expected"
                    return damaged(spec, what, line)
                if row:
                    writer.writerow(row)
                line = reader.line_num + 1
        except csv.Error as error:
            what, remedy = _csv_fault(str(error))
            return damaged(spec, f"cannot be read from line {line} on: {what}", line, remedy=remedy)
    longest = _LONGEST_LINE
    dialect = sniff.Dialect(",")
    return Source(
        file=source.file,
        names=source.names,
        types=source.types,
        columns=source.columns,
        relation=text_relation(target, width, dialect, longest),
        skipped=source.skipped,
        path=source.path,
        dialect=source.dialect,
    )
