"""Statements on event files, their truth worked out here from the raw CSV, without any of onrecord's own code."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from tests.support.asking import ask, ask_all
from tests.support.opening import shared

from onrecord.model.figure import Verdict

CAR = "ucdp/ged231-central-african-republic.csv"
MYANMAR = "ucdp/ged241-myanmar.csv"
MALI = "ucdp/ged211-precise-mali.csv"


@dataclass(frozen=True)
class Row:
    """One event, as far as these tests look at it."""

    day: date
    last: date
    kind: int
    sides: tuple[frozenset[str], frozenset[str]]
    best: int
    low: int
    high: int
    area: str


@cache
def rows(name: str) -> tuple[Row, ...]:
    with shared(name).open(encoding="utf-8-sig", newline="") as stream:
        return tuple(
            Row(
                date.fromisoformat(row["date_start"][:10]),
                date.fromisoformat(row.get("date_end", row["date_start"])[:10]),
                int(row["type_of_violence"]),
                (names(row["side_a"]), names(row["side_b"])),
                int(row["best"]),
                int(row["low"]),
                int(row["high"]),
                row.get("adm_1", ""),
            )
            for row in csv.DictReader(stream)
        )


def names(side: str) -> frozenset[str]:
    return frozenset(name.strip() for name in side.split(","))


def picked(name: str, test: Callable[[Row], bool], *years: int) -> Iterator[Row]:
    return (row for row in rows(name) if test(row) and (not years or years[0] <= row.day.year <= years[-1]))


def deaths(name: str, *years: int, test: Callable[[Row], bool] = lambda row: True) -> int:
    return sum(row.best for row in picked(name, test, *years))


def events(name: str, *years: int, test: Callable[[Row], bool] = lambda row: True) -> int:
    return sum(1 for _ in picked(name, test, *years))


def one_sided(row: Row) -> bool:
    return row.kind == 3


def by(*actors: str) -> Callable[[Row], bool]:
    return lambda row: row.kind == 3 and bool(row.sides[0] & set(actors))


def involving(*actors: str) -> Callable[[Row], bool]:
    return lambda row: bool((row.sides[0] | row.sides[1]) & set(actors))


def by_year(name: str, test: Callable[[Row], bool] = lambda row: True) -> Counter[int]:
    found: Counter[int] = Counter()
    for row in rows(name):
        if test(row):
            found[row.day.year] += row.best
    return found


def by_month(name: str) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for row in rows(name):
        found[row.day.year, row.day.month] += row.best
    return found


def between(name: str, first: date, last: date) -> int:
    return sum(row.best for row in rows(name) if first <= row.day <= last)


def near(value: float, text: str) -> str:
    """A reading with the true number in the place of #, to a decimal."""
    return text.replace("#", f"{value:,.1f}")


