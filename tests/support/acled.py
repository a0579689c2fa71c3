"""ACLED events, made up, written in every layout that ACLED and HDX publish.

ACLED's terms do not allow real rows to be passed on, so the layouts are imitated with invented events.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

Rows = list[list[str]]

OLD = [
    "data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "timestamp", "iso3",
]  # fmt: skip
NEW = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
_TAGS = {
    "data_id": "#event+id", "event_id_cnty": "#event+code", "event_date": "#date+occurred", "year": "#date+year",
    "event_type": "#event+type", "actor1": "#group+name+first", "actor2": "#group+name+second",
    "country": "#country+name", "admin1": "#adm1+name", "admin2": "#adm2+name", "location": "#loc+name",
    "latitude": "#geo+lat", "longitude": "#geo+lon", "source": "#meta+source", "notes": "#description",
    "fatalities": "#affected+killed", "iso3": "#country+code",
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One invented event; ``allies1`` and ``allies2`` are the associated actors."""

    id: str
    day: dt.date
    event_type: str
    sub_event_type: str
    actor1: str
    allies1: tuple[str, ...]
    actor2: str
    allies2: tuple[str, ...]
    country: str
    admin1: str
    location: str
    latitude: float
    longitude: float
    time_precision: int
    geo_precision: int
    fatalities: int
    notes: str

    @property
    def targets_civilians(self) -> bool:
        """Whether the new layout marks the event with civilian targeting."""
        return self.event_type == "Violence against civilians"

    def value(self, column: str, *, old: bool) -> str:
        """The cell of ``column`` for this event."""
        month = self.day.strftime("%d %B %Y")
        cells = {
            "data_id": "9" + "".join(char for char in self.id if char.isdigit()),
            "event_id_cnty": self.id,
            "event_date": month if old else self.day.isoformat(),
            "year": str(self.day.year),
            "time_precision": str(self.time_precision),
            "event_type": self.event_type,
            "sub_event_type": self.sub_event_type,
            "disorder_type": "Political violence",
            "actor1": self.actor1,
            "assoc_actor_1": "; ".join(self.allies1),
            "inter1": "1" if old else "State forces",
            "actor2": self.actor2,
            "assoc_actor_2": "; ".join(self.allies2),
            "inter2": "" if not self.actor2 else "7" if old else "Civilians",
            "civilian_targeting": "Civilian targeting" if self.targets_civilians else "",
            "iso": "466",
            "iso3": "MLI",
            "region": "Western Africa",
            "country": self.country,
            "admin1": self.admin1,
            "location": self.location,
            "latitude": str(self.latitude),
            "longitude": str(self.longitude),
            "geo_precision": str(self.geo_precision),
            "source": "An invented paper",
            "source_scale": "National",
            "notes": self.notes,
            "fatalities": str(self.fatalities),
            "timestamp": "1700000000",
        }
        return cells.get(column, "")


def table(events: Iterable[Event], layout: str) -> Rows:
    """The events with a header, in the layout "old", "new", "hdx", "upper", "monadic" or "flipped"."""
    old = layout in ("old", "hdx")
    columns = OLD if old else NEW
    header = [name.upper() for name in columns] if layout == "upper" else list(columns)
    rows = [header]
    if layout == "hdx":
        rows.append([_TAGS.get(name, "") for name in columns])
    for event in events:
        if layout == "monadic":
            rows += _monadic(event)
        else:
            rows.append([event.value(name, old=old) for name in columns])
            if layout == "flipped" and event.actor2:
                rows.append(_flipped(event))
    return rows


def _monadic(event: Event) -> Rows:
    """One row per actor, the actor as actor1 and actor2 empty."""
    base = [event.value(name, old=False) for name in NEW]
    rows = []
    sides = [(event.actor1, event.allies1)] + ([(event.actor2, event.allies2)] if event.actor2 else [])
    for actor, allies in sides:
        row = list(base)
        for column, value in (("actor1", actor), ("assoc_actor_1", "; ".join(allies)), ("actor2", ""),
                              ("assoc_actor_2", ""), ("inter2", "")):  # fmt: skip
            row[NEW.index(column)] = value
        rows.append(row)
    return rows


def _flipped(event: Event) -> list[str]:
    """The event seen from its second actor."""
    row = [event.value(name, old=False) for name in NEW]
    for one, other in (("actor1", "actor2"), ("assoc_actor_1", "assoc_actor_2"), ("inter1", "inter2")):
        row[NEW.index(one)], row[NEW.index(other)] = row[NEW.index(other)], row[NEW.index(one)]
    return row


