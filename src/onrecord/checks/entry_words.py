"""Words of one entry in a sentence about another: what stands somewhere in the blocks need not be true of this.

"12 guerrillas were killed" has a number of one count and a noun of another, "3,000 Kenyan soldiers" a level and the
adjective of an earlier one, "the president signed on 8 December" a step and the day of the one before, "arrested in
Texas" a step and the place of the court. A word that only entries have which the sentence does not speak of is for a
person. Imports the model, the vocabulary's words and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.attribution import speaker, voices
from onrecord.checks.case import overlap
from onrecord.checks.counts import fits, gives, known_counts, of_count, of_number
from onrecord.checks.levels import gives as gives_level
from onrecord.checks.names import names_any
from onrecord.checks.standing import Context
from onrecord.checks.stated import texts_of
from onrecord.checks.wording import said
from onrecord.model.blocks import Case, Count, Deployment, Incident, Level, Pledge, Position, Reply, Step
from onrecord.model.dates import PartialDate, Period
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Statement
from onrecord.vocabulary.inflection import same_word
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Form, load_wording, matches

_TABLES = ("same", "matter", "group", "life", "role")
_LEAST = 4
"""Letters that a word has at least to tell one entry from another."""
_REACH = 8
_AMONG = frozenset({"including", "among", "dont", "notamment", "parmi", "compris"})
_PLACED = frozenset({"by", "par", "in", "at", "near", "a", "au", "aux", "en", "dans", "pres"})
_BEFORE_COURT = (Step.REPORTED, Step.ALLEGED, Step.ACCUSED, Step.WANTED, Step.DETAINED, Step.ARRESTED, Step.RELEASED)
"""Steps that no court need have taken: where they were is not where the court sits."""


@dataclass(frozen=True, slots=True)
class Held:
    """The words of some texts, and the groups of words that say the same which they belong to, in every language."""

    words: frozenset[str]
    groups: frozenset[tuple[str, str]]


def held(texts: Iterable[str]) -> Held:
    """The words of texts."""
    words = words_of(" . ".join(texts))
    groups = {
        (table, name)
        for language in LANGUAGES
        for table in _TABLES
        for name, forms in load_wording(language).groups(table).items()
        if matches(words, forms)
    }
    return Held(frozenset(words), frozenset(groups))


def of_other_entries(statement: Statement, context: Context) -> Iterator[str]:
    """Why words of the sentence are those of entries that it does not speak of."""
    if len(statement.blocks) != 1 or not context.sentence.language:
        return
    block = statement.blocks[0]
    if isinstance(block, Incident):
        yield from _counts(block, statement, context)
    elif isinstance(block, Deployment):
        yield from _levels(block, context)
    elif isinstance(block, Case):
        yield from _places(block, context)
        yield from _former(block.who, context.sentence)
    elif isinstance(block, Pledge):
        yield from _steps(block, context)
    if isinstance(block, Incident | Pledge):
        yield from _service(statement, context)
    if isinstance(block, Pledge | Position | Reply | Incident):
        yield from _several(statement, context)


def strangers(
    sentence: Sentence, context: Context, mine: Held, others: Held, *, placed: bool = False
) -> tuple[int, ...]:
    """The words of a sentence that ``others`` have and ``mine`` has not, by their place among its words. With
    ``placed`` only those that a word of place leads."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    groups: dict[int, set[tuple[str, str]]] = {}
    for table in _TABLES:
        for name, forms in wording.groups(table).items():
            for first, last in matches(words, forms):
                for index in range(first, last):
                    groups.setdefault(index, set()).add((table, name))
    plain = wording.forms("plain", "function")
    found = []
    for index, word in enumerate(sentence.words):
        own = groups.get(index, set())
        if len(word.text) < _LEAST or not word.text.isalpha() or (word.text,) in plain or word.quoted:
            continue
        if context.in_quotation(word.start, word.end) or _in_figures(sentence, word.start):
            continue
        if placed and not (_PLACED & set(words[max(0, index - 2) : index])):
            continue
        if _has(word.text, own, others, sentence.language) and not _has(word.text, own, mine, sentence.language):
            found.append(index)
    return tuple(found)


def _has(word: str, groups: set[tuple[str, str]], there: Held, language: str) -> bool:
    if groups & there.groups or word in there.words:
        return True
    return any(other[:1] == word[:1] and same_word(word, other, language) for other in there.words)


