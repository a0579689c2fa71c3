"""The free texts of claims, statements and blocks, which a translation words anew. Imports: ``onrecord.model``,
standard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from onrecord.model.blocks import Common
from onrecord.model.dossier import Appearance, Claim, Dossier, Rating, Titling
from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation

TEXTS: dict[str, tuple[str, ...]] = {
    "Claim": ("claim", "claimant", "note", "prose", "considered", "one_origin", "chosen"),
    "Appearance": ("where",),
    "Rating": ("because",),
    "Common": ("because", "one_origin"),
    "Pledge": ("what", "by", "to", "baseline", "official", "evidence"),
    "Extension": ("note",),
    "PledgeStep": ("what",),
    "Corrected": ("because",),
    "Incident": ("what", "where"),
    "Count": ("counted", "by", "interest", "period"),
    "Responsibility": ("who", "by"),
    "CaseStep": ("note",),
    "Case": ("who", "matter", "court"),
    "Position": ("who", "view"),
    "Deployment": ("who", "where", "ended_by"),
    "Level": ("by", "counted", "note"),
    "Reply": ("by", "text", "means"),
    "Quotation": ("translation", "because"),
}
"""The free text of each type: what a translation may word anew."""


def are_entries(value: tuple[object, ...]) -> bool:
    """Whether a tuple holds entries, and not texts."""
    return all(is_dataclass(each) for each in value) and bool(value)


def texts_in(value: object) -> Iterator[str]:
    """The names of the free texts that a value has."""
    if isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        own = TEXTS.get(type(value).__name__, ())
        for each in fields(value):
            held = getattr(value, each.name)
            if each.name in own and held:
                yield each.name
            elif isinstance(held, tuple | Common | Appearance | Quotation):
                yield from texts_in(held)


def written_name(kind: str, name: str) -> str:
    """The name that an attribute has in files."""
    if kind == "Claim" and name == "prose":
        return "text above the record"
    if name in ("low", "high"):
        return "number"
    return {"start": "from", "end": "to"}.get(name, name) if kind == "Incident" else name


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its translation: ``what`` names it, ``span`` is where the translation stands, ``statement`` the id of
    the statement that it is of, if any."""

    what: str
    statement: str
    span: Span
    original: str
    translation: str


def wordings(original: Claim, translation: Claim) -> Iterator[Wording]:
    """Every text of a claim that its translation words anew."""
    bare = replace(original, statements=()), replace(translation, statements=())
    yield from _wordings(*bare, "", "", translation.span)
    known = {each.id: each for each in original.statements}
    for statement in translation.statements:
        before = known.get(statement.id)
        if before is None:
            continue
        if before.text != statement.text:
            yield Wording("the sentence", statement.id, statement.span, before.text, statement.text)
        for one, other in zip((*before.blocks, *before.quotes), (*statement.blocks, *statement.quotes), strict=False):
            span = other.span if isinstance(other, Quotation) else other.common.span
            yield from _wordings(one, other, "", statement.id, span)


def card_wordings(dossier: Dossier, called: Titling) -> Iterator[Wording]:
    """The words of datasets' cards and of sources' stakes that ``[translations.LANGUAGE]`` words anew."""
    specs = {each.id: each for each in dossier.datasets}
    for one in called.datasets:
        for name in ("title", "version", "licence"):
            told, spec = getattr(one, name), specs.get(one.id)
            if told and spec is not None and getattr(spec, name):
                yield Wording(f'"{name}" of {one.id}', "", one.span, getattr(spec, name), told)
    stakes = {each.id: each.interest for each in dossier.sources if each.interest}
    for stake in called.sources:
        if stake.interest and stake.key in stakes:
            yield Wording(f'"interest" of {stake.key}', "", stake.span, stakes[stake.key], stake.interest)


def _wordings(original: Any, translation: Any, of: str, statement: str, span: Span) -> Iterator[Wording]:
    kind = type(original).__name__
    for each in fields(original):
        one, other = getattr(original, each.name), getattr(translation, each.name)
        if each.name in TEXTS.get(kind, ()):
            if one != other:
                yield Wording(f'"{written_name(kind, each.name)}"{of}', statement, span, one, other)
        elif isinstance(one, tuple) and are_entries(one) and len(one) == len(other):
            for place, (inner, across) in enumerate(zip(one, other, strict=True), 1):
                yield from _wordings(inner, across, f" of entry {place} of {each.name}", statement, span)
        elif isinstance(one, Common | Rating) and isinstance(other, Common | Rating):
            yield from _wordings(one, other, of, statement, span)
