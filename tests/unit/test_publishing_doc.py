"""docs/publishing.md: the theme shown is one that loads, and what is said of the address is so."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.render.publish.theme import Movement, load_theme

PAGE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text("utf-8")


def block(info: str) -> str:
    found = re.search(rf"^```{re.escape(info)}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_theme_shown_loads_and_changes_what_it_says(tmp_path):
    (tmp_path / "theme.toml").write_text(block("toml theme/theme.toml"), "utf-8")
    theme, shipped = load_theme(tmp_path), load_theme()
    assert theme.problems == ()
    assert (theme.name, theme.colour("accent"), theme.colour("accent", True)) == ("desk", "#7a1f5c", "#f0a6d6")
    assert theme.colour("ink") == shipped.colour("ink")
    assert theme.rating("Moves backward", "fr-CA") == (Movement.BACKWARD, "Un pas en arrière")
    assert theme.rating("unmoved", "en") == shipped.rating("unmoved", "en")


def test_every_role_and_sign_of_the_theme_is_told():
    told = set(re.findall(r"`([a-z]+)`", PAGE))
    assert {role for role, _ in load_theme().colours} <= told
    assert {each.value for each in Movement} <= told
