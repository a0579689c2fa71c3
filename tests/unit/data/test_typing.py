"""Reading columns as what they are seen to be changes nothing but the time it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.data import open as opening
from onrecord.data.connection import connect
from onrecord.data.open import open_dataset
from onrecord.data.parse import Column
from onrecord.data.typing import seen_typed
from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Span
from onrecord.opening import country_lookup
from onrecord.vocabulary import load_builtin

HEADER = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,latitude,longitude,where_prec"
PLAIN = "1,3,2020-01-02,2020-01-03,5,4,6,Mali,A,Civilians,14.50,-4.1,1"
ODD = (
    "1.0", "01", "+1", " 1", "1 ", "", "NA", "1e3", "1_000", "0x10", "inf", "nan", "1.048", "-1", "9" * 20, "2020-1-2",
    "2020-01-02T00:00:00", "20200102", "02/01/2020", "0020-01-02", "2020-02-30", "infinity", "None", " Mali", "Mali ",
    "-", ".5", "5.", "1.5",
)  # fmt: skip


def opened(folder: Path, rows: list[str], typed: bool):
    """The table that rows make and what is found of them; ``typed``: with columns read as what they are seen to be."""
    (folder / "e.csv").write_text("\n".join((HEADER, *rows, "")), "utf-8")
    spec = DatasetSpec("e", "e.csv", Span("dossier.toml"), layout="ucdp-ged")
    with pytest.MonkeyPatch.context() as patch, connect() as con:
        if not typed:
            patch.setattr(opening, "seen_typed", lambda con, rows, columns: columns)
        dataset, findings = open_dataset(spec, folder, con, country_lookup(load_builtin()))
        table = con.execute(f"SELECT * FROM {dataset.table} ORDER BY row").fetchall() if dataset else None
    return dataset, findings, table


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from(ODD)), max_size=3), st.integers(0, 2))
def test_what_is_read_and_found_is_the_same(tmp_path_factory, changes, more):
    folder = tmp_path_factory.mktemp("typing")
    rows = [PLAIN.replace("1,", f"{number},", 1).split(",") for number in range(1, 3 + more)]
    for column, value in changes:
        rows[0][column] = value
    lines = [",".join(row) for row in rows]
    plain, typed = opened(folder, lines, False), opened(folder, lines, True)
    assert typed == plain


def seen(values: list[str | None], role: str) -> Column:
    with connect() as con:
        con.execute("CREATE TABLE t (v VARCHAR)")
        con.executemany("INSERT INTO t VALUES (?)", [(value,) for value in values])
        return seen_typed(con, "t", {role: Column("v")})[role]


@pytest.mark.parametrize(
    ("role", "values", "kind"),
    [
        ("best", ["5", "0", "-3", None], "BIGINT"),
        ("best", ["5", "05"], "VARCHAR"),
        ("best", ["5", ""], "VARCHAR"),
        ("start", ["2020-01-31"], "DATE"),
        ("start", ["2020-01-31", "2020-1-31"], "VARCHAR"),
        ("start", ["20200131"], "VARCHAR"),
        ("latitude", ["14.50", "-4", "1e2"], "DOUBLE"),
        ("latitude", ["14.5", "1_0"], "VARCHAR"),
        ("latitude", ["14.5", "nan"], "VARCHAR"),
        ("country", ["5", "6"], "VARCHAR"),
    ],
)
def test_a_column_is_what_every_one_of_its_values_is(role, values, kind):
    assert seen(values, role).type == kind


@pytest.mark.parametrize(("values", "plain"), [(["a", None], True), (["a", " b"], False), (["a", ""], False)])
def test_a_text_that_is_nowhere_padded_or_blank_is_plain(values, plain):
    found = seen(values, "country")
    assert found == replace(Column("v"), plain=plain)
