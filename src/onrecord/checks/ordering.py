"""What a sentence has after, before or on a day, held against the days of the entries it speaks of.

"Arrested after he was charged", "released a year after his conviction", "signed before parliament passed it": both
sides of such a word are entries with days, and those tell which came first and how long lay between. The day of a deed
is that of the incident, and not the one on which somebody counted its victims. A deadline that a sentence names is one
of the pledge's. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.checks.case import overlap
from onrecord.checks.durations import durations, is_length
from onrecord.checks.entry_words import held
from onrecord.checks.standing import Context
from onrecord.checks.stated import values_of
from onrecord.checks.wording import said
from onrecord.model.blocks import Block, Case, Incident, Pledge, Step
from onrecord.model.dates import PartialDate, Period
from onrecord.model.documentary import Sentence, StatedPeriod
from onrecord.model.dossier import Statement
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_AFTER = {"en": ("after", "following", "since"), "fr": ("apres", "depuis")}
_BEFORE = {"en": ("before", "until"), "fr": ("avant",)}
_GAP = 3
"""Characters between "in prison" and "since May"."""
_YEAR = 366
_REACH = 12
"""How many words after "after" the other entry may be spoken of."""
_LEAST = 4
_IS_DUE = re.compile(r"\b(?:is|are) (?:now )?due\s*\Z", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have|had|a|ont|avait|avaient)\s*\Z", re.IGNORECASE)
_DUE = ("before", "until", "by end")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """An entry that a sentence speaks of at some words, and the days it may be of."""

    first: int
    last: int
    days: tuple[PartialDate, ...]
    name: str


def out_of_order(statement: Statement, context: Context) -> Iterator[str]:
    """Why the sentence has its entries in another order, further apart, or on other days than they are."""
    sentence = context.sentence
    if len(statement.blocks) != 1 or not sentence.language:
        return
    block = statement.blocks[0]
    yield from _bare_months(statement, sentence, context)
    spoken = _spoken(block, sentence, context)
    yield from _sequence(spoken, sentence)
    if isinstance(block, Case):
        yield from _held_since(block, sentence, context)
    if isinstance(block, Incident):
        yield from _day_of_deed(block, sentence, context)
    if isinstance(block, Pledge):
        yield from _deadlines(block, sentence, context)
        yield from _put_off_by(block, sentence, context)


def _sequence(spoken: Sequence[_Spoken], sentence: Sentence) -> Iterator[str]:
    words = [word.text for word in sentence.words]
    later = frozenset((word,) for word in _AFTER[sentence.language])
    earlier = frozenset((word,) for word in _BEFORE[sentence.language])
    for first, last in sorted((*matches(words, later), *matches(words, earlier))):
        if sentence.words[first].quoted or any(_at(sentence, one, last) for one in sentence.periods):
            continue
        left = _nearest_left(spoken, sentence, first)
        right = next((one for one in spoken if last <= one.first < last + _REACH), None)
        if left is None:  # "After his arrest, he was charged"
            if right is None or not _opens(sentence, first):
                continue
            left = next((one for one in spoken if one.first >= right.last), None)
        if left is None or right is None or left is right or not left.days or not right.days:
            continue
        one, other = (left, right) if (words[first],) in later else (right, left)
        if not any(a.last >= b.first for a in one.days for b in other.days):
            yield (
                f'the sentence says "{sentence.between(left.first, left.last)} {words[first]} '
                f'{sentence.between(right.first, right.last)}", and by its entries {one.name} was on '
                f"{one.days[0]} and {other.name} on {other.days[0]}"
            )
            return
        length = next((each for each in durations(sentence) if each.end <= sentence.words[first].start), None)
        between = sentence.text[length.end : sentence.words[first].start].strip() if length else "x"
        if length is not None and not between:
            told = [(b, a) for a in one.days for b in other.days]
            if not any(is_length(length, b.first, a.first) for b, a in told):
                yield (
                    f'the sentence says "{length.text} {words[first]}", and by its entries {one.name} was on '
                    f"{one.days[0]} and {other.name} on {other.days[0]}"
                )
                return


_HELD = frozenset(
    {("in", "prison"), ("in", "jail"), ("in", "custody"), ("in", "detention"), ("behind", "bars"), ("en", "prison")}
    | {("en", "detention"), ("derriere", "les", "barreaux")}
)


def _held_since(block: Case, sentence: Sentence, context: Context) -> Iterator[str]:
    """ "In prison since May" of one who was released after that."""
    words = [word.text for word in sentence.words]
    freed = [one.on for one in block.steps if one.step is Step.RELEASED and context.known(one.on, one.source)]
    for _, last in matches(words, _HELD):
        end = sentence.words[last - 1].end
        near = (one for one in sentence.periods if 0 <= one.start - end <= _GAP and one.how == "since")
        for period in near:
            begin = period.period.start
            held_ = [one.on for one in block.steps if one.step is Step.DETAINED]
            held_ += [one.on for one in block.steps if one.step is Step.CONVICTED and one.on is not None]
            if begin and not any(on is None or on.first <= (period.period.end or begin) for on in held_):
                yield f'the sentence says "{sentence.between(last - 2, last)}", and no entry says that they were held'
                return
            after = [on for on in freed if on is not None and period.period.start and on.last >= period.period.start]
            if after:
                yield f'the sentence says "{period.text}", and by its entries they were released on {after[0]}'
                return


def _at(sentence: Sentence, period: StatedPeriod, index: int) -> bool:
    """Whether a date stands right at a word: "after 3 May"."""
    words = sentence.words
    return index < len(words) and period.start <= words[index].start < period.end


def _opens(sentence: Sentence, index: int) -> bool:
    return index == 0 or bool(set(sentence.words[index].gap) & set(",;:."))


def _nearest_left(spoken: Sequence[_Spoken], sentence: Sentence, index: int) -> _Spoken | None:
    """The last entry spoken of before a word, in the same part of the sentence."""
    start = index
    while start > 0 and not set(sentence.words[start].gap) & set(";."):
        start -= 1
    if _opens(sentence, index) and index == start:
        return None
    before = [one for one in spoken if start <= one.first and one.last <= index]
    return before[-1] if before else None


def _spoken(block: Block, sentence: Sentence, context: Context) -> tuple[_Spoken, ...]:
    """The dated entries of a block where a sentence speaks of them, in the order of its words."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    found: list[_Spoken] = []
    if isinstance(block, Case):
        known = [one for one in block.steps if one.on is not None and context.known(one.on, one.source)]
        for each in said(sentence):
            days = tuple(one.on for one in known if one.step in each.rung.steps[:1] and one.on is not None)
            found.append(_Spoken(each.first, each.last, days, f'"{each.text}"'))
        for step, forms in _NOUNS[sentence.language].items():
            for first, last in matches(words, forms):
                days = tuple(one.on for one in known if one.step.value == step and one.on is not None)
                if not any(one.first <= first < one.last for one in found):
                    found.append(_Spoken(first, last, days, f'"{sentence.between(first, last)}"'))
        for step_ in known:
            own = _telling(step_.note, [one.note for one in known if one is not step_] + [block.who, block.matter])
            for index, word in enumerate(words):
                alike = len(word) >= _LEAST and any(same_word(word, other, sentence.language) for other in own)
                if alike and step_.on is not None and not any(one.first <= index < one.last for one in found):
                    found.append(_Spoken(index, index + 1, (step_.on,), f'"{sentence.between(index, index + 1)}"'))
    elif isinstance(block, Pledge):
        found += _of_pledge(block, sentence, wording, words, context)
    return tuple(sorted(found, key=lambda one: one.first))


