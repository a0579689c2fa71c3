"""Series and records: the course of a figure by period, bars for counts, what the sentence compares marked in it.

The period that the sentence speaks of is in one colour, what it is compared with in another, both with their numbers;
all other periods are quiet. Where several periods together are meant (a half-year in a course of quarters), a line over
their bars carries the sum. A period that does not fit the course (a quarter beside years) is a bar of its own after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.dates import Period
from onrecord.model.edition import Entry
from onrecord.model.explanation import Course, Point
from onrecord.model.figure import Figure
from onrecord.model.precision import interval
from onrecord.model.reading import Change, Comparison, Direction, Level, RateUnit, Record, Relation
from onrecord.render.charts.bars import Asserted, Bar, Group, draw, range_words
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.words import capital, number, span, stated_words, titled, unit
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement

_MOST_GROUPS = 3
_FEWEST = 3


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """A chart for each course of a statement that has enough points to be one."""
    entry = statement.entry
    for place, course in enumerate(one for one in entry.courses if not one.projected):
        record = place == 0 and _record(entry) is not None
        points = course.points if record else course.table
        if sum(point.value is not None for point in points) >= _FEWEST:
            yield _plan(sheet, entry, course, points, place, record)


def _record(entry: Entry) -> Record | None:
    parts = entry.reading.parts if entry.reading is not None else ()
    return next((part for part in parts if isinstance(part, Record)), None)


def _plan(sheet: Sheet, entry: Entry, course: Course, points: Sequence[Point], place: int, record: bool) -> Plan:
    locale = sheet.locale
    bars, groups = _bars(entry, course, points)
    if record:
        groups = _ranked(entry, bars, groups)
    asserted = _asserted(locale, entry, course, groups)
    label = sheet.label(course.label)
    time = span(locale, [point.figure.period for point in points])
    title = titled(locale, label, course.grain, time)
    beside = [locale.period(bar.period) for bar in bars if bar.own]
    if beside:
        title = locale.text("{title}, beside {periods}", title=title, periods=locale.listed(beside))
    low_high = not course.rate and any(
        bar.figure.low is not None and bar.figure.high is not None and bar.figure.low != bar.figure.high for bar in bars
    )
    header: tuple[str, ...] = (locale.text("Period"), unit(locale, course.amount, label))
    if low_high:
        header = (*header, locale.text("Low estimate"), locale.text("High estimate"))
    rows = tuple(_row(locale, bar, low_high) for bar in bars)
    counted = unit(locale, course.amount, label)
    # A rate over people adds up from period to period; one over time, or over events, has a mean.
    per = course.amount.per if course.amount is not None else None
    mean = course.rate and per is not None and per.unit is not RateUnit.PEOPLE
    return Plan(
        f"series-{place}" if place else "series",
        "record" if record else "series",
        title,
        _described(locale, bars, groups, asserted, course),
        header,
        rows,
        lambda form: draw(form, locale, course.grain, bars, groups, asserted, counted, low_high, mean),
    )


def _row(locale: Locale, bar: Bar, low_high: bool) -> tuple[str, ...]:
    value = locale.text("no data") if bar.value is None else number(locale, bar.value)
    bounds = (bar.figure.low, bar.figure.high) if low_high else ()
    period = locale.period(bar.period)
    if bar.figure.preliminary:
        period = locale.text("{period} (preliminary)", period=period)
    return (period, value, *("" if one is None else number(locale, one) for one in bounds))


# Bars and groups ------------------------------------------------------------------------------------------------


def _bars(entry: Entry, course: Course, points: Sequence[Point]) -> tuple[list[Bar], list[Group]]:
    """The bars of a course, and which of them the statement's figures are about."""
    bars = [Bar(at, point.figure.period, point.figure, point.value) for at, point in enumerate(points)]
    groups: list[Group] = []
    own: list[Bar] = []
    for labelled in entry.outcome.figures:
        amount, figure = labelled.amount, labelled.figure
        if amount is None or course.amount is None or amount.measure != course.amount.measure or figure.missing:
            continue
        period = figure.period
        if len(groups) == _MOST_GROUPS or any(group.period == period for group in groups):
            continue
        inside = tuple(bar for bar in bars if _within(bar.period, period))
        role = "ink" if groups else "accent"
        if inside and (inside[0].period.start, inside[-1].period.end) == (period.start, period.end):
            value = inside[0].value if len(inside) == 1 else _of_group(entry, course, period, figure)
            groups.append(Group(inside, period, value, role))
        elif not course.rate and figure.best is not None and period.start and bars[0].period.start:
            early = period.start < bars[0].period.start
            at = -1.6 - len(own) if early else len(bars) + 0.6 + len(own)
            bar = Bar(at, period, figure, figure.best, own=True)
            own.append(bar)
            groups.append(Group((bar,), period, figure.best, role))
    if not groups:
        spoken = [bar for bar, point in zip(bars, points, strict=True) if point.spoken and bar.value is not None]
        groups = [Group((bar,), bar.period, bar.value, "accent") for bar in spoken[:1]] if len(spoken) == 1 else []
        if len(spoken) > 1:
            groups = [Group(tuple(spoken), spoken[0].period, None, "accent")]
    return sorted([*bars, *own], key=lambda bar: bar.at), groups


