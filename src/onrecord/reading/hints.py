"""What to write instead of a word that canonical English does not know: "rose" is written "rise".

Canonical English has one word for each thing, so most slips are a near word, a past tense or a number in words.
Imports the model only.
"""

from __future__ import annotations

import re

from onrecord.model.dates import MONTHS

_INSTEAD: dict[str, str] = {
    "rise": "rose|risen|rises|increase|increases|increased|grow|grew|climb|climbed|jump|jumped|surged|went up",
    "fall": "fell|falls|fallen|decrease|decreases|decreased|decline|declined|drop|dropped|shrank|went down",
    "are": "is|was|were|be|been|amount to|amounted to|total|totalled|totaled|reached|stood at|numbered",
    "exceed": "exceeded|exceeds|surpass|surpassed|outnumber|outnumbered|overtook|overtake|topped",
    "are below": "were below|is below|was below|below",
    "equal": "equals|equalled|equaled|matched",
    "double": "doubled|doubles",
    "triple": "tripled|triples|trebled",
    "quadruple": "quadrupled|quadruples",
    "halve": "halved|halves",
    "make up": "made up|makes up|account for|accounted for|accounts for|constitute|constituted",
    "rank": "ranked|ranks",
    "first occur": "first occurred|first occurs|first happened",
    "last occur": "last occurred|last occurs|last happened",
    "deaths": "fatalities|death|killings|casualties|toll|dead|victims|people killed|lives",
    "civilian deaths, or deaths in attacks on civilians": "civilians|civilians killed|civilian fatalities|of civilians"
    "|among civilians|civilian casualties|civilian victims|deaths of civilians|deaths among civilians",
    "attacks on civilians, or civilian deaths": "killings of civilians|killing of civilians|civilian killings"
    "|murders of civilians|massacres of civilians|violence against civilians",
    "events": "event|incident|incidents|attacks|attack",
    "in": "during|within|throughout",
    "since": "after",
    "before": "prior to|until the end of",
    "about": "some|approximately|circa|environ",
    "nearly": "close to",
    "at least": "no fewer than|no less than",
    "at most": "no more than",
    "2 times": "twice",
    "; and": "and|but|while|whereas",
    "per day": "daily|a day|each day|every day",
    "per week": "weekly|a week|each week",
    "per month": "monthly|a month|each month",
    "per year": "yearly|annually|a year|each year",
    "by": "perpetrated by|carried out by|committed by|caused by",
    "in a row": "consecutive|straight",
    "from": "compared with|compared to|relative to|versus",
    "more than": "more then|above|exceeding|greater than|higher than|larger than",
    "fewer than": "less then|fewer then|under|lower than|smaller than",
    "two-thirds": "two thirds",
    "three-quarters": "three quarters|three fourths",
    "a third": "one third|third",
    "a quarter": "one quarter|quarter|a fourth",
    "countries with events": "countries",
    "areas with events": "areas|regions|provinces",
    "actors with events": "actors|groups",
    "highest": "most|deadliest|worst|biggest|largest",
    "lowest": "least|fewest",
}
_HINTS = {slip: canonical for canonical, slips in _INSTEAD.items() for slip in slips.split("|")}

_ADVICE = {
    "last": "name the period by its dates",
    "past": "name the period by its dates",
    "this": "name the period by its dates",
    "first": 'write "first occur in"',
    **dict.fromkeys(("spring", "summer", "autumn", "winter"), "name the period by its months"),
}
_COMPARED = re.compile(r"(?:more|higher|greater|larger|fewer|less|lower|smaller)\s+than\s+", re.IGNORECASE)
_TO_OTHERS = re.compile(r"(?:those|in|that|the)\b", re.IGNORECASE)
_UP = ("more", "higher", "greater", "larger")
_QUARTER = re.compile(r"(?P<unit>[QH])(?P<nth>[1-4])(?:(?:\s+of)?\s+(?P<year>[0-9]{4}))?(?!\w)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"([0-9]{4})\s*\Z")
_STRETCH = re.compile(
    r"(?:first|second|third|fourth|last)\s+(?:\w+\s+)?(?:days?|weeks?|weekend|months?|fortnight|decade)\s+(?:of|in)\b",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"['’\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}][0-9]{3}(?![0-9])")
_UNITS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split("|"))}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS.split("|"), 2)} | {"no": 0}
_BIG = re.compile(r"(?:hundred|thousand|million|billion)s?\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+){0,3}")


def hint_at(text: str, at: int) -> str:
    """What to write instead of what stands at an offset of a text; empty where nothing is known."""
    if text.startswith(("+", "-", "\N{MINUS SIGN}"), at) and text[at + 1 : at + 2].isdigit():
        return "a number has no sign, rise and fall say which way"
    special = _comparison(text, at) or _part_of_year(text, at)
    if special:
        return special
    after_digit = text[:at].rstrip()[-1:].isdigit()
    if after_digit and (text[at : at + 1].isdigit() or _GROUPED.match(text, at)):
        return "thousands are separated by commas, as in 12,345"
    if _BIG.match(text, at):
        return "write the number in digits, as in 1,200,000"
    found = _WORDS.match(text, at)
    words = found[0].casefold().split() if found else []
    for count in range(len(words), 0, -1):
        canonical = _HINTS.get(" ".join(words[:count]))
        if canonical:
            return "write " + " or ".join(f'"{one}"' for one in canonical.split(", or "))
    if words and words[0] in _ADVICE:
        return _ADVICE[words[0]]
    if words and words[0] in _NUMBERS:
        return f"write the number in digits, {_NUMBERS[words[0]]}"
    return ""


def _comparison(text: str, at: int) -> str:
    """The hint where "are more than" is followed by another amount and no number."""
    compared = _COMPARED.match(text, at)
    if compared is None and _TO_OTHERS.match(text, at):
        # The comparator has been read, and what follows it is no number.
        compared = next((found for found in _COMPARED.finditer(text, max(0, at - 30), at) if found.end() == at), None)
    if compared is None or not _TO_OTHERS.match(text, compared.end()):
        return ""
    verb = "exceed" if compared[0].casefold().startswith(_UP) else "are below"
    return f'to compare with another amount write "{verb} those in 2020"'


def _part_of_year(text: str, at: int) -> str:
    """The hint for quarters in short (Q1 2021) and for stretches that have no name (the first week of 2021)."""
    if _STRETCH.match(text, at):
        return 'name the period by its days or months, as in "from 1 January 2021 to 7 January 2021"'
    found = _QUARTER.match(text, at)
    if found is None:
        return ""
    before = _YEAR_BEFORE.search(text, max(0, at - 10), at)
    year = found["year"] or (before[1] if before else "2021")
    nth, quarter = int(found["nth"]), found["unit"].upper() == "Q"
    if not quarter and nth > 2:
        return ""
    last = nth * (3 if quarter else 6)
    first = last - (2 if quarter else 5)
    return f'write "from {MONTHS[first - 1]} to {MONTHS[last - 1]} {year}"'
