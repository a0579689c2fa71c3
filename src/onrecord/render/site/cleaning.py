"""Texts that can stand on a page: without characters that HTML and XML do not allow, and without marks that would turn
the text around them. Standard library only."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNING = re.compile("[\u061c\u200e\u200f]")


def clean(text: str) -> str:
    """The text without control characters, halves of surrogate pairs and code points that are no characters. What would
    turn the text, so that a sentence could look like another, is spelled out: "[U+202E]"."""
    text = _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text
    return _OVERRIDES.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def plain(text: str) -> str:
    """The text for a place that no markup can isolate (a title, an attribute, a feed): without marks of direction too,
    on one line."""
    return " ".join(_TURNING.sub("", clean(text)).split())
