"""The text of a captured page from its bytes: HTML, PDF or plain text, by content first and then by media type.

Run in a child process with limits (``extraction``): parsers of strange bytes can take any time and memory. Imports:
``onrecord.model``, ``onrecord.archive``.
"""

from __future__ import annotations

import re

from onrecord.archive.charsets import decode
from onrecord.archive.html_text import html_text
from onrecord.archive.pdf_text import pdf_text
from onrecord.model.quotation import PageText

HTML_MOST = 32 * 1024 * 1024
PDF_MOST = 192 * 1024 * 1024

_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|table|span)[\s>/]", re.IGNORECASE)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096


def page_text(data: bytes, type_: str = "") -> PageText:
    """The text of a page; where there is none, why. ``type_`` is the media type as served; content that is plainly
    something else wins."""
    kind = type_.split(";")[0].strip().lower()
    head = data[:_HEAD]
    if not data.strip(b"\x00 \t\r\n"):
        return PageText(why="the capture is empty")
    if b"%PDF-" in head[:1024]:
        if len(data) > PDF_MOST:
            return PageText(why=f"the PDF is larger than {PDF_MOST // 2**20} MiB")
        return pdf_text(data)
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return PageText(why="it is a picture, and no text is read from pictures")
    if head.startswith(_ARCHIVES):
        return PageText(why="it is a packed file or office document, and its text is not read")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and _CONTROL.search(head):
        return PageText(why=f"it is neither HTML nor PDF nor text{f', though served as {kind}' if kind else ''}")
    if len(data) > HTML_MOST:
        return PageText(why=f"the page is larger than {HTML_MOST // 2**20} MiB")
    markup = "html" in kind or (kind not in ("text/plain", "application/json") and _TAGS.search(head) is not None)
    text = decode(data, type_, html=markup)
    if markup or (wide and _TAGS.search(text[:_HEAD].encode("utf-8", "replace")) is not None):
        return html_text(text)
    return PageText(whole=text.replace("\r\n", "\n").replace("\r", "\n").strip())
