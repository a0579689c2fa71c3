"""Sources as a reader finds them: formatted by a citation style (CSL, with citeproc-py), as runs of plain text.

A run is text that may be italic, or a link, or words in the source's own language: no renderer ever parses markup. What
a source says is hostile until it is a run: control and formatting characters are taken out before the style sees it,
addresses are links only where they are http or https. A source that the style cannot format is told plainly instead.

Imports the model and sibling modules; citeproc-py and lxml inside functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from onrecord.model.dossier import Source
from onrecord.render.publish.csl_fields import clean, fields_of
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet

STYLES = Path(__file__).parents[1] / "assets" / "styles"
DEFAULT = "onrecord"
"""The style where a dossier names none: made for numbered lists of press articles, reports and pages."""
OWN = "style.csl"
"""The file of a dossier's theme folder that replaces it."""
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference: its text, and how it is set. ``url`` makes it a link (http or https), ``language`` is
    that of the source's own words, empty where it is the page's."""

    text: str
    italic: bool = False
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A reference. ``plain`` is true where the style could not format it."""

    runs: tuple[Run, ...]
    plain: bool = False

    @property
    def text(self) -> str:
        """All of it, as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """As HTML: escaped, with links and italics."""
        return "".join(_html(run) for run in self.runs)

    def __html__(self) -> str:
        """What Jinja puts into a page without escaping it again."""
        return self.html

    @property
    def data(self) -> list[dict[str, Any]]:
        """As JSON has it, for Typst, which keeps texts apart itself: without the characters that do so."""
        return [
            {"text": _ISOLATES.sub("", run.text), "italic": run.italic, "url": run.url, "language": run.language}
            for run in self.runs
        ]


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: its name, and its CSL file's content. ``problem`` says why a dossier's own one is not used."""

    name: str
    content: bytes
    problem: str = ""


def references(sheet: Sheet) -> dict[str, Formatted]:
    """Every source of a sheet, formatted in its language and style, by the source's id."""
    style = style_of(sheet.theme.folder)
    return {each.source.id: _once(each.source, sheet.locale.language, style) for each in sheet.sources}


@lru_cache(maxsize=8192)
def _once(source: Source, language: str, style: Style) -> Formatted:
    """A source, formatted once for the site, the report and whatever else this process makes."""
    return formatted(source, Locale(language), style)


# Styles ---------------------------------------------------------------------------------------------------------


def shipped() -> tuple[str, ...]:
    """The names of the styles that come with onrecord."""
    return tuple(sorted(path.stem for path in STYLES.glob("*.csl")))


def named(name: str) -> Style:
    """A shipped style. Raises ``KeyError`` for a name that none has."""
    if name not in shipped():
        raise KeyError(name)
    return Style(name, (STYLES / f"{name}.csl").read_bytes())


def style_of(folder: Path | None) -> Style:
    """The style of a dossier with this theme folder: its ``style.csl``, or the one that ships.

    The file may hold nothing but the name of a shipped style. One that cannot be used is told in ``problem``.
    """
    path = folder / OWN if folder is not None else None
    if path is None or path.is_symlink() or not path.is_file():
        return named(DEFAULT)
    content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    name = content.decode("utf-8", "replace").strip()
    if name in shipped():
        return named(name)
    problem = _fault(content)
    if problem:
        return replace(named(DEFAULT), problem=f"theme/{OWN} {problem}; the style {DEFAULT} is used")
    return Style(f"theme/{OWN}", content)


def _fault(content: bytes) -> str:
    """Why a style cannot be used; empty for one that can."""
    if not content:
        return "is empty or larger than 1 MB"
    # A document type could name entities: files of this machine, or a text that grows without end.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        return "has a document type, which no citation style needs"
    try:
        style = _parsed(content, "en-GB")
    except Exception as error:  # Whatever a foreign file makes the library do.
        return f"is no citation style (CSL 1.0) that can be read: {str(error)[:200]}"
    return "" if style.has_bibliography() else "has no bibliography: a style for notes only lists no sources"


def _parsed(content: bytes, language: str) -> Any:
    """A style as citeproc-py has it. The list has numbers of its own, so those of the style are taken out."""
    from io import BytesIO

    from citeproc import CitationStylesStyle  # type: ignore[import-untyped]

    style = CitationStylesStyle(BytesIO(content), locale=language, validate=False)
    for node in style.root.xpath("//*[@variable='citation-number']"):
        node.getparent().remove(node)
    return style


@lru_cache
def _csl_locale(language: str) -> str:
    """The locale of CSL's terms for a language; British English where there is none."""
    from citeproc import LOCALES_PATH, PRIMARY_DIALECTS

    base = language.split("-")[0].casefold()
    wanted = "en-GB" if base == "en" and "-" not in language else PRIMARY_DIALECTS.get(base, "")
    for name in (language, wanted):
        if re.fullmatch(r"[A-Za-z-]+", name) and (Path(LOCALES_PATH) / f"locales-{name}.xml").is_file():
            return name
    return "en-GB"


# One source -----------------------------------------------------------------------------------------------------

# What a style's text is marked with while it is text: characters for private use, which no field may hold.
_ITALIC, _UPRIGHT, _URL, _DOI, _OWN_WORDS, _OWN_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_ISOLATES = re.compile("[\u2068\u2069]")
_MARKS = re.compile(f"([{_ITALIC}{_UPRIGHT}{_URL}{_DOI}{_OWN_WORDS}{_OWN_END}])")
_DOI_SITE = "https://doi.org/"


