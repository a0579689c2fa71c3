"""A pledge: its sentence is held against the calendar, and the words for how it stands against its dates.

What the calendar can settle is whether a deadline has passed, by how much, and whether what was promised was done by
then. Whether it was done at all is for the sources: ``done``, ``steps``, and the accounts ``official`` and
``evidence``, which are shown apart. Imports the model and its siblings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.checks.durations import Duration, durations, is_length, is_term, led_by
from onrecord.checks.moments import day_of_judgement
from onrecord.checks.phrases import Line, line_of
from onrecord.checks.schedule import Schedule, ScheduleStatus, days_text, schedule, schedule_text
from onrecord.checks.standing import Context, Result, found_in
from onrecord.model.blocks import Pledge, Standing
from onrecord.model.dates import NO_DAY
from onrecord.model.dossier import Statement
from onrecord.model.explanation import Deadline
from onrecord.model.finding import Finding
from onrecord.model.pledge import PledgeStatus
from onrecord.vocabulary.wording import load_wording, matches

_IN_TIME = ("time", "schedule", "deadline", "délai", "temps")
_DONE = (ScheduleStatus.KEPT, ScheduleStatus.LATE, ScheduleStatus.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Objection:
    """What the calendar has against a wording. ``sure`` is false where a person should look."""

    text: str
    sure: bool = True


def pledge(statement: Statement, block: Pledge, context: Context) -> Result:
    """How a statement stands by its pledge."""
    if context.as_of == NO_DAY:
        return Result(None, open="the dossier gives no day on which its pledges could be judged")
    if block.made.first > context.as_of:
        made = f"the pledge was made on {block.made}, after the dossier's date"
        return Result(Standing.NOT_FOUND, made, since=(f"pledged on {block.made}: {block.what}",))
    line = line_of(context.sentence)
    at = day_of_judgement(context.sentence, context.as_of)
    found = schedule(block, at)
    told = schedule_text(block, found)
    stated = durations(context.sentence)
    objections = list(_objections(line, stated, found, block, at))
    sure = [one.text for one in objections if one.sure]
    findings = [found_in("OR420", text, statement, why=(told,)) for text in sure]
    findings += [found_in("OR421", one.text, statement, why=(told,)) for one in objections if not one.sure]
    findings += _statuses(statement, block, found)
    findings += _order(statement, block)
    notes = [f"officially: {block.official}"] if block.official else []
    notes += [f"by the evidence: {block.evidence}"] if block.evidence else []
    notes += [f"done towards it: {one.what} ({one.on})" for one in block.steps if one.on.first <= context.as_of]
    if not context.sentence.language:
        notes.append("its words were not held against the calendar: the language is not read")
    standing = Standing.UNSUPPORTED if sure else Standing.SUPPORTED
    why = "; ".join(sure) if sure else told
    notes = [told, *notes] if sure else notes
    unsure = next((one.text for one in objections if not one.sure), "")
    if unsure and not sure and block.common.standing is None:
        asked = f'{unsure}; a person has to look, and to say so with "standing"'
        return Result(None, findings=tuple(findings), notes=(told, *notes), since=_since(block, context), open=asked)
    later = f"it speaks of {at.isoformat()}, a day after the dossier's date" if at > context.as_of and not sure else ""
    held = tuple(one.number for one in stated if _accounted(line, one, found, block))
    return Result(standing, why, tuple(findings), tuple(notes), _since(block, context), later, held)


def _since(block: Pledge, context: Context) -> tuple[str, ...]:
    """What the block holds from after the dossier's date."""
    later = [
        (each.on, f"put off to {each.due}, {context.source_name(each.source)}, {each.on}")
        for each in block.extensions
        if each.on.first > context.as_of
    ]
    later += [
        (each.on, f"{each.what}, {context.source_name(each.source)}, {each.on}")
        for each in block.steps
        if each.on.first > context.as_of
    ]
    if block.done is not None and block.done.first > context.as_of:
        later.append((block.done, f"done on {block.done}"))
    return tuple(text for _, text in sorted(later))


# The wording ------------------------------------------------------------------------------------------------------


