"""Statements whose only ground is what they quote: does the quotation, found in its source, bear the sentence out?

Nothing is guessed. A statement is supported where every word of weight in it stands in its quotations too, in the same
order, with the same numbers, and where the page neither denies nor softens what is quoted: not in the words quoted, nor
in those left out, nor in those before them in their sentence. Any paraphrase is for a person to judge, and is told with
the words in which it differs. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.standing import Context, Quoted, Result, found_in, worst
from onrecord.model.blocks import Standing
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding
from onrecord.model.precision import Stated
from onrecord.model.quotation import Lookup, Sought
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_LOST = {Sought.NOT_FOUND, Sought.ELSEWHERE}
_THERE = {Sought.FOUND, Sought.NEARLY}
_SHORT = 3
_LEAD = 8
"""How many words before those quoted may turn what they say: "the army did not say that ..."."""
_SHOWN = 8
_LONG = 160
_ARTICLES = (
    "the", "a", "an", "that", "of", "so", "also", "s", "le", "la", "les", "l", "un", "une", "des", "du", "de", "d",
    "que", "qu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of weight, folded, or a number; with how it is written and which words of its text it is."""

    text: str
    first: int
    last: int
    word: str = ""
    stated: Stated | None = None


def by_quotation(statement: Statement, context: Context) -> Result:
    """How a statement without typed block or reading stands by what it quotes; nothing where it quotes nothing."""
    if statement.blocks or statement.reads is not None or not context.quotations:
        return Result(None)
    lost = [one for one in context.quotations if one.looked.lookup.sought in _LOST]
    if lost:
        return _not_there(lost[0], context)
    found = [one for one in context.quotations if one.looked.lookup.sought in _THERE]
    if not found:
        names = dict.fromkeys(context.source_name(one.looked.quotation.source) for one in context.quotations)
        return Result(None, f"what it quotes could not be looked up: {', '.join(names)}")
    if not context.sentence.language:
        return Result(None, open="its quotations stand in their sources; sentences are read in English and French")
    against = next((text for one in found if (text := turned(one.looked.lookup, one.looked.quotation.source))), "")
    against = against or next((text for one in found if (text := _said_by_another(one, context))), "")
    against = against or _unborne(found, context)
    listed = "; ".join(_found_text(one, context) for one in found)
    if looked := _by_editors(statement, f"{listed}; {against}" if against else listed, context):
        return looked
    if against:
        return Result(None, open=f"{listed}; {against}: whether it bears the sentence out is for a person")
    return Result(Standing.SUPPORTED, listed)


def _by_editors(statement: Statement, listed: str, context: Context) -> Result | None:
    """How the editors find that quotations found in their sources bear the sentence out, where a block says so."""
    judged = [one.looked.quotation for one in context.quotations if one.looked.quotation.standing is not None]
    standings = [one.standing for one in judged if one.standing is not None]
    if not standings:
        return None
    standing = worst(standings)
    because = "; ".join(one.because for one in judged if one.because)
    why = f"{listed}; the editors looked and call it {standing}{f': {because}' if because else ''}"
    missing: tuple[Finding, ...] = ()
    if standing is not Standing.SUPPORTED and not because:
        message = f'a quote block says "{standing}" and gives no reason'
        missing = (found_in("OR402", message, statement, judged[0].span),)
    return Result(standing, why, missing)


def _not_there(one: Quoted, context: Context) -> Result:
    lookup, name = one.looked.lookup, context.source_name(one.looked.quotation.source)
    where = f"the capture of {name} of {lookup.captured}"
    if lookup.numbers and len(lookup.differs) == 1:
        return Result(Standing.UNSUPPORTED, f"{where} has another number than it quotes: {lookup.differs[0]}")
    return Result(Standing.NOT_FOUND, f"what it quotes is not in {where}")


def _found_text(one: Quoted, context: Context) -> str:
    lookup = one.looked.lookup
    name = context.source_name(one.looked.quotation.source)
    exact = one.looked.quotation.selector.exact
    exact = exact if len(exact) <= _LONG else exact[: _LONG - 1] + "…"
    return f"“{exact}” stands in the capture of {name} of {lookup.captured}"


