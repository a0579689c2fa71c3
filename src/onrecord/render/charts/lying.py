"""Bars that lie: figures beside one another, shares of a whole, and rankings. Each row has its words and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.render.charts.bars import QUIET
from onrecord.render.charts.canvas import Canvas, Form, width_of, wrapped
from onrecord.render.charts.pieces import Key, draw_keys, key_height, key_rows

BAR = 20.0
"""The thickness of a bar, in pixels."""


@dataclass(frozen=True, slots=True)
class Lying:
    """One bar: its words, its number as it is written, its length, and what is marked on it.

    ``whole`` is what a share is of: the rest of the bar up to it is drawn quiet. ``said`` are the ends of what the
    sentence says the value is (``None``: open).
    """

    text: str
    value: float | None
    written: str
    role: str = "quiet"
    low: float | None = None
    high: float | None = None
    said: tuple[float | None, float | None] | None = None
    whole: float | None = None
    after_gap: bool = False


def draw_above(form: Form, rows: Sequence[Lying], highest: float, keys: Sequence[Key]) -> Canvas:
    """Bars with their words above them."""
    room = max(width_of(one.written, form.text + 2, 800) for one in rows) + 10
    texts = [wrapped(one.text, form.text, form.width - 4, most=3) for one in rows]
    line, gap = form.text * 1.25, 18.0
    heights = [len(text) * line + 6 + BAR + gap for text in texts]
    laid = key_rows(keys, form, form.width - 4)
    canvas = Canvas(
        form.width - room - 2, sum(heights) - gap + 2, top=key_height(laid, form), right=room, left=2, bottom=6
    )
    canvas.x = (0.0, highest or 1.0)
    top = 0.0
    for one, text, height in zip(rows, texts, heights, strict=True):
        canvas.text(text, "ink", form.text, px=0, py=top + form.text)
        _bar(canvas, one, top + len(text) * line + 6, form)
        top += height
    draw_keys(canvas, laid, form, 0, -canvas.top)
    return canvas


def draw_beside(form: Form, rows: Sequence[Lying], highest: float, keys: Sequence[Key], gap_text: str = "") -> Canvas:
    """Bars with their words to the left."""
    most = form.width * (0.36 if form.narrow else 0.32)
    weights = [600 if one.role == "accent" else 400 for one in rows]
    texts = [wrapped(one.text, form.text, most, weight, most=3) for one, weight in zip(rows, weights, strict=True)]
    pairs = [(line, weight) for text, weight in zip(texts, weights, strict=True) for line in text]
    left = max(width_of(line, form.text, weight) for line, weight in pairs) + 14
    room = max(width_of(one.written, form.text, 800) for one in rows) + 10
    line, step = form.text * 1.25, BAR + 8
    heights = [
        max(step, len(text) * line + 8) + (16 if one.after_gap else 0) for text, one in zip(texts, rows, strict=True)
    ]
    laid = key_rows(keys, form, form.width - 4)
    canvas = Canvas(form.width - left - room, sum(heights), left=left, right=room, top=key_height(laid, form), bottom=4)
    canvas.x = (0.0, highest or 1.0)
    top = 0.0
    for one, text, weight, height in zip(rows, texts, weights, heights, strict=True):
        if one.after_gap:
            canvas.text(gap_text or "…", "quiet", form.small, align="right", px=-10, py=top + 10)
            top += 16
            height -= 16
        middle = top + height / 2
        first = middle - (len(text) - 1) * line / 2
        canvas.text(text, "ink", form.text, weight=weight, align="right", baseline="middle", px=-10, py=first)
        _bar(canvas, one, middle - BAR / 2, form, form.text)
        top += height
    canvas.rules([{"px": 0, "py": 0, "py2": canvas.height, "stroke": "ink"}], strokeWidth=1)
    draw_keys(canvas, laid, form, -left, -canvas.top)
    return canvas


def _bar(canvas: Canvas, one: Lying, top: float, form: Form, size: float = 0.0) -> None:
    place = {"py": top, "py2": top + BAR}
    middle = top + BAR / 2
    if one.value is None:
        canvas.text(one.written, "quiet", form.small, baseline="middle", px=6, py=middle)
        return
    if one.whole is not None:
        canvas.rects([{"x": one.value, "x2": one.whole, **place, "fill": "quiet", "opacity": 0.28}])
    strong = one.role != "quiet"
    canvas.rects([{"x": 0.0, "x2": one.value, **place, "fill": one.role, "opacity": 1 if strong else QUIET}])
    end = max(one.value, one.whole or 0.0)
    if one.low is not None and one.high is not None and one.low != one.high:
        canvas.rules([{"x": one.low, "x2": one.high, "py": middle, "stroke": "ink"}], strokeWidth=1.5)
        canvas.rules(
            [{"x": x, "py": middle - 4, "py2": middle + 4, "stroke": "ink"} for x in (one.low, one.high)],
            strokeWidth=1.5,
        )
        end = max(end, one.high)
    if one.said is not None:
        ends = [x for x in one.said if x is not None]
        if len(ends) == 2:
            band = {"x": ends[0], "x2": ends[1], "py": top - 4, "py2": top + BAR + 4}
            canvas.rects([{**band, "fill": "contested", "opacity": 0.24}])
        canvas.rules(
            [{"x": x, "py": top - 5, "py2": top + BAR + 5, "stroke": "contested"} for x in ends],
            strokeWidth=2, strokeDash=[5, 3],
        )  # fmt: skip
        end = max([end, *ends])
    canvas.text(
        one.written, one.role if strong else "ink", size or form.text + 2, weight=800 if strong else 600,
        baseline="middle", px=canvas.at_x(end) + 7, py=middle + 0.5,
    )  # fmt: skip
