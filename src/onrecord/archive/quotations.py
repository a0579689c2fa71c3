"""Looking a quotation up in a text: word for word, but for what print, web pages and editors do to quotations.

Tolerated are white space, hyphens at the ends of lines, forms of dashes and quotation marks, Unicode forms
(``folding``), references to notes; the case of the first letter; a full stop or comma at the end; and an ellipsis or
brackets for what was left out or put in (``wording``). Never another word or number. Time is linear in the text but
for the nearest passage, which is n log n. Imports ``onrecord.model`` and ``onrecord.archive``.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from onrecord.archive.boundaries import cuts
from onrecord.archive.folding import Folded, fold
from onrecord.archive.nearest import Near, WordIndex
from onrecord.archive.wording import Segment, same_marks, segments, source_words, verbatim
from onrecord.model.quotation import Lookup, PageText, Selector, Sought

COUNTED = 100
"""So many places of a quotation are counted; the number shown then means "or more"."""

MOST_PLACES = 500_000
"""So many places that begin like a quotation are looked at; a page can be made of nothing else."""

_MARGIN = " '"
_ENDS = ".,"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: in the folded text, in the original, and what the original has in its gaps."""

    folded: tuple[int, int]
    start: int
    end: int
    omitted: tuple[str, ...] = ()


class TooCommonError(Exception):
    """A quotation whose words stand in too many places of a page to look at them all."""


class _Patience:
    """Counts the places looked at."""

    def __init__(self) -> None:
        self.left = MOST_PLACES

    def spend(self) -> None:
        """Count one more place. Raises ``TooCommonError`` where it is one too many."""
        self.left -= 1
        if self.left < 0:
            raise TooCommonError


class Searchable:
    """A text that quotations are looked up in. It is folded, and its words are indexed, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The folded text."""
        return fold(self.text)

    @cached_property
    def words(self) -> WordIndex:
        """Where its words stand."""
        return WordIndex(self.folded)

    def places(self, exact: str) -> Iterator[Place]:
        """Where a quotation stands: first as it is written, then with its ellipses and brackets as gaps, then without
        the full stop or comma at its end. A later way is tried only where none before it gave a place."""
        patience = _Patience()
        for parts in _ways(exact):
            found = _placed(self.folded, parts, patience)
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return


