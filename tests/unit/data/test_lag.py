"""The months that usually still grow: learned from snapshots, declared, or those of a candidate release."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.opening import SHARED, write

from onrecord.data.connection import connect
from onrecord.data.engine import Engine
from onrecord.data.open import open_dataset
from onrecord.data.shelf import Shelf
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dates import Period
from onrecord.model.figure import Ask
from onrecord.model.finding import Span
from onrecord.model.lag import Basis, Lag
from onrecord.model.reading import Measure, Quantity, Ref
from onrecord.pipeline import country_lookup
from onrecord.snapshots import Arrival, add
from onrecord.vocabulary import load_builtin

HEADER = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def release(path: Path, year: int, months: dict[int, int], country: str = "Mali") -> Path:
    """A file with so many events in each month, from January 2020 on; months count on over the years."""
    rows = [
        f"{country}-{month}-{n},3,{2020 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}-{n % 28 + 1:02d},,2,2,2,"
        f"{country},JNIM,Civilians"
        for month, count in months.items()
        for n in range(count)
    ]
    return write(path, "\n".join((HEADER, *rows, "")))


def keep(root: Path, day: str, file: Path) -> None:
    made = add(root, None, "ged", Arrival(file, date.fromisoformat(day)), NOW, "onrecord test")
    assert made.snapshot is not None, made.findings


def opened(root: Path, known: str = "", **more: object) -> Dataset:
    spec = replace(DatasetSpec("events", "data/snapshots/ged", Span("dossier.toml")), **more)  # type: ignore[arg-type]
    day = date.fromisoformat(known) if known else None
    found, said = open_dataset(spec, root, connect(), country_lookup(load_builtin()), day)
    assert found is not None, said
    return found


def grown(root: Path) -> None:
    """Three releases: months at their ends grew since by a third, two of the first and one of the second; the first
    month of all by a hundredth."""
    whole = dict.fromkeys(range(1, 16), 100)
    for at, day in ((12, "2021-01-05"), (13, "2021-02-05"), (15, "2021-04-05")):
        counts = {month: 100 for month in whole if month <= at}
        counts |= {month: 75 for month in counts if month > at - (1 if at == 13 else 2)} | {1: 100 + (at > 12)}
        keep(root, day, release(root / f"{day}.csv", 2020, counts))


def test_the_lag_is_the_months_at_the_end_that_grew_in_most_comparisons(tmp_path: Path) -> None:
    grown(tmp_path)
    assert opened(tmp_path).lag == Lag(Basis.LEARNED, 1, 2)


def test_one_snapshot_says_nothing_and_what_came_later_was_not_known(tmp_path: Path) -> None:
    grown(tmp_path)
    assert opened(tmp_path, "2021-01-20").lag is None
    assert opened(tmp_path, "2021-03-01").lag == Lag(Basis.LEARNED, 2, 1)
    assert opened(tmp_path, "2021-05-01").lag == Lag(Basis.LEARNED, 1, 2)


def test_a_declared_lag_wins_and_a_candidate_release_is_preliminary_as_a_whole(tmp_path: Path) -> None:
    grown(tmp_path)
    assert opened(tmp_path, lag=5).lag == Lag(Basis.DECLARED, 5)
    assert opened(tmp_path, lag=0).lag == Lag(Basis.DECLARED, 0)
    plain = DatasetSpec("ged", "GEDEvent_v24_0_3.csv", Span("dossier.toml"))
    release(tmp_path / "GEDEvent_v24_0_3.csv", 2020, {1: 3})
    found, _ = open_dataset(plain, tmp_path, connect(), country_lookup(load_builtin()))
    assert found is not None and found.lag == Lag(Basis.CANDIDATE)
    assert found.lag is not None and found.lag.since(found.end) == date.min
    keep(tmp_path, "2021-06-01", tmp_path / "GEDEvent_v24_0_3.csv")
    assert opened(tmp_path).lag == Lag(Basis.CANDIDATE)


def test_more_countries_and_the_same_rows_again_are_no_growth(tmp_path: Path) -> None:
    first = release(tmp_path / "a.csv", 2020, dict.fromkeys(range(1, 13), 50))
    keep(tmp_path, "2021-01-05", first)
    again = "\n".join((HEADER, *reversed(first.read_text().splitlines()[1:]), ""))
    keep(tmp_path, "2021-01-06", write(tmp_path / "b.csv", again))
    assert opened(tmp_path).lag is None
    niger = release(tmp_path / "n.csv", 2020, dict.fromkeys(range(1, 13), 50), "Niger").read_text().splitlines()[1:]
    both = write(tmp_path / "c.csv", first.read_text() + "\n".join((*niger, "")))
    keep(tmp_path, "2021-03-05", both)
    assert opened(tmp_path).lag == Lag(Basis.LEARNED, 0, 1)


def test_dossiers_that_share_a_file_keep_their_own_lag(tmp_path: Path) -> None:
    release(tmp_path / "events.csv", 2020, {1: 3})
    con, shelf = connect(), Shelf("shared")
    plain = DatasetSpec("events", "events.csv", Span("dossier.toml"))
    lags = []
    for spec in (plain, replace(plain, lag=2), replace(plain, lag=1), replace(plain, version="24.0.3"), plain):
        found, _ = open_dataset(spec, tmp_path, con, country_lookup(load_builtin()), None, shelf)
        assert found is not None
        lags.append(found.lag)
    assert lags == [None, Lag(Basis.DECLARED, 2), Lag(Basis.DECLARED, 1), Lag(Basis.CANDIDATE), None]


def test_figures_that_touch_preliminary_months_are_marked(tmp_path: Path) -> None:
    grown(tmp_path)
    con = connect()
    spec = DatasetSpec("events", "data/snapshots/ged", Span("dossier.toml"), complete=True)
    found, _ = open_dataset(spec, tmp_path, con, country_lookup(load_builtin()))
    assert found is not None
    periods = (Period.of_year(2020), Period.of_month(2021, 1), Period.of_month(2021, 2), Period.of_quarter(2021, 1))
    ask = Ask(Measure(Quantity.EVENTS, places=(Ref("MLI"),)), periods)
    (answer,) = Engine(con, load_builtin()).answer(found, [ask])
    assert [one.preliminary for one in answer.figures] == [False, False, False, True]


def test_what_one_release_leaves_out_everywhere_is_no_lag(tmp_path: Path) -> None:
    keep(tmp_path, "2021-01-05", release(tmp_path / "a.csv", 2020, dict.fromkeys(range(1, 25), 50)))
    keep(tmp_path, "2021-03-05", release(tmp_path / "b.csv", 2020, dict.fromkeys(range(1, 25), 80)))
    assert opened(tmp_path).lag is None


@pytest.mark.skipif(not (SHARED / "ucdp").is_dir(), reason="the real releases are not here")
def test_real_releases_of_other_coverage_teach_no_lag(tmp_path: Path) -> None:
    """v21.1 has events of 2020 located to a place only, v23.1 those of the Central African Republic all."""
    keep(tmp_path, "2021-06-01", SHARED / "ucdp/ged211-precise.parquet")
    assert opened(tmp_path).lag is None
    keep(tmp_path, "2023-06-01", SHARED / "ucdp/ged231-central-african-republic.csv")
    assert opened(tmp_path).lag is None or opened(tmp_path).lag == Lag(Basis.LEARNED, 0, 1)
