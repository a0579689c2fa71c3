"""How far a sentence goes about a person or force, held against the steps known on the dossier's date.

``said`` finds the words of the attribution ladder in a sentence, and how each is said: plainly, denied, of something
that somebody wants or fears, or in a quotation. ``accusing`` finds plain statements that somebody did a deed. Which
steps allow which words stands in ``words/wording.*.toml``. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.blocks import Step
from onrecord.model.documentary import Sentence
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import Rung, Wording, load_wording, matches

_AUXILIARIES = ("a", "ont", "avait", "avaient", "aurait", "auraient", "avoir", "pas")
_THAT = frozenset({("that",), ("que",), ("qu",)})
_BEFORE = 4
"""How many words before one of the ladder a "not" or "could" may stand and still belong to it."""


class Mood(StrEnum):
    """How a word of the ladder is said. ``SUPPOSED``: wanted, feared, possible."""

    PLAIN = "plain"
    DENIED = "denied"
    SUPPOSED = "supposed"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the ladder in a sentence: where (words), as written, the rung they belong to, and how they are said."""

    rung: Rung
    first: int
    last: int
    text: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Deed:
    """A plain statement that somebody did a deed. ``subject`` are the words of who did it; ``passive``: to whom it was
    done, by whom is not said. ``aside``: it stands behind "after", "when" and the like.
    ``soft``: it is no plain statement, but one that is softened, denied or reported."""

    first: int
    text: str
    subject: tuple[str, ...]
    passive: bool = False
    aside: bool = False
    soft: bool = False


