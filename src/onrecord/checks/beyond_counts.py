"""What a sentence says of those whom a number counts that the count which gives the number does not say.

"17 were executed" is more than that 17 were killed, "detained and charged" more than detained, "70 members of the gang"
are other people than 70 people, and what happened in a month in a town did not happen on one day of it, nor across the
country. The number is right, and the sentence is for a person to judge. Imports the model, the vocabulary's words and
siblings.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.checks.attribution import in_other_language, names_of
from onrecord.checks.counts import Group
from onrecord.checks.standing import Context
from onrecord.checks.stated import texts_of
from onrecord.model.blocks import Incident
from onrecord.model.dates import Period
from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_OF = frozenset({"of", "de", "du", "des", "la", "le", "les", "l", "d", "the", "among", "parmi"})
_LONG = 4


def beyond(number: StatedNumber, group: Group, block: Incident, context: Context) -> str:
    """What the clause of a number says of it that no entry does; empty if there is nothing."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    start, end = clause_around(sentence, number)
    words = [
        "" if word.quoted or context.in_quotation(word.start, word.end) else word.text for word in sentence.words[:end]
    ]
    held = words_of(" . ".join(texts_of((block,), every=True)))
    if other := _second_deed(number, group, sentence, words, held, wording):
        return f'it says "{other}" of them'
    harm = frozenset().union(*wording.groups("matter").values(), wording.forms("deed", "act"))
    for first, last in matches(words[start:], wording.forms("beyond", "stronger")):
        form = words[start + first : start + last]
        if not _has(form, held, sentence.language, wording, "stronger"):
            return f'it says "{sentence.between(start + first, start + last)}" of them'
    for first, last in matches(words[start:], wording.forms("beyond", "still")):
        form = words[start + first : start + last]
        if matches(words[start:], harm) and not matches(held, [tuple(form)]):
            return f'the sentence says "{sentence.between(start + first, start + last)}" of it'
    if other := _of_the_accused(number, block, sentence, words, wording):
        return f'it says that they were "{other}"'
    if other := _by_a_counter(number, block, sentence, words, wording):
        return f'the sentence says "{other}" of it'
    if other := _one_day_of_many(number, block, context, words[start:], wording):
        return f'the sentence says "{other}" of it, and the block has a longer time'
    if other := _wider(block, sentence, words, start, wording):
        return f'the sentence says "{other}" of it'
    return ""


def clause_around(sentence: Sentence, number: StatedNumber) -> tuple[int, int]:
    """The words between the stops around a number."""
    start, end = number.first, number.last
    while start > 0 and not set(sentence.words[start].gap) & set(";.:"):
        start -= 1
    while end < len(sentence.words) and not set(sentence.words[end].gap) & set(";.:"):
        end += 1
    return start, end


def _second_deed(
    number: StatedNumber, group: Group, sentence: Sentence, words: Sequence[str], held: Sequence[str], wording: Wording
) -> str:
    """A second thing that befell the same people, joined by "and": "detained and killed"."""
    following = min([one.first for one in sentence.numbers if one.first >= number.last], default=len(words))
    after = words[number.last : following]
    matter = wording.groups("matter")
    harm = frozenset().union(*matter.values())
    firsts = matches(after, harm)
    if not firsts:
        return ""
    ladder = frozenset(form for rung in wording.ladder for form in rung.forms)
    for first, last in matches(after, wording.forms("beyond", "and")):
        found = matches(after[last:], harm | ladder)
        if first < firsts[0][1] or first > firsts[0][1] + 1 or not found or found[0][0] > 1:
            continue
        begin, end = last + found[0][0], last + found[0][1]
        here = {name for name, forms in matter.items() if matches(after[begin:end], forms)}
        if here & {str(one) for one in group.what} or _goes_on(after, end, wording):
            continue
        if number.last + end >= following and following < len(words):
            continue  # "killed 203 fighters and arrested 51"
        return sentence.between(number.last + begin, number.last + end)
    return ""


def _goes_on(after: Sequence[str], end: int, wording: Wording) -> bool:
    """Whether a word has an object of its own: "killed 25 people and wounded others"."""
    return end < len(after) and (after[end],) not in wording.forms("stop") and bool(after[end])


