"""Who accuses whom, and who promised: the doer of a sentence has to be the one of the entry.

"The Attorney General accused the army" has an accuser of one entry and an accused of another, "the militia pledged to
join the army" the promised thing for the one who promised. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.entry_words import Held, held
from onrecord.checks.names import names_any
from onrecord.checks.standing import Context
from onrecord.checks.wording import Mood, allowed, said
from onrecord.model.blocks import Incident, Pledge
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Statement
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches

_OF = frozenset({"of", "over", "for", "de", "d", "du", "des"})
_HELPS = frozenset({"have", "has", "had", "ont", "avait", "avaient"})
_LEAST = 4
_REACH = 7


def other_doers(statement: Statement, context: Context) -> Iterator[str]:
    """Why the one who does something in the sentence is not the one of the entry."""
    sentence = context.sentence
    if len(statement.blocks) != 1 or not sentence.language:
        return
    block = statement.blocks[0]
    wording = load_wording(sentence.language)
    words = ["" if word.quoted else word.text for word in sentence.words]
    if isinstance(block, Incident) and block.responsibility:
        yield from _accusers(block, sentence, words, wording)
        yield from _step_of_another(block, sentence, words)
    if isinstance(block, Pledge):
        yield from _promisers(block, sentence, words, wording, context)
        yield from _into(block, sentence, words)


def _accusers(block: Incident, sentence: Sentence, words: Sequence[str], wording: Wording) -> Iterator[str]:
    """ "X accused Y" where the entries have Y accused by somebody else."""
    passive = {form[0] for form in wording.forms("stop", "passive")}
    verbs = wording.forms("accuser", "verb") | wording.forms("accuser", "after")
    for first, last in matches(words, verbs):
        if passive & set(words[max(0, first - 2) : first]) or words[last : last + 1] in (["by"], ["par"], ["of"]):
            continue
        start = first
        while start and not set(sentence.words[start].gap) & set(",;:."):
            start -= 1
        opened = last + (words[last : last + 1] in (["de"], ["des"], ["du"], ["d"]))  # "accuse des soldats"
        end = next((i for i in range(opened, len(words)) if words[i] in _OF or _stops(sentence, i)), len(words))
        end = min(end, last + _REACH)
        subject, object_ = words[start:first], words[last:end]
        by = [one for one in block.responsibility if _names(subject, held([one.by]), sentence.language)]
        who = [one for one in block.responsibility if _names(object_, held([one.who]), sentence.language)]
        as_accused = [one for one in block.responsibility if _names(subject, held([one.who]), sentence.language)]
        best = [one for one in by if one in who]
        if best and not (as_accused and len(_shared(subject, as_accused[0].who)) > len(_shared(subject, best[0].by))):
            continue
        if by or who or as_accused:
            told = sentence.between(start, end)
            yield f'the sentence says "{told}", and no entry has them accuse these'
            return


def _step_of_another(block: Incident, sentence: Sentence, words: Sequence[str]) -> Iterator[str]:
    """ "Three officers were convicted" where the officers are charged and another was convicted."""
    for one in said(sentence):
        if one.mood is not Mood.PLAIN or not one.rung.steps:
            continue
        start = one.first
        while start and not _stops(sentence, start):
            start -= 1
        subject = words[start : one.first]
        for entry in block.responsibility:
            beside = {word for other in block.responsibility if other is not entry for word in words_of(other.who)}
            own = [word for word in words_of(entry.who) if len(word) >= _LEAST and word not in beside]
            named = any(same_word(word, other, sentence.language) for word in subject for other in own)
            if named and not allowed(one.rung, [each.step for each in block.responsibility if each.who == entry.who]):
                yield f'the sentence says "{one.text}", and no entry has that of {entry.who}'
                return


def _stops(sentence: Sentence, index: int) -> bool:
    return bool(set(sentence.words[index].gap) & set(",;:."))


def _shared(words: Sequence[str], name: str) -> set[str]:
    return {word for word in words if len(word) >= _LEAST} & set(words_of(name))


def _names(words: Sequence[str], there: Held, language: str) -> bool:
    """Whether words name somebody: by a word of their name, or by one that says the same."""
    if any(len(w) >= _LEAST and any(same_word(w, other, language) for other in there.words) for w in words):
        return True
    return bool(held([" ".join(words)]).groups & there.groups)


_INTO = {"en": frozenset({"into"}), "fr": frozenset({"a", "au", "aux", "dans"})}
_ARTICLES = frozenset({"the", "l", "la", "le", "les", "its", "sa", "son", "ses"})


def _into(block: Pledge, sentence: Sentence, words: Sequence[str]) -> Iterator[str]:
    """What is to become part of what, turned round: "the army into the militia" of "the militia into the army"."""
    part, into, whole = (held([text]) for text in _halves(block.what))
    if not into.words:
        return
    for index, word in enumerate(words):
        if word not in _INTO[sentence.language]:
            continue
        after = [one for one in words[index + 1 : index + _REACH] if one not in _ARTICLES][:3]
        before = [one for one in words[max(0, index - _REACH) : index] if one not in _ARTICLES][-4:]
        turned = _names(after, part, sentence.language) and not _names(after, whole, sentence.language)
        if turned and _names(before, whole, sentence.language):
            told = sentence.between(index, min(len(words), index + 4))
            yield f'the sentence says "{told}", and the pledge has it the other way round'
            return


def _halves(what: str) -> tuple[str, str, str]:
    """What is promised, before and after "into", without the verb it begins with; empty texts where there is none."""
    for mark in (" into ", " dans "):
        before, found, after = what.partition(mark)
        if found:
            return before.partition(" ")[2], found, after
    return "", "", ""


def _promisers(
    block: Pledge, sentence: Sentence, words: Sequence[str], wording: Wording, context: Context
) -> Iterator[str]:
    """Somebody who is said to have promised what another promised, if only the pledge's own words name them."""
    passive = {form[0] for form in wording.forms("stop", "passive")}
    for first, last in matches(words, wording.forms("promising", "pledging")):
        start = first
        while start and not set(sentence.words[start].gap) & set(",;:."):
            start -= 1
        auxiliary = passive & set(words[max(start, first - 2) : first])
        if (auxiliary and sentence.language == "en") or words[last : last + 1] in (["by"], ["par"]):
            continue
        begin = sentence.words[start].start
        subject = sentence.text[begin : sentence.words[first].start]
        if passive & set(words[last:]) or _HELPS & set(words[last:]):
            continue  # "the elections promised within a year have not been held"
        names = [word for word in words[start:first] if len(word) >= _LEAST]
        if not names or names_any(subject, block.by) or (context.subject and names_any(subject, context.subject)):
            continue
        if names_any(subject, context.claim.claimant) or _names(
            words[start:first], held([block.by]), sentence.language
        ):
            continue
        other = held([block.what, block.to])
        if _names(words[start:first], other, sentence.language):
            yield f'the sentence has "{subject.strip()}" promise what {block.by} promised'
            return
