"""A sentence to its readings: the entry of this package.

``read_sentence`` tries every rule on the whole sentence, then on its clauses. A reading counts only if it used every
word that says something; the words that none could use are ``unread``. Imports the model and the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import (
    Assertion,
    Change,
    Comparison,
    Level,
    Quantity,
    Reading,
    Ref,
    stated_of,
    subject_measure,
)
from onrecord.model.sentence import Mark
from onrecord.reading.prose import asides
from onrecord.reading.prose.changes import change
from onrecord.reading.prose.clauses import adds_place, at_odds, cuts, frame, framed, moved, projected_too, then
from onrecord.reading.prose.comparisons import comparison
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.drafts import Draft, Rule, View
from onrecord.reading.prose.dressing import CLEFT, DELIBERATE, plainly
from onrecord.reading.prose.each_of import of_each
from onrecord.reading.prose.events import with_events
from onrecord.reading.prose.item import Item
from onrecord.reading.prose.items import EVENT, items_in
from onrecord.reading.prose.levels import level, sequence, times_of
from onrecord.reading.prose.namesakes import told_apart
from onrecord.reading.prose.negations import negated
from onrecord.reading.prose.nevers import no_period_more, unsurpassed
from onrecord.reading.prose.occurrences import distinct, none, occurrence
from onrecord.reading.prose.per_event import per_event
from onrecord.reading.prose.projections import projection
from onrecord.reading.prose.ranks import nobody_more, only_more, rank, second_only
from onrecord.reading.prose.records import record
from onrecord.reading.prose.roles import ONE_SIDED
from onrecord.reading.prose.shares import of_the_total, part_of, share
from onrecord.reading.prose.symbols import overlong, symbols_in
from onrecord.reading.prose.trends import streak, trend
from onrecord.reading.validity import canonical, problem
from onrecord.reading.words import MULTIPLE_WORDS, PART_WORDS
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES, Lexicon, load_lexicon

_PLAIN: tuple[Rule, ...] = (
    change,
    comparison,
    share,
    part_of,
    of_the_total,
    nobody_more,
    no_period_more,
    unsurpassed,
    only_more,
    second_only,
    record,
    rank,
    trend,
    streak,
    occurrence,
    none,
    distinct,
    sequence,
    times_of,
    per_event,
    level,
)
RULES: tuple[Rule, ...] = (projection(_PLAIN), negated((change, comparison)), of_each(_PLAIN), *_PLAIN)
_MOST_DRAFTS = 400


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One way to read a sentence. ``blocks``: as likely as the first, so that the verdicts must agree."""

    reading: Reading
    blocks: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """What was made of a sentence.

    ``readings``, the likeliest first, are those that use every word; with ``unread`` words there are none, and
    ``partial`` holds what could be read without them, for a person to look at only. ``marks`` are the words used
    and those unread.
    ``asides`` are stretches left out because they only explain a date or a name.
    """

    text: str
    language: str
    readings: tuple[SentenceReading, ...] = ()
    unread: tuple[str, ...] = ()
    partial: tuple[SentenceReading, ...] = ()
    marks: tuple[Mark, ...] = ()
    asides: tuple[str, ...] = ()
    problem: str = ""


def read_sentence(text: str, context: Context, language: str = "") -> ReadSentence:
    """Read one sentence. Never raises for what it says.

    ``language`` is "en" or "fr"; without it the language that leaves fewer words unread.
    """
    if not text.strip():
        return ReadSentence(text, language or "en", problem="empty")
    if "?" in text:
        return ReadSentence(text, language or "en", problem="question")
    if re.match(r"\s*(?:had|were|should)\s", text, re.IGNORECASE):
        return ReadSentence(text, language or "en", problem="condition")
    if overlong(text):
        return ReadSentence(text, language or "en", problem="long")
    languages = (language,) if language else LANGUAGES
    found = [_read(text, context, load_lexicon(one)) for one in languages]
    return min(found, key=lambda one: (not one.readings, len(one.unread), -_told(text, one.language)))


def _told(text: str, language: str) -> int:
    lexicon = load_lexicon(language)
    return sum(word in lexicon.tells for word in text.casefold().replace("'", " ").replace("’", " ").split())


