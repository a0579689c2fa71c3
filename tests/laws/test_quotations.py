"""Laws of quotations: any words of a page, however printed, are found at their place; other numbers never are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.boundaries import cuts
from onrecord.archive.folding import fold
from onrecord.archive.quotations import look_up
from onrecord.model.quotation import PageText, Selector, Sought

_WORDS = (
    "army|government|Moura|l’armée|œuvre|efficace|État|well-known|27|300|1,203|20-30|4.5|(said)|died.|“no”|—|–|ﬁghters"
    "|cafe\u0301|½|in|the|of|fin-\nding|it:"
)
_WORD = st.sampled_from(_WORDS.split("|"))
_BLANK = st.sampled_from([" ", "\n", "  ", "\u00a0", " \u200b", "\u202f "])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of words, numbers and marks, with blanks of all kinds between them."""
    words = draw(st.lists(_WORD, min_size=2, max_size=30))
    return "".join(word + draw(_BLANK) for word in words)


_FORMS = {"“": "\"'«", "”": "\"'»", "’": "'", "—": "–-", "–": "-—", "œ": ["oe"], "ﬁ": ["fi"], "\u0301": ["\u0301"]}


def mangled(draw: st.DrawFn, text: str) -> str:
    """The text as another printer would set it."""
    made = []
    for char in text.replace("fin-\nding", draw(st.sampled_from(["finding", "fin-\nding", "fin\u00adding"]))):
        if char in _FORMS:
            made.append(draw(st.sampled_from([char, *_FORMS[char]])))
        elif char.isspace():
            made.append(draw(_BLANK))
        else:
            made.append(char)
    return "".join(made)


@given(st.data())
def test_words_of_a_page_are_found_at_their_place(data: st.DataObject) -> None:
    page = data.draw(pages())
    places = [at for at in range(len(page) + 1) if not cuts(page, at)]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    quotation = mangled(data.draw, page[start:end])
    if not any(char.isalnum() for char in quotation):
        return
    found = look_up(PageText(whole=page), Selector(quotation))
    assert found.sought is Sought.FOUND
    if found.places == 1:
        # A run of dashes is one mark: half of it is found as the whole.
        outside = page[found.start : start] + page[end : found.end]
        assert outside.strip("-—– \n\u00a0\u200b\u202f") == "", page[start:end].strip()


@given(pages(), st.integers(0, 10**6), st.integers(1, 9))
def test_another_digit_is_never_found(page: str, which: int, by: int) -> None:
    text = f"{page} There were 86,417 of them on day 5398 of it."
    digits = [at for at, char in enumerate(text) if char in "86417539" and at > len(page)]
    at = digits[which % len(digits)]
    changed = text[:at] + str((int(text[at]) + by) % 10) + text[at + 1 :]
    quotation = changed[len(page) + 1 :]
    assert look_up(PageText(whole=text), Selector(quotation)).sought is Sought.NOT_FOUND
    number = quotation.split()[2] if at < text.index("of them") else quotation.split()[7]
    assert look_up(PageText(whole=text), Selector(number)).sought is not Sought.FOUND


@given(pages())
def test_the_map_leads_back(page: str) -> None:
    folded = fold(page)
    for at in range(len(folded.text)):
        start, end = folded.origin(at, at + 1)
        assert 0 <= start < end <= len(page)
        assert (
            folded.text[at] in fold(page[start:end]).text or page[start:end].strip("- \n\u00a0\u200b\u202f“”’—–'") == ""
        )
    assert fold(folded.text).text == folded.text
