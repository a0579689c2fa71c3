"""Readings in French: what a sentence was taken to assert, in plain words.

The canonical English stays what is computed and confirmed; this is its translation for readers. Imports the model, the
vocabulary and its sibling modules.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.model.dates import Grain, Period, period_around
from onrecord.model.precision import Comparator, Stated, Unit, number_text
from onrecord.model.reading import (
    Amount,
    Assertion,
    Change,
    Comparison,
    Dimension,
    Direction,
    End,
    Extreme,
    Level,
    Occurrence,
    Rank,
    Reading,
    Record,
    Relation,
    Share,
    Streak,
    Top,
    Trend,
)
from onrecord.render.french.articles import in_place
from onrecord.render.french.labels import french_label, listed, of_period, when
from onrecord.render.french.typography import THIN, WIDE
from onrecord.render.french.values import number_in_french
from onrecord.vocabulary import Vocabulary

_HEDGES = {
    Comparator.PLAIN: "", Comparator.ABOUT: "environ ", Comparator.NEARLY: "près de ", Comparator.MORE_THAN: "plus de ",
    Comparator.AT_LEAST: "au moins ", Comparator.FEWER_THAN: "moins de ", Comparator.AT_MOST: "au plus ",
}  # fmt: skip
_GRAINS = {
    Grain.DAY: ("jour", "jours", False), Grain.WEEK: ("semaine", "semaines", True),
    Grain.MONTH: ("mois", "mois", False),
    Grain.QUARTER: ("trimestre", "trimestres", False), Grain.YEAR: ("année", "années", True),
}  # fmt: skip
"""Each grain in the singular and the plural, and whether it is feminine."""
_PARTS = {
    Fraction(1, 2): "la moitié", Fraction(1, 3): "un tiers", Fraction(2, 3): "deux tiers", Fraction(1, 4): "un quart",
    Fraction(3, 4): "trois quarts",
}  # fmt: skip
_MORE = {
    Relation.ABOVE: "plus", Relation.BELOW: "moins", Relation.EQUAL: "autant", Relation.AT_LEAST: "au moins autant",
    Relation.AT_MOST: "au plus autant",
}  # fmt: skip
_DIMENSIONS = {Dimension.COUNTRIES: "pays", Dimension.AREAS: "régions", Dimension.ACTORS: "acteurs"}
_COLON = f"{THIN}: "


def french_reading(reading: Reading, vocabulary: Vocabulary) -> str:
    """A reading in French; several assertions are joined by semicolons."""
    text = f"{THIN}; ".join(french_assertion(part, vocabulary) for part in reading.parts)
    return f"{text} (d’après {reading.dataset})" if reading.dataset else text


def french_assertion(assertion: Assertion, vocabulary: Vocabulary) -> str:
    """One assertion: what it is of, and what is said of it."""
    if isinstance(assertion, Occurrence):
        label = french_label(Amount(assertion.measure, assertion.period), vocabulary, with_period=False)
        nth = "premier" if assertion.which is End.FIRST else "dernier"
        return f"{label}{_COLON}le {nth} a lieu {when(assertion.period)}"
    subject = french_label(assertion.subject, vocabulary, with_period=not isinstance(assertion, Trend))
    return f"{subject}{_COLON}{_said(assertion, vocabulary)}"


def _said(assertion: Assertion, vocabulary: Vocabulary) -> str:
    match assertion:
        case Level():
            return _stated(assertion.stated)
        case Change():
            return _change(assertion)
        case Comparison():
            return _comparison(assertion, vocabulary)
        case Record():
            return _record(assertion)
        case Rank():
            return _rank(assertion, vocabulary)
        case Top():
            end = "le plus élevé" if assertion.extreme is Extreme.HIGHEST else "le plus bas"
            order = ", dans cet ordre" if assertion.ordered else ""
            return f"chiffre {end} {listed([in_place(ref, vocabulary) for ref in assertion.members])}{order}"
        case Share():
            return f"{_stated(assertion.stated)} des {_other(assertion.whole, assertion.subject, vocabulary)}"
        case Trend():
            way = _way(assertion.direction)
            return f"en {way} à chaque {_GRAINS[assertion.grain][0]} {when(assertion.subject.period)}"
        case Streak():
            one, _, feminine = _GRAINS[assertion.grain]
            return f"{_nth(assertion.nth, feminine)} {one} de suite en {_way(assertion.direction)}"
    raise TypeError(f"no French form for {type(assertion).__name__}")


def _change(change: Change) -> str:
    origin = f"par rapport {_to(change.baseline)}"
    stated = change.stated
    if stated is None:
        return f"en {_way(change.direction)} {origin}"
    if stated.unit is not Unit.TIMES:
        return f"{_way(change.direction)} {_de(_stated(stated))} {origin}"
    if change.direction is Direction.RISE:
        return f"multiplié par {_stated(stated).removesuffix(' fois')} {origin}"
    return f"ramené à {_stated(stated)} le chiffre {of_period(change.baseline)}"


def _comparison(comparison: Comparison, vocabulary: Vocabulary) -> str:
    other, subject = comparison.other, comparison.subject
    same = (other.measure, other.per, other.projected_from) == (subject.measure, subject.per, subject.projected_from)
    if comparison.relation is Relation.TIMES:
        of = f"le chiffre {of_period(other.period)}" if same else f"les {_other(other, subject, vocabulary)}"
        return f"{_stated(comparison.stated)} {of}" if comparison.stated else of
    word = _MORE[comparison.relation]
    if comparison.stated is not None:
        word = f"{_stated(comparison.stated)} de {word}"
    beside = when(other.period) if same else f"les {_other(other, subject, vocabulary)}"
    return f"{word} {'qu’' if beside[0] in 'aeéo' else 'que '}{beside}"


def _other(other: Amount, subject: Amount, vocabulary: Vocabulary) -> str:
    """The other amount, without its period where that is the subject's."""
    return french_label(other, vocabulary, with_period=other.period != subject.period)


