"""The stages between two releases: one cause after the other, from what the older says to what the newer says."""

from __future__ import annotations

from pathlib import Path

from tests.support.changing import FIRST, SECOND, release

from onrecord.data.connection import connect
from onrecord.data.open import open_dataset
from onrecord.data.stages import make_view, stages
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.finding import Span
from onrecord.model.ledger import Cause
from onrecord.opening import country_lookup
from onrecord.vocabulary import load_builtin

LOOKUP = country_lookup(load_builtin())


def opened(folder: Path, con, name: str, rows: dict[str, str]) -> Dataset:
    release(folder / f"{name}.csv", rows)
    dataset, found = open_dataset(DatasetSpec(name, f"{name}.csv", Span("dossier.toml")), folder, con, LOOKUP)
    assert dataset is not None, found
    return dataset


def both(folder: Path, con, second: dict[str, str], lineage=None):
    old, new = opened(folder, con, "old", FIRST), opened(folder, con, "new", second)
    return stages(con, old, new, LOOKUP, lineage or {})


def rows(con, table: str) -> list[tuple]:
    return con.execute(f"SELECT * EXCLUDE (row) FROM {table} ORDER BY id").fetchall()


def test_the_first_stage_is_the_older_release_and_the_last_the_newer(tmp_path):
    with connect() as con:
        made = both(tmp_path, con, SECOND)
        assert made.causes == (
            Cause.REMOVED, Cause.REDATED, Cause.RELOCATED, Cause.REATTRIBUTED, Cause.RECODED, Cause.DEATHS,
            Cause.COVERED, Cause.ADDED,
        )  # fmt: skip
        for stage, table in ((0, made.old.table), (len(made.causes), made.new.table)):
            make_view(con, made, stage)
            assert rows(con, made.at(stage).table) == rows(con, table)


def test_a_name_of_the_same_actor_is_a_stage_of_its_own(tmp_path):
    renamed = {number: row.replace(",IS,", ",New name,") for number, row in FIRST.items()}
    with connect() as con:
        assert both(tmp_path, con, renamed).causes == (Cause.RENAMED,)
    lineage = {"IS": frozenset({"1"}), "New name": frozenset({"1"})}
    some = FIRST | {"1": renamed["1"], "5": FIRST["5"].replace(",IS,", ",JNIM,")}
    with connect() as con:
        made = both(tmp_path, con, some, lineage)
        assert made.causes == (Cause.RENAMED, Cause.REATTRIBUTED)
        at = dict(con.execute(f"SELECT id, side_a FROM {made.table} WHERE stage = 1").fetchall())
        assert at == {"1": "New name", "5": "IS"}


def test_the_same_release_has_no_stages(tmp_path):
    with connect() as con:
        made = both(tmp_path, con, dict(reversed(FIRST.items())))
        assert made.causes == () and rows(con, made.table) == []