def _read(text: str, context: Context, lexicon: Lexicon) -> ReadSentence:
    symbols = with_events(
        symbols_in(text, lexicon, context.vocabulary, context.areas, context.series), text, context.events
    )
    symbols = told_apart(symbols, context)
    kept, left_out = asides.without_asides(symbols, text, context)
    kept = plainly(kept, lexicon, context)
    items = items_in(kept, lexicon, context.vocabulary)
    known, unknown = _known(items, context)
    view = View(items, known, context)
    drafts = list(_drafts(view))
    best = min((len(_unused(view, draft)) for draft in drafts), default=None)
    whole = [draft for draft in drafts if len(_unused(view, draft)) == best] if best is not None else []
    said = frozenset(use for symbol in kept for use in ("unnamed", DELIBERATE, CLEFT, asides.SOME) if symbol.has(use))
    if not context.country and any(EVENT in item.uses for item in items):
        said |= {"unnamed"}  # "in the year after the ceasefire of 22 February 2002, 20 people were killed": where?
    readings = _ranked(whole, context.vocabulary, said)
    used = whole[0].used if whole else frozenset()
    marks = {i: Mark(items[i].start, items[i].end, items[i].sort) for i in used}
    left = [*unknown, *(_unused(view, whole[0]) if whole else ())]
    marks |= {i: Mark(items[i].start, items[i].end, "unread") for i in left}
    shown = tuple(marks[i] for i in sorted(marks) if not _within_another(marks, i))
    base = ReadSentence(text, lexicon.language, marks=shown, asides=left_out)
    if left:
        return replace(base, unread=tuple(items[i].text for i in sorted(left)), partial=readings)
    if not readings:
        return replace(base, problem="none", unread=())
    return replace(base, readings=readings)


def _within_another(marks: dict[int, Mark], index: int) -> bool:
    """Whether the words of an item are marked already, as those of a place in the name of an event are."""
    mark = marks[index]
    return any(i < index and one.start <= mark.start and mark.end <= one.end for i, one in marks.items())


_OF_ASIDES = {"background", "background_last", "says"}
"""Uses that a word has in a stretch set aside alone."""


def _known(items: tuple[Item, ...], context: Context) -> tuple[tuple[int, ...], list[int]]:
    """The items that mean something to the reader, and those that do not."""
    known, unknown = [], []
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        if item.has("attribution") and not (following is not None and following.has("source")):
            unknown.append(index)
            continue
        other_source = item.has("source") and item.get("source") not in context.sources and not item.free
        if (item.sort == "word" and item.uses.keys() <= _OF_ASIDES) or other_source or item.has("unread"):
            unknown.append(index)
        else:
            known.append(index)
    return tuple(known), unknown


def _unused(view: View, draft: Draft) -> list[int]:
    return [i for i in view.live if i not in draft.used and not view.items[i].free and not view.items[i].has("source")]


def _drafts(view: View) -> Iterator[Draft]:
    count = 0
    for rule in RULES:
        for draft in rule(view):
            count += 1
            yield draft
            if count >= _MOST_DRAFTS:
                return
    yield from _clauses(view)


def _clauses(view: View) -> Iterator[Draft]:
    """The sentence as two clauses, each read by itself with what the other leaves unsaid."""
    for cut in cuts(view):
        left = view.only(i for i in view.live if i < cut)
        right = view.only(i for i in view.live if i >= cut)
        dropped = frozenset(i for i in right.live[:1] if view.items[i].has("compared"))
        number = view.items[right.live[0]].number if right.live else None
        if left.live and view.items[left.live[0]].has("of_all") and number is not None and number.unit is Unit.PERCENT:
            continue  # "of the 8,409 people killed, more than half": a part of those
        right = right.only(i for i in right.live if i not in dropped)
        follows = bool(right.live) and view.items[right.live[0]].has("leaves")
        for first, second in ((left, right), (right, left)):
            if follows and first is right:
                continue  # "leaving 300 dead" says nothing without what it follows from
            if dropped and second is right and not right.whens():
                continue  # "50, down from 60" does not say when there were 60
            for one in _complete(framed(first, second))[:2]:
                said = replace(one.slots.over(frame(first, second)).over(view.base), bound=follows)
                period = then(left) if second is right and view.items[cut].has("conjunction_when") else None
                given = replace(second, base=said, base_period=period or one.period)
                for two in _complete(given)[:3]:
                    since = any(view.when(i).how == "since" for i in view.whens())
                    if since and "change" in (one.rule, two.rule) and not second.whens():
                        continue  # "since 2018 deaths have doubled and tripled in Niger": since when there?
                    if at_odds(one, two) or (second is right and two.rule == "record" and adds_place(view, two)):
                        continue
                    parts = (one, two) if first is left else (two, one)
                    parts = (projected_too(parts[0], parts[1]), projected_too(parts[1], parts[0]))
                    besides = moved(view, dropped, parts)
                    if besides is None:
                        continue
                    yield Draft(
                        (*parts[0].assertions, *parts[1].assertions, *besides),
                        one.used | two.used | dropped,
                        one.slots,
                        one.period,
                        one.blocks or two.blocks,
                        "clauses",
                    )


