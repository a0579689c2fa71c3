"""Filling, columns and lines of blocks, and what comes of hostile text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.terminal import BLOCKS, NO_DATA, cropped, plural, sparkline, table, wrapped


def test_a_sparkline_runs_from_zero_to_the_highest() -> None:
    assert sparkline([0, 1, 4, 7, 14]) == "▁▂▃▅█"


def test_zero_and_no_data_look_different() -> None:
    assert sparkline([None, 0, 5]) == f"{NO_DATA}{BLOCKS[0]}{BLOCKS[-1]}"


def test_little_is_more_than_nothing() -> None:
    assert sparkline([0, 0.001, 1e9]) == "▁▂█"


def test_nothing_at_all() -> None:
    assert sparkline([]) == ""
    assert sparkline([0, None]) == "▁·"


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e12))))
def test_higher_is_never_lower(values: list[float | None]) -> None:
    drawn = sparkline(values)
    assert len(drawn) == len(values)
    numbered = sorted(
        (value, BLOCKS.index(block)) for value, block in zip(values, drawn, strict=True) if value is not None
    )
    heights = [height for _, height in numbered]
    assert heights == sorted(heights)


def test_columns_are_aligned() -> None:
    assert table([("year", "n"), ("2020", "1,000"), ("2021", "")]) == ["year      n", "2020  1,000", "2021"]


def test_text_is_made_safe_and_filled() -> None:
    assert wrapped("a\x1b[31m b\n\n c", 40, "  ") == ["  a\\x1b[31m b c"]
    assert wrapped("", 40, "  ") == [""]


@given(st.text(max_size=200), st.integers(1, 200))
def test_no_control_character_is_left(text: str, width: int) -> None:
    for line in [*wrapped(text, width, "  "), cropped(text, width)]:
        assert line.isprintable()


def test_a_long_line_is_cut_to_its_width() -> None:
    assert cropped("one two three", 8) == "one two…"
    assert cropped("one two", 8) == "one two"


def test_plurals() -> None:
    assert (plural(1, "row"), plural(2000, "row"), plural(2, "entry", "entries")) == (
        "1 row",
        "2,000 rows",
        "2 entries",
    )
