"""Long texts in pieces, so that no atom of a poster is higher than a column. Imports sibling modules of publish."""

from __future__ import annotations

import re

from onrecord.render.publish.glyphs import BREAK, breakable

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces of at most about ``most`` characters, torn where a line may break."""
    made = []
    while len(text) > most:
        at = max(text.rfind(" ", 0, most), text.rfind(BREAK, 0, most))
        if at <= 0:
            at = most - 1
        made.append(text[: at + 1].rstrip())
        text = text[at + 1 :]
    return [*made, text]


def at_slashes(address: str, longest: int = 36) -> str:
    """A web address that breaks after its slashes only, or where nothing else helps."""
    parts = re.split(r"(?<=[^/:]/)(?=[^/])", address)
    return BREAK.join(breakable(each, longest) for each in parts)


def shortened(text: str, most: int) -> str:
    """The beginning of a text, ending with an ellipsis after a whole word where it is longer than ``most``."""
    return text if len(text) <= most else pieces(text, most - 1)[0].rstrip(BREAK + " ,;:.") + ELLIPSIS
