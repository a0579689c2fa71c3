"""Two captures of a page: a cited passage that was edited, words that are gone, and changes that do not matter."""

from __future__ import annotations

import pytest

from onrecord.archive.passages import Change, changed, compare
from onrecord.model.quotation import PageText, Selector

MAIN = (
    "Mali: Massacre\nWitnesses said that at least 300 civilian men were killed in Moura by soldiers.\n"
    "The army said that it had killed 203 fighters."
)
QUOTED = Selector("at least 300 civilian men")


def page(main: str = MAIN, around: str = "Home 1 April") -> PageText:
    return PageText(main, f"{around}\n{main}\nImprint")


def test_menus_and_other_paragraphs_do_not_matter() -> None:
    later = page(MAIN.replace("203 fighters", "203 terrorists"), "Home 9 May")
    (found,) = compare(page(), later, [QUOTED])
    assert (found.change, changed([found])) == (Change.NONE, False)


def test_another_printing_of_the_passage_does_not_matter() -> None:
    later = page(MAIN.replace("said that at", "said\u00a0 that at").replace("killed in", "killed\u200b in"))
    assert compare(page(), later, [QUOTED])[0].change is Change.NONE


def test_an_edit_beside_the_quotation_is_a_change_of_the_passage() -> None:
    (found,) = compare(page(), page(MAIN.replace("by soldiers", "by unknown men")), [QUOTED])
    assert (found.change, changed([found])) == (Change.PASSAGE, True)
    assert found.differs == ("“soldiers.” became “unknown men.”",)
    assert found.before.startswith("Witnesses said")


def test_words_that_are_gone() -> None:
    (found,) = compare(page(), page(MAIN.replace("300", "200")), [QUOTED])
    assert (found.change, found.differs, changed([found])) == (Change.GONE, ("“300” became “200”",), True)
    (found,) = compare(page(), page("Nothing of the kind."), [QUOTED])
    assert (found.change, found.after, found.differs) == (Change.GONE, "", ())


def test_where_nothing_is_quoted_the_main_text_is_compared() -> None:
    (found,) = compare(page(), page(around="Home 9 May"), [])
    assert found.change is Change.NONE
    (found,) = compare(page(), page(MAIN.replace("300", "200")), [])
    assert (found.change, found.differs, changed([found])) == (Change.TEXT, ("“300” became “200”",), False)


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        (PageText(why="it is a picture"), page(), "the earlier capture has no text: it is a picture"),
        (page(), PageText(), "the later capture has no text: nothing was read"),
        (page("Other words."), page("Other words."), "the words quoted are in neither capture"),
        (page("Other words."), page(), "the words quoted are in the later capture only"),
        (page(), PageText(whole="Begin.", partial="1 of 9 pages"), "it is not in what was read: 1 of 9 pages"),
    ],
)
def test_what_cannot_be_compared(earlier: PageText, later: PageText, why: str) -> None:
    (found,) = compare(earlier, later, [QUOTED])
    assert (found.change, found.why, changed([found])) == (Change.UNKNOWN, why, False)


def test_a_passage_of_a_pdf_ends_with_its_paragraph() -> None:
    pdf = "Page one.\n\nWitnesses said that at least 300 civilian\nmen were killed.\n\nThe army denied it.\fPage two."
    (found,) = compare(PageText(whole=pdf), PageText(whole=pdf.replace("denied it", "was silent")), [QUOTED])
    assert (found.change, found.before) == (Change.NONE, "Witnesses said that at least 300 civilian men were killed.")


def test_each_quotation_once_in_order() -> None:
    other = Selector("203 fighters")
    found = compare(page(), page(MAIN.replace("300", "200")), [QUOTED, other, QUOTED])
    assert [(one.selector, one.change) for one in found] == [(QUOTED, Change.GONE), (other, Change.NONE)]