def _of_the_accused(
    number: StatedNumber, block: Incident, sentence: Sentence, words: Sequence[str], wording: Wording
) -> str:
    """Those counted, where they are named in the words for those accused: "70 members of the gang were killed"."""
    stops = wording.forms("stop") | wording.forms("be")
    harm = frozenset().union(*wording.groups("matter").values())
    at = number.last
    while at < len(words) and ((words[at],) not in stops or words[at] in _OF):
        if at > number.last and (set(sentence.words[at].gap) & set(",;:.()") or matches(words[at : at + 1], harm)):
            break
        at += 1
    told = words_of(" . ".join((block.where, *(one.counted for one in block.counts))))
    who = {word for one in block.responsibility for word in words_of(one.who) if len(word) >= _LONG}
    other = [word for word in words[number.last : at] if word in who and word not in told]
    return sentence.between(number.last, at) if other else ""


def _by_a_counter(
    number: StatedNumber, block: Incident, sentence: Sentence, words: Sequence[str], wording: Wording
) -> str:
    """A source that stands where those do who did it: "20 villagers were killed in Tora by the UN"."""
    by = {"en": "by", "fr": "par"}[sentence.language]
    harm = frozenset().union(*wording.groups("matter").values())
    who = {word for one in block.responsibility for word in words_of(one.who)}
    counting = frozenset().union(*wording.groups("reporting").values(), wording.forms("unit", "record"))
    for _, last in matches(words[number.last :], harm)[:1]:
        for at in range(number.last + last, len(words)):
            if words[at] != by or set(sentence.words[at].gap) & set(",;:.()"):
                continue
            end = next((i for i in range(at + 1, len(words)) if set(sentence.words[i].gap) & set(",;:.()")), len(words))
            language = sentence.language
            forms = (names_of(one.by, language) | in_other_language(one.by, language) for one in block.counts)
            theirs = frozenset[Form]().union(*forms)
            named = [span for span in matches(words[at + 1 : end], theirs) if span[0] <= 1]
            if not named or matches(words[number.last + last : end], counting) or who & set(words[at + 1 : end]):
                continue
            if words[at + 1 + named[0][1] : at + 2 + named[0][1]] != ["s"]:
                return sentence.between(at, at + 1 + named[0][1])
    return ""


def _one_day_of_many(
    number: StatedNumber, block: Incident, context: Context, words: Sequence[str], wording: Wording
) -> str:
    """A day or month of the sentence that is a part of the time over which the block's incident went on."""
    if block.start is None or block.end is None or block.start.first == block.end.last:
        return ""
    if matches(words, wording.forms("beyond", "began")):
        return ""
    span = Period(block.start.first, block.end.last)
    dated = [(one.on, one.source) for one in block.counts]
    dated += [(one.on, one.source) for one in block.responsibility]
    own = [Period(on.first, on.last) for on, _ in dated if on is not None]
    own += [each.period for text in context.fields for each in text.periods]
    sources = (context.sources.get(key) for _, key in dated)
    own += [Period(one.issued.first, one.issued.last) for one in sources if one is not None and one.issued is not None]
    found = [one for one in context.sentence.periods if one.how in ("in", "")]
    for one in found[:1] if len(found) == 1 else ():
        start, end = one.period.start, one.period.end
        if start is None or end is None or one.period in own or not (span.start and span.end):
            continue
        led = [word.text for word in context.sentence.words if word.end <= one.start][-1:]
        if led in (["and"], ["et"], ["to"], ["au"]) or any(char.isdigit() for char in "".join(led)):
            continue  # "on 1 and 2 March"
        inside = span.start <= start and end <= span.end and end - start < span.end - span.start
        if inside:
            return one.text
    return ""


def _wider(block: Incident, sentence: Sentence, words: Sequence[str], start: int, wording: Wording) -> str:
    """Where it is said to have been all over, and the block does not have that: "across Ethiopia"."""
    held = words_of(" . ".join((block.what, block.where, *(one.counted for one in block.counts))))
    there = {word for form in (words_of(block.where),) for word in form}
    for first, last in matches(words[start:], wording.forms("beyond", "extent")):
        end = start + last
        while end < len(words) and sentence.text[sentence.words[end].start].isupper():
            end += 1
        place = words[start + last : end]
        borne = any(matches(held, load_wording(each).forms("beyond", "extent")) for each in LANGUAGES)
        if borne or (place and set(place) <= there):
            continue
        return sentence.between(start + first, end)
    return ""


def _has(form: Sequence[str], held: Sequence[str], language: str, wording: Wording, name: str) -> bool:
    """Whether the entries have a word, or one of the other language's list of the same kind."""
    if all(any(same_word(word, other, language) for other in held) for word in form):
        return True
    other: frozenset[Form] = frozenset().union(
        *(load_wording(each).forms("beyond", name) for each in LANGUAGES if each != language)
    )
    return bool(matches(held, other))
