"""A statistic in tables: its parts, its figures, their course, rankings, projections, and how firm the verdict is.

Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.dates import Grain, Period
from onrecord.model.edition import Entry, KeyFigure, Relating
from onrecord.model.explanation import Course, Ranking
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Projection, Verdict
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, in_unit, key_of, mark
from onrecord.render.publish.tables import Cell, Column, Row, Table, without_empty
from onrecord.render.publish.words import by_grain, grain_word, method_word, variant_word


@dataclass(frozen=True, slots=True)
class Robustness:
    """In how many of the variants tried a statistic holds, and the table of them; ``text`` says it in a sentence."""

    text: str
    held: int
    total: int
    table: Table


def parts_table(outcome: Outcome, sheet: Sheet) -> Table | None:
    """The assertions of a reading, each with what came of it; ``None`` where there is no reading."""
    locale = sheet.locale
    if not outcome.reading:
        return None
    parts = outcome.parts
    rows = [
        Row(
            (
                _asserted(one.reading, sheet),
                Cell(mark=mark(one.verdict, locale)),
                Cell(_first_upper(one.why)),
                Cell(one.tolerance),
            )
        )
        for one in parts
    ] or [
        Row(
            (
                _asserted(outcome.reading, sheet),
                Cell(mark=mark(outcome.verdict, locale)),
                Cell(_first_upper(outcome.why)),
                Cell(outcome.tolerance),
            )
        )
    ]
    columns = (
        Column(locale.text("It asserts that")),
        Column(locale.text("Verdict")),
        Column(locale.text("What was found")),
        Column(locale.text("True of")),
    )
    return without_empty(Table(locale.text("What the sentence asserts, part by part"), columns, tuple(rows)))


def _asserted(reading: str, sheet: Sheet) -> Cell:
    """A reading in the page's words where it has them, else in the canonical English."""
    told = sheet.label(reading)
    return Cell(told, language="en" if told == reading else sheet.locale.language)


def figures_table(entry: Entry, sheet: Sheet) -> Table | None:
    """The numbers that the assertions came to (rates, changes, shares, projections), and the figures they rest on."""
    outcome, locale = entry.outcome, sheet.locale
    listed = {one.label for one in outcome.figures}
    numbers = [one for one in entry.numbers if one.relating is not Relating.NONE or one.labels[0] not in listed]
    if not outcome.figures and not numbers:
        return None
    columns = (
        Column(locale.text("Figure")),
        Column(locale.text("Best"), numeric=True),
        Column(locale.text("Low"), numeric=True),
        Column(locale.text("High"), numeric=True),
        Column(locale.text("Rows"), numeric=True),
        Column(locale.text("Period")),
    )
    rows = (
        *dict.fromkeys(Row(_number_cells(one, sheet)) for one in numbers),
        *(Row(tuple(_figure_cells(one, sheet))) for one in outcome.figures),
    )
    still = any(one.figure.preliminary for one in outcome.figures)
    notes = (*_missing(outcome), *([_preliminary(locale)] if still else []))
    return without_empty(Table(locale.text("Figures computed from the data"), columns, rows, notes))


def _preliminary(locale: Locale) -> str:
    return locale.text("Preliminary: the period has months whose counts usually still grow.")


def _when(text: str, figure: Figure, locale: Locale) -> Cell:
    """The period of a figure; below it whether that is preliminary."""
    return Cell(text, note=locale.text("preliminary") if figure.preliminary else "")


def _number_cells(one: KeyFigure, sheet: Sheet) -> tuple[Cell, ...]:
    """A number that was computed from figures: it has no bounds and no rows of its own."""
    locale, key = sheet.locale, key_of(one, dict(sheet.labels), sheet.locale)
    text = locale.number(one.value) if key is None else key.number
    period = locale.period(one.amounts[0].period)
    return Cell(key.label if key else ""), Cell(text), Cell(), Cell(), Cell(), Cell(period)


def _figure_cells(one: LabelledFigure, sheet: Sheet) -> Iterator[Cell]:
    locale, figure = sheet.locale, one.figure
    label = sheet.label(one.label)
    yield Cell(label, language="en" if label == one.label and locale.base != "en" else "")
    if figure.missing or figure.best is None:
        yield Cell(locale.text("no data"))
        yield from (Cell(), Cell(), Cell())
    else:
        yield Cell(locale.number(figure.best))
        # Bounds that are no different from the best estimate tell nothing more.
        yield Cell("" if figure.low is None else locale.number(figure.low))
        yield Cell("" if figure.high is None else locale.number(figure.high))
        yield Cell(locale.number(figure.rows))
    yield _when(locale.period(figure.period), figure, locale)


def _missing(outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.figure.missing for one in outcome.figures if one.figure.missing))


# Courses and rankings -------------------------------------------------------------------------------------------


def period_name(period: Period, grain: Grain, locale: Locale) -> str:
    """A calendar period as a table names it."""
    if period.start is None:
        return locale.period(period)
    if grain is Grain.QUARTER:
        quarter = (period.start.month + 2) // 3
        return locale.text("{year}, quarter {n}", year=period.start.year, n=quarter)
    return locale.period(period)


