"""The signs of verdicts and ratings: one shape for each, so that none rests on colour alone.

Each is SVG path data in a square of 24 by 24, filled by the even-odd rule. Posters, pages, cards and the report draw
the same ones.
"""

from __future__ import annotations

from onrecord.render.publish.shown import Tone
from onrecord.render.publish.theme import Movement

_DISC = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z"
_RING = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm0 2.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8z"

_CROSS = "M7.8 5.9L12 10.1l4.2-4.2 1.9 1.9-4.2 4.2 4.2 4.2-1.9 1.9L12 13.9l-4.2 4.2-1.9-1.9 4.2-4.2-4.2-4.2z"

VERDICTS: dict[Tone, str] = {
    # A filled disc with a tick cut out.
    Tone.HOLDS: f"{_DISC}M10.4 17.6l-5-5 2-2 3 3 6.4-6.9 2.1 1.9z",
    # A filled disc with a cross cut out.
    Tone.FAILS: f"{_DISC}{_CROSS}",
    # A disc, half of it empty: two sides.
    Tone.CONTESTED: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm0 2.6a8.4 8.4 0 0 1 0 16.8z",
    # An empty ring with a dash: nothing to go by.
    Tone.OPEN: f"{_RING}M7.2 10.7h9.6v2.6H7.2z",
}
"""The sign of each tone."""

MOVEMENTS: dict[Movement, str] = {
    # Arrows along the line of reading; the words beside them say which way is which.
    Movement.FORWARD: "M2 9.2h11V3.5L23 12l-10 8.5v-5.7H2z",
    Movement.BACKWARD: "M22 9.2H11V3.5L1 12l10 8.5v-5.7h11z",
    # Two bars: it stands still.
    Movement.UNMOVED: "M4 4h5.5v16H4zM14.5 4H20v16h-5.5z",
    # Two arrowheads away from one another.
    Movement.MIXED: "M10.5 4v16L1 12zM13.5 4v16L23 12z",
    # An empty square: no rating.
    Movement.UNRATED: "M3 3h18v18H3zM5.4 5.4v13.2h13.2V5.4z",
}
"""The sign of each rating."""


def svg(path: str, colour: str = "currentColor") -> str:
    """A sign as an SVG image of its own, to be set beside its words (it has no text alternative)."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" '
        f'focusable="false"><path fill="{colour}" fill-rule="evenodd" d="{path}"/></svg>'
    )
