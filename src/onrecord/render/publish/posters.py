"""Which papers a poster is made on: decided by how much stands on it, before anything is set, so that no page links to
one that is not made.

Imports siblings.
"""

from __future__ import annotations

from onrecord.render.publish.shown import Sheet, ShownClaim

SIZES = ("a2", "a3", "a4")
"""Every paper of a poster, the largest first: that one is always made."""
_LONGEST = {"a3": 290_000, "a4": 170_000}
"""How many characters a smaller paper may carry: about 24 pages of A3 and 32 of A4."""
_HEADED = 800
"""What the heading of a claim, its rating and its chart take, as characters."""


def sizes_of(sheet: Sheet) -> tuple[str, ...]:
    """The papers that the poster of a sheet is made on."""
    length = _length(sheet)
    return tuple(each for each in SIZES if length <= _LONGEST.get(each, length))


def omitted_sizes(sheet: Sheet) -> tuple[str, ...]:
    """The papers that are too small for the poster of a sheet."""
    made = sizes_of(sheet)
    return tuple(each for each in SIZES if each not in made)


def _length(sheet: Sheet) -> int:
    sources = sum(len(each.source.title) + len(each.source.publisher) for each in sheet.sources)
    return sources + sum(_claim(each) for each in sheet.claims)


def _claim(claim: ShownClaim) -> int:
    texts = [claim.text, claim.claimant, *claim.said, claim.rating.because]
    texts += [text for each in claim.statements for text in (each.text, each.why)]
    return _HEADED + sum(map(len, texts))
