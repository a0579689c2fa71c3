"""The number-change ledger for a person, and as Markdown for a page that lists a run. Imports the model only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from onrecord.model.figure import Verdict
from onrecord.model.ledger import Cause, FigureChange, Firmness, Ledger, Moved, Part, Reach, StatementChange
from onrecord.text.diagnostics import escaped

MOST_IDS = 5
"""Ids told of one part of a figure, the largest changes first; all of them are in the JSON."""
_EVENTS = {
    Cause.REMOVED: ("{} event removed", "{} events removed"),
    Cause.UNCOVERED: (
        "{} event that the newer release does not cover",
        "{} events that the newer release does not cover",
    ),
    Cause.REDATED: ("{} event re-dated", "{} events re-dated"),
    Cause.RELOCATED: ("{} event re-located", "{} events re-located"),
    Cause.RENAMED: ("{} event with an actor renamed", "{} events with an actor renamed"),
    Cause.REATTRIBUTED: ("{} event re-attributed", "{} events re-attributed"),
    Cause.RECODED: ("{} event recoded in type", "{} events recoded in type"),
    Cause.DEATHS: ("{} event with its deaths changed", "{} events with their deaths changed"),
    Cause.REVISED: ("{} value revised", "{} values revised"),
    Cause.OTHER: ("{} event changed otherwise", "{} events changed otherwise"),
    Cause.COVERED: (
        "{} event that the older release does not cover",
        "{} events that the older release does not cover",
    ),
    Cause.ADDED: ("{} event added", "{} events added"),
}
_WHOLE = {
    Cause.TOOL: "onrecord computes it otherwise than when it was published",
    Cause.REST: "no single event: the release names or covers things otherwise",
    Cause.VOCABULARY: "the vocabulary",
    Cause.READING: "the sentence is read otherwise",
    Cause.PERIOD: "the period ends on another day",
    Cause.LOST: "the release of then was not kept, so that it cannot be split",
}


def ledger_text(ledger: Ledger, everything: bool = False) -> str:
    """The ledger: what was compared, then flips, what is within reach of one, and what else changed."""
    lines = [f"Since {ledger.since}:", *(f"  {line}" for line in _compared(ledger)), ""]
    groups = grouped(ledger)
    for title, changes in groups:
        lines += [title, ""]
        for one in changes:
            lines += [*_statement(one, everything), ""]
    if not groups:
        lines += ["Nothing changed.", ""]
    lines.append(summary(ledger))
    return "".join(f"{escaped(line)}\n" for line in lines)


def grouped(ledger: Ledger) -> list[tuple[str, list[StatementChange]]]:
    """The changes under their headings, without those that have none."""
    kinds: dict[str, list[StatementChange]] = {}
    for one in ledger.changes:
        kinds.setdefault(_heading(one, ledger), []).append(one)
    return list(kinds.items())


def _heading(one: StatementChange, ledger: Ledger) -> str:
    if one.flipped:
        return "Another verdict"
    if one.reach:
        return f"Within reach of another verdict (a figure changed by {_percent(ledger.reach)} or less)"
    if one.shaken:
        return "Less firm than before"
    if one.before is None or one.after is None:
        return "New and gone"
    return "Other figures, same verdict" if one.moved else "Other words, same verdict"


def summary(ledger: Ledger) -> str:
    """The last line: how many of each."""
    count = len(ledger.flips)
    reach = sum(1 for one in ledger.changes if not one.flipped and one.reach)
    rest = len(ledger.changes) - count - reach
    told = [f"{count:,} {'verdict' if count == 1 else 'verdicts'} changed", f"{reach:,} within reach of another"]
    told += [f"{rest:,} changed otherwise", f"{ledger.same:,} the same"]
    return f"{', '.join(told)}."


def _compared(ledger: Ledger) -> Iterator[str]:
    for one in ledger.datasets:
        yield f"{one.dataset}: {one.before} -> {one.after}"
        yield from (f"  not compared: {limit}" for limit in one.limits)
    if not ledger.datasets and not ledger.untold:
        yield "the data are the same."
    for text in ledger.untold:
        yield f"not compared: {text}"
    for name in ledger.not_run:
        yield f"not compared: {name}: its check stopped on a fault of onrecord's own; run onrecord check"


def _statement(one: StatementChange, everything: bool) -> Iterator[str]:
    yield f"{one.span.file}:{one.span.line}  {one.statement}  {verdicts(one)}"
    if one.flipped or one.after is None:
        yield f"  now: {one.why}"
    if one.reworded:
        yield "  its sentence or reading was rewritten"
    for figure in one.figures:
        if figure.before != figure.after or everything:
            yield from (f"  {line}" for line in _figure(figure))
    yield from (f"  {reach_text(each)}" for each in one.reach[: None if everything else 1])
    if one.shaken:
        before, after = one.firmness
        yield f"  the same in {_firm(before)} ways of computing before, in {_firm(after)} now"


def verdicts(one: StatementChange) -> str:
    """The verdicts of a statement in both states."""
    if one.before is None:
        return f"new: {one.after}"
    if one.after is None:
        return f"gone: {one.before}"
    return f"{one.before} -> {one.after}" if one.flipped else str(one.after)


def _firm(firmness: Firmness) -> str:
    return f"{firmness.same} of {firmness.of}"


def reach_text(reach: Reach) -> str:
    """What would make the verdict another one."""
    way = "more" if reach.at > reach.now else "less"
    word = {Verdict.HOLDS: "hold", Verdict.FAILS: "fail"}.get(reach.verdict, f"be {reach.verdict}")
    return f"would {word} if {reach.label} were {number(reach.at)} or {way} ({number(reach.now)} now)"


def _percent(number: float) -> str:
    return f"{number:.2g} percent"


def _figure(one: FigureChange) -> Iterator[str]:
    change = one.change
    label = one.label[:1].upper() + one.label[1:]
    if change is None:
        there = f"{number(one.before)} before" if one.before is not None else f"{number(one.after)} now"
        yield f"{label}: {there}, nothing {'now' if one.after is None else 'before'}: {one.missing or 'no data'}"
        return
    yield f"{label}: {number(one.before)} before, {number(one.after)} now ({signed(change)})"
    if one.former:
        yield f"  before it was: {one.former}"
    for part in one.parts:
        yield f"  {signed(part.change):>8}  {part_text(part, one.closed)}"


def part_text(part: Part, closed: bool = False) -> str:
    """A cause in words, with the ids of the events that weigh most."""
    if part.cause in _WHOLE:
        return _WHOLE[part.cause]
    if closed:
        return _EVENTS[part.cause][1].format("").strip()
    events = sorted(part.events, key=lambda each: -abs(each.change or Decimal(0)))
    told = ", ".join(_moved(each) for each in events[:MOST_IDS])
    more = len(events) - MOST_IDS
    text = _EVENTS[part.cause][len(events) != 1].format(f"{len(events):,}")
    return f"{text}: {told}{f' and {more:,} more' if more > 0 else ''}"


def _moved(one: Moved) -> str:
    return one.id if one.change is None else f"{one.id} ({signed(one.change)})"


def number(value: Decimal | None) -> str:
    """A figure as digits."""
    return "nothing" if value is None else f"{value.normalize():,f}"


def signed(value: Decimal) -> str:
    """A change with its sign."""
    return f"{value.normalize():+,f}" if value else "0"


def ledger_markdown(ledger: Ledger) -> str:
    """The ledger as Markdown, short: one table of what flipped or is within reach, one line for the rest."""
    lines = [f"### Changes since {_cell(ledger.since)}", "", summary(ledger), ""]
    told = [one for one in ledger.changes if one.flipped or one.reach or one.shaken]
    if told:
        lines += ["| Statement | Verdict | Why |", "| --- | --- | --- |"]
        lines += [f"| {_cell(one.statement)} | {_cell(verdicts(one))} | {_cell(_why(one))} |" for one in told]
        lines.append("")
    lines += [f"Not compared: {_cell(text)}" for text in ledger.untold]
    return "\n".join(escaped(line) for line in lines).rstrip("\n") + "\n"


def _why(one: StatementChange) -> str:
    parts = [
        f"{figure.label}: {number(figure.before)} -> {number(figure.after)} "
        f"({', '.join(f'{signed(part.change)} {part.cause.value}' for part in figure.parts)})"
        for figure in one.figures
        if figure.change
    ]
    if one.flipped:
        parts.insert(0, one.why)
    elif one.reach:
        parts.insert(0, reach_text(one.reach[0]))
    return "; ".join(parts) or "less firm than before"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
