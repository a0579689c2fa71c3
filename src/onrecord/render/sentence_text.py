"""Verified sentences as text for a terminal: the verdict, the sentence with its words marked, and why.

Under the sentence ``~`` stands below each word a reading uses and ``?`` below each that is unread; what has neither
only joins the others. Imports the model and its sibling modules.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

import click

from onrecord.model.dates import MONTHS
from onrecord.model.figure import LabelledFigure, Outcome, Part, Verdict
from onrecord.model.sentence import Alternative, Verified
from onrecord.render.sentence_words import Labels, labels
from onrecord.render.terminal import MARKS, WIDTH, plural, wrapped
from onrecord.text.diagnostics import escaped
from onrecord.vocabulary.lexicon import load_lexicon, words_of

_COLUMN = 14
_INDENT = " " * (_COLUMN + 2)
_MOST_FIGURES = 6
_MOST_OTHERS = 4
_SELF_EVIDENT = ("exactly", "any rise", "any fall", "exactement", "toute hausse", "toute baisse")
"""Tolerances that say nothing beside the sentence: an exact number, a rise of any size."""

_DAY = rf"(?:\d{{1,2}} )?(?:(?:{'|'.join(MONTHS)}) )?\d{{4}}"
_ENDS_IN_PERIOD = re.compile(rf"(.+?) ((?:in|on|since|before) {_DAY}|from (?:{_DAY}|[A-Z][a-z]+) to {_DAY})")


def render_sentences_text(found: Iterable[Verified], *, width: int = WIDTH) -> str:
    """All sentences, an empty line between two."""
    return "\n".join("\n".join(_sentence(one, width)) + "\n" for one in found)


def _sentence(one: Verified, width: int) -> list[str]:
    said = labels(one.language)
    verdict = one.outcome.verdict
    lines = [*_marked(one, width)]
    mark = click.style(f"{said.verdict(verdict):<{_COLUMN}}", fg=MARKS[verdict][1])
    lines[0] = "  " + mark + lines[0][_COLUMN + 2 :]
    for label, text in [*_why(one.outcome, said), *_told(one, said), *_others(one, said)]:
        lines += wrapped(f"{label}{said.colon}{text}" if label else text, width, _INDENT + "· ", _INDENT + "  ")
    return lines


def _why(outcome: Outcome, said: Labels) -> list[tuple[str, str]]:
    """Why the verdict is what it is: one line, or one for each assertion."""
    parts = outcome.parts or (outcome,)
    told = []
    for part in parts:
        label = "" if part.verdict is outcome.verdict else said.verdict(part.verdict)
        told.append((label, part.why + _tolerance(part, said)))
    if outcome.parts and outcome.verdict is Verdict.UNVERIFIABLE and outcome.why not in (text for _, text in told):
        told = [("", outcome.why), *(one for one in told if one[0])]
    return list(dict.fromkeys(told))


def _tolerance(part: Outcome | Part, said: Labels) -> str:
    between = part.tolerance.removeprefix("de ").replace(" to ", " and ").replace(" à ", " et ")
    if (
        not part.tolerance
        or part.tolerance in part.why
        or between in part.why
        or part.tolerance.startswith(_SELF_EVIDENT)
    ):
        return ""
    return f" ({said.true_of} {part.tolerance})"


def _told(one: Verified, said: Labels) -> list[tuple[str, str]]:
    outcome = one.outcome
    told = []
    decided = outcome.verdict in (Verdict.HOLDS, Verdict.FAILS)
    if outcome.figures and decided:
        told.append((said.figures, _figures(outcome.figures, said)))
    if len(outcome.robustness) > 1 and decided:
        told.append(("", said.robustness(outcome)))
    several = len(outcome.projections) > 1
    told += [(p.label if several else said.year, said.projection(p)) for p in outcome.projections]
    told += [(said.note, note) for note in outcome.notes]
    if outcome.reading:
        told.append((said.reading, outcome.reading))
    if outcome.needs:
        told.append((said.needs, outcome.needs))
    if outcome.snapshot:
        told.append((said.data, outcome.snapshot))
    told += _teach(one, said)
    if one.partial:
        told.append((said.partial, one.partial))
    return told + [(said.aside, aside) for aside in one.asides]


def _figures(figures: Sequence[LabelledFigure], said: Labels) -> str:
    """The figures; what all are of is told once: "deaths in Mali: in 2018: 1,048 (...); in 2019: 1,072 (...)"."""
    shown = figures[:_MOST_FIGURES]
    more = len(figures) - len(shown)
    of, rests = _common([one.label for one in shown])
    told = [f"{rest}{said.colon}{said.figure(one.figure)}" for rest, one in zip(rests, shown, strict=True)]
    if more > 0:
        told.append(f"et {more} de plus" if said.language == "fr" else f"and {plural(more, 'figure')} more")
    return (f"{of}{said.colon}" if of else "") + said.semicolon.join(told)


def _common(found: Sequence[str]) -> tuple[str, list[str]]:
    """What labels that differ in their period only are all of, and their periods."""
    split = [_ENDS_IN_PERIOD.fullmatch(one) for one in found]
    of = {one[1] for one in split if one}
    if len(found) < 2 or len(of) != 1 or not all(split):
        return "", list(found)
    return of.pop(), [one[2] for one in split if one]


def _teach(one: Verified, said: Labels) -> list[tuple[str, str]]:
    """Which file would teach the unread words; of a word the lexicon has, that it is not understood here."""
    lexicon = load_lexicon(one.language)
    files: dict[str, dict[str, None]] = {}
    for word, file in zip(one.unread, one.taught, strict=False):
        entries = lexicon.starting.get(next(iter(words_of(word)), ""), ())
        is_known = any(entry.words == words_of(word) and entry.use != "unread" for entry in entries)
        files.setdefault("" if is_known else file, {})[word] = None
    known = files.pop("", None)
    taught = [
        (said.teach_name if file == "vocabulary.toml" else said.teach_word).format(
            words=said.quoted(list(words)), file=file
        )
        for file, words in files.items()
    ]
    told = [(said.known, said.quoted(list(known)))] if known else []
    return [*told, (said.teach, said.semicolon.join(taught))] if taught else told


def _others(one: Verified, said: Labels) -> list[tuple[str, str]]:
    """The other readings: those as likely as the first, then the rest."""
    ranked = sorted(one.alternatives, key=lambda other: not other.rival)
    return [(_label(other, said), _other(other.outcome, said)) for other in ranked[:_MOST_OTHERS]]


def _label(other: Alternative, said: Labels) -> str:
    return said.rival if other.rival else said.other


def _other(outcome: Outcome, said: Labels) -> str:
    return f"{' '.join(outcome.reading.split())} ({said.verdict(outcome.verdict)})"


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
