"""Figures of days on which a country was not yet counted as a state of its own.

``unborn`` says why a period has no figure for some countries; ``annexed`` notes which others are counted under them in
it. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.data.predicates import Values
from onrecord.model.dates import Period, day_text
from onrecord.model.reading import Measure
from onrecord.vocabulary.states import State


def asked_countries(measure: Measure, values: Values) -> frozenset[str]:
    """The ids of the countries a measure is about; none where it asks for the world."""
    return frozenset(country for ref in measure.places for country in values.country_set(ref))


def unborn(period: Period, measure: Measure, values: Values) -> str:
    """Why a dataset has no figure for the measure's countries in a period that begins before one was a state."""
    before = _before(period, measure, values)
    if not before:  # nearly always: the last state to be born is from 2011
        return ""
    hidden = [one for one in before if one.hides(asked_countries(measure, values))]
    # The one that is asked for tells most; of several, the last to become a state is the one to wait for.
    state = max(hidden, key=lambda one: (one.place.id in asked_countries(measure, values), one.since), default=None)
    if state is None:
        return ""
    counted = _counted(state, values)
    if state.place.id in asked_countries(measure, values):
        return counted
    return f"{counted}, so it has no earlier figure for {state.under.name} alone"


def annexed(periods: Sequence[Period], measure: Measure, values: Values) -> tuple[str, ...]:
    """Notes which younger states are counted under one that is asked for, in periods that begin before them."""
    if not measure.places:
        return ()
    # The earliest period begins before all states that any of them begins before.
    earliest = min(periods, key=lambda period: period.start or date.min, default=None)
    found = _before(earliest, measure, values) if earliest is not None else ()
    if not found:
        return ()
    asked = asked_countries(measure, values)
    return tuple(_counted(one, values) for one in found if one.apart(asked) and not one.hides(asked))


def _before(period: Period, measure: Measure, values: Values) -> Sequence[State]:
    """The states that a dataset knows and that a period begins before, where a measure asks for countries."""
    if not measure.places:
        return ()
    known = values.vocabulary.states(values.family)
    return [one for one in known if period.start is None or period.start < one.since]


def _counted(state: State, values: Values) -> str:
    day = day_text(state.since)
    return f"{values.dataset.id} counts {state.place.name} under {state.under.name} before {day}"
