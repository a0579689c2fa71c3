"""What pages show beside the sheet's own texts: sources with their captures and where they are cited, and a statement
in full. Built once for each language. Imports the model, ``onrecord.render.publish`` and ``onrecord.render.charts``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.capture import Capture
from onrecord.model.dossier import Citation, Source
from onrecord.model.edition import DataCard, Entry
from onrecord.model.figure import Verdict
from onrecord.model.finding import Severity
from onrecord.model.quotation import LookedUp
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.bibliography import Formatted, references
from onrecord.render.publish.blocks import BlockView, ShownBlock
from onrecord.render.publish.register import register_table
from onrecord.render.publish.shown import Mark, Sheet, ShownClaim, ShownStatement, mark, sources_of
from onrecord.render.publish.statistics import (
    Robustness,
    course_table,
    figures_table,
    parts_table,
    projection_table,
    ranking_table,
    robustness,
)
from onrecord.render.publish.tables import Table
from onrecord.render.publish.words import kind_word, sought_text

_NUMBER = re.compile(r"[+\u2212-]?\d[\d.,\u00a0\u202f]*\s?(?:%|\w{1,6})?(?: ?[\u2013-] ?\d[\d.,\u00a0\u202f]*)?")
"""A number with its unit, or a range of two."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: its number, how it is formatted, its last capture, and which statements and claims cite it.

    ``replaced_by`` is the number of the source that supersedes it, or 0. ``repeats`` are the numbers of other sources
    that go back to the same origin.
    """

    number: int
    source: Source
    formatted: Formatted
    capture: Capture | None
    statements: tuple[ShownStatement, ...]
    claims: tuple[ShownClaim, ...]
    replaced_by: int
    repeats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CitedView:
    """A source as one statement cites it, with the places in it that are named; none where only a block names it."""

    view: SourceView
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation with the number and language of its source, and how it was found in which capture."""

    looked: LookedUp
    number: int
    language: str
    how: str
    good: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of a statement, in English, with its code."""

    code: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as SVG, coloured by the page's variables: for wide columns, and (or empty) for narrow ones. ``numeric``
    says of each column of the numbers behind it whether it holds numbers."""

    chart: Chart
    svg: str
    narrow: str
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in full. ``standing`` is its mark by its typed blocks, where that is another than its verdict.
    ``notes`` are those of the check that its blocks do not say. ``cards`` are those of the datasets that decide it, the
    one whose figures are shown by period first."""

    shown: ShownStatement
    claim: ShownClaim
    kind: str
    standing: Mark | None
    parts: Table | None
    charts: tuple[ChartView, ...]
    figures: Table | None
    courses: tuple[Table, ...]
    rankings: tuple[Table, ...]
    projections: tuple[Table, ...]
    register: tuple[Table, ...]
    robustness: Robustness | None
    blocks: tuple[ShownBlock, ...]
    quotations: tuple[QuotationView, ...]
    sources: tuple[CitedView, ...]
    notes: tuple[str, ...]
    remarks: tuple[Remark, ...]
    cards: tuple[DataCard, ...]
    previous: ShownStatement | None
    following: ShownStatement | None


class SheetView:
    """A sheet with all that its pages show, in one language."""

    def __init__(self, sheet: Sheet, charts: Charts) -> None:
        self.sheet, self._charts = sheet, charts
        self.numbers = {each.source.id: each.number for each in sheet.sources}
        self.sources = self._sources()
        self._by_number = {each.number: each for each in self.sources}
        self._cards = {card.dataset.id: card for card in sheet.datasets}
        self._blocks = BlockView(sheet, self.numbers)

    # Sources ------------------------------------------------------------------------------------------------------

    def _sources(self) -> tuple[SourceView, ...]:
        sheet = self.sheet
        captures = {capture.source: capture for capture in sheet.edition.captures}
        formatted = references(sheet)
        statements: dict[str, dict[str, ShownStatement]] = {}
        claims: dict[str, dict[str, ShownClaim]] = {}
        for claim in sheet.claims:
            for key in _cited_by_claim(claim):
                claims.setdefault(key, {})[claim.id] = claim
            for statement in claim.statements:
                for key in _named_in(statement):
                    statements.setdefault(key, {})[statement.id] = statement
        origins: dict[str, list[int]] = {}
        for each in sheet.sources:
            if each.source.origin:
                origins.setdefault(each.source.origin, []).append(each.number)
        return tuple(
            SourceView(
                each.number,
                each.source,
                formatted[each.source.id],
                captures.get(each.source.id),
                tuple(statements.get(each.source.id, {}).values()),
                tuple(claims.get(each.source.id, {}).values()),
                self.numbers.get(each.source.superseded_by, 0),
                tuple(one for one in origins.get(each.source.origin, ()) if one != each.number),
            )
            for each in sheet.sources
        )

    def source(self, number: int) -> SourceView | None:
        """The source with a number."""
        return self._by_number.get(number)

    def _cited(self, statement: ShownStatement) -> tuple[CitedView, ...]:
        citations: dict[str, list[Citation]] = {key: [] for key in _named_in(statement)}
        for one in statement.entry.statement.citations:
            if one.locator or one.prefix:
                citations[one.key].append(one)
        return tuple(
            CitedView(self._by_number[self.numbers[key]], tuple(ones))
            for key, ones in sorted(citations.items(), key=lambda pair: self.numbers.get(pair[0], 0))
            if key in self.numbers
        )

    # Statements ---------------------------------------------------------------------------------------------------

    def statement(self, at: int) -> StatementView:
        """The statement at a place among all of the sheet, from 0."""
        claim, shown = self._pairs[at]
        entry, sheet = shown.entry, self.sheet
        outcome = entry.outcome
        standing = None
        if outcome.standing is not None and outcome.standing.value != outcome.verdict.value:
            standing = mark(Verdict(outcome.standing.value), sheet.locale)
        charts = self._charts.of(sheet, shown)
        return StatementView(
            shown,
            claim,
            kind_word(outcome.kind, sheet.locale),
            standing,
            parts_table(outcome, sheet),
            tuple(_chart(chart) for chart in charts),
            figures_table(entry, sheet),
            tuple(course_table(one, sheet) for one in entry.courses),
            tuple(ranking_table(one, sheet) for one in entry.rankings),
            tuple(projection_table(one, sheet) for one in outcome.projections),
            tuple(register_table(one, sheet) for one in sheet.edition.register if one.foreseen.statement == shown.id),
            robustness(outcome, sheet),
            self._shown_blocks(shown),
            tuple(self._quotation(one) for one in entry.quotations),
            self._cited(shown),
            _notes(shown),
            _remarks(shown),
            self._cards_of(entry),
            self._pairs[at - 1][1] if at else None,
            self._pairs[at + 1][1] if at + 1 < len(self._pairs) else None,
        )

    def _cards_of(self, entry: Entry) -> tuple[DataCard, ...]:
        """The cards of the datasets that decide a statement: parts of it can rest on another than the first."""
        outcome = entry.outcome
        ids = [entry.dataset, *(part.dataset for part in outcome.parts)]
        ids += [figure.snapshot.partition("@")[0] for figure in outcome.figures]
        return tuple(self._cards[id] for id in dict.fromkeys(ids) if id in self._cards)

    @property
    def _pairs(self) -> tuple[tuple[ShownClaim, ShownStatement], ...]:
        if not hasattr(self, "_made"):
            self._made = tuple((claim, one) for claim in self.sheet.claims for one in claim.statements)
        return self._made

    def _shown_blocks(self, shown: ShownStatement) -> tuple[ShownBlock, ...]:
        blocks, deadlines = shown.entry.statement.blocks, shown.entry.deadlines
        padded = (*deadlines, *(() for _ in blocks[len(deadlines) :]))
        return tuple(self._blocks.shown(block, days) for block, days in zip(blocks, padded, strict=False))

    def _quotation(self, looked: LookedUp) -> QuotationView:
        number = self.numbers.get(looked.quotation.source, 0)
        view = self._by_number.get(number)
        language = view.source.language if view else ""
        sought = looked.lookup.sought
        return QuotationView(looked, number, language, sought_text(sought, self.sheet.locale), sought.value == "found")


def _chart(chart: Chart) -> ChartView:
    narrow = chart.svg(_variable, narrow=True) if chart.narrow else ""
    return ChartView(chart, chart.svg(_variable), narrow, numeric_columns(chart.rows))


def numeric_columns(rows: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Which columns hold numbers in every cell that is not empty; the first names the rows."""
    columns = list(zip(*rows, strict=True))
    return tuple(
        at > 0 and any(column) and all(_NUMBER.fullmatch(cell) for cell in column if cell)
        for at, column in enumerate(columns)
    )


