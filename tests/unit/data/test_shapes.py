"""Queries whose values are put in afterwards say what Ibis writes for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlglot
from tests.unit.data.test_sql import (
    CAR,
    IN_CAR,
    IN_MYANMAR,
    IN_THE_WORLD,
    MYANMAR,
    ODD,
    VOCABULARY,
    WORLD,
    _connection,
    dataset,
    measure,
    variants,
)

from onrecord.data import locations, shapes, sql_text
from onrecord.data.engine import Engine
from onrecord.data.sql import figure_expression, normalised
from onrecord.model.dates import Period
from onrecord.model.figure import Ask

DAY = Period(date(2014, 1, 1), date(2014, 1, 1))


@pytest.mark.parametrize(("name", "texts"), [(WORLD, IN_THE_WORLD), (CAR, IN_CAR), (MYANMAR, IN_MYANMAR)])
def test_the_printed_sql_is_what_ibis_writes_for_the_figure(name: str, texts: tuple[str, ...]) -> None:
    import ibis

    opened = dataset(name)
    asks = [each for text in texts for each in variants(Ask(measure(text), (ODD,)))]
    values = Engine(_connection(), VOCABULARY).values(opened, asks)
    for ask in asks:
        for period in (ODD, DAY):
            written = ibis.to_sql(figure_expression(normalised(values), ask, period, values), dialect="duckdb")
            wanted = sql_text.Wanted("it", ask, period)
            assert sql_text.figures_sql([wanted], values) == f"-- it\n{sql_text.plain(str(written))};\n", ask


@pytest.mark.parametrize(("name", "texts"), [(WORLD, IN_THE_WORLD), (MYANMAR, IN_MYANMAR)])
def test_positions_are_asked_for_in_the_same_words(name: str, texts: tuple[str, ...]) -> None:
    import ibis

    opened = dataset(name)
    asks = [each for text in texts for each in variants(Ask(measure(text), (ODD,)))]
    values = Engine(_connection(), VOCABULARY).values(opened, asks)
    for ask in asks:
        written = str(ibis.to_sql(locations._positions(normalised(values), ask, ODD, values, None), dialect="duckdb"))
        tree = sqlglot.parse_one(written, read="duckdb").transform(shapes.day_literal)
        assert shapes.query_tree(locations._positions, ask, ODD, values) == tree, ask


def test_questions_of_one_shape_are_compiled_once() -> None:
    opened = dataset(WORLD)
    asks = [Ask(measure(f"deaths in {place}"), (ODD,)) for place in ("Mali", "Niger", "Nigeria", "Somalia")]
    values = Engine(_connection(), VOCABULARY).values(opened, asks)
    shapes._tree.cache_clear()
    texts = {sql_text.figures_sql([sql_text.Wanted("it", ask, ODD)], values) for ask in asks}
    assert len(texts) == 4
    assert shapes._tree.cache_info().misses == 1


def test_a_kind_that_reads_like_a_slot_is_no_slot() -> None:
    opened = dataset(WORLD)
    ask = Ask(measure("deaths in attacks on civilians in Nigeria"), (ODD,))
    values = Engine(_connection(), VOCABULARY).values(opened, [ask])
    assert shapes._has_a_shape(ask, values)
    assert not shapes._has_a_shape(ask, replace(values, kinds=("onrecord-values-0",)))
