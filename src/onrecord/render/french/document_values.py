"""What stands in the holes of messages on documentary statements: the sentence's words, dates, steps, standings, and
the texts of entries. Imports the model and its sibling modules.

A text of an entry stands there as its number (see ``entries``); the letter that is added says how it is put back.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.model.blocks import Standing, Step
from onrecord.render.french.articles import quoted
from onrecord.render.french.entries import OPEN, TOKEN
from onrecord.render.french.typography import WIDE, typeset
from onrecord.render.french.values import FRENCH_MONTHS, Filled, number_in_french

STEPS = {
    Step.REPORTED: "signalement", Step.ALLEGED: "allégation", Step.ACCUSED: "accusation",
    Step.WANTED: "avis de recherche", Step.DETAINED: "détention", Step.ARRESTED: "arrestation",
    Step.CHARGED: "inculpation", Step.ON_TRIAL: "procès", Step.CONVICTED: "condamnation",
    Step.ACQUITTED: "acquittement", Step.ON_APPEAL: "appel", Step.OVERTURNED: "annulation du jugement",
    Step.ENDED: "fin de la procédure", Step.RELEASED: "remise en liberté", Step.DIED: "mort en détention",
}  # fmt: skip
STANDINGS = {
    Standing.SUPPORTED: "étayé", Standing.CONTESTED: "contesté", Standing.NOT_FOUND: "introuvable",
    Standing.OVERTAKEN: "dépassé", Standing.UNSUPPORTED: "non étayé",
}  # fmt: skip
BLOCKS = {
    "pledge": "engagement", "incident": "incident", "case": "affaire", "position": "position",
    "deployment": "déploiement", "reply": "réponse",
}  # fmt: skip
_UNITS = {"day": "jour", "week": "semaine", "month": "mois", "year": "an"}

_ISO = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_SAID = r"[^\"“”]+?"
_HEDGES = {
    "about": "environ", "around": "environ", "some": "environ", "roughly": "environ", "nearly": "près de",
    "almost": "près de", "more than": "plus de", "over": "plus de", "at least": "au moins", "fewer than": "moins de",
    "less than": "moins de", "under": "moins de", "at most": "au plus", "up to": "jusqu'à", "exactly": "exactement",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<hedge>{'|'.join(_HEDGES)})? ?(?P<low>{_NUMBER})(?:(?: to | and |-|–)(?P<high>{_NUMBER}))?"
    r"(?P<unit> percent| times)?"
)
_SAID_UNITS = {" percent": f"{WIDE}%", " times": " fois"}


def said_in_french(text: str) -> str:
    """Words of the sentence: a number the French way, others in guillemets as they are."""
    found = _QUANTITY.fullmatch(text)
    if not found:
        return quoted(text)
    low, high = number_in_french(found["low"]), number_in_french(found["high"] or "")
    hedge = f"{_HEDGES[found['hedge']]} " if found["hedge"] else ""
    told = f"{hedge}{low}{f' à {high}' if high else ''}{_SAID_UNITS.get(found['unit'], '')}"
    return quoted(typeset(told))


def _saids(text: str) -> str:
    return ", ".join(said_in_french(one) for one in re.findall(r'"([^"]+)"', text))


def iso_in_french(text: str) -> str:
    """2022, 2022-03 or 2022-03-16 as 2022, mars 2022, 16 mars 2022."""
    parts = [int(part) for part in text.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    if len(parts) == 1:
        return text
    month = f"{FRENCH_MONTHS[parts[1] - 1]} {parts[0]}"
    if len(parts) == 2:
        return month
    return f"{'1er' if parts[2] == 1 else parts[2]} {month}"


def _led(text: str, day: str, other: str) -> str:
    found = iso_in_french(text)
    return found and f"{day if text.count('-') == 2 else other}{found}"


def _between(text: str) -> str:
    days = re.findall(_ISO, text)
    if text.startswith("on "):
        return _led(days[0], "le ", "en ")
    if len(days) == 2:
        return f"du {iso_in_french(days[0])} au {iso_in_french(days[1])}"
    return f"jusqu'au {iso_in_french(days[0])}" if text.startswith("to ") else f"à partir du {iso_in_french(days[0])}"


def _spoken(text: str) -> str:
    days = [iso_in_french(day) for day in re.findall(_ISO, text)]
    return f"{days[0]} – {days[1]}" if len(days) == 2 else f"{days[0]}{' et après' if text.endswith(' on') else ''}"


def _term(text: str) -> str:
    number, unit = text.split(" ")[:2]
    name = _UNITS[unit.removesuffix("s")]
    start = re.search(_ISO, text)
    many = name if number == "1" or name.endswith("s") else name + "s"
    return f"{number_in_french(number)} {many}" + (f" à partir de : {iso_in_french(start[0])}" if start else "")


def _marked(kind: str) -> Filled:
    return lambda text, _: text.replace(OPEN, OPEN + kind).strip()


HOLES: dict[str, tuple[str, Filled]] = {
    "said": (_SAID, lambda text, _: said_in_french(text)),
    "saids": (r'"[^"]+"(?:, "[^"]+")*', lambda text, _: _saids(text)),
    "word": (r"[^\"“”;]+", lambda text, _: quoted(text)),
    "exact": (r"[^”]+", lambda text, _: quoted(text)),
    "iso": (_ISO, lambda text, _: iso_in_french(text)),
    "spoken": (
        rf"{_ISO}(?: on| to {_ISO})?(?: and {_ISO}(?: on| to {_ISO})?)*",
        lambda text, _: " et ".join(map(_spoken, text.split(" and "))),
    ),
    "le": (_ISO, lambda text, _: _led(text, "le ", "en ")),
    "depuis": (_ISO, lambda text, _: _led(text, "le ", "")),
    "au": (_ISO, lambda text, _: _led(text, "au ", "en ")),
    "between": (rf"on {_ISO}|from {_ISO} to {_ISO}|from {_ISO}|to {_ISO}", lambda text, _: _between(text)),
    "term": (rf"[\d,]+ (?:day|week|month|year)s?(?: from {_ISO})?", lambda text, _: _term(text)),
    "step": ("|".join(STEPS), lambda text, _: STEPS[Step(text)]),
    "standing": ("|".join(STANDINGS), lambda text, _: STANDINGS[Standing(text)]),
    "block": ("|".join(BLOCKS), lambda text, _: BLOCKS[text]),
    "own": (TOKEN, _marked("o")),
    "party": (TOKEN, _marked("p")),
    "parties": (rf"{TOKEN}(?:, {TOKEN})*", _marked("p")),
    "counted": (rf"(?: {TOKEN})?", _marked("c")),
    "group": (r"[^:\"]*", lambda text, _: ""),
}
"""What may stand in each hole (a regular expression), and how it is written in French."""
