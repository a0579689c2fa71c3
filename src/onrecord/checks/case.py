"""Cases: the wording of the sentence may not go beyond the steps known on the dossier's date.

Every word of the attribution ladder in the sentence needs a step that allows it. A word that a later known step takes
back ("convicted", overturned since) leaves the statement overtaken unless the sentence tells that step too. What is
denied ("was not convicted") agrees with the lack of a step and asks for a person where there is one; what somebody
wants, fears or foresees is for a person to judge, who says so with ``standing``. Imports the model and siblings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.checks.standing import Context, Result, all_sources, found_in
from onrecord.checks.steps_said import (
    by_a_publisher,
    by_another_court,
    dated_by,
    decided_on_appeal,
    done_by_the_accused,
    in_notes,
    lasting,
    own_steps,
    said_of_another_crime,
    said_of_the_victim,
    unqualified,
)
from onrecord.checks.wording import Mood, Said, accusing, allowed, instead, said, significant
from onrecord.model.blocks import Case, CaseStep, Standing, Step
from onrecord.model.dates import Period
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding
from onrecord.vocabulary.wording import load_wording, matches

_PRONOUNS = frozenset({"he", "she", "they", "il", "elle", "ils", "elles"})
_OVER = {
    Step.WANTED: (Step.ENDED, Step.ACQUITTED, Step.ARRESTED, Step.DETAINED, Step.RELEASED, Step.CONVICTED),
    Step.ON_TRIAL: (Step.ENDED, Step.ACQUITTED, Step.CONVICTED, Step.OVERTURNED),
}
"""The last steps after which somebody is not wanted, or on trial, any more."""
_JUDGED = (Step.CONVICTED, Step.OVERTURNED, Step.ACQUITTED)
_NOW = frozenset({"is", "are", "remains", "remain", "still", "est", "sont", "reste", "restent", "demeure", "toujours"})


def case(statement: Statement, block: Case, context: Context) -> Result:
    """How a statement about a case stands by the steps of its block."""
    if not context.sentence.language:
        return Result(None, open=unread(context))
    known = tuple(step for step in block.steps if context.known(step.on, step.source))
    later = tuple(step for step in block.steps if not context.known(step.on, step.source))
    findings = [*_order(statement, block, context)]
    results = [_word(statement, block, one, known, later, context) for one in said(context.sentence)]
    results += [_deed(statement, block, known, later, context)]
    failing = [one for one in results if one.standing is Standing.UNSUPPORTED]
    missing = [one for one in results if one.standing is Standing.NOT_FOUND]
    overtaken = [one for one in results if one.standing is Standing.OVERTAKEN]
    undecided = [one for one in results if one.open]
    findings += [found for one in results for found in one.findings]
    since = tuple(step_text(step, context) for step in later)
    told = Result(None, findings=tuple(findings), since=since)
    worst = (failing or missing or overtaken)[:1]
    if worst:
        return replace(told, standing=worst[0].standing, why=worst[0].why)
    if undecided and block.common.standing is None:
        return replace(told, open=undecided[0].open)
    return replace(told, standing=Standing.SUPPORTED, why=_why(statement, block, known, context))


def unread(context: Context) -> str:
    """Why the sentence of a language that is not read cannot be held against its block."""
    return f'sentences are read in English and French, and the language of this one is "{context.claim.language}"'


def step_text(step: CaseStep, context: Context) -> str:
    """A step in words: "charged, 2021-08-26 (Reuters)". Where it has no date, that of its source stands with it."""
    name = context.source_name(step.source)
    if step.on is not None:
        return f"{step.step}, {step.on} ({name})"
    issued = context.dated(None, step.source)
    return f"{step.step}, undated ({name}{f', {issued}' if issued else ''})"


def _why(statement: Statement, block: Case, known: Sequence[CaseStep], context: Context) -> str:
    if not known:
        names = dict.fromkeys(context.source_name(key) for key in all_sources(statement, block))
        return f"no step is known; it rests on its citations: {', '.join(names)}"
    return f"its words stay within the steps known: {'; '.join(step_text(step, context) for step in known)}"


def _order(statement: Statement, block: Case, context: Context) -> list[Finding]:
    """Steps that stand in another order than their dates, and steps without a date."""
    found = []
    last: CaseStep | None = None
    for step in block.steps:
        if step.on is None:
            own = context.dated(None, step.source)
            taken = f"; that of its source is taken, {own}" if own else ""
            found.append(
                found_in(
                    "OR412",
                    f'the step "{step.step}" has no date{taken}',
                    statement,
                    block.common.span,
                    words=f"step: {step.step}",
                )
            )
            continue
        if last is not None and last.on is not None and step.on.last < last.on.first:
            message = f'the step "{step.step}" ({step.on}) stands after "{last.step}" ({last.on}), which is later'
            found.append(found_in("OR411", message, statement, block.common.span, words=f"step: {step.step}"))
        last = step
    return found


def _word(
    statement: Statement,
    block: Case,
    one: Said,
    known: Sequence[CaseStep],
    later: Sequence[CaseStep],
    context: Context,
) -> Result:
    """What one word of the ladder makes of the statement."""
    steps = [step.step for step in known]
    reached = allowed(one.rung, steps)
    if one.mood is Mood.QUOTED or (one.mood is Mood.DENIED and not reached):
        return Result(None)
    if not one.rung.steps or one.mood is not Mood.PLAIN:
        if one.mood is Mood.SUPPOSED and reached:
            return Result(None)
        if not one.rung.steps and in_notes(block, one, known, context.sentence.language):
            return Result(None)
        return _asked(statement, block, one, known, context)
    if not reached:
        held = "; ".join(step_text(step, context) for step in known) or "none"
        message = f'"{one.text}" goes beyond the steps known on {context.as_of}: {held}'
        found = found_in("OR409", message, statement, remedy=instead(steps, context.sentence.language), words=one.text)
        return Result(Standing.UNSUPPORTED, message, (found,))
    if (other := _of_another(context.sentence, one)) and block.common.standing is None:
        message = f'"{one.text}" is said of "{other}", and the steps are of {block.who}'
        why = f'{message}; a person has to look, and to say so with "standing"'
        return Result(None, findings=(found_in("OR410", message, statement, words=one.text),), open=why)
    if doer := done_by_the_accused(block, context.sentence, one):
        message = f'"{one.text}" is said to be done by "{doer}", and the steps are of {block.who}'
        return Result(Standing.UNSUPPORTED, message, (found_in("OR409", message, statement, words=one.text),))
    if victim := said_of_the_victim(block, context.sentence, one):
        message = f'"{one.text}" is said of "{victim}", and the steps are of {block.who}'
        return Result(Standing.UNSUPPORTED, message, (found_in("OR409", message, statement, words=one.text),))
    if Step.CONVICTED in one.rung.steps and (qualifying := unqualified(block, context.sentence, one.first, one.last)):
        message = f'"{one.text}" leaves out "{qualifying}": the matter is {block.matter}'
        return Result(Standing.UNSUPPORTED, message, (found_in("OR409", message, statement, words=one.text),))
    if publisher := by_a_publisher(block, one, known, context):
        message = f'"{one.text}" is said to be done by {publisher}, which is only a source of the case'
        if block.common.standing is None:
            why = f'{message}; a person has to look, and to say so with "standing"'
            return Result(None, findings=(found_in("OR410", message, statement, words=one.text),), open=why)
    if block.common.standing is None and (asked := _instance(block, one, known, context)):
        why = f'{asked}; a person has to look, and to say so with "standing"'
        return Result(None, findings=(found_in("OR410", asked, statement, words=one.text),), open=why)
    still = lasting(context.sentence, one)
    if still and Step.DETAINED in one.rung.steps and known[-1].step is not Step.RELEASED:
        message = f'"{still} {one.text}" is said of today, and the last step known is: {step_text(known[-1], context)}'
        if block.common.standing is None and not in_notes(block, one, known, context.sentence.language):
            why = f'{message}; a person has to look, and to say so with "standing"'
            return Result(None, findings=(found_in("OR410", message, statement, words=one.text),), open=why)
    wrong = _misdated(statement, one, known, context)
    if wrong is not None:
        return wrong
    told = {other.rung.steps[0] for other in said(context.sentence) if other.rung.steps}
    undone = _undone(one, known)
    if undone is not None and undone.step not in told:
        message = f'"{one.text}" was taken back: {step_text(undone, context)}'
        found = found_in("OR415", message, statement, remedy=instead(steps, context.sentence.language), words=one.text)
        return Result(Standing.OVERTAKEN, message, (found,))
    before = {word.text for word in context.sentence.words[max(0, one.first - 3) : one.first]}
    over = _OVER.get(one.rung.steps[0], ())
    if Step.DETAINED in one.rung.steps:
        over = (*over, Step.RELEASED)
    if before & _NOW and known[-1].step in over:
        message = f'"{one.text}" is said of now, and was so until: {step_text(known[-1], context)}'
        return Result(Standing.OVERTAKEN, message, (found_in("OR415", message, statement, words=one.text),))
    ended = next((step for step in later if step.step in one.rung.undone_by), None)
    if ended is not None:
        return Result(Standing.OVERTAKEN, f'"{one.text}" was true then; since: {step_text(ended, context)}')
    return Result(None)


def _instance(block: Case, one: Said, known: Sequence[CaseStep], context: Context) -> str:
    """What a word says of the court that its step does not: "convicted on appeal", "overturned by the High Court"."""
    if appeal := decided_on_appeal(context.sentence, one, known):
        held = "; ".join(step_text(step, context) for step in known)
        return f'"{appeal}" is no step of the ladder, and the steps known are: {held}'
    court = by_another_court(block, one, known, context.sentence)
    return f'"{one.text}" is said to be done by "{court}", and the entries do not have that' if court else ""


def _of_another(sentence: Sentence, one: Said) -> str:
    """Somebody else of whom a passive word is said: "the lawyer of X was arrested". Empty if there is nobody."""
    wording = load_wording(sentence.language)
    words = [word.text for word in sentence.words]
    start = one.first
    while start and not set(sentence.words[start].gap) & set(",;:."):
        start -= 1
    led = words[max(start, one.first - 2) : one.first]
    if not matches(led, wording.forms("stop", "passive")):
        return ""
    others = matches(words[start : one.first], wording.forms("case", "another"))
    return sentence.between(start + others[0][0], start + others[0][1]) if others else ""


def _undone(one: Said, known: Sequence[CaseStep]) -> CaseStep | None:
    """The last known step, if it takes the word back."""
    for step in reversed(known):
        if step.step in one.rung.undone_by:
            return step
        if step.step in one.rung.steps:
            return None
    return None


def _asked(statement: Statement, block: Case, one: Said, known: Sequence[CaseStep], context: Context) -> Result:
    """A word that only a person can judge. A ``standing`` in the block says that one did."""
    if block.common.standing is not None:
        return Result(None)
    held = "; ".join(step_text(step, context) for step in known) or "none"
    how = {Mood.DENIED: "is denied", Mood.SUPPOSED: "is said of what may be or is wanted"}.get(
        one.mood, "is no step of the ladder"
    )
    message = f'"{one.text}" {how}, and the steps known are: {held}'
    why = f'{message}; a person has to look, and to say so with "standing"'
    return Result(None, findings=(found_in("OR410", message, statement, words=one.text),), open=why)


def _misdated(statement: Statement, one: Said, known: Sequence[CaseStep], context: Context) -> Result | None:
    """A date right after a word must be one of the steps that allow it: "convicted in June 2021"."""
    period = dated_by(context.sentence, one, said(context.sentence))
    steps = own_steps(one, known)
    dates = [step.on for step in steps if step.on is not None]
    undated = any(step.on is None for step in steps)
    if period is not None and any(
        overlap(period.period, each.period) for text in context.fields for each in text.periods
    ):
        return None  # the day of what it is about, in the words of the block
    if period is None or undated or not dates:
        return None
    if any(overlap(period.period, Period(on.first, on.last)) for on in dates):
        return None
    held = "; ".join(step_text(step, context) for step in steps)
    message = f'"{one.text} {period.text}" is no date of a step that allows it: {held}'
    return Result(
        Standing.NOT_FOUND, message, (found_in("OR407", message, statement, words=f"{one.text} {period.text}"),)
    )


def overlap(one: Period, other: Period) -> bool:
    """Whether two stretches of days share one."""
    starts_in_time = one.start is None or other.end is None or one.start <= other.end
    return starts_in_time and (other.start is None or one.end is None or other.start <= one.end)


def _deed(
    statement: Statement, block: Case, known: Sequence[CaseStep], later: Sequence[CaseStep], context: Context
) -> Result:
    """Plain statements that the person of the case did something, or that a crime was done to them."""
    name, matter = significant(block.who), significant(block.matter)
    steps = [step.step for step in known]
    for deed in accusing(context.sentence, passives=True):
        if name.isdisjoint(deed.subject):
            # "He killed", "the minister was killed": of the person of the case, or of somebody else?
            if (
                (deed.aside and _PRONOUNS.isdisjoint(deed.subject))
                or not matter.isdisjoint(deed.subject)
                or block.common.standing is not None
            ):
                continue
            message = (
                f'"{deed.text}" is said as a fact, and the sentence does not say of whom in the words of the block'
            )
            why = f'{message}; a person has to look, and to say so with "standing"'
            return Result(None, findings=(found_in("OR410", message, statement, words=deed.text),), open=why)
        qualifying = said_of_another_crime(block, context.sentence, deed)
        if Step.CONVICTED in steps and not deed.passive and qualifying:
            message = f'"{deed.text}" leaves out "{qualifying}": the matter is {block.matter}'
            return Result(Standing.UNSUPPORTED, message, (found_in("OR409", message, statement, words=deed.text),))
        fallen = next((step for step in reversed(known) if step.step in _JUDGED), None)
        if fallen is not None and fallen.step is not Step.CONVICTED and not deed.passive:
            message = f'"{deed.text}" is said as a fact, and the last judgement is: {step_text(fallen, context)}'
            remedy = instead(steps, context.sentence.language)
            found = found_in("OR409", message, statement, remedy=remedy, words=deed.text)
            return Result(Standing.UNSUPPORTED, message, (found,))
        if Step.CONVICTED in steps and not deed.passive:
            ended = next((step for step in later if step.step in (Step.OVERTURNED, Step.ACQUITTED)), None)
            why = f'"{deed.text}" was the judgement then; since: {step_text(ended, context)}' if ended else ""
            return Result(Standing.OVERTAKEN, why) if ended else Result(None)
        message = f'"{deed.text}" is said as a fact, and no conviction is among the steps known on {context.as_of}'
        found = found_in("OR409", message, statement, remedy=instead(steps, context.sentence.language), words=deed.text)
        return Result(Standing.UNSUPPORTED, message, (found,))
    return Result(None)
