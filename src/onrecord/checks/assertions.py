"""Each form of assertion: what it asks, and what the answers make of it.

A form is a generator: it yields every ``Ask`` it may need, is sent the answers in the same order, and returns a
``Judgement``. So asking and judging stand in one place, and nothing is asked twice or in the middle of judging.
Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from onrecord.checks.amounts import Scope
from onrecord.checks.judgement import Check, Judgement, Words
from onrecord.checks.occurrences import occurrence
from onrecord.checks.projected import cuts_of, with_projections
from onrecord.checks.ranks import rank, top
from onrecord.checks.sequences import record, streak, trend
from onrecord.checks.simple import change, comparison, level, share
from onrecord.model.reading import (
    Assertion,
    Change,
    Comparison,
    Level,
    Occurrence,
    Rank,
    Record,
    Share,
    Streak,
    Top,
    Trend,
)

_FORMS: dict[type, Callable[..., Check]] = {
    Level: level,
    Change: change,
    Comparison: comparison,
    Record: record,
    Rank: rank,
    Top: top,
    Share: share,
    Trend: trend,
    Streak: streak,
    Occurrence: occurrence,
}


def check(assertion: Assertion, scope: Scope, words: Words) -> Check:
    """The generator that asks for and judges an assertion."""
    form = partial(_FORMS[type(assertion)], assertion, scope, words)
    cuts = cuts_of(assertion, scope)
    return with_projections(form, cuts, scope) if cuts else form()


__all__ = ["Check", "Judgement", "Words", "check"]
