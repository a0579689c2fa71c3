"""The text of an HTML page: all that a reader sees, by lxml; and of it the main text, by trafilatura.

Raised digits become superscript characters, so that a reference to a note does not turn 300 into 3001. Imports:
``onrecord.model``, standard library; lxml and trafilatura when a page is read.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from onrecord.model.quotation import PageText

DEPTH = 2000
"""Levels of nested elements that are read."""
_MAIN_MOST = 2 * 1024 * 1024
"""Characters of a page whose main text is sought; of a longer one only the whole is taken."""

_SKIPPED = frozenset(("script", "style", "template", "noscript", "head", "svg", "object", "iframe", "video", "audio"))
_BLOCK = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h1|h2|h3|h4|h5|h6|header|hgroup|hr|html|legend|li|main|menu|nav|ol|option|p|pre|section|summary|table"
    "|tbody|tfoot|thead|tr|ul"
)
_BLOCKS = frozenset(_BLOCK.split("|"))
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = re.compile(r"[^\S\n\u00a0\u202f]+")
_LINES = re.compile(r"[^\S\n]*\n\s*")


def html_text(text: str) -> PageText:
    """The text of a page from its decoded HTML."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        _check_memory(parser)
        return PageText(why="the page has no content")
    _check_memory(parser)
    _raise_digits(root)
    _drop_hidden(root)
    whole, cut = _whole(root)
    cut = cut or any("depth" in entry.message.lower() for entry in parser.error_log)
    if not whole and cut:
        return PageText(why="its elements are nested too deep to be read")
    if not whole:
        return PageText(why="the page has no text that a reader sees; it may need a browser to show it")
    partial = "its elements are nested too deep to read all" if cut else ""
    return PageText(_main(root) if len(text) <= _MAIN_MOST and not cut else "", whole, partial=partial)


def _check_memory(parser: Any) -> None:
    """Raise ``MemoryError`` where libxml2 ran out of memory: it only notes it, and leaves half a page."""
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError


def _raise_digits(root: Any) -> None:
    for element in root.iter("sup"):
        inner = "".join(element.itertext()).strip()
        if re.fullmatch(r"\[?\d{1,3}\]?", inner):
            tail = element.tail
            for child in list(element):
                element.remove(child)
            element.text, element.tail = inner.strip("[]").translate(_RAISED), tail


def _drop_hidden(root: Any) -> None:
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _whole(root: Any) -> tuple[str, bool]:
    """All text that is shown, a block on each line, and whether elements were nested too deep."""
    parts: list[str] = []
    title = root.find(".//head/title")
    if title is not None and title.text:
        parts += [title.text, "\n"]
    cut = False
    # No recursion: a page can be nested as deep as its author likes. None stands for the end of an element.
    stack: list[tuple[Any, int, bool]] = [(root, 0, False)]
    while stack:
        element, depth, ended = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if ended:
            if tag in _BLOCKS:
                parts.append("\n")
        elif tag and tag not in _SKIPPED:
            if depth > DEPTH:
                cut = True
            else:
                parts.append("\n" if tag in _BLOCKS else "\t" if tag in _CELLS else "")
                if element.text:
                    parts.append(_plain(element.text, tag))
                stack.append((element, depth, True))
                stack += [(child, depth + 1, False) for child in reversed(element)]
                continue
        if element.tail and element is not root:
            parts.append(_plain(element.tail, ""))
    text = _BLANKS.sub(" ", "".join(parts))
    return _LINES.sub("\n", text).strip(), cut


def _plain(text: str, tag: str) -> str:
    """A text as it is shown: its line ends are blanks, but in ``pre``."""
    return text if tag == "pre" else text.replace("\n", " ").replace("\r", " ")


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _main(root: Any) -> str:
    """The main text by trafilatura; empty where it finds none or fails. Its dates and metadata are not used."""
    import trafilatura

    logging.disable(logging.CRITICAL)
    try:
        found = trafilatura.extract(root, include_comments=False, include_tables=True, include_formatting=False)
    except Exception:  # a fault of the library costs the main text, not the page
        return ""
    finally:
        logging.disable(logging.NOTSET)
    return found.strip() if isinstance(found, str) else ""
