"""Whether a sentence names somebody, and whether two names are of the same holder: cautious, for warnings only.

Imports the vocabulary's folding.
"""

from __future__ import annotations

import re

from onrecord.vocabulary.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_SMALL = frozenset(
    ("the", "of", "and", "a", "an", "in", "on", "at", "by", "for", "to", "from", "or", "de", "du", "des", "la", "le",
     "les", "l", "d", "et", "en", "au", "aux", "un", "une", "ou", "pour", "par")
)  # fmt: skip
_STEM = 5
"""So many letters tell a name from others, so that Mali and Malian, or France and français, are taken for one."""


def words(text: str) -> tuple[str, ...]:
    """The words of a name that mean something, folded."""
    return tuple(word for each in _WORD.findall(text) if (word := fold(each)) and word not in _SMALL)


def initials(name: str) -> frozenset[str]:
    """What a name may be shortened to by its first letters, with and without its small words: ECOWAS, UN."""
    every = [fold(each) for each in _WORD.findall(name)]
    short = [word for word in every if word not in _SMALL]
    made = ("".join(word[0] for word in some if word) for some in (every, short))
    return frozenset(each for each in made if len(each) > 1)


def names_any(text: str, name: str) -> bool:
    """Whether a text holds a word of a name, a word from the same stem, or its initials."""
    here = words(text)
    stems = {word[:_STEM] for word in here} | {word[:4] for word in here if len(word) < 7}
    wanted = words(name)
    if not wanted:
        return True
    return any(word[:_STEM] in stems or (len(word) < 6 and word[:4] in stems) for word in wanted) or bool(
        initials(name) & set(here)
    )


def same_holder(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents and small words, or one is the other with more words."""
    first, second = set(words(one)), set(words(other))
    return bool(first and second) and (first <= second or second <= first)
