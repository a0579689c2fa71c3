"""How late, or how long before a deadline, a sentence says that something is, and whether the calendar says so too.

Imports the model and its siblings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onrecord.checks.phrases import Line
from onrecord.model.dates import add_months
from onrecord.model.documentary import Sentence
from onrecord.model.pledge import TermUnit
from onrecord.model.precision import Comparator, Stated, interval

_UNITS = {
    "day": "day", "jour": "day", "week": "week", "semaine": "week", "month": "month", "mois": "month", "year": "year",
    "an": "year", "annee": "year",
}  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\d.,-])(?P<number>\d[\d,\u00a0\u202f ]*)(?:[\s-]+)"
    r"(?P<unit>days?|weeks?|months?|years?|jours?|semaines?|mois|ans?|années?)\b",
    re.IGNORECASE,
)


_WORDS = {
    word: number
    for listed in (
        "one two three four five six seven eight nine ten eleven twelve",
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for number, word in enumerate(listed.split(), 1)
}
_WRITTEN = re.compile(
    rf"\b(?P<number>{'|'.join(_WORDS)})\s+(?P<unit>days|weeks|months|years|jours|semaines|mois|ans|années)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?P<number>an?|one|une?)\s+(?P<unit>day|week|month|year|jour|semaine|mois|an|année)\b", re.IGNORECASE
)


_TERM = re.compile(
    r"\b(?:within|in less than|dans un délai de|dans les|en moins d['’e])\s*(?:the\s+)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months or years of a sentence. ``start`` and ``end`` are offsets; the unit is included;
    ``unit_start`` is where it stands, ``number`` where the number does."""

    stated: Stated
    unit: TermUnit
    text: str
    start: int
    end: int
    unit_start: int
    number: tuple[int, int]


def unit_of(word: str) -> TermUnit | None:
    """The unit that a folded word names."""
    name = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
    return TermUnit(name) if name else None


def durations(sentence: Sentence) -> tuple[Duration, ...]:
    """The durations of a sentence, in order. Those that the reader took into a stretch of days ("143 days after 15
    March 2022") are found by their digits."""
    found: dict[int, Duration] = {}
    for number in sentence.numbers:
        if number.quoted or number.last >= len(sentence.words):
            continue
        word = sentence.words[number.last]
        unit = unit_of(word.text)
        if unit is not None:
            text = sentence.text[number.start : word.end]
            found[word.start] = Duration(
                number.stated, unit, text, number.start, word.end, word.start, (number.start, number.end)
            )
    for match in _ONE.finditer(sentence.text):
        at, unit = match.start("unit"), unit_of(match["unit"].casefold().replace("é", "e"))
        if at not in found and unit is not None:
            found[at] = Duration(
                Stated(Fraction(1)), unit, match[0], match.start(), match.end(), at, match.span("number")
            )
    for match in _WRITTEN.finditer(sentence.text):
        at, unit = match.start("unit"), unit_of(match["unit"].casefold().replace("é", "e"))
        quoted = any(word.quoted and word.start == at for word in sentence.words)
        if at not in found and unit is not None and not quoted:
            value = Stated(Fraction(_WORDS[match["number"].casefold()]))
            found[at] = Duration(value, unit, match[0], match.start(), match.end(), at, match.span("number"))
    for match in _DIGITS.finditer(sentence.text):
        at = match.start("unit")
        unit = unit_of(match["unit"].casefold().replace("é", "e"))
        digits = re.sub(r"\D", "", match["number"])
        if at not in found and unit is not None and len(digits) < 10:
            stated = Stated(Fraction(int(digits)))
            found[at] = Duration(stated, unit, match[0], match.start(), match.end(), at, match.span("number"))
    return tuple(found[at] for at in sorted(found))


def led_by(line: Line, duration: Duration, table: str) -> bool:
    """Whether a phrase of a table stands around a duration: it begins with its unit, or (``table``_before) ends right
    before its number."""
    if any(phrase.start == duration.unit_start for phrase in line.find(table)):
        return True
    return any(
        phrase.end <= duration.start and not line.sentence[phrase.end : duration.start].strip()
        for phrase in line.find(f"{table}_before")
    )


def is_term(sentence: str, one: Duration) -> bool:
    """Whether a duration is led as a term: "within two years"."""
    return bool(_TERM.search(sentence[: one.start]))


def elapsed(start: date, end: date, unit: TermUnit) -> Fraction:
    """How many units lie between two days, parts included: from 31 January to 28 February is a month."""
    days = (end - start).days
    if unit is TermUnit.DAY:
        return Fraction(days)
    if unit is TermUnit.WEEK:
        return Fraction(days, 7)
    months = max((end.year - start.year) * 12 + end.month - start.month, 0)
    while months and add_months(start, months) > end:
        months -= 1
    here, there = add_months(start, months), add_months(start, months + 1)
    whole = months + Fraction((end - here).days, (there - here).days)
    return whole if unit is TermUnit.MONTH else whole / 12


def is_length(duration: Duration, start: date, end: date) -> bool:
    """Whether a duration is the time between two days, by the precision it is written with.

    Days can be counted exactly and are: "150 days" is not true of 148. Weeks, months and years are rounded, or counted
    as people count them, when they are full: by half of one at most, and no more than a quarter of all (seven months
    are no year); a round number of them is no looser than another.
    """
    if end < start:
        return False
    value, said = elapsed(start, end, duration.unit), duration.stated
    if said.comparator is not Comparator.PLAIN:
        return value in interval(said)
    if duration.unit is TermUnit.DAY:
        return value == said.value
    return abs(value - said.value) <= min(Fraction(1, 2), said.value / 4) or int(value) == said.value
