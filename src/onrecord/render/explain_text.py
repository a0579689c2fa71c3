"""One statement in full, as text: the sentence, its sources, verdict and figures, their course, rows and SQL.

Imports the model and its sibling modules; it computes nothing.
"""

from __future__ import annotations

import click

from onrecord.model.dates import Grain, Period
from onrecord.model.explanation import Cited, Course, Evidence, Explanation, Point, Ranking
from onrecord.model.figure import EventRow, LabelledFigure, Outcome, Projection, Variant, Verdict
from onrecord.model.finding import Severity
from onrecord.model.precision import number_text
from onrecord.model.register import Score
from onrecord.render.explain_blocks import block_lines
from onrecord.render.projections import projection_rows
from onrecord.render.register_text import register_lines
from onrecord.render.standings import standing_lines
from onrecord.render.terminal import (
    BLOCKS,
    MARKS,
    NARROWEST,
    WIDTH,
    painted,
    plural,
    sparkline,
    table,
    verdict_mark,
    wrapped,
)
from onrecord.render.text_report import dataset_lines, part_text
from onrecord.render.withheld import banner, withheld_text
from onrecord.text.diagnostics import escaped, render

_LABEL = 12
_OWN = ("OR203", "OR204", "OR206", "OR210", "OR901")
_PRELIMINARY = "* preliminary: it touches months whose counts usually still grow"


def render_explanation(explanation: Explanation, *, width: int = WIDTH) -> str:
    """The whole explanation."""
    width = max(width, NARROWEST)
    parts = [
        [click.style(line, fg="red", bold=True) for line in (banner(explanation.show),) if line],
        _head(explanation, width),
        _verdict(explanation, width),
        _sources(explanation.cited, width),
        _figures(explanation, width),
        *(_projection(one, width) for one in explanation.outcome.projections),
        _register(explanation.register, width),
        _variants(explanation.outcome),
        *(_ranking(ranking, width) for ranking in explanation.rankings),
        *(_course(course, width) for course in explanation.courses),
        _blocks(explanation, width),
        *(_evidence(one, explanation, width) for one in explanation.evidence or ()),
        _no_evidence(explanation),
        _findings(explanation),
        wrapped(left_out, width) if (left_out := withheld_text(explanation.withheld, explanation.show)) else [],
    ]
    text = "\n\n".join("\n".join(part) for part in parts if part) + "\n"
    return f"{text}\n{_sql(explanation.sql)}" if explanation.sql else text


def _title(text: str) -> str:
    return click.style(text, bold=True)


def _labelled(label: str, text: str, width: int) -> list[str]:
    if width < 60:
        return [*([_title(label)] if label else []), *wrapped(text, width, "  ")]
    lines = wrapped(text, width, " " * _LABEL)
    return [_title(f"{label:<{_LABEL}}") + lines[0][_LABEL:], *lines[1:]]


def _head(explanation: Explanation, width: int) -> list[str]:
    statement, claim = explanation.statement, explanation.claim
    lines = [f"{_title(escaped(statement.id))}  {escaped(f'{statement.span.file}:{statement.span.line}')}"]
    lines += wrapped(statement.text, width, "  ")
    lines += ["", *_labelled("Claim", f"{claim.claim} ({claim.claimant})", width)]
    return lines


def _verdict(explanation: Explanation, width: int) -> list[str]:
    outcome = explanation.outcome
    kind = "" if outcome.kind == "statistic" else f", {outcome.kind}"
    label = _title("Verdict" if width < 60 else f"{'Verdict':<{_LABEL}}")
    lines = [f"{label}{' ' if width < 60 else ''}{verdict_mark(outcome.verdict)}{escaped(kind)}"]
    if outcome.parts:
        for part in outcome.parts:
            lines += _labelled("", part.reading, width)
            _, why = part_text(part, outcome.verdict)
            told = f"{MARKS[part.verdict][0]}: {why}"
            if part.tolerance and part.tolerance not in told:
                told += f" (true of {part.tolerance})"
            lines += wrapped(told, width, " " * _LABEL + "· ", " " * (_LABEL + 2))
    else:
        lines += _labelled("", outcome.why, width)
        lines += _labelled("Reading", outcome.reading, width) if outcome.reading else []
        lines += _labelled("Asserted", _numbers(outcome), width) if outcome.asserted is not None else []
    if outcome.reading and not outcome.confirmed:
        lines += _labelled("Note", "nobody has confirmed this reading of the sentence", width)
    for line in standing_lines(outcome):
        lines += _labelled("Standing", line, width)
    if outcome.basis:
        lines += _labelled("Rests on", outcome.basis, width)
    if outcome.history:
        lines += _labelled("History", outcome.history, width)
    for note in outcome.notes:
        lines += _labelled("Note", note, width)
    if outcome.needs:
        lines += _labelled("Needed", outcome.needs, width)
    return lines


