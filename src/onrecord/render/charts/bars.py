"""Bars by period, drawn: the marked ones with their numbers, the others quiet; whiskers, gaps, the asserted value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model.dates import Grain, Period
from onrecord.model.figure import Figure
from onrecord.render.charts.canvas import Canvas, Form, ticks, width_of
from onrecord.render.charts.pieces import (
    Key,
    Label,
    draw_keys,
    draw_labels,
    draw_scale,
    key_height,
    key_rows,
    scale_room,
    settled,
)
from onrecord.render.charts.words import number, short, tick
from onrecord.render.publish.locale import Locale

QUIET = 0.42
"""The opacity of bars that nothing is said of."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a point of the course, or (``own``) a period beside it. ``at`` is its place across."""

    at: float
    period: Period
    figure: Figure
    value: float | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Successive bars that are marked together, and the figure of all of them."""

    bars: tuple[Bar, ...]
    period: Period
    value: float | None
    role: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Asserted:
    """What the sentence allows a single bar to be: from ``low`` to ``high``, either of which may be open. ``words`` is
    the number as it states it."""

    bar: Bar
    low: float | None
    high: float | None
    words: str = ""


def range_words(locale: Locale, low: float | None, high: float | None) -> str:
    """Values from ``low`` to ``high`` in words."""
    if low is not None and high is not None:
        a, b = number(locale, low), number(locale, high)
        return a if a == b else locale.text("{a} to {b}", a=a, b=b)
    if low is not None:
        return locale.text("more than {n}", n=number(locale, low))
    return locale.text("less than {n}", n=number(locale, high or 0.0))


def allowed(locale: Locale, asserted: Asserted) -> str:
    """The entry of a key for what the sentence allows: its own number, and the values that make it true."""
    value = range_words(locale, asserted.low, asserted.high)
    if not asserted.words or asserted.words == value:
        return locale.text("What the sentence allows: {value}", value=value)
    return locale.text("What “{stated}” allows: {value}", stated=asserted.words, value=value)


def draw(
    form: Form,
    locale: Locale,
    grain: Grain,
    bars: Sequence[Bar],
    groups: Sequence[Group],
    asserted: Asserted | None,
    unit_text: str,
    low_high: bool,
    mean: bool = False,
) -> Canvas:
    """Draw bars by period. ``low_high``: the data give bounds, which are drawn as whiskers. ``mean``: what several bars
    come to is their mean, a line at its value; else a bracket over them carries it."""
    marked = {bar.at: group.role for group in groups for bar in group.bars}
    highest = max([bar.value for bar in bars if bar.value is not None] or [1.0])
    if low_high:
        highest = max(highest, *(bar.figure.high or 0.0 for bar in bars))
    if asserted is not None:
        highest = max(highest, asserted.high or 0.0, asserted.low or 0.0)
    values = ticks(highest)
    left = scale_room(values, locale, form)
    right = max(4.0, _room_beside(locale, grain, bars, groups, form))
    canvas = Canvas(form.width - left - right, form.plot, left=left, right=right, bottom=form.small + 16)
    first, last = bars[0].at, bars[-1].at
    canvas.x = (first - 0.6, last + 0.6)
    canvas.y = (0.0, values[-1])
    step = canvas.at_x(first + 1) - canvas.at_x(first)
    half = 0.5 - min(0.36, max(0.5, step * 0.14) / step)
    labels = [_label(canvas, locale, group, grain, low_high, half, mean) for group in groups if group.value is not None]
    tops = [(one.low, one.high, one.top) for one in labels]
    tops += [
        (
            canvas.at_x(bar.at - half),
            canvas.at_x(bar.at + half),
            canvas.at_y(max(bar.value or 0.0, (bar.figure.high or 0.0) if low_high else 0.0)),
        )
        for bar in bars
    ]
    placed = settled(labels, canvas.width + right - 4, form, tops)
    over = max([0.0, *(one.label.height(form) - one.bottom for one in placed)])
    means = [one for one in groups if mean and one.value is not None and len(one.bars) > 1]
    still = any(bar.figure.preliminary for bar in bars)
    keys = key_rows(tuple(_keys(locale, asserted, low_high, bool(means), still)), form, form.width - 4)
    canvas.top = key_height(keys, form) + form.small + 14 + over
    draw_scale(canvas, values, locale, form)
    canvas.text(unit_text, "quiet", form.small, px=-left, py=-over - 13)
    draw_keys(canvas, keys, form, -left, -canvas.top)
    _draw_gaps(canvas, bars, form, locale)
    draw_bars(canvas, bars, marked, half)
    if low_high:
        whiskers(canvas, bars, marked)
    canvas.rules([{"px": 0, "px2": canvas.width, "y": 0, "stroke": "ink"}], strokeWidth=1)
    _draw_means(canvas, means, half)
    if not mean:
        _draw_brackets(canvas, groups, labels)
    draw_asserted(canvas, asserted, half)
    draw_labels(canvas, placed, form)
    draw_times(canvas, locale, grain, bars, form)
    return canvas


def draw_bars(canvas: Canvas, bars: Sequence[Bar], marked: dict[float, str], half: float) -> None:
    """The bars; those that are marked are never too thin to be seen. Quiet ones stand on paper: they are sheer."""
    reach = max(half, 1.5 / (canvas.at_x(1) - canvas.at_x(0)))
    known = [bar for bar in bars if bar.value is not None]
    quiet = [{"x": b.at - half, "x2": b.at + half, "y": b.value, "y2": 0} for b in known if b.at not in marked]
    canvas.rects([{**row, "fill": "paper"} for row in quiet])
    canvas.rects([{**row, "fill": "quiet"} for row in quiet], opacity=QUIET)
    canvas.rects(
        [
            {"x": b.at - reach, "x2": b.at + reach, "y": b.value, "y2": 0, "fill": marked[b.at]}
            for b in known if b.at in marked
        ]
    )  # fmt: skip
    _draw_preliminary(canvas, known, reach)


def _draw_preliminary(canvas: Canvas, bars: Sequence[Bar], reach: float) -> None:
    """Bars whose counts usually still grow: paler, with a dashed line around them."""
    some = [bar for bar in bars if bar.figure.preliminary]
    sides = [{"x": b.at - reach, "x2": b.at + reach, "y": b.value, "y2": 0, "fill": "paper"} for b in some]
    canvas.rects(sides, opacity=0.5)
    upright = [{"x": b.at + side, "y": 0, "y2": b.value, "stroke": "ink"} for b in some for side in (-reach, reach)]
    across = [{"x": b.at - reach, "x2": b.at + reach, "y": b.value, "stroke": "ink"} for b in some]
    canvas.rules([*upright], strokeWidth=1, strokeDash=[3, 2])
    canvas.rules([*across], strokeWidth=1, strokeDash=[3, 2])


def _keys(locale: Locale, asserted: Asserted | None, low_high: bool, mean: bool, preliminary: bool) -> Iterator[Key]:
    if asserted is not None:
        yield Key("dash", "contested", allowed(locale, asserted))
    if low_high:
        yield Key("whisker", "ink", locale.text("Low to high estimate"))
    if mean:
        yield Key("line", "ink", locale.text("Mean of a period"))
    if preliminary:
        yield Key("outline", "ink", locale.text("Preliminary: usually still grows"))


def _room_beside(locale: Locale, grain: Grain, bars: Sequence[Bar], groups: Sequence[Group], form: Form) -> float:
    """Room at the right for the label of the last bar, where the bar before it is higher and leaves none above it."""
    last = next((one for one in groups if one.value is not None and one.bars == (bars[-1],)), None)
    before = bars[-2].value if len(bars) > 1 else None
    if last is None or before is None or before <= (bars[-1].value or 0.0):
        return 0.0
    words = Label(0.0, 0.0, 0.0, number(locale, last.value or 0.0), short(locale, last.period, grain), last.role)
    return words.width(form) + 10


def _label(
    canvas: Canvas, locale: Locale, group: Group, grain: Grain, low_high: bool, half: float, mean: bool
) -> Label:
    highest = max(max(bar.value or 0.0, (bar.figure.high or 0.0) if low_high else 0.0) for bar in group.bars)
    several = len(group.bars) > 1
    bracket = 6 if several and not mean else 0
    period = short(locale, group.period, grain)
    top = min(canvas.at_y(highest), canvas.height)
    return Label(
        canvas.at_x(group.bars[0].at - half),
        canvas.at_x(group.bars[-1].at + half),
        top - bracket,
        number(locale, group.value or 0.0),
        locale.text("mean {period}", period=period) if several and mean else period,
        group.role,
    )


def _draw_gaps(canvas: Canvas, bars: Sequence[Bar], form: Form, locale: Locale) -> None:
    """Periods of which the data say nothing: a ground of their own, so that they are not taken for zeros."""
    runs: list[list[Bar]] = []
    for bar in bars:
        if bar.value is None:
            if runs and bar.at - runs[-1][-1].at == 1:
                runs[-1].append(bar)
            else:
                runs.append([bar])
    canvas.rects(
        [
            {"x": run[0].at - 0.5, "x2": run[-1].at + 0.5, "py": 0, "py2": canvas.height, "fill": "raised"}
            for run in runs
        ]
    )
    words = locale.text("no data")
    for run in runs:
        if width_of(words, form.small) < canvas.at_x(run[-1].at) - canvas.at_x(run[0].at - 1):
            middle = (run[0].at + run[-1].at) / 2
            canvas.text(words, "quiet", form.small, align="center", x=middle, py=canvas.height - 8)


def whiskers(canvas: Canvas, bars: Sequence[Bar], marked: dict[float, str]) -> None:
    """Lines from the low to the high estimate of each bar."""
    bounded = [bar for bar in bars if bar.figure.low is not None and bar.figure.high is not None]
    step = canvas.at_x(1) - canvas.at_x(0)
    for strong in (False, True):
        some = [bar for bar in bounded if (bar.at in marked) is strong and bar.figure.low != bar.figure.high]
        rows = [{"x": b.at, "y": b.figure.low, "y2": b.figure.high, "stroke": "ink", "opacity": 1 if strong else 0.5}
                for b in some]  # fmt: skip
        canvas.rules(rows, strokeWidth=1.5 if strong else 1)
        cap = min(4.0, step * 0.25)
        canvas.rules(
            [
                {"px": canvas.at_x(b.at) - cap, "px2": canvas.at_x(b.at) + cap, "y": end, "stroke": "ink",
                 "opacity": 1 if strong else 0.5}
                for b in some for end in (b.figure.low, b.figure.high)
            ],
            strokeWidth=1.5 if strong else 1,
        )  # fmt: skip


def _draw_brackets(canvas: Canvas, groups: Sequence[Group], labels: Sequence[Label]) -> None:
    """A line with ends over bars that are meant together."""
    rows, ends = [], []
    for group, label in zip([one for one in groups if one.value is not None], labels, strict=True):
        if len(group.bars) > 1:
            rows.append({"px": label.low, "px2": label.high, "py": label.top, "stroke": group.role})
            sides = (label.low + 0.75, label.high - 0.75)
            ends += [{"px": x, "py": label.top, "py2": label.top + 5, "stroke": group.role} for x in sides]
    canvas.rules(rows, strokeWidth=1.5)
    canvas.rules(ends, strokeWidth=1.5)


def _draw_means(canvas: Canvas, groups: Sequence[Group], half: float) -> None:
    """A line at its value across the bars that a mean is of, edged with paper so that it shows upon them."""
    rows = [
        {"px": canvas.at_x(one.bars[0].at - half) - 5, "px2": canvas.at_x(one.bars[-1].at + half) + 5, "y": one.value}
        for one in groups
    ]
    canvas.rules([{**row, "stroke": "paper"} for row in rows], strokeWidth=6)
    canvas.rules([{**row, "stroke": one.role} for row, one in zip(rows, groups, strict=True)], strokeWidth=2.5)


def draw_asserted(canvas: Canvas, asserted: Asserted | None, half: float) -> None:
    """Dashed lines across a bar at the ends of what the sentence says it is, and a sheer ground between them."""
    if asserted is None:
        return
    at = asserted.bar.at
    low, high = canvas.at_x(at - half), canvas.at_x(at + half)
    reach = 7
    ends = [one for one in (asserted.low, asserted.high) if one is not None]
    canvas.rules(
        [{"px": low - reach, "px2": high + reach, "y": end, "stroke": "contested"} for end in ends],
        strokeWidth=2, strokeDash=[5, 3],
    )  # fmt: skip
    if len(ends) == 2 and ends[0] != ends[1]:
        canvas.rects(
            [{"px": low - reach, "px2": high + reach, "y": ends[0], "y2": ends[1], "fill": "contested",
              "opacity": 0.22}]
        )  # fmt: skip


def draw_times(canvas: Canvas, locale: Locale, grain: Grain, bars: Sequence[Bar], form: Form) -> None:
    """The years (or days) under the bars, as many as there is room for, and the names of periods beside the course."""
    y = canvas.height + form.small + 7
    course = [bar for bar in bars if not bar.own and bar.period.start]
    taken: list[tuple[float, float]] = []
    for bar in bars:
        if bar.own:
            text = short(locale, bar.period)
            wide = width_of(text, form.small, 600)
            x = min(canvas.at_x(bar.at), canvas.width - wide / 2 + canvas.right)
            canvas.text(text, "ink", form.small, weight=600, align="center", px=x, py=y)
            taken.append((x - wide / 2, x + wide / 2))
    starts = course if grain in (Grain.YEAR, Grain.DAY, Grain.WEEK) else _year_starts(course)
    texts = [tick(locale, bar.period.start, grain) for bar in starts if bar.period.start]
    room = max([width_of(text, form.small) for text in texts] or [0.0]) + 10
    per_year = [canvas.at_x(b.at) - canvas.at_x(a.at) for a, b in pairwise(starts)]
    every = 1
    while per_year and min(per_year) * every < room and every < len(starts):
        every = next((n for n in (2, 5, 10, 20, 50, 100) if n > every), len(starts))
    chosen = _rounded(starts, every, grain)
    middle = grain in (Grain.YEAR, Grain.DAY, Grain.WEEK)
    labelled: list[Bar] = []
    for bar in chosen:
        assert bar.period.start is not None
        text = tick(locale, bar.period.start, grain)
        wide = width_of(text, form.small)
        x = canvas.at_x(bar.at) if middle else canvas.at_x(bar.at - 0.5)
        low = x - wide / 2 if middle else x + 3
        if low + wide > canvas.width + canvas.right or any(low < b + 4 and low + wide > a - 4 for a, b in taken):
            continue
        labelled.append(bar)
        canvas.text(text, "quiet", form.small, align="center" if middle else "left", px=x if middle else low, py=y)
    if not middle:
        canvas.rules(
            [{"px": canvas.at_x(bar.at - 0.5), "py": canvas.height, "py2": canvas.height + form.small + 6,
              "stroke": "rule"} for bar in labelled], strokeWidth=1,
        )  # fmt: skip


def _year_starts(bars: Sequence[Bar]) -> list[Bar]:
    """The first bar of each year; the very first one only where it begins its year."""
    found = []
    for before, bar in zip([None, *bars], bars, strict=False):
        if bar.period.start and (
            (bar.period.start.month, bar.period.start.day) == (1, 1)
            or (before is not None and before.period.start and before.period.start.year != bar.period.start.year)
        ):
            found.append(bar)
    return found or list(bars[:1])


def _rounded(bars: Sequence[Bar], every: int, grain: Grain) -> list[Bar]:
    """Each ``every``-th bar: of years the round ones, else counted from the first."""
    if every == 1 or grain in (Grain.DAY, Grain.WEEK):
        return list(bars[::every])
    if every in (2, 5, 10, 20, 50, 100):
        return [bar for bar in bars if bar.period.start and bar.period.start.year % every == 0] or list(bars[:1])
    return list(bars[:1])
