"""Small words that make a sentence say more than its entries, or the opposite: an order, a share, a relation in time.

"The first person convicted", "every party", "released on bail", "after February" of what was to be before it, "by 400"
of what was to be raised to 400, "12 policemen" of a count of protesters, "the hospital is accused" of who accuses:
every word of weight may stand in an entry, and the sentence is not borne out. Imports the model, the vocabulary's words
and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.standing import Context
from onrecord.checks.stated import texts_of
from onrecord.model.blocks import Case, Incident, Reply
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Statement
from onrecord.model.quotation import Sought
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_TABLES = ("order", "share", "manner", "cause")
_OPPOSITE = {"before": "after", "after": "before"}
_TO = {"en": (("by",), ("to",)), "fr": (("de",), ("a",))}
"""By how much, and up to what."""
_LEADING = frozenset(
    {"on", "in", "at", "during", "after", "before", "for", "le", "en", "a", "au", "lors", "pour", "apres", "avant"}
)
_AGENT = 6
"""Words that tell by whom: "by the military intelligence service"."""
_KINDS = ("civilian", "soldier", "fighter", "women", "children")


def altered(statement: Statement, context: Context) -> str:
    """What a small word makes the sentence say that its entries do not; empty if there is nothing."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [
        "" if word.quoted or context.in_quotation(word.start, word.end) or _dated(sentence, word.start) else word.text
        for word in sentence.words
    ]
    for reason in (
        *_small_words(statement, context, words, wording),
        *_turned_round(context),
        *_by_for_to(context, words),
        *_other_victims(statement, sentence, words, wording),
        *_by_whom(statement, context),
        *_accuser_accused(statement, sentence, words, wording),
    ):
        return reason
    return ""


def _dated(sentence: Sentence, start: int) -> bool:
    """Whether a word is part of a date: "the first half of 2021"."""
    return any(one.start <= start < one.end for one in sentence.periods)


def _held(statement: Statement, context: Context) -> tuple[str, ...]:
    """The words of the blocks and of the quotations that were found."""
    there = (quoted for quoted in context.quotations if quoted.looked.lookup.sought in (Sought.FOUND, Sought.NEARLY))
    return words_of(
        " . ".join((*texts_of(statement.blocks, every=True), *(one.text for each in there for one in each.texts)))
    )


def _small_words(statement: Statement, context: Context, words: Sequence[str], wording: Wording) -> Iterator[str]:
    """Words of order, share and manner that no entry has. What an answer is called is for its own check."""
    if all(isinstance(block, Reply) for block in statement.blocks):
        return
    held = _held(statement, context)
    for table in _TABLES:
        forms = wording.forms("weight", table)
        # The longest form at a place counts: "in all" is no "all".
        spans = matches(words, forms | wording.forms("weight", "none"))
        if any(matches(held, load_wording(each).forms("weight", table)) for each in LANGUAGES):
            continue
        for first, last in spans:
            then = tuple(words[first:last]) == ("first",) and "then" in words[last:]  # "first arrested and then tried"
            if tuple(words[first:last]) in forms and not then:
                yield f'the sentence says "{context.sentence.between(first, last)}", and no entry does'


def _turned_round(context: Context) -> Iterator[str]:
    """What is said to be after a day that an entry has it before, and the reverse."""
    held = {
        (_OPPOSITE[one.how], _day(one.text)): one.text
        for text in context.fields
        for one in text.periods
        if one.how in _OPPOSITE
    }
    own = {(one.how, _day(one.text)) for text in context.fields for one in text.periods}
    for one in context.sentence.periods:
        key = (one.how, _day(one.text))
        if one.how in _OPPOSITE and key in held and key not in own:
            yield f'the sentence says "{one.text}", and the entry "{held[key]}"'


def _day(text: str) -> tuple[str, ...]:
    """The words of a date without those that lead it."""
    found = words_of(text)
    return found[1:] if found and not found[0][0].isdigit() else found


