"""The typed blocks of a documentary statement for a person to read: counts with their sources, dated steps, levels,
a pledge with its first deadline and each extension. Imports the model and its sibling modules.

A block becomes lines of a label and a text, filled to the width by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.blocks import (
    Block,
    Case,
    Count,
    Deployment,
    Incident,
    Level,
    Pledge,
    Position,
    Reply,
    block_name,
)
from onrecord.model.dates import PartialDate
from onrecord.model.explanation import Deadline
from onrecord.render.terminal import plural

Line = tuple[str, str]
"""A label, empty where the text carries on a list, and a text."""


def block_lines(block: Block, deadlines: tuple[Deadline, ...]) -> list[Line]:
    """A block as labelled lines, the first one naming its kind."""
    match block:
        case Pledge():
            lines = _pledge(block, deadlines)
        case Incident():
            lines = _incident(block)
        case Case():
            lines = _case(block)
        case Position():
            lines = [("who", block.who), ("view", block.view), ("held", _span(block.since, block.until))]
            lines += _sources("source", (block.source,))
        case Deployment():
            lines = _deployment(block)
        case Reply():
            lines = _reply(block)
    common = block.common
    if common.standing is not None:
        because = f": {common.because}" if common.because else ""
        lines.append(("the editors say", f"{common.standing}{because}"))
    elif common.because:
        lines.append(("because", common.because))
    lines.append(("one origin", common.one_origin))
    lines += _sources("further sources", common.sources)
    first = (block_name(block), "")
    return [first, *((label, text) for label, text in lines if text)]


def _sources(label: str, keys: Iterable[str]) -> list[Line]:
    return [(label, ", ".join(f"@{key}" for key in keys if key))]


def _pledge(block: Pledge, deadlines: tuple[Deadline, ...]) -> list[Line]:
    told = [
        ("pledged", block.what),
        ("by", block.by + (f", to {block.to}" if block.to else "")),
        ("made", str(block.made)),
    ]
    known = {(one.due, one.extended): one for one in deadlines}
    if block.due is not None:
        told.append(("due", _due(block.due, known.get((block.due, False)))))
        told.append(("worked out", f"{block.term} is {block.due}" if block.term is not None else ""))
    told.append(("baseline", block.baseline))
    for extension in block.extensions:
        note = f"; {extension.note}" if extension.note else ""
        due = _due(extension.due, known.get((extension.due, True)))
        told.append(("put off", f"on {extension.on} to {due}; @{extension.source}{note}"))
    told += [("step", f"{one.on}  {one.what}; @{one.source}") for one in block.steps]
    told += [("done", str(block.done) if block.done else ""), ("officially", block.official)]
    told.append(("evidence", block.evidence))
    for one in block.corrected:
        told.append(("corrected", f"on {one.on}, {one.field}, which was {one.was}: {one.because}"))
    return told


def _due(due: PartialDate, deadline: Deadline | None) -> str:
    if deadline is None:
        return f"{due} (not known on the dossier's date)"
    if deadline.days <= 0:
        left = "on the last day" if deadline.days == 0 else f"{plural(-deadline.days, 'day')} before it was due"
        if not deadline.done:
            left = "due on this day" if deadline.days == 0 else f"{plural(-deadline.days, 'day')} to go"
    else:
        left = f"{plural(deadline.days, 'day')} {'late' if deadline.done else 'overdue'}"
    what = "done, " if deadline.done else ""
    return f"{due} ({what}{left}{' as of' if not deadline.done else ','} {deadline.at.isoformat()})"


def _incident(block: Incident) -> list[Line]:
    lines = [("what", block.what), ("where", _place(block)), ("when", _span(block.start, block.end))]
    for i, count in enumerate(block.counts):
        lines.append(("counts" if i == 0 else "", _count(count)))
    for i, one in enumerate(block.responsibility):
        when = f", {one.on}" if one.on else ""
        lines.append(("responsibility" if i == 0 else "", f"{one.who}: {one.step} by {one.by}{when}; @{one.source}"))
    return lines


def _place(block: Incident) -> str:
    known = {"exact": "the exact spot is known", "": ""}.get(block.precision, f"known to the {block.precision}")
    return f"{block.where} ({known})" if known else block.where


def number_range(low: int, high: int | None) -> str:
    """ "543", "200 to 300", "at least 300"."""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _count(count: Count) -> str:
    text = f"{number_range(count.low, count.high)} {count.counted}".rstrip()
    fixed = [str(one) for one in (count.who, count.what) if one is not None]
    text += f" [{', '.join(fixed)}]" if fixed else ""
    text += f", by {count.by}"
    details = [f"interest: {count.interest}"] if count.interest else []
    details += [f"period: {count.period}"] if count.period else []
    details += [f"published {count.on}"] if count.on else []
    return f"{text} ({'; '.join(details)}); @{count.source}" if details else f"{text}; @{count.source}"


def _case(block: Case) -> list[Line]:
    lines = [("who", block.who), ("matter", block.matter), ("court", block.court)]
    for i, step in enumerate(block.steps):
        note = f": {step.note}" if step.note else ""
        lines.append(("steps" if i == 0 else "", f"{step.on or 'undated'}  {step.step}{note}; @{step.source}"))
    return lines


def _deployment(block: Deployment) -> list[Line]:
    lines = [("who", block.who), ("where", block.where), ("arrived", str(block.arrived or ""))]
    for i, level in enumerate(block.levels):
        lines.append(("levels" if i == 0 else "", _level(level)))
    return [*lines, ("left", str(block.left or "")), ("ended by", block.ended_by)]


def _level(level: Level) -> str:
    planned = " (planned)" if level.planned else ""
    by = f", by {level.by}" if level.by else ""
    counted = f" {level.counted}" if level.counted else ""
    span = f"{level.on} to {level.until}" if level.until else str(level.on)
    note = f"; {level.note}" if level.note else ""
    return f"{span}  {number_range(level.low, level.high)}{counted}{planned}{by}; @{level.source}{note}"


def _reply(block: Reply) -> list[Line]:
    text = block.text or "none"
    lines = [("by", block.by), ("answer", text), ("on", str(block.on or ""))]
    means = f", {block.means}" if block.means else ""
    asked = f"{block.asked.isoformat()}{means}" if block.asked else block.means
    return [*lines, ("asked", asked), *_sources("source", (block.source,))]


def _span(start: PartialDate | None, end: PartialDate | None) -> str:
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""
