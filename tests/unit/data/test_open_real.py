"""The real files of shared/data: every habit its README names, and totals against an independent computation."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.support.opening import SHARED, Opened, shared

from onrecord.model.dataset import Family

PARQUET = "ucdp/ged211-precise.parquet"
MALI = "ucdp/ged211-precise-mali.csv"
CAR = "ucdp/ged231-central-african-republic.csv"
MYANMAR = "ucdp/ged241-myanmar.csv"
SERIES = "ucdp/country-month-2010-2024.csv"
GDELT = "gdelt-20180101000000.export.CSV"


def real(name: str) -> Opened:
    shared(name)
    return Opened(SHARED / name, SHARED, path=name)


def records(name: str) -> list[dict[str, str]]:
    with shared(name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", [MALI, CAR, MYANMAR])
def test_totals_are_those_of_the_csv_module(name: str) -> None:
    rows, found = records(name), real(name)
    assert found.ok.rows == found.ok.events == len(rows)
    for column in ("low", "best", "high"):
        assert found.one(f"SELECT sum({column}) FROM {{t}}") == sum(int(float(row[column])) for row in rows)
    by_year = Counter[int]()
    for row in rows:
        by_year[int(row["date_start"][:4])] += int(float(row["best"]))
    mine = found.con.execute(f"SELECT year(start), sum(best) FROM {found.ok.table} GROUP BY 1").fetchall()
    assert {year: int(total) for year, total in mine} == dict(by_year)


def test_the_parquet_agrees_with_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(shared(PARQUET))
    found = real(PARQUET)
    year = pandas.to_datetime(frame["date_start"]).dt.year
    theirs = frame.groupby([frame["country"], year])["best"].agg(["sum", "size"])
    sql = f"SELECT country, year(start), sum(best), count(*) FROM {found.ok.table} GROUP BY ALL"
    mine = {(country, at): (int(best), count) for country, at, best, count in found.con.execute(sql).fetchall()}
    assert mine == {key: (int(best), int(count)) for key, best, count in theirs.itertuples()}


@pytest.mark.parametrize(
    ("name", "where", "deaths", "events"),
    [
        (PARQUET, "country = 'Mali' AND year(start) = 2018", 1048, None),  # D11
        (PARQUET, "country = 'Nigeria' AND year(start) = 2014", 8409, None),  # D12
        (PARQUET, "country = 'Afghanistan' AND year(start) = 2019", 12757, None),  # D06, D39
        (PARQUET, "country = 'Colombia' AND year(start) = 2001", None, 872),  # D02
        (MYANMAR, "year(start) = 2023", 3125, 2085),  # D14
        (CAR, "year(start) = 2013", 3396, None),  # D13
        (CAR, "kind = '3' AND side_a LIKE '%anti-Balaka%' AND year(start) = 2014", 1293, None),  # D18
        (CAR, "start BETWEEN DATE '2013-12-01' AND DATE '2013-12-31'", 1318, None),  # D21
    ],
)
def test_known_sentences(name: str, where: str, deaths: int | None, events: int | None) -> None:
    found = real(name)
    total, count = found.con.execute(f"SELECT sum(best), count(*) FROM {found.ok.table} WHERE {where}").fetchall()[0]
    assert deaths is None or int(total) == deaths
    assert events is None or count == events


def test_low_best_and_high_out_of_order_is_one_warning_and_the_values_stay_as_published() -> None:
    rows, found = records(MALI), real(MALI)
    wrong = [row for row in rows if not int(row["low"]) <= int(row["best"]) <= int(row["high"])]
    assert found.codes == ["OR307"]
    assert f"in {len(wrong)} rows" in found.findings[0].message
    kept = found.con.execute(f"SELECT count(*) FROM {found.ok.table} WHERE low > best OR best > high").fetchall()
    assert kept == [(len(wrong),)]


def test_best_can_be_zero() -> None:
    assert real(MALI).one("SELECT count(*) FROM {t} WHERE best = 0 AND high > 0") > 0


def test_joint_actors_keep_their_comma_and_a_government_can_be_side_a() -> None:
    found = real(PARQUET)
    assert found.ok.separator == ", "
    assert found.one("SELECT count(*) FROM {t} WHERE side_a LIKE '%, %' OR side_b LIKE '%, %'") > 0
    assert found.one("SELECT count(*) FROM {t} WHERE kind = '3' AND side_a LIKE 'Government of %'") > 0
    assert found.one("SELECT count(DISTINCT side_b) FROM {t} WHERE kind = '3'") == 1


def test_events_can_span_months() -> None:
    rows, found = records(CAR), real(CAR)
    longer = sum(row["date_start"][:7] != row["date_end"][:7] for row in rows)
    assert longer > 0
    assert (
        found.one("SELECT count(*) FROM {t} WHERE date_trunc('month', start) <> date_trunc('month', \"end\")") == longer
    )
    assert "spans" in found.ok.has
    assert "spans" not in real(PARQUET).ok.has


def test_ids_are_unique_and_unknown_sources_are_no_fault() -> None:
    assert any(row["number_of_sources"] == "-1" for row in records(MYANMAR))
    found = real(MYANMAR)
    assert found.one("SELECT count(DISTINCT id) FROM {t}") == 7374
    assert "OR306" not in found.codes


def test_precision_follows_the_codebook() -> None:
    rows, found = records(MYANMAR), real(MYANMAR)
    precise = sum(int(row["date_prec"]) <= 3 and int(row["where_prec"]) <= 3 for row in rows)
    assert found.one("SELECT count(*) FROM {t} WHERE precise") == precise
    assert "precision" in found.ok.has and "precision" not in real(MALI).ok.has


def test_coverage_of_a_release_is_whole_years_from_1989_and_inferred() -> None:
    car = real(CAR).ok
    assert (car.start, car.end, car.coverage_stated) == (date(1991, 1, 1), date(2022, 12, 31), False)


def test_one_country_is_not_the_world_and_many_are() -> None:
    assert real(PARQUET).ok.worldwide
    assert not real(CAR).ok.worldwide


def test_a_byte_order_mark_is_dropped() -> None:
    found = real("ucdp/actor221.csv")
    assert found.codes == ["OR303"]
    assert "columns of the file: ActorId," in found.findings[0].why[0]


def test_a_parquet_with_unique_ids_is_not_copied() -> None:
    found = real(PARQUET)
    kind = found.con.execute("SELECT table_type FROM information_schema.tables WHERE table_name = 'ds_d'").fetchone()
    assert kind == ("VIEW",)


def test_the_series_of_deaths_by_country_and_month() -> None:
    rows, found = records(SERIES), real(SERIES)
    assert (found.ok.family, found.ok.spec.quantity) == (Family.SERIES, "deaths")
    assert found.one("SELECT sum(value) FROM {t}") == sum(int(row["fatalities"]) for row in rows)
    assert (found.ok.start, found.ok.end) == (date(2010, 1, 1), date(2024, 12, 31))
    assert found.one("SELECT \"end\" FROM {t} WHERE place = 'AFG' AND start = DATE '2012-02-01'") == date(2012, 2, 29)
    assert found.ok.has == {"population"}


def test_gdelt_has_events_only_and_covers_the_day_they_were_added() -> None:
    found = real(GDELT)
    assert (found.ok.family, found.ok.layout, found.ok.rows) == (Family.GDELT, "gdelt-headerless", 2414)
    assert (found.ok.start, found.ok.end) == (date(2018, 1, 1), date(2018, 1, 1))
    assert "deaths" not in found.ok.has
    lines = shared(GDELT).read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines]
    assert found.rows("kind, country, side_a") == [(f[26], f[53] or None, f[6] or f[5] or None) for f in fields]


@pytest.mark.parametrize("drop", [None, "active_year", "relid", "geom_wkt", "gwnob", "code_status"])
def test_a_candidate_release_without_a_header(drop: str | None, tmp_path: Path) -> None:
    rows = [row for row in records(MYANMAR) if row["date_start"].startswith(("2023-11", "2023-12"))]
    names = [name for name in rows[0] if name != drop]
    path = tmp_path / "candidate.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([row[name] for name in names] for row in rows)
    found = Opened(path)
    assert found.ok.layout == "ucdp-ged-headerless"
    assert found.ok.rows == len(rows)
    assert found.one("SELECT sum(best) FROM {t}") == sum(int(row["best"]) for row in rows)
    assert (found.ok.start, found.ok.end) == (date(2023, 11, 1), date(2023, 12, 31))
