"""Files that would give a wrong figure in silence, or a message that nobody understands."""

from __future__ import annotations

import datetime as dt
import errno
import os
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.acled import write_xlsx
from tests.support.opening import Opened, opened, write

from onrecord.data.connection import connect
from onrecord.data.engine import Engine
from onrecord.data.open import open_dataset
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Figure
from onrecord.model.finding import Span
from onrecord.model.reading import Measure, Quantity, Ref
from onrecord.vocabulary import load_builtin

HEAD = "place,period,value"
EVENTS = (("date", "date"), ("id", "id"), ("country", "country"), ("deaths", "deaths"))


def series(path: Path, *rows: str, head: str = HEAD) -> Opened:
    return opened(write(path / "s.csv", "\n".join((head, *rows, ""))), quantity="deaths")


def events(path: Path, *rows: str) -> Opened:
    return opened(write(path / "e.csv", "\n".join(("id,date,country,deaths", *rows, ""))), columns=EVENTS)


def figure(file: Opened, *places: str) -> Figure:
    ask = Ask(Measure(Quantity.DEATHS, places=tuple(map(Ref, places))), (Period.of_year(2020),))
    return Engine(file.con, load_builtin()).answer(file.ok, [ask], date(2030, 1, 1))[0].figures[0]


# Series ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("Mali,2020,NA", "Mali,2021,5"), "no value from 1 January 2020 to 31 December 2020"),
        (("Mali,2020,NA",), "no value"),
        (("Mali,2020,NA", "Niger,2020,4"), "no value"),
    ],
)
def test_values_that_are_all_unknown_are_no_zero(tmp_path: Path, rows: tuple[str, ...], says: str) -> None:
    found = figure(series(tmp_path, *rows), "MLI")
    assert found.best is None and says in found.missing


def test_an_area_without_a_value_makes_the_country_unknown(tmp_path: Path) -> None:
    file = series(tmp_path, "Mali,Gao,2020,5", "Mali,Mopti,2020,NA", head="place,admin1,period,value")
    assert figure(file, "MLI").best is None


def test_two_spellings_of_a_place_are_put_in_order_of_time(tmp_path: Path) -> None:
    file = series(tmp_path, "Mali,2020-07,1", *(f"MLI,2020-{m:02d},1" for m in range(1, 13) if m != 7))
    assert figure(file, "MLI").best == 12


def test_a_row_without_a_place_is_a_fault(tmp_path: Path) -> None:
    found = series(tmp_path, "Mali,2020,5", ",2021,5")
    assert found.codes == ["OR309"] and "row 2: place is empty" in found.findings[0].message


@pytest.mark.parametrize("value", ["1e308", "9007199254740992", "1" + "0" * 30])
def test_a_value_too_large_for_an_exact_number_is_a_fault(tmp_path: Path, value: str) -> None:
    assert series(tmp_path, f"Mali,2020,{value}").codes == ["OR312"]


@pytest.mark.parametrize("year", ["9999", "2202", "1022"])
def test_a_year_that_cannot_be_meant_is_a_fault(tmp_path: Path, year: str) -> None:
    assert series(tmp_path, "Mali,2020,1", f"Mali,{year},1").codes == ["OR305"]
    assert events(tmp_path, "1,2020-03-01,Mali,1", f"2,{year}-03-01,Mali,1").codes == ["OR305"]


# Numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (("1.048", "20"), ["OR312"]),
        (("1.048", "13.289"), ["OR312", "OR312"]),
        (("1.048", "12.5"), []),
        (("1.048", "0.512"), []),
        (("1.048", "2022.125"), []),
        (("1.0480", "20"), []),
    ],
)
def test_a_dot_that_may_stand_for_thousands_is_never_guessed(
    tmp_path: Path, values: tuple[str, ...], codes: list[str]
) -> None:
    found = series(tmp_path, *(f"Mali,{2020 + n},{value}" for n, value in enumerate(values)))
    assert found.codes == codes
    assert all("thousands" in item.message for item in found.findings)


def test_thousands_in_events(tmp_path: Path) -> None:
    assert events(tmp_path, "1,2020-03-01,Mali,1.000").codes == ["OR312"]
    assert events(tmp_path, "1,2020-03-01,Mali,1.000", "2,2020-03-01,Mali,0.000").one("SELECT sum(best) FROM {t}") == 1


def test_a_number_of_a_workbook_is_no_text_with_thousands(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Data=[list(HEAD.split(",")), ["Mali", 2020, 1.048]])
    assert opened(path).one("SELECT value FROM {t}") == 1.048


def test_ids_that_say_there_is_none_are_no_repeats(tmp_path: Path) -> None:
    found = events(tmp_path, "NA,2020-03-01,Mali,4", "NA,2020-03-01,Mali,4")
    assert found.findings == () and found.one("SELECT sum(best) FROM {t}") == 8


