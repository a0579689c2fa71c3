"""Pages taken apart: their links, identifiers and headings, by the standard library's parser."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from onrecord.model.edition import Edition
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import Sheet
from onrecord.render.site import files, shared
from onrecord.render.site.pages import FILTERS, Language
from onrecord.render.site.templating import Templates

OTHER_PARTS = ("poster/", "report/", "cards/", "claimreview.json")
"""What other renderers make, from the root of a language."""
_INLINE = frozenset(("a", "b", "i", "em", "strong", "span", "bdi", "code", "q", "sup"))
_VOID = frozenset(("meta", "link", "img", "input", "br", "hr", "path", "source", "wbr"))


@dataclass
class Page(HTMLParser):
    """What a page holds. ``text`` is all that a reader sees, ``attributes`` every (tag, name, value)."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._apart(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src") and tag != "use":
                self.links.append(value or "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._apart(tag)
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def _apart(self, tag: str) -> None:
        """What stands in different boxes is told apart."""
        if tag not in _INLINE:
            self.text += " "

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self._open):
            self.text += data


def parsed(content: bytes) -> Page:
    """A page, taken apart; white space in its text is collapsed."""
    page = Page()
    page.feed(content.decode("utf-8"))
    page.close()
    page.text = " ".join(page.text.split())
    return page


def made(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """The files of a site by path."""
    return {file.path: file.content for file in files(sheets, Charts(), lambda _: None)}


def some(sheets: Sequence[Sheet], paths: Sequence[str]) -> dict[str, bytes]:
    """Some pages of a site's first language, and what all pages share."""
    language = Language(sheets[0], sheets[:1], Charts(), Templates(sheets[0].theme.folder, FILTERS))
    rendered = [language.rendered(page) for page in language.pages() if page.path in paths]
    return {file.path: file.content for file in (*rendered, *shared(sheets[0]))}


def broken(site: Mapping[str, bytes], edition: Edition) -> Iterator[str]:
    """Every link inside the site that leads nowhere."""
    pages = {path: parsed(content) for path, content in site.items() if path.endswith(".html")}
    folders = ["", *(f"{version.language}/" for version in edition.versions[1:])]
    others = tuple(folder + part for folder in folders for part in OTHER_PARTS)
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            target, _, fragment = link.partition("#")
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            if full not in site and not full.startswith(others):
                yield f"{path}: {link}"
            if fragment and unquote(fragment) not in pages[full].ids:
                yield f"{path}: {link} has no such place"
