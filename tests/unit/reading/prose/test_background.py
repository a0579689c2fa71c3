"""Clauses that tell the background are set aside; those that narrow, count or compare are not."""

from __future__ import annotations

import pytest
from tests.support.prose import read

from onrecord.reading import print_reading
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()

SET_ASIDE = {
    "As the army closed in on the last strongholds, deaths in Sri Lanka rose by 61 percent in 2009.":
        "As the army closed in on the last strongholds",
    "Deaths in Ukraine fell by half in 2023 as the front line settled into a war of attrition.":
        "as the front line settled into a war of attrition",
    "Despite a ceasefire brokered in Addis, 500 people were killed in Ethiopia in 2019.":
        "Despite a ceasefire brokered in Addis",
    "In May 2017, when fighting reached the gates of Bangassou, 300 people were killed in Chad.":
        "when fighting reached the gates of Bangassou",
    "Fewer than 10,000 people died in Eritrea in 1999, at the height of the border war with Ethiopia.":
        "at the height of the border war with Ethiopia",
    "Mali, where insurgents roamed the interior, had 33 percent of the deaths in Africa in 2020.":
        "where insurgents roamed the interior",
    "Angola, where fighting resumed after the failed elections, was the deadliest country in the world in 1993.":
        "where fighting resumed after the failed elections",
    "Following the capture of its leader, Peru registered a 57 percent drop in deaths from 1992 to 1993.":
        "Following the capture of its leader",
    "Two Minsk agreements notwithstanding, deaths in Ukraine were up by 75 percent in 2015.":
        "Two Minsk agreements notwithstanding",
    "Russia, mired in the second Chechen war, recorded 3,300 deaths in 2000.": "mired in the second Chechen war",
    "Tajikistan, newly independent and at war with itself, buried 3,800 people in 1992.":
        "newly independent and at war with itself",
    "Chad, a landlocked country on the lake of that name, had 228 deaths in 2019.":
        "a landlocked country on the lake of that name",
    "The MPC, one of the Central African Republic's armed groups, killed 125 civilians in 2017.":
        "one of the Central African Republic's armed groups",
    "Au Mozambique, théâtre d'une insurrection djihadiste, 1 558 personnes ont été tuées en 2020.":
        "théâtre d'une insurrection djihadiste",
    "Malgré la poussée des rebelles, aucun mort n'a été enregistré au Togo en 2022.": "Malgré la poussée des rebelles",
    "Sous l'effet de la crise anglophone, le nombre d'incidents violents au Cameroun a doublé entre 2017 et 2018.":
        "Sous l'effet de la crise anglophone",
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "clause"), SET_ASIDE.items())
def test_a_clause_that_tells_the_background_is_set_aside_and_shown(sentence: str, clause: str) -> None:
    found = read(sentence)
    assert found.readings, found.unread
    assert clause in found.asides


@pytest.mark.parametrize(
    "sentence",
    [
        # where, is told in the clause
        "As Mali's army advanced on the hinterland, deaths rose by 9 percent in 2020.",
        # a reason is asserted
        "Fuelled by the collapse of the talks, deaths in Mali rose by 9 percent in 2020.",
        "The UPC, emboldened by foreign backing, killed 284 civilians in the Central African Republic in 2016.",
        "Haiti, long spared by gangs, had 435 deaths in 2023.",
        # whose dead, and where
        "Trapped in rural hamlets, 50 people were killed in Mali in 2013.",
        "In Mali, the army says, 50 people were killed in 2013.",
        "In Mali, mostly in the hinterland, 50 people were killed in 2013.",
        "In Mali, a ministry reported, 50 people were killed in 2013.",
        "After fleeing Mopti in May, 50 people were killed in Mali in 2013.",
        # whom, is told in the clause
        "Although Boko Haram was hounded everywhere, it killed 500 people in Nigeria in 2018.",
        "Bien que Boko Haram ait été traqué partout, il a tué 500 personnes au Nigeria en 2018.",
        # counting and comparing
        "As fighting killed hundreds in the hinterland, deaths in Mali rose by 9 percent in 2020.",
        "As the toll tripled in the hinterland, deaths in Mali rose by 9 percent in 2020.",
        "As 2019 ended in bloodshed, deaths in Mali rose by 9 percent in 2020.",
        "Although violence fell in the hinterland, deaths in Mali rose by 9 percent in 2020.",
        "Although fewer towns were besieged, deaths in Mali rose by 9 percent in 2020.",
        # narrowing
        "While excluding the hinterland, deaths in Mali rose by 9 percent in 2020.",
        "With Gao left aside, deaths in Mali rose by 9 percent in 2020.",
        "As far as the hinterland is concerned, deaths in Mali rose by 9 percent in 2020.",
        "Mali, where hinterland deaths are left out, saw a rise of 9 percent in 2020.",
        "If the hinterland is believed, deaths in Mali rose by 9 percent in 2020.",
        "Alors que l'on exclut l'arrière-pays, les décès au Mali ont augmenté de 9 % en 2020.",
        # somebody's number
        "As reported by the ministry, deaths in Mali rose by 9 percent in 2020.",
        # the period is told in the clause alone
        "As the monsoon broke over the valley, deaths in Mali rose by 9 percent.",
    ],
)
def test_one_that_may_say_something_of_the_figures_is_not(sentence: str) -> None:
    assert not read(sentence).readings


def test_what_follows_a_date_of_another_year_is_no_background() -> None:
    assert not read("Deaths in Mali rose in 2020 as in Niger.").readings


@pytest.mark.parametrize(
    ("sentence", "whole", "some"),
    [
        (
            "500 people were killed in Sri Lanka in 2009 as the siege of Puthukkudiyiruppu ended.",
            "deaths in Sri Lanka in 2009 are 500",
            "deaths in Sri Lanka in 2009 are at least 500",
        ),
        (
            "As the army advanced on Gao, fewer than 50 people were killed in Mali in 2013.",
            "deaths in Mali in 2013 are fewer than 50",
            "deaths in Mali in 2013 are at least 0",
        ),
    ],
)
def test_a_clause_of_time_may_tell_which_of_the_dead_are_meant(sentence: str, whole: str, some: str) -> None:
    found = read(sentence).readings
    assert print_reading(found[0].reading, VOCABULARY) == whole
    assert some in [print_reading(one.reading, VOCABULARY) for one in found if one.blocks]
