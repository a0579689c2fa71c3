"""The quotations of a dossier looked up in its archive: joins dossier, captures and the texts of archived pages.

Only pages that something is quoted from are read: the last capture of each source first, and earlier ones for the
quotations not found in it. Nothing is written. Imports ``onrecord.archive`` and ``onrecord.checks``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.checks.quotations import look_all_up, quotation_findings, quoted_stretches
from onrecord.model.capture import Capture
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.quotation import (
    LookedUp,
    Lookup,
    PageText,
    Quotation,
    Selector,
    Sought,
    StatementQuotations,
)

_LEAD = 200


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a dossier, looked up, and what is to be said of them."""

    all: tuple[StatementQuotations, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, statement: Statement) -> tuple[LookedUp, ...]:
        """Those of one statement."""
        place = (statement.id, statement.span)
        return next((each.looked for each in self.all if each.place == place), ())


def quotations_of(dossier: Dossier, captures: Iterable[Capture], root: Path) -> Quotations:
    """Look up all quotations of a dossier."""
    groups = tuple(_groups(dossier))
    if not groups:
        return Quotations()
    found = _looked_up([each for group in groups for each in group[3]], tuple(captures), root)
    every: list[StatementQuotations] = []
    findings: list[Finding] = []
    reported: set[str] = set()
    for claim, statement, span, quotations in groups:
        looked = look_all_up(quotations, lambda one: found[one])
        every.append(StatementQuotations(claim.id, statement, span, looked))
        # Of a source without a capture it is said once.
        told = [one for one in looked if not _repeats(one, reported)]
        findings += quotation_findings(told, statement)
    return Quotations(tuple(every), tuple(findings))


def without_quoted(findings: Iterable[Finding], dossier: Dossier, quotes: Quotations) -> tuple[Finding, ...]:
    """The findings without those of numbers "without a check" (OR205) that a quotation found in its source holds."""
    statements = {(each.id, each.span.file): each for each in dossier.statements}
    kept = []
    for found in findings:
        statement = statements.get((found.statement, found.span.file)) if found.code == "OR205" else None
        left = _unquoted(statement, quotes) if statement is not None else None
        if left is None:
            kept.append(found)
        elif left:
            kept.append(replace(found, message=f'"{left}" is not checked'))
    return tuple(kept)


def _unquoted(statement: Statement, quotes: Quotations) -> str | None:
    """The first number of a sentence that no quotation holds, empty if there is none; ``None`` if none is quoted."""
    from onrecord.text.numbers import first_number

    text = statement.text
    stretches = quoted_stretches(text, quotes.of(statement))
    if not stretches:
        return None
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    place = first_number(text)
    return text[place[0] : place[1]] if place else ""


def _repeats(looked: LookedUp, reported: set[str]) -> bool:
    if looked.lookup.sought is not Sought.NO_CAPTURE:
        return False
    known = looked.quotation.source in reported
    reported.add(looked.quotation.source)
    return known


def _groups(dossier: Dossier) -> Iterator[tuple[Claim, str, Span, tuple[Quotation, ...]]]:
    for claim in dossier.claims:
        said = tuple(
            Quotation(each.source.key, Selector(each.quote), each.source.span, each.source.locator)
            for each in claim.appearances
            if each.source is not None and each.quote
        )
        if said:
            yield claim, "", claim.span, said
        for statement in claim.statements:
            if statement.quotations:
                yield claim, statement.id, statement.span, statement.quotations


def _looked_up(quotations: Sequence[Quotation], captures: Sequence[Capture], root: Path) -> Mapping[Quotation, Lookup]:
    """Each quotation looked up: in the last capture of its source, then in the ones before."""
    of_source: dict[str, list[Capture]] = {}
    for capture in captures:
        of_source.setdefault(capture.source, []).insert(0, capture)
    nowhere = Lookup(Sought.NO_CAPTURE)
    found: dict[Quotation, Lookup] = {}
    missing = {each: 0 for each in quotations if each.source in of_source}
    while missing:
        wanted = dict.fromkeys(of_source[each.source][turn] for each, turn in missing.items())
        pages = dict(zip(wanted, texts_of(root, tuple(wanted)), strict=True))
        again: dict[Quotation, int] = {}
        for capture, text in pages.items():
            mine = [one for one, turn in missing.items() if of_source[one.source][turn] is capture]
            for one, lookup in _in_page(mine, capture, text):
                before = found.get(one)
                if before is None:
                    found[one] = lookup
                elif lookup.sought is Sought.FOUND and before.sought is not Sought.NO_TEXT:
                    found[one] = replace(lookup, gone=before.captured)
                elif lookup.sought is Sought.FOUND:
                    found[one] = lookup
                if lookup.sought is not Sought.FOUND and missing[one] + 1 < len(of_source[one.source]):
                    again[one] = missing[one] + 1
        missing = again
    return {each: found.get(each, nowhere) for each in quotations}


def _in_page(quotations: Sequence[Quotation], capture: Capture, text: PageText) -> Iterator[tuple[Quotation, Lookup]]:
    from onrecord.archive.quotations import SearchablePage

    page = SearchablePage(text)
    for each in quotations:
        lookup = page.look_up(each.selector)
        yield each, replace(lookup, capture=capture.digest, captured=capture.day, lead=_lead(text, lookup))


def _lead(text: PageText, lookup: Lookup) -> str:
    """What the page has right before the words found on it, up to the length of a long sentence."""
    if lookup.sought not in (Sought.FOUND, Sought.NEARLY):
        return ""
    part = dict(text.parts).get(lookup.part, "")
    return part[max(0, lookup.start - _LEAD) : lookup.start]


def texts_of(root: Path, captures: Sequence[Capture]) -> tuple[PageText, ...]:
    """The texts of captures, read from the archive in one child process."""
    from onrecord.archive.extraction import kept_texts
    from onrecord.archive.kept_pages import Kept

    kept = (Kept(one.file, one.final_url or one.url, one.digest, one.type, one.imported) for one in captures)
    return tuple(kept_texts(root, kept))
