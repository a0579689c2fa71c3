"""Pieces that several charts share: the scale at the left of bars, keys above a plot, labels that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.render.charts.canvas import Canvas, Form, width_of, wrapped
from onrecord.render.charts.words import number
from onrecord.render.publish.locale import Locale


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a chart's key: a sample (a block, a dashed line, a dot, a ring, a whisker) and its words."""

    sample: str
    role: str
    text: str
    opacity: float = 1.0


_SAMPLE = 16.0
_GAP = 18.0
_ASIDE = 40.0
"""Pixels that a label may stand beside what it is of."""
_ASTRAY = 10_000.0
"""What a place costs where a label would be read as that of something else: it is taken only where all others are
such, too."""


def key_rows(keys: Sequence[Key], form: Form, room: float) -> list[list[tuple[float, Key]]]:
    """The entries of a key in rows that fit into ``room``, each with its distance from the left."""
    rows: list[list[tuple[float, Key]]] = []
    at = 0.0
    for key in keys:
        indent = _SAMPLE + 7 if key.sample else 0.0
        wide = indent + width_of(key.text, form.small) + _GAP
        if wide - _GAP > room:  # a long one has rows of its own
            first, *rest = wrapped(key.text, form.small, room - indent)
            rows += [[(0.0, replace(key, text=first))], *([(indent, Key("", key.role, line))] for line in rest)]
            at = room
            continue
        if not rows or (at + wide - _GAP > room and rows[-1]):
            rows.append([])
            at = 0.0
        rows[-1].append((at, key))
        at += wide
    return rows


def key_height(rows: Sequence[object], form: Form) -> float:
    """The height that the rows of a key take, with the space below them."""
    return len(rows) * (form.small + 8) + (6 if rows else 0)


def draw_keys(canvas: Canvas, rows: Sequence[Sequence[tuple[float, Key]]], form: Form, left: float, top: float) -> None:
    """Draw a key, its upper left corner at ``left`` and ``top`` (pixels from the plot's corner)."""
    step = form.small + 8
    for line, row in enumerate(rows):
        middle = top + line * step + step / 2
        for at, key in row:
            x = left + at
            if key.sample == "block":
                canvas.rects(
                    [{"px": x, "px2": x + _SAMPLE - 4, "py": middle - 6, "py2": middle + 6, "fill": key.role,
                      "opacity": key.opacity}]
                )  # fmt: skip
            elif key.sample == "outline":
                canvas.rects(
                    [{"px": x + 0.75, "px2": x + _SAMPLE - 4.75, "py": middle - 5.25, "py2": middle + 5.25,
                      "fill": "paper", "stroke": key.role}], strokeWidth=1.5, strokeDash=[3, 2],
                )  # fmt: skip
            elif key.sample == "dash":
                canvas.rules(
                    [{"px": x, "px2": x + _SAMPLE, "py": middle, "stroke": key.role}], strokeWidth=2, strokeDash=[5, 3]
                )
            elif key.sample == "line":
                canvas.rules([{"px": x, "px2": x + _SAMPLE, "py": middle, "stroke": key.role}], strokeWidth=2.5)
            elif key.sample == "whisker":
                canvas.rules([{"px": x, "px2": x + _SAMPLE, "py": middle, "stroke": key.role}], strokeWidth=1.5)
                canvas.rules(
                    [{"px": end, "py": middle - 4, "py2": middle + 4, "stroke": key.role} for end in (x, x + _SAMPLE)],
                    strokeWidth=1.5,
                )
            elif key.sample == "ring":
                ring = {"px": x + 6, "py": middle, "size": 80, "fill": "paper", "stroke": key.role}
                canvas.points([ring], strokeWidth=1.6)
            elif key.sample:
                canvas.points(
                    [{"px": x + 6, "py": middle, "size": 90, "fill": key.role, "opacity": key.opacity}],
                    shape=key.sample,
                )
            indent = (_SAMPLE + (6 if key.sample in ("dash", "line", "whisker") else 1)) if key.sample else 0
            canvas.text(key.text, "ink", form.small, baseline="middle", px=x + indent, py=middle + 0.5)


def draw_scale(canvas: Canvas, values: Sequence[float], locale: Locale, form: Form) -> None:
    """Hairlines across the plot with their numbers at the left; the zero line is drawn stronger."""
    canvas.rules(
        [{"px": 0, "px2": canvas.width, "y": value, "stroke": "rule"} for value in values if value], strokeWidth=1
    )
    for value in values:
        canvas.text(number(locale, value), "quiet", form.small, align="right", baseline="middle", px=-8, y=value)


def scale_room(values: Sequence[float], locale: Locale, form: Form) -> float:
    """The width that the numbers of a scale take, with their distance from the plot."""
    return max(width_of(number(locale, value), form.small) for value in values) + 9


