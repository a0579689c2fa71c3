"""Coming and going: "have left", "remain" and "arrived" against the days of a deployment, and the place left.

Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.checks.names import names_any
from onrecord.checks.phrases import Line, Phrase
from onrecord.checks.standing import Context, found_in
from onrecord.model.blocks import Deployment, Standing
from onrecord.model.dates import NO_DAY, Period
from onrecord.model.documentary import Sentence, StatedPeriod
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding
from onrecord.vocabulary.wording import load_wording, matches

_NEAR = 4
_ARTICLES = ("the", "le", "la", "les", "l")
_COUNTRY = (" the country ", " le pays ", " its territory ", " son territoire ")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is found of one number or word: how the statement stands by it, why, and the findings."""

    standing: Standing
    why: str
    findings: tuple[Finding, ...] = ()
    since: tuple[str, ...] = ()
    open: str = ""


def asked(message: str) -> str:
    """What is said where a person has to judge."""
    return f'{message}; a person has to look, and to say so with "standing"'


def presence(statement: Statement, block: Deployment, line: Line, context: Context) -> Iterator[Judged]:
    """ "Have left" and "remain" against the day they left."""
    if context.as_of == NO_DAY:
        return
    gone = block.left is not None and block.left.first <= context.as_of
    intended = line.find("intended")
    yield from _departures(statement, block, line, context)
    yield from _arrivals(statement, block, context)
    for phrase in line.find("left") if gone else ():
        if not _not_said(line, phrase, intended) and (where := _elsewhere(line, phrase, block, context)):
            message = f'the sentence says that they left "{where}", and the block has them in {block.where}'
            found = (found_in("OR438", message, statement, words=where),)
            yield Judged(Standing.NOT_FOUND, message, found, open=asked(message))
    for phrase in line.find("left"):
        if gone or _not_said(line, phrase, intended):
            continue
        rest = " ".join(line.after(phrase).split()[:4])
        whole = names_any(rest, block.where) or any(place in f" {rest} " for place in _COUNTRY)
        if not whole and not names_any(statement.text, block.who):
            continue  # somebody left something: not the force its country
        if block.left is not None and whole:
            message = f'the sentence says "{phrase.text}", and {block.who} left on {block.left} only'
            yield Judged(Standing.UNSUPPORTED, message, (found_in("OR438", message, statement, words=phrase.text),))
        else:
            known = (
                f"{block.who} left on {block.left} only" if block.left else f"it has no day on which {block.who} left"
            )
            message = f'the sentence says "{phrase.text}", and by the block {known}'
            where = _elsewhere(line, phrase, block, context)
            found = (found_in("OR438", message, statement, words=phrase.text),)
            if block.left is None:
                yield Judged(Standing.NOT_FOUND, message, found)
            else:
                told = f'the sentence says that they left "{where}", and the block has them in {block.where}'
                yield Judged(Standing.SUPPORTED, "", found, open=asked(told) if where else "")
    if gone and (there := _said_there(block, context)):
        message = f'the sentence says "{there}", and {block.who} left on {block.left}'
        yield Judged(Standing.OVERTAKEN, message, (found_in("OR438", message, statement, words=there),))
    for phrase in line.find("remain"):
        if block.left is None or not gone or line.turned(phrase) or line.reported(phrase):
            continue
        message = f'the sentence says "{phrase.text}", and {block.who} left on {block.left}'
        yield Judged(Standing.OVERTAKEN, message, (found_in("OR438", message, statement, words=phrase.text),))


def _departures(statement: Statement, block: Deployment, line: Line, context: Context) -> Iterator[Judged]:
    """ "Left in 2010" against the day they left."""
    sentence = context.sentence
    intended = line.find("intended")
    for phrase in line.find("left"):
        if _not_said(line, phrase, intended) or block.left is None or not names_any(statement.text, block.who):
            continue
        left = Period(block.left.first, block.left.last)
        if number := _number_of_those(sentence, phrase):
            message = f'the sentence says that "{number}" left, and the levels count those who were there'
            found = found_in("OR410", message, statement, words=number)
            yield Judged(Standing.NOT_FOUND, message, (found,), open=asked(message))
        following = [one for one in sentence.periods if one.start >= phrase.end]
        clause = sentence.text[phrase.end :].split(";")[0]
        for one in following[:1]:
            wrong = _outside(one, left)
            if wrong and one.start < phrase.end + len(clause):
                message = f'the sentence says "{phrase.text} ... {one.text}", and {block.who} left on {block.left}'
                found = found_in("OR438", message, statement, words=one.text)
                yield Judged(Standing.UNSUPPORTED, message, (found,))


