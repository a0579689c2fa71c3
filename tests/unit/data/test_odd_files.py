"""Files with a habit that a library fails on, and files of a size that would take a person's patience."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.opening import Opened, opened, write

from onrecord.data import open as opening
from onrecord.data.engine import Engine
from onrecord.model.dates import NO_DAY, Period
from onrecord.model.figure import Ask, Figure
from onrecord.model.reading import Measure, Quantity, Ref
from onrecord.vocabulary import load_builtin

SERIES = "country,month,deaths\nMali,2020-01,4\nMali,2020-02,5\nNiger,2020-02,6\n"


def figures(file: Opened, place: str, *periods: Period, as_of: date | None = None) -> tuple[Figure, ...]:
    ask = Ask(Measure(Quantity.DEATHS, places=(Ref(place),)), periods)
    return Engine(file.con, load_builtin()).answer(file.ok, [ask], as_of)[0].figures


@pytest.mark.parametrize("name", ["file_row_number", "FILE_ROW_NUMBER", "row"])
def test_a_parquet_file_may_number_its_rows_itself(tmp_path: Path, name: str) -> None:
    columns = {"country": ["Mali", "Niger"], "year": [2020, 2020], "deaths": [4, 5], name: [7, 8]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    found = opened(tmp_path / "a.parquet")
    assert found.findings == ()
    assert found.rows("place, value, row") == [("Mali", 4.0, 1), ("Niger", 5.0, 2)]


def chart_first(path: Path, *, names: bool, cells: bool = True) -> Path:
    """A workbook with a sheet of charts before its data, and a name that is only known in that sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in [line.split(",") for line in SERIES.split()] if cells else ():
        sheet.append(row)
    book.create_chartsheet("Chart", 0)
    book.save(path.with_suffix(".whole"))
    local = b'<definedNames><definedName name="x" localSheetId="0">Data!$A$1</definedName></definedNames>'
    with zipfile.ZipFile(path.with_suffix(".whole")) as whole, zipfile.ZipFile(path, "w") as made:
        for entry in whole.infolist():
            content = whole.read(entry)
            if names and entry.filename == "xl/workbook.xml":
                content = content.replace(b"<calcPr", local + b"<calcPr")
            made.writestr(entry.filename, content)
    return path


@pytest.mark.parametrize("names", [False, True])
def test_a_workbook_may_begin_with_a_sheet_of_charts(tmp_path: Path, names: bool) -> None:
    found = opened(chart_first(tmp_path / "a.xlsx", names=names))
    assert found.findings == ()
    assert found.one("SELECT sum(value) FROM {t}") == 15
    assert opened(tmp_path / "a.xlsx", sheet="Chart").codes == ["OR019"]


def test_a_workbook_of_charts_alone_has_no_rows(tmp_path: Path) -> None:
    assert opened(chart_first(tmp_path / "a.xlsx", names=False, cells=False)).codes == ["OR304"]


def test_a_series_of_too_many_rows_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "s.csv", SERIES)
    monkeypatch.setattr(opening, "MOST_VALUES", 2)
    found = opened(path)
    assert found.codes == ["OR309"]
    assert found.findings[0].message == "s.csv has 3 rows, where a series has 2 at most"
    monkeypatch.setattr(opening, "MOST_VALUES", 3)
    assert opened(path).ok.rows == 3


def test_values_outside_the_days_that_are_asked_change_nothing(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "s.csv", SERIES))
    january, february = Period.of_month(2020, 1), Period.of_month(2020, 2)
    assert [one.best for one in figures(found, "MLI", january)] == [4.0]
    (gap,) = figures(found, "NER", january)
    assert gap.best is None and "no value from 1 January 2020 to 31 January 2020 for Niger" in gap.missing
    assert [one.best for one in figures(found, "NER", january, february)] == [None, 6.0]


def test_nothing_is_judged_as_of_no_day(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "s.csv", SERIES))
    (figure,) = figures(found, "MLI", Period.of_month(2020, 1), as_of=NO_DAY)
    assert figure.missing == "dossier.toml gives no day in `as_of` as of which to judge"


def test_a_table_is_made_anew_whether_it_was_a_view_or_not(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "s.csv", SERIES))
    found.con.execute("CREATE VIEW seen AS SELECT 1")
    found.con.execute("CREATE TABLE held AS SELECT 1")
    for name in ("seen", "held", "never"):
        opening.drop(found.con, name)
    assert [name for (name,) in found.con.execute("SHOW TABLES").fetchall() if name in ("seen", "held")] == []
