"""Why a sentence has no verdict, in the language of the sentence. Imports the model."""

from __future__ import annotations

import re

from onrecord.model.figure import Outcome
from onrecord.model.precision import number_text
from onrecord.reading.prose.read import ReadSentence

_TEXTS = {
    "en": {
        "empty": "there is no sentence",
        "long": "this is longer than a sentence can be",
        "question": "a question asserts nothing",
        "condition": "a condition asserts nothing",
        "none": "no reading was found: the sentence says nothing that data can decide, or says it in a form not known",
        "word": "not understood: {words}; a figure without it would be about something else",
        "words": "not understood: {words}; a figure without them would be about something else",
        "quoted": '"{word}"',
        "around": 'what is meant may lie between "{one}", where the data give {first}, and "{other}", {second}',
        "two": 'the sentence can be read in two ways that disagree: "{one}" {first}, "{other}" {second}',
    },
    "fr": {
        "empty": "il n'y a pas de phrase",
        "long": "le texte est trop long pour une phrase",
        "question": "une question n'affirme rien",
        "condition": "une condition n'affirme rien",
        "none": "aucune lecture : la phrase ne dit rien que des données puissent trancher, ou sous une forme inconnue",
        "word": "mot non compris : {words} ; un chiffre calculé sans lui porterait sur autre chose",
        "words": "mots non compris : {words} ; un chiffre calculé sans eux porterait sur autre chose",
        "quoted": "« {word} »",
        "around": "le chiffre peut se situer entre « {one} », {first} selon les données, et « {other} », {second}",
        "two": "la phrase peut se lire de deux façons qui se contredisent : « {one} » {first}, « {other} » {second}",
    },
}
_VERDICTS = {
    "en": {"holds": "holds", "fails": "fails", "unverifiable": "cannot be verified", "not run": "was not run"},
    "fr": {
        "holds": "est vérifié",
        "fails": "est faux",
        "unverifiable": "est invérifiable",
        "not run": "n'a pas été calculé",
    },
}


def _text(language: str, which: str, **holes: str) -> str:
    """A message of a language. In French the spaces beside stops and inside quotes do not break."""
    text = _TEXTS.get(language, _TEXTS["en"])[which]
    if language == "fr":
        text = re.sub(r" (?=[:;»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)
    return text.format(**holes)


def unread_reason(read: ReadSentence) -> str:
    """Why a sentence has no reading."""
    if not read.unread:
        known = read.problem in _TEXTS["en"]
        return _text(read.language, read.problem if known else "none")
    words = ", ".join(_text(read.language, "quoted", word=word) for word in read.unread[:8])
    more = len(read.unread) - 8
    words += f" (+{more})" if more > 0 else ""
    return _text(read.language, "word" if len(read.unread) == 1 else "words", words=words)


def ambiguous_reason(read: ReadSentence, one: Outcome, other: Outcome) -> str:
    """Why two readings that disagree leave a sentence without a verdict."""
    if one.verdict is other.verdict and one.computed is not None and other.computed is not None:
        first, second = number_text(one.computed), number_text(other.computed)
        readings = (" ".join(one.reading.split()), " ".join(other.reading.split()))
        return _text(read.language, "around", one=readings[0], other=readings[1], first=first, second=second)
    verdicts = _VERDICTS.get(read.language, _VERDICTS["en"])
    return _text(
        read.language,
        "two",
        one=" ".join(one.reading.split()),
        other=" ".join(other.reading.split()),
        first=verdicts.get(one.verdict.value, one.verdict.value),
        second=verdicts.get(other.verdict.value, other.verdict.value),
    )


_OF_A_DOSSIER = re.compile(
    r" \(inferred from its rows; `covers` in dossier\.toml states it\)"
    r"|; if there were no events, say so with `covers` in dossier\.toml"
    r"| \(`(?:places|complete|kind|quantity)\b[^`]*`[^()]*\)"
    r"|, as dossier\.toml says"
)


def without_dossier(why: str) -> str:
    """A reason of the checks without its advice on dossier.toml: a sentence by itself has no dossier."""
    why = re.sub(r"after the dossier's date, (.+? \d{4})", r"after \1, the last day looked at", why)
    return _OF_A_DOSSIER.sub("", why).replace(", the dossier's date", ", the last day looked at")
