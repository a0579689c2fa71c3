"""Finding entries by name, alone and in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.vocabulary import Actor, Place
from onrecord.vocabulary import Vocabulary, fold, is_country, load_builtin
from onrecord.vocabulary.folding import fold_text, is_capitals
from onrecord.vocabulary.names import plurals

VOCABULARY = load_builtin()


def place_id(name: str) -> str | None:
    found = VOCABULARY.place(name)
    return found.id if found else None


# Folding ---------------------------------------------------------------------------------------------------------


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_the_short_way_for_ascii_is_the_general_way(name: str) -> None:
    general = fold_text(name).folded.strip()
    while general.startswith("the "):
        general = general[4:].lstrip()
    assert fold(name) == general


@given(st.text())
def test_a_folded_text_knows_where_its_characters_came_from(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.starts) == len(folded.folded) + 1
    assert len(folded.at) == len(text) + 1
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.at) == sorted(folded.at)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Guinea-Bissau", "GUINEA BISSAU"),
        ("al–Shabaab", "Al Shabaab"),
        ("the  Sahel", "Sahel"),
        ("Me\u0301xico", "México"),
        ("Burkina\u00a0Faso", "Burkina Faso"),
    ],
)
def test_writings_of_one_name_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


# Every name finds its entry --------------------------------------------------------------------------------------


def test_every_name_of_a_place_finds_it() -> None:
    for place in VOCABULARY.places:
        for name in (place.id, place.name, *place.aliases, *(n for _, n in place.names), *plurals(place.adjectives)):
            assert VOCABULARY.place(name) is place, name


def test_every_name_of_a_kind_finds_it() -> None:
    for kind in VOCABULARY.kinds:
        for name in (kind.id, kind.name, *kind.aliases, *(n for _, n in kind.names)):
            assert VOCABULARY.kind(name) is kind, name


def test_every_name_of_an_actor_finds_it() -> None:
    for actor in VOCABULARY.actors:
        for name in (actor.id, actor.name, *actor.aliases, *(n for _, n in actor.names)):
            assert VOCABULARY.actor(name) is actor, name


def test_every_name_is_found_in_a_text() -> None:
    for place in VOCABULARY.places:
        for name in (place.name, *place.aliases, *plurals(place.adjectives)):
            assert VOCABULARY.match_place(f"in {name}, where", 3) == (place, 3 + len(name)), name
    for kind in VOCABULARY.kinds:
        for name in (kind.name, *kind.aliases):
            assert VOCABULARY.match_kind(f"of {name}; then", 3) == (kind, 3 + len(name)), name
    for actor in VOCABULARY.actors:
        for name in (actor.name, *actor.aliases):
            assert VOCABULARY.match_actor(f"by {name}.", 3) == (actor, 3 + len(name)), name


NAMES = [name for place in VOCABULARY.places for name in (place.name, *place.aliases)]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_longest_name_wins(one: str, other: str) -> None:
    match = VOCABULARY.match_place(f"{one} {other}", 0)
    assert match is not None
    assert match[1] >= len(one)


@given(st.sampled_from(NAMES), st.text(alphabet="abcxyz", min_size=1, max_size=4))
def test_a_name_ends_where_a_word_ends(name: str, more: str) -> None:
    match = VOCABULARY.match_place(name + more, 0)
    assert match is None or match[1] == len(name + more) or not name[match[1] - 1 : match[1] + 1].isalnum()


@given(st.text(), st.integers(min_value=-1, max_value=30))
def test_any_text_can_be_searched(text: str, at: int) -> None:
    for match in (VOCABULARY.match_place, VOCABULARY.match_kind, VOCABULARY.match_actor):
        found = match(text, at)
        assert found is None or at < found[1] <= len(text)


@given(st.text())
def test_any_name_can_be_asked_for(name: str) -> None:
    VOCABULARY.place(name)
    VOCABULARY.kind(name)
    VOCABULARY.actor(name)
    VOCABULARY.place_of_country(name)


# Particular names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Mali", "MLI"),
        ("malienne", "MLI"),
        ("Maliens", "MLI"),
        ("MLI", "MLI"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("nigérien", "NER"),
        ("nigérian", "NGA"),
        ("DR Congo (Zaire)", "COD"),
        ("DRC", "COD"),
        ("drc", None),
        ("the US", "USA"),
        ("us", None),
        ("la Côte d’Ivoire", "CIV"),
        ("l'Afghanistan", "AFG"),
        ("Burma", "MMR"),
        ("the Sahel", "sahel"),
        ("the central Sahel", "central-sahel"),
        ("Congo", None),
        ("Congolese", None),
        ("Korea", None),
        ("Middle Earth", None),
        ("", None),
    ],
)
def test_places_by_name(name: str, identifier: str | None) -> None:
    assert place_id(name) == identifier


def test_short_capitals_match_capitals_only() -> None:
    assert is_capitals("IS")
    assert is_capitals("M23")
    assert not is_capitals("Hamas")
    assert VOCABULARY.match_actor("What is known", 5) is None
    found = VOCABULARY.match_actor("What IS claimed", 5)
    assert found is not None
    assert found[0].id == "islamic-state"


def test_a_name_within_a_word_is_none() -> None:
    assert VOCABULARY.match_place("Somalia", 2) is None
    assert VOCABULARY.match_place("Malintent", 0) is None
    assert VOCABULARY.match_place(" Mali", 0) is None


def test_the_end_is_counted_in_the_original_text() -> None:
    text = "en Co\u0302te  d’Ivoire."
    found = VOCABULARY.match_place(text, 3)
    assert found is not None
    assert text[3 : found[1]] == "Co\u0302te  d’Ivoire"


@pytest.mark.parametrize(
    ("raw", "scheme", "identifier"),
    [
        ("Yemen (North Yemen)", None, "YEM"),
        ("Congo", None, "COG"),
        ("MYANMAR", None, "MMR"),
        ("mli", None, "MLI"),
        ("ML", None, None),
        ("ML", "fips", "MLI"),
        ("NI", "fips", "NGA"),
        ("NG", "fips", "NER"),
        ("NG", "alpha2", "NGA"),
        ("GZ", "fips", "PSE"),
        ("775", "gw", "MMR"),
        ("466", "m49", "MLI"),
        ("Africa", None, None),
        ("Malian", None, None),
    ],
)
def test_countries_as_datasets_write_them(raw: str, scheme: str | None, identifier: str | None) -> None:
    found = VOCABULARY.place_of_country(raw, scheme)
    assert (found.id if found else None) == identifier


# What an entry means ---------------------------------------------------------------------------------------------


def test_a_region_is_its_countries() -> None:
    sahel = VOCABULARY.place_by_id("sahel")
    africa = VOCABULARY.place_by_id("africa")
    world = VOCABULARY.place_by_id("world")
    mali = VOCABULARY.place_by_id("MLI")
    assert sahel and africa and world and mali
    assert set(VOCABULARY.countries(sahel)) == {"MLI", "BFA", "NER", "TCD", "MRT"}
    assert VOCABULARY.countries(mali) == ("MLI",)
    assert VOCABULARY.countries(world) == ()
    assert set(VOCABULARY.countries(sahel)) < set(VOCABULARY.countries(africa))


def test_circles_of_members_end() -> None:
    places = (Place("a", "Aland", "test", members=("b",)), Place("b", "Beland", "test", members=("a", "MLI")))
    actors = (
        Actor("x", "Xers", "test", spellings=("X",), members=("y",)),
        Actor("y", "Yers", "test", spellings=("Y",), members=("x",)),
    )
    vocabulary = Vocabulary(places=(*places, Place("MLI", "Mali", "test")), actors=actors)
    assert vocabulary.countries(places[0]) == ("MLI",)
    assert vocabulary.spellings(actors[0]) == ("X", "Y")


def test_palestine_is_counted_under_israel_in_ucdp() -> None:
    palestine = VOCABULARY.place("Palestine")
    mali = VOCABULARY.place("Mali")
    assert palestine and mali
    under = {inner.id: outer.id for inner, outer in VOCABULARY.merged("ucdp")}
    assert under[palestine.id] == "ISR"
    assert mali.id not in under
    assert VOCABULARY.merged("acled") == ()


def test_an_umbrella_has_the_spellings_of_its_members() -> None:
    groups = VOCABULARY.actor("militant Islamist groups")
    assert groups is not None
    assert {"JNIM", "IS", "Al-Shabaab", "Ansaroul Islam"} <= set(VOCABULARY.spellings(groups))


@pytest.mark.parametrize(
    ("name", "matching", "other"),
    [
        ("JNIM", ["JNIM", "jnim", "JNIM: Group for Support of Islam and Muslims", "Katiba Macina"], ["AQIM", "JNIMA"]),
        ("Islamic State", ["IS", "ISWAP: Islamic State West Africa Province"], ["ISI-like", "Islamic Front"]),
        ("Boko Haram", ["Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "Boko Haram"], ["IS"]),
        ("state forces", ["Government of Mali", "Military Forces of Mali (2021-)"], ["National Unity Government"]),
        ("the Karen National Union", ["KNU", "Karen National Union"], ["KNPP"]),
    ],
)
def test_an_actor_matches_names_of_the_data(name: str, matching: list[str], other: list[str]) -> None:
    actor = VOCABULARY.actor(name)
    assert actor is not None
    test = VOCABULARY.actor_matches(actor)
    assert [value for value in matching if not test(value)] == []
    assert [value for value in other if test(value)] == []


def test_an_abbreviation_that_is_no_spelling_matches_no_data() -> None:
    """UCDP's "NPA" could be anybody; the New People's Army is "CPP" there."""
    actor = VOCABULARY.actor("NPA")
    assert actor is not None
    assert not VOCABULARY.actor_matches(actor)("NPA")


# Kinds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "family", "matching", "other"),
    [
        ("attacks on civilians", "ucdp", ["3"], ["1", "2"]),
        ("clashes", "ucdp", ["1", "2"], ["3"]),
        ("violence", "ucdp", ["1", "2", "3"], ["4"]),
        (
            "attacks on civilians",
            "acled",
            [
                "Violence against civilians/Attack/",
                "Violence against civilians//",
                "Explosions/Remote violence/Air/drone strike/Civilian targeting",
                "Riots/Mob violence/Civilian targeting",
            ],
            ["Battles/Armed clash/", "Explosions/Remote violence/Air/drone strike/"],
        ),
        ("clashes", "acled", ["Battles/Armed clash/", "BATTLE-NO CHANGE OF TERRITORY//"], ["Riots/Mob violence/"]),
        (
            "air strikes",
            "acled",
            [
                "Explosions/Remote violence/Air/drone strike/",
                "Explosions/Remote violence/Air/drone strike/Civilian targeting",
            ],
            ["Explosions/Remote violence/Grenade/"],
        ),
        ("riots", "acled", ["Riots//", "Riots/Violent demonstration/"], ["Riots/Protests//", "Protests//"]),
        ("demonstrations", "acled", ["Riots/Protests//", "Riots//", "Protests/Peaceful protest/"], ["Battles//"]),
        ("clashes", "gdelt", ["190", "193", "19"], ["180", "203", "0193"]),
        ("protests", "gdelt", ["14", "141", "1411"], ["145", "1451", "150"]),
        ("violence", "gdelt", ["180", "193", "203"], ["020", "14", "173"]),
    ],
)
def test_a_kind_matches_codes_of_the_data(name: str, family: str, matching: list[str], other: list[str]) -> None:
    kind = VOCABULARY.kind(name)
    assert kind is not None
    test = VOCABULARY.kind_matches(kind, family)
    assert test is not None
    assert [value for value in matching if not test(value)] == []
    assert [value for value in other if test(value)] == []


def test_a_family_that_cannot_tell_a_kind_says_so() -> None:
    for name, family in (("sexual violence", "ucdp"), ("attacks on civilians", "gdelt"), ("clashes", "series")):
        kind = VOCABULARY.kind(name)
        assert kind is not None
        assert VOCABULARY.kind_matches(kind, family) is None


# Suggestions -----------------------------------------------------------------------------------------------------


def test_suggestions_are_near_and_one_for_each_entry() -> None:
    assert VOCABULARY.nearest("Maly", "place")[0] == "Mali"
    assert VOCABULARY.nearest("atacks on civilian", "kind")[0] == "attacks on civilians"
    assert VOCABULARY.nearest("Boko Harem", "actor")[0] == "Boko Haram"
    assert len(VOCABULARY.nearest("Guinea B", "place", 5)) <= 5
    assert VOCABULARY.nearest("qqqqqqqq", "place") == ()


def test_countries_have_one_government_each() -> None:
    slugs = [VOCABULARY.government(place) for place in VOCABULARY.places if is_country(place)]
    ids = [government.id for government in slugs if government]
    assert len(ids) == len(set(ids)) > 240
