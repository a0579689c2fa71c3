"""Figures of actors that a dataset names nowhere at the time: no figure instead of a zero.

UCDP calls the Houthis "Ansarallah" up to 2015 and, once they hold the capital, the government of Yemen. A group that no
event names from some day on may be gone, or coded otherwise; one that none names before some day may not have been
there yet, or have had another name. Nothing in the data tells which, so "killed nobody" is not known either. A group
that events name before and after was there: its zero is one. Imports the model and its sibling modules.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from onrecord.data.counting import Cut, Tally
from onrecord.data.predicates import Values
from onrecord.data.tally import Predicates
from onrecord.model.dates import day_text
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.reading import ActorTerm

MOST = 2
"""Periods that an ask may have for its zeros to be looked at. Of a record, the years in which a group was not there yet
are rightly none."""


def unseen(answer: Answer, ask: Ask, cut: Cut, tally: Tally, predicates: Predicates, values: Values) -> Answer:
    """An answer without the zeros of periods in which no event anywhere, nor any before or any after, names an actor
    of the measure."""
    terms = [term for term in ask.measure.actors if term.actors]
    if not terms or len(answer.figures) > MOST or all(one.rows or one.missing for one in answer.figures):
        return answer
    figures = list(answer.figures)
    for term, (_, sides) in zip(terms, predicates.actors, strict=True):
        totals = tally.naming(sides)
        for number, one in enumerate(figures):
            if one.rows or one.missing:
                continue
            low, high = int(cut[0][number]), int(cut[1][number])
            if totals[high] > totals[low] or (totals[low] and totals[-1] > totals[high]):
                continue
            figures[number] = replace(one, best=None, low=None, high=None, missing=_why(one, term, low, totals, values))
    return replace(answer, figures=tuple(figures))


def _why(one: Figure, term: ActorTerm, low: int, totals: np.ndarray, values: Values) -> str:
    from onrecord.data.answerable import listed, ref_text

    names = listed([ref_text(ref, values.vocabulary, "actor") for ref in term.actors])
    late = bool(totals[low])
    day = one.period.start if late else one.period.end
    when = f"{'from' if late else 'up to'} {day_text(day)}{' on' if late else ''}" if day else "then"
    return f"no event in {values.dataset.id} names {names} {when}: it may name them otherwise, or they were not there"
