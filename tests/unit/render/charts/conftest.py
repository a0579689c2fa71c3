"""A dossier with a statement for each kind of chart, frozen once for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.building import sheets_of
from onrecord.freezing import freeze
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.theme import load_theme

HEADER = (
    "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,adm_1,adm_2,where_coordinates,"
    "latitude,longitude,where_prec"
)
PLACES = (("Moura", "14.3,-4.6,1"), ("Mopti region", "14.5,-4.0,4"), ("Gao", "16.3,-0.05,2"), ("Mali", "17.0,-4.0,6"))

STATEMENTS = """
- Change. [@s] {#change}
  ~~~ reads
  deaths in Mali in 2020 rise by 10 percent from 2019
  ~~~
- Half-years. [@s] {#halves}
  ~~~ reads
  deaths in Mali from January to June 2021 exceed those from January to June 2020
  ~~~
- Record. [@s] {#record}
  ~~~ reads
  deaths in Mali in 2020 are the highest of any year since 2012
  ~~~
- A quarter beside years. [@s] {#quarter}
  ~~~ reads
  deaths in Mali from January to March 2021 exceed those in every year before 2021
  ~~~
- Share. [@s] {#share}
  ~~~ reads
  deaths in Mali in 2020 make up 60 percent of those in Mali and Niger
  ~~~
- Neighbours. [@s] {#neighbours}
  ~~~ reads
  deaths in Mali in 2020 are more than 2 times those in Niger
  ~~~
- Rank. [@s] {#rank}
  ~~~ reads
  deaths in Niger in 2020 rank 2nd among countries in Africa
  ~~~
- Projection. [@s] {#projection}
  ~~~ reads
  deaths in Mali in 2021 projected from January to June 2021 are about 400
  ~~~
- Counts. [@s] {#counts}
  ~~~ incident
  what: Killings
  where: Moura
  counts:
    - {exact: 203, counted: fighters killed, by: the army, source: s, interest: accused of the killings, on: 2021-04}
    - {at_least: 500, counted: people killed, by: OHCHR, source: s, on: 2023-05-12}
    - {low: 200, high: 400, counted: civilians killed, by: NGOs, source: s, on: 2021-04}
  ~~~
- Deployment. [@s] {#deployment}
  ~~~ deployment
  who: A force
  where: Mali
  levels:
    - {on: 2021-01, exact: 1000, source: s, by: diplomats, planned: yes}
    - {on: 2021-06, low: 300, high: 350, source: s, by: a newspaper}
  ~~~
- Pledge. [@s] {#pledge}
  ~~~ pledge
  what: Hold elections
  by: The government
  made: 2020-09-15
  due: 2021-06-15
  extensions:
    - {on: 2021-09-01, due: 2024-03-26, source: s}
  ~~~
- Overdue. [@s] {#overdue}
  ~~~ pledge
  what: Pay wages
  by: The government
  made: 2021-01-10
  due: 2021-12-01
  ~~~
- Case. [@s] {#case}
  ~~~ case
  who: A general
  matter: Murder
  steps:
    - {step: arrested, on: 2013-11, source: s}
    - {step: on trial, on: 2016-11-30, source: s, note: adjourned}
    - {step: proceedings ended, on: 2021-03-15, source: s}
  ~~~
- One view. [@s] {#view}
  ~~~ position
  who: A party
  view: No.
  source: s
  ~~~
"""


def events() -> Iterator[str]:
    """Ten years of events in two countries, more of them from year to year."""
    number = 0
    for year in range(2012, 2022):
        for month in range(1, 13):
            if year == 2021 and month > 6:
                return
            for country, many in (("Mali", year - 2010), ("Niger", 2)):
                number += 1
                name, where = PLACES[month % len(PLACES)]
                where = where if country == "Mali" else "13.5,2.1,1"
                day = f"{year}-{month:02d}-05"
                best = many * 5 if (year, month) != (2021, 3) else many * 20
                yield (
                    f"{number},1,{day},{day},{best},{best - 2},{best + 4},{country},A,B,Mopti,Djenne,"
                    f"{name if country == 'Mali' else 'Niamey'},{where}"
                )


def write(folder: Path, statements: str, rows: list[str], languages: str = '["en"]') -> Sheet:
    """The sheet of a dossier with these statements and events, in its first language."""
    (folder / "claims").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "events.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    (folder / "dossier.toml").write_text(
        f'title = "T"\nas_of = 2022-06-30\nlanguages = {languages}\n[datasets.events]\npath = "data/events.csv"\n'
        'covers = [2012-01-01, 2021-06-30]\ncomplete = true\nplaces = ["the world"]\n',
        "utf-8",
    )
    (folder / "sources.json").write_text('[{"id": "s", "type": "report", "title": "S"}]', "utf-8")
    (folder / "claims" / "a.md").write_text(f"---\nclaim: Peace.\nclaimant: X\n---\n\n{statements}", "utf-8")
    frozen = freeze(folder, date(2023, 1, 1))
    assert frozen.edition is not None, [one.message for one in frozen.report.findings]
    return sheets_of(frozen.edition, load_theme())[0]


@pytest.fixture(scope="session")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """The sheet of the dossier above."""
    return write(tmp_path_factory.mktemp("charts") / "dossier", STATEMENTS, list(events()))


@pytest.fixture(scope="session")
def by_id(charted: Sheet) -> dict[str, tuple[Chart, ...]]:
    """The charts of each statement."""
    charts = Charts()
    return {one.id: charts.of(charted, one) for one in charted.statements}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Sheet]:
    """Make a sheet of statements and events."""

    def made(statements: str, rows: list[str] | None = None) -> Sheet:
        return write(tmp_path / "dossier", statements, rows if rows is not None else list(events()))

    return made