def _by_for_to(context: Context, words: Sequence[str]) -> Iterator[str]:
    """By how much, where an entry says up to what, and the reverse."""
    by, to = _TO[context.sentence.language]
    led: dict[object, set[int]] = {}
    for text in context.fields:
        if text.language in _TO:
            own = [word.text for word in text.words]
            for number in text.numbers:
                before = tuple(own[max(0, number.first - 1) : number.first])
                there = _TO[text.language]
                if before in there:
                    led.setdefault(number.stated.value, set()).add(there.index(before))
    for number in context.sentence.numbers:
        before = tuple(words[max(0, number.first - 1) : number.first])
        entry = led.get(number.stated.value)
        if entry and len(entry) == 1 and before in (by, to) and (by, to).index(before) not in entry:
            said = context.sentence.between(number.first - 1, number.last)
            yield f'the sentence says "{said}", and the entry says {"up to what" if entry == {1} else "by how much"}'


def _other_victims(statement: Statement, sentence: Sentence, words: Sequence[str], wording: Wording) -> Iterator[str]:
    """Those whom a number counts, where they are of a kind that the counts and the deed do not name."""
    for block in statement.blocks:
        if not isinstance(block, Incident) or not block.counts:
            continue
        told = words_of(" . ".join((block.what, *(one.counted for one in block.counts))))
        for number in sentence.numbers:
            following = words[number.last : number.last + 1]
            for kind in _KINDS:
                if not matches(following, wording.forms("group", kind)):
                    continue
                if not any(matches(told, load_wording(each).forms("group", kind)) for each in LANGUAGES):
                    yield f'it says "{sentence.between(number.first, number.last + 1)}", and no count is of them'


def _by_whom(statement: Statement, context: Context) -> Iterator[str]:
    """By whom somebody was arrested or tried, where no entry of the case names them."""
    cases = [block for block in statement.blocks if isinstance(block, Case)]
    if not cases or len(cases) != len(statement.blocks):
        return
    sentence = context.sentence
    words = ["" if word.quoted else word.text for word in sentence.words]
    wording = load_wording(sentence.language)
    held = {word for word in _held(statement, context) if len(word) > 3}
    by = {"en": "by", "fr": "par"}[sentence.language]
    ladder = frozenset(form for rung in wording.ladder if rung.steps for form in rung.forms)
    for _, last in matches(words, ladder):
        if last >= len(words) or words[last] != by:
            continue
        following = range(last + 1, len(words))
        end = next((i for i in following if _ends(sentence, i, words) or _leads(words[i])), len(words))
        end = min(end, last + _AGENT)
        named = [word for word in words[last + 1 : end] if len(word) > 3]
        plain: frozenset[Form] = wording.forms("role", "court")
        if named and not held & set(named) and not matches(words[last + 1 : end], plain):
            yield f'the sentence says "{sentence.between(last, end)}", and no entry says by whom'


def _accuser_accused(statement: Statement, sentence: Sentence, words: Sequence[str], wording: Wording) -> Iterator[str]:
    """Somebody said to be accused who accuses or counts, and whom no entry has as responsible."""
    blocks = [block for block in statement.blocks if isinstance(block, Incident)]
    who = {word for block in blocks for one in block.responsibility for word in words_of(one.who)}
    by = [one.by for block in blocks for one in block.responsibility]
    by += [one.by for block in blocks for one in block.counts]
    others = {word for name in by for word in words_of(name) if len(word) > 3 and word not in who}
    if not who:
        return
    for first, last in matches(words, wording.forms("weight", "accused")):
        start = first
        while start and not _ends(sentence, start, words) and words[start - 1]:
            start -= 1
        subject = [word for word in words[start:first] if len(word) > 3]
        if set(subject) & others and not set(subject) & who:
            yield f'the sentence says "{sentence.between(start, last)}", and no entry accuses them'


def _leads(word: str) -> bool:
    """Whether a word leads what tells no more by whom: a time, a place, a reason."""
    return word[:1].isdigit() or word in _LEADING


def _ends(sentence: Sentence, at: int, words: Sequence[str]) -> bool:
    """Whether something else begins at a word: behind a comma, or with a date."""
    return bool(set(sentence.words[at].gap) & set(",;:.()")) or not words[at]
