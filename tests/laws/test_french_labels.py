"""A label printed in French and put into a sentence is read as the same amount: nobody is told of another figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.strategies import VOCABULARY

from onrecord.model.dates import Period
from onrecord.model.reading import ActorTerm, Amount, Measure, Quantity, Ref, Role
from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import read_sentence
from onrecord.render.french.articles import french_name
from onrecord.render.french.labels import french_label

CONTEXT = Context(VOCABULARY)
APART = frozenset({
    "organised-violence",  # the reader takes it for all that the data hold
    "ttp",  # "talibans pakistanais" are read as the Taliban, in Pakistan
    "australia-and-new-zealand", "m49-central-america", "latin-america-and-the-caribbean",  # read as their two parts
    "middle-east-and-north-africa",
    "world",  # "dans le monde" is read as no place: all that the data hold
})  # fmt: skip


def named(entries: tuple[Place, ...] | tuple[Kind, ...] | tuple[Actor, ...]) -> st.SearchStrategy[Ref]:
    """One of the entries that French has a name for."""
    return st.sampled_from([Ref(each.id) for each in entries if french_name(each) and each.id not in APART])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    year, month = draw(st.integers(2000, 2024)), draw(st.integers(1, 12))
    return draw(
        st.sampled_from(
            [
                Period.of_year(year),
                Period.of_month(year, month),
                Period(date(year, 1, 1), Period.of_month(year, month).end),
                Period(date(year, month, 1), date(year + 1, month, 4)),
            ]
        )
    )


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    measure = Measure(
        draw(st.sampled_from([Quantity.DEATHS, Quantity.EVENTS])),
        tuple(draw(st.lists(named(VOCABULARY.kinds), max_size=1))),
        tuple(
            ActorTerm(role, (actor,))
            for role, actor in draw(st.lists(st.tuples(st.sampled_from(Role), named(VOCABULARY.actors)), max_size=1))
        ),
        tuple(draw(st.lists(named(VOCABULARY.places), max_size=2, unique=True))),
    )
    return Amount(measure, draw(periods()))


@given(amounts())
def test_a_french_label_is_read_back(amount: Amount) -> None:
    text = f"Il y a eu 4 783 {french_label(amount, VOCABULARY)}."
    read = read_sentence(text, CONTEXT, "fr").readings
    # "événements de violence étatique" is in no rule of the reader; nothing is read then, rather than something else.
    if read or "événements d" not in text:
        first = read[0].reading.parts[0]
        assert getattr(first, "subject", None) == meant(amount), text


def meant(amount: Amount) -> Amount:
    """An amount as a sentence means it: the state forces in one country are those of its government."""
    measure = amount.measure
    terms = tuple(
        replace(term, actors=tuple(CONTEXT.actor_in(actor, measure.places) for actor in term.actors))
        for term in measure.actors
    )
    return replace(amount, measure=replace(measure, actors=terms))


def test_state_forces_in_a_country_are_its_government() -> None:
    forces = (ActorTerm(Role.BY, (Ref("state-forces"),)),)
    measure = Measure(Quantity.DEATHS, (), forces, (Ref("MLI"),))
    amount = Amount(measure, Period(date(2000, 1, 1), date(2000, 12, 31)))
    assert meant(amount).measure.actors == (ActorTerm(Role.BY, (Ref("government-of-mali"),)),)
    read = read_sentence(f"Il y a eu 4 783 {french_label(amount, VOCABULARY)}.", CONTEXT, "fr").readings
    assert getattr(read[0].reading.parts[0], "subject", None) == meant(amount)


def test_a_country_called_as_several_of_its_people_is_read_back() -> None:
    amount = Amount(Measure(Quantity.DEATHS, (), (), (Ref("LAO"),)), Period(date(2000, 1, 1), date(2000, 12, 31)))
    read = read_sentence(f"Il y a eu 4 783 {french_label(amount, VOCABULARY)}.", CONTEXT, "fr").readings
    assert [getattr(one.reading.parts[0], "subject", None) for one in read] == [amount]
