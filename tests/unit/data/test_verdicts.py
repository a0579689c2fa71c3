"""Data that could make a wrong verdict look sure: put through the pipeline, as a dossier would."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.asking import parsed, vocabulary
from tests.support.opening import HERE, Opened, write

from onrecord.data.engine import Engine
from onrecord.data.series_rows import quantity_of
from onrecord.data.sql import direct_figure
from onrecord.model.dates import Period
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Ask, Outcome, Verdict
from onrecord.model.reading import Dimension, Measure, Quantity, Ref
from onrecord.pipeline import Session, check_readings

YEAR = (date(2020, 1, 1), date(2020, 12, 31))
HOLDS, UNVERIFIABLE = Verdict.HOLDS, Verdict.UNVERIFIABLE
UCDP = "id,year,type_of_violence,side_a,side_b,country,date_start,date_end,best,high,low\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,fatalities\n"


def asked(opened: Opened, *texts: str) -> list[Outcome]:
    """The outcomes of canonical readings on one opened file."""
    statements = [Statement(str(number), text, text, HERE) for number, text in enumerate(texts)]
    readings = tuple((one, parsed(one.text)) for one in statements)
    claim = Claim("a", "a claim", "someone", HERE, statements=tuple(statements))
    dossier = Dossier("a dossier", date(2030, 1, 1), HERE, datasets=(opened.ok.spec,), claims=(claim,))
    engine = Engine(opened.con, vocabulary())
    return list(check_readings(Session(Path(), dossier, vocabulary(), (opened.ok,), readings, (), engine)))


def verdicts(opened: Opened, *texts: str) -> list[Verdict]:
    return [outcome.verdict for outcome in asked(opened, *texts)]


def ucdp(path: Path, *rows: str) -> Opened:
    """A file in UCDP's layout: kind, side a, side b, country, deaths; one event in each month of 2020."""
    made = []
    for number, row in enumerate(rows, start=1):
        kind, first, second, country, deaths = row.split("|")
        day = f"2020-{number:02d}-05"
        made.append(f'{number},2020,{kind},"{first}","{second}",{country},{day},{day},{deaths},{deaths},{deaths}\n')
    return Opened(write(path / "ged.csv", UCDP + "".join(made)), places=("the world",), complete=True, covers=YEAR)


def test_a_country_whose_figures_hold_those_of_another_has_none_of_its_own(tmp_path: Path) -> None:
    opened = ucdp(tmp_path, "1|Government of Israel|Hamas|Israel|2000", "1|A|B|Mali|5")
    alone, other, both, around, elsewhere, morocco = asked(
        opened,
        "deaths in Israel in 2020 are 2,000",
        "deaths in Palestine in 2020 are 0",
        "deaths in Israel and Palestine in 2020 are 2,000",
        "deaths in Western Asia in 2020 are 2,000",
        "deaths in Mali in 2020 are 5",
        "deaths in Morocco in 2020 are 0",
    )
    assert (alone.verdict, other.verdict, morocco.verdict) == (UNVERIFIABLE, UNVERIFIABLE, UNVERIFIABLE)
    assert (
        alone.why
        == "d counts what happens in Palestine under Israel, so it has no figure for one of them: ask for both"
    )
    assert (both.verdict, around.verdict, elsewhere.verdict) == (HOLDS, HOLDS, HOLDS)


def test_actors_against_somebody_are_those_over_against_them(tmp_path: Path) -> None:
    opened = ucdp(
        tmp_path,
        "1|Government of Mali|JNIM|Mali|1",
        "1|Government of Mali, Government of France|IS|Mali|1",
        "2|IS|JNIM|Mali|1",
        "3|Boko Haram|Civilians|Mali|500",
    )
    assert (
        verdicts(
            opened,
            'actors with events against "Government of Mali" in Mali in 2020 are 2',
            'actors with events against "JNIM" in Mali in 2020 are 2',
            'deaths against "IS" in Mali in 2020 rank in the top 3 among actors',
            'deaths against "Boko Haram" in Mali in 2020 are 0',
        )
        == [HOLDS] * 4
    )
    # In a rank by what is done against actors, what Boko Haram does to civilians counts for nobody.
    (ranked,) = asked(opened, 'deaths against "JNIM" in Mali in 2020 rank in the top 4 among actors')
    assert "Boko Haram" not in ranked.why


