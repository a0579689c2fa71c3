"""Typed blocks in full, as facts and tables: counts by source, the steps of a case, the deadlines of a pledge, levels
of a force, views, replies. Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model.blocks import Block, Case, Deployment, Incident, Pledge, Position, Reply, block_name
from onrecord.model.dates import PartialDate
from onrecord.model.explanation import Deadline
from onrecord.model.figure import Verdict
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, mark
from onrecord.render.publish.tables import Cell, Column, Row, Table, without_empty
from onrecord.render.publish.words import (
    harm_word,
    kind_word,
    precision_text,
    status_word,
    step_word,
    term_text,
    whom_word,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled text of a block. ``own``: in the words of the dossier, not in those of the page."""

    label: str
    cell: Cell
    own: bool = True


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block: what kind it is, its facts, its tables, and what the editors say of it."""

    kind: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...] = ()


class BlockView:
    """Shows blocks of a sheet: ``numbers`` are those of the sources, by their keys."""

    def __init__(self, sheet: Sheet, numbers: Mapping[str, int]) -> None:
        self._sheet, self._numbers = sheet, numbers

    @property
    def _locale(self) -> Locale:
        return self._sheet.locale

    def shown(self, block: Block, deadlines: tuple[Deadline, ...]) -> ShownBlock:
        """A block with all that it says."""
        match block:
            case Pledge():
                facts, tables = self._pledge(block, deadlines)
            case Incident():
                facts, tables = self._incident(block)
            case Case():
                facts, tables = self._case(block)
            case Deployment():
                facts, tables = self._deployment(block)
            case Position():
                facts, tables = self._position(block), []
            case Reply():
                facts, tables = self._reply(block), []
        facts += self._common(block)
        kept = tuple(each for each in facts if each.cell.text or each.cell.mark or each.cell.sources)
        return ShownBlock(kind_word(block_name(block), self._locale), kept, tuple(map(without_empty, tables)))

    # Parts --------------------------------------------------------------------------------------------------------

    def _sources(self, *keys: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._numbers[key] for key in keys if key in self._numbers))

    def _date(self, value: PartialDate | None) -> str:
        return self._locale.partial(value) if value is not None else ""

    def _own(self, label: str, text: str, *keys: str) -> Fact:
        return Fact(label, Cell(text, sources=self._sources(*keys)))

    def _said(self, label: str, text: str) -> Fact:
        return Fact(label, Cell(text), own=False)

    def _common(self, block: Block) -> list[Fact]:
        text, common = self._locale.text, block.common
        facts = []
        if common.standing is not None:
            standing = mark(Verdict(common.standing.value), self._locale)
            facts.append(Fact(text("The editors call it"), Cell(mark=standing), own=False))
        facts.append(self._own(text("Because"), common.because))
        facts.append(self._own(text("Why one origin must do"), common.one_origin))
        if common.sources:
            facts.append(Fact(text("Further sources"), Cell(sources=self._sources(*common.sources)), own=False))
        return facts

    def _span(self, start: PartialDate | None, end: PartialDate | None) -> str:
        text = self._locale.text
        if start and end:
            return self._date(start) if start == end else text("{a} to {b}", a=self._date(start), b=self._date(end))
        if start:
            return text("from {day}", day=self._date(start))
        return text("until {day}", day=self._date(end)) if end else ""

    def _range(self, low: int, high: int | None) -> str:
        number, text = self._locale.number, self._locale.text
        if high is None:
            return text("at least {n}", n=number(low))
        return number(low) if low == high else text("{a} to {b}", a=number(low), b=number(high))

    # Kinds --------------------------------------------------------------------------------------------------------

    def _pledge(self, block: Pledge, deadlines: tuple[Deadline, ...]) -> tuple[list[Fact], list[Table]]:
        text, locale = self._locale.text, self._locale
        facts = [
            self._own(text("Pledged"), block.what),
            self._own(text("By"), block.by),
            self._own(text("To"), block.to),
            self._said(text("Made"), self._date(block.made)),
            self._own(text("Baseline"), block.baseline),
        ]
        if block.term is not None:
            term = term_text(block.term.number, block.term.unit, locale)
            facts.append(
                self._said(text("Term"), text("{term} from {day}", term=term, day=self._date(block.term.start)))
            )
        facts.append(self._said(text("Done"), self._date(block.done)))
        official, evidence = block.official_status, block.evidence_status
        facts.append(self._own(text("By the official account"), self._status(block.official, official)))
        facts.append(self._own(text("By the evidence"), self._status(block.evidence, evidence)))
        facts += [
            self._own(text("Put right on {day}", day=self._date(one.on)), f"{one.field}: {one.was} – {one.because}")
            for one in block.corrected
        ]
        return facts, [each for each in (self._schedule(block, deadlines), self._steps(block)) if each is not None]

    def _status(self, told: str, status: object) -> str:
        """The account as it is written; where it is one of the fixed words alone, that word in the page's language."""
        from onrecord.model.pledge import PledgeStatus

        if isinstance(status, PledgeStatus) and told.casefold() == status.value:
            return status_word(status, self._locale)
        return told

    def _schedule(self, block: Pledge, deadlines: tuple[Deadline, ...]) -> Table | None:
        text = self._locale.text
        known = {(one.due, one.extended): one for one in deadlines}
        rows = []
        if block.due is not None:
            rows.append(
                Row(
                    (
                        Cell(text("First deadline")),
                        Cell(self._date(block.due)),
                        Cell(self._standing(known.get((block.due, False)))),
                        Cell(),
                    )
                )
            )
        for one in block.extensions:
            rows.append(
                Row(
                    (
                        Cell(text("Put off on {day}", day=self._date(one.on)), note=one.note),
                        Cell(self._date(one.due)),
                        Cell(self._standing(known.get((one.due, True)))),
                        Cell(sources=self._sources(one.source)),
                    )
                )
            )
        columns = tuple(map(Column, (text("Deadline"), text("Due"), text("By the calendar"), text("Sources"))))
        return Table(text("Schedule"), columns, tuple(rows)) if rows else None

    def _standing(self, deadline: Deadline | None) -> str:
        """How a deadline stands by the calendar, in whole days."""
        text, plural = self._locale.text, self._locale.plural
        if deadline is None:
            return text("not known on the day of judgement")
        days, at = deadline.days, self._locale.day(deadline.at)
        if deadline.done:
            if days > 0:
                return plural("done {n} day late", "done {n} days late", days)
            return plural("done {n} day early", "done {n} days early", -days) if days else text("done on the last day")
        if days > 0:
            return plural("overdue by {n} day as of {day}", "overdue by {n} days as of {day}", days, day=at)
        if days < 0:
            return plural("{n} day to go as of {day}", "{n} days to go as of {day}", -days, day=at)
        return text("due on this day, {day}", day=at)

    def _steps(self, block: Pledge) -> Table | None:
        text = self._locale.text
        rows = tuple(
            Row((Cell(self._date(one.on)), Cell(one.what), Cell(sources=self._sources(one.source))))
            for one in block.steps
        )
        columns = tuple(map(Column, (text("Day"), text("What was done"), text("Sources"))))
        return Table(text("Steps towards it"), columns, rows) if rows else None

    def _incident(self, block: Incident) -> tuple[list[Fact], list[Table]]:
        text, locale = self._locale.text, self._locale
        facts = [
            self._own(text("What"), block.what),
            self._own(text("Where"), block.where),
            self._said(text("Place"), precision_text(block.precision, locale)),
            self._said(text("When"), self._span(block.start, block.end)),
        ]
        counts = []
        for one in block.counts:
            fixed = [whom_word(one.who, locale)] if one.who else []
            fixed += [harm_word(one.what, locale)] if one.what else []
            cells = (
                Cell(one.by, note=text("Own stake: {interest}", interest=one.interest) if one.interest else ""),
                Cell(self._range(one.low, one.high)),
                Cell(one.counted, note=", ".join(fixed)),
                Cell(one.period),
                Cell(self._date(one.on)),
                Cell(sources=self._sources(one.source)),
            )
            counts.append(Row(cells))
        columns = (
            Column(text("Counted by")),
            Column(text("Count"), numeric=True),
            Column(text("Who is counted")),
            Column(text("Period")),
            Column(text("Published")),
            Column(text("Sources")),
        )
        tables = [
            Table(text("Counts by source"), columns, tuple(counts), (text("Counts are never averaged."),))
        ] if counts else []  # fmt: skip
        ladder = [
            Row(
                (
                    Cell(one.who),
                    Cell(step_word(one.step, locale)),
                    Cell(one.by),
                    Cell(self._date(one.on)),
                    Cell(sources=self._sources(one.source)),
                )
            )
            for one in block.responsibility
        ]
        heads = (text("Who"), text("How far it has come"), text("By whom"), text("Day"), text("Sources"))
        if ladder:
            tables.append(Table(text("Responsibility"), tuple(map(Column, heads)), tuple(ladder)))
        return facts, tables

    def _case(self, block: Case) -> tuple[list[Fact], list[Table]]:
        text = self._locale.text
        facts = [
            self._own(text("Who"), block.who),
            self._own(text("Matter"), block.matter),
            self._own(text("Court"), block.court),
        ]
        rows = tuple(
            Row(
                (
                    Cell(self._date(one.on) or text("undated")),
                    Cell(step_word(one.step, self._locale), note=one.note),
                    Cell(sources=self._sources(one.source)),
                )
            )
            for one in block.steps
        )
        columns = tuple(map(Column, (text("Day"), text("Step"), text("Sources"))))
        return facts, [Table(text("Steps of the case"), columns, rows)] if rows else []

    def _deployment(self, block: Deployment) -> tuple[list[Fact], list[Table]]:
        text = self._locale.text
        facts = [
            self._own(text("Who"), block.who),
            self._own(text("Where"), block.where),
            self._said(text("Arrived"), self._date(block.arrived)),
            self._said(text("Left"), self._date(block.left)),
            self._own(text("Ended by"), block.ended_by),
        ]
        rows = tuple(
            Row(
                (
                    Cell(self._span(one.on, one.until) if one.until else self._date(one.on)),
                    Cell(self._range(one.low, one.high), note=text("planned") if one.planned else ""),
                    Cell(one.counted, note=one.note),
                    Cell(one.by),
                    Cell(sources=self._sources(one.source)),
                )
            )
            for one in block.levels
        )
        columns = (
            Column(text("Day")),
            Column(text("Strength"), numeric=True),
            Column(text("Who is counted")),
            Column(text("By whom")),
            Column(text("Sources")),
        )
        return facts, [Table(text("Strength over time"), columns, rows)] if rows else []

    def _position(self, block: Position) -> list[Fact]:
        text = self._locale.text
        return [
            self._own(text("Who"), block.who),
            self._own(text("View"), block.view, block.source),
            self._said(text("Held"), self._span(block.since, block.until)),
        ]

    def _reply(self, block: Reply) -> list[Fact]:
        text = self._locale.text
        asked = self._locale.day(block.asked) if block.asked else ""
        return [
            self._own(text("By"), block.by),
            self._own(text("Answer"), block.text, block.source) if block.text
            else Fact(text("Answer"), Cell(text("none"), sources=self._sources(block.source)), own=False),
            self._said(text("Answered"), self._date(block.on)),
            self._said(text("Asked"), asked),
            self._own(text("How they were asked"), block.means),
        ]  # fmt: skip
