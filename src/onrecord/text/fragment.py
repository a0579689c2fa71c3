"""Pieces of a file that know where in the file each of their characters stands.

A fragment is a whole file, the front matter of a claim, the content of a list item without its indentation, or a
block. Offsets into its text become lines and columns of the file. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from onrecord.model.finding import Span


class Fragment:
    """Lines of a file, each with the line and column (from 1) its first character has in the file."""

    __slots__ = ("_origins", "_starts", "file", "text")

    def __init__(self, file: str, lines: Iterable[tuple[int, int, str]]) -> None:
        self.file = file
        rows = list(lines)
        self.text = "\n".join(row[2] for row in rows)
        self._origins: list[tuple[int, int]] | None = [(row[0], row[1]) for row in rows] or [(1, 1)]
        self._starts: list[int] | None = None

    @classmethod
    def whole(cls, file: str, text: str) -> Fragment:
        """The fragment that is a whole file."""
        made = cls.__new__(cls)
        made.file, made.text, made._origins, made._starts = file, text, None, None
        return made

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, in the file, of the character at ``offset``."""
        offset = min(max(offset, 0), len(self.text))
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        index = bisect_right(self._starts, offset) - 1
        line, column = self._origins[index] if self._origins is not None else (index + 1, 1)
        return line, column + offset - self._starts[index]

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from ``start`` to ``end`` (exclusive); one character wide if no end is given."""
        line, column = self.position(start)
        if end is None or end <= start:
            return Span(self.file, line, column)
        end_line, end_column = self.position(end)
        return Span(self.file, line, column, end_line, end_column)


def indentation(line: str) -> int:
    """Columns of white space a line starts with; a tab goes to the next multiple of four."""
    width = 0
    for char in line:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def dedent(line: str, columns: int, at: int = 0) -> tuple[int, str]:
    """Take up to ``columns`` of white space off ``line``, which starts at column ``at`` (from 0).

    Returns how many characters were taken and the rest. Of a tab that reaches further, the rest is left as spaces.
    """
    width, taken = 0, 0
    while width < columns and taken < len(line):
        char = line[taken]
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - (at + width) % 4
        else:
            break
        taken += 1
    return taken, " " * (width - columns) + line[taken:]
