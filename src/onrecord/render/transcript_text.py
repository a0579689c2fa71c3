"""How a dossier's sentences are read, as text for a terminal. Imports the model and its sibling modules."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import click

from onrecord.model.transcript import Standing, Transcript, Transcripts
from onrecord.render.terminal import WIDTH, plural, wrapped
from onrecord.render.withheld import banner, withheld_text
from onrecord.text.diagnostics import escaped

_COLUMN = 15
_INDENT = " " * (_COLUMN + 2)
_MOST_OTHERS = 4
_COLORS = {
    Standing.AGREES: "green", Standing.CONFIRMED: "green", Standing.WRITTEN: "green", Standing.DIFFERS: "red",
    Standing.FAULTY: "red",
}  # fmt: skip
_COUNTED = {
    Standing.AGREES: ("agrees", "agree"),
    Standing.DIFFERS: ("differs", "differ"),
    Standing.FAULTY: ("faulty block", "faulty blocks"),
}


def render_transcripts_text(found: Transcripts, *, width: int = WIDTH) -> str:
    """Each statement with its sentence and reading, file by file; those with other typed blocks are only counted."""
    lines = [click.style(line, fg="red", bold=True) for line in (banner(found.show),) if line]
    lines += [click.style(escaped(found.title), bold=True), ""]
    shown = [one for one in found.all if one.standing is not Standing.OTHER]
    for file, group in groupby(shown, key=lambda one: one.statement.span.file):
        lines.append(click.style(escaped(file), fg="cyan"))
        for one in group:
            lines += _statement(one, width)
        lines.append("")
    return "\n".join([*lines, *_sum(found, width)]) + "\n"


def _statement(one: Transcript, width: int) -> list[str]:
    mark = click.style(f"{one.standing.value:<{_COLUMN}}", fg=_COLORS.get(one.standing, "yellow"))
    lines = ["  " + mark + click.style(escaped(one.statement.id), bold=True)]
    lines += wrapped(one.statement.text, width, _INDENT)
    for label, text in _told(one):
        lines += wrapped(f"{label}: {text}" if label else text, width, _INDENT + "· ", _INDENT + "  ")
    return lines


def _told(one: Transcript) -> list[tuple[str, str]]:
    told = []
    if one.reading:
        told.append(("the block says" if one.standing is Standing.DIFFERS else "reading", one.reading))
    if one.said:
        told.append(("the sentence reads as", one.said))
    if one.why:
        told.append(("", one.why))
    if files := sorted(set(one.taught)):
        told.append(("taught by", " and ".join(files)))
    ranked = sorted(one.alternatives, key=lambda other: not other[1])
    shown = ranked[:_MOST_OTHERS]
    told += [("it may as well mean" if rival else "it could also mean", text) for text, rival in shown]
    if len(ranked) > len(shown):
        told.append(("", f"and {plural(len(ranked) - len(shown), 'reading')} more"))
    return told


def _sum(found: Transcripts, width: int) -> list[str]:
    counts = Counter(one.standing for one in found.all)
    parts = []
    for standing in Standing:
        count = counts[standing]
        if count and standing is not Standing.OTHER:
            one, many = _COUNTED.get(standing, (standing.value, standing.value))
            parts.append(f"{count} {one if count == 1 else many}")
    text = f"{plural(len(found.all), 'statement')}: {', '.join(parts) or 'none to read'}."
    if counts[Standing.OTHER]:
        text += f" {counts[Standing.OTHER]} with blocks of another kind: not read."
    if found.wrote:
        text += f" Wrote {', '.join(found.wrote)}: look at the blocks, and commit them."
    elif counts[Standing.UNCONFIRMED]:
        text += " --write puts the readings not confirmed under their sentences."
    left_out = withheld_text(found.withheld, found.show)
    return wrapped(text, width) + (wrapped(left_out, width) if left_out else [])
