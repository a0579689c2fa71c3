"""What every document of a sheet is begun with, poster, cards and report: its language, colours, fonts and signs, its
folder, its address on the web.

Imports siblings; segno inside a function.
"""

from __future__ import annotations

import io
from typing import Any

from onrecord.render.publish.locale import Locale
from onrecord.render.publish.pieces import shortened
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.signs import MOVEMENTS, VERDICTS
from onrecord.render.publish.typesetting import families, inert, language_of

Json = dict[str, Any]


def shared(sheet: Sheet) -> Json:
    """What every document of a sheet starts from: language, colours, fonts, signs, and what its file says of itself."""
    published = sheet.edition.published
    theme = sheet.theme
    about = {"title": sheet.title, "author": sheet.publisher, "description": sheet.subject}
    return {
        **in_language(sheet.locale.language),
        "region": _region(sheet.locale),
        "meta": inert(about, theme, 10_000) | {"date": [published.year, published.month, published.day]},
        "logo": _logo(sheet),
        "colours": dict(theme.colours),
        "fonts": {"display": families(theme, "display"), "text": families(theme, "text")},
        "signs": {each.value: path for each, path in VERDICTS.items()}
        | {each.value: path for each, path in MOVEMENTS.items()},
    }


def _logo(sheet: Sheet) -> Json | None:
    """The logo of a theme: its place from the root that the typesetter reads below, the theme's folder."""
    if sheet.theme.logo is None:
        return None
    alt = inert(shortened(sheet.publisher or sheet.title, 200), sheet.theme)
    return {"path": f"/{sheet.theme.logo[0]}", "alt": alt}


def in_language(code: str) -> Json:
    """What tells the typesetter the language of a text."""
    return {"language": language_of(code)}


def _region(locale: Locale) -> str | None:
    part = locale.language.split("-")[-1]
    if len(part) == 2 and part.isalpha() and "-" in locale.language:
        return part.lower()
    return {"en": "gb", "fr": "fr"}.get(locale.base)


def address_of(sheet: Sheet) -> str:
    """Where the sheet in its language is on the web; empty where that is not known, or too long for a code."""
    edition = sheet.edition
    if not edition.address or len(edition.address) > 500:
        return ""
    first = edition.first.language == sheet.locale.language
    return edition.address if first else f"{edition.address}{sheet.locale.language}/"


def qr(address: str) -> str:
    """An address as a QR code: SVG, dark on white whatever the theme, so that every camera reads it."""
    import segno

    made = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(made, kind="svg", dark="#000000", light="#ffffff", border=1, xmldecl=False, omitsize=True)
    return made.getvalue().decode("ascii")


def signed(number: str) -> str:
    """A number with a true minus sign."""
    return "\N{MINUS SIGN}" + number[1:] if number.startswith("-") else number


def folder_of(sheet: Sheet) -> str:
    """Where a language stands in the output: the first at the root, others in a folder of their own."""
    first = sheet.edition.first.language == sheet.locale.language
    return "" if first else f"{sheet.locale.language}/"
