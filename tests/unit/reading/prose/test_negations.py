"""What did not happen: denied moves, bounds and comparisons, and the denials that leave nearly everything."""

from __future__ import annotations

import pytest
from tests.support.prose import read, reading

READ = {
    "deaths in Mali in 2020 equal or exceed those in 2019": (
        "Deaths in Mali did not fall in 2020.",
        "Deaths in Mali failed to fall in 2020.",
        "The death toll in Mali in 2020 was not lower than in 2019.",
        "Le nombre de morts n'a pas diminué au Mali en 2020.",
    ),
    "deaths in Mali in 2020 do not exceed those in 2019": (
        "Deaths in Mali did not rise in 2020.",
        "Deaths in Mali in 2020 did not exceed those in 2019.",
        "Le nombre de morts au Mali n'a pas augmenté en 2020.",
    ),
    "deaths in Mali in 2020 are at most 1,200": (
        "Deaths in Mali did not exceed 1,200 in 2020.",
        "Le bilan ne dépassait pas 1 200 morts au Mali en 2020.",
    ),
}


@pytest.mark.parametrize(("expected", "sentence"), [(one, text) for one, some in READ.items() for text in some])
def test_what_a_denial_leaves(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Deaths in Mali did not fall sharply in 2020.",
        "Deaths in Mali did not fall by 10 percent in 2020.",
        "Deaths in Mali did not fall every year.",
        "Deaths in Mali have not fallen since 2016.",
        "Deaths did not fall in Mali but in Niger in 2020.",
        "Le nombre de morts au Mali n'a guère augmenté en 2020.",
    ],
)
def test_a_denial_of_more_than_a_move_is_not_read(sentence: str) -> None:
    assert not read(sentence).readings
