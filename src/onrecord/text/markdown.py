"""The structure of a claim file: front matter, list items, blocks, prose.

The structure comes from markdown-it-py, whose block tokens carry line numbers; texts are then taken from the raw
lines, so that every character keeps its place. Imports: ``onrecord.model``, standard library, markdown-it-py.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.text.fragment import Fragment, dedent, indentation

TYPED = ("reads", "incident", "pledge", "case", "position", "deployment", "reply", "quote")

_LISTS = ("bullet_list_open", "ordered_list_open")
_MARKER = re.compile(r"[ \t]*(?P<marker>[-+*]|\d{1,9}[.)])(?P<blank>[ \t]*)")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
_OPENING = re.compile(rf"[ \t]+(?P<marks>(?:`{{3,}}|~{{3,}})[ \t]*(?:{'|'.join(TYPED)}))[ \t]*")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. Line numbers count from 0; ``last`` is the line of its closing fence or its last line.

    ``content`` is the text between the fences, without indentation; ``indent`` the characters taken off.
    """

    info: str
    tildes: bool
    first: int
    last: int
    closed: bool
    content: Fragment
    indent: int
    opening: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A top-level list item: its lines (from 0, ``end`` exclusive, blank ones at the end left out).

    ``content`` is the item without marker, indentation and direct fences of a typed kind; ``code`` are the stretches
    of it that are code blocks, as offsets. ``fences`` are the fenced blocks that stand directly in the item.
    """

    first: int
    end: int
    marker: str
    indent: int
    content: Fragment
    code: tuple[tuple[int, int], ...]
    fences: tuple[Fence, ...]


@dataclass(frozen=True, slots=True)
class Unfenced:
    """A line that was meant to open a typed block and does not: its number (from 0), the column and the text of what
    stands there, and the blanks that would be right, if it stands in an item."""

    line: int
    column: int
    marks: str
    indent: int | None


@dataclass(frozen=True, slots=True)
class Body:
    """What a claim file holds below its front matter.

    ``prose`` is all that is neither list nor typed block nor a heading right above a list; ``stray`` are the fences
    of a typed kind outside any item, or deeper in one; ``code`` the lines (from 0) of all code and HTML blocks;
    ``unfenced`` the lines that look like the opening of a typed block and are text or code.
    """

    items: tuple[Item, ...]
    prose: Fragment
    prose_code: tuple[tuple[int, int], ...]
    stray: tuple[Fence, ...]
    fences: tuple[Fence, ...]
    code: frozenset[int]
    references: MutableMapping[str, Any]
    unfenced: tuple[Unfenced, ...] = ()


@cache
def _blocks() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 60})
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


@cache
def _full() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 60})


def front_matter(lines: list[str]) -> int | None:
    """The line (from 0) of the closing fence of the front matter; ``None`` if there is none, -1 if not closed."""
    if not lines or lines[0].rstrip() != "---":
        return None
    return next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), -1)


def typed_kind(info: str) -> str:
    """The word an info string starts with."""
    return info.split(maxsplit=1)[0] if info.strip() else ""


def parse_body(file: str, lines: list[str], start: int) -> Body:
    """The structure of the lines from ``start`` on."""
    env: dict[str, Any] = {}
    source = "\n".join([""] * start + lines[start:])
    tokens = _blocks().parse(source, env)
    items: list[Item] = []
    stray: list[Fence] = []
    fences: list[Fence] = []
    code: set[int] = set()
    html: set[int] = set()
    dropped: set[int] = set()
    top = ""
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting == 1:
            top = token.type
        if token.map is None:
            continue
        first, end = token.map
        if token.type in ("code_block", "html_block", "fence"):
            code.update(range(first, end))
        if token.type == "html_block":
            html.update(range(first, end))
        if token.type == "fence":
            fence = _fence(file, lines, token)
            fences.append(fence)
            in_item = token.level == 2 and top in _LISTS
            if typed_kind(token.info) in TYPED and not in_item:
                stray.append(fence)
                dropped.update(range(first, end))
        elif token.type == "list_item_open" and token.level == 1:
            items.append(_item(file, lines, tokens, index))
            dropped.update(range(items[-1].first, items[-1].end))
        elif token.type == "heading_open" and token.level == 0 and _heads_a_list(tokens, index):
            dropped.update(range(first, end))
    prose, spans = _prose(file, lines, start, dropped, code)
    return Body(
        tuple(items),
        prose,
        spans,
        tuple(stray),
        tuple(fences),
        frozenset(code),
        env.get("references", {}),
        _unfenced(lines, start, items, fences, html),
    )


def _unfenced(
    lines: list[str], start: int, items: list[Item], fences: list[Fence], html: set[int]
) -> tuple[Unfenced, ...]:
    """The lines that would open a typed block if they were indented less; not those of comments."""
    inside = html | {number for fence in fences for number in range(fence.first, fence.last + 1)}
    owners = {number: item for item in items for number in range(item.first, item.end)}
    found = []
    for number in range(start, len(lines)):
        opening = _OPENING.fullmatch(lines[number]) if number not in inside else None
        if opening:
            indent = owners[number].indent if number in owners else None
            found.append(Unfenced(number, opening.start("marks"), opening["marks"], indent))
    return tuple(found)


def _heads_a_list(tokens: list[Token], index: int) -> bool:
    after = next((i for i in range(index, len(tokens)) if tokens[i].type == "heading_close"), index)
    if after + 1 >= len(tokens):
        return True
    return tokens[after + 1].type in (*_LISTS, "heading_open")


def _fence(file: str, lines: list[str], token: Token) -> Fence:
    assert token.map is not None
    first, end = token.map
    opening = lines[first]
    column = opening.find(token.markup)
    quotes = " \t>" if ">" in opening[:column] else " \t"
    closing = _FENCE.fullmatch(lines[end - 1].lstrip(quotes).rstrip()) if end - 1 > first else None
    closed = closing is not None and closing["fence"].startswith(token.markup)
    stop = end - 1 if closed else end
    inner = lines[first + 1 : stop]
    blank = [len(line) - len(line.lstrip(" \t")) for line in inner if line.strip()]
    width = indentation(opening) if not opening[:column].strip() else 0
    indent = min([width if "\t" not in opening[:column] else column, *blank])
    taken = [min(indent, len(line) - len(line.lstrip(" \t"))) for line in inner]
    rows = [(first + 2 + i, taken[i] + 1, line[taken[i] :].rstrip()) for i, line in enumerate(inner)]
    content = Fragment(file, rows or [(first + 1, column + 1, "")])
    return Fence(
        token.info.strip(),
        token.markup.startswith("~"),
        first,
        end - 1,
        closed,
        content,
        indent,
        (column, len(opening.rstrip())),
    )


def _item(file: str, lines: list[str], tokens: list[Token], index: int) -> Item:
    """The item whose opening token is ``tokens[index]``."""
    opening = tokens[index]
    assert opening.map is not None
    first, end = opening.map
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    fences: list[Fence] = []
    code: set[int] = set()
    for position in range(index + 1, len(tokens)):
        token = tokens[position]
        if token.type == "list_item_close" and token.level == 1:
            break
        if token.map and token.type in ("fence", "code_block", "html_block"):
            code.update(range(*token.map))
            if token.type == "fence" and token.level == 2:
                fences.append(_fence(file, lines, token))
    skipped = {
        line
        for fence in fences
        if typed_kind(fence.info) in TYPED or (fence.tildes and fence.info)
        for line in range(fence.first, fence.last + 1)
    }
    found = _MARKER.match(lines[first])
    assert found is not None
    width, indent, start = _content_start(lines[first], found)
    rows = [(first + 1, start + 1, width + lines[first][start:].rstrip())]
    if first in skipped:
        rows = [(first + 1, start + 1, "")]
    numbers = [first]
    for number in range(first + 1, end):
        if number in skipped:
            continue
        taken, rest = dedent(lines[number], indent)
        if taken < indent and indentation(lines[number]) < indent:  # a lazy line of a paragraph
            rest = lines[number].lstrip(" \t")
            taken = len(lines[number]) - len(rest)
        rows.append((number + 1, taken + 1, rest.rstrip()))
        numbers.append(number)
    while len(rows) > 1 and not rows[-1][2]:
        rows.pop()
    return Item(
        first, end, found["marker"], indent, Fragment(file, rows), _stretches(rows, numbers, code), tuple(fences)
    )


def _content_start(line: str, found: re.Match[str]) -> tuple[str, int, int]:
    """Blanks to put before the text of an item's first line, the indent of its content, and where it starts."""
    marker_end = found.end("marker")
    column = indentation(line) + len(found["marker"])
    after = 0
    for char in found["blank"]:
        after += 4 - (column + after) % 4 if char == "\t" else 1
    if found.end() == len(line.rstrip()) or not line[marker_end:].strip():
        return "", column + 1, len(line.rstrip())
    if after > 4:  # an indented code block: one blank belongs to the marker
        return " " * (after - 1), column + 1, found.end()
    return "", column + after, found.end()


