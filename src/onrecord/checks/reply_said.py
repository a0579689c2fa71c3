"""What a sentence says of a request and its answer besides that there was one: when, by what means, how many letters,
within what time, who said it, and whether it says as a fact what is only an answer. Imports the model, the vocabulary's
words and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.durations import durations, elapsed
from onrecord.checks.standing import Context, Result, found_in
from onrecord.model.blocks import Reply, Standing
from onrecord.model.dates import PartialDate, Period
from onrecord.model.documentary import Sentence, StatedPeriod
from onrecord.model.dossier import Statement
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_SAID = ("answered", "denying", "admitting")
_LED = ("in", "from to", "listed", "window", "")
_WITHIN = re.compile(r"\b(?:within|inside|in less than|in under|in|en moins d['’e]|en|dans les)\s*\Z", re.IGNORECASE)
_NEAR = 6


def beside(statement: Statement, block: Reply, context: Context) -> Result | None:
    """What the sentence of a reply says that its block does not bear out; ``None`` if there is nothing.

    What the block contradicts comes before what only a person can judge.
    """
    sentence = context.sentence
    if not sentence.language:
        return None
    wording = load_wording(sentence.language)
    for standing, code, message, words in (
        *_days(block, context, wording),
        *_means(block, sentence, wording),
        *_numbers(block, context, wording),
        *_time(block, sentence),
    ):
        return Result(standing, message, (found_in(code, message, statement, words=words),))
    if block.common.standing is not None:
        return None
    for message in _doubts(block, context, wording):
        why = f'{message}; a person has to look, and to say so with "standing"'
        return Result(None, findings=(found_in("OR410", message, statement),), open=why)
    return None


_Said = tuple[Standing, str, str, str]


def _days(block: Reply, context: Context, wording: Wording) -> Iterator[_Said]:
    """Dates of the request and of the answer: each belongs to the word for one of them that it stands next to."""
    sentence = context.sentence
    own = [each.period for text in context.fields for each in text.periods]
    for period in sentence.periods:
        if period.how not in _LED or any(_overlap(period.period, each) for each in own):
            continue
        of_request = _of_request(sentence, period, wording)
        if of_request is None:
            continue
        asked = Period(block.asked, block.asked) if block.asked is not None else None
        day = asked if of_request or not block.text else _period(block.on)
        told = f"{block.by} was asked" if of_request or not block.text else f"{block.by} answered"
        if day is None:
            message = f'the sentence says "{period.text}", and the block has no day on which {told}'
            yield Standing.NOT_FOUND, "OR407", message, period.text
        elif not _overlap(period.period, day):
            message = f'"{period.text}" is not the day on which {told}: {block.asked if day is asked else block.on}'
            yield Standing.NOT_FOUND, "OR407", message, period.text


def _of_request(sentence: Sentence, period: StatedPeriod, wording: Wording) -> bool | None:
    """Whether a date is that of the request, and not of the answer; ``None`` if it stands with neither word."""
    at = next((i for i, word in enumerate(sentence.words) if word.start >= period.start), len(sentence.words))
    words = [word.text for word in sentence.words]
    asked = [(place, True) for place in matches(words, wording.forms("reply", "asking"))]
    said = [(place, False) for name in _SAID for place in matches(words, wording.forms("reply", name))]
    said += [(place, False) for place in matches(words, wording.forms("reply", "unanswered"))]
    before = [(last, sort) for (_, last), sort in asked + said if last <= at]
    if before:
        return max(before)[1]
    after = [(first, sort) for (first, _), sort in asked + said if first >= at]
    return min(after)[1] if after else None


def _means(block: Reply, sentence: Sentence, wording: Wording) -> Iterator[_Said]:
    """A letter is no telephone call."""
    words = [word.text for word in sentence.words]
    has = words_of(" . ".join((block.means, block.text, block.common.because)))
    for name, forms in wording.groups("means").items():
        found = matches(words, forms)
        own = any(matches(has, load_wording(language).groups("means")[name]) for language in LANGUAGES)
        if found and not own and block.means:
            said = sentence.between(*found[0])
            message = f'the sentence says "{said}", and the block has: {block.means}'
            yield Standing.NOT_FOUND, "OR445", message, said


def _numbers(block: Reply, context: Context, wording: Wording) -> Iterator[_Said]:
    """A number of letters or questions."""
    sentence = context.sentence
    words = [word.text for word in sentence.words]
    nouns = wording.forms("reply", "asking").union(*wording.groups("means").values())
    has = {each.stated.value for text in context.fields for each in text.numbers}
    for number in sentence.numbers:
        counted = matches(words[number.last : number.last + 2], nouns)
        if counted and number.stated.value != 1 and number.stated.value not in has:
            message = f'no entry has the number "{number.text}" of {sentence.between(number.last, number.last + 1)}'
            yield Standing.NOT_FOUND, "OR413", message, number.text


def _time(block: Reply, sentence: Sentence) -> Iterator[_Said]:
    """ "within a week" against the days of the request and the answer."""
    if not block.text:
        return
    for one in durations(sentence):
        if not _WITHIN.search(sentence.text[: one.start]):
            continue
        if block.asked is None or block.on is None:
            message = f'the sentence says "{one.text}", and the block has not both days'
            yield Standing.NOT_FOUND, "OR407", message, one.text
        elif elapsed(block.asked, max(block.on.last, block.asked), one.unit) > one.stated.value:
            message = f'the sentence says "{one.text}"; {block.by} was asked on {block.asked}, answered on {block.on}'
            yield Standing.UNSUPPORTED, "OR445", message, one.text


def _doubts(block: Reply, context: Context, wording: Wording) -> Iterator[str]:
    """What only a person can judge of an answer."""
    sentence = context.sentence
    words = ["" if word.quoted or context.in_quotation(word.start, word.end) else word.text for word in sentence.words]
    said = sorted(place for name in _SAID for place in matches(words, wording.forms("reply", name)))
    unanswered = matches(words, wording.forms("reply", "unanswered"))
    if not block.text:
        return
    if not said and not unanswered and not matches(words, wording.forms("reply", "asking")):
        yield f"the sentence says as a fact what the block has as an answer of {block.by}"
        return
    text = words_of(block.text)
    denial = [word for form in matches(words, _negation(wording)) for word in words[form[0] : form[1]]]
    borne = any(matches(text, _negation(load_wording(language))) for language in LANGUAGES)
    if denial and not borne and not unanswered:
        yield f'the sentence says "{" ".join(denial)}", and the answer has no such word'
    if said and not denial and not unanswered and (turned := negated_part(block, words[said[0][1] :], wording)):
        yield f'the answer says "{turned}", and the sentence does not'
    if said and (other := _another(block, context, words[: said[0][0]][-_NEAR:])):
        yield f'the sentence has "{other}" say what the block has as an answer of {block.by}'
    if said and (other := _named(block, context, words[said[0][1] :], wording)):
        yield f'the sentence speaks of "{other}", and the answer does not'


def negated_part(block: Reply, after: Sequence[str], wording: Wording) -> str:
    """The "not" of a part of the answer whose words a sentence has without it: "did not shell" as "had shelled"."""
    plain = frozenset().union(*wording.groups("plain").values(), wording.forms("reply"))
    own = [word for word in after if len(word) > len("not") and (word,) not in plain and word not in words_of(block.by)]
    for part in re.split(r"[.;]", block.text):
        told = words_of(part)
        turned = [span for each in LANGUAGES for span in matches(told, load_wording(each).forms("negation"))]
        shared = any(_alike(word, other, wording) for word in own for other in told)
        if turned and shared:
            return " ".join(told[turned[0][0] : turned[0][1]])
    return ""


def _alike(one: str, other: str, wording: Wording) -> bool:
    if same_word(one, other, wording.language):
        return True
    return any(
        (one,) in forms and any((other,) in load_wording(each).forms("same", name) for each in LANGUAGES)
        for name, forms in wording.groups("same").items()
    )


def _negation(wording: Wording) -> frozenset[Form]:
    return wording.forms("negation") | wording.forms("reply", "denying")


def _another(block: Reply, context: Context, before: Sequence[str]) -> str:
    """A source that stands before the word of saying where the one who answered does not."""
    own = set(words_of(block.by))
    if own & set(before):
        return ""
    return next((name for name, forms in _sources(block, context) if matches(before, forms)), "")


def _named(block: Reply, context: Context, after: Sequence[str], wording: Wording) -> str:
    """A source that stands behind "that", as if the answer spoke of it."""
    starts = matches(after, wording.forms("reply", "opening"))
    if not starts:
        return ""
    tail, told = after[starts[0][1] :], words_of(block.text)
    return next(
        (name for name, forms in _sources(block, context) if matches(tail, forms) and not matches(told, forms)), ""
    )


def _sources(block: Reply, context: Context) -> Iterator[tuple[str, frozenset[Form]]]:
    """The sources of the dossier that are not the one who answered, with their forms."""
    for source in context.sources.values():
        name = source.author or source.publisher
        short = "".join(word[0] for word in name.split()).casefold() if " " in name else ""
        forms = frozenset(form for form in (words_of(name), (short,) if len(short) > 1 else ()) if form)
        if forms and not set(words_of(name)) & set(words_of(block.by)):
            yield name, forms


def _period(on: PartialDate | None) -> Period | None:
    return Period(on.first, on.last) if on is not None else None


def _overlap(one: Period, other: Period) -> bool:
    starts = one.start is None or other.end is None or one.start <= other.end
    return starts and (other.start is None or one.end is None or other.start <= one.end)