def test_an_instant_that_is_not_midnight_is_no_day(tmp_path: Path) -> None:
    def table(hour: int) -> Path:
        when = pa.array([dt.datetime(2020, 1, 1, hour)], pa.timestamp("us", "Asia/Yangon"))
        pq.write_table(
            pa.table({"id": ["1"], "date": when, "country": ["Mali"], "deaths": [1]}), tmp_path / "a.parquet"
        )
        return tmp_path / "a.parquet"

    assert opened(table(17), columns=EVENTS).codes == ["OR305"]
    assert opened(table(0), columns=EVENTS).codes == []


# Mappings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ((("period", "period"), ("value", "period")), ["OR019"]),
        ((("period", "period"), ("value", "value"), ("date", "place")), ["OR014"]),
        ((("date", "period"), ("deaths", "value"), ("best", "value")), ["OR014"]),
        ((("period", "period"), ("value", "value"), ("low", "value"), ("place", "place")), []),
    ],
)
def test_one_column_for_two_things(tmp_path: Path, columns: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    file = write(tmp_path / "s.csv", f"{HEAD}\nMali,2020,1\n")
    assert opened(file, columns=columns).codes == codes


# Workbooks -------------------------------------------------------------------------------------------------------


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name.startswith("hidden"):
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_hidden_sheet_is_not_read_for_the_one_to_be_seen(tmp_path: Path) -> None:
    head: list[object] = list(HEAD.split(","))
    path = workbook(tmp_path / "a.xlsx", hidden=[head, ["Mali", 2020, 999]], seen=[head, ["Mali", 2020, 10]])
    assert opened(path).one("SELECT value FROM {t}") == 10
    assert opened(path, sheet="hidden").one("SELECT value FROM {t}") == 999


def test_several_sheets_that_fit_are_not_half_read(tmp_path: Path) -> None:
    head: list[object] = list(HEAD.split(","))
    path = workbook(tmp_path / "a.xlsx", Mali=[head, ["Mali", 2020, 1]], Niger=[head, ["Niger", 2020, 2]])
    found = opened(path)
    assert found.codes == ["OR303"] and "Mali, Niger" in found.findings[0].message
    assert opened(path, sheet="Niger").one("SELECT value FROM {t}") == 2


def test_formulas_without_results_are_a_fault(tmp_path: Path) -> None:
    found = opened(workbook(tmp_path / "a.xlsx", Data=[list(HEAD.split(",")), ["Mali", 2020, "=5+5"]]))
    assert found.codes == ["OR309"] and "formulas in sheet Data" in found.findings[0].message


def test_the_content_counts_not_the_ending(tmp_path: Path) -> None:
    rows = [HEAD.split(","), ["Mali", "2020", "10"]]
    (write_xlsx(tmp_path / "a.xlsx", rows)).rename(tmp_path / "a.csv")
    assert opened(tmp_path / "a.csv").one("SELECT value FROM {t}") == 10
    assert opened(write(tmp_path / "b.xlsx", f"{HEAD}\nMali,2020,10\n")).one("SELECT value FROM {t}") == 10


# Messages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html>\n<html>", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n", "pointer of Git LFS"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (b"\x28\xb5\x2f\xfdabc", "compressed"),
        (HEAD.encode() + b'\n"Mali,2020,1\nMali,2021,2\n', "never closed"),
        (HEAD.encode() + b'\n"Ma"li,2020,1\n', "text follows a closing quotation mark"),
    ],
)
def test_what_a_file_is_instead_of_a_table(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "d.xlsx").write_bytes(content)
    found = opened(tmp_path / "d.xlsx")
    assert found.codes == ["OR309"] and says in found.findings[0].message


def test_a_path_is_cropped_in_messages(tmp_path: Path) -> None:
    assert len(Opened(tmp_path / "x", tmp_path, path="y" * 5000).findings[0].message) < 400
    assert "is an address" in Opened(tmp_path / "x", tmp_path, path="https://example.org/a.csv").findings[0].message


@pytest.mark.skipif(os.name == "nt", reason="file names there are text")
def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n"))
    folder.mkdir()
    assert opened(write(folder / "s.csv", f"{HEAD}\nMali,2020,10\n")).one("SELECT value FROM {t}") == 10


def test_too_little_memory_is_said_so(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", "\n".join((HEAD, *(f"Place {n},2020,{n}" for n in range(400_000)), "")))
    con = connect("30MB", threads=1)
    dataset, found = open_dataset(DatasetSpec("d", file.name, Span("dossier.toml")), tmp_path, con, lambda *_: None)
    assert dataset is None and "takes more memory" in found[0].message


def test_a_full_disk_is_no_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(prefix: str = "") -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("onrecord.data.open.tempfile.TemporaryDirectory", full)
    (found,) = opened(write(tmp_path / "s.csv", f"{HEAD}\nMali,2020,10\n")).findings
    assert (found.code, "TMPDIR" in found.remedy) == ("OR007", True)
