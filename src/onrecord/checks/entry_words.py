"""Words of one entry in a sentence about another: what stands somewhere in the blocks need not be true of this.

"12 guerrillas were killed" has a number of one count and a noun of another, "3,000 Kenyan soldiers" a level and the
adjective of an earlier one, "the president signed on 8 December" a step and the day of the one before, "arrested in
Texas" a step and the place of the court. A word that only entries have which the sentence does not speak of is for a
person. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.attribution import speaker, voices
from onrecord.checks.case import overlap
from onrecord.checks.counts import fits, gives, known_counts, of_count, of_number
from onrecord.checks.levels import gives as gives_level
from onrecord.checks.standing import Context
from onrecord.checks.stated import texts_of
from onrecord.checks.wording import said
from onrecord.model.blocks import Case, CaseStep, Count, Deployment, Incident, Pledge, Step
from onrecord.model.dates import PartialDate, Period
from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.model.dossier import Statement
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_TABLES = ("same", "matter", "group", "life", "role")
_LEAST = 4
"""Letters that a word has at least to tell one entry from another."""
_AMONG = frozenset({"including", "among", "dont", "notamment", "parmi", "compris"})
_PLACED = frozenset({"in", "at", "near", "a", "au", "aux", "en", "dans", "pres"})
_BEFORE_COURT = (Step.REPORTED, Step.ALLEGED, Step.ACCUSED, Step.WANTED, Step.DETAINED, Step.ARRESTED, Step.RELEASED)
"""Steps that no court need have taken: where they were is not where the court sits."""


@dataclass(frozen=True, slots=True)
class Held:
    """The words of some texts, and the groups of words that say the same which they belong to, in every language."""

    words: frozenset[str]
    groups: frozenset[tuple[str, str]]


def held(texts: Iterable[str]) -> Held:
    """The words of texts."""
    words = words_of(" . ".join(texts))
    groups = {
        (table, name)
        for language in LANGUAGES
        for table in _TABLES
        for name, forms in load_wording(language).groups(table).items()
        if matches(words, forms)
    }
    return Held(frozenset(words), frozenset(groups))


def of_other_entries(statement: Statement, context: Context) -> Iterator[str]:
    """Why words of the sentence are those of entries that it does not speak of."""
    if len(statement.blocks) != 1 or not context.sentence.language:
        return
    block = statement.blocks[0]
    if isinstance(block, Incident):
        yield from _counts(block, statement, context)
    elif isinstance(block, Deployment):
        yield from _levels(block, context)
    elif isinstance(block, Case):
        yield from _places(block, context)
        yield from _former(block.who, context.sentence)
    elif isinstance(block, Pledge):
        yield from _steps(block, context)


def strangers(sentence: Sentence, context: Context, mine: Held, others: Held, *, placed: bool = False) -> tuple[int, ...]:
    """The words of a sentence that ``others`` have and ``mine`` has not, by their place among its words. With
    ``placed`` only those that a word of place leads."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    groups: dict[int, set[tuple[str, str]]] = {}
    for table in _TABLES:
        for name, forms in wording.groups(table).items():
            for first, last in matches(words, forms):
                for index in range(first, last):
                    groups.setdefault(index, set()).add((table, name))
    plain = wording.forms("plain", "function")
    found = []
    for index, word in enumerate(sentence.words):
        own = groups.get(index, set())
        if len(word.text) < _LEAST or not word.text.isalpha() or (word.text,) in plain or word.quoted:
            continue
        if context.in_quotation(word.start, word.end) or _in_figures(sentence, word.start):
            continue
        if placed and not (_PLACED & set(words[max(0, index - 2) : index])):
            continue
        if _has(word.text, own, others, sentence.language) and not _has(word.text, own, mine, sentence.language):
            found.append(index)
    return tuple(found)


def _has(word: str, groups: set[tuple[str, str]], there: Held, language: str) -> bool:
    if groups & there.groups or word in there.words:
        return True
    return any(other[:1] == word[:1] and same_word(word, other, language) for other in there.words)


def _in_figures(sentence: Sentence, start: int) -> bool:
    """Whether a word is part of a number or a date."""
    return any(one.start <= start < one.end for one in (*sentence.periods, *sentence.numbers))


