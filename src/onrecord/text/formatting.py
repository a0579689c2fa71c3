"""The canonical text of a dossier's files, as ``onrecord fmt`` writes it.

Files are normalised as text, never rewritten from values, so that comments, wording and order stay as a person wrote
them. Every result is loaded again and compared with the original: where the two differ in anything but positions, only
the line ends and the byte-order mark are changed. A file with errors is left alone. Imports: ``onrecord.model``,
standard library.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from onrecord.model.finding import Finding, Severity, Span
from onrecord.text.additions import VOCABULARY
from onrecord.text.claims import Context, read_claim
from onrecord.text.disk import Disk, displayed
from onrecord.text.fragment import Fragment, dedent, indentation
from onrecord.text.json_nodes import parse_json
from onrecord.text.load import claim_files, load_dossier
from onrecord.text.log import Log
from onrecord.text.markdown import TYPED, Body, Item, front_matter, parse_body, typed_kind
from onrecord.text.nodes import plain
from onrecord.text.settings import SETTINGS, SNAPSHOTS
from onrecord.text.sources import SOURCES
from onrecord.text.toml_nodes import parse_toml
from onrecord.text.toml_scan import scan

_NOWHERE = Span("")

_ROOM = 100
"""Columns of a line of sources.json that holds a list or a table."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file that ``onrecord fmt`` looks after. ``canonical`` is empty where ``errors`` stand in the way."""

    path: str
    written: bytes
    canonical: str
    errors: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether writing the canonical text would change the file."""
        return not self.errors and self.canonical.encode() != self.written


def format_dossier(root: Path) -> tuple[Formatted, ...]:
    """Every file that has a canonical form, with that form or with the errors that forbid it."""
    dossier, findings = load_dossier(root)
    disk = Disk(root, Log())
    languages = dossier.languages if dossier else None
    makers: list[tuple[str, Callable[[str], str]]] = [(SETTINGS, format_toml)]
    makers += [(path, _markdown(displayed(path))) for path, _ in claim_files(disk, languages, Log())]
    makers += [(SOURCES, format_json), (VOCABULARY, format_toml), (SNAPSHOTS, format_toml)]
    found = []
    for path, maker in makers:
        shown = displayed(path)
        errors = tuple(f for f in findings if f.span.file == shown and _forbids(f))
        text = disk.read(path, shown=shown)
        if text is None:
            if errors:
                found.append(Formatted(path, b"", "", errors))
            continue
        written = (root / path).read_bytes()
        found.append(Formatted(path, written, "" if errors else maker(text), errors))
    return tuple(found)


def print_dossier(root: Path) -> tuple[tuple[str, str], ...]:
    """(relative path, canonical text) of every file without errors."""
    return tuple((each.path, each.canonical) for each in format_dossier(root) if not each.errors)


def _forbids(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


# TOML and JSON ---------------------------------------------------------------------------------------------------


def format_toml(text: str) -> str:
    """No blanks at line ends, no runs of blank lines; strings over several lines stay as they are."""
    keep = _string_lines(text)
    out: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number in keep:
            out.append(line)
            continue
        line = line.rstrip(" \t")
        if line or (out and (out[-1] or len(out) - 1 in keep)):
            out.append(line)
    result = "\n".join(out).rstrip("\n")
    result = f"{result}\n" if result else ""
    return result if _toml(result) == _toml(text) else _minimal(text)


def _string_lines(text: str) -> set[int]:
    """The lines whose end lies inside a string."""
    lines: set[int] = set()
    for start, end in scan(text).strings:
        first = text.count("\n", 0, start)
        lines.update(range(first, first + text.count("\n", start, end)))
    return lines


def _toml(text: str) -> object:
    table = parse_toml(Fragment.whole("", text), Log())
    return None if table is None else plain(table)


def _minimal(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def format_json(text: str) -> str:
    """Two blanks of indentation, keys in the order written, letters as letters; a field of an item is on one line where
    that has room: dates and authors are lists in lists, and would fill a screen each."""
    node = parse_json(Fragment.whole("", text), Log())
    return _minimal(text) if node is None else canonical_json(plain(node))


def canonical_json(value: object) -> str:
    """A value as ``sources.json`` holds it: items over several lines, their fields on one where they fit."""
    return _json(value, 0, 0) + "\n"


def _json(value: object, depth: int, taken: int) -> str:
    """A value whose lines are indented by ``depth`` steps, its first one after ``taken`` columns."""
    if not isinstance(value, list | dict) or not value or depth > 1:
        flat = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, list | dict) or not value or taken + len(flat) < _ROOM:
            return flat
    inner = "\n" + "  " * (depth + 1)
    parts = []
    for key, held in value.items() if isinstance(value, dict) else ((None, item) for item in value):
        name = "" if key is None else json.dumps(key, ensure_ascii=False) + ": "
        parts.append(name + _json(held, depth + 1, len(inner) + len(name)))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + inner + f",{inner}".join(parts) + "\n" + "  " * depth + closing


# Markdown --------------------------------------------------------------------------------------------------------


def _markdown(file: str) -> Callable[[str], str]:
    return lambda text: format_claim(file, text)


def format_claim(file: str, text: str) -> str:
    """A claim file with items written "- " and indented by two, and typed blocks between ``~~~``."""
    result = _normalised(file, text)
    return result if _claim(file, result) == _claim(file, text) else _minimal(text)


def _claim(file: str, text: str) -> tuple[object, tuple[str, ...]]:
    """What a claim file says, without positions, and what is wrong with it."""
    log = Log()
    claim = read_claim(file, text, Context("en", 0, None), log, [])
    return without_spans(claim), tuple(sorted(f.code + f.message for f in log.sorted({})))


def without_spans(value: object) -> object:
    """A value of the model with every span, and every indent, made the same, for comparing."""
    if isinstance(value, Span):
        return _NOWHERE
    if isinstance(value, tuple):
        return tuple(without_spans(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: without_spans(getattr(value, f.name)) for f in fields(value)}
        if "indent" in changes:
            changes["indent"] = 0
        return replace(value, **changes)
    return value


def _normalised(file: str, text: str) -> str:
    lines = text.split("\n")
    end = front_matter(lines)
    start = end + 1 if end is not None and end > 0 else 0
    body = parse_body(file, lines, start)
    head = [line.rstrip(" \t") for line in lines[:start]]
    if head:
        head[-1] = "---"
        while len(head) > 2 and not head[1]:
            del head[1]
        while len(head) > 2 and not head[-2]:
            del head[-2]
    out = _body_lines(lines, start, body)
    if head and out:
        head.append("")
    return "\n".join(head + out).rstrip("\n") + "\n"


def _body_lines(lines: list[str], start: int, body: Body) -> list[str]:
    owner = {number: item for item in body.items for number in range(item.first, item.end)}
    out: list[str] = []
    kept = False
    for number in range(start, len(lines)):
        item = owner.get(number)
        line = lines[number].rstrip(" \t") if item is None else _item_line(lines[number], number, item)
        if not line and number not in body.code and (not out or (not out[-1] and not kept)):
            continue
        out.append(line)
        kept = number in body.code
    while out and not out[-1]:
        out.pop()
    return out


def _item_line(line: str, number: int, item: Item) -> str:
    """A line of an item, with the canonical marker or indentation."""
    marker = item.marker if item.marker[0].isdigit() else "-"
    blank = " " * (len(marker) + 1)
    if number == item.first:
        column = indentation(line) + len(item.marker)
        _, rest = dedent(line[len(line) - len(line.lstrip(" \t")) + len(item.marker) :], item.indent - column, column)
        rest = _fence_line(rest.rstrip(" \t"), number, item)
        return f"{marker} {rest}" if rest else marker
    _, rest = dedent(line, item.indent)
    if indentation(line) < item.indent:
        rest = line.lstrip(" \t")
    rest = _fence_line(rest.rstrip(" \t"), number, item)
    return blank + rest if rest else ""


def _fence_line(line: str, number: int, item: Item) -> str:
    """A line, canonical if it opens or closes a typed block: ``~~~ reads`` and ``~~~``."""
    for fence in item.fences:
        if fence.first <= number <= fence.last and typed_kind(fence.info) in TYPED and fence.closed:
            if "~~~" in fence.content.text:
                return line
            if number == fence.first:
                return f"~~~ {fence.info}"
            if number == fence.last:
                return "~~~"
            return dedent(line, fence.indent - item.indent)[1] if fence.indent > item.indent else line
    return line
