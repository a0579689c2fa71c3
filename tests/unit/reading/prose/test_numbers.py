"""Numbers as sentences write them, in English and French."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.support.prose import number, stated, symbols

from onrecord.model.precision import Comparator, Unit
from onrecord.reading.prose.numbers import ordinal_at, parse_digits

DIGITS = {
    "en": {
        "1,240": (1240, 0), "1240": (1240, 0), "5,300,000": (5_300_000, 0), "3.4": ("3.4", 1), "0.5": ("0.5", 1),
        "3.4 million": (3_400_000, 0), "two hundred": (200, 0), "forty-two": (42, 0), "zero": (0, 0),
        "a dozen": (12, 0), "four hundred and twelve": (412, 0), "one hundred and five": (105, 0),
        "two thousand five hundred": (2500, 0), "two dozen": (24, 0),
    },
    "fr": {
        "1 240": (1240, 0), "1\N{NO-BREAK SPACE}240": (1240, 0), "1\N{NARROW NO-BREAK SPACE}240": (1240, 0),
        "1.240": (1240, 0), "5 300 000": (5_300_000, 0), "3,4": ("3.4", 1), "1048,5": ("1048.5", 1),
        "3,4 millions": (3_400_000, 0), "deux cents": (200, 0), "quarante-deux": (42, 0), "soixante-dix": (70, 0),
        "soixante et onze": (71, 0), "quatre-vingts": (80, 0), "quatre-vingt-dix-sept": (97, 0), "cent": (100, 0),
        "mille deux cents": (1200, 0), "vingt et un": (21, 0), "un million": (1_000_000, 0),
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, some in DIGITS.items() for text in some])
def test_digits_and_words(language: str, text: str) -> None:
    value, decimals = DIGITS[language][text]
    found = stated(text, language)
    assert (found.value, found.decimals, found.unit) == (Fraction(value), decimals, Unit.COUNT)
    assert found.comparator is Comparator.PLAIN


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [("half a million", "en", 500_000), ("half a dozen", "en", 6), ("un demi-million de", "fr", 500_000)],
)
def test_round_words_mean_about(text: str, language: str, value: int) -> None:
    found = stated(text, language)
    assert (found.value, found.comparator) == (value, Comparator.ABOUT)


@pytest.mark.parametrize(
    ("text", "language"),
    [("12,34", "en"), ("1,23", "en"), ("1,234,5", "en"), ("1,234", "fr"), ("9" * 19, "en"), ("hundreds", "en")],
)
def test_what_may_be_two_numbers_or_none_is_none(text: str, language: str) -> None:
    assert number(text, language) is None


def test_an_english_space_does_not_join_groups_of_digits() -> None:
    found = number("1 240")
    assert found is not None
    assert (found.stated.value, found.last) == (1, 1)


COMPARATORS = {
    "en": {
        Comparator.ABOUT: ("about", "around", "roughly", "some", "approximately", "an estimated", "~"),
        Comparator.NEARLY: ("nearly", "almost", "just under"),
        Comparator.MORE_THAN: ("more than", "over", "above", "well over", "just over", "upwards of"),
        Comparator.AT_LEAST: ("at least", "no fewer than"),
        Comparator.FEWER_THAN: ("fewer than", "less than", "under", "below"),
        Comparator.AT_MOST: ("at most", "up to", "no more than"),
        Comparator.PLAIN: ("exactly", "only", "a mere"),
    },
    "fr": {
        Comparator.ABOUT: ("environ", "quelque", "à peu près"),
        Comparator.NEARLY: ("près de", "presque", "un peu moins de"),
        Comparator.MORE_THAN: ("plus de", "un peu plus de"),
        Comparator.AT_LEAST: ("au moins", "pas moins de"),
        Comparator.FEWER_THAN: ("moins de",),
        Comparator.AT_MOST: ("au plus", "jusqu'à"),
    },
}


@pytest.mark.parametrize(
    ("language", "comparator", "word"),
    [(lang, one, word) for lang, some in COMPARATORS.items() for one, words in some.items() for word in words],
)
def test_comparators(language: str, comparator: Comparator, word: str) -> None:
    found = stated(f"{word} 2400", language)
    assert (found.value, found.comparator) == (2400, comparator)


@pytest.mark.parametrize(
    ("text", "comparator"), [("300 or so", Comparator.ABOUT), ("300 at least", Comparator.AT_LEAST)]
)
def test_a_comparator_may_follow(text: str, comparator: Comparator) -> None:
    assert stated(text).comparator is comparator


def test_two_comparators_that_disagree_are_no_number() -> None:
    found = number("at least fewer than 40")
    assert found is None or found.stated.comparator is Comparator.PLAIN


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "unit"),
    [
        ("between 200 and 300", "en", 200, 300, Unit.COUNT),
        ("200-300", "en", 200, 300, Unit.COUNT),
        ("200–300", "en", 200, 300, Unit.COUNT),
        ("between 5 and 10 percent", "en", 5, 10, Unit.PERCENT),
        ("entre 200 et 300", "fr", 200, 300, Unit.COUNT),
        ("entre 5 et 10 %", "fr", 5, 10, Unit.PERCENT),
    ],
)
def test_ranges(text: str, language: str, low: int, high: int, unit: Unit) -> None:
    found = stated(text, language)
    assert (found.comparator, found.value, found.upper, found.unit) == (Comparator.BETWEEN, low, high, unit)


@pytest.mark.parametrize("text", ["between 300 and 200", "2019-2020", "between 2015 and 2019"])
def test_what_runs_backwards_or_between_years_is_no_range_of_numbers(text: str) -> None:
    found = number(text)
    assert found is None or found.stated.upper is None


@pytest.mark.parametrize(
    ("text", "language", "percent"),
    [
        ("70 percent", "en", 70), ("70%", "en", 70), ("70 per cent", "en", 70), ("seventy percent", "en", 70),
        ("3.5 percent", "en", "3.5"), ("70 %", "fr", 70), ("70 pour cent", "fr", 70), ("3,5 %", "fr", "3.5"),
    ],
)  # fmt: skip
def test_percentages(text: str, language: str, percent: int | str) -> None:
    found = stated(text, language)
    assert (found.value, found.unit, found.word) == (Fraction(percent), Unit.PERCENT, False)


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("half", "en", "1/2"), ("a half", "en", "1/2"), ("a third", "en", "1/3"), ("two-thirds", "en", "2/3"),
        ("two thirds", "en", "2/3"), ("a quarter", "en", "1/4"), ("three-quarters", "en", "3/4"),
        ("a tenth", "en", "1/10"), ("four-fifths", "en", "4/5"), ("nine in ten", "en", "9/10"),
        ("three out of four", "en", "3/4"), ("la moitié", "fr", "1/2"), ("un tiers", "fr", "1/3"),
        ("les deux tiers", "fr", "2/3"), ("un quart", "fr", "1/4"), ("trois quarts", "fr", "3/4"),
        ("neuf sur dix", "fr", "9/10"), ("les quatre cinquièmes", "fr", "4/5"),
    ],
)  # fmt: skip
def test_parts_of_a_whole(text: str, language: str, part: str) -> None:
    found = number(text, language)
    assert found is not None
    assert found.fraction
    assert (found.stated.value, found.unit) == (100 * Fraction(part), Unit.PERCENT)


@pytest.mark.parametrize(("text", "language"), [("most", "en"), ("the majority", "en"), ("la majorité", "fr")])
def test_most_is_more_than_half(text: str, language: str) -> None:
    found = stated(text, language)
    assert (found.value, found.comparator, found.unit) == (50, Comparator.MORE_THAN, Unit.PERCENT)


@pytest.mark.parametrize(
    ("text", "language", "times"),
    [
        ("doubled", "en", 2), ("tripled", "en", 3), ("twice", "en", 2), ("three times", "en", 3),
        ("2.5 times", "en", "2.5"), ("tenfold", "en", 10), ("10-fold", "en", 10), ("doublé", "fr", 2),
        ("triplé", "fr", 3), ("2,5 fois", "fr", "2.5"), ("le double", "fr", 2),
    ],
)  # fmt: skip
def test_multiples(text: str, language: str, times: int | str) -> None:
    found = stated(text, language)
    assert (found.value, found.unit) == (Fraction(times), Unit.TIMES)


def test_a_stop_ends_a_number() -> None:
    found = number("forty, two")
    assert found is not None
    assert found.stated.value == 40
    assert number("more than, 40") is None


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,048", ".", (1048, 0)), ("1,048.25", ".", ("1048.25", 2)), ("1.048,25", ",", ("1048.25", 2)),
        ("10,48", ".", None), ("1,048", ",", None), ("0,048", ",", ("0.048", 3)), ("1.2.3", ".", None),
    ],
)  # fmt: skip
def test_parse_digits(text: str, decimal: str, value: tuple[int | str, int] | None) -> None:
    expected = None if value is None else (Fraction(value[0]), value[1])
    assert parse_digits(text, decimal) == expected


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("second", "en", 2),
        ("5th", "en", 5),
        ("21st", "en", 21),
        ("deuxième", "fr", 2),
        ("5e", "fr", 5),
        ("0th", "en", None),
    ],
)
def test_ordinals(text: str, language: str, place: int | None) -> None:
    assert ordinal_at(symbols(text, language), 0) == place
