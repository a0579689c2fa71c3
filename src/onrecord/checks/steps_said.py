"""What a sentence says of a step of a case besides its word: of which crime, of whom, by whom, on which day.

Who was convicted of complicity in a murder is no murderer; the victim was not convicted; who published the news made no
arrest; and each date belongs to the step whose verb it stands with. Imports the model, the vocabulary's words and
siblings.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.checks.standing import Context
from onrecord.checks.wording import Deed, Said, significant
from onrecord.model.blocks import Case, CaseStep, Step
from onrecord.model.documentary import Sentence, StatedPeriod
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import load_wording, matches

_ONE_DAY = (
    Step.CHARGED, Step.CONVICTED, Step.ACQUITTED, Step.ARRESTED, Step.OVERTURNED, Step.RELEASED, Step.ENDED,
)  # fmt: skip
"""Steps that happen on a day: a later step allows their words, and its day is not theirs."""
_AND = frozenset({("and",), ("et",), ("after",), ("before",), ("apres",), ("avant",), ("puis",), ("then",)})
_BEFORE = ("in", "")
_REACH = 6
_TAKEN = (Step.CHARGED, Step.CONVICTED, Step.ACQUITTED, Step.ARRESTED, Step.DETAINED, Step.OVERTURNED, Step.RELEASED)
_ARTICLES = frozenset(
    {"the", "a", "an", "his", "her", "their", "le", "la", "les", "l", "un", "une", "son", "sa", "ses"}
)
_TITLES = frozenset({"the", "general", "colonel", "captain", "president", "former", "le", "la", "capitaine", "ancien"})


# Of which crime -------------------------------------------------------------------------------------------------


def unqualified(block: Case, sentence: Sentence, first: int, last: int) -> str:
    """What the matter of a case says that makes another crime of it ("complicity"), where the words around a word of
    the sentence do not; empty if there is nothing."""
    matter = words_of(block.matter)
    crimes = _crimes(sentence.language)
    words = [word.text for word in sentence.words]
    start, end = _part(sentence, first)
    for name in load_wording(sentence.language).groups("qualified"):
        for language in LANGUAGES:
            found = matches(matter, load_wording(language).groups("qualified")[name])
            if found and not matches(words[start:end], load_wording(sentence.language).groups("qualified")[name]):
                named = matches(words[first:last], crimes) or matches(words[last:end], crimes)
                return " ".join(matter[found[0][0] : found[0][1]]) if named else ""
    return ""


def said_of_another_crime(block: Case, sentence: Sentence, deed: Deed) -> str:
    """The same of a deed that the sentence says was done: "he killed", where the matter is complicity."""
    matter = words_of(block.matter)
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    start, _ = _part(sentence, deed.first)
    for name in wording.groups("qualified"):
        for language in LANGUAGES:
            found = matches(matter, load_wording(language).groups("qualified")[name])
            if found and not matches(words[start : deed.first], wording.groups("qualified")[name]):
                return " ".join(matter[found[0][0] : found[0][1]])
    return ""


def _crimes(language: str) -> frozenset[tuple[str, ...]]:
    wording = load_wording(language)
    persons = frozenset(form for rung in wording.ladder if rung.steps == (Step.CONVICTED,) for form in rung.forms)
    return wording.forms("deed", "crime") | wording.forms("deed", "act") | wording.forms("same", "murder") | persons


def _part(sentence: Sentence, at: int) -> tuple[int, int]:
    """The words between the stops around a word."""
    start, end = at, at + 1
    while start > 0 and not set(sentence.words[start].gap) & set(";."):
        start -= 1
    while end < len(sentence.words) and not set(sentence.words[end].gap) & set(";."):
        end += 1
    return start, end


# Of whom --------------------------------------------------------------------------------------------------------


def said_of_the_victim(block: Case, sentence: Sentence, one: Said) -> str:
    """A name of the matter, and not of the person of the case, that stands as the subject of a passive word or right
    after an active one: "Sankara was convicted", "the court convicted Sankara". Empty if there is none."""
    who, matter = significant(block.who), significant(block.matter)
    words = [word.text for word in sentence.words]
    wording = load_wording(sentence.language)
    start, end = _part(sentence, one.first)
    passive = bool(matches(words[max(start, one.first - 3) : one.first], wording.forms("stop", "passive")))
    passive = passive or (sentence.language == "fr" and words[one.first - 1 : one.first] in (["est"], ["fut"], ["ete"]))
    run = range(start, one.first) if passive else range(one.last, min(one.last + 3, end))
    for index in run:
        word = sentence.words[index]
        if word.text in _TITLES:
            continue
        if not sentence.text[word.start].isupper():
            return ""
        if word.text in who or word.text not in matter:
            return ""
        after = index
        while after < end and sentence.text[sentence.words[after].start].isupper():
            after += 1
        owned = words[after : after + 1] == ["s"]
        near = any(name in who for name in words[index:after])
        return "" if owned or near else sentence.between(index, after)
    return ""


def done_by_the_accused(block: Case, sentence: Sentence, one: Said) -> str:
    """The person of a case, where they stand as who takes a step: "Ana Lume charged the court"."""
    words = [word.text for word in sentence.words]
    if not one.rung.steps or one.rung.steps[0] not in _TAKEN or one.last >= len(words):
        return ""
    at = one.first
    if sentence.language == "fr":
        if words[max(0, at - 1) : at] not in (["a"], ["ont"], ["avait"], ["avaient"]):
            return ""
        at -= 1
    elif set(sentence.words[one.last].gap) & set(",;:.()"):
        return ""
    follows = sentence.text[sentence.words[one.last].start]
    dated = any(period.start <= sentence.words[one.last].start < period.end for period in sentence.periods)
    objected = words[one.last] in _ARTICLES or (follows.isupper() and not dated)
    near = words[max(0, at - 2) : at]
    stopped = any(set(word.gap) & set(",;:.()") for word in sentence.words[max(0, at - 1) : one.first + 1])
    named = [word for word in near if word in significant(block.who)]
    return " ".join(named) if objected and named and near[-1] == named[-1] and not stopped else ""


def by_a_publisher(block: Case, one: Said, known: Sequence[CaseStep], context: Context) -> str:
    """Who is said to have taken a step, where it is only known from the sources: "arrested by HRW", "HRW arrested".

    A source is the one who accuses where a step of accusing rests on it; else it only tells. Empty if nobody is.
    """
    sentence = context.sentence
    words = [word.text for word in sentence.words]
    start, end = _part(sentence, one.first)
    by = {"en": ("by",), "fr": ("par",)}[sentence.language]
    passive = load_wording(sentence.language).forms("stop", "passive")
    if words[one.last : one.last + 1] and words[one.last] in by:
        run = words[one.last + 1 : min(one.last + _REACH, end)]
    elif not matches(words[max(start, one.first - 2) : one.first], passive):
        run = words[max(start, one.first - _REACH) : one.first]
    else:
        return ""
    accusing = {Step.REPORTED, Step.ALLEGED, Step.ACCUSED}
    told = words_of(" . ".join((block.court, block.matter, block.who, *(step.note for step in block.steps))))
    for key, source in context.sources.items():
        name = source.author or source.publisher
        forms = {words_of(name), ("".join(word[0] for word in name.split()).casefold(),) if " " in name else ()}
        forms = {form for form in forms if form and (len(form) > 1 or len(form[0]) > 1)}
        found = matches(run, frozenset(forms))
        if not found or matches(told, frozenset(forms)):
            continue
        own = [step for step in known if step.source == key and step.step in one.rung.steps]
        if accusing & set(one.rung.steps) and any(step.step in accusing for step in own):
            continue
        if _authority(name, sentence.language) and own:
            continue
        return name
    return ""


def by_another_court(block: Case, one: Said, known: Sequence[CaseStep], sentence: Sentence) -> str:
    """The court that the sentence says took a step, where the note of the step has another, or where it would have
    overturned its own judgement; empty if there is none."""
    words = [word.text for word in sentence.words]
    by = {"en": ("by",), "fr": ("par",)}[sentence.language]
    _, end = _part(sentence, one.first)
    if words[one.last : one.last + 1] == [] or words[one.last] not in by:
        return ""
    last = one.last + 1
    while last < min(end, one.last + 1 + _REACH) and not (
        last > one.last + 1
        and (set(sentence.words[last].gap) & set(",;:()") or words[last] in ("on", "le", "in", "en"))
    ):
        last += 1
    agent = words[one.last + 1 : last]
    if not _authority(" ".join(agent), sentence.language):
        return ""
    plain = load_wording(sentence.language).forms("plain", "function")
    own = own_steps(one, known)
    noted = words_of(" . ".join(step.note for step in own))
    court = words_of(block.court)
    if _authority(" ".join(noted), sentence.language):
        held = {*noted}
    elif one.rung.steps and one.rung.steps[0] is Step.OVERTURNED:
        return sentence.between(one.last + 1, last) if court and set(court) & set(agent) - {"court", "cour"} else ""
    else:
        return ""
    other = [word for word in agent if (word,) not in plain and len(word) > len("of") and word not in held]
    return sentence.between(one.last + 1, last) if other else ""


def decided_on_appeal(sentence: Sentence, one: Said, known: Sequence[CaseStep]) -> str:
    """ "Convicted on appeal": a judgement of the court of appeal, where the steps have an appeal that was lodged."""
    wording = load_wording(sentence.language)
    if not one.rung.steps or one.rung.steps[0] not in (Step.CONVICTED, Step.ACQUITTED):
        return ""
    appeal = frozenset({("on", "appeal"), ("en", "appel")})
    words = [word.text for word in sentence.words[one.last : one.last + 2]]
    noted = words_of(" . ".join(step.note for step in own_steps(one, known)))
    told = matches(noted, [("appeal",), ("appel",), ("appeals",)])
    return "" if told or not matches(words, appeal) or not wording else sentence.between(one.first, one.last + 2)


def _authority(name: str, language: str) -> bool:
    """Whether a name is one of an office that takes steps: a court, a prosecutor, the police."""
    return any(matches(words_of(name), load_wording(one).forms("case")) for one in LANGUAGES)


# On which day ---------------------------------------------------------------------------------------------------


def own_steps(one: Said, known: Sequence[CaseStep]) -> list[CaseStep]:
    """The steps whose dates are those of a word: its own, and not the later ones that only allow it, where it has one
    that happens on a day."""
    of_word = [step for step in known if step.step in one.rung.steps]
    own = [step for step in of_word if step.step is one.rung.steps[0]]
    return own if own and one.rung.steps[0] in _ONE_DAY else of_word


def dated_by(sentence: Sentence, one: Said, every: Sequence[Said]) -> StatedPeriod | None:
    """The date that a word of the ladder stands with: right after it, or nearest to it in its stretch of words."""
    end = sentence.words[one.last - 1].end
    after = [period for period in sentence.periods if 0 <= period.start - end <= len(" on the ")]
    if after:
        return after[0] if after[0].how in _BEFORE else None
    for period in sentence.periods:
        if period.how in _BEFORE and _word_of(sentence, period, every) == one:
            return period
    return None


def _word_of(sentence: Sentence, period: StatedPeriod, every: Sequence[Said]) -> Said | None:
    """The word that a date stands with: the last before it with no comma or "and" between, else the first after it
    without another date between."""
    at = next((i for i, word in enumerate(sentence.words) if word.start >= period.start), len(sentence.words))
    before = [one for one in every if one.last <= at and not _cut(sentence, one.last, at)]
    if before:
        return before[-1]
    others = [other.start for other in sentence.periods if other.start > period.start]
    for one in every:
        start = sentence.words[one.first].start
        if one.first >= at and not any(other < start for other in others):
            broken = any(set(word.gap) & set(";.") for word in sentence.words[at : one.first + 1])
            return None if broken else one
    return None


def _cut(sentence: Sentence, first: int, last: int) -> bool:
    stops = any(set(word.gap) & set(",;.:()") for word in sentence.words[first : last + 1])
    return stops or bool(matches([word.text for word in sentence.words[first:last]], _AND))


# What a note has ------------------------------------------------------------------------------------------------


def in_notes(block: Case, one: Said, known: Sequence[CaseStep], language: str) -> bool:
    """Whether a word that is no step stands in the note of a known one: "sentenced to life in prison"."""
    noted = words_of(" . ".join((*(step.note for step in known), block.matter)))
    text = tuple(words_of(one.text))
    if text and matches(noted, [text]):
        return True
    life = text in load_wording(language).forms("life")
    return life and any(matches(noted, load_wording(each).forms("life")) for each in LANGUAGES)


def lasting(sentence: Sentence, one: Said) -> str:
    """ "still" and the like right before a word; empty if there is none."""
    before = [word.text for word in sentence.words[max(0, one.first - 3) : one.first]]
    found = matches(before, load_wording(sentence.language).forms("lasting"))
    return " ".join(before[found[0][0] : found[0][1]]) if found else ""
