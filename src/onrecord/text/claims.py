"""A claim file to a ``Claim``: front matter, prose, and the statements of its record.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from onrecord.model.dossier import CLAIMANT_TYPES, Appearance, Citation, Claim, Rating
from onrecord.model.finding import Span
from onrecord.model.visibility import Access, Visibility
from onrecord.text.citations import find_citations, masked
from onrecord.text.fields import ACCESS_FIELDS, Fields
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, listed, shorten
from onrecord.text.markdown import TYPED, Body, Fence, front_matter, parse_body, typed_kind
from onrecord.text.nodes import Table
from onrecord.text.slips import class_meant, field_meant, mark_in
from onrecord.text.statements import StatementReader, checked_id
from onrecord.text.unread import unread_blocks
from onrecord.text.uses import Use, cited
from onrecord.text.yaml_nodes import parse_yaml

CLAIM_FIELDS = (
    *("claim", "claimant", "id", "order", "note", "appearances", "rating"),
    *("considered", "one_origin", "chosen", "claimant_type", "checked"),
    *ACCESS_FIELDS,
)
APPEARANCE_FIELDS = ("on", "where", "source", "quote", *ACCESS_FIELDS)
RATING_FIELDS = ("value", "by", "on", "because", *ACCESS_FIELDS)
_NAMEABLE = tuple(
    name for name in CLAIM_FIELDS if name not in ("id", "order", "claimant_type", "checked", *ACCESS_FIELDS)
)

NOT_ASKED = frozenset({"OR016", "OR105", "OR108", "OR205"})
"""What is not asked of a translation: fields that are the original's, sources, a record, and a check of its own."""

