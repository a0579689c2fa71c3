"""Sources that were retracted or superseded, and are cited all the same.

A source in which the claimant made the claim stays what it was: as an appearance of the claim it may be cited.
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.dossier import Claim, Source
from onrecord.text.log import Log, did_you_mean, shorten
from onrecord.text.uses import Use


def find_withdrawn(uses: Iterable[Use], claims: Iterable[Claim], sources: Iterable[Source], log: Log) -> None:
    """Report each use of a retracted or superseded source, with what replaces it, and successors that nobody knows."""
    known = {source.id: source for source in sources}
    for source in known.values():
        if source.superseded_by and source.superseded_by not in known:
            near = did_you_mean(log.nearest(source.superseded_by, known))
            message = (
                f'"{shorten(source.id)}" is superseded by "{shorten(source.superseded_by)}", which no source has as key'
            )
            log.add("OR101", message, source.span, remedy=near)
    said = {each.source.span for claim in claims for each in claim.appearances if each.source is not None}
    withdrawn = {key: source for key, source in known.items() if source.retracted or source.superseded_by}
    for use in uses:
        source_used = withdrawn.get(use.key)
        if source_used is not None and use.span not in said:
            message, remedy = _told(source_used, known)
            log.add("OR450", message, use.span, remedy=remedy, statement=use.statement)


def _told(source: Source, known: dict[str, Source]) -> tuple[str, str]:
    """The message and the remedy for a use of a withdrawn source."""
    message = f'"{shorten(source.id)}" is superseded'
    if source.retracted:
        message = f'"{shorten(source.id)}" was retracted {"on" if source.retracted.day else "in"} {source.retracted}'
    last = successor(source, known)
    if last is None:
        return message, "Rest the statement on another source, or remove the citation."
    message += f'; its successor is "{shorten(last.id)}"' if source.retracted else f' by "{shorten(last.id)}"'
    title = f" ({shorten(last.title)})" if last.title else ""
    return message, f"Read @{last.id}{title}, cite it instead, and see whether it still says the same."


def successor(source: Source, known: dict[str, Source]) -> Source | None:
    """The source at the end of the chain of successors; ``None`` if there is none that is known."""
    seen = {source.id}
    at = source
    while at.superseded_by in known and at.superseded_by not in seen:
        at = known[at.superseded_by]
        seen.add(at.id)
    return None if at is source else at
