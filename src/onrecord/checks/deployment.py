"""A deployment: the sentence's number of a force is held against the levels in force at the time it speaks of.

A level that was only planned supports no force that is there. Levels of several sources are never averaged. Imports the
model and its siblings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.checks.levels import at_one_time, differ, gives, in_force
from onrecord.checks.moments import days_named
from onrecord.checks.names import names_any
from onrecord.checks.phrases import Line, line_of
from onrecord.checks.presence import Judged, asked, presence
from onrecord.checks.standing import Context, Result, found_in, worst
from onrecord.model.blocks import Deployment, Level, Standing
from onrecord.model.dates import Period
from onrecord.model.documentary import StatedNumber
from onrecord.model.dossier import Statement
from onrecord.model.precision import Comparator, Unit
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_SHORT = 3
_FORCE = re.compile(
    r"(?:[\w'’-]+\s+){0,4}?(?:soldiers?|troops?|men|peacekeepers?|peacekeeping|mercenar(?:y|ies)|personnel|forces?|police|"
    r"officers?|fighters?|trainers?|instructors?|contractors?|soldats?|militaires?|hommes|casques bleus|mercenaires?|"
    r"policiers?|combattants?|instructeurs?|effectifs?|agents?)\b",
    re.IGNORECASE,
)


_CONTRAST = re.compile(
    r";|\b(?:although|though|while|whereas|but|instead of|rather than|mais|alors que|tandis que|bien que|au lieu)\b",
    re.IGNORECASE,
)


def deployment(statement: Statement, block: Deployment, context: Context) -> Result:
    """How a statement stands by its deployment."""
    later = tuple(f"{_level_text(each, context)}, {each.on}" for each in block.levels if each.on.first > context.as_of)
    for name, day in (("arrived", block.arrived), ("left", block.left)):
        if day is not None and day.first > context.as_of:
            later += (f"{block.who} {name}, {day}",)
    if block.arrived is not None and block.arrived.first > context.as_of:
        why = f"{block.who} arrived on {block.arrived}, after the dossier's date"
        return Result(Standing.NOT_FOUND, why, since=later)
    # A level from after the dossier's date decides nothing.
    block = replace(block, levels=tuple(each for each in block.levels if each.on.first <= context.as_of))
    line = line_of(context.sentence)
    numbers = [each for each in context.sentence.numbers if each.stated.unit is Unit.COUNT]
    given = [each for each in numbers if any(gives(one.low, one.high, each.stated) for one in block.levels)]
    forces = [each for each in numbers if each in given or _of_force(statement.text, each, line)]
    judged = [_number(statement, block, each, line, context) for each in forces]
    judged += list(presence(statement, block, line, context))
    undecided = next((each.open for each in judged if each.open), "")
    if block.common.standing is not None:
        undecided, judged = (
            "",
            [replace(each, standing=Standing.SUPPORTED, findings=()) if each.open else each for each in judged],
        )
    standing = worst(each.standing for each in judged if not each.open)
    why = "; ".join(dict.fromkeys(each.why for each in judged if each.standing is standing and each.why))
    if not why:
        known = _all_levels(block.levels, context) or "the block has no level up to the dossier's date"
        why = f"it gives no number of the force; {known}"
    findings = tuple(found for each in judged for found in each.findings)
    held = tuple((each.start, each.end) for each in forces)
    return Result(standing, why, findings, since=later, open=undecided, held=held)


def _of_force(text: str, number: StatedNumber, line: Line) -> bool:
    """Whether a number says how strong a force is. One that stands without such a noun may count anything, and one in a
    clause of losses, arrests or departures counts a part of it: "lost 14 peacekeepers"."""
    return _FORCE.match(text[number.end :].lstrip()) is not None and not line.says(number.start, "part")


def _number(statement: Statement, block: Deployment, number: StatedNumber, line: Line, context: Context) -> Judged:
    """One number against the levels."""
    if not block.levels:
        message = f'the sentence gives "{number.text}", and the block has no level up to the dossier\'s date'
        return Judged(Standing.UNSUPPORTED, message, (found_in("OR435", message, statement, block.common.span),))
    whens = days_named(context.sentence, context.as_of) or (Period(context.as_of, context.as_of),)
    current = list(dict.fromkeys(level for when in whens for level in in_force(block.levels, when, context.as_of)))
    giving = [each for each in current if gives(each.low, each.high, number.stated)]
    actual = [each for each in giving if not each.planned]
    planned = [each for each in giving if each.planned]
    if actual and (laid := _laid_to_another(number, actual, block, context)):
        message = f'the sentence lays "{number.text}" to {laid}, and its entries have it by another'
        found = found_in("OR410", message, statement, words=number.text)
        return Judged(Standing.NOT_FOUND, message, (found,), open=asked(message))
    thing = _other_thing(number, actual, block, context)
    if actual and thing:
        message = f'"{number.text} {thing}" is no number of the force: {_all_levels(actual, context)}'
        return Judged(
            Standing.NOT_FOUND,
            message,
            (found_in("OR410", message, statement, words=number.text),),
            open=asked(message),
        )
    if actual and not planned and (plan := _only_planned(number, context)):
        message = f'the sentence says "{plan}" of "{number.text}", and its entries have it as reached'
        return Judged(
            Standing.NOT_FOUND,
            message,
            (found_in("OR410", message, statement, words=number.text),),
            open=asked(message),
        )
    if actual and (rough := _one_of_a_range(number, actual)):
        message = f'"{number.text}" is stated more exactly than its source does: {_all_levels(rough, context)}'
        found = found_in("OR406", message, statement, words=number.text)
        return Judged(Standing.NOT_FOUND, message, (found,), open=asked(message))
    if actual:
        return _borne_out(statement, number, actual, current, context)
    if planned and _of_a_plan(statement.text, line, number):
        return Judged(Standing.SUPPORTED, f'"{number.text}", as planned: {_all_levels(planned, context)}')
    if planned:
        message = f'"{number.text}" is a level that was only planned: {_all_levels(planned, context)}'
        there = [each for each in current if not each.planned]
        reached = (f"levels that were reached: {_all_levels(there, context)}",) if there else ()
        return Judged(
            Standing.UNSUPPORTED, message, (found_in("OR436", message, statement, why=reached, words=number.text),)
        )
    before = [
        each
        for each in block.levels
        if each.on.first <= context.as_of and not each.planned and gives(each.low, each.high, number.stated)
    ]
    if before and not days_named(context.sentence, context.as_of):
        told = f'"{number.text}" was so: {_all_levels(before, context)}; {_since_then(block, current, context)}'
        return Judged(Standing.OVERTAKEN, told)
    if before and len(context.sentence.numbers) > 1:
        # "Fell from 89 in January 2024 to 64 in March": the day of one number is not that of the other.
        message = f'"{number.text}" was so at another time than the sentence names: {_all_levels(before, context)}'
        found = found_in("OR410", message, statement, words=number.text)
        return Judged(Standing.NOT_FOUND, message, (found,), open=asked(message))
    message = f'no level in force gives "{number.text}"'
    when = " or ".join(_when_text(each) for each in whens)
    told = f"in force {when}: {_all_levels(current, context) or 'none'}"
    others = [each for each in block.levels if each not in current and each.on.first <= context.as_of]
    why_lines = (told, f"at other times: {_all_levels(others, context)}") if others else (told,)
    return Judged(
        Standing.UNSUPPORTED,
        f"{message}; {told}",
        (found_in("OR435", message, statement, why=why_lines, words=number.text),),
    )


def _laid_to_another(number: StatedNumber, giving: Sequence[Level], block: Deployment, context: Context) -> str:
    """The source that a sentence names for a number, where only others give it: by words that no other name has."""
    by = dict.fromkeys(one.by for one in block.levels if one.by)
    if len(by) < 2 or len(context.sentence.numbers) > 1:
        return ""
    here = {word.text for word in context.sentence.words}
    named = []
    for name in by:
        beside = {word for other in (*by, block.who, block.where) if other != name for word in words_of(other)}
        if here & {word for word in words_of(name) if len(word) > _SHORT and word not in beside}:
            named.append(name)
    return named[0] if named and not any(one.by in named for one in giving) else ""


def _one_of_a_range(number: StatedNumber, giving: Sequence[Level]) -> list[Level]:
    """The levels, where each is a range or a minimum and the sentence gives a single number of it: "50,000" of
    50,000 to 90,000. Half as much again is more than a round number leaves open."""
    if number.stated.comparator not in (Comparator.PLAIN, Comparator.ABOUT, Comparator.NEARLY):
        return []
    wide = [each for each in giving if each.high is None or each.high * 2 >= each.low * 3]
    return wide if len(wide) == len(giving) else []


def _since_then(block: Deployment, current: Sequence[Level], context: Context) -> str:
    """What is known of the time after a level."""
    if current:
        return f"since then {_all_levels(list(current), context)}"
    return f"{block.who} left on {block.left}" if block.left else "no level is known since"


def _other_thing(number: StatedNumber, giving: Sequence[Level], block: Deployment, context: Context) -> str:
    """The noun right after a number, where it is none of people and none of the entries': "1,000 tanks"."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    stops = wording.forms("stop") | wording.forms("plain", "function")
    end = number.last
    while end < len(words) and (words[end],) not in stops and not set(sentence.words[end].gap) & set(",;:.()"):
        end += 1
    phrase = words[number.last : min(end, number.last + 4)]
    own = {word for text in (block.who, *(one.counted for one in giving)) for word in words_of(text)}
    if (others := _other_service(phrase, giving, block)) is not None:
        return others
    things = wording.forms("unit") | wording.forms("thing")
    if not matches(phrase, things) or _FORCE.match(sentence.text[number.end :].lstrip()):
        return ""
    return (
        "" if any(same_word(word, other, sentence.language) for word in phrase for other in own) else " ".join(phrase)
    )


