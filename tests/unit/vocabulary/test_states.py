"""States that are younger than the data, and the countries that are asked for without or with them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.vocabulary import Place
from onrecord.vocabulary import load_builtin
from onrecord.vocabulary.states import states

VOCABULARY = load_builtin()
OLD = Place("OLD", "Oldland", "test", codes=(("ucdp_was", "the Old Union"),))


def place(*codes: tuple[str, str]) -> Place:
    return Place("NEW", "Newland", "test", codes=codes)


def test_ucdp_counts_younger_states_under_those_before_them() -> None:
    found = {one.place.id: (one.under.id, one.since) for one in VOCABULARY.states("ucdp")}
    assert found["SSD"] == ("SDN", date(2011, 7, 9))
    assert found["GEO"] == ("RUS", date(1991, 12, 21))
    assert "NAM" not in found
    assert VOCABULARY.states("acled") == ()


def test_the_days_and_names_of_states_are_no_names_of_places() -> None:
    assert VOCABULARY.place_of_country("2011-07-09", "ucdp_since") is None
    assert VOCABULARY.place_of_country("SDN", "ucdp_before") is None


@pytest.mark.parametrize("since", ["", "9 July 2011", "2011-02-30"])
def test_a_day_that_is_none_makes_no_state(since: str) -> None:
    assert states((OLD, place(("ucdp_since", since), ("ucdp_before", "OLD"))), "ucdp") == ()


def test_earlier_days_have_figures_for_both_together() -> None:
    (state,) = states((OLD, place(("ucdp_since", "2000-01-01"), ("ucdp_before", "OLD"))), "ucdp")
    assert state.hides(("NEW",))
    assert state.hides(("OLD",))  # what it was then is not what bears the name today
    assert not state.hides(("NEW", "OLD"))
    assert not state.hides(("MLI",))


def test_a_state_that_only_lost_a_part_keeps_its_figures() -> None:
    old = Place("OLD", "Oldland", "test")
    (state,) = states((old, place(("ucdp_since", "2000-01-01"), ("ucdp_before", "OLD"))), "ucdp")
    assert state.apart(("OLD",))
    assert not state.hides(("OLD",))


def test_a_state_that_has_no_entry_is_asked_for_by_all_its_parts() -> None:
    codes = (("ucdp_since", "2000-01-01"), ("ucdp_before", "Oldland"))
    new, other = states((place(*codes), Place("TWO", "Twoland", "test", codes=codes)), "ucdp")
    assert new.under.name == "Oldland"
    assert (new.hides(("NEW",)), other.hides(("TWO",))) == (True, True)
    assert not new.hides(("NEW", "TWO", "MLI"))
    assert not other.hides(("NEW", "TWO"))
    # One part alone tells nothing of the other.
    assert not new.hides(("TWO",))