def _numbers(outcome: Outcome) -> str:
    text = _in_unit(outcome.asserted or 0, outcome.unit)
    if outcome.computed is not None:
        text += f"; computed {_in_unit(outcome.computed, outcome.unit)}"
    return text + (f"; true of {outcome.tolerance}" if outcome.tolerance else "")


def _in_unit(number: float, unit: str) -> str:
    if unit == "year":
        return f"{number:.0f}"
    suffix = {"percent": " percent", "times": " times"}.get(unit, "")
    return number_text(number) + suffix


def _sources(cited: tuple[Cited, ...], width: int) -> list[str]:
    lines: list[str] = []
    for i, one in enumerate(cited):
        lines += _labelled("Sources" if i == 0 else "", _source(one), width)
    return lines


def _source(cited: Cited) -> str:
    citation, source = cited.citation, cited.source
    locator = f", {citation.locator}" if citation.locator else ""
    if source is None:
        return f"@{citation.key}{locator}: not in the bibliography"
    parts = [source.author, source.title, source.publisher if source.publisher != source.author else ""]
    when = str(source.issued) if source.issued else "undated"
    told = f"@{citation.key}{locator}: {'. '.join(part for part in parts if part)}, {when}. {source.url}".rstrip()
    details = [f"interest: {source.interest.rstrip('.')}"] if source.interest else []
    details += [f"origin: {source.origin}"] if source.origin else []
    details += [f"retracted: {source.retracted}"] if source.retracted else []
    details += [f"superseded by @{source.superseded_by}"] if source.superseded_by else []
    return f"{told} ({'; '.join(details)})" if details else told


def _figures(explanation: Explanation, width: int) -> list[str]:
    figures = explanation.outcome.figures
    lines: list[str] = []
    if figures:
        bounds = any(one.figure.low is not None for one in figures)
        header = ("best", "low", "high", "rows") if bounds else ("figure", "rows")
        rows = [header, *(_cells(one, bounds) for one in figures)]
        lines = [_title("Figures"), *_beside(rows, ["", *map(_figure_label, figures)], width)]
    if explanation.dataset is not None:
        lines += dataset_lines(explanation.dataset, width)
    return lines


def _figure_label(one: LabelledFigure) -> str:
    return f"{one.label} (preliminary)" if one.figure.preliminary else one.label


def _cells(labelled: LabelledFigure, bounds: bool) -> tuple[str, ...]:
    figure = labelled.figure
    if figure.missing or figure.best is None:
        return ("no data", "", "", "") if bounds else ("no data", "")
    numbers = (figure.best, figure.low, figure.high) if bounds else (figure.best,)
    return (*("" if number is None else number_text(number) for number in numbers), f"{figure.rows:,}")


def _beside(rows: list[tuple[str, ...]], texts: list[str], width: int, left: int = 0) -> list[str]:
    """Cells in columns, and beside each row (below it, where there is no room) a text."""
    lines = []
    column = max(len(line) for line in table(rows, left)) + 4
    for cells, text in zip(table(rows, left), texts, strict=True):
        if not text:
            lines.append(f"  {cells}")
        elif width - column >= 24:
            first, *rest = wrapped(text, width, " " * column)
            lines += [f"  {cells}".ljust(column) + first.lstrip(), *rest]
        else:
            lines += [f"  {cells}", *wrapped(text, width, "    ")]
    return lines


def _projection(projection: Projection, width: int) -> list[str]:
    rows, notes = projection_rows(projection)
    past = f", with {plural(projection.years, 'earlier year')}" if projection.years else ""
    return [_title("Projection") + escaped(f": {projection.label}{past}"), *_beside(rows, notes, width)]


