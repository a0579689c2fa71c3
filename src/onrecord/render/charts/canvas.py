"""A drawing surface for charts: marks collected as the layers of one Vega-Lite specification, plain data throughout.

A canvas has an inner plot with a scale across and one upwards (``x``, ``y``), and margins around it. A mark's row gives
its position on the scales (``x``, ``x2``, ``y``, ``y2``) or in pixels from the plot's upper left corner
(``px``, ``px2``, ``py``, ``py2``). Axes are drawn as marks too: Vega's own axes measure every label and take most of
the time of a chart.

Colours are roles of the theme ("ink", "accent"); each stands in the specification as a hex value that nothing else
uses, which ``onrecord.render.charts.svg`` turns into ``{{role}}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Any

ROLES = (
    "paper", "raised", "ink", "quiet", "rule", "accent", "holds", "fails", "contested", "open",
    "forward", "unmoved", "backward",
)  # fmt: skip
PLACEHOLDERS = {role: f"#7e5a{number:02x}" for number, role in enumerate(ROLES, 1)}
"""The hex value that stands for each role until the SVG is written."""

FONT = "Libre Franklin"
"""The face that texts are laid out in; the SVG names the theme's own before it."""

Row = dict[str, Any]
_SCALED = ("x", "x2", "y", "y2")
_PIXELS = {"px": "x", "px2": "x2", "py": "y", "py2": "y2"}
_PLAIN = {"fill": "fill", "stroke": "stroke", "size": "size"}
_STYLES: dict[str, Row] = {
    "rect": {"opacity": 1, "strokeWidth": 0, "strokeDash": None},
    "rule": {"opacity": 1, "strokeWidth": 1, "strokeDash": None},
    "point": {"opacity": 1, "fillOpacity": 1, "strokeWidth": 0, "shape": "circle"},
    "text": {"opacity": 1},
}
"""What every mark of a kind is styled by, and how where nothing is said."""
_BELOW = {"alphabetic": 0.0, "middle": 0.3, "top": 0.79, "bottom": -0.21}
"""How far the foot of a text is below the place it is put at, in its size: Vega's own numbers (vega-scenegraph,
marks/text.js). A text goes to Vega at its foot and with its size negative: Vega measures no text of such a size, which
would take most of the time of a chart and change nothing where every place is given; ``svg`` drops the sign."""


def colour(role: str) -> str:
    """The placeholder of a role. Raises ``KeyError`` for one that no theme has."""
    return PLACEHOLDERS[role]


@dataclass(frozen=True, slots=True)
class Form:
    """The form a chart is drawn in: for wide columns, or for phones and narrow ones. Sizes are in pixels."""

    name: str
    width: float
    text: float
    small: float
    plot: float

    @property
    def narrow(self) -> bool:
        """Whether it is the narrow form."""
        return self.name == "narrow"


WIDE = Form("wide", 720, 13, 12, 240)
NARROW = Form("narrow", 320, 12.5, 12, 200)


