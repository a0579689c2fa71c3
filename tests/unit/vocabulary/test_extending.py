"""A dossier's own entries beside the built-in ones."""

from __future__ import annotations

import pytest

from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import Vocabulary, extend, load_builtin

BASE = load_builtin()


def test_nothing_added_changes_nothing() -> None:
    joined, problems = extend(BASE)
    assert joined == BASE
    assert problems == ()


def test_a_new_entry_is_found() -> None:
    mopti = Place("centre", "the centre of Mali", "test", aliases=("Mopti and Ségou",), members=("MLI",))
    joined, problems = extend(BASE, places=[mopti])
    assert problems == ()
    assert joined.place("Mopti et Ségou") is None
    assert joined.place("Mopti and Segou") == mopti
    assert BASE.place("Mopti and Ségou") is None


def test_a_known_id_extends_its_entry() -> None:
    more = Actor("jnim", "JNIM", "our style guide", aliases=("the Support Group",), spellings=("GSIM (local)",))
    joined, problems = extend(BASE, actors=[more])
    assert problems == ()
    found = joined.actor("Support Group")
    assert found is not None
    assert found.id == "jnim"
    assert found.name == "Jama'at Nusrat al-Islam wal-Muslimin"
    assert {"JNIM", "GSIM (local)"} <= set(found.spellings)
    assert found.source.endswith("our style guide")
    assert len(joined.actors) == len(BASE.actors)


def test_a_kind_is_extended_family_by_family() -> None:
    more = Kind("clashes", "", "", matches=(("acled", ("Skirmishes/*/*",)), ("events", ("fight",))))
    joined, problems = extend(BASE, kinds=[more])
    assert problems == ()
    clashes = joined.kind("battles")
    assert clashes is not None
    for family, value in (("ucdp", "1"), ("acled", "Battles//"), ("acled", "Skirmishes//"), ("events", "FIGHT")):
        test = joined.kind_matches(clashes, family)
        assert test is not None
        assert test(value)


def test_the_government_of_a_country_can_be_extended() -> None:
    more = Actor("government-of-niger", "", "", aliases=("the CNSP junta",), spellings=("CNSP",))
    joined, problems = extend(BASE, actors=[more])
    assert problems == ()
    found = joined.actor("CNSP junta")
    assert found is not None
    assert {"Government of Niger", "CNSP"} <= set(found.spellings)
    assert joined.actor("Nigerien soldiers") == found


def test_members_may_be_given_by_name() -> None:
    borders = Place("borders", "the three borders", "test", members=("Mali", "BFA", "le Niger"))
    groups = Actor("ours", "our groups", "test", members=("Boko Haram", "Malian soldiers"))
    joined, problems = extend(BASE, places=[borders], actors=[groups])
    assert problems == ()
    found = joined.place_by_id("borders")
    assert found is not None
    assert joined.countries(found) == ("MLI", "BFA", "NER")
    actor = joined.actor_by_id("ours")
    assert actor is not None
    assert actor.members == ("boko-haram", "government-of-mali")


def test_a_name_that_another_entry_has_is_a_problem() -> None:
    clash = Actor("mine", "my group", "test", aliases=("Boko Haram", "JNIM"), spellings=("X",))
    joined, problems = extend(BASE, actors=[clash])
    assert [(p.sort, p.id, p.field) for p in problems] == [("actor", "mine", "aliases")] * 2
    assert "boko-haram" in problems[0].message
    assert joined.actor("Boko Haram") == BASE.actor("Boko Haram")
    assert joined.actor("my group") is not None


def test_an_unknown_member_is_a_problem_with_suggestions() -> None:
    _, problems = extend(BASE, places=[Place("mine", "my region", "test", members=("Maly", "NER"))])
    assert [(p.id, p.field) for p in problems] == [("mine", "members")]
    assert problems[0].nearest[0] == "Mali"


def test_an_entry_without_a_source_is_a_problem() -> None:
    _, problems = extend(BASE, kinds=[Kind("cattle-theft", "cattle theft", " ")])
    assert [(p.id, p.field) for p in problems] == [("cattle-theft", "source")]


def test_an_id_given_twice_is_a_problem() -> None:
    one, two = Kind("raids", "raids", "test"), Kind("raids", "razzias", "test")
    _, problems = extend(BASE, kinds=[one, two])
    assert [(p.id, p.field) for p in problems] == [("raids", "id")]


def test_faults_of_the_base_are_not_reported_again() -> None:
    base = Vocabulary(actors=(Actor("a", "A-group", "test"), Actor("b", "A-group", "test")))
    _, problems = extend(base, actors=[Actor("c", "C-group", "test")])
    assert problems == ()


@pytest.mark.parametrize(
    ("entry", "field", "message"),
    [
        (Place("x", "in 2020", "test", members=("MLI",)), "name", 'readings use the word "in"'),
        (Place("x", "Area 2020", "test", members=("MLI",)), "name", "a year in it"),
        (Place("x", "my area", "test", aliases=("and others",), members=("MLI",)), "aliases", 'the word "and"'),
        (Place("x", 'the "area"', "test", members=("MLI",)), "name", "quotation marks"),
        (Kind("x", "events nearby", "test", matches=(("ucdp", ("1",)),)), "name", 'the word "events"'),
        (Kind("x", "skirmishes", "test", matches=(("acled", ("*/*/*",)),)), "matches", "fits everything"),
        (Kind("x", "skirmishes", "test", matches=(("uppsala", ("1",)),)), "matches", "no family of data"),
        (Actor("x", "my group", "test", spellings=("*",)), "spellings", "fits everything"),
        (Actor("x", "my group", "test", spellings=("* a*",)), "spellings", "fits everything"),
        (Actor("x", "my group", "test", spellings=("X",), theatre=("Atlantis",)), "theatre", "no place is known"),
        (Place("MLI", "Mali and friends", "test"), "id", 'that of "Mali"'),
        (Place("MLI", "Mali", "test", members=("NER",)), "members", "is a country"),
        (Kind("clashes", "all there is", "test", matches=(("ucdp", ("2",)),)), "id", 'that of "clashes"'),
        (Actor("government-of-niger", "the CNSP", "test"), "id", 'that of "the government of Niger"'),
    ],
)
def test_an_entry_that_would_change_what_others_mean_is_a_problem(
    entry: Place | Kind | Actor, field: str, message: str
) -> None:
    sort = type(entry).__name__.lower() + "s"
    _, problems = extend(BASE, **{sort: [entry]})
    assert [problem.field for problem in problems] == [field]
    assert message in problems[0].message


def test_an_entry_called_as_the_known_one_adds_to_it() -> None:
    more = Kind("clashes", "battles", "test", aliases=("firefights",))
    joined, problems = extend(BASE, kinds=[more])
    assert problems == ()
    assert joined.kind("firefights") == joined.kind("clashes")
