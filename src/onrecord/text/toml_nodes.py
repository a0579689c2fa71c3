"""TOML to nodes: values from ``tomllib``, positions from ``onrecord.text.toml_scan``.

Two faults that ``tomllib`` only calls broken syntax get their own findings, and the rest of the file is still
read: a key written twice, and an unquoted date that is no day of the calendar (``as_of = 2022-13-01``).
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date

from onrecord.model.dates import PartialDate
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log
from onrecord.text.nodes import Entry, Listing, Node, Scalar, Table, Value
from onrecord.text.said import TOML, in_words
from onrecord.text.toml_scan import Path, Place, Places, scan

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_DATE = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def parse_toml(fragment: Fragment, log: Log) -> Table | None:
    """The document of a fragment; ``None``, with a finding, if it is not TOML."""
    text = fragment.text
    places = scan(text)
    if places.deep is not None:
        log.add("OR010", "nested too deep", fragment.span(places.deep))
        return None
    try:
        found = tomllib.loads(text)
    except RecursionError:
        log.add("OR010", "nested too deep", fragment.span(0))
        return None
    except ValueError as error:
        mended = _mend(text, places, fragment, log)
        if mended is None:
            _broken(error, fragment, log)
            return None
        try:
            found = tomllib.loads(mended)
        except (ValueError, RecursionError) as again:
            _broken(again, fragment, log)
            return None
    node = _node(found, (), places, fragment, Place(0, 0, 0, 0))
    assert isinstance(node, Table)
    return node


def _mend(text: str, places: Places, fragment: Fragment, log: Log) -> str | None:
    """The text with second keys blanked out and impossible dates in quotes; ``None`` if there is nothing to mend."""
    edits: list[tuple[int, int, str]] = []
    for path, first, second in places.twice:
        name = ".".join(str(part) for part in path)
        line = fragment.position(first.key_start)[0]
        here = fragment.span(second.key_start, second.key_end)
        log.add("OR014", f'"{name}" stands twice: first on line {line}', here)
        if text[second.key_start] != "[":
            blank = re.sub(r"[^\n]", " ", text[second.key_start : second.end])
            edits.append((second.key_start, second.end, blank))
    for start, end in places.bare:
        word = text[start:end]
        if _DATE.fullmatch(word) and not _is_day(word):
            edits.append((start, end, f'"{word}"'))
    if not edits:
        return None
    parts, at = [], 0
    for start, end, new in sorted(edits):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def _is_day(word: str) -> bool:
    try:
        return PartialDate.parse(word).day > 0
    except ValueError:
        return False


def _broken(error: Exception, fragment: Fragment, log: Log) -> None:
    message = str(error) or "nested too deep"
    found = _AT.search(message)
    problem, ends = _AT.sub("", message), ""
    if found and found[1]:
        lines_before = _offset(fragment.text, int(found[1]))
        here = fragment.span(lines_before + int(found[2]) - 1)
    else:
        here = fragment.span(len(fragment.text.rstrip("\n"))) if found else fragment.span(0)
        ends = " at the end of the file" if found else ""
    if "integer string conversion" in problem:
        problem = "a number has too many digits"
    if log.has_errors(fragment.file) and ("overwrite" in problem or "twice" in problem or "mutate" in problem):
        return  # the key written twice is already in the log
    told, remedy = in_words(problem, TOML)
    log.add("OR010", told + ends, here, remedy=remedy)


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def _node(value: object, path: Path, places: Places, fragment: Fragment, around: Place) -> Node:
    place = places.of.get(path, around)
    span = fragment.span(place.start, min(place.end, _line_end(fragment.text, place.start)))
    if isinstance(value, dict):
        entries = []
        for key, held in value.items():
            inner = places.of.get((*path, key), place)
            key_span = fragment.span(inner.key_start, inner.key_end)
            entries.append(Entry(key, key_span, _node(held, (*path, key), places, fragment, inner)))
        return Table(tuple(entries), span)
    if isinstance(value, list):
        items = (_node(item, (*path, i), places, fragment, place) for i, item in enumerate(value))
        return Listing(tuple(items), span)
    scalar: Value = value if isinstance(value, str | int | float | bool | date) else str(value)
    return Scalar(scalar, span)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
