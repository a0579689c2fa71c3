"""The ``quote`` block: a quotation by its words and what stands around them.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.text.fields import ACCESS_FIELDS, Fields
from onrecord.text.log import Log
from onrecord.text.nodes import Table
from onrecord.text.uses import Use, cited

QUOTE = "quote"
_TEXTS = ("exact", "prefix", "suffix", "translation")
QUOTE_FIELDS = ("source", *_TEXTS, *ACCESS_FIELDS)


def read_quote(table: Table, span: Span, log: Log, uses: list[Use], whole: Span | None = None) -> Quotation | None:
    """The quotation of a block, which stands in ``whole``; ``None``, with findings, where it names no source or no
    words."""
    fields = Fields(log, table, "the quote block", QUOTE_FIELDS)
    source = cited(fields, "source", uses, required=True)
    exact, prefix, suffix, translation = (
        " ".join(fields.text(name, required=name == "exact").split()) for name in _TEXTS
    )
    access = fields.access(whole)
    if source is None or not exact:
        return None
    place = fields.span("exact") if fields.has("exact") else span
    return Quotation(source.key, Selector(exact, prefix, suffix), place, source.locator, translation, access)