_NOT_SLUG = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What a claim file is read against. ``scale`` is ``None`` where dossier.toml could not be read; ``translation``
    says that the file translates another, so that it needs to give no more than words."""

    language: str
    order: int
    scale: tuple[str, ...] | None
    translation: bool = False


def read_claim(file: str, text: str, context: Context, log: Log, uses: list[Use]) -> Claim:
    """The claim of a file; faults are findings, and what is missing gets a harmless default."""
    with log.without(NOT_ASKED if context.translation else frozenset()):
        return _read_claim(file, text, context, log, uses)


def _read_claim(file: str, text: str, context: Context, log: Log, uses: list[Use]) -> Claim:
    lines = text.split("\n")
    end = front_matter(lines)
    if end is None or end < 0:
        message = "the front matter is not closed" if end else "the file has no front matter"
        message = "the file is empty" if not text.strip() else message
        log.add("OR111", message, Span(file, 1, 1, 1, max(2, len(lines[0]) + 1)))
    start = end + 1 if end is not None and end > 0 else 0
    head = Table((), Span(file))
    if start:
        fragment = Fragment(file, [(i + 2, 1, line) for i, line in enumerate(lines[1:end])])
        node = parse_yaml(fragment, log)
        if isinstance(node, Table):
            head = Table(node.entries, Span(file, 1, 1, 1, 4))
        elif node is not None:
            message = "the front matter should be fields, one on each line: name: value"
            log.add("OR017", message, node.span)
        read = isinstance(node, Table)
    else:
        read = False
    body = parse_body(file, lines, start if end != -1 else len(lines))
    claim = _claim(file, head, body, context, log, uses, read=read, whole=end != -1)
    # Front matter that cannot be read may have said that nobody is to see the claim.
    slip = not read and field_meant("\n".join(lines[: start or len(lines)]))
    access = Access(Visibility.CONFIDENTIAL) if slip else claim.access
    whole = Span(file, 1, 1, len(lines) + 1, 1)
    torn = any(not fence.closed for fence in body.fences) and mark_in(text)
    if torn or field_meant(claim.prose) or class_meant(claim.prose) is not Visibility.PUBLIC:
        # A block that was torn apart: what the mark belonged to cannot be told.
        access = Access(Visibility.CONFIDENTIAL)
    log.hide(whole, access.visibility)
    return replace(claim, access=access)


def _claim(
    file: str,
    head: Table,
    body: Body,
    context: Context,
    log: Log,
    uses: list[Use],
    *,
    read: bool,
    whole: bool,
) -> Claim:
    known = CLAIM_FIELDS if context.translation else tuple(name for name in CLAIM_FIELDS if name != "checked")
    fields = Fields(log, head, "the front matter", known)
    access = fields.access(nameable=_NAMEABLE)
    claim = fields.text("claim", required=read)
    claimant = fields.text("claimant", required=read)
    claim_id = default_id(file)
    if fields.has("id"):
        claim_id = checked_id(fields.text("id"), fields.span("id"), log) or claim_id
    order = fields.whole("order")
    appearances = tuple(_appearance(table, log, uses) for table in fields.tables("appearances"))
    rating = _rating(fields, context.scale, log)
    note = fields.text("note")

    reader = StatementReader(file, claim_id, body.references, log, uses)
    statements = tuple(reader.read(item, i) for i, item in enumerate(body.items, 1))
    if whole and not statements and (read or body.prose.text.strip()):
        log.add("OR108", "no list item stands under the claim", Span(file))
    for fence in body.stray:
        kind = typed_kind(fence.info)
        log.add("OR107", f"the {kind} block stands outside a list item", fence_span(file, fence))
    for fence in body.fences:
        if not fence.closed:
            kind = f"the {typed_kind(fence.info)} block" if typed_kind(fence.info) in TYPED else "the block"
            marks = "~~~" if fence.tildes else "```"
            remedy = f"Close it with {marks} on a line of its own, indented like its first line."
            log.add("OR112", f"{kind} is not closed", fence_span(file, fence), remedy=remedy)
    unread_blocks(file, body, log)
    return Claim(
        claim_id,
        claim,
        claimant,
        Span(file),
        context.language,
        appearances,
        rating,
        note,
        context.order if order is None else order,
        body.prose.text,
        _prose_citations(body, uses),
        statements,
        fields.text("considered"),
        fields.text("one_origin"),
        fields.text("chosen"),
        access,
        fields.choice("claimant_type", CLAIMANT_TYPES) or CLAIMANT_TYPES[0],
        fields.partial("checked"),
    )


def fence_span(file: str, fence: Fence) -> Span:
    """The opening line of a fenced block."""
    return Span(file, fence.first + 1, fence.opening[0] + 1, fence.first + 1, fence.opening[1] + 1)


def _prose_citations(body: Body, uses: list[Use]) -> tuple[Citation, ...]:
    if "@" not in body.prose.text:
        return ()
    found = find_citations(body.prose, masked(body.prose.text, body.prose_code))
    uses += [Use(each.citation.key, each.citation.span) for each in found]
    return tuple(each.citation for each in found)


def _appearance(table: Table, log: Log, uses: list[Use]) -> Appearance:
    fields = Fields(log, table, "an appearance", APPEARANCE_FIELDS)
    source = cited(fields, "source", uses)
    return Appearance(fields.partial("on"), fields.text("where"), source, fields.text("quote"), fields.access())


def _rating(fields: Fields, scale: tuple[str, ...] | None, log: Log) -> Rating | None:
    table = fields.table_at("rating")
    if table is None:
        return None
    inner = Fields(log, table, "the rating", RATING_FIELDS)
    value = inner.text("value", required=True)
    if value and scale is not None and value not in scale:
        if scale:
            near = log.nearest(value, scale, 1)
            remedy = (f"Did you mean {near[0]}? " if near else "") + f"The scale is: {listed(scale)}."
        else:
            remedy = "Define the scale in dossier.toml: [rating] scale = [...]."
        log.add("OR019", f'"{shorten(value)}" is not on the rating scale', inner.span("value"), remedy=remedy)
    return Rating(value, inner.text("by"), inner.partial("on"), inner.text("because"), inner.access())


def default_id(file: str) -> str:
    """The id of a claim from its file name: "01-security.md" is "security"."""
    stem = PurePosixPath(file).stem
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", ascii_only).strip("-").lower()
    without_number = slug.lstrip("0123456789-")
    if without_number:
        return without_number
    return f"claim-{slug}" if slug else "claim"
