"""Whether a sentence says of a view what its own words say, in their order, and since and until when.

"Rejects elections" has only words of "rejects a fixed date for elections", and says something else. Imports the model,
the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.attribution import in_other_language, names_of
from onrecord.checks.standing import Context
from onrecord.model.blocks import Position
from onrecord.model.dates import PartialDate
from onrecord.model.documentary import Sentence, StatedPeriod
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches

_ALWAYS = frozenset({("always",), ("never",), ("ever",), ("toujours",), ("jamais",)})
_IF = frozenset(
    tuple(form.split())
    for form in (
        "while", "if", "unless", "until", "before", "as long as", "so long as", "provided", "only", "without", "except",
        "under", "sous",
        "tant que", "si", "sauf", "a moins", "jusqu", "avant", "sans",
    )
)  # fmt: skip
"""What opens a condition of a view."""
_JOINING = frozenset({"and", "et", "or", "ou", "with", "avec", "like", "comme", "alongside", "nor", "ni"})
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "l", "un", "une"})
_OF = frozenset(
    {"of", "by", "against", "from", "to", "for", "de", "du", "des", "d", "par", "contre", "aux", "au", "pour"}
)
_NAME = 4
_SWAPPED = 3


def wrongly_dated(block: Position, context: Context) -> str:
    """A "since" or "until" of the sentence that is not that of the block; empty if there is none."""
    own = [each.period for text in context.fields for each in text.periods]
    for one in context.sentence.periods:
        day = block.since if one.how == "since" else block.until
        if one.how not in ("since", "until") or one.period in own or _is_day(one, day):
            continue
        held = f"since {block.since}" if block.since else "from a day not given"
        held += f" until {block.until}" if block.until else ""
        return f'the sentence says "{one.text}", and {block.who} held this view {held}'
    return ""


def _is_day(one: StatedPeriod, day: PartialDate | None) -> bool:
    """Whether a bound is a day as roughly as it is written: "since May 2023" of 29 May 2023."""
    stated = one.period.start if one.how == "since" else one.period.end
    if day is None or stated is None:
        return False
    same_year, same_month = stated.year == day.first.year, stated.month == day.first.month
    if one.grain == "year" or day.month is None:
        return same_year
    return same_year and same_month and (one.grain != "day" or day.day is None or stated == day.first)


def another_view(block: Position, context: Context, part: range | None = None, others: Sequence[Position] = ()) -> str:
    """What the sentence, or a part of its words, makes of a view that the view does not say; empty if it says the same.

    Of a whole sentence words that are none of the view are told elsewhere (``onrecord.checks.unaccounted``); a part is
    one holder's, and what is only in the view of another is none of theirs.
    """
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    view = words_of(block.view)
    if (always := matches(words, _ALWAYS)) and not matches(view, _ALWAYS):
        return f'the sentence says "{words[always[0][0]]}", and the view does not'
    weights = [_weighs(word, wording, block, context) for word in view]
    places: list[int] = []
    at = -1
    for word in _own(block, context, wording, part if part is not None else range(len(words))):
        every = [i for i, other in enumerate(view) if weights[i] and _same(word, other, wording)]
        if not every:
            theirs = any(_same(word, other, wording) for each in others for other in words_of(each.view))
            return f'the sentence says "{word}", and the view does not' if theirs else ""
        # In French an adjective may stand behind its noun that stands before it in an English view.
        foreign = not any(same_word(word, view[i], wording.language) for i in every)
        following = [i for i in every if i > (at - _SWAPPED if foreign else at)]
        if not following:
            return f'the sentence has "{word}" in another place than the view: {block.view}'
        places.append(following[0])
        at = max(at, following[0])
    if not places:
        return ""
    start, last = _clause_start(block.view, min(places)), max(places)
    between = [i for i in range(start, last) if weights[i] and i not in places]
    left = [
        view[i]
        for i in between
        if _clause_start(block.view, i) == start and not any(_akin(word, view[i], wording) for word in words)
    ]
    left += _condition(block, view, last, words)
    return f'the sentence leaves out "{left[0]}" of the view: {block.view}' if left else ""


def _condition(block: Position, view: Sequence[str], last: int, words: Sequence[str]) -> list[str]:
    """The word that opens a condition of the view behind what the sentence has of it: "rejects a truce while ..."."""
    start = _clause_start(block.view, last)
    if matches(words, _IF):
        return []
    found = [span for span in matches(view, _IF) if span[0] > last and _clause_start(block.view, span[0]) == start]
    return [" ".join(view[found[0][0] : found[0][1]])] if found else []


def another_holder(block: Position, context: Context, others: Sequence[Position]) -> str:
    """Somebody whom the sentence joins to the holder of a view, and whose view no block gives; empty if nobody is."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    known = {word for each in (block, *others) for word in words_of(each.who)}
    people = frozenset().union(
        wording.forms("plain", "people"),
        wording.forms("accuser", "anybody"),
        *wording.groups("party").values(),
        *wording.groups("role").values(),
    )
    for first, last in _mentions(block, context):
        before = first
        while before and words[before - 1] in _ARTICLES:
            before -= 1
        at = before - 1
        if at >= 0 and words[at] in _JOINING and at:
            run = range(max(0, at - _NAME), at)
            if found := _named(run, sentence, people, known, words):
                return found
        if last < len(words) and words[last] in _JOINING:
            run = range(last + 1, min(last + 1 + _NAME, len(words)))
            if found := _named(run, sentence, people, known, words):
                return found
    return ""


