"""JSON to nodes with positions, on top of the string scanner of the ``json`` module.

Stricter than ``json.loads``: no NaN, no Infinity, no half of a surrogate pair, no key twice, no endless nesting.
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import math
import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]

from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, shorten
from onrecord.text.nodes import Entry, Listing, Node, Scalar, Table, spoilt

MAX_DEPTH = 64

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Parser:
    def __init__(self, fragment: Fragment, log: Log) -> None:
        self.fragment, self.text, self.log = fragment, fragment.text, log

    def space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def fail(self, message: str, at: int) -> JSONDecodeError:
        return JSONDecodeError(message, self.text[:0], at)

    def string(self, at: int) -> tuple[str, int]:
        value: str
        end: int
        try:
            value, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as error:
            raise self.fail(_plain(error.msg), error.pos) from None
        if _SURROGATE.search(value):
            raise self.fail("half of a surrogate pair: the text is damaged", at)
        return value, end

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        """The value at ``at``, and the offset after it."""
        if depth > MAX_DEPTH:
            raise self.fail(f"nested deeper than {MAX_DEPTH} levels", at)
        char = self.text[at : at + 1]
        if char == '"':
            text, end = self.string(at)
            return Scalar(text, self.fragment.span(at, end)), end
        if char == "{":
            return self.table(at, depth)
        if char == "[":
            return self.listing(at, depth)
        found = _NUMBER.match(self.text, at)
        if found:
            return Scalar(self.number(found), self.fragment.span(at, found.end())), found.end()
        for word, constant in _WORDS.items():
            if self.text.startswith(word, at):
                return Scalar(constant, self.fragment.span(at, at + len(word))), at + len(word)
        raise self.fail("a value is expected here" if char else "the file ends in the middle of a value", at)

    def number(self, found: re.Match[str]) -> int | float:
        if len(found[0]) > 400:
            raise self.fail("the number is too long", found.start())
        if found[1] or found[2]:
            value = float(found[0])
            if math.isinf(value):
                raise self.fail("the number is too large", found.start())
            return value
        return int(found[0])

    def listing(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self.space(start + 1)
        if self.text[at : at + 1] == "]":
            return Listing((), self.fragment.span(start, at + 1)), at + 1
        while True:
            item, at = self.value(at, depth + 1)
            items.append(item)
            at = self.space(at)
            char = self.text[at : at + 1]
            if char == "]":
                return Listing(tuple(items), self.fragment.span(start)), at + 1
            if char != ",":
                raise self.fail("a comma or ] is missing here", at)
            comma, at = at, self.space(at + 1)
            if self.text[at : at + 1] == "]":
                raise self.fail("a comma stands before ]", comma)

    def table(self, start: int, depth: int) -> tuple[Node, int]:
        entries: list[Entry] = []
        seen: dict[str, int] = {}
        at = self.space(start + 1)
        if self.text[at : at + 1] == "}":
            return Table((), self.fragment.span(start, at + 1)), at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.fail("a key in double quotes is expected here", at)
            key, end = self.string(at)
            key_span = self.fragment.span(at, end)
            colon = self.space(end)
            if self.text[colon : colon + 1] != ":":
                raise self.fail("a colon is missing here", colon)
            value, after = self.value(self.space(colon + 1), depth + 1)
            if key in seen:
                self.log.add("OR014", f'"{shorten(key)}" stands twice: first on line {seen[key]}', key_span)
                entries = [spoilt(entry) if entry.key == key else entry for entry in entries]
            else:
                seen[key] = key_span.line
                entries.append(Entry(key, key_span, value))
            at = self.space(after)
            char = self.text[at : at + 1]
            if char == "}":
                return Table(tuple(entries), self.fragment.span(start)), at + 1
            if char != ",":
                raise self.fail("a comma or } is missing here", at)
            comma, at = at, self.space(at + 1)
            if self.text[at : at + 1] == "}":
                raise self.fail("a comma stands before }", comma)


def parse_json(fragment: Fragment, log: Log) -> Node | None:
    """The value of a fragment; ``None``, with a finding, if it is not JSON."""
    parser = _Parser(fragment, log)
    try:
        at = parser.space(0)
        if at == len(fragment.text):
            raise parser.fail("the file is empty", 0)
        node, at = parser.value(at, 0)
        at = parser.space(at)
        if at < len(fragment.text):
            raise parser.fail("more text follows after the end of the JSON", at)
        return node
    except JSONDecodeError as error:
        log.add("OR012", error.msg, fragment.span(error.pos))
    return None


def _plain(message: str) -> str:
    """The json module's words for a string's faults, in ours."""
    if message.startswith("Unterminated"):
        return "the text in quotes is not closed"
    if message.startswith("Invalid control"):
        return "a line end or control character inside a text in quotes"
    return message[:1].lower() + message[1:]
