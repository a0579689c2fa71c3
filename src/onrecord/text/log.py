"""The log that findings are collected in while files are loaded, and the search for near names.

The log is the one mutable thing of a run: every fault goes in, none is raised. Imports: ``onrecord.model``, the
standard library; rapidfuzz, when a near name is looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Severity, Span
from onrecord.model.visibility import HiddenPlace, Visibility

_NEAREST_LOOKUPS = 200
"""Near names are looked for this often in a run: thousands of wrong keys against thousands of sources take long."""


_MOST_ALIKE = 500
"""So many findings of a kind are kept of a file: nobody reads more of them, and a file can have a million."""


class Log:
    """Findings in the order they were met. Of each code and file the first are kept, and the others counted."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._alike: Counter[tuple[str, str]] = Counter()
        self._lookups = 0
        self._hidden: dict[HiddenPlace, None] = {}
        self._unasked: frozenset[str] = frozenset()

    def add(
        self,
        code: str,
        message: str,
        span: Span,
        *,
        remedy: str = "",
        why: tuple[str, ...] = (),
        statement: str = "",
        excerpt: str = "",
    ) -> None:
        """Record a finding of ``code``."""
        if code in self._unasked:
            return
        self._alike[code, span.file] += 1
        if self._alike[code, span.file] <= _MOST_ALIKE:
            found = finding(code, message, span, remedy=remedy, why=why, statement=statement, excerpt=excerpt)
            self._found.append(found)

    @contextmanager
    def without(self, codes: frozenset[str]) -> Iterator[None]:
        """Record no findings of these codes meanwhile."""
        before, self._unasked = self._unasked, self._unasked | codes
        try:
            yield
        finally:
            self._unasked = before

    def hide(self, place: Span, visibility: Visibility, *, whole_lines: bool = False) -> None:
        """Record that not all may see a stretch of a file; with ``whole_lines`` only the lines as they stand there."""
        if visibility is not Visibility.PUBLIC:
            self._hidden.setdefault(HiddenPlace(place, visibility, whole_lines))

    @property
    def hidden(self) -> tuple[HiddenPlace, ...]:
        """The places that not all may see, by file and place."""
        return tuple(sorted(self._hidden, key=lambda each: (each.span, each.visibility.rank, each.whole_lines)))

    def nearest(self, name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
        """The names of ``known`` that look most like ``name``, best first; empty if none is near."""
        self._lookups += 1
        if not name or len(name) > 200 or self._lookups > _NEAREST_LOOKUPS:
            return ()
        from rapidfuzz import fuzz, process

        found = process.extract(
            name.casefold(),
            sorted(set(known)),
            scorer=fuzz.WRatio,
            processor=str.casefold,
            limit=limit,
            score_cutoff=70,
        )
        return tuple(match[0] for match in found)

    def has_errors(self, file: str) -> bool:
        """Whether ``file`` has a finding that is an error."""
        return any(f.severity is Severity.ERROR and f.span.file == file for f in self._found)

    def any(self, codes: frozenset[str]) -> bool:
        """Whether there is a finding of one of ``codes``."""
        return any(found.code in codes for found in self._found)

    def unreadable(self, file: str, codes: frozenset[str]) -> bool:
        """Whether a finding of one of ``codes`` says that ``file`` could not be read whole."""
        return any(found.code in codes and found.span.file == file for found in self._found)

    def sorted(self, texts: Mapping[str, str]) -> tuple[Finding, ...]:
        """All findings by file and place, each with the line it points to."""
        wanted: dict[str, set[int]] = {}
        for found in self._found:
            if not found.excerpt and found.span.file in texts:
                wanted.setdefault(found.span.file, set()).add(found.span.line)
        lines = {file: _lines(texts[file], numbers) for file, numbers in wanted.items()}
        filled = {
            found if found.excerpt else replace(found, excerpt=lines.get(found.span.file, {}).get(found.span.line, ""))
            for found in self._found
        }
        for (code, file), count in self._alike.items():
            if count > _MOST_ALIKE:
                message = f"and {count - _MOST_ALIKE:,} more findings of this kind in this file"
                filled.add(finding(code, message, Span(file)))
        return tuple(sorted(filled, key=lambda f: (f.span, f.code, f.message, f.statement)))


def _lines(text: str, numbers: set[int]) -> dict[int, str]:
    last = max(numbers)
    split = text.split("\n", last)
    return {number: split[number - 1] for number in numbers if number <= len(split)}


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Names in a row for a message: ``a, b, c`` and how many more there are."""
    names = list(names)
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown


def did_you_mean(names: tuple[str, ...]) -> str:
    """A remedy from near names; empty if there are none."""
    return f"Did you mean {' or '.join(names)}?" if names else ""


def shorten(text: str, limit: int = 60) -> str:
    """A text quoted in a message: one line, at most ``limit`` characters."""
    flat = " ".join(text.split()) if len(text) < 4 * limit else " ".join(text[: 4 * limit].split()) + " "
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
