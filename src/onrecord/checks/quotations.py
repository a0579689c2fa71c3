"""Quotations held against the captured copies of their sources: what to say of each, and which numbers it checks.

Looking up is the archive's; it comes in as a function. Imports the model only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from onrecord.model.codes import finding
from onrecord.model.finding import Finding
from onrecord.model.quotation import LookedUp, Lookup, Quotation, Sought

LookUp = Callable[[Quotation], Lookup]

_SHOWN = 240
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[, '’\u00a0\u2009\u202f]\d{3})+(?![\d])|\d+)(?P<decimals>[.,]\d+)?"
    r"(?:[\s\u00a0]+(?P<scale>thousand|million|billion|mille|milliers?|millions?|milliards?)\b)?(?![\w])",
    re.IGNORECASE,
)
_SCALES = {"thousand": 10**3, "mill": 10**3, "million": 10**6, "billion": 10**9, "milliard": 10**9}
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def look_all_up(quotations: Iterable[Quotation], look_up: LookUp) -> tuple[LookedUp, ...]:
    """Each quotation looked up."""
    return tuple(LookedUp(each, look_up(each)) for each in quotations)


def quotation_findings(looked: Iterable[LookedUp], statement: str = "") -> tuple[Finding, ...]:
    """What to say of quotations; ``statement`` is the id of the one they stand in."""
    return tuple(found for each in looked if (found := _finding(each, statement)) is not None)


def quoted_numbers(looked: Iterable[LookedUp]) -> frozenset[Decimal]:
    """The numbers, written in digits, that stand inside quotations which were found in their sources.

    What stands in brackets is the editors' own. A quotation that is a number and nothing else checks nothing: it stands
    on many a page.
    """
    return frozenset(
        value
        for each in looked
        if each.lookup.sought is Sought.FOUND and not _bare(each.quotation)
        for value, _, _ in _numbers(_BRACKETS.sub(" ", each.quotation.selector.exact))
    )


def without_brackets(text: str) -> str:
    """Words quoted, without what the editors put in brackets."""
    return _BRACKETS.sub(" ", text)


def quoted_stretches(text: str, looked: Iterable[LookedUp]) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that are numbers which a quotation found in its source has too, as offsets."""
    known = quoted_numbers(looked)
    return tuple((start, end) for value, start, end in _numbers(text) if value in known) if known else ()


def _numbers(text: str) -> Iterable[tuple[Decimal, int, int]]:
    for found in _NUMBER.finditer(text):
        decimals = found["decimals"] or ""
        if decimals.startswith(",") and len(decimals) == 4:
            continue  # 1,300 after blanks, or 1,300 as a decimal: nobody can tell
        value = Decimal(re.sub(r"\D", "", found["digits"]) + decimals.replace(",", "."))
        scale = (found["scale"] or "").lower()
        factor = next((size for name, size in reversed(_SCALES.items()) if scale.startswith(name)), 1)
        yield value * factor, found.start(), found.end()


def _bare(quotation: Quotation) -> bool:
    return not any(char.isalpha() for char in _BRACKETS.sub(" ", quotation.selector.exact))


def _finding(looked: LookedUp, statement: str) -> Finding | None:
    quotation, lookup = looked.quotation, looked.lookup
    capture = f'the capture of "{quotation.source}" of {lookup.captured}'
    why: tuple[str, ...] = ()
    match lookup.sought:
        case Sought.FOUND if lookup.gone == lookup.captured and lookup.gone:
            code, message = "OR526", f"{capture} has these words; a later one of that day has them no more"
        case Sought.FOUND if lookup.gone:
            code, message = "OR526", f"{capture} has these words; that of {lookup.gone} has them no more"
        case Sought.FOUND if _bare(quotation):
            code, message = "OR525", "the quotation is a number alone, which stands on many a page"
        case Sought.FOUND:
            return None
        case Sought.NEARLY:
            code, message = "OR521", f"{capture} has these words with other punctuation or capitals"
            why = (f"page: “{_short(lookup.passage)}”",)
        case Sought.ELSEWHERE:
            around = " and ".join(
                f"{where} “{_short(words)}”"
                for where, words in (("after", quotation.selector.prefix), ("before", quotation.selector.suffix))
                if words
            )
            code, message = "OR522", f"{capture} has these words, and nowhere {around}"
        case Sought.NOT_FOUND:
            code, message, why = "OR520", *_not_found(capture, lookup)
        case Sought.NO_CAPTURE:
            code, message = "OR523", f'there is no capture of "{quotation.source}" to look the quotation up in'
        case Sought.NO_TEXT:
            code, message = "OR524", f"the quotation cannot be looked up in {capture}: {lookup.why}"
        case _:
            code, message = "OR525", f"the quotation cannot be looked up: {lookup.why}"
    return finding(code, message, quotation.span, why=why, statement=statement)


def _not_found(capture: str, lookup: Lookup) -> tuple[str, tuple[str, ...]]:
    if not lookup.passage:
        return f"{capture} has nothing like the quotation", ()
    why = (f"nearest: “{_short(lookup.passage)}”", *lookup.differs)
    if lookup.numbers and len(lookup.differs) == 1:
        return f"the quotation has another number than {capture}: {lookup.differs[0]}", why[:1]
    return f"the quotation is not in {capture}", why


def _short(text: str) -> str:
    text = text.replace("\u00ad", "")  # a soft hyphen is no letter, and would be shown as an escape
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
