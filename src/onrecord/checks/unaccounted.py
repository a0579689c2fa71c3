"""What of a sentence no entry, quotation or rule speaks to: a statement with such names or words is for a person.

That the entries of a block contradict nothing does not show that they bear a sentence out: "Moussa Keita was arrested"
agrees with the steps of anybody's arrest, and "300 civilians were stabbed" with a count of 300 killed. So every name
and every word of weight has to be accounted for: it stands in an entry or a quotation that was found, it says the same
as a word there, it is one that a check of this kind of block holds against the entries, or it says nothing that a
source would have to bear out (``words/plain.*.toml``). The words of the claim account for none: they are what is
tested. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.checks.names import names_any
from onrecord.checks.phrases import line_of
from onrecord.checks.standing import Context, all_sources
from onrecord.checks.stated import quoted_words, texts_of
from onrecord.model.blocks import Block, Case, Deployment, Incident, Pledge, Reply, block_name
from onrecord.model.documentary import Sentence, SentenceWord
from onrecord.model.dossier import Source, Statement
from onrecord.model.quotation import Sought
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, Wording, load_wording, matches

_WEIGHT = 3
_SHORTEST = 2
"""The shortest name: "N'Daw" has a letter before it."""
_REPORTING = ("that", "verb", "before", "by", "counting", "after", "range")
_PHRASES: dict[type, tuple[str, ...]] = {
    Pledge: ("unkept", "missed", "kept", "undue", "late", "late_before", "left_over", "left_over_before"),
    Deployment: ("left", "remain", "intended", "planned"),
}
"""The phrases that the check of a kind of block holds against its dates and levels."""


def names(statement: Statement, context: Context) -> tuple[SentenceWord, ...]:
    """The names in a sentence that nothing speaks to: words with a capital letter inside it.

    A place in which something happened or a force is ("in Bamako") has to be in a block, and not only in the name of a
    source.
    """
    sentence = context.sentence
    wording = load_wording(sentence.language)
    held = frozenset(word for text in _naming(statement, context) for word in words_of(text))
    held |= {form[0] for form in wording.forms("calendar")} | {form[0] for form in wording.forms("plain", "people")}
    known = _placed(statement, context, wording)
    there = (
        _where(statement, context) if any(isinstance(one, Incident | Deployment) for one in statement.blocks) else None
    )
    found: list[SentenceWord] = []
    for index, word in enumerate(sentence.words):
        starts = index == 0 or bool(set(word.gap) & set('.!?:;“”"«»'))
        if not _capital(sentence, word) or starts or _aside(word, context) or len(word.text) < _SHORTEST:
            continue
        before = _led(sentence, index, statement, context)
        if there is not None and before in wording.forms("in") and not _has(word.text, there, sentence.language):
            if not _phrased(sentence, index, statement):
                found.append(word)
        elif index not in known and not _has(word.text, held, sentence.language):
            found.append(word)
    return tuple(found)


def _led(sentence: Sentence, index: int, statement: Statement, context: Context) -> Form:
    """The word before a name; of one that goes on a list of places ("in Karma and Ouahigouya") that before the list."""
    at = index
    while at and sentence.words[at - 1].text in _AND and at > 1 and _capital(sentence, sentence.words[at - 2]):
        at -= 2
    comma = set(sentence.words[at].gap) == {",", " "} and at and _capital(sentence, sentence.words[at - 1])
    last = index + 1
    while (
        last < len(sentence.words) and _capital(sentence, sentence.words[last]) and not sentence.words[last].gap.strip()
    ):
        last += 1
    run = tuple(word.text for word in sentence.words[index:last])
    names = {words_of(source.author or source.publisher) for source in _cited(statement, context)}
    names |= {words_of(text) for block in statement.blocks for text in _sayers(block)}
    if comma and run not in names and last == len(sentence.words):
        at -= 1
    if at == index:
        return (sentence.words[index - 1].text,) if index and not sentence.words[index].gap.strip() else ()
    while at and _capital(sentence, sentence.words[at - 1]) and not sentence.words[at].gap.strip():
        at -= 1
    return (sentence.words[at - 1].text,) if at and run not in names else ()


_AND = ("and", "et", "or", "ou")


def _sayers(block: object) -> Iterator[str]:
    for name in ("counts", "responsibility", "levels"):
        yield from (one.by for one in getattr(block, name, ()))


def words(statement: Statement, context: Context) -> tuple[SentenceWord, ...]:
    """The other words of weight in a sentence that nothing accounts for."""
    sentence = context.sentence
    wording = load_wording(sentence.language)
    held = frozenset(word for text in _bearing(statement, context) for word in words_of(text))
    known = _placed(statement, context, wording) | _ruled(statement, context, wording)
    named = frozenset(word for text in _naming(statement, context, claim=False) for word in words_of(text))
    cited = quoted_words(statement)
    found = []
    for index, word in enumerate(sentence.words):
        # Quotation marks alone show nothing: the words have to stand in a quotation that is looked up.
        aside = _aside(word, context) and not (word.quoted and word.text not in cited)
        if index in known or not word.text.isalpha() or aside or context.in_quotation(word.start, word.end):
            continue
        capital = _capital(sentence, word)
        if len(word.text) < _WEIGHT and not (capital and len(word.text) >= _SHORTEST and index):
            continue
        if _has(word.text, held, sentence.language) or (capital and _has(word.text, named, sentence.language)):
            continue
        found.append(word)
    return tuple(found)


def shown(found: tuple[SentenceWord, ...], sentence: Sentence) -> str:
    """Words as the sentence writes them, each once: '"stabbed", "poison"'."""
    return ", ".join(f'"{text}"' for text in dict.fromkeys(sentence.text[one.start : one.end] for one in found))


def written(word: SentenceWord, sentence: Sentence) -> str:
    """A word as the sentence writes it."""
    return sentence.text[word.start : word.end]


def _capital(sentence: Sentence, word: SentenceWord) -> bool:
    return sentence.text[word.start : word.start + 1].isupper()


def _aside(word: SentenceWord, context: Context) -> bool:
    """Whether a word stands in a quotation, a number or a date, which are checked of themselves."""
    if word.quoted or context.in_quotation(word.start, word.end):
        return True
    sentence = context.sentence
    if any(one.start <= word.start < one.end for one in sentence.periods):
        return True
    return any(one.start <= word.start < one.end for one in sentence.numbers)


def _has(word: str, held: frozenset[str], language: str) -> bool:
    return word in held or any(other[:1] == word[:1] and same_word(word, other, language) for other in held)


def _placed(statement: Statement, context: Context, wording: Wording) -> frozenset[int]:
    """The words of a sentence that say the same as words of the entries: other names of those whom they name
    (``Context.aliases``), and words of one group ("army" and "soldiers", "school" and "école")."""
    words = [word.text for word in context.sentence.words]
    entries = words_of(" . ".join((*texts_of(statement.blocks, every=True), context.subject, context.claim.claimant)))
    found = {index for first, last in matches(words, context.aliases) for index in range(first, last)}
    for table in ("same", "matter", "group", "party", "life", "qualified", "role"):
        for name, forms in wording.groups(table).items():
            places = matches(words, forms)
            if places and _in_group(entries, table, name):
                found |= {index for first, last in places for index in range(first, last)}
    return frozenset(found)


def _in_group(entries: tuple[str, ...], table: str, name: str) -> bool:
    return any(matches(entries, load_wording(language).groups(table).get(name, ())) for language in LANGUAGES)


def _ruled(statement: Statement, context: Context, wording: Wording) -> frozenset[int]:
    """The words of a sentence without weight, and those that the checks of its blocks hold against the entries."""
    sentence = context.sentence
    words = [word.text for word in sentence.words]
    kinds = {type(block) for block in statement.blocks}
    found = {index for forms in _lists(statement, wording) for span in matches(words, forms) for index in range(*span)}
    line = line_of(sentence)
    for kind in kinds:
        for table in _PHRASES.get(kind, ()):
            for phrase in line.find(table):
                found |= {i for i, word in enumerate(sentence.words) if phrase.start <= word.start < phrase.end}
    return frozenset(found)


def _lists(statement: Statement, wording: Wording) -> Iterator[frozenset[Form]]:
    plain = _plain(wording.language)
    # "The army promised an inquiry": what a pledge may say weighs where the statement has none.
    yield plain - wording.forms("pledge") if _replies_only(statement) else plain
    for block in statement.blocks:
        name = block_name(block)
        yield wording.forms(name)
        if isinstance(block, Reply):
            for listed in ("denying", "admitting", "unanswered", "answered", "asking"):
                yield wording.forms("reply", listed)
            yield from wording.groups("means").values()
        if isinstance(block, Deployment):
            if block.arrived is not None:
                yield wording.forms("deployment", "arrived")
            if any(level.planned for level in block.levels):
                yield wording.forms("unreached")
        if isinstance(block, Case):
            yield frozenset(form for rung in wording.ladder if rung.steps for form in rung.forms)
            yield wording.forms("softening")
        if isinstance(block, Incident):
            for listed in _REPORTING:
                yield wording.forms("reporting", listed)
            yield wording.forms("softening")
            yield wording.forms("group", "person")
            yield wording.forms("doubt", "about")
            yield wording.forms("deed", "state")
            yield wording.forms("unit", "record")
            yield frozenset({("committed",), ("carried", "out"), ("perpetrated",)})
            if any(one.high == 0 for one in block.counts):
                yield from wording.groups("none").values()
            if block.responsibility:
                yield frozenset(form for rung in wording.ladder if rung.of_deed for form in rung.forms)


def _replies_only(statement: Statement) -> bool:
    return all(isinstance(block, Reply) for block in statement.blocks)


@cache
def _plain(language: str) -> frozenset[Form]:
    wording = load_wording(language)
    lists = [*wording.groups("plain").values(), wording.forms("calendar"), wording.forms("common")]
    return frozenset(form for forms in lists for form in forms)


def _bearing(statement: Statement, context: Context) -> Iterator[str]:
    """The texts that bear words out: the blocks, the quotations found, and what the sources cited are called."""
    yield from texts_of(_spoken_of(statement, context), every=True)
    there = (quoted for quoted in context.quotations if quoted.looked.lookup.sought in (Sought.FOUND, Sought.NEARLY))
    yield from (one.text for quoted in there for one in quoted.texts)
    yield from (context.subject, context.claim.claimant)
    for source in _cited(statement, context):
        yield from (source.author, source.publisher)


def _spoken_of(statement: Statement, context: Context) -> tuple[Block, ...]:
    """The blocks of a statement without the replies beside others whose holder the sentence does not name: what
    somebody answered is no fact."""
    if _replies_only(statement):
        return statement.blocks
    text = context.sentence.text
    return tuple(one for one in statement.blocks if not isinstance(one, Reply) or names_any(text, one.by))


def _naming(statement: Statement, context: Context, *, claim: bool = True) -> Iterator[str]:
    """The texts in which a name may stand: those that bear words out, the sources cited and, of names, the claim."""
    yield from _bearing(statement, context)
    if claim:
        yield context.claim.claim
    for source in _cited(statement, context):
        name = source.author or source.publisher
        yield from ("".join(word[0] for word in name.split()), source.title)


def _cited(statement: Statement, context: Context) -> Iterator[Source]:
    keys = dict.fromkeys(key for block in statement.blocks for key in all_sources(statement, block))
    yield from (context.sources[key] for key in keys if key in context.sources)


def _where(statement: Statement, context: Context) -> frozenset[str]:
    """The words of the places of a statement: all of its blocks but the names of those who say so, and the subject."""
    texts = set(texts_of(statement.blocks, every=True))
    for block in statement.blocks:
        said = {one.by for name in ("counts", "responsibility", "levels") for one in getattr(block, name, ())}
        texts -= said - {block.where if isinstance(block, Incident | Deployment) else ""}
    found = {word for text in (*texts, context.subject) for word in words_of(text)}
    return frozenset(found | {form[0] for form in load_wording(context.sentence.language).forms("calendar")}) | {
        word for form in context.aliases for word in form
    }


def _phrased(sentence: Sentence, index: int, statement: Statement) -> bool:
    """Whether a place is part of the name of one who says so: "the hospital in Bamako"."""
    run = tuple(word.text for word in sentence.words[max(0, index - 2) : index + 1])
    return any(
        bool(matches(words_of(one.by), [run]))
        for block in statement.blocks
        for name in ("counts", "responsibility", "levels")
        for one in getattr(block, name, ())
    )
