"""Whether two words are forms of one: "rejects" and "rejected", "école" and "écoles".

By their endings alone, and cautious: irregular forms are no forms of one word, and "stable" is none of "stabbed".
Imports the standard library.
"""

from __future__ import annotations

from functools import cache

_ENDINGS = {
    "en": frozenset(("", "s", "es", "e", "ed", "d", "ing", "y", "ies", "ied", "ying")),
    "fr": frozenset((
        "", "s", "e", "es", "ee", "ees", "er", "ent", "ant", "ait", "aient", "a", "era", "i", "is", "it", "ie", "ies",
        "ir", "ira", "ire", "u", "us", "ue", "ues", "x", "ons", "ions",
    )),
}  # fmt: skip
_LEAST = {"en": 3, "fr": 4}


@cache
def same_word(one: str, other: str, language: str) -> bool:
    """Whether two folded words of a language are forms of one word."""
    if one == other:
        return True
    stem = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    endings = _ENDINGS.get(language, frozenset())
    if language == "en" and stem >= _LEAST["en"]:  # "stabbed" of "stab"
        one, other = _undoubled(one, stem), _undoubled(other, stem)
    if one[stem:] not in endings or other[stem:] not in endings:
        return False
    short = _LEAST.get(language, 99)
    if stem > short:
        return True
    # "ban" and "banned", "city" and "cities", but not "army" and "armed".
    rests = {one[stem:], other[stem:]}
    return stem == short and ("" in rests or rests <= {"y", "ies", "ied", "ying"})


def _undoubled(word: str, stem: int) -> str:
    doubled = len(word) > stem + 1 and word[stem] == word[stem - 1]
    return word[:stem] + word[stem + 1 :] if doubled else word
