"""Round numbers of scales, texts in lines, and layers that are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.charts.canvas import FONT, PLACEHOLDERS, Canvas, ticks, width_of, wrapped
from onrecord.render.charts.svg import drawn


@given(st.floats(min_value=1e-6, max_value=1e12))
def test_a_scale_begins_at_nothing_and_reaches_the_highest(highest: float) -> None:
    found = ticks(highest)
    assert found[0] == 0
    assert found[-1] >= highest * (1 - 1e-6)
    assert 2 <= len(found) <= 8


def test_scales_have_round_numbers() -> None:
    assert ticks(1752) == [0, 500, 1000, 1500, 2000]
    assert ticks(3) == [0, 1, 2, 3]
    assert ticks(0) == [0, 1]


@given(st.text(max_size=300), st.integers(40, 400))
def test_lines_are_no_wider_than_their_room(text: str, room: int) -> None:
    for line in wrapped(text, 12, room):
        assert width_of(line, 12) <= room or len(line) <= 2


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrapped("word " * 200, 12, 100, most=3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert wrapped("a few words", 12, 400) == ["a few words"]


def test_a_space_that_does_not_break_is_kept() -> None:
    assert wrapped("intervalle\u00a0: 2\u202f703", 12, 90) == ["intervalle\u00a0:", "2\u202f703"]
    assert wrapped("", 12, 90) == []


def test_marks_alike_share_a_layer_and_keep_their_style() -> None:
    canvas = Canvas(100, 100, x=(0, 10), y=(0, 10))
    canvas.text("a", "ink", 12, px=0, py=0)
    canvas.text("b", "quiet", 14, weight=800, px=0, py=10)
    (layer,) = canvas.spec()["layer"]
    assert [row["m_fontSize"] for row in layer["data"]["values"]] == [-12, -14]
    assert [row["fill"] for row in layer["data"]["values"]] == [PLACEHOLDERS["ink"], PLACEHOLDERS["quiet"]]
    assert layer["mark"]["align"] == "left" and not any("m_align" in row for row in layer["data"]["values"])


def test_level_and_upright_lines_are_one_layer() -> None:
    canvas = Canvas(100, 100)
    canvas.rules([{"px": 0, "px2": 100, "py": 5, "stroke": "rule"}])
    canvas.rules([{"px": 7, "py": 0, "py2": 100, "stroke": "ink"}])
    (layer,) = canvas.spec()["layer"]
    ends = [tuple(row[key] for key in ("px", "px2", "py", "py2")) for row in layer["data"]["values"]]
    assert ends == [(0, 100, 5, 5), (7, 7, 0, 100)]


@pytest.mark.parametrize(("baseline", "foot"), [("alphabetic", 20), ("middle", 24), ("top", 29), ("bottom", 17)])
def test_a_text_stands_where_vega_would_put_it_though_vega_does_not_measure_it(baseline: str, foot: int) -> None:
    canvas = Canvas(100, 100)
    canvas.text(["Wyrd", "two"], "ink", 12, baseline=baseline, px=10, py=20)
    svg = drawn(canvas.spec(), "id", "", "", FONT)
    assert f'transform="translate(10,{foot})" font-size="12"' in svg


def test_lines_stand_where_the_scales_say() -> None:
    canvas = Canvas(100, 50, x=(0, 10), y=(0, 5))
    canvas.rules([{"x": 5, "y": 0, "y2": 5, "stroke": "ink"}])
    (row,) = canvas.spec()["layer"][0]["data"]["values"]
    assert (row["px"], row["py"], row["py2"]) == (50, 50, 0)
