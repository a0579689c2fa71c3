"""Verified sentences as text for a terminal: the verdict, the sentence with its words marked, and why.

Under the sentence ``~`` stands below each word a reading uses and ``?`` below each that is unread; what has neither
only joins the others. Imports the model and its sibling modules.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import click

from onrecord.model.figure import Outcome, Verdict
from onrecord.model.sentence import Alternative, Verified
from onrecord.render.terminal import MARKS, WIDTH, plural, verdict_mark, wrapped
from onrecord.render.text_report import explanation, figure_text
from onrecord.text.diagnostics import escaped

_COLUMN = 14
_INDENT = " " * (_COLUMN + 2)
_MOST_FIGURES = 6
_MOST_OTHERS = 4


def render_sentences_text(found: Iterable[Verified], *, width: int = WIDTH) -> str:
    """All sentences, an empty line between two."""
    return "\n".join("\n".join(_sentence(one, width)) + "\n" for one in found)


def _sentence(one: Verified, width: int) -> list[str]:
    outcome = one.outcome
    lines = [*_marked(one, width)]
    lines[0] = "  " + verdict_mark(outcome.verdict, _COLUMN) + lines[0][_COLUMN + 2 :]
    for label, text in [*_told(one), *_others(one)]:
        lines += wrapped(f"{label}: {text}" if label else text, width, _INDENT + "· ", _INDENT + "  ")
    return lines


def _told(one: Verified) -> list[tuple[str, str]]:
    outcome = one.outcome
    told = explanation(outcome)
    if one.outcome.figures and outcome.verdict is not Verdict.UNVERIFIABLE:
        shown = [f"{figure.label}: {figure_text(figure)}" for figure in outcome.figures[:_MOST_FIGURES]]
        more = len(outcome.figures) - len(shown)
        shown += [f"and {plural(more, 'figure')} more"] if more > 0 else []
        told.insert(1, ("figures", "; ".join(shown)))
    files = sorted(set(one.taught))
    if files:
        told.append(("taught by", " and ".join(files)))
    if one.partial:
        told.append(("of the rest one could read", one.partial))
    told += [("not checked, an aside", aside) for aside in one.asides]
    return told


def _others(one: Verified) -> list[tuple[str, str]]:
    """The other readings: those as likely as the first, then the rest."""
    ranked = sorted(one.alternatives, key=lambda other: not other.rival)
    return [(_label(other), _other(other.outcome)) for other in ranked[:_MOST_OTHERS]]


def _label(other: Alternative) -> str:
    return "it may as well mean" if other.rival else "it could also mean"


def _other(outcome: Outcome) -> str:
    return f"{' '.join(outcome.reading.split())} ({MARKS[outcome.verdict][0]})"


def _marked(one: Verified, width: int) -> list[str]:
    """The sentence, wrapped, with a line of marks under each line."""
    flat, offsets = _flat(one.text)
    under = [" "] * len(flat)
    for mark in one.marks:
        sign = "?" if mark.use == "unread" else "~"
        for at in range(offsets[mark.start], offsets[min(mark.end, len(one.text))]):
            under[at] = sign
    lines: list[str] = []
    at = 0
    for line in textwrap.wrap(flat, max(30, width - len(_INDENT)), break_on_hyphens=False) or [""]:
        at = flat.index(line, at) if line else at
        signs = "".join(under[at : at + len(line)]).rstrip()
        lines.append(_INDENT + click.style(line, bold=True))
        if signs:
            lines.append(_INDENT + click.style(signs, fg="red" if "?" in signs else "green"))
        at += len(line)
    return lines


def _flat(text: str) -> tuple[str, list[int]]:
    """The sentence as one printable line, and where each of its characters went."""
    out: list[str] = []
    offsets: list[int] = []
    length = 0
    for char in text:
        offsets.append(length)
        shown = " " if char.isspace() else escaped(char)
        if shown == " " and out and out[-1].endswith(" "):
            continue
        out.append(shown)
        length += len(shown)
    offsets.append(length)
    return "".join(out), offsets
