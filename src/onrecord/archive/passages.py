"""What changed between two captures of a page, as far as the dossier rests on it: the passages it quotes.

A cited passage is the paragraph that a quotation stands in. Pages change every day (menus, dates, teasers); only a
change of a cited passage is a silent edit of the record's evidence. Of a source that nothing is quoted from, the main
text as a whole is compared. Texts are compared as folded (``folding``). Imports ``onrecord.model``,
``onrecord.archive``, standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from onrecord.archive.folding import fold
from onrecord.archive.quotations import SearchablePage
from onrecord.model.quotation import Lookup, PageText, Selector, Sought

_REACH = 1500
"""Characters on either side of a quotation that its paragraph may have."""
_WORDS = 4000
"""Words of a text that are compared for a message."""
_SHOWN = 5
_LONGEST = 160


class Change(StrEnum):
    """What a later capture is to an earlier one.

    ``PASSAGE``: a cited passage reads otherwise. ``GONE``: the words quoted are not there any more. ``TEXT``: the main
    text reads otherwise, and nothing of it is quoted. ``UNKNOWN``: one of the two has no text to compare, or the words
    quoted are in neither.
    """

    NONE = "unchanged"
    PASSAGE = "cited passage changed"
    GONE = "quoted words gone"
    TEXT = "text changed"
    UNKNOWN = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Passage:
    """One cited passage in two captures; ``selector`` is ``None`` where the text as a whole was compared. ``differs``
    are the changes, word by word, as "“300” became “200”"."""

    change: Change
    selector: Selector | None = None
    before: str = ""
    after: str = ""
    differs: tuple[str, ...] = ()
    why: str = ""


def compare(earlier: PageText, later: PageText, selectors: Iterable[Selector]) -> tuple[Passage, ...]:
    """Each cited passage in two captures of a page, or the text as a whole where nothing is quoted."""
    quoted = tuple(dict.fromkeys(selectors))
    for text, which in ((earlier, "earlier"), (later, "later")):
        if not text.parts:
            why = f"the {which} capture has no text: {text.why or 'nothing was read'}"
            return tuple(Passage(Change.UNKNOWN, each, why=why) for each in quoted or (None,))
    if not quoted:
        return (_whole(earlier, later),)
    before, after = SearchablePage(earlier), SearchablePage(later)
    return tuple(_passage(before, after, each) for each in quoted)


def changed(passages: Iterable[Passage]) -> bool:
    """Whether a cited passage changed: the silent edit that a person must look at."""
    return any(each.change in (Change.PASSAGE, Change.GONE) for each in passages)


def _passage(before: SearchablePage, after: SearchablePage, selector: Selector) -> Passage:
    there, here = before.look_up(selector), after.look_up(selector)
    was = paragraph(before.page, there) if there.sought is Sought.FOUND else ""
    now = paragraph(after.page, here) if here.passage else ""
    if there.sought is not Sought.FOUND:
        why = "the words quoted are in neither capture"
        if here.sought is Sought.FOUND:
            why = "the words quoted are in the later capture only"
        return Passage(Change.UNKNOWN, selector, was, now, why=why)
    if here.sought is Sought.NO_TEXT:
        return Passage(Change.UNKNOWN, selector, was, now, why=here.why)
    if here.sought is not Sought.FOUND:
        return Passage(Change.GONE, selector, was, now, _differences(was, now) if now else ())
    if here.part != there.part:
        # One capture has the passage in its main text, the other beside it: the words around are not the same kind.
        was, now = there.passage, here.passage
    if fold(was).text == fold(now).text:
        return Passage(Change.NONE, selector, was, now)
    return Passage(Change.PASSAGE, selector, was, now, _differences(was, now))


def _whole(earlier: PageText, later: PageText) -> Passage:
    both = bool(earlier.main and later.main)
    was, now = (text.main if both else text.whole for text in (earlier, later))
    if fold(was).text == fold(now).text:
        return Passage(Change.NONE)
    return Passage(Change.TEXT, differs=_differences(was, now))


def paragraph(page: PageText, lookup: Lookup) -> str:
    """The paragraph, or paragraphs, that a passage stands in, white space collapsed."""
    text = next((text for name, text in page.parts if name == lookup.part), "")
    # The lines of an HTML page are its paragraphs; those of a PDF or plain text end anywhere.
    end = "\n" if page.main or ("\f" not in text and _one_line_each(text)) else "\n\n"
    low = text.rfind(end, max(0, lookup.start - _REACH), lookup.start)
    high = text.find(end, lookup.end, lookup.end + _REACH)
    first = low + len(end) if low >= 0 else max(0, lookup.start - _REACH)
    last = high if high >= 0 else min(len(text), lookup.end + _REACH)
    return " ".join(text[first:last].split())


def _one_line_each(text: str) -> bool:
    """Whether the lines of a text are paragraphs: some are longer than a printed line."""
    return any(len(line) > 160 for line in text[:20_000].split("\n"))


def _differences(was: str, now: str) -> tuple[str, ...]:
    old, new = was.split()[:_WORDS], now.split()[:_WORDS]
    told = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=len(old) > 500).get_opcodes():
        before, after = _short(" ".join(old[a:b])), _short(" ".join(new[c:d]))
        if kind == "replace":
            told.append(f"“{before}” became “{after}”")
        elif kind == "delete":
            told.append(f"“{before}” was taken out")
        elif kind == "insert":
            told.append(f"“{after}” was put in")
    more = len(told) - _SHOWN
    return (*told[:_SHOWN], f"and {more} more changes") if more > 0 else tuple(told)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
