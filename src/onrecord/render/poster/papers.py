"""The papers a poster is made for. Imports the standard library."""

from __future__ import annotations

from dataclasses import dataclass

LEAST = 8.0
"""The smallest text on a poster, in points."""
SMALLEST_BODY = 8.4
NARROWEST, WIDEST = 18.5, 38.0
"""How wide a column may be, in the size of its text: about 40 to 85 characters a line."""
WIDEST_ALONE = 42.0
"""The same for the only column of a page, which has few and large lines."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, upright. Lengths are in points.

    ``largest`` is the largest size of its text, ``notes`` is how many columns the sources stand in, ``per_row`` how
    many marks stand side by side in the head, ``most_pages`` how many sheets a poster of it may have at
    the very most (what is too long for a small paper is not begun: ``onrecord.render.publish.posters``), ``ppi`` the
    resolution of its PNG.
    """

    name: str
    width: float
    height: float
    margin: float
    gutter: float
    title: float
    largest: float
    most_columns: int
    notes: int
    per_row: int
    most_pages: int
    ppi: float
    fine: float = LEAST

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def inner_height(self) -> float:
        """The height between the margins."""
        return self.height - 2 * self.margin

    def column(self, count: int, gutter: float | None = None) -> float:
        """The width of one of ``count`` columns."""
        space = self.gutter if gutter is None else gutter
        return (self.inner - (count - 1) * space) / count


PAPERS = (
    Paper("a2", 1190.55, 1683.78, 32, 14.5, 60, 40, 5, 6, 8, 40, 100, 8.6),
    Paper("a3", 841.89, 1190.55, 33, 17, 46, 29, 3, 4, 6, 200, 120),
    Paper("a4", 595.28, 841.89, 34, 20, 32, 21, 2, 3, 4, 200, 130),
)
NOTES_GUTTER = 16.0
