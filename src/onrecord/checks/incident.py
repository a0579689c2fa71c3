"""Incidents: each number of the sentence must be one that a source of the block gives, for those it speaks of.

The rules, in this order; what a count gives stands in ``onrecord.checks.counts``, whose number it is in
``onrecord.checks.attribution``, what may be said of those responsible in ``onrecord.checks.responsibility``.

1. A number of victims that no known count gives: unsupported (OR403); so is one laid to a source that gives another
   (OR404).
2. A number with no "by whom" and no range, where the known counts of the same thing are further apart than the
   dossier's factor, or one source counts civilians where another counts only fighters: contested (OR405).
3. A number that later counts exclude: overtaken.
4. One number of a range, or a minimum without "at least", is told (OR406).

Imports the model and siblings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.checks.attribution import Voice, speaker, voices
from onrecord.checks.beyond_counts import beyond
from onrecord.checks.case import unread
from onrecord.checks.counts import (
    Group,
    as_written,
    count_text,
    differ,
    excludes,
    fits,
    gives,
    known_counts,
    narrower,
    of_count,
    of_number,
)
from onrecord.checks.doubts import beside_a_count, doubt, no_more
from onrecord.checks.responsibility import responsible
from onrecord.checks.standing import Context, Result, all_sources, found_in, worst
from onrecord.checks.stated import in_quote, texts_of
from onrecord.model.blocks import Count, Harm, Incident, Standing
from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_SHORT = 3
_WORSE = (Standing.UNSUPPORTED, Standing.NOT_FOUND)
"""What is so found that an open question beside it does not matter."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts known on the dossier's date and the later ones."""

    known: tuple[Count, ...]
    later: tuple[Count, ...]


def incident(statement: Statement, block: Incident, context: Context) -> Result:
    """How a statement about an incident stands by the counts and entries of its block."""
    sentence = context.sentence
    if not sentence.language:
        return Result(None, open=unread(context))
    counts = _Counts(*known_counts(block.counts, context))
    heard = voices(sentence, [one.by for one in block.counts] + [one.by for one in block.responsibility])
    numbers = (*sentence.numbers, *_vague(sentence), *_nobody(sentence, counts.known))
    parts = [_number(statement, one, counts, speaker(one, heard, sentence), context, block) for one in numbers]
    parts.append(responsible(statement, block, heard, context))
    standings = [one.standing for one in parts if one.standing is not None]
    standing = worst(standings)
    if standing in _WORSE:
        parts = [replace(one, open="", findings=_settled(one.findings)) for one in parts]
    why = "; ".join(dict.fromkeys(one.why for one in parts if one.why and one.standing is standing))
    if not why or not standings:
        cited = dict.fromkeys(context.source_name(key) for key in all_sources(statement, block))
        why = f"no number of it is a count of victims; it rests on its citations: {', '.join(cited)}"
    return Result(
        standing,
        why,
        tuple(found for one in parts for found in one.findings),
        since=(*(count_text(one, context) for one in counts.later), *(line for one in parts for line in one.since)),
        open=next((one.open for one in parts if one.open), ""),
        held=tuple(place for one in parts for place in one.held),
    )


def _of_the_accused(number: StatedNumber, block: Incident, sentence: Sentence) -> bool:
    """Whether a number is part of how an entry calls those responsible: "three police officers"."""
    said = tuple(word.text for word in sentence.words[number.first : number.last + 1])
    return any(bool(matches(words_of(one.who), [said])) for one in block.responsibility)


