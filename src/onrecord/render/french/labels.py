"""The labels of figures in French: what a figure is of, where and when.

``french_label`` prints an amount as ``onrecord.reading.printer`` does in English; ``french_labels`` are those of a
statement's figures, courses, rankings and projections. Imports the model, the vocabulary and its sibling modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from onrecord.model.dates import Grain, Period, period_around
from onrecord.model.edition import Entry
from onrecord.model.reading import Amount, Measure, Per, Quantity, RateUnit, Ref, Role
from onrecord.render.french.articles import actor_name, french_name, in_place, is_plural, kind_name, quoted
from onrecord.render.french.typography import WIDE
from onrecord.render.french.values import FRENCH_MONTHS
from onrecord.vocabulary import Vocabulary

_UNITS = {
    RateUnit.HOUR: "heure", RateUnit.DAY: "jour", RateUnit.WEEK: "semaine", RateUnit.MONTH: "mois",
    RateUnit.YEAR: "an", RateUnit.EVENT: "événement", RateUnit.PEOPLE: "habitant",
}  # fmt: skip
_ROLES = {Role.BY: "par", Role.INVOLVING: "impliquant", Role.AGAINST: "contre"}
_DISTINCT = {Quantity.COUNTRIES: "pays", Quantity.AREAS: "régions", Quantity.ACTORS: "acteurs"}
_RANKINGS = {"countries": "pays", "areas": "régions", "actors": "acteurs"}


def french_label(amount: Amount, vocabulary: Vocabulary, *, with_period: bool = True) -> str:
    """An amount in words: "décès par jour au Mali de janvier à juin 2022"."""
    parts = [_measured(amount.measure, amount.per, vocabulary)]
    if with_period:
        parts.append(when(amount.period))
    text = " ".join(parts)
    if amount.projected_from is not None:
        text += f", projection à partir de la période {_span(amount.projected_from)}"
    return text


def ranking_label(label: str) -> str:
    """The label of a ranking: "countries", "areas from the lowest". Empty where it is none of them."""
    one = label.removesuffix(" from the lowest")
    french = _RANKINGS.get(one, "")
    return f"{french}, par ordre croissant" if french and one != label else french


def french_labels(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The English labels of all that is shown of a statement, each with its French words: of figures, courses and
    projections, of rankings and of the countries in them. A label that nothing is known of is left out."""
    for figure in entry.outcome.figures:
        if figure.amount is not None:
            yield figure.label, french_label(figure.amount, vocabulary)
    for number in entry.numbers:
        for label, amount in zip(number.labels, number.amounts, strict=True):
            yield label, french_label(amount, vocabulary)
    for course in entry.courses:
        if course.amount is not None:
            yield course.label, french_label(course.amount, vocabulary, with_period=False)
    for projection in entry.outcome.projections:
        yield projection.label, french_label(projection.amount, vocabulary)
    for ranking in entry.rankings:
        if ranking_label(ranking.label):
            yield ranking.label, ranking_label(ranking.label)
        for _, one in ranking.rows:
            yield from _ranked(one.name, vocabulary)


