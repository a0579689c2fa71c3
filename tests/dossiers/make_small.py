"""Writes the data of the test dossier ``small``: invented events in UCDP's layout, and an invented series.

Run it to make the files again: ``uv run python tests/dossiers/make_small.py``. The same bytes come out every time.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent / "small" / "data"
HEADER = (
    "id", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "where_prec", "where_coordinates",
    "adm_1", "adm_2", "country", "date_prec", "date_start", "date_end", "deaths_civilians", "best", "high", "low",
)  # fmt: skip
STATE, JNIM, OTHERS, CIVILIANS = "Government of Mali", "JNIM", "Government of Niger", "Civilians"
PLACES = (("Moura", "Mopti region", "Djenné circle", "Mali"), ("Gao town", "Gao region", "Gao circle", "Mali"),
          ("Tillabéri town", "Tillabéri region", "Tillabéri department", "Niger"))  # fmt: skip


def events() -> list[tuple[object, ...]]:
    """Four events a quarter in 2019, six in 2020, eight in 2021; the numbers go round by fixed steps."""
    rows: list[tuple[object, ...]] = []
    for year, count in ((2019, 4), (2020, 6), (2021, 8)):
        for quarter in range(4):
            for number in range(count):
                rows.append(_event(len(rows), year, quarter, number))
    return rows


def _event(i: int, year: int, quarter: int, number: int) -> tuple[object, ...]:
    kind = (1, 3, 1, 3, 3)[i % 5]
    place, admin1, admin2, country = PLACES[(i // 2) % 3 if i % 4 == 0 else i % 2]
    state = OTHERS if country == "Niger" else STATE
    side_a, side_b = (state, JNIM) if kind == 1 else (JNIM, CIVILIANS) if i % 3 else (f"{JNIM}, AQIM", CIVILIANS)
    start = date(year, 3 * quarter + 1, 1) + timedelta(days=(11 * number + 5 * i) % 88)
    end = start + timedelta(days=(0, 0, 0, 2, 12)[i % 5])
    best = 2 + (7 * i) % 9 + 3 * (year - 2019) + (14 if (year, quarter) == (2021, 3) else 0)
    return (
        100 + i, kind, f"{country}: Government", f"{side_a} - {side_b}", side_a, side_b, (1, 2, 1, 4)[i % 4], place,
        admin1, admin2, country, (1, 1, 2, 1, 4)[i % 5], start.isoformat(), end.isoformat(),
        best if kind == 3 else i % 3, best, best + (i % 4) * 2, max(0, best - i % 3),
    )  # fmt: skip


def write() -> None:
    """Write both files."""
    HERE.mkdir(parents=True, exist_ok=True)
    with (HERE / "events.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([HEADER, *events()])
    months = [(year, month) for year in (2020, 2021) for month in range(1, 13)]
    lines = [f"Mali,{year}-{month:02d},{12000 + 150 * i}" for i, (year, month) in enumerate(months)]
    (HERE / "peacekeepers.csv").write_text("\n".join(["place,month,value", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