def _in_figures(sentence: Sentence, start: int) -> bool:
    """Whether a word is part of a number or a date."""
    return any(one.start <= start < one.end for one in sentence.periods) or any(
        one.start <= start < one.end for one in sentence.numbers
    )


def _counts(block: Incident, statement: Statement, context: Context) -> Iterator[str]:
    """Words of a count whose number the sentence does not give."""
    sentence = context.sentence
    known = known_counts(block.counts, context)[0]
    heard = voices(sentence, [one.by for one in block.counts] + [one.by for one in block.responsibility])
    yield from _outcome(block, sentence)
    given: list[Count] = []
    for number in sentence.numbers:
        voice = speaker(number, heard, sentence)
        group = of_number(number, sentence)
        mine = [one for one in known if fits(group, of_count(one)) and gives(one, number.stated)]
        own = [one for one in mine if voice is not None and one.by == voice.by]
        given += own or mine
    others = [one for one in known if one not in given]
    yield from _one_of_two((one.counted for one in given), sentence)
    yield from _came_off((one.counted for one in given), sentence)
    if not given or not others:
        return
    beside = [block.what, block.where, *(text for one in block.responsibility for text in (one.who, one.by))]
    beside += [one.by for one in known]
    sources = [text for one in context.sources.values() for text in (one.author, one.publisher)]
    mine_held = held([*(one.counted for one in given), *beside, *sources, *(one.what or "" for one in given)])
    words = [word.text for word in sentence.words]
    told = [*(one.counted for one in given), *(one.what or "" for one in given)]
    right_after = {index for number in sentence.numbers for index in range(number.last, number.last + 2)}
    for index in strangers(sentence, context, held(told), held(one.counted for one in others)):
        ends = any(set(word.gap) & set(",;:.") for word in sentence.words[index : index + 1])
        if index in right_after and not ends:
            said_word = sentence.between(index, index + 1)
            yield f'the sentence says "{said_word}", and no count whose number it gives has that'
            return
    for index in strangers(sentence, context, mine_held, held(one.counted for one in others)):
        if _AMONG & set(words[max(0, index - 3) : index]):
            continue
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}", and no count whose number it gives has that'
        return


def _outcome(block: Incident, sentence: Sentence) -> Iterator[str]:
    """What became of those who were arrested, abducted or missing, where no entry says so: "120 were charged"."""
    wording = load_wording(sentence.language)
    words = ["" if word.quoted else word.text for word in sentence.words]
    entries = words_of(" . ".join(texts_of((block,), every=True)))
    for first, last in matches(words, wording.forms("weight", "outcome")):
        there = any(one.last <= first <= one.last + _REACH for one in sentence.numbers)
        if there and not any(same_word(words[first], other, sentence.language) for other in entries):
            if any(matches(entries, load_wording(each).forms("weight", "outcome")) for each in LANGUAGES):
                continue
            yield f'the sentence says "{sentence.between(first, last)}", and no entry says what became of them'
            return


def _service(statement: Statement, context: Context) -> Iterator[str]:
    """The police for the army, and the reverse."""
    sentence = context.sentence
    texts = [*texts_of(statement.blocks, every=True), context.subject, context.claim.claimant]
    texts += [text for one in context.sources.values() for text in (one.author, one.publisher)]
    entries = words_of(" . ".join(texts))
    words = ["" if word.quoted else word.text for word in sentence.words]
    has = {name: any(matches(entries, _serving(each, name)) for each in LANGUAGES) for name in _SERVICES}
    for name, other in (_SERVICES, _SERVICES[::-1]):
        found = matches(words, _serving(sentence.language, name))
        if found and has[other] and not has[name]:
            yield f'the sentence says "{sentence.between(*found[0])}", and the entries speak of another service'
            return


_SERVICES = ("police", "military")


def _serving(language: str, name: str) -> frozenset[Form]:
    wording = load_wording(language)
    return wording.forms("service", name) | wording.forms("role", "police" if name == "police" else "army")


_ONE = frozenset({"a", "an", "un", "une"})
_SINGLE = frozenset({"a", "an", "the", "its", "un", "une", "le", "la", "l", "son", "sa"})


