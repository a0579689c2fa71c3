"""A position: whether its holder held the view at the time the sentence speaks of.

Imports the model and its siblings.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.checks.moments import days_named
from onrecord.checks.names import names_any, same_holder, words
from onrecord.checks.standing import Context, Result, found_in
from onrecord.checks.view_said import another_holder, another_view, parts_of, wrongly_dated
from onrecord.model.blocks import Position, Standing
from onrecord.model.dates import NO_DAY, Period
from onrecord.model.dossier import Statement
from onrecord.model.finding import Finding

_PRONOUN = re.compile(r"(?:he|she|it|they|il|elle|ils|elles)\b", re.IGNORECASE)


def position(statement: Statement, block: Position, context: Context) -> Result:
    """How a statement stands by one position."""
    findings = list(_unnamed(statement, block, context))
    by = f", {context.source_name(block.source)}" if block.source else ""
    if block.since is not None and block.since.first > context.as_of != NO_DAY:
        why = f"{block.who} is on record with this view since {block.since} only, after the dossier's date"
        return Result(
            Standing.NOT_FOUND, why, tuple(findings), since=(f"{block.who}: {block.view}{by}, {block.since}",)
        )
    held = _held(block)
    rival = _rival(statement, block, context.as_of)
    if rival is not None:
        message = f"{block.who} is given two views at one time: here and on line {rival.common.span.line}"
        remedy = "Give the earlier one an `until`, or put both into one view if they go together."
        if rival.common.span < block.common.span:
            findings.append(found_in("OR431", message, statement, block.common.span, remedy=remedy))
        return Result(Standing.CONTESTED, message, tuple(findings))
    views = [each for each in statement.blocks if isinstance(each, Position)]
    if len(views) == 1 and context.sentence.language and (wrong := wrongly_dated(block, context)):
        findings.append(found_in("OR430", wrong, statement, block.common.span))
        return Result(Standing.NOT_FOUND, wrong, tuple(findings))
    judged = block.common.standing is not None or not context.sentence.language
    others = [each for each in views if each is not block and not same_holder(each.who, block.who)]
    other = "" if judged else _other_view(block, others, views, context)
    if other:
        findings.append(found_in("OR410", other, statement))
        why = f'{other}; a person has to look, and to say so with "standing"'
        return Result(None, findings=tuple(findings), open=why)
    named = days_named(context.sentence, context.as_of)
    told = f"{block.who} held this view {_span_text(block)}{by}"
    if block.since is None and block.until is None:
        told = f"{block.who} is on record with this view{by}"
    if any(_overlap(held, each) for each in named):
        return Result(Standing.SUPPORTED, told, tuple(findings))
    over = held.end is not None and held.end < context.as_of != NO_DAY
    elsewhere = [each for each in statement.blocks if isinstance(each, Position) and each is not block]
    # Where the sentence tells of several views in turn, its dates belong to one or the other.
    if named and not any(_overlap(_held(each), when) for each in elsewhere for when in named):
        spoken = " and ".join(_period_text(each) for each in named)
        message = f"the sentence speaks of {spoken}, and {block.who} held this view {_span_text(block)}"
        findings.append(
            found_in("OR430", message, statement, block.common.span, words="since:" if block.since else "until:")
        )
        if not over:
            return Result(Standing.NOT_FOUND, message, tuple(findings))
    if over:
        return Result(Standing.OVERTAKEN, f"{block.who} held this view until {block.until}{by}", tuple(findings))
    return Result(Standing.SUPPORTED, told, tuple(findings))


def _other_view(block: Position, others: list[Position], views: list[Position], context: Context) -> str:
    """What the sentence says of a view, or of its holder, that the block does not; empty if there is nothing."""
    if joined := another_holder(block, context, others):
        return f'the sentence has "{joined}" hold the view too, and the block has {block.who}'
    if not others:
        return another_view(block, context) if len(views) == 1 else ""
    parts = parts_of(block, others, context)
    if not parts and not any(parts_of(each, [one for one in views if one is not each], context) for each in others):
        return f'the sentence does not name "{block.who}", whose view the block gives'
    return next((found for part in parts if (found := another_view(block, context, part, others))), "")


def _held(block: Position) -> Period:
    """The days on which the view was held, as far as they are known."""
    start = block.since.first if block.since else None
    end = block.until.last if block.until else None
    return Period(start, end) if start is None or end is None or start <= end else Period(start, start)


def _overlap(one: Period, other: Period) -> bool:
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max)


def _rival(statement: Statement, block: Position, as_of: date) -> Position | None:
    """Another view of the same holder, at the same time, in the same statement."""
    for other in statement.blocks:
        if not isinstance(other, Position) or other.common.span == block.common.span:
            continue
        if other.since is not None and other.since.first > as_of:
            continue
        differs = same_holder(other.who, block.who) and other.view.casefold() != block.view.casefold()
        if differs and _overlap(_held(other), _held(block)):
            return other
    return None


def _unnamed(statement: Statement, block: Position, context: Context) -> tuple[Finding, ...]:
    """The holder should be named in the sentence. The claimant and the dossier's subject go by many names, and a
    pronoun can stand for anybody: nothing is said of these."""
    sentence = context.sentence
    if not sentence.language or names_any(sentence.text, block.who) or _PRONOUN.match(sentence.text):
        return ()
    if same_holder(block.who, context.claim.claimant) or same_holder(block.who, context.subject):
        return ()
    if words(block.view) == words(sentence.text):
        return ()  # the sentence is the view itself, in its holder's words
    message = f'the sentence does not name "{block.who}", whose view the block gives'
    return (found_in("OR432", message, statement, block.common.span, words="who:"),)


def _span_text(block: Position) -> str:
    if block.since and block.until:
        return f"from {block.since} to {block.until}"
    if block.since:
        return f"since {block.since}"
    return f"until {block.until}" if block.until else "at a time not given"


def _period_text(period: Period) -> str:
    if period.start == period.end and period.start is not None:
        return period.start.isoformat()
    start = period.start.isoformat() if period.start else "before"
    return f"{start} to {period.end.isoformat()}" if period.end else f"{start} on"
