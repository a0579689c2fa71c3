"""Addresses: where each page stands, relative links between pages, and which addresses of a dossier may be links.

Imports ``onrecord.render.publish``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from onrecord.render.publish.shown import Sheet

_SCHEMES = ("http", "https")
_MOST = 4000
"""The longest address that becomes a link; longer ones are shown as text."""


def safe_url(url: str) -> str:
    """The address, if it is one of the web that a browser takes as written; else an empty text."""
    if not url or len(url) > _MOST or any(ord(each) <= 32 or ord(each) == 127 or each in "\\<>\"'`" for each in url):
        return ""
    try:
        parts = urlsplit(url)
        valid = parts.scheme.lower() in _SCHEMES and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return url if valid else ""


def root_of(sheet: Sheet) -> str:
    """The folder of a language, from the root of the site: empty for the first one, else "fr/"."""
    first = sheet.edition.first.language
    return "" if sheet.locale.language == first else f"{sheet.locale.language}/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its ``path`` from the root of its language, and the folder of that language."""

    path: str
    folder: str
    address: str = ""

    @property
    def full(self) -> str:
        """Its path from the root of the site."""
        return self.folder + self.path

    def to(self, path: str) -> str:
        """A link to a file of the same language, by its path from the root of the language."""
        return self._relative(self.folder + path)

    def root(self, path: str) -> str:
        """A link to a file by its path from the root of the site."""
        return self._relative(path)

    def other(self, folder: str) -> str:
        """A link to the same page in the language of another folder."""
        return self._relative(folder + self.path)

    def absolute(self, path: str) -> str:
        """The absolute address of a file, by its path from the root of the site; empty if the site has none."""
        return self.address + quote(path) if self.address else ""

    def _relative(self, path: str) -> str:
        target, _, fragment = path.partition("#")
        start = posixpath.dirname(self.full) or "."
        link = quote(posixpath.relpath(target, start))
        return f"{link}#{quote(fragment)}" if fragment else link


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: its code, its own name, the link."""

    language: str
    name: str
    href: str
    absolute: str
    current: bool


def language_name(language: str) -> str:
    """A language's name in that language: "English", "Français"."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:] if name else language


def alternates(place: Place, sheets: Sequence[Sheet]) -> tuple[Alternate, ...]:
    """A page in every language of the edition; nothing where there is only one."""
    if len(sheets) < 2:
        return ()
    return tuple(
        Alternate(
            sheet.locale.language,
            language_name(sheet.locale.language),
            place.other(root_of(sheet)),
            place.absolute(root_of(sheet) + place.path),
            root_of(sheet) == place.folder,
        )
        for sheet in sheets
    )
