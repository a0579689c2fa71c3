"""Maps of the events behind a figure, and of incidents whose position is known: what is not known exactly is no point.

A place is a dot, its area the deaths there; an event near a place is a ring. One known to the district or region only
is a soft circle about as large as such a division, not at its own place; one known to the country only is on no spot
at all: it is counted above the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import pi, sqrt
from typing import Any

from onrecord.model.blocks import Incident
from onrecord.model.edition import Exactness, Location
from onrecord.render.charts import outlines
from onrecord.render.charts.canvas import Canvas, Form, Row, colour, width_of, wrapped
from onrecord.render.charts.mercator import Frame, framed
from onrecord.render.charts.outlines import Box, Outline
from onrecord.render.charts.pieces import Key, draw_keys, key_height, key_rows
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.words import capital, number
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement

_REACH = {Exactness.DISTRICT: 30.0, Exactness.REGION: 75.0}
"""Kilometres that a soft circle reaches: about as far as such a division of a country does."""

_LARGEST = 22.0
_SMALLEST = 2.5
_MARGIN = 0.6
"""Degrees around what is shown."""

_MOST_COUNTRIES = 6
_LABELS = 4
_CLEAR = 12
"""Dots that no name covers."""
_TABLE = 40


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a map shows: the countries in question, those around them, the positions, and how many events have none."""

    concerned: tuple[Outline, ...]
    shown: tuple[Outline, ...]
    placed: tuple[Location, ...]
    unplaced: int
    box: Box


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """The map of a statement's events, and that of its incidents with a position."""
    entry = statement.entry
    if entry.locations:
        first = next((one for one in entry.outcome.figures if one.amount is not None), None)
        what = capital(sheet.label(first.label)) if first is not None else ""
        yield from _plan(sheet, "map", what, entry.locations)
    incidents = [one for block in entry.statement.blocks if isinstance(block, Incident) for one in _of_incident(block)]
    if incidents:
        yield from _plan(sheet, "map-incident", incidents[0].place, incidents)


def _of_incident(block: Incident) -> Iterator[Location]:
    """An incident whose block says where it was."""
    if not block.at:  # a view without it has an empty one
        return
    exactness = {
        "exact": Exactness.PLACE, "town": Exactness.PLACE, "district": Exactness.DISTRICT,
        "region": Exactness.REGION, "country": Exactness.COUNTRY,
    }.get(block.precision, Exactness.NEAR)  # fmt: skip
    yield Location(*block.at, exactness, block.where, 1, None)


def _plan(sheet: Sheet, name: str, what: str, locations: Sequence[Location]) -> Iterator[Plan]:
    scene = _scene(locations)
    if scene is None:
        return
    locale = sheet.locale
    title = locale.text("Map: {what}", what=what)
    deaths = any(one.deaths for one in locations)
    header: tuple[str, ...] = (locale.text("Place"), locale.text("How exactly it is known"), locale.text("Events"))
    rows: list[tuple[str, ...]] = [
        (one.place, _exactly(locale, one.exactness), locale.number(one.events)) for one in locations[:_TABLE]
    ]
    if deaths:
        header = (*header, locale.text("Deaths"))
        rows = [(*row, "" if one.deaths is None else number(locale, one.deaths))
                for row, one in zip(rows, locations, strict=False)]  # fmt: skip
    rest = len(locations) - _TABLE
    if rest > 0:
        more = locale.plural("{n} more position", "{n} more positions", rest)
        events = locale.number(sum(one.events for one in locations[_TABLE:]))
        tail = (number(locale, sum(one.deaths or 0 for one in locations[_TABLE:])),) if deaths else ()
        rows.append((more, "", events, *tail))
    yield Plan(
        name, "map", title, _described(locale, scene, deaths), tuple(header), tuple(rows),
        partial(_draw, locale, scene),
    )  # fmt: skip


def _exactly(locale: Locale, exactness: Exactness) -> str:
    return {
        Exactness.PLACE: locale.text("the place"),
        Exactness.NEAR: locale.text("near the place"),
        Exactness.DISTRICT: locale.text("the district only"),
        Exactness.REGION: locale.text("the region only"),
        Exactness.COUNTRY: locale.text("the country only"),
    }[exactness]


