"""Who did it: the wording of a sentence on an incident may not go beyond the step of those it names.

"Soldiers killed 300 civilians" says a deed as a fact; where the block has them only accused, that is beyond its step
(OR408). A deed laid to somebody of whom no entry speaks is not found (OR414). Words of the attribution ladder
("accused", "convicted") are held against the steps as in a case. Imports the model and siblings.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.checks.attribution import Voice, names_of
from onrecord.checks.parties import accused_in, another_accused, kinds_in, named_in, own_word, proven, unspoken
from onrecord.checks.standing import Context, Result, found_in, worst
from onrecord.checks.wording import Deed, Mood, accusing, allowed, clause_of, instead, said
from onrecord.model.blocks import Incident, Responsibility, Standing
from onrecord.model.documentary import Sentence, SentenceWord
from onrecord.model.dossier import Statement
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import load_wording, matches

_NEAR = 5


def responsible(statement: Statement, block: Incident, heard: Sequence[Voice], context: Context) -> Result:
    """What the sentence says of those responsible, held against the entries known on the dossier's date."""
    known = [one for one in block.responsibility if context.known(one.on, one.source)]
    later = [one for one in block.responsibility if not context.known(one.on, one.source)]
    sentence = context.sentence
    parts = []
    voiced = {clause_of(sentence, voice.first) for voice in heard}
    deeds = accusing(sentence, voiced=voiced, soft=True)
    for deed in deeds:
        if deed.soft:
            parts.append(_softened(statement, block, deed, known, context))
            continue
        if _nobody(deed, known, context):
            continue
        named, stranger = named_in(deed.subject, known)
        steps = [one.step for one in named]
        if stranger or not named:
            parts.append(_unheld(statement, block, deed.text, deed.subject))
        if proven(named) or not named:
            continue
        held = "; ".join(responsibility_text(one, context) for one in named)
        message = f'"{deed.text}" is said as a fact, and those responsible are no further than: {held}'
        remedy = instead(steps, sentence.language)
        parts.append(
            Result(
                Standing.UNSUPPORTED, message, (found_in("OR408", message, statement, remedy=remedy, words=deed.text),)
            )
        )
    parts += _accusers(statement, block, known, context)
    steps = [one.step for one in known]
    if block.common.standing is None and (admitted := own_word(sentence, block, heard)):
        message = f'the sentence says "{admitted}", and no entry has that it was admitted'
        why = f'{message}; a person has to look, and to say so with "standing"'
        parts.append(Result(None, findings=(found_in("OR410", message, statement, words=admitted),), open=why))
    beside = unspoken(sentence, block, known, deeds, heard)
    if beside and block.common.standing is None:
        parts.append(_beside(statement, beside, known, context))
    for one in said(sentence) if known else ():
        if not one.rung.of_deed or one.mood is not Mood.PLAIN or allowed(one.rung, steps):
            continue
        held = "; ".join(responsibility_text(entry, context) for entry in known)
        message = f'"{one.text}" goes beyond the entries on responsibility: {held}'
        remedy = instead(steps, sentence.language)
        parts.append(
            Result(
                Standing.UNSUPPORTED, message, (found_in("OR408", message, statement, remedy=remedy, words=one.text),)
            )
        )
    standings = [one.standing for one in parts if one.standing is not None]
    standing = worst(standings) if standings else None
    return Result(
        standing,
        "; ".join(dict.fromkeys(one.why for one in parts if one.standing is standing)),
        tuple(found for one in parts for found in one.findings),
        since=tuple(responsibility_text(one, context) for one in later),
        open=next((one.open for one in parts if one.open), ""),
    )