def _counts(block: Incident, statement: Statement, context: Context) -> Iterator[str]:
    """Words of a count whose number the sentence does not give."""
    sentence = context.sentence
    known = known_counts(block.counts, context)[0]
    heard = voices(sentence, [one.by for one in block.counts] + [one.by for one in block.responsibility])
    given: list[Count] = []
    for number in sentence.numbers:
        voice = speaker(number, heard, sentence)
        group = of_number(number, sentence)
        mine = [one for one in known if fits(group, of_count(one)) and gives(one, number.stated)]
        own = [one for one in mine if voice is not None and one.by == voice.by]
        given += own or mine
    others = [one for one in known if one not in given]
    if not given or not others:
        return
    beside = [block.what, block.where, *(text for one in block.responsibility for text in (one.who, one.by))]
    beside += [one.by for one in known]
    sources = [text for one in context.sources.values() for text in (one.author, one.publisher)]
    mine_held = held([*(one.counted for one in given), *beside, *sources, *(one.what or "" for one in given)])
    words = [word.text for word in sentence.words]
    for index in strangers(sentence, context, mine_held, held(one.counted for one in others)):
        if _AMONG & set(words[max(0, index - 3) : index]):
            continue
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}", and by its entries that is no word of the count whose number it gives'
        return


def _levels(block: Deployment, context: Context) -> Iterator[str]:
    """Words of a level whose number the sentence does not give: "Kenyan soldiers" of a later level of all soldiers."""
    sentence = context.sentence
    known = [one for one in block.levels if one.on.first <= context.as_of]
    given = [
        one for one in known for number in sentence.numbers if gives_level(one.low, one.high, number.stated)
    ]
    others = [one for one in known if one not in given]
    if not given or not others:
        return
    beside = [block.who, block.where, block.ended_by, *(text for one in known for text in (one.by, one.note))]
    mine = held([*(one.counted for one in given), *beside])
    for index in strangers(sentence, context, mine, held(one.counted for one in others)):
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}", and by its entries that is no word of the level whose number it gives'
        return


def _places(block: Case, context: Context) -> Iterator[str]:
    """The place of another step, or of the court, for where somebody was arrested."""
    sentence = context.sentence
    told = said(sentence)
    rungs = {one.rung.steps for one in told if one.rung.steps}
    if len(rungs) != 1:
        return
    steps = next(iter(rungs))
    mine = [one for one in block.steps if one.step in steps]
    others = [one for one in block.steps if one.step not in steps]
    court = block.court if all(step in _BEFORE_COURT for step in steps) else ""
    if not mine:
        return
    own = held([*(one.note for one in mine), block.who, block.matter, "" if court else block.court])
    for index in strangers(sentence, context, own, held([court, *(one.note for one in others)]), placed=True):
        if not sentence.text[sentence.words[index].start].isupper():
            continue
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}" of "{told[0].text}", and no entry has that of this step'
        return


_FORMER = {"en": ("former", "ex", "then"), "fr": ("ancien", "ancienne", "anciens", "anciennes", "ex")}


def _former(who: str, sentence: Sentence) -> Iterator[str]:
    """ "The governor" of a former governor."""
    entry = words_of(who)
    every = {word for words in _FORMER.values() for word in words}
    roles = [entry[i + 1] for i, word in enumerate(entry[:-1]) if word in every]
    if not roles:
        return
    words = [word.text for word in sentence.words]
    groups = held(roles)
    wording = load_wording(sentence.language)
    for index, word in enumerate(words):
        own = {
            (table, name)
            for table in _TABLES
            for name, forms in wording.groups(table).items()
            if (word,) in forms and table in ("role", "same")
        }
        if not (own & groups.groups or any(same_word(word, role, sentence.language) for role in roles)):
            continue
        near = set(words[max(0, index - 3) : index + 2])
        if not near & every and "was" not in near and "etait" not in near:
            yield f'the sentence says "{sentence.between(index, index + 1)}", and the entry says "former"'
            return


def _steps(block: Pledge, context: Context) -> Iterator[str]:
    """What one step did on the day of another."""
    sentence = context.sentence
    known = [one for one in block.steps if one.on.first <= context.as_of]
    if len(known) < 2:
        return
    for period in sentence.periods:
        mine = [one for one in known if _on(period.period, one.on)]
        others = [one for one in known if one not in mine]
        dates = [block.made, block.done, *(one.on for one in block.extensions), *(one.due for one in block.extensions)]
        if not mine or not others or any(on is not None and _on(period.period, on) for on in (*dates, block.due)):
            continue
        own = held([*(one.what for one in mine), block.by, block.to, block.what])
        found = strangers(sentence, context, own, held(one.what for one in others))
        spoken = [one for one in others if any(_on(each.period, one.on) for each in sentence.periods)]
        if found and not spoken:
            said_word = sentence.between(found[0], found[0] + 1)
            yield f'the sentence says "{said_word}" of {period.text}, and by its entries that was on another day'
            return


def _on(period: Period, on: PartialDate) -> bool:
    return overlap(period, Period(on.first, on.last))