def _complete(view: View) -> list[Draft]:
    """The drafts of a clause that use all its words."""
    found = []
    for rule in RULES:
        found += [draft for draft in rule(view) if not _unused(view, draft)]
        if found:
            break
    return found


def _as_printed(assertion: Assertion) -> Assertion:
    """A number in words that canonical English writes in digits is as loose as those: "sixfold", "three in ten"."""
    stated = stated_of(assertion)
    if stated is None or not stated.word:
        return assertion
    known = MULTIPLE_WORDS if stated.unit is Unit.TIMES else {}
    part = stated.value / 100 if stated.unit is Unit.PERCENT else stated.value
    if stated.value in known or part in PART_WORDS:
        return assertion
    if (stated.value * 100).denominator != 1:
        return assertion
    decimals = 0 if stated.value.denominator == 1 else 2
    return replace(assertion, stated=replace(stated, word=False, decimals=decimals))  # type: ignore[arg-type]


def _one_sided(assertion: Assertion) -> bool:
    """Whether an assertion looks at attacks on civilians, the only ones that are deliberate by definition."""
    measure = subject_measure(assertion)
    return measure.kinds == (Ref(ONE_SIDED),) and measure.quantity is not Quantity.CIVILIAN_DEATHS


def _of_some(assertion: Assertion) -> Assertion:
    """What is left of a number if it is that of some of the dead alone: there were as many at least."""
    if not isinstance(assertion, Level):
        return assertion
    stated = assertion.stated
    if stated.comparator in (Comparator.FEWER_THAN, Comparator.AT_MOST) or not stated.value:
        return replace(assertion, stated=Stated(Fraction(0), Comparator.AT_LEAST))
    if stated.comparator is Comparator.PLAIN:
        return replace(assertion, stated=replace(stated, comparator=Comparator.AT_LEAST))
    least = stated.value * Fraction(9, 10)
    low = least if stated.comparator in (Comparator.ABOUT, Comparator.NEARLY) else stated.value
    return replace(assertion, stated=Stated(Fraction(int(low)), Comparator.AT_LEAST))


def _singled_out(assertion: Assertion) -> bool:
    """Whether "it was in 2014 that" can lead to this: a bound or a bare rise may hold of other years as well."""
    stated = stated_of(assertion)
    if isinstance(assertion, Change | Level | Comparison):
        return stated is not None and stated.comparator in (Comparator.PLAIN, Comparator.ABOUT, Comparator.NEARLY)
    return True


def _ranked(drafts: list[Draft], vocabulary: Vocabulary, said: frozenset[str]) -> tuple[SentenceReading, ...]:
    """The readings of the drafts, each once: those of the first rule that read all first."""
    found: dict[Reading, SentenceReading] = {}
    first = drafts[0].rule if drafts else ""
    for draft in drafts:
        assertions = tuple(map(_as_printed, draft.assertions))
        if CLEFT in said and not all(map(_singled_out, assertions)):
            continue
        if "unnamed" in said and any(
            not subject_measure(one).places and not subject_measure(one).areas for one in assertions
        ):
            continue  # "the country's deadliest year": of which country?
        if DELIBERATE in said and not (all(map(_one_sided, assertions)) or (found and draft.blocks)):
            continue  # deaths of civilians in clashes are not said to be meant
        if any(problem(one, vocabulary) is not None for one in assertions):
            continue  # what canonical English refuses is no reading
        reading = canonical(Reading(assertions))
        blocks = draft.blocks and draft.rule == first
        found.setdefault(reading, SentenceReading(reading, blocks, draft.rule))
        if asides.SOME in said and any(isinstance(one, Level) for one in assertions):
            among = canonical(Reading(tuple(map(_of_some, assertions))))
            found.setdefault(among, SentenceReading(among, blocks or len(found) == 1, draft.rule))
    ranked = sorted(found.values(), key=lambda one: one.blocks and 1)
    return tuple(ranked[:12])
