"""Decreases that rest on preliminary months: counts of these usually still grow, and then there was less of a decrease.

Only what would become less true is warned of: "fell", "fewest", "below", "fewer than", nothing at all, a last event.
That more is found in a month makes "rose" and "exceeded" truer. Imports the model only.
"""

from __future__ import annotations

from datetime import date

from onrecord.checks.amounts import Scope
from onrecord.model.dates import Period
from onrecord.model.lag import Basis, Lag, months_text
from onrecord.model.precision import Comparator
from onrecord.model.reading import (
    Amount,
    Assertion,
    Change,
    Comparison,
    Direction,
    End,
    Extreme,
    Level,
    Occurrence,
    Rank,
    Record,
    Relation,
    Streak,
    Top,
    Trend,
)


def preliminary_months(assertion: Assertion, scope: Scope) -> Period | None:
    """The preliminary months that an assertion of a decrease rests on; ``None`` where it rests on none, or asserts
    none."""
    lag, end = scope.dataset.lag, scope.dataset.end
    less = _said_to_be_less(assertion, scope)
    return lag.months_in(less, end) if lag is not None and less is not None else None


def note_of(months: Period, dataset: str, lag: Lag) -> str:
    """What is said of an assertion that rests on preliminary months."""
    rests = f"it rests on preliminary months, {months_text(months)}"
    if lag.basis is Basis.CANDIDATE:
        return f"{rests}: {dataset} is a candidate release, in which all months are preliminary"
    grow = f"the last {lag.months} months of {dataset} usually still grow"
    if lag.months == 1:
        grow = f"the last month of {dataset} usually still grows"
    if lag.basis is Basis.DECLARED:
        return f"{rests}: {grow}, as dossier.toml says"
    pairs = "1 comparison" if lag.comparisons == 1 else f"{lag.comparisons} comparisons"
    return f"{rests}: {grow}, learned from {pairs} of its snapshots"


def _said_to_be_less(assertion: Assertion, scope: Scope) -> Period | None:
    """The days of which little is said: what is counted in them later would make the assertion less true."""
    if isinstance(assertion, Change | Trend | Streak):
        return _days(assertion.subject, scope) if assertion.direction is Direction.FALL else None
    if isinstance(assertion, Record | Rank | Top):
        return _days(assertion.subject, scope) if assertion.extreme is Extreme.LOWEST else None
    if isinstance(assertion, Level):
        few = assertion.stated.comparator in (Comparator.FEWER_THAN, Comparator.AT_MOST) or not assertion.stated.value
        return _days(assertion.subject, scope) if few else None
    if isinstance(assertion, Comparison):
        return _less(assertion, scope)
    if isinstance(assertion, Occurrence) and assertion.which is End.LAST:
        after = scope.closed(assertion.period).end
        return Period(after, scope.last_day) if after is not None and after <= scope.last_day else None
    return None


def _less(assertion: Comparison, scope: Scope) -> Period | None:
    """The later of two periods, where it is said to have less than the earlier one."""
    subject, other = _days(assertion.subject, scope), _days(assertion.other, scope)
    few = {Relation.BELOW: subject, Relation.AT_MOST: subject, Relation.ABOVE: other, Relation.AT_LEAST: other}
    less = few.get(assertion.relation)
    if assertion.relation is Relation.TIMES and assertion.stated is not None:
        less = subject if assertion.stated.value < 1 else other
    if less is None:
        return None
    more = other if less is subject else subject
    return less if (less.end or date.max) > (more.end or date.max) else None


def _days(amount: Amount, scope: Scope) -> Period:
    return scope.closed(amount.projected_from or amount.period)