_NOUNS: dict[str, dict[str, frozenset[Form]]] = {
    "en": {
        "convicted": frozenset({("conviction",), ("sentencing",)}),
        "arrested": frozenset({("arrest",)}),
        "charged": frozenset({("indictment",), ("charges",)}),
        "released": frozenset({("release",)}),
        "acquitted": frozenset({("acquittal",)}),
        "detained": frozenset({("detention",)}),
    },
    "fr": {
        "convicted": frozenset({("condamnation",)}),
        "arrested": frozenset({("arrestation",), ("arrete",), ("arretee",)}),
        "charged": frozenset({("inculpation",), ("mise", "en", "examen")}),
        "released": frozenset({("liberation",), ("libere",), ("liberee",)}),
        "acquitted": frozenset({("acquittement",)}),
        "detained": frozenset({("detention",)}),
    },
}


_PROMISE = frozenset({("promise",), ("pledge",), ("promesse",), ("engagement",)})


def _of_pledge(
    block: Pledge, sentence: Sentence, wording: Wording, words: Sequence[str], context: Context
) -> Iterator[_Spoken]:
    """The pledge itself, its steps, its extensions and its end, where a sentence speaks of them."""
    steps = [one for one in block.steps if one.on.first <= context.as_of]
    put_off = tuple(one.on for one in block.extensions if one.on.first <= context.as_of)
    taken: set[int] = set()
    if block.done is not None and block.done.first <= context.as_of:
        act = next((word for word in words_of(block.what) if len(word) >= _LEAST), "")
        done = held((act,)).groups
        for index, word in enumerate(words):
            alike = same_word(word, act, sentence.language) or bool(held((word,)).groups & done)
            if act and alike and words[index - 1 : index] not in (["to"], ["de"], ["d"]):
                taken.add(index)
                yield _Spoken(index, index + 1, (block.done,), f'"{block.what}"')
                break
    for first, last in matches(words, _PROMISE):
        taken |= set(range(first, last))
        yield _Spoken(first, last, (block.made,), f'"{sentence.between(first, last)}"')
    for first, last in matches(words, wording.forms("promising", "extending")):
        if put_off:
            taken |= set(range(first, last))
            yield _Spoken(first, last, put_off, f'"{sentence.between(first, last)}"')
    for first, last in matches(words, wording.forms("promising")):
        if not taken & set(range(first, last)):
            taken |= set(range(first, last))
            yield _Spoken(first, last, (block.made,), f'"{sentence.between(first, last)}"')
    told = [_telling(one.what, [other.what for other in steps if other is not one]) for one in steps]
    for one, own in zip(steps, told, strict=True):
        for index, word in enumerate(words):
            if index not in taken and any(same_word(word, other, sentence.language) for other in own):
                taken.add(index)
                yield _Spoken(index, index + 1, (one.on,), f'"{one.what}"')


