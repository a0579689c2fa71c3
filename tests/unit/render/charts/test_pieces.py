"""Labels over bars: none covers another, and each stands above what it is of."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.charts.canvas import NARROW
from onrecord.render.charts.pieces import Label, Placed, settled

LABELS = st.lists(
    st.builds(
        lambda low, wide, top, number, below: Label(low, low + wide, top, number, below, "ink"),
        st.floats(0, 290),
        st.floats(1, 60),
        st.floats(0, 200),
        st.sampled_from(["7", "1,752", "12,345.6"]),
        st.sampled_from(["", "2020", "Jan–Mar 2022"]),
    ),
    max_size=4,
)


def box(one: Placed) -> tuple[float, float, float, float]:
    return one.left, one.bottom - one.label.height(NARROW), one.left + one.label.width(NARROW), one.bottom


@given(LABELS)
def test_labels_stand_apart_above_their_bars_and_inside(labels: list[Label]) -> None:
    placed = settled(labels, 320, NARROW, [(one.low, one.high, one.top) for one in labels])
    assert [one.label for one in placed] == labels
    for one in placed:
        assert one.bottom < one.label.top
        assert one.left >= 0 and one.left + one.label.width(NARROW) <= 320
    for a, b in combinations(map(box, placed), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_label_steps_aside_rather_than_rise() -> None:
    first = Label(300, 315, 50, "1,752", "Jan–Mar 2022", "accent")
    second = Label(250, 262, 60, "1,509", "2020", "ink")
    placed = settled([first, second], 320, NARROW, [(300, 315, 50), (250, 262, 60)])
    assert placed[1].bottom == 60 - 7


def test_a_label_never_stands_beyond_a_higher_bar() -> None:
    low = Label(300, 312, 150, "686", "Q2 2022", "accent")
    placed = settled([low], 380, NARROW, [(300, 312, 150), (285, 297, 20)])
    assert placed[0].left >= 297 and placed[0].bottom == 150 - 7
