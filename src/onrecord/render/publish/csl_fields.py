"""The fields of a source as citation styles use them: CSL-JSON as exporters write it, made fit for citeproc-py.

Texts lose what could change the text around them; dates become numbers as far as they are dates; names are persons or
bodies; what is said twice is said once. Nothing raises. Imports the model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Source

_MOST_CHARACTERS = 4000
"""What is shown of one field; nobody reads more of a title."""

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")
_MARKUP = re.compile(r"</?(?:i|b|em|sub|sup|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
"""The tags that CSL-JSON allows in a text."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def clean(value: object) -> str:
    """A text of a source: on one line, without what changes the text around it or the marks of this module."""
    text = _MARKUP.sub("", _UNSAFE.sub("", str(value)[:_MOST_CHARACTERS]))
    text = " ".join(text.split())
    # A text that runs from right to left keeps to itself.
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def fields_of(source: Source) -> dict[str, Any]:
    """The fields of a source that a style can use, as citeproc-py bears them."""
    from citeproc import DATES, NAMES, VARIABLES  # type: ignore[import-untyped]

    try:
        found = json.loads(source.csl) if source.csl else {}
    except ValueError:
        found = {}
    item = dict(found) if isinstance(found, dict) else {}
    item.setdefault("title", source.title)
    made: dict[str, Any] = {}
    for key, value in sorted(item.items(), key=lambda pair: str(pair[0])):
        name = str(key).replace("-", "_")
        if name not in VARIABLES or name in ("note", "annote", "abstract", "keyword", "citation_number"):
            continue
        if name in NAMES:
            kept: Any = list(_names(value))
        elif name in DATES:
            kept = _date(value)
        else:
            kept = clean(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        if kept:
            made[str(key)] = kept
    names = [_said(each) for each in made.get("author", [])]
    for name in ("publisher", "container-title"):
        # A body that publishes its own report is named once.
        if [made.get(name)] == names and made.get(name):
            del made[name]
    if made.get("publisher") == made.get("container-title"):
        made.pop("publisher", None)
    return made


def _names(value: object) -> Iterator[dict[str, str]]:
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        parts = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
        known = {part: clean(each[part]) for part in ("literal", *parts) if isinstance(each.get(part), str)}
        known = {part: text for part, text in known.items() if text}
        if "literal" in known:
            yield {"literal": known["literal"]}
        elif "family" in known:
            yield known
        elif known:
            yield {"literal": " ".join(known.values())}


def _said(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))


def _date(value: object) -> dict[str, Any]:
    """A date of CSL-JSON in numbers, as far as it is one: exporters write texts, empty lists and months without end."""
    if not isinstance(value, dict):
        return {}
    days = [found for found in map(_day, _items(value.get("date-parts"))[:2]) if found]
    if not days and isinstance(value.get("raw"), str):
        with suppress(ValueError):
            day = PartialDate.parse(value["raw"].split("T")[0])
            days = [[part for part in (day.year, day.month, day.day) if part]]
    if days:
        return {"date-parts": days}
    told = value.get("literal") or value.get("raw")
    return {"literal": clean(told)} if isinstance(told, str) and clean(told) else {}


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _day(parts: object) -> list[int]:
    """[year, month, day], as much of it as makes a date."""
    numbers: list[int] = []
    for part in _items(parts)[:3]:
        try:
            numbers.append(int(str(part)))
        except ValueError:
            break
    for length in range(len(numbers), 0, -1):
        with suppress(ValueError):
            PartialDate.parse("-".join(f"{n:0{4 if place == 0 else 2}d}" for place, n in enumerate(numbers[:length])))
            return numbers[:length]
    return []
