"""The government and the forces of every country, by rule instead of by 250 written entries.

Imports ``model``, ``folding``, ``names`` and the standard library. For a country X the rule makes one actor, "the
government of X", whose spellings are UCDP's "Government of X" and ACLED's "Military Forces of X (2021-)" and "Police
Forces of X (2021-)", with X in every name the country has. In a text it is found as

- "the government of X", "the armed forces of X", "security forces of X", "le gouvernement du X", "forces armées de X";
- "X's army", "X's government";
- an adjective with a noun: "Malian soldiers", "Malian security forces", "armée malienne", "soldats maliens".

UCDP knows one actor per government and does not tell army, police and militias under its command apart, so the rule
does not either. A written entry of the same name goes first.
"""

from __future__ import annotations

import re

from onrecord.model.vocabulary import Actor, Place
from onrecord.vocabulary.folding import fold, fold_text, is_capitals
from onrecord.vocabulary.names import Names

PREFIX = "government-of-"
_SLUG = re.compile(r"[a-z0-9]+")
SOURCE = 'rule: UCDP "Government of X"; ACLED "Military Forces of X" and "Police Forces of X", from knowledge'

_ENGLISH = (
    r"government|authorities|regime|army|military|troops|soldiers|forces|state forces|government forces|"
    r"government troops|government soldiers|armed forces|security forces|defen[cs]e forces|"
    r"defen[cs]e and security forces|military forces|national army|army soldiers|"
    r"state security forces|national security forces|national defen[cs]e and security forces|government security forces"
)
_FRENCH = (
    r"gouvernement|regime|autorites|armee|troupes|soldats|militaires|forces|forces armees|forces de securite|"
    r"forces gouvernementales|forces de defense et de securite"
)
# Both work on folded text. The longest noun that fits is taken: the alternatives are tried in order of length.


def _alternatives(nouns: str) -> str:
    return "|".join(sorted(nouns.split("|"), key=len, reverse=True))


BEFORE = re.compile(
    rf"(?:the |l'|le |la |les )?(?:(?:{_alternatives(_ENGLISH)}) of "
    rf"|(?:{_alternatives(_FRENCH)}) (?:du |de la |de l'|des |de |d'))"
)
"""What stands before a country's name."""

AFTER = re.compile(rf"(?:'s?)? (?:{_alternatives(_ENGLISH)})\b")
"""What stands after an English adjective, or after a country's name with "'s"."""

FRENCH_BEFORE = re.compile(rf"(?:l'|le |la |les )?(?:{_alternatives(_FRENCH)}) ")
"""What stands before a French adjective."""


def match(text: str, at: int, places: Names[Place], demonyms: Names[Place]) -> tuple[Place, int] | None:
    """The country whose government or forces are named from the offset ``at`` of a text on, and where that ends."""
    if not 0 <= at < len(text):
        return None
    folded = fold_text(text)
    start = folded.at[at]
    if start and folded.folded[start - 1].isalnum():
        return None
    before = BEFORE.match(folded.folded, start)
    if before:
        offset = folded.starts[before.end()]
        found = places.match(text, offset)
        # "soldiers of Malian origin" are not the army.
        if found and _is_named(found[0], text[offset : found[1]]):
            return found
    french = FRENCH_BEFORE.match(folded.folded, start)
    if french:
        found = demonyms.match(text, folded.starts[french.end()])
        if found:
            return found
    country = places.match(text, at)
    after = country and AFTER.match(folded.folded, folded.at[country[1]])
    if country is None or after is None:
        return None
    # "Mali's army" and "Malian army", but not "Mali army", which may be half of another name.
    if after.group().startswith("'") or demonyms.match(text, at) == country:
        return country[0], folded.starts[after.end()]
    return None


def _is_named(place: Place, surface: str) -> bool:
    """Whether ``surface`` is a name of the place, not an adjective."""
    return fold(surface) in {fold(name) for name in (place.name, *place.aliases, *(name for _, name in place.names))}


def government(place: Place) -> Actor:
    """The government of a country and the forces it commands, as one actor."""
    names = dict.fromkeys(bare(name) for name in (place.name, *place.aliases) if not is_capitals(name))
    spelled: list[str] = []
    for name in [*names, *(code for scheme, code in place.codes if scheme == "dataset")]:
        spelled.append(f"Government of {name}")
        for article in ("", "the ") if place.name.startswith("the ") else ("",):
            # ACLED writes the years of each government behind the name. What follows the years of military forces
            # may be a rival army (Haftar's, the Houthis'), so only names that end there are this government's.
            spelled += [f"Military Forces of {article}{name}", f"Military Forces of {article}{name} (*)"]
            spelled += [f"Police Forces of {article}{name}", f"Police Forces of {article}{name} (*"]
    french = dict(place.names).get("fr", bare(place.name))
    return Actor(
        id=PREFIX + slug(place.name),
        name=f"the government of {place.name}",
        source=SOURCE,
        names=(("fr", f"gouvernement : {french}"),),
        spellings=tuple(dict.fromkeys(spelled)),
        theatre=(place.id,),
    )


def bare(name: str) -> str:
    """A name without its English article."""
    return name[4:] if name.startswith("the ") else name


def slug(name: str) -> str:
    """A name as an identifier: folded, words joined by hyphens."""
    return "-".join(_SLUG.findall(fold(name)))
