"""What a report is made of, as data for the template: paragraphs, facts, tables, each a dict with its ``kind``.

Texts are runs: a string with how it is set. A link's address and whatever else is no text of a page is ``Verbatim``.
Imports ``onrecord.render.publish`` and the values that the site's pages are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.render.publish.bibliography import Formatted, web_address
from onrecord.render.publish.blocks import Fact, ShownBlock
from onrecord.render.publish.glyphs import BREAK, settable
from onrecord.render.publish.shown import Mark
from onrecord.render.publish.tables import Cell, Table
from onrecord.render.publish.typesetting import Verbatim, language_of

Json = dict[str, Any]

_AFTER = re.compile(r"(?<=[/?&=#%_.:+-])(?=[^/?&=#%_.:+\s-])")
_PIECE = 30
_PLAIN = re.compile(r"[\w ,.%\u00a0\u202f-]{0,24}", re.ASCII)
_LONG = 1800
_SHORT = 12
"""Characters of a column that takes the width it needs: a day, a heading."""


def run(text: str, language: str = "", **marks: Any) -> Json:
    """A text; ``marks`` are italic, bold, code, quiet (true), ``url`` (an address), ``to`` (a place in the report)."""
    made: Json = {"text": text, **marks}
    if language:
        made["language"] = language_of(language)
    return made


def linked(url: str, text: str = "") -> Json:
    """An address, or a text that leads to it. Only one of the web is a link."""
    link = web_address(url)
    shown = address(url) if not text or text == url else text
    return {"text": shown, "url": Verbatim(link)} if link else {"text": shown}


def address(url: str) -> Verbatim:
    """An address as text that breaks where one may be broken: after a mark, or where there is none for long."""
    pieces = [each for part in _AFTER.split(settable(url)) for each in _cut(part)]
    return Verbatim(BREAK.join(pieces))


def _cut(text: str) -> Iterable[str]:
    return (text[at : at + _PIECE] for at in range(0, max(len(text), 1), _PIECE))


def told(text: str, language: str = "") -> Json:
    """A text of the dossier that may be an address."""
    return linked(text) if web_address(text) else run(text, language)


def cited(numbers: Sequence[int]) -> list[Json]:
    """Numbers of sources, "[3, 5]", each a link to its entry."""
    if not numbers:
        return []
    made = [run(" [", quiet=True)]
    for place, number in enumerate(numbers):
        made += [run(", ", quiet=True)] if place else []
        made.append(run(str(number), quiet=True, to=f"source-{number}"))
    return [*made, run("]", quiet=True)]


def reference(formatted: Formatted) -> list[Json]:
    """A formatted source."""
    return [
        (linked(each["url"], each["text"]) if each["url"] else run(each["text"], each["language"]))
        | {"italic": each["italic"]}
        for each in formatted.data
    ]


# Blocks of text -------------------------------------------------------------------------------------------------


def part(text: str, label: str) -> Json:
    """A part of the report, which begins on a page of its own."""
    return {"kind": "part", "text": text, "label": label}


def heading(text: str, level: int) -> Json:
    """A heading below that of a part (level 1): 2 and 3 in parts and claims, 5 in statements."""
    return {"kind": "heading", "text": text, "level": level}


def para(*runs: Json, style: str = "text") -> Json:
    """A paragraph: in "text", "sans", "note" (small and quiet) or "lead" (large)."""
    return {"kind": "para", "runs": list(runs), "style": style}


def items(entries: Iterable[Sequence[Json]], style: str = "text", numbered: bool = False) -> Json:
    """A list."""
    return {"kind": "items", "items": [list(each) for each in entries], "style": style, "numbered": numbered}


def quotation(text: str, language: str) -> Json:
    """Words of somebody else, set apart."""
    return {"kind": "quotation", "runs": [run(text, language)]}


# Facts and tables -----------------------------------------------------------------------------------------------


def facts(entries: Iterable[tuple[str, Sequence[Json]]]) -> Json:
    """Labels with what they say."""
    return {"kind": "facts", "items": [{"label": label, "cell": {"runs": list(runs)}} for label, runs in entries]}


def block_nodes(block: ShownBlock, language: str, shown: Mark, told: str) -> list[Json]:
    """A typed block: its facts and tables under its name. ``language`` is that of the dossier's words in it.

    What stands right above it is not said again: the mark ``shown``, and what is in ``told``.
    """
    made: list[Json] = [heading(block.kind, 5)]
    kept = [each for each in block.facts if each.cell.mark != shown and not repeats(told, each.cell.text)]
    if kept:
        made.append({"kind": "facts", "items": [_fact(each, language) for each in kept]})
    return made + [table(each, language) for each in block.tables]


def repeats(told: str, text: str) -> bool:
    """Whether a text of some length is in what was told already."""
    plain, before = (re.sub(r"\W+", "", each).casefold() for each in (text, told))
    return len(plain) > 16 and plain in before


def _fact(fact: Fact, language: str) -> Json:
    return {"label": fact.label, "cell": cell(fact.cell, language if fact.own else "")}


def table(of: Table, language: str = "", dense: bool = False) -> Json:
    """A table. A column of text is as wide as what stands in it asks for, within bounds; a ``dense`` table of numbers
    is no wider than it must be, and stands beside others."""
    columns = [
        {"text": column.text, "numeric": column.numeric, "share": 0 if dense else _share(of, at)}
        for at, column in enumerate(of.columns)
    ]
    rows = [{"cells": [cell(each, language) for each in row.cells], "spoken": row.spoken} for row in of.rows]
    return {
        "kind": "table",
        "caption": of.caption,
        "columns": columns,
        "rows": rows,
        "notes": list(of.notes),
        "spoken": of.spoken,
        "dense": dense,
    }


def _share(of: Table, at: int) -> int:
    """The share of the width that a column has by what stands in it, within bounds; 0 for numbers and for marks, which
    take what they need."""
    if of.columns[at].numeric or any(row.cells[at].mark for row in of.rows):
        return 0
    longest = len(of.columns[at].text)
    for row in of.rows:
        one = row.cells[at]
        longest = max(longest, len(one.text), min(len(one.note), 30), 4 * len(one.sources))
    # What is short on every row stands on one line, its heading with it.
    return 0 if at and longest <= _SHORT else min(max(longest + 2, 9), 40)


def cell(of: Cell, language: str = "") -> Json:
    """A cell: a mark, a text, the numbers of its sources, a note below; a number alone as it is, of which there are
    thousands."""
    if of == Cell(of.text) and _PLAIN.fullmatch(of.text):
        return {"plain": of.text}
    made: Json = {"runs": [*([run(of.text, of.language or language)] if of.text else []), *cited(of.sources)]}
    if of.mark is not None:
        made["mark"] = marked(of.mark)
    if of.note:
        made["note"] = [run(of.note, language)]
    return made


def marked(of: Mark) -> Json:
    """A verdict: its sign and its word."""
    return {"tone": of.tone.value, "word": of.word}


def is_long(*texts: str) -> bool:
    """Whether texts may be higher than a page, so that they must break."""
    return sum(map(len, texts)) > _LONG


def sentence(text: str) -> str:
    """A reason as a sentence: with a capital, where it begins with a word and no name of a dataset, and a full stop."""
    text = text.strip()
    if not text:
        return ""
    first = text.split()[0]
    capital = text[0] if re.search(r"[_@]|\w-\w", first) else text[0].upper()
    return capital + text[1:] + ("" if text.endswith((".", "!", "?", "…", "”", "»")) else ".")