def test_civilians_are_no_actor_whatever_the_dataset_calls_them(tmp_path: Path) -> None:
    rows = (
        "MLI1,2020-01-05,Violence against civilians,Attack,JNIM,Civilians (Mali),Mali,1\n"
        "MLI2,2020-12-31,Violence against civilians,Attack,IS,Civilians (Mali),Mali,1\n"
        "MLI3,2020-01-01,Violence against civilians,Attack,IS,Civilians (Mali),Mali,1\n"
    )
    opened = Opened(write(tmp_path / "acled.csv", ACLED + rows), complete=True)
    found = asked(
        opened,
        "actors with events in Mali in 2020 are 2",
        'events involving "IS" in Mali in 2020 rank 1st among actors',
    )
    assert [one.verdict for one in found] == [HOLDS, HOLDS]


def test_a_series_of_an_unknown_kind_is_no_series_of_all_deaths(tmp_path: Path) -> None:
    series = write(tmp_path / "s.csv", "place,year,deaths\nMali,2020,10\n")
    texts = ("deaths in Mali in 2020 are 10", "deaths in attacks on civilians in Mali in 2020 are 10")
    assert verdicts(Opened(series, kind="attaks on civilians"), *texts) == [UNVERIFIABLE, UNVERIFIABLE]
    assert verdicts(Opened(series, kind="attacks on civilians"), *texts) == [UNVERIFIABLE, HOLDS]
    assert verdicts(Opened(series), *texts) == [HOLDS, UNVERIFIABLE]


def test_whom_somebody_is_against_does_not_hang_on_the_order_of_words(tmp_path: Path) -> None:
    opened = ucdp(
        tmp_path,
        "1|Government of Mali|JNIM|Mali|1",
        "1|Government of Mali, Government of France|JNIM|Mali|10",
        "1|Government of Mali, JNIM|IS|Mali|100",
    )
    assert (
        verdicts(
            opened,
            'deaths involving "Government of Mali" against "JNIM" in Mali in 2020 are 11',
            'deaths against "JNIM" involving "Government of Mali" in Mali in 2020 are 11',
            # all who are involved are over against it
            'deaths against "JNIM" involving "Government of Mali" involving "Government of France" in 2020 are 10',
            'deaths involving "Government of France" against "JNIM" involving "Government of Mali" in 2020 are 10',
        )
        == [HOLDS] * 4
    )


def test_a_series_of_deaths_tells_in_how_many_countries_somebody_died(tmp_path: Path) -> None:
    rows = "India,2020,5\nNepal,2020,0\nMali,2020,1\nIndia,2021,3\nMali,2021,2\n"
    opened = Opened(write(tmp_path / "years.csv", "country,year,deaths\n" + rows), places=("the world",))
    texts = ("countries with events in 2020 are 2", "countries with events in Mali and Nepal in 2020 are 1")
    assert verdicts(opened, *texts, "countries with clashes in 2020 are 2") == [HOLDS, HOLDS, UNVERIFIABLE]
    # a country without a value may be one of them or not
    assert verdicts(opened, "countries with events in 2021 are 2") == [UNVERIFIABLE]
    ask = Ask(Measure(Quantity.COUNTRIES), (Period.of_year(2020),))
    values = Engine(opened.con, vocabulary()).values(opened.ok, [ask])
    assert direct_figure(opened.con, ask, Period.of_year(2020), values).best == 2


def test_a_breakdown_of_a_series_leaves_out_the_names_it_should(tmp_path: Path) -> None:
    rows = "".join(f"{country},2020,5\n" for country in ("India", "Nepal", "Mali"))
    opened = Opened(
        write(tmp_path / "years.csv", "country,year,deaths\n" + rows), places=("the world",), quantity="deaths"
    )
    year = (Period.of_year(2020),)
    for besides, left in (("NPL", ["IND", "MLI"]), ("southern-asia", ["MLI"])):
        ask = Ask(Measure(Quantity.DEATHS), year, by=Dimension.COUNTRIES, besides=(Ref(besides),))
        (answer,) = Engine(opened.con, vocabulary()).answer(opened.ok, [ask])
        assert [figure.of for figure in answer.breakdown[0]] == left


def test_an_area_is_counted_under_its_name_and_with_its_sort(tmp_path: Path) -> None:
    head = "id,year,type_of_violence,side_a,side_b,country,adm_1,where_coordinates,date_start,date_end,best,high,low\n"
    rows = (
        f"{number},2020,{number % 3 + 1},A,B,Mali,{area},{place},2020-01-05,2020-01-05,{deaths},{deaths},{deaths}\n"
        for number, (area, place, deaths) in enumerate(
            (("Kidal region", "Tessalit", 1), ("", "Kidal", 10), ("Gao region", "Gao cercle", 100), ("", "KIDAL", 1000))
        )
    )
    opened = Opened(write(tmp_path / "ged.csv", head + "".join(rows)), places=("Mali",))
    kidal, region, cercle, other = asked(
        opened,
        'deaths in "Kidal" in Mali in January 2020 are 1,011',
        'deaths in "Kidal region" in Mali in January 2020 are 1',
        'deaths in "Gao cercle" in Mali in January 2020 are 100',
        'deaths in "Gao province" in Mali in January 2020 are 100',
    )
    assert [one.verdict for one in (kidal, region, cercle, other)] == [HOLDS] * 4
    note = 'for "Kidal" is counted what the data call "KIDAL" or "Kidal" or "Kidal region"'
    assert note in kidal.notes
    assert not any("is counted what" in each for one in (region, cercle) for each in one.notes)
    assert any("Gao region" in each for each in other.notes)


