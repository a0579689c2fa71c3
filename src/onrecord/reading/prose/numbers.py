"""Numbers as sentences write them: digits, words, fractions, percentages, multiples, with their comparators.

``number_at`` reads one at a symbol. The rules for what a number is true of stand in ``onrecord.model.precision``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.reading.prose.symbols import Symbol
from onrecord.vocabulary.lexicon import Lexicon

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*\Z")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|e|eme|er|re|ere)\Z")
_FOLD = re.compile(r"([0-9]+)fold\Z")
_LIMIT = 10**15
_COMPARATORS = {one.value: one for one in Comparator}


@dataclass(frozen=True, slots=True)
class Number:
    """A written number: what it states, and how. ``last`` is the first symbol after it.

    ``fraction`` marks parts of a whole ("a third", "nine in ten"); ``bare`` a number with no unit of its own.
    ``loose`` says that the comparator is one that only dresses the number up ("only", "exactly").
    """

    stated: Stated
    first: int
    last: int
    fraction: bool = False

    @property
    def unit(self) -> Unit:
        """The unit of the number stated."""
        return self.stated.unit


@dataclass(frozen=True, slots=True)
class Plain:
    """A number without comparator and unit."""

    value: Fraction
    decimals: int
    last: int
    digits: bool


def number_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Number | None:
    """The number that starts at a symbol, its comparator and unit with it."""
    found = _between(symbols, at, lexicon)
    if found is not None:
        return found
    start = at
    comparator: Comparator | None = None
    while at < len(symbols):
        word = symbols[at].get("comparator")
        if word is None or at - start > 3:
            break
        if at > start and _stop(symbols[at]):
            return None
        one = _COMPARATORS.get(word)
        if comparator is not None and comparator is not Comparator.ABOUT and symbols[at].has("definite"):
            return None  # "more than the 531 in 2017" compares with a known number
        if one is not None:
            if comparator is not None and one is not comparator:
                merged = {comparator, one}
                # "just about", "well over": the stronger of the two; two that disagree are not read.
                if Comparator.ABOUT in merged and len(merged) == 2 and Comparator.MORE_THAN not in merged:
                    one = next(iter(merged - {Comparator.ABOUT}))
                else:
                    return None
            comparator = one
        at += 1
    if at < len(symbols) and at > start and _stop(symbols[at]):
        return None
    number = _with_unit(symbols, at, lexicon, comparator or Comparator.PLAIN, start)
    if number is None:
        return None
    return _hedged_after(symbols, number)


def _hedged_after(symbols: Sequence[Symbol], number: Number) -> Number:
    """ "200 or so", "500 at least": a comparator after the number."""
    at = number.last
    if at < len(symbols) and number.stated.comparator is Comparator.PLAIN and symbols[at].has("after_number"):
        comparator = _COMPARATORS[symbols[at].uses["after_number"]]
        s = number.stated
        stated = Stated(s.value, comparator, s.unit, s.decimals, None, s.word)
        return Number(stated, number.first, at + 1, number.fraction)
    return number


def _with_unit(
    symbols: Sequence[Symbol], at: int, lexicon: Lexicon, comparator: Comparator, start: int
) -> Number | None:
    if at >= len(symbols):
        return None
    part = symbols[at].get("fraction")
    following = symbols[at + 1] if at + 1 < len(symbols) else None
    if part is not None and not _quarter_of_year(symbols, at) and not (following and following.has("row", "grain")):
        value = Fraction(part)
        return Number(Stated(100 * value, comparator, Unit.PERCENT, word=True), start, at + 1, True)
    most = symbols[at].get("majority")
    if (
        most is not None
        and comparator is Comparator.PLAIN
        and not (at and symbols[at - 1].has("article") and symbols[at].has("superlative"))
    ):
        half = Stated(
            Fraction(50), Comparator.MORE_THAN if most == "more" else Comparator.FEWER_THAN, Unit.PERCENT, word=True
        )
        return Number(half, start, at + 1, True)
    near = symbols[at].get("approximate")
    if near is not None:
        told = Comparator.ABOUT if comparator is Comparator.PLAIN else comparator
        return Number(Stated(Fraction(near), told, Unit.COUNT), start, at + 1)
    multiple = symbols[at].get("multiple")
    if multiple is not None:
        stated = Stated(Fraction(multiple), comparator, Unit.TIMES, word=True)
        return Number(stated, start, at + 1)
    fold = _FOLD.match(symbols[at].text.casefold())
    if fold:
        return Number(Stated(Fraction(int(fold[1])), comparator, Unit.TIMES), start, at + 1)
    plain = plain_at(symbols, at, lexicon)
    if plain is None:
        return None
    at = plain.last
    if at < len(symbols) and not _stop(symbols[at]):
        following = symbols[at]
        if following.has("percent"):
            return Number(_percent(plain, comparator), start, at + 1)
        if following.has("fold"):
            return Number(Stated(plain.value, comparator, Unit.TIMES, plain.decimals), start, at + 1)
        tenth = _out_of(symbols, at, plain, lexicon)
        if tenth is not None:
            share, last = tenth
            # Nine in ten says no more than a fraction in words does.
            return Number(Stated(share, comparator, Unit.PERCENT, word=True), start, last, True)
    if _like_a_year(symbols, at):
        return None  # "higher than 2017": a year or a count?
    return Number(Stated(plain.value, comparator, Unit.COUNT, plain.decimals), start, at)


def _percent(plain: Plain, comparator: Comparator) -> Stated:
    return Stated(plain.value, comparator, Unit.PERCENT, plain.decimals)


def _out_of(symbols: Sequence[Symbol], at: int, plain: Plain, lexicon: Lexicon) -> tuple[Fraction, int] | None:
    """ "one in three", "nine out of ten": the share in percent."""
    if not symbols[at].has("outof") or plain.decimals:
        return None
    whole = plain_at(symbols, at + 1, lexicon)
    if whole is None or whole.decimals or (whole.digits and whole.value > 100):
        return None
    if not 0 < plain.value < whole.value <= 1000 or (whole.digits and not plain.digits and whole.value > 100):
        return None
    last = whole.last
    if last < len(symbols) and symbols[last].has("month", "percent"):
        return None
    return 100 * plain.value / whole.value, last


def _between(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Number | None:
    """ "between 200 and 400", "200-300", "from 200 to 300 percent": two numbers and one unit."""
    start = at
    opened = symbols[at].has("range_open")
    if opened:
        at += 1
    first = plain_at(symbols, at, lexicon) if at < len(symbols) else None
    if first is None or first.last >= len(symbols):
        return None
    at = first.last
    if symbols[at].has("percent") and opened:
        at += 1
    if opened and at < len(symbols) and symbols[at].has("range_and"):
        at += 1
    elif opened or not (symbols[at].gap.strip() in ("-", "–", "—") and first.digits):
        return None
    second = plain_at(symbols, at, lexicon) if at < len(symbols) else None
    if second is None or second.value < first.value:
        return None
    if not opened and (second.decimals or first.decimals or second.value > 100 * max(first.value, Fraction(1))):
        return None
    if _is_year(symbols, start + opened) and second.digits and 1900 <= second.value <= 2100:
        return None
    at = second.last
    unit = Unit.COUNT
    if at < len(symbols) and symbols[at].has("percent"):
        unit, at = Unit.PERCENT, at + 1
    elif at < len(symbols) and symbols[at].has("fold"):
        unit, at = Unit.TIMES, at + 1
    elif at < len(symbols) and symbols[at].has("month"):
        return None
    decimals = max(first.decimals, second.decimals)
    return Number(Stated(first.value, Comparator.BETWEEN, unit, decimals, second.value), start, at)


_COUNTED = ("people", "deaths", "events", "attacks", "kill", "kind", "dimension", "records", "scale", "lethal")


def _like_a_year(symbols: Sequence[Symbol], after: int) -> bool:
    """Whether four digits before a symbol may be a year: nothing counted follows them."""
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", symbols[after - 1].text):
        return False
    at = after
    while (
        at < len(symbols)
        and at < after + 3
        and symbols[at].has("noise", "genitive", "article")
        and not _stop(symbols[at])
    ):
        at += 1
    return at >= len(symbols) or _stop(symbols[at]) or not symbols[at].has(*_COUNTED)


def _is_year(symbols: Sequence[Symbol], at: int) -> bool:
    return at < len(symbols) and bool(re.fullmatch(r"(?:19|20)[0-9]{2}", symbols[at].text))


def plain_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Plain | None:
    """A number without comparator and unit: "1,240", "1 048", "3.4 million", "four hundred", "forty-two"."""
    if at >= len(symbols):
        return None
    digits = _digits_at(symbols, at, lexicon)
    if digits is not None:
        return _scaled(symbols, digits)
    return _words_at(symbols, at)


def _digits_at(symbols: Sequence[Symbol], at: int, lexicon: Lexicon) -> Plain | None:
    text = symbols[at].text
    if not _DIGITS.match(text) or len(text) > 18:
        return None
    last = at + 1
    # "1 048": groups of three after one to three digits, with a single space between, belong together.
    if text.isdigit() and 1 <= len(text) <= 3 and text[0] != "0":
        while (
            last < len(symbols)
            and re.fullmatch(r"[0-9]{3}(?:[.,][0-9]+)?", symbols[last].text)
            and len(symbols[last].gap) == 1
            and symbols[last].gap.isspace()
            and (lexicon.thousands == " " or symbols[last].gap != " ")
        ):
            text += symbols[last].text
            last += 1
            if "," in text or "." in text:
                break
    value = parse_digits(text, lexicon.decimal)
    return None if value is None else Plain(value[0], value[1], last, True)


def parse_digits(text: str, decimal: str) -> tuple[Fraction, int] | None:
    """A number in digits and its decimals; ``decimal`` is the language's decimal mark."""
    other = "," if decimal == "." else "."
    if re.fullmatch(r"[0-9]+", text):
        return Fraction(int(text)), 0
    if re.fullmatch(rf"[0-9]{{1,3}}(?:\{other}[0-9]{{3}})+", text):
        return Fraction(int(text.replace(other, ""))), 0
    found = re.fullmatch(rf"([0-9]{{1,3}}(?:\{other}[0-9]{{3}})+|[0-9]+)\{decimal}([0-9]+)", text)
    if found:
        if other == "." and len(found[2]) == 3 and len(found[1]) <= 3 and found[1] != "0":
            return None  # 1,048 in a French sentence may be either
        whole = found[1].replace(other, "")
        return Fraction(int(whole + found[2]), 10 ** len(found[2])), len(found[2])
    return None


