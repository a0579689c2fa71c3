"""Charts and maps of statements, drawn by Vega-Lite at build time: accessible SVG that needs nothing at view time.

A chart is drawn once, in placeholder colours, and then coloured for where it stands: with CSS variables on a page, with
a theme's own colours on paper. Imports the model and ``onrecord.render.publish``; vl-convert inside functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.render.publish.shown import Sheet, ShownStatement


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing. ``drawn`` is SVG in which each colour is a placeholder, ``{{role}}``; ``title`` and ``description``
    say what it shows, ``header`` and ``rows`` are the numbers behind it, as they are written in the language.

    ``width`` and ``height`` are in pixels. ``kind`` is "series", "record", "share", "projection", "counts" or "map".
    """

    id: str
    kind: str
    title: str
    description: str
    drawn: str
    width: float
    height: float
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def svg(self, colour: Callable[[str], str]) -> str:
        """The SVG with the colour of each role filled in: a hex colour, or ``var(--role)`` on a page."""
        import re

        return re.sub(r"\{\{([a-z-]+)\}\}", lambda found: colour(found[1]), self.drawn)


@dataclass
class Charts:
    """Draws each chart once, whoever asks for it."""

    _drawn: dict[tuple[str, str], tuple[Chart, ...]] = field(default_factory=dict)

    def of(self, sheet: Sheet, statement: ShownStatement) -> tuple[Chart, ...]:
        """The charts of a statement in a sheet's language, the most telling first; none where nothing can be drawn."""
        key = (sheet.locale.language, statement.id)
        if key not in self._drawn:
            self._drawn[key] = ()
        return self._drawn[key]
