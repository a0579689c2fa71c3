"""A quotation as people write it, taken apart: what was left out of it, and what was put in.

An ellipsis ("...", "[...]") stands for words left out, brackets ("[the army]") for words put in or changed, "[T]he" for
a change of case. Between such places the words must be the source's own. Imports: ``onrecord.archive.folding``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.archive.folding import BREAK, DASH, NOTE, Mark, fold

ELISION = 500
"""Characters of the source that an ellipsis may stand for."""
INSERTION = 100
"""Characters of the source that brackets may stand for."""
_REST_OF_WORD = 24

_GAP = re.compile(
    r"(?P<elision>[\[(]\s*(?:\.{3,4}|…|\.\s\.\s\.)\s*[\])]|\.{3,4}|…|\.\s\.\s\.)"
    r"|(?P<case>(?<!\w)\[(?P<letter>[^\W\d_])\](?=\w))"
    r"|\[(?P<inserted>[^\[\]]*)\]"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source's own words, folded. ``reach`` is how many characters the source may have before it,
    counted from the end of the segment before; ``cut_before`` and ``cut_after`` allow it to begin or end within a
    word, as "kill[ed]" does."""

    text: str
    marks: tuple[Mark, ...]
    reach: int = 0
    cut_before: bool = False
    cut_after: bool = False


def verbatim(exact: str) -> Segment | None:
    """A quotation as one segment; ``None`` if it has neither letter nor digit."""
    return _segment(exact, 0)


def segments(exact: str) -> tuple[Segment, ...]:
    """The source's own words of a quotation, in order; one segment if nothing was left out or put in."""
    found: list[Segment] = []
    at = reach = 0
    cut_before = False
    letter = ""
    for gap in [*_GAP.finditer(exact), None]:
        end = gap.start() if gap else len(exact)
        attached = gap is not None and gap["inserted"] is not None and exact[end - 1 : end].isalnum()
        made = _segment(letter + exact[at:end], reach, cut_before, attached)
        if made is not None:
            found.append(made)
            reach, cut_before = 0, False
        if gap is None:
            break
        letter = gap["letter"] or ""
        if gap["elision"]:
            reach += ELISION
        elif letter:
            reach = max(reach, 2)
        else:
            reach += _REST_OF_WORD if attached else INSERTION
            cut_before = exact[gap.end() : gap.end() + 1].isalnum()
        at = gap.end()
    return tuple(found)


def source_words(exact: str) -> tuple[str, ...]:
    """The stretches of a quotation that are the source's own words, as written: not what stands in brackets."""
    parts, at, letter = [], 0, ""
    for gap in _GAP.finditer(exact):
        parts.append(letter + exact[at : gap.start()])
        letter, at = gap["letter"] or "", gap.end()
    parts.append(letter + exact[at:])
    return tuple(part.strip() for part in parts if part.strip())


def _segment(text: str, reach: int, cut_before: bool = False, cut_after: bool = False) -> Segment | None:
    folded = fold(text)
    kept = folded.text.strip()
    if not any(char.isalnum() for char in kept):
        return None
    skipped = len(folded.text) - len(folded.text.lstrip())
    inner = (Mark(mark.at - skipped, mark.kind, mark.text) for mark in folded.marks)
    return Segment(kept, tuple(m for m in inner if 0 < m.at < len(kept)), reach, cut_before, cut_after)


def same_marks(quoted: tuple[Mark, ...], page: tuple[Mark, ...]) -> bool:
    """Whether what was taken out of both agrees: a page may have hyphens at ends of lines and references to notes that
    the quotation has not; any other dash must be in both."""
    dashes = {mark.at for mark in quoted if mark.kind == DASH}
    may = dashes | {mark.at for mark in quoted if mark.kind == BREAK}
    firm = {mark.at for mark in page if mark.kind == DASH}
    soft = {mark.at for mark in page if mark.kind == BREAK}
    notes = {(mark.at, mark.text) for mark in page if mark.kind == NOTE}
    return firm <= may and dashes <= firm | soft and {(m.at, m.text) for m in quoted if m.kind == NOTE} <= notes