def _described(locale: Locale, scene: _Scene, deaths: bool) -> str:
    names = [_called(locale, one) for one in scene.concerned]
    events = sum(one.events for one in scene.placed)
    said = [locale.text("A map of {countries}.", countries=locale.listed(names))] if names else []
    said.append(locale.plural("{n} event is drawn.", "{n} events are drawn.", events))
    vague = sum(one.events for one in scene.placed if one.exactness in _REACH)
    if vague:
        said.append(
            locale.plural(
                "{n} of them is known only to the district or region.",
                "{n} of them are known only to the district or region.", vague,
            )
        )  # fmt: skip
    if scene.unplaced:
        said.append(_unplaced(locale, scene.unplaced))
    top = [one for one in scene.placed if one.exactness not in _REACH][:3]
    if top and deaths:
        places = [f"{one.place} ({number(locale, one.deaths or 0.0)})" for one in top]
        said.append(locale.text("Most deaths: {places}.", places=locale.listed(places)))
    return " ".join(said)


def _unplaced(locale: Locale, count: int) -> str:
    return locale.plural(
        "{n} event is located only to the country and is on no spot of the map.",
        "{n} events are located only to the country and are on no spot of the map.", count,
    )  # fmt: skip


# The scene ------------------------------------------------------------------------------------------------------


def _scene(locations: Sequence[Location]) -> _Scene | None:
    """What is shown; ``None`` where the events lie in more countries than one map can show."""
    placed = tuple(one for one in locations if one.exactness is not Exactness.COUNTRY)
    unplaced = sum(one.events for one in locations if one.exactness is Exactness.COUNTRY)
    found: dict[str, Outline] = {}
    weight: dict[str, int] = {}
    for one in locations:
        country = outlines.holding(one.longitude, one.latitude)
        if country is not None:
            found.setdefault(country.name, country)
            weight[country.name] = weight.get(country.name, 0) + one.events
    total = sum(weight.values())
    # A few events across a border make no country of it.
    concerned = tuple(one for name, one in sorted(found.items()) if 100 * weight[name] >= total)
    if not concerned or len(concerned) > _MOST_COUNTRIES:
        return None
    boxes = [one.box for one in concerned]
    boxes += [(one.longitude, one.latitude, one.longitude, one.latitude) for one in placed]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    box = (
        max(west - _MARGIN, -180.0),
        max(south - _MARGIN, -80.0),
        min(east + _MARGIN, 180.0),
        min(north + _MARGIN, 83.0),
    )
    if box[2] - box[0] > 120:
        return None
    # The frame is seldom as the box is: countries beside it come into view too.
    wide, high = box[2] - box[0], box[3] - box[1]
    around = (box[0] - high, box[1] - wide / 2, box[2] + high, box[3] + wide / 2)
    return _Scene(concerned, outlines.within(around), placed, unplaced, box)


def _called(locale: Locale, one: Outline) -> str:
    """A country in the page's language, by its ISO number."""
    return locale.territory(one.number) or one.name


# Drawing --------------------------------------------------------------------------------------------------------


