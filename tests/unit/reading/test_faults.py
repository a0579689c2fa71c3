"""What a person is told of a reading that is not canonical: where to look, what is wrong, what to write.

Each case is the reading with the marked stretch between ``[`` and ``]``, the message, and what is expected there or
near the name, joined by " | ".
"""

from __future__ import annotations

import pytest

from onrecord.model.reading import Reading
from onrecord.reading import ReadingFault, parse_reading
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()
VERBS = '"are" | "rise" | "fall" | "exceed" | "make up" | "rank"'
COUNTED = '"deaths" | "events" | "civilian deaths" | a kind of violence'
A_DATE = 'a date such as "2022", "March 2022" or "5 March 2022"'
A_PERIOD = 'a period such as "in 2022"'
GO_ON = '"; and" | "according to" | the end'

CASES = [
    # Names
    ("deaths in [Maly] in 2022 are 5", 'no place or kind of violence is called "Maly"', "Mali"),
    ("deaths in Mali, [Burkina Fasso] and Niger in 2022 are 5", 'no place or actor is called "Burkina Fasso"',
     "Burkina Faso"),
    ("deaths in Mali and [Nigerr] in 2022 are 5", 'no place is called "Nigerr"', "Niger"),
    ("deaths in [attacks on civilans] in Mali in 2022 are 5",
     'no place or kind of violence is called "attacks on civilans"', "attacks on civilians"),
    ("[attacks on civilans] in Mali in 2022 are 5",
     'a reading starts with what is counted, and "attacks on civilans" is not known',
     f"{COUNTED} | attacks on civilians"),
    ("deaths by [Boko Harm] in Nigeria in 2014 are 500", 'no actor is called "Boko Harm"', "Boko Haram"),
    ("deaths involving [JNIN] or AQIM in Mali in 2014 are 500", 'no actor is called "JNIN"', "JNIM"),
    ("deaths in [\"]Bangui in Chad in 2022 are 5", "the quotation mark is not closed", ""),
    ("deaths by [\"\"] in 2022 are 5", "there is no name between these quotation marks", ""),
    # What is counted
    ("[fatalities] in Mali in 2022 are 5",
     'a reading starts with what is counted, and "fatalities" is not known: write "deaths"', COUNTED),
    ("[refugees] in Mali in 2022 are 5", 'a reading starts with what is counted, and "refugees" is not known', COUNTED),
    ("[countries] in 2022 are 5",
     'a reading starts with what is counted, and "countries" is not known: write "countries with events"', COUNTED),
    ("[In] 2022 deaths in Mali are 5", "a reading starts with what is counted: when and where come after it", COUNTED),
    ("[;]", '";" was not expected here', COUNTED),
    # Order and repeated words
    ("deaths in [in] Mali in 2022 are 5", '"in" stands here twice', ""),
    ("deaths in Mali in [in] 2022 are 5", '"in" stands here twice', ""),
    ("deaths in 2022 [in] Mali are 5", "the place stands before the period", ""),
    ("deaths in Mali [by] Boko Haram in 2022 are 5", "the actor stands before the place", ""),
    ("deaths in Mali in 2022 [per] day are 5", "the rate stands before the period", ""),
    ("attacks on civilians in Mali in 2022 [first occur] in 2022", 'the period stands last: "first occur in 2014"', ""),
    ("deaths in Mali in 2022 rise [in each] year",
     'the period stands last: "rise in each year from 2017 to 2020"', ""),
    # Periods
    ("deaths in Mali [are] 5", '"are" was not expected here', A_PERIOD),
    ("deaths in Mali from [2022 to 2020] are 5", "this period ends before it starts", ""),
    ("deaths in Mali on [30 February 2022] are 5", "February 2022 has no day 30", ""),
    ("deaths in Mali in [0000] are 5", "there is no year 0000", ""),
    ("deaths in Mali in [22] are 5", '"22" was not expected here', A_DATE),
    ("deaths in Mali in [Marsh] 2022 are 5", 'no month is called "Marsh"', "March"),
    ("deaths in Mali in [March] are 5", '"March" needs a year', ""),
    ("deaths in Mali in [2022-03] are 5", 'write this date out, as in "March 2022"', ""),
    ("deaths in Mali on [2022-03-27] are 5", 'write this date out, as in "27 March 2022"', ""),
    ("deaths in Mali in the first quarter [2022] are 5", '"2022" was not expected here', '"of"'),
    ("deaths in Mali in the [last] 12 months are 5",
     '"last" was not expected here: name the period by its dates', "a number"),
    ("deaths in 2022 [after] March are 5", '"after" was not expected here: write "since"', VERBS),
    # The verb
    ("deaths in Mali in [2022]", "the reading ends too soon", VERBS),
    ("deaths in Mali in 2022 [rose] by 5 percent from 2021", '"rose" was not expected here: write "rise"', VERBS),
    ("deaths in Mali in 2022 [were] 5", '"were" was not expected here: write "are"', VERBS),
    ("deaths in Mali in 2022 [exceeded] those in 2021", '"exceeded" was not expected here: write "exceed"', VERBS),
    ("deaths in Mali in 2022 [doubled] from 2021", '"doubled" was not expected here: write "double"', VERBS),
    ("deaths in Mali in 2022 rise [5 percent] from 2021", 'write "rise by 5 percent from" and the earlier period', ""),
    ("deaths in Mali in 2022 rise by 5 [percent]", "the reading ends too soon", '"from" and the earlier period'),
    ("deaths in Mali in 2022 rise by 5 percent [compared] with 2021",
     '"compared" was not expected here: write "from"', '"from" and the earlier period'),
    ("deaths in Mali in 2015 [rise from 2016]", "a change goes from an earlier period to a later one", ""),
    # Numbers
    ("deaths in Mali in 2022 [are]", "the reading ends too soon",
     'a number | "the highest of any year" | "highest in"'),
    ("deaths in Mali in 2022 are 1 [048]",
     '"048" was not expected here: thousands are separated by commas, as in 12,345', GO_ON),
    ("deaths in Mali in 2022 are [1,04]", '"1,04" is no number: thousands are written 12,345 and decimals 0.5', ""),
    ("deaths in Mali in 2022 are [five]", '"five" was not expected here: write the number in digits, 5',
     'a number | "the highest of any year" | "highest in"'),
    ("deaths in Mali in 2022 are 5 [million]",
     '"million" was not expected here: write the number in digits, as in 1,200,000', GO_ON),
    ("deaths in Mali in 2022 are [5 percent]",
     'an amount is no percentage: write "make up 68 percent of" or "rise by 78 percent"', ""),
    ("deaths in Mali in 2022 are [-5]", '"-5" was not expected here: a number has no sign, rise and fall say which way',
     'a number | "the highest of any year" | "highest in"'),
    ("deaths in Mali in 2022 are [between 400 and 200]", "the range goes from the larger number to the smaller", ""),
    ("deaths in Mali in 2022 are 5 [people]", '"people" was not expected here', GO_ON),
    # Rates
    ("deaths per [fortnight] in Mali in 2022 are 5", '"fortnight" was not expected here',
     '"hour" | "day" | "week" | "month" | "year" | "100,000 people"'),
    ("deaths [a] day in Mali in 2022 are 5", '"a" was not expected here: write "per day"', A_PERIOD),
    ("[countries with events per month in 2022] are 5",
     "a count of different countries has no rate: the same ones come again", ""),
    ("[deaths in 2022 projected from January to June 2021] are 500",
     "a projection starts from a part of the period it is for", ""),
    # Comparisons, shares, records, ranks
    ("deaths in Mali in 2022 exceed [2021]", '"2021" was not expected here',
     '"those in 2019" | an amount such as "deaths in Mali in 2019"'),
    ("deaths in Mali in 2022 [exceed those]", "this compares an amount with itself", ""),
    ("deaths in Mali in 2022 are [twice] those in 2021", '"twice" was not expected here: write "2 times"',
     'a number | "the highest of any year" | "highest in"'),
    ("deaths in Mali in 2022 make up 68 [of] deaths in 2022", '"of" was not expected here', '"percent"'),
    ("deaths in Mali in 2022 [make up 68 percent of events in 2022]", "deaths are no part of events", ""),
    ("deaths in 2022 [make up 68 percent of deaths in Mali in 2022]", "the part lies outside the places of the whole",
     ""),
    ("deaths in Mali in 2022 are the [most] of any year on record", '"most" was not expected here: write "highest"',
     '"highest of any year" | "lowest of any year" | a place such as "2nd" | "highest" | "lowest"'),
    ("deaths in Mali in 2022 are the highest of any [decade] on record", '"decade" was not expected here',
     '"year" | "quarter" | "month" | "week" | "day"'),
    ("deaths in Mali in 2022 rank [among] countries", '"among" was not expected here',
     'a place such as "2nd" | "in the top 3"'),
    ("[deaths in the Sahel in 2022] rank 1st among countries", "the Sahel is not one country", ""),
    ("deaths in Mali in 2022 [rank 1st among countries in Asia]",
     "Mali is not one of the countries it is ranked among", ""),
    ("[deaths in Mali from January to March 2022] fall for the 6th year in a row",
     "years in a row end in one year, which this period is not", ""),
    # The end
    ("deaths in Mali in 2022 are 5 [and] deaths in Niger in 2022 are 6",
     '"and" was not expected here: write "; and"', GO_ON),
    ("deaths in Mali in 2022 are 5; [and]", "the reading ends too soon", COUNTED),
    ("deaths in Mali in 2022 are 5 according [to]", "the reading ends too soon", "the name of a dataset"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "message", "help_"), CASES, ids=[case[0] for case in CASES])
