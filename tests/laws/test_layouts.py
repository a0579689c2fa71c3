"""Laws of the layouts: the same events, however written, become the same rows; no bytes make the opening raise."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.support.acled import Event, events, table, write_csv, write_parquet, write_xlsx
from tests.support.opening import opened

from onrecord.data.layouts import recognise
from onrecord.data.parse import FORMS

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
_COMPARED = 'id, start, "end", country, admin1, place, side_a, side_b, best, low, high, precise, latitude, longitude'


def normalised(path: Path, **spec: Any) -> list[tuple[Any, ...]]:
    """The rows of a file in an order that does not hang on the file's."""
    return opened(path, **spec).rows(_COMPARED, order="id")


def expected(invented: tuple[Event, ...]) -> list[tuple[Any, ...]]:
    """The same rows, straight from the events."""
    rows: list[tuple[Any, ...]] = []
    for event in invented:
        side_a = "; ".join((event.actor1, *event.allies1))
        side_b = "; ".join((event.actor2, *event.allies2)) or None
        precise = event.time_precision <= 2 and event.geo_precision <= 2
        rows.append(
            (event.id, event.day, event.day, event.country, event.admin1 or None, event.location, side_a, side_b,
             event.fatalities, None, None, precise, event.latitude, event.longitude)
        )  # fmt: skip
    return sorted(rows)


@FEW
@given(events(), st.sampled_from(("old", "new", "hdx", "upper", "monadic", "flipped")), st.sampled_from(",;\t"))
def test_the_same_events_in_every_layout_are_the_same_rows(
    invented: tuple[Event, ...], layout: str, separator: str
) -> None:
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "acled.csv", table(invented, layout), separator, bom=layout == "upper")
        assert normalised(path) == expected(invented)


@FEW
@given(events(), st.sampled_from(("new", "hdx", "monadic")))
def test_the_same_events_in_a_workbook_are_the_same_rows(invented: tuple[Event, ...], layout: str) -> None:
    with TemporaryDirectory() as folder:
        assert normalised(write_xlsx(Path(folder) / "a.xlsx", table(invented, layout))) == expected(invented)


@FEW
@given(events(), st.booleans(), st.sampled_from(("new", "monadic", "flipped")))
def test_the_same_events_in_parquet_are_the_same_rows(invented: tuple[Event, ...], typed: bool, layout: str) -> None:
    with TemporaryDirectory() as folder:
        path = write_parquet(Path(folder) / "a.parquet", table(invented, layout), typed)
        assert normalised(path) == expected(invented)


@FEW
@given(events(), st.randoms())
def test_the_order_of_rows_does_not_matter(invented: tuple[Event, ...], chance: Any) -> None:
    header, *rows = table(invented, "flipped")
    chance.shuffle(rows)
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "acled.csv", [header, *rows])
        mixed = opened(path).rows("id, best, start", order="id")
    assert mixed == sorted((event.id, event.fatalities, event.day) for event in invented)


@FEW
@given(events())
def test_fatalities_of_one_row_per_actor_count_once(invented: tuple[Event, ...]) -> None:
    with TemporaryDirectory() as folder:
        found = opened(write_csv(Path(folder) / "acled.csv", table(invented, "monadic")))
        assert found.one("SELECT sum(best) FROM {t}") == sum(event.fatalities for event in invented)
        assert found.ok.events == len(invented)
        assert found.ok.rows == len(table(invented, "monadic")) - 1


NAMES = ("data.csv", "data.tsv", "data.parquet", "data.xlsx", "data")
HEADERS = (b"", b"id,type_of_violence,date_start,best,country,side_a,side_b\n", b"iso3,month,fatalities\n",
           b"PAR1", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(HEADERS), st.sampled_from(NAMES), st.sampled_from(("", "latin-1")))
@example(b"\0\0", b"", "data.csv", "")
@example(b'"', b"", "data.csv", "")
@example(b"a\r\nb\nc\r", b"", "data.csv", "")
@example(b"PAR1", b"PAR1", "data.parquet", "")
@pytest.mark.filterwarnings("default")
def test_no_bytes_make_the_opening_raise(data: bytes, header: bytes, name: str, encoding: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(header + data)
        found = opened(path, encoding=encoding)
        assert found.dataset is not None or found.findings
        assert [item.name for item in Path(folder).iterdir()] == [name]


CELLS = st.one_of(
    st.sampled_from(("", "MLI", "2022-13-01", "2022-01-31", "31/12/2020", "-3", "3.0", "nan", "inf", "1e400", "1_000",
                     "0000-01-01", "9999-12-31", "#REF!", "1,5", "٣", "2020-02-30", '"', "NA", "99999999999999999999")),
    st.text(max_size=6),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        (
            "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b",
            "event_id_cnty,event_date,event_type,actor1,actor2,country,fatalities,time_precision,notes,latitude",
            "iso3,month,year,fatalities,events,population,admin1,admin2,x,y",
            "place,period,value,low,high,population,a,b,c,d",
        )
    ),
    st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=5),
)
def test_no_cells_make_the_opening_raise(header: str, rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "d.csv", [header.split(","), *rows])
        found = opened(path)
        assert found.dataset is not None or found.findings
        if found.dataset is not None:
            found.rows()


@given(st.lists(st.text(max_size=5), min_size=1, max_size=70), st.lists(st.lists(st.text(max_size=5)), max_size=4))
def test_recognising_never_raises(columns: list[str], rows: list[list[str]]) -> None:
    recognise(tuple(columns), tuple(tuple(row) for row in rows))


def test_forms_of_days_have_different_names() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)
