"""Projections: whole years, the part of the year so far, and where each method foresees its end, with 80% intervals.

The straight line of days elapsed is the sentence's own arithmetic and has no interval; the others stand beside it, and
so does what came, where the data hold it by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.model.dates import Grain
from onrecord.model.edition import Entry
from onrecord.model.explanation import Course
from onrecord.model.figure import Estimate, Method, Projection
from onrecord.model.precision import interval
from onrecord.model.reading import Comparison, Level
from onrecord.render.charts.bars import Asserted, Bar, allowed, draw_asserted, draw_bars, draw_times
from onrecord.render.charts.canvas import Canvas, Form, ticks, width_of
from onrecord.render.charts.pieces import Key, draw_keys, draw_scale, key_height, key_rows, scale_room
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.series import scaled
from onrecord.render.charts.words import capital, number, stated_words, unit
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement

_HALF = 0.36


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """A projection with what it is drawn from: the whole years, the part, and what the sentence says of the year."""

    projection: Projection
    years: tuple[Bar, ...]
    part: Bar
    asserted: Asserted | None
    unit: str


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """A chart of each projection of a statement."""
    entry = statement.entry
    for place, projection in enumerate(entry.outcome.projections):
        course = next((one for one in entry.courses if one.projected and _is_of(one, projection)), None)
        if course is not None and projection.amount.projected_from is not None and len(course.points) > 1:
            yield _plan(sheet, entry, projection, course, place)


def _is_of(course: Course, projection: Projection) -> bool:
    part = course.points[-1].figure.period if course.points else None
    same = course.amount is not None and course.amount.measure == projection.amount.measure
    return same and part == projection.amount.projected_from


def _plan(sheet: Sheet, entry: Entry, projection: Projection, course: Course, place: int) -> Plan:
    locale = sheet.locale
    bars = tuple(Bar(at, one.figure.period, one.figure, one.value) for at, one in enumerate(course.points))
    years, part = bars[:-1], bars[-1]
    label = sheet.label(course.label)
    year = locale.period(projection.amount.period)
    foreseen = _Foreseen(
        projection,
        years,
        part,
        _asserted(locale, entry, projection, years, part),
        unit(locale, course.amount, label),
    )
    title = locale.text(
        "{what}: earlier years, and {year} projected from {part}",
        what=capital(label), year=year, part=locale.period(part.period),
    )  # fmt: skip
    rows = [(locale.period(one.period), _value(locale, one.value), "") for one in bars]
    rows += [(_method(locale, one.method), _value(locale, one.best), _interval(locale, one)) for one in
             projection.estimates]  # fmt: skip
    if projection.came is not None:
        rows.append((locale.text("What came"), number(locale, projection.came), ""))
    said = [f"{key.text}." for key in _keys(locale, foreseen)]
    first = locale.plural("A bar chart of {n} earlier year.", "A bar chart of {n} earlier years.", len(years))
    return Plan(
        f"projection-{place}" if place else "projection", "projection", title, " ".join([first, *said]),
        (locale.text("Period or method"), foreseen.unit, locale.text("80% interval")),
        tuple(rows), partial(_draw, locale, foreseen),
    )  # fmt: skip


def _value(locale: Locale, value: float | None) -> str:
    return locale.text("no data") if value is None else number(locale, round(value))


def _interval(locale: Locale, one: Estimate) -> str:
    if one.low is None or one.high is None:
        return ""
    return locale.text("{a} to {b}", a=number(locale, round(one.low)), b=number(locale, round(one.high)))


def _method(locale: Locale, method: Method) -> str:
    return {
        Method.DAYS: locale.text("At the pace of the part"),
        Method.SEASON: locale.text("By earlier years’ shares"),
        Method.COUNTS: locale.text("By the count model"),
    }[method]


def _asserted(locale: Locale, entry: Entry, projection: Projection, years: Sequence[Bar], part: Bar) -> Asserted | None:
    """What the sentence says the whole year comes to."""
    for one in entry.reading.parts if entry.reading is not None else ():
        if not isinstance(one, Level | Comparison) or one.stated is None or one.subject.per is not None:
            continue
        if (one.subject.measure, one.subject.period) != (projection.amount.measure, projection.amount.period):
            continue
        within = interval(one.stated)
        low, high = (None if end is None else float(end) for end in (within.low, within.high))
        if isinstance(one, Comparison):
            base = one.other
            ground = next((bar.value for bar in years if bar.period == base.period and bar.value is not None), None)
            if ground is None or base.measure != one.subject.measure:
                continue
            low, high = scaled(one, ground, low, high)
        if low is not None or high is not None:
            return Asserted(part, low, high, stated_words(locale, one.stated))
    return None


def _keys(locale: Locale, foreseen: _Foreseen) -> Iterator[Key]:
    part = foreseen.part
    period = capital(locale.period(part.period))
    text = locale.text("{period}: {value}", period=period, value=_value(locale, part.value))
    yield Key("block", "accent", text)
    if part.figure.preliminary:
        yield Key("outline", "ink", locale.text("Preliminary: usually still grows"))
    for one in foreseen.projection.estimates:
        if one.best is None:
            continue
        text = locale.text("{method}: {value}", method=_method(locale, one.method), value=_value(locale, one.best))
        spread = _interval(locale, one)
        if spread:
            text = locale.text("{estimate} (80% interval: {spread})", estimate=text, spread=spread)
        yield Key(_SAMPLES[one.method], _ROLES[one.method], text)
    if foreseen.projection.came is not None:
        came = number(locale, foreseen.projection.came)
        yield Key("square", "ink", locale.text("What came: {value}", value=came))
    if foreseen.asserted is not None:
        yield Key("dash", "contested", allowed(locale, foreseen.asserted))


_SAMPLES = {Method.DAYS: "outline", Method.SEASON: "circle", Method.COUNTS: "diamond"}
_ROLES = {Method.DAYS: "accent", Method.SEASON: "quiet", Method.COUNTS: "open"}


def _draw(locale: Locale, foreseen: _Foreseen, form: Form) -> Canvas:
    projection, part, asserted = foreseen.projection, foreseen.part, foreseen.asserted
    ends = [bar.value for bar in (*foreseen.years, part)] + [projection.came]
    ends += [end for one in projection.estimates for end in (one.best, one.high)]
    ends += [asserted.low, asserted.high] if asserted is not None else []
    values = ticks(max(end for end in (*ends, 1.0) if end is not None))
    left = scale_room(values, locale, form)
    keys = key_rows(tuple(_keys(locale, foreseen)), form, form.width - 4)
    canvas = Canvas(form.width - left - 4, form.plot, left=left, right=4, bottom=form.small + 16)
    canvas.top = key_height(keys, form) + form.small + 14
    beside = [one for one in projection.estimates if one.method is not Method.DAYS and one.best is not None]
    slots = len(beside) + (projection.came is not None)
    canvas.x = (foreseen.years[0].at - 0.6, part.at + 0.6 + 0.75 * slots)
    canvas.y = (0.0, values[-1])
    draw_scale(canvas, values, locale, form)
    canvas.text(foreseen.unit, "quiet", form.small, px=-left, py=-13)
    draw_keys(canvas, keys, form, -left, -canvas.top)
    draw_bars(canvas, (*foreseen.years, part), {part.at: "accent"}, _HALF)
    days = next((one.best for one in projection.estimates if one.method is Method.DAYS), None)
    if days is not None:
        _outline(canvas, part.at, part.value or 0.0, days)
    canvas.rules([{"px": 0, "px2": canvas.width, "y": 0, "stroke": "ink"}], strokeWidth=1)
    draw_asserted(canvas, asserted, _HALF)
    for slot, one in enumerate(beside, 1):
        x = part.at + 0.15 + 0.75 * slot
        role = _ROLES[one.method]
        if one.low is not None and one.high is not None:
            canvas.rules([{"x": x, "y": one.low, "y2": one.high, "stroke": role}], strokeWidth=2)
            middle = canvas.at_x(x)
            caps = [{"px": middle - 5, "px2": middle + 5, "y": y, "stroke": role} for y in (one.low, one.high)]
            canvas.rules(caps, strokeWidth=2)
        canvas.points([{"x": x, "y": one.best, "size": 90, "fill": role}], shape=_SAMPLES[one.method])
    if projection.came is not None:
        x = part.at + 0.15 + 0.75 * slots
        canvas.points([{"x": x, "y": projection.came, "size": 80, "fill": "ink"}], shape="square")
    _years_below(canvas, locale, foreseen, form, slots)
    return canvas


def _outline(canvas: Canvas, at: float, low: float, high: float) -> None:
    """The rest of the year, that has not been counted: a dashed outline on the part."""
    left, right = canvas.at_x(at - _HALF) + 0.75, canvas.at_x(at + _HALF) - 0.75
    dash: dict[str, object] = {"strokeWidth": 1.5, "strokeDash": [4, 3]}
    sides = [{"px": x, "y": low, "y2": high, "stroke": "accent"} for x in (left, right)]
    canvas.rules(sides, **dash)
    canvas.rules([{"px": left, "px2": right, "y": high, "stroke": "accent"}], **dash)


def _years_below(canvas: Canvas, locale: Locale, foreseen: _Foreseen, form: Form, slots: int) -> None:
    draw_times(canvas, locale, Grain.YEAR, foreseen.years, form)
    year = locale.period(foreseen.projection.amount.period)
    wide = width_of(year, form.small, 600)
    middle = canvas.at_x(foreseen.part.at + 0.375 * slots)
    x = min(middle, canvas.width + canvas.right - wide / 2)
    canvas.text(year, "ink", form.small, weight=600, align="center", px=x, py=canvas.height + form.small + 7)
    edge = canvas.at_x(foreseen.part.at - 0.5)
    canvas.rules([{"px": edge, "py": 0, "py2": canvas.height + form.small + 8, "stroke": "rule"}], strokeDash=[2, 3])
