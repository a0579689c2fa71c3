"""Renders social cards, one for each claim of an edition, to be shared as an image of its own.

Imports the model, ``onrecord.render.publish``, ``onrecord.render.charts`` and ``onrecord.render.poster``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from onrecord.model.edition import RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import TONES, Sheet, ShownClaim, Tone

_PPI = 144
_CLAIM, _SENTENCE, _LABEL, _NOTE, _RATING = 90, 130, 130, 50, 40
"""The most characters where a text is shortened."""
_SAID = 100
"""The most characters of where and when a claim was made; the day alone stands for more."""


def files(sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None]) -> Iterator[RenderedFile]:
    """The files of social cards, in every language. Raises ``TypesettingError`` where one cannot be set."""
    from onrecord.render.cards.choosing import FORMATS
    from onrecord.render.cards.described import described
    from onrecord.render.publish.documents import folder_of
    from onrecord.render.publish.typesetting import compiled, template

    for sheet in sheets:
        if not sheet.claims:
            continue
        progress(f"cards ({sheet.locale.language})")
        typst = template(sheet.theme, "poster", "common.typ", "card.typ")
        for form in FORMATS:
            data = _data(sheet) | {
                "page": {"width": form.width / 2, "height": form.height / 2, "margin": form.margin, "fine": form.fine},
                "ways": [
                    {name: getattr(way, name) for name in ("claim", "sentence", "findings", "key", "short")}
                    for way in form.ways
                ],
            }
            pages = compiled(typst, data, sheet.theme, "png", sheet.edition.published, _PPI)
            for claim, page in zip(sheet.claims, pages, strict=True):
                path = f"{folder_of(sheet)}cards/{claim.id}-{form.name}.png"
                yield RenderedFile(path, described(page, claim.text, alternative(sheet, claim)))


def alternative(sheet: Sheet, claim: ShownClaim) -> str:
    """What a card says, in words, for those who do not see it: every text in full."""
    from onrecord.render.cards.choosing import chosen
    from onrecord.render.publish.documents import address_of

    say = sheet.locale.text
    lines = [
        say("Claim: {claim} ({claimant})", claim=claim.text, claimant=claim.claimant),
        say("Rating: {rating}", rating=claim.rating.words),
        *(f"{each.mark.word}: {each.text}" for each in chosen(sheet, claim)),
        say("As of {date}", date=sheet.as_of),
        ". ".join(each for each in (sheet.title, sheet.publisher) if each),
        address_of(sheet),
    ]
    return "\n".join(each for each in lines if each)


def _data(sheet: Sheet) -> dict[str, Any]:
    from onrecord.render.publish.documents import address_of, shared
    from onrecord.render.publish.pieces import shortened
    from onrecord.render.publish.typesetting import inert

    say = sheet.locale.text
    host = address_of(sheet).removeprefix("https://").removeprefix("http://").rstrip("/")
    source = [shortened(sheet.publisher, 40), host if len(host) <= 50 else ""]
    words = {
        "title": shortened(sheet.title, 50),
        "as-of": say("As of {date}", date=sheet.as_of),
        "claim": say("The claim"),
        "record": say("The record"),
        "sources": [" · ".join(each for each in source if each), *(each for each in source[1:] if each)],
    }
    cards = [_card(sheet, claim) for claim in sheet.claims]
    return shared(sheet) | {"words": inert(words, sheet.theme, 16), "cards": inert(cards, sheet.theme, 16)}


def _card(sheet: Sheet, claim: ShownClaim) -> dict[str, Any]:
    from onrecord.render.cards.choosing import chosen
    from onrecord.render.poster.content import noted, rated, worded
    from onrecord.render.poster.projecting import projected
    from onrecord.render.publish.documents import signed
    from onrecord.render.publish.pieces import shortened
    from onrecord.render.publish.typesetting import language_of

    locale = sheet.locale
    first = next(iter(claim.claim.appearances), None)
    day = locale.partial(first.on) if first is not None and first.on else ""
    said = claim.said[0] if claim.said else ""
    return {
        "number": claim.number,
        "text": worded(claim, 260),
        "short": worded(claim, _CLAIM),
        "note": noted(claim),
        "short-note": shortened(noted(claim), _NOTE),
        "claimant": shortened(claim.claimant, 60),
        "said": said if len(said) <= _SAID else day,
        "day": day,
        "language": language_of(claim.language),
        "rating": rated(claim.rating) | {"words": shortened(claim.rating.words, _RATING)},
        "findings": [
            {
                "text": each.text,
                "short": shortened(each.text, _SENTENCE),
                "key": signed(each.key.number) if each.key else None,
                "label": shortened(sheet.label(each.key.label), _LABEL) if each.key else "",
                "method": projected(locale, each),
                "tone": each.mark.tone.value,
                "word": each.mark.word,
                "meaning": each.mark.meaning if each.mark.tone is not Tone.HOLDS else "",
                "language": language_of(each.language),
            }
            for each in chosen(sheet, claim)
        ],
        "statements": locale.plural("{n} statement", "{n} statements", len(claim.statements)),
        "counts": _counts(sheet, claim),
    }


def _counts(sheet: Sheet, claim: ShownClaim) -> list[dict[str, Any]]:
    """How many of a claim's statements have each mark, with its word."""
    marks = [each.mark for each in claim.statements]
    return [
        {"tone": each.tone.value, "words": f"{sheet.locale.number(marks.count(each))} {each.word}"}
        for each in sorted(dict.fromkeys(marks), key=lambda each: list(TONES).index(each.verdict))
    ]
