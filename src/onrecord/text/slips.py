"""Marks of visibility that are written where none is read: what they stand in is hidden, so that no slip of the pen
publishes it.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re

from onrecord.model.visibility import Visibility, strictest

_FIELD = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?[\"']?(?:visibility|internal|confidential)[\"']?[ \t]*[:=]", re.MULTILINE)
_CLASS = re.compile(
    r"(?<![\w.])\.(?P<level>internal|confidential)\b"
    r"|\{[^{}\n]*(?<!\w)(?<!\w-)(?P<word>internal|confidential)(?![\w-])[^{}\n]*\}",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:onrecord|visibility|confidential|internal)\b[\w \\-]*[:=][^\n]*", re.IGNORECASE)
_BEGUN = re.compile(r"\bonrecord\s*[-_\u2010-\u2015\u2212]", re.IGNORECASE)
_WORD = re.compile(r"\b(?:internal|confidential)", re.IGNORECASE)


def field_meant(text: str) -> bool:
    """Whether a text that no block was read from has a line like ``visibility: confidential``."""
    return bool(_FIELD.search(text)) and mark_in(text)


def field_in(value: str) -> bool:
    """Whether a value holds what was meant as a field of its own: "told [ internal: translation"."""
    return bool(_INSIDE.search(value))


_INSIDE = re.compile(r"(?:^|[\s\[{,\"'])(?:visibility|internal|confidential)[\"']?\s*:", re.IGNORECASE)


def class_meant(text: str) -> Visibility:
    """The strictest class that stands in a text: ``.confidential``, or the word in braces."""
    found = (each["level"] or each["word"] for each in _CLASS.finditer(text))
    return strictest(Visibility(word.lower()) for word in found)


def note_meant(note: str) -> bool:
    """Whether a note has a line that was meant as a mark, as ``onrecord visibility: confidential``; what begins as one
    ("onrecord-visib,ility") is taken for it, whatever follows."""
    return bool(_BEGUN.search(note)) or any(mark_in(found[0]) for found in _NOTE.finditer(note))


def mark_begun(text: str) -> bool:
    """Whether a text has what a mark in a note begins with."""
    return bool(_BEGUN.search(text))


def mark_in(text: str) -> bool:
    """Whether a file holds a mark anywhere, as far as its words tell."""
    return bool(_WORD.search(text))
