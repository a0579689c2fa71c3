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
from onrecord.model.dates import Period
from onrecord.model.edition import Change, Correction, Despite, Edition, Entry, RenderedFile
from onrecord.model.figure import Outcome, Part, Projection
from onrecord.model.precision import number_text
from onrecord.model.reading import Amount
from onrecord.model.register import LEVEL, Score

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
        *_projections(edition),
        *(_score(one) for one in edition.register if one.pending is None),
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


def _said(edition: Edition) -> dict[tuple[str, str], dict[str, str]]:
    """The words of each statement by language, where it is translated."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for version in edition.versions:
        for each in version.claims:
            for entry in each.entries:
                if entry.translated:
                    said.setdefault((each.claim.id, entry.statement.id), {})[version.language] = entry.statement.text
    return said


def _statements(edition: Edition) -> Iterator[Item]:
    said = _said(edition)
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


def _projections(edition: Edition) -> Iterator[Item]:
    """Each projected amount with its estimates and the data it rests on: kept to be held against what comes."""
    cards, said = {card.dataset.id: card for card in edition.datasets}, _said(edition)
    for each in edition.first.claims:
        for entry in each.entries:
            card = cards.get(entry.dataset)
            open_data = card is not None and not card.closed
            for one in entry.outcome.projections:
                part = one.amount.projected_from
                if part is None:
                    continue
                yield {
                    "kind": "projection",
                    "claim": each.claim.id,
                    "statement": entry.statement.id,
                    "sentence": said.get((each.claim.id, entry.statement.id), {}),
                    "what": one.label.partition(" projected ")[0],
                    "period": _period(one.amount.period),
                    "part": _period(part),
                    "asserted": _asserted(entry, one),
                    "dataset": entry.dataset,
                    "snapshot": card.dataset.snapshot if card is not None and open_data else "",
                    "covered": card.dataset.end.isoformat() if card is not None and open_data else "",
                    "came": _number(one.came),
                    "level": LEVEL,
                    "estimates": [
                        {"method": est.method.value, "best": _number(est.best), "low": _number(est.low),
                         "high": _number(est.high)}
                        for est in one.estimates
                    ],
                }  # fmt: skip


def _asserted(entry: Entry, projection: Projection) -> str:
    """The number that the sentence states of a projected amount, with its unit; empty where it states none."""
    outcome = entry.outcome
    parts = entry.reading.parts if entry.reading is not None else ()
    told: Sequence[Part | Outcome] = [part for part in outcome.parts if part.dataset == outcome.dataset] or [outcome]
    for part, one in zip(parts, told, strict=False):
        amounts = (getattr(part, name, None) for name in ("subject", "other", "whole"))
        same = any(
            isinstance(amount, Amount)
            and (amount.measure, amount.projected_from) == (projection.amount.measure, projection.amount.projected_from)
            for amount in amounts
        )
        if same and one.asserted is not None:
            return f"{number_text(one.asserted)} {one.unit if one.unit != 'count' else ''}".strip()
    return ""


def _score(one: Score) -> Item:
    """A projection of an earlier edition, held against what came."""
    told = one.foreseen
    return {
        "kind": "score",
        "edition": told.edition,
        "claim": told.claim,
        "statement": told.statement,
        "what": told.what,
        "part": _period(told.part),
        "came": _number(one.came),
        "snapshot": one.snapshot,
        "preliminary": one.preliminary,
        "estimates": [
            {"method": est.method.value, "error": _number(one.error(est)), "percent": _number(one.percent(est)),
             "inside": one.inside(est)}
            for est in told.estimates
        ],
    }  # fmt: skip


def _period(value: Period) -> Item:
    return {
        "from": value.start.isoformat() if value.start else "",
        "to": value.end.isoformat() if value.end else "",
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
    told = {"what": one.what, "before": one.before, "after": one.after} if one.what else {}
    return (
        {
            "kind": "correction",
            "on": one.on.isoformat(),
            "change": one.change.value,
            "claim": one.claim,
            "statement": one.statement,
            "text": one.text,
            "reason": one.reason,
        }
        | told
        | ({"quiet": True} if one.quiet else {})
    )


def of_kind(items: Iterable[Mapping[str, Any]], kind: str) -> tuple[Item, ...]:
    """The items of one kind, in order."""
    return tuple(dict(one) for one in items if one.get("kind") == kind)


def corrections_of(items: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """The corrections that an edition was published with."""
    return tuple(
        Correction(
            date.fromisoformat(one["on"]), Change(one["change"]), one["claim"], one["statement"], one["text"],
            one["reason"], bool(one.get("quiet")), one.get("what", ""), one.get("before", ""), one.get("after", ""),
        )
        for one in of_kind(items, "correction")
    )  # fmt: skip


def despite_of(items: Iterable[Mapping[str, Any]]) -> tuple[Despite, ...]:
    """The reasons for which an edition was published with statements that fail."""
    found = of_kind(items, "despite")
    return tuple(Despite(one["claim"], one["statement"], one["code"], one["reason"]) for one in found)
