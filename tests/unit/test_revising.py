"""The difference of two snapshots, told by their sidecars, is that of the two files."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.model.revision import Revision
from onrecord.revising import revised
from onrecord.snapshots import Arrival, add

NOW = datetime(2022, 6, 15, tzinfo=UTC)
HEADER = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,where_prec,latitude,longitude"


def release(chance: random.Random, ids: range) -> list[list[str]]:
    rows = []
    for number in ids:
        day = f"2020-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        country, side = chance.choice(("Mali", "Niger")), chance.choice(("Old name", "IS", "JNIM, IS"))
        rows.append([str(number), "3", day, day, "5", "4", "6", country, side, "Civilians", "1", "14.5", "-4.5"])
    return rows


def revise(chance: random.Random, rows: list[list[str]]) -> list[list[str]]:
    """Another release: some events less, some more, some changed, one actor under another name."""
    kept = [list(row) for row in rows if chance.random() > 0.05]
    for row in kept:
        row[8] = row[8].replace("Old name", "New name")
        if chance.random() < 0.1:
            column, value = chance.choice(((1, "1"), (4, "9"), (7, "Mali"), (8, "Another"), (11, "15")))
            row[column] = value if column != 8 or row[8] == "IS" else row[8]
    rough = [[*row[:10], "5", *row[11:]] for row in release(chance, range(5000, 5040))]
    more = [*release(chance, range(2000, 2020)), *rough]
    return [*kept, *([*row[:8], row[8].replace("Old name", "New name"), *row[9:]] for row in more)]


def write(path: Path, rows: list[list[str]]) -> Path:
    lines = (",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    path.write_text("\n".join((HEADER, *lines, "")))
    return path


def told(old: str | Path, new: str | Path, root: Path) -> Revision:
    found = revised(str(old), str(new), root, None, 1000).revision
    assert found is not None
    nameless = (replace(side, name="") for side in (found.old, found.new))
    return replace(found, **dict(zip(("old", "new"), nameless, strict=True)))


@pytest.mark.parametrize("seed", range(3))
def test_by_sidecars_or_by_rows(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows = release(chance, range(1, 400))
    files = [write(tmp_path / "old.csv", rows), write(tmp_path / "new.csv", revise(chance, rows))]
    for file, day in zip(files, (date(2022, 1, 1), date(2022, 6, 1)), strict=True):
        assert add(tmp_path, None, "ged", Arrival(file, day), NOW, "onrecord").snapshot is not None
    of_files = told(files[0], files[1], tmp_path)
    assert told("ged@2022-01-01", "ged@2022-06-01", tmp_path) == of_files
    assert of_files.removed > 0 and of_files.changed > 0 and of_files.same > 0
    assert [(one.old, one.new) for one in of_files.renames] == [("Old name", "New name")]
    assert of_files.added == 20 and [one.events for one in of_files.limits] == [40]
    assert told("ged@2022-06-01", "ged@2022-01-01", tmp_path) == told(files[1], files[0], tmp_path)


def test_without_its_sidecar_a_snapshot_is_compared_by_its_rows(tmp_path: Path) -> None:
    chance = random.Random(7)
    rows = release(chance, range(1, 50))
    files = [write(tmp_path / "old.csv", rows), write(tmp_path / "new.csv", rows[:-1])]
    for file, day in zip(files, (date(2022, 1, 1), date(2022, 6, 1)), strict=True):
        add(tmp_path, None, "ged", Arrival(file, day), NOW, "onrecord")
    before = told("ged@2022-01-01", "ged@2022-06-01", tmp_path)
    next(tmp_path.glob("data/snapshots/ged/2022-01-01-*/digests.parquet")).write_bytes(b"x")
    found = revised("ged@2022-01-01", "ged@2022-06-01", tmp_path, None, 1000)
    assert [one.code for one in found.findings] == ["OR321"]
    assert told("ged@2022-01-01", "ged@2022-06-01", tmp_path) == before