# Every true number is computed from the rows and put into the reading; then a wrong one is.
NUMBERS: list[tuple[str, str, Callable[[], float]]] = [
    (CAR, "deaths in the Central African Republic in 2013 are #", lambda: deaths(CAR, 2013)),
    (CAR, "events in the Central African Republic from 2013 to 2015 are #", lambda: events(CAR, 2013, 2015)),
    (CAR, "attacks on civilians in the Central African Republic in 2014 are #",
     lambda: events(CAR, 2014, test=one_sided)),
    (CAR, "clashes in the Central African Republic in 2014 are #",
     lambda: events(CAR, 2014, test=lambda row: row.kind in (1, 2))),
    (CAR, "deaths in attacks on civilians by the LRA in the Central African Republic in 2010 are #",
     lambda: deaths(CAR, 2010, test=by("LRA"))),
    (CAR, "deaths involving anti-Balaka in the Central African Republic in 2014 are #",
     lambda: deaths(CAR, 2014, test=involving("anti-Balaka"))),
    (CAR, 'deaths involving "anti-Balaka" in the Central African Republic in 2014 are #',
     lambda: deaths(CAR, 2014, test=involving("anti-Balaka"))),
    (CAR, "deaths per day in the Central African Republic in 2014 are #", lambda: deaths(CAR, 2014) / 365),
    (CAR, "deaths per month in the Central African Republic from December 2013 to February 2014 are #",
     lambda: between(CAR, date(2013, 12, 1), date(2014, 2, 28)) / 3),
    (CAR, "hours between events in the Central African Republic in 2014 are #", lambda: 8760 / events(CAR, 2014)),
    (CAR, "deaths in the Central African Republic in 2014 projected from January to March 2014 are #",
     lambda: between(CAR, date(2014, 1, 1), date(2014, 3, 31)) * 365 / 90),
    (CAR, 'deaths in "Ouham province" in the Central African Republic in 2013 make up # percent of deaths in the '
     "Central African Republic in 2013",
     lambda: 100 * deaths(CAR, 2013, test=lambda row: row.area == "Ouham province") / deaths(CAR, 2013)),
    (CAR, "areas with events in the Central African Republic in 2013 are #",
     lambda: len({row.area for row in rows(CAR) if row.day.year == 2013 and row.area})),
    (MYANMAR, "deaths in Myanmar in the 12 months after 1 February 2021 are #",
     lambda: between(MYANMAR, date(2021, 2, 1), date(2022, 1, 31))),
    (MYANMAR, "deaths in Myanmar before 2000 are #", lambda: deaths(MYANMAR, 1989, 1999)),
    (MYANMAR, "events in Myanmar on record are #", lambda: events(MYANMAR)),
    (MYANMAR, "events in Myanmar in 2023 rise by # percent from 2022",
     lambda: 100 * (events(MYANMAR, 2023) / events(MYANMAR, 2022) - 1)),
    (MYANMAR, "deaths in Myanmar in 2022 are # times those in 2020",
     lambda: deaths(MYANMAR, 2022) / deaths(MYANMAR, 2020)),
    (MYANMAR, "deaths in attacks on civilians in Myanmar in 2017 make up # percent of deaths in Myanmar in 2017",
     lambda: 100 * deaths(MYANMAR, 2017, test=one_sided) / deaths(MYANMAR, 2017)),
    (MYANMAR, "deaths in attacks on civilians by the government of Myanmar in Myanmar in 2021 are #",
     lambda: deaths(MYANMAR, 2021, test=by("Government of Myanmar (Burma)"))),
    (MALI, "deaths in Mali in 2012 are #", lambda: deaths(MALI, 2012)),
    (MALI, "events in Mali from 18 August 2012 to 30 June 2013 are #",
     lambda: sum(1 for row in rows(MALI) if date(2012, 8, 18) <= row.day <= date(2013, 6, 30))),
    (MALI, "deaths in attacks on civilians by JNIM or the Islamic State in Mali in 2019 are #",
     lambda: deaths(MALI, 2019, test=by("JNIM", "IS"))),
    (MALI, "events involving CMA or AQIM in Mali from 2014 to 2016 are #",
     lambda: events(MALI, 2014, 2016, test=involving("CMA", "AQIM"))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "truth"), NUMBERS, ids=[f"{n[13:16]}: {t}" for n, t, _ in NUMBERS])
def test_numbers(name: str, text: str, truth: Callable[[], float]) -> None:
    value = truth()
    assert value > 0
    found = ask(name, near(value, text))
    assert found.verdict is Verdict.HOLDS, found.why
    assert found.computed == pytest.approx(value)
    assert ask(name, near(value + 1, text)).verdict is Verdict.FAILS


def test_the_most_and_the_second_most_deadly_year_and_month() -> None:
    for name, place in ((CAR, "the Central African Republic"), (MYANMAR, "Myanmar"), (MALI, "Mali")):
        (first, most), (second, _), (third, _) = by_year(name).most_common(3)
        (year, month), number = by_month(name).most_common(1)[0]
        when = f"{date(year, month, 1):%B %Y}"
        wanted = {
            f"deaths in {place} in {first} are the highest of any year on record": (Verdict.HOLDS, most),
            f"deaths in {place} in {second} are the second highest of any year on record": (Verdict.HOLDS, 2),
            f"deaths in {place} in {third} are the second highest of any year on record": (Verdict.FAILS, 3),
            f"deaths in {place} in {when} are the highest of any month on record": (Verdict.HOLDS, number),
        }
        found = [(one.verdict, one.computed) for one in ask_all(name, list(wanted))]
        assert found == list(wanted.values())