def _stretches(rows: list[tuple[int, int, str]], numbers: list[int], code: set[int]) -> tuple[tuple[int, int], ...]:
    spans, at = [], 0
    for row, number in zip(rows, numbers, strict=False):
        if number in code:
            spans.append((at, at + len(row[2])))
        at += len(row[2]) + 1
    return tuple(spans)


def _prose(
    file: str, lines: list[str], start: int, dropped: set[int], code: set[int]
) -> tuple[Fragment, tuple[tuple[int, int], ...]]:
    """The lines that are prose; runs of blank lines outside code are one blank line."""
    rows: list[tuple[int, int, str]] = []
    numbers: list[int] = []
    for number in range(start, len(lines)):
        text = "" if number in dropped else lines[number].rstrip()
        if not text and (not rows or not rows[-1][2]) and (number not in code or number in dropped):
            continue
        rows.append((number + 1, 1, text))
        numbers.append(number)
    while rows and not rows[-1][2]:
        rows.pop()
    return Fragment(file, rows or [(start + 1, 1, "")]), _stretches(rows, numbers, code)


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ASIDE = re.compile(
    r"^[ \t]*\[[^\]\n]*\]:[ \t]*(?:#|<#?>)"
    r"(?:[ \t]*\n?[ \t]*(?:\([^()]*\)|\"[^\"]*\"|'[^']*')[ \t]*$|[^\n]*(?:\n[ \t]*\S[^\n]*)*)\n?",
    re.MULTILINE,
)
"""A definition of a link to nowhere, ``[//]: # (words)``: the usual comment of Markdown. One that is not closed goes to
the end of its paragraph."""
_BRACKETS = 500
"""More than these in one item are no links; the parser's time grows with their square."""


def without_asides(markdown: str) -> str:
    """Markdown without comments that are written as links to nowhere: ``[//]: # (words)``."""
    return _ASIDE.sub("", markdown) if "]:" in markdown else markdown


def plain_text(markdown: str, references: MutableMapping[str, Any]) -> str:
    """The words of Markdown: no emphasis marks, links as their text, white space collapsed; no code blocks.

    A tag is text as it is written, so that nothing of a sentence is lost unseen; a comment is none.
    """
    markdown = without_asides(markdown)
    if markdown.count("[") > _BRACKETS:
        return " ".join(markdown.split())
    parts: list[str] = []
    for token in _full().parse(markdown, {"references": dict(references)}):
        if token.type == "html_block":
            parts.append(_COMMENT.sub("", token.content))
        if token.type != "inline":
            continue
        parts.append(_inline(token.children or []))
    return " ".join(" ".join(parts).split())


def _inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_inline(token.children or []))
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type == "html_inline":
            parts.append(_COMMENT.sub("", token.content))
    return "".join(parts)
