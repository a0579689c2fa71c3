"""What the reader knows of places and of the forces of a country."""

from __future__ import annotations

from tests.support.prose import context

from onrecord.model.reading import Ref


def test_the_countries_of_places() -> None:
    assert context().countries((Ref("MLI"), Ref("NER"))) == ("MLI", "NER")
    assert context().countries((Ref("world"),)) is None
    sahel = context().countries((Ref("sahel"),))
    assert sahel
    assert "MLI" in sahel


def test_a_region_is_not_a_country() -> None:
    assert context().is_region((Ref("sahel"),))
    assert context().is_region((Ref("world"),))
    assert not context().is_region((Ref("MLI"),))
    assert not context().is_region((Ref("MLI"), Ref("NER")))


def test_government_forces_are_those_of_the_one_country_named() -> None:
    forces = Ref("state-forces")
    assert context().actor_in(forces, (Ref("MLI"),)) == Ref("government-of-mali")
    assert context().actor_in(forces, (Ref("MLI"), Ref("NER"))) == forces
    assert context().actor_in(forces, (Ref("sahel"),)) == forces
    assert context().actor_in(forces, ()) == forces
    assert context().actor_in(Ref("jnim"), (Ref("MLI"),)) == Ref("jnim")
