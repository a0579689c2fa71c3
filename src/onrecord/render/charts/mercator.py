"""Mercator's projection as Vega has it, so that words stand where Vega draws places."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, cos, degrees, exp, log, pi, radians, tan

from onrecord.render.charts.outlines import Box

_EARTH = 6371.0088
"""Kilometres: the mean radius (IUGG)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Mercator's projection as Vega has it: ``scale`` pixels to a radian, moved by ``x`` and ``y``."""

    scale: float
    x: float
    y: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position stands, in pixels."""
        return self.x + self.scale * radians(longitude), self.y - self.scale * _north(latitude)

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The longitude and latitude at a spot."""
        return degrees((x - self.x) / self.scale), degrees(2 * atan(exp((self.y - y) / self.scale)) - pi / 2)

    def kilometres(self, latitude: float) -> float:
        """Pixels to a kilometre at a latitude: Mercator's map grows towards the poles."""
        return self.scale / _EARTH / cos(radians(latitude))


def _north(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


def framed(box: Box, width: float) -> tuple[Frame, float]:
    """The projection that puts a box into a width, and the height it takes; a tall one is not higher than 1.15."""
    west, south, east, north = box
    wide, high = radians(east - west), _north(north) - _north(south)
    scale = min(width / wide, width * 1.15 / high)
    height = max(high * scale, width * 0.55)
    x = width / 2 - scale * radians((west + east) / 2)
    y = height / 2 + scale * (_north(north) + _north(south)) / 2
    return Frame(scale, x, y), height
