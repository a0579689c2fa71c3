"""Readings in French words, and every French page's labels for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.freezing import freeze
from onrecord.model.reading import Reading
from onrecord.reading import parse_reading
from onrecord.render.french.readings import french_reading
from onrecord.render.french.typography import misset
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "mali-2022"


def french(english: str) -> str:
    found = parse_reading(english, VOCABULARY)
    assert isinstance(found, Reading), found
    told = french_reading(found, VOCABULARY)
    assert not misset(told), told
    return told.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("deaths in Mali in 2021 are 1,359", "décès au Mali en 2021 : 1 359"),
        ("deaths in Mali in 2021 are about 4,900", "décès au Mali en 2021 : environ 4 900"),
        ("deaths in Mali in 2021 are between 200 and 400", "décès au Mali en 2021 : entre 200 et 400"),
        (
            "deaths in Mali in 2021 fall by 15 percent from 2020",
            "décès au Mali en 2021 : baisse de 15 % par rapport à 2020",
        ),
        ("deaths in Mali in 2021 rise from April 2020", "décès au Mali en 2021 : en hausse par rapport à avril 2020"),
        (
            "deaths in Mali in 2021 rise by about 20 from January-March 2020",
            "décès au Mali en 2021 : hausse d'environ 20 par rapport à la période de janvier à mars 2020",
        ),
        ("deaths in Mali in 2021 double from 2019", "décès au Mali en 2021 : multiplié par 2 par rapport à 2019"),
        ("deaths in Mali in 2021 halve from 2019", "décès au Mali en 2021 : ramené à 0,5 fois le chiffre de 2019"),
        ("deaths in Mali in 2021 exceed those in 2019", "décès au Mali en 2021 : plus qu'en 2019"),
        (
            "deaths in Mali in 2021 are below deaths in Niger in 2019 by 20",
            "décès au Mali en 2021 : 20 de moins que les décès au Niger en 2019",
        ),
        ("deaths in Mali in 2021 do not exceed those in 2019", "décès au Mali en 2021 : au plus autant qu'en 2019"),
        (
            "deaths in Mali in 2021 are more than 3 times those in March 2020",
            "décès au Mali en 2021 : plus de 3 fois le chiffre de mars 2020",
        ),
        (
            "deaths in Mali in 2021 are the third highest of any year since 2010",
            "décès au Mali en 2021 : le 3e plus élevé de toutes les années depuis 2010",
        ),
        (
            "deaths in Mali from January to March 2022 are below those in every year before 2022",
            "décès au Mali de janvier à mars 2022 : moins qu'au cours de n'importe quelle année avant 2022",
        ),
        (
            "deaths in Mali in 2021 rank 2nd lowest among countries in Africa",
            "décès au Mali en 2021 : 2e rang des pays en Afrique, en partant du plus bas",
        ),
        (
            "deaths in Mali in 2021 rank in the top 3 among countries",
            "décès au Mali en 2021 : parmi les 3 premiers rangs des pays",
        ),
        (
            "deaths in 2021 are highest in Syria, Iraq and Nigeria, in that order",
            "décès en 2021 : chiffre le plus élevé en Syrie, en Irak et au Nigeria, dans cet ordre",
        ),
        (
            "deaths in Mali in 2021 make up a third of deaths in Africa in 2021",
            "décès au Mali en 2021 : un tiers des décès en Afrique",
        ),
        (
            "deaths in Mali rise in each year from 2018 to 2020",
            "décès au Mali : en hausse à chaque année de 2018 à 2020",
        ),
        (
            "deaths in Mali in 2021 fall for the 6th year in a row",
            "décès au Mali en 2021 : 6e année de suite en baisse",
        ),
        ("deaths in Mali first occur in 2011", "décès au Mali : le premier a lieu en 2011"),
        (
            "deaths in Mali in 2021 are 5; and deaths in Niger in 2021 are 6 according to ged",
            "décès au Mali en 2021 : 5 ; décès au Niger en 2021 : 6 (d'après ged)",
        ),
    ],
)
def test_a_reading(english: str, told: str) -> None:
    assert french(english) == told


def test_every_figure_and_reading_of_the_example_has_a_french_label() -> None:
    edition = freeze(EXAMPLE, date(2026, 11, 23)).edition
    assert edition is not None
    version = edition.version("fr")
    labels = dict(version.labels)
    wanted = set()
    for entry in version.entries:
        outcome = entry.outcome
        wanted |= {one.label for one in outcome.figures} | {one.label for one in entry.courses}
        wanted |= {one.label for one in entry.rankings} | {one.label for one in outcome.projections}
        wanted |= {text for text in (outcome.reading, *(part.reading for part in outcome.parts)) if text}
    assert len(wanted) > 40
    assert wanted - set(labels) == set()
    assert [text for text in labels.values() if misset(text) or " in " in text] == []
    assert edition.first.labels == ()