def _telling(text: str, others: Sequence[str]) -> frozenset[str]:
    """The words that only one of several entries has."""
    beside = {word for other in others for word in words_of(other)}
    plain = {form[0] for each in LANGUAGES for form in load_wording(each).forms("plain", "function") if len(form) == 1}
    return frozenset(word for word in words_of(text) if len(word) >= _LEAST and word not in beside | plain)


def _day_of_deed(block: Incident, sentence: Sentence, context: Context) -> Iterator[str]:
    """A day on which somebody counted, given for the day of the deed: "58 were killed on 14 April, they said"."""
    if block.start is None or block.end is None:
        return
    wording = load_wording(sentence.language)
    words = ["" if word.quoted else word.text for word in sentence.words]
    deed = Period(block.start.first, block.end.last)
    harm = frozenset().union(*wording.groups("matter").values())
    verbs = wording.forms("reporting", "verb") | wording.forms("accuser", "verb") | wording.forms("accuser", "after")
    of_harm = [first for first, _ in matches(words, harm)]
    of_saying = [first for first, _ in matches(words, verbs)]
    others = [one.period for text in context.fields for one in text.periods]
    told = [on for on in (*(c.on for c in block.counts), *(r.on for r in block.responsibility)) if on is not None]
    for period in sentence.periods:
        if _just_said(sentence, period, verbs) and told and not any(_on(period.period, on) for on in told):
            yield f'the sentence says "{period.text}" of who said so, and no entry is of that day'
            return
        if period.how not in ("in", "") or overlap(period.period, deed):
            continue
        if any(overlap(period.period, one) for one in others):
            continue
        at = next((i for i, word in enumerate(sentence.words) if word.start >= period.start), len(words))
        start = max((i for i in range(at + 1) if i < len(words) and set(sentence.words[i].gap) & set(";.")), default=0)
        before = [(i, True) for i in of_harm if start <= i < at] + [(i, False) for i in of_saying if start <= i < at]
        after = [(i, True) for i in of_harm if i > at] + [(i, False) for i in of_saying if i > at]
        harmed = max(before)[1] if before else min(after)[1] if after else False
        if harmed:
            when = f"{block.start}" if block.start == block.end else f"{block.start} to {block.end}"
            yield f'the sentence says "{period.text}" of what happened, and by its entries that was {when}'
            return


