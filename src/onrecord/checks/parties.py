"""Who is named in a sentence as one who may have done it, and whether the entries of an incident have them.

A party is found by its kind ("soldiers", "the army" and "gendarmes" are the state's) in ``words/wording.*.toml``, so
that a sentence may call a force otherwise than its entry does. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.checks.attribution import Voice
from onrecord.checks.stated import texts_of
from onrecord.checks.wording import Deed, clause_of, significant
from onrecord.model.blocks import Incident, Responsibility, Step
from onrecord.model.documentary import Sentence
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_SMALL = frozenset(word[0] for each in LANGUAGES for word in load_wording(each).forms("plain", "function")) | {
    "of", "in", "at", "by", "de", "du", "la", "le", "les", "des",
}  # fmt: skip


def kinds_in(words: Sequence[str]) -> frozenset[str]:
    """The kinds of parties that words name, in either language: entries need not be in that of the sentence."""
    return frozenset(
        kind
        for language in LANGUAGES
        for kind, forms in load_wording(language).groups("party").items()
        if matches(words, forms)
    )


def named_in(words: Sequence[str], entries: Sequence[Responsibility]) -> tuple[tuple[Responsibility, ...], bool]:
    """The entries on those whom words name, and whether somebody is named of whom no entry speaks.

    Words that name nobody ("they", "armed men") may mean anybody of the entries.
    """
    kinds = kinds_in(words)
    by_name = [one for one in entries if not significant(one.who).isdisjoint(words)]
    by_kind = [one for one in entries if kinds & kinds_in(words_of(one.who))]
    named = tuple(one for one in entries if one in by_name or one in by_kind)
    held = frozenset(kind for one in named for kind in kinds_in(words_of(one.who)))
    if kinds - held and not (by_name and not by_kind):
        return named, True
    return named or tuple(entries), False


def proven(entries: Iterable[Responsibility]) -> bool:
    """Whether each of those whom entries are about was convicted."""
    steps: dict[str, set[Step]] = {}
    for one in entries:
        steps.setdefault(one.who, set()).add(one.step)
    return bool(steps) and all(Step.CONVICTED in reached for reached in steps.values())


def accused_in(sentence: Sentence, deed: Deed) -> tuple[str, ...]:
    """Of the words before or after a softened deed those that say who is accused: "the army accuses jihadists of
    killing", "jihadists are accused by the army of killing"."""
    wording = load_wording(sentence.language)
    words = list(deed.subject)
    saying = wording.forms("softening") | wording.forms("reporting", "verb") | wording.forms("reporting", "that")
    cuts = matches(words, saying)
    if not cuts:
        return tuple(words)
    first, last = cuts[-1]
    by = {"en": ("by",), "fr": ("par",)}[sentence.language]
    after, before = words[last:], words[:first]
    return tuple(after if kinds_in(after) and after[0] not in by else before)


def another_accused(accused: Sequence[str], block: Incident, known: Sequence[Responsibility], language: str) -> str:
    """A source of a count that stands where those accused do, and that no entry accuses: "residents are accused of
    killing", where the residents counted. Empty if there is none."""
    who = {word for one in known for word in words_of(one.who)}
    saying = {word for one in block.counts for word in words_of(one.by) if len(word) > len("les")} - who
    kinds = frozenset().union(*(kinds_in(words_of(one.who)) for one in known))
    if who & set(accused) - _SMALL or kinds & kinds_in(accused):
        return ""
    return next((word for word in accused if word in saying), "")


def own_word(sentence: Sentence, block: Incident, heard: Sequence[Voice]) -> str:
    """An admission ("admitted having struck", "claimed responsibility") that no count or accusation of the block is the
    word of, and that no entry has; empty if there is none."""
    wording = load_wording(sentence.language)
    words = ["" if word.quoted else word.text for word in sentence.words]
    told = words_of(" . ".join(texts_of((block,), every=True)))
    if any(matches(told, load_wording(one).forms("beyond", "admits")) for one in LANGUAGES):
        return ""
    for first, last in matches(words, wording.forms("beyond", "admits")):
        by = {
            one.by for one in heard if one.last <= first and clause_of(sentence, one.last) == clause_of(sentence, first)
        }
        guilty = words[last : last + 1] in (["coupable"], ["coupables"])
        if not guilty and not by & {one.by for one in block.counts}:
            return sentence.between(first, last)
    return ""


def unspoken(
    sentence: Sentence, block: Incident, known: Sequence[Responsibility], deeds: Sequence[Deed], heard: Sequence[Voice]
) -> str:
    """A party named beside the dead without a word that says in which part; empty if there is none.

    "300 civilians died at the hands of soldiers": no verb that is known, and yet an accusation. Not one that is
    counted ("203 fighters"), that speaks, that the sentence says is accused, or that the block's own words have.
    """
    if not known:
        return ""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    harm = frozenset().union(
        *wording.groups("matter").values(), *wording.groups("deed").values(), wording.forms("doubt", "about")
    )
    calm = wording.forms("softening") | wording.forms("reporting", "that") | wording.forms("unsure")
    told = kinds_in(words_of(" . ".join((block.what, block.where, *(one.counted for one in block.counts)))))
    done = {clause_of(sentence, deed.first) for deed in deeds}
    silent = {clause_of(sentence, voice.first) for voice in heard}
    for kind, forms in wording.groups("party").items():
        accused = [one for one in known if kind in kinds_in(words_of(one.who))]
        if kind in told or (accused and proven(accused)):
            continue
        for first, last in matches(words, forms):
            clause = clause_of(sentence, first)
            here = [i for i in range(len(words)) if clause_of(sentence, i) == clause]
            counted = any(number.last <= first <= number.last + 2 for number in sentence.numbers)
            if clause in done | silent or counted or sentence.words[first].quoted:
                continue
            text = words[here[0] : here[-1] + 1]
            if matches(text, harm) and not matches(text, calm):
                return sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
    return ""
