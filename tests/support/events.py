"""Made-up events in UCDP's layout for sentences: so many deaths of a sort, in a country, in a month."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from onrecord.verifying import Files, open_files

HEADER = (
    "id", "type_of_violence", "side_a", "side_b", "country", "adm_1", "date_prec", "where_prec", "date_start",
    "date_end", "best", "low", "high", "deaths_civilians",
)  # fmt: skip
AS_OF = date(2026, 1, 1)


class Cell(NamedTuple):
    """Where deaths happened, when, and whether in attacks on civilians."""

    country: str
    year: int
    month: int
    civilians: bool = False


def write_events(path: Path, cells: Mapping[Cell, int]) -> Path:
    """One event for each cell: a clash of the government with JNIM, or an attack on civilians by JNIM."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        for number, (cell, deaths) in enumerate(cells.items(), 1):
            sides = ("JNIM", "Civilians") if cell.civilians else (f"Government of {cell.country}", "JNIM")
            day = date(cell.year, cell.month, 15).isoformat()
            writer.writerow(
                [number, 3 if cell.civilians else 1, *sides, cell.country, f"{cell.country} region", 1, 1, day, day]
                + [deaths] * 3 + [deaths if cell.civilians else 0]
            )  # fmt: skip
    return path


def opened_events(path: Path, cells: Mapping[Cell, int]) -> Files:
    """The same, opened for ``onrecord.verifying.verify``."""
    files = open_files([write_events(path, cells)], AS_OF)
    assert files.datasets, [one.message for one in files.findings]
    return files
