"""Faulty and hostile files: each fault is a finding that points at its place, and nothing raises."""

from __future__ import annotations

import csv
import gzip
import os
import zipfile
from pathlib import Path

import pytest
from tests.support.acled import write_parquet, write_xlsx
from tests.support.opening import Opened, opened, write

GED = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b"
GOOD = "1,1,2000-03-04,2000-03-05,1,1,1,M,A,B"


def ged(path: Path, *rows: str) -> Path:
    return write(path, "\n".join((GED, *rows, "")))


@pytest.mark.parametrize(
    ("row", "code", "column", "says"),
    [
        ("2,1,2022-13-01,,1,1,1,M,A,B", "OR305", 5, "row 2: date_start is '2022-13-01'; expected a day"),
        ("2,1,,,1,1,1,M,A,B", "OR305", 5, "row 2: date_start is nothing"),
        ("2,1,2022-01-01,2021-01-01,1,1,1,M,A,B", "OR305", 16, "before the event starts"),
        ("2,1,2022-01-01,,-4,1,1,M,A,B", "OR306", 17, "row 2: best is '-4'"),
        ("2,1,2022-01-01,,four,1,1,M,A,B", "OR312", 17, "row 2: best is 'four'; expected a whole number"),
        ("2,1,2022-01-01,,3.5,1,1,M,A,B", "OR312", 17, "'3.5'"),
        ('2,1,2022-01-01,,"1,240",1,1,M,A,B', "OR312", 17, "'1,240'"),
        ("2,1,2022-01-01,,,1,1,M,A,B", "OR312", 17, "is empty"),
        ("2,1,2022-01-01,,inf,1,1,M,A,B", "OR312", 17, "'inf'"),
        ("2,1,2022-01-01,,1_000,1,1,M,A,B", "OR312", 17, "'1_000'"),
    ],
)
def test_a_faulty_row_is_shown_where_it_is_and_no_dataset_is_made(
    tmp_path: Path, row: str, code: str, column: int, says: str
) -> None:
    found = opened(ged(tmp_path / "a.csv", GOOD, row))
    assert found.dataset is None
    assert found.codes == [code]
    item = found.findings[0]
    assert (item.span.file, item.span.line, item.span.column) == ("a.csv", 3, column)
    assert says in item.message and item.excerpt == row


def test_the_line_is_the_files_even_after_quoted_line_ends_and_blank_lines(tmp_path: Path) -> None:
    first = '1,1,2000-03-04,,1,1,1,"M\n\nali",A,B'
    found = opened(ged(tmp_path / "a.csv", first, "", '2,1,2000-03-04,,1,1,x,"M, N",A,B'))
    assert (found.findings[0].span.line, found.findings[0].span.column) == (6, 21)
    assert "row 2" in found.findings[0].message


def test_five_rows_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", *(f"{n},1,2022-02-30,,1,1,1,M,A,B" for n in range(12))))
    assert found.codes == ["OR305"] * 5
    assert "(7 more rows have the same fault)" in found.findings[-1].message


