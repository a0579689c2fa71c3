"""Places, groups and kinds of violence with the prepositions and articles that French gives them.

"au Mali", "en France", "aux Pays-Bas", "à Cuba", "dans le bassin du lac Tchad"; "du Mali"; "par l'État islamique". What
no rule tells is in ``articles.toml``. A name without a French one stands in guillemets, as the data write it. Imports
the model and the vocabulary.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from onrecord.model.reading import Ref
from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.render.french.typography import THIN, typeset
from onrecord.vocabulary import Vocabulary

_VOWELS = "aeiouàâéèêëîïôöûùAEIOUÀÂÉÈÊËÎÏÔÖÛÙ"
"""A name that begins with one of these elides; of the places with an H only Haïti does, and none with a Y."""
_MANY = re.compile(r"^(?!the ).*\b(groups|militias|forces|irregulars|dissidents|supporters)\b")
"""English names of groups without an article: "militant Islamist groups"."""
_GOVERNMENT = "the government of "


def quoted(name: str) -> str:
    """A name as the data write it."""
    return f"«{THIN}{name}{THIN}»"


def french_name(entry: Place | Kind | Actor) -> str:
    """The first French name of an entry; empty where it has none."""
    found = next((name for language, name in entry.names if language == "fr"), "")
    if not found and isinstance(entry, Place) and _is_country(entry):
        found = entry.name.removeprefix("the ")
    return typeset(found)


def in_place(ref: Ref, vocabulary: Vocabulary) -> str:
    """A place as it stands after what happened there: "au Mali", "en France"."""
    return _place(ref, vocabulary, "in")


def of_place(ref: Ref, vocabulary: Vocabulary) -> str:
    """A place as it stands after a noun: "du Mali", "de la France"."""
    return _place(ref, vocabulary, "of")


def _place(ref: Ref, vocabulary: Vocabulary, case: str) -> str:
    place = None if ref.raw else vocabulary.place_by_id(ref.id)
    name = french_name(place) if place is not None else ""
    if place is None or not name:
        return f"{'dans' if case == 'in' else 'de'} {quoted(place.name if place else ref.id)}"
    region = _data()["regions"].get(place.id)
    if region is not None:
        return typeset(region[case])
    inside, of = country_forms(name)
    return inside if case == "in" else of


def country_forms(name: str) -> tuple[str, str]:
    """The two forms of a country's French name: ("au Mali", "du Mali")."""
    data = _data()["countries"]
    head = name.split(" ")[0]
    vowel = name[0] in _VOWELS
    bare = f"d’{name}" if vowel or name in data["bare_in_en"] else f"de {name}"
    if name in data["bare"]:
        return f"à {name}", bare
    if name in data["bare_in_en"]:
        return f"en {name}", bare
    if head in ("Île", "île"):
        return f"à l’{name}", f"de l’{name}"
    if name in data["plural"] or head in ("Îles", "îles"):
        return f"aux {name}", f"des {name}"
    if head in ("Territoire", "Terres"):
        return (f"dans le {name}", f"du {name}") if head == "Territoire" else (f"dans les {name}", f"des {name}")
    if name in data["islands"]:
        return f"à la {name}", f"de la {name}"
    feminine = name in data["feminine"] or (head.endswith("e") and name not in data["masculine"])
    if vowel:
        return f"en {name}", f"de l’{name}"
    return (f"en {name}", f"de la {name}") if feminine else (f"au {name}", f"du {name}")


def actor_name(ref: Ref, vocabulary: Vocabulary) -> str:
    """An actor with its article, as it stands after "par" or "contre": "l'État islamique", "des groupes armés"."""
    actor = None if ref.raw else vocabulary.actor_by_id(ref.id)
    if actor is None:
        return quoted(ref.id)
    if actor.name.startswith(_GOVERNMENT) and actor.theatre:
        return f"le gouvernement {of_place(Ref(actor.theatre[0]), vocabulary)}"
    name = french_name(actor)
    name = name.replace("Les ", "les ", 1) if name.startswith("Les ") else name
    if not name:
        return quoted(actor.name.removeprefix("the "))
    article = _article(name)
    if article == "les " and _MANY.search(actor.name):
        article = "des "  # not all that there are
    return article + name


def kind_name(ref: Ref, vocabulary: Vocabulary, *, article: bool) -> str:
    """A kind of violence: "les attaques contre les civils", "la violence organisée", or without the article."""
    kind = None if ref.raw else vocabulary.kind_by_id(ref.id)
    name = french_name(kind) if kind is not None else ""
    if kind is None or not name:
        return quoted(kind.name if kind else ref.id)
    return (_article(name) if article else "") + name


def is_plural(name: str) -> bool:
    """Whether a French name is in the plural, by its first word."""
    head = name.split(" ")[0].split("-")[0]
    return name in _data()["groups"]["plural"] or (head.endswith(("s", "x")) and head not in ("Congrès", "Los"))


def _article(name: str) -> str:
    """The definite article of a name, with the space behind it; none where it is a name of its own."""
    data, head = _data()["groups"], name.split(" ")[0]
    if head in ("le", "la", "les", "La", *data["bare"]):
        return ""
    if head in data["elided"]:
        return "l’"
    if head in data["masculine"]:
        return "le "
    if head in data["feminine"]:
        return "la "
    return "les " if is_plural(name) else ""


def _is_country(place: Place) -> bool:
    return len(place.id) == 3 and place.id.isupper()


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("onrecord.render.french") / "articles.toml").read_text("utf-8")
    return tomllib.loads(text)