def _ranked(name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """A country in a ranking, or the country behind an area's name: "Gao, Syria" is Gao, Syrie."""
    area, _, country = name.rpartition(", ")
    place = vocabulary.place(country)
    if place is not None and place.name == country and french_name(place):
        yield name, f"{area}, {french_name(place)}" if area else french_name(place)


# What -------------------------------------------------------------------------------------------------------------


def _measured(measure: Measure, per: Per | None, vocabulary: Vocabulary) -> str:
    noun, told = _noun(measure, vocabulary)
    parts = [_rate(noun, per)]
    if measure.kinds and not told:
        parts.append("dans " + _or(kind_name(ref, vocabulary, article=True) for ref in measure.kinds))
    for term in measure.actors:
        parts.append(f"{_ROLES[term.role]} " + _or(actor_name(ref, vocabulary) for ref in term.actors))
    if measure.areas:
        parts.append("à " + _or(quoted(name) for name in measure.areas))
    if measure.places:
        parts.append(listed([in_place(ref, vocabulary) for ref in measure.places]))
    return " ".join(parts)


def _noun(measure: Measure, vocabulary: Vocabulary) -> tuple[str, bool]:
    """What is counted, and whether that already names the kinds of violence."""
    match measure.quantity:
        case Quantity.DEATHS:
            return "décès", False
        case Quantity.CIVILIAN_DEATHS:
            return "décès de civils", False
        case Quantity.SERIES:
            return quoted(measure.series), False
        case Quantity.EVENTS:
            return _events(measure.kinds, vocabulary), bool(measure.kinds)
    return f"{_DISTINCT[measure.quantity]} avec {_some(measure.kinds, vocabulary)}", bool(measure.kinds)


def _events(kinds: tuple[Ref, ...], vocabulary: Vocabulary) -> str:
    """Events of some kinds: "attaques contre les civils", "événements de violence organisée"."""
    names = [kind_name(ref, vocabulary, article=False) for ref in kinds]
    if len(names) == 1 and is_plural(names[0]):
        return names[0]
    return f"événements {_or(map(_of, names))}" if names else "événements"


def _some(kinds: tuple[Ref, ...], vocabulary: Vocabulary) -> str:
    return f"des {_events(kinds, vocabulary)}"


def _of(name: str) -> str:
    """A name after "de"."""
    return f"d’{name}" if name[0].casefold() in "aeiouéêàâ" else f"de {name}"


def _rate(noun: str, per: Per | None) -> str:
    if per is None:
        return noun
    unit = _UNITS[per.unit]
    if per.between:
        return f"{_many(unit)} entre deux {noun}"
    if per.unit is RateUnit.PEOPLE:
        return f"{noun} pour {_thousands(per.count)} {unit if per.count == 1 else _many(unit)}"
    return f"{noun} par {unit}" if per.count == 1 else f"{noun} par période de {_thousands(per.count)} {_many(unit)}"


def _many(unit: str) -> str:
    return unit if unit.endswith("s") else unit + "s"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", WIDE)


def _or(names: Iterable[str]) -> str:
    return " ou ".join(names)


def listed(names: list[str]) -> str:
    """Names joined by commas and "et"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


# When -------------------------------------------------------------------------------------------------------------


def when(period: Period) -> str:
    """A period as it stands after what happened: "en 2022", "de janvier à juin 2022", "depuis le 1er mars 2020"."""
    start, end = period.start, None if period.end == date.max else period.end
    if start is None and end is None:
        return "sur toute la période des données"
    if start is None and end is not None:
        return f"avant {_point(end + timedelta(days=1))}"
    if start is not None and end is None:
        return f"depuis {_point(start)}"
    one = _named(period)
    if one:
        return one
    return _from_to(period, _of, "à") if _whole(period) else _from_to(period, lambda day: f"du {day}", "au")


def _span(period: Period) -> str:
    """A period after "la période"."""
    if period.start is not None and period_around(period.start, Grain.YEAR) == period:
        return f"de {period.start.year}"
    if period.start is not None and period_around(period.start, Grain.MONTH) == period:
        return _of(_month(period.start))
    if period.start is not None and period.start == period.end:
        return f"du {_day(period.start)}"
    return when(period)


def of_period(period: Period) -> str:
    """A period after a noun: "de 2021", "d'avril 2021", "de la période de janvier à juin 2022"."""
    start = period.start
    short = start is not None and any(period_around(start, grain) == period for grain in (Grain.YEAR, Grain.MONTH))
    return _span(period) if short else f"de la période {_span(period)}"


def _whole(period: Period) -> bool:
    """Whether a closed period is made of whole months."""
    return (
        period.start is not None
        and period.end is not None
        and period.start.day == 1
        and (period.end + timedelta(days=1)).day == 1
    )


def _from_to(period: Period, begin: Callable[[str], str], to: str) -> str:
    start, end = period.start, period.end
    if start is None or end is None:
        raise ValueError("the period is open")
    if not _whole(period):
        return f"{begin(_day(start))} {to} {_day(end)}"
    if start.month == 1 and end.month == 12:
        return f"{begin(str(start.year))} {to} {end.year}"
    first = FRENCH_MONTHS[start.month - 1] if start.year == end.year else _month(start)
    return f"{begin(first)} {to} {_month(end)}"


def _named(period: Period) -> str:
    if period.start is None:
        return ""
    if period_around(period.start, Grain.YEAR) == period:
        return f"en {period.start.year}"
    if period_around(period.start, Grain.MONTH) == period:
        return f"en {_month(period.start)}"
    return f"le {_day(period.start)}" if period.start == period.end else ""


def _point(day: date) -> str:
    """The coarsest way to name a day as a beginning: 2017, mars 2022, le 5 mars 2022."""
    if day.day != 1:
        return f"le {_day(day)}"
    return str(day.year) if day.month == 1 else _month(day)


def _day(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{FRENCH_MONTHS[day.month - 1]} {day.year}"
