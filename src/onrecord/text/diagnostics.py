"""A finding as plain text: place, message, the line with the span underlined, why, what to do.

Nothing is printed here. What comes from files never reaches a terminal raw: control characters and those that turn
the direction of text are shown as escapes. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import unicodedata

from onrecord.model.finding import Finding

WIDTH = 100
"""Columns an excerpt may take."""

_TAB = "    "
_LEAD = 30
"""Columns shown before the span, where the line must be cropped."""


def render(finding: Finding) -> str:
    """The finding as lines of text, without a line end after the last."""
    lines = [f"{escaped(str(finding.span))} {finding.code} {escaped(finding.message)}"]
    if finding.excerpt.strip():
        lines += [f"  {line}".rstrip() for line in excerpt(finding)]
    lines += [f"  {escaped(why)}" for why in finding.why]
    if finding.remedy:
        lines.append(f"  help: {escaped(finding.remedy)}")
    return "\n".join(lines)


def excerpt(finding: Finding) -> tuple[str, str]:
    """The line of a finding, cropped to ``WIDTH`` columns around the span, and the line of carets below it."""
    line, span = finding.excerpt, finding.span
    start = min(max(span.column - 1, 0), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start + 1), max(len(line), start + 1))
    # Only the surroundings of the span are looked at: a line can have millions of characters.
    first = max(0, start - WIDTH)
    cells = [_cell(char) for char in line[first : start + WIDTH]]
    at = start - first
    left = _fit(cells, at)
    room = WIDTH - 2
    used, right = 0, left
    while right < len(cells) and used + cells[right][1] <= room:
        used += cells[right][1]
        right += 1
    cropped_left, cropped_right = first + left > 0, first + right < len(line)
    shown = "".join(cell[0] for cell in cells[left:right])
    text = ("…" if cropped_left else "") + shown + ("…" if cropped_right else "")
    before = sum(cell[1] for cell in cells[left:at]) + cropped_left
    width = sum(cell[1] for cell in cells[at : min(end - first, right)])
    return text.rstrip(), " " * before + "^" * max(1, width)


def _fit(cells: list[tuple[str, int]], at: int) -> int:
    """The first cell to show, so that the span at ``at`` is in view."""
    total = sum(cell[1] for cell in cells)
    before = sum(cell[1] for cell in cells[:at])
    if total <= WIDTH - 2 or before <= WIDTH // 2:
        return 0
    left, width = at, 0
    while left > 0 and width + cells[left - 1][1] <= _LEAD:
        left -= 1
        width += cells[left][1]
    return left


def _cell(char: str) -> tuple[str, int]:
    """How a character is shown, and how many columns that takes."""
    if char == "\t":
        return _TAB, len(_TAB)
    if char.isascii() and char.isprintable():
        return char, 1
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return char, 0
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        shown = _escape(char)
        return shown, len(shown)
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escaped(text: str) -> str:
    """The text with control and direction characters as escapes, safe for a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char == "\t" else _cell(char)[0] for char in text)
