"""The public view of a dossier: what may be shown to those who may see up to a level, and nothing else.

    published   Dossier, level -> Dossier, made right after loading and before anything is computed
    reduced     findings, level -> findings without the words of what is hidden

Everything that is printed, exported or published is made from such a view, so that no check, message or renderer can
hold what it leaves out: reports, explanations and archives now, editions, posters and sites to come. Statements,
claims, blocks, entries and fields above the level are gone. A source above it is a stand-in that is numbered in the
order of first citation and tells nothing but that it is there (``onrecord.stand_ins``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import Field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from onrecord.model.codes import CODES
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dossier import Citation, Claim, Dossier, Source, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.model.visibility import OPEN, Access, Visibility, Withheld, level_of_attribute
from onrecord.stand_ins import UNCITED, is_hidden, rekeyed, stand_ins
from onrecord.text.hiding import access_of, own_level
from onrecord.text.markdown import without_asides

NOT_PUBLIC = "(not public)"
"""What stands for a text that an entry cannot do without."""
FILE = "a data file that is not public"
_COMMENT = re.compile(r"[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW_SKIPPED = (Span, Access)


def published(dossier: Dossier, up_to: Visibility = Visibility.PUBLIC) -> Dossier:
    """What of a dossier those may see who may see up to ``up_to``.

    ``as_of``, the datasets' coverage and the vocabulary stay, since figures are computed with them; of a hidden dataset
    neither file name nor title. HTML comments are in no view. The places of what was hidden stay too
    (``Dossier.hidden``): they hold no words.
    """
    if not hides(dossier, up_to):
        return _uncommented(dossier)
    cleared = replace(
        dossier,
        claims=tuple(made for each in dossier.claims if (made := _claim(each, up_to)) is not None),
        translations=tuple(made for each in dossier.translations if (made := _claim(each, up_to)) is not None),
        datasets=tuple(_dataset(each, up_to) for each in dossier.datasets),
        sources=tuple(_source(each, up_to) for each in dossier.sources),
    )
    standing_in = stand_ins(cleared, up_to)
    keys = {each.id: UNCITED for each in cleared.sources if is_hidden(each, up_to)}
    keys |= {key: made.id for key, made in standing_in.items()}
    kept = (each for each in cleared.sources if not is_hidden(each, up_to))
    return replace(
        cleared,
        claims=rekeyed(cleared.claims, keys),
        translations=rekeyed(cleared.translations, keys),
        datasets=rekeyed(cleared.datasets, keys),
        additions=rekeyed(cleared.additions, keys),
        sources=(*rekeyed(tuple(kept), keys), *standing_in.values()),
    )


def hides(dossier: Dossier, up_to: Visibility) -> bool:
    """Whether a view up to a level may leave something out: whether anything is marked."""
    return up_to is not Visibility.CONFIDENTIAL and _any_marked(dossier)


def _uncommented(dossier: Dossier) -> Dossier:
    """A dossier without comments; itself, if it has none."""
    every = (*dossier.claims, *dossier.translations)
    texts = (text for claim in every for text in (claim.prose, *(each.markdown for each in claim.statements)))
    if all(without_comments(text) == text for text in texts):
        return dossier
    claims = []
    for claim in every:
        statements = (replace(each, markdown=without_comments(each.markdown)) for each in claim.statements)
        claims.append(replace(claim, prose=without_comments(claim.prose), statements=tuple(statements)))
    count = len(dossier.claims)
    return replace(dossier, claims=tuple(claims[:count]), translations=tuple(claims[count:]))


def withheld(dossier: Dossier, view: Dossier, up_to: Visibility) -> Withheld:
    """How much a view up to a level leaves out."""
    return Withheld(
        statements=len(dossier.statements) - len(view.statements),
        entries=_entries(dossier.claims, view, up_to),
        sources=sum(1 for each in dossier.sources if each.visibility.above(up_to)),
        datasets=sum(1 for each in view.datasets if each.path == FILE),
    )


def _any_marked(dossier: Dossier) -> bool:
    return any(each.visibility is not Visibility.PUBLIC for each in dossier.sources) or marked(
        (dossier.claims, dossier.translations, dossier.sources, dossier.datasets)
    )


def marked(value: object) -> bool:
    """Whether anything in a value is marked."""
    if isinstance(value, tuple):
        return any(map(marked, value))
    if not is_dataclass(value) or isinstance(value, _RAW_SKIPPED):
        return False
    if own_level(value) is not Visibility.PUBLIC or access_of(value).marked:
        return True
    return any(marked(getattr(value, field.name)) for field in fields(value))


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
    """Markdown without comments, which are for those who write it: those of HTML, and ``[//]: # (words)``."""
    return without_asides(_COMMENT.sub("", markdown) if "<!--" in markdown else markdown)


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