def _within(inner: Period, outer: Period) -> bool:
    return bool(
        inner.start and inner.end and outer.start and outer.end
        and outer.start <= inner.start and inner.end <= outer.end
    )  # fmt: skip


def _of_group(entry: Entry, course: Course, period: Period, figure: Figure) -> float | None:
    """The value of several bars together: the figure; of a rate the one that was computed for its level."""
    if not course.rate:
        return figure.best
    parts = entry.reading.parts if entry.reading is not None else ()
    computed = [part.computed for part in entry.outcome.parts] or [entry.outcome.computed]
    for part, value in zip(parts, computed, strict=False):
        if not isinstance(part, Level) or part.subject.period != period or course.amount is None:
            continue
        if (part.subject.measure, part.subject.per) == (course.amount.measure, course.amount.per):
            return value
    return None


def _ranked(entry: Entry, bars: Sequence[Bar], groups: list[Group]) -> list[Group]:
    """The groups of a record: the subject with its place, and the next one in order."""
    record = _record(entry)
    if record is None or not groups or groups[0].value is None:
        return groups
    return [Group(groups[0].bars, groups[0].period, groups[0].value, "accent", record.nth), *groups[1:2]]


def _asserted(locale: Locale, entry: Entry, course: Course, groups: Sequence[Group]) -> Asserted | None:
    """The value that the sentence gives a single bar, where it differs from what was computed or has some width."""
    parts = entry.reading.parts if entry.reading is not None else ()
    by_period = {group.period: group for group in groups}
    for part in parts:
        if not isinstance(part, Level | Change | Comparison) or part.stated is None or course.amount is None:
            continue
        group = by_period.get(part.subject.period)
        same = (part.subject.measure, part.subject.per) == (course.amount.measure, course.amount.per)
        if group is None or not same or len(group.bars) != 1 or part.subject.projected_from is not None:
            continue
        within = interval(part.stated)
        low, high = (None if end is None else float(end) for end in (within.low, within.high))
        if not isinstance(part, Level):
            base = part.baseline if isinstance(part, Change) else part.other.period
            if isinstance(part, Comparison) and part.other.measure != part.subject.measure:
                continue
            ground = by_period[base].value if base in by_period else None
            if ground is None:
                continue
            low, high = scaled(part, ground, low, high)
        if (low is None and high is None) or (low is not None and high is not None and high - low <= 1):
            continue  # an exact number: the bar's own says it
        return Asserted(group.bars[0], low, high, stated_words(locale, part.stated))
    return None


def scaled(
    part: Change | Comparison, ground: float, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """From what a change or comparison states to the values that make it true, given what it is compared with."""
    assert part.stated is not None
    falls = (part.direction is Direction.FALL) if isinstance(part, Change) else part.relation is Relation.BELOW
    if part.stated.unit == "times":
        if isinstance(part, Change) or part.relation in (Relation.TIMES, Relation.ABOVE, Relation.EQUAL):
            return tuple(None if one is None else ground * one for one in (low, high))  # type: ignore[return-value]
        return None, None
    amounts = [
        None if one is None else (ground * one / 100 if part.stated.unit == "percent" else one) for one in (low, high)
    ]
    if falls:
        lower = None if amounts[1] is None else max(0.0, ground - amounts[1])
        upper = None if amounts[0] is None else max(0.0, ground - amounts[0])
        return lower, upper
    return tuple(None if one is None else ground + one for one in amounts)  # type: ignore[return-value]


# Words ----------------------------------------------------------------------------------------------------------


def _described(
    locale: Locale, bars: Sequence[Bar], groups: Sequence[Group], asserted: Asserted | None, course: Course
) -> str:
    known = [bar for bar in bars if bar.value is not None and not bar.own]
    said = [locale.plural("A bar chart of {n} period.", "A bar chart of {n} periods.", sum(not b.own for b in bars))]
    for group in groups:
        if group.value is not None:
            said.append(
                locale.text(
                    "{period}: {value}.", period=capital(locale.period(group.period)), value=number(locale, group.value)
                )
            )
    if known:
        top = max(known, key=lambda bar: bar.value or 0.0)
        least = min(known, key=lambda bar: bar.value or 0.0)
        said.append(
            locale.text(
                "The highest is {highest} ({high}), the lowest {lowest} ({low}).",
                highest=locale.period(top.period), high=number(locale, top.value or 0.0),
                lowest=locale.period(least.period), low=number(locale, least.value or 0.0),
            )
        )  # fmt: skip
    if any(bar.figure.preliminary for bar in bars):
        said.append(locale.text("Dashed bars are preliminary: their counts usually still grow."))
    gaps = sum(bar.value is None for bar in bars)
    if gaps:
        said.append(locale.plural("For {n} period there are no data.", "For {n} periods there are no data.", gaps))
    if asserted is not None:
        said.append(
            locale.text(
                "For {period} the sentence allows {value}.",
                period=locale.period(asserted.bar.period), value=range_words(locale, asserted.low, asserted.high),
            )
        )  # fmt: skip
    return " ".join(said)
