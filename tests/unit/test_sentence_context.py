"""What sentences are read against: names of divisions with and without their sort, and how far the data reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.support.made_up import dataset
from tests.support.prose import vocabulary

from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.finding import Span
from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import read_sentence
from onrecord.sentence_context import context_of

PLACES = (
    ("Rakhine state", "MMR", 1),
    ("Mopti region", "MLI", 1),
    ("Mopti circle", "MLI", 2),
    ("Niger state", "NGA", 1),
    ("Northern region", "GHA", 1),
    ("Centre region", "BFA", 1),
    ("Centre region", "CMR", 1),
    ("Sub-prefecture of nowhere", "XXX", 2),
    ("---", "MLI", 2),
)
AS_OF = date(2022, 6, 30)


def made(*places: tuple[str, str, int], family: Family = Family.UCDP) -> Context:
    return context_of([dataset(family)], places or PLACES, vocabulary(), AS_OF)


def test_a_division_is_known_with_its_sort_and_without() -> None:
    areas = made().areas
    assert areas["rakhine", "state"] == areas["rakhine",] == "Rakhine state"


def test_the_first_level_goes_before_the_second() -> None:
    areas = made().areas
    assert areas["mopti",] == "Mopti region"
    assert areas["mopti", "circle"] == "Mopti circle"


def test_a_division_named_after_a_country_needs_its_sort() -> None:
    areas = made().areas
    assert areas["niger", "state"] == "Niger state"
    assert ("niger",) not in areas


def test_a_direction_is_no_name() -> None:
    areas = made().areas
    assert areas["northern", "region"] == "Northern region"
    assert ("northern",) not in areas
    assert ("centre",) not in areas


def test_a_name_has_the_countries_in_which_the_data_have_it() -> None:
    context = made()
    assert context.area_places["Centre region"] == ("BFA", "CMR")
    assert [ref.id for ref in context.area_countries(("Mopti region", "Centre region"))] == ["BFA", "CMR", "MLI"]
    assert "Sub-prefecture of nowhere" not in context.area_places


def test_the_last_day_is_that_of_the_data_or_the_day_asked_for() -> None:
    assert made().until == AS_OF
    early = replace(dataset(), end=date(2021, 12, 31))
    assert context_of([early], (), vocabulary(), AS_OF).until == date(2021, 12, 31)
    assert context_of([], (), vocabulary(), AS_OF).until == AS_OF


def test_whose_data_they_are_and_whether_every_event_was_lethal() -> None:
    assert made().sources == {"ucdp"}
    assert made().lethal_events
    acled = made(family=Family.ACLED)
    assert acled.sources == {"acled"}
    assert not acled.lethal_events


def test_a_series_whose_card_names_another_source_is_not_taken_for_ucdp() -> None:
    for title, sources in (("", {"series", "ucdp"}), ("Deaths by ACLED", {"series"})):
        spec = DatasetSpec("made", "made.csv", Span("dossier.toml"), quantity="deaths", title=title)
        assert context_of([dataset(Family.SERIES, spec=spec)], (), vocabulary(), AS_OF).sources == sources
    assert counting("peacekeepers").sources == {"series"}


def test_a_series_is_known_by_what_it_counts() -> None:
    spec = DatasetSpec("made", "made.csv", Span("dossier.toml"), quantity="Displaced people")
    context = context_of([dataset(Family.SERIES, spec=spec)], (), vocabulary(), AS_OF)
    assert context.series == {("displaced", "people"): "Displaced people"}


def counting(quantity: str) -> Context:
    spec = DatasetSpec("s", "s.csv", Span("dossier.toml"), quantity=quantity)
    return context_of([replace(dataset(Family.SERIES), spec=spec)], (), vocabulary(), AS_OF)


def test_what_a_series_counts_is_read() -> None:
    read = read_sentence("There were 13,000 UN peacekeepers in Mali in June 2020.", counting("UN peacekeepers"), "en")
    assert print_reading(read.readings[0].reading, vocabulary()) == "UN peacekeepers in Mali in June 2020 are 13,000"


def test_those_of_them_who_were_killed_are_another_quantity() -> None:
    assert not read_sentence("In 2021, 20 peacekeepers were killed in Mali.", counting("peacekeepers"), "en").readings
    assert not read_sentence("Attacks on peacekeepers in Mali rose in 2021.", counting("peacekeepers"), "en").readings


def test_a_series_of_deaths_counts_what_other_data_count() -> None:
    assert not counting("deaths").series
    assert not counting("décès").series


def test_the_actors_of_the_one_country_that_the_data_are_about_are_at_home() -> None:
    one = replace(dataset(), countries=("Myanmar (Burma)",), worldwide=False)
    context = context_of([one], (), vocabulary(), AS_OF)
    assert context.country == "MMR"
    read = read_sentence("Myanmar's army killed 1,776 civilians in 2017.", context, "en")
    assert "in Myanmar in 2017" in print_reading(read.readings[0].reading, vocabulary())
    read = read_sentence("The Lord's Resistance Army killed 14 civilians in 2016.", context, "en")
    assert "Myanmar" not in print_reading(read.readings[0].reading, vocabulary())
    two = replace(one, countries=("Myanmar (Burma)", "Thailand"))
    assert context_of([two], (), vocabulary(), AS_OF).country == ""
    assert context_of([replace(one, worldwide=True)], (), vocabulary(), AS_OF).country == ""
