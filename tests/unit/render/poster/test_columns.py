"""Columns are arithmetic: nothing is lost, what is kept together stays so, and columns end together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.poster.columns import Atom, Column, arranged, balanced, feathered, filled, height_of, poured


def atoms(*heights, gap=0.0):
    return [Atom(height, gap) for height in heights]


def test_a_column_is_filled_to_its_height():
    assert filled(atoms(10, 10, 10, gap=1), 0, 21) == Column(0, 2, 21)


def test_a_heading_is_never_left_at_the_foot():
    claim = [Atom(10), Atom(5, keep=True), Atom(10)]
    assert filled(claim, 0, 20).end == 1
    assert filled(claim, 0, 25).end == 3


def test_what_is_kept_together_is_torn_only_where_it_must_be():
    claim = [Atom(10, keep=True), Atom(30)]
    assert filled(claim, 0, 35) == Column(0, 0, 0.0)
    assert filled(claim, 0, 35, torn=True) == Column(0, 1, 10)


def test_a_column_that_begins_inside_a_claim_says_so():
    inside = [Atom(10, 2, head=4)]
    assert height_of(inside, 0, 1) == 16
    assert filled(inside, 0, 15).end == 0


def test_columns_are_as_low_as_they_can_be():
    found = balanced(atoms(10, 10, 10, 10), 2, 100)
    assert found is not None
    assert [(each.start, each.end) for each in found] == [(0, 2), (2, 4)]


def test_what_does_not_fit_is_told():
    assert balanced(atoms(10, 10, 10), 2, 12) is None
    assert arranged(atoms(10, 10, 10), [12, 12]) is None
    assert poured(atoms(10, 10, 10), [12, 12])[-1].end == 2


def test_claims_stay_whole_where_that_costs_little():
    two = [Atom(10, claim=0)] * 4 + [Atom(10, claim=1)] * 5
    found = arranged(two, [55, 55])
    assert found is not None
    assert [(each.start, each.end) for each in found] == [(0, 4), (4, 9)]


def test_spaces_open_so_that_a_column_reaches_down():
    column = [Atom(10, 2, stretch=5), Atom(10, 2, stretch=5), Atom(10, 2, stretch=5)]
    assert feathered(column, Column(0, 3, 34), 39) == [0.0, 4.5, 4.5]
    assert feathered(column, Column(0, 3, 34), 100) == [0.0, 7.0, 7.0]
    assert feathered(column, Column(0, 3, 34), 30) == [0.0, 2.0, 2.0]


sizes = st.lists(
    st.builds(Atom, st.floats(1, 50), st.floats(0, 5), st.booleans(), st.integers(0, 3), st.floats(0, 5)), max_size=40
)


@given(sizes, st.integers(1, 4), st.floats(60, 400))
def test_all_atoms_stand_once_and_in_order(pieces, count, height):
    for found in (balanced(pieces, count, height), arranged(pieces, [height] * count)):
        if found is not None:
            assert [place for each in found for place in range(each.start, each.end)] == list(range(len(pieces)))
            assert all(each.height <= height + 1 for each in found)
            assert all(not pieces[each.end - 1].keep for each in found[:-1] if each.start < each.end < len(pieces))
            assert all(each.height == pytest.approx(height_of(pieces, each.start, each.end)) for each in found)