def _register(scores: tuple[Score, ...], width: int) -> list[str]:
    lines = [line for one in scores for line in register_lines(one, width)]
    return [_title("Projected in earlier editions"), *lines] if lines else []


def _variants(outcome: Outcome) -> list[str]:
    if len(outcome.robustness) < 2:
        return []
    held = sum(1 for one in outcome.robustness if one.verdict is Verdict.HOLDS)
    rows = [(one.name, *_variant(one, outcome)) for one in outcome.robustness]
    lines = []
    for line, one in zip(table(rows), outcome.robustness, strict=True):
        lines.append("  " + (click.style(line, fg="red") if one.verdict is Verdict.FAILS else line))
    return [_title(f"Holds in {held} of {len(outcome.robustness)} variants"), *lines]


def _variant(variant: Variant, outcome: Outcome) -> tuple[str, str]:
    computed = "" if variant.computed is None else _in_unit(variant.computed, outcome.unit)
    return MARKS[variant.verdict][0], computed


# Rankings and courses -----------------------------------------------------------------------------------------


def period_name(period: Period, grain: Grain) -> str:
    """A calendar period in short: 2022, 2022 Q1, 2022-03, 2022-03-27."""
    if period.start is None:
        return ""
    if grain is Grain.YEAR:
        return f"{period.start.year:04d}"
    if grain is Grain.QUARTER:
        return f"{period.start.year:04d} Q{(period.start.month + 2) // 3}"
    if grain is Grain.MONTH:
        return period.start.isoformat()[:7]
    return period.start.isoformat()


def _ranking(ranking: Ranking, width: int) -> list[str]:
    """A ranking as a table: the first places, and those of which the statement speaks."""
    start, end = ranking.period.start, ranking.period.end
    days = f"{start.isoformat() if start else ''} to {end.isoformat() if end else ''}"
    header = ("place", *(["rate"] if ranking.rate else []), "figure", "rows", "")
    rows = [header]
    for place, one in ranking.rows:
        rate = ["" if one.value is None else number_text(one.value)] if ranking.rate else []
        figure = "no data" if one.figure.best is None else number_text(one.figure.best)
        rows.append((str(place), *rate, figure, f"{one.figure.rows:,}", "<" if one.spoken else ""))
    lines = [_title(f"By {ranking.label}") + f": {days}"]
    lines += _beside(rows, ["", *(one.name for _, one in ranking.rows)], width, 0)
    if any(one.figure.preliminary for _, one in ranking.rows):
        lines += wrapped(_PRELIMINARY.removeprefix("* "), width, "  ")
    more = ranking.total - len(ranking.rows)
    return [*lines, f"  and {more:,} more" if more == 1 else f"  and {more:,} others"] if more else lines


def _course(course: Course, width: int) -> list[str]:
    lines = [_title(f"By {course.grain}") + escaped(f": {course.label}")]
    points = course.table
    known = [point.figure for point in course.points if not point.figure.missing]
    bounds = any(figure.low is not None for figure in known)
    header = [
        str(course.grain),
        *(["rate"] if course.rate else []),
        *(["best", "low", "high"] if bounds else ["figure"]),
    ]
    rows = [(*header, "rows", "")] + [_point(point, course, bounds) for point in points]
    lines += [f"  {line}" for line in table(rows)]
    if len(points) < len(course.points):
        first, last = course.points[0].figure.period, course.points[-1].figure.period
        names = f"{period_name(first, course.grain)} to {period_name(last, course.grain)}"
        lines += wrapped(f"{len(points)} of {len(course.points)} {course.grain}s; the line shows {names}", width, "  ")
    if any(point.figure.preliminary for point in points):
        lines += wrapped(_PRELIMINARY, width, "  ")
    lines += _spark(course, width)
    reasons = dict.fromkeys(point.figure.missing for point in points if point.figure.missing)
    for reason in reasons:
        lines += wrapped(f"no data: {reason}", width, "  ")
    return lines


