"""Excerpts for findings that were made without the file at hand.

The loader fills the excerpts of its own findings; the checks know only spans. ``with_excerpts`` reads each file once,
as far as its findings need, with the limits of every read of a dossier. Imports the model and the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.model.finding import Finding

# No line of a dossier that a person looks at is longer; a data file can be one endless line.
_LINE = 100_000
_FILE = 16 * 1024 * 1024
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
        line = lines[one.span.line - 1] if one.span.line <= len(lines) else ""
        made.append(replace(one, excerpt=line[:_LINE]))
    return tuple(made)


def _lines(root: Path, file: str) -> list[str]:
    """The lines of a file inside the dossier; nothing if it cannot be read as text."""
    try:
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file() or path.stat().st_size > _FILE:
            return []
        return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except (OSError, ValueError, RuntimeError):
        return []
