"""Text for a terminal of any width: filling, columns, and small charts in one line. Imports the model's helpers only.

What comes from files goes through ``escaped`` first, so that no control character reaches a terminal.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import click

from onrecord.model.figure import Verdict
from onrecord.model.finding import Severity
from onrecord.text.diagnostics import escaped

WIDTH = 100
"""Columns of a report that no terminal shows."""

NARROWEST = 40

_BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
"""Spaces at which a line may break; those inside a French number are not among them, and are shown as plain ones."""

_PLAIN = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")

MARKS: dict[Verdict, tuple[str, str]] = {
    Verdict.HOLDS: ("holds", "green"),
    Verdict.FAILS: ("FAILS", "red"),
    Verdict.UNVERIFIABLE: ("unverifiable", "yellow"),
    Verdict.SUPPORTED: ("supported", "green"),
    Verdict.OVERTAKEN: ("overtaken", "cyan"),
    Verdict.CONTESTED: ("contested", "yellow"),
    Verdict.NOT_FOUND: ("not found", "yellow"),
    Verdict.UNSUPPORTED: ("UNSUPPORTED", "red"),
    Verdict.NOT_RUN: ("NOT RUN", "magenta"),
    Verdict.NOT_CHECKED: ("not checked", "bright_black"),
}
COLORS = {Severity.ERROR: "red", Severity.FAILURE: "red", Severity.WARNING: "yellow", Severity.NOTE: "bright_black"}

BLOCKS = "▁▂▃▄▅▆▇█"
NO_DATA = "·"


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Text of a person, made safe and filled to the width."""
    following = first if rest is None else rest
    lines = textwrap.wrap(
        escaped(_BLANKS.sub(" ", text).strip()),
        max(width, NARROWEST, len(following) + 20),
        initial_indent=first,
        subsequent_indent=following,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.translate(_PLAIN) for line in lines] or [first.rstrip()]


def cropped(text: str, width: int) -> str:
    """Text of a person, made safe and cut to one line."""
    flat = escaped(" ".join(text.split()))
    return flat if len(flat) <= width else flat[: max(1, width - 1)].rstrip() + "…"


def verdict_mark(verdict: Verdict, column: int = 0) -> str:
    """The word for a verdict in its colour, padded to a column."""
    word, color = MARKS[verdict]
    return click.style(f"{word:<{column}}", fg=color)


def painted(text: str, severity: Severity) -> str:
    """A rendered finding with its first line in the colour of its severity."""
    first, _, rest = text.partition("\n")
    return click.style(first, fg=COLORS[severity]) + ("\n" + rest if rest else "")


def sparkline(values: Sequence[float | None]) -> str:
    """One block for each value, from zero to the highest. Nothing but zero has the lowest block; ``·`` is no data."""
    top = max((value for value in values if value), default=0.0)
    shown = []
    for value in values:
        if value is None:
            shown.append(NO_DATA)
        elif value <= 0 or top <= 0:
            shown.append(BLOCKS[0])
        else:
            shown.append(BLOCKS[max(1, min(7, round(7 * value / top)))])
    return "".join(shown)


def table(rows: Sequence[Sequence[str]], left: int = 1, gap: str = "  ") -> list[str]:
    """Rows in aligned columns: the first ``left`` to the left, the others to the right; the first row is a header."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if i < left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(gap.join(cells).rstrip())
    return lines


def plural(n: int, word: str, many: str = "") -> str:
    """ "1 fault", "2 faults"."""
    return f"{n:,} {word if n == 1 else many or word + 's'}"