def _several(statement: Statement, context: Context) -> Iterator[str]:
    """Several of what an entry has one of: "dams" of "a dam"."""
    sentence = context.sentence
    entries = words_of(" . ".join(texts_of(statement.blocks, every=True)))
    # An incident may be in several places, whatever its title says.
    incident = isinstance(statement.blocks[0], Incident)
    lists = load_wording(sentence.language).forms("unit", "places") if incident else frozenset()
    marks = _ONE if incident else _SINGLE
    single = {entries[i + 1] for i, word in enumerate(entries[:-1]) if word in marks and len(entries[i + 1]) > 2}
    for index, word in enumerate(sentence.words):
        stems = {word.text.removesuffix(end) for end in ("es", "s", "x")} - {word.text}
        if stems & single and (word.text,) not in lists and word.text not in entries and not word.quoted:
            yield f'the sentence says "{sentence.between(index, index + 1)}", and the entry has one of them'
            return


def _levels(block: Deployment, context: Context) -> Iterator[str]:
    """Words of a level whose number the sentence does not give: "Kenyan soldiers" of a later level of all soldiers."""
    sentence = context.sentence
    yield from _of_the_place(block, sentence)
    yield from _said_there(block, sentence)
    known = [one for one in block.levels if one.on.first <= context.as_of]
    given = [one for one in known for number in sentence.numbers if gives_level(one.low, one.high, number.stated)]
    others = [one for one in known if one not in given]
    yield from _one_of_two((one.counted for one in given), sentence)
    if not given or not others:
        return
    beside = [block.who, block.where, block.ended_by, *(text for one in known for text in (one.by, one.note))]
    mine = held([*(one.counted for one in given), *beside])
    yield from _part(given, others, block, sentence, mine)
    for index in strangers(sentence, context, mine, held(one.counted for one in others)):
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}", and no level whose number it gives has that'
        return


def _of_the_place(block: Deployment, sentence: Sentence) -> Iterator[str]:
    """Soldiers of the country in which a force is, for those of the force: "400 Haitian policemen"."""
    stops = load_wording(sentence.language).forms("stop")
    for number in sentence.numbers:
        for word in sentence.words[number.last : number.last + 3]:
            name = sentence.text[word.start : word.end]
            if set(word.gap) & set(",;:.") or (word.text,) in stops:
                break
            if len(name) >= _LEAST and names_any(name, block.where) and not names_any(name, block.who):
                yield f'the sentence says "{name}" of a number, and the force is that of {block.who}'
                return


