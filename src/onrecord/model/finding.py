"""Findings: what a check, or the loading of a file, says to the person who wrote it.

A finding is a value, never an exception: all findings of a run are collected and shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters.

    ``ERROR`` is a fault in a file (exit code 2); ``FAILURE`` a statement that does not hold (exit code 1);
    ``WARNING`` and ``NOTE`` never change the exit code.
    """

    ERROR = "error"
    FAILURE = "failure"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive.

    ``file`` is relative to the dossier's root, with forward slashes.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        if self.end_line == 0:
            object.__setattr__(self, "end_line", self.line)
        if self.end_column == 0:
            object.__setattr__(self, "end_column", self.column + 1)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about one place in a file.

    ``code`` is one of ``onrecord.model.codes.CODES``; ``why`` holds further lines (the reading, the figures);
    ``remedy`` says what to do. ``excerpt`` is the line of the file the span starts in, kept with the finding so
    that a report needs no second look at the file. ``visibility`` says who may see what it says, being of something
    that not all may see, and ``excerpt_visibility`` who may see that line.
    ``words`` are those of the stretch that it is about ("stabbed", or a key, "since:"): where the file has them once,
    they are what is pointed at.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    remedy: str = ""
    why: tuple[str, ...] = ()
    statement: str = ""
    excerpt: str = ""
    visibility: str = "public"
    excerpt_visibility: str = "public"
    words: str = ""

    def __str__(self) -> str:
        return f"{self.span} {self.code} {self.message}"
