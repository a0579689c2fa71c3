"""Laws of origins and levels: the order of sources is nothing, and what comes later decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.support.held import AS_OF, checked

from onrecord.checks.deployment import deployment
from onrecord.checks.origins import grouped
from onrecord.model.blocks import Common, Deployment, Level
from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Source
from onrecord.model.finding import Span

HERE = Span("sources.json")
names = st.sampled_from(["", "p", "q", "r"])
sources = st.lists(
    st.builds(
        Source, st.sampled_from("abcdefgh"), st.just("report"), st.just("T"), st.just(HERE), publisher=names,
        author=names, origin=names, issued=st.none() | st.just(PartialDate(2022)),
    ),
    max_size=6, unique_by=lambda source: source.id,
)  # fmt: skip


@given(sources, st.randoms(use_true_random=False))
def test_the_order_of_sources_does_not_matter(given_: list[Source], random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    told = [{frozenset(each.id for each in group) for group in grouped(order)} for order in (given_, shuffled)]
    assert told[0] == told[1]
    assert sum(len(group) for group in told[0]) == len(given_)


@given(sources, sources)
def test_a_shared_origin_never_makes_more_of_them(given_: list[Source], _: list[Source]) -> None:
    assert len(grouped(replace(each, origin="one") for each in given_)) == min(len(given_), 1)


levels = st.lists(
    st.builds(
        Level, st.dates(date(2020, 1, 1), date(2022, 6, 30)).map(lambda day: PartialDate(day.year, day.month, day.day)),
        st.integers(0, 900), st.just(2000), st.sampled_from("abc"), planned=st.booleans(),
    ),
    max_size=4,
).map(tuple)  # fmt: skip


@given(levels, st.integers(1, 900), st.integers(0, 3000))
def test_a_later_level_changes_nothing(known: tuple[Level, ...], after: int, number: int) -> None:
    day = AS_OF + timedelta(days=after)
    later = Level(PartialDate(day.year, day.month, day.day), number, number, "z")
    text = f"There are {number} soldiers in Mali."
    block = Deployment(Common(HERE), "It", "Mali", known)
    before, now = (checked(deployment, text, one) for one in (block, replace(block, levels=(*known, later))))
    assert (before.standing, before.why) == (now.standing, now.why)
    assert len(now.since) == len(before.since) + 1
