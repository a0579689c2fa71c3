"""The public view of a dossier: what may be shown to those who may see up to a level, and nothing else.

    published   Dossier, level -> Dossier, made right after loading and before anything is computed
    reduced     findings, level -> findings without the words of what is hidden

Everything that is printed, exported or published is made from such a view, so that no check, message or renderer can
hold what it leaves out: reports, explanations and archives now, editions, posters and sites to come. Statements,
claims, blocks, entries and fields above the level are gone. A source above it is a stand-in that is numbered in the
order of first citation and tells nothing but that it is there. Joins ``text`` (which reads citations), ``checks``
(which tells origins apart) and the model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from onrecord.checks.origins import grouped
from onrecord.model.codes import CODES
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dossier import Citation, Claim, Dossier, Source, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.model.visibility import OPEN, Access, Visibility, Withheld, level_of_attribute
from onrecord.text.citations import find_citations, masked
from onrecord.text.fragment import Fragment
from onrecord.text.hiding import access_of, own_level

STAND_IN = "source-not-public-"
_UNCITED = "source-not-public"
"""What a key is replaced by that stands in a text and is cited nowhere."""
TITLE = "a source that is not public"
NOT_PUBLIC = "(not public)"
"""What stands for a text that an entry cannot do without."""
FILE = "a data file that is not public"
_ORIGIN = "origin-not-public-"
_COMMENT = re.compile(r"[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)
_PLAIN_KEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
_RAW_SKIPPED = (Span, Access)


def published(dossier: Dossier, up_to: Visibility = Visibility.PUBLIC) -> Dossier:
    """What of a dossier those may see who may see up to ``up_to``.

    ``as_of``, the datasets' coverage and the vocabulary stay, since figures are computed with them; of a hidden dataset
    neither file name nor title. The places of what was hidden stay too (``Dossier.hidden``): they hold no words.
    """
    if up_to is Visibility.CONFIDENTIAL or not _any_marked(dossier):
        return dossier
    cleared = replace(
        dossier,
        claims=tuple(made for each in dossier.claims if (made := _claim(each, up_to)) is not None),
        datasets=tuple(_dataset(each, up_to) for each in dossier.datasets),
        sources=tuple(_source(each, up_to) for each in dossier.sources),
    )
    stand_ins = _stand_ins(cleared, up_to)
    keys = {each.id: _UNCITED for each in cleared.sources if _hidden(each, up_to)}
    keys |= {key: made.id for key, made in stand_ins.items()}
    kept = (each for each in cleared.sources if not _hidden(each, up_to))
    return replace(
        cleared,
        claims=_rekeyed(cleared.claims, keys),
        datasets=_rekeyed(cleared.datasets, keys),
        additions=_rekeyed(cleared.additions, keys),
        sources=(*_rekeyed(tuple(kept), keys), *stand_ins.values()),
    )


def withheld(dossier: Dossier, view: Dossier, up_to: Visibility) -> Withheld:
    """How much a view up to a level leaves out."""
    return Withheld(
        statements=len(dossier.statements) - len(view.statements),
        entries=_entries(dossier.claims, view, up_to),
        sources=sum(1 for each in dossier.sources if each.visibility.above(up_to)),
        datasets=sum(1 for each in view.datasets if each.path == FILE),
    )


def is_stand_in(source: Source) -> bool:
    """Whether a source stands for one that is not shown."""
    return source.id.startswith(STAND_IN) and source.title == TITLE


def _hidden(source: Source, up_to: Visibility) -> bool:
    return source.visibility.above(up_to) or is_stand_in(source)


def _any_marked(dossier: Dossier) -> bool:
    return any(each.visibility is not Visibility.PUBLIC for each in dossier.sources) or _marked(
        (dossier.claims, dossier.sources, dossier.datasets)
    )


def _marked(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_marked, value))
    if not is_dataclass(value) or isinstance(value, _RAW_SKIPPED):
        return False
    if own_level(value) is not Visibility.PUBLIC or access_of(value).marked:
        return True
    return any(_marked(getattr(value, field.name)) for field in fields(value))


# Entries and fields -------------------------------------------------------------------------------------------------


@cache
def _fields(kind: type) -> tuple[Field[Any], ...]:
    return fields(kind)


def _shown(value: Any, up_to: Visibility) -> Any:
    """An entry without its hidden fields; ``None`` where it is hidden, or cannot do without one of them."""
    if isinstance(value, tuple):
        return tuple(made for each in value if (made := _shown(each, up_to)) is not None)
    if not is_dataclass(value) or isinstance(value, type | Span | Citation):
        return value
    if own_level(value).above(up_to):
        return None
    access, changes = access_of(value), dict[str, Any]()
    for field in _fields(type(value)):
        held = getattr(value, field.name)
        if field.name == "access":
            changes["access"] = OPEN
        elif field.name == "common":
            changes["common"] = _shown(held, up_to)
        elif level_of_attribute(access, type(value).__name__, field.name).above(up_to):
            if isinstance(held, int | bool) and field.name == "planned":
                return None  # what is only planned must not read as there
            blank = _blank(value, field, held)
            if blank is _NONE:
                return None
            changes[field.name] = blank
        elif isinstance(held, tuple) or is_dataclass(held):
            made = _shown(held, up_to)
            changes[field.name] = made
    return replace(value, **changes)


_NONE = object()


def _blank(value: object, field: Field[Any], held: object) -> object:
    """What stands for a hidden field: nothing where that is allowed, else a text that says so."""
    if field.name == "source" and isinstance(held, str):
        return NOT_PUBLIC if held else ""
    if isinstance(held, tuple):
        return ()
    if "None" in str(field.type):
        return None
    if isinstance(held, Selector):
        return _NONE
    if type(held) is str:
        return "" if field.default == "" else NOT_PUBLIC
    return _NONE


def _claim(claim: Claim, up_to: Visibility) -> Claim | None:
    if claim.access.visibility.above(up_to):
        return None
    made: Claim | None = _shown(replace(claim, statements=()), up_to)
    if made is None:
        return None
    prose_hidden = claim.access.level_of("prose").above(up_to)
    statements = (_statement(each, up_to) for each in claim.statements)
    return replace(
        made,
        statements=tuple(each for each in statements if each is not None),
        prose="" if prose_hidden else without_comments(claim.prose),
        citations=() if prose_hidden else claim.citations,
    )


def _statement(statement: Statement, up_to: Visibility) -> Statement | None:
    made: Statement | None = _shown(statement, up_to)
    if made is None:
        return None
    quotes = (_quotation(each, up_to) for each in statement.quotes)
    return replace(
        made,
        markdown=without_comments(statement.markdown),
        quotes=tuple(each for each in quotes if each is not None),
    )


def _quotation(quotation: Quotation, up_to: Visibility) -> Quotation | None:
    """A quotation; of its words, all or none are shown, and what stands around them or not."""
    access = quotation.access
    if access.level_of("exact").above(up_to) or access.level_of("source").above(up_to):
        return None
    selector = quotation.selector
    around = {name: "" for name in ("prefix", "suffix") if access.level_of(name).above(up_to)}
    made: Quotation | None = _shown(quotation, up_to)
    return replace(made, selector=replace(selector, **around)) if made is not None else None


def without_comments(markdown: str) -> str:
    """Markdown without HTML comments, which are for those who write it."""
    return _COMMENT.sub("", markdown) if "<!--" in markdown else markdown


def _dataset(spec: DatasetSpec, up_to: Visibility) -> DatasetSpec:
    if not spec.access.visibility.above(up_to):
        return spec
    return replace(spec, path=FILE, title="", source="", version="", licence="", sheet="", columns=(), accessed=None)


# Sources ------------------------------------------------------------------------------------------------------------


def _source(source: Source, up_to: Visibility) -> Source:
    """A source that may be seen without its hidden fields; the CSL item has none of them either."""
    if source.visibility.above(up_to) or not source.access.marked:
        return source
    names = (*source.access.internal, *source.access.confidential)
    gone = {name.casefold() for name in names if source.access.level_of(name).above(up_to)}
    if not gone:
        return source
    made: Source = _shown(source, up_to)
    item = json.loads(source.csl) if source.csl else {}
    gone |= {"publisher", "container-title"} if gone & {"publisher", "container-title"} else set()
    if not gone & {"title"}:
        made = replace(made, title=source.title)
    item = {name: held for name, held in item.items() if name.casefold() not in gone | {"note", "custom"}}
    if made.note and "note" not in gone:
        item["note"] = made.note
    csl = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(made, csl=csl, visibility=source.visibility)


def _stand_ins(dossier: Dossier, up_to: Visibility) -> dict[str, Source]:
    """A stand-in for each hidden source that is cited in what is left, by its key, in the order of first citation."""
    hidden = {each.id: each for each in dossier.sources if _hidden(each, up_to)}
    taken = {each.id for each in dossier.sources if each.id not in hidden}
    cited = dict.fromkeys(key for key in _keys((dossier.claims, dossier.datasets, dossier.additions)) if key in hidden)
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


def _keys(value: object) -> Iterator[str]:
    """Every citation key, in the order in which a reader meets it."""
    if isinstance(value, Citation):
        yield value.key
    elif isinstance(value, tuple):
        for each in value:
            yield from _keys(each)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in _fields(type(value)):
            held = getattr(value, field.name)
            if field.name == "source" and isinstance(held, str) and held:
                yield held
            elif field.name == "sources" and isinstance(value, Dossier) is False:
                yield from (each for each in held if isinstance(each, str))
            else:
                yield from _keys(held)


def _rekeyed(value: Any, keys: Mapping[str, str]) -> Any:
    """A value whose citations of hidden sources point to their stand-ins, without locators and quotations."""
    if isinstance(value, Citation):
        return Citation(keys[value.key], value.span) if value.key in keys else value
    if isinstance(value, tuple):
        made = (_rekeyed(each, keys) for each in value if not _quotes_hidden(each, keys))
        return tuple(made)
    if not is_dataclass(value) or isinstance(value, type | Span):
        return value
    changes: dict[str, Any] = {}
    for field in _fields(type(value)):
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
            changes[field.name] = _rekeyed(held, keys)
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


# Counting -----------------------------------------------------------------------------------------------------------


def _entries(claims: Iterable[Claim], view: Dossier, up_to: Visibility) -> int:
    """How many entries and fields of the claims and statements that are shown are left out."""
    shown = {(each.id, each.file) for each in view.claims}
    here = {(each.id, each.span) for each in view.statements}
    number = 0
    for claim in claims:
        if (claim.id, claim.file) in shown:
            number += _marks(replace(claim, statements=()), up_to)
            number += sum(_marks(each, up_to) for each in claim.statements if (each.id, each.span) in here)
    return number


def _marks(value: object, up_to: Visibility) -> int:
    if isinstance(value, tuple):
        return sum(_marks(each, up_to) for each in value)
    if not is_dataclass(value) or isinstance(value, type | Span | Access):
        return 0
    access = getattr(value, "access", OPEN)
    if access_of(value).visibility.above(up_to):
        return 1
    named = {name for name in (*access.internal, *access.confidential) if access.level_of(name).above(up_to)}
    return len(named) + sum(_marks(getattr(value, each.name), up_to) for each in _fields(type(value)))


# Findings -----------------------------------------------------------------------------------------------------------


def reduced(findings: Iterable[Finding], up_to: Visibility) -> tuple[Finding, ...]:
    """The findings for those who may see up to ``up_to``: of what is hidden, only code, title, file and line."""
    return tuple(_reduced(each, up_to) for each in findings)


def _reduced(one: Finding, up_to: Visibility) -> Finding:
    if Visibility(one.visibility).above(up_to):
        return Finding(
            one.code,
            one.severity,
            f"{CODES[one.code].title}, in something that is not public",
            Span(one.span.file, one.span.line),
            f"--show {one.visibility} shows it.",
            visibility=one.visibility,
            excerpt_visibility=one.visibility,
        )
    return replace(one, excerpt="") if Visibility(one.excerpt_visibility).above(up_to) else one
