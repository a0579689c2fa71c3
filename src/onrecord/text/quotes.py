"""Quotations in citations: ``[@hrw-moura, p. 4 "at least 300"]``.

The quotation is the last thing of a citation, between straight or curly quotation marks or guillemets. What stands
after it, or a word that itself needs a title ("s.v.", "section"), makes the marks part of the locator, as they are for
Pandoc. Time is linear in the text. Imports: standard library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
_OPENING = re.compile("[" + "".join(_CLOSING) + ";]")
_TITLED = re.compile(
    r"(?:^|[\s,(])(?:s\.\s?v+\.|sub\s+verbo|§+|(?:sections?|sect?|chapters?|chap|ch|titles?|titre|tit|entry|headed|under"
    r"|rubrique|article|art)\.?)\s*\Z",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""What a backslash keeps from being Markdown."""
_LONGEST = 20_000
"""Characters of a quotation."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where a quotation stands, with its marks, and its words with white space collapsed."""

    start: int
    end: int
    text: str


class Quotes:
    """The quotations of a text's stretch from ``start`` to ``end``, which is what stands between two brackets."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.end = text, end
        self._ends: dict[str, list[int]] = {}
        self._stretch = start, end

    def after(self, key_end: int, limit: int) -> Quoted | None:
        """The quotation of the citation whose key ends at ``key_end``; it begins before ``limit``.

        The closing mark is the first with nothing but the end or a ";" after it, so that marks inside a quotation do
        not end it.
        """
        opening = _OPENING.search(self.text, key_end, limit)
        if opening is None or opening[0] == ";" or _TITLED.search(self.text, key_end, opening.start()):
            return None
        ends = self._closing(_CLOSING[opening[0]])
        index = bisect_right(ends, opening.start())
        if index == len(ends) or ends[index] - opening.start() > _LONGEST:
            return None
        words = _ESCAPED.sub(r"\1", " ".join(self.text[opening.end() : ends[index]].split()))
        return Quoted(opening.start(), ends[index] + 1, words) if words else None

    def _closing(self, marks: str) -> list[int]:
        """Where a closing mark stands that nothing follows."""
        if marks not in self._ends:
            pattern = re.compile(rf"[{marks}](?=\s*(?:;|\Z))")
            self._ends[marks] = [found.start() for found in pattern.finditer(self.text, *self._stretch)]
        return self._ends[marks]
