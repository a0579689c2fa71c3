"""Counts of victims: whom and what a count counts, whether it gives a number of a sentence, whether two agree.

A count gives a number

- if it is exact: where it lies in the interval that the number's writing allows (``onrecord.model.precision``), and for
  a number without hedge within 5 percent of it: nobody who counted 25 dead gave "30";
- if it is a range: a plain number inside the range; a hedged or bounded one only if all of the range makes it true;
- if it is a minimum: the minimum itself, or a bound that the minimum makes true ("more than 400" of at least 500,
  and not "more than 500", unless ``counted`` has these words). No number above a minimum is given by it.

Counts are never averaged and never added up. Whom a number counts is read from the words around it, whom a count counts
from its fields or the words of ``counted``: a count of people gives no number of civilians, one of civilians does give
a number of people. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.checks.standing import Context
from onrecord.model.blocks import Count, Harm, Whom
from onrecord.model.documentary import Sentence, StatedNumber
from onrecord.model.precision import Comparator, Stated, Unit, interval
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches

PERSON = "person"
_AGES = frozenset({"women", "children", "men"})
_SIDES = frozenset({"civilian", "soldier", "fighter"})
_OVER = re.compile(r"\b(?:over|more than|plus de)\s+(\d[\d,\u00a0\u202f ]*)", re.IGNORECASE)
_ARTICLES = ("the", "le", "la", "les", "l")
_ROUNDED = Fraction(5, 100)
_OF_WHOM = {
    Whom.CIVILIAN: frozenset({"civilian"}),
    Whom.COMBATANT: frozenset({"soldier", "fighter"}),
    Whom.ALL: frozenset({PERSON}),
    Whom.UNKNOWN: frozenset({"unknown"}),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Whom and what something counts: ``who`` of "civilian", "soldier", "fighter", "women", "children", "men", "person"
    and "unknown", or nothing where no word says; ``what`` likewise of ``Harm``."""

    who: frozenset[str] = frozenset()
    what: frozenset[Harm] = frozenset()

    @property
    def told(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.who or self.what)


def of_count(count: Count) -> Group:
    """The group of a count: its fields, else the words of ``counted`` in any language read."""
    who, what = frozenset[str](), frozenset[Harm]()
    for language in LANGUAGES:
        wording, words = load_wording(language), words_of(count.counted)
        who = who or _first_side(words, wording)
        what = what or frozenset(map(Harm, _harms(words, wording)))
    who = who - {PERSON} or who
    if count.who is not None:
        # "combatant" is either side's; the words say whose, where they do.
        ages = who & _AGES if count.who is Whom.CIVILIAN else frozenset()
        who = (who & _OF_WHOM[count.who] or _OF_WHOM[count.who]) | ages
    return Group(who, frozenset({count.what}) if count.what else what)


def _first_side(words: Sequence[str], wording: Wording) -> frozenset[str]:
    """Whom words name; of civilians, soldiers and fighters those named first ("civilian men, some fighters")."""
    found = _named(words, wording, "group")
    places = {side: matches(words, wording.groups("group")[side]) for side in _SIDES & found}
    first = min(places, key=lambda side: places[side][0], default="")
    return found - (_SIDES - {first})


def _named(words: Sequence[str], wording: Wording, table: str) -> frozenset[str]:
    return frozenset(name for name, forms in wording.groups(table).items() if matches(words, forms))


def _harms(words: Sequence[str], wording: Wording) -> frozenset[str]:
    """What befell somebody; of prisoners who were killed, that."""
    beside = [word if (word,) not in wording.forms("captive") else "" for word in words]
    return _named(beside, wording, "matter") or _named(words, wording, "matter")


