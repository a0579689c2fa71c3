"""Differences as readers are told them."""

from __future__ import annotations

import pytest

from onrecord.editions.differences import Difference


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("It fell.", "It rose.", "The sentence was “It fell.”; it is “It rose.”"),
        ("holds", "fails", "The sentence was “holds”; it is “fails”."),
        ("", "It rose.", "Added: sentence: “It rose.”"),
        ("holds", "", "Removed: sentence: “holds”."),
    ],
)
def test_a_difference_is_one_sentence_with_one_full_stop(before, after, told):
    assert Difference("claim", "statement", "sentence", before, after).text == told
