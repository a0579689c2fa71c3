"""Outlines of countries, cut from world-atlas (Natural Earth, 1:50 million, public domain) to those a map shows.

The file is TopoJSON: arcs that neighbours share, as differences on a grid. A cut has only the arcs of its countries, so
that Vega reads kilobytes instead of the world.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "assets" / "maps" / "countries-50m.json"

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A country: its ISO 3166 number (empty for territories without one), English name and bounds."""

    number: str
    name: str
    box: Box
    place: int


@cache
def _world() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return made


@cache
def _arc(number: int) -> tuple[tuple[float, float], ...]:
    """An arc in degrees; the one's complement of a number is the same arc backwards."""
    if number < 0:
        return tuple(reversed(_arc(~number)))
    (kx, ky), (dx, dy) = (_world()["transform"][name] for name in ("scale", "translate"))
    x = y = 0
    points = []
    for step in _world()["arcs"][number]:
        x, y = x + step[0], y + step[1]
        points.append((x * kx + dx, y * ky + dy))
    return tuple(points)


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def _ring(arcs: Sequence[int]) -> list[tuple[float, float]]:
    return [point for number in arcs for point in _arc(number)]


@cache
def outlines() -> tuple[Outline, ...]:
    """All countries of the file, in its order."""
    made = []
    for place, geometry in enumerate(_world()["objects"]["countries"]["geometries"]):
        points = [point for polygon in _polygons(geometry) for ring in polygon[:1] for point in _ring(ring)]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            name = str(geometry["properties"].get("name", ""))
            made.append(Outline(str(geometry.get("id", "")), name, (min(xs), min(ys), max(xs), max(ys)), place))
    return tuple(made)


def _meets(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def within(box: Box) -> tuple[Outline, ...]:
    """The countries whose bounds meet a box."""
    return tuple(one for one in outlines() if _meets(one.box, box))


def holding(longitude: float, latitude: float) -> Outline | None:
    """The country in which a position lies; ``None`` at sea.

    A ray from the position crosses the country's borders an odd number of times, those of holes included.
    """
    for one in within((longitude, latitude, longitude, latitude)):
        ax, ay, bx, by = _sides(one.place)
        crossed = (ay > latitude) != (by > latitude)
        ax, ay, bx, by = (each[crossed] for each in (ax, ay, bx, by))
        if int((longitude < (bx - ax) * (latitude - ay) / (by - ay) + ax).sum()) % 2:
            return one
    return None


@cache
def _sides(place: int) -> tuple[Any, Any, Any, Any]:
    """The sides of all rings of a country, as arrays of the ends' degrees."""
    import numpy as np

    starts: list[tuple[float, float]] = []
    ends: list[tuple[float, float]] = []
    for polygon in _polygons(_world()["objects"]["countries"]["geometries"][place]):
        for ring in (_ring(arcs) for arcs in polygon):
            starts += ring
            ends += [*ring[1:], ring[0]]
    first, last = np.array(starts), np.array(ends)
    return first[:, 0], first[:, 1], last[:, 0], last[:, 1]


def cut(shown: Sequence[Outline]) -> dict[str, Any]:
    """The TopoJSON of some countries alone."""
    world = _world()
    numbers: dict[int, int] = {}
    arcs: list[Any] = []

    def renumbered(value: Any) -> Any:
        if isinstance(value, list):
            return [renumbered(one) for one in value]
        plain = ~value if value < 0 else value
        if plain not in numbers:
            numbers[plain] = len(arcs)
            arcs.append(world["arcs"][plain])
        return ~numbers[plain] if value < 0 else numbers[plain]

    geometries = []
    for one in shown:
        geometry = world["objects"]["countries"]["geometries"][one.place]
        geometries.append({"type": geometry["type"], "arcs": renumbered(geometry["arcs"])})
    collection = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "transform": world["transform"], "arcs": arcs, "objects": {"countries": collection}}