# What a series counts ----------------------------------------------------------------------------------------------


def yearly(path: Path, column: str, **spec: Any) -> Opened:
    return Opened(write(path / "series.csv", f"place,year,{column}\nMali,2020,5\nMali,2021,7\n"), **spec)


@pytest.mark.parametrize(
    ("column", "why"),
    [
        (
            "value",
            'd does not say what its values count: name their column after it, such as "deaths" '
            "(`quantity` in dossier.toml says it too)",
        ),
        ("incidents", "d is a series of events, not of deaths"),
    ],
)
def test_a_series_of_other_or_unknown_things_counts_no_deaths(column: str, why: str, tmp_path: Path) -> None:
    (found,) = asked(yearly(tmp_path, column), "deaths in Mali in 2020 are 5")
    assert (found.verdict, found.why) == (UNVERIFIABLE, why)


@pytest.mark.parametrize("column", ["fatalities", "Deaths", "best", "number of deaths"])
def test_a_column_of_deaths_counts_deaths(column: str, tmp_path: Path) -> None:
    assert verdicts(yearly(tmp_path, column), "deaths in Mali in 2020 are 5") == [HOLDS]


def test_a_series_counts_what_the_dossier_says(tmp_path: Path) -> None:
    assert verdicts(yearly(tmp_path, "value", quantity="deaths"), "deaths in Mali in 2020 are 5") == [HOLDS]


def test_a_mapped_column_says_what_it_counts_by_its_name(tmp_path: Path) -> None:
    mapping = (("place", "place"), ("year", "year"), ("value", "Blue helmets"))
    opened = yearly(tmp_path, "Blue helmets", columns=mapping)
    assert opened.ok.spec.quantity == "blue helmets"
    (found,) = asked(opened, "deaths in Mali in 2020 are 5")
    assert (found.verdict, found.why) == (UNVERIFIABLE, "d is a series of blue helmets, not of deaths")


@pytest.mark.parametrize(
    ("column", "quantity"),
    [
        ("total_deaths", "deaths"),
        ("Event count", "events"),
        ("Peacekeepers", "peacekeepers"),
        ("personnes_déplacées", "personnes déplacées"),
        ("Value", ""),
        ("obs_value", ""),
        ("n", ""),
        ("How many?", ""),
        ("nombre", ""),
        ("actors", ""),
        ("2020", ""),
        ("SP.POP.TOTL.2", ""),
        ("x" * 100, ""),
    ],
)
def test_what_the_name_of_a_column_says(column: str, quantity: str) -> None:
    assert quantity_of(column) == quantity


def test_a_zero_of_an_actor_whom_no_event_names_at_the_time_is_no_figure(tmp_path: Path) -> None:
    opened = ucdp(
        tmp_path, "3|Red Army|Civilians|Mali|9", "1|Blue Army|Red Army|Mali|7", "3|Blue Army|Civilians|Mali|4",
        "3|Green Army|Civilians|Mali|4", "3|Blue Army|Civilians|Niger|4", "3|Green Army|Civilians|Mali|4",
    )  # fmt: skip
    gone, before, there, elsewhere, between = asked(
        opened,
        'deaths in attacks on civilians by "Red Army" in Mali in March 2020 are at least 1',
        'deaths in attacks on civilians by "Green Army" in Mali in March 2020 are 0',
        'deaths in attacks on civilians by "Red Army" in Mali in February 2020 are 0',
        'deaths in attacks on civilians by "Blue Army" in Mali in May 2020 are 0',
        'deaths in attacks on civilians by "Green Army" in Mali in May 2020 are 0',
    )
    assert gone.verdict is UNVERIFIABLE
    assert gone.why.startswith('no event in d names "Red Army" from 1 March 2020 on')
    assert before.verdict is UNVERIFIABLE
    assert "up to 31 March 2020" in before.why
    assert [there.verdict, elsewhere.verdict, between.verdict] == [HOLDS, HOLDS, HOLDS]