def _nobody(deed: Deed, known: Sequence[Responsibility], context: Context) -> bool:
    """Whether what did it is nobody whom anybody could accuse: "killed by poison". Such words need an entry all the
    same, which ``onrecord.checks.unaccounted`` looks for."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    people = frozenset().union(*wording.groups("group").values(), wording.forms("accuser", "anybody"))
    if (
        kinds_in(deed.subject)
        or matches(deed.subject, people)
        or any(_names(sentence, word) for word in sentence.words if word.text in deed.subject)
    ):
        return False
    entries = (one.who for one in known)
    return set(deed.subject).isdisjoint(word for who in entries for word in words_of(who) if len(word) > 3)


def _accusers(statement: Statement, block: Incident, known: Sequence[Responsibility], context: Context) -> list[Result]:
    """Who accuses, where the sentence names them: "the UN accuses", "accused by the UN". An entry has to be theirs."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    theirs = {form for one in known for form in names_of(one.by, sentence.language)}
    theirs |= {form for one in known for form in names_of(context.source_name(one.source), sentence.language)}
    held = {word for form in theirs for word in form}
    found = []
    for first, last in matches(words, wording.forms("accuser", "after")):
        if matches(words[max(0, first - 2) : first], wording.forms("be")):
            continue  # "est accusé par": they are the accused
        named = [word for word in sentence.words[max(0, first - _NEAR) : first] if _names(sentence, word)]
        if known and named and held.isdisjoint(word.text for word in named):
            found.append(
                _stranger(statement, sentence.text[named[0].start : sentence.words[last - 1].end], known, context)
            )
    for first, last in matches(words, wording.forms("accuser", "before")):
        named = [word for word in sentence.words[last : last + _NEAR - 1] if _names(sentence, word)]
        if known and named and held.isdisjoint(word.text for word in named):
            found.append(
                _stranger(statement, sentence.text[sentence.words[first].start : named[-1].end], known, context)
            )
    return found


def _names(sentence: Sentence, word: SentenceWord) -> bool:
    """Whether a word is a name: a capital letter, but for an article or the like at the beginning."""
    plain = load_wording(sentence.language).forms("plain", "function")
    return sentence.text[word.start].isupper() and (word.text,) not in plain and len(word.text) > 1


def _stranger(statement: Statement, text: str, known: Sequence[Responsibility], context: Context) -> Result:
    held = tuple(responsibility_text(one, context) for one in known)
    message = f'"{text}" says who accuses, and no entry on responsibility is theirs'
    return Result(Standing.NOT_FOUND, message, (found_in("OR416", message, statement, why=held, words=text),))


def _softened(
    statement: Statement, block: Incident, deed: Deed, known: Sequence[Responsibility], context: Context
) -> Result:
    """A deed that somebody is said to be accused of: an entry has to have them."""
    accused = accused_in(context.sentence, deed)
    if known and (other := another_accused(accused, block, known, context.sentence.language)):
        return _unheld(statement, block, f"{other} ... {deed.text}", (other,), sure=True)
    if not kinds_in(accused) or not named_in(accused, known)[1]:
        return Result(None)
    return _unheld(statement, block, deed.text, accused)


def _beside(statement: Statement, text: str, known: Sequence[Responsibility], context: Context) -> Result:
    held = "; ".join(responsibility_text(one, context) for one in known)
    message = f'the sentence names "{text}" beside the victims and does not say that they are accused; entries: {held}'
    why = f'{message}; a person has to look, and to say so with "standing"'
    return Result(None, findings=(found_in("OR410", message, statement, words=text),), open=why)


def _unheld(
    statement: Statement, block: Incident, text: str, subject: tuple[str, ...], *, sure: bool = False
) -> Result:
    """A deed laid to somebody of whom no entry on responsibility speaks. What is no party ("the storm killed 20") may
    stand in the block's other words; that soldiers killed is responsibility, and ``what`` says nothing of it."""
    told = {word for entry in (block.what, *(count.counted for count in block.counts)) for word in words_of(entry)}
    if not sure and not kinds_in(subject) and any(len(word) > 3 and word in told for word in subject):
        return Result(None)
    message = f'"{text}" says who did it, and no entry of the block does'
    return Result(Standing.NOT_FOUND, message, (found_in("OR414", message, statement, words=text),))


def responsibility_text(one: Responsibility, context: Context) -> str:
    """An entry in words: "Malian soldiers: accused by Human Rights Watch, 2022-04-05"."""
    when = context.dated(one.on, one.source)
    return f"{one.who}: {one.step} by {one.by}" + (f", {when}" if when else "")
