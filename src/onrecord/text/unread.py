"""What somebody wrote as a block and Markdown takes for something else: warnings, since nothing else would tell them.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re

from onrecord.model.finding import Span
from onrecord.text.log import Log
from onrecord.text.markdown import TYPED, Body, Fence, Unfenced, typed_kind

_NAMES = {"": "", "read": "reads", "reading": "reads", "readings": "reads"} | {kind: kind for kind in TYPED}
_SUBJECT = re.compile(r"\s*[a-z][a-z\s,]*?\b(?:deaths|events|attacks|clashes|violence|civilians)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:civilian )?(?:deaths|events)\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\s(?:are|is|was|were|rises?|rose|falls?|fell|exceed(?:s|ed)?|equals?|make up|made up|ranks?|doubled?|triple"
    r"|halved?|first occur|last occur)\s.*\d|\d.*\s(?:are|rise|fall|exceed|equal|make up|rank|double|triple|halve)\s",
    re.DOTALL,
)
_LONGEST = 2_000


def unread_blocks(file: str, body: Body, log: Log) -> None:
    """Warn of typed blocks that are indented too far, and of code blocks that look like readings or typed blocks."""
    for found in body.unfenced:
        _indented(file, found, log)
    for fence in body.fences:
        kind = typed_kind(fence.info)
        if fence.tildes and kind:
            continue  # a typed block, or OR106
        if fence.info != kind or kind in TYPED or kind.casefold() not in _NAMES:
            continue
        meant = _NAMES[kind.casefold()] or ("reads" if _looks_like_a_reading(fence.content.text) else "")
        if meant:
            _code(file, fence, meant, log)


def _indented(file: str, found: Unfenced, log: Log) -> None:
    here = Span(file, found.line + 1, found.column + 1, found.line + 1, found.column + 1 + len(found.marks))
    message = f'"{found.marks}" is indented too far to open a block: it is read as text or code'
    remedy = ""
    if found.indent is not None:
        remedy = f"Indent this line, and the block's others, by {found.indent} blanks, as the text of its list item is."
    log.add("OR114", message, here, remedy=remedy)


def _code(file: str, fence: Fence, meant: str, log: Log) -> None:
    here = Span(file, fence.first + 1, fence.opening[0] + 1, fence.first + 1, fence.opening[1] + 1)
    what = "a reading" if meant == "reads" else f"a {meant} block"
    remedy = f"Open it with `~~~ {meant}` and close it with `~~~` if it is one; with ```text if it is not."
    log.add("OR115", f"this code block looks like {what}, and is not read", here, remedy=remedy)


def _looks_like_a_reading(text: str) -> bool:
    """Whether a text counts something and says a number or period of it, as canonical English does."""
    text = text[:_LONGEST]
    return bool((_COUNTED.match(text) or _SUBJECT.match(text)) and _PREDICATE.search(text))
