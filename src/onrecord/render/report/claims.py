"""A claim of a report with its record in full. Imports ``onrecord.render.publish``, ``onrecord.render.charts`` and the
values that the site's pages are made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.explanation import Course
from onrecord.model.figure import Verdict
from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.documents import signed
from onrecord.render.publish.shown import TONES, Sheet, ShownClaim, mark
from onrecord.render.publish.statistics import Robustness, course_table
from onrecord.render.publish.theme import Movement
from onrecord.render.publish.typesetting import Verbatim, inert, language_of
from onrecord.render.publish.views import QuotationView, SheetView, StatementView
from onrecord.render.report.nodes import (
    Json,
    block_nodes,
    cited,
    heading,
    is_long,
    items,
    marked,
    para,
    quotation,
    repeats,
    run,
    sentence,
    table,
)
from onrecord.render.report.prose import prose_nodes

_MOST_ROWS = 16
"""A longer table of periods shows those of which the statement speaks, and their neighbours; the site has all."""
_COLOURS = {Movement.FORWARD: "forward", Movement.BACKWARD: "backward", Movement.UNMOVED: "unmoved"}


def rating_node(claim: ShownClaim) -> Json:
    """The rating of a claim: its sign, its colour, its words."""
    movement = claim.rating.movement
    return {"sign": movement.value, "colour": _COLOURS.get(movement, "quiet"), "words": claim.rating.words}


def counts_node(sheet: Sheet, claim: ShownClaim) -> list[Json]:
    """How many statements of a claim have each mark, in the order of marks."""
    verdicts = [each.mark.verdict for each in claim.statements]
    return [
        {**marked(mark(each, sheet.locale)), "count": sheet.locale.number(verdicts.count(each))}
        for each in TONES
        if each in verdicts
    ]


_MOST_DRAWN = 120
"""Statistics whose charts are all drawn: several hundred charts take a gigabyte to set, and nobody prints them."""


class ClaimWriter:
    """Writes the claims of a sheet."""

    def __init__(self, view: SheetView, charts: Charts) -> None:
        self._view, self._charts, self._sheet = view, charts, view.sheet
        self._basis = _usual_basis(view.sheet)
        self._drawn = _drawn(view.sheet)

    def claims(self) -> Iterator[Json]:
        """Every claim, with its record below it; first what nearly every statement would say again."""
        at = 0
        if self._basis:
            text = self._sheet.locale.text(
                "Where a statement says nothing else, it rests on: {basis}", basis=self._basis
            )
            yield para(run(sentence(text)), style="note")
        if len(self._drawn) < len(self._sheet.statements):
            text = self._sheet.locale.text(
                "There are many statements: one chart is drawn for each claim. The others, and the figures by period, "
                "are on the statements’ pages."
            )
            yield para(run(text), style="note")
        for claim in self._sheet.claims:
            yield from self._claim(claim)
            yield heading(self._sheet.locale.text("The record"), 3)
            for _ in claim.statements:
                yield from self._statement(self._view.statement(at))
                at += 1
            yield from self._research(claim)

    # The claim ------------------------------------------------------------------------------------------------

    def _claim(self, claim: ShownClaim) -> Iterator[Json]:
        say, language = self._sheet.locale.text, claim.language
        rating = claim.rating
        by = [say("Rated by {name}", name=rating.by)] if rating.by else []
        yield {
            "kind": "claim",
            "number": str(claim.number),
            "kicker": say("Claim {n}", n=claim.number),
            "first": claim.number == 1,
            "label": f"claim-{claim.number}",
            "text": claim.text,
            "language": language_of(language),
            "claimant": claim.claimant,
            "rating": rating_node(claim),
            "counts": counts_node(self._sheet, claim),
            "note": self._untranslated(language),
        }
        if rating.because:
            yield para(run(rating.because, language))
        if by or rating.on:
            yield para(run(", ".join(filter(None, [*by, rating.on]))), style="note")
        yield from self._appearances(claim)
        if claim.claim.note:
            yield para(run(claim.claim.note, language), style="note")
        if claim.claim.chosen:
            yield heading(say("Why this claim was chosen"), 3)
            yield para(run(claim.claim.chosen, language))
        prose = prose_nodes(claim.claim.prose, language, self._sheet)
        if prose:
            yield heading(say("Background"), 3)
            yield from prose

    def _appearances(self, claim: ShownClaim) -> Iterator[Json]:
        say = self._sheet.locale.text
        if claim.claim.appearances:
            yield heading(say("When and where it was said"), 3)
        for one in claim.claim.appearances:
            number = self._view.numbers.get(one.source.key, 0) if one.source else 0
            source = self._view.source(number)
            day = self._sheet.locale.partial(one.on) if one.on else say("Undated")
            runs = [run(day, bold=True)]
            runs += [run(" · "), run(one.where, claim.language)] if one.where else []
            runs += cited([number] if source else [])
            runs += [run(f" {one.source.locator}", quiet=True)] if one.source and one.source.locator else []
            yield para(*runs)
            if one.quote:
                yield quotation(one.quote, source.source.language if source else claim.language)

    def _research(self, claim: ShownClaim) -> Iterator[Json]:
        say, said = self._sheet.locale.text, claim.claim
        if said.considered or said.one_origin:
            yield heading(say("How it was researched"), 3)
        if said.considered:
            label = run(say("Evidence for the claim that was looked for:") + " ", bold=True)
            yield para(label, run(said.considered, claim.language))
        if said.one_origin:
            label = run(say("Why one origin must do:") + " ", bold=True)
            yield para(label, run(said.one_origin, claim.language))

    def _untranslated(self, language: str) -> str:
        other = language != self._sheet.locale.language
        return self._sheet.locale.text("Not translated; shown in its own language.") if other else ""

    # A statement ----------------------------------------------------------------------------------------------

    def _statement(self, view: StatementView) -> Iterator[Json]:
        say, shown = self._sheet.locale.text, view.shown
        outcome, language = shown.entry.outcome, shown.language
        tag = [say("Evidence for the claim")] if shown.for_claim else []
        yield {
            "kind": "statement",
            "number": shown.number,
            "label": f"statement-{shown.number}",
            "runs": [run(shown.text, language), *cited(shown.sources)],
            "tag": ", ".join([view.kind, *tag]),
            "key": {"number": signed(shown.key.number), "label": shown.key.label} if shown.key else None,
            "note": self._untranslated(language),
            "lines": self._lines(view),
            "long": is_long(shown.text, shown.why, outcome.needs),
            **marked(shown.mark),
        }
        told = " ".join([shown.text, shown.why, outcome.standing_why if view.standing else ""])
        if view.standing is not None:
            yield heading(say("By its sources"), 5)
            yield {"kind": "mark", **marked(view.standing), "runs": [run(sentence(outcome.standing_why))]}
        yield from self._statistic(view)
        for block in view.blocks:
            yield from block_nodes(block, language, view.standing or shown.mark, told)
        if view.quotations:
            yield heading(say("Quotations"), 5)
            for each in view.quotations:
                yield from self._quotation(each, language)
        if outcome.since:
            yield heading(say("Since then"), 5)
            about = say(
                "What the record holds from after {day}. It does not change the verdict.", day=self._sheet.as_of
            )
            yield para(run(about), style="note")
            yield items(([run(sentence(each))] for each in outcome.since), style="sans")
        yield from self._notes(view)

    def _lines(self, view: StatementView) -> list[list[Json]]:
        """Why it has its mark, and what would settle it."""
        outcome = view.shown.entry.outcome
        lines = [[run(sentence(view.shown.why) or view.shown.mark.meaning)]]
        if outcome.needs:
            needs = run(self._sheet.locale.text("What would settle it:") + " ", bold=True)
            lines.append([needs, run(outcome.needs)])
        return lines

    def _statistic(self, view: StatementView) -> Iterator[Json]:
        say, outcome = self._sheet.locale.text, view.shown.entry.outcome
        if view.parts is not None:
            yield heading(say("What the sentence was taken to say"), 5)
            confirmed = say("The sentence in the formal words that were computed. An editor confirmed them.")
            free = say("The sentence in the formal words that were computed. No editor has confirmed them.")
            yield table(replace(view.parts, caption=confirmed if outcome.confirmed else free))
        drawn = view.shown.id in self._drawn
        charts = _shown(self._charts.of(self._sheet, view.shown)) if drawn else ()
        yield from map(self._chart, charts)
        if view.figures is not None:
            yield table(view.figures)
        for each in (*view.projections, *view.register, *view.rankings):
            yield table(each)
        if drawn and view.shown.entry.courses and not any(each.kind == "series" for each in charts):
            yield {"kind": "tables", "tables": [self._course(each) for each in view.shown.entry.courses]}
        if view.robustness is not None:
            yield heading(say("How firm the verdict is"), 5)
            yield para(run(self._firmness(view.robustness, view)), style="sans")
        if view.cards:
            yield para(run(self._data(view)), style="note")

    def _course(self, course: Course) -> Json:
        """The periods that a table shows: those of which the statement speaks, and those before."""
        points = course.table
        if len(points) > _MOST_ROWS:
            near = {at + step for at, point in enumerate(points) if point.spoken for step in (-1, 0, 1)}
            points = tuple(point for at, point in enumerate(points) if at in near)[:_MOST_ROWS] or points[-_MOST_ROWS:]
        made = course_table(replace(course, points=points, first=0, last=len(points)), self._sheet)
        left = len(course.points) - len(points)
        if left:
            more = self._sheet.locale.plural(
                "{n} more period is in the published data.", "{n} more periods are in the published data.", left
            )
            made = replace(made, notes=(*made.notes, more))
        return table(made, dense=True)

    def _firmness(self, firm: Robustness, view: StatementView) -> str:
        """In how many ways it holds, and in which it does not."""
        say, tried = self._sheet.locale.text, view.shown.entry.outcome.robustness
        rows = zip(firm.table.rows, tried, strict=True)
        others = [row.cells[0].text for row, one in rows if one.verdict is not Verdict.HOLDS]
        if not others:
            return sentence(firm.text)
        listed = self._sheet.locale.listed(others)
        return sentence(firm.text) + " " + say("It does not with: {ways}.", ways=listed)

    def _data(self, view: StatementView) -> str:
        say = self._sheet.locale.text
        told = []
        for card in view.cards:
            if card.closed:
                text = say("The data file is not public. Its figures are published; its name and its rows are not.")
            else:
                spec, digest = card.dataset.spec, card.dataset.sha256[:12]
                text = say("Data: {dataset}, file {digest}.", dataset=spec.title or spec.id, digest=digest)
            told.append(text)
        return " ".join(dict.fromkeys(told))

    def _chart(self, chart: Chart) -> Json:
        theme = self._sheet.theme
        alt = Verbatim(str(inert(f"{chart.title} {chart.description}", theme, 10_000)))
        svg = Verbatim(chart.svg(theme.colour))
        return {"kind": "chart", "title": chart.title, "svg": svg, "alt": alt, "width": chart.width * 0.75}

    def _quotation(self, each: QuotationView, language: str) -> Iterator[Json]:
        say = self._sheet.locale.text
        said, found = each.looked.quotation, each.looked.lookup
        yield quotation(said.selector.exact, each.language)
        if said.translation:
            yield para(run(say("Our translation:") + " ", quiet=True), run(said.translation, language), style="sans")
        text = [f"{said.locator}." if said.locator else "", each.how]
        text += [say("Copy of {day}", day=found.captured) + "."] if found.captured else []
        text += [say("A later copy, of {day}, has the words no more.", day=found.gone)] if found.gone else []
        number = cited([each.number] if each.number else [])
        yield para(*number, run(" " + " ".join(filter(None, text))), style="note")
        if not each.good and found.passage:
            yield para(run(say("The copy has:") + " "), run(f"“{found.passage}”", each.language), style="note")

    def _notes(self, view: StatementView) -> Iterator[Json]:
        say, outcome = self._sheet.locale.text, view.shown.entry.outcome
        # What the blocks above say in the editors' words is not said again.
        said = [fact.cell.text for block in view.blocks for fact in block.facts]
        lines = [[run(sentence(each))] for each in outcome.notes if not any(repeats(each, one) for one in said)]
        if outcome.basis and outcome.basis != self._basis:
            lines.append([run(sentence(say("It rests on: {basis}", basis=outcome.basis)))])
        lines += [[run(sentence(outcome.history))]] if outcome.history else []
        if self._sheet.locale.base == "en":  # the checks word their findings in English only
            lines += [[run(sentence(each.text))] for each in view.remarks]
        if lines:
            yield heading(say("Notes on the check"), 5)
            yield items(lines, style="note")


def _usual_basis(sheet: Sheet) -> str:
    """What more than half of the statements with a basis rest on; empty where there is nothing that usual."""
    found = Counter(each.entry.outcome.basis for each in sheet.statements if each.entry.outcome.basis)
    basis, count = found.most_common(1)[0] if found else ("", 0)
    return basis if count > 1 and 2 * count > found.total() else ""


def _drawn(sheet: Sheet) -> frozenset[str]:
    """The statements whose charts are drawn: all, or where there are too many the first statistic of each claim."""
    if sum(1 for each in sheet.statements if each.key is not None) <= _MOST_DRAWN:
        return frozenset(each.id for each in sheet.statements)
    firsts = (next((each.id for each in claim.statements if each.key is not None), "") for claim in sheet.claims)
    return frozenset(filter(None, firsts))


def _shown(charts: tuple[Chart, ...]) -> tuple[Chart, ...]:
    """The most telling chart, and the map: the others repeat what the tables say."""
    return charts[:1] + tuple(each for each in charts[1:] if each.kind == "map")
