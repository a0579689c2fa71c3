"""ClaimReview of an edition: JSON-LD for each claim's page, and all of a language in one file.

Terms and rules are schema.org's and those in which Google reads them (docs/standards.md). A claim that has no rating,
or is called unrated, is published as a ``Claim`` alone: a review without a rating is none. A rating of direction, or of
a pledge's progress, is no point on a scale of truth, so it has its words (``alternateName``) and no number. All of it
is taken from the sheet, so the markup says what the page says. Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from onrecord.model.edition import Correction, RenderedFile
from onrecord.model.visibility import Visibility
from onrecord.render.charts import Charts
from onrecord.render.publish.changes import correction_text
from onrecord.render.publish.shown import Sheet, ShownClaim
from onrecord.render.publish.theme import Movement

CONTEXT = "https://schema.org"
FILE = "claimreview.json"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TYPES = {"organisation": "Organization", "person": "Person"}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def files(sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None]) -> Iterator[RenderedFile]:
    """One file for each language: a ``DataFeed`` of what the claim pages carry."""
    progress("writing ClaimReview")
    for number, sheet in enumerate(sheets):
        folder = "" if number == 0 else f"{sheet.locale.language}/"
        text = json.dumps(_visible(feed(sheet)), ensure_ascii=False, indent=1) + "\n"
        yield RenderedFile(folder + FILE, text.encode("utf-8"))


def feed(sheet: Sheet) -> dict[str, Any]:
    """All claims of a sheet as a schema.org ``DataFeed``."""
    edition = sheet.edition
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": sheet.title,
        "inLanguage": sheet.locale.language,
        "dateModified": edition.published.isoformat(),
        "dataFeedElement": [
            {"@type": "DataFeedItem", "dateModified": edition.published.isoformat(), "item": item(sheet, claim)}
            for claim in sheet.claims
        ],
    }


def json_ld(sheet: Sheet, claim: ShownClaim) -> str:
    """What a claim's page carries, as text that can stand in a script element as it is."""
    text = json.dumps(_visible({"@context": CONTEXT} | item(sheet, claim)), ensure_ascii=False, indent=1)
    return "".join(_ESCAPES.get(char, char) for char in text)


def item(sheet: Sheet, claim: ShownClaim) -> dict[str, Any]:
    """A claim's ``ClaimReview``, or the ``Claim`` alone where it has no rating."""
    rating = claim.claim.rating
    if rating is None or claim.rating.movement is Movement.UNRATED:
        return {**_claim(sheet, claim), "inLanguage": claim.language}
    page = page_address(sheet, claim)
    made = rating.on or None
    corrections = [_correction(each, sheet) for each in sheet.edition.corrections if each.claim == claim.id]
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": f"{page}#review" if page else None,
            "url": page or None,
            "inLanguage": sheet.locale.language,
            "datePublished": str(made) if made is not None else sheet.edition.published.isoformat(),
            "dateModified": sheet.edition.published.isoformat(),
            "author": _checker(sheet),
            "claimReviewed": claim.text,
            "itemReviewed": _claim(sheet, claim),
            "reviewRating": _filled(
                {
                    "@type": "Rating",
                    "alternateName": claim.rating.words,
                    "ratingExplanation": claim.rating.because or None,
                }
            ),
            "citation": _cited(sheet, claim),
            "correction": corrections or None,
        }
    )


def page_address(sheet: Sheet, claim: ShownClaim) -> str:
    """The address of a claim's page on the web; empty where the dossier gives no address."""
    if not sheet.edition.address:
        return ""
    first = sheet.edition.first.language
    folder = "" if sheet.locale.language == first else f"{sheet.locale.language}/"
    return f"{sheet.edition.address}{folder}{claim.path}"


def _checker(sheet: Sheet) -> dict[str, Any] | None:
    publisher = sheet.edition.publisher
    if publisher is None or not publisher.name:
        return None
    return _filled(
        {
            "@type": "Organization",
            "name": publisher.name,
            "url": web(publisher.url),
            "correctionsPolicy": web(publisher.corrections),
            "publishingPrinciples": web(publisher.methods),
        }
    )


def _claim(sheet: Sheet, claim: ShownClaim) -> dict[str, Any]:
    """The claim with its appearances, oldest first."""
    page = page_address(sheet, claim)
    by_key = {each.source.id: each.source for each in sheet.sources}
    appearances = sorted(
        (each for each in claim.claim.appearances),
        key=lambda each: (each.on is None, each.on.first if each.on else sheet.edition.as_of),
    )
    works = []
    for each in appearances:
        source = by_key.get(each.source.key) if each.source else None
        seen = source if source is not None and source.visibility is Visibility.PUBLIC else None
        works.append(
            _filled(
                {
                    "@type": "CreativeWork",
                    "url": web(seen.url) if seen else None,
                    "name": (seen.title if seen else "") or None,
                    "description": each.where or None,
                    "datePublished": str(each.on) if each.on else None,
                }
            )
        )
    dated = next((each.on for each in appearances if each.on), None)
    return _filled(
        {
            "@type": "Claim",
            "@id": f"{page}#claim" if page else None,
            "name": claim.text,
            "author": {"@type": _TYPES[claim.claim.claimant_type], "name": claim.claimant},
            "datePublished": str(dated) if dated else None,
            "firstAppearance": works[0] if works else None,
            "appearance": works or None,
        }
    )


def _cited(sheet: Sheet, claim: ShownClaim) -> list[str] | None:
    """The addresses of the sources that the claim's record cites, each once."""
    by_number = {each.number: each.source for each in sheet.sources}
    urls = (web(by_number[number].url) for one in claim.statements for number in one.sources if number in by_number)
    return list(dict.fromkeys(url for url in urls if url)) or None


def _correction(each: Correction, sheet: Sheet) -> dict[str, Any]:
    text = f"{correction_text(each, sheet)} {each.reason}".strip()
    return {"@type": "CorrectionComment", "text": text, "datePublished": each.on.isoformat()}


def web(url: str) -> str | None:
    """An address that may be published as a link: http or https, without blanks; else ``None``."""
    scheme = url.split(":", 1)[0].casefold() if ":" in url else ""
    return url if scheme in ("http", "https") and not any(char.isspace() for char in url) else None


def _visible(value: Any) -> Any:
    """A value with what turns the direction of writing around spelled out, as everything published has it."""
    if isinstance(value, dict):
        return {key: _visible(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_visible(each) for each in value]
    return _TURNS.sub(lambda found: f"[U+{ord(found[0]):04X}]", value) if isinstance(value, str) else value


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}
