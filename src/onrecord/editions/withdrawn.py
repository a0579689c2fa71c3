"""What is not public any more is not published on by way of an earlier edition.

An edition that was published stays kept in the dossier as it was. Of what the editors have since marked as not public,
or changed without quoting it, nothing is told again: not in corrections, not by an old record or an old poster.
Imports: the model, sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.editions.record import Item, of_kind
from onrecord.model.edition import Correction

_OF_STATEMENTS = ("correction", "despite", "projection", "score")
"""The kinds of items that name a statement, beside the statement's own."""

UNQUOTED = "What was said here was changed. It is not quoted."
"""What readers are told of a change that the editors do not want quoted."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The ids of claims, statements and sources that the dossier has and that are not public; ``entries`` counts the
    entries and fields that are not, of whatever is."""

    claims: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    entries: int = 0

    def covers(self, claim: object, statement: object) -> bool:
        """Whether a statement, or the claim it stands under, is hidden."""
        return claim in self.claims or statement in self.statements


def without(items: Iterable[Item], hidden: Hidden) -> tuple[Item, ...]:
    """The items of an edition that may still be told of."""
    return tuple(_without(items, hidden))


def _without(items: Iterable[Item], hidden: Hidden) -> Iterator[Item]:
    for one in items:
        if one.get("kind") == "claim" and one.get("id") in hidden.claims:
            continue
        if one.get("kind") == "statement":
            if not hidden.covers(one.get("claim"), one.get("id")):
                yield one | {"sources": [each for each in one.get("sources", ()) if each not in hidden.sources]}
            continue
        if one.get("kind") in _OF_STATEMENTS and hidden.covers(one.get("claim"), one.get("statement")):
            continue
        yield one


def may_be_shown(items: Sequence[Item], later: Iterable[Item], hidden: Hidden) -> bool:
    """Whether an earlier edition may be published on, given the corrections of ``later`` ones."""
    statements = {(one.get("claim"), one.get("id")) for one in of_kind(items, "statement")}
    statements |= {(one.get("claim"), one.get("statement")) for one in of_kind(items, "score")}
    sources = {each for one in of_kind(items, "statement") for each in one.get("sources", ())}
    claims = {one.get("id") for one in of_kind(items, "claim")}
    quiet = {(one.get("claim"), one.get("statement")) for one in of_kind(later, "correction") if one.get("quiet")}
    return not (
        any(hidden.covers(claim, id) for claim, id in statements)
        or claims & hidden.claims
        or sources & hidden.sources
        or any(place in statements or (place[1] == "" and place[0] in claims) for place in quiet)
        or items[0].get("entries_withheld", 0) < hidden.entries
    )


def quietened(earlier: Iterable[Correction], new: Iterable[Correction]) -> tuple[Correction, ...]:
    """Earlier corrections, those of a statement that a new one does not quote not quoted either."""
    quiet = {(one.claim, one.statement) for one in new if one.quiet}
    return tuple(
        replace(one, text=UNQUOTED, quiet=True, what="", before="", after="")
        if (one.claim, one.statement) in quiet
        else one
        for one in earlier
    )
