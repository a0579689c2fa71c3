"""Pages captured again: whether what the dossier quotes from them still reads as it did.

Joins the dossier's quotations with the texts of two captures. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.archive.passages import Change, Passage, compare
from onrecord.model.capture import Capture
from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding, Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.quoting import texts_of

_WORST = (Change.GONE, Change.PASSAGE, Change.UNKNOWN, Change.TEXT, Change.NONE)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Recaptured:
    """A source captured again: the capture before, the new one, and how they differ in what is cited; ``why`` they
    cannot be compared, where they cannot; ``quoted`` is how many passages are quoted from the source."""

    before: Capture
    after: Capture
    change: Change
    quoted: int
    why: str = ""
    findings: tuple[Finding, ...] = ()


def recaptured(root: Path, dossier: Dossier, pairs: Sequence[tuple[Capture, Capture]]) -> tuple[Recaptured, ...]:
    """Each pair of captures of a source, compared. Only pages with other bytes are read."""
    quotations = _quotations(dossier)
    differing = [pair for pair in pairs if pair[0].digest != pair[1].digest]
    texts = texts_of(root, [capture for pair in differing for capture in pair]) if differing else ()
    pages = {pair: (texts[2 * i], texts[2 * i + 1]) for i, pair in enumerate(differing)}
    found = []
    for before, after in pairs:
        of_source = quotations.get(after.source, ())
        if (before, after) not in pages:
            found.append(Recaptured(before, after, Change.NONE, len(of_source)))
            continue
        passages = compare(*pages[before, after], [each.selector for each, _ in of_source])
        worst = next(change for change in _WORST if any(each.change is change for each in passages))
        why = next((each.why for each in passages if each.change is Change.UNKNOWN), "")
        findings = tuple(_findings(before, after, passages, of_source))
        found.append(Recaptured(before, after, worst, len(of_source), why, findings))
    return tuple(found)


def _quotations(dossier: Dossier) -> dict[str, tuple[tuple[Quotation, str], ...]]:
    """What is quoted from each source, with the statement it stands in, if it does."""
    every: dict[str, list[tuple[Quotation, str]]] = {}
    for claim in dossier.claims:
        for said in claim.appearances:
            if said.source is not None and said.quote:
                one = Quotation(said.source.key, Selector(said.quote), said.source.span)
                every.setdefault(one.source, []).append((one, ""))
        for statement in claim.statements:
            for each in statement.quotations:
                every.setdefault(each.source, []).append((each, statement.id))
    return {source: tuple(held) for source, held in every.items()}


def _findings(
    before: Capture, after: Capture, passages: Sequence[Passage], quotations: Sequence[tuple[Quotation, str]]
) -> Iterator[Finding]:
    """A finding at each quotation whose passage changed."""
    for passage in passages:
        if passage.change not in (Change.PASSAGE, Change.GONE):
            continue
        places = [(one.span, statement) for one, statement in quotations if one.selector == passage.selector]
        for span, statement in places:
            yield _finding(before, after, passage, span, statement)


def _finding(before: Capture, after: Capture, passage: Passage, span: Span, statement: str) -> Finding:
    gone = passage.change is Change.GONE
    what = "no longer has the words quoted, which it had on" if gone else "has changed around the words quoted since"
    when = before.day if before.day != after.day else f"{before.day} at {before.at:%H:%M:%S} UTC"
    message = f'"{after.source}" {what} {when}'
    why = (
        *passage.differs,
        f"was: {_short(passage.before)}",
        *([f"is: {_short(passage.after)}"] if passage.after else []),
    )
    return finding("OR526", message, span, why=why, statement=statement)


def _short(text: str) -> str:
    text = text.replace("\u00ad", "")  # a soft hyphen is no letter, and would be shown as an escape
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
