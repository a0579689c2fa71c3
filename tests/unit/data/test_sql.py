"""The tally against one plain query for each figure, on the real files; and the SQL that is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from tests.support.opening import SHARED, shared

from onrecord.data.connection import connect
from onrecord.data.engine import Engine
from onrecord.data.open import open_dataset
from onrecord.data.sql import direct_figure
from onrecord.data.sql_text import Wanted, figures_sql, plain, view_sql
from onrecord.model.dataset import Aggregate, Dataset, DatasetSpec
from onrecord.model.dates import Grain, Period, split
from onrecord.model.figure import Ask, Clock, Side
from onrecord.model.finding import Span
from onrecord.model.reading import Level, Measure, Quantity, Reading
from onrecord.pipeline import country_lookup
from onrecord.reading import parse_reading
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()
WORLD = "ucdp/ged211-precise.parquet"
CAR = "ucdp/ged231-central-african-republic.csv"
MYANMAR = "ucdp/ged241-myanmar.csv"
MONTHS = "ucdp/country-month-2010-2024.csv"

IN_THE_WORLD = (
    "deaths", "events", "countries with events", "actors with events", "deaths in Mali", "events in Africa",
    "deaths in the Sahel", "deaths in Mali, Burkina Faso and Niger", "deaths in attacks on civilians",
    "events in state-based violence or non-state violence in Somalia", "deaths in clashes in Nigeria",
    "deaths by Boko Haram in Nigeria", "events by the LRA or Boko Haram", "deaths involving Boko Haram",
    "events involving militant Islamist groups in Africa", "deaths against state forces in Somalia",
    "deaths involving state forces against Boko Haram", 'events by Boko Haram against "Civilians"',
    "events involving militant Islamist groups against state forces in the Sahel",
    "countries with events involving the Islamic State", "actors with events in Mali",
    "actors with attacks on civilians in Nigeria", "countries with events by state forces",
    "deaths in clashes involving state forces in India and Pakistan",
    'deaths by "Jama\'atu Ahlis Sunna Lidda\'awati wal-Jihad"',
    'events involving "AQIM" or "MUJAO"', "attacks on civilians by state forces in Africa",
)  # fmt: skip
IN_CAR = (
    "deaths", "events", "civilian deaths", "civilian deaths in clashes", "deaths by the LRA",
    "deaths involving the FPRC", "events involving the FPRC against UPC of Ali Darassa",
    "deaths by anti-Balaka or UPC of Ali Darassa", "areas with events",
    "areas with attacks on civilians by the LRA", 'deaths in "Ouaka province"',
    'events in "Bambari region" or "Bangui province"',
    "actors with events", "actors with attacks on civilians", "deaths against state forces", "deaths by state forces",
    "civilian deaths by state forces", 'deaths involving the LRA in "Haut-Mbomou province"',
)  # fmt: skip
IN_MYANMAR = (
    "deaths", "events", "civilian deaths", "deaths by state forces", "events against state forces",
    "deaths in attacks on civilians", "civilian deaths in state-based violence", 'deaths in "Rakhine state"',
    'civilian deaths by state forces in "Sagaing region" or "Magway  region"', 'events in "SHAN STATE"',
    "areas with events", "areas with attacks on civilians", "actors with events", 'deaths involving "KIO"',
    'deaths involving state forces against "KIO" or "ULA"', 'events involving "KNU" against state forces',
)  # fmt: skip


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return connect()


@cache
def _open(name: str, **changes: object) -> Dataset:
    spec = DatasetSpec(id=Path(name).stem.split("-")[0], path=name, span=Span("dossier.toml"))
    opened, found = open_dataset(replace(spec, **changes), SHARED, _connection(), country_lookup(VOCABULARY))  # type: ignore[arg-type]
    assert opened is not None, [str(one) for one in found]
    return opened


def dataset(name: str, **changes: object) -> Dataset:
    """A real file, opened once; the test is skipped where there is none."""
    shared(name)
    return _open(name, **changes)


def measure(text: str, series: tuple[str, ...] = ()) -> Measure:
    """The measure of a subject in canonical English."""
    found = parse_reading(f"{text} in 2015 are 1", VOCABULARY, series)
    assert isinstance(found, Reading), (text, found)
    (part,) = found.parts
    assert isinstance(part, Level)
    return part.subject.measure


def compared(name: str, asks: list[Ask], **changes: object) -> int:
    """Hold the tally's figures against direct ones; how many were compared."""
    opened = dataset(name, **changes)
    engine = Engine(_connection(), VOCABULARY)
    count = 0
    for ask, answer in zip(asks, engine.answer(opened, asks), strict=True):
        values = engine.values(opened, asks)
        # What straddles an edge is said of a figure itself and not of its variants.
        stated = ask == Ask(ask.measure, ask.periods)
        for period, figure in zip(ask.periods, answer.figures, strict=True):
            if not figure.missing:
                direct = direct_figure(_connection(), ask, period, values)
                assert (direct if stated else replace(direct, straddling=0.0)) == figure, (ask, period)
                count += 1
    return count


def variants(ask: Ask) -> list[Ask]:
    """The ask, and the variants that robustness tries."""
    return [
        ask,
        replace(ask, side=Side.EITHER),
        replace(ask, side=Side.PERPETRATOR),
        replace(ask, clock=Clock.END),
        replace(ask, precise=True),
    ]