def test_rows_of_a_workbook_are_the_sheets_own(tmp_path: Path) -> None:
    rows = [GED.split(","), GOOD.split(","), [""] * 10, ["2", "1", "2000-03-04", "", "-1", "1", "1", "M", "A", "B"]]
    found = opened(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found.codes == ["OR306"] and found.findings[0].span.line == 4


def test_rows_of_a_parquet_file(tmp_path: Path) -> None:
    rows = [GED.split(","), GOOD.split(","), ["2", "1", "2000-03-04", "", "x", "1", "1", "M", "A", "B"]]
    found = opened(write_parquet(tmp_path / "a.parquet", rows))
    assert found.codes == ["OR312"] and found.findings[0].span.line == 2


def test_exact_repeats_are_counted_once(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", *(row.replace(",M,", ",Mali,") for row in (GOOD, GOOD, "2" + GOOD[1:]))))
    assert found.codes == ["OR308"]
    assert (found.ok.rows, found.ok.events, found.one("SELECT sum(best) FROM {t}")) == (3, 2, 2)


def test_ucdp_repeats_with_other_sides_are_a_conflict(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", GOOD, GOOD.replace(",A,", ",C,")))
    assert found.codes == ["OR313"] and "side_a (A, C)" in found.findings[0].message


@pytest.mark.parametrize("text", ["", "\n\n", GED, GED + "\n", "\ufeff"])
def test_no_rows(tmp_path: Path, text: str) -> None:
    assert opened(write(tmp_path / "a.csv", text)).codes == ["OR304"]


def test_a_row_with_too_few_fields_is_named(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", '1,1,2000-03-04,,1,1,1,"M\nN",A,B', "2,1,2000-03-04,,1"))
    assert found.codes == ["OR309"]
    assert found.findings[0].span.line == 4
    assert "has 5 fields in the record on line 4, where 10 are expected" in found.findings[0].message


def test_an_open_quotation_mark(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", GOOD, '2,1,2000-03-04,,1,1,1,"M,A,B', GOOD))
    assert found.codes == ["OR309"] and found.findings[0].span.line == 3


def test_binary_gzip_zip_and_old_excel(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(range(256)) * 50)
    assert opened(tmp_path / "a.csv").codes == ["OR309"]
    (tmp_path / "b.csv").write_bytes(gzip.compress(GED.encode()))
    assert "gzip" in opened(tmp_path / "b.csv").findings[0].message
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("GEDEvent.csv", GED)
    assert "unpack it" in opened(tmp_path / "c.zip").findings[0].message
    (tmp_path / "d.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert ".xlsx" in opened(tmp_path / "d.xls").findings[0].remedy
    (tmp_path / "e.csv").write_bytes(GED.encode() + b"\n1\0,\n")
    assert "NUL" in opened(tmp_path / "e.csv").findings[0].message


def test_truncated_parquet_and_workbook(tmp_path: Path) -> None:
    rows = [GED.split(","), *(GOOD.split(",") for _ in range(500))]
    whole = write_parquet(tmp_path / "a.parquet", rows).read_bytes()
    for cut in (4, 8, 200, len(whole) // 2, len(whole) - 1):
        (tmp_path / "b.parquet").write_bytes(whole[:cut])
        assert opened(tmp_path / "b.parquet").codes == ["OR309"]
    (tmp_path / "b.parquet").write_bytes(whole[:4] + b"\xff" * (len(whole) // 2) + whole[4 + len(whole) // 2 :])
    assert opened(tmp_path / "b.parquet").codes == ["OR309"]
    book = write_xlsx(tmp_path / "a.xlsx", rows).read_bytes()
    for cut in (10, len(book) // 2, len(book) - 30):
        (tmp_path / "b.xlsx").write_bytes(book[:cut])
        assert opened(tmp_path / "b.xlsx").codes == ["OR309"]


def test_a_workbook_that_would_unpack_to_too_much(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as entry,
    ):
        for _ in range(80):
            entry.write(b" " * (1 << 20))
    found = opened(tmp_path / "a.xlsx")
    assert found.codes == ["OR309"] and "too much for a workbook" in found.findings[0].message


@pytest.mark.parametrize("limit", [131_072, 2**30])
def test_a_very_long_line(tmp_path: Path, limit: int) -> None:
    was = csv.field_size_limit(limit)  # of the whole process; some libraries lift it
    try:
        (tmp_path / "a.csv").write_bytes(GED.encode() + b"\n" + b"x" * (20 << 20))
        found = opened(tmp_path / "a.csv")
        assert found.codes == ["OR309"] and "has a line of" in found.findings[0].message
        (tmp_path / "b.csv").write_bytes(b"x" * (1 << 18))
        assert "does not begin like a table" in opened(tmp_path / "b.csv").findings[0].message
    finally:
        csv.field_size_limit(was)


def test_paths_that_must_not_be_read(tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    root.mkdir()
    outside = ged(tmp_path / "outside.csv", GOOD)
    (root / "link.csv").symlink_to(outside)
    (root / "loop.csv").symlink_to(root / "loop.csv")
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe.csv")
    expected = {
        "../outside.csv": "OR006", str(outside): "OR006", "link.csv": "OR006", "https://example.org/a.csv": "OR006",
        "loop.csv": "OR007", "folder": "OR007", "pipe.csv": "OR007", "a\0b.csv": "OR007",
        "nowhere.csv": "OR302", "folder/nowhere.csv": "OR302",
    }  # fmt: skip
    for path, code in expected.items():
        assert Opened(root / "x", root, path=path).codes == [code], path
    ged(root / "real.csv", GOOD)
    (root / "inside.csv").symlink_to(root / "real.csv")
    assert Opened(root / "inside.csv", root).ok.rows == 1


def test_a_pinned_file_that_changed(tmp_path: Path) -> None:
    path = ged(tmp_path / "a.csv", GOOD)
    sha256 = opened(path).ok.sha256
    assert opened(path, sha256=sha256).ok.sha256 == sha256
    found = opened(path, sha256="0" * 64)
    assert found.dataset is None and found.codes == ["OR310"]
    assert found.findings[0].why == (f"pinned: {'0' * 64}", f"found:  {sha256}")


def test_columns_of_no_layout_show_what_is_missing(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "a.csv", "id,date_start,best\n1,2000-01-01,3\n"))
    assert found.codes == ["OR303"]
    why = "\n".join(found.findings[0].why)
    assert "columns of the file: id, date_start, best" in why
    assert "UCDP GED (ucdp-ged) it lacks: type_of_violence, country, side_a, side_b" in why


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "a.csv", f"{GED},Best\n{GOOD},9\n"))
    assert found.codes == ["OR303"] and "more than one column called best" in found.findings[0].message


def test_nothing_is_written_beside_the_data(tmp_path: Path) -> None:
    path = ged(tmp_path / "a[1].csv", GOOD)
    opened(path, encoding="latin-1")
    assert [item.name for item in tmp_path.iterdir()] == ["a[1].csv"]


def test_opening_twice_replaces_the_table(tmp_path: Path) -> None:
    from onrecord.data.open import open_dataset

    found = opened(ged(tmp_path / "a.csv", GOOD))
    again, _ = open_dataset(found.ok.spec, tmp_path, found.con, lambda raw, scheme: None)
    assert again == found.ok
    assert found.rows("best") == [(1,)]
    left = found.con.execute("SELECT table_name FROM information_schema.tables").fetchall()
    assert left == [(found.ok.table,)]


def test_days_that_no_calendar_has_in_a_parquet_file(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "a.parquet"
    for day in ("DATE '20000-01-01'", "DATE 'infinity'", "NULL::DATE"):
        duckdb.execute(
            f"COPY (SELECT 1 AS id, 1 AS type_of_violence, {day} AS date_start, 1 AS best, 'M' AS country, "
            f"'A' AS side_a, 'B' AS side_b) TO '{path}' (FORMAT parquet)"
        )
        assert opened(path).codes == ["OR305"]