@dataclass
class Canvas:
    """A chart under way. ``width`` and ``height`` are the plot's, in pixels; ``x`` and ``y`` the ends of its scales;
    ``projection`` is that of a map."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    x: tuple[float, float] = (0.0, 1.0)
    y: tuple[float, float] = (0.0, 1.0)
    layers: list[dict[str, Any]] = field(default_factory=list)
    projection: dict[str, Any] | None = None

    @property
    def full_width(self) -> float:
        """The width with its margins."""
        return self.width + self.left + self.right

    @property
    def full_height(self) -> float:
        """The height with its margins."""
        return self.height + self.top + self.bottom

    def at_x(self, value: float) -> float:
        """Where a value stands across, in pixels from the plot's left."""
        low, high = self.x
        return (value - low) / (high - low) * self.width

    def at_y(self, value: float) -> float:
        """Where a value stands, in pixels from the plot's top."""
        low, high = self.y
        return self.height - (value - low) / (high - low) * self.height

    def rects(self, rows: Iterable[Row], **mark: Any) -> None:
        """Rectangles; each row has both ends of both directions."""
        self._add("rect", rows, mark)

    def rules(self, rows: Iterable[Row], **mark: Any) -> None:
        """Straight lines."""
        made = [self._in_pixels(row) for row in rows]
        for row in made:  # with both ends in every row, level lines and upright ones are marks of one layer
            row.setdefault("px2", row["px"])
            row.setdefault("py2", row["py"])
        self._add("rule", made, mark)

    def points(self, rows: Iterable[Row], **mark: Any) -> None:
        """Signs at places; ``size`` is their area in square pixels."""
        self._add("point", (self._in_pixels(row) for row in rows), mark)

    def text(
        self, text: str | Sequence[str], role: str, size: float, *, weight: int = 400, align: str = "left",
        baseline: str = "alphabetic", **at: float,
    ) -> None:  # fmt: skip
        """A text, on several lines where it is a list; ``baseline`` says which part of the first is at the place."""
        value = clean(text) if isinstance(text, str) else [clean(line) for line in text]
        if not value:
            return
        mark = {
            "fontSize": -size, "fontWeight": weight, "align": align, "baseline": "alphabetic",
            "lineHeight": round(size * 1.25, 2),
        }  # fmt: skip
        row = self._in_pixels({**at, "text": value, "fill": role})
        row["py"] += floor(_BELOW[baseline] * size + 0.5)
        self._add("text", [row], mark)

    def _in_pixels(self, row: Row) -> Row:
        """A row with its place on the scales as one in pixels: lines and texts stand among bars, wherever they are."""
        made: Row = {}
        for key, value in row.items():
            if key in _SCALED:
                made[f"p{key}"] = round(self.at_x(value) if key[0] == "x" else self.at_y(value), 2)
            else:
                made[key] = value
        return made

    def _add(self, kind: str, rows: Iterable[Row], mark: Mapping[str, Any]) -> None:
        """Add marks: to the layer on top if it has the same channels, for each layer costs Vega as much as its marks.

        What differs from mark to mark (a weight, a dash) is a field of its row.
        """
        style = {**_STYLES[kind], **mark}
        styled = [
            {f"m_{name}": row.get(name, value) for name, value in style.items()}
            | {key: value for key, value in self._written(row).items() if key not in style}
            for row in rows
        ]
        if not styled:
            return
        encoding = self._encoding(styled[0])
        last = self.layers[-1] if self.layers else None
        if last is not None and last["encoding"] == encoding and last["mark"]["type"] == kind:
            last["data"]["values"] += styled
            return
        fixed = {"filled": True} if kind == "point" else {}
        fields = {name: {"expr": f"datum.m_{name}"} for name in style}
        self.layers.append(
            {"data": {"values": styled}, "mark": {"type": kind, **fixed, **fields}, "encoding": encoding}
        )

    def _written(self, row: Row) -> Row:
        return {key: colour(value) if key in ("fill", "stroke") and value else value for key, value in row.items()}

    def _encoding(self, row: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key in row:
            if key in _SCALED:
                made[key] = {"field": key}
                if len(key) == 1:
                    ends = list(self.x if key == "x" else self.y)
                    scale = {"domain": ends, "nice": False, "zero": False}
                    made[key] |= {"type": "quantitative", "axis": None, "scale": scale}
            elif key in _PIXELS:
                channel = _PIXELS[key]
                made[channel] = {"field": key}
                if len(channel) == 1:
                    made[channel] |= {"type": "quantitative", "axis": None, "scale": None}
            elif key in _PLAIN:
                kind = "quantitative" if key == "size" else "nominal"
                made[_PLAIN[key]] = {"field": key, "type": kind, "scale": None, "legend": None}
            elif key == "text":
                made["text"] = {"field": "text"}
        return made

    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification."""
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": self.width,
            "height": self.height,
            "padding": {"left": self.left, "top": self.top, "right": self.right, "bottom": self.bottom},
            "autosize": "none",
            "background": None,
            "config": {"aria": False, "view": {"stroke": None}, "font": FONT, "text": {"font": FONT}},
            "layer": [_settled(layer) for layer in self.layers],
            **({"projection": self.projection} if self.projection is not None else {}),
        }


def _settled(layer: dict[str, Any]) -> dict[str, Any]:
    """A layer with the styles that all its marks share as the mark's own: a field costs Vega an expression."""
    rows = layer["data"]["values"]
    if not isinstance(rows, list):  # the outlines of a map
        return layer
    styles = {key: value for key, value in rows[0].items() if key.startswith("m_")}
    shared = {key: value for key, value in styles.items() if all(row.get(key, rows) == value for row in rows)}
    data = {"values": [{key: value for key, value in row.items() if key not in shared} for row in rows]}
    marked = layer["mark"] | {key.removeprefix("m_"): value for key, value in shared.items()}
    return {**layer, "data": data, "mark": marked} if shared else layer


# Texts ----------------------------------------------------------------------------------------------------------

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """A text of the dossier as a chart may show it: without control characters and what would turn the direction of
    writing for what follows."""
    return _CONTROLS.sub("", text)


_NARROW_LETTERS = frozenset("ijlI.,;:'’!|()[] \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}ft-")
_BROAD_LETTERS = frozenset("mwMW%—@")
_LEAST = 0.31
"""What the narrowest letter takes, in ems; no more of them than fit are measured, however long a word is."""


def width_of(text: str, size: float, weight: int = 400) -> float:
    """About how wide a text is in pixels: what letters of Libre Franklin take on average, by how broad they are."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW_LETTERS:
            ems += _LEAST
        elif letter in _BROAD_LETTERS:
            ems += 0.88
        elif letter.isupper():
            ems += 0.68
        elif letter.isdigit():
            ems += 0.62
        elif ord(letter) > 0x2E80:
            ems += 1.0
        else:
            ems += 0.57
    return ems * size * (1.0 if weight < 600 else 1.05 if weight < 800 else 1.1)


def wrapped(text: str, size: float, room: float, weight: int = 400, most: int = 4) -> list[str]:
    """A text in lines no wider than ``room``, long words broken. What would need more than ``most`` lines ends in an
    ellipsis: the whole of it stands in the chart's table."""
    lines: list[str] = []
    line = ""
    for word in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):  # not at spaces that do not break
        while width_of(word, size, weight) > room and len(word) > 1:
            fit = min(len(word), int(room / (_LEAST * size)) + 1)
            cut = next((n for n in range(fit, 1, -1) if width_of(word[:n], size, weight) <= room), 1)
            lines += [line] if line else []
            line = ""
            lines.append(word[:cut])
            word = word[cut:]
            if len(lines) > most:
                break
        together = f"{line} {word}" if line else word
        if width_of(together, size, weight) <= room:
            line = together
        else:
            lines += [line] if line else []
            line = word
        if len(lines) > most:
            break
    lines += [line] if line else []
    if len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and width_of(f"{last}…", size, weight) > room:
            last = last[:-1]
        lines[-1] = f"{last.rstrip()}…"
    return lines


def ticks(highest: float, about: int = 4) -> list[float]:
    """Round numbers from 0 to the first that is not below ``highest``."""
    if highest <= 0:
        return [0.0, 1.0]
    step = 10.0**-12
    raw = highest / about
    power = 1.0
    while power * 10 <= raw:
        power *= 10
    while power > raw:
        power /= 10
    for times in (1, 2, 2.5, 5, 10):
        step = power * times
        if step >= raw - 1e-12:
            break
    made = [0.0]
    while made[-1] < highest - step * 1e-9:
        made.append(round(step * len(made), 10))
    return made