class SearchablePage:
    """The texts of a captured page, ready to be searched."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.parts = tuple((name, Searchable(text)) for name, text in page.parts)

    def look_up(self, selector: Selector) -> Lookup:
        """Look a quotation up in the page: in its main text, then in all of it."""
        if not segments(selector.exact):
            return Lookup(Sought.TOO_LITTLE, why="it has neither letter nor digit")
        if not self.parts:
            return Lookup(Sought.NO_TEXT, why=self.page.why or "the capture holds no text")
        elsewhere: Lookup | None = None
        try:
            for name, text in self.parts:
                found = _found(name, text, selector)
                if found is not None and found.sought is Sought.FOUND:
                    return found
                elsewhere = elsewhere or found
        except TooCommonError:
            return Lookup(Sought.TOO_LITTLE, why="its words stand in too many places of the page to look at them all")
        if elsewhere is not None:
            return elsewhere
        missing = self._missing(selector.exact)
        if self.page.partial and missing.sought is Sought.NOT_FOUND:
            return replace(missing, sought=Sought.NO_TEXT, why=f"it is not in what was read: {self.page.partial}")
        return missing

    def _missing(self, exact: str) -> Lookup:
        """The nearest passage of the whole page."""
        name, text = self.parts[-1]
        near = text.words.nearest(" ".join(source_words(exact)))
        if near is None:
            return Lookup(Sought.NOT_FOUND, part=name)
        told = _near_lookup(name, text.text, near)
        if not near.same_words:
            return told
        if cuts(text.text, near.start) or cuts(text.text, near.end):
            whole = _whole_words(text.text, near.start, near.end)
            return replace(told, sought=Sought.NOT_FOUND, passage=whole, differs=("it cuts a word or number in two",))
        return replace(told, sought=Sought.NEARLY, differs=("only punctuation or capitals differ",))


def look_up(page: PageText, selector: Selector) -> Lookup:
    """Look one quotation up in a page. For several, make one ``SearchablePage``."""
    return SearchablePage(page).look_up(selector)


def _ways(exact: str) -> Iterator[tuple[Segment, ...]]:
    whole = verbatim(exact)
    if whole is not None:
        yield (whole,)
    parts = segments(exact)
    if parts and parts != (whole,):
        yield parts
    if parts and parts[-1].text[-1] in _ENDS:
        kept = parts[-1].text.rstrip(_ENDS)
        if any(char.isalnum() for char in kept):
            yield (*parts[:-1], replace(parts[-1], text=kept))


def _found(name: str, text: Searchable, selector: Selector) -> Lookup | None:
    """The first place between prefix and suffix, else the first place at all; ``None`` if there is none."""
    prefix, suffix = (fold(one).text.strip(_MARGIN) for one in (selector.prefix, selector.suffix))
    first: Place | None = None
    right: Place | None = None
    count = 0
    try:
        for place in text.places(selector.exact):
            first = first or place
            start, end = place.folded
            if _ends_with(text.folded.text, start, prefix) and _begins_with(text.folded.text, end, suffix):
                right = right or place
                count += 1
                if count == COUNTED:
                    break
    except TooCommonError:
        if right is None:
            raise
    if first is None:
        return None
    place = right or first
    return Lookup(
        Sought.FOUND if right else Sought.ELSEWHERE,
        part=name,
        start=place.start,
        end=place.end,
        places=count,
        passage=" ".join(text.text[place.start : place.end].split()),
        omitted=place.omitted,
    )


def _ends_with(text: str, at: int, prefix: str) -> bool:
    before = text[max(0, at - len(prefix) - 8) : at].rstrip(_MARGIN)
    return before.endswith(prefix)


def _begins_with(text: str, at: int, suffix: str) -> bool:
    return text[at : at + len(suffix) + 8].lstrip(_MARGIN).startswith(suffix)


def _placed(page: Folded, parts: tuple[Segment, ...], patience: _Patience) -> Iterator[Place]:
    """Every place where segments stand one after the other, each within the reach of the one before."""
    anchor = 0 if len(parts) == 1 else min(range(len(parts)), key=lambda index: _frequency(page, parts[index]))
    last = -1
    for start in _occurrences(page, parts[anchor], 0, len(page.text), patience):
        if start <= last:
            continue
        after = _follow(page, parts[anchor:], start, patience)
        before = _lead(page, parts[: anchor + 1], start, patience) if after is not None else None
        if after is None or before is None:
            continue
        stretches = [*before[:-1], *after]
        begin, end = stretches[0][0], stretches[-1][1]
        gaps = [(a[1], b[0]) for a, b in pairwise(stretches)]
        omitted = tuple(" ".join(page.text[a:b].split()) for a, b in gaps)
        last = start
        yield Place((begin, end), *page.origin(begin, end), omitted)


Stretch = tuple[int, int]


def _follow(page: Folded, parts: tuple[Segment, ...], start: int, patience: _Patience) -> list[Stretch] | None:
    """Where the segments after the first stand, if that stands at ``start``: each time the nearest that lead on."""
    reached: list[list[Stretch]] = [[(start, start + len(parts[0].text))]]
    for part in parts[1:]:
        ends = [path[-1][1] for path in reached]
        found = []
        for place in _occurrences(page, part, ends[0], max(ends) + part.reach + len(part.text), patience):
            within = [path for path in reached if 0 <= place - path[-1][1] <= part.reach]
            if within:
                found.append([*within[-1], (place, place + len(part.text))])
        if not found:
            return None
        reached = found
    return reached[0]


def _lead(page: Folded, parts: tuple[Segment, ...], start: int, patience: _Patience) -> list[Stretch] | None:
    """Where the segments before the last stand, if that stands at ``start``."""
    reached: list[list[Stretch]] = [[(start, start + len(parts[-1].text))]]
    for index in range(len(parts) - 2, -1, -1):
        part, reach = parts[index], parts[index + 1].reach
        begins = [path[0][0] for path in reached]
        low = max(0, min(begins) - reach - len(part.text))
        found = []
        for place in _occurrences(page, part, low, max(begins), patience):
            within = [path for path in reached if 0 <= path[0][0] - place - len(part.text) <= reach]
            if within:
                found.append([(place, place + len(part.text)), *within[0]])
        if not found:
            return None
        reached = found
    return reached[-1]


def _frequency(page: Folded, part: Segment) -> int:
    """How often the letters of a segment stand in a page."""
    return page.text.count(part.text) + page.text.count(_otherwise(part.text))


def _otherwise(text: str) -> str:
    """A text with its first letter in the other case."""
    index = next(i for i, char in enumerate(text) if char.isalnum())
    swapped = text[index].swapcase()
    return text[:index] + swapped + text[index + 1 :] if len(swapped) == 1 else text


def _occurrences(page: Folded, part: Segment, low: int, high: int, patience: _Patience) -> Iterator[int]:
    """The places of a segment between two others, in order: whole words, with the same dashes."""
    wanted = sorted({part.text, _otherwise(part.text)})
    for start in heapq.merge(*(_finds(page.text, each, low, high) for each in wanted)):
        patience.spend()
        end = start + len(part.text)
        if not same_marks(part.marks, page.marks_between(start, end)):
            continue
        first, last = page.origin(start, end)
        if not part.cut_before and cuts(page.original, first):
            continue
        if part.cut_after or not cuts(page.original, last):
            yield start


def _finds(text: str, wanted: str, low: int, high: int) -> Iterator[int]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, high)


def _near_lookup(name: str, text: str, near: Near) -> Lookup:
    passage = " ".join(text[near.start : near.end].split())
    return Lookup(
        Sought.NOT_FOUND,
        part=name,
        start=near.start,
        end=near.end,
        passage=passage,
        differs=near.differs,
        numbers=near.numbers,
    )


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch with the words it cuts."""
    low, high = max(0, start - 40), min(len(text), end + 40)
    while start > low and (cuts(text, start) or not text[start - 1].isspace()):
        start -= 1
    while end < high and (cuts(text, end) or text[end].isalnum()):
        end += 1
    return " ".join(text[start:end].split())
