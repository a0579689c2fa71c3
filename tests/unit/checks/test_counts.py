"""Counts: which numbers one gives, whom it counts, and when two contradict one another."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.support.documents import count, sentence

from onrecord.checks.counts import Group, count_text, differ, excludes, fits, gives, narrower, of_count, of_number
from onrecord.model.blocks import Harm, Whom


@pytest.mark.parametrize(
    ("low", "high", "written", "given"),
    [
        (300, 300, "300", True),
        (300, 300, "about 300", True),
        (300, 300, "400", False),
        (300, 300, "more than 200", True),
        (300, 300, "more than 300", False),
        (300, 300, "at least 300", True),
        (200, 400, "300", True),
        (200, 400, "between 200 and 400", True),
        (200, 400, "between 250 and 350", False),
        (200, 400, "at least 200", True),
        (200, 400, "at least 300", False),
        (200, 400, "up to 400", True),
        (200, 400, "up to 300", False),
        (500, None, "500", True),
        (500, None, "at least 500", True),
        (500, None, "more than 400", True),
        (500, None, "over 500", False),
        (54, None, "more than 54", False),
        (54, None, "more than 50", True),
        (500, None, "more than 600", False),
        (500, None, "600", False),
        (500, None, "up to 500", False),
        (500, None, "between 500 and 600", False),
        (0, 0, "up to 12", False),
        (0, 0, "fewer than 5", False),
        (300, 300, "300 percent", False),
    ],
)
def test_what_a_count_gives(low: int, high: int | None, written: str, given: bool) -> None:
    (number,) = sentence(f"It left {written} dead.").numbers
    assert gives(count(low, high), number.stated) is given


@pytest.mark.parametrize(
    ("counted", "given"),
    [("people (the report says over 500)", True), ("plus de 500 personnes", True), ("people (over 400)", False)],
)
def test_more_than_a_minimum_is_given_where_its_words_say_so(counted: str, given: bool) -> None:
    (number,) = sentence("It left over 500 dead.").numbers
    assert gives(replace(count(500, None), counted=counted), number.stated) is given


@pytest.mark.parametrize(
    ("counted", "who", "what"),
    [
        ("civilians killed", {"civilian"}, {Harm.KILLED}),
        ("people killed", {"person"}, {Harm.KILLED}),
        ("civils tués", {"civilian"}, {Harm.KILLED}),
        ("blessés", set(), {Harm.WOUNDED}),
        ("fighters arrested", {"fighter"}, {Harm.DETAINED}),
        ("civilian men killed, some of them suspected fighters", {"civilian", "men"}, {Harm.KILLED}),
        ("co-accused", set(), set()),
    ],
)
def test_whom_a_count_counts(counted: str, who: set[str], what: set[Harm]) -> None:
    assert of_count(count(1, 1, counted)) == Group(frozenset(who), frozenset(what))


def test_written_fields_go_before_the_words() -> None:
    typed = replace(count(1, 1, "men killed"), what=Harm.WOUNDED, who=Whom.COMBATANT)
    assert of_count(typed) == Group(frozenset({"soldier", "fighter"}), frozenset({Harm.WOUNDED}))


@pytest.mark.parametrize(
    ("text", "language", "groups"),
    [
        ("The army killed 203 fighters and arrested 51 people.", "en", [("fighter", "killed"), ("person", "detained")]),
        ("The army killed 203 fighters and arrested 51.", "en", [("fighter", "killed"), ("", "detained")]),
        ("Forty people were wounded and 25 died.", "en", [("person", "wounded"), ("", "killed")]),
        ("They killed 300 civilians in 3 days.", "en", [("civilian", "killed"), ("", "")]),
        ("They were given 72 hours to leave.", "en", [("", "")]),
        ("L'attaque a fait 25 morts et 40 blessés.", "fr", [("person", "killed"), ("", "wounded")]),
        ("Une vingtaine de femmes ont été tuées.", "fr", [("women", "killed")]),
    ],
)
def test_whom_a_number_counts(text: str, language: str, groups: list[tuple[str, str]]) -> None:
    said = sentence(text, language)
    found = [of_number(number, said) for number in said.numbers]
    assert [(" ".join(sorted(one.who)), " ".join(sorted(one.what))) for one in found] == groups


def test_people_are_given_by_a_count_of_civilians_and_not_the_reverse() -> None:
    people, civilians = Group(frozenset({"person"})), Group(frozenset({"civilian"}))
    assert fits(people, civilians)
    assert not fits(civilians, people)
    assert fits(civilians, Group())
    assert not fits(Group(what=frozenset({Harm.KILLED})), Group(what=frozenset({Harm.WOUNDED})))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((203, 203), (300, 300), False),
        ((200, 200), (301, 301), True),
        ((200, 200), (300, 300), False),
        ((200, 400), (500, None), False),
        ((200, 300), (500, None), True),
        ((12, None), (0, 0), True),
        ((500, None), (700, 700), False),
        ((20, 34), (25, 25), False),
        ((0, 0), (0, 0), False),
    ],
)
def test_when_counts_are_too_far_apart(one: tuple[int, int | None], other: tuple[int, int | None], apart: bool) -> None:
    assert differ(count(*one), count(*other), Fraction(3, 2)) is apart
    assert differ(count(*other), count(*one), Fraction(3, 2)) is apart


def test_what_later_counts_exclude() -> None:
    (plain,) = sentence("It left 300 dead.").numbers
    (least,) = sentence("It left at least 300 dead.").numbers
    assert excludes(count(500, None), plain.stated)
    assert not excludes(count(500, None), least.stated)
    assert excludes(count(100, 200), least.stated)
    assert not excludes(count(200, 400), plain.stated)


def test_one_number_of_a_range_is_narrower_than_it() -> None:
    (plain,) = sentence("It left 300 dead.").numbers
    assert narrower(count(200, 400), plain.stated)
    assert narrower(count(300, None), plain.stated)
    assert not narrower(count(300, 300), plain.stated)


def test_a_count_in_words() -> None:
    from tests.unit.checks.test_incident import context

    assert count_text(count(500, None, "people killed", "OHCHR", "2023-05-12"), context()) == (
        "at least 500 people killed, OHCHR, 2023-05-12"
    )
