"""Values of TOML, YAML and JSON with their positions: one small tree for the three.

The typed getters of ``onrecord.text.fields`` read it. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from onrecord.model.finding import Span

Value = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. In YAML every value is text; an empty one is ``None``."""

    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a table with its value."""

    key: str
    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A table: keys with values, in the order written, each key once."""

    entries: tuple[Entry, ...]
    span: Span

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, key: str) -> Entry | None:
        """The entry of ``key``."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Listing | Table


def plain(node: Node) -> object:
    """The tree as dicts, lists and values, without positions."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {entry.key: plain(entry.value) for entry in node.entries}


def extent(node: Node, start: Span | None = None) -> Span:
    """The stretch of a node with all it holds, from ``start`` if that is given."""
    first, end_line, end_column = start or node.span, node.span.end_line, node.span.end_column
    stack: list[Node] = [node]
    while stack:
        one = stack.pop()
        end_line, end_column = max((end_line, end_column), (one.span.end_line, one.span.end_column))
        stack += one.items if isinstance(one, Listing) else ()
        stack += (entry.value for entry in one) if isinstance(one, Table) else ()
    return Span(first.file, first.line, first.column, end_line, end_column)


MARKS = ("visibility", "internal", "confidential", "onrecord", "custom")
"""Fields that say, or hold what says, who may see a table."""


def spoilt(entry: Entry) -> Entry:
    """A field that stands twice. Of two marks nobody knows which was meant, so neither is taken: a mark without a value
    hides its table."""
    return Entry(entry.key, entry.key_span, Scalar(None, entry.value.span)) if entry.key in MARKS else entry


def described(node: Node) -> str:
    """What kind of value a node is, in a reader's words."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Table):
        return "a table of fields"
    value = node.value
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a date and time" if isinstance(value, datetime) else "a date" if isinstance(value, date) else "a time"
