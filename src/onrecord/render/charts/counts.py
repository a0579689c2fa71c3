"""Counts by source: of an incident what each source counts, of a deployment what each says of its strength and when.

A minimum is an open arrow, a range a bar between its ends, a single number a dot. Counts are never averaged or joined;
each row says by whom, whom it counts, when, and what the source's own stake is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from onrecord.model.blocks import Count, Deployment, Incident, Level
from onrecord.render.charts.canvas import Canvas, Form, ticks, width_of, wrapped
from onrecord.render.charts.pieces import Key, draw_keys, key_height, key_rows
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.words import capital
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement

_ARROW = 40.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One count: who counts, the lines below, and the number. ``planned``: no count, but what was planned.
    ``late``: it is from after the day on which the statement is judged."""

    by: str
    lines: tuple[str, ...]
    low: float
    high: float | None
    written: str
    planned: bool = False
    late: bool = False


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """A chart of the counts of each incident, and of the levels of each deployment, that has more than one."""
    locale, as_of = sheet.locale, sheet.edition.as_of
    after = locale.text("from after {day}", day=sheet.as_of)
    for place, block in enumerate(statement.entry.statement.blocks):
        if isinstance(block, Incident) and len(block.counts) > 1:
            rows = [_of_count(locale, one, as_of) for one in block.counts]
            title = (
                locale.text("{what}: what each source counts", what=block.what)
                if block.where.casefold() in block.what.casefold()
                else locale.text("{what}, {where}: what each source counts", what=block.what, where=block.where)
            )
            table = [(one.by, one.counted, row.written, _when(locale, one), one.interest)
                     for one, row in zip(block.counts, rows, strict=True)]  # fmt: skip
            header = (
                locale.text("By"), locale.text("Counted"), locale.text("Number"), locale.text("When"),
                locale.text("Interest"),
            )  # fmt: skip
        elif isinstance(block, Deployment) and len(block.levels) > 1:
            rows = [_of_level(locale, one, as_of) for one in block.levels]
            title = locale.text("{who}, {where}: strength by source", who=block.who, where=block.where)
            table = [(one.by, one.counted, row.written, _of_time(locale, one), one.note)
                     for one, row in zip(block.levels, rows, strict=True)]  # fmt: skip
            header = (
                locale.text("By"), locale.text("Counted"), locale.text("Number"), locale.text("When"),
                locale.text("Note"),
            )  # fmt: skip
        else:
            continue
        kept = [at for at in range(len(header)) if any(row[at] for row in table)]
        yield Plan(
            f"counts-{place}" if place else "counts", "counts", title, _described(locale, rows),
            tuple(header[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in table),
            partial(_draw, locale, tuple(rows), after),
        )  # fmt: skip


def range_text(locale: Locale, low: int, high: int | None) -> str:
    """A number as a source gives it: "27", "at least 100", "300 to 350"."""
    if high is None:
        return locale.text("at least {n}", n=locale.number(low))
    if low == high:
        return locale.number(low)
    return locale.text("{a} to {b}", a=locale.number(low), b=locale.number(high))


def _of_count(locale: Locale, one: Count, as_of: date) -> _Row:
    lines = [one.counted, _when(locale, one)]
    lines += [locale.text("Interest: {interest}", interest=one.interest)] if one.interest else []
    late = one.on is not None and one.on.first > as_of
    written = range_text(locale, one.low, one.high)
    return _Row(capital(one.by), tuple(filter(None, lines)), one.low, one.high, written, late=late)


def _when(locale: Locale, one: Count) -> str:
    return ", ".join(filter(None, (one.period, locale.partial(one.on) if one.on is not None else "")))


def _of_level(locale: Locale, one: Level, as_of: date) -> _Row:
    written = range_text(locale, one.low, one.high)
    if one.planned:
        written = locale.text("{number} planned", number=written)
    time = _of_time(locale, one)
    by = f"{time}: {one.by}" if one.by else time
    lines = (one.counted,) if one.counted else ()
    return _Row(by, lines, one.low, one.high, written, one.planned, one.on.first > as_of)


def _of_time(locale: Locale, one: Level) -> str:
    on = locale.partial(one.on)
    return locale.text("{a} to {b}", a=on, b=locale.partial(one.until)) if one.until is not None else on


def _described(locale: Locale, rows: Sequence[_Row]) -> str:
    said = [locale.plural("{n} count, by source.", "{n} counts, by source.", len(rows))]
    for row in rows:
        what = f"{row.by} ({row.lines[0]})" if row.lines else row.by
        said.append(locale.text("{what}: {value}.", what=what, value=row.written))
    return " ".join(said)


# Drawing --------------------------------------------------------------------------------------------------------


def _draw(locale: Locale, rows: Sequence[_Row], after: str, form: Form) -> Canvas:
    highest = max(row.high if row.high is not None else row.low for row in rows)
    values = ticks(highest, 3 if form.narrow else 4)
    text_room = form.width - 8 if form.narrow else form.width * 0.44
    left = 6.0 if form.narrow else text_room + 18
    written = max(width_of(row.written, form.text + 1, 800) for row in rows)
    right = written + 14 + (_ARROW if any(row.high is None for row in rows) else 0)
    texts = [_lines(form, row, text_room) for row in rows]
    line = form.text * 1.3
    high = [len(text) * line + (44 if form.narrow else 16) for text in texts]
    if not form.narrow:
        high = [max(one, 38.0) for one in high]
    keys = key_rows(_keys(locale, rows, after), form, form.width - 4)
    top = key_height(keys, form) + form.small + 10
    canvas = Canvas(form.width - left - right, sum(high), left=left, right=right, top=top, bottom=6)
    canvas.x = (0.0, values[-1] or 1.0)
    draw_keys(canvas, keys, form, -left, -top)
    canvas.rules([{"x": value, "py": -4, "py2": canvas.height, "stroke": "rule"} for value in values])
    for value in values:
        align = "left" if value == 0 and form.narrow else "center"
        canvas.text(locale.number(value), "quiet", form.small, align=align, x=value, py=-9)
    at = 0.0
    for row, text, height in zip(rows, texts, high, strict=True):
        if at:
            canvas.rules([{"px": -left, "px2": canvas.width + right, "py": at, "stroke": "rule"}])
        first = at + (8 if form.narrow else (height - len(text) * line) / 2) + form.text
        if form.narrow:  # words over the scale's lines stand on paper
            canvas.rects([{"px": -left, "px2": canvas.width + right, "py": at + 1, "py2": at + height - 36,
                           "fill": "paper"}])  # fmt: skip
        for number, (words, weight, role) in enumerate(text):
            canvas.text(words, role, form.text if weight == 600 else form.small, weight=weight, px=-left,
                        py=first + number * line)  # fmt: skip
        _mark(canvas, row, at + (height - 20 if form.narrow else height / 2), form)
        at += height
    return canvas


def _lines(form: Form, row: _Row, room: float) -> list[tuple[str, int, str]]:
    made = [(text, 600, "ink") for text in wrapped(row.by, form.text, room, 600, most=3)]
    made += [(text, 400, "ink" if at == 0 else "quiet") for at, one in enumerate(row.lines)
             for text in wrapped(one, form.small, room, most=3)]  # fmt: skip
    return made


def _keys(locale: Locale, rows: Sequence[_Row], after: str) -> list[Key]:
    """What the shapes mean, of those that occur."""
    found = []
    if any(row.high == row.low for row in rows):
        found.append(Key("circle", "accent", locale.text("number given")))
    if any(row.high not in (None, row.low) for row in rows):
        found.append(Key("block", "accent", locale.text("range")))
    if any(row.high is None for row in rows):
        found.append(Key("triangle-right", "accent", locale.text("minimum: at least so many")))
    if any(row.planned for row in rows):
        found.append(Key("diamond", "quiet", locale.text("planned, not counted")))
    if any(row.late for row in rows):
        found.append(Key("block", "quiet", after, 0.75))
    return found if len(found) > 1 or rows[0].high is None else []


def _mark(canvas: Canvas, row: _Row, y: float, form: Form) -> None:
    role = "quiet" if row.planned or row.late else "accent"
    end = canvas.at_x(row.high if row.high is not None else row.low)
    if row.high is None:
        start = canvas.at_x(row.low)
        end = start + _ARROW
        canvas.rules([{"px": start, "px2": end - 4, "py": y, "stroke": role}], strokeWidth=2.5)
        canvas.rules([{"px": start, "py": y - 7, "py2": y + 7, "stroke": role}], strokeWidth=2.5)
        canvas.points([{"px": end - 4, "py": y, "size": 80, "fill": role}], shape="triangle-right")
    elif row.low != row.high:
        wide = max(end - canvas.at_x(row.low), 3)
        canvas.rects([{"px": end - wide, "px2": end, "py": y - 6, "py2": y + 6, "fill": role}])
    else:
        shape = "diamond" if row.planned else "circle"
        canvas.points([{"px": end, "py": y, "size": 120, "fill": role}], shape=shape)
        end += 5
    canvas.text(row.written, "ink", form.text + 1, weight=800, baseline="middle", px=end + 7, py=y + 0.5)
