"""The governments and forces of countries, which come by rule."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import is_country, load_builtin

VOCABULARY = load_builtin()
MALI = "government-of-mali"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("the government of Mali", MALI),
        ("the armed forces of Mali", MALI),
        ("Mali's army", MALI),
        ("Malian soldiers", MALI),
        ("Malian forces", MALI),
        ("Malian security forces", MALI),
        ("Malian armed forces", MALI),
        ("FAMa", MALI),
        ("l'armée malienne", MALI),
        ("soldats maliens", MALI),
        ("les forces armées maliennes", MALI),
        ("l’armée du Mali", MALI),
        ("government-of-mali", MALI),
        ("FARDC", "government-of-democratic-republic-of-congo"),
        ("the army of the Democratic Republic of Congo", "government-of-democratic-republic-of-congo"),
        ("Philippines' army", "government-of-philippines"),
        ("gouvernement de la Côte d'Ivoire", "government-of-cote-d-ivoire"),
        ("South Sudanese troops", "government-of-south-sudan"),
        ("Syrian army", "government-of-syria"),
        # Groups whose names look like a country's forces are those groups.
        ("the Syrian National Army", "sna"),
        ("the Libyan National Army", "lna"),
        ("the Syrian Democratic Forces", "sdf"),
        # None of these names the forces of one country.
        ("Mali army", None),
        ("Congolese army", None),
        ("Sahelian forces", None),
        ("African troops", None),
        ("Serb forces", None),
        # UCDP has no such government; a count of it would be zero for the wrong reason.
        ("Palestinian forces", None),
        ("the government of Palestine", None),
    ],
)
def test_names_of_forces(name: str, identifier: str | None) -> None:
    found = VOCABULARY.actor(name)
    assert (found.id if found else None) == identifier


@pytest.mark.parametrize(
    ("text", "at", "matched"),
    [
        (
            "In 2022 security forces of the Central African Republic, and",
            8,
            "security forces of the Central African Republic",
        ),
        ("Malian soldiers and Russian mercenaries", 0, "Malian soldiers"),
        ("civilians killed by Nigerian security forces in 2020", 20, "Nigerian security forces"),
        ("tués par les soldats maliens en 2022", 9, "les soldats maliens"),
        ("the Central African Republic's army killed", 0, "the Central African Republic's army"),
        ("Malian soldierly", 0, None),
        ("nonMalian soldiers", 3, None),
    ],
)
def test_forces_in_a_text(text: str, at: int, matched: str | None) -> None:
    found = VOCABULARY.match_actor(text, at)
    assert (text[at : found[1]] if found else None) == matched


@pytest.mark.parametrize(
    ("country", "matching", "other"),
    [
        (
            "Mali",
            ["Government of Mali", "Military Forces of Mali (2021-)", "Police Forces of Mali (2012-2013) Gendarmerie"],
            ["Government of Malawi", "Military Forces of Malaysia"],
        ),
        ("Niger", ["Government of Niger"], ["Government of Nigeria", "Military Forces of Nigeria (2015-2023)"]),
        (
            "the Democratic Republic of Congo",
            ["Government of DR Congo (Zaire)", "Military Forces of the Democratic Republic of Congo (2019-)"],
            ["Government of Congo", "Military Forces of the Republic of Congo (1997-)"],
        ),
        ("the Republic of Congo", ["Government of Congo"], ["Government of DR Congo (Zaire)"]),
        ("Myanmar", ["Government of Myanmar (Burma)"], ["NUG"]),
        (
            "Libya",
            ["Government of Libya", "Military Forces of Libya (2011-2014)"],
            ["Military Forces of Libya (2014-) Haftar Faction"],
        ),
        (
            "Yemen",
            ["Government of Yemen (North Yemen)"],
            ["Military Forces of Yemen (2016-) Supreme Political Council"],
        ),
        ("Guinea", ["Government of Guinea"], ["Government of Guinea-Bissau", "Government of Equatorial Guinea"]),
        ("Sudan", ["Government of Sudan"], ["Government of South Sudan"]),
    ],
)
def test_spellings_of_a_government(country: str, matching: list[str], other: list[str]) -> None:
    place = VOCABULARY.place(country)
    assert place is not None
    government = VOCABULARY.government(place)
    assert government is not None
    test = VOCABULARY.actor_matches(government)
    assert [value for value in matching if not test(value)] == []
    assert [value for value in other if test(value)] == []


def test_the_canonical_name_of_a_government_reads_back() -> None:
    for place in filter(is_country, VOCABULARY.places):
        government = VOCABULARY.government(place)
        if government is not None:
            assert VOCABULARY.actor(government.name) == government
            assert VOCABULARY.actor_by_id(government.id) == government
            assert VOCABULARY.match_actor(f"by {government.name} in", 3) == (government, 3 + len(government.name))


def test_a_region_has_no_government() -> None:
    for identifier in ("sahel", "world"):
        place = VOCABULARY.place_by_id(identifier)
        assert place is not None
        assert VOCABULARY.government(place) is None
