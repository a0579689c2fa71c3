"""Clauses that tell the background are set aside; those that narrow, count or compare are not."""

from __future__ import annotations

import pytest
from tests.support.prose import read

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
        # which of the dead are meant may be told by a clause of time
        "500 people were killed in Sri Lanka in 2009 as the siege of Puthukkudiyiruppu ended.",
        "As the army advanced on Gao, 50 people were killed in Mali in 2013.",
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