def test_fault(marked: str, message: str, help_: str) -> None:
    before, _, rest = marked.partition("[")
    inside, _, after = rest.partition("]")
    found = parse_reading(before + inside + after, VOCABULARY)
    assert isinstance(found, ReadingFault)
    assert found.message == message
    assert (found.start, found.end) == (len(before), len(before) + len(inside))
    if found.nearest:
        *expected, nearest = help_.split(" | ")
        assert found.nearest[0] == nearest
        assert list(found.expected) == expected
    else:
        assert " | ".join(found.expected) == help_


def test_an_empty_reading() -> None:
    found = parse_reading(" \n ", VOCABULARY)
    assert found == ReadingFault(
        0, 1, "the reading is empty", ('"deaths"', '"events"', '"civilian deaths"', "a kind of violence")
    )


def test_a_series_is_expected_where_the_dossier_has_one() -> None:
    found = parse_reading("peacekeeper in Mali in 2022 are 5", VOCABULARY, ("peacekeepers",))
    assert isinstance(found, ReadingFault)
    assert "a series of the dossier" in found.expected
    assert found.nearest == ("peacekeepers",)


def test_a_reading_that_is_too_long() -> None:
    found = parse_reading("deaths " * 2000, VOCABULARY)
    assert found == ReadingFault(10_000, 14_000, "a reading is at most 10,000 characters long")


