"""The rows behind a figure, held against the figure itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.opening import opened, write

from onrecord.data.engine import Engine
from onrecord.data.rows import rows_behind
from onrecord.model.dates import Period
from onrecord.model.figure import Ask
from onrecord.model.reading import Measure, Quantity, Ref
from onrecord.vocabulary import load_builtin

HEADER = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,where_coordinates,dyad_name\n"
EVENTS = (
    "10,3,2021-05-01,2021-05-02,4,3,9,Mali,JNIM,Civilians,Moura,JNIM - Civilians\n"
    "9,1,2021-05-01,2021-05-01,2,2,2,Mali,Government of Mali,JNIM,Gao town,\n"
    "8,1,2021-03-01,2021-03-01,7,7,7,Mali,Government of Mali,JNIM,Gao town,\n"
    "7,1,2021-05-01,2021-05-01,1,1,1,Niger,Government of Niger,IS,Diffa,\n"
)
YEAR = Period.of_year(2021)


def test_events_come_by_date_and_then_by_id_as_a_number(tmp_path: Path) -> None:
    file = opened(write(tmp_path / "ged.csv", HEADER + EVENTS), covers=(date(2021, 1, 1), date(2021, 12, 31)))
    ask = Ask(Measure(Quantity.DEATHS, places=(Ref("MLI"),)), (YEAR,))
    engine = Engine(file.con, load_builtin())
    found = rows_behind(file.con, ask, YEAR, engine.values(file.ok, [ask]), 20)
    assert [row.id for row in found.rows] == ["8", "9", "10"]
    assert found.total == engine.answer(file.ok, [ask])[0].figures[0].rows == 3
    last = found.rows[-1]
    assert (last.start, last.end, last.place, last.title) == (
        date(2021, 5, 1), date(2021, 5, 2), "Moura", "JNIM - Civilians",
    )  # fmt: skip
    assert (last.low, last.best, last.high, last.kind, last.side_a, last.row) == (3, 4, 9, "3", "JNIM", 1)


def test_no_more_rows_than_asked_for_and_the_number_of_all(tmp_path: Path) -> None:
    file = opened(write(tmp_path / "ged.csv", HEADER + EVENTS))
    ask = Ask(Measure(Quantity.EVENTS), (YEAR,))
    values = Engine(file.con, load_builtin()).values(file.ok, [ask])
    con = file.con
    assert len(rows_behind(con, ask, YEAR, values, 2).rows) == 2
    assert rows_behind(con, ask, YEAR, values, 0).rows == ()
    assert rows_behind(con, ask, YEAR, values, 0).total == 4


def test_a_series_shows_its_values(tmp_path: Path) -> None:
    text = "place,month,deaths\nMali,2021-01,5\nMali,2021-02,6.5\nNiger,2021-01,7\nMali,2022-01,8\n"
    file = opened(write(tmp_path / "s.csv", text), quantity="deaths")
    ask = Ask(Measure(Quantity.DEATHS, places=(Ref("MLI"),)), (YEAR,))
    values = Engine(file.con, load_builtin()).values(file.ok, [ask])
    found = rows_behind(file.con, ask, YEAR, values, 20)
    assert [(row.id, row.country, row.start, row.end, row.best) for row in found.rows] == [
        ("row 1", "Mali", date(2021, 1, 1), date(2021, 1, 31), 5.0),
        ("row 2", "Mali", date(2021, 2, 1), date(2021, 2, 28), 6.5),
    ]
    assert found.total == 2
