"""The ``quote`` block: a quotation by its words and what stands around them.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from onrecord.model.blocks import Standing
from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.text.fields import ACCESS_FIELDS, Fields
from onrecord.text.log import Log
from onrecord.text.nodes import Table
from onrecord.text.uses import Use, cited

QUOTE = "quote"
_TEXTS = ("exact", "prefix", "suffix", "translation")
QUOTE_FIELDS = ("source", *_TEXTS, "standing", "because", *ACCESS_FIELDS)


def read_quote(table: Table, span: Span, log: Log, uses: list[Use], whole: Span | None = None) -> Quotation | None:
    """The quotation of a block, which stands in ``whole``; ``None``, with findings, where it names no source or no
    words."""
    fields = Fields(log, table, "the quote block", QUOTE_FIELDS)
    source = cited(fields, "source", uses, required=True)
    exact, prefix, suffix, translation = (
        " ".join(fields.text(name, required=name == "exact").split()) for name in _TEXTS
    )
    standing = fields.choice("standing", [each.value for each in Standing])
    because = fields.text("because")
    access = fields.access(whole)
    if source is None or not exact:
        return None
    place = fields.span("exact") if fields.has("exact") else span
    selector, own = Selector(exact, prefix, suffix), Standing(standing) if standing else None
    return Quotation(source.key, selector, place, source.locator, translation, access, own, because)