def _named(
    run: range, sentence: Sentence, people: frozenset[tuple[str, ...]], known: set[str], words: Sequence[str]
) -> str:
    for index in run:
        word = sentence.words[index]
        name = sentence.text[word.start].isupper() and words[index] not in _ARTICLES
        if (name or (words[index],) in people) and words[index] not in known and len(words[index]) > 1:
            return sentence.text[word.start : word.end]
    return ""


def _mentions(block: Position, context: Context) -> tuple[tuple[int, int], ...]:
    """Where the sentence names a holder, other than as somebody else's ("fighters of the army")."""
    sentence = context.sentence
    words = [word.text for word in sentence.words]
    forms = names_of(block.who, sentence.language) | in_other_language(block.who, sentence.language)
    found = []
    for first, last in matches(words, forms):
        at = first
        while at and words[at - 1] in _ARTICLES:
            at -= 1
        if not at or words[at - 1] not in _OF:
            found.append((first, last))
    return tuple(found)


def parts_of(block: Position, others: Sequence[Position], context: Context) -> tuple[range, ...]:
    """The words that a sentence on the views of several says of one: from where it names them to where it names
    another; what stands behind "A and B" is said of both. Empty where it does not name them."""
    words = [word.text for word in context.sentence.words]
    places = sorted(
        (first, last, each is block) for each in (block, *others) for first, last in _mentions(each, context)
    )
    found = []
    for number, (_, last, own) in enumerate(places):
        following = [place for place in places[number + 1 :] if not _joined(words, last, place[0])]
        joined = [place for place in places[number + 1 :] if _joined(words, last, place[0])]
        start = joined[-1][1] if joined else last
        end = following[0][0] if following else len(words)
        if own:
            found.append(range(start, end))
    return tuple(found)


def _joined(words: Sequence[str], last: int, first: int) -> bool:
    between = [word for word in words[last:first] if word not in _ARTICLES]
    return bool(between) and all(word in _JOINING for word in between)


def _own(block: Position, context: Context, wording: Wording, part: range) -> Iterator[str]:
    """The words of weight of a part of the sentence, without quotations, dates and numbers."""
    sentence = context.sentence
    aside = [(one.start, one.end) for one in sentence.periods] + [(one.start, one.end) for one in sentence.numbers]
    for index in part:
        word = sentence.words[index]
        inside = any(start <= word.start < end for start, end in aside)
        if not (word.quoted or inside) and _weighs(word.text, wording, block, context):
            yield word.text


def _weighs(word: str, wording: Wording, block: Position, context: Context) -> bool:
    if (word,) in wording.forms("quoted", "turns"):
        return True
    names = words_of(" . ".join((block.who, context.claim.claimant, context.subject)))
    plain = wording.forms("position").union(wording.forms("common"), *wording.groups("plain").values())
    return len(word) > 2 and word not in names and (word,) not in plain


def _akin(one: str, other: str, wording: Wording) -> bool:
    """Whether two words may be forms of one, short ones too: "asks" and "asked"."""
    return _same(one, other, wording) or (len(one) < 7 and len(other) < 7 and one[:3] == other[:3])


def _same(one: str, other: str, wording: Wording) -> bool:
    if same_word(one, other, wording.language):
        return True
    return any(
        (one,) in forms and any((other,) in load_wording(each).forms("same", name) for each in LANGUAGES)
        for name, forms in wording.groups("same").items()
    )


def _clause_start(view: str, place: int) -> int:
    """The number of the first word of the clause of a view that a word is in; stops, semicolons and commas end one."""
    start = 0
    for clause in view.replace(".", ";").replace(",", ";").split(";"):
        end = start + len(words_of(clause))
        if place < end:
            return start
        start = end
    return start
