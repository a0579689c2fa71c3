"""The register of projections as tables: what was foreseen when and from which data, and what came.

Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.figure import Estimate
from onrecord.model.register import Hits, Open, Score, hits
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.tables import Cell, Column, Row, Table, without_empty
from onrecord.render.publish.words import method_word


def register_table(score: Score, sheet: Sheet) -> Table:
    """One projection that was published: its estimates, and the error of each where it is known what came."""
    locale, told = sheet.locale, score.foreseen
    columns = (
        Column(locale.text("Method")),
        Column(locale.text("Estimate"), numeric=True),
        Column(locale.text("80 percent lie in"), numeric=True),
        Column(locale.text("Error"), numeric=True),
        Column(locale.text("Error in percent"), numeric=True),
        Column(locale.text("What came is")),
    )
    rows = [Row(tuple(_cells(score, one, locale))) for one in told.estimates if one.best is not None]
    if score.came is not None:
        came = (Cell(locale.text("What came")), Cell(locale.number(round(score.came))), *(Cell() for _ in columns[2:]))
        rows.append(Row(came, spoken=True))
    caption = locale.text(
        "Published {day} (edition {n}): {what}, projected from {part}",
        day=locale.day(told.published), n=told.edition, what=sheet.label(told.what), part=locale.period(told.part),
    )  # fmt: skip
    return without_empty(Table(caption, columns, tuple(rows), tuple(_notes(score, sheet))))


def _cells(score: Score, one: Estimate, locale: Locale) -> Iterator[Cell]:
    error, percent, inside = score.error(one), score.percent(one), score.inside(one)
    yield Cell(method_word(one.method, locale))
    yield Cell("" if one.best is None else locale.number(round(one.best)))
    if one.low is None or one.high is None:
        yield Cell()
    else:
        low, high = (locale.number(round(end)) for end in (one.low, one.high))
        yield Cell(locale.text("{a} to {b}", a=low, b=high))
    yield Cell("" if error is None else signed(round(error), locale))
    yield Cell("" if percent is None else locale.text("{n}%", n=signed(round(percent), locale)))
    yield Cell("" if inside is None else locale.text("inside") if inside else locale.text("outside"))


def signed(number: int, locale: Locale) -> str:
    """A difference with its sign."""
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{locale.number(abs(number))}"


def _notes(score: Score, sheet: Sheet) -> Iterator[str]:
    locale = sheet.locale
    told = score.foreseen
    language, then = told.sentence(sheet.locale.language)
    now = next((one for one in sheet.statements if one.id == told.statement), None)
    if now is not None and now.language == language and now.text != then:
        yield locale.text("The sentence then: “{text}”", text=then)
    if told.asserted:
        yield locale.text("The sentence said: {n}.", n=_stated(told.asserted, locale))
    if told.covered is not None:
        data, day = told.snapshot or told.dataset, locale.day(told.covered)
        yield locale.text("It rested on {data}, which ended on {day}.", data=data, day=day)
    if score.came is not None and score.snapshot:
        yield locale.text("What came is counted in {data}.", data=score.snapshot)
    if score.preliminary:
        yield locale.text("Preliminary: the period has months whose counts usually still grow.")
    if score.pending is not None:
        yield {
            Open.NOT_COVERED: locale.text("Not scored yet: the data do not cover the period."),
            Open.NO_DATASET: locale.text("Not scored: the record has its dataset no more."),
            Open.NOT_READ: locale.text("Not scored: what was projected is not understood any more."),
        }[score.pending]


def _stated(text: str, locale: Locale) -> str:
    number, _, unit = text.partition(" ")
    try:
        value = locale.number(float(number.replace(",", "")))
    except ValueError:
        return text
    if unit == "percent":
        return locale.text("{n}%", n=value)
    return locale.text("{n} times", n=value) if unit == "times" else f"{value} {unit}".strip()


def hit_texts(scores: Sequence[Score], sheet: Sheet) -> tuple[str, ...]:
    """How often each method's interval held what came; nothing before there are several."""
    return tuple(_hit(one, sheet.locale) for one in hits(scores))


def _hit(one: Hits, locale: Locale) -> str:
    return locale.text(
        "{method}: in {n} of {total} what came was inside the interval; 80 of 100 are to be expected.",
        method=method_word(one.method, locale), n=one.inside, total=one.total,
    )  # fmt: skip
