"""Layouts of all years, series, mappings, encodings: read into one form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.acled import Event, table, write_csv, write_parquet, write_xlsx
from tests.support.opening import opened, write

from onrecord.model.dataset import Family

GED = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b"
EVENT = Event(
    id="MLI1", day=date(2022, 3, 27), event_type="Violence against civilians", sub_event_type="Attack",
    actor1="Military Forces of Mali (2020-)", allies1=("Wagner Group",), actor2="Civilians (Mali)", allies2=(),
    country="Mali", admin1="Mopti", location="Moura", latitude=14.25, longitude=-4.5, time_precision=1,
    geo_precision=2, fatalities=500, notes="a note",
)  # fmt: skip


def ged(path: Path, *rows: str, header: str = GED) -> Path:
    return write(path, "\n".join((header, *rows, "")))


def test_names_of_the_first_releases(tmp_path: Path) -> None:
    header = GED.replace("best", "best_est").replace("low", "low_est").replace("high", "high_est")
    found = opened(ged(tmp_path / "a.csv", "7,1,1999-01-02,1999-02-01,3,2,4,Mali,A,B", header=header))
    assert found.rows('id, kind, start, "end", low, best, high') == [
        ("7", "1", date(1999, 1, 2), date(1999, 2, 1), 2, 3, 4)
    ]


def test_capitals_spaces_and_floats(tmp_path: Path) -> None:
    header = "ID,Type of Violence,Date Start,Date End,Best,Low,High,Country,Side A,Side B"
    row = "7.0,1.0,2009-02-20 00:00:00.000,2009-02-20T00:00:00,3.0,2.0,4.0,Mali,A,B"
    found = opened(ged(tmp_path / "a.csv", row, header=header))
    assert found.rows("id, kind, start, low, best, high") == [("7", "1", date(2009, 2, 20), 2, 3, 4)]


def test_the_order_of_day_and_month_is_decided_for_the_whole_file(tmp_path: Path) -> None:
    day_first = opened(
        ged(tmp_path / "a.csv", "1,1,02/03/1999,02/03/1999,1,1,1,M,A,B", "2,1,31/03/1999,31/03/1999,1,1,1,M,A,B")
    )
    assert day_first.rows("start")[0] == (date(1999, 3, 2),)
    month_first = opened(
        ged(tmp_path / "b.csv", "1,1,02/03/1999,02/03/1999,1,1,1,M,A,B", "2,1,03/31/1999,03/31/1999,1,1,1,M,A,B")
    )
    assert month_first.rows("start")[0] == (date(1999, 2, 3),)


def test_an_order_that_nothing_settles_is_not_guessed(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", "1,1,02/03/1999,02/03/1999,1,1,1,M,A,B"))
    assert found.dataset is None and found.codes == ["OR305"]
    assert "DD/MM/YYYY and as MM/DD/YYYY: '02/03/1999'" in found.findings[0].message


def test_the_same_day_in_both_orders_needs_no_settling(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", "1,1,03/03/1999,03/03/1999,1,1,1,M,A,B"))
    assert found.rows("start") == [(date(1999, 3, 3),)]


def test_mixed_orders_are_a_fault_of_the_rows(tmp_path: Path) -> None:
    rows = [f"{n},1,{n + 12}/03/1999,,1,1,1,M,A,B" for n in range(1, 9)]
    found = opened(ged(tmp_path / "a.csv", *rows, "9,1,03/25/1999,,1,1,1,M,A,B"))
    assert found.dataset is None and found.codes == ["OR305"]
    assert (found.findings[0].span.line, found.findings[0].span.column) == (10, 5)


@pytest.mark.parametrize(("name", "spec"), [("GEDEvent_v24_0_3.csv", {}), ("a.csv", {"version": "24.01.24.03"})])
def test_a_candidate_release_covers_the_months_of_its_events(tmp_path: Path, name: str, spec: dict[str, Any]) -> None:
    found = opened(ged(tmp_path / name, "1,1,2024-03-04,2024-03-05,1,1,1,M,A,B"), **spec)
    assert (found.ok.start, found.ok.end) == (date(2024, 3, 1), date(2024, 3, 31))


def test_a_status_that_is_not_clear_tells_a_candidate_release(tmp_path: Path) -> None:
    found = opened(ged(tmp_path / "a.csv", "1,1,2024-03-04,,1,1,1,M,A,B,Check dyad", header=GED + ",code_status"))
    assert found.ok.end == date(2024, 3, 31)


def test_stated_coverage_wins(tmp_path: Path) -> None:
    covers = (date(2000, 1, 1), date(2001, 6, 30))
    found = opened(ged(tmp_path / "a.csv", "1,1,2000-03-04,,1,1,1,M,A,B"), covers=covers, places=("the world",))
    assert (found.ok.start, found.ok.end, found.ok.coverage_stated) == (*covers, True)
    assert found.ok.worldwide


def test_acled_kinds_and_sides(tmp_path: Path) -> None:
    new = opened(write_csv(tmp_path / "new.csv", table([EVENT], "new")))
    assert new.rows("kind, side_a, side_b, low, best, high, precise") == [
        ("Violence against civilians/Attack/Civilian targeting", "Military Forces of Mali (2020-); Wagner Group",
         "Civilians (Mali)", None, 500, None, True)
    ]  # fmt: skip
    assert (new.ok.family, new.ok.separator) == (Family.ACLED, "; ")
    old = opened(write_csv(tmp_path / "old.csv", table([EVENT], "old")))
    assert old.rows("kind") == [("Violence against civilians/Attack/",)]
    assert "estimates" not in old.ok.has


def test_one_row_per_actor_says_that_it_repeats_and_keeps_the_perpetrator_first(tmp_path: Path) -> None:
    header, one, other = table([EVENT], "flipped")
    found = opened(write_csv(tmp_path / "a.csv", [header, other, one]))
    assert found.codes == ["OR308"]
    assert (found.ok.rows, found.ok.events) == (2, 1)
    assert found.rows("side_a, side_b, best") == [
        ("Military Forces of Mali (2020-); Wagner Group", "Civilians (Mali)", 500)
    ]


def test_two_versions_of_an_event_are_a_conflict(tmp_path: Path) -> None:
    rows = table([EVENT, EVENT], "new")
    rows[2][rows[0].index("fatalities")] = "350"
    found = opened(write_csv(tmp_path / "a.csv", rows))
    assert found.dataset is None and found.codes == ["OR313"]
    assert found.findings[0].message == "row 2: event MLI1 stands in row 1 too, with other best (350, 500)"


def test_parquet_with_repeats_is_copied_and_counted_once(tmp_path: Path) -> None:
    found = opened(write_parquet(tmp_path / "a.parquet", table([EVENT], "flipped"), typed=True))
    assert (found.ok.events, found.one("SELECT sum(best) FROM {t}")) == (1, 500)


HDX = "Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities"


@pytest.mark.parametrize(("quantity", "values"), [("", [7, 1]), ("deaths", [7, 1]), ("events", [3, 2])])
def test_hdx_months_are_a_series_of_the_quantity_asked_for(tmp_path: Path, quantity: str, values: list[int]) -> None:
    rows = [HDX.split(","), ["Mali", "Mopti", "Djenne", "MLI", "ML0501", "ML05", "March", "2022", "3", "7"],
            ["Mali", "Gao", "Ansongo", "MLI", "ML0701", "ML07", "March", "2022", "2", "1"]]  # fmt: skip
    found = opened(write_xlsx(tmp_path / "hdx.xlsx", rows), quantity=quantity)
    assert found.ok.layout == "acled-months"
    assert found.rows('place, start, "end", value') == [
        ("MLI", date(2022, 3, 1), date(2022, 3, 31), value) for value in values
    ]
    assert found.ok.spec.quantity == (quantity or "deaths")


@pytest.mark.parametrize(
    ("header", "cells", "start", "end"),
    [
        ("country,year,value", "Mali,2019,5", date(2019, 1, 1), date(2019, 12, 31)),
        ("country,period,value", "Mali,2019-02,5", date(2019, 2, 1), date(2019, 2, 28)),
        ("country,period,value", "Mali,2019-Q4,5", date(2019, 10, 1), date(2019, 12, 31)),
        ("country,quarter,value", "Mali,Q2 2020,5", date(2020, 4, 1), date(2020, 6, 30)),
        ("country,quarter,year,value", "Mali,3,2020,5", date(2020, 7, 1), date(2020, 9, 30)),
        ("country,date,value", "Mali,2020-02-29,5", date(2020, 2, 29), date(2020, 2, 29)),
        ("country,date,value", "Mali,29/02/2020,5", date(2020, 2, 29), date(2020, 2, 29)),
        ("country,month,year,value", "Mali,2,2020,5", date(2020, 2, 1), date(2020, 2, 29)),
        ("country,month,year,value", "Mali,Feb,2020,5", date(2020, 2, 1), date(2020, 2, 29)),
        ("country,month,value", "Mali,202002,5", date(2020, 2, 1), date(2020, 2, 29)),
        ("country,month,value", "Mali,February 2020,5", date(2020, 2, 1), date(2020, 2, 29)),
        ("country,start,end,value", "Mali,2020-01-15,2020-03-10,5", date(2020, 1, 15), date(2020, 3, 10)),
        ("country,start,end,value", "Mali,2019,2020-03,5", date(2019, 1, 1), date(2020, 3, 31)),
    ],
)
def test_periods(tmp_path: Path, header: str, cells: str, start: date, end: date) -> None:
    found = opened(write(tmp_path / "s.csv", f"{header}\n{cells}\n"))
    assert found.rows('place, start, "end", value') == [("Mali", start, end, 5.0)]


def test_a_series_with_two_values_for_one_period_is_a_conflict(tmp_path: Path) -> None:
    for second in ("7", "5"):
        found = opened(write(tmp_path / "s.csv", f"country,year,value\nMali,2019,5\nMali,2020,6\nMali,2019,{second}\n"))
        assert found.dataset is None and found.codes == ["OR313"]
        assert found.findings[0].span.line == 4
        assert f"in row 1 too (5 there, {second} here)" in found.findings[0].message


def test_a_value_that_is_missing_stays_missing(tmp_path: Path) -> None:
    found = opened(write(tmp_path / "s.csv", "country,year,value\nMali,2019,\nMali,2020,NA\nMali,2021,-2.5\n"))
    assert found.rows("value") == [(None,), (None,), (-2.5,)]


def test_a_mapping_makes_own_events_readable(tmp_path: Path) -> None:
    path = write(
        tmp_path / "own.csv", "Nr;Jour;Pays;Auteur;Cible;Tués\n1;27.03.2022;Mali;FAMa;Civils;500\n2;1.4.2022;Mali;;;0\n"
    )
    columns = (("id", "Nr"), ("date", "Jour"), ("country", "Pays"), ("actor", "Auteur"), ("target", "Cible"),
               ("deaths", "Tués"))  # fmt: skip
    found = opened(path, columns=columns)
    assert found.rows("id, start, country, side_a, side_b, best") == [
        ("1", date(2022, 3, 27), "Mali", "FAMa", "Civils", 500), ("2", date(2022, 4, 1), "Mali", None, None, 0)
    ]  # fmt: skip
    assert found.ok.family is Family.EVENTS
    assert (found.ok.start, found.ok.end) == (date(2022, 3, 27), date(2022, 4, 1))


def test_a_death_toll_left_blank_is_not_none(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", "when,where,killed\n2022-03-01,Mali,4\n2022-03-02,Mali,\n")
    found = opened(path, columns=(("date", "when"), ("country", "where"), ("deaths", "killed")))
    assert found.codes == ["OR312"]
    assert "row 2: killed is empty" in found.findings[0].message


def test_a_bound_left_blank_is_the_best_estimate(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", "date,country,low,deaths,high\n2022-03-01,Mali,2,4,9\n2022-03-02,Mali,,3,\n")
    columns = (("date", "date"), ("country", "country"), ("low", "low"), ("deaths", "deaths"), ("high", "high"))
    assert opened(path, columns=columns).rows("low, best, high") == [(2, 4, 9), (3, 3, 3)]


def test_a_mapping_with_a_value_is_a_series(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", "when,how many\n2022-03,15200\n")
    found = opened(path, columns=(("period", "when"), ("value", "how many")), places=("Mali",), quantity="peacekeepers")
    assert found.rows("place, value") == [("Mali", 15200.0)]
    assert found.ok.family is Family.SERIES


def test_columns_that_a_mapping_misses_are_shown_with_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", "Datum,Tote\n2022-03-01,1\n")
    found = opened(path, columns=(("date", "Date"), ("deaths", "Tote")))
    assert found.codes == ["OR311"]
    assert "no column 'Date' (for date); the nearest is Datum" in found.findings[0].message
    assert found.findings[0].span.file == "dossier.toml"
    unknown = opened(path, columns=(("dat", "Datum"),))
    assert unknown.codes == ["OR015"] and "did you mean date" in unknown.findings[0].message


@pytest.mark.parametrize(("encoding", "codec"), [("latin-1", "latin-1"), ("cp1252", "cp1252"), ("utf-16", "utf-16")])
def test_other_encodings_when_named(tmp_path: Path, encoding: str, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{GED}\n1,1,2000-03-04,,1,1,1,Côte d'Ivoire,A,B\n".encode(codec))
    assert opened(path, encoding=encoding).rows("country") == [("Côte d'Ivoire",)]
    unnamed = opened(path)
    assert unnamed.codes == ["OR309"] and "encoding" in unnamed.findings[0].remedy


def test_line_and_column_of_the_first_byte_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{GED}\n1,1,2000-03-04,,1,1,1,é".encode() + b"C\xf4te,A,B\n")
    found = opened(path)
    assert (found.findings[0].span.line, found.findings[0].span.column) == (2, 25)


def test_quoted_line_ends_and_mixed_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f'{GED}\n1,1,2000-03-04,,1,1,1,"Ma\nli",A,B\r\n2,1,2000-03-04,,1,1,1,M,A,B\n')
    assert opened(path).rows("country") == [("Ma\nli",), ("M",)]


def test_a_quote_in_a_tab_separated_file_can_be_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", GED.replace(",", "\t") + '\n1\t1\t2000-03-04\t\t1\t1\t1\tM\t"A\tB\n')
    assert opened(path).rows("side_a") == [('"A',)]


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a?.csv", "{a}.csv", "it's.csv"])
def test_a_name_that_looks_like_a_pattern_is_read_literally(tmp_path: Path, name: str) -> None:
    for other in ("a1.csv", "ab.csv", "a.csv"):
        ged(tmp_path / other, "1,1,2000-03-04,,99,99,99,M,A,B")
    assert opened(ged(tmp_path / name, "1,1,2000-03-04,,1,1,1,M,A,B")).rows("best") == [(1,)]
    parquet = write_parquet(tmp_path / name.replace("csv", "parquet"), table([EVENT], "new"), typed=True)
    assert opened(parquet).rows("best") == [(500,)]


def test_a_layout_can_be_named(tmp_path: Path) -> None:
    path = ged(tmp_path / "a.csv", "1,1,2000-03-04,,1,1,1,M,A,B")
    assert opened(path, layout="ucdp-ged").ok.layout == "ucdp-ged"
    wrong = opened(path, layout="acled")
    assert wrong.codes == ["OR303"] and "event_id_cnty" in wrong.findings[0].why[1]
    assert opened(path, layout="acle").codes == ["OR019"]


def test_a_workbook_can_be_opened_while_a_result_is_half_read(tmp_path: Path) -> None:
    from tests.support.opening import HERE, lookup

    from onrecord.data.connection import connect
    from onrecord.data.open import open_dataset
    from onrecord.model.dataset import DatasetSpec

    write_xlsx(tmp_path / "a.xlsx", table([EVENT], "new"))
    con = connect()
    con.execute("SELECT * FROM range(1000000)").fetchone()
    dataset, findings = open_dataset(DatasetSpec("d", "a.xlsx", HERE), tmp_path, con, lookup())
    assert dataset is not None and findings == ()


def revised(rows: list[tuple[int, str, str]], *, parquet: bool, path: Path) -> Path:
    """The event with these deaths, times of revision and sides; as a text file or as Parquet."""
    made = table([EVENT] * len(rows), "new")
    at = {name: made[0].index(name) for name in ("fatalities", "timestamp", "actor1")}
    for row, (deaths, time, actor) in zip(made[1:], rows, strict=True):
        row[at["fatalities"]], row[at["timestamp"]], row[at["actor1"]] = str(deaths), time, actor
    return write_parquet(path / "a.parquet", made) if parquet else write_csv(path / "a.csv", made)


@pytest.mark.parametrize("parquet", [False, True])
def test_of_the_revisions_of_an_event_the_newest_counts(tmp_path: Path, parquet: bool) -> None:
    rows = [(300, "1650000000", "Army"), (500, "1690000000", "Army"), (203, "1648900000", "Army"), (200, "", "Army")]
    found = opened(revised(rows, parquet=parquet, path=tmp_path))
    assert found.codes == ["OR323"]
    assert found.findings[0].message == (
        "3 rows are older revisions of events that the file has a newer one of; the newest is counted"
    )
    assert found.rows("best, side_a") == [(500, "Army; Wagner Group")]
    assert (found.ok.rows, found.ok.events) == (4, 1)


def test_a_newest_revision_that_stands_twice_is_counted_once_or_is_a_conflict(tmp_path: Path) -> None:
    same = [(300, "1650000000", "Army"), (500, "1690000000", "Army"), (500, "1690000000", "Army")]
    assert opened(revised(same, parquet=False, path=tmp_path)).codes == ["OR323", "OR308"]
    other = [(300, "1650000000", "Army"), (500, "1690000000", "Army"), (501, "1690000000", "Army")]
    assert opened(revised(other, parquet=False, path=tmp_path)).codes == ["OR323", "OR313"]