def formatted(source: Source, locale: Locale, style: Style | None = None) -> Formatted:
    """A source, formatted by a style (the one that ships, where none is given). Never raises for what a source says."""
    fields = fields_of(source)
    used = style or named(DEFAULT)
    with suppress(Exception):  # Styles and what they meet are foreign; a source is told in any case.
        text = _styled(source.type, fields, used.content, _csl_locale(locale.language))
        runs = _tidy(_runs(text, fields, source.language))
        if any(run.text.strip() for run in runs):
            return Formatted(runs)
    return Formatted(_tidy(_runs(_told(source, fields, locale), fields, source.language)), plain=True)


def _styled(type: str, fields: Mapping[str, Any], content: bytes, language: str) -> str:
    """What the style makes of a source, with marks. It is parsed anew for each: citeproc-py writes what it meets in one
    source into the style, and the next one would look otherwise than alone."""
    import warnings

    from citeproc import NAMES, Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

    shown = dict(fields)
    for name, mark in (("URL", _URL), ("DOI", _DOI)):
        if name in shown:
            shown[name] = mark
    if "title" in shown:
        shown["title"] = f"{_OWN_WORDS}{shown['title']}{_OWN_END}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = _parsed(content, language)
        if not set(shown) & {name.replace("_", "-") for name in NAMES}:
            shown |= _in_place_of_an_author(parsed, shown)
        source = CiteProcJSON([{"id": "1", "type": type, **shown}])
        bibliography = CitationStylesBibliography(parsed, source, _MARKED)
        bibliography.register(Citation([CitationItem("1")]))
        return "".join(str(each) for each in bibliography.bibliography())


def _in_place_of_an_author(style: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Who stands for the author of a source that has none, in a style that puts something in the author's place: the
    paper, or the body that published it. Left to itself citeproc-py prints the title there, and again in its own."""
    places = style.root.xpath("//*[local-name()='substitute']")
    body = fields.get("container-title") or fields.get("publisher")
    if places and body:
        return {"author": [{"literal": body}]}
    for node in places:
        node.getparent().remove(node)
    return {}


def _italic(text: object) -> str:
    return f"{_ITALIC}{text}{_UPRIGHT}"


_MARKED = SimpleNamespace(
    preformat=str, Italic=_italic, Oblique=_italic,
    Bold=str, Light=str, Underline=str, Superscript=str, Subscript=str, SmallCaps=str,
)  # fmt: skip
"""A formatter of citeproc-py: nothing is escaped, and italics are marked."""


def _told(source: Source, fields: Mapping[str, Any], locale: Locale) -> str:
    """A source without a style: author, title, publisher, date, address."""
    title = f"{_OWN_WORDS}{fields.get('title') or clean(source.id)}{_OWN_END}"
    date = locale.partial(source.issued) if source.issued else ""
    said = list(dict.fromkeys(filter(None, (clean(source.author), title, clean(source.publisher), date))))
    return ". ".join([", ".join(said), *([_URL] if "URL" in fields else [])])


# Runs -----------------------------------------------------------------------------------------------------------


def web_address(text: str) -> str:
    """The address, if it is one that a page may link to: http or https, of a host, without blanks. Else empty."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    good = good and len(text) < 4000 and not re.search(r"[\s\"'`<>\\\x00-\x1f]", text)
    return text if good else ""


def _runs(text: str, fields: Mapping[str, Any], language: str) -> Iterator[Run]:
    """The text of a style, cut at its marks."""
    italic, own = 0, False
    before = ""
    for piece in _MARKS.split(text):
        if piece == _ITALIC:
            italic += 1
        elif piece == _UPRIGHT:
            italic -= 1
        elif piece in (_OWN_WORDS, _OWN_END):
            own = piece == _OWN_WORDS
        elif piece == _URL:
            yield Run(fields["URL"], url=web_address(fields["URL"]))
        elif piece == _DOI:
            # The site before it is part of the address.
            site = _DOI_SITE if before.endswith(_DOI_SITE) else ""
            doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", fields["DOI"], flags=re.IGNORECASE)
            yield Run(site + doi, url=web_address(_DOI_SITE + doi))
        elif piece:
            # Between page numbers a style may set hyphens that few fonts have.
            piece = piece if own else piece.replace("\N{NON-BREAKING HYPHEN}", "\N{EN DASH}")
            if own:
                piece = _inner_quotes(piece, before.rstrip()[-1:])
            before = piece
            yield Run(piece.removesuffix(_DOI_SITE), italic % 2 == 1, language=language if own else "")


_INNER = {"‘": ("‘", "’", "“", "”"), "“": ("“", "”", "‘", "’"), "«": ("«", "»", "“", "”")}


def _inner_quotes(title: str, mark: str) -> str:
    """A title with the quotation marks inside it told from those that the style sets around it."""
    if mark not in _INNER:
        return title
    start, end, other, other_end = _INNER[mark]
    inner = rf"{start}((?:[^{start}{end}]|(?<=\w){end}(?=\w))*){end}(?!\w)"
    return re.sub(inner, lambda found: f"{other}{found[1].strip()}{other_end}", title)


_DOUBLED = re.compile(r"[.?!…]['’”»\u00a0\u202f]*\Z")


def _tidy(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Runs without those that are empty, and without the full stop that a style sets after another one: the marks
    between them hid the first from it."""
    made: list[Run] = []
    so_far = ""
    for run in runs:
        text = run.text
        if text.startswith(".") and not text.startswith("...") and _DOUBLED.search(so_far) and not run.url:
            text = text[1:]
        if text.startswith(" ") and so_far.endswith(" "):
            text = text[1:]
        if text:
            made.append(replace(run, text=text))
            so_far += text
    return tuple(made)


def _html(run: Run) -> str:
    text = escape(run.text)
    if run.italic:
        text = f"<i>{text}</i>"
    if run.language:
        text = f'<bdi lang="{escape(run.language)}">{text}</bdi>'
    return f'<a href="{escape(run.url)}">{text}</a>' if run.url else text