def turned(lookup: Lookup, source: str) -> str:
    """Why the page says something else than the words found on it: a "not" that was left out, or stands before them."""
    for left_out in lookup.omitted:
        if denial := _denial(left_out):
            return f'what the quotation from "{source}" leaves out has "{denial}"'
    lead = " ".join(re.split(r"(?<=[.!?;])\s", lookup.lead)[-1].split()[-_LEAD:])
    if denial := _denial(lead):
        return f'right before the words quoted "{source}" has "{denial}": “{lead}”'
    return ""


def _said_by_another(one: Quoted, context: Context) -> str:
    """Why words quoted are somebody's and no fact of the page: "residents reported that" right before them. Where the
    sentence has words of saying itself, or the source is the one who says it, nothing is wrong."""
    lookup, key = one.looked.lookup, one.looked.quotation.source
    lead = " ".join(re.split(r"(?<=[.!?;])\s", lookup.lead)[-1].split()[-_LEAD:])
    words = words_of(lead)
    source = context.sources.get(key)
    own = set(words_of(f"{source.author} {source.publisher}")) if source is not None else set()
    told = [word.text for word in context.sentence.words]
    for language in LANGUAGES:
        wording = load_wording(language)
        saying = wording.forms("reporting", "verb") | wording.forms("reporting", "that")
        saying |= wording.forms("reporting", "before")
        if language == context.sentence.language and matches(told, saying):
            return ""
        for first, last in matches(words, saying):
            ends = [*words[last:]] in ([], ["that"], ["que"], ["qu"])
            led = words[first:last] in wording.forms("reporting", "before")
            if (ends or led) and not own & set(words[:first]):
                return f'right before the words quoted "{key}" has "{" ".join(words[first:last])}": “{lead}”'
    return ""


def _denial(text: str) -> str:
    """The first word of a text that denies or softens what stands with it, in either language; empty if none does."""
    words = words_of(text)
    for language in LANGUAGES:
        wording = load_wording(language)
        forms = wording.forms("quoted", "turns")
        for first, last in matches(words, forms):
            return " ".join(words[first:last])
    return ""


def _unborne(found: Sequence[Quoted], context: Context) -> str:
    """What of the sentence its quotations do not have; empty if they bear it out. A translation will do."""
    own = tuple(_tokens(context.sentence, _source_words(found, context)))
    told = ""
    for turn in range(max(len(one.texts) for one in found)):
        texts = [one.texts[min(turn, len(one.texts) - 1)] for one in found]
        told = _differs(own, texts, context)
        if not told:
            return ""
    return told


def _differs(own: Sequence[_Token], texts: Sequence[Sentence], context: Context) -> str:
    if not own:
        return "the sentence has no word of weight"
    quoted = [(number, token) for number, text in enumerate(texts) for token in _tokens(text)]
    missing = [token.text for token in own if not any(_same(token, other) for _, other in quoted)]
    if missing:
        shown = ", ".join(f'"{word}"' for word in dict.fromkeys(missing[:_SHOWN]))
        return f"of the sentence it does not have {shown}"
    at, used = 0, list[tuple[int, _Token]]()
    for token in own:
        place = next((i for i in range(at, len(quoted)) if _same(token, quoted[i][1])), None)
        if place is None:
            return f'it has "{token.text}" in another order'
        used.append(quoted[place])
        at = place + 1
    if left_out := _left_out(own, used, texts, context.sentence):
        return left_out
    said = {word.text for word in context.sentence.words}
    wording = load_wording(context.sentence.language)
    turning = wording.forms("quoted", "turns") | wording.forms("reporting", "verb") | wording.forms("softening")
    for number, text in enumerate(texts):
        spans = [token for which, token in used if which == number]
        if not spans:
            continue
        words = [word.text for word in text.words]
        begin, end = max(0, spans[0].first - _LEAD), spans[-1].last + _SHORT
        for first, last in matches(words[begin:end], turning):
            form = words[begin + first : begin + last]
            if not said.issuperset(form):
                return f'it says "{" ".join(form)}", which the sentence leaves out'
    return ""


