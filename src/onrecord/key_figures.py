"""The number of a statement that is set large, and exactly what it is a number of.

A reading's number can be an amount, a change from another amount, a multiple or a share of one, or a year. A label that
names only the amount would be wrong of all but the first. Joins the model and the reading package's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.edition import KeyFigure, Relating
from onrecord.model.figure import Outcome, Part
from onrecord.model.reading import Amount, Assertion, Change, Comparison, End, Occurrence, Reading, Share
from onrecord.pipeline import Words


def key_figures(outcome: Outcome, reading: Reading, words: Words) -> tuple[KeyFigure, ...]:
    """The numbers that an outcome's assertions came to, in their order: the first is the one that is set large.
    ``reading`` has those that the outcome's dataset decides. An assertion that came to no number has none."""
    told: Sequence[Part | Outcome]
    told = [part for part in outcome.parts if part.dataset == outcome.dataset] if outcome.parts else [outcome]
    found = []
    for assertion, one in zip(reading.parts, told, strict=False):
        if one.computed is not None:
            relating, amounts = _relating(assertion, one.unit)
            labels = tuple(words.label(amount) for amount in amounts)
            found.append(KeyFigure(one.computed, one.unit, relating, amounts, labels))
    return tuple(dict.fromkeys(found))


def _relating(assertion: Assertion, unit: str) -> tuple[Relating, tuple[Amount, ...]]:
    """What the number relates, given its unit: a comparison that states no number comes to the amount itself."""
    if isinstance(assertion, Occurrence):
        which = Relating.FIRST if assertion.which is End.FIRST else Relating.LAST
        return which, (Amount(assertion.measure, assertion.period),)
    subject = assertion.subject
    if isinstance(assertion, Share):
        return Relating.SHARE, (subject, assertion.whole)
    if isinstance(assertion, Change) and (unit in ("percent", "times") or assertion.stated is not None):
        return Relating.AGAINST, (subject, replace(subject, period=assertion.baseline, projected_from=None))
    if isinstance(assertion, Comparison) and (unit in ("percent", "times") or assertion.stated is not None):
        return Relating.AGAINST, (subject, assertion.other)
    return Relating.NONE, (subject,)
