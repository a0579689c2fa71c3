"""Laws of canonical English: printing and parsing are inverses, and no text at all makes the parser raise."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.laws import strategies as s

from onrecord.model.reading import Reading
from onrecord.reading import ReadingFault, parse_reading, print_reading
from onrecord.reading.validity import canonical, problem
from onrecord.vocabulary import is_country

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)
V = s.VOCABULARY


def parsed(text: str) -> Reading:
    found = parse_reading(text, V, s.SERIES)
    assert isinstance(found, Reading), f"{text}\n{' ' * found.start}^ {found.message} ({', '.join(found.expected)})"
    return found


@given(s.readings)
@settings(max_examples=300, suppress_health_check=SLOW, deadline=None)
def test_what_is_printed_is_read_back_as_the_same_reading(reading: Reading) -> None:
    text = print_reading(reading, V)
    assert parsed(text) == reading
    assert print_reading(parsed(text), V) == text


@given(s.readings)
@settings(max_examples=60, suppress_health_check=SLOW, deadline=None)
def test_line_breaks_and_case_do_not_matter_where_names_are_not_quoted(reading: Reading) -> None:
    text = print_reading(reading, V)
    if '"' not in text:
        assert parsed(text.replace(" ", "\n  ") + " .") == reading


@given(s.readings)
@settings(max_examples=60, suppress_health_check=SLOW, deadline=None)
def test_the_canonical_form_is_canonical(reading: Reading) -> None:
    assert canonical(reading) == reading
    assert all(problem(part, V) is None for part in reading.parts)


def test_every_name_of_the_vocabulary_is_read_back_beside_every_other_sort_of_name() -> None:
    acting = (*V.actors, *s.GOVERNMENTS)
    for number, place in enumerate(V.places):
        where = "worldwide" if place.id == "world" else f"in {place.name}"
        kind, actor = V.kinds[number % len(V.kinds)], acting[number % len(acting)]
        for text in (
            f"deaths {where} in 2022 are 5",
            f"deaths in {kind.name} {where} in 2022 are 5",
            f"deaths by {actor.name} or {acting[-number].name} {where} since March 2020 are 5",
            f"events {where} from 2017 to 2020 exceed those in {V.kinds[-number % len(V.kinds)].name}",
        ):
            again = print_reading(parsed(text), V)
            assert parsed(again) == parsed(text)


def test_the_actors_whose_names_end_in_a_place_are_told_apart_from_actors_in_that_place() -> None:
    whole = parsed("deaths by the Islamic State in Mozambique in 2020 are 5")
    apart = parsed("deaths by the Islamic State, in Mozambique in 2020 are 5")
    assert whole != apart
    assert print_reading(apart, V) == "deaths by the Islamic State, in Mozambique in 2020 are 5"
    assert [place.id for place in V.places if is_country(place) and place.name == "Mozambique"] == ["MOZ"]


# Any text -----------------------------------------------------------------------------------------------------------

WORDS = [
    "deaths",
    "events",
    "in",
    "by",
    "from",
    "to",
    "of",
    "and",
    "or",
    ";",
    "are",
    "rise",
    "fall",
    "exceed",
    "those",
    "2022",
    "March",
    "5",
    "1,240",
    "percent",
    "Mali",
    "the Sahel",
    "Boko Haram",
    '"',
    ",",
    ".",
    "-",
    "30",
    "per",
    "day",
    "people",
    "highest",
    "any",
    "year",
    "on record",
    "rank",
    "1st",
    "among",
    "countries",
    "make up",
    "a third",
    "double",
    "projected",
    "0000",
    "99999999999999999999",
    "twice",
    "١",
    "\x00",
    "\u202e",
]
salad = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A canonical line with a few characters or words removed, doubled, swapped or replaced."""
    text = print_reading(draw(s.readings), V)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 12)))
        put = draw(st.sampled_from(["", text[at:to] * 2, draw(st.text(max_size=3)), draw(st.sampled_from(WORDS))]))
        text = text[:at] + put + text[to:]
    return text


@given(st.text() | salad | mutated())
@example("deaths in Mali in \N{ARABIC-INDIC DIGIT TWO}022 are 5")
@example("deaths in Mali in the 99999999999 months after 1 February 2021 are 5")
@example("deaths in Mali in the 12 months after 31 December 9999 are 5")
@example("deaths in Mali on 31 December 9999 are 5")
@example("deaths in Mali before 1 January 0001 are 5")
@example("deaths in Mali from 0001 to 9999 are " + "9" * 5000)
@settings(max_examples=600, suppress_health_check=SLOW, deadline=None)
def test_any_text_gives_a_reading_or_a_fault_inside_it(text: str) -> None:
    found = parse_reading(text, V, s.SERIES)
    if isinstance(found, ReadingFault):
        assert 0 <= found.start < found.end <= max(1, len(text))
        assert found.message
        assert len(found.expected) <= 6
        assert len(found.nearest) <= 3
    else:
        again = print_reading(found, V)
        assert print_reading(parsed(again), V) == again


LONG = [
    "a" * 100_000,
    "deaths in Mali in 2022 are " + "1" * 9_000,
    "deaths by " + '"' * 9_000,
    "deaths by " + '"x" or ' * 1_200,
    "deaths in " + "Mali, " * 1_600,
    "deaths in Mali in 2022 are 5; and " * 280,
    "deaths " + "by Boko Haram " * 700,
    "deaths in " + " " * 9_900,
    "x" * 9_999,
    "deaths in " + "-" * 9_900,
    "deaths in " + "the " * 2_400,
    "deaths in Mali in 2022 exceed " * 300,
    "\n" * 9_999,
    "attacks on civilans " * 490,
]


def test_long_texts_are_answered_quickly() -> None:
    for text in LONG:
        parse_reading(text, V)  # the tables of names are built by now
        start = time.perf_counter()
        parse_reading(text + " ", V)
        assert time.perf_counter() - start < 0.5, text[:40]
