"""Where events were, by the precision that the data give; nothing where they give none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.acled import Event, table

from onrecord.data.locations import _order
from onrecord.freezing import freeze
from onrecord.model.edition import Edition, Exactness, Location

UCDP = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,adm_1,adm_2,where_coordinates"
DAY = date(2023, 1, 1)


def edition(folder: Path, header: str, rows: list[str], reading: str = "deaths in Mali in 2020 are 10") -> Edition:
    """The edition of a dossier with one statement and one event file."""
    (folder / "claims").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "events.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    (folder / "dossier.toml").write_text(
        'title = "T"\nas_of = 2022-06-30\n[datasets.events]\npath = "data/events.csv"\n'
        "covers = [2020-01-01, 2021-12-31]\ncomplete = true\n",
        "utf-8",
    )
    (folder / "sources.json").write_text('[{"id": "s", "type": "report", "title": "S"}]', "utf-8")
    (folder / "claims" / "a.md").write_text(
        f"---\nclaim: Peace.\nclaimant: X\n---\n\n- Deaths. [@s] {{#one}}\n  ~~~ reads\n  {reading}\n  ~~~\n", "utf-8"
    )
    made = freeze(folder, DAY).edition
    assert made is not None
    return made


def located(made: Edition) -> tuple[Location, ...]:
    return made.first.entries[0].locations


def ucdp(number: int, best: int, place: str, where: str, precision: str) -> str:
    """A row of UCDP's: an event in March 2020 in Mali."""
    day = f"2020-03-0{number}"
    return f"{number},1,{day},{day},{best},{best},{best},Mali,A,B,Mopti,Djenne,{place},{where},{precision}"


@pytest.mark.parametrize(
    ("code", "exactness"),
    [
        ("1", Exactness.PLACE), ("2", Exactness.NEAR), ("3", Exactness.DISTRICT), ("4", Exactness.REGION),
        ("5", Exactness.REGION), ("6", Exactness.COUNTRY), ("7", Exactness.COUNTRY), ("2.0", Exactness.NEAR),
    ],
)  # fmt: skip
def test_ucdps_precision_of_places(tmp_path: Path, code: str, exactness: Exactness) -> None:
    made = edition(tmp_path, f"{UCDP},latitude,longitude,where_prec", [ucdp(1, 10, "Moura", "14.5,-4.1", code)])
    assert located(made) == (Location(14.5, -4.1, exactness, "Moura", 1, 10.0),)


@pytest.mark.parametrize("layout", ["old", "new", "hdx", "monadic"])
@pytest.mark.parametrize(
    ("code", "exactness"), [(1, Exactness.PLACE), (2, Exactness.NEAR), (3, Exactness.REGION), (4, None)]
)
def test_acleds_precision_of_places_in_every_layout(
    tmp_path: Path, layout: str, code: int, exactness: Exactness | None
) -> None:
    """Of 3 the position is that of the region's capital; of a code that ACLED does not have nothing is known."""
    event = Event(
        "MLI1", date(2020, 3, 1), "Battles", "Armed clash", "Military Forces of Mali (2020-2021)", (), "JNIM", (),
        "Mali", "Mopti", "Moura", 14.5, -4.1, 1, code, 10, "Invented.",
    )  # fmt: skip
    header, *rows = (",".join(f'"{cell}"' for cell in row) for row in table([event], layout))
    found = located(edition(tmp_path, header, rows))
    assert found == (() if exactness is None else (Location(14.5, -4.1, exactness, "Moura", 1, 10.0),))


def test_events_at_one_place_are_counted_together_and_most_deaths_come_first(tmp_path: Path) -> None:
    rows = [
        ucdp(1, 2, "Moura", "14.5,-4.1", "1"),
        ucdp(2, 3, "Moura", "14.5,-4.1", "1"),
        ucdp(3, 4, "Moura", "14.5,-4.1", "4"),
        ucdp(4, 9, "Gao", "16.3,-0.05", "1"),
    ]
    made = edition(tmp_path, f"{UCDP},latitude,longitude,where_prec", rows)
    assert [(one.place, one.exactness.value, one.events, one.deaths) for one in located(made)] == [
        ("Gao", "place", 1, 9.0),
        ("Moura", "place", 2, 5.0),
        ("Moura", "region", 1, 4.0),
    ]


def test_other_years_and_other_places_are_not_on_the_map(tmp_path: Path) -> None:
    rows = [
        ucdp(1, 2, "Moura", "14.5,-4.1", "1"),
        ucdp(2, 3, "Gao", "16.3,-0.05", "1").replace("2020-03", "2021-03"),
        ucdp(3, 3, "Niamey", "13.5,2.1", "1").replace("Mali", "Niger"),
    ]
    made = edition(tmp_path, f"{UCDP},latitude,longitude,where_prec", rows)
    assert [one.place for one in located(made)] == ["Moura"]


def test_coordinates_without_a_precision_are_no_places(tmp_path: Path) -> None:
    row = ucdp(1, 10, "Moura", "14.5,-4.1", "1").rpartition(",")[0]
    assert located(edition(tmp_path, f"{UCDP},latitude,longitude", [row])) == ()


def test_positions_outside_the_globe_are_left_out(tmp_path: Path) -> None:
    rows = [ucdp(1, 2, "Moura", "114.5,-4.1", "1"), ucdp(2, 2, "Gao", ",", "1")]
    assert located(edition(tmp_path, f"{UCDP},latitude,longitude,where_prec", rows)) == ()


def test_data_that_are_not_public_are_on_no_map(tmp_path: Path) -> None:
    made = edition(tmp_path, f"{UCDP},latitude,longitude,where_prec", [ucdp(1, 2, "Moura", "14.5,-4.1", "1")])
    assert located(made)
    settings = tmp_path / "dossier.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[datasets.events]", '[datasets.events]\nvisibility = "internal"'), "utf-8")
    closed = freeze(tmp_path, DAY).edition
    assert closed is not None
    assert located(closed) == ()


def test_near_positions_are_put_together_where_there_are_too_many() -> None:
    from onrecord.data.locations import _merged

    placed = [
        Location(14.50, -4.1, Exactness.PLACE, "Moura", 3, 9.0),
        Location(14.54, -4.1, Exactness.PLACE, "Near Moura", 1, 10.0),
        Location(14.54, -4.1, Exactness.REGION, "Mopti", 1, 1.0),
        Location(17.00, 1.0, Exactness.PLACE, "Kidal", 1, 1.0),
    ]
    merged = sorted(_merged(placed, 0.5), key=lambda one: one.place)
    assert [(one.place, one.events, one.deaths) for one in merged] == [
        ("Kidal", 1, 1.0),
        ("Mopti", 1, 1.0),
        ("Near Moura", 4, 19.0),
    ]
    assert merged[2].latitude == 14.51


def test_positions_that_differ_in_precision_only_have_an_order():
    alike = [Location(1.0, 2.0, exactness, "Gao", 1, 3.0) for exactness in Exactness]
    assert len({_order(one) for one in alike}) == len(alike)
