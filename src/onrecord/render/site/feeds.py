"""The Atom feed (RFC 4287) and the site map (sitemaps.org): for sites that have an address.

Both are written by an XML library. Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as ET

from onrecord.model.edition import Correction
from onrecord.render.publish.changes import correction_text
from onrecord.render.publish.shown import Sheet, ShownClaim
from onrecord.render.publish.words import change_word
from onrecord.render.site.cleaning import plain
from onrecord.render.site.links import root_of

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def feed(sheet: Sheet) -> bytes:
    """Corrections, latest first, then the claims of the edition."""
    edition = sheet.edition
    home = edition.address + root_of(sheet)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": sheet.locale.language})
    _add(root, "title", sheet.title)
    if sheet.subject:
        _add(root, "subtitle", sheet.subject)
    _add(root, "id", home)
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{home}feed.xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    _add(root, "updated", _moment(edition.published))
    author = ET.SubElement(root, "author")
    _add(author, "name", sheet.publisher or sheet.title)
    for number, correction in sorted(
        enumerate(edition.corrections), key=lambda pair: (pair[1].on, pair[0]), reverse=True
    ):
        _correction(root, sheet, home, number, correction)
    for claim in sheet.claims:
        _claim(root, sheet, home, claim)
    return _written(root)


def _claim(root: ET.Element, sheet: Sheet, home: str, claim: ShownClaim) -> None:
    text = sheet.locale.text
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", text("{claimant}: {claim}", claimant=claim.claimant, claim=claim.text))
    href = home + quote(claim.path)
    _add(entry, "id", href)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    _add(entry, "updated", _moment(sheet.edition.published))
    count = sheet.locale.plural("{n} statement on the record", "{n} statements on the record", len(claim.statements))
    _add(entry, "summary", f"{claim.rating.words}. {count}.")


def _correction(root: ET.Element, sheet: Sheet, home: str, number: int, correction: Correction) -> None:
    entry = ET.SubElement(root, "entry")
    kind = change_word(correction.change, sheet.locale)
    told = correction_text(correction, sheet)
    _add(entry, "title", sheet.locale.text("{kind}: {text}", kind=kind, text=told))
    href = f"{home}corrections.html#correction-{number + 1}"
    _add(entry, "id", href)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    _add(entry, "updated", _moment(correction.on))
    _add(entry, "summary", correction.reason or told)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = plain(text)


def sitemap(sheets: Sequence[Sheet], paths: Sequence[str]) -> bytes:
    """Every page in every language, each with its other languages. ``paths`` are from the root of a language."""
    edition = sheets[0].edition
    root = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for path in paths:
        addresses = [(each.locale.language, edition.address + quote(root_of(each) + path)) for each in sheets]
        for _, address in addresses:
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = address
            ET.SubElement(url, "lastmod").text = edition.published.isoformat()
            for other in _others(addresses):
                ET.SubElement(url, "xhtml:link", other)
    return _written(root)


def _others(addresses: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    if len(addresses) > 1:
        for language, address in addresses:
            yield {"rel": "alternate", "hreflang": language, "href": address}


def _written(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text = str(ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
