"""Figures beside one another, parts of a whole, and rankings: what a statement compares, as bars that lie."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.edition import Entry
from onrecord.model.explanation import Ranked, Ranking
from onrecord.model.figure import LabelledFigure
from onrecord.model.precision import interval
from onrecord.model.reading import Amount, Change, Comparison, Level, Per, Rank, Share
from onrecord.render.charts.bars import range_words
from onrecord.render.charts.lying import Lying, draw_above, draw_beside
from onrecord.render.charts.pieces import Key
from onrecord.render.charts.plan import Plan
from onrecord.render.charts.series import scaled
from onrecord.render.charts.words import capital, number, rate
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, ShownStatement, in_unit

_MOST = 8


# Figures beside one another -----------------------------------------------------------------------------------------


def comparisons(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """One chart of the figures that a statement compares, where they are of several measures."""
    entry = statement.entry
    if entry.reading is None or not any(isinstance(part, Comparison | Level) for part in entry.reading.parts):
        return
    known = [one for one in entry.outcome.figures if one.amount is not None and one.figure.best is not None]
    measures = {one.amount.measure for one in known if one.amount is not None}
    units = {one.amount.measure.quantity for one in known if one.amount is not None}
    if not 2 <= len(known) <= _MOST or len(measures) < 2 or len(units) > 1:
        return
    locale = sheet.locale
    rates = _rates(entry) if _is_rate(entry) else {}
    per = rate(locale, taken) if (taken := _per(entry)) is not None else ""
    if _is_rate(entry) and (len(rates) < 2 or not per):
        return
    rows: list[Lying] = []
    labels: list[str] = []
    for place, one in enumerate(known):
        value = rates.get(one.label) if rates else one.figure.best
        if value is None:
            continue
        label = capital(sheet.label(one.label))
        if one.figure.preliminary:
            label = locale.text("{what} (preliminary: usually still grows)", what=label)
        labels.append(label)
        bounds = (None, None) if rates else (one.figure.low, one.figure.high)
        text = locale.text("{what}, {rate}", what=labels[-1], rate=per) if rates else labels[-1]
        rows.append(
            Lying(
                text, value, number(locale, value), "accent" if place == 0 else "ink",
                bounds[0], bounds[1], None if rates else _said(entry, one, known),
            )
        )  # fmt: skip
    yield _beside(sheet, rows, labels, per if rates else "")


def foremost(entry: Entry) -> bool:
    """Whether figures beside one another tell more than the course of the first: a statement that begins with them."""
    first = entry.reading.parts[0] if entry.reading is not None and entry.reading.parts else None
    if isinstance(first, Comparison):
        return first.other.measure != first.subject.measure
    return isinstance(first, Level) and len({one.amount.measure for one in entry.outcome.figures if one.amount}) > 1


def _is_rate(entry: Entry) -> bool:
    parts = entry.reading.parts if entry.reading is not None else ()
    return any(isinstance(part, Level | Comparison | Change) and part.subject.per is not None for part in parts)


def _per(entry: Entry) -> Per | None:
    """What the rates of a statement are taken over, where all of its levels are rates of one kind."""
    parts = entry.reading.parts if entry.reading is not None else ()
    taken = {part.subject.per for part in parts if isinstance(part, Level)}
    return taken.pop() if len(taken) == 1 else None


def _rates(entry: Entry) -> dict[str, float]:
    """The rates of levels, by the label of the figure that each rests on."""
    parts = entry.reading.parts if entry.reading is not None else ()
    computed = [part.computed for part in entry.outcome.parts] or [entry.outcome.computed]
    found = {}
    for part, value in zip(parts, computed, strict=False):
        for one in entry.outcome.figures:
            same = one.amount is not None and isinstance(part, Level) and one.amount.measure == part.subject.measure
            if same and isinstance(part, Level) and one.figure.period == part.subject.period and value is not None:
                found[one.label] = value
    return found if _per(entry) is not None else {}


def _said(entry: Entry, one: LabelledFigure, known: list[LabelledFigure]) -> tuple[float | None, float | None] | None:
    """The values that the sentence gives a figure by comparing it with others: all of them must be true."""
    lows: list[float] = []
    highs: list[float] = []
    for part in entry.reading.parts if entry.reading is not None else ():
        if not isinstance(part, Comparison) or part.stated is None or not _same(part.subject, one):
            continue
        ground = next((each.figure.best for each in known if _same(part.other, each)), None)
        if ground is None:
            continue
        within = interval(part.stated)
        ends = (None if end is None else float(end) for end in (within.low, within.high))
        low, high = scaled(part, ground, *ends)
        lows += [low] if low is not None else []
        highs += [high] if high is not None else []
    if not lows and not highs:
        return None
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def _same(amount: Amount, one: LabelledFigure) -> bool:
    return one.amount is not None and (amount.measure, amount.period) == (one.amount.measure, one.figure.period)


def _beside(sheet: Sheet, rows: list[Lying], labels: list[str], per: str) -> Plan:
    locale = sheet.locale
    said = next((row.said for row in rows if row.said is not None), None)
    keys = _said_key(locale, said)
    highest = max(value for row in rows for value in (row.value, row.high, *(row.said or ())) if value is not None)
    first, *others = [labels[0], *map(_in_sentence, labels[1:])]
    title = locale.text(
        "{first}, beside {others}", first=_in_sentence(first) if per else first, others=locale.listed(others)
    )
    if per:
        title = locale.text("{rate}: {what}", rate=capital(per), what=title)
    described = [locale.text("{what}: {value}.", what=row.text, value=row.written) for row in rows]
    described += [key.text + "." for key in keys]
    return Plan(
        "comparison", "comparison", title, " ".join(described),
        (locale.text("Figure"), capital(per) or locale.text("Value")),
        tuple((row.text, row.written) for row in rows),
        lambda form: draw_above(form, rows, highest, keys),
    )  # fmt: skip


def _in_sentence(text: str) -> str:
    """A label inside a sentence: a first word in small letters stays small, an abbreviation does not."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _said_key(locale: Locale, said: tuple[float | None, float | None] | None) -> list[Key]:
    if said is None:
        return []
    words = range_words(locale, *said)
    return [Key("dash", "contested", locale.text("What the sentence allows: {value}", value=words))]