def _objections(
    line: Line, stated: tuple[Duration, ...], found: Schedule, block: Pledge, at: date
) -> Iterator[Objection]:
    """What the calendar has against the sentence: first its numbers, then its words."""
    objected = False
    for one in stated:
        for objection in _of_length(line, one, found, block, at):
            objected = True
            yield objection
    if objected:
        return
    for phrase in line.find("missed"):
        if line.foreseen(phrase):
            continue
        told = f'the sentence says "{phrase.text}"'
        passed = [deadline for deadline in found.deadlines if deadline.days > 0]
        if line.turned(phrase):
            if found.missed:
                yield Objection(f"{told} with a negation before it, and a deadline passed", sure=False)
        elif not passed:
            yield Objection(f"{told}, and no deadline has passed", sure=not line.reported(phrase))
        elif not found.missed and found.status is not ScheduleStatus.OVERDUE:
            yield Objection(f"{told}, and the deadline had been put off before it passed", sure=False)
    timed = any(word in phrase.text.casefold() for phrase in line.find("kept") for word in _IN_TIME)
    for phrase in line.find("kept"):
        if line.foreseen(phrase):
            continue
        # "Kept its promise to recruit teachers" may be about another promise.
        other = line.after(phrase).split(" ", 1)[0] in ("to", "of", "on", "about", "de", "d", "sur")
        told, sure = f'the sentence says "{phrase.text}"', not line.reported(phrase) and not other
        on_time = any(word in phrase.text.casefold() for word in _IN_TIME)
        if line.turned(phrase):
            if found.status is ScheduleStatus.KEPT:
                yield Objection(f"{told} with a negation before it, and it was done on time", sure=False)
        elif found.status not in _DONE and block.done is None:
            yield Objection(f"{told}, and the block has no `done`", sure)
        elif found.status not in _DONE and block.done is not None and block.done.first > at:
            yield Objection(f"{told}, and it was done on {block.done} only", sure)
        elif on_time and found.status is ScheduleStatus.LATE:
            yield Objection(f"{told}, and it was done late", sure)
        elif found.status is ScheduleStatus.LATE and not (timed or line.find("late") or line.find("late_before")):
            yield Objection(f"{told}, and it was done late", sure=False)
        elif on_time and found.status is ScheduleStatus.UNCLEAR:
            yield Objection(f"{told}, and the day on which it was done is not known", sure=False)
    for phrase in line.find("unkept"):
        told, sure = f'the sentence says "{phrase.text}"', not line.reported(phrase)
        if found.status is ScheduleStatus.KEPT:
            yield Objection(f"{told}, and it was done on {block.done}, in time", sure)
        elif found.status is ScheduleStatus.DUE and not found.missed:
            yield Objection(f"{told}, and it is not due yet", sure=False)
    for phrase in line.find("undue"):
        if found.status is ScheduleStatus.OVERDUE:
            yield Objection(
                f'the sentence says "{phrase.text}", and the deadline has passed', not line.reported(phrase)
            )


def _accounted(line: Line, one: Duration, found: Schedule, block: Pledge) -> bool:
    """Whether a number of days, months or years is one that the block's dates give: how late it is, or how long the
    time between the pledge, or what it counts from, and a deadline."""
    if led_by(line, one, "late") or led_by(line, one, "left_over"):
        return True
    if _is_term(line, one) and found.deadlines and not _of_the_term(one, found, block):
        return False
    starts = [
        block.made,
        *([block.term.start] if block.term is not None else []),
        *(each.on for each in block.extensions),
        *(each.due for each in found.deadlines),  # "put off by 60 months"
    ]
    ends = [each.due for each in found.deadlines]
    if block.term is not None and one.unit is block.term.unit and one.stated.value == block.term.number:
        return True
    return any(is_length(one, start.first, end.last) for start in starts for end in ends)


