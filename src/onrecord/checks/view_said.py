"""Whether a sentence says of a view what its own words say, in their order, and since and until when.

"Rejects elections" has only words of "rejects a fixed date for elections", and says something else. Imports the model,
the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.standing import Context
from onrecord.model.blocks import Position
from onrecord.model.dates import PartialDate
from onrecord.model.documentary import StatedPeriod
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches

_ALWAYS = frozenset({("always",), ("never",), ("ever",), ("toujours",), ("jamais",)})


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


def another_view(block: Position, context: Context) -> str:
    """What the sentence makes of the words of a view that the view does not say; empty if it says the same, or has
    words that are none of it, which is told elsewhere."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    view = words_of(block.view)
    if (always := matches(words, _ALWAYS)) and not matches(view, _ALWAYS):
        return f'the sentence says "{words[always[0][0]]}", and the view does not'
    weights = [_weighs(word, wording, block, context) for word in view]
    own = list(_own(block, context, wording))
    places: list[int] = []
    at = -1
    for word in own:
        every = [i for i, other in enumerate(view) if weights[i] and _same(word, other, wording)]
        if not every:
            return ""
        following = [i for i in every if i > at]
        if not following:
            return f'the sentence has "{word}" in another place than the view: {block.view}'
        places.append(following[0])
        at = following[0]
    if not places:
        return ""
    start = _clause_start(block.view, places[0])
    between = [i for i in range(start, places[-1]) if weights[i] and i not in places]
    left = [
        view[i]
        for i in between
        if _clause_start(block.view, i) == start and not any(_akin(word, view[i], wording) for word in words)
    ]
    return f'the sentence leaves out "{left[0]}" of the view: {block.view}' if left else ""


def _own(block: Position, context: Context, wording: Wording) -> Iterator[str]:
    """The words of weight of the sentence, without quotations, dates and numbers."""
    sentence = context.sentence
    aside = [(one.start, one.end) for one in sentence.periods] + [(one.start, one.end) for one in sentence.numbers]
    for word in sentence.words:
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
    return any((one,) in forms and (other,) in forms for forms in wording.groups("same").values())


def _clause_start(view: str, place: int) -> int:
    """The number of the first word of the clause of a view that a word is in; stops, semicolons and commas end one."""
    start = 0
    for clause in view.replace(".", ";").replace(",", ";").split(";"):
        end = start + len(words_of(clause))
        if place < end:
            return start
        start = end
    return start