def _other_service(phrase: Sequence[str], giving: Sequence[Level], block: Deployment) -> str | None:
    """The noun of a number that is of another service than those counted: "800 soldiers" of 800 police officers."""
    said = _services(phrase)
    counted = frozenset().union(*(_services(words_of(one.counted)) for one in giving))
    if not said or not counted or said & (counted | _services(words_of(block.who))):
        return None
    return " ".join(phrase)


def _services(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        name
        for language in LANGUAGES
        for name, forms in load_wording(language).groups("service").items()
        if matches(words, forms)
    )


def _only_planned(number: StatedNumber, context: Context) -> str:
    """The words by which a number is said to be planned, before it in its part of the sentence."""
    sentence = context.sentence
    start = max((cut.end() for cut in _CONTRAST.finditer(sentence.text, 0, number.start)), default=0)
    words = [word.text if word.start >= start and not word.quoted else "" for word in sentence.words[: number.first]]
    begin = max((i for i in range(number.first) if set(sentence.words[i].gap) & set(";,.")), default=0)
    found = matches(words[begin:], load_wording(sentence.language).forms("unreached"))
    # "Instead of the 1,000 planned there are 300": the word is the other number's.
    ends = {one.last for one in sentence.numbers}
    found = tuple(span for span in found if begin + span[0] not in ends)
    return sentence.between(begin + found[-1][0], begin + found[-1][1]) if found else ""