def _record(record: Record) -> str:
    one, many, feminine = _GRAINS[record.grain]
    highest = record.extreme is Extreme.HIGHEST
    whole = record.subject.period.start is not None and (
        period_around(record.subject.period.start, record.grain) == record.subject.period
    )
    if record.nth == 1 and not whole:
        any_ = "n’importe quelle" if feminine else "n’importe quel"
        return f"{'plus' if highest else 'moins'} qu’au cours de {any_} {one} {when(record.among)}"
    nth = "" if record.nth == 1 else f"{_nth(record.nth, False)} "
    end = "le plus élevé" if highest else "le plus bas"
    end = end if not nth else f"le {nth}{end.removeprefix('le ')}"
    return f"{end} de {'toutes les' if feminine else 'tous les'} {many} {when(record.among)}"


def _rank(rank: Rank, vocabulary: Vocabulary) -> str:
    among = _DIMENSIONS[rank.dimension]
    within = " " + listed([in_place(ref, vocabulary) for ref in rank.within]) if rank.within else ""
    lowest = ", en partant du plus bas" if rank.extreme is Extreme.LOWEST else ""
    if rank.top:
        return f"parmi les {rank.nth} premiers rangs des {among}{within}{lowest}"
    return f"{_nth(rank.nth, False)} rang des {among}{within}{lowest}"


def _way(direction: Direction) -> str:
    return "hausse" if direction is Direction.RISE else "baisse"


def _nth(number: int, feminine: bool) -> str:
    return ("1re" if feminine else "1er") if number == 1 else f"{number}e"


def _to(period: Period) -> str:
    """A period after "par rapport"."""
    of = of_period(period)
    return f"à {of.removeprefix('de ').removeprefix('d’')}" if not of.startswith("de la") else f"à {of[3:]}"


def _de(text: str) -> str:
    return f"d’{text}" if text[0] in "aeé" else f"de {text}"


def _stated(stated: Stated) -> str:
    """A stated number with its hedge and unit: "environ 4 900", "plus de 3 fois", "61 %", "un tiers"."""
    hedge = _HEDGES.get(stated.comparator, "")
    part = _PARTS.get(stated.value / 100) if stated.word and stated.unit is Unit.PERCENT else None
    if part:
        return hedge + part
    unit = {Unit.PERCENT: f"{WIDE}%", Unit.TIMES: " fois"}.get(stated.unit, "")
    if stated.upper is not None:
        return f"entre {_digits(stated.value, stated)} et {_digits(stated.upper, stated)}{unit}"
    return f"{hedge}{_digits(stated.value, stated)}{unit}"


def _digits(value: Fraction, stated: Stated) -> str:
    text = number_text(float(value)) if stated.word else number_text(value, stated.decimals)
    return number_in_french(text)
