"""Which findings a card shows, and the ways in which a card may be set. Imports the model and ``onrecord.render``."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.render.poster.content import is_reply
from onrecord.render.publish.shown import Sheet, ShownClaim, ShownStatement, Tone

MOST = 3
"""The most findings on a card."""
_LONG = 190
"""A sentence of more characters gives way to a shorter one of its kind."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to set a card: sizes in points (two pixels each). ``key`` is the size of a figure in that of its
    sentence; ``short`` sets long texts with an ellipsis after a whole word."""

    claim: float
    sentence: float
    findings: int
    key: float = 2.0
    short: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A card's size in pixels, its margin and its smallest text in points, and its ways, the best first."""

    width: int
    height: int
    margin: float
    fine: float
    ways: tuple[Way, ...]

    @property
    def name(self) -> str:
        """As it stands in the file's name."""
        return f"{self.width}x{self.height}"


LANDSCAPE = Format(
    1200,
    630,
    24,
    11.5,
    (
        Way(30, 15.5, 2, 2.1),
        Way(28, 14.5, 2),
        Way(26, 14, 2, 1.8),
        Way(28, 19, 1, 2.6),
        Way(26, 17, 1, 2.5),
        Way(24, 15.5, 1, 2.3),
        Way(22.5, 14.5, 1, 2.1),
        Way(21, 14, 1, 1.8),
        Way(19.5, 13.5, 1, 1.6),
        Way(18, 13.5, 1, 1.5),
        Way(22, 14, 1, 1.8, True),
        Way(19.5, 13.5, 1, 1.5, True),
        Way(22, 13.5, 0, 1.6),
        Way(19.5, 13.5, 0, 1.6, True),
        Way(14, 13.5, 0, 1.6, True),
    ),
)
PORTRAIT = Format(
    1080,
    1350,
    30,
    14,
    (
        Way(38, 19, 3, 2.3),
        Way(35, 18, 3, 2.2),
        Way(33, 17, 3, 2.1),
        Way(31, 16.5, 3),
        Way(36, 20, 2, 2.4),
        Way(32, 18, 2, 2.2),
        Way(28, 16.5, 2),
        Way(28, 18, 1),
        Way(25, 16, 1),
        Way(25, 16.5, 2, 1.8, True),
        Way(24, 16, 1, 1.8, True),
        Way(22, 16, 0, 1.8, True),
    ),
)
FORMATS = (LANDSCAPE, PORTRAIT)


def chosen(sheet: Sheet, claim: ShownClaim) -> tuple[ShownStatement, ...]:
    """The findings of a card, the strongest first, at most three.

    What fails comes first, so that a card never hides it; then the first statistic that was recomputed, then what is
    contested, another statistic, what is supported, and what nobody can say. Replies are left to the sheet.
    Lengths and order are those of the dossier's first language, so that every language shows the same.
    """
    texts = [one.statement for each in sheet.edition.first.claims if each.claim.id == claim.id for one in each.entries]
    length = {each.id: len(each.text) for each in texts}
    places = {each.id: place for place, each in enumerate(texts)}
    shown = sorted(claim.statements, key=lambda each: places.get(each.id, len(places)))
    said = [each for each in shown if not is_reply(each)]
    fails = [each for each in said if each.mark.tone is Tone.FAILS]
    figures = [each for each in said if each.key is not None and each.mark.tone is Tone.HOLDS and not each.for_claim]
    contested = [each for each in said if each.mark.tone is Tone.CONTESTED]
    supported = [each for each in said if each.mark.tone is Tone.HOLDS and each.key is None and not each.for_claim]
    unknown = [each for each in said if each.mark.tone is Tone.OPEN]
    made: list[ShownStatement] = []
    for kind in (fails, figures, contested, figures, supported, supported, unknown, said, said, said):
        left = [each for each in kind if each not in made]
        if left and len(made) < MOST:
            made.append(next((each for each in left if length.get(each.id, len(each.text)) <= _LONG), left[0]))
    return tuple(made)
