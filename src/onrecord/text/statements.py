"""A list item to a ``Statement``: its sentence, citations, identifier and blocks.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from onrecord.model.blocks import Block, Standing
from onrecord.model.dossier import CLASSES, LEVELS, ReadsBlock, Statement
from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation
from onrecord.model.visibility import Visibility
from onrecord.text.blocks import ONCE, BlockReader
from onrecord.text.citations import MASK, Attributes, blanked, find_attributes, find_citations, masked, without
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, did_you_mean, shorten
from onrecord.text.markdown import TYPED, Fence, Item, plain_text, typed_kind
from onrecord.text.nodes import Table
from onrecord.text.numbers import first_number
from onrecord.text.quote_block import QUOTE, read_quote
from onrecord.text.slips import class_meant, field_meant
from onrecord.text.uses import Use
from onrecord.text.yaml_nodes import parse_yaml

_ID = re.compile(r"[A-Za-z](?:-?[A-Za-z0-9])*")
_HALF = re.compile(r"\{\s*#[^{}\n]*\Z|\{#[^{}\n]*(?=\n)|(?<!\{)#[\w-]+\}\Z|\{[A-Za-z][\w-]*\}\Z")


_OTHER_BRACKETS = re.compile(r"(?<![\]\\])(?:\(#[A-Za-z][\w-]*\)|\[#[A-Za-z][\w-]*\](?![(\[:]))\Z")

_ENDS = re.compile(rf"[ \t{MASK}]*(?:\n(?!\n)[ \t{MASK}]*)*(?:\n\n|\Z)")


def checked_id(text: str, span: Span, log: Log) -> str:
    """``text`` if it is an identifier; else empty, with a finding."""
    if _ID.fullmatch(text):
        return text
    log.add("OR104", f'"{shorten(text)}" is no identifier', span)
    return ""


class StatementReader:
    """Reads the items of one claim file."""

    def __init__(self, file: str, claim: str, references: MutableMapping[str, Any], log: Log, uses: list[Use]) -> None:
        self.file, self.claim, self.references, self.log, self.uses = file, claim, references, log, uses

    def read(self, item: Item, ordinal: int) -> Statement:
        """The statement of an item, which is the ``ordinal``-th of its claim."""
        content, text = item.content, item.content.text
        clean = masked(text, item.code)
        found = find_citations(content, clean) if "@" in text else ()
        clean = blanked(clean, [(each.start, each.end) for each in found])
        attributes = find_attributes(clean) if "{" in text or "}" in text else ()
        written, classes = self._attributes(content, clean, attributes)
        classes = self._levels(item, classes)
        identifier = written or f"{self.claim}-{ordinal}"

        uses: list[Use] = [Use(each.citation.key, each.citation.span) for each in found]
        reads, blocks, quotes = self._blocks(item, identifier, uses)
        self.uses += [Use(use.key, use.span, identifier) for use in uses]

        cuts = [(each.start, each.end) for each in attributes]
        span = content.span(0, len(text))
        clean = blanked(clean, cuts)
        if not uses and not any(block.common.standing is Standing.NOT_FOUND for block in blocks):
            first_line = content.span(0, len(text.split("\n", 1)[0]))
            self.log.add("OR105", "the statement cites no source", first_line, statement=identifier)
        if reads is None and not blocks:
            self._numbered(identifier, content, clean)
        citations = tuple(each.citation for each in found)
        sentence = without(text, cuts + [(each.start, each.end) for each in found])
        return Statement(
            identifier,
            plain_text(sentence, self.references),
            without(text, cuts).strip("\n").rstrip(),
            span,
            citations,
            reads,
            blocks,
            bool(written),
            classes,
            quotes,
        )

    def _attributes(
        self, content: Fragment, clean: str, attributes: tuple[Attributes, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """The id and the classes written in an item; anything else in braces at the end of a paragraph is a finding."""
        identifier = ""
        classes: tuple[str, ...] = ()
        for each in attributes:
            span = content.span(each.start, each.end)
            words = each.inside.split()
            named = [word for word in words if not word.startswith(".")]
            if not _ENDS.match(clean, each.end):
                message, remedy = "an identifier stands in the middle of the text", "Move it to the end."
            elif identifier and named:
                message, remedy = "the statement has a second identifier", "Remove one of the two."
            elif not named or (len(named) == 1 and named[0].startswith("#") and _ID.fullmatch(named[0][1:])):
                identifier = named[0][1:] if named else identifier
                classes += self._classes([word[1:] for word in words if word.startswith(".")], span)
                continue
            else:
                message, remedy = f'"{shorten(each.inside)}" is no identifier', ""
            self.log.add("OR104", message, span, remedy=remedy)
        if not attributes and ("{" in clean or "}" in clean):
            half = _HALF.search(clean.rstrip(f" \t\n{MASK}"))
            if half:
                self.log.add("OR104", f'"{shorten(half[0])}" is no identifier', content.span(*half.span()))
        other = _OTHER_BRACKETS.search(clean.rstrip(f" \t\n{MASK}")) if "#" in clean and not identifier else None
        if other:
            right = f"{{{other[0][1:-1]}}}"
            message = f'"{shorten(other[0])}" is read as text, not as an identifier'
            remedy = f"Write {shorten(right)} if it is to be one."
            self.log.add("OR116", message, content.span(*other.span()), remedy=remedy)
        return identifier, tuple(dict.fromkeys(classes))

    def _levels(self, item: Item, classes: tuple[str, ...]) -> tuple[str, ...]:
        """The classes with the level of what was meant as a mark and is none: a class in the middle of the text, a
        field in a block that is not read as one."""
        meant = class_meant(item.content.text)
        unread = (fence.content.text for fence in item.fences if fence.info not in TYPED)
        if field_meant(item.content.text) or any(map(field_meant, unread)):
            meant = Visibility.CONFIDENTIAL
        if meant.value in LEVELS and meant.value not in classes:
            classes = (*classes, meant.value)
        whole = Span(self.file, item.first + 1, 1, item.end + 1, 1)
        for name in classes:
            self.log.hide(whole, Visibility(name) if name in LEVELS else Visibility.PUBLIC)
        return classes

    def _classes(self, written: list[str], span: Span) -> tuple[str, ...]:
        """The classes that are known; each other one is a finding and hides the statement, being perhaps meant to."""
        for name in written:
            if name not in CLASSES:
                near = did_you_mean(tuple(f".{each}" for each in self.log.nearest(name, CLASSES, 1)))
                remedy = f"{near} Known classes: {', '.join(f'.{each}' for each in CLASSES)}.".strip()
                self.log.add("OR444", f'".{shorten(name)}" is no class of a statement', span, remedy=remedy)
        known = [name for name in written if name in CLASSES]
        return tuple(known if len(known) == len(written) else [*known, Visibility.CONFIDENTIAL.value])

    def _blocks(
        self, item: Item, identifier: str, uses: list[Use]
    ) -> tuple[ReadsBlock | None, tuple[Block, ...], tuple[Quotation, ...]]:
        reads: ReadsBlock | None = None
        blocks: list[Block] = []
        quotes: list[Quotation] = []
        lines: dict[str, int] = {}
        for fence in item.fences:
            kind = typed_kind(fence.info)
            here = Span(self.file, fence.first + 1, fence.opening[0] + 1, fence.first + 1, fence.opening[1] + 1)
            whole = Span(self.file, fence.first + 1, 1, fence.last + 2, 1)
            if kind not in TYPED or fence.info != kind:
                self._unknown(fence, kind, here, identifier)
                continue
            if kind in lines and kind in ONCE:
                message = f"a second {kind} block: the first stands on line {lines[kind]}"
                self.log.add("OR110", message, here, statement=identifier)
                self._unread(fence, whole)
                continue
            lines[kind] = fence.first + 1
            if kind == "reads":
                reads = _reads(fence)
                continue
            node = parse_yaml(fence.content, self.log)
            if not isinstance(node, Table):
                self._unread(fence, whole)
            if isinstance(node, Table):
                table = Table(node.entries, here)
                if kind == QUOTE:
                    quote = read_quote(table, here, self.log, uses, whole)
                    quotes += [quote] if quote else []
                    continue
                blocks.append(BlockReader(self.log, uses).read(kind, table, here, whole))
            elif node is not None:
                message = f"the {kind} block should be fields, one on each line: name: value"
                self.log.add("OR017", message, node.span)
        return reads, tuple(blocks), tuple(quotes)

    def _unread(self, fence: Fence, whole: Span) -> None:
        """A block that nothing is read from: it may say that not all may see it."""
        if field_meant(fence.content.text):
            self.log.hide(whole, Visibility.CONFIDENTIAL)

    def _unknown(self, fence: Fence, kind: str, here: Span, identifier: str) -> None:
        if kind in TYPED:
            message = f'nothing may stand after "{kind}" on this line'
            self.log.add("OR106", message, here, remedy="Move it to the next line.", statement=identifier)
        elif fence.tildes and kind:
            near = did_you_mean(self.log.nearest(kind, TYPED, 1))
            remedy = f"{near} Kinds of block: {', '.join(TYPED)}. Write ordinary code between ```.".strip()
            message = f'"{shorten(kind)}" is no kind of block'
            self.log.add("OR106", message, here, remedy=remedy, statement=identifier)

    def _numbered(self, identifier: str, content: Fragment, clean: str) -> None:
        place = first_number(clean)
        if place:
            message = f'"{content.text[place[0] : place[1]]}" is not checked'
            self.log.add("OR205", message, content.span(*place), statement=identifier)


def _reads(fence: Fence) -> ReadsBlock:
    text = fence.content.text
    return ReadsBlock(text, fence.content.span(0, len(text)), fence.indent)
