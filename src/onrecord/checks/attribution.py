"""Whose number it is: "according to the UN, at least 12", "the army counted 203", "15 in Al Jazeera's report".

A source is found by the name its count has (``by``): the name as it is, its capital letters ("HRW"), or the noun that
heads it ("government" of "Government of Mali"). It says a number only where a word of reporting stands with it, so that
"the Malian army killed 300" is nobody's count. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_CUT = re.compile(r"[,(;:]|\b(?:of|close|in|at|for|from|near|du|de la|de|des|à|proche)\b", re.IGNORECASE)
_NEAR = 5
_STOPS = frozenset(";.:")
_OF = ("of", "in", "at", "de", "du", "d", "a")
_ARTICLES = ("the", "a", "an", "le", "la", "les", "l", "un", "une")


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that the sentence cites, at some words. ``trailing``: it may be what stands before it that it says."""

    by: str
    first: int
    last: int
    leading: bool
    trailing: bool


def names_of(by: str, language: str) -> frozenset[Form]:
    """How a sentence may name the source of a count."""
    # An entry need not be in the language of the sentence: the "a" of "a court" is no "a" of "a compté".
    generic = {form[0] for each in LANGUAGES for form in load_wording(each).forms("names", "generic")}
    head = _CUT.split(by.strip(), maxsplit=1)[0].strip() or by.strip()
    whole = tuple(word for word in words_of(head) if word not in _ARTICLES)
    found = {whole} if whole else set()
    every = words_of(by)
    while every and every[0] in _ARTICLES:
        every = every[1:]
    if every != whole and not set(by) & set(",(;"):
        found.add(every)  # the whole name, however much of it stands between its head and its verb
    capitals = [word for word in re.findall(r"[^\W\d_][\w-]*", head) if word[:1].isupper()]
    if len(capitals) >= 2 and len(capitals) == len(head.split()):
        found.add(words_of("".join(word[0] for word in capitals)))
    found |= {words_of(word) for word in capitals if word.isupper() and len(word) > 1}
    nouns = [word for word in whole if word not in generic]
    if nouns and not (len(capitals) == len(head.split()) and len(capitals) > 1):
        found.add((nouns[0] if language == "fr" else nouns[-1],))
    return frozenset(form for form in found if form)


