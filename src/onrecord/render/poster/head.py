"""The head of a poster: title, days, address, and the marks with how many statements have each.

Imports the model, ``onrecord.render.publish`` and sibling modules.
"""

from __future__ import annotations

from typing import Any

from onrecord.render.publish.documents import address_of, qr
from onrecord.render.publish.pieces import at_slashes, shortened
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.theme import Movement
from onrecord.render.publish.typesetting import inert

Json = dict[str, Any]


def head(sheet: Sheet) -> Json:
    """The title, what it is about, the days, the address and its code."""
    say = sheet.locale.text
    by = say("Published {date} by {publisher}", date=sheet.published, publisher=shortened(sheet.publisher, 120))
    without = say("Published {date}", date=sheet.published)
    address = address_of(sheet)
    texts = {
        "title": shortened(sheet.title, 220),
        "subject": shortened(sheet.subject, 400),
        "as-of": say("As of {date}", date=sheet.as_of),
        "published": by if sheet.publisher else without,
        "running": shortened(sheet.title, 90),
        "qr-alt": say("QR code: {address}", address=shortened(address, 150)),
    }
    made: Json = inert(texts, sheet.theme, 18)
    # Without its scheme, which nobody types: so that its name stands on one line.
    shown = shortened(address, 150).removeprefix("https://").removeprefix("http://")
    return made | {"address": at_slashes(shown), "qr": qr(address) if address else None}


def tallies(sheet: Sheet, reason: str) -> Json:
    """The marks that occur, what they mean and how many statements have each, with a note below them."""
    items = [
        {
            "tone": each.mark.tone.value,
            "count": sheet.locale.number(each.count),
            "word": each.mark.word,
            "meaning": each.mark.meaning,
        }
        for each in sheet.tallies
    ]
    made: Json = inert({"items": items, "note": shortened(reason, 600)}, sheet.theme)
    return made


def shared_reason(sheet: Sheet) -> str:
    """Why claims are unrated, told once where every claim is and all for one reason; else empty."""
    unrated = [each.rating.because for each in sheet.claims if each.rating.movement is Movement.UNRATED]
    if len(unrated) < 2 or len(unrated) != len(sheet.claims) or len(set(unrated)) > 1 or not unrated[0]:
        return ""
    return sheet.locale.text("No claim is rated. {reason}", reason=unrated[0])


def colophon(sheet: Sheet) -> str:
    """The line at the foot of each page."""
    edition = sheet.edition
    text = sheet.locale.text(
        "{publisher} · Edition {digest} · Checked and made with onrecord {version}",
        publisher=shortened(sheet.publisher, 60) or shortened(sheet.title, 60),
        digest=edition.digest[:12],
        version=edition.tool,
    )
    return str(inert(text, sheet.theme))
