"""Excerpts for findings that were made without the file at hand.

The loader fills the excerpts of its own findings; the checks know only spans. ``with_excerpts`` reads each file once,
as far as its findings need, with the limits of every read of a dossier. Imports the model and the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.model.finding import Finding, Span

# No line of a dossier that a person looks at is longer; a data file can be one endless line.
_LINE = 100_000
_FILE = 16 * 1024 * 1024
_FENCE = re.compile(r"[~`]{3,}")
_CITED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_TEXT = (".md", ".toml", ".json", ".bib")


def with_excerpts(findings: Iterable[Finding], root: Path) -> tuple[Finding, ...]:
    """The findings, each with the line it starts in where that is a line of one of the dossier's text files."""
    found = tuple(findings)
    files: dict[str, list[str]] = {}
    made = []
    for one in found:
        if one.excerpt or not one.span.file.endswith(_TEXT):
            made.append(one)
            continue
        if one.span.file not in files:
            files[one.span.file] = _lines(root, one.span.file)
        lines = files[one.span.file]
        one = replace(one, span=pointed(one.span, one.words, lines)) if one.words else one
        line = lines[one.span.line - 1] if one.span.line <= len(lines) else ""
        made.append(replace(one, excerpt=line[:_LINE]))
    return tuple(made)


def pointed(span: Span, words: str, lines: list[str]) -> Span:
    """The place of some words inside a span, or in the block that it opens; the span itself where they stand in it not
    at all, or more than once. What a citation holds is not looked at."""
    first = span.line - 1
    if first >= len(lines) or span.end_line is None:
        return span
    opening = _FENCE.match(lines[first], span.column - 1)
    if opening:
        closing = (n for n in range(first + 1, len(lines)) if lines[n].strip() == opening[0])
        part = lines[first : next(closing, first) + 1]
    else:
        part = lines[first : span.end_line]
        part[-1] = part[-1][: span.end_column - 1] if span.end_column else part[-1]
        part[0] = " " * (span.column - 1) + part[0][span.column - 1 :]
    text = "\n".join(part)
    if len(text) > _LINE:
        return span
    text = _CITED.sub(lambda found: "\0" * len(found[0]), text)
    pattern = r"[\s*_]+".join(map(re.escape, words.split()))
    places = [found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    if len(places) != 1:
        return span
    (start, end), ((line, column), (end_line, end_column)) = places[0], (_at(text, place) for place in places[0])
    return Span(span.file, span.line + line, column, span.line + end_line, end_column) if end > start else span


def _at(text: str, offset: int) -> tuple[int, int]:
    """Lines before an offset, and its column (from 1)."""
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1) + 1


def _lines(root: Path, file: str) -> list[str]:
    """The lines of a file inside the dossier; nothing if it cannot be read as text."""
    try:
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file() or path.stat().st_size > _FILE:
            return []
        return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except (OSError, ValueError, RuntimeError):
        return []
