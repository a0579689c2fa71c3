"""YAML to nodes: every value is text, every key stands once, every node has its place.

YAML's typing surprises (``no`` a boolean, ``012`` an octal, ``on`` a key that becomes ``true``), its anchors,
aliases and tags (an exponential document in ten lines) and its several documents are not for dossiers: the first
do not happen, the others are findings. The parser's events are read one by one, so that depth is bounded before
anything recurses. Imports: ``onrecord.model``, the standard library, PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from onrecord.model.finding import Span
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, shorten
from onrecord.text.nodes import Entry, Listing, Node, Scalar, Table, spoilt
from onrecord.text.said import YAML, in_words

MAX_DEPTH = 24

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


class _RefusedError(Exception):
    def __init__(self, message: str, span: Span, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.span, self.remedy = message, span, remedy


class _Open:
    """A list or table whose end has not been met."""

    __slots__ = ("entries", "is_table", "items", "key", "seen", "start")

    def __init__(self, start: int, is_table: bool) -> None:
        self.start, self.is_table = start, is_table
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.key: tuple[str, Span] | None = None
        self.seen: dict[str, Span] = {}


def parse_yaml(fragment: Fragment, log: Log) -> Node | None:
    """The document of a fragment; ``None``, with a finding, if it is not YAML that a dossier may hold.

    An empty fragment is an empty table.
    """
    try:
        return _build(_events(fragment), fragment, log)
    except _RefusedError as refused:
        log.add("OR011", refused.message, refused.span, remedy=refused.remedy)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "not valid YAML"
        at = mark.index if mark else 0
        char = fragment.text[at : at + 1]
        told, remedy = _character(char) if "cannot start any token" in problem else in_words(problem, YAML)
        log.add("OR011", told, fragment.span(at), remedy=remedy)
    except yaml.YAMLError:
        found = _CONTROL.search(fragment.text)
        at = found.start() if found else 0
        log.add("OR011", "a control character stands here", fragment.span(at))
    except RecursionError:
        log.add("OR011", "nested too deep", fragment.span(0))
    return None


def _events(fragment: Fragment) -> Iterator[yaml.Event]:
    """The events of the parser, with all that dossiers do not hold refused."""
    documents = 0
    for event in yaml.parse(fragment.text, Loader=_Loader):
        refused = _refusal(event, documents)
        if refused:
            raise _RefusedError(refused[0], fragment.span(*_offsets(event)), refused[1])
        documents += isinstance(event, yaml.DocumentStartEvent)
        yield event


def _refusal(event: yaml.Event, documents: int) -> tuple[str, str] | None:
    """Why an event has no place in a dossier, and what to do; ``documents`` is the number of documents before it."""
    remedy = "Put the value in quotes."
    if isinstance(event, yaml.DocumentStartEvent):
        if documents:
            return "a line --- stands inside the block", "Remove the line."
        if event.version or event.tags:
            return "a line that starts with % has no place here", "Remove the line."
    elif isinstance(event, yaml.AliasEvent):
        return "a value cannot start with *", remedy
    elif isinstance(event, yaml.NodeEvent):
        if event.anchor is not None:
            return "a value cannot start with &", remedy
        if getattr(event, "tag", None) is not None:
            return "a value cannot start with !", remedy
    return None


def _offsets(event: yaml.Event) -> tuple[int, int]:
    """Where an event starts and ends. Indexes, not lines: YAML breaks lines at characters that no editor does."""
    return (
        event.start_mark.index if event.start_mark else 0,
        event.end_mark.index if event.end_mark else 0,
    )


def _build(events: Iterator[yaml.Event], fragment: Fragment, log: Log) -> Node:
    stack: list[_Open] = []
    done: Node | None = None
    for event in events:
        start, end = _offsets(event)
        made: Node | None = None
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if stack and stack[-1].is_table and stack[-1].key is None:
                raise _RefusedError("a list or table cannot be a key", fragment.span(start))
            if len(stack) >= MAX_DEPTH:
                raise _RefusedError(f"nested deeper than {MAX_DEPTH} levels", fragment.span(start))
            stack.append(_Open(start, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            ended = stack.pop()
            span = fragment.span(ended.start)
            made = Table(tuple(ended.entries), span) if ended.is_table else Listing(tuple(ended.items), span)
        elif isinstance(event, yaml.ScalarEvent):
            empty = event.style in (None, "") and not event.value
            made = Scalar(None if empty else event.value, fragment.span(start, end))
        if made is None:
            continue
        if not stack:
            done = made
        elif not stack[-1].is_table:
            stack[-1].items.append(made)
        else:
            _put(stack[-1], made, log)
    return done if done is not None else Table((), fragment.span(0))


def _put(table: _Open, node: Node, log: Log) -> None:
    """Take a node of a table: a key, or the value of the key before it."""
    if table.key is None:
        value = node.value if isinstance(node, Scalar) else None
        table.key = (str(value) if value is not None else "", node.span)
        return
    key, span = table.key
    table.key = None
    if key in table.seen:
        first = table.seen[key]
        log.add("OR014", f'"{shorten(key)}" stands twice: first on line {first.line}', span)
        table.entries = [spoilt(entry) if entry.key == key else entry for entry in table.entries]
        return
    table.seen[key] = span
    table.entries.append(Entry(key, span, node))


def _character(char: str) -> tuple[str, str]:
    """What to tell of a character that cannot start a value, and what to do."""
    if not char.strip():
        return "a tab indents this line", "Indent with blanks."
    remedy = "Write a citation key without @ here: source: key." if char == "@" else "Put the value in quotes."
    return f'the character "{char}" cannot start a value', remedy