INSIDE = (
    "deaths by JNIM in Mali in 2020 make up 20 percent of deaths by militant Islamist groups in Mali in 2020",
    "deaths by JNIM in Mali in 2020 make up 20 percent of deaths involving militant Islamist groups in Mali in 2020",
    "deaths in clashes in Mali in 2020 make up 20 percent of deaths in organised violence in Mali in 2020",
    "suicide bombings in Mali in 2020 make up 20 percent of explosions and remote violence in Mali in 2020",
    "deaths in the Sahel in 2020 make up 20 percent of deaths in Africa in 2020",
    'deaths involving "JNIM" in 2020 make up 20 percent of deaths involving JNIM in 2020',
    "deaths involving the Malian army in 2020 make up 20 percent of deaths involving state forces in 2020",
    "deaths involving state forces against JNIM in 2020 make up 20 percent of deaths involving JNIM in 2020",
    "civilian deaths by JNIM in March 2020 make up 20 percent of deaths by JNIM in 2020",
)
OUTSIDE = (
    ("deaths by JNIM in 2020 make up 20 percent of deaths by the Islamic State in 2020", "wholly inside"),
    ("deaths in clashes in 2020 make up 20 percent of deaths in attacks on civilians in 2020", "wholly inside"),
    ("deaths in attacks on civilians in 2020 make up 20 percent of deaths in organised violence in 2020", "wholly"),
    ("deaths involving JNIM in 2020 make up 20 percent of deaths by JNIM in 2020", '"by Jama'),
    ("deaths involving militant Islamist groups in 2020 make up 20 percent of deaths involving JNIM in 2020", "wholly"),
    ("deaths against JNIM in 2020 make up 20 percent of deaths involving state forces against JNIM in 2020", "wholly"),
    ("deaths involving JNIM against state forces in 2020 make up 20 percent of deaths involving state forces against "
     "JNIM in 2020", "wholly"),
    ('deaths in "Kidal" in Mali in 2020 make up 20 percent of deaths in "Gao" in Mali in 2020', "outside the areas"),
    ("deaths in Africa in 2020 make up 20 percent of deaths in the Sahel in 2020", "outside the places"),
    ("deaths in 2020 projected from January to June 2020 make up 20 percent of deaths from 2019 to 2020", "projected"),
)  # fmt: skip


