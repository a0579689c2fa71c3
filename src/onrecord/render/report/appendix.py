"""What stands after the claims of a report: methods, sources, corrections.

Imports ``onrecord.render.publish`` and the values that the site's pages are made of.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.edition import DataCard
from onrecord.render.publish.changes import correction_text
from onrecord.render.publish.register import hit_texts, register_table
from onrecord.render.publish.shown import TONES, Sheet, mark
from onrecord.render.publish.tables import Cell, Column, Row, Table
from onrecord.render.publish.views import SheetView, SourceView
from onrecord.render.publish.words import change_word, preliminary_text
from onrecord.render.report.nodes import (
    Json,
    cited,
    facts,
    heading,
    is_long,
    items,
    linked,
    marked,
    para,
    part,
    reference,
    run,
    table,
    told,
)

# Methods --------------------------------------------------------------------------------------------------------


def methods(sheet: Sheet) -> Iterator[Json]:
    """How the verdicts come about."""
    say = sheet.locale.text
    yield part(say("Methods"), "methods")
    yield para(run(say("How each verdict comes about, and how anyone can check it again.")), style="lead")
    yield heading(say("Two rules"), 2)
    yield para(
        run(
            say(
                "No number without a check, no assertion without a source. The same rules apply to every statement, "
                "whomever it favours: evidence against the record’s own statements, and the claimant’s reply, have "
                "their place beside them. Where a check is impossible, the report says so."
            )
        )
    )
    yield items(([run(each)] for each in _rules(sheet)), numbered=True)
    yield heading(say("What the verdicts mean"), 2)
    yield {"kind": "marks", "items": [_meaning(sheet, each) for each in TONES]}
    if sheet.edition.scale:
        yield heading(say("What the ratings are"), 2)
        yield para(
            run(
                say(
                    "A rating is the editors’ judgement of a whole claim, by a named person, dated, with a reason. A "
                    "verdict is on one statement and follows from the rules here."
                )
            )
        )
        ratings = [sheet.theme.rating(value, sheet.locale.language) for value in sheet.edition.scale]
        yield {"kind": "ratings", "items": [{"sign": sign.value, "words": words} for sign, words in ratings]}
    yield heading(say("What a written number means"), 2)
    yield table(_precision(sheet))
    yield from _datasets(sheet)
    yield from _register(sheet)
    yield from _withheld(sheet)
    yield from _publisher(sheet)


def _rules(sheet: Sheet) -> tuple[str, ...]:
    say = sheet.locale.text
    return (
        say(
            "Each sentence with a number in it is turned into a formal reading: what is counted, where, when, and "
            "what is said of it. The reading stands under the statement."
        ),
        say(
            "The reading is computed from the data below. If the result is within what the written number allows, "
            "the sentence holds; if not, it fails."
        ),
        say(
            "It is computed again in every way that the data allow: with their low and high estimates, with the "
            "actor on either side, without imprecise events, in another dataset. The report says in how many of them "
            "the sentence holds."
        ),
        say(
            "A pledge is held against the calendar, a count of victims against what each source says, the words on a "
            "case against its last known step, a quotation against the archived copy of its page."
        ),
        say("Counts by different sources stand side by side. They are never averaged."),
    )


def _meaning(sheet: Sheet, verdict: object) -> Json:
    shown = next(mark(each, sheet.locale) for each in TONES if each is verdict)
    return {**marked(shown), "meaning": shown.meaning}


def _precision(sheet: Sheet) -> Table:
    say = sheet.locale.text
    pairs = (
        (
            say("70 percent; 5,300"),
            say("rounds to it: 65 to under 75; 5,250 to under 5,350; from 100 on within 10 percent at most"),
        ),
        (say("1,240"), say("is exactly that: a count with three or more figures that are not zeros at its end")),
        (say("about, around, some"), say("is within 10 percent")),
        (say("nearly, almost"), say("is below it, by 10 percent at most")),
        (say("more than, over; fewer than, below"), say("is above it; is below it")),
        (say("at least; at most, up to"), say("is it or more; is it or less")),
        (say("half, a third, a quarter"), say("is within 3 points of a percentage of it")),
        (say("double; triple"), say("is 1.75 to 2.25 times; 2.6 to 3.4 times")),
    )
    return Table(
        say("A number carries its precision in how it is written"),
        (Column(say("Written")), Column(say("True of a computed value that"))),
        tuple(Row((Cell(written), Cell(true))) for written, true in pairs),
    )


def _datasets(sheet: Sheet) -> Iterator[Json]:
    say = sheet.locale.text
    yield heading(say("Data"), 2)
    if not sheet.datasets:
        yield para(run(say("No dataset is used.")))
        return
    yield para(
        run(
            say(
                "Each dataset is one fixed file, known by its fingerprint (sha256): a file that differs in one letter "
                "has another."
            )
        )
    )
    if any(card.dataset.preliminary_since is not None for card in sheet.datasets):
        late = say(
            "Much of what happened last becomes known late: the last months of the data usually still grow. Figures "
            "that touch such months are marked as preliminary, and where a statement says that something fell or was "
            "lowest and rests on them, its page says so."
        )
        yield para(run(late))
    numbers = {each.source.id: each.number for each in sheet.sources}
    for card in sheet.datasets:
        spec = card.dataset.spec
        if card.closed:
            yield heading(spec.id, 3)
            hidden = say("The data file is not public. Its figures are published; its name and its rows are not.")
            yield para(run(hidden), style="sans")
            continue
        yield heading(spec.title or spec.id, 3)
        yield facts(_card(sheet, card, numbers))
    yield para(
        run(say("The queries behind every figure are on the pages of the statements, with the figures to download.")),
        style="note",
    )


def _card(sheet: Sheet, card: DataCard, numbers: dict[str, int]) -> Iterator[tuple[str, list[Json]]]:
    say, number, dataset = sheet.locale.text, sheet.locale.number, card.dataset
    spec = dataset.spec
    covers = say("{a} to {b}", a=sheet.locale.day(dataset.start), b=sheet.locale.day(dataset.end))
    inferred = [] if dataset.coverage_stated else [run(", " + say("inferred from its rows"))]
    yield say("Dataset"), [run(spec.id)]
    if card.source is not None and card.source.id in numbers:
        yield say("Source"), cited([numbers[card.source.id]])
    yield say("Covers"), [run(covers), *inferred]
    if still := preliminary_text(dataset, sheet.locale):
        yield say("Preliminary"), [run(still)]
    if spec.version:
        yield say("Version"), [run(spec.version)]
    if spec.accessed:
        yield say("Accessed"), [run(sheet.locale.day(spec.accessed))]
    if spec.licence:
        yield say("Licence"), [run(spec.licence)]
    yield say("Rows"), [run(number(dataset.rows))]
    yield say("Fingerprint of the file (sha256)"), [run(dataset.sha256, code=True)]


def _register(sheet: Sheet) -> Iterator[Json]:
    """The projections that earlier editions published, with what came: of statements that are there no more in full."""
    say, register = sheet.locale.text, sheet.edition.register
    if not register:
        return
    yield heading(say("What was projected, and what came"), 2)
    about = say(
        "Every projection that an edition has published stays here, also where its statement was changed or removed, "
        "and is held against what came as soon as the data cover its period."
    )
    yield para(run(about))
    yield items([run(each)] for each in hit_texts(register, sheet))
    numbers = {each.id: each.number for each in sheet.statements}
    for statement in dict.fromkeys(one.foreseen.statement for one in register):
        of_it = [one for one in register if one.foreseen.statement == statement]
        if statement in numbers:
            label = say("Statement {number}", number=numbers[statement])
            yield para(run(label, to=f"statement-{numbers[statement]}"), style="sans")
            continue
        language, text = of_it[0].foreseen.sentence(sheet.locale.language)
        yield para(run(text, language))
        for one in of_it:
            yield table(register_table(one, sheet))


def _withheld(sheet: Sheet) -> Iterator[Json]:
    say, plural, left = sheet.locale.text, sheet.locale.plural, sheet.edition.withheld
    yield heading(say("What is not public"), 2)
    if not left.any:
        yield para(run(say("Nothing of this record was left out.")))
        return
    yield para(
        run(
            say(
                "Some of the record is not published, to protect people or by agreement with a source. It is left "
                "out whole; its number is told:"
            )
        )
    )
    lines = []
    if left.statements:
        failing = f" ({plural('{n} of them does not hold', '{n} of them do not hold', left.failing)})"
        lines.append(plural("{n} statement", "{n} statements", left.statements) + (failing if left.failing else ""))
    if left.entries:
        lines.append(plural("{n} entry or field", "{n} entries or fields", left.entries))
    if left.sources:
        lines.append(plural("{n} source", "{n} sources", left.sources))
    if left.datasets:
        lines.append(plural("{n} data file", "{n} data files", left.datasets))
    yield items([run(each)] for each in lines)


def _publisher(sheet: Sheet) -> Iterator[Json]:
    say, publisher = sheet.locale.text, sheet.edition.publisher
    if publisher is None:
        return
    yield heading(say("Who publishes it"), 2)
    lines = [
        (say("Publisher"), [linked(publisher.url, publisher.name) if publisher.url else run(publisher.name)]),
        (say("Editors"), [run(", ".join(publisher.editors))] if publisher.editors else []),
        (say("How they work"), [told(publisher.methods)] if publisher.methods else []),
        (say("Who pays"), [told(publisher.funding)] if publisher.funding else []),
        (say("Contact"), [told(publisher.contact)] if publisher.contact else []),
    ]
    yield facts((label, runs) for label, runs in lines if runs)


# Sources and corrections ----------------------------------------------------------------------------------------


def sources(view: SheetView) -> Iterator[Json]:
    """Every source with its number."""
    sheet = view.sheet
    yield part(sheet.locale.text("Sources"), "sources")
    if not view.sources:
        yield para(run(sheet.locale.text("No source is cited.")))
    else:
        yield {"kind": "sources", "items": [_source(sheet, each) for each in view.sources]}


def _source(sheet: Sheet, each: SourceView) -> Json:
    say, one = sheet.locale.text, each.source
    details: list[list[Json]] = []
    if one.interest:
        details.append([run(say("Own stake:") + " "), run(one.interest)])
    if each.repeats:
        details.append([run(say("Goes back to the same origin as:")), *cited(each.repeats)])
    if one.retracted:
        details.append([run(say("Withdrawn: {day}", day=sheet.locale.partial(one.retracted)), bold=True)])
    if each.replaced_by:
        details.append([run(say("Replaced by:"), bold=True), *cited([each.replaced_by])])
    if each.capture is not None:
        day = say("Archived copy of {day}", day=sheet.locale.day(each.capture.at.date()))
        details.append([run(f"{day}, sha256 {each.capture.digest.removeprefix('sha256:')[:12]}…")])
    links = [run(say("Claim {n}", n=claim.number), to=f"claim-{claim.number}") for claim in each.claims]
    links += [run(shown.number, to=f"statement-{shown.number}") for shown in each.statements]
    if links:
        listed = [piece for place, link in enumerate(links) for piece in ([run(", ")] if place else []) + [link]]
        details.append([run(say("Cited by:") + " "), *listed])
    return {
        "number": each.number,
        "label": f"source-{each.number}",
        "runs": reference(each.formatted),
        "details": details,
        "long": is_long(each.formatted.text, one.interest),
    }


def corrections(sheet: Sheet) -> Iterator[Json]:
    """What was changed after publication."""
    say, edition = sheet.locale.text, sheet.edition
    yield part(say("Corrections"), "corrections")
    numbers = {each.id: each.number for each in sheet.statements}
    claims = {each.id: each.number for each in sheet.claims}
    if not edition.corrections:
        yield para(run(say("None since first publication.")))
    for one in reversed(edition.corrections):
        runs = [run(sheet.locale.day(one.on), bold=True), run(" · "), run(change_word(one.change, sheet.locale))]
        if one.statement in numbers:
            number = numbers[one.statement]
            runs += [run(" · "), run(say("Statement {number}", number=number), to=f"statement-{number}")]
        elif one.claim in claims:
            runs += [run(" · "), run(say("Claim {n}", n=claims[one.claim]), to=f"claim-{claims[one.claim]}")]
        yield para(*runs, style="sans")
        yield para(run(correction_text(one, sheet)))
        if one.reason:
            yield para(run(say("Reason:") + " "), run(one.reason), style="note")
    yield heading(say("How we correct"), 2)
    policy = edition.publisher.corrections if edition.publisher else ""
    if policy:
        yield para(told(policy))
    else:
        yield para(
            run(
                say(
                    "An error is put right as soon as it is known. The change, its day and its reason stand here and "
                    "on the page of the statement; the first wording stays in the edition in which it was published."
                )
            )
        )
    if edition.publisher and edition.publisher.contact:
        yield para(run(say("Have you found an error? Write to:") + " "), told(edition.publisher.contact))
    yield para(run(say("This edition:") + " "), run(edition.digest, code=True), style="note")
