"""A dossier's own entries beside the built-in ones."""

from __future__ import annotations

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
    more = Actor("jnim", "the Support Group", "our style guide", spellings=("GSIM (local)",))
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
