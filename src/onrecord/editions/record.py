"""What edition.json says: every input, dataset, claim, statement, correction and published file, as items of one tree.

Everything is an item, the edition's own number and day too: the Merkle root covers the whole. A file of the dossier is
told by path and hash where nothing of the dossier is hidden; else by a salted commitment, since the hash of a text of
which all but a few words are known can be guessed back. Imports: the model, sibling modules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.editions.merkle import root_of
from onrecord.model.canonical import canonical
from onrecord.model.edition import Change, Correction, Despite, Edition, RenderedFile

FORMAT = "onrecord edition 1"
Item = dict[str, Any]
"""An item: its ``kind``, and texts, whole numbers, lists and objects of them."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file of the dossier: its path from the root, the hash of its bytes, their number, and the salt of its
    commitment, which is told to nobody."""

    path: str
    sha256: str
    size: int
    commitment: str
    salt: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What an edition says of itself. ``before`` is the sha256 of the edition.json before it."""

    number: int
    day: date
    reason: str
    before: str


def sealed(items: Sequence[Item]) -> bytes:
    """The bytes of edition.json for its items."""
    root = root_of([canonical(one) for one in items]).hex()
    return canonical({"format": FORMAT, "root": root, "items": list(items)})


def opened(data: bytes) -> tuple[tuple[Item, ...], str]:
    """The items of an edition.json, and what is wrong with it (empty: nothing)."""
    try:
        values = json.loads(data)
        items = tuple(values["items"])
        if values["format"] != FORMAT:
            return (), "it is in a format that this version of onrecord does not know"
        if not items or any(not isinstance(one, dict) for one in items) or items[0].get("kind") != "edition":
            return (), "it is no edition"
        again = sealed(items)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (), "it is no edition"
    if json.loads(again)["root"] != values["root"]:
        return items, "its Merkle root is not that of its items: an item was changed, added or removed"
    if again != data:
        at = next((n for n, (one, other) in enumerate(zip(again, data, strict=False)) if one != other), len(again))
        return items, f"its bytes are not the one way to write it: byte {at + 1:,} differs"
    return items, ""


def items_of(
    edition: Edition, heading: Heading, inputs: Iterable[Input], files: Iterable[RenderedFile], hidden: bool
) -> tuple[Item, ...]:
    """The items of an edition, in the order of the tree."""
    return (
        {
            "kind": "edition",
            "number": heading.number,
            "day": heading.day.isoformat(),
            "as_of": edition.as_of.isoformat(),
            "reason": heading.reason,
            "before": heading.before,
            "content": edition.digest,
            "onrecord": edition.tool,
            "entries_withheld": edition.withheld.entries,
        },
        *(_input(one, hidden) for one in inputs),
        *_datasets(edition),
        *_claims(edition),
        *_statements(edition),
        *_findings(edition),
        *(_despite(one) for one in edition.despite),
        *(_correction(one) for one in edition.corrections),
        *(
            {"kind": "file", "path": one.path, "sha256": hashlib.sha256(one.content).hexdigest(),
             "bytes": len(one.content)}
            for one in sorted(files, key=lambda each: each.path)
        ),
    )  # fmt: skip


def _input(one: Input, hidden: bool) -> Item:
    if hidden:
        return {"kind": "input", "commitment": one.commitment}
    return {"kind": "input", "path": one.path, "sha256": one.sha256, "bytes": one.size}


def _datasets(edition: Edition) -> Iterator[Item]:
    for card in edition.datasets:
        if not card.closed:
            yield {"kind": "dataset", "id": card.dataset.spec.id, "sha256": card.dataset.sha256}


def _claims(edition: Edition) -> Iterator[Item]:
    for each in edition.first.claims:
        claim = each.claim
        rating = claim.rating
        yield {
            "kind": "claim",
            "id": claim.id,
            "claim": {one.language: text for one in edition.versions if (text := _claim_text(one.claims, claim.id))},
            "rating": rating.value if rating else "",
            "because": rating.because if rating else "",
        }


def _claim_text(claims: Iterable[Any], id: str) -> str:
    return next((str(each.claim.claim) for each in claims if each.claim.id == id), "")


def _statements(edition: Edition) -> Iterator[Item]:
    said: dict[tuple[str, str], dict[str, str]] = {}
    for version in edition.versions:
        for each in version.claims:
            for entry in each.entries:
                if entry.translated:
                    said.setdefault((each.claim.id, entry.statement.id), {})[version.language] = entry.statement.text
    for each in edition.first.claims:
        for entry in each.entries:
            outcome = entry.outcome
            yield {
                "kind": "statement",
                "claim": each.claim.id,
                "id": entry.statement.id,
                "sentence": said.get((each.claim.id, entry.statement.id), {}),
                "reading": outcome.reading,
                "verdict": outcome.verdict.value,
                "standing": outcome.standing.value if outcome.standing is not None else "",
                "why": outcome.why,
                "computed": "" if outcome.computed is None else f"{outcome.computed!r} {outcome.unit}".strip(),
                "figures": [
                    {
                        "label": one.label,
                        "low": _number(one.figure.low),
                        "best": _number(one.figure.best),
                        "high": _number(one.figure.high),
                        "rows": one.figure.rows,
                        "missing": one.figure.missing,
                        "snapshot": one.snapshot,
                    }
                    for one in outcome.figures
                ],
                "sources": [cited.citation.key for cited in entry.cited],
            }


def _number(value: float | None) -> str:
    """A number as text: JSON's own form of it would differ from one program to another."""
    return "" if value is None else repr(value)


def _findings(edition: Edition) -> Iterator[Item]:
    for one in edition.findings:
        yield {"kind": "finding", "code": one.code, "statement": one.statement, "message": one.message}


def _despite(one: Despite) -> Item:
    return {"kind": "despite", "claim": one.claim, "statement": one.statement, "code": one.code, "reason": one.reason}


def _correction(one: Correction) -> Item:
    return {
        "kind": "correction",
        "on": one.on.isoformat(),
        "change": one.change.value,
        "claim": one.claim,
        "statement": one.statement,
        "text": one.text,
        "reason": one.reason,
    } | ({"quiet": True} if one.quiet else {})


def of_kind(items: Iterable[Mapping[str, Any]], kind: str) -> tuple[Item, ...]:
    """The items of one kind, in order."""
    return tuple(dict(one) for one in items if one.get("kind") == kind)


def corrections_of(items: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """The corrections that an edition was published with."""
    return tuple(
        Correction(
            date.fromisoformat(one["on"]), Change(one["change"]), one["claim"], one["statement"], one["text"],
            one["reason"], bool(one.get("quiet")),
        )
        for one in of_kind(items, "correction")
    )  # fmt: skip


def despite_of(items: Iterable[Mapping[str, Any]]) -> tuple[Despite, ...]:
    """The reasons for which an edition was published with statements that fail."""
    found = of_kind(items, "despite")
    return tuple(Despite(one["claim"], one["statement"], one["code"], one["reason"]) for one in found)