def _scaled(symbols: Sequence[Symbol], plain: Plain) -> Plain:
    """ "3.4 million": the decimals left after scaling, none for a whole number."""
    at = plain.last
    if at >= len(symbols) or not symbols[at].has("scale") or _stop(symbols[at]):
        return plain
    scale = int(symbols[at].uses["scale"])
    value = plain.value * scale
    if value > _LIMIT:
        return plain
    return Plain(value, 0 if value.denominator == 1 else plain.decimals, at + 1, plain.digits)


def _words_at(symbols: Sequence[Symbol], at: int) -> Plain | None:
    total, group, start = 0, None, at
    while at < len(symbols):
        if at > start and _stop(symbols[at]):
            break
        number, scale = symbols[at].get("number"), symbols[at].get("scale")
        if number is not None and number != "0":
            value = int(number)
            # "soixante-dix", "quatre-vingt-dix": sixty or eighty and a number above ten
            vigesimal = group is not None and group % 100 in (60, 80) and 10 <= value < 20
            if group is not None and not vigesimal and (group % 10 or value >= 10) and (group % 100 or value >= 100):
                break
            group = (group or 0) + value
        elif number == "0" and at == start:
            return Plain(Fraction(0), 0, at + 1, False)
        elif scale is not None and (group is not None or symbols[at].has("scale_alone")):
            factor = int(scale)
            if factor == 100:
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * factor, None
        elif symbols[at].has("number_and") and group is not None and at + 1 < len(symbols):
            after = symbols[at + 1]
            if not (after.has("number") and after.get("number") != "0" and (group >= 100 and group % 100 == 0)):
                break
        else:
            break
        at += 1
        if total + (group or 0) > _LIMIT:
            return None
    if at == start:
        return None
    return Plain(Fraction(total + (group or 0)), 0, at, False)


def ordinal_at(symbols: Sequence[Symbol], at: int) -> int | None:
    """The place in an order that a symbol names: second, 5th."""
    if at >= len(symbols):
        return None
    word = symbols[at].get("ordinal")
    if word is not None:
        return int(word)
    found = _ORDINAL.match(symbols[at].text.casefold())
    return int(found[1]) if found and int(found[1]) > 0 else None


def _quarter_of_year(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "quarter" or "half" names a part of the year: "second half of 2020"."""
    if not symbols[at].has("grain"):
        return False
    return at > 0 and ordinal_at(symbols, at - 1) is not None


def _stop(symbol: Symbol) -> bool:
    return bool(set(symbol.gap) & set(",;:()"))
