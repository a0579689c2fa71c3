"""The encoding of a page as browsers settle it: byte-order mark, the server's word, the page's own, else UTF-8 or
Windows-1252.

Nothing is guessed from frequencies, so that the same bytes always give the same text (WHATWG Encoding, and the
prescan of the HTML standard, in short). Imports: standard library.
"""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_PRESCAN = 4096
_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
        "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
        "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "x-mac-roman": "mac-roman"}  # fmt: skip
"""Names that browsers take to mean another encoding."""
_NO_TEXT = ("utf-7", "rot", "hex", "base64", "zip", "bz2", "zlib", "uu", "quopri", "punycode", "idna", "unicode_escape",
            "raw_unicode_escape", "undefined", "mbcs", "oem")  # fmt: skip
"""What Python calls encodings and no page may have."""


def decode(data: bytes, type_: str = "", *, html: bool = True) -> str:
    """The text of some bytes. ``type_`` is the media type as served, with its charset. Never raises: what is not of
    the encoding becomes U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    found = re.search(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", type_, re.IGNORECASE)
    named = [found[1]] if found else []
    if html:
        head = data[:_PRESCAN]
        declared = _XML.search(head) or _DECLARED.search(head)
        named += [declared[1].decode("ascii")] if declared else []
    for name in named:
        known = _known(name)
        if known:
            return data.decode(known, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut off inside a character at its end, it is UTF-8 all the same.
        if error.end == len(data) and error.start and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")
        return data.decode("cp1252", "replace")


def _known(name: str) -> str:
    """Python's name of an encoding for text; empty if there is none. A page that says UTF-16 in ASCII is not."""
    lower = name.strip().lower()
    if lower.startswith(("utf-16", "ucs-2", "utf-32", *_NO_TEXT)):
        return "utf-8" if lower.startswith("utf-16") else ""
    try:
        return codecs.lookup(_WEB.get(lower, lower)).name
    except LookupError:
        return ""
