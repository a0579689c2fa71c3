"""Sentences to readings: forms in English and French, clauses, words unread, and what is no sentence at all."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from tests.support.prose import context, read, reading

from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import read_sentence

SENTENCES = {
    "deaths in Mali in 2020 are 1,167": (
        "In 2020, 1,167 people were killed in Mali.",
        "Mali recorded 1,167 deaths in 2020.",
        "The death toll in Mali in 2020 was 1,167.",
        "Violence claimed 1,167 lives in Mali in 2020.",
        "1 167 personnes ont été tuées au Mali en 2020.",
        "Les violences ont fait 1 167 morts au Mali en 2020.",
    ),
    "deaths in Mali in 2020 rise by 9 percent from 2019": (
        "Deaths in Mali rose by 9 percent in 2020.",
        "Deaths in Mali rose 9% between 2019 and 2020.",
        "In 2020, fatalities in Mali were up 9 percent on the previous year.",
        "Le nombre de morts au Mali a augmenté de 9 % en 2020.",
    ),
    "deaths in Mali in 2020 exceed those in 2019": (
        "More people were killed in Mali in 2020 than in 2019.",
        "Plus de personnes ont été tuées au Mali en 2020 qu'en 2019.",
    ),
    "deaths in Mali in 2020 exceed those in Niger": ("More people were killed in Mali than in Niger in 2020.",),
    "deaths in Mali in 2020 are the highest of any year on record": (
        "2020 was the deadliest year on record in Mali.",
        "2020 a été l'année la plus meurtrière jamais enregistrée au Mali.",
    ),
    "deaths in attacks on civilians in Mali in 2020 make up a third of deaths in Mali in 2020": (
        "A third of those killed in Mali in 2020 were civilians.",
        "Attacks on civilians accounted for a third of deaths in Mali in 2020.",
    ),
    "deaths per day in Mali in 2020 are 5": ("Five people were killed a day in Mali in 2020.",),
    "deaths in Mali in 2019 are 1,072; and deaths in Mali in 2020 are 1,167": (
        "Conflict in Mali killed 1,072 people in 2019 and 1,167 in 2020.",
    ),
    "deaths in Syria in 2013 make up more than half of deaths in 2013": (
        "More people were killed in Syria in 2013 than in the rest of the world combined.",
        "En 2013, la Syrie a compté plus de morts que tous les autres pays réunis.",
    ),
    "deaths in Mali in 2020 exceed those from 2016 to 2017": (
        "More people died in Mali in 2020 than in 2016 and 2017 combined.",
        "Il y a eu plus de morts au Mali en 2020 qu'en 2016 et 2017 réunis.",
    ),
    "deaths in Nigeria in 2014 rank 3rd among countries; and deaths in Syria in 2014 exceed those in Nigeria; and "
    "deaths in Iraq in 2014 exceed those in Nigeria": (
        "After Syria and Iraq, Nigeria had the third-highest death toll in the world in 2014.",
        "Le Nigeria était en 2014 le troisième pays le plus meurtrier au monde, derrière la Syrie et l'Irak.",
    ),
    "deaths in Benin in 2019 are at least 1; and deaths in Benin from 2010 to 2018 are 0": (
        "Benin recorded its first conflict death since at least 2010 in 2019.",
    ),
    "events in Pakistan in 2016 are 123; and deaths in Pakistan in 2016 are 886": (
        "Pakistan recorded 123 violent events in 2016, which killed 886 people.",
    ),
    "deaths in Libya in 2011 are the highest of any year on record": (
        "Never have as many people been killed in Libya as in 2011.",
        "Jamais la Libye n'a connu autant de morts qu'en 2011.",
        "La Libye n'a jamais compté autant de morts qu'en 2011.",
    ),
    "deaths in clashes in Mali in 2020 are 801; and deaths in Mali in 2020 are 1,167": (
        "801 of the 1,167 deaths in Mali in 2020 occurred in clashes.",
        "801 des 1 167 morts recensés au Mali en 2020 sont survenus dans des affrontements.",
    ),
    "deaths in clashes in Mali in 2020 are 801; and deaths in clashes in Mali in 2020 make up 69 percent of deaths in "
    "Mali in 2020": (
        "Clashes killed 801 people in Mali in 2020, or 69 percent of the total.",
        "Les affrontements ont fait 801 morts au Mali en 2020, soit 69 % du total.",
    ),
    "deaths in clashes involving Hema militias involving Lendu militias in the Democratic Republic of Congo in 2003 "
    "are 229": ("Clashes between Hema and Lendu militias killed 229 people in the DRC in 2003.",),
    "deaths in Mali in 2020 are double those in Niger": ("In 2020, Mali's toll was double Niger's.",),
    "deaths in Pakistan in 2010 are 4,532; and deaths in Pakistan in 2011 are 2,515; and deaths in Pakistan in 2011 "
    "fall from 2010": (
        "Deaths in Pakistan peaked at 4,532 in 2010 before falling to 2,515 in 2011.",
        "Les morts au Pakistan ont culminé à 4 532 en 2010 avant de retomber à 2 515 en 2011.",
    ),
    "deaths involving the Revolutionary Armed Forces of Colombia in Colombia in 2002 are 1,882": (
        "Events involving the FARC killed 1,882 people in Colombia in 2002.",
        "In 2002, 1,882 people were killed in events involving the FARC in Colombia.",
        "Events linked to Colombia's FARC left 1,882 people dead in 2002.",
    ),
    "deaths in Mali rise in each year since 2017": ("Mali has grown deadlier every year since 2016.",),
    "deaths in Nigeria in 2017 fall from 2016; and deaths in Nigeria in 2018 rise from 2017": (
        "After falling in 2017, deaths in Nigeria rose in 2018.",
        "Après avoir baissé en 2017, le nombre de morts au Nigeria a augmenté en 2018.",
    ),
    "deaths in Chad from August to September 2017 are more than 50": (
        "In August and September 2017, more than 50 people were killed in Chad.",
    ),
    "deaths in Mali in 2020 are more than double those in Niger": (
        "Deaths in Mali outnumbered those in Niger by more than two to one in 2020.",
    ),
    "deaths in Syria in 2015 make up half of deaths in 2015": (
        "En 2015, une personne tuée sur deux dans le monde l'a été en Syrie.",
    ),
    "deaths in Libya in 2020 are 2": ("La Libye n'a enregistré que deux morts en 2020.",),
    "deaths in Niger in 2020 are the highest of any year on record; and deaths in Niger in 2020 are 1,308": (
        "At 1,308, the number of deaths in Niger in 2020 was the highest on record.",
        "Le Niger a connu son bilan le plus lourd en 2020, avec 1 308 morts.",
    ),
    "deaths in Sudan in 2020 are more than 5 times those in 2019": (
        "In 2020, Sudan's death toll was more than five times higher than the year before.",
    ),
    "deaths in Kenya in 2008 are the highest of any year since 2008; and deaths in Kenya in 2008 are 297": (
        "Kenya's toll of 297 in 2008 has not been surpassed since.",
        "Le bilan de 297 morts au Kenya en 2008 n'a pas été dépassé depuis.",
    ),
    "deaths in Nigeria in 2014 are the highest of any year on record": (
        "The 2014 death toll in Nigeria has never been exceeded.",
        "Le bilan nigérian de 2014 n'a jamais été dépassé.",
    ),
    "hours between deaths in Somalia in 2018 are 4": (
        "On average, one person was killed every four hours in Somalia in 2018.",
    ),
    "deaths in attacks on civilians in Mali in 2020 are 0": (
        "No civilians were killed in Mali in 2020.",
        "Aucun civil n'a été tué au Mali en 2020.",
    ),
}


@pytest.mark.parametrize(
    ("expected", "sentence"), [(one, sentence) for one, some in SENTENCES.items() for sentence in some]
)
def test_readings(expected: str, sentence: str) -> None:
    assert reading(sentence) == expected


def test_two_clauses_are_two_assertions() -> None:
    assert reading("In 2020, violence killed 1,167 people in Mali, leaving 971 dead in Burkina Faso.") == (
        "deaths in Mali in 2020 are 1,167; and deaths in Burkina Faso in 2020 are 971"
    )


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("In 2020, 1,167 soldiers were killed in Mali.", "soldiers"),
        ("In 2020, 1,167 people were killed near Mali.", "near"),
        ("In 2020, 1,167 people were killed in northern Mali.", "northern"),
        ("In 2020, 1,167 people were killed or wounded in Mali.", "wounded"),
        ("Deaths in Mali may have risen by 9 percent in 2020.", "may"),
        ("En 2020, 1 167 soldats ont été tués au Mali.", "soldats"),
    ],
)
def test_a_word_that_no_reading_uses_leaves_no_reading(sentence: str, unread: str) -> None:
    found = read(sentence)
    assert unread in found.unread
    assert not found.readings
    assert [found.text[mark.start : mark.end] for mark in found.marks if mark.use == "unread"] == list(found.unread)


def test_what_can_be_read_of_the_rest_is_shown_but_is_no_reading() -> None:
    found = read("In 2020, 1,167 soldiers were killed in Mali.")
    assert found.partial
    assert not found.readings


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"), (" \n\t", "empty"), ("Did deaths in Mali rise in 2020?", "question"),
        ("Mali " * 400, "long"), ("Mali.", "none"), ("In 2020, in Mali.", "none"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_has_a_problem(text: str, problem: str) -> None:
    found = read(text)
    assert (found.problem, found.readings, found.unread) == (problem, (), ())


def test_the_language_is_recognised_or_given() -> None:
    assert read("Deaths in Mali rose in 2020.").language == "en"
    assert read("Le nombre de morts au Mali a augmenté en 2020.").language == "fr"
    assert read("Deaths in Mali rose in 2020.", "fr").language == "fr"
    assert not read("Deaths in Mali rose in 2020.", "fr").readings
    assert read("xyz", "fr").language == "fr"


def test_a_source_is_passed_over_only_if_the_data_are_its_own() -> None:
    assert read("According to UCDP data, 1,167 people were killed in Mali in 2020.").readings
    assert not read("According to ACLED data, 1,167 people were killed in Mali in 2020.").readings
    other = Context(context().vocabulary, sources=frozenset({"acled"}))
    assert read_sentence("According to ACLED data, 1,167 people were killed in Mali in 2020.", other).readings
    assert not read_sentence("According to UCDP data, 1,167 people were killed in Mali in 2020.", other).readings


def test_marks_say_what_each_word_was_taken_for() -> None:
    found = read("In 2020, 1,167 people were killed in Mali.")
    uses = {found.text[mark.start : mark.end]: mark.use for mark in found.marks}
    assert uses["1,167"] == "number"
    assert uses["Mali"] == "place"
    assert any("2020" in text and use == "when" for text, use in uses.items())


def test_up_from_says_that_it_rose() -> None:
    assert "rise from 2001" in reading("Colombia's toll was 2,269 in 2002, up from 3,209 a year earlier.")


@pytest.mark.parametrize(
    ("sentence", "rival"),
    [
        ("Deaths in Mali fell to 800 in 2017 after peaking at 2,217 in 2016.", "in 2016 are the highest of any year"),
        (
            "Boko Haram killed 4,331 civilians in Nigeria in 2014, 52 percent of the total.",
            "of deaths in Nigeria in 2014",
        ),
        ("2003 was the deadliest year of the war in Liberia.", "the highest of any year from 2001 to 2005"),
        ("An average of 38,600 people a year were killed in Syria from 2012 to 2016.", "are about 38,600"),
    ],
)
def test_what_may_mean_more_has_a_rival(sentence: str, rival: str) -> None:
    found = read(sentence).readings
    assert any(
        rival in " ".join(print_reading(one.reading, context().vocabulary).split()) for one in found if one.blocks
    )


def test_is_the_deadliest_since_looks_from_today_and_was_may_not() -> None:
    now = read("2018 is the deadliest year in Mali since 2001.").readings
    then = read("2018 was the deadliest year in Mali since 2001.").readings
    assert [any(one.blocks for one in some) for some in (now, then)] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the year after Mali's coup of 22 March 2012, 778 people were killed.",
            "deaths in Mali from 22 March 2012 to 21 March 2013 are 778",
        ),
        (
            "In Niger, 50 people were killed in the year after Mali's coup of 22 March 2012.",
            "deaths in Niger from 22 March 2012 to 21 March 2013 are 50",
        ),
    ],
)
def test_the_country_of_an_event_is_where_things_are_counted(sentence: str, expected: str) -> None:
    assert reading(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In the year after the ceasefire of 22 February 2002, fewer than 20 people were killed.",
        "In the year after the FARC ceasefire of 20 July 2015, 10 people were killed.",
    ],
)
def test_an_event_without_a_country_is_not_one_of_the_world(sentence: str) -> None:
    assert read(sentence).readings == ()
    assert read_sentence(sentence, replace(context(), country="COL")).readings != ()


def test_the_words_of_an_event_are_marked_once() -> None:
    marks = read("In the year after Mali's coup of 22 March 2012, 778 people were killed.").marks
    assert all(one.end <= two.start for one, two in itertools.pairwise(marks))


def test_some_of_those_reported_are_not_those_who_report() -> None:
    assert reading("In 2020 Mali saw 105 violent events, with 1,080 people reported killed.") == (
        "events in Mali in 2020 are 105; and deaths in Mali in 2020 are 1,080"
    )
    assert read("In Mali in 2020, 1,167 people reported deaths.").readings == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Sagaing region suffered more deaths than any other part of Myanmar in 2023.",
            'deaths in "Sagaing region" in Myanmar in 2023 rank 1st among areas',
        ),
        (
            "No region of Myanmar suffered more deaths than Sagaing region in 2023.",
            'deaths in "Sagaing region" in Myanmar in 2023 rank 1st among areas',
        ),
        (
            "No part of Shan state suffered more deaths than Sagaing region in 2023.",
            "? No part of",
        ),
    ],
)
def test_areas_beside_all_others(sentence: str, expected: str) -> None:
    areas = {("sagaing", "region"): "Sagaing region", ("shan", "state"): "Shan state"}
    places = {"Sagaing region": ("MMR",), "Shan state": ("MMR",)}
    found = read_sentence(sentence, replace(context(), areas=areas, area_places=places))
    told = print_reading(found.readings[0].reading, context().vocabulary) if found.readings else ""
    assert (told or "? " + " | ".join(found.unread)) == expected


def test_attacks_that_date_a_stretch_are_not_those_that_are_counted() -> None:
    after = "In the year after the {} attacks, 50 people were killed in Afghanistan."
    assert reading(after.format("11 September 2001")) == (
        "deaths in Afghanistan from 11 September 2001 to 10 September 2002 are 50"
    )
    assert read(after.format("September 2001")).readings == ()
    assert reading("Since 2012 attacks on civilians have killed 1,444 people in Mali.") == (
        "deaths in attacks on civilians in Mali since 2012 are 1,444"
    )
