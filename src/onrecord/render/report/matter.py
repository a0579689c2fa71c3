"""What stands before the claims of a report: its cover and its summary.

Imports ``onrecord.render.publish`` and the values that the site's pages are made of.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.render.publish.documents import address_of, qr
from onrecord.render.publish.shown import Sheet, ShownStatement, Tone
from onrecord.render.publish.typesetting import Verbatim, inert, language_of
from onrecord.render.report.claims import counts_node, rating_node
from onrecord.render.report.nodes import (
    Json,
    address,
    facts,
    heading,
    is_long,
    linked,
    marked,
    para,
    part,
    run,
    sentence,
)

_MOST = 60
"""A summary that tells more statements of one sort sums up nothing; all are under their claims."""
_TELLING = (Tone.FAILS, Tone.CONTESTED, Tone.OPEN)


def cover(sheet: Sheet) -> Json:
    """The first page."""
    say, edition = sheet.locale.text, sheet.edition
    where = address_of(sheet)
    lines = [
        (say("Judged as of"), [run(sheet.as_of)]),
        (say("Published"), [run(sheet.published)]),
        (say("Publisher"), [run(sheet.publisher)] if sheet.publisher else []),
        (say("Edition"), [run(edition.digest[:12])]),
        (say("Address"), [linked(where)] if where else []),
    ]
    alt = Verbatim(str(inert(say("QR code: {address}", address=where), sheet.theme, 10_000)))
    return {
        "kicker": say("Report"),
        "title": sheet.title,
        "subject": sheet.subject,
        "facts": facts((label, runs) for label, runs in lines if runs),
        "colophon": say("Checked and made with onrecord {version}", version=edition.tool),
        "qr": {"svg": Verbatim(qr(where)), "alt": alt, "text": address(where)} if where else None,
        "contents": say("Contents"),
        "running": sheet.title if len(sheet.title) <= 70 else sheet.title[:69].rstrip() + "…",
        "as-of": say("As of {date}", date=sheet.as_of),
        "page": say("Page"),
    }


# Summary --------------------------------------------------------------------------------------------------------


def summary(sheet: Sheet) -> Iterator[Json]:
    """What came of it all, on a page or two."""
    say, plural = sheet.locale.text, sheet.locale.plural
    yield part(say("Summary"), "summary")
    statements = len(sheet.statements)
    claims = plural("{n} claim", "{n} claims", len(sheet.claims))
    record = plural("{n} statement of the record", "{n} statements of the record", statements)
    sources = plural("{n} source", "{n} sources", len(sheet.sources))
    whole = say("This report holds {claims} against {record}. It rests on {sources}.",
                claims=claims, record=record, sources=sources)  # fmt: skip
    day = say("Everything is judged as of {date}.", date=sheet.as_of)
    yield para(run(f"{whole} {day}"), style="lead")
    yield {
        "kind": "tallies",
        "items": [
            {**marked(each.mark), "count": sheet.locale.number(each.count), "meaning": each.mark.meaning}
            for each in sheet.tallies
        ],
    }
    yield heading(say("Claim by claim"), 2)
    yield {
        "kind": "overview",
        "columns": [say("Claim"), say("Rating"), say("The record"), say("Page")],
        "rows": [
            {
                "number": str(claim.number),
                "label": f"claim-{claim.number}",
                "text": claim.text,
                "language": language_of(claim.language),
                "claimant": claim.claimant,
                "rating": rating_node(claim),
                "counts": counts_node(sheet, claim),
            }
            for claim in sheet.claims
        ],
    }
    for tone in _TELLING:
        found = [each for each in sheet.statements if each.mark.tone is tone]
        if found:
            yield heading(_heading(sheet, tone), 2)
            yield {"kind": "telling", "items": [_telling(each) for each in found[:_MOST]]}
            left = len(found) - _MOST
            if left > 0:
                more = plural("{n} more stands under its claim.", "{n} more stand under their claims.", left)
                yield para(run(more), style="sans")


def _heading(sheet: Sheet, tone: Tone) -> str:
    say = sheet.locale.text
    return {
        Tone.HOLDS: say("What holds"),
        Tone.FAILS: say("What fails"),
        Tone.CONTESTED: say("What is contested or overtaken"),
        Tone.OPEN: say("What cannot be verified"),
    }[tone]


def _telling(each: ShownStatement) -> Json:
    return {
        "number": each.number,
        "label": f"statement-{each.number}",
        "runs": [run(each.text, each.language)],
        "why": [run(sentence(each.why) or each.mark.meaning)],
        "long": is_long(each.text, each.why),
        **marked(each.mark),
    }