def _draw(locale: Locale, scene: _Scene, form: Form) -> Canvas:
    frame, height = framed(scene.box, min(form.width, 640))
    width = min(form.width, 640)
    keys = key_rows(tuple(_keys(locale, scene)), form, form.width - 4)
    notes = [_unplaced(locale, scene.unplaced)] if scene.unplaced else []
    top = key_height(keys, form) + (form.small + 8) * len(notes) * (2 if form.narrow else 1)
    canvas = Canvas(width, height, top=top, right=form.width - width, bottom=2)
    canvas.projection = {
        "type": "mercator", "scale": round(frame.scale, 4), "translate": [round(frame.x, 3), round(frame.y, 3)],
        "clipExtent": [[0, 0], [round(width, 2), round(height, 2)]],
    }  # fmt: skip
    names = {one.name for one in scene.concerned}
    _land(canvas, [one for one in scene.shown if one.name not in names], "raised", "rule", 1.0)
    _land(canvas, scene.concerned, "rule", "quiet", 0.55)
    most = max([one.deaths or 0.0 for one in scene.placed] or [0.0]) or float(
        max([one.events for one in scene.placed] or [1])
    )
    _places(canvas, scene, frame, most)
    _words(canvas, locale, scene, frame, form, most)
    _scale_bar(canvas, locale, frame, scene, form)
    canvas.rects([{"px": 0.5, "px2": width - 0.5, "py": 0.5, "py2": height - 0.5, "fill": None, "stroke": "rule"}],
                 strokeWidth=1)  # fmt: skip
    draw_keys(canvas, keys, form, 0, -top)
    for text in notes:
        lines = wrapped(text, form.small, form.width - 4)
        canvas.text(lines, "ink", form.small, px=0, py=-top + key_height(keys, form) + form.small - 2)
    return canvas


def _land(canvas: Canvas, shown: Sequence[Outline], fill: str, stroke: str, opacity: float) -> None:
    if shown:
        data = {"values": outlines.cut(shown), "format": {"type": "topojson", "feature": "countries"}}
        mark: dict[str, Any] = {
            "type": "geoshape", "fill": colour(fill), "stroke": colour(stroke), "strokeWidth": 0.8,
            "fillOpacity": opacity,
        }  # fmt: skip
        canvas.layers.append({"data": data, "mark": mark, "encoding": {}})


def _radius(value: float, most: float, width: float) -> float:
    """The radius of a dot, its area in proportion to its number; the smallest is one that can still be seen."""
    return max(_SMALLEST, _LARGEST * sqrt(width / 640) * sqrt(max(value, 0.0) / most))


def _value(one: Location, by_deaths: bool) -> float:
    return (one.deaths or 0.0) if by_deaths else float(one.events)


def _places(canvas: Canvas, scene: _Scene, frame: Frame, most: float) -> None:
    by_deaths = any(one.deaths for one in scene.placed)
    soft: list[Row] = []
    rings: list[Row] = []
    dots: list[Row] = []
    for one in scene.placed:
        x, y = (round(each, 2) for each in frame.at(one.longitude, one.latitude))
        if one.exactness in _REACH:
            radius = max(_REACH[one.exactness] * frame.kilometres(one.latitude), 6.0)
            soft.append({"px": x, "py": y, "size": round(pi * radius**2, 2), "fill": "accent"})
        else:
            row = {"px": x, "py": y, "size": round(pi * _radius(_value(one, by_deaths), most, canvas.width) ** 2, 2)}
            (dots if one.exactness is Exactness.PLACE else rings).append(row)
    canvas.points(soft, opacity=round(max(0.05, min(0.16, 1.6 / max(len(soft), 1))), 3))
    canvas.points([{**row, "fill": "paper", "stroke": "accent"} for row in rings], strokeWidth=1.4, fillOpacity=0.4)
    canvas.points([{**row, "fill": "accent", "stroke": "paper"} for row in dots], strokeWidth=0.7, opacity=0.8)


def _keys(locale: Locale, scene: _Scene) -> Iterator[Key]:
    by_deaths = any(one.deaths for one in scene.placed)
    kinds = {one.exactness for one in scene.placed}
    if Exactness.PLACE in kinds:
        yield Key("circle", "accent", locale.text("at the place"), 0.8)
    if Exactness.NEAR in kinds:
        yield Key("ring", "accent", locale.text("near the place"))
    if kinds & set(_REACH):
        yield Key("circle", "accent", locale.text("somewhere in the district or region"), 0.25)
    values = [_value(one, by_deaths) for one in scene.placed if one.exactness not in _REACH]
    if by_deaths and values and max(values):
        highest = number(locale, max(values))
        yield Key("", "ink", locale.text("Area of a dot: deaths, at most {n}", n=highest))


