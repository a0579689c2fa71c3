"""What stands below the claims of a poster: how to read it, the method, the data, the sources.

Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.render.publish.documents import address_of
from onrecord.render.publish.pieces import pieces, shortened
from onrecord.render.publish.shown import Sheet, ShownSource
from onrecord.render.publish.theme import Movement
from onrecord.render.publish.typesetting import language_of

Json = dict[str, Any]

BANNERS = {
    Movement.FORWARD: "forward",
    Movement.BACKWARD: "backward",
    Movement.UNMOVED: "unmoved",
    Movement.MIXED: "quiet",
}
"""The colour of a rating that is shown as a banner."""
_NOTE, _BY = 900, 200
"""The most characters of one note, and of who published a source."""


def notes_of(sheet: Sheet) -> Iterator[Json]:
    """The notes of a sheet, in reading order."""
    say = sheet.locale.text
    yield {"kind": "title", "text": say("How to read this sheet"), "keep": True}
    yield {
        "kind": "text",
        "text": say(
            "Above, what was claimed; below it, the record, sentence by sentence. Each sentence has a mark that says "
            "what came of checking it. The number before a sentence is that of its page in the full record; numbers in "
            "brackets are sources."
        ),
    }
    seen = dict.fromkeys((each.rating.movement, each.rating.words) for each in sheet.claims)
    for movement, words in seen if len(seen) > 1 else ():
        yield {
            "kind": "sign",
            "sign": movement.value,
            "colour": BANNERS.get(movement, "quiet"),
            "word": words,
            "text": "",
        }
    yield {"kind": "title", "text": say("Method"), "keep": True}
    yield {
        "kind": "text",
        "text": say(
            "Statistics were read formally and recomputed from the data; everything else was held against the sources "
            "it cites. All of it is judged as of {date}.",
            date=sheet.as_of,
        ),
    }
    for card in sheet.datasets:
        spec = card.dataset.spec
        parts = [spec.title or spec.id, spec.version, spec.licence]
        yield {"kind": "quiet", "text": say("Data: {dataset}", dataset="; ".join(each for each in parts if each))}
    address = address_of(sheet)
    if address:
        text = say("The full record, with its data, queries and sources: {address}", address=address)
    else:
        text = say(
            "The full record, with its data, queries and sources, is in the site that was built with this sheet."
        )
    yield {"kind": "quiet", "text": text}
    if sheet.sources:
        yield {"kind": "title", "text": say("Sources"), "keep": True}
    for source in sheet.sources:
        yield _source(sheet, source)


def _source(sheet: Sheet, shown: ShownSource) -> Json:
    source = shown.source
    return {
        "kind": "source",
        "number": shown.number,
        "by": shortened(source.publisher or source.author, _BY),
        "title": source.title,
        "on": sheet.locale.partial(source.issued) if source.issued else "",
        "language": language_of(source.language or sheet.locale.language),
    }


def note_pieces(note: Json) -> Iterator[Json]:
    """A note, and the rest of its text where it is long."""
    long = "title" if note["kind"] == "source" else "text"
    first, *rest = pieces(note[long], _NOTE)
    yield note | {long: first}
    yield from ({"kind": "text", "text": each} for each in rest)