def _said_there(block: Deployment, sentence: Sentence) -> Iterator[str]:
    """What the government of the place is said to say of a number that only others give."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    generic = {form[0] for forms in wording.groups("role").values() for form in forms if len(form[0]) >= _LEAST}
    says = wording.forms("reporting", "verb") | wording.forms("reporting", "before")
    by = " . ".join((block.who, *(one.by for one in block.levels)))
    for index, word in enumerate(sentence.words):
        name = sentence.text[word.start : word.end]
        beside = {*words[max(0, index - 1) : index], *words[index + 1 : index + 2]}
        if len(name) < _LEAST or not beside & generic or not names_any(name, block.where) or names_any(name, by):
            continue
        if matches(words[max(0, index - 4) : index + 5], says):
            yield f'the sentence has "{name}" say what no entry has of them'
            return


def _came_off(counted: Iterable[str], sentence: Sentence) -> Iterator[str]:
    """The number of those who were rescued, in a sentence that does not say that they were."""
    told = matches([word.text for word in sentence.words], load_wording(sentence.language).forms("weight", "outcome"))
    texts = list(counted)
    off = [
        any(bool(matches(words_of(text), load_wording(each).forms("weight", "outcome"))) for each in LANGUAGES)
        for text in texts
    ]
    if texts and all(off) and not told:
        yield f"the number that the sentence gives is of something else, by its entries: {texts[0]}"


def _one_of_two(counted: Iterable[str], sentence: Sentence) -> Iterator[str]:
    """Soldiers alone for "soldiers and police", women for "women and children"."""
    told = _services_and_groups(words_of(sentence.text))
    for text in counted:
        words = words_of(text)
        joined = [i for i, word in enumerate(words) if word in ("and", "et")]
        if not joined:
            continue
        sides = [_services_and_groups(words[: joined[0]]), _services_and_groups(words[joined[0] + 1 :])]
        said_of = [bool(side & told) for side in sides]
        if all(sides) and not sides[0] & sides[1] and said_of[0] != said_of[1]:
            yield f"the number that the sentence gives is of more than it says, by its entries: {text}"
            return


def _services_and_groups(words: Sequence[str]) -> frozenset[str]:
    """Of which services and which of women, men and children words speak, in any language."""
    found = set()
    for language in LANGUAGES:
        wording = load_wording(language)
        for table in ("service", "group"):
            for name, forms in wording.groups(table).items():
                if (table == "service" or name in ("women", "children", "men", "civilian")) and matches(words, forms):
                    found.add(name)
    return frozenset(found)


def _part(
    given: Sequence[Level], others: Sequence[Level], block: Deployment, sentence: Sentence, mine: Held
) -> Iterator[str]:
    """A number of all that an entry has of a part: "900 soldiers" of 900 Kenyan soldiers, where others count all."""
    words = [word.text for word in sentence.words]
    for one in given:
        whole = [set(words_of(other.counted)) for other in others if other.counted]
        narrow = [
            word
            for word in words_of(one.counted)
            if len(word) >= _LEAST and word not in words_of(block.who) and not any(word in other for other in whole)
        ]
        wider = any(other < set(words_of(one.counted)) for other in whole)
        told = any(same_word(word, own, sentence.language) for word in words for own in narrow)
        told = told or bool(held([sentence.text]).groups & held(narrow).groups)
        if wider and narrow and not told:
            yield f"the number that the sentence gives is of a part of the force, by its entries: {one.counted}"
            return


def _places(block: Case, context: Context) -> Iterator[str]:
    """The place of another step, or of the court, for where somebody was arrested."""
    sentence = context.sentence
    told = said(sentence)
    rungs = {one.rung.steps for one in told if one.rung.steps}
    if len(rungs) != 1:
        return
    steps = next(iter(rungs))
    mine = [one for one in block.steps if one.step in steps]
    others = [one for one in block.steps if one.step not in steps]
    court = block.court if all(step in _BEFORE_COURT for step in steps) else ""
    if not mine:
        return
    own = held([*(one.note for one in mine), block.who, block.matter, "" if court else block.court])
    for index in strangers(sentence, context, own, held([court, *(one.note for one in others)]), placed=True):
        if not sentence.text[sentence.words[index].start].isupper():
            continue
        said_word = sentence.between(index, index + 1)
        yield f'the sentence says "{said_word}" of "{told[0].text}", and no entry has that of this step'
        return


_FORMER = {"en": ("former", "ex", "then"), "fr": ("ancien", "ancienne", "anciens", "anciennes", "ex")}


def _former(who: str, sentence: Sentence) -> Iterator[str]:
    """ "The governor" of a former governor."""
    entry = words_of(who)
    every = {word for words in _FORMER.values() for word in words}
    roles = [entry[i + 1] for i, word in enumerate(entry[:-1]) if word in every]
    if not roles:
        return
    words = [word.text for word in sentence.words]
    groups = held(roles)
    wording = load_wording(sentence.language)
    for index, word in enumerate(words):
        own = {
            (table, name)
            for table in _TABLES
            for name, forms in wording.groups(table).items()
            if (word,) in forms and table in ("role", "same")
        }
        if not (own & groups.groups or any(same_word(word, role, sentence.language) for role in roles)):
            continue
        near = set(words[max(0, index - 3) : index + 2])
        if not near & every and "was" not in near and "etait" not in near:
            yield f'the sentence says "{sentence.between(index, index + 1)}", and the entry says "former"'
            return


def _steps(block: Pledge, context: Context) -> Iterator[str]:
    """What one step did on the day of another."""
    sentence = context.sentence
    known = [one for one in block.steps if one.on.first <= context.as_of]
    if len(known) < 2:
        return
    for period in sentence.periods:
        mine = [one for one in known if _on(period.period, one.on)]
        others = [one for one in known if one not in mine]
        dates = [block.made, block.done, *(one.on for one in block.extensions), *(one.due for one in block.extensions)]
        if not mine or not others or any(on is not None and _on(period.period, on) for on in (*dates, block.due)):
            continue
        own = held([*(one.what for one in mine), block.by, block.to, block.what])
        found = strangers(sentence, context, own, held(one.what for one in others))
        spoken = [one for one in others if any(_on(each.period, one.on) for each in sentence.periods)]
        if found and not spoken:
            said_word = sentence.between(found[0], found[0] + 1)
            yield f'the sentence says "{said_word}" of "{period.text}", and by its entries that was on another day'
            return


def _on(period: Period, on: PartialDate) -> bool:
    return overlap(period, Period(on.first, on.last))