def said(sentence: Sentence) -> tuple[Said, ...]:
    """The words of the ladder in a sentence, in their order."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    rungs = {form: rung for rung in reversed(wording.ladder) for form in rung.forms}
    found = []
    for first, last in matches(words, rungs):
        rung = rungs[tuple(words[first:last])]
        if words[last : last + 1] and words[last] in rung.not_before:
            continue
        text = sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
        found.append(Said(rung, first, last, text, _mood(sentence, words, first, last, wording)))
    return tuple(found)


def _mood(sentence: Sentence, words: Sequence[str], first: int, last: int, wording: Wording) -> Mood:
    if sentence.words[first].quoted:
        return Mood.QUOTED
    # "May" of a date is no "may": its words are blanked.
    plain = [
        "" if any(period.start <= word.start < period.end for period in sentence.periods) else word.text
        for word in sentence.words
    ]
    near = _near(sentence, plain, first, wording)
    unsure = wording.forms("unsure")
    if matches(near, wording.forms("negation")):
        return Mood.DENIED
    if matches(near, unsure) or matches(words[first : first + 1], unsure):
        return Mood.SUPPOSED
    start, _ = _sentence_part(sentence, first)
    far = plain[max(_segment(sentence, first), first - 2 * _BEFORE) : first]
    speech = wording.forms("reporting", "verb") - {form for rung in wording.ladder for form in rung.forms}
    reported = matches(plain[start:first], speech)
    return Mood.SUPPOSED if matches(far, unsure) or reported else Mood.PLAIN


def _near(sentence: Sentence, words: Sequence[str], first: int, wording: Wording) -> list[str]:
    """The few words before one that a "not" or "could" among them belongs to: not over a comma or a "but", not over
    an "and" with a verb of its own; "not only" denies nothing."""
    near = list(words[max(_segment(sentence, first), first - _BEFORE) : first])
    for begin, end in matches(near, wording.forms("negation", "none")):
        near[begin:end] = [""] * (end - begin)
    cuts = matches(near, wording.forms("negation", "cuts"))
    return near[cuts[-1][1] :] if cuts else near


def _segment(sentence: Sentence, index: int) -> int:
    """The first word of the stretch between commas and stops that a word is in."""
    while index > 0 and not set(sentence.words[index].gap) & set(",;:."):
        index -= 1
    return index


def allowed(rung: Rung, steps: Iterable[Step]) -> bool:
    """Whether one of the steps allows the words of a rung."""
    return not set(rung.steps).isdisjoint(steps)


def instead(steps: Sequence[Step], language: str) -> str:
    """The words to use at the last of some steps: 'the step "charged" allows: "was charged with"'."""
    table = load_wording(language).instead
    last = steps[-1] if steps else Step.REPORTED
    words = [*table[last], *(form for step in steps[-2::-1] for form in table[step][:1])] if steps else [*table[last]]
    shown = ", ".join(f'"{form}"' for form in dict.fromkeys(words))
    return f'Words allowed at the step "{last}": {shown}.'


def accusing(
    sentence: Sentence, *, voiced: Iterable[int] = (), passives: bool = False, soft: bool = False
) -> tuple[Deed, ...]:
    """Plain statements that somebody did a deed: "soldiers killed 300 civilians", "killed by soldiers".

    Not those that are softened ("are accused of killing", "allegedly"), reported, quoted or denied, and not those whose
    subject is an event ("the attack killed 20"). ``voiced`` are the clauses, as the number of stops before them, in
    which a source is cited. ``passives``: those of which nobody is named as the doer count too ("he was murdered").
    ``soft``: those that are no plain statements are given too, and marked.
    """
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    deeds = wording.forms("deed", "act") | wording.forms("deed", "crime") | wording.forms("deed", "state")
    heard = set(voiced)
    found = []
    for first, last in matches(words, deeds):
        clause = _clause(sentence, first)
        if sentence.words[first].quoted:
            continue
        start, end = _sentence_part(sentence, first)
        softened = clause in heard or _softened(sentence, words, first, start, wording)
        if softened and not soft:
            continue
        subject = _agent(sentence, words, first, last, start, end, wording)
        passive = not subject and passives and _is_passive(words, start, first, wording)
        if passive:
            subject = _own(sentence, words, start, first, wording)
        if softened:  # "X said that soldiers killed": the "that" is no "bombs that killed"
            subject = subject[max((last for _, last in matches(subject, _THAT)), default=0) :]
        if subject and not matches(subject, wording.forms("subject", "event")):
            text = sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
            aside = bool(matches(words[start:first], wording.forms("subject", "opens")))
            found.append(Deed(first, text, tuple(subject), passive, aside, softened))
    return tuple(found)


def _softened(sentence: Sentence, words: Sequence[str], first: int, start: int, wording: Wording) -> bool:
    """Whether a deed is not said as a fact: accused of, reported, denied, possible.

    "Accused of theft, he killed": a finite verb after a comma is not what somebody is accused of; "accused of abuses,
    including killing" is.
    """
    open_form = words[first].endswith("ing") or words[first - 1 : first] in (["having"], ["to"], ["have"])
    begin = start if open_form else _segment(sentence, first)
    if matches(words[begin:first], wording.forms("softening")):
        return True
    if matches(words[start:first], wording.forms("reporting", "verb") | wording.forms("reporting", "that")):
        return True
    near = _near(sentence, words, first, wording)
    return bool(matches(near, wording.forms("negation") | wording.forms("unsure")))


def clause_of(sentence: Sentence, index: int) -> int:
    """The number of semicolons and full stops before a word: which clause it is in."""
    return _clause(sentence, index)


def _clause(sentence: Sentence, index: int) -> int:
    return sum(1 for word in sentence.words[: index + 1] if set(word.gap) & set(";."))


def _sentence_part(sentence: Sentence, index: int) -> tuple[int, int]:
    """The words between the stops around a word."""
    start = index
    while start > 0 and not set(sentence.words[start].gap) & set(";."):
        start -= 1
    end = index + 1
    while end < len(sentence.words) and not set(sentence.words[end].gap) & set(";."):
        end += 1
    return start, end


def _agent(
    sentence: Sentence, words: Sequence[str], first: int, last: int, start: int, end: int, wording: Wording
) -> list[str]:
    """Who does a deed by the form of its verb: the words before an active one, those after "by"; nobody else."""
    passive = {form[0] for form in wording.forms("stop", "passive")}
    by = {"en": ("by",), "fr": ("par",)}[wording.language]
    if tuple(words[first:last]) in wording.forms("deed", "state"):
        return _own(sentence, words, start, first, wording)
    after = next((index for index in range(last, min(last + 4, end)) if words[index] in by), None)
    if after is not None:
        return _until_stop(sentence, words, after + 1, end)
    if wording.language == "fr":
        auxiliary = words[first - 1] if first else ""
        if passive & set(words[max(start, first - 2) : first]) or auxiliary not in _AUXILIARIES:
            return []
    else:
        if passive & set(words[max(start, first - 2) : first]):
            return []
        if words[first - 1 : first] in (["the"], ["these"], ["such"]) and words[last : last + 1] == ["of"]:
            return []
        number = any(one.first == last for one in sentence.numbers)
        stops = wording.forms("stop")
        if not number and (last >= end or (words[last],) in stops or set(sentence.words[last].gap) & set(",:")):
            return []
    return _own(sentence, words, start, first, wording)


def _is_passive(words: Sequence[str], start: int, first: int, wording: Wording) -> bool:
    passive = {form[0] for form in wording.forms("stop", "passive")}
    return bool(passive & set(words[max(start, first - 2) : first]))


def _own(sentence: Sentence, words: Sequence[str], start: int, first: int, wording: Wording) -> list[str]:
    """The words before a verb that can be its subject: back to a comma, or to "after", "when" and the like."""
    behind = first
    while behind > start and not set(sentence.words[behind].gap) & set(",:"):
        behind -= 1
    opened = matches(words[behind:first], wording.forms("subject", "opens"))
    subject = list(words[behind + (opened[-1][1] if opened else 0) : first])
    return subject or list(words[start:behind])


def _until_stop(sentence: Sentence, words: Sequence[str], at: int, end: int) -> list[str]:
    last = at
    while last < min(end, at + 5) and not (last > at and set(sentence.words[last].gap) & set(",;:.")):
        last += 1
    return list(words[at:last])


def significant(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: long ones, and those in capitals."""
    capitals = {word for token in name.split() if token.strip("(),.").isupper() for word in words_of(token)}
    return frozenset(word for word in words_of(name) if len(word) > 3 or word in capitals)
