"""Citation keys as they are used, with their places: in running text, in fields of the front matter and of blocks.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.dossier import Citation
from onrecord.model.finding import Span
from onrecord.text.fields import Fields

_FIELD = re.compile(r"\[?\s*-?@?\{?(?P<key>[^\s\[\]{},;@][^\s\[\]{},;]*)\}?(?:\s*,\s*(?P<locator>[^\[\];]*))?\s*\]?")


@dataclass(frozen=True, slots=True)
class Use:
    """One mention of a citation key. ``statement`` is the id of the statement it stands in, if any."""

    key: str
    span: Span
    statement: str = ""


def cited(fields: Fields, name: str, uses: list[Use], *, required: bool = False) -> Citation | None:
    """The citation in a field: ``key``, ``@key`` or ``[@key, p. 4]``; it is added to ``uses``."""
    text = fields.text(name, required=required)
    return as_citation(text, fields.span(name), uses) if text else None


def cited_all(fields: Fields, name: str, uses: list[Use]) -> tuple[str, ...]:
    """The citation keys in a field that is a list of them."""
    return tuple(as_citation(text, span, uses).key for text, span in fields.placed_texts(name))


def as_citation(text: str, span: Span, uses: list[Use]) -> Citation:
    """A citation from the text of a field."""
    found = _FIELD.fullmatch(" ".join(text.split()))
    key = found["key"] if found else text
    locator = (found["locator"] or "").strip() if found else ""
    uses.append(Use(key, span))
    return Citation(key, span, "", locator)
