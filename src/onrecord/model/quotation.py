"""Quotations and what looking them up in the captured copies of a page gave.

A quotation is a W3C text-quote selector (Web Annotation Data Model, 4.2.4): the words, and what may stand before and
after them to tell two places apart. Imports the standard library, ``onrecord.model``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.blocks import Standing
from onrecord.model.finding import Span
from onrecord.model.visibility import OPEN, Access


@dataclass(frozen=True, slots=True)
class Selector:
    """The words quoted, and, where they stand more than once, what stands right before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted from a source, in a citation, a ``quote`` block or an appearance of the claim.

    ``source`` is a citation key; ``translation`` the editors' own, which nothing checks. ``span`` is where it stands.
    ``standing`` is how the editors find that it bears the sentence out, ``because`` why.
    """

    source: str
    selector: Selector
    span: Span
    locator: str = ""
    translation: str = ""
    access: Access = OPEN
    standing: Standing | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a captured page.

    ``main`` is its main text, without menus and the like; ``whole`` all that a reader sees. For a PDF or plain text
    they are one, and ``main`` is empty. ``why`` says why there is no text; ``partial`` what of it was not read: a
    quotation that is not found in a text read in part is not "not found".
    """

    main: str = ""
    whole: str = ""
    why: str = ""
    partial: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(name, text) of the texts there are, in the order in which they are searched."""
        return tuple((name, text) for name, text in (("main text", self.main), ("whole page", self.whole)) if text)


class Sought(StrEnum):
    """How a quotation stands in a captured text.

    ``NEARLY``: the same words and numbers, but other punctuation or capitals. ``ELSEWHERE``: the words are there, but
    not between the prefix and the suffix.
    """

    FOUND = "found"
    NEARLY = "nearly"
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not found"
    NO_CAPTURE = "no capture"
    NO_TEXT = "no text"
    TOO_LITTLE = "too little"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What looking a quotation up gave.

    ``start`` and ``end`` count the characters of the extracted text that ``part`` names; ``places`` is how often the
    words stand there. ``passage`` is that stretch of the text: what was found, or what comes nearest, with ``differs``
    telling what is different, and ``numbers`` whether nothing but numbers is. ``omitted`` is what the page has where
    the quotation has an ellipsis or brackets. ``captured`` is the day of the capture, ``capture`` its digest;
    ``gone`` the day of a later capture that has the words no more. ``lead`` is what stands right before the words
    found.
    """

    sought: Sought
    part: str = ""
    start: int = 0
    end: int = 0
    places: int = 0
    passage: str = ""
    differs: tuple[str, ...] = ()
    numbers: bool = False
    omitted: tuple[str, ...] = ()
    why: str = ""
    capture: str = ""
    captured: str = ""
    gone: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A quotation and what looking it up gave."""

    quotation: Quotation
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class StatementQuotations:
    """The quotations of one statement, or of a claim's appearances (``statement`` empty), looked up."""

    claim: str
    statement: str
    span: Span
    looked: tuple[LookedUp, ...]

    @property
    def place(self) -> tuple[str, Span]:
        """What tells it from the statements of other files."""
        return self.statement, self.span
