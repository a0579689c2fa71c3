"""What a dossier cites, wherever it does. Imports the model only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from onrecord.model.dossier import Citation, Dossier
from onrecord.model.finding import Span


def cited_in(dossier: Dossier) -> Iterator[str]:
    """Every citation key of a dossier, in the order in which a reader meets it: in sentences, blocks, appearances,
    datasets and the vocabulary. A key comes as often as it is cited."""
    return _keys((dossier.claims, dossier.datasets, dossier.additions))


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Citation):
        yield value.key
    elif isinstance(value, tuple):
        for each in value:
            yield from _keys(each)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name == "source" and isinstance(held, str) and held:
                yield held
            elif field.name == "sources":
                yield from (each for each in held if isinstance(each, str))
            else:
                yield from _keys(held)