def _point(point: Point, course: Course, bounds: bool) -> tuple[str, ...]:
    figure = point.figure
    name = period_name(figure.period, course.grain)
    mark = ("<" if point.spoken else "") + ("*" if figure.preliminary else "")
    count = (3 if bounds else 1) + (1 if course.rate else 0)
    if figure.missing or figure.best is None:
        return (name, "no data", *[""] * (count - 1), "", mark)
    numbers = [point.value] if course.rate else []
    numbers += [figure.best, figure.low, figure.high] if bounds else [figure.best]
    cells = ("" if number is None else number_text(number) for number in numbers)
    return (name, *cells, f"{figure.rows:,}", mark)


def _spark(course: Course, width: int) -> list[str]:
    """The whole course in one line of blocks, or in several where the terminal is narrow."""
    values = [point.value for point in course.points]
    if len(values) < 2 or not any(values):
        return []
    line = sparkline(values)
    names = [period_name(point.figure.period, course.grain) for point in course.points]
    room = max(10, width - 2 * max(map(len, names)) - 4)
    lines = []
    for at in range(0, len(line), room):
        part = line[at : at + room]
        lines.append(f"  {names[at]} {part} {names[at + len(part) - 1]}")
    top = max(range(len(values)), key=lambda i: values[i] or 0.0)
    spoken = "; < marks what the statement speaks of" if any(point.spoken for point in course.table) else ""
    highest = f"{BLOCKS[0]} is 0, {BLOCKS[-1]} is {number_text(values[top] or 0)} ({names[top]}){spoken}"
    return [*lines, *wrapped(highest, width, "  ")]


# Blocks, rows, findings -----------------------------------------------------------------------------------------


def _blocks(explanation: Explanation, width: int) -> list[str]:
    lines: list[str] = []
    for block, deadlines in zip(explanation.statement.blocks, explanation.deadlines, strict=True):
        (name, _), *rest = block_lines(block, deadlines)
        lines += [*([""] if lines else []), _title(name.capitalize())]
        column = max((len(label) for label, _ in rest), default=0) + 4
        for label, text in rest:
            if width < 60:
                lines += wrapped(f"{label}: {text}" if label else text, width, "  ", "    ")
            else:
                first, *others = wrapped(text, width, " " * column)
                lines += [f"  {label}".ljust(column) + first.lstrip(), *others]
    return lines


def _evidence(evidence: Evidence, explanation: Explanation, width: int) -> list[str]:
    more = evidence.total - len(evidence.rows)
    lines = [_title("Rows behind ") + escaped(evidence.label)]
    if evidence.rows:
        lines += _beside(
            [_numbers_of(row) for row in evidence.rows], [_row(row, evidence) for row in evidence.rows], width, 1
        )
    if more > 0:
        lines.append(f"  and {plural(more, 'row')} more: --rows {evidence.total} lists all")
    if not evidence.total:
        lines.append("  no row matches, and the period is covered: the figure is zero")
    return lines


def _numbers_of(row: EventRow) -> tuple[str, str, str]:
    """An event's days, its best estimate and its bounds where they differ from it."""
    last = row.end.isoformat()
    days = row.start.isoformat() + (f" to {last[5:] if last[:4] == row.start.isoformat()[:4] else last}")
    best = "" if row.best is None else number_text(row.best)
    bounds = ""
    if row.low is not None and row.high is not None and not row.low == row.best == row.high:
        bounds = f"({number_text(row.low)} to {number_text(row.high)})"
    return days if row.end != row.start else row.start.isoformat(), best, bounds


def _row(row: EventRow, evidence: Evidence) -> str:
    """What an event is, in one sentence: where, which kind, between whom, and its id in the file."""
    where = ", ".join(dict.fromkeys(filter(None, (row.place, row.country))))
    sides = " - ".join(filter(None, (row.side_a, row.side_b)))
    title = "" if row.title == sides else row.title
    return "; ".join(filter(None, (where, evidence.kind_text(row), sides, title, row.id)))


def _no_evidence(explanation: Explanation) -> list[str]:
    if explanation.evidence is None or explanation.evidence:
        return []
    return ["No figure was computed, so there are no rows to list."]


def _findings(explanation: Explanation) -> list[str]:
    shown = [one for one in explanation.findings if one.code not in _OWN and one.severity is not Severity.NOTE]
    return [line for one in shown for line in painted(render(one), one.severity).split("\n")]


def _sql(sql: str) -> str:
    """The SQL as it is, but for what a terminal would act on."""
    return "".join(f"{escaped(line)}\n" for line in sql.splitlines())
