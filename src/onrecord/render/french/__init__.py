"""What the checks say, in French.

The checks write English sentences with figures in them. ``in_french`` finds the form of such a sentence in the table of
``messages`` and fills the French one with the same figures, dates and names; a sentence in no known form has no French
one, and ``french_outcome`` then says the least that is certain. English is never mixed in, but for readings, labels of
figures and names that the data write so. Imports the model and the vocabulary.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from onrecord.model.figure import Outcome, Part, Projection, Verdict
from onrecord.render.french.entries import Entries
from onrecord.render.french.forms import translated
from onrecord.render.french.typography import typeset
from onrecord.render.french.values import NBSP, number_in_french
from onrecord.render.publish.messages import Titles, answered, shown_numbers, titled
from onrecord.vocabulary import Vocabulary

NONE: Titles = MappingProxyType({})
NO_DATA = "aucune donnée"
_AMONG = re.compile(r"(est le plus (?:élevé|bas)|est au rang \d+), comparé à ([\d\u00a0]+) autres périodes \((\w+)\)")
_WEAK = "the projection is weak: "


def in_french(text: str, vocabulary: Vocabulary) -> str:
    """A sentence of the checks in French; empty where its form is not known."""
    return translated(text, vocabulary)


def french_outcome(outcome: Outcome, vocabulary: Vocabulary) -> Outcome:
    """An outcome with its reasons, tolerances, notes and needs in French. Readings and figures stay as they are."""

    def tolerance(text: str) -> str:
        return text and in_french(text, vocabulary)

    return replace(
        outcome,
        why=in_french(outcome.why, vocabulary) or _least(outcome),
        tolerance=tolerance(outcome.tolerance),
        needs=outcome.needs and in_french(outcome.needs, vocabulary),
        notes=tuple(filter(None, (in_french(note, vocabulary) for note in outcome.notes))),
        parts=tuple(
            replace(part, why=in_french(part.why, vocabulary) or _least(part), tolerance=tolerance(part.tolerance))
            for part in outcome.parts
        ),
    )


def published_outcome(outcome: Outcome, entries: Entries, vocabulary: Vocabulary, titles: Titles = NONE) -> Outcome:
    """An outcome as French pages tell it: in French or not at all, with the texts of the statement's entries as their
    translation has them, and the ``titles`` of datasets (by their ids) in the place of their ids. Where a reason is in
    no known form, only a statistic's has something certain in its place."""

    def told(text: str, rounded: bool = True) -> str:
        return page_text(text, entries, vocabulary, titles, rounded)

    def why(one: Outcome | Part) -> str:
        decided = one.verdict in (Verdict.HOLDS, Verdict.FAILS) and one.dataset
        return told(one.why) or (typeset(_least(one)) if decided else "")

    def projection(one: Projection) -> Projection:
        weak = told(f"{_WEAK}{one.weak}").partition(":")[2].strip() if one.weak else ""
        return replace(one, weak=weak, estimates=tuple(replace(each, note=told(each.note)) for each in one.estimates))

    return replace(
        outcome,
        why=why(outcome),
        standing_why=told(outcome.standing_why),
        basis=told(outcome.basis),
        history=told(outcome.history),
        needs=told(outcome.needs),
        tolerance=told(outcome.tolerance, False),
        notes=tuple(filter(None, map(told, outcome.notes))),
        since=tuple(filter(None, map(told, outcome.since))),
        parts=tuple(replace(each, why=why(each), tolerance=told(each.tolerance, False)) for each in outcome.parts),
        projections=tuple(map(projection, outcome.projections)),
        figures=tuple(replace(one, figure=answered(one.figure, told, NO_DATA)) for one in outcome.figures),
    )


def page_text(text: str, entries: Entries, vocabulary: Vocabulary, titles: Titles = NONE, rounded: bool = True) -> str:
    """A sentence of the checks as French pages have it; empty where its form is not known. Its numbers are
    ``rounded``, unless they are bounds."""
    taken = entries.out_of(text)
    for one in filter(None, (taken, text)):
        french = translated(shown_numbers(one) if rounded else one, vocabulary, marked=True)
        if french:
            french = _AMONG.sub(_among, titled(french, titles, "« {} »"))
            return entries.into(typeset(french), vocabulary) if one is taken else typeset(french)
    return ""


def _among(found: re.Match[str]) -> str:
    others = int(found[2].replace(NBSP, ""))
    return f"{found[1]} sur {number_in_french(others + 1)} {found[3]}"


def _least(told: Outcome | Part) -> str:
    """What is certain of any outcome."""
    if told.verdict is Verdict.UNVERIFIABLE:
        return "les données ne permettent pas de trancher"
    if told.computed is None:
        return "les données confirment la phrase" if told.verdict is Verdict.HOLDS else "les données la contredisent"
    unit = {"percent": "\N{NO-BREAK SPACE}%", "times": " fois"}.get(told.unit, "")
    return f"les données donnent {number_in_french(told.computed)}{unit}"