WHOLE = Period(date(1989, 1, 1), date(2020, 12, 31))
ODD = Period(date(2013, 12, 5), date(2014, 2, 10))


def test_the_tally_is_the_direct_query_worldwide() -> None:
    asks = [Ask(measure(text), (WHOLE, ODD)) for text in IN_THE_WORLD]
    assert compared(WORLD, asks) == 2 * len(IN_THE_WORLD)


def test_the_tally_is_the_direct_query_with_the_actors_elsewhere() -> None:
    texts = [text for text in IN_THE_WORLD if " by " in text or "involving" in text]
    asks = [
        Ask(measure(text), (Period.of_year(2014),), side=side)
        for text in texts
        for side in (Side.EITHER, Side.PERPETRATOR)
    ]
    assert compared(WORLD, asks) == 2 * len(texts)


@pytest.mark.parametrize(("name", "texts"), [(CAR, IN_CAR), (MYANMAR, IN_MYANMAR)])
def test_the_tally_is_the_direct_query_in_one_country_in_every_variant(name: str, texts: tuple[str, ...]) -> None:
    place = "the Central African Republic" if name == CAR else "Myanmar"
    asks = [each for text in texts for each in variants(Ask(measure(f"{text} in {place}"), (ODD,)))]
    # No event names the UPC before September 2014, so what it did in the period is not known.
    unknown = 1 if name == CAR else 0
    assert compared(name, asks) == 5 * (len(texts) - unknown)


@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.WEEK, Grain.DAY])
def test_the_tally_is_the_direct_query_in_short_periods(grain: Grain) -> None:
    periods = split(Period(date(2015, 1, 30), date(2015, 4, 2)), grain)[:12]
    asks = [
        Ask(measure(f"{text} in Myanmar"), periods, clock=clock)
        for text in ("deaths", "civilian deaths by state forces")
        for clock in Clock
    ]
    assert compared(MYANMAR, asks) == 4 * len(periods)


def test_an_event_with_two_actors_is_one_row() -> None:
    asks = [
        Ask(measure("actors with events"), (Period.of_year(2015),)),
        Ask(measure("events"), (Period.of_year(2015),)),
    ]
    actors, events = Engine(_connection(), VOCABULARY).answer(dataset(WORLD), asks)
    assert actors.figures[0].rows == events.figures[0].rows


@pytest.mark.parametrize("aggregate", list(Aggregate))
def test_a_series_is_the_direct_query(aggregate: Aggregate) -> None:
    name = {"quantity": "deaths", "aggregate": aggregate, "kind": "organised violence"}
    texts = ("deaths in Mali", "deaths in Mali, Burkina Faso and Niger")
    asks = [
        Ask(measure(text), (Period.of_year(2021), Period.of_quarter(2022, 1)), people=people)
        for text in texts
        for people in (False, True)
    ]
    assert compared(MONTHS, asks, **name) == 8


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (WORLD, "deaths by Boko Haram in Nigeria"),
        (WORLD, "countries with events involving the Islamic State"),
        (CAR, "civilian deaths by anti-Balaka in the Central African Republic"),
        (MYANMAR, 'events involving "KIO" against state forces in Myanmar'),
        (MYANMAR, "areas with events in Myanmar"),
        (MYANMAR, "actors with events in Myanmar"),
        (MONTHS, "deaths in Mali and Niger"),
    ],
)
def test_the_printed_sql_runs_on_the_file_and_gives_the_figure(name: str, text: str) -> None:
    changes = {"quantity": "deaths", "kind": "organised violence"} if name == MONTHS else {}
    opened = dataset(name, **changes)
    year = Period.of_year(2015)
    ask = Ask(measure(text), (year,))
    engine = Engine(_connection(), VOCABULARY)
    figure = engine.answer(opened, [ask])[0].figures[0]
    printed = figures_sql([Wanted(text, ask, year)], engine.values(opened, [ask]))
    assert printed.startswith(f"-- {text}\n")
    with duckdb.connect() as fresh:
        fresh.execute(view_sql(opened, SHARED))
        result = fresh.sql(printed)
        row = dict(zip(result.columns, result.fetchall()[0], strict=True))
    assert row["best"] == figure.best
    assert row["rows"] == figure.rows
    if ask.measure.quantity is Quantity.DEATHS and figure.low is not None:
        assert (row["low"], row["high"]) == (figure.low, figure.high)


def test_plain_sql_is_as_a_person_would_write_it() -> None:
    written = (
        'SELECT COUNT(*) AS "rows" FROM (SELECT * FROM "ds_a" AS "t0" WHERE COALESCE("t0"."kind" IN (\'3\'), FALSE) '
        'AND "t0"."end" BETWEEN MAKE_DATE(2022, 1, 1) AND MAKE_DATE(2022, 12, 31)) AS "t1"'
    )
    assert plain(written) == (
        "SELECT\n  COUNT(*) AS rows\nFROM ds_a\nWHERE\n"
        "  kind IN ('3')\n  AND \"end\" BETWEEN DATE '2022-01-01' AND DATE '2022-12-31'"
    )


def test_plain_sql_keeps_the_null_that_a_negation_needs() -> None:
    written = 'SELECT * FROM "a" WHERE NOT COALESCE("kind" IN (\'3\'), FALSE)'
    assert "COALESCE" in plain(written)
