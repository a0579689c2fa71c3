"""What stands around a number so that a count which gives it does not settle the sentence.

"300 civilians were not killed", "were rescued", "a week": the number is right, and the sentence says something else.
Such a sentence is for a person to judge. ``denial`` finds
the same of positions, deployments and pledges. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from onrecord.checks.counts import PERSON, Group
from onrecord.checks.durations import unit_of
from onrecord.checks.phrases import line_of
from onrecord.checks.stated import texts_of
from onrecord.model.blocks import Deployment, Pledge, Position
from onrecord.model.dates import NO_DAY
from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.model.dossier import Statement
from onrecord.model.precision import Unit
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches

_REACH = 8
_BEFORE = 3
_PLURALS = frozenset({("des",), ("les",)})
_OTHERS = ("others", "autres")


def doubt(number: StatedNumber, group: Group, sentence: Sentence) -> str:
    """Why a count does not settle what the sentence says of a number; empty if it does."""
    if not number.stated.value:
        return ""  # that there was none is a denial itself
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    start, end = _clause(sentence, number.first), _end(sentence, number.last)
    after, before = words[number.last : end], words[start : number.first]
    harm = frozenset().union(*wording.groups("matter").values(), wording.forms("deed", "crime"))
    turning = wording.forms("negation") | wording.forms("doubt", "unsure")
    for first, last in matches(after, harm)[:1]:
        near = after[max(0, first - _BEFORE) : first]
        if denial := _first(near, turning):
            return f'"{denial}" stands before "{" ".join(after[first:last])}"'
    done = matches(before, harm)[-1:]
    if done:
        first, last = done[0]
        near = before[max(0, first - _BEFORE) : first]
        cuts = matches(near, wording.forms("negation", "cuts"))
        if denial := _first(near[cuts[-1][1] :] if cuts else near, wording.forms("negation")):
            return f'"{denial}" stands before "{" ".join(before[first:last])}"'
    if denial := _first(before, wording.forms("doubt", "untrue")):
        return f'"{denial}" stands before it'
    if other := _first(after, wording.forms("doubt", "unharmed")):
        return f'it says "{other}" of them'
    if families := _first(after[:2], wording.forms("doubt", "families")):
        return f'"{families}" are not people'
    if other := _called(after, group, wording):
        return f'it says that they were "{other}"'
    if more := added(number, sentence):
        return f'"{more}" adds it to something else'
    rate = _first(after[: _BEFORE + 2], wording.forms("doubt", "rate")) or _first(
        before[-_BEFORE:], wording.forms("doubt", "each")
    )
    if rate:
        return f'"{rate}" makes another number of it'
    everything = harm.union(
        *wording.groups("deed").values(),
        wording.forms("subject", "event"),
        *(wording.forms("reporting", name) for name in ("counting", "verb", "before", "after")),
        wording.forms("doubt", "about"),
    )
    if not group.what and not _first(words, everything):
        return "it does not say what befell them"
    return ""


def _called(after: list[str], group: Group, wording: Wording) -> str:
    """What those whom a number counts are said to be, where it is something else: "300 civilians ... were fighters"."""
    for _, end in matches(after, wording.forms("be")) if group.who else ():
        near = after[end : end + 3]
        for name, forms in (*wording.groups("group").items(), *wording.groups("party").items()):
            found = matches(near, forms)
            other = found and name not in {*group.who, PERSON}
            if other and not matches(near[: found[0][0]], wording.forms("stop") - _PLURALS):
                return " ".join(near[found[0][0] : found[0][1]])
    return ""


def beside_a_count(number: StatedNumber, sentence: Sentence) -> str:
    """What the clause of a number says that no count says, whoever counted: how often, when, that it only might have
    been. Empty if there is nothing."""
    if not number.stated.value:
        return ""
    wording = load_wording(sentence.language)
    start, end = _clause(sentence, number.first), number.last
    while end < len(sentence.words) and not set(sentence.words[end].gap) & set(";.:"):
        end += 1
    words = ["" if word.quoted else word.text for word in sentence.words]
    for listed in ("often", "elsewhen"):
        if found := _first(
            [*words[start : number.first], "", *words[number.last : end]], wording.forms("doubt", listed)
        ):
            return f'the sentence says "{found}" of it'
    if found := _first(words[number.last : end][:_REACH], wording.forms("doubt", "possible")):
        return f'the sentence says "{found}" of it'
    return ""


def added(number: StatedNumber, sentence: Sentence) -> str:
    """The word that makes a number come on top of another: "another 300", "300 more". Empty if there is none."""
    wording = load_wording(sentence.language)
    before = [word.text for word in sentence.words[max(0, number.first - 2) : number.first + 1]]
    after = [word.text for word in sentence.words[number.last : min(number.last + 4, _end(sentence, number.last))]]
    if any(one.last <= number.first for one in sentence.numbers):
        after = [word for word in after if word not in _OTHERS]  # "25 were killed and 40 others wounded"
        before = [word for word in before if word not in _OTHERS]
    return _first(before, wording.forms("addition", "before")) or _first(after, wording.forms("addition", "after"))


def denial(statement: Statement, sentence: Sentence, as_of: date = NO_DAY) -> str:
    """Why words of a sentence that deny or soften it leave a position, deployment or pledge for a person to judge;
    empty if none do. Words that the entries have too are theirs."""
    wording = load_wording(sentence.language)
    inside = [(one.first, one.last) for one in sentence.numbers]
    dated = [(one.start, one.end) for one in sentence.periods]  # "May" of a date is no "may"
    words = [
        ""
        if word.quoted
        or any(first <= index < last for first, last in inside)
        or any(start <= word.start < end for start, end in dated)
        else word.text
        for index, word in enumerate(sentence.words)
    ]
    held = {word for text in texts_of(statement.blocks, every=True) for word in words_of(text)}
    for block in statement.blocks:
        turns = wording.forms("quoted", "turns")
        if isinstance(block, Position | Deployment):
            found = [words[first:last] for first, last in matches(words, turns)]
            new = next((form for form in found if not _held(form, held, wording)), None)
            if new is not None:
                return f'the sentence says "{" ".join(new)}", and its entries do not'
        if isinstance(block, Deployment) and (other := _no_strength(block, sentence, held, wording)):
            return other
        if isinstance(block, Pledge):
            if block.done is not None and block.done.first > as_of != NO_DAY:
                block = replace(block, done=None)  # what was done later was not done on the dossier's date
            if block.done is not None and (other := _undone(words, held, wording)):
                return f'the sentence says "{other}", and the block has a `done`'
            if other := _first(words, wording.forms("doubt", "unpromised")):
                return f'the sentence says "{other}", and its block has the pledge'
            refused = line_of(sentence).find("refused")
            if refused and not held & {"not", "never", "pas", "jamais"}:
                return f'the sentence says "{refused[0].text}", and its block has the pledge'
            manner = _first(words, wording.forms("promising", "manner"))
            if manner and not held.issuperset(manner.split()):
                return f'the sentence says "{manner}", and its entries do not'
            if other := _of_another(block, sentence, words, wording):
                return f'the sentence has "{other}" do it, and the pledge is by {block.by}'
            done = _first(words, wording.forms("doubt", "carried_out"))
            done = done or _first(words, wording.forms("promising", "done"))
            if done and block.done is None and not matches(words, turns):
                return f'the sentence says "{done}", and its block has no `done`'
            every = _first(words, wording.forms("promising", "every"))
            if every and block.done is not None and not held.issuperset(every.split()):
                return f'the sentence says "{every}", and its entries do not'
            if other := _not_promised(block, sentence, words, wording):
                return f'the sentence has "{other}" in the promise, and the pledge does not'
            rate = _first(words, wording.forms("doubt", "rate") | wording.forms("doubt", "each"))
            if rate and not held.issuperset(rate.split()):
                return f'the sentence says "{rate}", and its entries do not'
            if block.done is None and not _of_a_promise(sentence, words, wording):
                return "the sentence does not say that it was promised, and its block has no `done`"
            if block.done is None and (done := _as_done(block, sentence, words, wording)):
                return f'the sentence says "{done}" as if it were done, and its block has no `done`'
    return ""


def _undone(words: list[str], held: set[str], wording: Wording) -> str:
    """What says of a pledge carried out that it was not, or is still to be: "never published", "is overdue"."""
    denied = _first(words, wording.forms("negation"))
    if denied and not held.issuperset(denied.split()):
        return denied
    return _first(words, wording.forms("promising", "open"))


def _of_another(block: Pledge, sentence: Sentence, words: list[str], wording: Wording) -> str:
    """Those to whom a pledge was made, where they stand as who made it or set its deadline; empty if they do not."""
    other = tuple(word for word in words_of(block.to) if (word,) not in wording.forms("plain", "function"))
    own = set(words_of(block.by)) - {form[0] for form in wording.forms("plain", "function")}
    by = {"en": ("by",), "fr": ("par",)}[wording.language]
    if not other:
        return ""
    for first, last in matches(words, wording.forms("promising")):
        start = _clause(sentence, first)
        before = words[start:first]
        agent = words[last + 1 : last + 4] if words[last : last + 1] and words[last] in by else before[-_BEFORE:]
        if (
            set(other) <= set(agent)
            and not own & set(agent)
            and (agent is not before[-_BEFORE:] or not own & set(before))
        ):
            return block.to
    return ""


def _not_promised(block: Pledge, sentence: Sentence, words: list[str], wording: Wording) -> str:
    """A number that a sentence has in the promise, and that only what was done for it has; empty if there is none."""
    promised = {*words_of(block.what), *words_of(block.common.because)}
    for _, last in matches(words, wording.forms("promising")):
        end = _end_of_part(sentence, last)
        for number in sentence.numbers:
            inside = last <= number.first < end and number.stated.unit is Unit.COUNT
            dated = any(one.start <= number.start < one.end for one in sentence.periods)
            timed = any(unit_of(word.text) for word in sentence.words[number.last : number.last + 1])
            text = "".join(char for char in number.text if char.isdigit())
            if inside and text and not dated and not timed and text not in promised:
                return number.text
    return ""


def _end_of_part(sentence: Sentence, at: int) -> int:
    """The end of the stretch of words that a word is in, at a stop or a comma."""
    return next(
        (i for i in range(at, len(sentence.words)) if i > at and set(sentence.words[i].gap) & set(",;:.")),
        len(sentence.words),
    )


def _of_a_promise(sentence: Sentence, words: list[str], wording: Wording) -> bool:
    """Whether words of a promise, of a deadline, of what is to come or of a denial stand anywhere in a sentence."""
    turning = wording.forms("pledge") | wording.forms("unsure") | wording.forms("negation") | wording.forms("common")
    line = line_of(sentence)
    return bool(matches(words, turning | {("will",)})) or any(
        line.find(table) for table in ("foreseen", "unkept", "missed", "kept", "undue", "late", "left_over", "planned")
    )


def _as_done(block: Pledge, sentence: Sentence, words: list[str], wording: Wording) -> str:
    """What was promised, said as something done ("opened 100 schools"): its verb in the past, and no word of a promise,
    of what is to come or of a "not" before it."""
    verb = next((word for word in words_of(block.what) if (word,) not in wording.forms("plain", "function")), "")
    turning = wording.forms("pledge") | wording.forms("unsure") | wording.forms("negation") | {("to",), ("will",)}
    auxiliary = wording.forms("past")
    for index, word in enumerate(words):
        if not word or not (_borne(word, [verb], sentence.language) or _same_group(word, verb, wording)):
            continue
        past = word != verb and word.endswith(
            ("ed", "built", "held") if wording.language == "en" else ("e", "ee", "ees")
        )
        led = bool(matches(words[max(0, index - 2) : index], auxiliary))
        if (past or led) and not matches(words[:index], turning):
            return word
    return ""


def _same_group(one: str, other: str, wording: Wording) -> bool:
    return any((one,) in forms and (other,) in forms for forms in wording.groups("same").values())


def _no_strength(block: Deployment, sentence: Sentence, held: set[str], wording: Wording) -> str:
    """Why a number that a level gives is not said of the force's strength: of its dead, or of each month."""
    levels = {number for level in block.levels for number in (level.low, level.high)}
    harm = frozenset().union(*wording.groups("matter").values())
    words = [word.text for word in sentence.words]
    for number in sentence.numbers:
        after = words[number.last : _end(sentence, number.last)]
        other = _first(after, harm) or _first(after, wording.forms("doubt", "rate"))
        other = other or (
            "" if held & {"more", "additional", "further", "plus", "supplementaires"} else added(number, sentence)
        )
        if number.stated.value in levels and other:
            return f'the sentence says "{other}" of "{number.text}", and its entries are levels of a force'
    return ""