def voices(sentence: Sentence, named: Sequence[str]) -> tuple[Voice, ...]:
    """Every source of a block that the sentence cites for something, in the order of the words."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    found: list[Voice] = []
    for by in dict.fromkeys(named):
        forms = names_of(by, sentence.language) | _spelled(sentence, by) | in_other_language(by, sentence.language)
        for first, last in matches(words, forms):
            found.append(_voice(sentence, words, by, first, last, wording))
    heard: list[Voice] = []
    for one in sorted(found, key=lambda voice: (voice.first, -voice.last)):
        if one.leading or one.trailing or (heard and _goes_on(sentence, one)):
            heard.append(one if one.leading or one.trailing else Voice(one.by, one.first, one.last, True, False))
    return tuple(heard)


def in_other_language(by: str, language: str) -> frozenset[Form]:
    """The forms of a role or body that a source's name is, in the sentence's language: "procureur" of "the prosecutor".

    Only where the name is nothing else: "the prosecutor of Ouahigouya" is one of many, and is named with its place.
    """
    head = tuple(word for word in words_of(by) if word not in _ARTICLES)
    for each in LANGUAGES:
        for name, forms in load_wording(each).groups("role").items():
            theirs = load_wording(language).groups("role").get(name, frozenset())
            if head in forms:
                return theirs
            placed = next((form for form in forms if head[: len(form)] == form and head[len(form)] in _OF), None)
            if placed is not None and len(head) > len(placed) + 1:
                place = head[len(placed) + 1 :]
                return frozenset((*form, of, *place) for form in theirs for of in _OF)
    return frozenset()


def _spelled(sentence: Sentence, by: str) -> frozenset[Form]:
    """The words that a name in capitals stands for, where the sentence spells them out: HRW, Human Rights Watch."""
    letters = by.strip()
    if not (letters.isupper() and letters.isalpha() and len(letters) > 2):
        return frozenset()
    listed = [(word.text, sentence.text[word.start].isupper()) for word in sentence.words]
    for at in range(len(listed) - len(letters) + 1):
        run = listed[at : at + len(letters)]
        if all(upper for _, upper in run) and "".join(text[0] for text, _ in run) == letters.casefold():
            return frozenset({tuple(text for text, _ in run)})
    return frozenset()


def _voice(sentence: Sentence, words: list[str], by: str, first: int, last: int, wording: Wording) -> Voice:
    verbs = wording.forms("reporting", "verb") | wording.forms("accuser", "after") | wording.forms("accuser", "verb")
    end = _reach(sentence, last)
    said = next((span for span in matches(words[last:end], verbs)), None)
    begin = max(0, first - _NEAR)
    before = matches(words[begin:first], wording.forms("reporting", "before"))
    led = any(first - (begin + stop) <= 2 for _, stop in before) or _by(sentence, words, first, wording)
    owned = words[last : last + 1] == ["s"] or bool(
        {form[0] for form in wording.forms("reporting", "after")} & set(words[last : last + 3])
    )
    leading = led or owned or said is not None
    closes = said is not None and _ends(sentence, last + said[1])
    return Voice(by, first, last, leading, led or owned or closes)


def _by(sentence: Sentence, words: list[str], first: int, wording: Wording) -> bool:
    """ "laid to soldiers by X", "said by X to have": a word of reporting before "by", and no deed between them.

    Also "..., says X": a word of reporting right before the name, at the start of a clause.
    """
    at = first
    while at > 0 and words[at - 1] in ("the", "le", "la", "l", "les"):
        at -= 1
    verbs = wording.forms("reporting", "verb") | wording.forms("reporting", "by")
    if at and words[at - 1] in ("by", "par"):
        near = range(max(0, at - 1 - _NEAR), at - 1)
        said = [start for start in near if any(tuple(words[start : start + len(v)]) == v for v in verbs)]
        between = words[said[-1] + 1 : at - 1] if said else []
        deeds = wording.forms("deed", "act") | wording.forms("deed", "crime")
        return bool(said) and not matches(between, deeds) and not _between(sentence, said[-1] + 1, at - 1)
    verb = next((start for start in (at - 1, at - 2) if start >= 0 and tuple(words[start:at]) in verbs), None)
    return verb is not None and "," in sentence.words[verb].gap


def _reach(sentence: Sentence, last: int) -> int:
    """How far the verb of a name may stand: some words on, not over a stop."""
    for index in range(last, min(last + _NEAR, len(sentence.words))):
        if set(sentence.words[index].gap) & _STOPS or (index == last and "," in sentence.words[index].gap):
            return index
    return min(last + _NEAR, len(sentence.words))


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether a clause ends before a word."""
    return at >= len(sentence.words) or bool(set(sentence.words[at].gap) & set(",;.:"))


def _goes_on(sentence: Sentence, voice: Voice) -> bool:
    """ "the army counted 203, Human Rights Watch 300": a name right before a number takes the verb up again."""
    return any(0 <= number.first - voice.last <= 2 for number in sentence.numbers)


def speaker(number: StatedNumber, heard: Sequence[Voice], sentence: Sentence) -> Voice | None:
    """Who is said to give a number: the one that follows it closely, else the last one before it in its clause."""
    following = min([n.first for n in sentence.numbers if n.first > number.first], default=len(sentence.words))
    for voice in heard:
        if voice.trailing and number.last <= voice.first < following and not _stopped(sentence, number, voice):
            return voice
    leading = [
        voice
        for voice in heard
        if voice.leading
        and voice.last <= number.first
        and not _between(sentence, voice.last, number.first)
        # "203 in the army's report, 300 ...": the first one's report says nothing of the second number.
        and not (voice.trailing and any(n.last <= voice.first for n in sentence.numbers))
    ]
    return leading[-1] if leading else None


def _stopped(sentence: Sentence, number: StatedNumber, voice: Voice) -> bool:
    return _between(sentence, number.last, voice.first)


def _between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a full stop or semicolon stands between two words."""
    return any(set(word.gap) & set(";.") for word in sentence.words[first : last + 1])
