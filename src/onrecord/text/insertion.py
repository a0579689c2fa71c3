"""Putting reads blocks under statements of a claim file without changing anything else of it.

The block goes right below the last line of its item, between ``~~~ reads`` and ``~~~``, indented like the item's text,
with the line ends of the lines around it. The result is read again: a block that would not be read as meant, or that
would change how anything else is read, is left out. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model.dossier import Claim, ReadsBlock, Statement
from onrecord.model.finding import Span
from onrecord.text.claims import Context, read_claim
from onrecord.text.formatting import without_spans
from onrecord.text.log import Log
from onrecord.text.markdown import Item, front_matter, parse_body

_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file with blocks put in: its text, the lines that the statements begin on whose block was put in, and each
    insertion as (offset in the old text, what was put there)."""

    text: str
    lines: tuple[int, ...]
    pieces: tuple[tuple[int, str], ...]


def insert_reads(file: str, text: str, readings: Mapping[int, str], statements: Sequence[Statement]) -> Inserted:
    """Put readings under the statements that begin on the lines named (from 1).

    ``text`` is the file as it is, byte-order mark and line ends included; ``statements`` are those of the file as they
    were loaded. A statement that is not there any more as it was, or that has any block, gets none.
    """
    before = _claim(file, text)
    known = {each.span.line: (each.id, each.text) for each in statements}
    free = {
        each.span.line
        for each in before.statements
        if each.reads is None and not each.blocks and known.get(each.span.line) == (each.id, each.text)
    }
    wanted = {line: reading for line, reading in sorted(readings.items()) if line in free}
    whole = _insert(file, text, wanted)
    if _as_meant(before, _claim(file, whole.text), wanted):
        return whole
    fine = {
        line: reading
        for line, reading in wanted.items()
        if _as_meant(before, _claim(file, _insert(file, text, {line: reading}).text), {line: reading})
    }
    some = _insert(file, text, fine)
    return some if _as_meant(before, _claim(file, some.text), fine) else Inserted(text, (), ())


def _insert(file: str, text: str, wanted: Mapping[int, str]) -> Inserted:
    lines = _lines(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    usual = next((end[0] for line in lines if (end := _END.search(line))), "\n")
    pieces = []
    for item in _items(file, text):
        reading = wanted.get(item.first + 1)
        if reading is None:
            continue
        own = _END.search(lines[item.end - 1])
        newline = own[0] if own else usual
        block = ["~~~ reads", *reading.split("\n"), "~~~"]
        told = newline.join(f"{' ' * item.indent}{line}".rstrip() for line in block)
        pieces.append((starts[item.end], f"{told}{newline}" if own else f"{newline}{told}"))
    parts, at = [], 0
    for offset, piece in pieces:
        parts += [text[at:offset], piece]
        at = offset
    return Inserted("".join([*parts, text[at:]]), tuple(sorted(wanted)), tuple(pieces))


def _lines(text: str) -> list[str]:
    """The lines of a file, each with its end."""
    found, at = [], 0
    for end in _END.finditer(text):
        found.append(text[at : end.end()])
        at = end.end()
    return [*found, text[at:]]


def _plain(text: str) -> str:
    """A file's text as the loader sees it."""
    return _END.sub("\n", text.lstrip(_BOM))


def _items(file: str, text: str) -> tuple[Item, ...]:
    lines = _plain(text).split("\n")
    end = front_matter(lines)
    start = end + 1 if end is not None and end > 0 else 0
    return parse_body(file, lines, start if end != -1 else len(lines)).items


def _claim(file: str, text: str) -> Claim:
    return read_claim(file, _plain(text), Context("", 0, None), Log(), [])


def _as_meant(before: Claim, after: Claim, wanted: Mapping[int, str]) -> bool:
    """Whether a claim is as it was, but for the blocks wanted."""
    meant = tuple(
        replace(each, reads=ReadsBlock(wanted[each.span.line], Span(""))) if each.span.line in wanted else each
        for each in before.statements
    )
    return without_spans(replace(before, statements=meant)) == without_spans(after)