def _just_said(sentence: Sentence, period: StatedPeriod, verbs: frozenset[Form]) -> bool:
    """Whether a date stands right behind a word of saying: "said on 6 May"."""
    at = next((i for i, word in enumerate(sentence.words) if word.start >= period.start), 0)
    behind = [word.text for word in sentence.words[max(0, at - 2) : at]]
    return period.grain == "day" and any(last == len(behind) for _, last in matches(behind, verbs))


def _on(period: Period, on: PartialDate) -> bool:
    return overlap(period, Period(on.first, on.last))


_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
}
_LEADS_MONTH = frozenset(
    {
        "in",
        "of",
        "since",
        "by",
        "until",
        "early",
        "late",
        "mid",
        "before",
        "after",
        "from",
        "to",
        "en",
        "depuis",
        "debut",
    }
    | {"fin", "mi", "avant", "apres", "and", "et", "that"}
)


def _bare_months(statement: Statement, sentence: Sentence, context: Context) -> Iterator[str]:
    """A month without its year, "and charged in October": the reader gives it no days, and some entry must have it."""
    months = {name: number for number, name in enumerate(_MONTHS[sentence.language].split(), 1)}
    dates = [one for one in values_of(statement.blocks) if isinstance(one, PartialDate | date)]
    had = {one.month for one in dates if one.month}
    spans = [one.period for text in context.fields for one in text.periods]
    for block in statement.blocks:
        if isinstance(block, Incident) and block.start is not None and block.end is not None:
            spans.append(Period(block.start.first, block.end.last))
    for period in spans:
        if period.start is not None and period.end is not None and (period.end - period.start).days < _YEAR:
            at = period.start
            while at <= period.end:
                had.add(at.month)
                at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    for index, word in enumerate(sentence.words):
        number = months.get(word.text)
        if number is None or number in had or word.quoted or not index:
            continue
        if any(one.start <= word.start < one.end for one in sentence.periods) or not had:
            continue
        before = sentence.words[index - 1].text
        if before in _LEADS_MONTH or before.isdigit():
            yield f'the sentence says "{sentence.between(index - 1, index + 1)}", and no entry has that month'
            return


def _put_off_by(block: Pledge, sentence: Sentence, context: Context) -> Iterator[str]:
    """By how much a deadline was put off: from one deadline to the next."""
    made = [one for one in block.extensions if one.on.first <= context.as_of]
    dues = [one for one in (block.due, *(each.due for each in made)) if one is not None]
    words = [word.text for word in sentence.words]
    for _, last in matches(words, load_wording(sentence.language).forms("promising", "extending")):
        for one in durations(sentence):
            before = words_of(sentence.text[sentence.words[last - 1].end : one.start])
            if one.start < sentence.words[last - 1].end or before[-1:] not in (("by",), ("de",), ("d",)):
                continue
            if len(dues) > 1 and not any(
                is_length(one, old.last, new.last) for i, old in enumerate(dues) for new in dues[i + 1 :]
            ):
                known = " or ".join(str(due) for due in dues)
                yield f'the sentence says "{one.text}", and by its entries the deadline is {known}'
                return


def _deadlines(block: Pledge, sentence: Sentence, context: Context) -> Iterator[str]:
    """A day by which something was promised that is no deadline of the pledge."""
    dues = [one for one in (block.due, *(each.due for each in block.extensions)) if one is not None]
    if not dues:
        return
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    promised = wording.forms("promising") | wording.forms("promising", "extending")
    found = matches(words, promised)
    others = [one.period for text in context.fields for one in text.periods]
    for period in sentence.periods:
        last = period.period.end
        led = period.how in _DUE
        if not led or last is None or any(overlap(Period(last, last), one) for one in others):
            continue
        if _IS_DUE.search(sentence.text[: period.start]) and not dues[-1].first <= last <= dues[-1].last:
            yield f'the sentence says "{period.text}", and by its entries the deadline is {dues[-1]}'
            return
        has = period.how == "until" and _HAS.search(sentence.text[: period.start])
        if not has and (not found or sentence.words[found[0][0]].start > period.start):
            continue
        if period.how == "before" and period.period.start is None:
            good = any(one.first <= last <= one.last or abs((one.last - last).days) <= 1 for one in dues)
        else:
            good = any(one.first <= last <= one.last for one in dues)
        if not good:
            known = " or ".join(str(one) for one in dues)
            yield f'the sentence says "{period.text}", and by its entries the deadline is {known}'
            return
