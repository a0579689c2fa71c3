"""What of a sentence no entry, source or list of words speaks to: its names decide, its other words are told.

That the entries of a block contradict nothing does not show that they bear a sentence out: "Moussa Keita was arrested"
agrees with the steps of anybody's arrest. So a name that is in no entry leaves the statement for a person to judge, and
other words of weight that nothing speaks to are told beside the standing. Imports the model, the vocabulary's words and
siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.checks.standing import Context
from onrecord.checks.stated import texts_of
from onrecord.model.blocks import block_name
from onrecord.model.documentary import SentenceWord
from onrecord.model.dossier import Statement
from onrecord.vocabulary.lexicon import words_of
from onrecord.vocabulary.wording import load_wording

_WEIGHT = 4
_STEM = 4


def names(statement: Statement, context: Context) -> tuple[str, ...]:
    """The names in a sentence that nothing in the dossier speaks to: words with a capital letter inside it."""
    calendar = load_wording(context.sentence.language).forms("calendar")
    held = _held(statement, context) | {form[0] for form in calendar}
    sentence = context.sentence
    found: list[str] = []
    for index, word in enumerate(sentence.words):
        shown = sentence.text[word.start : word.end]
        starts = index == 0 or bool(set(word.gap) & set('.!?:;“”"«»'))
        if not shown[:1].isupper() or starts or _known(word, held, context):
            continue
        found.append(shown)
    return tuple(dict.fromkeys(found))


def words(statement: Statement, context: Context) -> tuple[str, ...]:
    """The other words of weight in a sentence that nothing speaks to."""
    held = _held(statement, context) | _listed(context.sentence.language)
    sentence = context.sentence
    return tuple(
        dict.fromkeys(
            sentence.text[word.start : word.end]
            for word in sentence.words
            if len(word.text) >= _WEIGHT and word.text.isalpha() and not _known(word, held, context)
        )
    )


def _known(word: SentenceWord, held: frozenset[str], context: Context) -> bool:
    sentence = context.sentence
    if word.quoted or context.in_quotation(word.start, word.end):
        return True
    items = [(number.start, number.end) for number in sentence.numbers]
    items += [(period.start, period.end) for period in sentence.periods]
    if any(start <= word.start < end for start, end in items):
        return True
    stem = word.text[: max(_STEM, len(word.text) - 3)]
    return word.text in held or (len(stem) >= _STEM and any(one.startswith(stem) for one in held))


def _held(statement: Statement, context: Context) -> frozenset[str]:
    """Every word of the blocks, the quotations found, the sources, the claim and the dossier's subject."""
    return frozenset(word for text in _texts(statement, context) for word in words_of(text))


def _texts(statement: Statement, context: Context) -> Iterator[str]:
    yield from texts_of(statement.blocks, every=True)
    yield from (block_name(block) for block in statement.blocks)
    yield from (one.text for quoted in context.quotations for one in quoted.texts)
    yield from (context.subject, context.claim.claim, context.claim.claimant)
    for source in context.sources.values():
        name = source.author or source.publisher
        yield from (name, "".join(word[0] for word in name.split()), source.publisher, source.title)


@cache
def _listed(language: str) -> frozenset[str]:
    """Every word that a check has a rule for, or that has no weight."""
    wording = load_wording(language)
    tables = (form for lists in wording.tables.values() for forms in lists.values() for form in forms)
    ladder = (form for rung in wording.ladder for form in rung.forms)
    return frozenset(word for form in (*tables, *ladder) for word in form)