def test_first_and_last_events() -> None:
    for name, place in ((CAR, "the Central African Republic"), (MYANMAR, "Myanmar"), (MALI, "Mali")):
        first = min(row.day for row in rows(name) if row.kind == 3)
        last = max(row.day for row in rows(name) if row.kind == 3)
        begins = min(row.day for row in rows(name)).year
        day = f"on {first.day} {first:%B %Y}"
        for text, verdict in (
            # An extract begins with the year of its first row: what is first there may have begun before.
            (f"first occur in {first.year}", Verdict.HOLDS if first.year > begins else Verdict.UNVERIFIABLE),
            (f"first occur in {first:%B %Y}", Verdict.HOLDS),
            (f"first occur {day}", Verdict.HOLDS),
            (f"first occur in {first.year + 1}", Verdict.FAILS),
            # Before the data begin nothing is known: not that there was nothing.
            (f"first occur before {first.year}", Verdict.FAILS if first.year > begins else Verdict.UNVERIFIABLE),
            (f"last occur in {last.year}", Verdict.HOLDS),
            (f"last occur in {last.year - 1}", Verdict.FAILS),
        ):
            assert ask(name, f"attacks on civilians in {place} {text}").verdict is verdict, text


def test_trends_and_streaks_of_every_year() -> None:
    for name, place, last in ((CAR, "the Central African Republic", 2022), (MYANMAR, "Myanmar", 2023)):
        numbers = by_year(name)
        wanted: dict[str, tuple[Verdict, float | None]] = {}
        for year in range(1995, last + 1):
            run = 0
            while year - run > 1989 and numbers[year - run] > numbers[year - run - 1]:
                run += 1
            nth = {1: "1st", 2: "2nd", 3: "3rd"}.get(run or 1, f"{run}th")
            verdict = Verdict.HOLDS if run else Verdict.FAILS
            wanted[f"deaths in {place} in {year} rise for the {nth} year in a row"] = (verdict, run)
            verdict = Verdict.HOLDS if run > 1 else Verdict.FAILS
            wanted[f"deaths in {place} rise in each year from {year - 1} to {year}"] = (verdict, None)
        found = [(one.verdict, one.computed) for one in ask_all(name, list(wanted))]
        assert found == list(wanted.values())


def test_the_variants_of_a_sum() -> None:
    low, best, high = (
        sum(getattr(row, name) for row in rows(MYANMAR) if row.day.year == 2020) for name in ("low", "best", "high")
    )
    last_day = sum(row.best for row in rows(MYANMAR) if row.last.year == 2020)
    found = ask(MYANMAR, f"deaths in Myanmar in 2020 are {best}")
    variants = {one.name: one.computed for one in found.robustness}
    assert (variants["low estimate"], variants["best estimate"], variants["high estimate"]) == (low, best, high)
    assert variants["events by last day"] == last_day


def test_the_same_event_counts_once_for_two_actors_on_one_side() -> None:
    joint = [row for row in rows(MALI) if len(row.sides[0]) > 1]
    assert joint
    row = joint[0]
    either = " or ".join(f'"{name}"' for name in sorted(row.sides[0]))
    value = events(MALI, row.day.year, test=involving(*row.sides[0]))
    assert ask(MALI, f"events involving {either} in Mali in {row.day.year} are {value}").verdict is Verdict.HOLDS


def test_what_a_file_does_not_cover_is_no_zero() -> None:
    for name, text in (
        (CAR, "deaths in Chad in 2015 are 0"),
        (CAR, "deaths in the Central African Republic in 2023 are 0"),
        (CAR, "deaths in 2015 are 0"),
        (MYANMAR, "deaths in Myanmar in 1988 are 0"),
        (MYANMAR, "deaths by Boko Haram in Myanmar in 2015 are 0"),
        (MYANMAR, "deaths in Myanmar in 2015 rank 1st among countries"),
        (MALI, "civilian deaths in Mali in 2015 are 0"),
        (MALI, 'deaths in "Kidal" in Mali in 2015 are 0'),
    ):
        assert ask(name, text).verdict is Verdict.UNVERIFIABLE, text
    assert ask(MYANMAR, "deaths in Myanmar in 2023 are 0", as_of=date(2023, 6, 30)).verdict is Verdict.UNVERIFIABLE