# Shares ---------------------------------------------------------------------------------------------------------


def shares(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """One chart of all the shares that a statement speaks of: each whole as one bar of the same length."""
    entry, locale = statement.entry, sheet.locale
    parts = entry.reading.parts if entry.reading is not None else ()
    rows: list[Lying] = []
    table: list[tuple[str, ...]] = []
    ends: list[tuple[float | None, float | None]] = []
    for part in parts:
        if not isinstance(part, Share):
            continue
        own = next((one for one in entry.outcome.figures if _same(part.subject, one)), None)
        whole = next((one for one in entry.outcome.figures if _same(part.whole, one)), None)
        if own is None or whole is None or own.figure.best is None or not whole.figure.best:
            continue
        percent = 100 * own.figure.best / whole.figure.best
        within = interval(part.stated)
        said = tuple(None if end is None else float(end) for end in (within.low, within.high))
        a, b = number(locale, own.figure.best), number(locale, whole.figure.best)
        text = locale.text(
            "{part}: {a} of {b} {whole}", part=capital(sheet.label(own.label)), a=a, b=b, whole=sheet.label(whole.label)
        )
        written = in_unit(percent, "percent", locale)
        rows.append(Lying(text, percent, written, "ink" if rows else "accent", said=(said[0], said[1]), whole=100.0))
        table.append((capital(sheet.label(own.label)), a, b, written))
        ends.append((said[0], said[1]))
    if not rows:
        return
    shown = [in_ends(locale, *one) for one in ends]
    said_text = locale.text("What the sentence allows: {value}", value="; ".join(shown))
    keys = [Key("dash", "contested", said_text)]
    title = locale.text("{part}, as a share of {whole}", part=table[0][0], whole=_whole_label(sheet, parts, entry))
    yield Plan(
        "share", "share", title,
        " ".join([*(f"{row.text}: {row.written}." for row in rows), f"{said_text}."]),
        (locale.text("Part"), locale.text("Number"), locale.text("Of"), locale.text("Share")),
        tuple(table),
        lambda form: draw_above(form, rows, 100.0, keys),
    )  # fmt: skip


def in_ends(locale: Locale, low: float | None, high: float | None) -> str:
    """A range of percentages in words."""
    if low is not None and high is not None:
        return locale.text("{a} to {b}", a=number(locale, low), b=in_unit(high, "percent", locale))
    if low is not None:
        return locale.text("more than {n}", n=in_unit(low, "percent", locale))
    return locale.text("less than {n}", n=in_unit(high or 0.0, "percent", locale))


def _whole_label(sheet: Sheet, parts: tuple[object, ...], entry: Entry) -> str:
    first = next(part for part in parts if isinstance(part, Share))
    return next((sheet.label(one.label) for one in entry.outcome.figures if _same(first.whole, one)), "")


# Rankings -------------------------------------------------------------------------------------------------------


def rankings(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """A chart of each ranking that a statement speaks of, those it names marked."""
    for place, ranking in enumerate(statement.entry.rankings):
        rows = [(at, one) for at, one in ranking.rows if one.value is not None]
        if len(rows) >= 2:
            yield _ranked(sheet, statement.entry, ranking, rows, place)


def _ranked(sheet: Sheet, entry: Entry, ranking: Ranking, rows: list[tuple[int, Ranked]], place: int) -> Plan:
    locale = sheet.locale
    names = {at: capital(sheet.label(one.name)) for at, one in rows}
    lying = []
    before = 0
    for at, one in rows:
        value = one.value or 0.0
        bounds = (None, None) if ranking.rate else (one.figure.low, one.figure.high)
        lying.append(
            Lying(
                f"{at}. {names[at]}", value, number(locale, value), "accent" if one.spoken else "quiet",
                bounds[0], bounds[1], after_gap=at > before + 1,
            )
        )  # fmt: skip
        before = at
    highest = max(value for row in lying for value in (row.value, row.high) if value is not None)
    first = next((one for one in entry.outcome.figures if one.amount is not None), None)
    what = capital(sheet.label(first.label)) if first is not None else ""
    title = _ranking_title(locale, ranking, what)
    taken = _ranked_per(entry) if ranking.rate else None
    if taken is not None:
        title = locale.text("{what}, {rate}", what=title, rate=rate(locale, taken))
    named = [f"{row.text}: {row.written}" for row in lying if row.role == "accent"]
    top = locale.text("First is {name} with {value}.", name=names[rows[0][0]], value=lying[0].written)
    keys = [Key("whisker", "ink", locale.text("Low to high estimate"))] if any(
        row.low is not None and row.low != row.high for row in lying) else []  # fmt: skip
    return Plan(
        f"ranking-{place}" if place else "ranking", "ranking", title,
        " ".join([top, *(f"{one}." for one in named)]),
        (locale.text("Rank"), locale.text("Name"), capital(rate(locale, taken)) if taken else locale.text("Value")),
        tuple((str(at), names[at], row.written) for (at, _), row in zip(rows, lying, strict=True)),
        lambda form: draw_beside(form, lying, highest, keys),
    )  # fmt: skip


def _ranked_per(entry: Entry) -> Per | None:
    """What the rates of a ranking are taken over."""
    parts = entry.reading.parts if entry.reading is not None else ()
    return next((part.subject.per for part in parts if isinstance(part, Rank) and part.subject.per is not None), None)


def _ranking_title(locale: Locale, ranking: Ranking, what: str) -> str:
    by, _, lowest = ranking.label.partition(" from the ")
    count = ranking.total
    if by == "countries":
        if lowest:
            return locale.plural("{what}, ranked from the lowest among {n} country",
                                 "{what}, ranked from the lowest among {n} countries", count, what=what)  # fmt: skip
        return locale.plural("{what}, ranked among {n} country", "{what}, ranked among {n} countries", count, what=what)
    if by == "areas":
        if lowest:
            return locale.plural("{what}, ranked from the lowest among {n} region",
                                 "{what}, ranked from the lowest among {n} regions", count, what=what)  # fmt: skip
        return locale.plural("{what}, ranked among {n} region", "{what}, ranked among {n} regions", count, what=what)
    if lowest:
        return locale.plural("{what}, ranked from the lowest among {n} armed group",
                             "{what}, ranked from the lowest among {n} armed groups", count, what=what)  # fmt: skip
    return locale.plural(
        "{what}, ranked among {n} armed group", "{what}, ranked among {n} armed groups", count, what=what
    )
