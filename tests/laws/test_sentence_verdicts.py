"""Laws of sentences held against data: a true number holds, the same number moved by a third fails, and a sentence
about another place is about that place's figure. The data are made up and drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.support.events import Cell, opened_events

from onrecord.model.figure import Verdict
from onrecord.model.sentence import Verified
from onrecord.verifying import verify

PLACES = ("Mali", "Chad")
FRENCH = {"Mali": "au Mali", "Chad": "au Tchad"}
YEARS = (2017, 2018, 2019)
LARGE = 16  # below it a number written with few digits is true of one a third away

Data = Mapping[Cell, int]


class Told(NamedTuple):
    """A sentence with the place and the number of which it is true, and the number as it is written."""

    template: str
    place: str
    number: int

    def text(self, number: int, place: str | None = None) -> str:
        where = place or self.place
        return self.template.format(n=f"{number:,}", f=f"{number:,}".replace(",", " "), c=where, au=FRENCH[where])


@st.composite
def data(draw: st.DrawFn) -> dict[Cell, int]:
    """Two events a year in each of two countries, one of them an attack on civilians; all in all enough of each."""
    large = st.integers(20, 4000)
    found = {}
    for place in PLACES:
        for year in YEARS:
            found[Cell(place, year, 1)] = draw(large)
            found[Cell(place, year, 12, civilians=True)] = draw(large)
    return found


def deaths(cells: Data, place: str, year: int, civilians: bool | None = None) -> int:
    return sum(
        number
        for cell, number in cells.items()
        if (cell.country, cell.year) == (place, year) and civilians in (None, cell.civilians)
    )


def percent(part: int, whole: int) -> int:
    """Whole percent, halves up, as sentences are read: 62.5 is written 63. Python's ``round`` makes it 62."""
    return (200 * part + whole) // (2 * whole)


def truths(cells: Data) -> Iterator[Told]:
    """Sentences with a number that is true of the data."""
    for place in PLACES:
        for year in YEARS:
            whole, part = deaths(cells, place, year), deaths(cells, place, year, civilians=True)
            for template in (
                f"In {year}, {{n}} people were killed in {{c}}.",
                f"Conflict in {{c}} left {{n}} people dead in {year}.",
                f"{{c}} recorded {{n}} deaths in {year}.",
                f"The death toll in {{c}} was {{n}} in {year}.",
                f"En {year}, {{f}} personnes ont été tuées {{au}}.",
                f"Les violences ont fait {{f}} morts {{au}} en {year}.",
            ):
                yield Told(template, place, whole)
            for template in (
                f"Attacks on civilians killed {{n}} people in {{c}} in {year}.",
                f"JNIM killed {{n}} civilians in {{c}} in {year}.",
                f"{{f}} personnes ont été tuées dans des attaques contre les civils {{au}} en {year}.",
            ):
                yield Told(template, place, part)
            share = percent(part, whole)
            if share < 75:  # above it, a third more than that is more than all
                yield Told(f"In {year}, attacks on civilians made up {{n}} percent of deaths in {{c}}.", place, share)
        for old, new in ((2017, 2018), (2018, 2019)):
            before, after = deaths(cells, place, old), deaths(cells, place, new)
            if before == after:
                continue
            change = percent(abs(after - before), before)
            verb, fr = ("rose", "augmenté") if after > before else ("fell", "baissé")
            for template in (
                f"Deaths in {{c}} {verb} by {{n}} percent in {new}.",
                f"Between {old} and {new}, fatalities in {{c}} {verb} {{n}}%.",
                f"Le nombre de morts {{au}} a {fr} de {{f}} % en {new}.",
            ):
                yield Told(template, place, change)
            yield Told(f"Deaths in {{c}} {verb} from {before:,} in {old} to {{n}} in {new}.", place, after)


# Each example is some 200 sentences against a file of its own: few, and none is made smaller.
SETTINGS = settings(
    max_examples=3,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
    deadline=None,
)


def answers(folder: Path, cells: Data, texts: list[str]) -> list[Verified]:
    return list(verify(texts, opened_events(folder / "events.csv", cells)))


def faults(found: list[Verified], wanted: Verdict) -> list[str]:
    return [f"{one.text} [{one.outcome.why}]" for one in found if one.outcome.verdict is not wanted]


@given(data())
@SETTINGS
def test_a_true_number_holds_and_moved_by_a_third_it_fails(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[Cell, int]
) -> None:
    told = [one for one in truths(cells) if one.number >= LARGE]
    folder = tmp_path_factory.mktemp("true")
    true = [one.text(one.number) for one in told]
    more = [one.text(round(1.3 * one.number)) for one in told]
    less = [one.text(round(0.7 * one.number)) for one in told]
    found = answers(folder, cells, [*true, *more, *less])
    assert faults(found[: len(told)], Verdict.HOLDS) == []
    assert faults(found[len(told) :], Verdict.FAILS) == []


@given(data())
@SETTINGS
def test_the_place_named_is_the_place_counted(tmp_path_factory: pytest.TempPathFactory, cells: dict[Cell, int]) -> None:
    folder = tmp_path_factory.mktemp("place")
    texts, figures = [], []
    for template in ("In 2018, {n} people were killed in {c}.", "En 2018, {f} personnes ont été tuées {au}."):
        for place in PLACES:
            texts.append(Told(template, "Mali", 0).text(1234, place))
            figures.append(deaths(cells, place, 2018))
    assert [one.outcome.computed for one in answers(folder, cells, texts)] == figures


def test_halves_are_written_up() -> None:
    assert [percent(5, 8), percent(1, 8), percent(3, 2), percent(1, 3), percent(0, 7)] == [63, 13, 150, 33, 0]
