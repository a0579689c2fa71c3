"""Rendering by worker processes: the same files as without, in the same order; their errors arrive whole."""

from __future__ import annotations

import pickle

import pytest
from tests.support.editions import EXAMPLE, example_sheets

from onrecord.building import sheets_of
from onrecord.render.publish.theme import ThemeError, load_theme
from onrecord.render.publish.typesetting import TooLongError, TypesettingError
from onrecord.rendering import PARTS, Team, workers_for


def test_workers_make_the_same_files_in_the_same_order():
    sheets, only = example_sheets(), ("site", "claimreview")
    with Team(2) as team:
        beside = list(team.rendered(sheets, only))
    alone = list(Team().rendered(sheets, only))
    assert [(part, file.path) for part, file in beside] == [(part, file.path) for part, file in alone]
    assert beside == alone


def test_every_part_says_where_it_is():
    said: list[str] = []
    with Team(2) as team:
        made = list(team.rendered(example_sheets(), ("cards", "claimreview"), said.append))
    assert {part for part, _ in made} == {"cards", "claimreview"} <= set(PARTS)
    assert said == ["cards (en)", "cards (fr)", "claimreview (en, fr)"]


@pytest.mark.parametrize(
    "error",
    [TypesettingError("it does not fit", "Shorten it."), TooLongError("on A4", "Divide."), ThemeError("a", 3, "x")],
)
def test_errors_cross_from_one_process_to_another(error):
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_a_fault_of_a_theme_in_a_worker_is_told(tmp_path):
    theme = tmp_path / "templates"
    theme.mkdir()
    (theme / "index.html").write_text("{% if %}", "utf-8")
    sheets = sheets_of(example_sheets()[0].edition, load_theme(tmp_path))
    with Team(2) as team, pytest.raises(ThemeError, match=r"index\.html"):
        list(team.rendered(sheets, ("site",)))


def test_a_small_dossier_is_not_worth_a_worker(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.md").write_text("x", "utf-8")
    assert workers_for(tmp_path) == 1
    assert workers_for(tmp_path / "none") == 1
    assert workers_for(EXAMPLE) >= 1


def test_what_is_given_to_a_worker_may_change_afterwards():
    with Team(2) as team:
        for _ in range(20):
            given = {str(number): number for number in range(20_000)}
            answer = team.aside(len, given)
            for number in range(2_000):
                given[f"more {number}"] = number
            assert answer() == 20_000