def _variable(role: str) -> str:
    return f"var(--{role})"


def _cited_by_claim(claim: ShownClaim) -> tuple[str, ...]:
    keys = [one.source.key for one in claim.claim.appearances if one.source is not None]
    return tuple(dict.fromkeys([*keys, *(one.key for one in claim.claim.citations)]))


def _named_in(statement: ShownStatement) -> tuple[str, ...]:
    """The keys that a statement cites, then those that only its blocks name, in order."""
    said = statement.entry.statement
    keys = [one.key for one in said.citations]
    return tuple(dict.fromkeys([*keys, *(key for block in said.blocks for key in sources_of(block))]))


def _notes(shown: ShownStatement) -> tuple[str, ...]:
    """The notes of the check, without those that repeat what the editors write in a block, which is shown in full."""
    written = [block.common.because for block in shown.entry.statement.blocks if block.common.because]
    return tuple(note for note in shown.entry.outcome.notes if not any(note.endswith(one) for one in written))


def _remarks(shown: ShownStatement) -> tuple[Remark, ...]:
    """The warnings of the checks that neither the verdict's reason nor a note gives; what fails is told by the verdict,
    and notes are for the editors."""
    why, notes = shown.entry.outcome.why, shown.entry.outcome.notes
    warnings = [one for one in shown.entry.findings if one.severity is Severity.WARNING]
    kept = [one for one in warnings if one.message not in why and one.message not in notes]
    return tuple(dict.fromkeys(Remark(one.code, one.severity.value, one.message) for one in kept))
