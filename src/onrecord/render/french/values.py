"""Numbers, days, periods and names in French: what stands in the holes of a message. Imports the model and the
vocabulary.

Spaces inside numbers and before a percent sign do not break.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from onrecord.model.dates import MONTHS
from onrecord.model.precision import number_text
from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import Vocabulary

NBSP = "\N{NO-BREAK SPACE}"

FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_MONTH = dict(zip(MONTHS, FRENCH_MONTHS, strict=True))

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_MONTH_NAME = "|".join(MONTHS)
_DAY = rf"\d{{1,2}} (?:{_MONTH_NAME}) \d{{4}}"
_POINT = rf"(?:\d{{1,2}} )?(?:(?:{_MONTH_NAME})(?: \d{{4}})?|\d{{4}})"
_WHEN = rf"on record|(?:in|on|before|since) {_POINT}|from {_POINT} to {_POINT}"
_UNITS = "percent|times"
_COMPARATOR = {
    "about": "environ",
    "nearly": "près de",
    "more than": "plus de",
    "at least": "au moins",
    "fewer than": "moins de",
    "at most": "au plus",
    "exactly": "exactement",
}
_GRAINS = {
    "day": "jour", "week": "semaine", "month": "mois", "quarter": "trimestre", "year": "année", "decade": "décennie",
}  # fmt: skip
NOUNS = {
    "deaths": "décès",
    "civilian deaths": "décès de civils",
    "events": "événements",
    "countries": "pays",
    "areas": "divisions administratives",
    "actors": "acteurs",
    "population": "population",
    "single events": "les événements un à un",
    "places below the country": "les lieux en dessous du pays",
    "kinds of violence": "les types de violence",
    "state-based violence": "les violences étatiques",
    "non-state violence": "les violences non étatiques",
    "one-sided violence": "les violences contre les civils",
    "the world": "le monde entier",
}
_WITH_ARTICLE = {"actors": "les acteurs"}


def number_in_french(number: float | str) -> str:
    """A number the French way, from a number or from its English form: 1 072,5."""
    text = number if isinstance(number, str) else number_text(number)
    return text.replace(",", NBSP).replace(".", ",")


def quantity_in_french(text: str) -> str:
    """A number with what stands beside it: "between 200 and 400", "about 34.2 percent", "65 to under 75 percent"."""
    text = re.sub(rf"^between ({_NUMBER}) and ({_NUMBER})", r"entre \1 et \2", text)
    text = re.sub(rf"({_NUMBER}) to under ({_NUMBER})", r"de \1 à moins de \2", text)
    text = re.sub(rf"({_NUMBER}) to ({_NUMBER})", r"de \1 à \2", text)
    for english, french in _COMPARATOR.items():
        text = re.sub(rf"^{english} ", f"{french} ", text)
    text = re.sub(_NUMBER, lambda found: number_in_french(found[0]), text)
    return text.replace(" percent", f"{NBSP}%").replace(" times", f"{NBSP}fois")


def day_in_french(text: str) -> str:
    """A day, month or year: "5 March 2022" is 5 mars 2022, the first of a month 1er."""
    text = re.sub(r"^1 (?=[A-Z])", "1er ", text)
    return re.sub(_MONTH_NAME, lambda found: _MONTH[found[0]], text)


def when_in_french(text: str) -> str:
    """A period as it stands after what happened: "from January to March 2022" is de janvier à mars 2022."""
    if text == "on record":
        return "dans les données"
    word, _, rest = text.partition(" ")
    first, _, last = rest.partition(" to ")
    is_day = bool(re.match(r"\d{1,2} [A-Z]", first))
    one = day_in_french(first)
    if word == "from":
        if is_day:
            return f"du {one} au {day_in_french(last)}"
        return f"{'d’' if one[0] in 'ao' else 'de '}{one} à {day_in_french(last)}".replace("’", "'")
    if word == "in":
        return f"en {one}"
    if word == "on":
        return f"le {one}"
    return f"{'avant' if word == 'before' else 'depuis'} {'le ' if is_day else ''}{one}"


def names_in_french(text: str, vocabulary: Vocabulary) -> str:
    """A name, or several joined by commas, "and" or "or", each in French where the vocabulary knows its French."""
    known = _names(vocabulary)
    if text in known:
        return known[text]
    found = []
    for part in re.split(r"(, | and (?=\d+ more$)| and | or )", text):
        more = re.fullmatch(r"(\d+) more", part)
        joined = {" and ": " et ", " or ": " ou "}.get(part, part)
        found.append(f"{more[1]} autres" if more else known.get(part, joined))
    return "".join(found)


def things_in_french(text: str, vocabulary: Vocabulary, link: str = " ni ") -> str:
    """What data tell or do not tell: "actors or kinds of violence" is les acteurs ni les types de violence."""
    parts = re.split(r", | or | and ", text)
    named = [_WITH_ARTICLE.get(part) or _names(vocabulary).get(part, part) for part in parts]
    return link.join(named)


@cache
def _names(vocabulary: Vocabulary) -> dict[str, str]:
    """The English names of the vocabulary to the French ones."""
    found = dict(NOUNS)
    entries: tuple[Place | Kind | Actor, ...] = (*vocabulary.places, *vocabulary.kinds, *vocabulary.actors)
    for entry in entries:
        french = next((name for language, name in entry.names if language == "fr"), "")
        found.setdefault(entry.name, french or entry.name.removeprefix("the "))
    for place in vocabulary.places:
        found[f"the government of {place.name}"] = f"le gouvernement ({found[place.name]})"
    return found


def _grain(text: str) -> str:
    one = _GRAINS[text.removesuffix("s")]
    return one if not text.endswith("s") or one.endswith("s") else one + "s"


def _ranking(text: str, vocabulary: Vocabulary) -> str:
    pairs = re.findall(rf"(.+?) ({_NUMBER})(?:, |$)", text)
    return ", ".join(f"{names_in_french(name, vocabulary)} {number_in_french(number)}" for name, number in pairs)


Filled = Callable[[str, Vocabulary], str]
HOLES: dict[str, tuple[str, Filled]] = {
    "n": (_NUMBER, lambda text, _: number_in_french(text)),
    "chain": (rf"{_NUMBER}(?: → {_NUMBER})*", lambda text, _: number_in_french(text)),
    "shown": (rf"{_NUMBER}(?: (?:{_UNITS}))?", lambda text, _: quantity_in_french(text)),
    "stated": (
        rf"(?:(?:{'|'.join(_COMPARATOR)}) )?{_NUMBER}(?: to (?:under )?{_NUMBER})?(?: (?:{_UNITS}))?"
        rf"|between {_NUMBER} and {_NUMBER}(?: (?:{_UNITS}))?",
        lambda text, _: quantity_in_french(text),
    ),
    "day": (_DAY, lambda text, _: day_in_french(text)),
    "when": (_WHEN, lambda text, _: when_in_french(text)),
    "whens": (
        rf"(?:{_WHEN})(?: and (?:{_WHEN}))*",
        lambda text, _: " et ".join(map(when_in_french, re.split(r" and (?=in |on |from |before |since )", text))),
    ),
    "days": (r"1 day|[\d,]+ days", lambda text, _: number_in_french(text).replace("day", "jour")),
    "grain": ("|".join(_GRAINS), lambda text, _: _grain(text)),
    "grains": (f"(?:{'|'.join(_GRAINS)})s?", lambda text, _: _grain(text)),
    "id": (r"\S+", lambda text, _: text),
    "raw": (r".+?", lambda text, _: text),
    "name": (r"[^;]+?", names_in_french),
    "things": (r"[^;]+?", things_in_french),
    "told": (r"[^;]+?", lambda text, vocabulary: things_in_french(text, vocabulary, " et ")),
    "ranking": (rf".+? {_NUMBER}", _ranking),
}
"""What may stand in each hole of a message (a regular expression), and how it is written in French."""
