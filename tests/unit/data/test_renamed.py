"""A division that data call by two names: no row of one name is no peace under the other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.opening import Opened, shared, write

from onrecord.model.figure import Verdict

from .test_verdicts import asked, verdicts

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
DAYS = (date(1989, 1, 1), date(2020, 12, 31))
HEAD = "id,year,type_of_violence,side_a,side_b,country,adm_1,adm_2,date_start,date_end,best,high,low\n"


def ged(path: Path, *rows: str) -> Opened:
    """A file in UCDP's layout: country, first- and second-level division, and the years in which each has one death."""
    made = []
    for row in rows:
        country, first, second, years = row.split("|")
        for year in years.split():
            day = f"{year}-05-05"
            made.append(f"{len(made)},{year},3,A,Civilians,{country},{first},{second},{day},{day},1,1,1\n")
    return Opened(write(path / "ged.csv", HEAD + "".join(made)), complete=True, covers=DAYS)


def yangon(path: Path) -> Opened:
    return ged(
        path,
        "Myanmar|Yangon division|North district|1990 2000 2008",
        "Myanmar|Yangon region|North district|2008 2015 2020",
        "Myanmar|Karen state||1990",
        "Myanmar|Kayin state||1990 2000 2020",
        "Myanmar|Chin state||1999 2012",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            'deaths in "Yangon region" in Myanmar since 2000 are 3',
            'd names "Yangon region" from 2008 to 2020 only; "Yangon" counts "Yangon division" too',
        ),
        (
            'deaths in "Yangon region" in Myanmar in 2008 are 1',
            'd names "Yangon region" from 2008 to 2020 only; "Yangon" counts "Yangon division" too',
        ),
        (
            'deaths in "Yangon division" in Myanmar in 2015 are 0',
            'd names "Yangon division" from 1990 to 2008 only; "Yangon" counts "Yangon region" too',
        ),
        (
            'deaths in "Karen State" in Myanmar in 2020 are 0',
            'd names "Karen state" in 1990 only, and may name it otherwise in other years',
        ),
    ],
)
def test_a_division_has_no_figure_for_years_in_which_it_has_another_name(text: str, why: str, tmp_path: Path) -> None:
    (found,) = asked(yangon(tmp_path), text)
    assert (found.verdict, found.why) == (UNVERIFIABLE, why)


def test_a_division_has_figures_for_the_years_of_its_name_and_by_its_bare_name_for_all(tmp_path: Path) -> None:
    assert (
        verdicts(
            yangon(tmp_path),
            'deaths in "Yangon region" in Myanmar in 2015 are 1',
            'deaths in "Yangon region" in Myanmar since 2010 are 2',
            'deaths in "Yangon division" in Myanmar in 2001 are 0',
            'deaths in "Yangon" in Myanmar since 2000 are 5',
            'deaths in "Yangon division" or "Yangon region" in Myanmar since 2000 are 5',
            'deaths in "Karen state" in Myanmar in 1990 are 1',
            'deaths in "Karen state" or "Yangon" in Myanmar in 1990 are 2',
        )
        == [HOLDS] * 7
    )


def test_a_division_that_is_quiet_for_some_years_has_none_killed_in_them(tmp_path: Path) -> None:
    assert (
        verdicts(
            yangon(tmp_path),
            'deaths in "Chin state" in Myanmar in 2020 are 0',
            'deaths in "Chin state" in Myanmar in 1995 are 0',
            'deaths in "Kayin state" in Myanmar in 2015 are 0',
        )
        == [HOLDS] * 3
    )


def test_a_division_that_begins_when_no_other_ends_was_quiet_before(tmp_path: Path) -> None:
    opened = ged(tmp_path, "Mali|Gao region||1990 2020", "Mali|Sikasso region||2015 2020")
    assert verdicts(opened, 'deaths in "Sikasso region" in Mali in 1995 are 0') == [HOLDS]


def test_places_of_another_level_or_country_are_no_other_names(tmp_path: Path) -> None:
    opened = ged(
        tmp_path,
        "Mali|Gao region|Gao circle|2010",
        "Mali|Gao region||2010 2012",
        "Niger|Gao division||2013",
        "Mali|Mopti region||2009 2013",
    )
    assert (
        verdicts(
            opened,
            'deaths in "Gao region" in Mali in 2013 are 0',
            'deaths in "Gao circle" in Mali in 2012 are 0',
        )
        == [HOLDS] * 2
    )


def test_divisions_that_share_a_name_for_long_are_two(tmp_path: Path) -> None:
    years = " ".join(map(str, range(2001, 2011)))
    opened = ged(tmp_path, f"Russia|Moscow city||{years}", f"Russia|Moscow oblast||{years}")
    assert verdicts(opened, 'deaths in "Moscow oblast" in Russia in 2005 are 1') == [HOLDS]


def test_names_of_real_divisions() -> None:
    opened = Opened(shared("ucdp/ged241-myanmar.csv"))
    assert verdicts(
        opened,
        'deaths in "Karen State" in Myanmar in 2021 are 0',
        'deaths in "Yangon region" in Myanmar since 2000 are 215',
        'deaths in "Yangon region" in Myanmar in 2021 are 143',
        'deaths in "Kayin state" in Myanmar in 2021 are 0',
    ) == [UNVERIFIABLE, UNVERIFIABLE, HOLDS, FAILS]
