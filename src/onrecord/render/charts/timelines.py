"""Timelines: of a pledge what was promised, put off, done and overdue; of a case its dated steps.

A strip to scale shows how far apart the days are, with a number at each; the list below says what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from onrecord.model.blocks import Case, Pledge, Step
from onrecord.model.dates import NO_DAY, PartialDate
from onrecord.model.explanation import Deadline
from onrecord.render.charts.canvas import Canvas, Form, width_of, wrapped
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.words import capital
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement

_DISC = 9.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing in words; ``role`` is its colour."""

    on: PartialDate
    text: str
    role: str = "ink"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are marked on the strip: those past a deadline."""

    start: date
    end: date
    text: str


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """A timeline of each pledge with a deadline, and of each case with at least two dated steps."""
    locale = sheet.locale
    entry = statement.entry
    deadlines = entry.deadlines or ((),) * len(entry.statement.blocks)
    for place, (block, dues) in enumerate(zip(entry.statement.blocks, deadlines, strict=False)):
        if isinstance(block, Pledge) and dues:
            moments, stretches = _of_pledge(locale, block, dues), tuple(_overdue(locale, dues))
            title = locale.text("Timeline of the pledge: {what}", what=block.what)
        elif isinstance(block, Case):
            moments, stretches = _of_case(locale, block), ()
            title = locale.text("Timeline of the case: {who}", who=block.who)
        else:
            continue
        if len({one.on for one in moments}) < 2:
            continue
        as_of = sheet.edition.as_of if isinstance(block, Pledge) and sheet.edition.as_of != NO_DAY else None
        said = [locale.text("{what}: {value}.", what=locale.partial(one.on), value=one.text) for one in moments]
        said += [f"{capital(one.text)}." for one in stretches]
        yield Plan(
            f"timeline-{place}" if place else "timeline", "timeline", title, " ".join(said),
            (locale.text("When"), locale.text("What")),
            tuple((locale.partial(one.on), one.text) for one in moments),
            partial(_draw, locale, tuple(moments), stretches, as_of),
        )  # fmt: skip


def _of_pledge(locale: Locale, block: Pledge, dues: Sequence[Deadline]) -> list[Moment]:
    found = [Moment(block.made, locale.text("Pledge made"))]
    found += [Moment(one.on, locale.text("Put off to {day}", day=locale.partial(one.due))) for one in block.extensions]
    for one in dues:
        words = locale.text("Deadline after being put off") if one.extended else locale.text("Deadline")
        found.append(Moment(one.due, words, "fails" if one.days > 0 else "ink"))
    found += [Moment(one.on, capital(one.what)) for one in block.steps]
    if block.done is not None:
        found.append(Moment(block.done, locale.text("Done"), "holds"))
    return sorted(found, key=lambda one: one.on.first)


def _overdue(locale: Locale, dues: Sequence[Deadline]) -> Iterator[Stretch]:
    """The days past each deadline, to the day it was done, put off, or judged."""
    for one in dues:
        if one.days <= 0:
            continue
        put_off = not one.done and one.superseded is not None and one.superseded.first > one.due.last
        end = one.superseded.first if put_off and one.superseded is not None else one.at
        days = (end - one.due.last).days
        if days > 0:
            if one.done:
                text = locale.plural("done {n} day late", "done {n} days late", days)
            elif put_off:
                text = locale.plural("overdue by {n} day, then put off", "overdue by {n} days, then put off", days)
                if one.days > days:  # the length that the schedule gives, too
                    day = locale.day(one.at)
                    past = locale.plural(
                        "{n} day past this deadline by {day}", "{n} days past this deadline by {day}", one.days, day=day
                    )
                    text = locale.text("{first}; {second}", first=text, second=past)
            else:
                text = locale.plural("overdue by {n} day", "overdue by {n} days", days)
            yield Stretch(one.due.last, end, text)


def _of_case(locale: Locale, block: Case) -> list[Moment]:
    dated = [
        Moment(one.on, f"{step_words(locale, one.step)}: {one.note}" if one.note else step_words(locale, one.step))
        for one in block.steps
        if one.on is not None
    ]
    return sorted(dated, key=lambda one: one.on.first)


def step_words(locale: Locale, step: Step) -> str:
    """A step of a case in words."""
    return {
        Step.REPORTED: locale.text("Reported"),
        Step.ALLEGED: locale.text("Alleged"),
        Step.ACCUSED: locale.text("Accused"),
        Step.WANTED: locale.text("Wanted"),
        Step.DETAINED: locale.text("Detained"),
        Step.ARRESTED: locale.text("Arrested"),
        Step.CHARGED: locale.text("Charged"),
        Step.ON_TRIAL: locale.text("On trial"),
        Step.CONVICTED: locale.text("Convicted"),
        Step.ACQUITTED: locale.text("Acquitted"),
        Step.ON_APPEAL: locale.text("On appeal"),
        Step.OVERTURNED: locale.text("Overturned"),
        Step.ENDED: locale.text("Proceedings ended"),
        Step.RELEASED: locale.text("Released"),
        Step.DIED: locale.text("Died in detention"),
    }[step]


# Drawing --------------------------------------------------------------------------------------------------------


def _draw(
    locale: Locale, moments: Sequence[Moment], stretches: Sequence[Stretch], as_of: date | None, form: Form
) -> Canvas:
    days = (
        [day for one in moments for day in (one.on.first, one.on.last)]
        + [one.end for one in stretches]
        + ([as_of] if as_of else [])
    )
    first, last = min(days).toordinal(), max(days).toordinal()
    side = _DISC + 4
    width = form.width - 2 * side
    canvas = Canvas(width, 0.0, left=side, right=side)
    canvas.x = (float(first), float(max(last, first + 1)))
    places = [canvas.at_x((one.on.first.toordinal() + one.on.last.toordinal()) / 2) for one in moments]
    levels = _levels(places)
    up = 2 * _DISC + 4
    said = wrapped(stretches[-1].text, form.text, width, 600) if stretches else []
    room = form.small + 12 + (len(said) - 1) * form.text * 1.3 if said else 2
    line_y = _DISC + max(levels) * up + room
    _draw_strip(canvas, form, locale, moments, stretches, as_of, line_y)
    stems = [
        {"px": x, "py": line_y, "py2": line_y - level * up, "stroke": "quiet"}
        for x, level in zip(places, levels, strict=True)
        if level
    ]
    canvas.rules(stems)
    _discs(canvas, form, [(x, line_y - level * up) for x, level in zip(places, levels, strict=True)], moments)
    canvas.height = _draw_list(canvas, form, locale, moments, line_y + 2 * form.small + (38 if as_of else 24))
    canvas.top, canvas.bottom = 2.0, 4.0
    return canvas


def _levels(places: Sequence[float]) -> list[int]:
    """How many steps each disc is raised so that none covers another."""
    ends: list[float] = []
    found = []
    for x in places:
        level = next((at for at, end in enumerate(ends) if x - end >= 2 * _DISC + 2), len(ends))
        if level == len(ends):
            ends.append(x)
        ends[level] = x
        found.append(level)
    return found


def _draw_strip(
    canvas: Canvas, form: Form, locale: Locale, moments: Sequence[Moment], stretches: Sequence[Stretch],
    as_of: date | None, y: float,
) -> None:  # fmt: skip
    canvas.rules([{"px": 0, "px2": canvas.width, "py": y, "stroke": "quiet"}], strokeWidth=1.5)
    vague = [one.on for one in moments if one.on.first != one.on.last]  # a month or year: somewhere in it
    canvas.rects(
        [
            {
                "px": canvas.at_x(on.first.toordinal()),
                "px2": canvas.at_x(on.last.toordinal()),
                "py": y - 3.5,
                "py2": y + 3.5,
            }
            | {"fill": "quiet", "opacity": 0.45}
            for on in vague
        ]
    )
    for one in stretches:
        low, high = canvas.at_x(one.start.toordinal()), canvas.at_x(one.end.toordinal())
        canvas.rects([{"px": low, "px2": max(high, low + 2), "py": y - 4, "py2": y + 4, "fill": "fails"}])
    if stretches:
        last = stretches[-1]
        lines = wrapped(last.text, form.text, canvas.width, 600)
        wide = max(width_of(one, form.text, 600) for one in lines)
        middle = (canvas.at_x(last.start.toordinal()) + canvas.at_x(last.end.toordinal())) / 2
        x = min(max(middle, wide / 2), canvas.width - wide / 2)
        canvas.text(lines, "fails", form.text, weight=600, align="center", px=x, py=form.text - 2)
    taken = -canvas.left - 8
    line = canvas.at_x(as_of.toordinal()) if as_of is not None else -1e9
    for day, text in _marks(locale, canvas):
        x = canvas.at_x(day)
        wide = width_of(text, form.small)
        if abs(x - line) < wide / 2 + 5:
            continue
        if x - wide / 2 > taken + 8 and x + wide / 2 < canvas.width + canvas.right:
            canvas.rules([{"px": x, "py": y + 5, "py2": y + 10, "stroke": "quiet"}])
            canvas.text(text, "quiet", form.small, align="center", px=x, py=y + form.small + 12)
            taken = x + wide / 2
    if as_of is not None:
        x = canvas.at_x(as_of.toordinal())
        text = locale.text("as of {day}", day=locale.day(as_of))
        wide = width_of(text, form.small, 600)
        at = min(max(x, wide / 2 - canvas.left), canvas.width + canvas.right - wide / 2)
        low = y + 2 * form.small + 18
        canvas.rules([{"px": x, "py": y - 8, "py2": low - form.small, "stroke": "ink"}], strokeDash=[3, 3])
        canvas.text(text, "ink", form.small, weight=600, align="center", px=at, py=low)


def _marks(locale: Locale, canvas: Canvas) -> Iterator[tuple[int, str]]:
    """The first days of years; of quarters where the strip is short."""
    first, last = date.fromordinal(int(canvas.x[0])), date.fromordinal(int(canvas.x[1]))
    months: tuple[int, ...] = (1, 4, 7, 10) if (last - first).days < 800 else (1,)
    if (last - first).days < 150:
        months = tuple(range(1, 13))
    for year in range(first.year, last.year + 1):
        for month in months:
            day = date(year, month, 1)
            if first <= day <= last:
                yield day.toordinal(), str(year) if months == (1,) else locale.styled(day, "MMM y")


def _discs(canvas: Canvas, form: Form, places: Sequence[tuple[float, float]], moments: Sequence[Moment]) -> None:
    """Numbered discs."""
    canvas.points(
        [{"px": x, "py": y, "size": 4 * _DISC**2 * 0.82, "fill": one.role}
         for (x, y), one in zip(places, moments, strict=True)]
    )  # fmt: skip
    for number, (x, y) in enumerate(places, 1):
        canvas.text(str(number), "paper", form.small - 0.5, weight=600, align="center", baseline="middle", px=x,
                    py=y + 0.5)  # fmt: skip


def _draw_list(canvas: Canvas, form: Form, locale: Locale, moments: Sequence[Moment], top: float) -> float:
    """The list of what happened; returns where it ends."""
    dates = [locale.partial(one.on) for one in moments]
    column = 0.0 if form.narrow else max(width_of(text, form.text, 600) for text in dates) + 16
    indent = _DISC + 10
    room = canvas.width + canvas.right - indent - column
    line = form.text * 1.3
    places = []
    at = top + _DISC
    for one, day in zip(moments, dates, strict=True):
        lines = wrapped(one.text, form.text, room, most=4)
        places.append((0.0, at))
        canvas.text(day, "ink", form.text, weight=600, baseline="middle", px=indent, py=at + 0.5)
        first = at + 0.5 + (line if form.narrow else 0)
        canvas.text(lines, "ink", form.text, baseline="middle", px=indent + column, py=first)
        at += max((len(lines) + (1 if form.narrow else 0)) * line, 2 * _DISC) + 7
    _discs(canvas, form, places, moments)
    return at - _DISC