def of_number(number: StatedNumber, sentence: Sentence) -> Group:
    """The group of a number: the nouns right after it; what befell them right after, or the nearest word before."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    clause = _clause_end(sentence, number.last)
    phrase = _phrase_end(words, number.last, clause, wording)
    if matches(words[number.last : phrase], wording.forms("unit") | wording.forms("unit", "record")):
        return Group()
    who = _named(words[number.last : phrase], wording, "group")
    after = _verb_end(words, phrase, clause, wording, sentence)
    what = _harms(words[number.last : after], wording)
    if not what:
        what = _nearest_before(words, number.first, sentence, wording)
    specific = who - {PERSON}
    return Group(specific or who, frozenset(map(Harm, what)))


def _clause_end(sentence: Sentence, start: int) -> int:
    """The first word from ``start`` on that a stop or a comma stands before, or a number of its own."""
    following = [n.first for n in sentence.numbers if n.first >= start]
    last = min([len(sentence.words), *following])
    for index in range(start, last):
        if index > start and set(sentence.words[index].gap) & set(",;:()."):
            return index
        if index == start and set(sentence.words[index].gap) & set(";:()."):
            return index
        if index == start and "," in sentence.words[index].gap and sentence.words[index].text in _ARTICLES:
            return index  # "the opposition put it at 55, the police at 12"
    return last


def _phrase_end(words: Sequence[str], start: int, last: int, wording: Wording) -> int:
    """Where the noun phrase after a number ends: at a preposition, a conjunction or a verb to be."""
    stops = wording.forms("stop")
    at = start
    if wording.language == "fr" and words[at : at + 1] in (["de"], ["d"]):
        at += 1  # "une vingtaine de femmes"
    while at < last and (words[at],) not in stops and at < start + 5:
        at += 1
    return at


def _verb_end(words: Sequence[str], phrase: int, last: int, wording: Wording, sentence: Sentence) -> int:
    """The end of a passive right after the phrase: "40 people were wounded"."""
    auxiliaries = {form[0] for form in wording.forms("stop", "passive")} | {"had", "have", "has", "ont", "a", "avaient"}
    at = phrase
    while at < last and words[at] in auxiliaries:
        at += 1
    return min(at + 1, last) if at > phrase else phrase


def _nearest_before(words: Sequence[str], number: int, sentence: Sentence, wording: Wording) -> frozenset[str]:
    """What the nearest word of harm before a number says: "killed 203 fighters and arrested 51"."""
    start = number
    while start > 0 and not set(sentence.words[start].gap) & set(";.:"):
        start -= 1
    best, found = -1, frozenset[str]()
    for name, forms in wording.groups("matter").items():
        for first, _ in matches(words[start:number], forms):
            if first > best:
                best, found = first, frozenset({name})
    return found


def fits(said: Group, counted: Group) -> bool:
    """Whether a count of the one group can give a number of the other."""
    if said.what and counted.what and not said.what & counted.what:
        return False
    if not said.who or PERSON in said.who or not counted.who:
        return True
    return bool(said.who & counted.who)


def gives(count: Count, stated: Stated) -> bool:
    """Whether a count gives a number, by the rules at the top of this module."""
    if stated.unit is not Unit.COUNT:
        return False
    allowed = interval(stated)
    if count.high == 0:
        return stated.value == 0  # that nobody died is not "up to 12"
    if count.high is not None and count.low == count.high:
        plain = stated.comparator is Comparator.PLAIN
        return count.low in allowed and (not plain or abs(count.low - stated.value) <= _ROUNDED * count.low)
    bounded = stated.comparator not in (Comparator.PLAIN, Comparator.ABOUT, Comparator.NEARLY)
    if count.high is None:
        if not bounded:
            return count.low in allowed
        # "More than 500" is not what "at least 500" says, but what a source says that is quoted so in its entry.
        return allowed.high is None and (count.low in allowed or _said_over(count) == count.low == stated.value)
    if bounded:
        return count.low in allowed and count.high in allowed
    return count.low <= stated.value <= count.high


def _said_over(count: Count) -> int | None:
    """The number of which the words of a count say that it was more: "attackers (the report says over 100)"."""
    found = _OVER.search(count.counted)
    return int(re.sub(r"\D", "", found[1])) if found else None


def narrower(count: Count, stated: Stated) -> bool:
    """Whether a number says more than the count that gives it: one of a range, or a minimum without "at least"."""
    if count.low == count.high:
        return False
    return stated.comparator in (Comparator.PLAIN, Comparator.ABOUT, Comparator.NEARLY)


def excludes(count: Count, stated: Stated) -> bool:
    """Whether no number of a count makes a stated one true."""
    allowed = interval(stated)
    below = allowed.low is not None and count.high is not None and count.high < allowed.low
    above = allowed.high is not None and count.low > allowed.high
    return below or above or (allowed.high_open and allowed.high == count.low)


def differ(one: Count, other: Count, factor: Fraction) -> bool:
    """Whether two counts are more than ``factor`` apart at their nearest; nothing beside something always is."""
    low, high = sorted((one, other), key=lambda count: (count.low, count.low if count.high is None else count.high))
    top = low.high if low.high is not None else low.low
    if low.high is None and low.low <= high.low:
        # A minimum says nothing against a higher count, unless it is the other that gives less.
        return False
    if high.low <= top:
        return False
    return top == 0 or Fraction(high.low, top) > factor


def range_text(low: int, high: int | None) -> str:
    """ "543", "200 to 300", "at least 300"."""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def as_written(count: Count, language: str) -> str:
    """A range or a minimum as a sentence in a language says it: "at least 500", "de 200 à 300"."""
    if language != "fr":
        return range_text(count.low, count.high)
    low, high = (f"{one:,}".replace(",", "\u202f") for one in (count.low, count.high or 0))
    return f"au moins {low}" if count.high is None else f"de {low} à {high}"


def count_text(count: Count, context: Context) -> str:
    """A count in words: "at least 500 people killed, OHCHR, 2023-05-12"."""
    when = context.dated(count.on, count.source)
    return ", ".join([f"{range_text(count.low, count.high)} {count.counted}", count.by, *([str(when)] if when else [])])


def known_counts(counts: Iterable[Count], context: Context) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
    """The counts known on the dossier's date, and the later ones."""
    listed = tuple(counts)
    return (
        tuple(one for one in listed if context.known(one.on, one.source)),
        tuple(one for one in listed if not context.known(one.on, one.source)),
    )