def course_table(course: Course, sheet: Sheet) -> Table:
    """A measure period by period: every period, with those the statement speaks of marked."""
    locale = sheet.locale
    columns = (
        Column(grain_word(course.grain, locale)),
        Column(locale.text("Rate") if course.rate else "", numeric=True),
        Column(locale.text("Best"), numeric=True),
        Column(locale.text("Low"), numeric=True),
        Column(locale.text("High"), numeric=True),
        Column(locale.text("Rows"), numeric=True),
    )
    rows = []
    for point in course.points:
        figure = point.figure
        name = _when(period_name(figure.period, course.grain, locale), figure, locale)
        if figure.missing or figure.best is None:
            cells: tuple[Cell, ...] = (name, Cell(), Cell(locale.text("no data")), Cell(), Cell(), Cell())
        else:
            numbers = (point.value if course.rate else None, figure.best, figure.low, figure.high, figure.rows)
            cells = (name, *(Cell("" if one is None else locale.number(one)) for one in numbers))
        rows.append(Row(cells, point.spoken))
    reasons = [*dict.fromkeys(point.figure.missing for point in course.points if point.figure.missing)]
    reasons += [_preliminary(locale)] if any(point.figure.preliminary for point in course.points) else []
    caption = locale.text("{how}: {what}", how=by_grain(course.grain, locale), what=sheet.label(course.label))
    return without_empty(Table(caption, columns, tuple(rows), tuple(reasons), _spoken(rows, locale)))


def ranking_table(ranking: Ranking, sheet: Sheet) -> Table:
    """A ranking: the first places and those of which the statement speaks."""
    locale = sheet.locale
    columns = (
        Column(locale.text("Rank"), numeric=True),
        Column(locale.text("Name")),
        Column(locale.text("Rate") if ranking.rate else "", numeric=True),
        Column(locale.text("Figure"), numeric=True),
        Column(locale.text("Rows"), numeric=True),
    )
    rows = [
        Row(
            (
                Cell(locale.number(place)),
                Cell(sheet.label(one.name)),
                Cell(locale.number(one.value) if ranking.rate and one.value is not None else ""),
                Cell(locale.text("no data") if one.figure.best is None else locale.number(one.figure.best)),
                Cell(locale.number(one.figure.rows)),
            ),
            one.spoken,
        )
        for place, one in ranking.rows
    ]
    more = ranking.total - len(ranking.rows)
    notes = [locale.plural("and {n} more that is not shown", "and {n} more that are not shown", more)] if more else []
    notes += [_preliminary(locale)] if any(one.figure.preliminary for _, one in ranking.rows) else []
    caption = locale.text(
        "Ranking: {what}, {period}", what=sheet.label(ranking.label), period=locale.period(ranking.period)
    )
    return without_empty(Table(caption, columns, tuple(rows), tuple(notes), _spoken(rows, locale)))


def _spoken(rows: list[Row], locale: Locale) -> str:
    return locale.text("the statement speaks of it") if any(row.spoken for row in rows) else ""


# Projections and variants ---------------------------------------------------------------------------------------


def projection_table(projection: Projection, sheet: Sheet) -> Table:
    """A year estimated from its part, by each method."""
    locale = sheet.locale
    columns = (
        Column(locale.text("Method")),
        Column(locale.text("Estimate"), numeric=True),
        Column(locale.text("80 percent lie in"), numeric=True),
        Column(locale.text("The statement then")),
    )
    rows = [
        Row(
            (
                Cell(method_word(one.method, locale), note=one.note),
                Cell(locale.text("none") if one.best is None else locale.number(round(one.best))),
                Cell(
                    ""
                    if one.low is None or one.high is None
                    else locale.text("{a} to {b}", a=locale.number(round(one.low)), b=locale.number(round(one.high)))
                ),
                Cell(mark=mark(one.verdict, locale) if one.verdict else None),
            )
        )
        for one in projection.estimates
    ]
    if projection.came is not None:
        came = (Cell(locale.text("What came")), Cell(locale.number(round(projection.came))), Cell(), Cell())
        rows.append(Row(came, spoken=True))
    notes = [projection.weak] if projection.weak else []
    if projection.years:
        notes.append(
            locale.plural(
                "The methods other than days elapsed rest on {n} earlier year.",
                "The methods other than days elapsed rest on {n} earlier years.",
                projection.years,
            )
        )
    caption = locale.text("Projection: {what}", what=sheet.label(projection.label))
    return without_empty(Table(caption, columns, tuple(rows), tuple(notes)))


def robustness(outcome: Outcome, sheet: Sheet) -> Robustness | None:
    """How firm the verdict is; ``None`` where the statistic was computed in one way only."""
    locale, tried = sheet.locale, outcome.robustness
    if len(tried) < 2:
        return None
    titles = {card.dataset.id: card.dataset.spec.title for card in sheet.datasets}
    held = sum(one.verdict is Verdict.HOLDS for one in tried)
    columns = (
        Column(locale.text("Computed with")),
        Column(locale.text("Verdict")),
        Column(locale.text("Result"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(variant_word(one.name, locale, titles)),
                Cell(mark=mark(one.verdict, locale)),
                Cell("" if one.computed is None else in_unit(one.computed, outcome.unit, locale)),
            )
        )
        for one in tried
    )
    text = locale.text("Holds in {n} of {total} ways of computing it", n=held, total=len(tried))
    return Robustness(text, held, len(tried), without_empty(Table(text, columns, rows)))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