def _words(canvas: Canvas, locale: Locale, scene: _Scene, frame: Frame, form: Form, most: float) -> None:
    """The names of countries, and of the places where most was."""
    taken: list[Box] = [(0.0, canvas.height - 40, 130.0, canvas.height)]  # the scale's bar
    by_deaths = any(one.deaths for one in scene.placed)
    top = [one for one in scene.placed if one.exactness not in _REACH and one.place]
    for one in top[:_CLEAR]:
        x, y = frame.at(one.longitude, one.latitude)
        radius = _radius(_value(one, by_deaths), most, canvas.width)
        taken.append((x - radius, y - radius, x + radius, y + radius))
    for one in top[: 2 if form.narrow else _LABELS]:
        text = f"{one.place}, {number(locale, _value(one, by_deaths))}" if by_deaths else one.place
        x, y = frame.at(one.longitude, one.latitude)
        wide = width_of(text, form.small, 600)
        off = _radius(_value(one, by_deaths), most, canvas.width) + 5
        middle = x - wide / 2
        for px, py in (
            (x + off, y + 4),
            (x - wide - off, y + 4),
            (middle, y - off - 2),
            (middle, y + off + form.small),
        ):
            box = (px - 2, py - form.small, px + wide + 2, py + 4)
            inside = box[0] > 2 and box[2] < canvas.width - 2 and box[1] > 2 and box[3] < canvas.height - 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                canvas.rects(
                    [{"px": box[0], "px2": box[2], "py": box[1], "py2": box[3], "fill": "paper"}], opacity=0.72
                )
                canvas.text(text, "ink", form.small, weight=600, px=px, py=py)
                break
    names = {one.name for one in scene.concerned}
    for country in scene.shown:
        own = country.name in names
        if own and len(names) == 1:
            continue
        spot = _middle(country, frame, canvas)
        text = _called(locale, country)
        wide = width_of(text, form.small)
        if spot is None:
            continue
        x = min(max(spot[0], wide / 2 + 6), canvas.width - wide / 2 - 6)
        box = (x - wide / 2 - 3, spot[1] - form.small, x + wide / 2 + 3, spot[1] + 4)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            canvas.text(text, "ink" if own else "quiet", form.small, weight=600 if own else 400, align="center",
                        px=round(x, 2), py=round(spot[1], 2))  # fmt: skip


def _middle(country: Outline, frame: Frame, canvas: Canvas) -> tuple[float, float] | None:
    """A spot for a country's name: the first of a grid, from the middle of what is seen of it, that lies inside it."""
    west, south, east, north = country.box
    (left, bottom), (right, top) = frame.at(west, max(south, -80.0)), frame.at(east, min(north, 83.0))
    low_x, high_x = max(left, 0.0), min(right, canvas.width)
    low_y, high_y = max(top, 0.0), min(bottom, canvas.height)
    if high_x - low_x < 40 or high_y - low_y < 24:
        return None
    for fy in (0.5, 0.35, 0.65, 0.2, 0.8):
        for fx in (0.5, 0.35, 0.65, 0.2, 0.8):
            x, y = low_x + fx * (high_x - low_x), low_y + fy * (high_y - low_y)
            longitude, latitude = frame.back(x, y)
            here = outlines.holding(longitude, latitude)
            if here is not None and here.name == country.name:
                return x, y
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale_bar(canvas: Canvas, locale: Locale, frame: Frame, scene: _Scene, form: Form) -> None:
    """A bar of a round number of kilometres, true in the middle of the map."""
    one = frame.kilometres((scene.box[1] + scene.box[3]) / 2)
    length = next((n for n in (1000, 500, 200, 100, 50, 20, 10) if n * one < canvas.width * 0.28), 10)
    y = canvas.height - 12
    text = locale.text("{n} km", n=locale.number(length))
    wide = max(length * one, width_of(text, form.small)) + 14
    canvas.rects([{"px": 4, "px2": 4 + wide, "py": y - form.small - 8, "py2": y + 7, "fill": "paper"}], opacity=0.72)
    canvas.rules([{"px": 10, "px2": round(10 + length * one, 2), "py": y, "stroke": "ink"}], strokeWidth=2)
    canvas.text(text, "ink", form.small, px=10, py=y - 6)
