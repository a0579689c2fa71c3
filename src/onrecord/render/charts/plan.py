"""What is to be drawn: the words of a chart, the numbers behind it, and how it is drawn in a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.render.charts.canvas import Canvas, Form


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart before it is drawn; the fields are those of ``onrecord.render.charts.Chart``. ``name`` tells several of
    one statement apart."""

    name: str
    kind: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[Form], Canvas]
