"""Maps: what is not known exactly is no point, and outlines are those of the countries in view."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.model.edition import Exactness, Location
from onrecord.render.charts import Chart, Charts, maps, outlines
from onrecord.render.charts.canvas import NARROW, WIDE
from onrecord.render.charts.mercator import framed
from onrecord.render.publish.shown import Sheet

BAMAKO = (-8.0, 12.65)


def drawn(sheet: Sheet, *locations: Location) -> list[dict[str, object]]:
    """The points that are drawn of some locations, in the wide form."""
    statement = next(one for one in sheet.statements if one.id == "change")
    entry = replace(statement.entry, locations=locations)
    plan = next(iter(maps.plans(sheet, replace(statement, entry=entry))))
    layers = plan.draw(WIDE).spec()["layer"]
    keys = {"size", "fill"}
    return [
        {f"m_{name}": style for name, style in layer["mark"].items()} | row
        for layer in layers if layer["mark"]["type"] == "point" for row in layer["data"]["values"]
        if keys <= row.keys() and row["py"] >= 0
    ]  # fmt: skip


def here(exactness: Exactness, events: int = 1, deaths: float | None = 10.0) -> Location:
    return Location(14.3, -4.6, exactness, "Moura", events, deaths)


def test_the_map_counts_what_is_located_only_to_the_country(by_id: dict[str, tuple[Chart, ...]]) -> None:
    chart = by_id["change"][-1]
    assert chart.kind == "map"
    assert chart.title == "Map: Deaths in Mali in 2020"
    assert "3 events are located only to the country and are on no spot of the map." in chart.description
    assert "A map of Mali." in chart.description
    kinds = {row[1] for row in chart.rows}
    assert kinds == {"the place", "near the place", "the region only", "the country only"}


def test_an_event_of_a_country_is_no_point(charted: Sheet) -> None:
    assert len(drawn(charted, here(Exactness.PLACE))) == 1
    assert len(drawn(charted, here(Exactness.PLACE), here(Exactness.COUNTRY))) == 1


@pytest.mark.parametrize("exactness", [Exactness.DISTRICT, Exactness.REGION])
def test_an_event_of_a_division_is_soft_and_as_large_as_one(charted: Sheet, exactness: Exactness) -> None:
    place, soft = here(Exactness.PLACE), here(exactness, deaths=500.0)
    found = drawn(charted, place, soft)
    assert found[0]["m_opacity"] < 0.2  # type: ignore[operator]
    assert found[1]["m_opacity"] > 0.5  # type: ignore[operator]
    # Its size tells of its precision, not of its deaths.
    assert found[0]["size"] == drawn(charted, place, here(exactness, deaths=1.0))[0]["size"]


def test_a_region_is_larger_than_a_district(charted: Sheet) -> None:
    sizes = [drawn(charted, here(one))[0]["size"] for one in (Exactness.DISTRICT, Exactness.REGION)]
    assert sizes[0] < sizes[1]  # type: ignore[operator]


def test_the_area_of_a_dot_is_its_deaths(charted: Sheet) -> None:
    other = Location(16.3, -0.05, Exactness.PLACE, "Gao", 1, 40.0)
    small, large = sorted(float(one["size"]) for one in drawn(charted, here(Exactness.PLACE), other))  # type: ignore[arg-type]
    assert large / small == pytest.approx(4, rel=0.01)


def test_events_of_half_the_world_are_on_no_map(charted: Sheet) -> None:
    statement = next(one for one in charted.statements if one.id == "change")
    cities = [(48.9, 2.3), (52.5, 13.4), (40.4, -3.7), (41.9, 12.5), (50.8, 4.4), (52.4, 4.9), (48.2, 16.4)]
    locations = tuple(Location(y, x, Exactness.PLACE, "city", 1, 1.0) for y, x in cities)
    assert not list(maps.plans(charted, replace(statement, entry=replace(statement.entry, locations=locations))))


INCIDENT = "- X. [@s] {#one}\n  ~~~ incident\n  what: A\n  where: Moura\n  at: [14.3, -4.6]\n  ~~~\n"


def test_an_incident_with_a_position_is_on_a_map(make: Callable[..., Sheet]) -> None:
    sheet = make(INCIDENT.replace("4.6]", "4.6]\n  precision: region"))
    (chart,) = Charts().of(sheet, sheet.statements[0])
    assert (chart.kind, chart.title) == ("map", "Map: Moura")
    assert chart.rows == (("Moura", "the region only", "1"),)


def test_a_position_that_few_may_see_is_on_no_map(make: Callable[..., Sheet]) -> None:
    sheet = make(INCIDENT.replace("4.6]", "4.6]\n  internal: [at]"))
    assert Charts().of(sheet, sheet.statements[0]) == ()


def test_a_position_lies_in_its_country() -> None:
    found = outlines.holding(*BAMAKO)
    assert found is not None and (found.name, found.number) == ("Mali", "466")
    assert outlines.holding(-30.0, 0.0) is None


def test_a_cut_has_only_what_it_needs() -> None:
    mali = outlines.holding(*BAMAKO)
    assert mali is not None
    made = outlines.cut([mali])
    assert len(json.dumps(made)) < 20_000
    used = {n if n >= 0 else ~n for ring in made["objects"]["countries"]["geometries"][0]["arcs"] for n in ring}
    assert used == set(range(len(made["arcs"])))


def test_the_frame_fits_and_turns_back() -> None:
    box = (-12.5, 10.0, 4.5, 25.0)
    for form in (WIDE, NARROW):
        frame, height = framed(box, form.width)
        west, north = frame.at(box[0], box[3])
        east, south = frame.at(box[2], box[1])
        assert -0.01 <= west < east <= form.width + 0.01
        assert -0.01 <= north < south <= height + 0.01
        assert frame.back(*frame.at(*BAMAKO)) == pytest.approx(BAMAKO)


def test_a_kilometre_grows_towards_the_poles() -> None:
    frame, _ = framed((-12.5, 10.0, 4.5, 25.0), 640)
    degree = frame.at(0, 0)[1] - frame.at(0, 1)[1]
    assert degree == pytest.approx(111.2 * frame.kilometres(0), rel=0.001)
    assert frame.kilometres(60) == pytest.approx(2 * frame.kilometres(0))