@dataclass(frozen=True, slots=True)
class Label:
    """A number with a line below it, over something from ``low`` to ``high`` across; ``top`` is what it must stay above
    (all in pixels)."""

    low: float
    high: float
    top: float
    number: str
    below: str
    role: str

    def width(self, form: Form) -> float:
        """How wide it is."""
        return max(width_of(self.number, form.text + 3, 800), width_of(self.below, form.small))

    def height(self, form: Form) -> float:
        """How high it is."""
        return form.text + 3 + (form.small + 5 if self.below else 2)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label where it was set: its left edge and its bottom, in pixels."""

    label: Label
    left: float
    bottom: float


def settled(
    labels: Sequence[Label], room: float, form: Form, tops: Sequence[tuple[float, float, float]]
) -> list[Placed]:
    """Labels one after another, each above what stands under its whole width (``tops``: left, right, top) and above
    or beside those set before it; each stands in the middle, or a little to one side where that lets it stand lower."""
    placed: list[Placed] = []
    for label in labels:
        wide = label.width(form)
        middle = (label.low + label.high) / 2
        tried = []
        for shift in (0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0, 1.3, -1.3, 1.6, -1.6):
            left = min(max(middle - wide / 2 + shift * wide, 0.0), max(room - wide, 0.0))
            if left > label.high + _ASIDE or left + wide < label.low - _ASIDE:
                continue
            bottom = _lifted(label, left, wide, form, tops, placed)
            astray = _astray(label, left, wide, bottom, tops) or _crossed(label, left, wide, bottom, form, placed)
            tried.append((label.top - bottom + 26 * abs(shift) + (_ASTRAY if astray else 0.0), left, bottom))
        _, left, bottom = min(tried, key=lambda one: one[0])
        placed.append(Placed(label, left, bottom))
    return placed


def _astray(label: Label, left: float, wide: float, bottom: float, tops: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a label stands beside what it is of with something higher between the two, or over something else."""
    middle = (label.low + label.high) / 2
    if left <= middle <= left + wide:
        return False
    ends = (left, label.low) if left < label.low else (label.high, left + wide)
    return any(low < ends[1] - 1 and high > ends[0] + 1 and top < label.top - 1 for low, high, top in tops)


def _crossed(label: Label, left: float, wide: float, bottom: float, form: Form, placed: Sequence[Placed]) -> bool:
    """Whether its line would run through a label that was set before, or one of theirs through it."""
    middle, upper = (label.low + label.high) / 2, bottom - label.height(form)
    for other in placed:
        line = (other.label.low + other.label.high) / 2
        through = left - 3 < line < left + wide + 3 and upper < other.label.top and bottom > other.bottom
        beyond = other.left - 3 < middle < other.left + other.label.width(form) + 3
        if through or (beyond and other.bottom - other.label.height(form) > bottom and other.bottom < label.top):
            return True
    return False


def _lifted(
    label: Label, left: float, wide: float, form: Form, tops: Sequence[tuple[float, float, float]],
    placed: Sequence[Placed],
) -> float:  # fmt: skip
    """How low a label can stand with its left edge at a place."""
    bottom = min([label.top, *(top for low, high, top in tops if low < left + wide + 2 and high > left - 2)]) - 7
    moved = True
    while moved:
        moved = False
        for other in placed:
            beside = left + wide + 8 <= other.left or other.left + other.label.width(form) + 8 <= left
            above = bottom <= other.bottom - other.label.height(form) - 3
            below = other.bottom <= bottom - label.height(form) - 3
            if not (beside or above or below):
                bottom = other.bottom - other.label.height(form) - 5
                moved = True
    return bottom


def draw_labels(canvas: Canvas, placed: Sequence[Placed], form: Form) -> None:
    """Draw labels that were set, on a ground of paper so that no line runs through them."""
    canvas.rules(
        [
            {"px": (one.label.low + one.label.high) / 2, "py": one.bottom + 5, "py2": one.label.top - 2,
             "stroke": one.label.role}
            for one in placed if one.label.top - one.bottom > 16
        ],
        strokeWidth=1,
    )  # fmt: skip
    canvas.rects(
        [
            {
                "px": one.left, "px2": one.left + one.label.width(form), "fill": "paper",
                "py": one.bottom - one.label.height(form), "py2": one.bottom + 3, "opacity": 0.88,
            }
            for one in placed
        ]
    )  # fmt: skip
    for one in placed:
        x, label = one.left + one.label.width(form) / 2, one.label
        if label.below:
            canvas.text(label.below, "quiet", form.small, align="center", px=x, py=one.bottom)
        up = form.small + 4 if label.below else 0
        canvas.text(label.number, label.role, form.text + 3, weight=800, align="center", px=x, py=one.bottom - up)