def _of_length(line: Line, one: Duration, found: Schedule, block: Pledge, at: date) -> Iterator[Objection]:
    """What is wrong with a number of days by which the pledge is said to be late, or to have left."""
    late, left = led_by(line, one, "late"), led_by(line, one, "left_over")
    spoken = _of_ordinal(line, found)
    passed = [each for each in spoken if each.days > 0]
    coming = [each for each in spoken if each.days <= 0]
    if late and not any(is_length(one, each.due.last, each.at) for each in passed):
        by = " or ".join(f"{days_text(each.days)} after the deadline of {each.due}" for each in passed)
        truth = f"counted to {passed[0].at.isoformat()} it is {by}" if passed else "no deadline has passed"
        yield Objection(f'the sentence says "{one.text}" late; {truth}')
    elif left and not any(is_length(one, each.at, each.due.last) for each in coming):
        by = " or ".join(f"{days_text(-each.days)} before the deadline of {each.due}" for each in coming)
        truth = f"counted from {at.isoformat()} it is {by}" if coming else "no deadline is still to come"
        yield Objection(f'the sentence says "{one.text}" before the deadline; {truth}')


def _of_ordinal(line: Line, found: Schedule) -> Sequence[Deadline]:
    """The deadlines that a sentence may speak of: the first or the last one, where it says so."""
    words = tuple(line.text.split())
    wording = load_wording(line.language)
    if len(found.deadlines) > 1 and matches(words, wording.forms("promising", "first")):
        return found.deadlines[:1]
    if len(found.deadlines) > 1 and matches(words, wording.forms("promising", "last")):
        return found.deadlines[-1:]
    return found.deadlines


def _is_term(line: Line, one: Duration) -> bool:
    """Whether a duration is led as a term: "within two years", where nothing is said of putting off."""
    words = tuple(line.text.split())
    extended = matches(words, load_wording(line.language).forms("promising", "extending"))
    return is_term(line.sentence, one) and not extended


def _of_the_term(one: Duration, found: Schedule, block: Pledge) -> bool:
    term = block.term
    if term is not None and one.unit is term.unit:
        return one.stated.value == term.number
    starts = [block.made, *([term.start] if term is not None else [])]
    return any(is_length(one, start.first, found.deadlines[0].due.last) for start in starts)


# The block against itself ---------------------------------------------------------------------------------------


def _statuses(statement: Statement, block: Pledge, found: Schedule) -> Iterator[Finding]:
    """The word for how the pledge stands by the evidence, against its dates."""
    status = block.evidence_status
    done = found.status in _DONE
    against = ""
    if status is PledgeStatus.KEPT and block.done is None:
        against = "the block has no `done`"
    elif status is PledgeStatus.KEPT and not done and block.done is not None and found.deadlines:
        against = f"it was done on {block.done}, after {found.at.isoformat()}"
    elif status is PledgeStatus.OVERDUE and not any(one.days > 0 and not one.done for one in found.deadlines):
        against = "no deadline has passed" if found.deadlines else "it has no deadline"
        against = "it was done" if done else against
    elif status in (PledgeStatus.STALLED, PledgeStatus.IN_THE_WORKS, PledgeStatus.BROKEN) and done:
        against = f"it was done on {block.done}"
    if against:
        message = f'the evidence is called "{status}", and {against}'
        yield found_in("OR423", message, statement, block.common.span, words="evidence:")


def _order(statement: Statement, block: Pledge) -> Iterator[Finding]:
    """Dates that cannot all be right."""
    wrong = []
    if block.due is not None and block.due.last < block.made.first:
        wrong.append(f"it was due ({block.due}) before it was made ({block.made})")
    if block.done is not None and block.done.last < block.made.first:
        wrong.append(f"it was done ({block.done}) before it was made ({block.made})")
    before, last = block.made, block.due
    for each in block.extensions:
        if each.on.last < before.first:
            wrong.append(f"the extension of {each.on} stands after {before}")
        if last is not None and each.due.last < last.first:
            wrong.append(f"the extension of {each.on} brings the deadline forward, from {last} to {each.due}")
        before, last = each.on, each.due
    wrong += [
        f"the step of {each.on} is before the pledge ({block.made})"
        for each in block.steps
        if each.on.last < block.made.first
    ]
    for text in wrong:
        yield found_in("OR424", text, statement, block.common.span)