def _left_out(
    own: Sequence[_Token], used: Sequence[tuple[int, _Token]], texts: Sequence[Sentence], sentence: Sentence
) -> str:
    """Words between those that the sentence takes over which only one of the two has: "killed by persons wearing the
    uniforms of the army" is no "killed by the army". What stands between commas may be left out."""
    neutral = _neutral()
    for (number, before), (same, after), here, there in zip(used, used[1:], own, own[1:], strict=False):
        if number != same:
            continue
        text = texts[number]
        theirs = [i for i in range(before.last, after.first) if text.words[i].text not in neutral]
        ours = [sentence.words[i].text for i in range(here.last, there.first) if sentence.words[i].text not in neutral]
        for i in theirs:
            if text.words[i].text in ours:
                ours.remove(text.words[i].text)
        gone = [
            i for i in theirs if text.words[i].text not in {w.text for w in sentence.words[here.last : there.first]}
        ]
        if gone and not _between_commas(text, gone, after.first):
            return f'it says "{text.between(gone[0], gone[-1] + 1)}", which the sentence leaves out'
        if ours:
            return f'of the sentence it does not have "{ours[0]}" there'
    return ""


def _between_commas(text: Sentence, gone: Sequence[int], end: int) -> bool:
    """Whether the words left out are all that stands between two commas, dashes or brackets, or were left out by the
    quotation itself."""
    marks = set(",()–—[]…")
    run = gone[-1] + 1 - gone[0] == len(gone) or all(i in gone or i < end for i in range(gone[0], gone[-1] + 1))
    closing = text.words[gone[-1] + 1].gap if gone[-1] + 1 < len(text.words) else ","
    return run and bool(set(text.words[gone[0]].gap) & marks) and bool(set(closing) & marks)


def _neutral() -> frozenset[str]:
    """Words that may stand there or not: articles and auxiliaries, which go by the rest of the sentence."""
    found = set(_ARTICLES)
    for language in LANGUAGES:
        wording = load_wording(language)
        found |= {form[0] for table in ("be", "past") for form in wording.forms(table) if len(form) == 1}
    return frozenset(found)


def _source_words(found: Sequence[Quoted], context: Context) -> frozenset[str]:
    """The words by which the sentence names a source it quotes, and then those of saying."""
    named: set[str] = set()
    for one in found:
        source = context.sources.get(one.looked.quotation.source)
        name = (source.author or source.publisher) if source else ""
        words = words_of(name)
        here = {word.text for word in context.sentence.words}
        capitals = "".join(word[0] for word in words)
        if words and (here.issuperset(words) or (len(words) > 1 and capitals in here)):
            named |= {*words, capitals}
    if not named:
        return frozenset()
    wording = load_wording(context.sentence.language)
    saying = wording.forms("reporting", "verb") | wording.forms("reporting", "before")
    return frozenset(named | {word for form in saying for word in form})


def _tokens(sentence: Sentence, without: frozenset[str] = frozenset()) -> Iterator[_Token]:
    """The words of weight and the numbers of a text, in their order."""
    wording = load_wording(sentence.language or "en")
    turns = {word for form in wording.forms("quoted", "turns") for word in form}
    plain = {form[0] for form in wording.forms("quoted", "plain")}
    numbers = {number.first: number for number in sentence.numbers}
    inside = {index for number in sentence.numbers for index in range(number.first, number.last)}
    for index, word in enumerate(sentence.words):
        if index in numbers:
            number = numbers[index]
            yield _Token(number.text, number.first, number.last, stated=number.stated)
        if index in inside or (word.text in without and word.text not in turns) or word.text in plain:
            continue
        name = index > 0 and sentence.text[word.start : word.start + 1].isupper()
        dated = any(period.start <= word.start < period.end for period in sentence.periods)
        if len(word.text) > _SHORT or name or dated or word.text in turns or word.text.isdigit():
            yield _Token(sentence.text[word.start : word.end], index, index + 1, word=word.text)


def _same(one: _Token, other: _Token) -> bool:
    """Whether two tokens say the same: one number, or one word but for its ending ("killed", "killing")."""
    if one.stated is not None or other.stated is not None:
        return one.stated == other.stated
    if one.word == other.word:
        return True
    least = max(4, min(len(one.word), len(other.word)) - 2)
    return one.word[:least] == other.word[:least] and min(len(one.word), len(other.word)) >= least
