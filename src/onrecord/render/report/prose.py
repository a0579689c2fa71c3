"""The prose of a claim: Markdown to blocks of a report, its citations as the numbers of their sources.

Nothing of it is markup for Typst: raw HTML is text, pictures are their words, links lead to the web only. Imports
``onrecord.text`` (which finds citations) and ``onrecord.render.publish``; markdown-it inside functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model.dossier import Citation
from onrecord.render.publish.shown import Sheet
from onrecord.render.report.nodes import Json, cited, heading, items, linked, para, run
from onrecord.text.citations import find_citations, masked
from onrecord.text.fragment import Fragment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the number of a group of citations while the Markdown is read; the prose itself may not hold them."""
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def prose_nodes(prose: str, language: str, sheet: Sheet) -> list[Json]:
    """The blocks of a Markdown text."""
    text = re.sub(f"[{_OPEN}{_CLOSE}]", "", prose)
    groups: dict[tuple[int, int], list[Citation]] = {}
    for one in find_citations(Fragment.whole("", text), masked(text)):
        here = one.start, one.end
        if not any(start < one.end and one.start < end for start, end in groups if (start, end) != here):
            groups.setdefault(here, []).append(one.citation)
    parts, at = [], 0
    for number, (start, end) in enumerate(sorted(groups)):
        parts += [text[at:start], f"{_OPEN}{number}{_CLOSE}"]
        at = end
    places = sorted(groups)
    reader = _Reader(
        language,
        [_numbers(groups[place], text[place[0]] != "[", sheet) for place in places],
        [text[start:end] for start, end in places],
    )
    return list(reader.blocks(_markdown().parse("".join([*parts, text[at:]]))))


def _numbers(citations: list[Citation], in_text: bool, sheet: Sheet) -> list[Json]:
    """Citations as numbers: "[see 3, p. 4; 5]"; in running text with the author before them."""
    by_id = {each.source.id: each for each in sheet.sources}
    made: list[Json] = []
    for place, one in enumerate(citations):
        made += [run("; ", quiet=True)] if place else []
        shown = by_id.get(one.key)
        made += [run(f"{one.prefix} ", quiet=True)] if one.prefix else []
        made += cited([shown.number])[1:-1] if shown else [run(f"@{one.key}", quiet=True)]
        made += [run(f", {one.locator}", quiet=True)] if one.locator else []
        made += [run(f" “{one.quote}”", shown.source.language if shown else "", quiet=True)] if one.quote else []
    first = by_id.get(citations[0].key)
    named = [run(f"{first.source.author or first.source.title} ")] if in_text and first else []
    return [*named, run("[", quiet=True), *made, run("]", quiet=True)]


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return made.disable(["html_block", "html_inline"])


class _Reader:
    """Reads the tokens of one text."""

    def __init__(self, language: str, citations: list[list[Json]], written: list[str]) -> None:
        self._language, self._citations, self._written = language, citations, written

    def blocks(self, tokens: list[Token]) -> Iterator[Json]:
        """Blocks one after another. Lists in lists are one list; quotations and their like are paragraphs."""
        listed: list[list[Json]] | None = None
        kind, depth, numbered = "", 0, False
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                if depth == 0:
                    listed, numbered = [], token.type == "ordered_list_open"
                depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                if depth == 0 and listed:
                    yield items(listed, numbered=numbered)
                    listed = None
            elif token.type.endswith("_open"):
                kind = token.type
            elif token.type == "inline":
                runs = list(self._runs(token.children or []))
                if listed is not None:
                    listed.append(runs)
                elif kind == "heading_open":
                    yield heading("".join(each["text"] for each in runs), 3)
                else:
                    yield para(*runs)
            elif token.type in ("fence", "code_block"):
                yield para(run(self._as_written(token.content), self._language, code=True))

    def _as_written(self, text: str) -> str:
        return _PLACE.sub(lambda place: self._written[int(place[1])], text)

    def _runs(self, tokens: list[Token]) -> Iterator[Json]:
        marks: Mapping[str, bool] = {}
        url = ""
        for token in tokens:
            match token.type:
                case "em_open" | "em_close":
                    marks = {**marks, "italic": token.nesting > 0}
                case "strong_open" | "strong_close":
                    marks = {**marks, "bold": token.nesting > 0}
                case "s_open" | "s_close":
                    marks = {**marks, "struck": token.nesting > 0}
                case "link_open":
                    url = str(token.attrGet("href") or "")
                case "link_close":
                    url = ""
                case "softbreak" | "hardbreak":
                    yield run(" ", self._language, **marks)
                case "code_inline":
                    yield run(self._as_written(token.content), self._language, code=True)
                case "text" | "image":
                    yield from self._text(token.content, marks, url)

    def _text(self, content: str, marks: Mapping[str, bool], url: str) -> Iterator[Json]:
        at = 0
        for place in _PLACE.finditer(content):
            yield from self._plain(content[at : place.start()], marks, url)
            yield from self._citations[int(place[1])]
            at = place.end()
        yield from self._plain(content[at:], marks, url)

    def _plain(self, text: str, marks: Mapping[str, bool], url: str) -> Iterator[Json]:
        if text:
            yield {**(linked(url, text) if url else {}), **run(text, self._language, **marks)}