def _borne_out(
    statement: Statement, number: StatedNumber, giving: list[Level], current: list[Level], context: Context
) -> Judged:
    """A number that a source gives, beside what the others give."""
    others = [
        each
        for each in current
        if each not in giving and any(_disputes(each, one, statement.text, context) for one in giving)
    ]
    told = f'"{number.text}": {_all_levels(giving, context)}'
    if not others:
        return Judged(Standing.SUPPORTED, told)
    if any(_attributed(statement.text, each, context) for each in giving):
        return Judged(Standing.CONTESTED, f"{told}; otherwise: {_all_levels(others, context)}")
    message = f'sources differ on "{number.text}", and the sentence does not say whose number it is'
    why = (f"with the sentence: {_all_levels(giving, context)}", f"otherwise: {_all_levels(others, context)}")
    found = found_in("OR437", message, statement, why=why, words=number.text)
    return Judged(Standing.CONTESTED, f"{told}; otherwise: {_all_levels(others, context)}", (found,))


def _disputes(other: Level, given: Level, text: str, context: Context) -> bool:
    """Whether a level contradicts one that gives the sentence's number. Of reports months apart the later one tells of
    another time, unless each is somebody's own estimate and the sentence does not say whose it gives."""
    if not differ(other, given, context.factor):
        return False
    if other.on.last < given.on.first and any(
        one.grain == "day" and one.period.start == given.on.first for one in context.sentence.periods
    ):
        return False  # the sentence names the day of the later one
    estimates = bool(other.by and given.by and other.by != given.by)
    return at_one_time(other, given) or (estimates and not _attributed(text, given, context))


def _attributed(text: str, level: Level, context: Context) -> bool:
    """Whether the sentence names who gives a level."""
    return names_any(text, level.by or context.source_name(level.source))


def _of_a_plan(text: str, line: Line, number: StatedNumber) -> bool:
    """Whether a number stands in a part of the sentence that speaks of a plan; a semicolon or an "although" ends it."""
    start = max((cut.end() for cut in _CONTRAST.finditer(text, 0, number.start)), default=0)
    found = _CONTRAST.search(text, number.end)
    end = found.start() if found else len(text)
    return any(start <= phrase.start < end for phrase in line.find("planned"))


# Words ------------------------------------------------------------------------------------------------------------


def _level_text(level: Level, context: Context) -> str:
    if level.high is None:
        number = f"at least {level.low:,}"
    else:
        number = f"{level.low:,}" if level.low == level.high else f"{level.low:,} to {level.high:,}"
    counted = f" {level.counted}" if level.counted else ""
    planned = " (planned)" if level.planned else ""
    return f"{number}{counted}{planned}, by {level.by or context.source_name(level.source)}"


def _all_levels(levels: list[Level] | tuple[Level, ...], context: Context) -> str:
    return "; ".join(f"{_level_text(each, context)} ({each.on})" for each in levels)


def _when_text(period: Period) -> str:
    if period.start == period.end and period.start is not None:
        return f"on {period.start.isoformat()}"
    start = f"from {period.start.isoformat()} " if period.start else ""
    return f"{start}to {period.end.isoformat()}" if period.end else start.strip()