def _said_there(block: Deployment, context: Context) -> str:
    """The words by which a force is said to be somewhere now, where the sentence names no day."""
    sentence = context.sentence
    if any(one.how != "before" for one in sentence.periods):
        return ""
    words = [word.text for word in sentence.words]
    for first, last in matches(words, _NOW_IN[sentence.language]) if sentence.language else ():
        if names_any(sentence.text[: sentence.words[first].start], block.who):
            return sentence.between(first, last)
    return ""


_IN = {
    "en": ("in", "at", "on", "deployed", "stationed", "based", "present", "now", "still", "currently"),
    "fr": ("a", "au", "aux", "en", "dans", "deployes", "deployees", "stationnes", "bases", "presents", "toujours"),
}
_NOW_IN = {
    "en": frozenset((be, there) for be in ("is", "are") for there in _IN["en"]),
    "fr": frozenset((be, there) for be in ("est", "sont", "trouve", "trouvent") for there in _IN["fr"]),
}


def _number_of_those(sentence: Sentence, phrase: Phrase) -> str:
    """The number of those who left: "64 soldiers left"."""
    at = next((i for i, word in enumerate(sentence.words) if word.start >= phrase.start), len(sentence.words))
    for number in sentence.numbers:
        near = number.last <= at <= number.last + _NEAR
        if near and not any(set(word.gap) & set(",;:.") for word in sentence.words[number.last : at + 1]):
            return number.text
    return ""


def _elsewhere(line: Line, phrase: Phrase, block: Deployment, context: Context) -> str:
    """The place right behind "left", where it is not that of the block: "400 soldiers left France"."""
    sentence = context.sentence
    at = next((i for i, word in enumerate(sentence.words) if word.start >= phrase.end), len(sentence.words))
    words = [word.text for word in sentence.words]
    while at < len(words) and words[at] in _ARTICLES:
        at += 1
    last = at
    while last < len(words) and sentence.text[sentence.words[last].start].isupper():
        last += 1
    dated = any(one.start <= sentence.words[at].start < one.end for one in sentence.periods) if at < last else False
    named = sentence.between(at, last) if at < last and not dated else ""
    return named if named and not names_any(named, block.where) else ""


def _arrivals(statement: Statement, block: Deployment, context: Context) -> Iterator[Judged]:
    """ "Arrived in 2019" against the day they arrived."""
    sentence = context.sentence
    words = [word.text for word in sentence.words]
    if block.arrived is None or not sentence.language:
        return
    day = Period(block.arrived.first, block.arrived.last)
    for first, last in matches(words, load_wording(sentence.language).forms("deployment", "arrived")):
        following = [one for one in sentence.periods if one.start >= sentence.words[last - 1].end]
        for one in following[:1]:
            if _outside(one, day):
                said = f"{sentence.between(first, last)} ... {one.text}"
                message = f'the sentence says "{said}", and {block.who} arrived on {block.arrived}'
                found = found_in("OR438", message, statement, words=one.text)
                yield Judged(Standing.NOT_FOUND, message, (found,), open=asked(message))


def _outside(one: StatedPeriod, day: Period) -> bool:
    """Whether what is said of when something was is not so of a day."""
    if one.how in ("in", "from to", "listed", ""):
        starts = one.period.start is None or day.end is None or one.period.start <= day.end
        return not (starts and (one.period.end is None or day.start is None or day.start <= one.period.end))
    if one.how == "before":
        return bool(one.period.end and day.start and day.start > one.period.end)
    return False


def _not_said(line: Line, phrase: Phrase, intended: tuple[Phrase, ...]) -> bool:
    """Whether "left" is meant for what is to come, denied, or only reported."""
    inside = any(each.first <= phrase.first and phrase.last <= each.last for each in intended)
    return inside or line.turned(phrase) or line.foreseen(phrase) or line.reported(phrase)
