"""Where the keys and values of a TOML text stand. Only for positions: values come from ``tomllib``.

``tomllib`` tells no positions. This scanner walks over the text and notes for every key its place and that of its
value, keyed by the path ("datasets", "ucdp", "path"), with numbers for the elements of arrays. What it cannot
place is simply absent, and the caller falls back to the table around it. Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

MAX_DEPTH = 32
MAX_PATH = 64

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_BARE_VALUE = re.compile(r"[^\s,\]}#]+(?: \d\d:\d\d[^\s,\]}#]*)?")
_ESCAPE = re.compile(r'\\(["\\btnfre]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})')
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Place:
    """Offsets of a key (or a table's header) and of its value; ends are exclusive."""

    key_start: int
    key_end: int
    start: int
    end: int


@dataclass(slots=True)
class Places:
    """All that the scanner found.

    ``twice`` holds, for keys written twice, the path with the first and the second place; ``strings`` the
    multi-line strings and ``bare`` the unquoted values, as offsets. ``deep`` is where the text is nested deeper than
    anything needs; ``tomllib`` takes minutes over some such texts.
    """

    of: dict[Path, Place] = field(default_factory=dict)
    twice: list[tuple[Path, Place, Place]] = field(default_factory=list)
    strings: list[tuple[int, int]] = field(default_factory=list)
    bare: list[tuple[int, int]] = field(default_factory=list)
    deep: int | None = None


class _LostError(Exception):
    """The scanner met something it cannot read here; it goes on at the next line."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.places = Places()
        self.arrays: dict[Path, int] = {}
        self.headers: dict[Path, Place] = {}

    def run(self) -> Places:
        text, at = self.text, 0
        path: Path = ()
        while True:
            at = self._end(_BLANK, at)
            if at >= len(text):
                return self.places
            try:
                if text[at] == "[":
                    path, at = self.header(at)
                else:
                    at = self.pair(at, path, 0)
            except _LostError as lost:
                line_end = text.find("\n", max(at, lost.at))
                at = len(text) if line_end < 0 else line_end

    def _end(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self.text, at)
        return found.end() if found else at

    def too_deep(self, at: int) -> _LostError:
        if self.places.deep is None:
            self.places.deep = at
        return _LostError(at)

    def header(self, at: int) -> tuple[Path, int]:
        """``[a.b]`` or ``[[a.b]]``: the path of the table it opens, and the offset after it."""
        start = at
        double = self.text.startswith("[[", at)
        keys, at = self.keys(at + (2 if double else 1))
        at = self._end(_SPACE, at)
        closing = "]]" if double else "]"
        if not self.text.startswith(closing, at):
            raise _LostError(at)
        at += len(closing)
        parent = self.resolve(tuple(keys[:-1]))
        path = (*parent, keys[-1])
        place = Place(start, at, start, at)
        if double:
            index = self.arrays.get(path, -1) + 1
            self.arrays[path] = index
            self.places.of.setdefault(path, place)
            path = (*path, index)
        else:
            path = self.resolve(path)
            if path in self.headers:
                self.places.twice.append((path, self.headers[path], place))
            self.headers.setdefault(path, place)
        self.places.of.setdefault(path, place)
        return path, at

    def resolve(self, keys: Path) -> Path:
        """A header's path with the number of the current element after each array of tables."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.arrays:
                path = (*path, self.arrays[path])
        return path

    def keys(self, at: int) -> tuple[list[str], int]:
        """A dotted key."""
        keys = []
        while True:
            at = self._end(_SPACE, at)
            for pattern in (_BARE_KEY, _BASIC, _LITERAL):
                found = pattern.match(self.text, at)
                if found:
                    break
            else:
                raise _LostError(at)
            keys.append(_unquoted(found[0]))
            if len(keys) > MAX_DEPTH:
                raise self.too_deep(at)
            at = self._end(_SPACE, found.end())
            if not self.text.startswith(".", at):
                return keys, found.end()
            at += 1

    def pair(self, at: int, table: Path, depth: int) -> int:
        """``key = value``; the offset after it."""
        start = at
        keys, key_end = self.keys(at)
        at = self._end(_SPACE, key_end)
        if not self.text.startswith("=", at):
            raise _LostError(at)
        path = (*table, *keys)
        value_start = self._end(_SPACE, at + 1)
        for length in range(len(table) + 1, len(path)):
            self.places.of.setdefault(path[:length], Place(start, key_end, value_start, value_start))
        first = self.places.of.get(path)
        end = self.value(value_start, path if first is None else (), depth)
        place = Place(start, key_end, value_start, end)
        if first is None:
            self.places.of[path] = place
        else:
            self.places.twice.append((path, first, place))
        return end

    def value(self, at: int, path: Path, depth: int) -> int:
        """The offset after the value at ``at``."""
        text = self.text
        if depth > MAX_DEPTH or len(path) > MAX_PATH:
            raise self.too_deep(at)
        for quotes in ('"""', "'''"):
            if text.startswith(quotes, at):
                end = self.long_string(at, quotes)
                self.places.strings.append((at, end))
                return end
        if text.startswith("[", at):
            return self.array(at, path, depth)
        if text.startswith("{", at):
            return self.inline(at, path, depth)
        for pattern in (_BASIC, _LITERAL):
            found = pattern.match(text, at)
            if found:
                return found.end()
        found = _BARE_VALUE.match(text, at)
        if not found:
            raise _LostError(at)
        self.places.bare.append(found.span())
        return found.end()

    def long_string(self, at: int, quotes: str) -> int:
        text, here = self.text, at + 3
        while True:
            end = text.find(quotes, here)
            if end < 0:
                raise _LostError(len(text))
            if quotes == '"""':
                backslashes = 0
                while text[end - 1 - backslashes] == "\\":
                    backslashes += 1
                if backslashes % 2:
                    here = end + 1
                    continue
            end += 3
            for _ in range(2):  # one or two more quotes belong to the string
                end += text.startswith(quotes[0], end)
            return end

    def array(self, at: int, path: Path, depth: int) -> int:
        at, index = self._end(_BLANK, at + 1), 0
        while not self.text.startswith("]", at):
            end = self.value(at, (*path, index) if path else (), depth + 1)
            if path:
                self.places.of.setdefault((*path, index), Place(at, end, at, end))
            index += 1
            at = self._end(_BLANK, end)
            if self.text.startswith(",", at):
                at = self._end(_BLANK, at + 1)
            elif not self.text.startswith("]", at):
                raise _LostError(at)
        return at + 1

    def inline(self, at: int, path: Path, depth: int) -> int:
        at = self._end(_BLANK, at + 1)
        scope = path or (f"\0{at}",)
        while not self.text.startswith("}", at):
            at = self._end(_BLANK, self.pair(at, scope, depth + 1))
            if self.text.startswith(",", at):
                at = self._end(_BLANK, at + 1)
            elif not self.text.startswith("}", at):
                raise _LostError(at)
        return at + 1


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    return _ESCAPE.sub(lambda m: _SIMPLE.get(m[1]) or chr(min(int(m[1][1:], 16), 0x10FFFF)), key[1:-1])


def scan(text: str) -> Places:
    """The places of all keys and values of a TOML text, valid or not."""
    return _Scanner(text).run()
