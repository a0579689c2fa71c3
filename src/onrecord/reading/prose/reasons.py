"""Why a sentence has no verdict, in the language of the sentence. Imports the model."""

from __future__ import annotations

from onrecord.model.figure import Outcome
from onrecord.reading.prose.read import ReadSentence

_TEXTS = {
    "en": {
        "empty": "there is no sentence",
        "long": "this is longer than a sentence can be",
        "question": "a question asserts nothing",
        "none": "no reading was found: the sentence asserts nothing that data can decide, or in a form not known",
        "unread": "not understood: {words}; a figure without {them} would be about something else",
        "it": "it",
        "them": "them",
        "two": 'the sentence can be read in two ways that disagree: "{one}" {first}, "{other}" {second}',
    },
    "fr": {
        "empty": "il n'y a pas de phrase",
        "long": "le texte est trop long pour une phrase",
        "question": "une question n'affirme rien",
        "none": "aucune lecture : la phrase n'affirme rien que des données tranchent, ou sous une forme inconnue",
        "unread": "mots non compris : {words} ; un chiffre calculé sans {them} porterait sur autre chose",
        "it": "eux",
        "them": "eux",
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


def _text(language: str) -> dict[str, str]:
    return _TEXTS.get(language, _TEXTS["en"])


def unread_reason(read: ReadSentence) -> str:
    """Why a sentence has no reading."""
    texts = _text(read.language)
    if read.unread:
        words = ", ".join(f'"{word}"' for word in read.unread[:8])
        more = len(read.unread) - 8
        words += f" (+{more})" if more > 0 else ""
        return texts["unread"].format(words=words, them=texts["it"] if len(read.unread) == 1 else texts["them"])
    return texts.get(read.problem, texts["none"])


def ambiguous_reason(read: ReadSentence, one: Outcome, other: Outcome) -> str:
    """Why two readings that disagree leave a sentence without a verdict."""
    texts = _text(read.language)
    verdicts = _VERDICTS.get(read.language, _VERDICTS["en"])
    return texts["two"].format(
        one=" ".join(one.reading.split()),
        other=" ".join(other.reading.split()),
        first=verdicts.get(one.verdict.value, one.verdict.value),
        second=verdicts.get(other.verdict.value, other.verdict.value),
    )
