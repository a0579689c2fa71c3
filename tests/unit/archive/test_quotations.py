"""Quotations looked up in a text: what is tolerated, what never is, and what is said of one that is not there."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import time

import pytest

from onrecord.archive.quotations import MOST_PLACES, SearchablePage, look_up
from onrecord.model.quotation import Lookup, PageText, Selector, Sought

PAGE = """Human Rights Watch said that at least 300 civilian men were killed by the army.
The government of Mali rejected the find-
ings – “no civilian died”, it said.[12] Some 1 300 people fled; 3 million need aid.
He wasn't there. Temperatures fell -5 degrees. The Office counted 1,203 dead and 20-30 wounded¹ in Moura.
Les ﬁdèles ont dit\u00a0: «\u00a0c’est l’œuvre de l’armée\u00a0». The well-known mayor re-signed. Again the army came."""


def find(exact: str, prefix: str = "", suffix: str = "", page: str = PAGE) -> Lookup:
    return look_up(PageText(whole=page), Selector(exact, prefix, suffix))


@pytest.mark.parametrize(
    ("quotation", "there"),
    [
        ("at least 300 civilian men", "at least 300 civilian men"),
        ("At least\n 300", "at least 300"),
        ("the findings", "the find-\nings"),
        ("findings — 'no civilian died', it said. Some", "find-\nings – “no civilian died”, it said.[12] Some"),
        ("no civilian died”, it said.[12] Some", "no civilian died”, it said.[12] Some"),
        ("3 million need", "3 million need"),
        ("fell −5 degrees", "fell -5 degrees"),
        ("20–30 wounded in Moura", "20-30 wounded¹ in Moura"),
        ("Les fidèles ont dit : “c'est l'oeuvre de l'armée”", "Les ﬁdèles ont dit\u00a0: «\u00a0c’est l’œuvre de l’armée\u00a0»"),
        ("Les fide\u0300les", "Les ﬁdèles"),
        ("well-known ma\u00adyor", "well-known mayor"),
        ("The Office counted 1,203 dead.", "The Office counted 1,203 dead"),
    ],
)  # fmt: skip
def test_found(quotation: str, there: str) -> None:
    found = find(quotation)
    assert found.sought is Sought.FOUND
    assert PAGE[found.start : found.end] == there


@pytest.mark.parametrize(
    ("quotation", "there", "omitted"),
    [
        ("[m]en were [...] by the army", "men were killed by the army", ("killed",)),
        ("men were … by the army", "men were killed by the army", ("killed",)),
        ("The government [of that country] rejected", "The government of Mali rejected", ("of Mali",)),
        ("kill[ing] by the army", "killed by the army", ("ed",)),
        ("the army. [T]he government", "the army.\nThe government", ("",)),
        ("... were killed by the army ...", "were killed by the army", ()),
        ("Human Rights Watch [a group] said", "Human Rights Watch said", ("",)),
    ],
)
def test_gaps(quotation: str, there: str, omitted: tuple[str, ...]) -> None:
    found = find(quotation)
    assert (found.sought, PAGE[found.start : found.end], found.omitted) == (Sought.FOUND, there, omitted)


def test_a_gap_has_an_end() -> None:
    page = "The army came." + " So it was." * 100 + " It killed many."
    assert find("The army came. [...] It killed many", page=page).sought is not Sought.FOUND
    assert find("So it was. [...] It killed many", page=page).sought is Sought.FOUND


def test_the_pages_own_ellipsis_and_brackets_are_words_like_others() -> None:
    assert find("he said... [sic] no", page="Then he said... [sic] no more").sought is Sought.FOUND


@pytest.mark.parametrize(
    ("quotation", "differs"),
    [
        ("at least 200 civilian men were killed", "the page says 300, the quotation 200"),
        ("at least 30", "the page says 300, the quotation 30"),
        ("300 people fled", "the page says 1 300, the quotation 300"),
        ("counted 203 dead", "the page says 1,203, the quotation 203"),
        ("fell 5 degrees", "the page says -5, the quotation 5"),
        ("20 wounded", "the page says 20-30, the quotation 20"),
    ],
)
def test_another_number_is_told_as_such(quotation: str, differs: str) -> None:
    found = find(quotation)
    assert (found.sought, found.differs, found.numbers) == (Sought.NOT_FOUND, (differs,), True)


@pytest.mark.parametrize(
    ("quotation", "differs", "passage"),
    [
        ("civilian men were not killed by the army", "the page does not have “not” here", "civilian men were killed by the army"),
        ("civilian men killed by the army", "the quotation leaves out “were”", "civilian men were killed by the army"),
        ("at least 300 civilian women were killed", "the page has “men”, the quotation “women”", "at least 300 civilian men were killed"),
        ("; 3", "it cuts a word or number in two", "3 million"),
        ("Hum", "", ""),
    ],
)  # fmt: skip
def test_other_words(quotation: str, differs: str, passage: str) -> None:
    found = find(quotation)
    assert found.sought is Sought.NOT_FOUND
    assert (" ".join(found.differs), found.passage) == (differs, passage)


def test_nothing_near() -> None:
    assert find("no such wording anywhere else") == Lookup(Sought.NOT_FOUND, part="whole page")


@pytest.mark.parametrize(
    "quotation", ["AT LEAST 300 CIVILIAN MEN", "rejected the findings, no civilian died", "resigned"]
)
def test_only_punctuation_or_capitals_differ(quotation: str) -> None:
    assert find(quotation).sought is Sought.NEARLY


def test_prefix_and_suffix_choose_between_places() -> None:
    first, second = find("the army"), find("the army", prefix="Again")
    assert (first.sought, first.places, second.places) == (Sought.FOUND, 2, 1)
    assert PAGE[first.start - 10 : first.start] == "killed by "
    assert PAGE[second.start - 6 : second.start] == "Again "
    assert find("the army", suffix="came").start == second.start
    assert find("the army", prefix="beaten by").sought is Sought.ELSEWHERE
    assert find("no civilian died", prefix="the findings - ", suffix="', it said").sought is Sought.FOUND


@pytest.mark.parametrize("quotation", ["...", "", "[the army]", " — "])
def test_nothing_to_look_for(quotation: str) -> None:
    assert find(quotation).sought is Sought.TOO_LITTLE


def test_the_main_text_is_searched_before_the_whole_page() -> None:
    page = SearchablePage(PageText(main="Killed in May.", whole="Menu Killed in May. Comments: all lies"))
    assert (page.look_up(Selector("killed in May")).part, page.look_up(Selector("killed in May")).start) == (
        "main text",
        0,
    )
    assert page.look_up(Selector("all lies")).part == "whole page"


def test_no_text_and_part_of_a_text_do_not_make_a_quotation_missing() -> None:
    none = look_up(PageText(why="the PDF is encrypted"), Selector("some words"))
    assert (none.sought, none.why) == (Sought.NO_TEXT, "the PDF is encrypted")
    part = look_up(PageText(whole="Some words.", partial="the first 10 of 20 pages"), Selector("other words"))
    assert (part.sought, part.why) == (Sought.NO_TEXT, "it is not in what was read: the first 10 of 20 pages")
    assert (
        look_up(PageText(whole="Some words.", partial="10 of 20 pages"), Selector("some words")).sought is Sought.FOUND
    )


def test_scripts_without_blanks_are_found_within_a_line() -> None:
    assert find("死者三百人", page="軍は死者三百人と発表した").sought is Sought.FOUND


@pytest.mark.parametrize(
    ("page", "quotation"),
    [
        ("aa" * 1_000_000, "a" * 13),
        ("a b " * 500_000, "b b ... a ... b c ... a a"),
        ("b " * 200_000 + "a " * 200_000, "a ... b ... a"),
        ("- “ " * 500_000, "a - b"),
        ("the " * 500_000, "the king"),
    ],
)
def test_pages_made_to_take_long(page: str, quotation: str) -> None:
    start = time.perf_counter()
    assert find(quotation, page=page).sought in (Sought.NOT_FOUND, Sought.TOO_LITTLE)
    assert time.perf_counter() - start < 20
    assert MOST_PLACES < 10**6