def _settled(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings without those that ask a person, of a sentence that fails anyway."""
    return tuple(found for found in findings if found.code != "OR410")


def _vague(sentence: Sentence) -> tuple[StatedNumber, ...]:
    """Quantities in words, each as the least it can mean: "dozens" is at least 24."""
    words = [word.text for word in sentence.words]
    found = []
    for least, forms in load_wording(sentence.language).groups("vague").items():
        for first, last in matches(words, forms):
            if any(one.first < last and first < one.last for one in sentence.numbers):
                continue
            start, end = sentence.words[first].start, sentence.words[last - 1].end
            stated = Stated(Fraction(int(least)), Comparator.AT_LEAST)
            quoted = sentence.words[first].quoted
            found.append(StatedNumber(stated, sentence.text[start:end], start, end, first, last, quoted))
    # "tens of thousands" holds "thousands" too: the longer one is meant.
    return tuple(
        one for one in found if not any(o.first <= one.first and one.last <= o.last and o is not one for o in found)
    )


def _nobody(sentence: Sentence, known: Sequence[Count]) -> tuple[StatedNumber, ...]:
    """That there was none, as the number zero: "no civilian was killed", "nobody died"."""
    words = [word.text for word in sentence.words]
    wording = load_wording(sentence.language)
    people = frozenset().union(*wording.groups("group").values())
    people |= {(word,) for one in known for word in words_of(one.counted) if len(word) > _SHORT}
    people |= {(form[0].removesuffix("s"),) for form in people if len(form) == 1}
    harm = frozenset().union(*wording.groups("matter").values())
    places = [(span, people) for span in matches(words, wording.forms("none", "before"))]
    places += [(span, harm) for span in matches(words, wording.forms("none", "alone"))]
    found = []
    for (first, last), needed in places:
        if not matches(words[last : last + (2 if needed is people else 4)], needed):
            continue
        start, end = sentence.words[first].start, sentence.words[last - 1].end
        quoted = sentence.words[first].quoted
        found.append(StatedNumber(Stated(Fraction(0)), sentence.text[start:end], start, end, first, last, quoted))
    return tuple(found)


def _number(
    statement: Statement, number: StatedNumber, counts: _Counts, voice: Voice | None, context: Context, block: Incident
) -> Result:
    """What one number of the sentence makes of the statement; nothing where it counts no victims. Where the editors say
    how the block stands, a person has looked."""
    if number.stated.unit is not Unit.COUNT or in_quote(number, context.sentence, statement):
        return Result(None)
    if context.in_quotation(number.start, number.end):
        return Result(None)
    if _of_the_accused(number, block, context.sentence):
        return Result(None)
    group = of_number(number, context.sentence)
    matching = [one for one in counts.known if fits(group, of_count(one)) and gives(one, number.stated)]
    if not matching and not group.told:
        return Result(None)
    held = ((number.start, number.end),)
    own = [one for one in counts.known if voice is not None and one.by == voice.by]
    mine = [one for one in matching if one in own] if own else matching
    if not number.stated.value and not matching and not any(fits(group, of_count(c)) for c in own or counts.known):
        message = f'no entry speaks to "{number.text}{_group_text(group)}"'
        return Result(
            Standing.NOT_FOUND, message, (found_in("OR413", message, statement, words=number.text),), held=held
        )
    if not mine:
        return replace(_given_by_none(statement, number, group, matching, own, counts, context), held=held)
    given = mine[0]
    findings = []
    why = doubt(number, group, context.sentence)
    why = "" if own and not why.endswith("are not people") else why
    if not why and (besides := beside_a_count(number, context.sentence)) and not _told(besides, block):
        why = besides
    why = why or beyond(number, group, block, context)
    if why and block.common.standing is None:
        message = f'"{number.text}" is a number of its entries, and {why}'
        asked = f'{message}; a person has to look, and to say so with "standing"'
        return Result(None, findings=(found_in("OR410", message, statement, words=number.text),), open=asked, held=held)
    if all(narrower(one, number.stated) for one in mine) and no_more(number, context.sentence):
        message = f'"{number.text}" says that there were no more: {count_text(given, context)}'
        return Result(
            Standing.UNSUPPORTED, message, (found_in("OR403", message, statement, words=number.text),), held=held
        )
    if all(narrower(one, number.stated) for one in mine):
        message = f'"{number.text}" is stated more exactly than its source does: {count_text(given, context)}'
        remedy = f'Write it as the source does: "{as_written(given, context.sentence.language)}".'
        findings.append(found_in("OR406", message, statement, remedy=remedy, words=number.text))
    shown = number.text.removeprefix("the ")
    sure = Result(Standing.SUPPORTED, f'"{shown}": {count_text(given, context)}', tuple(findings), held=held)
    if own:
        return sure
    counter = _counter(number, context.sentence)
    if counter:
        message = f'"{counter}" says that somebody counted "{number.text}", and no count of the block is theirs'
        findings.append(found_in("OR416", message, statement, why=(count_text(given, context),), words=counter))
        return replace(sure, standing=Standing.NOT_FOUND, why=message, findings=tuple(findings))
    # Whichever of them is meant: the order of the counts decides nothing.
    whole = _whole_range(number, group, counts, context.sentence)
    apart = (
        ()
        if whole
        else tuple(
            dict.fromkeys(far for one in mine for far in _apart(one, group, number.stated, counts.known, context))
        )
    )
    if apart:
        listed = "; ".join(count_text(one, context) for one in (given, *apart))
        message = f'the sources differ, and the sentence does not say whose count "{number.text}" is: {listed}'
        findings.append(found_in("OR405", message, statement, words=number.text))
        return replace(sure, standing=Standing.CONTESTED, why=f"the sources differ: {listed}", findings=tuple(findings))
    top = not whole or number.stated.value == max(one.stated.value for one in context.sentence.numbers)
    newer = [one for one in counts.later if top and fits(group, of_count(one)) and excludes(one, number.stated)]
    if newer:
        since = "; ".join(count_text(one, context) for one in newer)
        return replace(sure, standing=Standing.OVERTAKEN, why=f"{sure.why}; later counts exclude it: {since}")
    return sure


def _whole_range(number: StatedNumber, group: Group, counts: _Counts, sentence: Sentence) -> bool:
    """Whether a number is one end of the range that the counts have: "estimates range from 60 to 156"."""
    words = [word.text for word in sentence.words]
    if not matches(words, load_wording(sentence.language).forms("reporting", "range")):
        return False
    # "60 à 156 morts": the noun stands behind the second number only.
    told = next((each for one in sentence.numbers if (each := of_number(one, sentence)).what), group)
    mine = [one for one in counts.known if fits(told, of_count(one))]
    ends = {min(one.low for one in mine), max(one.high or one.low for one in mine)} if mine else set()
    stated = {one.stated.value for one in sentence.numbers if one.stated.unit is Unit.COUNT}
    stated |= {one.stated.upper for one in sentence.numbers if one.stated.upper is not None}
    return len(ends) == 2 and ends <= stated


def _told(besides: str, block: Incident) -> bool:
    """Whether the entries have the words too: "killed each year", "a weekly market"."""
    words = words_of(besides.split('"')[1])
    return bool(matches(words_of(" . ".join(texts_of((block,), every=True))), [words]))


def _counter(number: StatedNumber, sentence: Sentence) -> str:
    """ "the UN counted" before a number: the words, where they are no passive."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words[: number.first]]
    passive = wording.forms("stop", "passive")
    for first, last in reversed(matches(words, wording.forms("reporting", "counting"))):
        if any(set(word.gap) & set(";.") for word in sentence.words[first + 1 : number.first + 1]):
            return ""
        if first and (words[first - 1],) not in passive and not set(sentence.words[first].gap) & set(",;:"):
            return sentence.text[sentence.words[max(0, first - 2)].start : sentence.words[last - 1].end]
    return ""


def _given_by_none(
    statement: Statement,
    number: StatedNumber,
    group: Group,
    matching: Sequence[Count],
    own: Sequence[Count],
    counts: _Counts,
    context: Context,
) -> Result:
    """A number that no known count gives, or none of the source it is laid to."""
    asked = _group_text(group)
    why: tuple[str, ...]
    if matching and own:
        others = "; ".join(count_text(one, context) for one in matching)
        message = f'"{number.text}" is laid to {own[0].by}, and is not its count but another\'s: {others}'
        why = (f"{own[0].by}: {'; '.join(count_text(one, context) for one in own)}",)
        return Result(
            Standing.UNSUPPORTED, message, (found_in("OR404", message, statement, why=why, words=number.text),)
        )
    listed = [count_text(one, context) for one in counts.known]
    there = "; ".join(listed) if listed else "it has none known on the dossier's date"
    message = f'no count of the block gives "{number.text}"{asked}: {there}'
    why = tuple(f"known later: {count_text(one, context)}" for one in counts.later)
    return Result(Standing.UNSUPPORTED, message, (found_in("OR403", message, statement, why=why, words=number.text),))


def _group_text(group: Group) -> str:
    """ " civilians killed", or nothing."""
    names = {"civilian": "civilians", "soldier": "soldiers", "fighter": "fighters", "person": "people"}
    who = sorted(names.get(one, one) for one in group.who)
    told = [*([" and ".join(who)] if who else []), *([" or ".join(sorted(map(str, group.what)))] if group.what else [])]
    return f" {' '.join(told)}" if told else ""


def _apart(given: Count, group: Group, stated: Stated, known: Sequence[Count], context: Context) -> tuple[Count, ...]:
    """The known counts by other sources that contradict the one that gives a number."""
    told = of_count(given)
    said = Group(group.who or told.who, group.what or told.what)
    found = []
    for other in known:
        if other.by == given.by:
            continue
        theirs = of_count(other)
        if _both_told(other, context.sentence) or _came_off(other) != _came_off(given):
            continue
        if fits(said, theirs) and fits(theirs, said) and differ(given, other, context.factor):
            if not gives(other, stated):  # "more than 10,000" and "12,000 to 30,000" agree with both
                found.append(other)
        elif _disputed(said, theirs):
            found.append(other)
    return tuple(found)


def _came_off(count: Count) -> bool:
    """Whether a count is of those who were rescued, released or found, and says nothing of the dead."""
    words = words_of(count.counted)
    return any(bool(matches(words, load_wording(each).forms("weight", "outcome"))) for each in LANGUAGES)


_PART = (("among",), ("including",), ("of", "whom"), ("parmi",), ("dont",))


def _both_told(other: Count, sentence: Sentence) -> bool:
    """Whether a sentence gives another count's number too, as the whole or a part: "ten of the staff were among the 23
    dead"."""
    part = matches([word.text for word in sentence.words], _PART)
    return bool(part) and any(gives(other, one.stated) for one in sentence.numbers)


def _disputed(said: Group, theirs: Group) -> bool:
    """Whether one counts as civilians those whom another counts as fighters."""
    killed = not said.what or not theirs.what or bool(said.what & theirs.what)
    one, other = (_fighters(said), "civilian" in theirs.who), ("civilian" in said.who, _fighters(theirs))
    return killed and (all(one) or all(other)) and Harm.DETAINED not in theirs.what


def _fighters(group: Group) -> bool:
    """Whether a group is of fighters and nobody else."""
    return "fighter" in group.who and group.who <= {"fighter", "soldier"}
