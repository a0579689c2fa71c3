"""Stand-ins for sources that are not shown, and citations that point to them.

A stand-in tells that there is a source, and which stand-ins are of one origin, and nothing else. They are numbered in
the order of first citation, so that neither key nor content of what they stand for shows. Used by
``onrecord.visibility``; joins ``text`` (which reads citations), ``checks`` (which tells origins apart) and the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from onrecord.checks.origins import grouped
from onrecord.citing import cited_in
from onrecord.model.dossier import Citation, Dossier, Source, Statement
from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation
from onrecord.model.visibility import Visibility
from onrecord.text.citations import find_citations, masked
from onrecord.text.fragment import Fragment

STAND_IN = "source-not-public-"
TITLE = "a source that is not public"
UNCITED = "source-not-public"
"""What a key is replaced by that stands in a text and is cited nowhere."""
_ORIGIN = "origin-not-public-"
_PLAIN_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")


def is_stand_in(source: Source) -> bool:
    """Whether a source stands for one that is not shown."""
    return source.id.startswith(STAND_IN) and source.title == TITLE


def is_hidden(source: Source, up_to: Visibility) -> bool:
    """Whether a source is not shown to those who may see up to a level, or stands for one that is not."""
    return source.visibility.above(up_to) or is_stand_in(source)


def stand_ins(dossier: Dossier, up_to: Visibility) -> dict[str, Source]:
    """A stand-in for each hidden source that is cited in what is left, by its key, in the order of first citation."""
    hidden = {each.id: each for each in dossier.sources if is_hidden(each, up_to)}
    taken = {each.id for each in dossier.sources if each.id not in hidden}
    cited = dict.fromkeys(key for key in cited_in(dossier) if key in hidden)
    cited |= dict.fromkeys(
        each.superseded_by for each in dossier.sources if each.id not in hidden and each.superseded_by in hidden
    )
    names = (name for name in _numbered(STAND_IN) if name not in taken)
    order = list(cited)
    groups = sorted(
        grouped([hidden[key] for key in cited]), key=lambda group: min(order.index(one.id) for one in group)
    )
    origin = {each.id: f"{_ORIGIN}{number}" for number, group in enumerate(groups, 1) for each in group}
    return {
        key: Source(
            name, "document", TITLE, Span("sources.json"), origin=origin[key], visibility=hidden[key].visibility
        )
        for key, name in zip(cited, names, strict=False)
    }


def _numbered(name: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{name}{number}"


def rekeyed(value: Any, keys: Mapping[str, str]) -> Any:
    """A value whose citations of hidden sources point to their stand-ins, without locators and quotations."""
    if isinstance(value, Citation):
        return Citation(keys[value.key], value.span) if value.key in keys else value
    if isinstance(value, tuple):
        made = (rekeyed(each, keys) for each in value if not _quotes_hidden(each, keys))
        return tuple(made)
    if not is_dataclass(value) or isinstance(value, type | Span):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in ("source", "superseded_by") and isinstance(held, str):
            changes[field.name] = keys.get(held, held)
        elif field.name == "sources" and held and isinstance(held[0], str):
            changes[field.name] = tuple(dict.fromkeys(keys.get(each, each) for each in held))
        elif field.name in ("markdown", "prose") and isinstance(held, str):
            changes[field.name] = _recited(held, keys)
        elif field.name == "text" and isinstance(value, Statement):
            changes[field.name] = _unnamed(value.text, keys)
        elif isinstance(held, tuple) or is_dataclass(held):
            changes[field.name] = rekeyed(held, keys)
    made = replace(value, **changes)
    hides_quote = getattr(value, "quote", "") and getattr(getattr(value, "source", None), "key", "") in keys
    return replace(made, quote="") if hides_quote else made


def _quotes_hidden(value: object, keys: Mapping[str, str]) -> bool:
    return isinstance(value, Quotation) and value.source in keys


def _recited(markdown: str, keys: Mapping[str, str]) -> str:
    """Markdown whose citations of hidden sources are replaced, with what is said of their places and quotations."""
    if "@" not in markdown or not any(key in markdown for key in keys):
        return markdown
    groups: dict[tuple[int, int], list[Citation]] = {}
    for each in find_citations(Fragment.whole("", markdown), masked(markdown)):
        groups.setdefault((each.start, each.end), []).append(each.citation)
    for (start, end), cited in sorted(groups.items(), reverse=True):
        if any(each.key in keys for each in cited):
            told = "; ".join(_cited(each, keys) for each in cited)
            told = f"[{told}]" if markdown[start] == "[" else told
            markdown = markdown[:start] + told + markdown[end:]
    return _unnamed(markdown, keys)


def _unnamed(text: str, keys: Mapping[str, str]) -> str:
    """A text without the keys that stand where no citation is read: in code, in a link."""
    if "@" in text:
        for key in sorted((key for key in keys if key in text), key=len, reverse=True):
            text = re.sub(rf"@\{{?{re.escape(key)}\}}?(?!\w)", f"@{keys[key]}", text)
    return text


def _cited(citation: Citation, keys: Mapping[str, str]) -> str:
    if citation.key in keys:
        return f"@{keys[citation.key]}"
    before = f"{citation.prefix} " if citation.prefix else ""
    after = f", {citation.locator}" if citation.locator else ""
    quote = f' "{citation.quote}"' if citation.quote else ""
    key = citation.key if _PLAIN_KEY.fullmatch(citation.key) else f"{{{citation.key}}}"
    return f"{before}@{key}{after}{quote}"
