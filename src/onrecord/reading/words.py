"""The fixed words of canonical English: ordinals, number words, verbs, and how they print.

Used by both directions, so that printing and parsing cannot drift apart. Imports the model only.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.model.dates import Grain
from onrecord.model.precision import Comparator, Stated, Unit, number_text
from onrecord.model.reading import Direction, RateUnit

GRAINS: dict[str, Grain] = {grain.value: grain for grain in Grain}
RATE_UNITS: dict[str, RateUnit] = {unit.value: unit for unit in RateUnit if unit is not RateUnit.PEOPLE}

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

COMPARATORS: dict[str, Comparator] = {c.value: c for c in Comparator if c not in (Comparator.PLAIN, Comparator.BETWEEN)}
"""Comparators that stand before a number; ``between`` has a form of its own."""

ACCEPTED_COMPARATORS: dict[str, Comparator] = {
    **COMPARATORS,
    "around": Comparator.ABOUT,
    "roughly": Comparator.ABOUT,
    "almost": Comparator.NEARLY,
    "over": Comparator.MORE_THAN,
    "less than": Comparator.FEWER_THAN,
    "up to": Comparator.AT_MOST,
}
"""What the parser reads beside the printed forms."""

PARTS: dict[str, Fraction] = {
    "half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "two-thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "three-quarters": Fraction(3, 4),
    "a fifth": Fraction(1, 5),
    "two-fifths": Fraction(2, 5),
    "three-fifths": Fraction(3, 5),
    "four-fifths": Fraction(4, 5),
    "a sixth": Fraction(1, 6),
    "a tenth": Fraction(1, 10),
    "nine-tenths": Fraction(9, 10),
}
PART_WORDS = {value: word for word, value in PARTS.items()}

MULTIPLES: dict[str, Fraction] = {
    "double": Fraction(2),
    "triple": Fraction(3),
    "quadruple": Fraction(4),
    "quintuple": Fraction(5),
}
MULTIPLE_WORDS = {value: word for word, value in MULTIPLES.items()}

VERBS: dict[str, Direction] = {direction.value: direction for direction in Direction}


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th ..."""
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{({1: 'st', 2: 'nd', 3: 'rd'}).get(n % 10, 'th')}"


def ordinal_word(n: int) -> str:
    """second, third ... tenth, 11th."""
    return ORDINALS[n] if n < len(ORDINALS) else ordinal(n)


def digits(value: Fraction, decimals: int) -> str:
    """A number in digits with the decimals it was written with."""
    return number_text(value, decimals)


def number_phrase(stated: Stated) -> str:
    """A stated number with its comparator, without its unit: "about 5,300", "between 200 and 400"."""
    if stated.comparator is Comparator.BETWEEN and stated.upper is not None:
        return f"between {digits(stated.value, stated.decimals)} and {digits(stated.upper, stated.decimals)}"
    number = digits(stated.value, stated.decimals)
    return f"{stated.comparator} {number}".lstrip()


def percent_phrase(stated: Stated) -> str:
    """A stated percentage: "about 70 percent", "more than half", "a third"."""
    if stated.word and stated.value / 100 in PART_WORDS:
        return f"{stated.comparator} {PART_WORDS[stated.value / 100]}".lstrip()
    return f"{number_phrase(stated)} percent"


def amount_phrase(stated: Stated) -> str:
    """A stated count or percentage, as it stands after "by"."""
    return percent_phrase(stated) if stated.unit is Unit.PERCENT else number_phrase(stated)


def times_phrase(stated: Stated) -> str:
    """A stated multiple, as it stands after "are" and before "those": "about 2 times", "double", "a third of"."""
    if stated.word:
        word = MULTIPLE_WORDS.get(stated.value)
        if word is None and stated.value in PART_WORDS:
            word = PART_WORDS[stated.value] + ("" if stated.value == Fraction(1, 2) else " of")
        if word:
            return f"{stated.comparator} {word}".lstrip()
    return f"{number_phrase(stated)} times"
