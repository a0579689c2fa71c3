"""What changed between two releases: every kind of change, and what is no change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.opening import Opened, lookup, shared

from onrecord.data.open import open_dataset
from onrecord.data.renames import read_lineage
from onrecord.data.revisions import compare
from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Span
from onrecord.model.revision import Basis, Kind, Rename, Revision

HEADER = (
    "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,deaths_civilians,where_prec,"
    "where_coordinates,latitude,longitude"
)
BASE = {
    "id": "1", "kind": "3", "start": "2020-03-04", "end": "2020-03-06", "best": "5", "low": "4", "high": "6",
    "country": "Mali", "a": "JNIM", "b": "Civilians", "civ": "5", "prec": "1", "place": "Moura", "lat": "14.25",
    "lon": "-4.5",
}  # fmt: skip


def row(**given: str) -> str:
    return ",".join((BASE | given).values())


FRAME = [
    row(id="900", start="2019-01-01", end="2019-01-01"),
    row(id="901", start="2021-12-31", end="2021-12-31", country="Niger"),
]
"""Both releases have these: they make the days and countries covered."""


def revision(path: Path, old: list[str], new: list[str], shown: int = 50, header: str = HEADER) -> Revision:
    for name, rows in (("old.csv", old), ("new.csv", new)):
        (path / name).write_text("\n".join((header, *FRAME, *rows, "")))
    first = Opened(path / "old.csv", id="old")
    second, _ = open_dataset(DatasetSpec("new", "new.csv", Span("x")), path, first.con, lookup())
    assert second is not None
    return compare(first.con, first.ok, second, lookup(), {}, shown)


def kinds(found: Revision) -> dict[str, int]:
    return {kind.name: count for kind, count in found.kinds if count}


def test_releases_that_say_the_same(tmp_path: Path) -> None:
    found = revision(tmp_path, [row()], [row()])
    assert (found.added, found.removed, found.changed, found.same) == (0, 0, 0, 3)
    assert found.limits == () and found.events == ()
    assert dict(found.deaths) == {"added": 0, "removed": 0, "changed": 0}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"best": "9"}, "DEATHS"),
        ({"low": "1"}, "DEATHS"),
        ({"civ": "1"}, "DEATHS"),
        ({"start": "2020-03-03"}, "REDATED"),
        ({"end": "2020-03-05"}, "REDATED"),
        ({"country": "Niger"}, "RELOCATED"),
        ({"place": "Mopti"}, "RELOCATED"),
        ({"lat": "14.26"}, "RELOCATED"),
        ({"kind": "1"}, "RECODED"),
        ({"a": "IS"}, "REATTRIBUTED"),
        ({"b": "Government of Mali"}, "REATTRIBUTED"),
    ],
)
def test_each_kind_of_change(tmp_path: Path, changed: dict[str, str], kind: str) -> None:
    found = revision(tmp_path, [row()], [row(**changed)])
    assert (found.changed, found.same, kinds(found)) == (1, 2, {kind: 1})
    assert [one.kinds for one in found.events] == [(Kind[kind],)]


def test_added_and_removed_with_their_deaths(tmp_path: Path) -> None:
    found = revision(tmp_path, [row(id="1"), row(id="2", best="7")], [row(id="1", best="9"), row(id="3", best="20")])
    assert (found.added, found.removed, found.changed) == (1, 1, 1)
    assert dict(found.deaths) == {"added": 20, "removed": -7, "changed": 4}
    assert [(one.id, one.old is None, one.new is None) for one in found.events] == [
        ("1", False, False), ("2", False, True), ("3", True, False),
    ]  # fmt: skip


def test_coordinates_rounded_otherwise_are_no_change(tmp_path: Path) -> None:
    assert revision(tmp_path, [row()], [row(lat="14.25000001")]).changed == 0


def test_what_a_release_does_not_cover_is_no_removal(tmp_path: Path) -> None:
    chad = row(id="4", country="Chad")
    later = row(id="5", start="2022-06-01", end="2022-06-01")
    found = revision(tmp_path, [row()], [row(), chad, later])
    assert (found.added, found.removed) == (0, 0)
    assert [(one.what, one.events) for one in found.limits] == [("other countries", 1), ("other days", 1)]
    back = revision(tmp_path, [row(), chad, later], [row()])
    assert (back.added, back.removed) == (0, 0)
    assert [(one.what, one.events) for one in back.limits] == [("other countries", 1), ("other days", 1)]


def test_a_release_that_leaves_out_what_is_located_less_exactly(tmp_path: Path) -> None:
    exact = [row(id=str(number)) for number in range(1, 31)]
    rough = [row(id=str(number), prec="5") for number in range(100, 130)]
    found = revision(tmp_path, exact, [*exact, *rough])
    assert (found.added, [(one.what, one.events) for one in found.limits]) == (0, [("located less exactly", 30)])
    # Where the older release has such events too, they were added.
    found = revision(tmp_path, [*exact, *rough[:20]], [*exact, *rough])
    assert (found.added, found.limits) == (10, ())


def test_what_only_one_release_tells_is_not_compared(tmp_path: Path) -> None:
    no_end = HEADER.replace("date_end,", "")
    (tmp_path / "old.csv").write_text("\n".join((no_end, *(one.replace(",2020-03-06", "") for one in (row(),)), "")))
    (tmp_path / "new.csv").write_text("\n".join((HEADER, row(), "")))
    first = Opened(tmp_path / "old.csv", id="old")
    second, _ = open_dataset(DatasetSpec("new", "new.csv", Span("x")), tmp_path, first.con, lookup())
    assert second is not None
    found = compare(first.con, first.ok, second, lookup(), {}, 5)
    assert found.changed == 0
    assert "end" not in found.compared
    assert [one.why for one in found.limits] == ["the older release does not tell them"]


def test_a_rename_is_no_reattribution(tmp_path: Path) -> None:
    old = [row(id=str(number), a="UPC (Ali)") for number in range(1, 5)]
    new = [row(id=str(number), a="UPC") for number in range(1, 5)]
    found = revision(tmp_path, old, new)
    assert kinds(found) == {"RENAMED": 4}
    assert found.renames == (Rename("UPC (Ali)", "UPC", 4, Basis.THROUGHOUT),)


def test_no_more_events_are_listed_than_asked(tmp_path: Path) -> None:
    found = revision(tmp_path, [], [row(id=str(number)) for number in range(1, 9)], shown=3)
    assert (found.added, len(found.events)) == (8, 3)


Release = dict[int, dict[str, str]]
CHANGES = st.fixed_dictionaries(
    {}, optional={"best": st.sampled_from("579"), "a": st.sampled_from("AB"), "start": st.just("2020-03-02")}
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.integers(1, 12), CHANGES), st.dictionaries(st.integers(1, 12), CHANGES))
def test_the_parts_make_the_whole(tmp_path: Path, old: Release, new: Release) -> None:
    rows = [[row(id=str(number), **given) for number, given in release.items()] for release in (old, new)]
    found = revision(tmp_path, *rows)
    frame = len(FRAME)
    assert found.same + found.changed + found.removed == len(old) + frame
    assert found.same + found.changed + found.added == len(new) + frame

    def total(release: Release) -> int:
        return sum(int(given.get("best", BASE["best"])) for given in release.values())

    assert sum(change for _, change in found.deaths) == total(new) - total(old)
    assert found.changed == sum((BASE | old[one]) != (BASE | new[one]) for one in old.keys() & new.keys())


REAL = (
    ("ged231-central-african-republic.csv", (54, 3, 251, 1067), 225, [272, 204, 175258]),
    ("ged241-myanmar.csv", (31, 2, 9, 719), 0, [4488, 2127, 175849]),
)


@pytest.mark.parametrize(("name", "numbers", "renamed", "limits"), REAL)
def test_real_releases(name: str, numbers: tuple[int, ...], renamed: int, limits: list[int]) -> None:
    first = Opened(shared("ucdp/ged211-precise.parquet"), id="old")
    spec = DatasetSpec("new", name, Span("x"))
    second, _ = open_dataset(spec, shared(f"ucdp/{name}").parent, first.con, lookup())
    assert second is not None
    found = compare(first.con, first.ok, second, lookup(), read_lineage(shared("ucdp/actor221.csv")), 400)
    assert (found.added, found.removed, found.changed, found.same) == numbers
    assert dict(found.kinds)[Kind.RENAMED] == renamed
    assert [one.events for one in found.limits if one.events] == limits
    assert len(found.events) == sum(numbers[:3])
    assert compare(first.con, first.ok, second, lookup(), {}, 400) == replace(found)