def write_csv(path: Path, rows: Sequence[Sequence[str]], separator: str = ",", bom: bool = False) -> Path:
    """Write rows as a text file."""
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[str]], sheet: str = "Data") -> Path:
    """Write rows as a workbook, with a sheet of notes before the data, as HDX does."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.create_sheet("Read me").append(["Made up for a test"])
    page = book.create_sheet(sheet)
    for row in rows:
        page.append([_cell(value) for value in row])
    book.save(path)
    return path


def _cell(value: str) -> object:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        pass
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return value or None


def write_parquet(path: Path, rows: Sequence[Sequence[str]], typed: bool = False) -> Path:
    """Write rows as Parquet: all text, or dates and numbers as such."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    header, *body = rows
    columns: dict[str, object] = {}
    for index, name in enumerate(header):
        cells: list[object] = [row[index] for row in body]
        if typed and name == "event_date":
            cells = [dt.date.fromisoformat(str(cell)) for cell in cells]
        if typed and name in ("fatalities", "time_precision", "geo_precision"):
            cells = [int(str(cell)) for cell in cells]
        if typed and name in ("latitude", "longitude"):
            cells = [float(str(cell)) for cell in cells]
        columns[name] = pa.array(cells)
    pq.write_table(pa.table(columns), path)
    return path


ACTORS = ("Military Forces of Mali (2020-)", "JNIM: Group for Support of Islam and Muslims", "Dozo Communal Militia",
          "Islamic State (Sahel)", "Wagner Group", "Unidentified Armed Group (Mali)")  # fmt: skip
CIVILIANS = ("Civilians (Mali)", "Civilians (Burkina Faso)")
TYPES = (("Battles", "Armed clash"), ("Violence against civilians", "Attack"),
         ("Explosions/Remote violence", "Air/drone strike"), ("Strategic developments", "Agreement"))  # fmt: skip


@st.composite
def events(draw: st.DrawFn, most: int = 8) -> tuple[Event, ...]:
    """Some invented events with different ids."""
    numbers = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=most, unique=True))
    return tuple(draw(_event(f"MLI{number}")) for number in numbers)


@st.composite
def _event(draw: st.DrawFn, event_id: str) -> Event:
    kind, sub_kind = draw(st.sampled_from(TYPES))
    names = draw(st.permutations(ACTORS))
    allies = draw(st.integers(0, 2))
    if kind == "Violence against civilians":
        other: tuple[str, tuple[str, ...]] = (draw(st.sampled_from(CIVILIANS)), ())
    elif kind == "Strategic developments":
        other = ("", ())
    else:
        other = (names[3], tuple(names[4 : 4 + draw(st.integers(0, 2))]))
    note = draw(st.text("abc é,;\"'\t|", max_size=12)).strip()
    return Event(
        id=event_id,
        day=draw(st.dates(dt.date(1997, 1, 1), dt.date(2024, 12, 31))),
        event_type=kind,
        sub_event_type=sub_kind,
        actor1=names[0],
        allies1=tuple(names[1 : 1 + allies]),
        actor2=other[0],
        allies2=other[1],
        country=draw(st.sampled_from(("Mali", "Burkina Faso", "Cote d'Ivoire"))),
        admin1=draw(st.sampled_from(("Mopti", "Gao, Centre", ""))),
        location=draw(st.sampled_from(("Moura", "Dori"))),
        latitude=draw(st.integers(-90, 90)) + 0.5,
        longitude=draw(st.integers(-179, 179)) + 0.25,
        time_precision=draw(st.integers(1, 3)),
        geo_precision=draw(st.integers(1, 3)),
        fatalities=draw(st.integers(0, 500)),
        notes=note,
    )


def many(count: int, seed: int = 1) -> Iterable[Event]:
    """``count`` invented events, for measurements."""
    chance = random.Random(seed)
    start = dt.date(1997, 1, 1)
    for number in range(count):
        kind, sub_kind = chance.choice(TYPES)
        civilian = kind == "Violence against civilians"
        yield Event(
            id=f"MLI{number}",
            day=start + dt.timedelta(days=chance.randrange(9000)),
            event_type=kind,
            sub_event_type=sub_kind,
            actor1=f"{chance.choice(ACTORS)} {chance.randrange(500)}",
            allies1=(),
            actor2=chance.choice(CIVILIANS) if civilian else chance.choice(ACTORS),
            allies2=(),
            country=f"Country {chance.randrange(90)}",
            admin1=f"Province {chance.randrange(20)}",
            location=f"Town {chance.randrange(3000)}",
            latitude=12.5,
            longitude=-3.25,
            time_precision=chance.randint(1, 3),
            geo_precision=chance.randint(1, 3),
            fatalities=chance.randrange(20),
            notes="On this day, as an invented paper says, something happened that never did, at some length. " * 2,
        )