@pytest.mark.parametrize("text", INSIDE)
def test_a_part_that_lies_inside_its_whole_is_a_share(text: str) -> None:
    assert isinstance(parse_reading(text, VOCABULARY), Reading)


@pytest.mark.parametrize(("text", "message"), OUTSIDE)
def test_a_part_that_may_lie_outside_its_whole_is_no_share(text: str, message: str) -> None:
    found = parse_reading(text, VOCABULARY)
    assert isinstance(found, ReadingFault)
    assert message in found.message


HINTS = (
    ("killings of civilians in Mali in 2021 are 5", 'write "attacks on civilians" or "civilian deaths"'),
    ("deaths of civilians in Mali in 2021 are 5", 'write "civilian deaths" or "deaths in attacks on civilians"'),
    ("deaths in Mali in the first week of 2021 are 5", 'as in "from 1 January 2021 to 7 January 2021"'),
    ("deaths in Mali in the last three months of 2021 are 5", "name the period by its days or months"),
    ("deaths in Mali in the summer of 2021 are 5", "name the period by its months"),
    ("deaths in Mali in 2021 are higher than in 2020", 'write "exceed those in 2020"'),
    ("deaths in Mali in 2021 are more than those in 2020", 'write "exceed those in 2020"'),
    ("deaths in Mali in 2021 are lower than those in 2020", 'write "are below those in 2020"'),
    ("deaths in Mali in 2021 are higher than 20", 'write "more than"'),
    ("deaths in Mali in Q1 2021 are 5", 'write "from January to March 2021"'),
    ("deaths in Mali in 2019 Q4 are 5", 'write "from October to December 2019"'),
    ("deaths in Mali in H2 of 2018 are 5", 'write "from July to December 2018"'),
    ("deaths in Mali in 2021 are 1'080", "thousands are separated by commas"),
    ("deaths in Mali in 2021 are 1.080", "if 1,080 is meant, write it so"),
    ("deaths in Mali in 2021 are 2.000", "if 2,000 is meant, write it so"),
    ("deaths in Mali in 2021 are more than 1.080", "if 1,080 is meant, write it so"),
    ("deaths in Mali in 2021 exceed those in 2020 by 1.080", "if 1,080 is meant, write it so"),
    ("events in Mali in 2021 are about 1.2 million", "write it in digits, as in 1,200,000"),
)


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_what_to_write_instead_is_told(text: str, hint: str) -> None:
    found = parse_reading(text, VOCABULARY)
    assert isinstance(found, ReadingFault)
    assert hint in found.message


@pytest.mark.parametrize(
    "text",
    [
        "deaths per day in Mali in 2021 are 1.08", "peacekeepers in Mali in 2021 are 1.08",
        "deaths in Mali in 2021 are 1.5 times those in 2020", "deaths in Mali in 2021 rise by 1.5 percent from 2020",
        "deaths in Mali in 2021 are 3,396.0", "deaths in 2022 projected from January to June 2022 are 4,916.4",
    ],
)  # fmt: skip
def test_what_is_no_count_has_decimals(text: str) -> None:
    assert isinstance(parse_reading(text, VOCABULARY, ("peacekeepers",)), Reading)


def test_against_looks_at_who_is_faced_in_whatever_order() -> None:
    part = "deaths against state forces involving JNIM in 2020"
    whole = "deaths involving militant Islamist groups against state forces in 2020"
    assert isinstance(parse_reading(f"{part} make up 20 percent of {whole}", VOCABULARY), Reading)
    assert isinstance(parse_reading(f"{whole} make up 20 percent of {part}", VOCABULARY), ReadingFault)