def no_more(number: StatedNumber, sentence: Sentence) -> bool:
    """Whether a number is said to be all there were: "exactly 300", "only 300"."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words[max(0, number.first - 1) : number.last]]
    return bool(matches(words[:2], wording.forms("doubt", "exactly")))


def _held(form: Iterable[str], held: set[str], wording: Wording) -> bool:
    """Whether the entries have words that deny, or words that say the same: "refused" of "rejects"."""
    form = tuple(form)
    if all(_borne(word, held, wording.language) for word in form):
        return True
    groups = [name for name, forms in wording.groups("same").items() if form in forms]
    return any(
        (word,) in load_wording(language).forms("same", name)
        for name in groups
        for language in LANGUAGES
        for word in held
    )


def _borne(word: str, held: Iterable[str], language: str) -> bool:
    return any(same_word(word, other, language) for other in held)


def _first(words: list[str], forms: frozenset[tuple[str, ...]]) -> str:
    return next((" ".join(words[first:last]) for first, last in matches(words, forms)), "")


def _clause(sentence: Sentence, at: int) -> int:
    while at > 0 and not set(sentence.words[at].gap) & set(";.:"):
        at -= 1
    return at


def _end(sentence: Sentence, at: int) -> int:
    """The end of what is said of a number: a stop, a comma, another number, or some words on."""
    following = [one.first for one in sentence.numbers if one.first >= at]
    last = min([len(sentence.words), at + _REACH, *following])
    return next((i for i in range(at + 1, last) if set(sentence.words[i].gap) & set(",;:.")), last)
